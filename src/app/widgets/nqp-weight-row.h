/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpWeightRow:
 *
 * One node of the weights tree: arrow, dot in the pillar's colour, name, number, slider, lock, switch. It shows the
 * session and changes it; the owner calls nqp_weight_row_update() when the session has changed.
 *
 * Properties: "expanded" (children are shown), "dragging" (the weight is being changed by pointer or key).
 */
#define NQP_TYPE_WEIGHT_ROW (nqp_weight_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpWeightRow, nqp_weight_row, NQP, WEIGHT_ROW, AdwBin)

GtkWidget *nqp_weight_row_new (NqpSession *session, int node);
void nqp_weight_row_update (NqpWeightRow *self);
/* What the part counts for in fact, as a share of its whole; NaN = nothing to say. */
void nqp_weight_row_set_importance (NqpWeightRow *self, double importance);
gboolean nqp_weight_row_get_expanded (NqpWeightRow *self);
gboolean nqp_weight_row_get_dragging (NqpWeightRow *self);

G_END_DECLS
