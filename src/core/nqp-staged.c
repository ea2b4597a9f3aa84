/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-staged.h"
#include "nqp-leftovers.h"
#include "nqp-words.h"
#include "nqp-staged-target.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define ATTEMPTS 100

struct _NqpStaged
{
  NqpStagedKind kind;
  gboolean replace;
  const char *const *names; /* of a folder's files; NULL = a file */
  char *target;             /* absolute, symbolic links followed */
  char *folder;             /* the one it lies in */
  char *temp;               /* NULL once it has its name, and for what is written to as it is */
  int slot;                 /* of nqp_leftovers_add() */
  int fd;
  int error;       /* errno of the first write that failed */
  gboolean exists; /* there is, or was in the beginning, something to exchange: @old */
  struct stat old;
};

G_DEFINE_QUARK (nqp_staged_error, nqp_staged_error)

static gboolean
fail_errno (GError **error, int code)
{
  g_set_error_literal (error, NQP_STAGED_ERROR, code, g_strerror (code));
  return FALSE;
}

static gboolean
fail_words (GError **error, const char *words)
{
  g_set_error_literal (error, NQP_STAGED_ERROR, 0, words);
  return FALSE;
}

/* ---- what is there --------------------------------------------------------------------------------------------- */

gboolean
nqp_staged_is_project (const guint8 *header)
{
  return memcmp (header, "SQLite format 3", 16) == 0 && memcmp (header + 68, "NQP1", 4) == 0;
}

static gboolean
holds_project (const char *path)
{
  guint8 header[NQP_STAGED_HEADER];
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  gboolean is
      = fd >= 0 && read (fd, header, sizeof header) == sizeof header && nqp_staged_is_project (header);

  if (fd >= 0)
    close (fd);
  return is;
}

/* A pipe, a terminal, /dev/null: nothing to exchange, and to put a file in its place would be the end of it. */
static gboolean
open_as_it_is (NqpStaged *self, const char *path, GError **error)
{
  /* without waiting for a reader, who may never come; once there is one, writing waits for it */
  self->fd = open (path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (self->fd < 0)
    return errno == ENXIO ? fail_words (error, _ ("it is a pipe that nobody reads; start the reader first"))
                          : fail_errno (error, errno);
  return fcntl (self->fd, F_SETFL, 0) == 0 || fail_errno (error, errno);
}

static gboolean
check_old (NqpStaged *self, GError **error)
{
  gboolean is_folder = S_ISDIR (self->old.st_mode);

  if (self->names == NULL && is_folder)
    {
      g_set_error_literal (error, NQP_STAGED_ERROR, EISDIR, _ ("it is a folder; name a file"));
      return FALSE;
    }
  if (self->names != NULL && !is_folder)
    {
      g_set_error_literal (error, NQP_STAGED_ERROR, ENOTDIR,
                           _ ("it is a file; expected a folder, or a name that is free"));
      return FALSE;
    }
  if (!is_folder && !S_ISREG (self->old.st_mode))
    return fail_words (error, _ ("it is not a regular file; choose another name"));
  if (!self->replace)
    return fail_errno (error, EEXIST);
  if (faccessat (AT_FDCWD, self->target, W_OK, AT_EACCESS) != 0 && (errno == EACCES || errno == EPERM))
    return fail_words (error,
                       _ ("what is there is write-protected; allow writing to it or choose another name"));
  if (self->kind == NQP_STAGED_FILE && !is_folder && holds_project (self->target))
    return fail_words (error, _ ("there is a project of that name; choose another name"));
  return TRUE;
}

/* In the beginning, and again in the end: minutes may lie between. */
static gboolean
look (NqpStaged *self, gboolean *out_there, GError **error)
{
  struct stat st;

  *out_there = lstat (self->target, &st) == 0;
  if (!*out_there)
    return TRUE;
  self->old = st;
  self->exists = TRUE;
  return check_old (self, error);
}

/* ---- making ---------------------------------------------------------------------------------------------------- */

/* Not mkstemp(): a new file gets the permissions that the user's umask and the folder ask for. What will be given those of
 * an old one is nobody's but the user's until then. */
static int
make (const NqpStaged *self)
{
  int fd;

  if (self->names == NULL)
    return open (self->temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, self->exists ? 0600 : 0666);
  if (mkdir (self->temp, self->exists ? 0700 : 0777) != 0)
    return -1;
  fd = open (self->temp, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0 && errno == ENOENT) /* another run's sweep has taken it away already: again, with another name */
    errno = EEXIST;
  return fd;
}

static gboolean
make_temp (NqpStaged *self, GError **error)
{
  g_autofree char *base = g_path_get_basename (self->target);
  int code = EEXIST;

  for (int attempt = 0; attempt < ATTEMPTS && code == EEXIST; attempt++)
    {
      g_autofree char *name = nqp_leftovers_make_name (base);
      struct stat st;

      self->temp = g_build_filename (self->folder, name, NULL);
      self->slot = nqp_leftovers_add (self->temp, self->names);
      self->fd = make (self);
      code = errno;
      if (self->fd >= 0)
        {
          /* another run's sweep may have been faster than the lock */
          if ((flock (self->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) && fstat (self->fd, &st) == 0
              && st.st_nlink > 0)
            return TRUE;
          nqp_leftovers_remove (self->temp, self->names);
          close (self->fd);
          self->fd = -1;
          code = EEXIST;
        }
      else if (self->names != NULL && code != EEXIST)
        (void)rmdir (self->temp);
      nqp_leftovers_drop (self->slot);
      self->slot = -1;
      g_clear_pointer (&self->temp, g_free);
    }
  return fail_errno (error, code);
}

static NqpStaged *
begin (const char *path, NqpStagedKind kind, const char *const *names, gboolean replace, GError **error)
{
  g_autoptr (NqpStaged) self = g_new0 (NqpStaged, 1);
  gboolean there;
  struct stat st;

  self->kind = kind;
  self->names = names;
  self->replace = replace;
  self->slot = -1;
  self->fd = -1;
  if (kind == NQP_STAGED_FILE && names == NULL && stat (path, &st) == 0
      && (S_ISFIFO (st.st_mode) || S_ISCHR (st.st_mode)))
    return open_as_it_is (self, path, error) ? g_steal_pointer (&self) : NULL;
  self->target = nqp_staged_resolve (path, names != NULL);
  if (self->target == NULL)
    {
      fail_errno (error, errno);
      return NULL;
    }
  self->folder = g_path_get_dirname (self->target);
  if (!look (self, &there, error))
    return NULL;
  nqp_leftovers_sweep (self->folder);
  if (!make_temp (self, error))
    return NULL;
  if (there && names != NULL) /* its files may follow its group */
    nqp_staged_keep_rights (self->fd, self->target, &self->old);
  return g_steal_pointer (&self);
}

NqpStaged *
nqp_staged_new (const char *path, NqpStagedKind kind, gboolean replace, GError **error)
{
  return begin (path, kind, NULL, replace, error);
}

NqpStaged *
nqp_staged_new_folder (const char *path, const char *const *names, GError **error)
{
  return begin (path, NQP_STAGED_FILE, names, TRUE, error);
}

const char *
nqp_staged_path (const NqpStaged *self)
{
  return self->temp;
}

int
nqp_staged_fd (const NqpStaged *self)
{
  return self->fd;
}

const char *
nqp_staged_target (const NqpStaged *self)
{
  return self->target;
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

/* 0 or an errno */
static int
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return written < 0 ? errno : ENOSPC;
      bytes += written;
      length -= (gsize)written;
    }
  return 0;
}

/* Data first, then the name: a power cut leaves the old or the new. Some file systems, and pipes, know no such thing. */
static int
bring_to_disk (int fd)
{
  return fsync (fd) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
}

gboolean
nqp_staged_write (NqpStaged *self, const void *data, gsize length)
{
  if (self->error == 0)
    self->error = write_all (self->fd, data, length);
  return self->error == 0;
}

gboolean
nqp_staged_failed (const NqpStaged *self)
{
  return self->error != 0;
}

gboolean
nqp_staged_add (NqpStaged *self, const char *name, const char *text, gsize length, GError **error)
{
  g_autofree char *old_path = g_build_filename (self->target, name, NULL);
  gboolean exists;
  struct stat old;
  int fd, code;

  g_return_val_if_fail (self->names != NULL && g_strv_contains (self->names, name), FALSE);
  exists = lstat (old_path, &old) == 0 && S_ISREG (old.st_mode);
  fd = openat (self->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? 0600 : 0666);
  if (fd < 0)
    return fail_errno (error, errno);
  if (exists)
    nqp_staged_keep_rights (fd, old_path, &old);
  code = write_all (fd, text, length);
  if (code == 0)
    code = bring_to_disk (fd);
  if (close (fd) != 0 && code == 0)
    code = errno;
  return code == 0 || fail_errno (error, code);
}

/* ---- the exchange ---------------------------------------------------------------------------------------------- */

static gboolean
holds_only (const char *folder, const char *const *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_strv_contains (names, name))
      return FALSE;
  return dir != NULL;
}

static int
exchange_folders (NqpStaged *self)
{
  if (rename (self->temp, self->target) == 0) /* also takes the place of an empty one */
    return 0;
  if (errno != ENOTEMPTY && errno != EEXIST)
    return errno;
  if (!holds_only (self->target, self->names))
    return ENOTEMPTY;
  if (renameat2 (AT_FDCWD, self->temp, AT_FDCWD, self->target, RENAME_EXCHANGE) != 0)
    return errno;
  /* out of the way now, so that nobody adds to it */
  if (!holds_only (self->temp, self->names)
      && renameat2 (AT_FDCWD, self->temp, AT_FDCWD, self->target, RENAME_EXCHANGE) == 0)
    return ENOTEMPTY;
  nqp_leftovers_remove (self->temp, self->names);
  return 0;
}

/* To a name that is free, and must be so still. */
static int
take_name (NqpStaged *self)
{
  struct stat st;

  if (renameat2 (AT_FDCWD, self->temp, AT_FDCWD, self->target, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  /* a file system without that call: link() does not replace either */
  if (self->names == NULL && link (self->temp, self->target) == 0)
    {
      (void)unlink (self->temp);
      return 0;
    }
  if (lstat (self->target, &st) == 0)
    return EEXIST;
  return rename (self->temp, self->target) == 0 ? 0 : errno; /* nor does it know links (FAT) */
}

static int
move_into_place (NqpStaged *self, gboolean there)
{
  if (!there)
    return take_name (self);
  if (self->names != NULL)
    return exchange_folders (self);
  return rename (self->temp, self->target) == 0 ? 0 : errno;
}

static gboolean
fail_finish (NqpStaged *self, GError **error, int code)
{
  if (self->names != NULL && (code == ENOTEMPTY || code == EEXIST))
    return fail_words (error, _ ("something else has come into the folder; choose another folder"));
  if (self->names != NULL && (code == EINVAL || code == ENOSYS))
    return fail_words (error, _ ("folders cannot be exchanged on this disk; choose a name that is free"));
  return fail_errno (error, code);
}

/**
 * nqp_staged_finish:
 *
 * Brings the content to disk, gives it its name, brings that to disk.
 *
 * Returns: %TRUE if all of it is there under its name
 */
gboolean
nqp_staged_finish (NqpStaged *self, GError **error)
{
  int code = self->error, attempts = ATTEMPTS, folder;
  gboolean there = FALSE;

  if (self->temp == NULL)
    {
      if (self->fd >= 0 && close (self->fd) != 0 && code == 0)
        code = errno;
      self->fd = -1;
      return code == 0 || fail_errno (error, code);
    }
  if (code != 0)
    return fail_errno (error, code);
  do /* again if somebody was faster */
    {
      if (!look (self, &there, error))
        return FALSE;
      if (self->exists)
        nqp_staged_keep_rights (self->fd, self->target, &self->old);
      code = bring_to_disk (self->fd);
      if (code == 0)
        code = move_into_place (self, there);
    }
  while (code == EEXIST && self->kind == NQP_STAGED_FILE && self->names == NULL && --attempts > 0);
  if (code != 0)
    return fail_finish (self, error, code);
  nqp_leftovers_drop (self->slot);
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
nqp_staged_free (NqpStaged *self)
{
  if (self == NULL)
    return;
  if (self->temp != NULL)
    {
      nqp_leftovers_remove (self->temp, self->names);
      nqp_leftovers_drop (self->slot);
    }
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->target);
  g_free (self->folder);
  g_free (self->temp);
  g_free (self);
}

gboolean
nqp_staged_set_contents (const char *path, const char *text, gssize length, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (NqpStaged) file = nqp_staged_new (path, NQP_STAGED_FILE, TRUE, &reason);
  g_autofree char *name = nqp_words_path (path);

  if (file != NULL)
    {
      nqp_staged_write (file, text, length < 0 ? strlen (text) : (gsize)length);
      if (nqp_staged_finish (file, &reason))
        return TRUE;
    }
  g_set_error (error, NQP_STAGED_ERROR, reason->code, _ ("“%s” cannot be written: %s."), name,
               reason->message);
  return FALSE;
}
