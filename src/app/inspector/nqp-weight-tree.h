/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpWeightTree:
 *
 * The rows of the index tree from the pillars down. Rows of a component or indicator are made when their parent is first
 * opened, and from then on only updated.
 *
 * Property: "dragging" (one of its weights is being changed by pointer or key).
 */
#define NQP_TYPE_WEIGHT_TREE (nqp_weight_tree_get_type ())
G_DECLARE_FINAL_TYPE (NqpWeightTree, nqp_weight_tree, NQP, WEIGHT_TREE, AdwBin)

void nqp_weight_tree_set_session (NqpWeightTree *self, NqpSession *session);
gboolean nqp_weight_tree_get_dragging (NqpWeightTree *self);

G_END_DECLS
