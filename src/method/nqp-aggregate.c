/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-stages-private.h"

#define BLOCK 512
#define TOLERANCE 1e-12

typedef struct
{
  double sum[BLOCK];      /* weighted sum of what is there; TOPSIS: squared distance to the best */
  double other[BLOCK];    /* TOPSIS: squared distance to the worst */
  double weight[BLOCK];   /* weight of what is there */
  double coverage[BLOCK]; /* weight of the leaves that are there */
} Block;

/* Adds one part's values of a block to what the score is made from; then makes the score of it. */
typedef struct
{
  void (*add) (const NqpMix *mix, int part, gsize from, gsize n, Block *block);
  void (*finish) (const NqpMix *mix, gsize from, gsize n, Block *block);
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

/* A part's scores as the parent takes them. */
static inline const double *
take (const NqpMix *mix, int part, gsize from, gsize n, double *restrict room)
{
  const double *restrict s = mix->parts[part]->score + from;
  const double floor = mix->method->floor, rest = 1 - floor;

  if (!mix->lifted[part])
    return s;
  for (gsize c = 0; c < n; c++)
    room[c] = floor + rest * s[c];
  return room;
}

static void
add_arithmetic (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  add_values (mix->parts[part]->score + from, mix->weights[part], n, block);
}

static void
finish_arithmetic (const NqpMix *mix, gsize from, gsize n, Block *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] /= block->weight[c];
}

static void
add_geometric (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  double logs[BLOCK];
  const double *s = take (mix, part, from, n, logs);

  for (gsize c = 0; c < n; c++)
    logs[c] = log (s[c]);
  add_values (logs, mix->weights[part], n, block);
}

static void
finish_geometric (const NqpMix *mix, gsize from, gsize n, Block *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] = exp (block->sum[c] / block->weight[c]);
}

static void
add_harmonic (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  double inverse[BLOCK];
  const double *s = take (mix, part, from, n, inverse);

  for (gsize c = 0; c < n; c++)
    inverse[c] = 1 / s[c];
  add_values (inverse, mix->weights[part], n, block);
}

static void
finish_harmonic (const NqpMix *mix, gsize from, gsize n, Block *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] = block->weight[c] / block->sum[c];
}

/* Near 0 the mean of (s^p - 1) / p, which goes over into that of ln s as p goes to 0, and loses no digits on the way. */
#define NEAR_GEOMETRIC 0.05

static void
add_power (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  const double p = mix->method->power;
  double powers[BLOCK];
  const double *s = take (mix, part, from, n, powers);

  if (fabs (p) < NEAR_GEOMETRIC)
    for (gsize c = 0; c < n; c++)
      powers[c] = expm1 (p * log (s[c])) / p;
  else
    for (gsize c = 0; c < n; c++)
      powers[c] = pow (s[c], p);
  add_values (powers, mix->weights[part], n, block);
}

static void
finish_power (const NqpMix *mix, gsize from, gsize n, Block *block)
{
  const double p = mix->method->power;

  if (!(fabs (p) < NEAR_GEOMETRIC))
    {
      for (gsize c = 0; c < n; c++)
        block->sum[c] = pow (block->sum[c] / block->weight[c], 1 / p);
      return;
    }
  /* all parts 0 may round to less than the -1 that has a logarithm */
  for (gsize c = 0; c < n; c++)
    block->sum[c] = exp (log1p (MAX (p * block->sum[c] / block->weight[c], -1.0)) / p);
}

/* Distances to the best and the worst that there is; what is only assumed and lies beyond counts as that. */
static inline void
add_distances (const double *restrict s, const double *restrict w, const NqpExtent *span, gsize n,
               Block *restrict block)
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
add_topsis (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  const double *s = mix->parts[part]->score + from;
  double w[BLOCK];

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
add_leaves (const NqpMix *mix, int node, const double *share, gsize from, gsize n, Block *block)
{
  const NqpNode *nodes = mix->tree->nodes;
  double present[BLOCK] = { 0 }, part[BLOCK];

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
finish_topsis (const NqpMix *mix, gsize from, gsize n, Block *block)
{
  if (mix->deep)
    {
      double whole[BLOCK] = { 0 };

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

static void
add_presence (const NqpMix *mix, int part, gsize from, gsize n, Block *block)
{
  const double *s = mix->parts[part]->score + from;

  for (gsize c = 0; c < n; c++)
    block->weight[c] += s[c] == s[c] ? mix->weights[part] : 0.0;
}

static void
finish_presence (const NqpMix *mix, gsize from, gsize n, Block *block)
{
}

static const Aggregate aggregates[NQP_N_AGGREGATE] = {
  [NQP_AGGREGATE_ARITHMETIC] = { add_arithmetic, finish_arithmetic },
  [NQP_AGGREGATE_GEOMETRIC] = { add_geometric, finish_geometric },
  [NQP_AGGREGATE_HARMONIC] = { add_harmonic, finish_harmonic },
  [NQP_AGGREGATE_POWER] = { add_power, finish_power },
  [NQP_AGGREGATE_TOPSIS] = { add_topsis, finish_topsis },
  /* who takes part; nqp_copeland() says how well */
  [NQP_AGGREGATE_COPELAND] = { add_presence, finish_presence },
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

  return nqp_aggregate_needs_positive (nqp_method_aggregate (method, tree->nodes[node->parent].level),
                                       method->power)
         && (node->indicator >= 0
             || !nqp_aggregate_needs_positive (nqp_method_aggregate (method, node->level), method->power));
}

/**
 * nqp_aggregate_exact:
 *
 * A power mean of exponent 1, 0 or -1 is the arithmetic, geometric or harmonic one.
 */
NqpAggregate
nqp_aggregate_exact (const NqpMethod *method, NqpLevel level)
{
  const NqpAggregate aggregate = nqp_method_aggregate (method, level);

  if (aggregate != NQP_AGGREGATE_POWER)
    return aggregate;
  if (method->power == 1)
    return NQP_AGGREGATE_ARITHMETIC;
  if (method->power == 0)
    return NQP_AGGREGATE_GEOMETRIC;
  return method->power == -1 ? NQP_AGGREGATE_HARMONIC : NQP_AGGREGATE_POWER;
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
  self->deep = nqp_method_all_levels (self->method, NQP_AGGREGATE_TOPSIS);
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
 * @mix: the children that are on, with their shares of the parent (sum 1), and which cells to make; whole years for Copeland
 * @score: (out): all cells of the node; those of @mix are written
 * @coverage: (out) (nullable): likewise; %NULL if every part is complete
 *
 * Coverage is the weight of the leaves that have a value; below the least coverage there is no score. Children without
 * a score hand their weight on to those that have one. Means: OECD/JRC Handbook (2008), step 7. TOPSIS: Hwang and Yoon
 * (1981), with the best and the worst over all years; where every level is made by it, each node is made of the leaves below
 * it with their shares of the node, else of its children's scores. Copeland: see nqp_copeland().
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
        block.sum[c] = block.other[c] = block.weight[c] = block.coverage[c] = 0;
      for (int p = 0; p < mix->n; p++)
        {
          aggregate->add (mix, p, from, n, &block);
          if (coverage != NULL)
            add_coverage (mix, p, from, n, &block);
        }
      aggregate->finish (mix, from, n, &block);
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
  if (mix->aggregate == NQP_AGGREGATE_COPELAND)
    nqp_copeland (mix, score);
}
