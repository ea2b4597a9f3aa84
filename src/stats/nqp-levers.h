/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-framework.h"
#include "nqp-scores.h"

G_BEGIN_DECLS

/* The part of its gap to the best that a region is thought to close. */
#define NQP_LEVER_STEP 0.25

/**
 * NqpLever:
 *
 * What a measure of a path can do for a region by way of one indicator. Gaps are in the indicator's unit, oriented: > 0 the
 * region is behind, < 0 it is ahead.
 */
typedef struct
{
  int path, measure;  /* positions in the framework */
  int leaf;           /* node of the indicator */
  double value;       /* the region's, in the indicator's unit; NaN = missing, then so is all that follows */
  double obstacle;    /* obstacle degree in the index, in [0, 1]; NaN = takes no part in a score */
  double gap_best;    /* to the best value of the year, >= 0 */
  double gap_median;  /* to the median of the year's values */
  double gap_group;   /* to the median of the region's group; NaN = it is in none */
  double rank_gain;   /* places gained at the index by closing NQP_LEVER_STEP of gap_best; NaN = the region has no rank */
} NqpLever;

/* (element-type NqpLever): by path and measure in the framework's order, the greatest obstacle first; owned by the caller. */
GArray *nqp_levers_new (const NqpScores *scores, const NqpFramework *framework, int year, int region);
gboolean nqp_levers_exist (const NqpScores *scores, const NqpFramework *framework); /* a measure works on an indicator */
NqpTable *nqp_levers_table (const NqpScores *scores, const NqpFramework *framework, int year, const int *regions,
                            int n_regions);

G_END_DECLS
