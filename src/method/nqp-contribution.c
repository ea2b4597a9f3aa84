/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-scores.h"
#include "nqp-stages-private.h"

enum
{
  MAX_DEPTH = 8
};

typedef struct
{
  const NqpScores *scores;
  const NqpNode *nodes;
  int year, region;
} Cell;

static double
get_score (const Cell *cell, int node)
{
  return nqp_scores_get (cell->scores, node, cell->year, cell->region);
}

static double
weight_of (const Cell *cell, int child)
{
  return nqp_scores_effective_weight (cell->scores, child, cell->year, cell->region);
}

/* How far the score is above the worst there is. */
static double
above_worst (const Cell *cell, int node)
{
  const NqpScoresPrivate *priv = cell->scores->priv;
  const NqpExtent *span = &priv->layers[node]->span;

  return CLAMP (get_score (cell, node), span->min, span->max) - span->min;
}

/* Share of the other regions that the region is not behind of. */
static double
ahead_of (const Cell *cell, int node)
{
  const int rank = nqp_scores_rank (cell->scores, node, cell->year, cell->region);
  const int n = nqp_scores_n_ranked (cell->scores, node, cell->year);

  if (rank == 0)
    return 0;
  return n > 1 ? (double)(n - rank) / (n - 1) : 1.0;
}

/* What @child lifts its parent by, in some unit that is the same for its siblings; at least 0. */
static double
lift (const Cell *cell, int child, const NqpMean *mean)
{
  const NqpMethod *method = &cell->scores->method;
  const double w = nqp_tree_local_weight (cell->scores->tree, child);
  double s = get_score (cell, child);

  if (isnan (s))
    return 0;
  if (mean->lift_of == NQP_LIFT_ABOVE_WORST)
    return mean->lift (method, w, above_worst (cell, child));
  if (mean->lift_of == NQP_LIFT_AHEAD)
    return mean->lift (method, w, ahead_of (cell, child));
  if (nqp_aggregate_lifts (method, cell->scores->tree, child))
    s = method->floor + (1 - method->floor) * s;
  return mean->lift (method, w, s);
}

/* What @child gets of its parent's points: sums to 1 over the children that take part. */
static double
share_of_parent (const Cell *cell, int child, const NqpMean *mean)
{
  double total = 0;

  for (int c = cell->nodes[cell->nodes[child].parent].first_child; c >= 0; c = cell->nodes[c].next_sibling)
    total += lift (cell, c, mean);
  return total > 0 ? lift (cell, child, mean) / total : weight_of (cell, child);
}

/* What the leaves below @node lift the whole by, @share its weight in it. */
static double
lift_below (const Cell *cell, int node, double share, const NqpMean *mean)
{
  double sum = 0;

  if (!(share > 0))
    return 0;
  if (cell->nodes[node].indicator >= 0)
    return mean->lift (&cell->scores->method, share, above_worst (cell, node));
  for (int c = cell->nodes[node].first_child; c >= 0; c = cell->nodes[c].next_sibling)
    sum += lift_below (cell, c, share * weight_of (cell, c), mean);
  return sum;
}

/**
 * nqp_scores_contribution:
 *
 * What @descendant adds to the score of @ancestor. The children's contributions sum to the score whatever it is made by:
 * - arithmetic: weight times score;
 * - geometric, harmonic, power: no sum has these as its parts; the score is shared out by what each child lifts the mean of
 *   (s^p - 1) / p (of ln s for geometric) above its least, so that a child at the floor adds nothing;
 * - TOPSIS: shared out by each part of the squared distance to the worst;
 * - Copeland: shared out by weight times the share of rivals that the region is level with or ahead of in the child.
 * Where nothing is lifted, by the weights. A share that reaches a node made by an arithmetic mean goes on in proportion to
 * weight times score, with z-scores to the weight.
 */
double
nqp_scores_contribution (const NqpScores *self, int ancestor, int descendant, int year, int region)
{
  const Cell cell = { self, self->tree->nodes, year, region };
  const gboolean bounded
      = (nqp_method_traits (&self->method, NQP_STAGE_NORMALISE) & NQP_TRAIT_UNBOUNDED) == 0;
  double amount = nqp_scores_get (self, ancestor, year, region);
  double per_point = 1; /* of the node's score; NaN where there is no such proportion */
  int path[MAX_DEPTH], depth = 0;

  if (isnan (amount))
    return 0;
  for (int node = descendant; node != ancestor; node = cell.nodes[node].parent)
    {
      if (node <= 0 || depth == MAX_DEPTH)
        return 0;
      path[depth++] = node;
    }
  if (nqp_aggregate_deep (&self->method))
    {
      const NqpMean *mean = nqp_means[self->method.aggregate[0]];
      const double whole = lift_below (&cell, ancestor, 1, mean);
      double share = 1;

      for (int k = depth - 1; k >= 0; k--)
        share *= weight_of (&cell, path[k]);
      return amount * (whole > 0 ? lift_below (&cell, descendant, share, mean) / whole : share);
    }
  for (int k = depth - 1; k >= 0; k--)
    {
      const NqpMean *mean
          = nqp_means[nqp_aggregate_exact (&self->method, cell.nodes[cell.nodes[path[k]].parent].level)];
      const double weight = weight_of (&cell, path[k]);
      double score;

      if (!(weight > 0))
        return 0;
      score = get_score (&cell, path[k]);
      if (mean->lift != NULL)
        {
          amount *= share_of_parent (&cell, path[k], mean);
          per_point = bounded && score > 0 ? amount / score : NAN;
        }
      else if (isnan (per_point))
        amount *= weight;
      else
        {
          per_point *= weight;
          amount = per_point * score;
        }
    }
  return amount;
}
