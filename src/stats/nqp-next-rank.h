/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/**
 * NqpNextRank:
 *
 * How far one indicator of a region is from bringing it at least to the next rank, while all else stays.
 */
typedef struct
{
  int leaf;       /* node of the indicator */
  double current; /* in the indicator's unit */
  double needed;  /* likewise; NaN = its best value on the present scale is not enough, then so is all that follows */
  double share;   /* of the scale, from its lowest to its highest value, that the change is; >= 0 */
  int rank_after; /* 0 = not reached */
} NqpNextRank;

/* (element-type NqpNextRank): the smallest share first, what does not suffice last; the caller owns it. Empty: nobody is ahead, or
 * the region has no rank. */
GArray *nqp_next_rank_new (const NqpScores *scores, int measure, int year, int region);
/* The same of one indicator; FALSE where nobody is ahead or it takes no part. */
gboolean nqp_next_rank_of (const NqpScores *scores, int measure, int year, int region, int leaf, NqpNextRank *out);

G_END_DECLS
