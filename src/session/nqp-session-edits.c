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
  if (nqp_session_may_copy (self))
    nqp_session_message (self, _ ("This project is open for reading only."), _ ("Save a Copy…"),
                         "win.save-copy");
  else
    nqp_session_message (self, _ ("This project is open for reading only."), NULL, NULL);
  nqp_session_touch (self, NQP_CHANGE_SCORES);
  return FALSE;
}

/**
 * nqp_session_begin_drag:
 *
 * A locked weight cannot be dragged. Until the drag ends nothing is written; undo and redo wait.
 */
void
nqp_session_begin_drag (NqpSession *self, int node)
{
  if (self->project == NULL || self->dragging || self->tree->nodes[node].locked)
    return;
  nqp_session_ensure_scores (self);
  self->dragging = TRUE;
  self->drag_node = node;
  self->drag_weight = NAN;
  self->drag_scores = nqp_scores_ref (self->scores);
}

/* Starts from the weights at the press, so that going back and forth under the finger leaves no trace. */
void
nqp_session_drag_weight (NqpSession *self, int node, double weight)
{
  if (!self->dragging || node != self->drag_node)
    return;
  self->drag_weight = weight;
  nqp_tree_unref (self->tree);
  self->tree = nqp_tree_set_weight (self->drag_scores->tree, node, weight);
  self->method = nqp_method_touched (&self->drag_scores->method);
  nqp_session_invalidate (self);
}

/**
 * nqp_session_get_weight_limit:
 * @out_movable: (out): whether the weight can be changed at all
 *
 * Returns: the most that the weight of @node can be: what locked siblings leave free
 */
double
nqp_session_get_weight_limit (NqpSession *self, int node, gboolean *out_movable)
{
  const NqpTree *tree = nqp_session_get_tree (self);
  double limit = 1;
  int n_free = 0;

  g_return_val_if_fail (tree != NULL && node > 0 && node < tree->n_nodes, 0);
  for (int i = tree->nodes[tree->nodes[node].parent].first_child; i >= 0; i = tree->nodes[i].next_sibling)
    {
      const NqpNode *sibling = &tree->nodes[i];

      if (i == node || !sibling->on)
        continue;
      if (sibling->locked)
        limit -= sibling->weight;
      else
        n_free++;
    }
  *out_movable = n_free > 0 && nqp_tree_is_on (tree, node) && !tree->nodes[node].locked;
  return MAX (limit, 0);
}

void
nqp_session_rebase_drag (NqpSession *self)
{
  g_autoptr (NqpScores) before = g_steal_pointer (&self->drag_scores);
  const int node = nqp_tree_find (self->tree, before->tree->nodes[self->drag_node].id);

  self->dragging = node == self->drag_node && !self->tree->nodes[node].locked;
  if (!self->dragging)
    return;
  self->drag_scores = nqp_scores_ref (self->scores);
  if (!isnan (self->drag_weight))
    nqp_session_drag_weight (self, node, self->drag_weight);
}

static gboolean
put_weight (NqpSession *self, int node, double weight)
{
  g_autoptr (GError) error = NULL;

  return nqp_session_say (
      self, nqp_document_set_weight (self->document, self->tree->nodes[node].id, weight, &error), &error);
}

/* Back to what the document holds: also to what it has taken in meanwhile. */
static void
let_go (NqpSession *self)
{
  self->dragging = FALSE;
  g_clear_pointer (&self->drag_scores, nqp_scores_unref);
  nqp_session_note_outcome (self, NULL);
  nqp_session_show_document (self);
  nqp_session_touch (self, NQP_CHANGE_SCORES);
}

/**
 * nqp_session_end_drag:
 *
 * Writes one action over the whole drag; none if the weight is what it was.
 */
void
nqp_session_end_drag (NqpSession *self)
{
  g_autoptr (NqpScores) scores = NULL;
  double before, after;

  if (!self->dragging)
    return;
  before = self->drag_scores->tree->nodes[self->drag_node].weight;
  after = self->tree->nodes[self->drag_node].weight;
  scores = nqp_scores_ref (self->drag_scores);
  let_go (self);
  if (fabs (after - before) >= 1e-9 && nqp_session_can_edit (self)
      && put_weight (self, self->drag_node, after))
    nqp_session_note_outcome (self, g_steal_pointer (&scores));
}

/**
 * nqp_session_cancel_drag:
 *
 * Everything is as it was before the drag began, and nothing is written.
 */
void
nqp_session_cancel_drag (NqpSession *self)
{
  if (self->dragging)
    let_go (self);
}

/* ---- made, or asked for, one after the other: nqp-session-beside.c ------------------------------------------------ */

static void
edit (NqpSession *self, NqpEditFunc func, const NqpEditWhat *what)
{
  g_autoptr (GError) error = NULL;

  if (!nqp_session_edit (self, func, what, &error) && error != NULL)
    nqp_session_message (self, error->message, NULL, NULL);
}

/* Is what is shown all that was asked for? */
static gboolean
is_there (NqpSession *self)
{
  return g_queue_is_empty (&self->edits);
}

static gboolean
edit_weight (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_set_weight (document, what->a, what->value, error);
}

void
nqp_session_set_weight (NqpSession *self, int node, double weight)
{
  if (!nqp_session_can_edit (self))
    return;
  edit (self, edit_weight, &(NqpEditWhat){ .a = self->tree->nodes[node].id, .value = weight });
  nqp_session_touch (self,
                     NQP_CHANGE_SCORES); /* an entry that says more than locks leave free shows what is */
}

static gboolean
edit_locked (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_set_locked (document, what->a, what->flag, error);
}

void
nqp_session_set_locked (NqpSession *self, int node, gboolean locked)
{
  if (self->project == NULL || (is_there (self) && self->tree->nodes[node].locked == locked)
      || !nqp_session_can_edit (self))
    return;
  edit (self, edit_locked, &(NqpEditWhat){ .a = self->tree->nodes[node].id, .flag = locked });
}

static gboolean
edit_on (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_set_on (document, what->a, what->flag, error);
}

void
nqp_session_set_on (NqpSession *self, int node, gboolean on)
{
  if (self->project == NULL || (is_there (self) && self->tree->nodes[node].on == on)
      || !nqp_session_can_edit (self))
    return;
  edit (self, edit_on, &(NqpEditWhat){ .a = self->tree->nodes[node].id, .flag = on });
}

static gboolean
edit_method (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_set_method (document, &what->seen, &what->method, error);
}

/**
 * nqp_session_try_method:
 *
 * Puts @method in force, also its scheme: one action. A method that makes no sense, or has nothing to compute from, is refused
 * with @error, which says what to choose instead; views are then told to show the method in force again. One whose scores take
 * long comes into force once they are there, unless another one is chosen before.
 */
gboolean
nqp_session_try_method (NqpSession *self, const NqpMethod *method, GError **error)
{
  g_return_val_if_fail (self->project != NULL, FALSE);
  if (nqp_method_equal (method, nqp_session_get_wanted_method (self)))
    return TRUE;
  if (!nqp_method_check (method, error))
    {
      nqp_session_touch (self, NQP_CHANGE_SCORES);
      return FALSE;
    }
  if (!nqp_session_can_edit (self)) /* has said why */
    return TRUE;
  return nqp_session_edit (
      self, edit_method, &(NqpEditWhat){ .is_method = TRUE, .seen = self->method, .method = *method }, error);
}

void
nqp_session_set_method (NqpSession *self, const NqpMethod *method)
{
  g_autoptr (GError) error = NULL;

  if (self->project != NULL && !nqp_session_try_method (self, method, &error))
    nqp_session_message (self, error->message, NULL, NULL);
}

void
nqp_session_take_plain_method (NqpSession *self)
{
  g_autoptr (GError) error = NULL;

  if (nqp_session_can_edit (self))
    nqp_session_say (self, nqp_document_take_plain_method (self->document, &error), &error);
}

static gboolean
edit_reset (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_reset_weights (document, error);
}

void
nqp_session_reset_weights (NqpSession *self)
{
  if (nqp_session_can_edit (self))
    edit (self, edit_reset, &(NqpEditWhat){ .a = NULL });
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

gboolean
nqp_session_accept_finding (NqpSession *self, const char *key, double found, const char *note, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_accept_finding (self->document, key, found, note, error));
}

gboolean
nqp_session_reopen_finding (NqpSession *self, const char *key, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_reopen_finding (self->document, key, error));
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
  const char *step;

  if (!g_queue_is_empty (&self->edits))
    return _ ("What is being computed");
  step = nqp_session_get_step_label (self, TRUE);
  return step != NULL ? step : self->project != NULL ? nqp_project_undo_label (self->project) : NULL;
}

const char *
nqp_session_get_redo_label (NqpSession *self)
{
  const char *step = nqp_session_get_step_label (self, FALSE);

  return step != NULL ? step : self->project != NULL ? nqp_project_redo_label (self->project) : NULL;
}

static gboolean
edit_undo (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_undo (document, error);
}

static gboolean
edit_redo (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_redo (document, error);
}

/* What another window did since is not taken back: that has to be said, since the newest change on the screen is another. */
static void
after_undo (NqpSession *self, const NqpEditWhat *what)
{
  g_autofree char *text = NULL;

  if (!nqp_project_stepped_below (self->project))
    return;
  /* Translators: an entry of the undo history */
  text = g_strdup_printf (_ ("“%s” is undone; what another window changed since stays"), what->a);
  nqp_session_message (self, text, NULL, NULL);
}

/* What waits for its scores is taken back first: it is the newest. */
void
nqp_session_undo (NqpSession *self)
{
  g_autofree char *label = g_strdup (nqp_session_get_undo_label (self));

  if (label == NULL || self->dragging || nqp_session_withdraw_edit (self))
    return;
  if (nqp_session_get_step_label (self, TRUE) != NULL)
    nqp_session_take_step (self, TRUE);
  else
    edit (self, edit_undo, &(NqpEditWhat){ .a = label, .after = after_undo });
}

void
nqp_session_redo (NqpSession *self)
{
  if (self->dragging)
    return;
  if (nqp_session_get_step_label (self, FALSE) != NULL)
    nqp_session_take_step (self, FALSE);
  else if (nqp_session_get_redo_label (self) != NULL)
    edit (self, edit_redo, &(NqpEditWhat){ .a = NULL });
}

/**
 * nqp_session_read_history:
 *
 * Returns: (transfer full) (element-type NqpAction): what was done, oldest first, as the file keeps it; %NULL with @error set
 */
GPtrArray *
nqp_session_read_history (NqpSession *self, GError **error)
{
  g_return_val_if_fail (self->project != NULL, NULL);
  return nqp_project_read_history (self->project, error);
}

/**
 * nqp_session_go_to_action:
 * @number: of an action of nqp_session_read_history(); 0 = before the first
 */
void
nqp_session_go_to_action (NqpSession *self, gint64 number)
{
  g_autoptr (GError) error = NULL;

  if (!self->dragging && nqp_session_can_edit (self))
    nqp_session_say (self, nqp_document_go_to_action (self->document, number, &error), &error);
}

/**
 * nqp_session_compact:
 * @drop_history: whether nothing done so far shall be undone any more
 *
 * Says how much room it gave back, or why it could not.
 */
void
nqp_session_compact (NqpSession *self, gboolean drop_history)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *won = NULL, *now = NULL, *text = NULL;
  gint64 before = 0, after = 0;

  if (self->dragging || !nqp_session_can_edit (self))
    return;
  if (!nqp_project_compact (self->project, drop_history, &before, &after, &error))
    {
      nqp_session_say (self, FALSE, &error);
      return;
    }
  if (drop_history)
    nqp_session_forget_steps (self); /* they have their place among the actions that are gone */
  won = g_format_size ((guint64)MAX (before - after, 0));
  now = g_format_size ((guint64)after);
  /* Translators: two sizes: "1.2 MB", "340 kB" */
  text = before > after ? g_strdup_printf (_ ("The file is %s smaller: it has %s now"), won, now)
                        : g_strdup_printf (_ ("The file has no room to give back: it has %s"), now);
  nqp_session_touch (self, NQP_CHANGE_HISTORY);
  nqp_session_message (self, text, NULL, NULL);
}
