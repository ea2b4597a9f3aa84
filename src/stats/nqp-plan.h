/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* By how much a plan passes the score of the region it has to pass: enough to stand out of rounding, too little to see. */
#define NQP_PLAN_MARGIN 1e-9

typedef struct
{
  int leaf;        /* node of the indicator */
  double current;  /* in the indicator's unit */
  double target;   /* likewise; current if nothing is to change */
  double pace;     /* improvement a year that counts as one year, > 0; NaN = no region ever improved, nothing can change */
  double years;    /* |target - current| / pace; 0 if nothing is to change */
} NqpPlanStep;

/**
 * NqpPlan:
 *
 * The least change that brings a region to a rank.
 */
typedef struct
{
  int measure, year, region, target_rank;
  int rank_before, rank_after;
  double score_before, score_needed, score_after; /* needed: that of the region to pass, with the margin */
  double years;                                   /* the sum over the steps: what was made as small as possible */
  int n_steps;
  NqpPlanStep *steps; /* one for each indicator that takes part, in the tree's order */
} NqpPlan;

NqpPlan *nqp_plan_new (const NqpScores *scores, int measure, int year, int region, int target_rank, GError **error);
void nqp_plan_free (NqpPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPlan, nqp_plan_free)

NqpScores *nqp_plan_apply (const NqpPlan *self, const NqpScores *scores, GError **error); /* the what-if of its targets */
NqpTable *nqp_plan_table (const NqpPlan *self, const NqpScores *scores); /* indicator,current,target,change_in_pace_years */

double nqp_plan_pace (const NqpScores *scores, int leaf, int region); /* NaN if there is none */

G_END_DECLS
