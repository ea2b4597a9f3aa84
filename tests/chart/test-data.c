/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-data-private.h"

/* What is missing, and how values lie. */

static const char *const ids[] = { "data.coverage", "data.distribution" };

static NqpScene *
draw (const char *id, const NqpView *view, NqpStyleKind kind, double width, double height)
{
  NqpStyle style;

  nqp_style_init (&style, kind, 1);
  return nqp_chart_find (id)->build (view, &style, width, height);
}

static NqpView
view_of (const NqpScores *scores, const char *measure, int focus)
{
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  view.measure = nqp_tree_find (scores->tree, measure);
  g_assert_cmpint (view.measure, >=, 0);
  view.focus = focus;
  view.provenance = TRUE;
  return view;
}

/* Nothing cut, outside or on top of other text, whatever is shown at whatever size. */
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
    { 31, 8, CHARTS_SAMPLE_PLAIN, "missing=linear outliers=winsorise" },
    { 117, 13, CHARTS_SAMPLE_WHOLE, NULL },
    { 2800, 3, CHARTS_SAMPLE_WHOLE, NULL },
    { 7, 1, CHARTS_SAMPLE_TIES, NULL },
    { 1, 1, CHARTS_SAMPLE_WHOLE, NULL },
    { 5, 3, CHARTS_SAMPLE_MISSING, NULL },
    { 12, 60, CHARTS_SAMPLE_PLAIN, NULL },
    { 31, 8, CHARTS_SAMPLE_LONG, NULL },
  };
  static const char *const measures[] = { "index", "drivers", "carriers", "stud", "patrd", "urb" };
  static const double sizes[][2] = { { 400, 300 }, { 540, 420 }, { 900, 640 }, { 1920, 1080 } };

  for (guint p = 0; p < G_N_ELEMENTS (panels); p++)
    {
      g_autoptr (NqpScores) scores
          = charts_sample_scores (panels[p].n_regions, panels[p].n_years, panels[p].kind, panels[p].method);

      for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
        for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
          for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
            {
              NqpView view = view_of (scores, measures[m], s % 2 == 0 ? -1 : panels[p].n_regions / 2);
              g_autoptr (NqpScene) scene = NULL;
              g_autofree char *faults = NULL, *summary = NULL;
              g_auto (GStrv) lines = NULL;

              view.lang = (s + m) % 2 == 0 ? NQP_LANG_EN : NQP_LANG_ZH;
              scene = draw (ids[i], &view, (NqpStyleKind)((s + m) % 3), sizes[s][0], sizes[s][1]);
              faults = nqp_scene_find_faults (scene);
              lines = g_strsplit (faults != NULL ? faults : "", "\n", -1);
              for (int k = 0; lines[k] != NULL; k++)
                if (*lines[k] != '\0'
                    && (panels[p].kind != CHARTS_SAMPLE_LONG || !g_str_has_prefix (lines[k], "cut:")))
                  g_error ("%s of %s, panel %u, %gx%g:\n%s", ids[i], measures[m], p, sizes[s][0], sizes[s][1],
                           faults);
              summary = nqp_chart_find (ids[i])->summary (&view);
              g_assert_cmpstr (summary, !=, "");
            }
    }
}

/* ---- what is missing ------------------------------------------------------------------------------------------------ */

/* The counts of a panel of which is known what it lacks. */
static void
test_counts (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  const NqpView view = view_of (scores, "index", 11);
  const int traffic = nqp_panel_find_indicator (scores->panel, "traf"),
            patents = nqp_panel_find_indicator (scores->panel, "patrd"),
            urban = nqp_panel_find_indicator (scores->panel, "urb");
  const NqpDataCounts plain = nqp_data_count (&view, traffic, 3), gap = nqp_data_count (&view, traffic, 4),
                      suspect = nqp_data_count (&view, patents, 3), edited = nqp_data_count (&view, urban, 3);

  g_assert_cmpint (nqp_data_counts_all (&plain), ==, 31);
  g_assert_cmpint (plain.n[NQP_DATA_MISSING], ==, 1); /* region 2 has almost nothing */
  g_assert_cmpint (gap.n[NQP_DATA_MISSING], ==, 2);   /* and region 7 nothing in that year */
  g_assert_cmpint (suspect.n[NQP_DATA_SUSPECT], ==, 1);
  g_assert_cmpint (nqp_data_counts_own (&suspect), ==, 29);
  g_assert_cmpint (edited.n[NQP_DATA_EDITED], ==, 1);
  g_assert_cmpint (nqp_data_counts_own (&edited), ==, 30);
}

/* What the method fills in is no value of its own. */
static void
test_imputed (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, "missing=linear");
  const NqpView view = view_of (scores, "index", 11);
  const NqpDataCounts gap = nqp_data_count (&view, nqp_panel_find_indicator (scores->panel, "traf"), 4);

  g_assert_cmpint (gap.n[NQP_DATA_IMPUTED], ==, 1);
  g_assert_cmpint (gap.n[NQP_DATA_MISSING], ==, 1);
  g_assert_cmpint (nqp_data_counts_own (&gap), ==, 29);
}

static void
test_coverage_table (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 11);
  const NqpChart *chart = nqp_chart_find ("data.coverage");
  g_autoptr (NqpTable) all = chart->table (&view, NQP_TABLE_FILE), one = NULL, page = NULL;
  int n_missing = 0, n_suspect = 0;

  g_assert_cmpint (nqp_table_n_rows (all), ==, 22 * 8);
  for (int row = 0; row < nqp_table_n_rows (all); row++)
    {
      double sum = 0;

      for (int c = nqp_table_find_column (all, "observed"); c <= nqp_table_find_column (all, "missing"); c++)
        sum += nqp_table_get_number (all, c, row);
      g_assert_cmpfloat (sum, ==, 31);
    }
  view.measure = nqp_tree_find (scores->tree, "patrd");
  one = chart->table (&view, NQP_TABLE_FILE);
  page = chart->table (&view, NQP_TABLE_PAGE);
  g_assert_cmpint (nqp_table_n_rows (one), ==, 31 * 8);
  for (int row = 0; row < nqp_table_n_rows (one); row++)
    {
      const char *state = nqp_table_get_text (one, nqp_table_find_column (one, "state"), row);

      n_missing += strcmp (state, "missing") == 0;
      n_suspect += strcmp (state, "suspect") == 0;
    }
  g_assert_cmpint (n_missing, ==, 8 + 1);
  g_assert_cmpint (n_suspect, ==, 8);
  g_assert_true (nqp_table_is_by_region (page));
  for (int row = 0; row < nqp_table_n_rows (page); row++)
    n_missing -= (int)nqp_table_get_number (page, nqp_table_find_column (page, "missing"), row);
  g_assert_cmpint (n_missing, ==, 0);
}

/* What waits for a place in the index lacks values as well: it stands below the others, and is told of. */
static void
test_coverage_of_what_waits (void)
{
  g_autoptr (NqpPanel) panel = charts_sample_panel (31, 8, CHARTS_SAMPLE_PLAIN);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *tooltip = NULL;
  const int j = nqp_panel_find_indicator (panel, "traf");
  NqpDatum found = NQP_DATUM_NONE;
  NqpMethod method;
  NqpView view;
  double x, y, w, h;

  panel->indicators[j].role = NQP_ROLE_UNASSIGNED;
  nqp_tree_unref (panel->tree);
  panel->tree = nqp_panel_make_tree (panel);
  nqp_method_init (&method);
  method.scheme = NQP_SCHEME_EQUAL;
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nqp_tree_find_indicator (scores->tree, j), ==, -1);
  view = view_of (scores, "index", 11);
  table = nqp_chart_find ("data.coverage")->table (&view, NQP_TABLE_FILE);
  g_assert_cmpint (nqp_table_n_rows (table), ==, 22 * 8);
  g_assert_cmpstr (nqp_table_get_text (table, 0, 21 * 8), ==, "traf");
  rows = nqp_chart_find ("data.coverage")->rows (&view);
  g_assert_cmpuint (rows->len, ==, 22);
  scene = draw ("data.coverage", &view, NQP_STYLE_LIGHT, 900, 640);
  g_assert_true (nqp_scene_locate (scene, nqp_data_datum (&view, j, 4), &x, &y, &w, &h));
  g_assert_true (nqp_scene_pick (scene, x + w / 2, y + h / 2, &found));
  g_assert_cmpint (nqp_data_of_datum (&view, found), ==, j);
  g_assert_cmpint (found.node, ==, -1); /* there is no measure to look at */
  tooltip = nqp_chart_find ("data.coverage")->tooltip (&view, found);
  g_assert_nonnull (strstr (tooltip, "29 of 31 regions have a value"));
}

/* A mark stands for the indicator and year, or the region and year, that a click chooses. */
static void
test_coverage_pick (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 11);
  const int leaf = nqp_tree_find (scores->tree, "traf");
  const NqpDatum marks[] = { { -1, 4, leaf, 0, 0 }, { 7, 4, leaf, 0, 0 } };
  const char *const words[] = { "29 of 31 regions have a value", "missing" };

  g_assert_true (nqp_chart_find (ids[0])->selects);
  for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
    {
      g_autoptr (NqpScene) scene = NULL;
      g_autofree char *tooltip = NULL;
      NqpDatum found = NQP_DATUM_NONE;
      double x, y, w, h;

      view.measure = k == 0 ? 0 : leaf;
      scene = draw (ids[0], &view, NQP_STYLE_LIGHT, 900, 640);
      g_assert_true (nqp_scene_locate (scene, marks[k], &x, &y, &w, &h));
      g_assert_true (nqp_scene_pick (scene, x + w / 2, y + h / 2, &found));
      g_assert_cmpint (found.region, ==, marks[k].region);
      g_assert_cmpint (found.year, ==, 4);
      g_assert_cmpint (found.node, ==, leaf);
      tooltip = nqp_chart_find (ids[0])->tooltip (&view, found);
      g_assert_nonnull (strstr (tooltip, words[k]));
    }
}

/* Those regions that lack most stand first; of thousands a window is shown, and the rows say what they stand for. */
static void
test_coverage_order (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL),
                        many = charts_sample_scores (2800, 2, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "traf", 11);
  const NqpChart *chart = nqp_chart_find ("data.coverage");
  g_autoptr (GArray) rows = chart->rows (&view), leaves = NULL, counties = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autofree char *text = NULL;
  int order[31];

  nqp_data_coverage_order (&view, order);
  g_assert_cmpint (order[0], ==, 2);
  g_assert_cmpint (order[1], ==, 7);
  g_assert_cmpint (order[2], ==, 0);
  g_assert_cmpuint (rows->len, ==, 31);
  g_assert_cmpint (g_array_index (rows, NqpDatum, 0).region, ==, 2);
  view.measure = 0;
  leaves = chart->rows (&view);
  g_assert_cmpuint (leaves->len, ==, 22);
  g_assert_cmpint (g_array_index (leaves, NqpDatum, 0).node, ==, scores->tree->leaves[0]);
  view = view_of (many, "traf", -1);
  view.scroll = 1400;
  counties = chart->rows (&view);
  g_assert_cmpuint (counties->len, ==, 2800);
  scene = draw (ids[0], &view, NQP_STYLE_LIGHT, 900, 640);
  text = nqp_scene_to_text (scene);
  g_assert_nonnull (strstr (text, "rows 1401"));
}

/* ---- how values lie ------------------------------------------------------------------------------------------------- */

static void
test_bins (void)
{
  double edges[64], values[1000];

  for (int k = 0; k < 1000; k++)
    values[k] = pow (k / 999.0, 3) * 1000;
  for (int n = 2; n <= 1000; n += 37)
    {
      const int n_bins = nqp_data_bins (values, n, edges);
      int counted = 0;

      g_assert_cmpint (n_bins, >=, 1);
      g_assert_cmpint (n_bins, <=, 40);
      g_assert_cmpfloat (edges[0], <=, values[0]);
      g_assert_cmpfloat (edges[n_bins], >=, values[n - 1]);
      for (int k = 0; k < n; k++)
        counted += nqp_data_bin_of (edges, n_bins, values[k]) >= 0;
      g_assert_cmpint (counted, ==, n);
    }
  g_assert_cmpint (nqp_data_bins (values, 1, edges), ==, 0);
  g_assert_cmpint (nqp_data_bins ((const double[]){ 7, 7, 7 }, 3, edges), ==, 0);
  /* half of them the same, one far out */
  g_assert_cmpint (nqp_data_bins ((const double[]){ 1, 1, 1, 1, 1, 1, 1e9 }, 7, edges), <=, 40);
  /* an edge belongs to the bin above it, the last one to the bin below */
  g_assert_cmpint (nqp_data_bin_of ((const double[]){ 0, 1, 2 }, 2, 1), ==, 1);
  g_assert_cmpint (nqp_data_bin_of ((const double[]){ 0, 1, 2 }, 2, 2), ==, 1);
  g_assert_cmpint (nqp_data_bin_of ((const double[]){ 0, 1, 2 }, 2, 2.5), ==, -1);
  g_assert_cmpint (nqp_data_bin_of ((const double[]){ 0, 1, 2 }, 2, NAN), ==, -1);
}

static gboolean
is_close (double a, double b)
{
  return fabs (a - b) <= 1e-12 * MAX (1, fabs (b));
}

/* What spread_reference.R had R find. */
static void
test_spread_reference (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "reference", "spread.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int n_sets = 0, n_numbers = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (int at = 1; lines[at] != NULL && *lines[at] != '\0'; n_sets++)
    {
      g_auto (GStrv) head = g_strsplit (lines[at], ",", 3);
      g_autofree char *begins = g_strconcat (head[0], ",", NULL);
      g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
      NqpDataSpread spread;
      gboolean made = FALSE;

      for (; lines[at] != NULL && g_str_has_prefix (lines[at], begins); at++)
        {
          g_auto (GStrv) row = g_strsplit (lines[at], ",", 3);
          const double value = g_ascii_strtod (row[2], NULL);
          struct
          {
            const char *what;
            double value;
          } found[] = { { "skewness", 0 }, { "kurtosis", 0 }, { "q1", 0 },   { "median", 0 }, { "q3", 0 },
                        { "low", 0 },      { "high", 0 },     { "mean", 0 }, { "sd", 0 } };

          if (strcmp (row[1], "x") == 0)
            {
              g_array_append_val (values, value);
              continue;
            }
          if (!made)
            nqp_data_spread_init (&spread, (double *)values->data, (int)values->len);
          made = TRUE;
          found[0].value = spread.skewness;
          found[1].value = spread.kurtosis;
          found[2].value = spread.q1;
          found[3].value = spread.median;
          found[4].value = spread.q3;
          found[5].value = spread.low;
          found[6].value = spread.high;
          found[7].value = spread.mean;
          found[8].value = spread.sd;
          for (guint k = 0; k < G_N_ELEMENTS (found); k++)
            if (strcmp (found[k].what, row[1]) == 0)
              {
                n_numbers++;
                if (!is_close (found[k].value, value))
                  g_error ("%s of %s is %.17g, in R %.17g", row[1], row[0], found[k].value, value);
              }
        }
    }
  g_assert_cmpint (n_sets, ==, 10);
  g_assert_cmpint (n_numbers, ==, 10 * 9 - 3); /* of two values neither moment, of three no kurtosis */
}

/* What cannot be told is missing, and no number. */
static void
test_spread_of_little (void)
{
  double same[] = { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, one[] = { 4 };
  NqpDataSpread spread;

  nqp_data_spread_init (&spread, same, G_N_ELEMENTS (same));
  g_assert_true (isnan (spread.skewness) && isnan (spread.kurtosis));
  g_assert_cmpfloat (spread.mean, ==, 0.1);
  nqp_data_spread_init (&spread, one, 1);
  g_assert_true (isnan (spread.skewness) && isnan (spread.sd));
  g_assert_cmpfloat (spread.median, ==, 4);
  nqp_data_spread_init (&spread, NULL, 0);
  g_assert_true (isnan (spread.median) && isnan (spread.low) && isnan (spread.mean));
}

static void
test_distribution_table (void)
{
  static const char *const measures[] = { "index", "patrd", "tech" };
  g_autoptr (NqpScores) scores
      = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, "outliers=winsorise winsor=0.05");

  for (guint m = 0; m < G_N_ELEMENTS (measures); m++)
    {
      const NqpView view = view_of (scores, measures[m], 11);
      g_autoptr (NqpTable) table = nqp_chart_find ("data.distribution")->table (&view, NQP_TABLE_FILE);
      const int part = nqp_table_find_column (table, "part"), all = nqp_table_find_column (table, "all"),
                now = nqp_table_find_column (table, "now");
      double in_bins = 0, in_bins_now = 0;
      int n = 0, n_now = 0;

      for (int t = 0; t < 8; t++)
        for (int i = 0; i < 31; i++)
          {
            n += isfinite (nqp_view_value (&view, t, i));
            n_now += t == view.year && isfinite (nqp_view_value (&view, t, i));
          }
      for (int row = 0; row < nqp_table_n_rows (table); row++)
        if (strcmp (nqp_table_get_text (table, part, row), "bin") == 0)
          {
            in_bins += nqp_table_get_number (table, all, row);
            in_bins_now += nqp_table_get_number (table, now, row);
          }
      g_assert_cmpfloat (nqp_table_get_number (table, all, 0), ==, n);
      g_assert_cmpfloat (nqp_table_get_number (table, now, 0), ==, n_now);
      g_assert_cmpfloat (in_bins, ==, n);
      g_assert_cmpfloat (in_bins_now, ==, n_now);
    }
}

/* Outliers are those outside the whiskers, each with its region and year, and a click on the mark chooses them. */
static void
test_outliers (void)
{
  g_autoptr (NqpPanel) panel = charts_sample_panel (31, 8, CHARTS_SAMPLE_WHOLE);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  g_auto (NqpDataDistribution) facts = { 0 };
  g_autoptr (GArray) names = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const int j = nqp_panel_find_indicator (panel, "tech");
  NqpDatum found = NQP_DATUM_NONE;
  NqpMethod method;
  NqpView view;
  double x, y, w, h;

  panel->values[nqp_panel_cell (panel, j, 2, 4)] = 400;
  panel->values[nqp_panel_cell (panel, j, 3, 4)] = 300;
  panel->values[nqp_panel_cell (panel, j, 7, 9)] = 200;
  nqp_method_init (&method);
  method.scheme = NQP_SCHEME_EQUAL;
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  view = view_of (scores, "tech", 11);
  nqp_data_distribution_init (&facts, &view);
  g_assert_cmpuint (facts.outliers->len, >=, 3);
  g_assert_cmpfloat (g_array_index (facts.outliers, NqpDataOutlier, 0).value, ==, 400);
  names = nqp_data_outlier_names (&facts, &view);
  g_assert_cmpstr (g_array_index (names, NqpDataOutlierName, 0).text, ==, "Inner Mongolia, 2018–2019");
  g_assert_cmpstr (g_array_index (names, NqpDataOutlierName, 1).text, ==, "Jiangsu, 2023");
  scene = draw ("data.distribution", &view, NQP_STYLE_LIGHT, 900, 640);
  text = nqp_scene_to_text (scene);
  g_assert_nonnull (strstr (text, "Inner Mongolia, 2018–2019"));
  g_assert_nonnull (strstr (text, "Jiangsu, 2023"));
  g_assert_true (nqp_scene_locate (scene, (NqpDatum){ 4, 2, view.measure, 0, 0 }, &x, &y, &w, &h));
  g_assert_true (nqp_scene_pick (scene, x + w / 2, y + h / 2, &found));
  g_assert_cmpint (found.region, ==, 4);
  g_assert_cmpint (found.year, ==, 2);
}

static void
expect_words (const NqpScores *scores, const char *measure, const char *words)
{
  const NqpView view = view_of (scores, measure, -1);
  g_autoptr (NqpScene) scene = draw ("data.distribution", &view, NQP_STYLE_LIGHT, 900, 640);
  g_autofree char *text = nqp_scene_to_text (scene),
                  *summary = nqp_chart_find ("data.distribution")->summary (&view);
  g_autoptr (NqpTable) table
      = nqp_chart_find ("data.distribution")->table (&view, NQP_TABLE_FILE | NQP_TABLE_PAGE);

  if (words == NULL)
    {
      g_assert_null (nqp_scene_get_excuse (scene));
      return;
    }
  if (nqp_scene_get_excuse (scene) == NULL || strstr (nqp_scene_get_excuse (scene), words) == NULL)
    g_error ("\"%s\" is not said:\n%s", words, text);
  g_assert_nonnull (strstr (summary, words));
  g_assert_nonnull (table);
}

/* Nothing, one value, all the same: words. */
static void
test_excuses (void)
{
  g_autoptr (NqpScores) none = charts_sample_scores (5, 3, CHARTS_SAMPLE_MISSING, NULL),
                        one = charts_sample_scores (1, 1, CHARTS_SAMPLE_WHOLE, NULL),
                        same = charts_sample_scores (2, 2, CHARTS_SAMPLE_TIES, NULL),
                        two = charts_sample_scores (2, 1, CHARTS_SAMPLE_WHOLE, NULL);

  expect_words (none, "stud", "no data");
  expect_words (none, "index", "no data");
  expect_words (one, "stud", "one value only");
  expect_words (same, "stud", "All 4 values are the same");
  expect_words (two, "stud", NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/faults", test_faults);
  g_test_add_func ("/data/counts", test_counts);
  g_test_add_func ("/data/imputed", test_imputed);
  g_test_add_func ("/data/coverage-table", test_coverage_table);
  g_test_add_func ("/data/coverage-of-what-waits", test_coverage_of_what_waits);
  g_test_add_func ("/data/coverage-pick", test_coverage_pick);
  g_test_add_func ("/data/coverage-order", test_coverage_order);
  g_test_add_func ("/data/bins", test_bins);
  g_test_add_func ("/data/spread-reference", test_spread_reference);
  g_test_add_func ("/data/spread-of-little", test_spread_of_little);
  g_test_add_func ("/data/distribution-table", test_distribution_table);
  g_test_add_func ("/data/outliers", test_outliers);
  g_test_add_func ("/data/excuses", test_excuses);
  return g_test_run ();
}
