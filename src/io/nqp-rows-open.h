/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-problems.h"
#include "nqp-rows.h"
#include "nqp-workbook.h"

G_BEGIN_DECLS

/* The rows of a sheet; @file is for messages, borrowed. */
NqpRows *
nqp_sheet_rows_new (NqpSheetCells *cells, const char *file, const char *sheet);

/* Which sheet of a workbook is meant, where no values are looked for. */
typedef struct
{
  const char *const *names; /* folded, ended by NULL: what it may be called */
  gboolean only_named;      /* no other will do; without it there is no problem, and there are no rows */
  int (*fits) (NqpRows *rows, gconstpointer data); /* how many of its columns are known, 0 = it is another table */
  gconstpointer data;
} NqpSheetSearch;

/* How a file is opened. */
typedef struct
{
  const char *sheet;    /* of a workbook: its name, or its number from 1; NULL = the one that is meant */
  const char *encoding; /* of a text; NULL = found */
  NqpWorkbook *book;    /* the file, if it was opened already; or NULL */
  const NqpSheetSearch *search; /* NULL: a table of values */
  NqpProgress progress; /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable;
} NqpRowsWish;

NqpRows *
nqp_rows_open_for (const char *path, const NqpRowsWish *wish, NqpProblems *problems);
/* The same of the bytes of a file in memory: @memory, which ends in a NUL byte, becomes the rows'. */
NqpRows *
nqp_rows_open_memory (char *memory, gsize length, const char *path, const NqpRowsWish *wish, NqpProblems *problems);
/* A file for nqp_rows_open_memory(): text or a workbook. FALSE with @error set to one sentence, without the name of the file. */
gboolean
nqp_rows_read_file (const char *path, char **out_memory, gsize *out_length, GError **error);
gboolean
nqp_rows_is_workbook (const char *path); /* as far as can be told without reading it all: FALSE of a pipe */
NqpRows *
nqp_rows_open (const char *path, const NqpLayoutHints *hints, GCancellable *cancellable, NqpProblems *problems,
               char **out_sheet);
char **
nqp_rows_sheets (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
