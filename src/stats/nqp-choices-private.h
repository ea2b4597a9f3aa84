/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* @method with another choice; FALSE if that is what it has, or weights of a user's own, which nobody but the user can choose. */
gboolean nqp_stage_choose (NqpMethod *method, NqpStage stage, int choice);
NqpTree *nqp_tree_leave_out (const NqpTree *tree, int leaf); /* switched off, and what has nothing left below it */

G_END_DECLS
