/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a text of @json holds a NUL, written as an escape: the parser would end the text there without a word. @out_line: of
 * the first. */
gboolean
nqp_json_has_nul (const char *json, int *out_line);

G_END_DECLS
