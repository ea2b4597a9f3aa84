/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-trial.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NQP_TYPE_LAYOUT_BAR (nqp_layout_bar_get_type ())
/**
 * NqpLayoutBar:
 *
 * What holds for a data file as a whole: rows of header and data, year, decimal mark, encoding. An empty field shows in grey what was
 * found.
 *
 * Signals: "changed", the plan was changed.
 */
G_DECLARE_FINAL_TYPE (NqpLayoutBar, nqp_layout_bar, NQP, LAYOUT_BAR, GtkBox)

/* @plan outlives the bar, which changes it; @trial may be NULL. */
void
nqp_layout_bar_show (NqpLayoutBar *self, NqpImportPlan *plan, const NqpImportTrial *trial);

G_END_DECLS
