/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "nqp-coordinates.h"

G_BEGIN_DECLS

#define NQP_JSON_MAX_DEPTH 64

/**
 * nqp_json_prepare:
 * @text: ends with a NUL byte
 * @coordinates: (nullable): gets the arrays of numbers under the key "coordinates"; in the text the number of each stands for
 *   it (nqp_coordinates_open()). A tree of JsonNode takes thirty times the room of the text
 * @out_fault: (out) (transfer full): translated: what the parser must not see; %NULL if it is only too deep
 * @out_line: (out): where
 *
 * To be called before any parser is: it calls itself for each bracket, and has ways of its own to read comments and escapes,
 * so that what it takes for brackets would be another matter than what was counted here. Hence no comment is left in the
 * text (a comment is no JSON, but always was accepted), and no escape that is none.
 *
 * Returns: (transfer full): the text for the parser, with the lines of @text; %NULL if brackets are too deep, or for the reason
 *   in @out_fault
 */
char *
nqp_json_prepare (const char *text, NqpCoordinates *coordinates, char **out_fault, int *out_line);

/* Line and column that the parser's error speaks of, 0 if none. Returns: (transfer none): what it says after them */
const char *
nqp_json_error_place (const GError *error, int *out_line, int *out_column);

G_END_DECLS
