/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>

#define MAX_SCHEMES 10000

/**
 * nqp_saved_scheme_new:
 * @method: the line of the method the weights were made with
 *
 * Returns: (transfer full): a scheme that is not saved yet
 */
NqpSavedScheme *
nqp_saved_scheme_new (const char *name, const char *method, NqpTree *tree)
{
  NqpSavedScheme *self = g_new0 (NqpSavedScheme, 1);

  self->name = g_strdup (name);
  self->method = g_strdup (method);
  self->tree = nqp_tree_ref (tree);
  return self;
}

void
nqp_saved_scheme_free (NqpSavedScheme *self)
{
  g_free (self->name);
  g_free (self->method);
  nqp_tree_unref (self->tree);
  g_free (self);
}

static gboolean
fail_schemes (NqpProject *self, GError **error)
{
  return nqp_sql_error_damaged (error, self->path, _ ("its weighting schemes contradict themselves"));
}

static gboolean
read_schemes (NqpProject *self, GPtrArray *schemes, gconstpointer data, GError **error)
{
  const NqpTree *tree = data;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id, name, method FROM scheme ORDER BY id", -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);
      g_autofree char *name = nqp_sql_text (stmt, 1, NQP_WORDS_NAME),
                      *method = nqp_sql_text (stmt, 2, NQP_WORDS_LINE);
      g_autoptr (NqpTree) weights = NULL;
      NqpSavedScheme *scheme;

      if (name == NULL || method == NULL || schemes->len >= MAX_SCHEMES)
        return fail_schemes (self, error);
      /* what a scheme does not say, since a node came later, stays as @tree has it */
      weights = nqp_project_read_tree (
          self, tree, "SELECT weight, locked, is_on FROM scheme_weight WHERE node = ?1 AND scheme_id = ?2",
          id, "scheme_weight", error);
      if (weights == NULL)
        return FALSE;
      scheme = nqp_saved_scheme_new (name, method, weights);
      scheme->id = id;
      g_ptr_array_add (schemes, scheme);
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}

/**
 * nqp_project_read_schemes:
 * @tree: the project's
 *
 * Returns: (transfer full) (element-type NqpSavedScheme): in the order in which they were made, with a free function; %NULL
 *   with @error set
 */
GPtrArray *
nqp_project_read_schemes (NqpProject *self, const NqpTree *tree, GError **error)
{
  return nqp_project_read_named (self, (GDestroyNotify)nqp_saved_scheme_free, read_schemes, tree, error);
}

static int
insert_scheme (NqpProject *self, gconstpointer thing)
{
  const NqpSavedScheme *scheme = thing;

  return nqp_sql_run (self->db, "INSERT INTO scheme (name, method) VALUES (?1, ?2)", "tt", scheme->name,
                      scheme->method);
}

static int
update_scheme (NqpProject *self, gint64 id, gconstpointer thing)
{
  const NqpSavedScheme *scheme = thing;

  return nqp_sql_run (self->db, "UPDATE scheme SET name = ?2, method = ?3 WHERE id = ?1", "ltt", id,
                      scheme->name, scheme->method);
}

/* Unchanged weights get back the row they had, so that the session records only what differs. */
static int
write_weights (NqpProject *self, gint64 id, gconstpointer thing)
{
  const NqpTree *tree = ((const NqpSavedScheme *)thing)->tree;
  int rc = nqp_sql_run (self->db, "DELETE FROM scheme_weight WHERE scheme_id = ?1", "l", id);

  for (int i = 0; i < tree->n_nodes && rc == SQLITE_OK; i++)
    rc = nqp_sql_run (self->db,
                      "INSERT INTO scheme_weight (scheme_id, node, weight, locked, is_on) "
                      "VALUES (?1, ?2, ?3, ?4, ?5)",
                      "ltrii", id, tree->nodes[i].id, tree->nodes[i].weight, tree->nodes[i].locked ? 1 : 0,
                      tree->nodes[i].on ? 1 : 0);
  return rc;
}

static const NqpNamedKind scheme_kind = {
  .insert = insert_scheme,
  .update = update_scheme,
  .write_parts = write_weights,
  .delete_parts = "DELETE FROM scheme_weight WHERE scheme_id = ?1",
  .delete_thing = "DELETE FROM scheme WHERE id = ?1",
  .gone = N_ ("The project has no such weighting scheme. Open it again: another program may have "
              "changed it."),
};

static gboolean
has_name (NqpSavedScheme *scheme, GError **error)
{
  if (!nqp_words_check (&scheme->name, NQP_WORDS_NAME, error))
    return FALSE;
  if (scheme->name != NULL && *scheme->name != '\0')
    return TRUE;
  g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                       _ ("The weighting scheme has no name; give it one."));
  return FALSE;
}

/**
 * nqp_project_save_scheme:
 * @scheme: with id 0 it is added and gets one, else the saved one is exchanged
 * @label: what the Undo button says
 */
gboolean
nqp_project_save_scheme (NqpProject *self, NqpSavedScheme *scheme, const char *label, GError **error)
{
  g_return_val_if_fail (scheme != NULL && label != NULL, FALSE);
  return has_name (scheme, error)
         && nqp_project_save_named (self, &scheme_kind, &scheme->id, scheme, label, error);
}

/**
 * nqp_project_adopt_scheme:
 * @scheme: as for nqp_project_save_scheme()
 * @tree: the project's tree with the weights that come into force
 * @method: (nullable): the method's line, %NULL keeps it
 * @label: what the Undo button says
 *
 * Saves a scheme and sets the weights in one action, so that one undo takes both back. On failure neither is written.
 */
gboolean
nqp_project_adopt_scheme (NqpProject *self, NqpSavedScheme *scheme, const NqpTree *tree, const char *method,
                          const char *label, GError **error)
{
  sqlite3_session *session = NULL;
  GError *local = NULL;
  gint64 id;
  int rc;

  g_return_val_if_fail (scheme != NULL && tree != NULL && label != NULL, FALSE);
  if (!has_name (scheme, error))
    return FALSE;
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  id = scheme->id;
  rc = nqp_project_write_named (self, &scheme_kind, &id, scheme, &local);
  if (rc == SQLITE_OK)
    rc = nqp_project_write_weights (self, tree, method, &local);
  if (!nqp_project_finish_edit (self, session, rc, label, local, error))
    return FALSE;
  scheme->id = id;
  return TRUE;
}

/**
 * nqp_project_delete_scheme:
 * @id: of a saved one
 */
gboolean
nqp_project_delete_scheme (NqpProject *self, gint64 id, const char *label, GError **error)
{
  g_return_val_if_fail (label != NULL, FALSE);
  return nqp_project_delete_named (self, &scheme_kind, id, label, error);
}
