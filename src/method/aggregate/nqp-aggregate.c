/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-aggregate-private.h"

#include <math.h>

#define TOLERANCE 1e-12

#define X(NAME, name) [NQP_AGGREGATE_##NAME] = &nqp_aggregate_##name,
const NqpMean *const nqp_means[NQP_N_AGGREGATE] = { NQP_EACH_AGGREGATE (X) };
#undef X

static void
add_coverage (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *restrict block)
{
  const NqpLayer *layer = mix->parts[part];
  const double w = mix->weights[part];

  if (layer->complete)
    for (gsize c = 0; c < n; c++)
      block->coverage[c] += w;
  else if (mix->leaf[part])
    for (gsize c = 0; c < n; c++)
      block->coverage[c] += layer->score[from + c] == layer->score[from + c] ? w : 0.0;
  else
    for (gsize c = 0; c < n; c++)
      block->coverage[c] += w * layer->coverage[from + c];
}

void
nqp_mix_init (NqpMix *self, int max_parts, gsize first, gsize n_cells, const NqpMethod *method)
{
  *self = (NqpMix){
    .parts = g_new (NqpLayer *, max_parts),
    .weights = g_new (double, max_parts),
    .leaf = g_new (gboolean, max_parts),
    .lifted = g_new (gboolean, max_parts),
    .first = first,
    .n_cells = n_cells,
    .method = method,
  };
}

void
nqp_mix_clear (NqpMix *self)
{
  g_free (self->parts);
  g_free (self->weights);
  g_free (self->leaf);
  g_free (self->lifted);
}

static gboolean
needs_positive (const NqpMethod *method, NqpLevel level)
{
  const NqpMean *mean = nqp_means[nqp_method_aggregate (method, level)];

  return mean->needs_positive != NULL && mean->needs_positive (method->power);
}

/**
 * nqp_aggregate_lifts:
 * @child: a node below the root
 *
 * Whether @child's score is rescaled to [floor, 1] before its parent takes it: the parent's mean needs numbers above 0, and
 * the child may be 0, which it may not if it was made by such a mean itself.
 */
gboolean
nqp_aggregate_lifts (const NqpMethod *method, const NqpTree *tree, int child)
{
  const NqpNode *node = &tree->nodes[child];

  return needs_positive (method, tree->nodes[node->parent].level)
         && (node->indicator >= 0 || !needs_positive (method, node->level));
}

/**
 * nqp_aggregate_exact:
 *
 * Returns: the mean that nodes of @level are made by; one whose exponent makes it another is that other
 */
NqpAggregate
nqp_aggregate_exact (const NqpMethod *method, NqpLevel level)
{
  const NqpAggregate aggregate = nqp_method_aggregate (method, level);

  return nqp_means[aggregate]->exact != NULL ? nqp_means[aggregate]->exact (method->power) : aggregate;
}

gboolean
nqp_aggregate_any_ideal (const NqpMethod *method)
{
  for (int made = 0; made < NQP_N_MADE; made++)
    if (nqp_means[method->aggregate[made]]->ideal)
      return TRUE;
  return FALSE;
}

gboolean
nqp_aggregate_deep (const NqpMethod *method)
{
  return nqp_means[method->aggregate[0]]->ideal && nqp_method_all_levels (method, method->aggregate[0]);
}

/**
 * nqp_mix_children:
 * @layers: [node]: made up to the children of @node
 *
 * Takes the children that are on as the parts.
 */
void
nqp_mix_children (NqpMix *self, const NqpTree *tree, int node, NqpLayer *const *layers)
{
  self->n = 0;
  self->tree = tree;
  self->node = node;
  self->layers = layers;
  self->aggregate = nqp_aggregate_exact (self->method, tree->nodes[node].level);
  self->deep = nqp_aggregate_deep (self->method);
  for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].on)
      {
        self->parts[self->n] = layers[c];
        self->weights[self->n] = tree->nodes[c].weight;
        self->leaf[self->n] = tree->nodes[c].indicator >= 0;
        self->lifted[self->n] = nqp_aggregate_lifts (self->method, tree, c);
        self->n++;
      }
}

/**
 * nqp_aggregate:
 * @mix: the children that are on, with their shares of the parent (sum 1), and which cells to make; whole years where regions are compared
 * @score: (out): all cells of the node; those of @mix are written
 * @coverage: (out) (nullable): likewise; %NULL if every part is complete
 *
 * Coverage is the weight of the leaves that have a value; below the least coverage there is no score. Children without
 * a score hand their weight on to those that have one. OECD/JRC Handbook (2008), step 7.
 */
void
nqp_aggregate (const NqpMix *mix, double *score, double *coverage)
{
  const NqpMean *mean = nqp_means[mix->aggregate];
  const double least = mix->method->coverage - TOLERANCE;
  NqpBlock block;

  for (gsize from = mix->first; from < mix->first + mix->n_cells; from += NQP_MIX_BLOCK)
    {
      gsize n = MIN ((gsize)NQP_MIX_BLOCK, mix->first + mix->n_cells - from);

      for (gsize c = 0; c < n; c++)
        block.sum[c] = block.other[c] = block.weight[c] = block.coverage[c] = 0;
      for (int p = 0; p < mix->n; p++)
        {
          mean->add (mix, p, from, n, &block);
          if (coverage != NULL)
            add_coverage (mix, p, from, n, &block);
        }
      mean->finish (mix, from, n, &block);
      if (coverage == NULL)
        for (gsize c = 0; c < n; c++)
          score[from + c] = block.weight[c] > 0 ? block.sum[c] : NAN;
      else
        for (gsize c = 0; c < n; c++)
          {
            double share = block.coverage[c] > 1 - TOLERANCE ? 1.0 : block.coverage[c];

            coverage[from + c] = share;
            score[from + c] = (block.weight[c] > 0) & (share >= least) ? block.sum[c] : NAN;
          }
    }
  if (mean->complete != NULL)
    mean->complete (mix, score);
}
