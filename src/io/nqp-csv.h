/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-encoding.h"
#include "nqp-value.h"
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
 * Reads RFC 4180 and its relatives: fields between commas, semicolons or tabs (found from the first lines, or said by a line
 * "sep=;"), lines that end in CRLF, LF or CR. Empty lines are passed over. The text stays as it is, except for fields that are tidied.
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
  GPtrArray *joined; /* fields of the row in which quotes are doubled */
  int bad_column;
  const char *bad_text; /* translated */
  const char *skipped_from, *skipped_to; /* by nqp_csv_skip_to_last() */
} NqpCsv;

gboolean
nqp_csv_open (NqpCsv *self, const char *path, NqpProblems *problems);
/* The same of what was read of it, which becomes the reader's: see nqp_source_take(). */
gboolean
nqp_csv_take (NqpCsv *self, char *memory, gsize length, const char *path, const char *encoding, NqpProblems *problems);
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
/* A second reader of the rows that @self has not read yet, on the same text; to be cleared before @self. */
void
nqp_csv_look_ahead (const NqpCsv *self, NqpCsv *ahead);
/* Passes over rows up to about the last @n_lines lines, without counting them: lines are wrong from here on by
 * nqp_csv_count_skipped(). FALSE: it cannot be told where a row begins there. */
gboolean
nqp_csv_skip_to_last (NqpCsv *self, int n_lines);
int
nqp_csv_count_skipped (const NqpCsv *self);
double
nqp_csv_fraction (const NqpCsv *self); /* of the file read so far, 0..1 */

gboolean
nqp_field_equals (const NqpField *field, const char *text);
char *
nqp_field_dup (const NqpField *field); /* NULL if empty */
gboolean
nqp_field_tidy (NqpField *field, NqpWordsKind kind, NqpWordsFault *out_fault); /* in place: nqp_words_tidy(), and in names
                                                                                    spaces of all kinds */

G_END_DECLS
