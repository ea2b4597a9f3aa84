/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>

int
nqp_project_fail_unknown (GError **error, const char *id)
{
  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
               _ ("The project has no “%s”. Open it again: another program may have changed it."), id);
  return SQLITE_ERROR;
}

/* Within an action. */
int
nqp_project_write_weights (NqpProject *self, const NqpTree *tree, const char *method, GError **error)
{
  int rc = SQLITE_OK;

  for (int k = 0; k < tree->n_nodes && rc == SQLITE_OK; k++)
    {
      const NqpNode *node = &tree->nodes[k];

      rc = nqp_sql_run_by_code (self->db, self->odd_codes,
                                "UPDATE node SET weight = ?2, locked = ?3, is_on = ?4 WHERE code = ?1",
                                "trii", node->id, node->weight, node->locked ? 1 : 0, node->on ? 1 : 0);
      if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
        rc = nqp_project_fail_unknown (error, node->id);
    }
  if (rc == SQLITE_OK)
    rc = nqp_project_write_judgements (self->db, tree->judgements);
  if (rc == SQLITE_OK && method != NULL)
    rc = nqp_sql_run (self->db,
                      "INSERT INTO project (key, value) VALUES ('method', ?1) "
                      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                      "t", method);
  return rc;
}

/**
 * nqp_project_set_weights:
 * @tree: the project's tree with other weights, locks, switches or judgements
 * @method: (nullable): the method's line, %NULL keeps it
 * @label: what the Undo button says
 */
gboolean
nqp_project_set_weights (NqpProject *self, const NqpTree *tree, const char *method, const char *label,
                         GError **error)
{
  sqlite3_session *session = NULL;
  GError *local = NULL;
  int rc;

  g_return_val_if_fail (tree != NULL && label != NULL, FALSE);
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = nqp_project_write_weights (self, tree, method, &local);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

int
nqp_project_find_code (NqpProject *self, const char *table, const char *code, gint64 *out_id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE code = ?1", table);
  g_autofree char *shown = nqp_sql_by_shown_code (sql);
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = SQLITE_DONE;

  for (int way = 0; rc == SQLITE_DONE && way < (self->odd_codes ? 2 : 1); way++)
    {
      g_clear_pointer (&stmt, sqlite3_finalize);
      rc = sqlite3_prepare_v2 (self->db, way == 0 ? sql : shown, -1, &stmt, NULL);
      if (rc == SQLITE_OK)
        rc = nqp_sql_bind (stmt, "t", code);
      if (rc == SQLITE_OK)
        rc = sqlite3_step (stmt);
    }
  if (rc == SQLITE_DONE)
    return nqp_project_fail_unknown (error, code);
  if (rc != SQLITE_ROW)
    return rc;
  *out_id = sqlite3_column_int64 (stmt, 0);
  return SQLITE_OK;
}

gboolean
nqp_project_accept_flag (NqpProject *self, const char *series, const char *place, int year, gboolean accepted,
                         const char *label, GError **error)
{
  sqlite3_session *session = NULL;
  GError *local = NULL;
  gint64 series_id = 0, place_id = 0;
  int rc;

  g_return_val_if_fail (series != NULL && place != NULL && label != NULL, FALSE);
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = nqp_project_find_code (self, "series", series, &series_id, &local);
  if (rc == SQLITE_OK)
    rc = nqp_project_find_code (self, "place", place, &place_id, &local);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db,
                      "UPDATE flag SET accepted = ?4 WHERE series_id = ?1 AND year = ?2 AND place_id = ?3",
                      "lili", series_id, year, place_id, accepted ? 1 : 0);
  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    {
      g_autofree char *cell = g_strdup_printf ("%s %s %d", series, place, year);

      g_set_error (&local, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED, _ ("No flag is set on “%s”."), cell);
      rc = SQLITE_ERROR;
    }
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

/**
 * nqp_project_accept_finding:
 * @finding: what nqp_check_key() says of it
 * @value: the figure that was found, NaN = of no one figure
 * @note: (nullable): why it is right
 */
gboolean
nqp_project_accept_finding (NqpProject *self, const char *finding, double value, const char *note,
                            const char *label, GError **error)
{
  g_autofree char *key = g_strdup (finding), *text = g_strdup (note);
  sqlite3_session *session = NULL;
  int rc;

  g_return_val_if_fail (finding != NULL && label != NULL, FALSE);
  if (!nqp_words_check (&key, NQP_WORDS_LINE, error) || !nqp_words_check (&text, NQP_WORDS_PROSE, error))
    return FALSE;
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = nqp_sql_run (self->db,
                    "INSERT INTO accepted_finding (finding, value, note) VALUES (?1, ?2, ?3) "
                    "ON CONFLICT (finding) DO UPDATE SET value = excluded.value, note = excluded.note",
                    "trt", key, value, text);
  return nqp_project_finish_edit (self, session, rc, label, NULL, error);
}

/**
 * nqp_project_reopen_finding:
 *
 * The finding is asked again; fails if it was not accepted.
 */
gboolean
nqp_project_reopen_finding (NqpProject *self, const char *finding, const char *label, GError **error)
{
  sqlite3_session *session = NULL;
  GError *local = NULL;
  int rc;

  g_return_val_if_fail (finding != NULL && label != NULL, FALSE);
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = nqp_sql_run (self->db, "DELETE FROM accepted_finding WHERE finding = ?1", "t", finding);
  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    {
      g_set_error (&local, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED, _ ("“%s” is not accepted."), finding);
      rc = SQLITE_ERROR;
    }
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpText, nqp_text_clear)

static int
write_title (NqpProject *self, const char *key, const char *title)
{
  if (title == NULL)
    return nqp_sql_run (self->db, "DELETE FROM project WHERE key = ?1", "t", key);
  return nqp_sql_run (self->db,
                      "INSERT INTO project (key, value) VALUES (?1, ?2) "
                      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                      "tt", key, title);
}

static int
write_name (NqpProject *self, NqpNameKind kind, const char *id, const NqpText *name, GError **error)
{
  static const char *const updates[] = {
    [NQP_NAME_PLACE] = "UPDATE place SET name_en = ?2, name_zh = ?3 WHERE code = ?1",
    [NQP_NAME_INDICATOR] = "UPDATE indicator SET name_en = ?2, name_zh = ?3 WHERE code = ?1",
    [NQP_NAME_SERIES] = "UPDATE series SET name_en = ?2, name_zh = ?3 WHERE code = ?1",
    [NQP_NAME_NODE] = "UPDATE node SET name_en = ?2, name_zh = ?3 WHERE code = ?1 AND indicator_id IS NULL",
  };
  int rc;

  if (kind == NQP_NAME_PROJECT)
    {
      rc = write_title (self, "title_en", name->en);
      return rc == SQLITE_OK ? write_title (self, "title_zh", name->zh) : rc;
    }
  rc = nqp_sql_run_by_code (self->db, self->odd_codes, updates[kind], "ttt", id, name->en, name->zh);
  if (rc == SQLITE_OK && sqlite3_changes (self->db) == 0)
    {
      /* a leaf has the name of its indicator */
      if (kind == NQP_NAME_NODE)
        return write_name (self, NQP_NAME_INDICATOR, id, name, error);
      return nqp_project_fail_unknown (error, id);
    }
  return rc;
}

/**
 * nqp_project_set_name:
 * @id: (nullable): the code of the place, indicator or series, or the node's id; not used for the project
 * @name: at least one language
 */
gboolean
nqp_project_set_name (NqpProject *self, NqpNameKind kind, const char *id, const NqpText *name,
                      const char *label, GError **error)
{
  sqlite3_session *session = NULL;
  g_auto (NqpText) tidy = { NULL, NULL };
  GError *local = NULL;
  int rc;

  g_return_val_if_fail (name != NULL && label != NULL && (id != NULL || kind == NQP_NAME_PROJECT), FALSE);
  tidy = nqp_text_copy (name);
  if (!nqp_words_check_text (&tidy, NQP_WORDS_NAME, error))
    return FALSE;
  if ((tidy.en == NULL || *tidy.en == '\0') && (tidy.zh == NULL || *tidy.zh == '\0'))
    {
      g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                           _ ("A name is needed in at least one of the two languages."));
      return FALSE;
    }
  session = nqp_project_begin_action (self, error);
  if (session == NULL)
    return FALSE;
  rc = write_name (self, kind, id, &tidy, &local);
  return nqp_project_finish_edit (self, session, rc, label, local, error);
}
