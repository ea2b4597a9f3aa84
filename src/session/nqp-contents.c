/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-contents.h"

#include <math.h>

#include "nqp-framework-json.h"

void
nqp_contents_copy (const NqpContents *self, NqpContents *out_copy)
{
  *out_copy = *self;
  if (self->panel != NULL)
    nqp_panel_ref (self->panel);
  if (self->tree != NULL)
    nqp_tree_ref (self->tree);
  if (self->scores != NULL)
    nqp_scores_ref (self->scores);
  if (self->framework != NULL)
    nqp_framework_ref (self->framework);
  if (self->scenarios != NULL)
    g_ptr_array_ref (self->scenarios);
  if (self->schemes != NULL)
    g_ptr_array_ref (self->schemes);
  if (self->trouble != NULL)
    out_copy->trouble = g_error_copy (self->trouble);
  if (self->no_score != NULL)
    out_copy->no_score = g_error_copy (self->no_score);
}

void
nqp_contents_clear (NqpContents *self)
{
  g_clear_pointer (&self->panel, nqp_panel_unref);
  g_clear_pointer (&self->tree, nqp_tree_unref);
  g_clear_pointer (&self->scores, nqp_scores_unref);
  g_clear_pointer (&self->framework, nqp_framework_unref);
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  g_clear_error (&self->trouble);
  g_clear_error (&self->no_score);
}

/* Weights are in the tree: of a method that cannot be read they are what is left. */
static void
take_method (NqpContents *self, const char *line)
{
  g_autoptr (GError) problem = NULL;

  g_clear_error (&self->trouble);
  nqp_method_init (&self->own);
  self->unreadable = !nqp_method_parse (&self->own, line, &problem);
  if (self->unreadable)
    {
      self->own.scheme = NQP_SCHEME_CUSTOM;
      self->trouble = g_steal_pointer (&problem);
    }
  self->method = self->own;
}

/* The panel comes with a tree; where only the weights changed, four million cells need not be read again. */
static gboolean
read_weights (NqpContents *self, NqpProject *project, gboolean data, GError **error)
{
  g_autoptr (NqpPanel) panel
      = data ? nqp_project_read_panel_after (project, self->panel, error) : nqp_panel_ref (self->panel);
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *line = NULL;

  if (panel == NULL)
    return FALSE;
  tree = data ? nqp_tree_ref (panel->tree) : nqp_project_read_weights (project, self->tree, error);
  line = tree != NULL ? nqp_project_read_method (project, error) : NULL;
  if (line == NULL)
    return FALSE;
  take_method (self, line);
  g_clear_pointer (&self->panel, nqp_panel_unref);
  self->panel = g_steal_pointer (&panel);
  g_clear_pointer (&self->tree, nqp_tree_unref);
  self->tree = g_steal_pointer (&tree);
  return TRUE;
}

/* A file of an older version has no model: it takes that of the program until somebody edits it. */
static gboolean
read_framework (NqpContents *self, NqpProject *project, GError **error)
{
  g_autoptr (NqpFramework) framework = nqp_project_read_framework (project, error);

  if (framework == NULL)
    return FALSE;
  g_clear_pointer (&self->framework, nqp_framework_unref);
  self->framework
      = nqp_framework_is_empty (framework) ? nqp_framework_shipped () : g_steal_pointer (&framework);
  return TRUE;
}

static gboolean
take_list (GPtrArray **list, GPtrArray *read)
{
  if (read == NULL)
    return FALSE;
  g_clear_pointer (list, g_ptr_array_unref);
  *list = read;
  return TRUE;
}

gboolean
nqp_contents_read (NqpContents *self, NqpProject *project, NqpProjectParts parts, GError **error)
{
  NqpContents next;

  nqp_contents_copy (self, &next);
  if ((!(parts & (NQP_PROJECT_DATA | NQP_PROJECT_WEIGHTS))
       || read_weights (&next, project, (parts & NQP_PROJECT_DATA) != 0, error))
      && (!(parts & NQP_PROJECT_FRAMEWORK) || read_framework (&next, project, error))
      && (!(parts & (NQP_PROJECT_SCENARIOS | NQP_PROJECT_DATA))
          || take_list (&next.scenarios, nqp_project_read_scenarios (project, error)))
      && (!(parts & (NQP_PROJECT_SCHEMES | NQP_PROJECT_DATA))
          || take_list (&next.schemes, nqp_project_read_schemes (project, next.panel->tree, error))))
    {
      nqp_contents_clear (self);
      *self = next;
      return TRUE;
    }
  nqp_contents_clear (&next);
  return FALSE;
}

void
nqp_contents_take_scores (NqpContents *self, NqpScores *scores, GError *no_score)
{
  g_clear_error (&self->no_score);
  self->no_score = no_score;
  g_clear_pointer (&self->scores, nqp_scores_unref);
  self->scores = scores;
  nqp_tree_unref (self->tree);
  self->tree = nqp_tree_ref (scores->tree);
}

/* @work: (nullable): %NULL = the defaults */
gboolean
nqp_contents_compute_work (NqpContents *self, NqpPipeline *pipeline, const NqpWork *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  NqpScores *scores
      = nqp_pipeline_run_work (pipeline, self->panel, self->tree, &self->method, work, &problem);

  if (scores == NULL && !g_error_matches (problem, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (scores == NULL)
    scores = nqp_pipeline_run_nothing (pipeline, self->panel, self->tree, &self->method);
  nqp_contents_take_scores (self, scores, g_steal_pointer (&problem));
  return TRUE;
}

gboolean
nqp_contents_compute (NqpContents *self, NqpPipeline *pipeline, GError **error)
{
  return nqp_contents_compute_work (self, pipeline, NULL, error);
}

/* What may be wrong with a method: the fewer choices give way to plain ones, the nearer is what is left. */
enum
{
  NORMALISE = 1 << 0,
  OUTLIERS = 1 << 1,
  SCHEME = 1 << 2,
  AGGREGATE = 1 << 3,
};

static NqpMethod
make_plain (const NqpMethod *own, guint choices)
{
  NqpMethod plain = *own;

  if (choices & NORMALISE)
    plain.normalise = NQP_NORMALISE_MINMAX;
  if (choices & OUTLIERS)
    plain.outliers = NQP_OUTLIERS_NONE;
  if (choices & SCHEME)
    plain.scheme = NQP_SCHEME_EQUAL;
  if (choices & AGGREGATE)
    nqp_method_set_aggregate (&plain, NQP_AGGREGATE_ARITHMETIC);
  return plain;
}

/* A single region, a constant indicator, a value that a logarithm does not take: what is in a file has to be seen before it
 * can be mended. The file keeps its method until a user chooses another. */
gboolean
nqp_contents_compute_anyhow (NqpContents *self, NqpPipeline *pipeline, GError **error)
{
  static const guint tries[] = { NORMALISE,
                                 OUTLIERS,
                                 NORMALISE | OUTLIERS,
                                 SCHEME,
                                 NORMALISE | SCHEME,
                                 OUTLIERS | SCHEME,
                                 NORMALISE | OUTLIERS | SCHEME,
                                 NORMALISE | OUTLIERS | SCHEME | AGGREGATE };
  g_autoptr (GError) trouble = NULL;

  self->method = self->own;
  if (nqp_contents_compute (self, pipeline, &trouble))
    {
      if (!self->unreadable)
        g_clear_error (&self->trouble);
      return TRUE;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (tries); k++)
    {
      self->method = make_plain (&self->own, tries[k]);
      if (!nqp_contents_compute (self, pipeline, NULL))
        continue;
      if (!self->unreadable)
        {
          g_clear_error (&self->trouble);
          self->trouble = g_steal_pointer (&trouble);
        }
      return TRUE;
    }
  self->method = self->own;
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

void
nqp_contents_own_method (NqpContents *self)
{
  self->own = self->method;
  self->unreadable = FALSE;
  g_clear_error (&self->trouble);
}

void
nqp_contents_get_extremes (const NqpContents *self, int indicator, double *out_lowest, double *out_highest)
{
  const NqpScores *scores = self->scores;
  const gsize n = scores != NULL ? (gsize)scores->n_regions * (gsize)scores->n_years : 0;

  *out_lowest = *out_highest = NAN;
  for (gsize i = 0; i < n; i++)
    {
      double value = scores->x[indicator][i];

      if (isnan (value))
        continue;
      *out_lowest = isnan (*out_lowest) ? value : MIN (*out_lowest, value);
      *out_highest = isnan (*out_highest) ? value : MAX (*out_highest, value);
    }
}

NqpScenario *
nqp_contents_find_scenario (const NqpContents *self, gint64 id)
{
  return nqp_named_find (self->scenarios, id);
}

NqpSavedScheme *
nqp_contents_find_scheme (const NqpContents *self, gint64 id)
{
  return nqp_named_find (self->schemes, id);
}
