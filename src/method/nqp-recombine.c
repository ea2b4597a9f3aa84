/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-recombine.h"

#include <math.h>
#include <string.h>

#include "nqp-stages-private.h"

struct _NqpSlice
{
  gatomicrefcount ref_count;
  NqpTree *tree; /* its structure; weights are given later */
  int n_regions;
  NqpLayer **leaves; /* [node]: one year; NULL above the leaves and where a leaf is off */
  NqpExtent *spans;  /* [node]: of its scores in all years; n = 0: not known */
};

struct _NqpRecombine
{
  int measure, n_nodes, n_regions;
  int end;           /* the nodes below the measure stand before this one */
  NqpTree tree;      /* the slice's with the weights in hand: nodes of its own, all else borrowed */
  NqpLayer **made;   /* [node]: NULL for leaves */
  NqpLayer **layers; /* [node]: made ones and leaves of the slice in hand, borrowed; NULL = takes no part */
  NqpMix mix;
  NqpSortItem *items, *scratch;
  const double *scores;
  double *nothing; /* no scores */
  int *ranks;
};

/**
 * nqp_slice_new:
 * @year: position
 *
 * Returns: (transfer full): a copy of the z of all leaves that are on
 */
NqpSlice *
nqp_slice_new (const NqpScores *scores, int year)
{
  NqpSlice *self = g_new0 (NqpSlice, 1);
  const NqpScoresPrivate *priv = scores->priv;
  const gsize n = (gsize)scores->n_regions;

  g_atomic_ref_count_init (&self->ref_count);
  self->tree = nqp_tree_ref (scores->tree);
  self->n_regions = scores->n_regions;
  self->leaves = g_new0 (NqpLayer *, scores->n_nodes);
  self->spans = g_new0 (NqpExtent, scores->n_nodes);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      NqpLayer *layer;

      if (priv->layers[i]->has_span)
        self->spans[i] = priv->layers[i]->span;
      if (scores->tree->nodes[i].indicator < 0 || !nqp_tree_is_on (scores->tree, i))
        continue;
      layer = self->leaves[i] = nqp_layer_new (0, scores->n_regions, 1);
      layer->score = g_atomic_rc_box_alloc (n * sizeof (double));
      memcpy (layer->score, scores->score[i] + (gsize)year * n, n * sizeof (double));
      nqp_rod_copy (&layer->rod, &priv->layers[i]->rod);
      layer->span = self->spans[i];
      layer->has_span = TRUE;
      layer->complete = TRUE;
      for (gsize c = 0; c < n; c++)
        layer->complete = layer->complete && !isnan (layer->score[c]);
    }
  return self;
}

NqpSlice *
nqp_slice_ref (NqpSlice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_slice_unref (NqpSlice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int i = 0; i < self->tree->n_nodes; i++)
    g_clear_pointer (&self->leaves[i], nqp_layer_unref);
  g_free (self->leaves);
  g_free (self->spans);
  nqp_tree_unref (self->tree);
  g_free (self);
}

/**
 * nqp_recombine_new:
 * @slice: for the number of regions and the tree
 * @measure: the node that is scored, 0 = the index
 */
NqpRecombine *
nqp_recombine_new (const NqpSlice *slice, int measure)
{
  NqpRecombine *self = g_new0 (NqpRecombine, 1);
  const NqpTree *tree = slice->tree;
  const gsize n = (gsize)slice->n_regions;

  self->measure = measure;
  self->n_nodes = tree->n_nodes;
  self->n_regions = slice->n_regions;
  for (self->end = measure + 1; self->end < tree->n_nodes && tree->nodes[self->end].parent >= measure;)
    self->end++;
  self->tree = *tree;
  self->tree.nodes = g_memdup2 (tree->nodes, (gsize)tree->n_nodes * sizeof (NqpNode));
  self->made = g_new0 (NqpLayer *, tree->n_nodes);
  self->layers = g_new0 (NqpLayer *, tree->n_nodes);
  for (int i = measure; i < self->end; i++)
    if (tree->nodes[i].indicator < 0)
      {
        self->made[i] = nqp_layer_new (0, slice->n_regions, 1);
        self->made[i]->score = g_atomic_rc_box_alloc (n * sizeof (double));
        self->made[i]->coverage = g_atomic_rc_box_alloc (n * sizeof (double));
      }
  nqp_mix_init (&self->mix, tree->n_nodes, 0, n, NULL);
  self->items = g_new (NqpSortItem, n);
  self->scratch = g_new (NqpSortItem, n);
  self->ranks = g_new0 (int, n);
  self->nothing = g_new (double, n);
  for (gsize c = 0; c < n; c++)
    self->nothing[c] = NAN;
  self->scores = self->nothing;
  return self;
}

void
nqp_recombine_free (NqpRecombine *self)
{
  for (int i = 0; i < self->n_nodes; i++)
    g_clear_pointer (&self->made[i], nqp_layer_unref);
  g_free (self->tree.nodes);
  g_free (self->made);
  g_free (self->layers);
  nqp_mix_clear (&self->mix);
  g_free (self->items);
  g_free (self->scratch);
  g_free (self->ranks);
  g_free (self->nothing);
  g_free (self);
}

/**
 * nqp_recombine_scores:
 * @method: how parts become a whole: mean, coverage and floor; its other choices were made when the slice was
 * @weights: [node]: share of the parent, those of the siblings that take part sum to 1; NaN = takes no part, nor does what is
 *   below it
 *
 * With the method and the weights that the slice's scores were made with, the scores are the same to the last bit. With
 * others, TOPSIS of scores that are made themselves goes on measuring from the best and worst that these had in all years.
 *
 * Returns: (transfer none): scores of the measure, one a region, NaN = none; until the next call
 */
const double *
nqp_recombine_scores (NqpRecombine *self, const NqpSlice *slice, const NqpMethod *method,
                      const double *weights)
{
  NqpNode *nodes = self->tree.nodes;

  g_return_val_if_fail (slice->n_regions == self->n_regions && slice->tree->n_nodes == self->n_nodes, NULL);

  self->mix.method = method;
  for (int i = self->end - 1; i >= self->measure; i--)
    {
      NqpLayer *layer = nodes[i].indicator >= 0 ? slice->leaves[i] : self->made[i];

      nodes[i].weight = weights[i];
      nodes[i].on = !isnan (weights[i]) && layer != NULL;
      self->layers[i] = nodes[i].on ? layer : NULL;
      if (!nodes[i].on || nodes[i].indicator >= 0)
        continue;
      /* a mean may have asked for the ranks of the scores before */
      g_clear_pointer ((gpointer *)&layer->ranks[0], g_atomic_rc_box_release);
      nqp_mix_children (&self->mix, &self->tree, i, self->layers);
      layer->complete = TRUE;
      for (int p = 0; p < self->mix.n; p++)
        layer->complete = layer->complete && self->mix.parts[p]->complete;
      nqp_aggregate (&self->mix, layer->score, layer->complete ? NULL : layer->coverage);
      layer->span
          = slice->spans[i].n > 0 ? slice->spans[i] : nqp_extent (layer->score, (gsize)self->n_regions);
      layer->has_span = TRUE;
    }
  self->scores = self->layers[self->measure] != NULL ? self->layers[self->measure]->score : self->nothing;
  return self->scores;
}

const int *
nqp_recombine_ranks (NqpRecombine *self)
{
  nqp_rank_scores (self->scores, self->n_regions, self->items, self->scratch, self->ranks);
  return self->ranks;
}
