/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart.h"
#include "nqp-framework-json.h"
#include "nqp-picture.h"
#include "nqp-project.h"
#include "nqp-uncertainty-bytes.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Every chart of the registry from the bundled samples, in every style, both languages and the sizes it is used at: no text
 * too small, cut, outside or on top of another; the same scene twice; files that can be read. */

typedef struct
{
  const char *id;
  NqpPanel *panel;
  NqpMapLayout *layout;
  NqpScores *scores;
  NqpRobustness robustness;
} Sample;

static Sample samples[] = { { .id = "china-provinces" }, { .id = "world-economies" } };
static char *folder;
static NqpFramework *framework;

static void
load (Sample *sample, const char *directory)
{
  g_autofree char *name = g_strconcat (sample->id, ".nqp", NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpProject) project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  NqpUncertaintySpec spec;
  NqpMethod method;

  g_assert_no_error (error);
  sample->panel = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  boundaries = nqp_project_read_boundaries (project, &error);
  g_assert_no_error (error);
  sample->layout = nqp_map_layout_new (sample->panel, boundaries, &error);
  g_assert_no_error (error);
  nqp_method_init (&method);
  sample->scores = nqp_pipeline_run (pipeline, sample->panel, sample->panel->tree, &method, &error);
  g_assert_no_error (error);
  nqp_uncertainty_spec_init (&spec, sample->scores);
  spec.draws = 64;
  sample->robustness.uncertainty = nqp_uncertainty_new (sample->scores, &spec, NULL, &error);
  g_assert_no_error (error);
  sample->robustness.sensitivity = nqp_sensitivity_new (sample->scores, &spec, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  sample->robustness.alternatives
      = nqp_alternatives_new (sample->scores, spec.measure, spec.year, NULL, &error);
  g_assert_no_error (error);
}

static void
look_at (NqpView *view, const Sample *sample, int lang)
{
  nqp_view_init (view, sample->scores, sample->layout, (NqpLang)lang);
  view->framework = framework;
  view->uncertainty = sample->robustness.uncertainty;
  view->sensitivity = sample->robustness.sensitivity;
  view->alternatives = sample->robustness.alternatives;
}

static void
check_scene (const NqpChart *chart, const NqpView *view, const Sample *sample, NqpStyleKind kind,
             double scale, double width, double height)
{
  NqpStyle style;
  g_autoptr (NqpScene) scene = NULL;
  g_autofree char *faults = NULL;

  nqp_style_init (&style, kind, scale);
  scene = chart->build (view, &style, width, height);
  faults = nqp_scene_find_faults (scene);
  if (faults != NULL)
    {
      g_test_message ("%s of %s, measure %s, %gx%g, style %d, scale %g, %s:\n%s", chart->id, sample->id,
                      nqp_view_node_name (view, view->measure), width, height, kind, scale,
                      nqp_lang_to_string (view->lang), faults);
      g_test_fail ();
    }
}

static void
test_faults (gconstpointer data)
{
  static const double sizes[][2] = { { 800, 640 }, { 540, 420 }, { 400, 300 }, { 1920, 1080 } };
  const NqpChart *chart = data;

  for (gsize k = 0; k < G_N_ELEMENTS (samples); k++)
    for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
      for (int footer = 0; footer <= 1; footer++)
        for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
          {
            const NqpTree *tree = samples[k].scores->tree;
            int measures[]
                = { 0, nqp_tree_find (tree, "relations"), tree->leaves[0], tree->leaves[tree->n_leaves - 1] };
            NqpView view;

            look_at (&view, &samples[k], lang);
            view.provenance = footer != 0;
            view.date = "2026-01-31";
            view.compared[0] = 3;
            view.compared[1] = 8;
            view.n_compared = 2;
            for (gsize m = 0; m < G_N_ELEMENTS (measures); m++)
              {
                view.measure = MAX (measures[m], 0);
                view.classes = (NqpClasses)m;
                view.focus = (int)(m * 7);
                view.depth = 1 + (int)m % 3;
                view.live = m % 2 != 0;
                check_scene (chart, &view, &samples[k], (NqpStyleKind)((m + s) % 5), 1, sizes[s][0],
                             sizes[s][1]);
              }
            view.measure = 0;
            check_scene (chart, &view, &samples[k], NQP_STYLE_DARK, 1.6, 1280, 800);
          }
}

static void
test_styles (gconstpointer data)
{
  const NqpChart *chart = data;

  for (int kind = NQP_STYLE_LIGHT; kind <= NQP_STYLE_CONTRAST_DARK; kind++)
    for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
      {
        NqpView view;
        NqpStyle style;
        g_autoptr (NqpScene) first = NULL, second = NULL;
        g_autofree char *one = NULL, *two = NULL;

        look_at (&view, &samples[0], lang);
        view.provenance = TRUE;
        check_scene (chart, &view, &samples[0], (NqpStyleKind)kind, 1, chart->width, chart->height);
        nqp_style_init (&style, (NqpStyleKind)kind, 1);
        first = chart->build (&view, &style, chart->width, chart->height);
        second = chart->build (&view, &style, chart->width, chart->height);
        one = nqp_scene_to_text (first);
        two = nqp_scene_to_text (second);
        g_assert_cmpstr (one, ==, two);
      }
}

static void
test_files (gconstpointer data)
{
  const NqpChart *chart = data;

  for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%d.pdf", folder, chart->id, lang), *pdf = NULL;
      g_autofree char *png = g_strdup_printf ("%s/%s-%d.png", folder, chart->id, lang);
      g_autofree char *title = NULL, *provenance = NULL;
      g_autoptr (GString) svg = g_string_new (NULL);
      g_autoptr (GdkPixbuf) pixbuf = NULL;
      g_autoptr (NqpScene) scene = NULL;
      g_autoptr (GError) error = NULL;
      GMarkupParser parser = { NULL };
      GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
      NqpStyle style;
      NqpView view;
      gsize length;

      look_at (&view, &samples[0], lang);
      nqp_style_init (&style, NQP_STYLE_PRINT, 1);
      title = chart->title (&view);
      provenance = nqp_view_provenance (&view);
      scene = chart->build (&view, &style, chart->width, chart->height);

      g_assert_true (nqp_scene_save (scene, png, NQP_FORMAT_PNG, 144, title, provenance, &error));
      g_assert_no_error (error);
      pixbuf = gdk_pixbuf_new_from_file (png, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, (int)lround (chart->width * 1.5));
      g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Title"), ==, title);
      g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "tEXt::Description"), ==, provenance);

      g_assert_true (nqp_scene_save (scene, path, NQP_FORMAT_PDF, 96, title, provenance, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &pdf, &length, NULL));
      g_assert_nonnull (memmem (pdf, length, "/FontFile", 9));
      g_assert_null (memmem (pdf, length, "/Subtype /Image", 15));

      nqp_scene_print_svg (scene, svg, title, provenance);
      g_markup_parse_context_parse (context, svg->str, (gssize)svg->len, &error);
      g_assert_no_error (error);
      g_assert_true (g_markup_parse_context_end_parse (context, &error));
      g_markup_parse_context_free (context);
      g_assert_nonnull (strstr (svg->str, "</text>"));
      g_assert_false (g_regex_match_simple ("[\"ML,-](nan|inf)", svg->str, 0, 0));
      g_unlink (png);
      g_unlink (path);
    }
}

static void
test_words (gconstpointer data)
{
  const NqpChart *chart = data;

  for (gsize k = 0; k < G_N_ELEMENTS (samples); k++)
    {
      NqpView view;
      g_autoptr (NqpTable) table = NULL;
      g_autofree char *summary = NULL;

      look_at (&view, &samples[k], NQP_LANG_EN);
      view.compared[view.n_compared++] = 3;
      table = chart->table (&view, NQP_TABLE_FILE);
      summary = chart->summary (&view);
      g_assert_cmpint (nqp_table_n_rows (table), >, 0);
      g_assert_cmpint (strlen (summary), >, 40);
    }
}

static void
test_map_numbers (void)
{
  NqpView view;
  NqpStyle style;
  const NqpChart *chart = nqp_chart_find ("map.choropleth");
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autofree char *summary = NULL;
  double last = INFINITY;
  NqpDatum datum;

  nqp_view_init (&view, samples[0].scores, samples[0].layout, NQP_LANG_EN);
  view.framework = framework;
  table = chart->table (&view, NQP_TABLE_FILE);
  g_assert_cmpint (nqp_table_n_rows (table), ==, 34);
  for (int row = 0; row < 31; row++)
    {
      double value = nqp_table_get_number (table, 3, row);

      g_assert_cmpfloat (value, <=, last);
      last = value;
    }
  for (int row = 31; row < 34; row++)
    {
      g_assert_true (isnan (nqp_table_get_number (table, 3, row)));
      g_assert_true (isnan (nqp_table_get_number (table, 4, row)));
    }
  g_assert_cmpstr (nqp_table_get_text (table, 1, 0), ==, "Beijing");
  summary = chart->summary (&view);
  g_assert_nonnull (strstr (summary, "31 regions with a value"));
  g_assert_nonnull (strstr (summary, "3 places have no data"));

  /* what is under the label of a province is that province, and its swatch or outline is found */
  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  scene = chart->build (&view, &style, 800, 640);
  for (int i = 0; i < samples[0].panel->n_places; i++)
    {
      double x, y, w, h;

      g_assert_true (nqp_scene_locate (scene, (NqpDatum){ i, -1, -1 }, &x, &y, &w, &h));
      g_assert_cmpfloat (x, >=, 0);
      g_assert_cmpfloat (y + h, <=, 640);
    }
  g_assert_false (nqp_scene_pick (scene, 400, 110, &datum) && datum.region < 0);
}

/* Projects without outlines or positions say so in words. */
static void
test_no_map (void)
{
  static const char *const ids[] = { "map.choropleth", "map.tiles" };
  NqpStyle style;
  NqpView view;

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  nqp_view_init (&view, samples[0].scores, NULL, NQP_LANG_EN);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (NqpScene) scene = nqp_chart_find (ids[i])->build (&view, &style, 400, 300);
      g_autofree char *text = nqp_scene_to_text (scene);

      g_assert_null (nqp_scene_find_faults (scene));
      g_assert_nonnull (strstr (text, i == 0 ? "has no boundaries" : "no tile grid"));
    }
}

static void
check_same_pixels (const NqpChart *chart, int step, cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  int stride = cairo_image_surface_get_stride (a), most = 0, n = 0;

  g_assert_cmpint (width, ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (b));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < 4 * width; x++)
      {
        int d = abs (cairo_image_surface_get_data (a)[y * stride + x]
                     - cairo_image_surface_get_data (b)[y * stride + x]);

        n += d > 0;
        most = MAX (most, d);
      }
  if (n > 0)
    g_test_message ("%s, step %d: %d bytes differ, by %d at the most", chart->id, step, n, most);
  g_assert_cmpint (n, ==, 0);
}

/* Pixels of a picture that showed other scenes before are those of a new one. */
static void
test_updates (gconstpointer data)
{
  const NqpChart *chart = data;
  const Sample *sample = &samples[0];
  g_autoptr (NqpPicture) picture = nqp_picture_new ();
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpTree) tree = nqp_tree_ref (sample->panel->tree);
  g_autoptr (NqpScores) scores = nqp_scores_ref (sample->scores);
  NqpMethod method;
  NqpStyle style;
  NqpView view;
  int focus = 11, year = sample->panel->n_years - 1;

  nqp_method_init (&method);
  method.scheme = method.custom_from = NQP_SCHEME_CUSTOM;
  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  for (int step = 0; step < 40; step++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpScene) scene = NULL;
      g_autoptr (NqpPicture) fresh = nqp_picture_new ();
      int scale = step < 30 ? 1 : 2;
      NqpTree *next;

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          focus = g_test_rand_int_range (0, sample->panel->n_regions);
          break;
        case 1:
          year = g_test_rand_int_range (0, sample->panel->n_years);
          break;
        default:
          next = nqp_tree_set_weight (tree, tree->nodes[0].first_child, g_test_rand_double_range (0, 1));
          nqp_tree_unref (tree);
          tree = next;
          nqp_scores_unref (scores);
          scores = nqp_pipeline_run (pipeline, sample->panel, tree, &method, &error);
          g_assert_no_error (error);
          break;
        }
      look_at (&view, sample, NQP_LANG_EN);
      view.scores = scores;
      view.focus = focus;
      view.year = year;
      view.live = TRUE;
      scene = chart->build (&view, &style, 640, 560);
      nqp_picture_show (picture, scene, scale);
      nqp_picture_show (fresh, scene, scale);
      check_same_pixels (chart, step, nqp_picture_surface (picture), nqp_picture_surface (fresh));
    }
}

/* Every option that a chart takes changes its picture, and leaves it readable, in whatever company. */
static void
test_options (gconstpointer data)
{
  static const struct
  {
    NqpChartOption option;
    const char *text;
  } lines[] = {
    { NQP_OPTION_AXIS_MIN, "axis.min=-37" },   { NQP_OPTION_AXIS_MAX, "axis.max=133" },
    { NQP_OPTION_AXIS_ZERO, "axis.zero=no" },  { NQP_OPTION_AXIS_ZERO, "axis.zero=yes" },
    { NQP_OPTION_BREAKS, "breaks=jenks" },     { NQP_OPTION_BREAKS, "breaks=continuous" },
    { NQP_OPTION_CLASSES, "classes=9" },       { NQP_OPTION_CLASSES, "classes=3" },
    { NQP_OPTION_DECIMALS, "decimals=0" },     { NQP_OPTION_DECIMALS, "decimals=3" },
    { NQP_OPTION_FROM, "from=2016" },          { NQP_OPTION_LABELS, "labels=no" },
    { NQP_OPTION_PALETTE, "palette=green" },   { NQP_OPTION_REFERENCE, "reference=33.3" },
    { NQP_OPTION_REFERENCE, "reference=-12" }, { NQP_OPTION_TYPE, "type=0.8" },
    { NQP_OPTION_TYPE, "type=1.3" },
  };
  const NqpChart *chart = data;
  const guint known = nqp_chart_options (chart);
  guint changed = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (samples); k++)
    for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++)
      for (int m = 0; m < 3; m++)
        {
          const NqpTree *tree = samples[k].scores->tree;
          NqpStyle style;
          NqpView view;
          NqpChartOptions all = { 0 };
          g_autoptr (NqpScene) plain = NULL;
          g_autofree char *before = NULL;

          look_at (&view, &samples[k], lang);
          view.provenance = TRUE;
          view.compared[view.n_compared++] = 3;
          view.measure = m == 0 ? 0 : tree->leaves[m == 1 ? 0 : tree->n_leaves - 1];
          nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
          plain = nqp_chart_build (chart, &view, &style, 800, 640);
          before = nqp_scene_to_text (plain);
          for (gsize i = 0; i <= G_N_ELEMENTS (lines); i++)
            {
              g_autoptr (NqpScene) scene = NULL;
              g_autofree char *after = NULL, *faults = NULL, *line = NULL;
              g_autoptr (GError) error = NULL;

              if (i < G_N_ELEMENTS (lines) && (known & (1u << lines[i].option)) == 0)
                continue;
              view.options = (NqpChartOptions){ 0 };
              if (i == G_N_ELEMENTS (lines))
                view.options = all;
              else
                {
                  g_assert_true (nqp_chart_options_set (&view.options, known, lines[i].text, &error));
                  g_assert_no_error (error);
                  nqp_chart_options_set (&all, known, lines[i].text, NULL);
                }
              scene = nqp_chart_build (chart, &view, &style, 800, 640);
              after = nqp_scene_to_text (scene);
              if (i < G_N_ELEMENTS (lines) && strcmp (before, after) != 0)
                changed |= 1u << lines[i].option;
              faults = nqp_scene_find_faults (scene);
              line = nqp_chart_options_print (&view.options);
              if (faults != NULL)
                {
                  g_test_message ("%s of %s with %s, measure %s, %s:\n%s", chart->id, samples[k].id, line,
                                  nqp_view_node_name (&view, view.measure), nqp_lang_to_string (view.lang),
                                  faults);
                  g_test_fail ();
                }
            }
        }
  {
    g_autofree char *same = nqp_chart_options_ids (known & ~changed, ", ");

    g_assert_cmpstr (same, ==, "");
  }
}

int
main (int argc, char *argv[])
{
  int n;
  const NqpChart *const *charts = nqp_charts (&n);
  int status;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  for (gsize k = 0; k < G_N_ELEMENTS (samples); k++)
    load (&samples[k], argv[1]);
  folder = g_dir_make_tmp ("nqp-pictures-XXXXXX", NULL);
  framework = nqp_framework_shipped ();
  for (int i = 0; i < n; i++)
    {
      static const struct
      {
        const char *name;
        GTestDataFunc run;
      } checks[] = { { "faults", test_faults },   { "styles", test_styles }, { "files", test_files },
                     { "options", test_options }, { "words", test_words },   { "updates", test_updates } };

      for (gsize c = 0; c < G_N_ELEMENTS (checks); c++)
        {
          g_autofree char *name = g_strdup_printf ("/pictures/%s/%s", charts[i]->id, checks[c].name);

          g_test_add_data_func (name, charts[i], checks[c].run);
        }
    }
  g_test_add_func ("/pictures/map-numbers", test_map_numbers);
  g_test_add_func ("/pictures/no-map", test_no_map);
  status = g_test_run ();
  g_rmdir (folder);
  nqp_framework_unref (framework);
  for (gsize k = 0; k < G_N_ELEMENTS (samples); k++)
    {
      nqp_robustness_clear (&samples[k].robustness);
      nqp_scores_unref (samples[k].scores);
      nqp_map_layout_unref (samples[k].layout);
      nqp_panel_unref (samples[k].panel);
    }
  return status;
}
