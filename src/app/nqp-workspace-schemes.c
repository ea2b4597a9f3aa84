/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-workspace-private.h"

/* Weights with a name: kept in the project, put in force, compared. */

static NqpSavedScheme *
find_scheme (NqpWorkspace *self, gint64 id)
{
  for (guint i = 0; self->schemes != NULL && i < self->schemes->len; i++)
    {
      NqpSavedScheme *scheme = g_ptr_array_index (self->schemes, i);

      if (scheme->id == id)
        return scheme;
    }
  return NULL;
}

gboolean
nqp_workspace_reload_schemes (NqpWorkspace *self, GError **error)
{
  GPtrArray *schemes = nqp_project_read_schemes (self->project, self->panel->tree, error);

  if (schemes == NULL)
    return FALSE;
  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  self->schemes = schemes;
  return TRUE;
}

GPtrArray *
nqp_workspace_get_schemes (NqpWorkspace *self)
{
  return self->schemes;
}

static char *
free_name (NqpWorkspace *self, const char *name, gint64 but)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  for (guint i = 0; i < self->schemes->len; i++)
    {
      const NqpSavedScheme *one = g_ptr_array_index (self->schemes, i);

      if (one->id != but)
        g_ptr_array_add (taken, one->name);
    }
  return nqp_workspace_free_name (name, taken);
}

static gboolean
write_scheme (NqpWorkspace *self, NqpSavedScheme *scheme, const char *label, GError **error)
{
  if (!nqp_project_save_scheme (self->project, scheme, label, error)
      || !nqp_workspace_reload_schemes (self, error))
    return FALSE;
  nqp_workspace_touch (self, NQP_CHANGE_SCHEMES | NQP_CHANGE_HISTORY);
  return TRUE;
}

/**
 * nqp_workspace_save_scheme:
 * @name: the one that the weights in force get, with a number if it is taken
 *
 * Returns: its id; 0 with @error set
 */
gint64
nqp_workspace_save_scheme (NqpWorkspace *self, const char *name, GError **error)
{
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL, *line = NULL;

  g_return_val_if_fail (self->project != NULL, 0);
  nqp_workspace_ensure_scores (self);
  free = free_name (self, name, 0);
  line = nqp_method_to_string (&self->method);
  scheme = nqp_saved_scheme_new (free, line, self->tree);
  /* Translators: an entry of the undo history; the name of a set of weights */
  label = g_strdup_printf (_ ("Save weights as “%s”"), free);
  return write_scheme (self, scheme, label, error) ? scheme->id : 0;
}

/**
 * nqp_workspace_adopt_scheme:
 * @name: the one it gets, with a number if it is taken
 * @tree: the workspace's tree with other weights, e.g. read from a file
 *
 * Saves these weights and puts them in force, as custom ones: one action.
 *
 * Returns: %FALSE with @error set, and nothing has changed
 */
gboolean
nqp_workspace_adopt_scheme (NqpWorkspace *self, const char *name, NqpTree *tree, GError **error)
{
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL, *line = NULL;
  NqpMethod method;

  g_return_val_if_fail (self->project != NULL && tree != NULL, FALSE);
  if (!nqp_workspace_can_edit (self)) /* has said why */
    return TRUE;
  free = free_name (self, name, 0);
  method = self->method;
  method.scheme = NQP_SCHEME_CUSTOM;
  method.custom_from = NQP_SCHEME_CUSTOM;
  line = nqp_method_to_string (&method);
  scheme = nqp_saved_scheme_new (free, line, tree);
  /* Translators: an entry of the undo history; the name of a set of weights that was read from a file */
  label = g_strdup_printf (_ ("Import of the weights “%s”"), free);
  if (!nqp_workspace_put_scheme (self, scheme, tree, &method, label, error)
      || !nqp_workspace_reload_schemes (self, error))
    return FALSE;
  nqp_workspace_touch (self, NQP_CHANGE_SCHEMES);
  return TRUE;
}

gboolean
nqp_workspace_rename_scheme (NqpWorkspace *self, gint64 id, const char *name, GError **error)
{
  const NqpSavedScheme *found = find_scheme (self, id);
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;

  g_return_val_if_fail (found != NULL, FALSE);
  free = free_name (self, name, id);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  scheme->id = id;
  label = g_strdup_printf (_ ("Rename to %s"), free);
  return write_scheme (self, scheme, label, error);
}

gboolean
nqp_workspace_duplicate_scheme (NqpWorkspace *self, gint64 id, GError **error)
{
  const NqpSavedScheme *found = find_scheme (self, id);
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;

  g_return_val_if_fail (found != NULL, FALSE);
  free = free_name (self, found->name, 0);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  label = g_strdup_printf (_ ("Duplicate “%s”"), found->name);
  return write_scheme (self, scheme, label, error);
}

gboolean
nqp_workspace_delete_scheme (NqpWorkspace *self, gint64 id, GError **error)
{
  const NqpSavedScheme *scheme = find_scheme (self, id);
  g_autofree char *label = NULL;

  g_return_val_if_fail (scheme != NULL, FALSE);
  label = g_strdup_printf (_ ("Delete “%s”"), scheme->name);
  if (!nqp_project_delete_scheme (self->project, id, label, error)
      || !nqp_workspace_reload_schemes (self, error))
    return FALSE;
  nqp_workspace_touch (self, NQP_CHANGE_SCHEMES | NQP_CHANGE_HISTORY);
  return TRUE;
}

/**
 * nqp_workspace_use_scheme:
 *
 * Its weights, locks and switches come into force; treatment, normalisation and aggregation stay. One action. From then on
 * they are custom weights that began as what the scheme began as.
 */
void
nqp_workspace_use_scheme (NqpWorkspace *self, gint64 id)
{
  const NqpSavedScheme *scheme = find_scheme (self, id);
  g_autoptr (NqpTree) tree = NULL;
  NqpMethod method, saved;
  g_autofree char *label = NULL;

  g_return_if_fail (scheme != NULL);
  if (!nqp_workspace_can_edit (self))
    return;
  method = self->method;
  nqp_method_init (&saved);
  method.custom_from = NQP_SCHEME_CUSTOM;
  if (nqp_method_parse (&saved, scheme->method, NULL))
    method.custom_from = saved.scheme == NQP_SCHEME_CUSTOM ? saved.custom_from : saved.scheme;
  method.scheme = NQP_SCHEME_CUSTOM;
  label = g_strdup_printf (_ ("Weights: %s"), scheme->name);
  tree = nqp_tree_with_judgements (scheme->tree,
                                   self->tree->judgements); /* these are no part of a scheme: they stay */
  nqp_workspace_commit_weights (self, tree, &method, label);
}

/**
 * nqp_workspace_get_scheme_scores:
 *
 * The scores that a scheme's weights would give, all else as it stands.
 *
 * Returns: (transfer full): %NULL with @error set
 */
NqpScores *
nqp_workspace_get_scheme_scores (NqpWorkspace *self, gint64 id, GError **error)
{
  const NqpSavedScheme *scheme = find_scheme (self, id);
  g_autoptr (NqpPipeline) pipeline = NULL;
  NqpMethod method = self->method;

  g_return_val_if_fail (scheme != NULL, NULL);
  method.scheme = NQP_SCHEME_CUSTOM;
  method.custom_from = NQP_SCHEME_CUSTOM;
  pipeline = nqp_pipeline_new (); /* the window's own keeps what it has of the weights in force */
  return nqp_pipeline_run (pipeline, self->panel, scheme->tree, &method, error);
}
