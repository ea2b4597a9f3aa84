/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-trial.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define NQP_TYPE_IMPORT_TABLE (nqp_import_table_get_type ())
/**
 * NqpImportTable:
 *
 * How the data file is read: its rows with the role of each column, what holds for all of it, problems, and a place to correct a
 * cell.
 *
 * Signals: "changed", the plan was changed; "look" (first row): others are to be shown.
 */
G_DECLARE_FINAL_TYPE (NqpImportTable, nqp_import_table, NQP, IMPORT_TABLE, AdwBin)

/* @plan outlives it; the one before of @trial is the caller's again after this. @trial may be NULL. */
void
nqp_import_table_show (NqpImportTable *self, NqpImportPlan *plan, const NqpImportTrial *trial);
void
nqp_import_table_forget (NqpImportTable *self); /* which cell was looked at: another file */

G_END_DECLS
