/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart.h"
#include "nqp-config.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "NQP Explorer " NQP_VERSION

/* A side longer than this needs more memory than a picture is worth, and cairo refuses it from 32768 on. */
#define MOST_PIXELS 30000

gboolean
nqp_format_from_path (const char *path, NqpFormat *out_format)
{
  static const char *const endings[] = { ".png", ".pdf", ".svg" };
  gsize length = strlen (path);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length > 4 && g_ascii_strcasecmp (path + length - 4, endings[i]) == 0)
      {
        *out_format = (NqpFormat)i;
        return TRUE;
      }
  return FALSE;
}

/* The file being written: closed and renamed when whole, removed otherwise. */
typedef struct
{
  int fd;
  int error; /* errno of the first write that failed */
} Sink;

static gboolean
sink_write (Sink *sink, const void *data, gsize length)
{
  const char *bytes = data;

  while (length > 0 && sink->error == 0)
    {
      gssize written = write (sink->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          sink->error = written < 0 ? errno : ENOSPC;
          break;
        }
      bytes += written;
      length -= (gsize)written;
    }
  return sink->error == 0;
}

/* Never fails: gdk-pixbuf leaks its texts when a callback does. The sink remembers, and writes no more. */
static gboolean
write_pixbuf (const char *buffer, gsize count, GError **error, gpointer data)
{
  sink_write (data, buffer, count);
  return TRUE;
}

static cairo_status_t
write_pdf (void *data, const unsigned char *bytes, unsigned int length)
{
  return sink_write (data, bytes, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static GdkPixbuf *
surface_to_pixbuf (cairo_surface_t *surface, int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  const guchar *from = cairo_image_surface_get_data (surface);
  int from_stride = cairo_image_surface_get_stride (surface);
  guchar *to;
  int to_stride;

  if (pixbuf == NULL)
    return NULL;
  to = gdk_pixbuf_get_pixels (pixbuf);
  to_stride = gdk_pixbuf_get_rowstride (pixbuf);
  for (int y = 0; y < height; y++)
    {
      const guchar *row = from + (gsize)y * (gsize)from_stride;

      for (int x = 0; x < width; x++)
        {
          guint32 pixel;

          memcpy (&pixel, row + 4 * x, sizeof pixel);
          to[(gsize)y * (gsize)to_stride + 3 * (gsize)x] = (guchar)(pixel >> 16);
          to[(gsize)y * (gsize)to_stride + 3 * (gsize)x + 1] = (guchar)(pixel >> 8);
          to[(gsize)y * (gsize)to_stride + 3 * (gsize)x + 2] = (guchar)pixel;
        }
    }
  return pixbuf;
}

static gboolean
save_png (const NqpScene *scene, Sink *sink, double dpi, const char *title, const char *provenance,
          GError **error)
{
  double zoom = dpi / 96;
  int width = (int)lround (nqp_scene_width (scene) * zoom),
      height = (int)lround (nqp_scene_height (scene) * zoom);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree char *dpi_text = g_strdup_printf ("%d", (int)lround (dpi));
  cairo_surface_t *surface;
  cairo_t *cr;
  char *keys[] = { "tEXt::Title", "tEXt::Description", "tEXt::Software", "x-dpi", "y-dpi", NULL };
  char *values[] = { (char *)title, (char *)provenance, (char *)PROGRAM, dpi_text, dpi_text, NULL };

  if (width < 1 || height < 1 || width > MOST_PIXELS || height > MOST_PIXELS)
    {
      g_set_error (
          error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED,
          _ ("a picture of %d x %d pixels is too large (at most %d each way); choose a smaller size or dpi"),
          width, height, MOST_PIXELS);
      return FALSE;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / nqp_scene_width (scene), height / nqp_scene_height (scene));
  nqp_scene_draw (scene, cr);
  cairo_surface_flush (surface);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    pixbuf = surface_to_pixbuf (surface, width, height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (pixbuf == NULL)
    {
      g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED,
                   _ ("not enough memory for a picture of %d x %d pixels; choose a smaller size or dpi"),
                   width, height);
      return FALSE;
    }
  return gdk_pixbuf_save_to_callbackv (pixbuf, write_pixbuf, sink, "png", keys, values, error);
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

static gboolean
save_pdf (const NqpScene *scene, Sink *sink, const char *title, const char *provenance, GError **error)
{
  /* A CSS pixel is 1/96 inch, a point 1/72. */
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      write_pdf, sink, nqp_scene_width (scene) * 0.75, nqp_scene_height (scene) * 0.75);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, provenance);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, PROGRAM);
  set_fixed_date (surface);
  cairo_scale (cr, 0.75, 0.75);
  nqp_scene_draw (scene, cr);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error_literal (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED, cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

/* A new file is made with the permissions any new file gets; mkstemp() gives 0600. */
static int
open_beside (const char *path, char **out_name)
{
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
      int fd = g_open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

      if (fd >= 0)
        {
          *out_name = g_steal_pointer (&name);
          return fd;
        }
      if (errno != EEXIST)
        return -1;
    }
  return -1;
}

/**
 * nqp_scene_save:
 * @path: replaced when the picture is whole; left as it was on failure
 * @dpi: pixels of a PNG per inch; the picture is its size x @dpi / 96 pixels. PDF and SVG are vectors and do not use it
 * @title: (nullable): for the file's metadata
 * @provenance: (nullable): for the file's metadata
 */
gboolean
nqp_scene_save (const NqpScene *scene, const char *path, NqpFormat format, double dpi, const char *title,
                const char *provenance, GError **error)
{
  g_autofree char *part = NULL;
  g_autofree char *display = g_filename_display_name (path);
  g_autoptr (GError) local = NULL;
  g_autoptr (GString) svg = NULL;
  Sink sink = { -1, 0 };
  gboolean ok = FALSE;

  title = title != NULL ? title : "";
  provenance = provenance != NULL ? provenance : "";
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED,
                   _ ("cannot write the picture %s: it is a folder; name a file"), display);
      return FALSE;
    }
  sink.fd = open_beside (path, &part);
  if (sink.fd < 0)
    {
      g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED, _ ("cannot write the picture %s: %s"),
                   display, g_strerror (errno));
      return FALSE;
    }
  switch (format)
    {
    case NQP_FORMAT_PNG:
      ok = save_png (scene, &sink, dpi > 0 ? dpi : 96, title, provenance, &local);
      break;
    case NQP_FORMAT_PDF:
      ok = save_pdf (scene, &sink, title, provenance, &local);
      break;
    case NQP_FORMAT_SVG:
    default:
      svg = g_string_new (NULL);
      nqp_scene_print_svg (scene, svg, title, provenance);
      ok = sink_write (&sink, svg->str, svg->len);
    }
  /* Data first, then the name: a power cut leaves the old picture or the new one. */
  if (ok && sink.error == 0 && fsync (sink.fd) != 0 && errno != EINVAL && errno != EROFS)
    sink.error = errno;
  if (close (sink.fd) != 0 && sink.error == 0)
    sink.error = errno;
  if (ok && sink.error == 0 && g_rename (part, path) != 0)
    sink.error = errno;
  if (ok && sink.error == 0)
    return TRUE;

  g_unlink (part);
  g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED, _ ("cannot write the picture %s: %s"), display,
               sink.error != 0 ? g_strerror (sink.error)
               : local != NULL ? local->message
                               : _ ("unknown error"));
  return FALSE;
}
