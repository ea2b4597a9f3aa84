/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

/* Above this, judgements contradict each other too much to be used without a second look (Saaty 1980). */
#define NQP_AHP_CR_LIMIT 0.1

/**
 * NqpAhp:
 *
 * What follows from one pairwise matrix. Zero it, nqp_ahp_solve(), nqp_ahp_clear().
 */
typedef struct
{
  int n;
  double *weights;     /* [n]: principal eigenvector, sum 1 */
  double lambda_max;   /* >= n */
  double ci, cr;       /* >= 0; both 0 up to two parts, which cannot contradict each other */
  int worst_a, worst_b;/* the judgement that disagrees most with the weights, a before b; -1 = all agree */
  double worst_implied;/* what the weights say in its place: w_a / w_b */
  double suggested;    /* value on Saaty's scale for it that gives the least CR; NaN = none gives less than there is */
  double suggested_cr; /* the CR it would give */
} NqpAhp;

void nqp_ahp_solve (NqpAhp *self, int n, const double *a);
void nqp_ahp_clear (NqpAhp *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpAhp, nqp_ahp_clear)

double nqp_ahp_random_index (int n);
const char *nqp_ahp_word (int value); /* 1..9, translated: "strongly more important" */

/* Of the children of @parent that are on, in order; @out_nodes: their nodes, room for all children. FALSE if no judgement is
 * known of @parent: then every part counts the same. */
gboolean nqp_ahp_solve_parent (NqpAhp *self, const NqpTree *tree, int parent, int *out_nodes);
/* The tree with the weights that follow from its judgements; warnings (nullable) (element-type utf8) are added. */
NqpTree *nqp_ahp_weigh (NqpTree *tree, GPtrArray *warnings);

G_END_DECLS
