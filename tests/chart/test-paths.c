/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-framework-json.h"
#include "nqp-levers.h"
#include "nqp-obstacles.h"
#include "nqp-paths-private.h"

/* The pictures of the Paths page: what holds a region back, and what assumed values make of it. */

static NqpFramework *theory;

static NqpView
view_of (const NqpScores *scores, int focus)
{
  NqpView view;

  nqp_view_init (&view, scores, NULL, NQP_LANG_EN);
  view.provenance = TRUE;
  view.framework = theory;
  view.focus = focus;
  return view;
}

static NqpScene *
draw (const char *id, const NqpView *view, NqpStyleKind kind, double scale, double width, double height)
{
  NqpStyle style;

  nqp_style_init (&style, kind, scale);
  return nqp_chart_find (id)->build (view, &style, width, height);
}

static char *
text_of (const char *id, const NqpView *view)
{
  g_autoptr (NqpScene) scene = draw (id, view, NQP_STYLE_LIGHT, 1, 1280, 900);

  return nqp_scene_to_text (scene);
}

static void
expect_words (const char *id, const NqpView *view, const char *words)
{
  g_autofree char *text = text_of (id, view), *summary = nqp_chart_find (id)->summary (view);

  if (strstr (text, words) == NULL)
    g_error ("%s: \"%s\" is not there:\n%s", id, words, text);
  g_assert_cmpint (strlen (summary), >, 20);
}

static double
sum_shares (const GArray *column)
{
  double sum = 0;

  for (guint i = 0; i < column->len; i++)
    sum += nqp_sankey_node (column, (int)i)->share;
  return sum;
}

/* However much is gathered, every column holds all obstacles, and every node what flows into it and out of it. */
static void
test_conserved (void)
{
  static const int most[][2] = { { 1000, 1000 }, { 9, 12 }, { 4, 5 }, { 1, 1 } };
  static const char *const methods[] = { NULL, "normalise=zscore", "aggregate=geometric" };

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, methods[m]);

      for (int region = 0; region < 31; region++)
        for (guint k = 0; k < G_N_ELEMENTS (most); k++)
          {
            NqpView view = view_of (scores, region);
            g_autoptr (GArray) flows = nqp_paths_flows_new (scores, theory, view.year, region);
            g_autoptr (NqpSankey) sankey = NULL;
            g_autofree double *in = NULL, *out = NULL, *of_path = NULL;

            if (nqp_scores_rank (scores, 0, view.year, region) == 0)
              {
                g_assert_cmpint (flows->len, ==, 0);
                continue;
              }
            sankey = nqp_sankey_new (&view, flows, most[k][0], most[k][1]);
            nqp_sankey_arrange (sankey);
            g_assert_cmpfloat_with_epsilon (sum_shares (sankey->paths), 1, 1e-9);
            g_assert_cmpfloat_with_epsilon (sum_shares (sankey->measures), 1, 1e-9);
            g_assert_cmpfloat_with_epsilon (sum_shares (sankey->leaves), 1, 1e-9);
            in = g_new0 (double, sankey->leaves->len);
            out = g_new0 (double, sankey->measures->len);
            of_path = g_new0 (double, sankey->paths->len);
            for (guint i = 0; i < sankey->links->len; i++)
              {
                const NqpSankeyLink *link = &g_array_index (sankey->links, NqpSankeyLink, i);

                in[link->leaf] += link->share;
                out[link->measure] += link->share;
                of_path[nqp_sankey_node (sankey->measures, link->measure)->path] += link->share;
              }
            for (guint i = 0; i < sankey->leaves->len; i++)
              g_assert_cmpfloat_with_epsilon (in[i], nqp_sankey_node (sankey->leaves, (int)i)->share, 1e-9);
            for (guint i = 0; i < sankey->measures->len; i++)
              g_assert_cmpfloat_with_epsilon (out[i], nqp_sankey_node (sankey->measures, (int)i)->share,
                                              1e-9);
            for (guint i = 0; i < sankey->paths->len; i++)
              g_assert_cmpfloat_with_epsilon (of_path[i], nqp_sankey_node (sankey->paths, (int)i)->share,
                                              1e-9);
            g_assert_cmpint (sankey->leaves->len, <=, MAX (most[k][1], 1));
            for (guint i = 1; i < sankey->measures->len; i++) /* measures of a path stay together */
              g_assert_cmpint (nqp_sankey_node (sankey->measures, (int)i)->path, >=,
                               nqp_sankey_node (sankey->measures, (int)i - 1)->path);
            for (guint i = 0; i < sankey->leaves->len; i++)
              g_assert_cmpint (nqp_sankey_node (sankey->leaves, (int)i)->n_gathered, !=, 1);
          }
    }
}

/* An indicator's flows sum to its obstacle degree, in equal parts. */
static void
test_split (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  g_autofree double *obstacle = g_new (double, scores->n_nodes), *sum = g_new0 (double, scores->n_nodes);
  g_autofree double *part = g_new0 (double, scores->n_nodes);
  g_autoptr (GArray) flows = nqp_paths_flows_new (scores, theory, 7, 12);
  gboolean shared = FALSE, without = FALSE;

  nqp_obstacles_get (scores, 0, 7, 12, obstacle);
  for (guint i = 0; i < flows->len; i++)
    {
      const NqpFlow *flow = &g_array_index (flows, NqpFlow, i);

      if (part[flow->leaf] > 0)
        {
          g_assert_cmpfloat (flow->share, ==, part[flow->leaf]);
          shared = TRUE;
        }
      part[flow->leaf] = flow->share;
      sum[flow->leaf] += flow->share;
      without |= flow->measure < 0;
      g_assert_true ((flow->measure < 0) == (flow->path < 0));
    }
  for (int i = 0; i < scores->tree->n_leaves; i++)
    g_assert_cmpfloat_with_epsilon (sum[scores->tree->leaves[i]], obstacle[scores->tree->leaves[i]], 1e-12);
  g_assert_true (shared);
  g_assert_true (without);
}

/* Every path and measure with obstacles, and every obstacle, is in the table; its shares add up to the whole. */
static void
test_table (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, 12);
  g_autoptr (GArray) flows = nqp_paths_flows_new (scores, theory, view.year, 12);
  g_autoptr (NqpTable) table = nqp_chart_find ("paths.levers")->table (&view, NQP_TABLE_FILE);
  g_autoptr (NqpTable) levers = nqp_levers_table (scores, theory, view.year, &view.focus, 1);
  double sum = 0;

  for (guint i = 0; i < flows->len; i++)
    {
      const NqpFlow *flow = &g_array_index (flows, NqpFlow, i);
      gboolean found = FALSE;

      for (int row = 0; row < nqp_table_n_rows (table); row++)
        found |= g_strcmp0 (nqp_table_get_text (table, 6, row), scores->tree->nodes[flow->leaf].id) == 0
                 && g_strcmp0 (nqp_table_get_text (table, 2, row),
                               flow->path < 0 ? NULL : nqp_framework_entry (theory, flow->path)->id)
                        == 0
                 && g_strcmp0 (nqp_table_get_text (table, 4, row),
                               flow->measure < 0 ? NULL : nqp_framework_entry (theory, flow->measure)->id)
                        == 0
                 && nqp_table_get_number (table, 9, row) == flow->share;
      g_assert_true (found);
    }
  for (int row = 0; row < nqp_table_n_rows (table); row++)
    sum += isnan (nqp_table_get_number (table, 9, row)) ? 0 : nqp_table_get_number (table, 9, row);
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
  for (int row = 0; row < nqp_table_n_rows (levers); row++)
    {
      g_assert_cmpstr (nqp_table_get_text (levers, 3, row), ==, nqp_table_get_text (table, 4, row));
      g_assert_cmpstr (nqp_table_get_text (levers, 4, row), ==, nqp_table_get_text (table, 6, row));
      g_assert_true (nqp_table_get_number (levers, 6, row) == nqp_table_get_number (table, 10, row)
                     || isnan (nqp_table_get_number (levers, 6, row)));
    }
}

static void
test_marks (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_WHOLE, NULL);
  NqpView view = view_of (scores, 12);
  int path = nqp_framework_find (theory, "path.core-technology");
  int measure = nqp_framework_find (theory, "path.core-technology.digital");
  int leaf = nqp_tree_find (scores->tree, "cable");
  g_autoptr (NqpScene) plain = draw ("paths.levers", &view, NQP_STYLE_LIGHT, 1, 1280, 900), hover = NULL,
                       node = NULL;
  NqpDatum data[]
      = { { 12, view.year, -1, path + 1 }, { 12, view.year, -1, measure + 1 }, { 12, view.year, leaf, 0 } };
  g_autofree char *a = nqp_scene_to_text (plain), *b = NULL, *c = NULL;
  double x, y, w, h;

  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    g_assert_true (nqp_scene_locate (plain, data[i], &x, &y, &w, &h));
  view.entry = nqp_framework_find (theory, "path.relations");
  view.entry_hover = measure;
  hover = draw ("paths.levers", &view, NQP_STYLE_LIGHT, 1, 1280, 900);
  b = nqp_scene_to_text (hover);
  g_assert_cmpstr (a, !=, b);
  view.entry = view.entry_hover = -1;
  view.measure = leaf;
  node = draw ("paths.levers", &view, NQP_STYLE_LIGHT, 1, 1280, 900);
  c = nqp_scene_to_text (node);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (b, !=, c);
}

static NqpScores *
best_possible (const NqpScores *scores, int year, int region)
{
  const NqpTree *tree = scores->tree;
  g_autofree double *values = g_new (double, tree->n_leaves);
  g_autoptr (GError) error = NULL;
  NqpScores *best;

  for (int i = 0; i < tree->n_leaves; i++)
    {
      double low, high;

      nqp_scores_range (scores, tree->leaves[i], year, &low, &high);
      values[i]
          = scores->panel->indicators[tree->nodes[tree->leaves[i]].indicator].direction < 0 ? low : high;
    }
  best = nqp_scores_what_if (scores, year, region, tree->n_leaves, tree->leaves, values, &error);
  g_assert_no_error (error);
  return best;
}

static void
test_levers_words (void)
{
  g_autoptr (NqpScores) plain = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  g_autoptr (NqpScores) best = NULL;
  g_autoptr (NqpFramework) bare = nqp_framework_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  NqpView view = view_of (plain, 11);
  NqpEntry *path = nqp_framework_add (bare, NQP_ENTRY_PATH, "path.own");

  path->name = nqp_text_new ("Own path", "自有路径");
  g_assert_true (nqp_framework_seal (bare, &error));
  g_assert_no_error (error);
  expect_words ("paths.levers", &view, "What holds Anhui back, 2023, and what works on it");
  expect_words ("paths.levers", &view, "No measure works on these");
  expect_words ("paths.levers", &view, "split evenly");
  summary = nqp_chart_find ("paths.levers")->summary (&view);
  g_assert_nonnull (strstr (summary, "The greatest obstacles"));
  view.framework = NULL;
  expect_words ("paths.levers", &view, "no concept model");
  view.framework = bare;
  expect_words ("paths.levers", &view, "no measures on its realization paths");
  view.framework = theory;
  view.focus = 2; /* almost nothing is known of it */
  expect_words ("paths.levers", &view, "has no score in 2023");
  view.focus = -1;
  expect_words ("paths.levers", &view, "Choose a region");
  best = best_possible (plain, view.year, 11);
  view = view_of (best, 11);
  g_assert_cmpfloat_with_epsilon (nqp_scores_get (best, 0, view.year, 11), 1, 1e-12);
  expect_words ("paths.levers", &view, "Nothing holds Anhui back in 2023");
}

/* Assumed values of three indicators that make a region better, or worse. */
static NqpScores *
assume (const NqpScores *scores, int year, int region, gboolean better)
{
  static const char *const codes[] = { "soft", "tech", "cable" };
  int leaves[G_N_ELEMENTS (codes)];
  double values[G_N_ELEMENTS (codes)];
  g_autoptr (GError) error = NULL;
  NqpScores *assumed;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      double low, high;

      leaves[i] = nqp_tree_find (scores->tree, codes[i]);
      nqp_scores_range (scores, leaves[i], year, &low, &high);
      values[i] = better ? high : low;
    }
  assumed = nqp_scores_what_if (scores, year, region, G_N_ELEMENTS (codes), leaves, values, &error);
  g_assert_no_error (error);
  return assumed;
}

/* Nothing cut, small, outside or on top of other text, with and without assumed values. */
static void
test_faults (void)
{
  static const char *const ids[] = { "paths.levers", "paths.whatif", "profile.radar",
                                     "ranking.bars", "trends.lines", "profile.strengths" };
  static const char *const methods[] = { NULL, "normalise=zscore", "normalise=rank" };
  static const struct
  {
    double width, height, scale;
  } sizes[] = { { 540, 420, 1 }, { 800, 640, 1 }, { 1280, 720, 1 }, { 1280, 720, 1.6 }, { 1920, 1080, 1 } };

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, methods[m]);

      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
        for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
          for (int focus = 2; focus < 31; focus += 7)
            for (int kind = 0; kind < 3; kind++)
              {
                NqpView view = view_of (scores, focus);
                g_autoptr (NqpScores) assumed = assume (scores, view.year, focus, kind == 1);
                g_autoptr (NqpScene) scene = NULL;
                g_autofree char *faults = NULL;

                if (kind > 0)
                  {
                    view.before = scores;
                    view.scores = assumed;
                  }
                view.lang = (s + (guint)focus) % 2 == 0 ? NQP_LANG_EN : NQP_LANG_ZH;
                scene = draw (ids[i], &view, (NqpStyleKind)((s + (guint)kind) % 5), sizes[s].scale,
                              sizes[s].width, sizes[s].height);
                faults = nqp_scene_find_faults (scene);
                if (faults != NULL)
                  g_error ("%s, %s, region %d, %gx%g, assumed %d:\n%s", ids[i], methods[m], focus,
                           sizes[s].width, sizes[s].height, kind, faults);
              }
    }
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static double
rank_of (const NqpScores *scores, int node, int year, int region)
{
  int rank = nqp_scores_rank (scores, node, year, region);

  return rank > 0 ? (double)rank : (double)NAN;
}

/* The numbers before and after are those of the scores, in the table and in the picture. */
static void
test_whatif_numbers (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, 11);
  g_autoptr (NqpScores) assumed = assume (scores, view.year, 11, TRUE);
  g_autoptr (NqpTable) table = NULL;
  g_autofree char *text = NULL, *score = NULL, *rank = NULL;
  double x, y, w, h;
  g_autoptr (NqpScene) scene = NULL;

  view.before = scores;
  view.scores = assumed;
  table = nqp_chart_find ("paths.whatif")->table (&view, NQP_TABLE_FILE);
  g_assert_cmpint (nqp_table_n_rows (table), >, 5);
  for (int row = 0; row < nqp_table_n_rows (table); row++)
    {
      int node = nqp_tree_find (scores->tree, nqp_table_get_text (table, 0, row));

      g_assert_true (
          same (nqp_table_get_number (table, 2, row), 100 * nqp_scores_get (scores, node, view.year, 11)));
      g_assert_true (
          same (nqp_table_get_number (table, 3, row), 100 * nqp_scores_get (assumed, node, view.year, 11)));
      g_assert_true (same (nqp_table_get_number (table, 5, row), rank_of (scores, node, view.year, 11)));
      g_assert_true (same (nqp_table_get_number (table, 6, row), rank_of (assumed, node, view.year, 11)));
    }
  g_assert_cmpint (nqp_scores_rank (scores, 0, view.year, 11), >,
                   nqp_scores_rank (assumed, 0, view.year, 11));
  text = text_of ("paths.whatif", &view);
  score = g_strdup_printf ("%.1f \xe2\x86\x92 %.1f points", 100 * nqp_scores_get (scores, 0, view.year, 11),
                           100 * nqp_scores_get (assumed, 0, view.year, 11));
  rank = g_strdup_printf ("rank %d \xe2\x86\x92 %d of %d", nqp_scores_rank (scores, 0, view.year, 11),
                          nqp_scores_rank (assumed, 0, view.year, 11),
                          nqp_scores_n_ranked (assumed, 0, view.year));
  g_assert_nonnull (strstr (text, score));
  g_assert_nonnull (strstr (text, rank));
  g_assert_nonnull (strstr (text, "Anhui as it is"));
  scene = draw ("paths.whatif", &view, NQP_STYLE_LIGHT, 1, 800, 640);
  g_assert_true (nqp_scene_locate (
      scene, (NqpDatum){ 11, view.year, nqp_tree_find (scores->tree, "soft"), 0 }, &x, &y, &w, &h));
  g_assert_true (nqp_scene_locate (
      scene, (NqpDatum){ 11, view.year, nqp_tree_find (scores->tree, "drivers"), 0 }, &x, &y, &w, &h));
}

/* Every picture under assumptions says so, in its subtitle and its footer; none does without. */
static void
test_assumed_words (void)
{
  static const char *const ids[]
      = { "paths.levers", "paths.whatif", "profile.radar", "ranking.bars", "trends.lines" };
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, 11);
  g_autoptr (NqpScores) assumed = assume (scores, view.year, 11, TRUE);
  g_autofree char *plain = nqp_view_provenance (&view), *radar = text_of ("profile.radar", &view),
                  *text = NULL;

  g_assert_null (strstr (plain, "assumed"));
  g_assert_null (strstr (radar, "assumed"));
  expect_words ("paths.whatif", &view, "Move a slider");
  view.before = scores;
  view.scores = assumed;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      expect_words (ids[i], &view, "With assumed values for Anhui");
      expect_words (ids[i], &view, "; with assumed values for Anhui. ");
    }
  for (int level = 0; level < 4; level++)
    {
      g_autofree char *footer = nqp_view_provenance_short (&view, level);

      g_assert_nonnull (strstr (footer, "with assumed values for Anhui"));
    }
  expect_words ("profile.radar", &view, "without assumed values");
  view.focus = -1;
  view.before = NULL;
  expect_words ("paths.whatif", &view, "Choose a region");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  theory = nqp_framework_shipped ();
  g_test_add_func ("/paths/conserved", test_conserved);
  g_test_add_func ("/paths/split", test_split);
  g_test_add_func ("/paths/table", test_table);
  g_test_add_func ("/paths/marks", test_marks);
  g_test_add_func ("/paths/levers-words", test_levers_words);
  g_test_add_func ("/paths/faults", test_faults);
  g_test_add_func ("/paths/whatif-numbers", test_whatif_numbers);
  g_test_add_func ("/paths/assumed-words", test_assumed_words);
  status = g_test_run ();
  nqp_framework_unref (theory);
  return status;
}
