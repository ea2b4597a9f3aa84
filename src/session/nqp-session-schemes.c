/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-session-private.h"

/* Weights with a name: kept in the project, put in force, compared. */

GPtrArray *
nqp_session_get_schemes (NqpSession *self)
{
  return self->schemes;
}

/**
 * nqp_session_save_scheme:
 * @name: the one that the weights in force get, with a number if it is taken
 *
 * Returns: its id; 0 with @error set
 */
gint64
nqp_session_save_scheme (NqpSession *self, const char *name, GError **error)
{
  gint64 id;

  g_return_val_if_fail (self->project != NULL, 0);
  nqp_session_ensure_scores (self);
  id = nqp_document_save_scheme (self->document, name, &self->method, self->tree, error);
  nqp_session_after (self, id != 0);
  return id;
}

static gboolean
edit_adopt (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_adopt_scheme (document, what->a, what->tree, error);
}

static gboolean
edit_use (NqpDocument *document, const NqpEditWhat *what, GError **error)
{
  return nqp_document_use_scheme (document, what->id, error);
}

/**
 * nqp_session_adopt_scheme:
 * @name: the one it gets, with a number if it is taken
 * @tree: the session's tree with other weights, e.g. read from a file
 *
 * Saves these weights and puts them in force, as custom ones: one action.
 *
 * Returns: %FALSE with @error set, and nothing has changed
 */
gboolean
nqp_session_adopt_scheme (NqpSession *self, const char *name, NqpTree *tree, GError **error)
{
  g_return_val_if_fail (self->project != NULL && tree != NULL, FALSE);
  if (!nqp_session_can_edit (self)) /* has said why */
    return TRUE;
  return nqp_session_edit (self, edit_adopt, &(NqpEditWhat){ .a = name, .tree = tree }, error);
}

gboolean
nqp_session_rename_scheme (NqpSession *self, gint64 id, const char *name, GError **error)
{
  return nqp_session_after (self, nqp_document_rename_scheme (self->document, id, name, error));
}

gboolean
nqp_session_duplicate_scheme (NqpSession *self, gint64 id, GError **error)
{
  return nqp_session_after (self, nqp_document_duplicate_scheme (self->document, id, error));
}

gboolean
nqp_session_delete_scheme (NqpSession *self, gint64 id, GError **error)
{
  return nqp_session_after (self, nqp_document_delete_scheme (self->document, id, error));
}

/**
 * nqp_session_use_scheme:
 *
 * Its weights, locks and switches come into force; treatment, normalisation and aggregation stay. One action.
 */
void
nqp_session_use_scheme (NqpSession *self, gint64 id)
{
  g_autoptr (GError) error = NULL;

  if (nqp_session_can_edit (self) && !nqp_session_edit (self, edit_use, &(NqpEditWhat){ .id = id }, &error)
      && error != NULL)
    nqp_session_message (self, error->message, NULL, NULL);
}

/**
 * nqp_session_get_scheme_scores:
 *
 * The scores that a scheme's weights would give, all else as it stands.
 *
 * Returns: (transfer full): %NULL with @error set
 */
NqpScores *
nqp_session_get_scheme_scores (NqpSession *self, gint64 id, GError **error)
{
  const NqpSavedScheme *scheme = nqp_named_find (self->schemes, id);
  g_autoptr (NqpPipeline) pipeline = NULL;
  NqpMethod method = self->method;

  g_return_val_if_fail (scheme != NULL, NULL);
  method.scheme = NQP_SCHEME_CUSTOM;
  method.custom_from = NQP_SCHEME_CUSTOM;
  pipeline = nqp_pipeline_new (); /* the window's own keeps what it has of the weights in force */
  return nqp_pipeline_run (pipeline, self->panel, scheme->tree, &method, error);
}
