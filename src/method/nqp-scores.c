/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scores.h"
#include "nqp-sort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-stages-private.h"

#define TOLERANCE 1e-12

NqpScores *
nqp_scores_ref (NqpScores *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_scores_unref (NqpScores *self)
{
  NqpScoresPrivate *priv = self->priv;

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (int i = 0; i < self->n_nodes; i++)
    nqp_layer_unref (priv->layers[i]);
  g_free (priv->layers);
  nqp_columns_unref (priv->columns);
  g_clear_pointer (&priv->measured, nqp_columns_unref);
  g_free (priv);
  g_free (self->z);
  g_free (self->score);
  g_free (self->coverage);
  g_ptr_array_unref (self->warnings);
  nqp_tree_unref (self->tree);
  nqp_panel_unref (self->panel);
  g_free (self);
}

static inline gsize
cell (const NqpScores *self, int year, int region)
{
  return (gsize)year * (gsize)self->n_regions + (gsize)region;
}

static inline gboolean
is_leaf (const NqpScores *self, int node)
{
  return self->tree->nodes[node].indicator >= 0;
}

double
nqp_scores_get (const NqpScores *self, int node, int year, int region)
{
  return self->score[node][cell (self, year, region)];
}

double
nqp_scores_coverage (const NqpScores *self, int node, int year, int region)
{
  if (is_leaf (self, node))
    return isnan (nqp_scores_get (self, node, year, region)) ? 0.0 : 1.0;
  return self->coverage[node][cell (self, year, region)];
}

static const int *
get_ranks (const NqpScores *self, int node, int year)
{
  const NqpScoresPrivate *priv = self->priv;

  return nqp_layer_ranks (priv->layers[node], year);
}

int
nqp_scores_rank (const NqpScores *self, int node, int year, int region)
{
  return get_ranks (self, node, year)[region];
}

int
nqp_scores_n_ranked (const NqpScores *self, int node, int year)
{
  return get_ranks (self, node, year)[self->n_regions];
}

double
nqp_scores_percentile (const NqpScores *self, int node, int year, int region)
{
  const int *ranks = get_ranks (self, node, year);
  int n_equal = 0, n_below;

  if (ranks[region] == 0)
    return NAN;
  for (int i = 0; i < self->n_regions; i++)
    n_equal += ranks[i] == ranks[region];
  n_below = ranks[self->n_regions] - (ranks[region] - 1) - n_equal;
  return 100.0 * (n_below + 0.5 * n_equal) / ranks[self->n_regions];
}

double
nqp_scores_mean (const NqpScores *self, int node, int year)
{
  const double *score = self->score[node] + cell (self, year, 0);
  g_autofree double *present = g_new (double, self->n_regions + 1);
  gsize n = nqp_gather (score, (gsize)self->n_regions, present);

  return nqp_mean (present, n);
}

gboolean
nqp_scores_is_imputed (const NqpScores *self, int node, int year, int region)
{
  if (is_leaf (self, node))
    {
      int j = self->tree->nodes[node].indicator;
      guint8 state = self->x_state[j][cell (self, year, region)];

      return self->z[j] != NULL && (state == NQP_CELL_IMPUTED || state == NQP_CELL_EDITED)
             && !isnan (self->x[j][cell (self, year, region)]);
    }
  for (int c = self->tree->nodes[node].first_child; c >= 0; c = self->tree->nodes[c].next_sibling)
    if (nqp_scores_is_imputed (self, c, year, region))
      return TRUE;
  return FALSE;
}

double
nqp_scores_raw (const NqpScores *self, int indicator, int year, int region)
{
  return self->x[indicator][cell (self, year, region)];
}

double
nqp_scores_treated (const NqpScores *self, int indicator, int year, int region)
{
  const NqpScoresPrivate *priv = self->priv;

  return nqp_treat_value (&priv->columns->treatment[indicator],
                          self->x[indicator][cell (self, year, region)]);
}

gboolean
nqp_scores_is_treated (const NqpScores *self, int node, int year, int region)
{
  if (nqp_treaters[self->method.outliers]->init == NULL)
    return FALSE;
  if (is_leaf (self, node))
    {
      int j = self->tree->nodes[node].indicator;
      double raw = nqp_scores_raw (self, j, year, region);

      return self->z[j] != NULL && !isnan (raw) && nqp_scores_treated (self, j, year, region) != raw;
    }
  for (int c = self->tree->nodes[node].first_child; c >= 0; c = self->tree->nodes[c].next_sibling)
    if (nqp_scores_is_treated (self, c, year, region))
      return TRUE;
  return FALSE;
}

gboolean
nqp_scores_incomplete (const NqpScores *self, int node, int year, int region)
{
  return !isnan (nqp_scores_get (self, node, year, region))
         && nqp_scores_coverage (self, node, year, region) < 1 - TOLERANCE;
}

double
nqp_scores_effective_weight (const NqpScores *self, int child, int year, int region)
{
  const NqpNode *nodes = self->tree->nodes;
  double present = 0;

  if (child == 0)
    return isnan (nqp_scores_get (self, child, year, region)) ? 0.0 : 1.0;
  if (isnan (nqp_scores_get (self, child, year, region))
      || isnan (nqp_scores_get (self, nodes[child].parent, year, region)))
    return 0;
  for (int c = nodes[nodes[child].parent].first_child; c >= 0; c = nodes[c].next_sibling)
    if (!isnan (nqp_scores_get (self, c, year, region)))
      present += nqp_tree_local_weight (self->tree, c);
  return present > 0 ? nqp_tree_local_weight (self->tree, child) / present : 0.0;
}

typedef struct
{
  int rank;
  const char *code;
  int region;
} Place;

static int
compare_places (const void *a, const void *b)
{
  const Place *p = a, *q = b;
  int by_code;

  if (p->rank != q->rank)
    {
      if (p->rank == 0 || q->rank == 0)
        return p->rank == 0 ? 1 : -1;
      return p->rank - q->rank;
    }
  by_code = g_strcmp0 (p->code, q->code);
  return by_code != 0 ? by_code : p->region - q->region;
}

void
nqp_scores_order (const NqpScores *self, int node, int year, int *out)
{
  const int *ranks = get_ranks (self, node, year);
  g_autofree Place *places = g_new (Place, self->n_regions + 1);

  for (int i = 0; i < self->n_regions; i++)
    places[i] = (Place){ ranks[i], self->panel->places[i].code, i };
  nqp_sort (places, (size_t)self->n_regions, sizeof (Place), compare_places);
  for (int i = 0; i < self->n_regions; i++)
    out[i] = places[i].region;
}

double
nqp_scores_display_factor (const NqpScores *self)
{
  /* one factor for all: 100 if no node above the leaves can leave [0, 1] */
  if ((nqp_method_traits (&self->method, NQP_STAGE_NORMALISE) & NQP_TRAIT_UNBOUNDED) == 0)
    return 100.0;
  for (int made = 0; made < NQP_N_MADE; made++)
    if ((nqp_choice (NQP_STAGE_AGGREGATE, (int)self->method.aggregate[made])->traits & NQP_TRAIT_BOUNDED)
        == 0)
      return 1.0;
  return 100.0;
}
