/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"

G_BEGIN_DECLS

/* A region in a year, as positions. */
typedef struct
{
  int year, region;
} NqpDifferenceEnd;

/**
 * NqpDifference:
 *
 * Why a score is another one than that of another year or region: what every node below adds to the difference. The parts of the
 * children of a node sum to the node's, and with @others they sum to the whole.
 */
typedef struct
{
  int measure;
  NqpDifferenceEnd from, to;
  double total;  /* score of @to less score of @from, 0..1 */
  double *part;  /* [n_nodes]: NaN where a node is no part of the measure */
  double others; /* what moved because others did; 0 where a score does not depend on them */
  gboolean compares; /* it may depend on them */
  gboolean sums;     /* every level is an arithmetic mean: parts are differences of contributions */
  gboolean exact;    /* FALSE: some node has too many parts for all their coalitions */
} NqpDifference;

NqpDifference *nqp_difference_new (const NqpScores *scores, int measure, NqpDifferenceEnd from, NqpDifferenceEnd to);
void nqp_difference_free (NqpDifference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpDifference, nqp_difference_free)

G_END_DECLS
