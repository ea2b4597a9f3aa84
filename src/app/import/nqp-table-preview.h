/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-trial.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NQP_TYPE_TABLE_PREVIEW (nqp_table_preview_get_type ())
/**
 * NqpTablePreview:
 *
 * Rows of a file as it has them, below what each column is taken for: header, data and what is left out told apart, cells with
 * problems and corrections marked. Rows and columns are numbered from 1.
 *
 * Signals: "role-chosen" (column from 0, role); "words-asked" (column from 0); "cell-chosen" (row, column); "cell-activated", Enter or a double click on the cell
 * that is chosen.
 */
G_DECLARE_FINAL_TYPE (NqpTablePreview, nqp_table_preview, NQP, TABLE_PREVIEW, GtkWidget)

#define NQP_PREVIEW_COLUMNS 100 /* that are shown at a time */

/* @plan and @trial are the caller's until others are shown; @trial may be NULL. */
void
nqp_table_preview_show (NqpTablePreview *self, const NqpImportPlan *plan, const NqpImportTrial *trial);
/* Column 0: the row as a whole; row 0: the column. A column that is out of sight comes into it. */
void
nqp_table_preview_choose (NqpTablePreview *self, int row, int column);
int
nqp_table_preview_first_column (NqpTablePreview *self); /* that is shown, from 1 */

G_END_DECLS
