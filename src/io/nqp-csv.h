/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-encoding.h"
#include "nqp-words.h"

G_BEGIN_DECLS

/* A field of the row read last: a slice of the file's copy in memory, not NUL-terminated, without outer quotes and, if it was not
 * quoted, without spaces around it. */
typedef struct
{
  char *text;
  gsize length;
} NqpField;

typedef enum
{
  NQP_CSV_ROW, /* fields are set */
  NQP_CSV_BAD, /* the line breaks the rules of quoting; bad_column and bad_text say how; reading can go on */
  NQP_CSV_CUT, /* a quote is never closed: nothing after it can be trusted; bad_column, line and bad_text as well */
  NQP_CSV_END,
} NqpCsvStatus;

/**
 * NqpCsv:
 *
 * Reads RFC 4180 and its relatives: fields between commas, semicolons or tabs (found from the first line), lines that
 * end in CRLF, LF or CR. Empty lines are passed over.
 */
typedef struct
{
  const char *file; /* for messages, borrowed */
  NqpSource source;
  char *cursor, *end;
  char delimiter;
  int line; /* the row begins here */
  int next_line;
  NqpField *fields;
  int n_fields, n_allocated;
  int bad_column;
  const char *bad_text; /* translated */
} NqpCsv;

gboolean
nqp_csv_open (NqpCsv *self, const char *path, NqpProblems *problems);
/* The same of text in memory, which is copied; @file is for messages. */
gboolean
nqp_csv_open_text (NqpCsv *self, const char *text, gsize length, const char *file, NqpProblems *problems);
gboolean
nqp_csv_is_blank (const char *text, gsize length); /* nothing but spaces and line ends */
void
nqp_csv_clear (NqpCsv *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpCsv, nqp_csv_clear)

NqpCsvStatus
nqp_csv_next (NqpCsv *self);
double
nqp_csv_fraction (const NqpCsv *self); /* of the file read so far, 0..1 */

gboolean
nqp_field_equals (const NqpField *field, const char *text);
char *
nqp_field_dup (const NqpField *field); /* NULL if empty */
gboolean
nqp_field_tidy (NqpField *field, NqpWordsKind kind, NqpWordsFault *out_fault); /* in place: nqp_words_tidy() */

/**
 * NqpDecimal:
 *
 * The decimal mark of a file: whichever its numbers use first. A comma is looked for only where fields are not
 * separated by commas.
 */
typedef struct
{
  char mark; /* '.', ',' or 0 = not known yet */
  gboolean comma_allowed;
  gboolean comma_certain; /* a number that cannot be read as groups of thousands was seen */
  int line;               /* where the mark was first seen */
} NqpDecimal;

typedef enum
{
  NQP_VALUE_NUMBER,
  NQP_VALUE_MISSING, /* "", "NA", "..", "-" */
  NQP_VALUE_TEXT,
  NQP_VALUE_INFINITE, /* infinite, or too large for a double */
  NQP_VALUE_MIXED,    /* the other decimal mark than the rest of the file */
} NqpValueKind;

NqpValueKind
nqp_value_parse (const char *text, gsize length, NqpDecimal *decimal, int line, double *out_value);
gboolean
nqp_integer_parse (const char *text, gsize length, int *out_value);

G_END_DECLS
