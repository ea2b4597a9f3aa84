/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-aggregate-private.h"

/* Distances to the best and the worst that there is; what is only assumed and lies beyond counts as that. */
static inline void
add_distances (const double *restrict s, const double *restrict w, const NqpExtent *span, gsize n,
               NqpBlock *restrict block)
{
  const double best = span->max, worst = span->min;

  for (gsize c = 0; c < n; c++)
    {
      double value = s[c] > best ? best : s[c] < worst ? worst : s[c];
      double up = w[c] * (value - best), down = w[c] * (value - worst);
      gboolean present = value == value;

      block->sum[c] += present ? up * up : 0.0;
      block->other[c] += present ? down * down : 0.0;
    }
}

static void
add (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block)
{
  const double *s = mix->parts[part]->score + from;
  double w[NQP_MIX_BLOCK];

  for (gsize c = 0; c < n; c++)
    {
      w[c] = mix->weights[part];
      block->weight[c] += s[c] == s[c] ? w[c] : 0.0;
    }
  if (!mix->deep)
    add_distances (s, w, &mix->parts[part]->span, n, block);
}

/* All leaves below @node, each by its share of the whole: @share of the node, handed on to the children that have a score. */
static void
add_leaves (const NqpMix *mix, int node, const double *share, gsize from, gsize n, NqpBlock *block)
{
  const NqpNode *nodes = mix->tree->nodes;
  double present[NQP_MIX_BLOCK] = { 0 }, part[NQP_MIX_BLOCK];

  for (int c = nodes[node].first_child; c >= 0; c = nodes[c].next_sibling)
    if (nodes[c].on)
      for (gsize k = 0; k < n; k++)
        present[k] += isnan (mix->layers[c]->score[from + k]) ? 0.0 : nodes[c].weight;
  for (int c = nodes[node].first_child; c >= 0; c = nodes[c].next_sibling)
    {
      if (!nodes[c].on)
        continue;
      for (gsize k = 0; k < n; k++)
        part[k] = isnan (mix->layers[c]->score[from + k]) || !(present[k] > 0)
                      ? 0.0
                      : share[k] * nodes[c].weight / present[k];
      if (nodes[c].indicator >= 0)
        add_distances (mix->layers[c]->score + from, part, &mix->layers[c]->span, n, block);
      else
        add_leaves (mix, c, part, from, n, block);
    }
}

static void
finish (const NqpMix *mix, gsize from, gsize n, NqpBlock *block)
{
  if (mix->deep)
    {
      double whole[NQP_MIX_BLOCK] = { 0 };

      for (gsize c = 0; c < n; c++)
        whole[c] = 1;
      add_leaves (mix, mix->node, whole, from, n, block);
    }
  for (gsize c = 0; c < n; c++)
    {
      double up = sqrt (block->sum[c]), down = sqrt (block->other[c]);

      /* where no part differs from any other there is no best: half way, as a constant indicator is */
      block->sum[c] = up + down > 0 ? down / (up + down) : 0.5;
    }
}

static double
lift (const NqpMethod *method, double weight, double value)
{
  const double distance = weight * value;

  return distance * distance;
}

/* Hwang and Yoon (1981), with the best and the worst over all years; where every level is made by it, each node is made of the
 * leaves below it with their shares of the node, else of its children's scores. */
const NqpMean nqp_aggregate_topsis = {
  .choice = {
    .id = "topsis",
    .name = N_ ("TOPSIS"),
    .phrase = N_ ("TOPSIS"),
    .summary = N_ ("How much nearer to the best there is than to the worst, on all parts at once"),
    .formula = "S = D− / (D+ + D−)",
    .traits = NQP_TRAIT_BOUNDED,
  },
  .ideal = TRUE,
  .add = add,
  .finish = finish,
  .lift_of = NQP_LIFT_ABOVE_WORST,
  .lift = lift,
};
