/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-workspace-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

/* @scheme: (nullable): saved in the same action. On failure all goes back to what the file holds. */
static gboolean
put (NqpWorkspace *self, NqpSavedScheme *scheme, NqpTree *tree, const NqpMethod *method, const char *label,
     GError **error)
{
  g_autoptr (NqpTree) old_tree = nqp_tree_ref (self->tree);
  NqpMethod old_method = self->method;
  NqpScores *scores;
  gboolean written = FALSE;

  if (tree != self->tree)
    {
      nqp_tree_unref (self->tree);
      self->tree = nqp_tree_ref (tree);
    }
  self->method = *method;
  self->stale = TRUE;

  /* The scheme's weights are part of what is stored: compute before writing. */
  scores = nqp_pipeline_run (self->pipeline, self->panel, self->tree, &self->method, error);
  if (scores != NULL)
    {
      g_autofree char *line = nqp_method_to_string (&self->method);

      g_clear_pointer (&self->scores, nqp_scores_unref);
      self->scores = scores;
      nqp_tree_unref (self->tree);
      self->tree = nqp_tree_ref (scores->tree);
      self->stale = FALSE;
      written = scheme != NULL
                    ? nqp_project_adopt_scheme (self->project, scheme, self->tree, line, label, error)
                    : nqp_project_set_weights (self->project, self->tree, line, label, error);
    }
  if (!written)
    {
      nqp_tree_unref (self->tree);
      self->tree = nqp_tree_ref (old_tree);
      self->method = old_method;
      self->stale = TRUE;
    }
  nqp_workspace_touch (self, NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY);
  return written;
}

gboolean
nqp_workspace_put_weights (NqpWorkspace *self, NqpTree *tree, const NqpMethod *method, const char *label,
                           GError **error)
{
  return put (self, NULL, tree, method, label, error);
}

gboolean
nqp_workspace_put_scheme (NqpWorkspace *self, NqpSavedScheme *scheme, NqpTree *tree, const NqpMethod *method,
                          const char *label, GError **error)
{
  return put (self, scheme, tree, method, label, error);
}

void
nqp_workspace_commit_weights (NqpWorkspace *self, NqpTree *tree, const NqpMethod *method, const char *label)
{
  g_autoptr (GError) error = NULL;

  if (!nqp_workspace_put_weights (self, tree, method, label, &error))
    nqp_workspace_message (self, error->message, NULL, NULL);
}

static NqpMethod
touched_method (const NqpMethod *method)
{
  NqpMethod touched = *method;

  if (touched.scheme != NQP_SCHEME_CUSTOM)
    {
      touched.custom_from = touched.scheme;
      touched.scheme = NQP_SCHEME_CUSTOM;
    }
  return touched;
}

static char *
weight_label (NqpWorkspace *self, const NqpTree *before, const NqpTree *after, int node)
{
  /* Translators: an entry of the undo history; the name of a pillar or indicator, the old and the new weight in percent */
  return g_strdup_printf (_ ("Weight of %s: %.1f %% → %.1f %%"),
                          nqp_text_get (&after->nodes[node].name, self->lang),
                          100 * before->nodes[node].weight, 100 * after->nodes[node].weight);
}

gboolean
nqp_workspace_can_edit (NqpWorkspace *self)
{
  if (self->project == NULL)
    return FALSE;
  if (!nqp_project_is_read_only (self->project))
    return TRUE;
  nqp_workspace_message (self, _ ("This project is open for reading only."), _ ("Save a Copy…"),
                         "win.save-copy");
  nqp_workspace_touch (self, NQP_CHANGE_SCORES);
  return FALSE;
}

void
nqp_workspace_begin_drag (NqpWorkspace *self, int node)
{
  if (self->project == NULL || self->dragging)
    return;
  nqp_workspace_ensure_scores (self);
  self->dragging = TRUE;
  self->drag_node = node;
  self->drag_tree = nqp_tree_ref (self->tree);
  self->drag_method = self->method;
  self->drag_scores = nqp_scores_ref (self->scores);
}

/* Starts from the weights at the press, so that going back and forth under the finger leaves no trace. */
void
nqp_workspace_drag_weight (NqpWorkspace *self, int node, double weight)
{
  if (!self->dragging || node != self->drag_node)
    return;
  nqp_tree_unref (self->tree);
  self->tree = nqp_tree_set_weight (self->drag_tree, node, weight);
  self->method = touched_method (&self->drag_method);
  nqp_workspace_invalidate (self);
}

void
nqp_workspace_end_drag (NqpWorkspace *self)
{
  g_autoptr (NqpTree) before = NULL;
  g_autoptr (NqpTree) after = NULL;
  NqpMethod method;

  if (!self->dragging)
    return;
  nqp_workspace_ensure_scores (self);
  self->dragging = FALSE;
  before = g_steal_pointer (&self->drag_tree);
  after = g_steal_pointer (&self->tree);
  method = self->method;
  g_clear_pointer (&self->drag_scores, nqp_scores_unref);

  /* Back to what the file holds, then one action over the whole drag. */
  self->tree = nqp_tree_ref (before);
  self->method = self->drag_method;
  self->stale = TRUE;
  if (fabs (after->nodes[self->drag_node].weight - before->nodes[self->drag_node].weight) < 1e-9)
    nqp_workspace_touch (self, NQP_CHANGE_SCORES);
  else if (nqp_workspace_can_edit (self))
    {
      g_autofree char *label = weight_label (self, before, after, self->drag_node);

      nqp_workspace_commit_weights (self, after, &method, label);
    }
}

void
nqp_workspace_set_weight (NqpWorkspace *self, int node, double weight)
{
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;
  NqpMethod method;

  if (!nqp_workspace_can_edit (self))
    return;
  nqp_workspace_ensure_scores (self);
  tree = nqp_tree_set_weight (self->tree, node, weight);
  if (fabs (tree->nodes[node].weight - self->tree->nodes[node].weight) < 1e-9)
    {
      nqp_workspace_touch (self, NQP_CHANGE_SCORES);
      return;
    }
  label = weight_label (self, self->tree, tree, node);
  method = touched_method (&self->method);
  nqp_workspace_commit_weights (self, tree, &method, label);
}

void
nqp_workspace_set_locked (NqpWorkspace *self, int node, gboolean locked)
{
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;

  if (self->project == NULL || self->tree->nodes[node].locked == locked || !nqp_workspace_can_edit (self))
    return;
  tree = nqp_tree_set_locked (self->tree, node, locked);
  label = g_strdup_printf (locked ? _ ("Lock %s") : _ ("Unlock %s"),
                           nqp_text_get (&tree->nodes[node].name, self->lang));
  nqp_workspace_commit_weights (self, tree, &self->method, label);
}

void
nqp_workspace_set_on (NqpWorkspace *self, int node, gboolean on)
{
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;

  if (self->project == NULL || self->tree->nodes[node].on == on || !nqp_workspace_can_edit (self))
    return;
  tree = nqp_tree_set_on (self->tree, node, on);
  label = g_strdup_printf (on ? _ ("Switch on %s") : _ ("Switch off %s"),
                           nqp_text_get (&tree->nodes[node].name, self->lang));
  nqp_workspace_commit_weights (self, tree, &self->method, label);
}

/**
 * nqp_workspace_try_method:
 *
 * Puts @method in force, also its scheme: one action. A method that makes no sense, or has nothing to compute from, is refused
 * with @error, which says what to choose instead; views are then told to show the method in force again.
 */
gboolean
nqp_workspace_try_method (NqpWorkspace *self, const NqpMethod *method, GError **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (self->project != NULL, FALSE);
  if (nqp_method_equal (method, &self->method))
    return TRUE;
  if (!nqp_method_check (method, error))
    {
      nqp_workspace_touch (self, NQP_CHANGE_SCORES);
      return FALSE;
    }
  if (!nqp_workspace_can_edit (self)) /* has said why */
    return TRUE;
  if (method->scheme != self->method.scheme)
    {
      g_autofree char *scheme = nqp_method_scheme_label (method);

      label = g_strdup_printf (_ ("Weights: %s"), scheme);
    }
  else
    label = g_strdup (_ ("Change of method"));
  return nqp_workspace_put_weights (self, self->tree, method, label, error);
}

void
nqp_workspace_set_method (NqpWorkspace *self, const NqpMethod *method)
{
  g_autoptr (GError) error = NULL;

  if (self->project != NULL && !nqp_workspace_try_method (self, method, &error))
    nqp_workspace_message (self, error->message, NULL, NULL);
}

void
nqp_workspace_reset_weights (NqpWorkspace *self)
{
  g_autoptr (NqpTree) tree = NULL;
  NqpMethod method;

  if (!nqp_workspace_can_edit (self))
    return;
  nqp_workspace_ensure_scores (self);
  tree = nqp_tree_ref (self->tree);
  for (int i = 0; i < self->tree->n_nodes; i++)
    {
      NqpTree *next;

      if (tree->nodes[i].locked)
        {
          next = nqp_tree_set_locked (tree, i, FALSE);
          nqp_tree_unref (tree);
          tree = next;
        }
      if (!tree->nodes[i].on)
        {
          next = nqp_tree_set_on (tree, i, TRUE);
          nqp_tree_unref (tree);
          tree = next;
        }
    }
  method = self->method;
  if (method.scheme == NQP_SCHEME_CUSTOM)
    method.scheme = method.custom_from != NQP_SCHEME_CUSTOM ? method.custom_from : NQP_SCHEME_EQUAL;
  method.custom_from = NQP_SCHEME_CUSTOM;
  nqp_workspace_commit_weights (self, tree, &method, _ ("Reset weights"));
}

static gboolean
after_data_edit (NqpWorkspace *self, gboolean written, GError **error)
{
  if (!written)
    return FALSE;
  if (!nqp_workspace_reload (self, NQP_PROJECT_DATA, error))
    return FALSE;
  nqp_workspace_touch (self, nqp_workspace_changes_of (NQP_PROJECT_DATA));
  return TRUE;
}

/**
 * nqp_workspace_set_value:
 * @series: position among the panel's series
 * @year: position
 * @value: in the series' unit, NaN = missing
 */
gboolean
nqp_workspace_set_value (NqpWorkspace *self, int series, int year, int region, double value, GError **error)
{
  g_autofree char *label = NULL;
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  label = g_strdup_printf (_ ("Value of %s, %s %d"), nqp_text_get (&panel->series[series].name, self->lang),
                           nqp_panel_place_name (panel, region, self->lang), panel->years[year]);
  return after_data_edit (self,
                          nqp_project_set_value (self->project, panel->series[series].code,
                                                 panel->places[region].code, panel->years[year], value, label,
                                                 error),
                          error);
}

gboolean
nqp_workspace_accept_flag (NqpWorkspace *self, int series, int year, int region, gboolean accepted,
                           GError **error)
{
  g_autofree char *label = NULL;
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  label = g_strdup_printf (accepted ? _ ("Accept %s, %s %d") : _ ("Set aside %s, %s %d"),
                           nqp_text_get (&panel->series[series].name, self->lang),
                           nqp_panel_place_name (panel, region, self->lang), panel->years[year]);
  return after_data_edit (self,
                          nqp_project_accept_flag (self->project, panel->series[series].code,
                                                   panel->places[region].code, panel->years[year], accepted,
                                                   label, error),
                          error);
}

/**
 * nqp_workspace_get_extremes:
 * @indicator: position among the panel's indicators
 * @out_lowest: (out): of the treated values of all regions and years, in the indicator's unit; NaN if there is none
 * @out_highest: (out): likewise
 */
void
nqp_workspace_get_extremes (NqpWorkspace *self, int indicator, double *out_lowest, double *out_highest)
{
  const NqpScores *scores = nqp_workspace_get_scores (self);
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

/* A mark that is set has to leave room to the extreme that stands for an empty one: else there would be no scores. */
static gboolean
leaves_room (NqpWorkspace *self, int indicator, double lower, double upper, GError **error)
{
  double lowest, highest;
  char number[NQP_NUMBER_SIZE];

  nqp_workspace_get_extremes (self, indicator, &lowest, &highest);
  if (isnan (lower) && upper <= lowest)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                 _ ("The lower mark is empty and stands for the lowest value, %s: the upper mark must lie "
                    "above it."),
                 nqp_number_to_screen_auto (lowest, number));
  else if (isnan (upper) && lower >= highest)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                 _ ("The upper mark is empty and stands for the highest value, %s: the lower mark must lie "
                    "below it."),
                 nqp_number_to_screen_auto (highest, number));
  else
    return TRUE;
  return FALSE;
}

/**
 * nqp_workspace_set_goalposts:
 * @indicator: position among the panel's indicators
 * @lower: in the indicator's unit; NaN = the lowest value of all regions and years
 * @upper: likewise, the highest
 *
 * Returns: %FALSE with @error set, and nothing has changed, unless @lower, or what it stands for, is below @upper
 */
gboolean
nqp_workspace_set_goalposts (NqpWorkspace *self, int indicator, double lower, double upper, GError **error)
{
  g_autofree char *label = NULL;
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  if (!leaves_room (self, indicator, lower, upper, error))
    return FALSE;
  /* Translators: an entry of the undo history; the name of an indicator */
  label = g_strdup_printf (_ ("Goalposts of %s"),
                           nqp_text_get (&panel->indicators[indicator].name, self->lang));
  return after_data_edit (self,
                          nqp_project_set_goalposts (self->project, panel->indicators[indicator].code, lower,
                                                     upper, label, error),
                          error);
}

gboolean
nqp_workspace_set_name (NqpWorkspace *self, NqpNameKind kind, const char *id, const NqpText *name,
                        GError **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (self->project != NULL, FALSE);
  label = g_strdup_printf (_ ("Rename to %s"), nqp_text_get (name, self->lang));
  return after_data_edit (self, nqp_project_set_name (self->project, kind, id, name, label, error), error);
}

const char *
nqp_workspace_get_undo_label (NqpWorkspace *self)
{
  return self->project != NULL ? nqp_project_undo_label (self->project) : NULL;
}

const char *
nqp_workspace_get_redo_label (NqpWorkspace *self)
{
  return self->project != NULL ? nqp_project_redo_label (self->project) : NULL;
}

static void
step_history (NqpWorkspace *self, gboolean (*step) (NqpProject *, GError **))
{
  g_autoptr (GError) error = NULL;

  if (self->project == NULL || self->dragging)
    return;
  if (!step (self->project, &error)
      || !nqp_workspace_reload (self, nqp_project_stepped_parts (self->project), &error))
    {
      nqp_workspace_message (self, error->message, NULL, NULL);
      nqp_workspace_touch (self, NQP_CHANGE_HISTORY);
      return;
    }
  nqp_workspace_touch (self, nqp_workspace_changes_of (nqp_project_stepped_parts (self->project)));
}

void
nqp_workspace_undo (NqpWorkspace *self)
{
  if (nqp_workspace_get_undo_label (self) != NULL)
    step_history (self, nqp_project_undo);
}

void
nqp_workspace_redo (NqpWorkspace *self)
{
  if (nqp_workspace_get_redo_label (self) != NULL)
    step_history (self, nqp_project_redo);
}

int
nqp_workspace_get_rank_shift (NqpWorkspace *self)
{
  int before, now;

  if (!self->dragging || self->focus < 0)
    return 0;
  nqp_workspace_ensure_scores (self);
  before = nqp_scores_rank (self->drag_scores, self->measure, self->year, self->focus);
  now = nqp_scores_rank (self->scores, self->measure, self->year, self->focus);
  return before > 0 && now > 0 ? before - now : 0;
}
