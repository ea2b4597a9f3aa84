/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <errno.h>
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

static void
set_read_only (NqpProject *self, NqpReadOnly why)
{
  self->read_only = TRUE;
  if (self->why == NQP_WRITABLE)
    self->why = why;
}

/* Whether @path may be written; @denied: what it means if a permission is lacking. */
static gboolean
may_write (NqpProject *self, const char *path, NqpReadOnly denied)
{
  if (g_access (path, W_OK) == 0)
    return TRUE;
  set_read_only (self, errno == EROFS ? NQP_READ_ONLY_MEDIUM : denied);
  return FALSE;
}

/* Some file systems of networks lock nothing, and SQLite says "busy" of it, as if somebody else were writing. */
static gboolean
has_locks (sqlite3 *db)
{
  sqlite3_file *file = NULL;
  int rc, code;

  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL
      || file->pMethods == NULL)
    return TRUE;
  errno = 0;
  rc = file->pMethods->xLock (file, SQLITE_LOCK_SHARED);
  code = errno;
  if (rc == SQLITE_OK)
    {
      (void)file->pMethods->xUnlock (file, SQLITE_LOCK_NONE);
      return TRUE;
    }
  return !((rc & 0xff) == SQLITE_IOERR || code == ENOLCK || code == ENOSYS || code == EOPNOTSUPP
           || code == EINVAL);
}

static void
close_connection (NqpProject *self)
{
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->own_files, nqp_own_files_free);
}

static gboolean
open_connection (NqpProject *self, GError **error)
{
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  g_autofree char *absolute
      = g_canonicalize_filename (self->path, NULL); /* never "file:...", which SQLite takes as URI */
  g_autofree char *folder = NULL;
  char *resolved = realpath (absolute, NULL);
  int rc;

  /* SQLite falls back to reading by itself if the file may not be written. Also for reading only: an interrupted
   * change is taken back first. */
  rc = nqp_own_files_open (absolute, SQLITE_OPEN_READWRITE | flags, NULL, &self->own_files, &self->db);
  folder = g_path_get_dirname (resolved != NULL ? resolved : absolute);
  free (resolved);
  if (rc == SQLITE_OK && !has_locks (self->db))
    {
      close_connection (self);
      set_read_only (self, NQP_READ_ONLY_LOCKS);
      rc = nqp_own_files_open (absolute, SQLITE_OPEN_READONLY | flags, "unix-none", &self->own_files,
                               &self->db);
    }
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  if (may_write (self, absolute, NQP_READ_ONLY_FILE))
    (void)may_write (self, folder, NQP_READ_ONLY_FOLDER); /* the journal lies there */
  if (sqlite3_db_readonly (self->db, "main") == 1)
    set_read_only (self, NQP_READ_ONLY_FILE);
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
      self->why = NQP_READ_ONLY_NEWER; /* whatever else there is: a copy would be no different */
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
  if (self->schema_version < latest
      && !(self->read_only && nqp_schema_is_read_alike (migrations, self->schema_version)))
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
  if (mode == NQP_OPEN_READ_ONLY)
    set_read_only (self, NQP_READ_ONLY_ASKED);
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
  close_connection (self);
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

NqpReadOnly
nqp_project_why_read_only (const NqpProject *self)
{
  return self->why;
}

/**
 * nqp_read_only_words:
 *
 * Returns: (nullable): why a project is open for reading only, and what is to be done; %NULL if it is writable, or was
 *   opened that way on purpose
 */
const char *
nqp_read_only_words (NqpReadOnly why)
{
  switch (why)
    {
    case NQP_READ_ONLY_NEWER:
      return _ ("A newer version of NQP Explorer wrote this project: it is open for reading only. Install "
                "that version to "
                "change it.");
    case NQP_READ_ONLY_FILE:
      return _ ("You have no permission to write this file: it is open for reading only. Save a copy to "
                "change it.");
    case NQP_READ_ONLY_FOLDER:
      return _ ("You have no permission to write in the folder of this file, where the journal of each "
                "change has to lie: it "
                "is open for reading only. Save a copy elsewhere to change it.");
    case NQP_READ_ONLY_MEDIUM:
      return _ ("This file lies on a medium that can only be read. Save a copy elsewhere to change it.");
    case NQP_READ_ONLY_LOCKS:
      return _ ("Files cannot be locked where this one lies, so that two programs could write it at once: it "
                "is open for "
                "reading only. Save a copy on a disk of this computer to change it.");
    case NQP_WRITABLE:
    case NQP_READ_ONLY_ASKED:
    default:
      return NULL;
    }
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
