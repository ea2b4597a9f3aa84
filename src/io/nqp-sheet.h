/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-header-words.h"
#include "nqp-rows-open.h"
#include "nqp-text.h"

G_BEGIN_DECLS

#define NQP_MAX_HEADS 4

/* A column that a kind of file may have: its name in messages, and what its header may mean. */
typedef struct
{
  gboolean needed;
  const char *name;
  NqpHead heads[NQP_MAX_HEADS];
} NqpSheetColumn;

#define NQP_MAX_SHEET_COLUMNS 32

/**
 * NqpSheet:
 *
 * A table with a header of known columns in any order, read row by row, of a text or of a sheet of a workbook. Rows that break the
 * rules go to the problems.
 */
typedef struct
{
  NqpRows *rows;
  NqpProblems *problems;
  const NqpSheetColumn *columns;
  int n_columns;
  int n_header;                        /* fields of the header line */
  int least_fields;                    /* what a row has to have, more are not looked at; 0 = as many as the header */
  int position[NQP_MAX_SHEET_COLUMNS]; /* [column]: field from 0, -1 = not there */
} NqpSheet;

/* @names (folded, ended by NULL): what a sheet of a workbook may be called that holds such a table; of several with the needed columns
 * it is the one. @book: the file as it was opened already, in which no sheet that is called otherwise will do; FALSE without a problem
 * if there is none. */
gboolean
nqp_sheet_open (NqpSheet *self, const char *path, const char *const *names, NqpWorkbook *book, const NqpSheetColumn *columns,
                int n_columns, NqpProblems *problems);
/* The same of the bytes of a file in memory, which are copied; @file is for messages. */
gboolean
nqp_sheet_open_text (NqpSheet *self, const char *text, gsize length, const char *file, const char *const *names,
                     const NqpSheetColumn *columns, int n_columns, NqpProblems *problems);
void
nqp_sheet_clear (NqpSheet *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpSheet, nqp_sheet_clear)

gboolean
nqp_sheet_next (NqpSheet *self);
gboolean
nqp_sheet_has (const NqpSheet *self, int column);
NqpField
nqp_sheet_get (const NqpSheet *self, int column); /* empty if the column is not there */
char *
nqp_sheet_dup (const NqpSheet *self, int column); /* NULL if empty */
char *
nqp_sheet_word (const NqpSheet *self, int column); /* "" if empty; without space around it even if it was quoted */
NqpText
nqp_sheet_text (const NqpSheet *self, int en, int zh, int either); /* either: a column in one language */
double
nqp_sheet_number (NqpSheet *self, int column, NqpDecimal *decimal); /* NaN if empty; text is a problem */
void
nqp_sheet_problem (NqpSheet *self, int column, const char *format, ...) G_GNUC_PRINTF (3, 4); /* -1 = the row */
void
nqp_sheet_file_problem (NqpSheet *self, const char *format, ...) G_GNUC_PRINTF (2, 3); /* of no one row */

/* The fields of the row read last, for messages about the header. */
char *
nqp_sheet_list_fields (const NqpSheet *self);

/* Reports a line with another number of fields than the header has. */
void
nqp_report_field_count (NqpProblems *problems, gboolean skipped, const char *file, int line, int n_fields, int n_header);

G_END_DECLS
