/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-trial.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NQP_TYPE_PROBLEM_TABLE (nqp_problem_table_get_type ())
/**
 * NqpProblemTable:
 *
 * What an import found wrong or asks: row, column, what was found, what was expected.
 *
 * Signals: "chosen" (row, column), of the data file, 0 = none.
 */
G_DECLARE_FINAL_TYPE (NqpProblemTable, nqp_problem_table, NQP, PROBLEM_TABLE, GtkWidget)

void
nqp_problem_table_show (NqpProblemTable *self, const NqpImportTrial *trial); /* nullable */
guint
nqp_problem_table_size (NqpProblemTable *self);
/* The one after the cell that was looked at last: says "chosen". FALSE if there is none */
gboolean
nqp_problem_table_next (NqpProblemTable *self, int row, int column);

G_END_DECLS
