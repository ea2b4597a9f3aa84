/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-input-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/magic.h>
#include <sys/vfs.h>
#endif

#define CHUNK ((gsize)64 << 10)

typedef struct
{
  int fd;
  char *text;
  gsize length, room; /* without the NUL byte at the end */
  gsize expected;     /* what the file system says; 0 = nothing */
  gsize limit;
  gint64 most; /* of a file that lies on a disk */
  gboolean only_text;
  NqpInputLimit limit_of; /* what need not be text, NULL = nothing */
  int patience;           /* seconds, -1 = whoever is at the other end is waited for */
} Reader;

static gboolean
fail_errno (int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, (int)g_io_error_from_errno (code), _ ("Cannot be read: %s."),
               g_strerror (code));
  return FALSE;
}

static gboolean
fail_text (const char *text, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
  return FALSE;
}

static gboolean
fail_size (gint64 most, GError **error)
{
  if (most >= (gint64)1 << 30)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("The file is larger than %d GB; expected a smaller one."), (int)((most + 1) >> 30));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("The file is larger than %d MB; expected a smaller one."), (int)(most >> 20));
  return FALSE;
}

/* Whether the pipe was made for this very process, by a shell that puts programs together: standard input, or <(...). */
static gboolean
is_without_name (int fd)
{
#ifdef __linux__
  struct statfs st;

  return fstatfs (fd, &st) == 0 && st.f_type == PIPEFS_MAGIC;
#else
  return TRUE;
#endif
}

/* How much of it is read, and how long it may keep silent. */
static gboolean
look_at (Reader *self, GError **error)
{
  struct stat st;

  if (fstat (self->fd, &st) != 0)
    return fail_errno (errno, error);
  if (S_ISDIR (st.st_mode))
    return fail_text (_ ("Found a folder; expected a file."), error);
  self->patience = NQP_INPUT_PATIENCE;
  self->limit = NQP_INPUT_STREAM_MAX;
  self->room = CHUNK;
  if (isatty (self->fd) || (S_ISFIFO (st.st_mode) && is_without_name (self->fd)))
    self->patience = -1;
  else if (S_ISCHR (st.st_mode) || S_ISBLK (st.st_mode))
    self->limit = NQP_INPUT_DEVICE_MAX;
  if (!S_ISREG (st.st_mode) || st.st_size == 0) /* some files of the system say 0 and never end */
    return TRUE;
  self->limit = (gsize)self->most;
  self->expected = (gsize)MIN (st.st_size, self->most);
  self->room = MIN (self->expected, CHUNK); /* all of it when the beginning looks like text */
  if (st.st_size <= self->most)
    return TRUE;
  return fail_size (self->most, error);
}

static gboolean
wait_for_more (const Reader *self, GError **error)
{
  struct pollfd wanted = { self->fd, POLLIN, 0 };
  int n;

  do
    n = poll (&wanted, 1, self->patience < 0 ? -1 : self->patience * 1000);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return fail_errno (errno, error);
  if (n > 0)
    return TRUE;
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
      ngettext ("Nothing came from it for %d second; expected a file, or a pipe that is written to.",
                "Nothing came from it for %d seconds; expected a file, or a pipe that is written to.",
                (gulong)self->patience),
      self->patience);
  return FALSE;
}

/* No encoding of text has three zero bytes in a row: a device full of them need not be read to the end. */
static gboolean
begins_as_text (const Reader *self)
{
  return memmem (self->text, MIN (self->length, CHUNK), "\0\0\0", 3) == NULL;
}

/* The first bytes are there: may the rest come? */
static gboolean
accept (Reader *self, GError **error)
{
  const gint64 most = self->limit_of != NULL ? self->limit_of (self->text, self->length) : 0;

  if (most == 0)
    return !self->only_text || begins_as_text (self)
           || fail_text (_ ("Found a NUL byte: this is no text file; expected CSV or GeoJSON text."), error);
  self->limit = MIN (self->limit, (gsize)most);
  return self->expected <= self->limit || fail_size (most, error);
}

static gboolean
read_all (Reader *self, GError **error)
{
  for (;;)
    {
      const gboolean first = self->length == 0;
      gssize n;

      if (!wait_for_more (self, error))
        return FALSE;
      if (self->length == self->room)
        {
          char *more;

          self->room = MIN (MAX (2 * self->room, self->expected), self->limit + 1);
          more = g_try_realloc (self->text, self->room + 1);
          if (more == NULL)
            return fail_errno (ENOMEM, error);
          self->text = more;
        }
      n = read (self->fd, self->text + self->length,
                first ? MIN (CHUNK, self->room) : MIN (self->room - self->length, (gsize)1 << 30));
      if (n < 0 && (errno == EAGAIN || errno == EINTR))
        continue;
      if (n < 0)
        return fail_errno (errno, error);
      if (n == 0)
        return TRUE;
      self->length += (gsize)n;
      if (first && !accept (self, error))
        return FALSE;
      if (self->length > self->limit)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("More than %d MB came from it, and no end; save it to a file first."),
                       (int)(self->limit >> 20));
          return FALSE;
        }
    }
}

/* @self says what is wanted. */
static gboolean
read_file (Reader *self, const char *path, char **out_text, gsize *out_length, GError **error)
{
  gboolean ok;

  *out_text = NULL;
  *out_length = 0;
  self->fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (self->fd < 0)
    return fail_errno (errno, error);
  ok = look_at (self, error);
  if (ok)
    {
      self->text = g_try_malloc (self->room + 1);
      ok = self->text != NULL || fail_errno (ENOMEM, error);
    }
  ok = ok && read_all (self, error);
  close (self->fd);
  if (!ok)
    {
      g_free (self->text);
      return FALSE;
    }
  self->text[self->length] = '\0';
  *out_text = self->text;
  *out_length = self->length;
  return TRUE;
}

/**
 * nqp_input_file_read:
 * @path: a file, or a pipe such as standard input
 * @out_text: (out) (transfer full): what is in it, and a NUL byte behind that
 *
 * Reads a whole text file. Anybody may give us any name, of a device that never ends, a pipe nobody writes to: within bounds
 * of time and memory this comes back. A pipe that the shell made for this call (standard input, <(...)) is waited for.
 *
 * Returns: %FALSE with @error set to one sentence, without the name of the file
 */
gboolean
nqp_input_file_read (const char *path, char **out_text, gsize *out_length, GError **error)
{
  Reader self = { .most = NQP_INPUT_FILE_MAX, .only_text = TRUE };

  return read_file (&self, path, out_text, out_length, error);
}

/**
 * nqp_input_file_read_kinds:
 * @limit_of: asked with the first bytes how much of such a file is read
 *
 * The same of a file that is text or of another kind that is known.
 */
gboolean
nqp_input_file_read_kinds (const char *path, NqpInputLimit limit_of, char **out_bytes, gsize *out_length,
                           GError **error)
{
  Reader self = { .most = NQP_INPUT_FILE_MAX, .only_text = TRUE, .limit_of = limit_of };

  return read_file (&self, path, out_bytes, out_length, error);
}

/**
 * nqp_input_file_read_any:
 * @most: bytes of a file on a disk
 * @out_bytes: (out) (transfer full): what is in it, and a NUL byte behind that
 *
 * The same of a file that need not be text.
 */
gboolean
nqp_input_file_read_any (const char *path, gint64 most, char **out_bytes, gsize *out_length, GError **error)
{
  Reader self = { .most = MIN (most, NQP_INPUT_FILE_MAX) };

  return read_file (&self, path, out_bytes, out_length, error);
}
