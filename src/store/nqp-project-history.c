/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>

#define UNDO_ROW "SELECT id, label, changeset FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1"
#define REDO_ROW "SELECT id, label, changeset FROM history WHERE undone = 1 ORDER BY id LIMIT 1"

/* Ids are never used twice, so the last id and the number of undone actions tell one state of the data from another. */
static void
read_position (NqpProject *self, gint64 *out_last_action, gint64 *out_n_undone)
{
  if (nqp_sql_int (self->db, "SELECT seq FROM sqlite_sequence WHERE name = 'history'", out_last_action)
          != SQLITE_OK
      || nqp_sql_int (self->db, "SELECT count(*) FROM history WHERE undone = 1", out_n_undone) != SQLITE_OK)
    {
      *out_last_action = self->last_action;
      *out_n_undone = self->n_undone;
    }
}

void
nqp_project_note_own (NqpProject *self)
{
  read_position (self, &self->last_action, &self->n_undone);
}

void
nqp_project_look_elsewhere (NqpProject *self)
{
  gint64 data_version = 0, last_action = 0, n_undone = 0;

  if (nqp_sql_int (self->db, "PRAGMA data_version", &data_version) != SQLITE_OK
      || data_version == self->data_version)
    return;
  self->data_version = data_version;
  read_position (self, &last_action, &n_undone);
  if (last_action != self->last_action || n_undone != self->n_undone)
    self->changed_elsewhere = TRUE;
  self->last_action = last_action;
  self->n_undone = n_undone;
}

/**
 * nqp_project_changed_elsewhere:
 *
 * What the other one's window remembers (nqp_project_set_state()) does not count.
 *
 * Returns: whether another connection changed the project since the last call
 */
gboolean
nqp_project_changed_elsewhere (NqpProject *self)
{
  gboolean changed;

  nqp_project_look_elsewhere (self);
  changed = self->changed_elsewhere;
  self->changed_elsewhere = FALSE;
  return changed;
}

/* What the window remembers, results and the history itself are not undone. */
static int
is_undoable (void *data, const char *table)
{
  return g_strcmp0 (table, "state") != 0 && g_strcmp0 (table, "history") != 0
         && g_strcmp0 (table, "result") != 0;
}

static gboolean
begin_write (NqpProject *self, GError **error)
{
  int rc;

  if (self->read_only)
    return nqp_sql_error (error, self->db, SQLITE_READONLY, NQP_SQL_WRITING, self->path);
  rc = sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_WRITING, self->path);
  nqp_project_look_elsewhere (self);
  return TRUE;
}

/* Ends the transaction of begin_write(): @error may be set by the caller already. */
static gboolean
end_write (NqpProject *self, int rc, GError **error)
{
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    {
      nqp_project_note_own (self);
      return TRUE;
    }
  if (error == NULL || *error == NULL)
    nqp_sql_error (error, self->db, rc, NQP_SQL_WRITING, self->path);
  (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

sqlite3_session *
nqp_project_begin_action (NqpProject *self, GError **error)
{
  sqlite3_session *session = NULL;
  int rc;

  if (!begin_write (self, error))
    return NULL;
  rc = sqlite3session_create (self->db, "main", &session);
  if (rc == SQLITE_OK)
    {
      sqlite3session_table_filter (session, is_undoable, NULL);
      rc = sqlite3session_attach (session, NULL);
    }
  if (rc == SQLITE_OK)
    return session;
  if (session != NULL)
    sqlite3session_delete (session);
  end_write (self, rc, error);
  return NULL;
}

gboolean
nqp_project_end_action (NqpProject *self, sqlite3_session *session, int rc, const char *label, GError **error)
{
  g_autoptr (GBytes) changes = NULL;
  void *data = NULL;
  int size = 0;

  if (rc == SQLITE_OK)
    rc = sqlite3session_changeset (session, &size, &data);
  sqlite3session_delete (session);
  changes = g_bytes_new_with_free_func (data, (gsize)size, sqlite3_free, data);
  if (rc == SQLITE_OK
      && size == 0) /* nothing changed: nothing to undo, and what was undone can still be redone */
    {
      (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
      return TRUE;
    }
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (self->db, "DELETE FROM history WHERE undone = 1", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db, "INSERT INTO history (label, time, changeset) VALUES (?, ?, ?)", "tlb", label,
                      (gint64)(g_get_real_time () / G_USEC_PER_SEC), changes);
  return end_write (self, rc, error);
}

gboolean
nqp_project_finish_edit (NqpProject *self, sqlite3_session *session, int rc, const char *label, GError *local,
                         GError **error)
{
  if (nqp_project_end_action (self, session, rc, label, &local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static int
on_conflict (void *data, int kind, sqlite3_changeset_iter *iter)
{
  *(gboolean *)data = TRUE;
  return SQLITE_CHANGESET_ABORT;
}

/* Columns of the node table before these are structure and names. */
#define NODE_WEIGHT 7

static NqpProjectParts
part_of_change (sqlite3_changeset_iter *iter, const char *table, int n_columns, int operation)
{
  sqlite3_value *value = NULL;

  if (g_str_has_prefix (table, "scenario"))
    return NQP_PROJECT_SCENARIOS;
  if (g_strcmp0 (table, "framework") == 0 || g_str_has_prefix (table, "lesson"))
    return NQP_PROJECT_FRAMEWORK;
  if (g_str_has_prefix (table, "scheme"))
    return NQP_PROJECT_SCHEMES;
  if (g_strcmp0 (table, "judgement") == 0)
    return NQP_PROJECT_WEIGHTS;
  if (operation != SQLITE_UPDATE)
    return NQP_PROJECT_DATA;
  if (g_strcmp0 (table, "project") == 0 && sqlite3changeset_old (iter, 0, &value) == SQLITE_OK
      && value != NULL && g_strcmp0 ((const char *)sqlite3_value_text (value), "method") == 0)
    return NQP_PROJECT_WEIGHTS;
  if (g_strcmp0 (table, "node") != 0)
    return NQP_PROJECT_DATA;
  for (int i = 0; i < MIN (n_columns, NODE_WEIGHT); i++)
    if (sqlite3changeset_new (iter, i, &value) != SQLITE_OK || value != NULL)
      return NQP_PROJECT_DATA;
  return NQP_PROJECT_WEIGHTS;
}

static NqpProjectParts
parts_of_changeset (void *changes, int size)
{
  NqpProjectParts parts = 0;
  sqlite3_changeset_iter *iter = NULL;

  if (sqlite3changeset_start (&iter, size, changes) != SQLITE_OK)
    return NQP_PROJECT_DATA;
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table = NULL;
      int n_columns = 0, operation = 0, indirect = 0;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
      parts |= part_of_change (iter, table, n_columns, operation);
    }
  return sqlite3changeset_finalize (iter) == SQLITE_OK ? parts : NQP_PROJECT_DATA;
}

/**
 * nqp_project_stepped_parts:
 *
 * Returns: the parts of the project that the last undo or redo changed, 0 before the first
 */
NqpProjectParts
nqp_project_stepped_parts (const NqpProject *self)
{
  return self->stepped;
}

/* Applies the changeset of the row that @sql finds, backwards for undo, and moves the border between done and undone. */
static gboolean
step_history (NqpProject *self, const char *sql, gboolean undo, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gboolean conflict = FALSE;
  int rc;

  if (!begin_write (self, error))
    return FALSE;
  rc = sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_DONE)
    {
      (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
      g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                           undo ? _ ("There is nothing to undo.") : _ ("There is nothing to redo."));
      return FALSE;
    }
  if (rc == SQLITE_ROW)
    {
      int size = sqlite3_column_bytes (stmt, 2);
      g_autofree void *changes = g_memdup2 (sqlite3_column_blob (stmt, 2), (gsize)size);
      g_autofree char *label = nqp_sql_text (stmt, 1, NQP_WORDS_LINE);
      gint64 id = sqlite3_column_int64 (stmt, 0);

      sqlite3_reset (stmt);
      rc = sqlite3changeset_apply_v2 (self->db, size, changes, NULL, on_conflict, &conflict, NULL, NULL,
                                      undo ? SQLITE_CHANGESETAPPLY_INVERT : 0);
      if (conflict)
        {
          g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT,
                       undo ? _ ("“%s” cannot be undone: another program has changed the same values since.")
                            : _ ("“%s” cannot be redone: another program has changed the same values since."),
                       label);
          rc = rc != SQLITE_OK ? rc : SQLITE_ABORT;
        }
      else if (rc == SQLITE_OK)
        self->stepped = parts_of_changeset (changes, size);
      if (rc == SQLITE_OK)
        rc = nqp_sql_run (self->db, "UPDATE history SET undone = ? WHERE id = ?", "il", undo ? 1 : 0, id);
    }
  return end_write (self, rc, error);
}

gboolean
nqp_project_undo (NqpProject *self, GError **error)
{
  GError *local = NULL;

  if (step_history (self, UNDO_ROW, TRUE, &local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
nqp_project_redo (NqpProject *self, GError **error)
{
  GError *local = NULL;

  if (step_history (self, REDO_ROW, FALSE, &local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const char *
read_label (NqpProject *self, const char *sql, char **label)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  g_clear_pointer (label, g_free);
  if (!self->read_only && sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    *label = nqp_sql_text (stmt, 1, NQP_WORDS_LINE);
  return *label;
}

/**
 * nqp_project_undo_label:
 *
 * Returns: (nullable): what nqp_project_undo() would take back; valid until the next call
 */
const char *
nqp_project_undo_label (NqpProject *self)
{
  return read_label (self, UNDO_ROW, &self->undo_label);
}

const char *
nqp_project_redo_label (NqpProject *self)
{
  return read_label (self, REDO_ROW, &self->redo_label);
}
