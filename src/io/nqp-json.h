/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The JSON parser calls itself for each bracket: depth must be bounded before it sees the text. */
#define NQP_JSON_MAX_DEPTH 64
gboolean
nqp_json_is_too_deep (const char *text, int *out_line); /* the line of the first bracket too many */

/* Line and column that the parser's error speaks of, 0 if none. Returns: (transfer none): what it says after them */
const char *
nqp_json_error_place (const GError *error, int *out_line, int *out_column);

G_END_DECLS
