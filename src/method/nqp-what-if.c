/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-stages-private.h"

static inline gboolean
is_leaf (const NqpScores *self, int node)
{
  return node >= 0 && node < self->n_nodes && self->tree->nodes[node].indicator >= 0;
}

static const NqpRod *
leaf_rod (const NqpScores *self, int leaf)
{
  const NqpScoresPrivate *priv = self->priv;

  return &priv->layers[leaf]->rod;
}

/**
 * nqp_scores_normalise:
 * @leaf: node of an indicator
 * @year: position
 * @value: in the indicator's unit
 *
 * What nqp_scores_what_if() makes of @value.
 *
 * Returns: z, higher is better; NaN if @leaf is switched off, @value is NaN, or normalisation is by rank, where z depends on
 *   all regions
 */
double
nqp_scores_normalise (const NqpScores *self, int leaf, int year, double value)
{
  g_return_val_if_fail (is_leaf (self, leaf), NAN);
  g_return_val_if_fail (year >= 0 && year < self->n_years, NAN);

  if (nqp_normalisers[self->method.normalise]->apply_value == NULL || isnan (value)
      || !nqp_tree_is_on (self->tree, leaf))
    return NAN;
  return nqp_normalise_value (
      nqp_treat_value (&leaf_rod (self, leaf)->treatment, value), leaf_rod (self, leaf),
      self->panel->indicators[self->tree->nodes[leaf].indicator].direction, self->method.normalise, year);
}

/**
 * nqp_scores_range:
 * @leaf: node of an indicator
 * @year: position
 * @out_low: (out): in the indicator's unit, NaN if there are no values
 * @out_high: (out): likewise
 *
 * The lowest and highest value that any region had, outliers treated, before any value was assumed: in @year where values
 * are measured within their year (minmax-year, rank), else in all years. Beyond them min-max ends at 0 and 1. Goalposts are
 * these two themselves.
 */
void
nqp_scores_range (const NqpScores *self, int leaf, int year, double *out_low, double *out_high)
{
  const NqpScoresPrivate *priv = self->priv;
  const NqpColumns *measured = priv->measured != NULL ? priv->measured : priv->columns;
  const gsize n = (gsize)self->n_regions;
  const NqpNormaliser *normaliser = nqp_normalisers[self->method.normalise];
  const gboolean pooled = (normaliser->choice.traits & NQP_TRAIT_YEARLY) == 0;
  NqpExtent extent;

  g_return_if_fail (is_leaf (self, leaf));
  g_return_if_fail (year >= 0 && year < self->n_years);

  if (normaliser->range != NULL && nqp_tree_is_on (self->tree, leaf))
    {
      normaliser->range (leaf_rod (self, leaf), out_low, out_high);
      return;
    }
  if (pooled && nqp_tree_is_on (self->tree, leaf))
    extent = leaf_rod (self, leaf)->extent;
  else if (pooled)
    extent = nqp_extent (measured->x[self->tree->nodes[leaf].indicator], measured->n_cells);
  else
    extent = nqp_extent (measured->x[self->tree->nodes[leaf].indicator] + (gsize)year * n, n);
  *out_low = extent.min;
  *out_high = extent.max;
}

/* The leaves of a request whose value differs from the one there is; FALSE with @error set if one cannot be used. */
static gboolean
find_changes (const NqpScores *base, gsize cell, int n, const int *leaves, const double *values,
              double *wanted, GArray *changed, GError **error)
{
  const NqpLang lang = nqp_lang_of_messages ();

  for (int i = 0; i < base->n_nodes; i++)
    wanted[i] = NAN;
  for (int k = 0; k < n; k++)
    {
      const NqpNode *node = &base->tree->nodes[leaves[k]];

      if (!nqp_tree_is_on (base->tree, leaves[k]))
        {
          g_set_error (
              error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
              _ ("%s (%s) is switched off, so no value of it can change a score; switch it on first"),
              nqp_text_get (&node->name, lang), node->id);
          return FALSE;
        }
      if (!isfinite (values[k]))
        {
          g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                       _ ("The value to assume for %s (%s) is not a number"),
                       nqp_text_get (&node->name, lang), node->id);
          return FALSE;
        }
      wanted[leaves[k]] = values[k];
    }
  for (int i = 0; i < base->n_nodes; i++)
    if (!isnan (wanted[i]) && wanted[i] != base->x[base->tree->nodes[i].indicator][cell])
      g_array_append_val (changed, i);
  return TRUE;
}

static NqpColumns *
assume (const NqpScores *base, gsize cell, const double *wanted, const GArray *changed)
{
  const NqpScoresPrivate *priv = base->priv;
  const NqpColumns *measured = priv->measured != NULL ? priv->measured : priv->columns;
  NqpColumns *columns = nqp_columns_copy (priv->columns);

  for (guint k = 0; k < changed->len; k++)
    {
      int leaf = g_array_index (changed, int, k);
      int j = base->tree->nodes[leaf].indicator;

      nqp_columns_own (columns, j);
      columns->own_x[j][cell] = wanted[leaf];
      columns->own_state[j][cell]
          = wanted[leaf] == measured->x[j][cell] ? measured->state[j][cell] : NQP_CELL_EDITED;
    }
  return columns;
}

static NqpLayer *
make_leaf (const NqpScores *base, const NqpColumns *columns, int leaf, int year, gsize cell)
{
  const NqpScoresPrivate *priv = base->priv;
  const int j = base->tree->nodes[leaf].indicator;
  const int direction = base->panel->indicators[j].direction;
  const gsize row = (gsize)year * (gsize)base->n_regions;
  NqpLayer *layer = nqp_layer_copy (priv->layers[leaf], year);

  if (nqp_normalisers[base->method.normalise]->apply_value == NULL)
    {
      g_autofree double *treated = g_new (double, base->n_regions);

      for (int i = 0; i < base->n_regions; i++)
        treated[i] = nqp_treat_value (&layer->rod.treatment, columns->x[j][row + (gsize)i]);
      nqp_normalise (treated, &layer->rod, direction, base->method.normalise, base->n_regions, 1,
                     layer->score + row);
    }
  else
    layer->score[cell] = nqp_normalise_value (nqp_treat_value (&layer->rod.treatment, columns->x[j][cell]),
                                              &layer->rod, direction, base->method.normalise, year);
  return layer;
}

/* Takes @columns. The changed leaves and what is above them anew, the rest as it is. */
static NqpScores *
make_scores (const NqpScores *base, NqpColumns *columns, int year, int region, const GArray *changed)
{
  const NqpScoresPrivate *before = base->priv;
  const NqpTree *tree = base->tree;
  const gsize row = (gsize)year * (gsize)base->n_regions;
  const gsize cell = row + (gsize)region;
  /* regions that are compared with each other: a change of one is a change of all */
  const gboolean whole_year = ((nqp_method_traits (&base->method, NQP_STAGE_NORMALISE)
                                | nqp_method_traits (&base->method, NQP_STAGE_AGGREGATE))
                               & NQP_TRAIT_COMPARES)
                              != 0;
  NqpScores *self = g_memdup2 (base, sizeof *base);
  NqpScoresPrivate *priv = g_new0 (NqpScoresPrivate, 1);
  NqpMix mix;

  self->ref_count = 1;
  self->priv = priv;
  self->panel = nqp_panel_ref (base->panel);
  self->tree = nqp_tree_ref (base->tree);
  self->warnings = g_ptr_array_ref (base->warnings);
  self->x = columns->x;
  self->x_state = columns->state;
  self->z = g_memdup2 (base->z, (gsize)base->n_indicators * sizeof *base->z);
  self->score = g_new (const double *, base->n_nodes);
  self->coverage = g_new (const double *, base->n_nodes);
  priv->columns = columns;
  priv->measured = nqp_columns_ref (before->measured != NULL ? before->measured : before->columns);
  priv->layers = g_new0 (NqpLayer *, base->n_nodes);

  for (guint k = 0; k < changed->len; k++)
    {
      int leaf = g_array_index (changed, int, k);

      priv->layers[leaf] = make_leaf (base, columns, leaf, year, cell);
      self->z[tree->nodes[leaf].indicator] = priv->layers[leaf]->score;
      for (int up = tree->nodes[leaf].parent; up >= 0 && priv->layers[up] == NULL;
           up = tree->nodes[up].parent)
        priv->layers[up] = nqp_layer_copy (before->layers[up], year);
    }
  nqp_mix_init (&mix, base->n_nodes, whole_year ? row : cell, whole_year ? (gsize)base->n_regions : 1,
                &base->method);
  for (int i = base->n_nodes - 1; i >= 0; i--)
    {
      NqpLayer *layer = priv->layers[i];

      if (layer == NULL)
        layer = priv->layers[i] = nqp_layer_ref (before->layers[i]);
      else if (tree->nodes[i].indicator < 0)
        {
          nqp_mix_children (&mix, tree, i, priv->layers);
          nqp_aggregate (&mix, layer->score, layer->complete ? NULL : layer->coverage);
        }
      self->score[i] = layer->score;
      self->coverage[i] = layer->coverage;
    }
  nqp_mix_clear (&mix);
  return self;
}

/**
 * nqp_scores_what_if:
 * @base: scores of a pipeline, or of a what-if to go on from
 * @year: position
 * @region: position
 * @n: how many values are assumed
 * @leaves: (array length=n): nodes of indicators; of one named twice the last value counts
 * @values: (array length=n): in the indicators' units
 *
 * The scores as they would be if @region had these values in @year and all else stood as it is: the weights, the values of
 * other regions and years (also those that treatment put in), and the measuring rod, that is the bounds, means and
 * deviations of normalisation, which stay those of the data. Min-max therefore ends at 0 and 1: better than the best there
 * was counts as the best. A z-score goes on. Outliers are treated as the data's were. The best and the worst of TOPSIS stay
 * those of the data. Ranks of the year and Copeland's comparisons are made anew for all regions. A missing
 * value may be given one. x shows the assumed value with the state %NQP_CELL_EDITED; a value equal to the one there is is no
 * change. The layers of nodes that have no changed leaf below them are shared with @base.
 *
 * Returns: (transfer full): @base itself if nothing changes; %NULL with %NQP_METHOD_ERROR_DATA if a leaf is switched off or
 *   a value is not finite
 */
NqpScores *
nqp_scores_what_if (const NqpScores *base, int year, int region, int n, const int *leaves,
                    const double *values, GError **error)
{
  g_return_val_if_fail (year >= 0 && year < base->n_years, NULL);
  g_return_val_if_fail (region >= 0 && region < base->n_regions, NULL);
  for (int k = 0; k < n; k++)
    g_return_val_if_fail (is_leaf (base, leaves[k]), NULL);

  const gsize cell = (gsize)year * (gsize)base->n_regions + (gsize)region;
  g_autofree double *wanted = g_new (double, base->n_nodes);
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (int));

  if (!find_changes (base, cell, n, leaves, values, wanted, changed, error))
    return NULL;
  if (changed->len == 0)
    return nqp_scores_ref ((NqpScores *)base);
  return make_scores (base, assume (base, cell, wanted, changed), year, region, changed);
}

/**
 * nqp_scores_is_assumed:
 * @leaf: node of an indicator
 *
 * Returns: whether the value is one of nqp_scores_what_if() and not one of the data
 */
gboolean
nqp_scores_is_assumed (const NqpScores *self, int leaf, int year, int region)
{
  const NqpScoresPrivate *priv = self->priv;
  const gsize cell = (gsize)year * (gsize)self->n_regions + (gsize)region;
  int indicator;

  g_return_val_if_fail (is_leaf (self, leaf), FALSE);
  indicator = self->tree->nodes[leaf].indicator;
  return priv->measured != NULL
         && !nqp_number_same (self->x[indicator][cell], priv->measured->x[indicator][cell]);
}
