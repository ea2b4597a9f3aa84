/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

#include <glib/gi18n.h>
#include <math.h>

gboolean
nqp_session_can_edit (NqpSession *self)
{
  if (self->project == NULL)
    return FALSE;
  if (!nqp_project_is_read_only (self->project))
    return TRUE;
  nqp_session_message (self, _ ("This project is open for reading only."), _ ("Save a Copy…"),
                       "win.save-copy");
  nqp_session_touch (self, NQP_CHANGE_SCORES);
  return FALSE;
}

void
nqp_session_begin_drag (NqpSession *self, int node)
{
  if (self->project == NULL || self->dragging)
    return;
  nqp_session_ensure_scores (self);
  self->dragging = TRUE;
  self->drag_node = node;
  self->drag_tree = nqp_tree_ref (self->tree);
  self->drag_method = self->method;
  self->drag_scores = nqp_scores_ref (self->scores);
}

/* Starts from the weights at the press, so that going back and forth under the finger leaves no trace. */
void
nqp_session_drag_weight (NqpSession *self, int node, double weight)
{
  if (!self->dragging || node != self->drag_node)
    return;
  nqp_tree_unref (self->tree);
  self->tree = nqp_tree_set_weight (self->drag_tree, node, weight);
  self->method = nqp_method_touched (&self->drag_method);
  nqp_session_invalidate (self);
}

static gboolean
put_weight (NqpSession *self, int node, double weight)
{
  GError *error = NULL;
  gboolean done = nqp_document_set_weight (self->document, self->tree->nodes[node].id, weight, &error);

  nqp_session_say (self, done, error);
  return done;
}

void
nqp_session_end_drag (NqpSession *self)
{
  double before, after;

  if (!self->dragging)
    return;
  self->dragging = FALSE;
  before = self->drag_tree->nodes[self->drag_node].weight;
  after = self->tree->nodes[self->drag_node].weight;

  /* Back to what the file holds, then one action over the whole drag. */
  nqp_tree_unref (self->tree);
  self->tree = g_steal_pointer (&self->drag_tree);
  self->method = self->drag_method;
  self->stale = TRUE;
  nqp_session_note_outcome (self, NULL);
  if (fabs (after - before) < 1e-9)
    nqp_session_touch (self, NQP_CHANGE_SCORES);
  else if (nqp_session_can_edit (self) && put_weight (self, self->drag_node, after))
    nqp_session_note_outcome (self, g_steal_pointer (&self->drag_scores));
  g_clear_pointer (&self->drag_scores, nqp_scores_unref);
}

void
nqp_session_set_weight (NqpSession *self, int node, double weight)
{
  if (!nqp_session_can_edit (self))
    return;
  put_weight (self, node, weight);
  nqp_session_touch (self,
                     NQP_CHANGE_SCORES); /* an entry that says more than locks leave free shows what is */
}

void
nqp_session_set_locked (NqpSession *self, int node, gboolean locked)
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || self->tree->nodes[node].locked == locked || !nqp_session_can_edit (self))
    return;
  done = nqp_document_set_locked (self->document, self->tree->nodes[node].id, locked, &error);
  nqp_session_say (self, done, error);
}

void
nqp_session_set_on (NqpSession *self, int node, gboolean on)
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || self->tree->nodes[node].on == on || !nqp_session_can_edit (self))
    return;
  done = nqp_document_set_on (self->document, self->tree->nodes[node].id, on, &error);
  nqp_session_say (self, done, error);
}

/**
 * nqp_session_try_method:
 *
 * Puts @method in force, also its scheme: one action. A method that makes no sense, or has nothing to compute from, is refused
 * with @error, which says what to choose instead; views are then told to show the method in force again.
 */
gboolean
nqp_session_try_method (NqpSession *self, const NqpMethod *method, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  if (nqp_method_equal (method, &self->method))
    return TRUE;
  if (!nqp_method_check (method, error))
    {
      nqp_session_touch (self, NQP_CHANGE_SCORES);
      return FALSE;
    }
  if (!nqp_session_can_edit (self)) /* has said why */
    return TRUE;
  return nqp_session_after (self, nqp_document_set_method (self->document, &self->method, method, error));
}

void
nqp_session_set_method (NqpSession *self, const NqpMethod *method)
{
  g_autoptr (GError) error = NULL;

  if (self->project != NULL && !nqp_session_try_method (self, method, &error))
    nqp_session_message (self, error->message, NULL, NULL);
}

void
nqp_session_reset_weights (NqpSession *self)
{
  GError *error = NULL;
  gboolean done;

  if (!nqp_session_can_edit (self))
    return;
  done = nqp_document_reset_weights (self->document, &error);
  nqp_session_say (self, done, error);
}

/**
 * nqp_session_set_value:
 * @series: position among the panel's series
 * @year: position
 * @value: in the series' unit, NaN = missing
 */
gboolean
nqp_session_set_value (NqpSession *self, int series, int year, int region, double value, GError **error)
{
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_value (self->document, panel->series[series].code,
                                                          panel->places[region].code, panel->years[year],
                                                          value, error));
}

gboolean
nqp_session_accept_flag (NqpSession *self, int series, int year, int region, gboolean accepted,
                         GError **error)
{
  const NqpPanel *panel = self->panel;

  g_return_val_if_fail (panel != NULL, FALSE);
  return nqp_session_after (self, nqp_document_accept_flag (self->document, panel->series[series].code,
                                                            panel->places[region].code, panel->years[year],
                                                            accepted, error));
}

/**
 * nqp_session_get_extremes:
 * @indicator: position among the panel's indicators
 * @out_lowest: (out): of the treated values of all regions and years, in the indicator's unit; NaN if there is none
 * @out_highest: (out): likewise
 */
void
nqp_session_get_extremes (NqpSession *self, int indicator, double *out_lowest, double *out_highest)
{
  *out_lowest = *out_highest = NAN;
  if (self->document != NULL)
    nqp_contents_get_extremes (&self->document->now, indicator, out_lowest, out_highest);
}

/**
 * nqp_session_set_goalposts:
 * @indicator: position among the panel's indicators
 * @lower: in the indicator's unit; NaN = the lowest value of all regions and years
 * @upper: likewise, the highest
 *
 * Returns: %FALSE with @error set, and nothing has changed, unless @lower, or what it stands for, is below @upper
 */
gboolean
nqp_session_set_goalposts (NqpSession *self, int indicator, double lower, double upper, GError **error)
{
  g_return_val_if_fail (self->panel != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_goalposts (self->document,
                                                              self->panel->indicators[indicator].code, lower,
                                                              upper, error));
}

gboolean
nqp_session_set_name (NqpSession *self, NqpNameKind kind, const char *id, const NqpText *name, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  return nqp_session_after (self, nqp_document_set_name (self->document, kind, id, name, error));
}

const char *
nqp_session_get_undo_label (NqpSession *self)
{
  const char *step = nqp_session_get_step_label (self, TRUE);

  return step != NULL ? step : self->project != NULL ? nqp_project_undo_label (self->project) : NULL;
}

const char *
nqp_session_get_redo_label (NqpSession *self)
{
  const char *step = nqp_session_get_step_label (self, FALSE);

  return step != NULL ? step : self->project != NULL ? nqp_project_redo_label (self->project) : NULL;
}

static void
step_history (NqpSession *self, gboolean (*step) (NqpDocument *, GError **))
{
  GError *error = NULL;
  gboolean done;

  if (self->project == NULL || self->dragging)
    return;
  done = step (self->document, &error);
  nqp_session_say (self, done, error);
}

/* What another window did since is not taken back: that has to be said, since the newest change on the screen is another. */
void
nqp_session_undo (NqpSession *self)
{
  g_autofree char *label = g_strdup (nqp_session_get_undo_label (self));

  if (label == NULL)
    return;
  if (nqp_session_get_step_label (self, TRUE) != NULL)
    {
      nqp_session_take_step (self, TRUE);
      return;
    }
  step_history (self, nqp_document_undo);
  if (nqp_project_stepped_below (self->project))
    {
      g_autofree char *text
          /* Translators: an entry of the undo history */
          = g_strdup_printf (_ ("“%s” is undone; what another window changed since stays"), label);

      nqp_session_message (self, text, NULL, NULL);
    }
}

void
nqp_session_redo (NqpSession *self)
{
  if (nqp_session_get_step_label (self, FALSE) != NULL)
    nqp_session_take_step (self, FALSE);
  else if (nqp_session_get_redo_label (self) != NULL)
    step_history (self, nqp_document_redo);
}
