/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-uncertainty-bytes.h"

/* The pictures of the page Robustness: nothing cut or on top of something else at any size, and numbers of the results. */

static const char *const ids[] = { "robustness.ranks", "robustness.sobol", "robustness.methods",
                                   "robustness.dominance", "ranking.bars" };

static void
compute (NqpRobustness *self, const NqpScores *scores, int measure, int draws)
{
  g_autoptr (GError) error = NULL;
  NqpUncertaintySpec spec;
  int focus = 0;

  nqp_uncertainty_spec_init (&spec, scores);
  spec.measure = measure;
  spec.draws = draws;
  spec.top = MIN (5, scores->n_regions);
  self->uncertainty = nqp_uncertainty_new (scores, &spec, NULL, &error);
  g_assert_no_error (error);
  spec.draws = 32;
  self->sensitivity = nqp_sensitivity_new (scores, &spec, &focus, scores->n_regions > 300, NULL, &error);
  g_assert_no_error (error);
  self->alternatives = nqp_alternatives_new (scores, measure, spec.year, NULL, &error);
  g_assert_no_error (error);
}

static NqpView
view_of (const NqpScores *scores, const NqpRobustness *results, int focus)
{
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  view.provenance = TRUE;
  view.focus = focus;
  view.uncertainty = results->uncertainty;
  view.sensitivity = results->sensitivity;
  view.alternatives = results->alternatives;
  return view;
}

static NqpScene *
draw (const char *id, const NqpView *view, NqpStyleKind kind, double scale, double width, double height)
{
  NqpStyle style;

  nqp_style_init (&style, kind, scale);
  return nqp_chart_find (id)->build (view, &style, width, height);
}

static void
check_faults (const char *id, const NqpView *view, NqpStyleKind kind, double scale, double width,
              double height)
{
  g_autoptr (NqpScene) scene = draw (id, view, kind, scale, width, height);
  g_autofree char *faults = nqp_scene_find_faults (scene), *summary = nqp_chart_find (id)->summary (view);

  if (faults != NULL)
    g_error ("%s, %d regions, focus %d, %gx%g, style %d, scale %g, %s:\n%s", id, view->scores->n_regions,
             view->focus, width, height, (int)kind, scale, nqp_lang_to_string (view->lang), faults);
  g_assert_cmpint (strlen (summary), >, 40);
}

static void
test_faults (void)
{
  static const struct
  {
    int n_regions;
    ChartsSampleKind kind;
  } panels[] = { { 31, CHARTS_SAMPLE_PLAIN }, { 117, CHARTS_SAMPLE_WHOLE }, { 7, CHARTS_SAMPLE_TIES } };
  static const double sizes[][2]
      = { { 300, 220 }, { 400, 300 }, { 540, 420 }, { 800, 640 }, { 1280, 720 }, { 1920, 1080 } };

  for (guint p = 0; p < G_N_ELEMENTS (panels); p++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (panels[p].n_regions, 3, panels[p].kind, NULL);
      g_auto (NqpRobustness) results = { NULL, NULL, NULL };

      compute (&results, scores, 0, 120);
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
          for (int kind = NQP_STYLE_LIGHT; kind <= NQP_STYLE_CONTRAST_DARK; kind++)
            for (int focus = -1; focus < MIN (30, panels[p].n_regions); focus += 6)
              {
                NqpView view = view_of (scores, &results, focus);

                if (strcmp (ids[i], "ranking.bars") == 0 && s < 2)
                  continue; /* has a least size of its own */
                view.lang = (kind + focus) % 2 == 0 ? NQP_LANG_EN : NQP_LANG_ZH;
                view.stale = focus == 5;
                view.provenance = sizes[s][0] > 400;
                check_faults (ids[i], &view, (NqpStyleKind)kind, s == 4 ? 1.6 : 1, sizes[s][0], sizes[s][1]);
              }
    }
}

/* Not computed: every picture says how to get it, and its table has the regions. */
static void
test_missing (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 3, CHARTS_SAMPLE_PLAIN, NULL);
  const NqpRobustness nothing = { NULL, NULL, NULL };
  NqpView view = view_of (scores, &nothing, 3);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (NqpScene) scene = draw (ids[i], &view, NQP_STYLE_LIGHT, 1, 400, 300);
      g_autofree char *text = nqp_scene_to_text (scene);
      g_autoptr (NqpTable) table = nqp_chart_find (ids[i])->table (&view, NQP_TABLE_FILE);

      g_assert_nonnull (strstr (text, "Not computed yet"));
      g_assert_cmpint (nqp_table_n_rows (table), >, 0);
      check_faults (ids[i], &view, NQP_STYLE_DARK, 1, 300, 220);
    }
}

static void
test_numbers (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 3, CHARTS_SAMPLE_PLAIN, NULL);
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_autoptr (NqpTable) ranks = NULL, dominance = NULL, methods = NULL;
  const NqpUncertainty *u;
  NqpView view;
  int n_doubtful = 0;

  compute (&results, scores, 0, 300);
  u = results.uncertainty;
  view = view_of (scores, &results, 3);
  ranks = nqp_chart_find ("robustness.ranks")->table (&view, NQP_TABLE_FILE);
  g_assert_cmpint (nqp_table_n_rows (ranks), ==, 31);
  for (int row = 0; row < 31; row++)
    {
      int region = nqp_panel_find_place (scores->panel, nqp_table_get_text (ranks, 0, row));
      int rank = nqp_scores_rank (scores, 0, view.year, region);

      if (rank == 0)
        continue;
      g_assert_cmpfloat (nqp_table_get_number (ranks, 2, row), ==, rank);
      g_assert_cmpfloat (nqp_table_get_number (ranks, 4, row), ==, u->p05[region]);
      g_assert_cmpfloat (nqp_table_get_number (ranks, 5, row), ==, u->p95[region]);
      g_assert_cmpstr (nqp_table_get_text (ranks, 8, row), ==,
                       nqp_firmness_word (nqp_uncertainty_firmness (u, region)));
      n_doubtful += nqp_uncertainty_firmness (u, region) > NQP_FIRMNESS_FIRM;
    }
  g_assert_cmpint (n_doubtful, >, 0);
  dominance = nqp_chart_find ("robustness.dominance")->table (&view, NQP_TABLE_FILE);
  g_assert_cmpint (nqp_table_n_rows (dominance), ==, 31 * 30);
  for (int row = 0; row < nqp_table_n_rows (dominance); row += 7)
    {
      int region = nqp_panel_find_place (scores->panel, nqp_table_get_text (dominance, 0, row)),
          other = nqp_panel_find_place (scores->panel, nqp_table_get_text (dominance, 2, row));
      double shown = nqp_table_get_number (dominance, 4, row),
             expected = nqp_uncertainty_dominance (u, region, other);

      g_assert_true (isnan (shown) ? isnan (expected) : fabs (shown - expected) < 1e-12);
    }
  methods = nqp_chart_find ("robustness.methods")->table (&view, NQP_TABLE_FILE);
  for (int row = 0; row < nqp_table_n_rows (methods); row += 11)
    {
      const char *id = nqp_table_get_text (methods, 0, row);
      int region = nqp_panel_find_place (scores->panel, nqp_table_get_text (methods, 5, row)), found = -1;

      for (int k = 0; k < results.alternatives->n; k++)
        if (strcmp (results.alternatives->items[k].id, id) == 0)
          found = k;
      g_assert_cmpint (found, >=, 0);
      if (results.alternatives->items[found].ranks[region] > 0)
        g_assert_cmpfloat (nqp_table_get_number (methods, 7, row), ==,
                           results.alternatives->items[found].ranks[region]);
    }
}

/* A bar reaches from the 5 % to the 95 % quantile. */
static void
test_bars (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 3, CHARTS_SAMPLE_WHOLE, NULL);
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  g_autoptr (NqpScene) scene = NULL;
  NqpView view;
  double per_rank = NAN;

  compute (&results, scores, 0, 200);
  view = view_of (scores, &results, 3);
  scene = draw ("robustness.ranks", &view, NQP_STYLE_LIGHT, 1, 1000, 900);
  for (int i = 0; i < 31; i++)
    {
      const double ranks = results.uncertainty->p95[i] - results.uncertainty->p05[i] + 1;
      double x, y, w, h;

      g_assert_true (nqp_scene_locate (scene, (NqpDatum){ i, -1, -1 }, &x, &y, &w, &h));
      g_assert_cmpfloat (y + h, <=, 900);
      if (w > 900) /* the row as a whole answers first */
        continue;
      if (isnan (per_rank))
        per_rank = w / ranks;
      g_assert_cmpfloat_with_epsilon (w / ranks, per_rank, per_rank * 1e-6);
    }
}

static gboolean
has_words (const char *id, const NqpView *view, const char *words)
{
  g_autoptr (NqpScene) scene = draw (id, view, NQP_STYLE_LIGHT, 1, 1280, 900);
  g_autofree char *text = nqp_scene_to_text (scene);

  return strstr (text, words) != NULL;
}

/* A result of something else than what is shown is never shown as if it were of it. */
static void
test_stale (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 3, CHARTS_SAMPLE_PLAIN, NULL);
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  NqpView view;

  compute (&results, scores, 0, 100);
  view = view_of (scores, &results, 3);
  for (guint i = 0; i < 4; i++)
    g_assert_false (has_words (ids[i], &view, "run again"));
  g_assert_true (has_words ("ranking.bars", &view, "fragile: in less than"));
  view.stale = TRUE;
  for (guint i = 0; i < 4; i++)
    g_assert_true (has_words (ids[i], &view, "Computed for other weights: run again"));
  g_assert_false (has_words ("ranking.bars", &view, "fragile: in less than"));
  view.stale = FALSE;
  view.year = 0;
  for (guint i = 0; i < 4; i++)
    g_assert_true (has_words (ids[i], &view, "run again for"));
  g_assert_false (has_words ("ranking.bars", &view, "fragile: in less than"));
}

/* Of many regions the focus is in sight. */
static void
test_window (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (700, 2, CHARTS_SAMPLE_WHOLE, NULL);
  g_auto (NqpRobustness) results = { NULL, NULL, NULL };
  NqpUncertaintySpec spec;
  NqpView view;
  double x, y, w, h;

  nqp_uncertainty_spec_init (&spec, scores);
  spec.draws = 30;
  results.uncertainty = nqp_uncertainty_new (scores, &spec, NULL, NULL);
  for (int focus = 0; focus < 700; focus += 233)
    {
      static const char *const windowed[] = { "robustness.ranks", "robustness.dominance" };

      view = view_of (scores, &results, focus);
      for (guint i = 0; i < G_N_ELEMENTS (windowed); i++)
        {
          g_autoptr (NqpScene) scene = draw (windowed[i], &view, NQP_STYLE_LIGHT, 1, 800, 640);

          g_assert_true (nqp_scene_locate (scene, (NqpDatum){ focus, -1, -1 }, &x, &y, &w, &h));
          check_faults (windowed[i], &view, NQP_STYLE_LIGHT, 1, 800, 640);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/robustness/faults", test_faults);
  g_test_add_func ("/robustness/missing", test_missing);
  g_test_add_func ("/robustness/numbers", test_numbers);
  g_test_add_func ("/robustness/bars", test_bars);
  g_test_add_func ("/robustness/stale", test_stale);
  g_test_add_func ("/robustness/window", test_window);
  return g_test_run ();
}
