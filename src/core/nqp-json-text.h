/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A string of JSON, in its quotes; what JSON has other signs for is written with them. */
void nqp_json_append_string (GString *out, const char *text);

G_END_DECLS
