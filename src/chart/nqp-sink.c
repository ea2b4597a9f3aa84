/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sink.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "nqp-config.h"

struct _NqpSink
{
  char *path;
  char *part; /* the file being written; NULL once renamed */
  int fd;
  int error; /* errno of the first write that failed */
};

static void
set_error_errno (GError **error, int code)
{
  g_set_error_literal (error, G_FILE_ERROR, (int)g_file_error_from_errno (code), g_strerror (code));
}

/* A new file is made with the permissions any new file gets; mkstemp() gives 0600. */
static gboolean
open_beside (NqpSink *self)
{
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%08x.part", self->path, g_random_int ());

      self->fd = g_open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (self->fd >= 0)
        {
          self->part = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

NqpSink *
nqp_sink_new (const char *path, GError **error)
{
  g_autoptr (NqpSink) self = g_new0 (NqpSink, 1);

  self->path = g_strdup (path);
  self->fd = -1;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, _ ("it is a folder; name a file"));
      return NULL;
    }
  if (!open_beside (self))
    {
      set_error_errno (error, errno);
      return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
nqp_sink_write (NqpSink *self, const void *data, gsize length)
{
  const char *bytes = data;

  while (length > 0 && self->error == 0)
    {
      gssize written = write (self->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          self->error = written < 0 ? errno : ENOSPC;
          break;
        }
      bytes += written;
      length -= (gsize)written;
    }
  return self->error == 0;
}

gboolean
nqp_sink_finish (NqpSink *self, const GError *cause, GError **error)
{
  g_return_val_if_fail (self->part != NULL, FALSE);

  /* What the disk said is why cairo or gdk-pixbuf failed, and the better message. */
  if (self->error == 0 && cause != NULL)
    {
      g_propagate_error (error, g_error_copy (cause));
      return FALSE;
    }
  /* Data first, then the name: a power cut leaves the old file or the new one. */
  if (self->error == 0 && fsync (self->fd) != 0 && errno != EINVAL && errno != EROFS)
    self->error = errno;
  if (close (self->fd) != 0 && self->error == 0)
    self->error = errno;
  self->fd = -1;
  if (self->error == 0 && g_rename (self->part, self->path) != 0)
    self->error = errno;
  if (self->error != 0)
    {
      set_error_errno (error, self->error);
      return FALSE;
    }
  g_clear_pointer (&self->part, g_free);
  return TRUE;
}

void
nqp_sink_free (NqpSink *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

/* ---- PDF ------------------------------------------------------------------------------------------------------- */

/* Never fails: a document whose pages could not be written makes cairo end the program when it is finished. The sink
 * remembers, and writes no more. */
static cairo_status_t
write_pdf (void *data, const unsigned char *bytes, unsigned int length)
{
  nqp_sink_write (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* As reproducible builds ask for: the time of the file is that of its source, not that of its making. */
static void
set_fixed_date (cairo_surface_t *surface)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;
  gint64 seconds;

  if (epoch == NULL || !g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    return;
  time = g_date_time_new_from_unix_utc (seconds);
  text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  if (text != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

cairo_surface_t *
nqp_sink_pdf (NqpSink *self, double width, double height, const char *title, const char *subject,
              const char *author, const char *keywords)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_pdf, self, width, height);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, subject);
  if (author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  if (keywords != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "NQP Explorer " NQP_VERSION);
  set_fixed_date (surface);
  return surface;
}

gboolean
nqp_sink_end_pdf (cairo_surface_t *surface, cairo_t *cr, GError **error)
{
  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}
