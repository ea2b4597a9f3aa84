/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-problems.h"
#include "nqp-rows.h"
#include "nqp-sheet-cells.h"

G_BEGIN_DECLS

/* The rows of a sheet; @file is for messages, borrowed. */
NqpRows *
nqp_sheet_rows_new (NqpSheetCells *cells, const char *file, const char *sheet);

/* How a file is opened. */
typedef struct
{
  const char *sheet;    /* of a workbook: its name, or its number from 1; NULL = the one that is meant */
  const char *encoding; /* of a text; NULL = found */
  NqpProgress progress; /* or NULL */
  gpointer progress_data;
  GCancellable *cancellable;
} NqpRowsWish;

NqpRows *
nqp_rows_open_for (const char *path, const NqpRowsWish *wish, NqpProblems *problems);
NqpRows *
nqp_rows_open (const char *path, const NqpLayoutHints *hints, GCancellable *cancellable, NqpProblems *problems,
               char **out_sheet);
char **
nqp_rows_sheets (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
