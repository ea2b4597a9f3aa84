/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdlib.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-picture.h"
#include "nqp-project.h"

/* What one step of dragging a weight costs: new weights -> scores of all years -> scene -> pixels, as the
 * window does it: only what changed is painted. One JSON line a chart.
 * Arguments: a project, or the number of regions and of years of a made-up panel (31 and 8 if not given), which has no map. */

#define N_STEPS 200
#define WIDTH 1280
#define HEIGHT 800

static int
compare (const void *a, const void *b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return (x > y) - (x < y);
}

static double
median_ms (gint64 *times)
{
  qsort (times, N_STEPS, sizeof *times, compare);
  return (double)times[N_STEPS / 2] / 1000; /* sorted from here on */
}

static void
bench (const NqpChart *chart, NqpPanel *panel, const NqpMapLayout *layout)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpTree) tree = nqp_tree_ref (panel->tree);
  g_autoptr (NqpPicture) picture = nqp_picture_new ();
  gint64 score[N_STEPS], build[N_STEPS], paint[N_STEPS], whole[N_STEPS];
  double median[4];
  NqpMethod method;
  NqpStyle style;

  nqp_method_init (&method);
  method.scheme = method.custom_from = NQP_SCHEME_CUSTOM;
  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  for (int i = 0; i < N_STEPS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpScores) scores = NULL;
      g_autoptr (NqpScene) scene = NULL;
      gint64 t0 = g_get_monotonic_time (), t1, t2, t3;
      NqpTree *next = nqp_tree_set_weight (tree, 1, 0.1 + 0.6 * i / N_STEPS);
      NqpView view;

      nqp_tree_unref (tree);
      tree = next;
      scores = nqp_pipeline_run (pipeline, panel, tree, &method, &error);
      g_assert_no_error (error);
      t1 = g_get_monotonic_time ();
      nqp_view_init (&view, scores, layout, NQP_LANG_EN);
      view.focus = 11;
      view.compared[0] = 9;
      view.compared[1] = 10;
      view.n_compared = 2;
      scene = chart->build (&view, &style, WIDTH, HEIGHT);
      t2 = g_get_monotonic_time ();
      nqp_picture_show (picture, scene, 1);
      t3 = g_get_monotonic_time ();
      score[i] = t1 - t0;
      build[i] = t2 - t1;
      paint[i] = t3 - t2;
      whole[i] = t3 - t0;
    }
  median[0] = median_ms (score);
  median[1] = median_ms (build);
  median[2] = median_ms (paint);
  median[3] = median_ms (whole);
  g_print (
      "{\"benchmark\": \"weight drag\", \"chart\": \"%s\", \"regions\": %d, \"years\": %d, \"steps\": %d, "
      "\"score_ms\": %.3f, \"build_ms\": %.3f, \"paint_ms\": %.3f, \"total_ms\": %.3f, \"total_p95_ms\": "
      "%.3f}\n",
      chart->id, panel->n_regions, panel->n_years, N_STEPS, median[0], median[1], median[2], median[3],
      (double)whole[N_STEPS * 95 / 100] / 1000);
}

/* The same for a what-if slider of the page Paths: new value -> scores -> map, radar and the change, all three painted. */
static void
bench_what_if (NqpPanel *panel, const NqpMapLayout *layout)
{
  static const char *const ids[] = { "map.choropleth", "profile.radar", "paths.whatif" };
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScores) scores = NULL;
  NqpPicture *pictures[G_N_ELEMENTS (ids)];
  gint64 score[N_STEPS], whole[N_STEPS];
  double median[2], low, high;
  NqpMethod method;
  NqpStyle style;
  int year = panel->n_years - 1, leaf;

  nqp_method_init (&method);
  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  leaf = scores->tree->leaves[scores->tree->n_leaves / 2];
  nqp_scores_range (scores, leaf, year, &low, &high);
  for (guint k = 0; k < G_N_ELEMENTS (ids); k++)
    pictures[k] = nqp_picture_new ();
  for (int i = 0; i < N_STEPS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      double value = low + (high - low) * (i + 0.5) / N_STEPS;
      g_autoptr (NqpScores) assumed = nqp_scores_what_if (scores, year, 11, 1, &leaf, &value, &error);
      NqpView view;

      g_assert_no_error (error);
      score[i] = g_get_monotonic_time () - begin;
      nqp_view_init (&view, assumed, layout, NQP_LANG_EN);
      view.before = scores;
      view.focus = 11;
      for (guint k = layout != NULL ? 0 : 1; k < G_N_ELEMENTS (ids); k++)
        {
          g_autoptr (NqpScene) scene = nqp_chart_find (ids[k])->build (&view, &style, WIDTH / 2, HEIGHT);

          nqp_picture_show (pictures[k], scene, 1);
        }
      whole[i] = g_get_monotonic_time () - begin;
    }
  median[0] = median_ms (score);
  median[1] = median_ms (whole);
  g_print (
      "{\"benchmark\": \"what-if drag\", \"charts\": \"map, radar, change\", \"regions\": %d, \"years\": %d, "
      "\"steps\": %d, \"score_ms\": %.3f, \"total_ms\": %.3f, \"total_p95_ms\": %.3f}\n",
      panel->n_regions, panel->n_years, N_STEPS, median[0], median[1],
      (double)whole[N_STEPS * 95 / 100] / 1000);
  for (guint k = 0; k < G_N_ELEMENTS (ids); k++)
    nqp_picture_free (pictures[k]);
}

/* The panel and the map of a project: maps cost by their outlines, which cannot be made up. */
static NqpPanel *
read_project (const char *path, NqpMapLayout **out_layout)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpProject) project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
  g_autoptr (NqpPanel) panel = project != NULL ? nqp_project_read_panel (project, &error) : NULL;
  g_autoptr (NqpBoundaries) boundaries = panel != NULL ? nqp_project_read_boundaries (project, &error) : NULL;

  *out_layout = boundaries != NULL ? nqp_map_layout_new (panel, boundaries, &error) : NULL;
  if (*out_layout == NULL)
    g_error ("%s: %s", path, error->message);
  return g_steal_pointer (&panel);
}

int
main (int argc, char *argv[])
{
  static const char *const ids[]
      = { "ranking.bars",      "map.choropleth", "map.tiles",     "profile.radar",
          "profile.strengths", "trends.lines",   "data.coverage", "data.distribution" };
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpMapLayout) layout = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc == 2)
    panel = read_project (argv[1], &layout);
  else
    panel = charts_sample_panel (argc > 2 ? atoi (argv[1]) : 31, argc > 2 ? atoi (argv[2]) : 8,
                                 CHARTS_SAMPLE_PLAIN);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (layout != NULL || !g_str_has_prefix (ids[i], "map."))
      bench (nqp_chart_find (ids[i]), panel, layout);
  bench_what_if (panel, layout);
  return 0;
}
