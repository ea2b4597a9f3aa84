/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-stages-private.h"

#define BLOCK 512
#define TOLERANCE 1e-12

typedef struct
{
  double sum[BLOCK];      /* weighted sum of what is there */
  double weight[BLOCK];   /* weight of what is there */
  double coverage[BLOCK]; /* weight of the leaves that are there */
} Block;

/* Adds one part's values of a block to the weighted sum; then makes the score of sum / weight. */
typedef struct
{
  void (*add) (const NqpMix *mix, int part, gsize from, gsize n, Block *block);
  void (*finish) (gsize n, Block *block);
} Aggregate;

static inline void
add_values (const double *restrict s, double w, gsize n, Block *restrict block)
{
  for (gsize c = 0; c < n; c++)
    {
      double value = w * s[c];
      gboolean present = value == value;

      block->sum[c] += present ? value : 0.0;
      block->weight[c] += present ? w : 0.0;
    }
}

static void
add_arithmetic (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  add_values (mix->parts[part]->score + from, mix->weights[part], n, block);
}

static void
finish_arithmetic (gsize n, Block *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] /= block->weight[c];
}

static void
add_geometric (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  const double *s = mix->parts[part]->score + from;
  double logs[BLOCK];

  if (mix->leaf[part])
    for (gsize c = 0; c < n; c++)
      logs[c] = log (nqp_aggregate_leaf (mix->method, mix->aggregate, s[c]));
  else
    for (gsize c = 0; c < n; c++)
      logs[c] = log (s[c]);
  add_values (logs, mix->weights[part], n, block);
}

static void
finish_geometric (gsize n, Block *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] = exp (block->sum[c] / block->weight[c]);
}

static const Aggregate aggregates[NQP_N_AGGREGATE] = {
  [NQP_AGGREGATE_ARITHMETIC] = { add_arithmetic, finish_arithmetic },
  [NQP_AGGREGATE_GEOMETRIC] = { add_geometric, finish_geometric },
};

static void
add_coverage (const NqpMix *mix, int part, gsize from, gsize n, Block *restrict block)
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
    .parts = g_new (const NqpLayer *, max_parts),
    .weights = g_new (double, max_parts),
    .leaf = g_new (gboolean, max_parts),
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
}

void
nqp_mix_children (NqpMix *self, const NqpTree *tree, int node, NqpLayer *const *layers)
{
  self->n = 0;
  self->aggregate = nqp_method_aggregate (self->method, tree->nodes[node].level);
  for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].on)
      {
        self->parts[self->n] = layers[c];
        self->weights[self->n] = tree->nodes[c].weight;
        self->leaf[self->n] = tree->nodes[c].indicator >= 0;
        self->n++;
      }
}

/**
 * nqp_aggregate:
 * @mix: the children that are on, with their shares of the parent (sum 1), and which cells to make
 * @score: (out): all cells of the node; those of @mix are written
 * @coverage: (out) (nullable): likewise; %NULL if every part is complete
 *
 * Coverage is the weight of the leaves that have a value; below the least coverage there is no score. Children without
 * a score hand their weight on to those that have one. Means: OECD/JRC Handbook (2008), step 7.
 */
void
nqp_aggregate (const NqpMix *mix, double *score, double *coverage)
{
  const Aggregate *aggregate = &aggregates[mix->aggregate];
  const double least = mix->method->coverage - TOLERANCE;
  Block block;

  for (gsize from = mix->first; from < mix->first + mix->n_cells; from += BLOCK)
    {
      gsize n = MIN ((gsize)BLOCK, mix->first + mix->n_cells - from);

      for (gsize c = 0; c < n; c++)
        block.sum[c] = block.weight[c] = block.coverage[c] = 0;
      for (int p = 0; p < mix->n; p++)
        {
          aggregate->add (mix, p, from, n, &block);
          if (coverage != NULL)
            add_coverage (mix, p, from, n, &block);
        }
      aggregate->finish (n, &block);
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
}
