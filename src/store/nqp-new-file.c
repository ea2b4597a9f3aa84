/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-new-file.h"
#include "nqp-sql.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_PREFIX ".nqp-"
#define TEMP_RANDOM 6
#define STALE_SECONDS 3600

struct _NqpNewFile
{
  char *shown;  /* as the caller named it, for messages */
  char *target; /* absolute, symbolic links resolved */
  char *folder;
  char *temp; /* NULL once renamed */
  int fd;     /* of temp; its flock() says that somebody is at work on it */
  gboolean replace;
  mode_t mode; /* of the file to be replaced, 0 = none */
};

/* A killed process leaves its unfinished file behind: remove those that are old and that nobody works on. */
static void
remove_stale (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      struct stat st;
      int fd;

      if (!g_str_has_prefix (name, TEMP_PREFIX) || strlen (name) != strlen (TEMP_PREFIX) + TEMP_RANDOM)
        continue;
      path = g_build_filename (folder, name, NULL);
      fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
      if (fd < 0)
        continue;
      if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode) && st.st_uid == geteuid ()
          && st.st_mtime < g_get_real_time () / G_USEC_PER_SEC - STALE_SECONDS
          && flock (fd, LOCK_EX | LOCK_NB) == 0)
        (void)unlink (path);
      close (fd);
    }
}

/* Not mkstemp(): the file gets the permissions that the user's umask asks for. */
static gboolean
make_temp (NqpNewFile *self, GError **error)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

  for (int attempt = 0; attempt < 100; attempt++)
    {
      char name[sizeof TEMP_PREFIX + TEMP_RANDOM] = TEMP_PREFIX;

      for (int i = 0; i < TEMP_RANDOM; i++)
        name[strlen (TEMP_PREFIX) + i] = letters[g_random_int_range (0, (int)sizeof letters - 1)];
      self->temp = g_build_filename (self->folder, name, NULL);
      self->fd = open (self->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (self->fd >= 0)
        {
          (void)flock (self->fd, LOCK_EX | LOCK_NB);
          if (self->mode != 0)
            (void)fchmod (self->fd, self->mode);
          return TRUE;
        }
      g_clear_pointer (&self->temp, g_free);
      if (errno != EEXIST)
        break;
    }
  return nqp_sql_error_errno (error, errno, NQP_SQL_WRITING, self->shown);
}

static gboolean
fail_exists (NqpNewFile *self, GError **error)
{
  g_autofree char *name = nqp_words_path (self->shown);

  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS,
               _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), name);
  return FALSE;
}

/**
 * nqp_new_file_begin:
 * @path: the name the file shall have
 * @replace: whether an existing file may be exchanged
 *
 * Returns: (transfer full): where to write, or %NULL with @error set (%NQP_STORE_ERROR_EXISTS: there is a file)
 */
NqpNewFile *
nqp_new_file_begin (const char *path, gboolean replace, GError **error)
{
  g_autoptr (NqpNewFile) self = g_new0 (NqpNewFile, 1);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *resolved = realpath (absolute, NULL);
  struct stat st;

  self->fd = -1;
  self->replace = replace;
  self->shown = g_strdup (path);
  self->target = g_strdup (resolved != NULL ? resolved : absolute);
  free (resolved);
  self->folder = g_path_get_dirname (self->target);
  if (lstat (self->target, &st) == 0)
    {
      if (!replace)
        {
          fail_exists (self, error);
          return NULL;
        }
      if (!S_ISREG (st.st_mode))
        {
          g_autofree char *name = nqp_words_path (path);

          g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                       S_ISDIR (st.st_mode) ? _ ("“%s” is a folder. Give the name of a file.")
                                            : _ ("“%s” is not a regular file. Choose another name."),
                       name);
          return NULL;
        }
      self->mode = st.st_mode & 0777;
    }
  remove_stale (self->folder);
  if (!make_temp (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
nqp_new_file_temp_path (const NqpNewFile *self)
{
  return self->temp;
}

/* Keeps writers of the file to be replaced out, and takes back a change that a killed one left half done: its journal
 * must not be applied to the new file. */
static gboolean
lock_old (NqpNewFile *self, sqlite3 **out_db, GError **error)
{
  int rc;

  if (g_access (self->target, F_OK) != 0)
    return TRUE;
  rc = sqlite3_open_v2 (self->target, out_db, SQLITE_OPEN_READWRITE, NULL);
  if (rc == SQLITE_OK)
    {
      sqlite3_busy_timeout (*out_db, 5000);
      rc = sqlite3_exec (*out_db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
    }
  if ((rc & 0xff) == SQLITE_BUSY)
    return nqp_sql_error (error, *out_db, rc, NQP_SQL_WRITING, self->shown);
  return TRUE; /* no database, or damaged: nobody can be writing to it */
}

static gboolean
check_leftovers (NqpNewFile *self, GError **error)
{
  static const char *const suffixes[] = { "-journal", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->target, suffixes[i], NULL);
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

static gboolean
move_into_place (NqpNewFile *self)
{
  if (self->replace)
    return rename (self->temp, self->target) == 0;
  if (renameat2 (AT_FDCWD, self->temp, AT_FDCWD, self->target, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  /* a file system without that call: link() does not replace either */
  if (link (self->temp, self->target) == 0)
    {
      (void)unlink (self->temp);
      return TRUE;
    }
  if (errno == EEXIST)
    return FALSE;
  if (g_access (self->target, F_OK) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }
  return rename (self->temp, self->target) == 0; /* nor does it know links (FAT) */
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
  g_autoptr (sqlite3) old = NULL;
  int folder;

  g_return_val_if_fail (self->temp != NULL, FALSE);
  if (fsync (self->fd) != 0)
    return nqp_sql_error_errno (error, errno, NQP_SQL_WRITING, self->shown);
  if (self->replace && !lock_old (self, &old, error))
    return FALSE;
  if (!check_leftovers (self, error))
    return FALSE;
  if (!move_into_place (self))
    return errno == EEXIST ? fail_exists (self, error)
                           : nqp_sql_error_errno (error, errno, NQP_SQL_WRITING, self->shown);
  g_clear_pointer (&self->temp, g_free);
  folder = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0)
    {
      (void)fsync (folder); /* some file systems cannot: then it is the best there is */
      close (folder);
    }
  return TRUE;
}

void
nqp_new_file_free (NqpNewFile *self)
{
  if (self == NULL)
    return;
  if (self->temp != NULL)
    (void)unlink (self->temp);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->shown);
  g_free (self->target);
  g_free (self->folder);
  g_free (self->temp);
  g_free (self);
}
