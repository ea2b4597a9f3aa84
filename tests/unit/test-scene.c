/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart.h"
#include "nqp-scene.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define DATUM(i) ((NqpDatum){ (i), -1, -1 })

static NqpScene *
make_scene (void)
{
  NqpStyle style;
  NqpScene *scene;
  NqpFont font;
  NqpPaint paint = { .fill = { 0.2, 0.4, 0.8, 1 }, .stroke = { 0, 0, 0, 1 }, .width = 1 };
  NqpPaint hatch
      = { .fill = { 0.9, 0.9, 0.9, 1 }, .pattern = NQP_PATTERN_HATCH, .pattern_colour = { .5, .5, .5, 1 } };
  NqpPaint line = { .stroke = { 0.8, 0, 0, 1 }, .width = 2 };
  double ring[] = { 200, 20, 280, 20, 280, 100, 200, 100, 220, 40, 260, 40, 260, 80, 220, 80 };
  double curve[] = { 20, 140, 60, 120, NAN, NAN, 100, 150, 140, 120 };
  int starts[] = { 0, 4 };

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  scene = nqp_scene_new (300, 200, &style);
  nqp_scene_target (scene, 0, 0, 300, 110, DATUM (9));
  nqp_scene_rect (scene, 20, 20, 60, 40, 4, &paint, DATUM (0));
  nqp_scene_mark (scene, NQP_SHAPE_MARK_STAR, 120, 40, 10, &hatch, DATUM (1));
  nqp_scene_path (scene, ring, 8, starts, 2, &hatch, DATUM (2));
  nqp_scene_polyline (scene, curve, 5, FALSE, &line, DATUM (3));
  font = nqp_scene_font (scene, 13, style.text);
  nqp_scene_text (scene, 20, 180, "Shaanxi \xe9\x99\x95\xe8\xa5\xbf <&>", &font, DATUM (4));
  font.align = NQP_ALIGN_END;
  font.tabular = TRUE;
  font.halo = (NqpColour){ 1, 1, 1, 1 };
  nqp_scene_text (scene, 280, 180, "65.5", &font, NQP_DATUM_NONE);
  return scene;
}

static void
test_pick (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  NqpDatum datum = NQP_DATUM_NONE;
  double x, y, w, h;

  g_assert_true (nqp_scene_pick (scene, 30, 30, &datum));
  g_assert_cmpint (datum.region, ==, 0);
  g_assert_true (nqp_scene_pick (scene, 210, 30, &datum));
  g_assert_cmpint (datum.region, ==, 2);
  g_assert_true (nqp_scene_pick (scene, 240, 60, &datum)); /* in the hole: the row behind it */
  g_assert_cmpint (datum.region, ==, 9);
  g_assert_true (nqp_scene_pick (scene, 40, 132, &datum)); /* beside a thin line */
  g_assert_cmpint (datum.region, ==, 3);
  g_assert_false (nqp_scene_pick (scene, 80, 140, &datum)); /* where the pen is lifted */
  g_assert_true (nqp_scene_pick (scene, 40, 180, &datum));
  g_assert_cmpint (datum.region, ==, 4);
  g_assert_false (nqp_scene_pick (scene, 299, 199, &datum));

  g_assert_true (nqp_scene_locate (scene, DATUM (0), &x, &y, &w, &h));
  g_assert_cmpfloat (x, ==, 20);
  g_assert_cmpfloat (w, ==, 60);
  g_assert_false (nqp_scene_locate (scene, DATUM (77), &x, &y, &w, &h));
}

static void
test_text (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  g_autoptr (NqpScene) again = make_scene ();
  g_autofree char *text = nqp_scene_to_text (scene), *second = nqp_scene_to_text (again);

  g_assert_cmpstr (text, ==, second);
  g_assert_true (g_str_has_prefix (text, "scene 300.0 200.0\ntarget 0.0 0.0 300.0 110.0 region=9\nrect "));
  g_assert_nonnull (strstr (text, "\"65.5\""));
}

static char *
faults_of (double x1, const char *first, double x2, const char *second, double size, double max_width)
{
  NqpStyle style;
  g_autoptr (NqpScene) scene = NULL;
  NqpFont font;

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  scene = nqp_scene_new (300, 100, &style);
  font = nqp_scene_font (scene, size, style.text);
  font.max_width = max_width;
  nqp_scene_text (scene, x1, 50, first, &font, NQP_DATUM_NONE);
  nqp_scene_text (scene, x2, 50, second, &font, NQP_DATUM_NONE);
  return nqp_scene_find_faults (scene);
}

static void
test_faults (void)
{
  g_autoptr (NqpScene) good = make_scene ();
  g_autofree char *none = faults_of (10, "one", 100, "two", 13, 0);
  g_autofree char *overlap = faults_of (10, "one and more", 40, "two", 13, 0);
  g_autofree char *outside = faults_of (10, "one", 290, "twenty-two", 13, 0);
  g_autofree char *small = faults_of (10, "one", 100, "two", 10, 0);
  g_autofree char *cut = faults_of (10, "a long name that is cut", 200, "two", 13, 60);

  g_assert_null (nqp_scene_find_faults (good));
  g_assert_null (none);
  g_assert_true (g_str_has_prefix (overlap, "overlap: \"one and more\" and \"two\""));
  g_assert_true (g_str_has_prefix (outside, "outside: \"twenty-two\""));
  g_assert_true (g_str_has_prefix (small, "small: \"one\""));
  g_assert_true (g_str_has_prefix (cut, "cut: \"a long name"));
}

/* A text is as wide whatever it is drawn on, and wraps where it is told. */
static void
test_measure (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  NqpFont font = nqp_scene_font (scene, 20, nqp_scene_style (scene)->text);
  double w1, h1, w2, h2, narrow, wide;

  nqp_scene_measure (scene, "Guangdong", &font, &w1, &h1);
  font.size = 40;
  nqp_scene_measure (scene, "Guangdong", &font, &w2, &h2);
  g_assert_cmpfloat_with_epsilon (w2 / w1, 2, 0.01);
  font.size = 20;
  font.max_width = 100;
  font.max_lines = 3;
  nqp_scene_measure (scene, "several words that need more than one line", &font, &w2, &h2);
  g_assert_cmpfloat (w2, <=, 100.01);
  g_assert_cmpfloat_with_epsilon (h2, 3 * h1, 2);
  g_assert_false (nqp_scene_text_fits (scene, "several words that need more than one line", &font));
  font.max_width = 0;
  font.tabular = TRUE;
  nqp_scene_measure (scene, "11111", &font, &narrow, NULL);
  nqp_scene_measure (scene, "80808", &font, &wide, NULL);
  g_assert_cmpfloat_with_epsilon (narrow, wide, 0.05);
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  cairo_surface_flush (surface);
  return ((guint32 *)(cairo_image_surface_get_data (surface)
                      + y * cairo_image_surface_get_stride (surface)))[x]
         & 0xffffff;
}

static void
test_draw (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 400);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  nqp_scene_draw (scene, cr);
  g_assert_cmphex (pixel_at (surface, 100, 80), ==, 0x3366cc);
  g_assert_cmphex (pixel_at (surface, 480, 120), ==, 0xffffff); /* even-odd hole */
  nqp_scene_draw_region (scene, cr, 0, TRUE);
  g_assert_cmphex (pixel_at (surface, 100, 40), ==, 0xd95000); /* the ring in the accent colour */
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static char *
temp_path (const char *name)
{
  static char *folder;

  if (folder == NULL)
    folder = g_dir_make_tmp ("nqp-scene-XXXXXX", NULL);
  return g_build_filename (folder, name, NULL);
}

static guint
count_files (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_png (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  g_autofree char *path = temp_path ("a.png");
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_true (nqp_scene_save (scene, path, NQP_FORMAT_PNG, 192, "Title \xe7\xa4\xba\xe4\xbe\x8b",
                                 "Where from", &error));
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_new_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 600);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 400);
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Title"), ==, "Title \xe7\xa4\xba\xe4\xbe\x8b");
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Description"), ==, "Where from");
  g_assert_true (g_str_has_prefix (gdk_pixbuf_get_option (pixbuf, "tEXt::Software"), "NQP Explorer"));
  g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "x-dpi"), ==, "192");
  g_unlink (path);
}

/* A PDF with what its compressed streams hold after it: cairo 1.18 keeps the description of a page in one. */
static GString *
read_pdf (const char *path)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  GString *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  g_assert_no_error (error);
  text = g_string_new_len (bytes, (gssize)length);
  for (const char *at = bytes; (at = memmem (at, length - (gsize)(at - bytes), "\nstream\n", 8)) != NULL;)
    {
      g_autoptr (GConverter) inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
      g_autoptr (GInputStream) packed = NULL, stream = NULL;
      char part[4096];
      gssize n;

      at += strlen ("\nstream\n");
      packed = g_memory_input_stream_new_from_data (at, (gssize)(length - (gsize)(at - bytes)), NULL);
      stream = g_converter_input_stream_new (packed, inflate);
      while ((n = g_input_stream_read (stream, part, sizeof part, NULL, NULL)) > 0)
        g_string_append_len (text, part, n);
    }
  return text;
}

static gboolean
has (const GString *text, const char *word)
{
  return memmem (text->str, text->len, word, strlen (word)) != NULL;
}

static void
test_pdf (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  g_autofree char *path = temp_path ("a.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) pdf = NULL;

  g_assert_true (nqp_scene_save (scene, path, NQP_FORMAT_PDF, 96, "Title", "Where from", &error));
  g_assert_no_error (error);
  pdf = read_pdf (path);
  g_assert_true (g_str_has_prefix (pdf->str, "%PDF-"));
  g_assert_true (has (pdf, "/FontFile"));
  g_assert_true (has (pdf, "/MediaBox [ 0 0 225 150 ]")); /* 300 x 200 px at 3/4 pt */
  g_assert_false (has (pdf, "/Subtype /Image"));          /* patterns are lines */
  g_unlink (path);
}

static void
check_xml (const char *text)
{
  GMarkupParser parser = { NULL };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
}

static void
test_svg (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  g_autoptr (GString) out = g_string_new (NULL);

  nqp_scene_print_svg (scene, out, "A < B", "Where & when");
  check_xml (out->str);
  g_assert_nonnull (strstr (out->str, ">Shaanxi \xe9\x99\x95\xe8\xa5\xbf &lt;&amp;&gt;</text>"));
  g_assert_nonnull (strstr (out->str, "<title>A &lt; B</title>"));
  g_assert_nonnull (strstr (out->str, "<desc>Where &amp; when</desc>"));
  g_assert_nonnull (strstr (out->str, "<pattern id=\"hatch-808080\""));
  g_assert_nonnull (strstr (out->str, "data-region=\"2\""));
  g_assert_null (strstr (out->str, "nan"));
}

/* Any text, from wherever, leaves the file well-formed. */
static void
test_svg_words (void)
{
  static const char *const texts[] = { "a\x0b\x01", "\xef\xbf\xbf", "]]>", "&#1;<" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (NqpScene) scene = make_scene ();
      const NqpFont font = nqp_scene_font (scene, 13, nqp_scene_style (scene)->text);
      g_autoptr (GString) out = g_string_new (NULL);

      nqp_scene_text (scene, 20, 150, texts[i], &font, NQP_DATUM_NONE);
      nqp_scene_print_svg (scene, out, texts[i], texts[i]);
      check_xml (out->str);
      g_assert_true (g_utf8_validate (out->str, -1, NULL));
      for (const char *p = out->str; *p != '\0'; p++)
        g_assert_true ((guchar)*p >= 0x20 || *p == '\n');
      g_assert_null (strstr (out->str, "&#"));
      g_assert_null (strstr (out->str, "\xef\xbf\xbf"));
    }
}

/* Without a ground, pixels that nothing covers are clear, and the others have the colour that was asked for. */
static void
test_transparent (void)
{
  g_autofree char *path = temp_path ("clear.png");
  NqpPaint half = { .fill = { 1, 0.5, 0, 0.5 } }, full = { .fill = { 0.2, 0.4, 0.8, 1 } };
  NqpStyle style;

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  for (int clear = 0; clear < 2; clear++)
    {
      g_autoptr (NqpScene) scene = NULL;
      g_autoptr (GdkPixbuf) pixbuf = NULL;
      g_autoptr (GError) error = NULL;
      const guchar *row;

      style.transparent = clear;
      scene = nqp_scene_new (30, 10, &style);
      nqp_scene_rect (scene, 10, 0, 10, 10, 0, &half, NQP_DATUM_NONE);
      nqp_scene_rect (scene, 20, 0, 10, 10, 0, &full, NQP_DATUM_NONE);
      g_assert_true (nqp_scene_save (scene, path, NQP_FORMAT_PNG, 96, "", "", &error));
      g_assert_no_error (error);
      pixbuf = gdk_pixbuf_new_from_file (path, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gdk_pixbuf_get_n_channels (pixbuf), ==, clear ? 4 : 3);
      row = gdk_pixbuf_read_pixels (pixbuf) + 5 * gdk_pixbuf_get_rowstride (pixbuf);
      if (clear)
        {
          g_assert_cmpmem (row + 4 * 5, 4, ((guchar[]){ 0, 0, 0, 0 }), 4);
          g_assert_cmpint (abs (row[4 * 15] - 255) + abs (row[4 * 15 + 1] - 128) + row[4 * 15 + 2], <=, 4);
          g_assert_cmpint (abs (row[4 * 15 + 3] - 128), <=, 1);
          g_assert_cmpmem (row + 4 * 25, 4, ((guchar[]){ 51, 102, 204, 255 }), 4);
        }
      else
        {
          g_assert_cmpmem (row + 3 * 5, 3, ((guchar[]){ 255, 255, 255 }), 3);
          g_assert_cmpmem (row + 3 * 25, 3, ((guchar[]){ 51, 102, 204 }), 3);
        }
    }
  g_unlink (path);
}

/* Whatever goes wrong, no half picture stays and an older one is untouched. */
static void
test_failure (void)
{
  g_autoptr (NqpScene) scene = make_scene ();
  g_autofree char *path = temp_path ("old.png"), *bytes = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;
  guint n_files;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  n_files = count_files (path);

  g_assert_false (nqp_scene_save (scene, "/nonexistent/folder/a.png", NQP_FORMAT_PNG, 96, "", "", &error));
  g_assert_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/nonexistent/folder/a.png"));
  g_clear_error (&error);
  g_assert_false (nqp_scene_save (scene, "/tmp", NQP_FORMAT_PNG, 96, "", "", &error));
  g_assert_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (nqp_scene_save (scene, path, NQP_FORMAT_PNG, 96000, "", "", &error));
  g_assert_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED);
  g_clear_error (&error);

  /* A limit on the size of files fails a write the way a full disk does. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 600;
  for (int format = NQP_FORMAT_PNG; format <= NQP_FORMAT_SVG; format++)
    {
      gboolean ok;

      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      ok = nqp_scene_save (scene, path, format, 96, "", "", &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
      g_assert_false (ok);
      g_assert_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
      g_clear_error (&error);
    }
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "old");
  g_assert_cmpuint (count_files (path), ==, n_files);
  g_unlink (path);
}

static void
test_formats (void)
{
  NqpFormat format;

  g_assert_true (nqp_format_from_path ("a.b/map.PDF", &format));
  g_assert_cmpint (format, ==, NQP_FORMAT_PDF);
  g_assert_true (nqp_format_from_path ("map.svg", &format));
  g_assert_cmpint (format, ==, NQP_FORMAT_SVG);
  g_assert_false (nqp_format_from_path ("map.jpg", &format));
  g_assert_false (nqp_format_from_path (".png", &format));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/pick", test_pick);
  g_test_add_func ("/scene/text", test_text);
  g_test_add_func ("/scene/faults", test_faults);
  g_test_add_func ("/scene/measure", test_measure);
  g_test_add_func ("/scene/draw", test_draw);
  g_test_add_func ("/scene/png", test_png);
  g_test_add_func ("/scene/pdf", test_pdf);
  g_test_add_func ("/scene/svg", test_svg);
  g_test_add_func ("/scene/svg-words", test_svg_words);
  g_test_add_func ("/scene/transparent", test_transparent);
  g_test_add_func ("/scene/failure", test_failure);
  g_test_add_func ("/scene/formats", test_formats);
  return g_test_run ();
}
