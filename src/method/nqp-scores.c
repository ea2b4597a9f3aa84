/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scores.h"

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
nqp_scores_partial (const NqpScores *self, int node, int year, int region)
{
  return !isnan (nqp_scores_get (self, node, year, region))
         && nqp_scores_coverage (self, node, year, region) < 1 - TOLERANCE;
}

gboolean
nqp_scores_incomplete (const NqpScores *self, int node, int year, int region)
{
  return !isnan (nqp_scores_get (self, node, year, region))
         && nqp_scores_coverage (self, node, year, region) < NQP_COVERAGE_COMPLETE - TOLERANCE;
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

/* Of those that share a place, which goes first? */
static int
compare_codes (const void *a, const void *b, gpointer user_data)
{
  const NqpScores *self = user_data;
  const int p = *(const int *)a, q = *(const int *)b;
  int by_code = g_strcmp0 (self->panel->places[p].code, self->panel->places[q].code);

  return by_code != 0 ? by_code : p - q;
}

void
nqp_scores_order (const NqpScores *self, int node, int year, int *out)
{
  const int *ranks = get_ranks (self, node, year);
  const int n = self->n_regions, n_ranked = ranks[n];
  g_autofree int *taken
      = g_new0 (int, n_ranked + 1); /* [place]: how many have it; those without one come behind */

  /* A rank is a place already: only those that share one, and those that have none, need be sorted. */
  for (int i = 0; i < n; i++)
    {
      const int place = ranks[i] > 0 ? ranks[i] - 1 : n_ranked;

      out[place + taken[place]++] = i;
    }
  for (int place = 0; place <= n_ranked; place++)
    if (taken[place] > 1)
      g_qsort_with_data (out + place, taken[place], sizeof (int), compare_codes, (gpointer)self);
}

/**
 * nqp_scores_first:
 *
 * Returns: the first of nqp_scores_order(); -1 if there are no regions
 */
int
nqp_scores_first (const NqpScores *self, int node, int year)
{
  const int *ranks = get_ranks (self, node, year);
  const int best = ranks[self->n_regions] > 0 ? 1 : 0;
  int first = -1;

  for (int i = 0; i < self->n_regions; i++)
    if (ranks[i] == best && (first < 0 || compare_codes (&i, &first, (gpointer)self) < 0))
      first = i;
  return first;
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
