/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-number.h"
#include "nqp-chart.h"

static const char *const ids[]
    = { "ranking.bars",     "ranking.bump",      "profile.radar",    "profile.strengths", "trends.lines",
        "trends.heatmap",   "disparity.dagum",   "disparity.lorenz", "disparity.density", "compare.bars",
        "compare.parallel", "profile.waterfall", "compare.waterfall" };

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

/* Nothing cut, small, outside or on top of other text, whatever is shown at whatever size. */
static void
test_faults (void)
{
  static const struct
  {
    int n_regions, n_years;
    ChartsSampleKind kind;
    const char *method;
  } panels[] = {
    { 31, 8, CHARTS_SAMPLE_PLAIN, NULL },
    { 31, 8, CHARTS_SAMPLE_PLAIN, "normalise=zscore" },
    { 31, 8, CHARTS_SAMPLE_WHOLE, "normalise=minmax-year" },
    { 117, 13, CHARTS_SAMPLE_WHOLE, NULL },
    { 2800, 3, CHARTS_SAMPLE_WHOLE, NULL },
    { 7, 1, CHARTS_SAMPLE_TIES, NULL },
    { 1, 1, CHARTS_SAMPLE_WHOLE, NULL },
    { 5, 3, CHARTS_SAMPLE_MISSING, NULL },
  };
  static const char *const measures[] = { "index", "drivers", "carriers", "elements.labour-force", "eint" };
  static const struct
  {
    double width, height, scale;
  } sizes[] = { { 540, 420, 1 }, { 800, 640, 1 }, { 1280, 720, 1.6 }, { 1920, 1080, 1 } };

  for (guint p = 0; p < G_N_ELEMENTS (panels); p++)
    {
      g_autoptr (NqpScores) scores
          = charts_sample_scores (panels[p].n_regions, panels[p].n_years, panels[p].kind, panels[p].method);

      for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
        for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
          for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
            for (int focus = -1; focus < MIN (12, panels[p].n_regions); focus += 4)
              {
                NqpView view
                    = view_of (scores, measures[m], focus, panels[p].n_regions > 9 && m < 2 ? 9 : -1);
                g_autoptr (NqpScene) scene = NULL;
                g_autofree char *faults = NULL, *summary = NULL;

                view.lang = (s + m) % 2 == 0 ? NQP_LANG_EN : NQP_LANG_ZH;
                scene = draw (find (ids[i]), &view, (NqpStyleKind)((s + m) % 3), sizes[s].scale,
                              sizes[s].width, sizes[s].height);
                faults = nqp_scene_find_faults (scene);
                if (faults != NULL)
                  g_error ("%s of %s, panel %u, focus %d, %gx%g:\n%s", ids[i], measures[m], p, focus,
                           sizes[s].width, sizes[s].height, faults);
                summary = find (ids[i])->summary (&view);
                g_assert_cmpstr (summary, !=, "");
              }
    }
}

/* Names of any length and pictures of any size: still nothing on top of another or outside. */
static void
test_long_names (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_LONG, NULL);
  static const double sizes[][2] = { { 400, 300 }, { 540, 420 }, { 800, 640 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
      {
        NqpView view = view_of (scores, "index", 11, 9);
        g_autoptr (NqpScene) scene
            = draw (find (ids[i]), &view, NQP_STYLE_LIGHT, 1, sizes[s][0], sizes[s][1]);
        g_autofree char *faults = nqp_scene_find_faults (scene);
        g_auto (GStrv) lines = g_strsplit (faults != NULL ? faults : "", "\n", -1);

        for (int k = 0; lines[k] != NULL; k++)
          if (*lines[k] != '\0' && !g_str_has_prefix (lines[k], "cut:"))
            g_error ("%s at %gx%g: %s", ids[i], sizes[s][0], sizes[s][1], lines[k]);
      }
}

/* Segments add up to the printed total; the lengths on paper are those numbers. */
static void
test_ranking_sums (void)
{
  static const char *const methods[] = { NULL, "normalise=zscore", "aggregate=geometric" };

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, methods[m]);
      NqpView view = view_of (scores, "index", 11, -1);
      const NqpChart *chart = find ("ranking.bars");
      g_autoptr (NqpTable) table = chart->table (&view, NQP_TABLE_FILE);
      g_autoptr (NqpScene) scene = draw (chart, &view, NQP_STYLE_LIGHT, 1, 1000, 1000);
      double factor = nqp_scores_display_factor (scores), per_point = NAN;
      int first = -1, n_children = nqp_tree_n_children (scores->tree, 0), n_bars = 0;

      for (int c = 0; c < nqp_table_n_columns (table); c++)
        if (strcmp (nqp_table_column_name (table, c), "elements") == 0)
          first = c;
      g_assert_cmpint (first, >, 0);
      g_assert_cmpint (nqp_table_n_rows (table), ==, 31);
      for (int row = 0; row < nqp_table_n_rows (table); row++)
        {
          int region = nqp_panel_find_place (scores->panel, nqp_table_get_text (table, 0, row));
          double value = nqp_scores_get (scores, 0, view.year, region) * factor, sum = 0;
          int rank = nqp_scores_rank (scores, 0, view.year, region);

          if (!isfinite (value))
            {
              g_assert_true (isnan (nqp_table_get_number (table, first - 1, row)));
              g_assert_cmpstr (nqp_table_get_text (table, nqp_table_n_columns (table) - 1, row), !=, "");
              continue;
            }
          g_assert_cmpfloat (nqp_table_get_number (table, first - 1, row), ==, value);
          g_assert_cmpfloat (nqp_table_get_number (table, first - 2, row), ==, rank);
          for (int c = 0, node = scores->tree->nodes[0].first_child; c < n_children; c++)
            {
              double part = nqp_table_get_number (table, first + c, row), x, y, w, h;

              sum += part;
              if (fabs (part) > 1e-6)
                {
                  g_assert_true (
                      nqp_scene_locate (scene, (NqpDatum){ region, view.year, node }, &x, &y, &w, &h));
                  if (isnan (per_point))
                    per_point = w / fabs (part);
                  g_assert_cmpfloat_with_epsilon (w / fabs (part), per_point, per_point * 1e-6);
                  n_bars++;
                }
              node = scores->tree->nodes[node].next_sibling;
            }
          g_assert_cmpfloat_with_epsilon (sum, value, 1e-9);
        }
      g_assert_cmpint (n_bars, >, 100);
    }
}

/* With more rows than fit, the focus is in sight wherever the list stands, and the picture says what it shows. */
static void
test_ranking_window (void)
{
  static const int scrolls[] = { -1, 0, 1400, 2799, 100000 };
  g_autoptr (NqpScores) scores = charts_sample_scores (2800, 2, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 1234, -1);
  const NqpChart *chart = find ("ranking.bars");
  double x, y, w, h;

  for (guint s = 0; s < G_N_ELEMENTS (scrolls); s++)
    {
      g_autoptr (NqpScene) scene = NULL;
      g_autofree char *text = NULL;

      view.scroll = scrolls[s];
      scene = draw (chart, &view, NQP_STYLE_LIGHT, 1, 800, 640);
      text = nqp_scene_to_text (scene);
      g_assert_true (nqp_scene_locate (scene, (NqpDatum){ 1234, -1, -1 }, &x, &y, &w, &h));
      g_assert_cmpfloat (y, >, 0);
      g_assert_cmpfloat (y + h, <, 640);
      g_assert_nonnull (strstr (text, "of 2\xe2\x80\xaf"
                                      "800"));
    }
}

/* An export shows every row, taller than asked for if it must, as far as formats go. */
static void
test_ranking_all_rows (void)
{
  static const struct
  {
    int n_regions, n_seen;
  } cases[] = { { 31, 31 }, { 117, 117 }, { 700, 700 }, { 2800, -1 } };
  const NqpChart *chart = find ("ranking.bars");

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (cases[c].n_regions, 1, CHARTS_SAMPLE_PLAIN, NULL);
      NqpView view = view_of (scores, "index", 5, -1);
      g_autoptr (NqpScene) scene = NULL;
      double x, y, w, h;
      int n_seen = 0;

      view.all_rows = TRUE;
      scene = draw (chart, &view, NQP_STYLE_LIGHT, 1, 800, 640);
      for (int i = 0; i < cases[c].n_regions; i++)
        if (nqp_scene_locate (scene, (NqpDatum){ i, -1, -1 }, &x, &y, &w, &h))
          {
            g_assert_cmpfloat (y + h, <=, nqp_scene_height (scene));
            n_seen++;
          }
      if (cases[c].n_seen >= 0)
        g_assert_cmpint (n_seen, ==, cases[c].n_seen);
      if (cases[c].n_regions == 31)
        g_assert_cmpfloat (nqp_scene_height (scene), ==, 640);
      g_assert_cmpfloat (nqp_scene_height (scene), <=, 14400);
    }
}

/* A click on a segment is a click on that part of that region. */
static void
test_pick (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 11, 9);
  struct
  {
    const char *id;
    NqpDatum datum;
  } marks[] = { { "ranking.bars", { 4, view.year, nqp_tree_find (scores->tree, "carriers") } },
                { "profile.radar", { 11, view.year, nqp_tree_find (scores->tree, "elements.labour-tools") } },
                { "profile.strengths", { 11, view.year, nqp_tree_find (scores->tree, "traf") } },
                { "trends.lines", { 9, 3, 0 } } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (NqpScene) scene = draw (find (marks[i].id), &view, NQP_STYLE_LIGHT, 1, 800, 640);
      NqpDatum found = NQP_DATUM_NONE;
      double x, y, w, h;

      g_assert_true (nqp_scene_locate (scene, marks[i].datum, &x, &y, &w, &h));
      g_assert_true (nqp_scene_pick (scene, x + w / 2, y + h / 2, &found));
      g_assert_cmpint (found.region, ==, marks[i].datum.region);
      g_assert_cmpint (found.year, ==, marks[i].datum.year);
      g_assert_cmpint (found.node, ==, marks[i].datum.node);
    }
}

/* The row stands for the region, its number for the score; a segment says how long it is, and why. */
static void
test_ranking_explains (void)
{
  static const char *const methods[] = { NULL, "aggregate=geometric" };

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, methods[m]);
      NqpView view = view_of (scores, "index", 11, 9);
      const NqpChart *chart = find ("ranking.bars");
      g_autoptr (NqpScene) scene = draw (chart, &view, NQP_STYLE_LIGHT, 1, 800, 640);
      const int part = nqp_tree_find (scores->tree, "elements");
      const double points = 100 * nqp_scores_contribution (scores, 0, part, view.year, 4);
      char number[NQP_NUMBER_SIZE];
      g_autofree char *tooltip = NULL, *adds = NULL;
      NqpDatum found = NQP_DATUM_NONE;
      double x, y, w, h;

      g_assert_true (chart->explains);
      g_assert_true (nqp_scene_locate (scene, (NqpDatum){ 4, -1, -1 }, &x, &y, &w, &h));
      g_assert_true (nqp_scene_pick (scene, x + 4, y + h / 2, &found)); /* its rank */
      g_assert_cmpint (found.region, ==, 4);
      g_assert_cmpint (found.node, ==, -1);
      g_assert_null (chart->tooltip (&view, found)); /* as in every picture */
      g_assert_true (nqp_scene_locate (scene, (NqpDatum){ 4, -1, 0 }, &x, &y, &w, &h));
      g_assert_true (nqp_scene_pick (scene, x + w / 2, y + h / 2, &found));
      g_assert_cmpint (found.node, ==, 0);

      tooltip = chart->tooltip (&view, (NqpDatum){ 4, view.year, part });
      nqp_number_to_screen (points, 1, number);
      adds = m == 0 ? g_strdup_printf (" %% = %s points\n", number)
                    : g_strdup_printf (", adds %s points\n", number);
      g_assert_nonnull (strstr (tooltip, adds));
      g_assert_nonnull (strstr (tooltip, "rank "));
    }
}

static void
test_ties (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (7, 1, CHARTS_SAMPLE_TIES, NULL);
  NqpView view = view_of (scores, "elements", 0, -1);
  g_autoptr (NqpTable) table = find ("ranking.bars")->table (&view, NQP_TABLE_FILE);
  static const int expected[] = { 1, 2, 2, 2, 5, 5, 5 };

  for (int row = 0; row < 7; row++)
    g_assert_cmpfloat (nqp_table_get_number (table, 3, row), ==, expected[row]);
}

/* Best percentile first; the points add up to the score. */
static void
test_strengths_table (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  static const char *const measures[] = { "index", "drivers" };

  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      NqpView view = view_of (scores, measures[m], 11, -1);
      g_autoptr (NqpTable) table = find ("profile.strengths")->table (&view, NQP_TABLE_FILE);
      double sum = 0, last = INFINITY;
      gboolean suspect = FALSE;

      for (int row = 0; row < nqp_table_n_rows (table); row++)
        {
          double percentile = nqp_table_get_number (table, 4, row),
                 points = nqp_table_get_number (table, 6, row);

          suspect |= strcmp (nqp_table_get_text (table, 7, row), "suspect, not used") == 0;
          if (!isfinite (percentile))
            {
              last = -1; /* those without data come last */
              continue;
            }
          g_assert_cmpfloat (percentile, <=, last);
          last = percentile;
          sum += points;
        }
      g_assert_true (suspect);
      g_assert_cmpfloat_with_epsilon (sum, 100 * nqp_scores_get (scores, view.measure, view.year, 11), 1e-9);
    }
}

static void
test_trends_table (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 11, -1);
  g_autoptr (NqpTable) table = find ("trends.lines")->table (&view, NQP_TABLE_FILE);

  g_assert_cmpint (nqp_table_n_rows (table), ==, 32 * 8);
  for (int t = 0; t < 8; t++)
    {
      g_assert_cmpfloat_with_epsilon (nqp_table_get_number (table, 3, t),
                                      100 * nqp_scores_mean (scores, 0, t), 1e-9);
      for (int i = 0; i < 31; i++)
        {
          double shown = nqp_table_get_number (table, 3, (i + 1) * 8 + t),
                 score = 100 * nqp_scores_get (scores, 0, t, i);

          g_assert_true (isnan (shown) ? isnan (score) : shown == score);
        }
    }
}

static void
expect_words (const NqpChart *chart, const NqpView *view, const char *words, gboolean there)
{
  g_autoptr (NqpScene) scene = draw (chart, view, NQP_STYLE_LIGHT, 1, 1400, 700);
  g_autofree char *text = nqp_scene_to_text (scene);

  if ((strstr (text, words) != NULL) != there)
    g_error ("%s: \"%s\" is %s:\n%s", chart->id, words, there ? "not there" : "there", text);
}

/* What a reader must be told stands in the picture. */
static void
test_words (void)
{
  g_autoptr (NqpScores) yearly = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, "normalise=minmax-year");
  g_autoptr (NqpScores) pooled = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (yearly, "index", 11, -1);

  expect_words (find ("trends.lines"), &view, "not comparable", TRUE);
  expect_words (find ("profile.radar"), &view, " since 20", FALSE);
  view.scores = pooled;
  expect_words (find ("trends.lines"), &view, "not comparable", FALSE);
  expect_words (find ("profile.radar"), &view, " since 2016", TRUE);
  expect_words (find ("ranking.bars"), &view, "no score: coverage", TRUE);
  expect_words (find ("ranking.bars"), &view, "○ below 95 % of data", TRUE);
  expect_words (find ("profile.strengths"), &view, "suspect, not used", TRUE);
  view.focus = 30; /* lacks one component */
  expect_words (find ("profile.radar"), &view, "no data", TRUE);
  view.focus = -1;
  expect_words (find ("profile.strengths"), &view, "Choose a region", TRUE);
}

/* Every place of every year, counted by hand: one more than the regions that are ahead; what is gained is first less last. */
static void
test_bump (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  const NqpView view = view_of (scores, "index", 11, 9);
  g_autoptr (NqpTable) table = find ("ranking.bump")->table (&view, NQP_TABLE_FILE);
  g_autoptr (NqpTable) page = find ("ranking.bump")->table (&view, NQP_TABLE_PAGE);
  const int rank = nqp_table_find_column (table, "rank"), gained = nqp_table_find_column (page, "gained");

  g_assert_cmpint (nqp_table_n_rows (table), ==, 31 * 8);
  for (int i = 0, row = 0; i < 31; i++)
    {
      double first = NAN, last = NAN;

      for (int t = 0; t < 8; t++, row++)
        {
          const double own = nqp_view_value (&view, t, i), place = nqp_table_get_number (table, rank, row);
          int ahead = 0;

          for (int k = 0; k < 31; k++)
            ahead += nqp_view_value (&view, t, k) > own + 1e-9;
          if (isfinite (own))
            g_assert_cmpfloat (place, ==, ahead + 1);
          else
            g_assert_true (isnan (place));
          first = isnan (first) ? place : first;
          last = isnan (place) ? last : place;
        }
      if (isfinite (nqp_table_get_number (page, gained, i)))
        g_assert_cmpfloat (nqp_table_get_number (page, gained, i), ==, first - last);
    }
  expect_words (find ("ranking.bump"), &view, "31", TRUE);
}

/* The parts of the table are what lies between the two scores, the bars of the picture end where the last one does. */
static void
test_waterfall (void)
{
  static const char *const methods[]
      = { NULL, "aggregate=geometric", "aggregate=copeland", "normalise=zscore" };
  static const char *const waterfalls[] = { "profile.waterfall", "compare.waterfall" };

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    for (guint i = 0; i < G_N_ELEMENTS (waterfalls); i++)
      {
        g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_WHOLE, methods[m]);
        NqpView view = view_of (scores, "index", 11, 9);
        const NqpChart *chart = find (waterfalls[i]);
        g_autoptr (NqpTable) table = NULL;
        double sum = 0;
        int part, from, to;

        nqp_chart_options_set (&view.options, nqp_chart_options (find ("profile.waterfall")), "from=2016",
                               NULL);
        table = chart->table (&view, NQP_TABLE_FILE);
        part = nqp_table_find_column (table, "part");
        from = nqp_table_find_column (table, "from");
        to = nqp_table_find_column (table, "to");
        g_assert_cmpfloat_with_epsilon (
            nqp_table_get_number (table, part, 0),
            nqp_table_get_number (table, to, 0) - nqp_table_get_number (table, from, 0), 1e-9);
        for (int row = 1; row < nqp_table_n_rows (table); row++)
          sum += nqp_table_get_number (table, part, row);
        g_assert_cmpfloat_with_epsilon (sum, nqp_table_get_number (table, part, 0), 1e-9);
      }
}

/* What is missing for a difference is asked for in words; all that is left out in a small picture is told. */
static void
test_waterfall_words (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_WHOLE, NULL);
  NqpView view = view_of (scores, "index", 11, -1);
  const guint known = nqp_chart_options (find ("profile.waterfall"));
  g_autoptr (NqpScene) scene = NULL;
  double need;

  /* against the one ahead while none is chosen */
  {
    g_autofree int *order = g_new (int, scores->n_regions);
    g_autofree char *words = NULL;

    nqp_view_order (&view, order);
    view.focus = order[3];
    words = g_strdup_printf ("differs from %s", nqp_view_region_name (&view, order[2]));
    expect_words (find ("compare.waterfall"), &view, words, TRUE);
    view.focus = order[0];
    g_free (words);
    words = g_strdup_printf ("differs from %s", nqp_view_region_name (&view, order[1]));
    expect_words (find ("compare.waterfall"), &view, words, TRUE);
    view.focus = 11;
  }
  view.year = 0;
  expect_words (find ("profile.waterfall"), &view, "There is no year before", TRUE);
  view.year = 7;
  nqp_chart_options_set (&view.options, known, "from=1999", NULL);
  expect_words (find ("profile.waterfall"), &view, "no data for 1999", TRUE);
  view.options = (NqpChartOptions){ 0 };
  scene = draw (find ("profile.waterfall"), &view, NQP_STYLE_LIGHT, 1, 540, 360);
  need = nqp_scene_get_need (scene);
  g_assert_cmpfloat (need, >, 360);
  g_clear_pointer (&scene, nqp_scene_unref);
  scene = draw (find ("profile.waterfall"), &view, NQP_STYLE_LIGHT, 1, 540, ceil (need));
  {
    g_autofree char *text = nqp_scene_to_text (scene);

    g_assert_null (strstr (text, " more"));
  }
  view.focus = -1;
  expect_words (find ("profile.waterfall"), &view, "Choose a region", TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/faults", test_faults);
  g_test_add_func ("/charts/long-names", test_long_names);
  g_test_add_func ("/charts/ranking-sums", test_ranking_sums);
  g_test_add_func ("/charts/ranking-window", test_ranking_window);
  g_test_add_func ("/charts/ranking-explains", test_ranking_explains);
  g_test_add_func ("/charts/ranking-all-rows", test_ranking_all_rows);
  g_test_add_func ("/charts/bump", test_bump);
  g_test_add_func ("/charts/pick", test_pick);
  g_test_add_func ("/charts/ties", test_ties);
  g_test_add_func ("/charts/strengths-table", test_strengths_table);
  g_test_add_func ("/charts/waterfall", test_waterfall);
  g_test_add_func ("/charts/waterfall-words", test_waterfall_words);
  g_test_add_func ("/charts/trends-table", test_trends_table);
  g_test_add_func ("/charts/words", test_words);
  return g_test_run ();
}
