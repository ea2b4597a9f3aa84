/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-own-files.h"

#include <string.h>
#include <sys/stat.h>

struct _NqpOwnFiles
{
  sqlite3_vfs vfs; /* first: SQLite hands it back */
  sqlite3_vfs *real;
  char *name;    /* of the VFS: one a connection */
  char *main;    /* the database, as SQLite calls it; NULL until it is opened */
  char *refused; /* what was not its own */
};

static gboolean
is_own (const NqpOwnFiles *self, const char *path)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };
  gsize length = self->main != NULL ? strlen (self->main) : 0;

  if (self->main == NULL || strncmp (path, self->main, length) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (strcmp (path + length, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

/* SQLite would wait for the other end of a pipe; what it makes itself are plain files. */
static gboolean
is_plain (const char *path)
{
  struct stat st;

  return lstat (path, &st) != 0 || S_ISREG (st.st_mode);
}

static int
refuse (NqpOwnFiles *self, const char *path, int code)
{
  g_free (self->refused);
  self->refused = g_strdup (path);
  return code;
}

static int
own_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  NqpOwnFiles *self = (NqpOwnFiles *)vfs;

  file->pMethods = NULL;
  if ((flags & SQLITE_OPEN_MAIN_DB) && self->main == NULL)
    self->main = g_strdup (path);
  else if ((flags & SQLITE_OPEN_SUPER_JOURNAL)
           || (path != NULL && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_DB))
               && !(is_own (self, path) && is_plain (path))))
    return refuse (self, path, SQLITE_CANTOPEN);
  return self->real->xOpen (self->real, path, file, flags, out_flags);
}

static int
own_delete (sqlite3_vfs *vfs, const char *path, int sync)
{
  NqpOwnFiles *self = (NqpOwnFiles *)vfs;

  return is_own (self, path) ? self->real->xDelete (self->real, path, sync)
                             : refuse (self, path, SQLITE_IOERR_DELETE);
}

/* SQLite asks for a super-journal before it rolls back: an error here leaves the database and its journal as they are. */
static int
own_access (sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
  NqpOwnFiles *self = (NqpOwnFiles *)vfs;

  *out = 0;
  return is_own (self, path) ? self->real->xAccess (self->real, path, flags, out)
                             : refuse (self, path, SQLITE_IOERR_ACCESS);
}

/**
 * nqp_own_files_open:
 * @path: absolute, never an URI
 * @flags: of sqlite3_open_v2()
 * @base: (nullable): the VFS of SQLite that does the work, %NULL = the one for files of this system
 * @out_files: (out) (transfer full): to be freed after the connection was closed, also on failure
 * @out_db: (out) (nullable) (transfer full): the connection, also on failure
 *
 * Returns: a result code of SQLite
 */
int
nqp_own_files_open (const char *path, int flags, const char *base, NqpOwnFiles **out_files, sqlite3 **out_db)
{
  NqpOwnFiles *self = g_new0 (NqpOwnFiles, 1);
  int rc;

  *out_db = NULL;
  self->real = sqlite3_vfs_find (base);
  if (self->real == NULL)
    self->real = sqlite3_vfs_find (NULL);
  self->vfs = *self->real;
  self->name = g_strdup_printf ("nqp-%p", (void *)self);
  self->vfs.zName = self->name;
  self->vfs.pNext = NULL;
  self->vfs.xOpen = own_open;
  self->vfs.xDelete = own_delete;
  self->vfs.xAccess = own_access;
  *out_files = self;
  rc = sqlite3_vfs_register (&self->vfs, 0);
  return rc == SQLITE_OK ? sqlite3_open_v2 (path, out_db, flags, self->name) : rc;
}

const char *
nqp_own_files_refused (sqlite3 *db)
{
  sqlite3_vfs *vfs = NULL;

  if (db == NULL || sqlite3_file_control (db, "main", SQLITE_FCNTL_VFS_POINTER, &vfs) != SQLITE_OK
      || vfs == NULL || vfs->xOpen != own_open)
    return NULL;
  return ((NqpOwnFiles *)vfs)->refused;
}

void
nqp_own_files_free (NqpOwnFiles *self)
{
  if (self == NULL)
    return;
  sqlite3_vfs_unregister (&self->vfs);
  g_free (self->name);
  g_free (self->main);
  g_free (self->refused);
  g_free (self);
}
