/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-changeset.h"
#include "nqp-project-private.h"

#include <glib/gi18n.h>

/* What is undone next: the last action of this connection (?1), else the last of those that may be taken (?2: up to this id). */
#define UNDO_ROW                                                                                             \
  "SELECT id, label FROM history WHERE undone = 0 AND id = coalesce("                                        \
  "  (SELECT max(id) FROM history WHERE undone = 0 AND made_by = ?1), "                                      \
  "  (SELECT max(id) FROM history WHERE undone = 0 AND id <= ?2))"
/* What is redone next: what this connection undid last, else what was undone last up to step ?2. */
#define REDO_ROW                                                                                             \
  "SELECT id, label FROM history WHERE undone = 1 AND step = coalesce("                                      \
  "  (SELECT max(step) FROM history WHERE undone = 1 AND moved_by = ?1), "                                   \
  "  (SELECT max(step) FROM history WHERE undone = 1 AND step <= ?2)) LIMIT 1"
/* Counts up also where the history was dropped: see nqp-project-compact.c. */
#define LAST_STEP                                                                                            \
  "max(coalesce((SELECT max(step) FROM history), 0), "                                                       \
  "    coalesce((SELECT CAST(seq AS INTEGER) FROM sqlite_sequence WHERE name = 'history'), 0))"
#define NEXT_STEP "(SELECT " LAST_STEP " + 1)"

/* 0: no such row. A connection that made something since it was opened leaves what others made meanwhile to them. */
static int
find_row (NqpProject *self, gboolean undo, sqlite3_stmt **out_stmt)
{
  gint64 limit = !self->has_edited ? G_MAXINT64 : undo ? self->opened_action : self->opened_step;
  int rc = sqlite3_prepare_v2 (self->db, undo ? UNDO_ROW : REDO_ROW, -1, out_stmt, NULL);

  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (*out_stmt, "ll", self->writer, limit);
  return rc == SQLITE_OK ? sqlite3_step (*out_stmt) : rc;
}

/* Each change of the project puts a higher number on a row, which tells one state of the data from another. */
static gint64
read_last_step (NqpProject *self)
{
  gint64 step = 0;

  return nqp_sql_int (self->db, "SELECT " LAST_STEP, &step) == SQLITE_OK ? step : self->last_step;
}

void
nqp_project_begin_history (NqpProject *self)
{
  g_autoptr (GRand) random = g_rand_new (); /* not g_random_int(): two processes may have forked from one */
  gint64 step;

  self->writer = ((gint64)g_rand_int (random) << 31 | g_rand_int (random) >> 1) | 1;
  if (nqp_sql_int (self->db, "PRAGMA data_version", &self->data_version) != SQLITE_OK)
    self->data_version = 0;
  nqp_project_begin_cells (self);
  step = read_last_step (self);
  self->last_step = self->opened_step = step;
  (void)nqp_sql_int (self->db, "SELECT max(id) FROM history", &self->opened_action);
}

/* The parts that changed since @step; all if a row that was moved has gone. */
static NqpProjectParts
parts_since (NqpProject *self, gint64 step, gint64 last)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  NqpProjectParts parts = 0;
  gint64 n = 0;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT changeset FROM history WHERE step > ?1", -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (stmt, "l", step);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      const void *changes = sqlite3_column_blob (stmt, 0);
      const int size = sqlite3_column_bytes (stmt, 0);

      parts |= nqp_project_parts_of_changeset (self, changes, size);
      nqp_project_note_cells (self, changes, size);
      n++;
      rc = SQLITE_OK;
    }
  if (rc == SQLITE_DONE && n == last - step)
    return parts;
  nqp_project_begin_cells (self);
  return NQP_PROJECT_ALL;
}

void
nqp_project_look_elsewhere (NqpProject *self)
{
  gint64 data_version = 0, step;

  if (nqp_sql_int (self->db, "PRAGMA data_version", &data_version) != SQLITE_OK
      || data_version == self->data_version)
    return;
  self->data_version = data_version;
  step = read_last_step (self);
  if (step != self->last_step)
    self->changed_elsewhere |= parts_since (self, self->last_step, step);
  else
    nqp_project_begin_cells (self); /* what a window remembers, or a change past the history */
  self->last_step = step;
}

/**
 * nqp_project_look:
 *
 * Returns: whether somebody else has written since nqp_project_changed_elsewhere() looked
 */
NqpSeen
nqp_project_look (NqpProject *self)
{
  gint64 data_version = 0;
  int rc;

  sqlite3_busy_timeout (self->db, 0);
  rc = nqp_sql_int (self->db, "PRAGMA data_version", &data_version);
  sqlite3_busy_timeout (self->db, NQP_SQL_PATIENCE_MS);
  if ((rc & 0xff) == SQLITE_BUSY)
    return NQP_SEEN_WRITER;
  return rc == SQLITE_OK && data_version == self->data_version ? NQP_SEEN_NOTHING : NQP_SEEN_CHANGE;
}

/**
 * nqp_project_changed_elsewhere:
 *
 * What the other one's window remembers (nqp_project_set_state()) does not count.
 *
 * Returns: the parts of the project that other connections changed since the last call, 0 = none
 */
NqpProjectParts
nqp_project_changed_elsewhere (NqpProject *self)
{
  NqpProjectParts changed;

  nqp_project_look_elsewhere (self);
  changed = self->changed_elsewhere;
  self->changed_elsewhere = 0;
  return changed;
}

gboolean
nqp_project_begin_read (NqpProject *self, gboolean *out_own, GError **error)
{
  int rc = SQLITE_OK;

  *out_own = sqlite3_get_autocommit (self->db) != 0;
  if (*out_own)
    rc = sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL);
  return rc == SQLITE_OK || nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
}

void
nqp_project_end_read (NqpProject *self, gboolean own)
{
  if (own)
    (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

/* What the window remembers, results and the history itself are not undone. */
static int
is_undoable (void *data, const char *table)
{
  return g_strcmp0 (table, "state") != 0 && g_strcmp0 (table, "history") != 0
         && g_strcmp0 (table, "result") != 0;
}

static gboolean
begin_transaction (NqpProject *self, GError **error)
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

/* @error may be set by the caller already. */
static gboolean
end_transaction (NqpProject *self, int rc, GError **error)
{
  gint64 step = read_last_step (self);

  if (rc == SQLITE_OK)
    rc = sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    {
      self->has_edited = self->has_edited || step != self->last_step;
      self->last_step = step;
      return TRUE;
    }
  if (error == NULL || *error == NULL)
    nqp_sql_error (error, self->db, rc, NQP_SQL_WRITING, self->path);
  (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/**
 * nqp_project_hold:
 *
 * Begins a transaction in which the project may be read and edited; nqp_project_changed_elsewhere() then tells, for the
 * last time before the edit, whether others were there. Each hold is followed by nqp_project_release().
 *
 * Returns: %FALSE with @error set if the project is not to be written, or another connection does not let go of it
 */
gboolean
nqp_project_hold (NqpProject *self, GError **error)
{
  g_return_val_if_fail (!self->held, FALSE);
  self->held = begin_transaction (self, error);
  return self->held;
}

/**
 * nqp_project_release:
 * @keep: whether what was edited since nqp_project_hold() is to stay
 *
 * Returns: %TRUE if it is on disk; %FALSE if nothing has changed, with @error set if @keep was asked for
 */
gboolean
nqp_project_release (NqpProject *self, gboolean keep, GError **error)
{
  g_return_val_if_fail (self->held, FALSE);
  self->held = FALSE;
  if (keep)
    return end_transaction (self, SQLITE_OK, error);
  (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Within a hold it is the holder who ends the transaction. */
gboolean
nqp_project_begin_write (NqpProject *self, GError **error)
{
  return self->held || begin_transaction (self, error);
}

gboolean
nqp_project_end_write (NqpProject *self, int rc, GError **error)
{
  if (!self->held)
    return end_transaction (self, rc, error);
  if (rc != SQLITE_OK && (error == NULL || *error == NULL))
    nqp_sql_error (error, self->db, rc, NQP_SQL_WRITING, self->path);
  return rc == SQLITE_OK;
}

sqlite3_session *
nqp_project_begin_action (NqpProject *self, GError **error)
{
  sqlite3_session *session = NULL;
  int rc;

  if (!nqp_project_begin_write (self, error))
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
  nqp_project_end_write (self, rc, error);
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
      if (!self->held)
        (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
      return TRUE;
    }
  if (rc == SQLITE_OK)
    nqp_project_note_cells (self, data, size);
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db,
                      "INSERT INTO history (label, time, changeset, made_by, step) "
                      "VALUES (?1, ?2, ?3, ?4, " NEXT_STEP ")",
                      "tlbl", label, (gint64)(g_get_real_time () / G_USEC_PER_SEC), changes, self->writer);
  /* What this window undid is no longer to be redone, nor what was left undone before; others may redo theirs. */
  if (rc == SQLITE_OK)
    rc = nqp_sql_run (self->db, "DELETE FROM history WHERE undone = 1 AND (moved_by = ?1 OR step <= ?2)",
                      "ll", self->writer, self->opened_step);
  return nqp_project_end_write (self, rc, error);
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

gint64
nqp_project_stepped_action (const NqpProject *self)
{
  return self->stepped_action;
}

gint64
nqp_project_last_action (NqpProject *self)
{
  gint64 id = 0;

  return nqp_sql_int (self->db, "SELECT max(id) FROM history", &id) == SQLITE_OK ? id : 0;
}

/**
 * nqp_project_stepped_below:
 *
 * Returns: whether the last undo took back an action although others have changed the project since: that stays as it is
 */
gboolean
nqp_project_stepped_below (const NqpProject *self)
{
  return self->stepped_below;
}

static int
fail_damaged_record (const char *label, gboolean undo, GError **error)
{
  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT,
      undo ? _ (
          "“%s” cannot be undone: its record in the history is damaged. All else can be used and edited.")
           : _ ("“%s” cannot be redone: its record in the history is damaged. All else can be used and "
                "edited."),
      label);
  return SQLITE_CORRUPT;
}

static int
apply (NqpProject *self, const char *label, const void *changes, int size, gboolean undo, GError **error)
{
  gboolean conflict = FALSE;
  int rc;

  if (!nqp_changeset_check (self->db, changes, (gsize)size))
    return fail_damaged_record (label, undo, error);
  rc = sqlite3changeset_apply_v2 (self->db, size, (void *)changes, NULL, on_conflict, &conflict, NULL, NULL,
                                  undo ? SQLITE_CHANGESETAPPLY_INVERT : 0);
  if (!conflict)
    return rc;
  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT,
               undo ? _ ("“%s” cannot be undone: another window has changed the same values since.")
                    : _ ("“%s” cannot be redone: another window has changed the same values since."),
               label);
  return rc != SQLITE_OK ? rc : SQLITE_ABORT;
}

/* Whether others made something after action @id that is in force. */
static gboolean
is_below (NqpProject *self, gint64 id)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  return sqlite3_prepare_v2 (
             self->db, "SELECT 1 FROM history WHERE id > ?1 AND undone = 0 AND made_by IS NOT ?2 LIMIT 1", -1,
             &stmt, NULL)
             == SQLITE_OK
         && nqp_sql_bind (stmt, "ll", id, self->writer) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW;
}

/* In a transaction: applies the changeset of an action, backwards for undo, and notes that it is out of force or in force
 * again. Returns: a result code, with @error set where SQLite's words do not do */
int
nqp_project_move_action (NqpProject *self, gint64 id, gboolean undo, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autofree void *changes = NULL;
  g_autofree char *label = NULL;
  int size = 0;
  int rc
      = sqlite3_prepare_v2 (self->db, "SELECT label, changeset FROM history WHERE id = ?1", -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = nqp_sql_bind (stmt, "l", id);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc != SQLITE_ROW)
    return rc == SQLITE_DONE ? SQLITE_ERROR : rc;
  size = sqlite3_column_bytes (stmt, 1);
  changes = g_memdup2 (sqlite3_column_blob (stmt, 1), (gsize)size);
  label = nqp_sql_text (stmt, 0, NQP_WORDS_LINE);
  sqlite3_reset (stmt);
  rc = apply (self, label, changes, size, undo, error);
  if (rc != SQLITE_OK)
    return rc;
  self->stepped = nqp_project_parts_of_changeset (self, changes, size);
  self->stepped_action = id;
  nqp_project_note_cells (self, changes, size);
  return nqp_sql_run (self->db,
                      "UPDATE history SET undone = ?1, moved_by = ?2, step = " NEXT_STEP " WHERE id = ?3",
                      "ill", undo ? 1 : 0, self->writer, id);
}

static gboolean
step_history (NqpProject *self, gboolean undo, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc;

  self->stepped_below = FALSE;
  if (!nqp_project_begin_write (self, error))
    return FALSE;
  rc = find_row (self, undo, &stmt);
  if (rc == SQLITE_DONE)
    {
      g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                           undo ? _ ("There is nothing to undo.") : _ ("There is nothing to redo."));
      rc = SQLITE_ERROR;
    }
  if (rc == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      sqlite3_reset (stmt);
      rc = nqp_project_move_action (self, id, undo, error);
      self->stepped_below = rc == SQLITE_OK && undo && is_below (self, id);
    }
  return nqp_project_end_write (self, rc, error);
}

gboolean
nqp_project_undo (NqpProject *self, GError **error)
{
  GError *local = NULL;

  if (step_history (self, TRUE, &local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
nqp_project_redo (NqpProject *self, GError **error)
{
  GError *local = NULL;

  if (step_history (self, FALSE, &local))
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const char *
read_label (NqpProject *self, gboolean undo, char **label)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  g_clear_pointer (label, g_free);
  if (!self->read_only && find_row (self, undo, &stmt) == SQLITE_ROW)
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
  return read_label (self, TRUE, &self->undo_label);
}

const char *
nqp_project_redo_label (NqpProject *self)
{
  return read_label (self, FALSE, &self->redo_label);
}

/**
 * nqp_project_undo_action:
 *
 * Returns: which action nqp_project_undo() would take back: later ones have a higher number; 0 = none
 */
gint64
nqp_project_undo_action (NqpProject *self)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  return !self->read_only && find_row (self, TRUE, &stmt) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
}

gboolean
nqp_project_has_history (NqpProject *self)
{
  gint64 n = 0;

  return nqp_sql_int (self->db, "SELECT " LAST_STEP, &n) != SQLITE_OK || n != 0;
}

int
nqp_project_check_history (NqpProject *self, GPtrArray *problems)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT id, label, changeset FROM history ORDER BY id", -1, &stmt,
                               NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *label = nqp_sql_text (stmt, 1, NQP_WORDS_LINE);

      if (!nqp_changeset_check (self->db, sqlite3_column_blob (stmt, 2),
                                (gsize)sqlite3_column_bytes (stmt, 2)))
        /* Translators: the number and the name of an entry of the undo history */
        g_ptr_array_add (problems,
                         g_strdup_printf (_ ("The history is damaged: entry %d, “%s”, cannot be undone "
                                             "or redone."),
                                          sqlite3_column_int (stmt, 0), label));
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}
