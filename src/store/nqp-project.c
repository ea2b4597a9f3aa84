/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* A project that cannot be changed where it lies but is of an older version is brought up to date in memory. */
static gboolean
move_to_memory (NqpProject *self, GError **error)
{
  g_autoptr (sqlite3) memory = NULL;
  sqlite3_backup *backup;
  int rc = sqlite3_open_v2 (":memory:", &memory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);

  if (rc == SQLITE_OK)
    {
      backup = sqlite3_backup_init (memory, "main", self->db, "main");
      rc = backup != NULL ? sqlite3_backup_step (backup, -1) : sqlite3_errcode (memory);
      if (backup != NULL)
        sqlite3_backup_finish (backup);
      rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, memory, rc, NQP_SQL_READING, self->path);
  if (!nqp_project_harden (memory, self->path, error))
    return FALSE;
  sqlite3_close (self->db);
  self->db = g_steal_pointer (&memory);
  return TRUE;
}

static gboolean
open_connection (NqpProject *self, GError **error)
{
  g_autofree char *absolute
      = g_canonicalize_filename (self->path, NULL); /* never "file:...", which SQLite takes as URI */
  g_autofree char *folder = NULL;
  char *resolved = realpath (absolute, NULL);
  int rc;

  /* SQLite falls back to reading by itself if the file may not be written. Also for reading only: an interrupted
   * change is taken back first. */
  rc = nqp_own_files_open (absolute, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                           &self->own_files, &self->db);
  folder = g_path_get_dirname (resolved != NULL ? resolved : absolute);
  free (resolved);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  if (sqlite3_db_readonly (self->db, "main") == 1
      || g_access (folder, W_OK) != 0) /* the journal lies in the folder */
    self->read_only = TRUE;
  return nqp_project_harden (self->db, self->path, error);
}

static gboolean
fail_newer (NqpProject *self, int latest, GError **error)
{
  g_autofree char *name = nqp_words_path (self->path);

  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_NEWER,
      _ ("“%s” was made by a newer NQP Explorer (file version %d; this program knows up to %d) and cannot be "
         "read. Install the newer version."),
      name, self->schema_version, latest);
  return FALSE;
}

/* In a read transaction. */
static gboolean
verify (NqpProject *self, const GPtrArray *migrations, GError **error)
{
  int latest = nqp_schema_latest (migrations);
  gint64 version = 0;
  int rc;

  if (!nqp_project_verify_header (self->db, self->path, error)
      || !nqp_project_verify_content (self->db, self->path, error))
    return FALSE;
  rc = nqp_sql_int (self->db, "PRAGMA user_version", &version);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  self->schema_version = (int)version;
  if (version < 1)
    return nqp_sql_error_damaged (error, self->path, _ ("it names no version"));
  if (version > latest)
    {
      if (!nqp_schema_covers (self->db, migrations, self->path, NULL))
        return fail_newer (self, latest, error);
      self->newer = TRUE;
      self->read_only = TRUE;
      return TRUE;
    }
  return nqp_schema_compare (self->db, migrations, self->schema_version, self->path, error);
}

static gboolean
open_all (NqpProject *self, const GPtrArray *migrations, GError **error)
{
  gboolean verified;
  int latest = nqp_schema_latest (migrations);
  int rc;

  if (!nqp_project_verify_kind (self->path, error) || !open_connection (self, error))
    return FALSE;
  rc = sqlite3_exec (self->db, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    {
      /* what the header says is clearer than SQLite's "malformed" */
      if (((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
          && !nqp_project_verify_header (self->db, self->path, error))
        return FALSE;
      if ((rc & 0xff) == SQLITE_NOTADB) /* the header is ours */
        return nqp_sql_error_damaged (error, self->path, _ ("its first page cannot be read"));
      return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
    }
  verified = verify (self, migrations, error);
  (void)sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  if (!verified)
    return FALSE;
  if (self->schema_version < latest)
    {
      if (self->read_only && !move_to_memory (self, error))
        return FALSE;
      if (!nqp_schema_migrate (self->db, migrations, self->path, error))
        return FALSE;
      self->schema_version = latest;
    }
  /* A project is one file that people copy and send: no write-ahead log beside it. EXTRA: the end of a transaction
   * is on disk, too. */
  rc = sqlite3_exec (self->db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = EXTRA", NULL, NULL, NULL);
  if (rc == SQLITE_OK && !self->read_only)
    rc = sqlite3_exec (self->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (rc == SQLITE_OK && self->read_only)
    rc = sqlite3_exec (self->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  nqp_project_begin_history (self);
  return TRUE;
}

NqpProject *
nqp_project_open_with (const char *path, NqpOpenMode mode, const GPtrArray *migrations, GError **error)
{
  g_autoptr (NqpProject) self = g_new0 (NqpProject, 1);

  self->path = g_strdup (path);
  self->read_only = mode == NQP_OPEN_READ_ONLY;
  if (!open_all (self, migrations, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * nqp_project_open:
 * @path: an .nqp file, from anywhere: nothing in it is trusted
 * @mode: with %NQP_OPEN_READ_WRITE a file or folder that may not be written, or a file of a newer version, is opened
 *   read-only: see nqp_project_is_read_only()
 *
 * A file of an older version is brought up to date (in memory if it is not to be written).
 *
 * Returns: (transfer full): the project, or %NULL with an error of %NQP_STORE_ERROR
 */
NqpProject *
nqp_project_open (const char *path, NqpOpenMode mode, GError **error)
{
  g_autoptr (GPtrArray) migrations = nqp_schema_migrations ();

  g_return_val_if_fail (path != NULL, NULL);
  return nqp_project_open_with (path, mode, migrations, error);
}

void
nqp_project_close (NqpProject *self)
{
  if (self == NULL)
    return;
  sqlite3_close (self->db);
  nqp_own_files_free (self->own_files);
  g_free (self->path);
  g_clear_pointer (&self->cells, g_array_unref);
  g_free (self->undo_label);
  g_free (self->redo_label);
  g_free (self);
}

const char *
nqp_project_path (const NqpProject *self)
{
  return self->path;
}

gboolean
nqp_project_is_read_only (const NqpProject *self)
{
  return self->read_only;
}

gboolean
nqp_project_is_newer (const NqpProject *self)
{
  return self->newer;
}

/**
 * nqp_project_schema_version:
 *
 * Returns: the version of the file's layout: the number of the last migration
 */
int
nqp_project_schema_version (const NqpProject *self)
{
  return self->schema_version;
}

/**
 * nqp_project_get_state:
 *
 * Returns: (transfer full) (nullable): what was kept under @key
 */
char *
nqp_project_get_state (NqpProject *self, const char *key)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;

  if (sqlite3_prepare_v2 (self->db, "SELECT value FROM state WHERE key = ?1", -1, &stmt, NULL) != SQLITE_OK)
    return NULL;
  nqp_sql_bind (stmt, "t", key);
  return sqlite3_step (stmt) == SQLITE_ROW ? nqp_sql_text (stmt, 0, NQP_WORDS_PROSE) : NULL;
}

/**
 * nqp_project_set_state:
 * @value: (nullable): %NULL forgets @key
 *
 * A failure is not worth a message: the next start begins on another page.
 */
void
nqp_project_set_state (NqpProject *self, const char *key, const char *value)
{
  g_autofree char *old = NULL;
  int rc;

  if (self->read_only)
    return;
  old = nqp_project_get_state (self, key);
  if (g_strcmp0 (old, value) == 0)
    return;
  if (value == NULL)
    rc = nqp_sql_run (self->db, "DELETE FROM state WHERE key = ?1", "t", key);
  else
    rc = nqp_sql_run (self->db,
                      "INSERT INTO state (key, value) VALUES (?1, ?2) "
                      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                      "tt", key, value);
  if (rc != SQLITE_OK)
    g_debug ("state %s is not kept: %s", key, sqlite3_errmsg (self->db));
}
