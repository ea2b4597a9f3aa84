/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sheet-cells.h"

G_BEGIN_DECLS

/* Filled cells of a sheet at most, those that are repeated counted each time. */
#define NQP_SHEET_MAX_CELLS ((guint32)1 << 26)
#define NQP_SHEET_MAX_MERGED ((guint)1 << 20)
#define NQP_SHEET_MAX_MERGED_WIDTH ((guint)1 << 28) /* columns of all ranges together */

/**
 * NqpTexts:
 *
 * Texts that cells of several sheets share, each once, one behind the other in one block.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *block;
  gsize length, room;
  guint32 *at; /* [n]: where each begins */
  guint n, n_room;
} NqpTexts;

NqpTexts *nqp_texts_new (void);
NqpTexts *nqp_texts_ref (NqpTexts *self);
void nqp_texts_unref (NqpTexts *self);
void nqp_texts_add (NqpTexts *self, const char *text, gsize length);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpTexts, nqp_texts_unref)

/* Filling: row by row downwards, in each from left to right; what is empty is passed over. Functions that return text return NULL if
 * all is well, or why not: one translated sentence. */
NqpSheetCells *nqp_sheet_cells_new (NqpTexts *shared);
void nqp_sheet_cells_begin_row (NqpSheetCells *self, int row);
const char *nqp_sheet_cells_add (NqpSheetCells *self, int column, int n_columns, NqpCellKind kind, int flags, const char *text,
                                 gsize length);
const char *nqp_sheet_cells_add_shared (NqpSheetCells *self, int column, guint text);
const char *nqp_sheet_cells_end_row (NqpSheetCells *self, int n_rows); /* the row stands there so many times */
const char *nqp_sheet_cells_merge (NqpSheetCells *self, const NqpCellRange *range);
void nqp_sheet_cells_hide_rows (NqpSheetCells *self, int row, int n);
void nqp_sheet_cells_hide_columns (NqpSheetCells *self, int column, int n);
void nqp_sheet_cells_note_covered (NqpSheetCells *self, int n);

/* @empty_covered: values may stand under merged cells, and are taken out. @out_place: the cells the returned sentence speaks of */
const char *nqp_sheet_cells_finish (NqpSheetCells *self, gboolean empty_covered, NqpCellRange *out_place);

G_END_DECLS
