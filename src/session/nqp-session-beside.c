/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-session-private.h"

/* Edits of weights and method. Most are made at once; where the scores take long they are computed beside the window, and the edit
 * is made when they are there: if the project has changed meanwhile they are computed again. Edits that are asked for in between
 * wait their turn, so that what comes of them is what was asked for, in that order. */

#define COMPUTING N_ ("Computing the scores")

typedef struct
{
  NqpEditFunc func;
  NqpEditWhat what;
} Edit;

static Edit *
edit_new (NqpEditFunc func, const NqpEditWhat *what)
{
  Edit *self = g_new (Edit, 1);

  *self = (Edit){ func, *what };
  self->what.a = g_strdup (what->a);
  self->what.b = g_strdup (what->b);
  if (what->tree != NULL)
    nqp_tree_ref (what->tree);
  if (what->judgements != NULL)
    nqp_judgements_ref (what->judgements);
  if (what->append != NULL)
    nqp_append_plan_ref (what->append);
  return self;
}

static void
edit_free (gpointer data)
{
  Edit *self = data;

  g_free ((char *)self->what.a);
  g_free ((char *)self->what.b);
  g_clear_pointer (&self->what.tree, nqp_tree_unref);
  g_clear_pointer (&self->what.judgements, nqp_judgements_unref);
  g_clear_pointer (&self->what.append, nqp_append_plan_unref);
  g_free (self);
}

/* ---- beside the window ----------------------------------------------------------------------------------------- */

typedef struct
{
  NqpComputation *computation; /* NULL: used */
} Run;

static void
run_free (gpointer data)
{
  nqp_computation_free (((Run *)data)->computation);
  g_free (data);
}

static gboolean
run_on_thread (gpointer data, const NqpWork *work, GError **error)
{
  return nqp_computation_run (((Run *)data)->computation, work, error);
}

static void
run_moved (gpointer owner)
{
  nqp_session_touch (owner, NQP_CHANGE_PROGRESS);
}

static void
run_done (gpointer owner, gpointer data, const GError *error);

/* Takes @computation. */
static void
start (NqpSession *self, NqpComputation *computation)
{
  Run *run = g_new (Run, 1);

  run->computation = computation;
  if (self->edit_run == NULL)
    self->edit_run = nqp_long_run_new (self, run_moved);
  nqp_long_run_start (self->edit_run, run_on_thread, run_done, run, run_free, COMPUTING);
}

/* FALSE with @error set if it was refused; TRUE also if it has to wait: then *@out_asked is what for. Takes @computed. */
static gboolean
make (NqpSession *self, NqpEditFunc func, const NqpEditWhat *what, NqpComputation *computed,
      NqpComputation **out_asked, GError **error)
{
  GError *problem = NULL;
  gboolean done;

  nqp_document_begin_asking (self->document, computed);
  done = func (self->document, what, &problem);
  *out_asked = nqp_document_end_asking (self->document);
  if (*out_asked != NULL && g_error_matches (problem, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_LONG))
    {
      g_clear_error (&problem);
      if (self->document->changed != 0) /* by others: taken in on the way */
        nqp_session_adopt (self);
      return TRUE;
    }
  g_clear_pointer (out_asked, nqp_computation_free);
  if (problem != NULL)
    g_propagate_error (error, problem);
  nqp_session_after (self, done);
  if (done && what->after != NULL)
    what->after (self, what);
  return done;
}

/* The edits that wait, up to one that has to wait longer. Takes @computed: of the first of them. */
static void
go_on (NqpSession *self, NqpComputation *computed)
{
  while (!g_queue_is_empty (&self->edits))
    {
      Edit *edit = g_queue_peek_head (&self->edits);
      NqpComputation *asked = NULL;
      g_autoptr (GError) error = NULL;
      const gboolean done = make (self, edit->func, &edit->what, g_steal_pointer (&computed), &asked, &error);

      if (asked != NULL)
        {
          start (self, asked);
          return;
        }
      edit_free (g_queue_pop_head (&self->edits));
      if (!done && error != NULL)
        nqp_session_message (self, error->message, NULL, NULL);
    }
}

static void
run_done (gpointer owner, gpointer data, const GError *error)
{
  Run *run = data;

  go_on (owner, g_steal_pointer (&run->computation));
}

/* ---- asked for --------------------------------------------------------------------------------------------------- */

/* A method that was chosen gives way to the next one, which was chosen with it in sight. */
static gboolean
replaces (NqpSession *self, const NqpEditWhat *what)
{
  const Edit *last = g_queue_peek_tail (&self->edits);

  return last != NULL && what->is_method && last->what.is_method;
}

/**
 * nqp_session_edit:
 * @func: an edit of weights or method, or a step of the history
 * @what: copied
 *
 * Returns: %FALSE with @error set if it was refused; %TRUE if it was made, and also if it waits for its scores or for an edit that
 *   does: then a message tells if it is refused
 */
gboolean
nqp_session_edit (NqpSession *self, NqpEditFunc func, const NqpEditWhat *what, GError **error)
{
  NqpComputation *asked = NULL;
  gboolean done;

  if (replaces (self, what))
    {
      edit_free (g_queue_pop_tail (&self->edits));
      if (g_queue_is_empty (&self->edits))
        nqp_long_run_cancel (self->edit_run);
    }
  if (!g_queue_is_empty (&self->edits))
    {
      g_queue_push_tail (&self->edits, edit_new (func, what));
      return TRUE;
    }
  done = make (self, func, what, NULL, &asked, error);
  if (asked != NULL)
    {
      g_queue_push_tail (&self->edits, edit_new (func, what));
      start (self, asked);
    }
  return done;
}

/* What was asked for last and waits is not made; FALSE: nothing waits. */
gboolean
nqp_session_withdraw_edit (NqpSession *self)
{
  if (g_queue_is_empty (&self->edits))
    return FALSE;
  edit_free (g_queue_pop_tail (&self->edits));
  if (g_queue_is_empty (&self->edits))
    nqp_long_run_cancel (self->edit_run);
  nqp_session_touch (self, NQP_CHANGE_SCORES
                               | NQP_CHANGE_HISTORY); /* what was chosen gives way to what is in force */
  return TRUE;
}

/**
 * nqp_session_cancel_edits:
 *
 * None of the edits that wait is made; nothing has changed.
 */
void
nqp_session_cancel_edits (NqpSession *self)
{
  while (nqp_session_withdraw_edit (self))
    ;
}

/* Before the project goes: what was asked for is made, however long it takes. */
void
nqp_session_finish_edits (NqpSession *self)
{
  if (self->edit_run != NULL)
    nqp_long_run_cancel (self->edit_run);
  while (!g_queue_is_empty (&self->edits))
    {
      Edit *edit = g_queue_pop_head (&self->edits);
      g_autoptr (GError) error = NULL;

      if (!edit->func (self->document, &edit->what, &error))
        nqp_session_message (self, error->message, NULL, NULL);
      edit_free (edit);
    }
}

gboolean
nqp_session_get_edit_run (NqpSession *self, double *fraction, const char **step)
{
  return self->edit_run != NULL && nqp_long_run_get (self->edit_run, fraction, step);
}

/**
 * nqp_session_get_wanted_method:
 *
 * Returns: (transfer none) (nullable): the method that was chosen last, also while its scores are computed
 */
const NqpMethod *
nqp_session_get_wanted_method (NqpSession *self)
{
  for (GList *at = self->edits.tail; at != NULL; at = at->prev)
    if (((Edit *)at->data)->what.is_method)
      return &((Edit *)at->data)->what.method;
  return nqp_session_get_method (self);
}
