/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (nqp_document_error, nqp_document_error)

#define COMPUTED (NQP_PROJECT_DATA | NQP_PROJECT_WEIGHTS)
/* Kept with the project: actions that put a method in force that computes, where there was none before. */
#define STATE_MENDED "mended"
/* What a window may stand still for. */
#define PATIENCE 0.1

/* ---- what is there --------------------------------------------------------------------------------------------- */

/* @parts of what others wrote, with the scores that follow. */
static gboolean
take_in (NqpDocument *self, NqpProjectParts parts, GError **error)
{
  NqpContents next;

  nqp_contents_copy (&self->now, &next);
  if (!nqp_contents_read (&next, self->project, parts, error)
      || ((parts & COMPUTED) && !nqp_contents_compute_anyhow (&next, self->pipeline, error)))
    {
      nqp_contents_clear (&next);
      return FALSE;
    }
  nqp_contents_clear (&self->now);
  self->now = next;
  self->changed |= parts;
  return TRUE;
}

/**
 * nqp_document_open:
 * @path: a project, from anywhere
 * @lang: of the labels that edits get in the history
 *
 * Returns: (transfer full): the document, %NULL with @error set if it cannot be opened, read or shown
 */
NqpDocument *
nqp_document_open (const char *path, NqpLang lang, GError **error)
{
  g_autoptr (NqpDocument) self = g_new0 (NqpDocument, 1);
  gboolean own, read;

  self->lang = lang;
  self->patience = PATIENCE;
  self->pipeline = nqp_pipeline_new ();
  self->project = nqp_project_open (path, NQP_OPEN_READ_WRITE, error);
  if (self->project == NULL || !nqp_project_begin_read (self->project, &own, error))
    return NULL;
  (void)nqp_project_changed_elsewhere (self->project);
  read = take_in (self, NQP_PROJECT_ALL, error);
  nqp_project_end_read (self->project, own);
  self->changed = 0;
  return read ? g_steal_pointer (&self) : NULL;
}

void
nqp_document_free (NqpDocument *self)
{
  if (self == NULL)
    return;
  nqp_contents_clear (&self->now);
  g_clear_pointer (&self->pipeline, nqp_pipeline_free);
  g_clear_pointer (&self->asked, nqp_computation_free);
  g_clear_pointer (&self->computed, nqp_computation_free);
  g_clear_pointer (&self->project, nqp_project_close);
  g_free (self);
}

/* In a transaction: what others have written so far, also what could not be taken in before. */
static gboolean
catch_up (NqpDocument *self, GError **error)
{
  self->pending |= nqp_project_changed_elsewhere (self->project);
  if (self->pending == 0)
    return TRUE;
  if (!take_in (self, self->pending, error))
    return FALSE;
  self->pending = 0;
  self->taken_in = TRUE;
  return TRUE;
}

gboolean
nqp_document_refresh (NqpDocument *self, GError **error)
{
  gboolean own, done;

  if (!nqp_project_begin_read (self->project, &own, error))
    return FALSE;
  done = catch_up (self, error);
  nqp_project_end_read (self->project, own);
  return done;
}

NqpProjectParts
nqp_document_take_changes (NqpDocument *self, gboolean *out_taken_in)
{
  NqpProjectParts changed = self->changed;

  if (out_taken_in != NULL)
    *out_taken_in = self->taken_in;
  self->changed = 0;
  self->taken_in = FALSE;
  return changed;
}

/* ---- mended ------------------------------------------------------------------------------------------------------ */

static gboolean
was_mended (NqpProject *project, gint64 action)
{
  g_autofree char *list = nqp_project_get_state (project, STATE_MENDED);
  g_auto (GStrv) actions = list != NULL ? g_strsplit (list, " ", -1) : NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, action);

  return actions != NULL && g_strv_contains ((const char *const *)actions, number);
}

/* What the file held before was shown all the same, so that the last action may be undone. */
static void
note_mended (NqpProject *project)
{
  const gint64 action = nqp_project_last_action (project);
  g_autofree char *list = nqp_project_get_state (project, STATE_MENDED);
  g_autofree char *longer = NULL;

  if (was_mended (project, action))
    return;
  longer
      = g_strdup_printf ("%s%s%" G_GINT64_FORMAT, list != NULL ? list : "", list != NULL ? " " : "", action);
  nqp_project_set_state (project, STATE_MENDED, longer);
}

/* ---- an edit ---------------------------------------------------------------------------------------------------- */

gboolean
nqp_editing_begin (NqpEditing *self, NqpDocument *document, GError **error)
{
  *self = (NqpEditing){ 0 };
  if (!nqp_project_hold (document->project, error))
    return FALSE;
  nqp_contents_copy (&document->now, &self->seen);
  if (!catch_up (document, error))
    {
      nqp_project_release (document->project, FALSE, NULL);
      nqp_contents_clear (&self->seen);
      return FALSE;
    }
  nqp_contents_copy (&document->now, &self->before);
  self->document = document;
  self->anyhow = document->now.trouble != NULL;
  return TRUE;
}

static void
finish (NqpEditing *self)
{
  nqp_contents_clear (&self->seen);
  nqp_contents_clear (&self->before);
  self->document = NULL;
}

static void
go_back (NqpEditing *self)
{
  nqp_contents_clear (&self->document->now);
  self->document->now = self->before;
  self->before = (NqpContents){ 0 };
}

void
nqp_editing_cancel (NqpEditing *self)
{
  if (self->document == NULL)
    return;
  nqp_project_release (self->document->project, FALSE, NULL);
  go_back (self);
  finish (self);
}

/* Other figures are read in each attempt: only what leaves them as they are can be computed elsewhere. */
static gboolean
takes_long (NqpEditing *self)
{
  const NqpDocument *document = self->document;
  const NqpContents *now = &document->now;

  return document->asking && !self->anyhow && now->panel == self->before.panel
         && nqp_method_seconds (&now->method, now->panel, now->tree) > document->patience;
}

static gboolean
compute (NqpEditing *self, GError **error)
{
  NqpDocument *document = self->document;
  NqpContents *now = &document->now;

  if (self->anyhow)
    return nqp_contents_compute_anyhow (now, document->pipeline, error);
  if (document->computed != NULL && nqp_computation_fits (document->computed, now))
    return nqp_computation_take (document->computed, now, &document->pipeline, error);
  if (!takes_long (self))
    return nqp_contents_compute (now, document->pipeline, error);
  g_clear_pointer (&document->asked, nqp_computation_free);
  document->asked = nqp_computation_new (now, document->pipeline);
  g_set_error_literal (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_LONG,
                       "the scores are to be computed first"); /* nobody is told */
  return FALSE;
}

gboolean
nqp_editing_end (NqpEditing *self, gboolean ok, NqpProjectParts parts, NqpProjectParts read, GError **error)
{
  NqpDocument *document = self->document;

  if (ok && read != 0)
    ok = nqp_contents_read (&document->now, document->project, read, error)
         && (!(read & COMPUTED) || compute (self, error));
  if (ok && !self->steps && self->before.trouble != NULL && document->now.trouble == NULL)
    note_mended (document->project);
  if (nqp_project_release (document->project, ok, error))
    document->changed |= parts;
  else
    {
      ok = FALSE;
      go_back (self);
    }
  finish (self);
  return ok;
}

/* What is stored comes from what was computed: the scheme's weights, too. To come to have no score is not an edit. */
gboolean
nqp_editing_put_weights (NqpEditing *self, NqpTree *tree, const NqpMethod *own, NqpSavedScheme *scheme,
                         const char *label, GError **error)
{
  NqpDocument *document = self->document;
  NqpContents *now = &document->now;
  const gboolean same = nqp_method_equal (own, &now->own) && (self->anyhow || !now->unreadable);
  g_autofree char *line = same ? NULL : nqp_method_to_string (own);

  nqp_tree_ref (tree);
  nqp_tree_unref (now->tree);
  now->tree = tree;
  now->method = *own;
  if (!same)
    nqp_contents_own_method (now);
  if (!compute (self, error))
    return FALSE;
  if (now->no_score != NULL && self->before.no_score == NULL)
    {
      g_propagate_error (error, g_error_copy (now->no_score));
      return FALSE;
    }
  return scheme != NULL ? nqp_project_adopt_scheme (document->project, scheme, now->tree, line, label, error)
                        : nqp_project_set_weights (document->project, now->tree, line, label, error);
}

int
nqp_editing_find_node (NqpEditing *self, const char *id, GError **error)
{
  int node = nqp_tree_find (self->document->now.tree, id);

  if (node < 0)
    nqp_editing_fail_gone (id, error);
  return node;
}

gboolean
nqp_editing_fail_gone (const char *name, GError **error)
{
  g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE,
               _ ("“%s” is no longer there: another window has removed it."), name);
  return FALSE;
}

gboolean
nqp_editing_fail_changed (const char *name, GError **error)
{
  g_set_error (
      error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
      _ ("Another window has just changed “%s”, and you have not seen it: look at what is there now, then "
         "make your change again."),
      name);
  return FALSE;
}

/* ---- asking first ----------------------------------------------------------------------------------------------- */

void
nqp_document_begin_asking (NqpDocument *self, NqpComputation *computed)
{
  g_clear_pointer (&self->computed, nqp_computation_free);
  g_clear_pointer (&self->asked, nqp_computation_free);
  self->computed = computed;
  self->asking = TRUE;
}

NqpComputation *
nqp_document_end_asking (NqpDocument *self)
{
  g_clear_pointer (&self->computed, nqp_computation_free);
  self->asking = FALSE;
  return g_steal_pointer (&self->asked);
}

/* ---- history ---------------------------------------------------------------------------------------------------- */

static gboolean
step_history (NqpDocument *self, gboolean (*step) (NqpProject *, GError **), GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  NqpProjectParts parts;

  if (!nqp_editing_begin (&editing, self, error) || !step (self->project, error))
    return FALSE;
  parts = nqp_project_stepped_parts (self->project);
  editing.steps = TRUE;
  editing.anyhow = editing.anyhow || was_mended (self->project, nqp_project_stepped_action (self->project));
  return nqp_editing_end (&editing, TRUE, parts, parts, error);
}

/**
 * nqp_document_undo:
 *
 * See nqp_project_undo() for whose action is taken back. A step that would leave something that cannot be read or computed is
 * refused; but one that mended a project whose method did not compute can be taken back, and the project is shown as before.
 */
gboolean
nqp_document_undo (NqpDocument *self, GError **error)
{
  return step_history (self, nqp_project_undo, error);
}

gboolean
nqp_document_redo (NqpDocument *self, GError **error)
{
  return step_history (self, nqp_project_redo, error);
}

static gboolean
any_was_mended (NqpProject *project, const GArray *actions)
{
  for (guint k = 0; k < actions->len; k++)
    if (was_mended (project, g_array_index (actions, gint64, k)))
      return TRUE;
  return FALSE;
}

/**
 * nqp_document_go_to_action:
 * @number: of an action of the history; 0 = before the first
 *
 * See nqp_project_go_to_action(): as many steps of undo or redo as it takes, or none. What cannot be read or computed then is
 * refused.
 */
gboolean
nqp_document_go_to_action (NqpDocument *self, gint64 number, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (gint64));
  NqpProjectParts parts;

  if (!nqp_editing_begin (&editing, self, error)
      || !nqp_project_go_to_action (self->project, number, moved, error))
    return FALSE;
  parts = nqp_project_stepped_parts (self->project);
  editing.steps = TRUE;
  editing.anyhow = editing.anyhow || any_was_mended (self->project, moved);
  return nqp_editing_end (&editing, TRUE, parts, parts, error);
}
