/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

#include <math.h>

/* Plans to reach a rank, and trying one out. */

/**
 * nqp_session_suggest_rank:
 *
 * Returns: what one asks for first: the next place up for the focus region at the index in the year shown
 */
int
nqp_session_suggest_rank (NqpSession *self)
{
  int rank;

  nqp_session_ensure_scores (self);
  g_return_val_if_fail (self->scores != NULL && self->focus >= 0, 1);
  rank = nqp_scores_rank (self->scores, 0, self->year, self->focus);
  return MAX (rank - 1, 1);
}

/**
 * nqp_session_try_plan:
 * @plan: for the focus region and the year shown
 *
 * What it wants to change is assumed, and nothing else; a chosen scenario is written.
 */
void
nqp_session_try_plan (NqpSession *self, const NqpPlan *plan)
{
  const NqpTree *tree = nqp_session_get_tree (self);

  g_return_if_fail (plan->region == self->focus && plan->year == self->year);
  for (int i = 0; i < tree->n_leaves; i++)
    nqp_session_assume (self, tree->leaves[i], NAN);
  for (int k = 0; k < plan->n_steps; k++)
    if (plan->steps[k].target != plan->steps[k].current)
      nqp_session_assume (self, plan->steps[k].leaf, plan->steps[k].target);
  nqp_session_keep_assumed (self);
}
