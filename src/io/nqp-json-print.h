/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text.h"

G_BEGIN_DECLS

/**
 * NqpJsonPrinter:
 *
 * JSON in the making: { out } and go. Keys are NULL in arrays. Each member has a line of its own, but for what is inside an object
 * or array that was begun as a row.
 */
typedef struct
{
  GString *out;
  int depth;
  int row;        /* depth of the row that is open, 0 = none */
  gboolean after; /* a member was printed before */
} NqpJsonPrinter;

void nqp_json_begin (NqpJsonPrinter *self, const char *key, char bracket); /* '{' or '[' */
void nqp_json_begin_row (NqpJsonPrinter *self, const char *key, char bracket);
void nqp_json_end (NqpJsonPrinter *self, char bracket); /* '}' or ']' */
void nqp_json_string (NqpJsonPrinter *self, const char *key, const char *value);   /* NULL: left out */
void nqp_json_number (NqpJsonPrinter *self, const char *key, double value);        /* NaN: null */
void nqp_json_integer (NqpJsonPrinter *self, const char *key, int value);
void nqp_json_text (NqpJsonPrinter *self, const char *key, const NqpText *value);  /* {"en": ..., "zh": ...}; empty: left out */
void nqp_json_raw (NqpJsonPrinter *self, const char *key, const char *json);

G_END_DECLS
