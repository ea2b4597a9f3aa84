/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-new-file.h"
#include "nqp-project-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define BUSY_PATIENCE 100 /* of 50 ms */

static gboolean
copy_into (NqpProject *self, const char *temp_path, const char *path, GError **error)
{
  g_autoptr (sqlite3) db = nqp_project_open_new (temp_path, path, error);
  sqlite3_backup *backup;
  int rc, patience = BUSY_PATIENCE;

  if (db == NULL)
    return FALSE;
  backup = sqlite3_backup_init (db, "main", self->db, "main");
  if (backup == NULL)
    return nqp_sql_error (error, db, sqlite3_extended_errcode (db), NQP_SQL_WRITING, path);
  /* In one step: a change by another process between two steps would start it anew. */
  while (((rc = sqlite3_backup_step (backup, -1)) & 0xff) == SQLITE_BUSY && patience-- > 0)
    sqlite3_sleep (50);
  rc = sqlite3_backup_finish (backup);
  if ((rc & 0xff) == SQLITE_CORRUPT)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_WRITING, path);
  return TRUE;
}

/* In the copy, which nobody else has open. Where the history is gone, so is what was noted about its actions. */
static gboolean
drop_history (const char *temp_path, const char *path, GError **error)
{
  g_autoptr (sqlite3) db = nqp_project_open_new (temp_path, path, error);
  int rc;

  if (db == NULL || !nqp_project_harden (db, path, error))
    return FALSE;
  rc = nqp_project_forget_history (db);
  if (rc == SQLITE_OK)
    rc = nqp_sql_vacuum (db);
  return rc == SQLITE_OK || nqp_sql_error (error, db, rc, NQP_SQL_WRITING, path);
}

static gboolean
fail_newer (const NqpProject *self, GError **error)
{
  g_autofree char *name = nqp_words_path (self->path);

  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_NEWER,
               _ ("“%s” was made by a newer NQP Explorer: it can be copied only as it is, with its history."),
               name);
  return FALSE;
}

gboolean
nqp_project_is_same_file (const char *a, const char *b)
{
  GStatBuf sa, sb;

  return g_stat (a, &sa) == 0 && g_stat (b, &sb) == 0 && sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
}

/**
 * nqp_project_save_copy:
 * @path: where the copy shall be; not the project's own file
 * @flags: whether a project at @path may be exchanged, whether the copy is without the history
 *
 * Copies the whole project, with the promises of nqp_project_create().
 */
gboolean
nqp_project_save_copy (NqpProject *self, const char *path, NqpCopyFlags flags, GError **error)
{
  const gboolean drop = (flags & NQP_COPY_DROP_HISTORY) != 0;
  g_autoptr (NqpNewFile) file = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  if (nqp_project_is_same_file (self->path, path))
    {
      g_autofree char *name = nqp_words_path (path);

      g_set_error (
          error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS,
          _ ("“%s” is the project itself, which is saved already. Choose another name for the copy."), name);
      return FALSE;
    }
  if (drop && self->newer)
    return fail_newer (self, error);
  file = nqp_new_file_begin (path, (flags & NQP_COPY_REPLACE) != 0, error);
  return file != NULL && copy_into (self, nqp_new_file_temp_path (file), path, error)
         && (!drop || drop_history (nqp_new_file_temp_path (file), path, error))
         && nqp_new_file_finish (file, error);
}
