/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"

/* The pictures that compare chosen regions; that nothing in them is cut is looked for in test-charts and test-room. */

static NqpScene *
draw (const NqpChart *chart, const NqpView *view, NqpStyleKind kind, double scale, double width,
      double height)
{
  NqpStyle style;
  NqpScene *scene;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 16, 16);
  cairo_t *cr = cairo_create (surface);

  nqp_style_init (&style, kind, scale);
  scene = chart->build (view, &style, width, height);
  nqp_scene_draw (scene, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return scene;
}

static const NqpChart *
find (const char *id)
{
  const NqpChart *chart = nqp_chart_find (id);

  g_assert_nonnull (chart);
  return chart;
}

static NqpView
view_of (const NqpScores *scores, const char *measure, int focus, int compared)
{
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  view.provenance = TRUE;
  view.measure = nqp_tree_find (scores->tree, measure);
  g_assert_cmpint (view.measure, >=, 0);
  view.focus = focus;
  if (compared >= 0)
    view.compared[view.n_compared++] = compared;
  return view;
}

static void
expect_words (const NqpChart *chart, const NqpView *view, const char *words, gboolean there)
{
  g_autoptr (NqpScene) scene = draw (chart, view, NQP_STYLE_LIGHT, 1, 1400, 700);
  g_autofree char *text = nqp_scene_to_text (scene);

  if ((strstr (text, words) != NULL) != there)
    g_error ("%s: \"%s\" is %s:\n%s", chart->id, words, there ? "not there" : "there", text);
}

/* A row a region that is in the picture and the mean; scores as everywhere, and an indicator in its unit. */
static void
test_compare_tables (void)
{
  static const char *const compared[] = { "compare.bars", "compare.parallel" };
  static const char *const measures[] = { "index", "drivers", "elements.labour-force", "eint" };
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (compared); i++)
    for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
      {
        NqpView view = view_of (scores, measures[m], 11, 9);
        g_autoptr (NqpTable) table = NULL;
        int n_cells = 0;

        view.compared[view.n_compared++] = 30; /* lacks one component */
        table = find (compared[i])->table (&view, NQP_TABLE_FILE);
        g_assert_cmpint (nqp_table_n_rows (table), ==, i == 0 ? 4 : 32);
        for (int row = 0; row < nqp_table_n_rows (table); row++)
          {
            const char *code = nqp_table_get_text (table, 0, row);
            const int region = code != NULL ? nqp_panel_find_place (scores->panel, code) : -1;

            if (row < 3)
              g_assert_cmpint (region, ==, row == 0 ? 11 : row == 1 ? 9 : 30);
            for (int c = nqp_table_find_column (table, "value"); c < nqp_table_n_columns (table); c++)
              {
                const int node = nqp_tree_find (scores->tree, nqp_table_column_name (table, c));
                const double shown = nqp_table_get_number (table, c, row),
                             is = region < 0 && node >= 0 ? nqp_scores_mean (scores, node, view.year) * 100
                                  : region < 0            ? shown
                                  : node >= 0 ? 100 * nqp_scores_get (scores, node, view.year, region)
                                              : nqp_view_value (&view, view.year, region);

                g_assert_true (isnan (shown) ? isnan (is) : shown == is);
                n_cells++;
              }
          }
        g_assert_cmpint (n_cells, >=, nqp_table_n_rows (table) * 2);
      }
}

/* Every bar is as long as its value, a value that is missing is said, and all regions have their names. */
static void
test_compare_pictures (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 11, -1);
  double x, y, w, h, per_point = NAN;

  expect_words (find ("compare.bars"), &view, nqp_view_region_name (&view, 11), TRUE);
  for (int i = 0; i < NQP_MAX_COMPARED; i++)
    view.compared[view.n_compared++] = i < 7 ? i : 30;
  for (int k = 0; k <= NQP_MAX_COMPARED; k++)
    for (guint i = 0; i < 2; i++)
      expect_words (find (i == 0 ? "compare.bars" : "compare.parallel"), &view,
                    nqp_view_region_name (&view, k == 0 ? 11 : view.compared[k - 1]), TRUE);
  {
    g_autoptr (NqpScene) scene = draw (find ("compare.bars"), &view, NQP_STYLE_LIGHT, 1, 1280, 800);

    for (int node = scores->tree->nodes[0].first_child; node >= 0;
         node = scores->tree->nodes[node].next_sibling)
      for (int k = 0; k < NQP_MAX_COMPARED; k++)
        {
          const double v = 100 * nqp_scores_get (scores, node, view.year, view.compared[k]);

          if (!isfinite (v) || v < 1)
            continue;
          g_assert_true (nqp_scene_locate (scene, (NqpDatum){ view.compared[k], view.year, node, 0, 0 }, &x,
                                           &y, &w, &h));
          per_point = isnan (per_point) ? w / v : per_point;
          g_assert_cmpfloat_with_epsilon (w / v, per_point, 1e-6);
        }
  }
  {
    g_autoptr (NqpScene) scene = draw (find ("compare.parallel"), &view, NQP_STYLE_LIGHT, 1, 1280, 800);

    for (int node = 0; node < scores->n_nodes; node++)
      if (scores->tree->nodes[node].level == NQP_LEVEL_COMPONENT)
        g_assert_cmpint (nqp_scene_locate (scene, (NqpDatum){ 30, view.year, node, 0, 0 }, &x, &y, &w, &h),
                         ==, isfinite (nqp_scores_get (scores, node, view.year, 30)));
  }
  expect_words (find ("compare.parallel"), &view, "a line is broken where there are no data", TRUE);
  view.measure = nqp_tree_find (scores->tree, "carriers");
  view.focus = -1;
  view.n_compared = 0;
  expect_words (find ("compare.bars"), &view, "Choose regions to compare them.", TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/tables", test_compare_tables);
  g_test_add_func ("/compare/pictures", test_compare_pictures);
  return g_test_run ();
}
