/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int nqp_spelling_distance (const char *a, const char *b); /* of valid UTF-8, in characters */

G_END_DECLS
