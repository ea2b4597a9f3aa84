/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scene-save.h"
#include "nqp-config.h"
#include "nqp-sink.h"
#include "nqp-words.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (nqp_chart_error, nqp_chart_error)

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

/* Never fails: gdk-pixbuf leaks its texts when a callback does. The sink remembers, and writes no more. */
static gboolean
write_pixbuf (const char *buffer, gsize count, GError **error, gpointer data)
{
  nqp_sink_write (data, buffer, count);
  return TRUE;
}

/* Of a pixel with its colours multiplied by its opacity, as cairo has them. */
static guchar
get_channel (guint32 pixel, guint shift, guint alpha)
{
  const guint value = (pixel >> shift) & 0xff;

  return (guchar)(alpha == 0xff ? value : alpha == 0 ? 0 : MIN ((value * 0xff + alpha / 2) / alpha, 0xff));
}

static GdkPixbuf *
surface_to_pixbuf (cairo_surface_t *surface, int width, int height)
{
  const gboolean has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  const guchar *from = cairo_image_surface_get_data (surface);
  const gsize from_stride = (gsize)cairo_image_surface_get_stride (surface), n = has_alpha ? 4 : 3;
  gsize to_stride;
  guchar *to;

  if (pixbuf == NULL)
    return NULL;
  to = gdk_pixbuf_get_pixels (pixbuf);
  to_stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);
  for (gsize y = 0; y < (gsize)height; y++)
    for (gsize x = 0; x < (gsize)width; x++)
      {
        guchar *at = to + y * to_stride + n * x;
        guint32 pixel;
        guint alpha;

        memcpy (&pixel, from + y * from_stride + 4 * x, sizeof pixel);
        alpha = has_alpha ? pixel >> 24 : 0xff;
        at[0] = get_channel (pixel, 16, alpha);
        at[1] = get_channel (pixel, 8, alpha);
        at[2] = get_channel (pixel, 0, alpha);
        if (has_alpha)
          at[3] = (guchar)alpha;
      }
  return pixbuf;
}

static void
save_png (const NqpScene *scene, NqpSink *sink, double dpi, const char *title, const char *provenance,
          GError **error)
{
  double zoom = dpi / 96;
  int width = (int)lround (nqp_scene_width (scene) * zoom),
      height = (int)lround (nqp_scene_height (scene) * zoom);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  const gboolean transparent = nqp_scene_style (scene)->transparent;
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
      return;
    }
  surface
      = cairo_image_surface_create (transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  if (!transparent)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
    }
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
      return;
    }
  gdk_pixbuf_save_to_callbackv (pixbuf, write_pixbuf, sink, "png", keys, values, error);
}

static void
save_pdf (const NqpScene *scene, NqpSink *sink, const char *title, const char *provenance, GError **error)
{
  /* A CSS pixel is 1/96 inch, a point 1/72. */
  cairo_surface_t *surface = nqp_sink_pdf (sink, nqp_scene_width (scene) * 0.75,
                                           nqp_scene_height (scene) * 0.75, title, provenance, NULL, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, 0.75, 0.75);
  nqp_scene_draw (scene, cr);
  cairo_show_page (cr);
  nqp_sink_end_pdf (surface, cr, error);
}

static void
save_svg (const NqpScene *scene, NqpSink *sink, const char *title, const char *provenance)
{
  g_autoptr (GString) svg = g_string_new (NULL);

  nqp_scene_print_svg (scene, svg, title, provenance);
  nqp_sink_write (sink, svg->str, svg->len);
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
  g_autofree char *display = nqp_words_path (path);
  g_autoptr (GError) cause = NULL, failure = NULL;
  g_autoptr (NqpSink) sink = nqp_sink_new (path, &failure);

  title = title != NULL ? title : "";
  provenance = provenance != NULL ? provenance : "";
  if (sink != NULL)
    switch (format)
      {
      case NQP_FORMAT_PNG:
        save_png (scene, sink, dpi > 0 ? dpi : 96, title, provenance, &cause);
        break;
      case NQP_FORMAT_PDF:
        save_pdf (scene, sink, title, provenance, &cause);
        break;
      case NQP_FORMAT_SVG:
      default:
        save_svg (scene, sink, title, provenance);
      }
  if (sink != NULL && nqp_sink_finish (sink, cause, &failure))
    return TRUE;
  g_set_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED, _ ("cannot write the picture %s: %s"), display,
               failure->message);
  return FALSE;
}
