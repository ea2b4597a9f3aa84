/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sheet can hold at most, in spreadsheet programs as here. */
#define NQP_SHEET_MAX_ROWS (1 << 20)
#define NQP_SHEET_MAX_COLUMNS (1 << 14)

typedef enum
{
  NQP_CELL_EMPTY,
  NQP_CELL_TEXT,
  NQP_CELL_NUMBER,
  NQP_CELL_DATE,
  NQP_CELL_BOOLEAN,
  NQP_CELL_ERROR,
} NqpCellKind;

typedef enum
{
  NQP_CELL_PERCENT = 1 << 0,      /* a number that is shown as a hundredfold with %: 0.25 is read by people as 25 % */
  NQP_CELL_UNCALCULATED = 1 << 1, /* a formula without its result: an ERROR whose text is "=" and what the file says of it */
} NqpCellFlags;

/**
 * NqpCell:
 * @text: UTF-8, ends in NUL, "" if empty; lives as long as the cells. Numbers exactly as the file stores them, "." the decimal
 *   mark; dates as 2023-01-31, with a time of day as 2023-01-31T10:30:00, a time alone as 10:30:00; "TRUE" or "FALSE"; errors
 *   as "#N/A". A text is one line: each line break in it is a space
 * @kind: an NqpCellKind
 * @flags: NqpCellFlags
 */
typedef struct
{
  const char *text;
  guint32 length;
  guint8 kind;
  guint8 flags;
} NqpCell;

/* Merged cells, from 0. Their one value stands in the first, the others are empty. */
typedef struct
{
  int row, column, n_rows, n_columns;
} NqpCellRange;

/**
 * NqpSheetCells:
 *
 * The cells of one sheet up to the last that is not empty, as values; never changes once read. Merged ranges do not overlap, and may
 * reach beyond the last row or column.
 */
typedef struct _NqpSheetCells NqpSheetCells;

NqpSheetCells *nqp_sheet_cells_ref (NqpSheetCells *self);
void nqp_sheet_cells_unref (NqpSheetCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSheetCells, nqp_sheet_cells_unref)

int nqp_sheet_cells_n_rows (const NqpSheetCells *self);
int nqp_sheet_cells_n_columns (const NqpSheetCells *self);
NqpCell nqp_sheet_cells_get (const NqpSheetCells *self, int row, int column);  /* empty beyond the last */
/* For sheets that are mostly empty: how many cells of a row are filled, and the @i-th of them, from 0, with its column. */
int nqp_sheet_cells_n_filled (const NqpSheetCells *self, int row);
NqpCell nqp_sheet_cells_filled (const NqpSheetCells *self, int row, int i, int *out_column);
const NqpCellRange *nqp_sheet_cells_merged (const NqpSheetCells *self, int *out_n); /* by row, then column */

/* What the user does not see, or sees differently, to be said before it is taken: rows and columns that are hidden (and read all
 * the same), values that lie under merged cells (and were left out), formulas without results. */
int nqp_sheet_cells_n_hidden_rows (const NqpSheetCells *self);
int nqp_sheet_cells_n_hidden_columns (const NqpSheetCells *self);
int nqp_sheet_cells_n_covered (const NqpSheetCells *self);
int nqp_sheet_cells_n_uncalculated (const NqpSheetCells *self, int *out_row, int *out_column); /* and where the first is */

char *nqp_cell_name (int row, int column);                                 /* "B7" */
gboolean nqp_cell_parse (const char *name, int *out_row, int *out_column); /* the way back; FALSE if it is none */
char *nqp_cell_column_name (int column);                                   /* "B" */

G_END_DECLS
