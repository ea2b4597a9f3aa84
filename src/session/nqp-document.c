/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (nqp_document_error, nqp_document_error)

/* ---- what is there --------------------------------------------------------------------------------------------- */

/* A single region or a constant indicator gives a scheme nothing to go by: the data are shown with equal weights, and the file
 * keeps its method until a user chooses another. */
static gboolean
compute (NqpDocument *self, NqpContents *contents, gboolean fall_back, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (nqp_contents_compute (contents, self->pipeline, &trouble))
    {
      g_clear_error (&self->trouble);
      return TRUE;
    }
  if (fall_back && contents->tree->n_leaves > 0)
    {
      contents->method.scheme = NQP_SCHEME_EQUAL;
      if (nqp_contents_compute (contents, self->pipeline, NULL))
        {
          g_clear_error (&self->trouble);
          self->trouble = g_steal_pointer (&trouble);
          return TRUE;
        }
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

/* @parts of what others wrote, with the scores that follow. */
static gboolean
take_in (NqpDocument *self, NqpProjectParts parts, GError **error)
{
  NqpContents next;

  nqp_contents_copy (&self->now, &next);
  if (!nqp_contents_read (&next, self->project, parts, error)
      || ((parts & (NQP_PROJECT_DATA | NQP_PROJECT_WEIGHTS)) && !compute (self, &next, TRUE, error)))
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
  g_clear_pointer (&self->project, nqp_project_close);
  g_clear_error (&self->trouble);
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

/* ---- an edit ---------------------------------------------------------------------------------------------------- */

gboolean
nqp_editing_begin (NqpEditing *self, NqpDocument *document, GError **error)
{
  if (!nqp_project_hold (document->project, error))
    return FALSE;
  self->document = document;
  nqp_contents_copy (&document->now, &self->seen);
  if (!catch_up (document, error))
    {
      nqp_project_release (document->project, FALSE, NULL);
      nqp_contents_clear (&self->seen);
      return FALSE;
    }
  nqp_contents_copy (&document->now, &self->before);
  return TRUE;
}

gboolean
nqp_editing_end (NqpEditing *self, gboolean ok, NqpProjectParts parts, NqpProjectParts read, GError **error)
{
  NqpDocument *document = self->document;
  g_autoptr (GError) trouble = document->trouble != NULL ? g_error_copy (document->trouble) : NULL;

  if (ok && read != 0)
    ok = nqp_contents_read (&document->now, document->project, read, error);
  if (ok && (read & (NQP_PROJECT_DATA | NQP_PROJECT_WEIGHTS)))
    ok = compute (document, &document->now, trouble != NULL, error);
  if (nqp_project_release (document->project, ok, error))
    {
      document->changed |= parts;
      nqp_contents_clear (&self->before);
    }
  else
    {
      nqp_contents_clear (&document->now);
      document->now = self->before;
      g_clear_error (&document->trouble);
      document->trouble = g_steal_pointer (&trouble);
      ok = FALSE;
    }
  nqp_contents_clear (&self->seen);
  return ok;
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

/* ---- history ---------------------------------------------------------------------------------------------------- */

static gboolean
step_history (NqpDocument *self, gboolean (*step) (NqpProject *, GError **), GError **error)
{
  NqpEditing editing;
  NqpProjectParts parts = 0;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  ok = step (self->project, error);
  if (ok)
    parts = nqp_project_stepped_parts (self->project);
  return nqp_editing_end (&editing, ok, parts, parts, error);
}

/**
 * nqp_document_undo:
 *
 * See nqp_project_undo() for whose action is taken back. A step that would leave something that cannot be read or computed is
 * refused.
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
