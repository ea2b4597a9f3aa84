/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-new-file.h"
#include "nqp-own-files.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "nqp-staged.h"
#include "nqp-words.h"

struct _NqpNewFile
{
  char *shown; /* as the caller named it, for messages */
  NqpStaged *file;
  gboolean replace;
};

static gboolean
fail_staged (const char *path, GError *reason, GError **error)
{
  g_autoptr (GError) owned = reason;
  g_autofree char *name = nqp_words_path (path);

  if (reason->code == EEXIST)
    g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS,
                 _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), name);
  else if (reason->code == EISDIR)
    g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                 _ ("“%s” is a folder. Give the name of a file."), name);
  else if (reason->code != 0)
    return nqp_sql_error_errno (error, reason->code, NQP_SQL_WRITING, path);
  else
    g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED, _ ("Cannot write “%s”: %s"), name,
                 reason->message);
  return FALSE;
}

/* ---- what is replaced ------------------------------------------------------------------------------------------ */

/* SQLite's own file, of which nothing is read yet and no journal is applied. Not a descriptor of ours:
 * closing it would drop the locks that another connection of this process may hold. */
static sqlite3_file *
open_old (const char *path, NqpOwnFiles **out_files, sqlite3 **out_db)
{
  sqlite3_file *file = NULL;

  if (nqp_own_files_open (path, SQLITE_OPEN_READWRITE, NULL, out_files, out_db) != SQLITE_OK
      || sqlite3_file_control (*out_db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL
      || file->pMethods == NULL)
    return NULL;
  return file;
}

static gboolean
is_project (sqlite3_file *file)
{
  guint8 header[NQP_STAGED_HEADER];

  return file->pMethods->xRead (file, header, sizeof header, 0) == SQLITE_OK
         && nqp_staged_is_project (header);
}

/* An empty file is nobody's loss. */
static gboolean
may_go (const char *path, sqlite3_file *file, GError **error)
{
  g_autofree char *name = nqp_words_path (path);
  GStatBuf st;

  if (file != NULL && is_project (file))
    return TRUE;
  if (g_stat (path, &st) == 0 && st.st_size == 0)
    return TRUE;
  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN,
               file == NULL ? _ (
                   "“%s” cannot be read and may be no project, so it is not replaced. Choose another name.")
                            : _ ("“%s” is not a project, so it is not replaced. Choose another name."),
               name);
  return FALSE;
}

/* Keeps writers of the file to be replaced out, and takes back a change that a killed one left half done: its journal
 * must not be applied to the new file, nor be missing should the exchange fail. */
static gboolean
lock_old (const NqpNewFile *self, sqlite3 *db, GError **error)
{
  int rc;

  sqlite3_busy_timeout (db, NQP_SQL_PATIENCE_MS);
  rc = sqlite3_exec (db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
  if ((rc & 0xff) == SQLITE_BUSY || nqp_own_files_refused (db) != NULL)
    return nqp_sql_error (error, db, rc, NQP_SQL_WRITING, self->shown);
  return TRUE; /* damaged: nobody can be writing to it */
}

static gboolean
remove_journals (const NqpNewFile *self, GError **error)
{
  static const char *const suffixes[] = { "-journal", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (nqp_staged_target (self->file), suffixes[i], NULL);
      g_autofree char *name = NULL;

      if (g_access (path, F_OK) != 0)
        continue;
      if (self->replace && unlink (path) == 0)
        continue;
      name = nqp_words_path (path);
      g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS,
                   _ ("“%s” belongs to an earlier file of that name. Move it away or choose another name."),
                   name);
      return FALSE;
    }
  return TRUE;
}

/**
 * nqp_new_file_may_replace:
 *
 * Returns: %TRUE if there is nothing at @path, an empty file, or a project, whole or damaged; else %FALSE with @error
 */
gboolean
nqp_new_file_may_replace (const char *path, GError **error)
{
  g_autofree char *absolute = g_path_is_absolute (path) ? NULL : g_get_current_dir ();
  g_autofree char *full = absolute != NULL ? g_build_filename (absolute, path, NULL) : g_strdup (path);
  g_autoptr (NqpOwnFiles) files = NULL; /* goes after the connection */
  g_autoptr (sqlite3) old = NULL;
  GStatBuf st;

  if (g_stat (full, &st) != 0 || !S_ISREG (st.st_mode))
    return TRUE; /* what else there may be is for nqp_staged_new() to refuse */
  return may_go (full, open_old (full, &files, &old), error);
}

/* ---- the new one ----------------------------------------------------------------------------------------------- */

/**
 * nqp_new_file_begin:
 * @path: the name the file shall have
 * @replace: whether an existing project may be exchanged; other files never are
 *
 * Returns: (transfer full): where to write, or %NULL with @error set (%NQP_STORE_ERROR_EXISTS: there is a file)
 */
NqpNewFile *
nqp_new_file_begin (const char *path, gboolean replace, GError **error)
{
  g_autoptr (NqpNewFile) self = g_new0 (NqpNewFile, 1);
  GError *reason = NULL;

  self->replace = replace;
  self->shown = g_strdup (path);
  if (replace && !nqp_new_file_may_replace (path, error))
    return NULL;
  self->file = nqp_staged_new (path, NQP_STAGED_PROJECT, replace, &reason);
  if (self->file == NULL)
    {
      fail_staged (path, reason, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const char *
nqp_new_file_temp_path (const NqpNewFile *self)
{
  return nqp_staged_path (self->file);
}

/**
 * nqp_new_file_finish:
 *
 * Brings the content to disk, then gives the file its name, then brings that to disk.
 *
 * Returns: %TRUE if the whole file is there under its name
 */
gboolean
nqp_new_file_finish (NqpNewFile *self, GError **error)
{
  const char *target = nqp_staged_target (self->file);
  g_autoptr (NqpOwnFiles) files = NULL; /* goes after the connection */
  g_autoptr (sqlite3) old = NULL;
  GError *reason = NULL;

  g_return_val_if_fail (nqp_staged_path (self->file) != NULL, FALSE);
  /* the longest part, and not while others wait for the old file */
  if (fsync (nqp_staged_fd (self->file)) != 0)
    return nqp_sql_error_errno (error, errno, NQP_SQL_WRITING, self->shown);
  if (self->replace && g_access (target, F_OK) == 0)
    {
      sqlite3_file *file = open_old (target, &files, &old);

      if (!may_go (target, file, error))
        return FALSE;
      if (file != NULL && !lock_old (self, old, error))
        return FALSE;
    }
  if (!remove_journals (self, error))
    return FALSE;
  return nqp_staged_finish (self->file, &reason) || fail_staged (self->shown, reason, error);
}

void
nqp_new_file_free (NqpNewFile *self)
{
  if (self == NULL)
    return;
  nqp_staged_free (self->file);
  g_free (self->shown);
  g_free (self);
}
