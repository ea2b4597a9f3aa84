/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-stages-private.h"

/* Of the progress: what weights take that are sought. */
#define WEIGHED 0.5

struct _NqpPipeline
{
  guint64 serial;
  NqpPanel *panel; /* what the columns were derived from */
  NqpColumns *derived;
  NqpColumns *shown;   /* gaps filled */
  NqpColumns *treated; /* and outliers treated: the values that count */
  NqpMethod method;    /* of what is kept below */
  NqpExtent *extents;  /* [indicator]: of the treated values */
  NqpLayer **leaves;   /* [indicator]: NULL = not normalised yet */
  NqpWeigher *weigher;
  int n_nodes;
  NqpLayer **nodes;    /* [node]: of the last tree, NULL for leaves */
  NqpLayer *nothing;   /* no score, no coverage */
  double *full;        /* box: coverage 1 everywhere */
  const NqpWork *work; /* of the run under way, or NULL */
};

NqpPipeline *
nqp_pipeline_new (void)
{
  NqpPipeline *self = g_new0 (NqpPipeline, 1);

  nqp_method_init (&self->method);
  self->weigher = nqp_weigher_new ();
  return self;
}

static void
drop_nodes (NqpPipeline *self)
{
  for (int i = 0; i < self->n_nodes; i++)
    g_clear_pointer (&self->nodes[i], nqp_layer_unref);
  g_clear_pointer (&self->nodes, g_free);
  self->n_nodes = 0;
}

static void
drop_leaves (NqpPipeline *self)
{
  if (self->leaves != NULL)
    for (int j = 0; j < self->panel->n_indicators; j++)
      g_clear_pointer (&self->leaves[j], nqp_layer_unref);
}

static void
drop_treated (NqpPipeline *self)
{
  drop_nodes (self);
  drop_leaves (self);
  g_clear_pointer (&self->treated, nqp_columns_unref);
  g_clear_pointer (&self->shown, nqp_columns_unref);
  nqp_weigher_forget (self->weigher);
}

static void
drop_all (NqpPipeline *self)
{
  drop_treated (self);
  g_clear_pointer (&self->derived, nqp_columns_unref);
  g_clear_pointer (&self->leaves, g_free);
  g_clear_pointer (&self->extents, g_free);
  g_clear_pointer (&self->nothing, nqp_layer_unref);
  g_clear_pointer (&self->full, g_atomic_rc_box_release);
  g_clear_pointer (&self->panel, nqp_panel_unref);
}

void
nqp_pipeline_free (NqpPipeline *self)
{
  drop_all (self);
  nqp_weigher_free (self->weigher);
  g_free (self);
}

/**
 * nqp_pipeline_copy:
 *
 * Returns: (transfer full): a pipeline that has what @self has, to go on from there on another thread
 */
NqpPipeline *
nqp_pipeline_copy (const NqpPipeline *self)
{
  NqpPipeline *copy = nqp_pipeline_new ();

  copy->serial = self->serial;
  copy->method = self->method;
  if (self->treated == NULL)
    return copy;
  copy->panel = nqp_panel_ref (self->panel);
  copy->derived = nqp_columns_ref (self->derived);
  copy->shown = nqp_columns_ref (self->shown);
  copy->treated = nqp_columns_ref (self->treated);
  copy->extents = g_memdup2 (self->extents, (gsize)self->panel->n_indicators * sizeof (NqpExtent));
  copy->leaves = g_new0 (NqpLayer *, self->panel->n_indicators);
  for (int j = 0; j < self->panel->n_indicators; j++)
    if (self->leaves[j] != NULL)
      copy->leaves[j] = nqp_layer_ref (self->leaves[j]);
  copy->n_nodes = self->n_nodes;
  copy->nodes = g_new0 (NqpLayer *, self->n_nodes);
  for (int i = 0; i < self->n_nodes; i++)
    if (self->nodes[i] != NULL)
      copy->nodes[i] = nqp_layer_ref (self->nodes[i]);
  copy->nothing = nqp_layer_ref (self->nothing);
  copy->full = g_atomic_rc_box_acquire (self->full);
  return copy;
}

static double *
new_cells (const NqpPipeline *self)
{
  gsize n = (gsize)self->panel->n_regions * (gsize)self->panel->n_years;

  return g_atomic_rc_box_alloc (MAX (n, 1) * sizeof (double));
}

static double *
new_constant (const NqpPipeline *self, double value)
{
  double *cells = new_cells (self);

  for (gsize c = 0; c < self->derived->n_cells; c++)
    cells[c] = value;
  return cells;
}

static NqpLayer *
new_layer (NqpPipeline *self)
{
  return nqp_layer_new (++self->serial, self->panel->n_regions, self->panel->n_years);
}

/* What was made of another panel, for what has not changed since: most of what an edit of one value leaves behind. */
typedef struct
{
  NqpPanel *panel; /* NULL: none */
  NqpColumns *derived, *shown, *treated;
  NqpLayer **leaves; /* [indicator] */
  NqpNormalise normalise;
} Before;

static void
before_clear (Before *self)
{
  if (self->panel == NULL)
    return;
  for (int j = 0; j < self->panel->n_indicators; j++)
    g_clear_pointer (&self->leaves[j], nqp_layer_unref);
  g_free (self->leaves);
  nqp_columns_unref (self->treated);
  nqp_columns_unref (self->shown);
  nqp_columns_unref (self->derived);
  nqp_panel_unref (self->panel);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Before, before_clear)

static gboolean
has_same_cells (const NqpPanel *a, const NqpPanel *b)
{
  return a->n_regions == b->n_regions && a->n_years == b->n_years && a->n_indicators == b->n_indicators;
}

static void
run_derive (NqpPipeline *self, NqpPanel *panel, Before *out_before)
{
  if (self->panel == panel)
    return;
  if (self->treated != NULL && has_same_cells (self->panel, panel))
    {
      out_before->panel = g_steal_pointer (&self->panel);
      out_before->derived = g_steal_pointer (&self->derived);
      out_before->shown = g_steal_pointer (&self->shown);
      out_before->treated = g_steal_pointer (&self->treated);
      out_before->leaves = g_steal_pointer (&self->leaves);
      out_before->normalise = self->method.normalise;
      g_clear_pointer (&self->extents, g_free);
      nqp_weigher_forget (self->weigher);
    }
  else
    drop_all (self);
  self->panel = nqp_panel_ref (panel);
  self->derived = nqp_derive (panel);
  if (out_before->panel != NULL)
    nqp_columns_share (self->derived, out_before->derived);
  self->leaves = g_new0 (NqpLayer *, panel->n_indicators);
  self->extents = g_new0 (NqpExtent, panel->n_indicators);
  if (self->nothing != NULL)
    return;
  self->full = new_constant (self, 1.0);
  self->nothing = new_layer (self);
  self->nothing->score = new_constant (self, NAN);
  self->nothing->coverage = new_constant (self, 0.0);
}

static void
run_treat (NqpPipeline *self, const NqpMethod *method, const Before *before)
{
  g_autoptr (NqpColumns) filled = NULL;

  if (self->treated != NULL && self->method.missing == method->missing
      && self->method.outliers == method->outliers
      && ((nqp_treaters[method->outliers]->choice.uses & NQP_USES_WINSOR) == 0
          || self->method.winsor == method->winsor))
    return;
  if (self->treated != NULL)
    drop_treated (self);
  filled = nqp_fill (self->derived, method->missing);
  self->treated = nqp_treat (filled, method, &self->shown);
  if (before->panel != NULL)
    {
      nqp_columns_share (self->treated, before->treated);
      nqp_columns_share (self->shown, before->shown);
    }
  self->method.missing = method->missing;
  self->method.outliers = method->outliers;
  self->method.winsor = method->winsor;
  for (int j = 0; j < self->treated->n; j++)
    self->extents[j] = nqp_extent (self->treated->x[j], self->treated->n_cells);
}

/* FALSE with @error set if the values of an indicator that is on cannot be treated or normalised as @method says. */
static gboolean
check_values (const NqpPipeline *self, const NqpTree *tree, const NqpMethod *method, GError **error)
{
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int j = tree->nodes[tree->leaves[i]].indicator;

      if (!nqp_tree_is_on (tree, tree->leaves[i]))
        continue;
      if (self->treated->refused[j] != NULL)
        {
          g_set_error_literal (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA, self->treated->refused[j]);
          return FALSE;
        }
      if (!nqp_rod_check (self->panel, j, &self->extents[j], method->normalise, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_mark (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* The layer that was made of the same values with the same rod; NULL: there is none. */
static NqpLayer *
take_over (const NqpPipeline *self, int j, const NqpMethod *method, const Before *before)
{
  const NqpIndicator *is = &self->panel->indicators[j], *was;

  if (before->panel == NULL || before->leaves[j] == NULL || before->normalise != method->normalise)
    return NULL;
  was = &before->panel->indicators[j];
  if (is->direction != was->direction || !same_mark (is->lower, was->lower)
      || !same_mark (is->upper, was->upper)
      || memcmp (&self->treated->treatment[j], &before->treated->treatment[j], sizeof (NqpTreatment)) != 0
      || memcmp (self->treated->x[j], before->treated->x[j], self->treated->n_cells * sizeof (double)) != 0)
    return NULL;
  return nqp_layer_ref (before->leaves[j]);
}

static void
run_normalise (NqpPipeline *self, const NqpTree *tree, const NqpMethod *method, const Before *before)
{
  if (self->method.normalise != method->normalise)
    drop_leaves (self);
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int j = tree->nodes[tree->leaves[i]].indicator;
      NqpLayer *layer;

      if (self->leaves[j] != NULL || !nqp_tree_is_on (tree, tree->leaves[i]))
        continue;
      self->leaves[j] = take_over (self, j, method, before);
      if (self->leaves[j] != NULL)
        continue;
      layer = self->leaves[j] = new_layer (self);
      layer->score = new_cells (self);
      layer->complete = self->extents[j].n == self->treated->n_cells;
      nqp_rod_init (&layer->rod, self->treated, j, &self->extents[j], method->normalise);
      nqp_normalise (self->treated->x[j], &layer->rod, self->panel->indicators[j].direction,
                     method->normalise, self->panel->n_regions, self->panel->n_years, layer->score);
      layer->span = nqp_extent (layer->score, self->treated->n_cells);
      layer->has_span = TRUE;
    }
}

static gboolean
same_mix (const NqpLayer *layer, const NqpMix *mix)
{
  if (layer == NULL || layer->n_parts != mix->n || layer->aggregate != mix->aggregate
      || layer->deep != mix->deep || layer->method.coverage != mix->method->coverage
      || layer->method.floor != mix->method->floor || layer->method.power != mix->method->power
      || (!layer->has_span && nqp_aggregate_any_ideal (mix->method)))
    return FALSE;
  for (int p = 0; p < mix->n; p++)
    if (layer->part_serials[p] != mix->parts[p]->serial || layer->part_weights[p] != mix->weights[p])
      return FALSE;
  return TRUE;
}

static NqpLayer *
make_node (gpointer user_data, const NqpMix *mix)
{
  NqpPipeline *self = user_data;
  NqpLayer *layer = new_layer (self);

  layer->method = *mix->method;
  layer->aggregate = mix->aggregate;
  layer->deep = mix->deep;
  layer->n_parts = mix->n;
  layer->part_serials = g_new (guint64, MAX (mix->n, 1));
  layer->part_weights = g_memdup2 (mix->weights, (gsize)mix->n * sizeof (double));
  layer->complete = TRUE;
  for (int p = 0; p < mix->n; p++)
    {
      layer->part_serials[p] = mix->parts[p]->serial;
      layer->complete = layer->complete && mix->parts[p]->complete;
    }
  layer->score = new_cells (self);
  layer->coverage = layer->complete ? g_atomic_rc_box_acquire (self->full) : new_cells (self);
  nqp_aggregate (mix, layer->score, layer->complete ? NULL : layer->coverage);
  layer->has_span = nqp_aggregate_any_ideal (mix->method);
  if (layer->has_span)
    layer->span = nqp_extent (layer->score, mix->n_cells);
  return layer;
}

/* The tree with the weights to use; NULL with @error set if there are none. */
static NqpTree *
run_weigh (NqpPipeline *self, NqpTree *tree, const NqpMethod *method, GPtrArray *warnings, GError **error)
{
  const NqpWeighing what = { self->treated, self->extents, self->leaves, self->nothing, tree,
                             method,        make_node,     self,         self->work };
  g_autoptr (NqpTree) weighted = nqp_weigher_run (self->weigher, &what, warnings, error);

  return weighted != NULL && nqp_work_step (self->work, WEIGHED, error) ? g_steal_pointer (&weighted) : NULL;
}

/* From the leaves up; a node whose parts and weights are those of the last run is taken over. FALSE with @error set if the work
 * was given up. */
static gboolean
run_aggregate (NqpPipeline *self, const NqpTree *tree, const NqpMethod *method, NqpLayer **layers,
               GError **error)
{
  NqpLayer **nodes = g_new0 (NqpLayer *, tree->n_nodes);
  gboolean done = TRUE;
  NqpMix mix;

  nqp_mix_init (&mix, tree->n_nodes, 0, self->treated->n_cells, method);
  mix.work = self->work;
  for (int i = tree->n_nodes - 1; i >= 0 && done; i--)
    {
      if (!nqp_tree_is_on (tree, i))
        layers[i] = nqp_layer_ref (self->nothing);
      else if (tree->nodes[i].indicator >= 0)
        layers[i] = nqp_layer_ref (self->leaves[tree->nodes[i].indicator]);
      else
        {
          nqp_mix_children (&mix, tree, i, layers);
          if (i < self->n_nodes && same_mix (self->nodes[i], &mix))
            layers[i] = nqp_layer_ref (self->nodes[i]);
          else
            {
              /* given up before the new one is made, to keep the peak of memory low */
              if (i < self->n_nodes)
                g_clear_pointer (&self->nodes[i], nqp_layer_unref);
              layers[i] = make_node (self, &mix);
              done = nqp_work_step (self->work, WEIGHED + (1 - WEIGHED) * (tree->n_nodes - i) / tree->n_nodes,
                                    error);
            }
          nodes[i] = nqp_layer_ref (layers[i]);
        }
    }
  nqp_mix_clear (&mix);
  drop_nodes (self);
  self->nodes = nodes;
  self->n_nodes = tree->n_nodes;
  return done;
}

static gboolean
check_tree (const NqpPanel *panel, const NqpTree *tree, const NqpMethod *method, GError **error)
{
  gboolean any = FALSE;

  if (panel->n_regions == 0 || panel->n_years == 0 || tree->n_leaves == 0)
    {
      g_set_error (
          error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING,
          tree->n_leaves == 0 ? _ (
              "No indicator has a place in the index yet, so there is nothing to score; give one a pillar, a "
              "component and a direction")
                              : _ ("There are no data: the project has no region or no year"));
      return FALSE;
    }
  for (int i = 0; i < tree->n_leaves; i++)
    {
      g_assert (tree->nodes[tree->leaves[i]].indicator < panel->n_indicators);
      any = any || nqp_tree_is_on (tree, tree->leaves[i]);
    }
  if (!any)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING,
                   _ ("Every indicator is switched off; switch on at least one"));
      return FALSE;
    }
  return nqp_weigh_schemes[method->scheme]->check == NULL
         || nqp_weigh_schemes[method->scheme]->check (tree, error);
}

static void
add_warnings (const NqpPipeline *self, const NqpTree *tree, GPtrArray *warnings)
{
  NqpLang lang = nqp_lang_of_messages ();

  for (guint i = 0; i < self->treated->warnings->len; i++)
    g_ptr_array_add (warnings, g_strdup (g_ptr_array_index (self->treated->warnings, i)));
  for (int i = 0; i < tree->n_leaves; i++)
    {
      const NqpNode *node = &tree->nodes[tree->leaves[i]];
      const NqpExtent *extent = &self->extents[node->indicator];

      if (!nqp_tree_is_on (tree, tree->leaves[i]) || extent->max > extent->min)
        continue;
      g_ptr_array_add (
          warnings,
          g_strdup_printf (extent->n == 0
                               ? _ ("%s (%s) has no values at all: it cannot count in any score")
                               : _ ("%s (%s) has the same value everywhere: it tells no regions apart and "
                                    "gets no weight from the data"),
                           nqp_text_get (&node->name, lang), node->id));
    }
}

/* Takes @layers: [node]. */
static NqpScores *
make_scores (NqpPipeline *self, NqpTree *tree, const NqpMethod *method, NqpLayer **layers,
             GPtrArray *warnings)
{
  NqpScores *scores = g_new0 (NqpScores, 1);
  NqpScoresPrivate *priv = g_new0 (NqpScoresPrivate, 1);

  priv->columns = nqp_columns_ref (self->shown);
  priv->layers = layers;
  scores->ref_count = 1;
  scores->n_regions = self->panel->n_regions;
  scores->n_years = self->panel->n_years;
  scores->n_indicators = self->panel->n_indicators;
  scores->n_nodes = tree->n_nodes;
  scores->panel = nqp_panel_ref (self->panel);
  scores->tree = nqp_tree_ref (tree);
  scores->method = *method;
  scores->x = priv->columns->x;
  scores->x_state = priv->columns->state;
  scores->z = g_new0 (const double *, self->panel->n_indicators);
  scores->score = g_new0 (const double *, tree->n_nodes);
  scores->coverage = g_new0 (const double *, tree->n_nodes);
  scores->warnings = g_ptr_array_ref (warnings);
  scores->priv = priv;
  for (int i = 0; i < tree->n_nodes; i++)
    {
      int j = tree->nodes[i].indicator;

      scores->score[i] = priv->layers[i]->score;
      if (j < 0)
        scores->coverage[i] = priv->layers[i]->coverage;
      else if (priv->layers[i] != self->nothing)
        scores->z[j] = priv->layers[i]->score;
    }
  add_warnings (self, tree, scores->warnings);
  return scores;
}

static NqpScores *
run (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method, GError **error)
{
  g_autoptr (NqpTree) weighted = NULL;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_auto (Before) before = { 0 };
  NqpLayer **layers;

  if (!nqp_method_check (method, error) || !check_tree (panel, tree, method, error))
    return NULL;
  run_derive (self, panel, &before);
  run_treat (self, method, &before);
  if (!check_values (self, tree, method, error))
    return NULL;
  run_normalise (self, tree, method, &before);
  self->method.normalise = method->normalise;
  weighted = run_weigh (self, tree, method, warnings, error);
  if (weighted == NULL)
    return NULL;
  layers = g_new0 (NqpLayer *, weighted->n_nodes);
  if (run_aggregate (self, weighted, method, layers, error))
    return make_scores (self, weighted, method, layers, warnings);
  for (int i = 0; i < weighted->n_nodes; i++)
    g_clear_pointer (&layers[i], nqp_layer_unref);
  g_free (layers);
  return NULL;
}

/**
 * nqp_pipeline_run_work:
 * @work: (nullable): %NULL = the defaults
 *
 * nqp_pipeline_run() that tells how far it is and can be given up.
 */
NqpScores *
nqp_pipeline_run_work (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method,
                       const NqpWork *work, GError **error)
{
  NqpScores *scores;

  self->work = work;
  scores = run (self, panel, tree, method, error);
  self->work = NULL;
  return scores;
}

/**
 * nqp_pipeline_run:
 *
 * Returns: (transfer full): the scores; %NULL with @error set if @method makes no sense, the weights cannot be used or
 *   there is nothing to compute from
 */
NqpScores *
nqp_pipeline_run (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method, GError **error)
{
  return nqp_pipeline_run_work (self, panel, tree, method, NULL, error);
}

/**
 * nqp_pipeline_run_nothing:
 *
 * What is shown of a project that has no score yet (%NQP_METHOD_ERROR_NOTHING).
 *
 * Returns: (transfer full): values with gaps filled, and no score or coverage anywhere
 */
NqpScores *
nqp_pipeline_run_nothing (NqpPipeline *self, NqpPanel *panel, NqpTree *tree, const NqpMethod *method)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_free);
  g_auto (Before) before = { 0 };
  NqpLayer **layers = g_new0 (NqpLayer *, tree->n_nodes);

  run_derive (self, panel, &before);
  run_treat (self, method, &before);
  for (int i = 0; i < tree->n_nodes; i++)
    layers[i] = nqp_layer_ref (self->nothing);
  return make_scores (self, tree, method, layers, none);
}
