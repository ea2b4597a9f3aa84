/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts-sample.h"
#include "nqp-chart.h"
#include "nqp-correlation.h"
#include "nqp-method-derivation-private.h"
#include "nqp-method-weights-private.h"
#include "nqp-number.h"

/* The charts of the page Method: nothing cut at any size, and numbers that are those of the scores. */

static const char *const ids[] = { "method.derivation", "method.weights", "method.correlation" };

static NqpScene *
draw (const char *id, const NqpView *view, NqpStyleKind kind, double scale, double width, double height)
{
  NqpStyle style;

  nqp_style_init (&style, kind, scale);
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
  return view;
}

static void
check (const char *id, const NqpView *view, NqpStyleKind kind, double scale, double width, double height)
{
  g_autoptr (NqpScene) scene = draw (id, view, kind, scale, width, height);
  g_autofree char *faults = nqp_scene_find_faults (scene);

  if (faults != NULL)
    {
      g_test_message ("%s of %s, focus %d, step %d, %gx%g, style %d, %s:\n%s", id,
                      nqp_view_node_name (view, view->measure), view->focus, view->step, width, height, kind,
                      nqp_lang_to_string (view->lang), faults);
      g_test_fail ();
    }
}

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
    { 31, 8, CHARTS_SAMPLE_PLAIN, "normalise=zscore missing=linear" },
    { 31, 8, CHARTS_SAMPLE_PLAIN, "normalise=rank aggregate=geometric weights=critic" },
    { 31, 4, CHARTS_SAMPLE_WHOLE, "normalise=minmax-year weights=entropy" },
    { 7, 1, CHARTS_SAMPLE_TIES, NULL },
    { 1, 1, CHARTS_SAMPLE_WHOLE, NULL },
    { 5, 3, CHARTS_SAMPLE_MISSING, NULL },
  };
  static const char *const measures[] = { "index", "drivers", "carriers", "eint", "elements.labour-force" };
  static const double sizes[][2] = { { 300, 220 }, { 400, 300 },  { 540, 420 },  { 640, 760 },
                                     { 900, 600 }, { 1280, 800 }, { 1920, 1080 } };
  int turn = 0;

  for (gsize p = 0; p < G_N_ELEMENTS (panels); p++)
    {
      g_autoptr (NqpScores) scores
          = charts_sample_scores (panels[p].n_regions, panels[p].n_years, panels[p].kind, panels[p].method);

      for (gsize m = 0; m < G_N_ELEMENTS (measures); m++)
        for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
          for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
            for (int lang = NQP_LANG_EN; lang <= NQP_LANG_ZH; lang++, turn++)
              {
                /* -1: none; 11 has edited and suspect values, 30 lacks a component */
                static const int focuses[] = { 11, 30, -1, 2 };
                NqpView view = view_of (scores, measures[m], focuses[turn % 4]);

                view.focus = MIN (view.focus, panels[p].n_regions - 1);
                view.lang = (NqpLang)lang;
                view.provenance = turn % 3 == 0;
                check (ids[i], &view, (NqpStyleKind)(turn % 5), 1, sizes[s][0], sizes[s][1]);
              }
      for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          NqpView view = view_of (scores, "index", 0);

          check (ids[i], &view, NQP_STYLE_DARK, 1.6, 1280, 800);
        }
    }
}

/* Names of any length: nothing on top of another or outside. */
static void
test_long_names (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_LONG, NULL);
  static const double sizes[][2] = { { 400, 300 }, { 800, 640 }, { 1280, 800 } };

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
      {
        NqpView view = view_of (scores, "index", 11);
        g_autoptr (NqpScene) scene = draw (ids[i], &view, NQP_STYLE_LIGHT, 1, sizes[s][0], sizes[s][1]);
        g_autofree char *faults = nqp_scene_find_faults (scene);
        g_auto (GStrv) lines = g_strsplit (faults != NULL ? faults : "", "\n", -1);

        for (int k = 0; lines[k] != NULL; k++)
          if (*lines[k] != '\0' && !g_str_has_prefix (lines[k], "cut:"))
            g_error ("%s at %gx%g: %s", ids[i], sizes[s][0], sizes[s][1], lines[k]);
      }
}

/* ---- derivation ----------------------------------------------------------------------------------------------- */

/* Every level has a step whose result is the score as it is shown, from the leaf's normalised value to the rank. */
static void
test_steps_are_the_scores (void)
{
  static const char *const methods[]
      = { NULL, "normalise=zscore", "aggregate=geometric", "missing=linear normalise=minmax-year" };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, methods[m]);
      const NqpTree *tree = scores->tree;

      for (int region = 0; region < 31; region++)
        {
          NqpView view = view_of (scores, "index", region);
          const int leaf = tree->leaves[region % tree->n_leaves];
          g_autoptr (GPtrArray) steps = nqp_derivation_steps (&view, leaf);
          int node = tree->nodes[leaf].parent, n_levels = 0;
          char number[NQP_NUMBER_SIZE];

          for (guint i = 0; i < steps->len; i++)
            {
              const NqpStep *step = steps->pdata[i];
              const double score = nqp_scores_get (scores, step->node, view.year, region);

              g_assert_nonnull (step->head);
              if (step->kind == NQP_STEP_RANGE) /* the formula leads to z */
                {
                  const int direction = scores->panel->indicators[tree->nodes[leaf].indicator].direction;
                  double t = (step->value - step->lo) / (step->hi - step->lo);

                  g_assert_cmpfloat_with_epsilon (direction < 0 ? 1 - t : t, score, 1e-12);
                  g_assert_true (g_str_has_suffix (step->numbers, nqp_number_to_screen (score, 3, number)));
                }
              if (step->kind != NQP_STEP_PARTS)
                continue;
              g_assert_cmpint (step->node, ==, node);
              node = tree->nodes[node].parent;
              n_levels++;
              if (isnan (score))
                continue;
              g_assert_cmpstr (step->result, ==,
                               nqp_number_to_screen (score * nqp_scores_display_factor (scores),
                                                     nqp_scores_display_factor (scores) > 1 ? 1 : 2, number));
              g_assert_true (g_str_has_suffix (step->numbers, step->result));
            }
          g_assert_cmpint (n_levels, ==, 3);
          g_assert_cmpint (((NqpStep *)steps->pdata[steps->len - 1])->kind, ==, NQP_STEP_RANKS);
          if (nqp_scores_rank (scores, 0, view.year, region) > 0)
            g_assert_cmpint (
                (int)g_ascii_strtoll (((NqpStep *)steps->pdata[steps->len - 1])->result, NULL, 10), ==,
                nqp_scores_rank (scores, 0, view.year, region));
        }
    }
}

/* The segments of each bar, as drawn, are as long as the score of the node. */
static void
test_bars_add_up (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);

  for (int region = 0; region < 31; region += 5)
    {
      NqpView view = view_of (scores, "index", region);
      const int leaf = nqp_derivation_leaf (&view);
      g_autoptr (NqpScene) scene = draw ("method.derivation", &view, NQP_STYLE_LIGHT, 1, 1000, 1400);
      g_autofree char *text = nqp_scene_to_text (scene);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      const NqpTree *tree = scores->tree;

      if (isnan (nqp_scores_get (scores, 0, view.year, region)))
        continue;
      for (int parent = tree->nodes[leaf].parent; parent >= 0; parent = tree->nodes[parent].parent)
        {
          double sum = 0, whole = NAN;

          for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
            {
              g_autofree char *tail = g_strdup_printf (" region=%d year=%d node=%d", region, view.year, c);

              for (int i = 0; lines[i] != NULL; i++)
                if (g_str_has_prefix (lines[i], "rect ") && g_str_has_suffix (lines[i], tail)
                    && strstr (lines[i], " fill=") != NULL)
                  {
                    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

                    sum += g_ascii_strtod (words[3], NULL);
                  }
            }
          /* the tracks all bars lie on are the whole of 100 points */
          for (int i = 0; lines[i] != NULL; i++)
            if (g_str_has_prefix (lines[i], "rect ") && strstr (lines[i], "region=") == NULL
                && strstr (lines[i], "fill=#e1e1e7ff") != NULL)
              {
                g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);

                whole = g_ascii_strtod (words[3], NULL);
              }
          g_assert_cmpfloat (whole, >, 100);
          /* the leaf's own step draws its range with the same datum: looked at above the component only */
          if (tree->nodes[parent].level < NQP_LEVEL_COMPONENT)
            g_assert_cmpfloat_with_epsilon (sum / whole, nqp_scores_get (scores, parent, view.year, region),
                                            0.01);
        }
    }
}

/* Steps appear one after the other, each adds to what was there, and 0 shows all. */
static void
test_steps_appear (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 11);
  const NqpChart *chart = nqp_chart_find ("method.derivation");
  const int n = chart->n_steps (&view);
  gsize before = 0;

  g_assert_cmpint (n, >=, 6);
  for (int step = 1; step <= n; step++)
    {
      g_autoptr (NqpScene) scene = NULL;
      g_autofree char *text = NULL, *summary = NULL, *begin = g_strdup_printf ("Step %d of %d.", step, n);

      view.step = step;
      scene = draw ("method.derivation", &view, NQP_STYLE_LIGHT, 1, 900, 680);
      text = nqp_scene_to_text (scene);
      g_assert_cmpuint (strlen (text), >, before);
      before = strlen (text);
      check ("method.derivation", &view, NQP_STYLE_LIGHT, 1, 900, 680);
      summary = chart->summary (&view);
      g_assert_true (g_str_has_prefix (summary, begin));
      g_assert_null (strchr (summary, '\n') != NULL && strstr (summary, "\nStep") != NULL ? summary : NULL);
    }
  view.step = 0;
  {
    g_autoptr (NqpScene) all = draw ("method.derivation", &view, NQP_STYLE_LIGHT, 1, 900, 680);
    g_autofree char *text = nqp_scene_to_text (all);

    g_assert_cmpuint (strlen (text), >, before * 9 / 10);
  }
}

/* The way of the leaf that adds most is followed, unless another below the measure is chosen. */
static void
test_leaf (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_WHOLE, NULL);
  const NqpTree *tree = scores->tree;
  const NqpChart *chart = nqp_chart_find ("method.derivation");
  NqpView view = view_of (scores, "drivers", 5);
  const int most = nqp_derivation_leaf (&view), other = nqp_tree_find (tree, "rdper"),
            outside = nqp_tree_find (tree, "fin");
  int n = 1;

  for (int i = 0; i < tree->n_leaves; i++)
    if (nqp_tree_pillar_of (tree, tree->leaves[i]) == view.measure)
      g_assert_cmpfloat (nqp_scores_contribution (scores, view.measure, tree->leaves[i], view.year, 5), <=,
                         nqp_scores_contribution (scores, view.measure, most, view.year, 5) + 1e-12);
  view.leaf = other;
  g_assert_cmpint (nqp_derivation_leaf (&view), ==, other);
  view.leaf = outside;
  g_assert_cmpint (nqp_derivation_leaf (&view), ==, most);
  /* the keys reach every indicator of the measure, and stop at the ends */
  for (int k = 0; k < 40; k++)
    view.leaf = chart->leaf (&view, -1);
  for (int next; (next = chart->leaf (&view, 1)) != view.leaf; n++)
    view.leaf = next;
  g_assert_cmpint (n, ==, 5);
  /* a leaf that is the measure leads up to the index */
  view.measure = outside;
  g_assert_cmpint (nqp_derivation_leaf (&view), ==, outside);
  g_assert_cmpint (nqp_derivation_top (&view), ==, 0);
}

/* ---- weights -------------------------------------------------------------------------------------------------- */

static void
test_angles (void)
{
  static const char *const methods[] = { NULL, "weights=entropy", "weights=critic" };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_WHOLE, methods[m]);
      g_autoptr (NqpTree) off = nqp_tree_set_on (scores->tree, nqp_tree_find (scores->tree, "rdint"), FALSE);
      g_autoptr (NqpTree) less = nqp_tree_set_on (off, nqp_tree_find (off, "carriers"), FALSE);
      const NqpTree *trees[] = { scores->tree, off, less };

      for (gsize t = 0; t < G_N_ELEMENTS (trees); t++)
        {
          g_autoptr (GArray) sectors = nqp_weights_sectors (trees[t]);
          g_autoptr (GArray) dark = nqp_weights_off (trees[t]);
          double sums[4] = { 0 };

          g_assert_cmpuint (dark->len, ==, t);
          for (guint i = 0; i < sectors->len; i++)
            {
              const NqpSector *sector = &g_array_index (sectors, NqpSector, i);

              g_assert_true (nqp_tree_is_on (trees[t], sector->node));
              g_assert_cmpfloat_with_epsilon (
                  sector->a1 - sector->a0, 2 * G_PI * nqp_tree_global_weight (trees[t], sector->node), 1e-12);
              sums[trees[t]->nodes[sector->node].level] += sector->a1 - sector->a0;
            }
          for (int level = NQP_LEVEL_PILLAR; level <= NQP_LEVEL_INDICATOR; level++)
            g_assert_cmpfloat_with_epsilon (sums[level], 2 * G_PI, 1e-9);
        }
    }
}

/* What is off and what is locked is told in words; every sector can be hit and reached by key. */
static void
test_sectors (void)
{
  g_autoptr (NqpPanel) panel = charts_sample_panel (31, 8, CHARTS_SAMPLE_WHOLE);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, nqp_tree_find (panel->tree, "eint"), FALSE);
  g_autoptr (NqpTree) tree = nqp_tree_set_locked (off, nqp_tree_find (off, "drivers"), TRUE);
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpScene) scene = NULL;
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autofree char *text = NULL, *summary = NULL;
  const NqpChart *chart = nqp_chart_find ("method.weights");
  NqpMethod method;
  NqpDatum at = NQP_DATUM_NONE;
  NqpView view;

  nqp_method_init (&method);
  method.scheme = method.custom_from = NQP_SCHEME_CUSTOM;
  scores = nqp_pipeline_run (pipeline, panel, tree, &method, NULL);
  g_assert_nonnull (scores);
  view = view_of (scores, "index", 0);
  scene = draw ("method.weights", &view, NQP_STYLE_LIGHT, 1, 900, 680);
  text = nqp_scene_to_text (scene);
  g_assert_nonnull (strstr (text, "Electricity consumption per unit of GDP: off"));
  g_assert_nonnull (strstr (text, "1 locked"));
  summary = chart->summary (&view);
  g_assert_nonnull (strstr (summary, "Switched off: Electricity consumption"));

  for (int i = 1; i < scores->n_nodes; i++)
    {
      double x, y, w, h;

      g_assert_true (nqp_scene_locate (scene, (NqpDatum){ -1, -1, i, 0, 0 }, &x, &y, &w, &h));
    }
  /* around each ring, and outwards through the first of each */
  for (int ring = 0; ring < 3; ring++)
    {
      for (int k = 0; k < 30; k++)
        {
          g_assert_true (chart->walk (&view, scene, 1, 0, &at));
          g_hash_table_add (reached, GINT_TO_POINTER (at.node));
        }
      g_assert_true (chart->walk (&view, scene, 0, 1, &at));
      while (ring < 2
             && (int)scores->tree->nodes[at.node].level
                    <= ring + 1) /* what is off has no children to go to */
        {
          g_assert_true (chart->walk (&view, scene, 1, 0, &at));
          g_assert_true (chart->walk (&view, scene, 0, 1, &at));
        }
    }
  g_assert_cmpuint (g_hash_table_size (reached), ==, (guint)scores->n_nodes - 1);
}

/* ---- correlation ---------------------------------------------------------------------------------------------- */

static void
test_matrix (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_PLAIN, NULL);
  NqpView view = view_of (scores, "index", 0);
  g_auto (NqpCorrelation) matrix = { 0 };
  const NqpChart *chart = nqp_chart_find ("method.correlation");
  g_autoptr (NqpScene) scene = draw ("method.correlation", &view, NQP_STYLE_LIGHT, 1, 900, 760);
  g_autoptr (NqpTable) table = chart->table (&view, NQP_TABLE_FILE);
  int row = 0;

  nqp_correlation_init (&matrix, scores, 0, view.year);
  g_assert_cmpint (matrix.n, ==, 22);
  for (int a = 0; a < matrix.n; a++)
    for (int b = 0; b < matrix.n; b++)
      {
        NqpDatum one = { -1, -1, matrix.leaves[a], 0, matrix.leaves[b] + 1 }, found = NQP_DATUM_NONE;
        double x, y, w, h, x2, y2;

        /* symmetric in numbers and in place */
        g_assert_true (matrix.r[a * matrix.n + b] == matrix.r[b * matrix.n + a]
                       || isnan (matrix.r[a * matrix.n + b]));
        g_assert_true (nqp_scene_locate (scene, one, &x, &y, &w, &h));
        g_assert_true (nqp_scene_pick (scene, x + w / 2, y + h / 2, &found));
        g_assert_cmpint (found.node, ==, one.node);
        g_assert_cmpint (found.other, ==, one.other);
        one = (NqpDatum){ -1, -1, matrix.leaves[b], 0, matrix.leaves[a] + 1 };
        g_assert_true (nqp_scene_locate (scene, one, &x2, &y2, &w, &h));
        if (a == b)
          g_assert_cmpfloat (x, ==, x2);
        if (b > a)
          {
            g_autofree char *words = chart->tooltip (&view, one);

            g_assert_cmpstr (nqp_table_get_text (table, 0, row), ==,
                             scores->tree->nodes[matrix.leaves[a]].id);
            g_assert_cmpstr (nqp_table_get_text (table, 2, row), ==,
                             scores->tree->nodes[matrix.leaves[b]].id);
            g_assert_true (nqp_table_get_number (table, 4, row) == matrix.r[a * matrix.n + b]);
            g_assert_nonnull (strstr (words, "r = "));
            row++;
          }
      }
  g_assert_cmpint (row, ==, nqp_table_n_rows (table));
}

/* Indicators that all say the same carry the mark, and it is in the legend. */
static void
test_marks (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 8, CHARTS_SAMPLE_TIES, NULL);
  NqpView view = view_of (scores, "elements", 0);
  g_autoptr (NqpScene) scene = draw ("method.correlation", &view, NQP_STYLE_LIGHT, 1, 900, 760);
  g_autofree char *text = nqp_scene_to_text (scene), *summary = NULL;

  g_assert_nonnull (strstr (text, "nearly the same"));
  g_assert_nonnull (strstr (text, "against each other in one component"));
  summary = nqp_chart_find ("method.correlation")->summary (&view);
  g_assert_nonnull (strstr (summary, "nearly the same"));
}

/* One indicator has a message; a great many stay within the picture. */
static void
test_few_and_many (void)
{
  g_autoptr (NqpScores) scores = charts_sample_scores (31, 2, CHARTS_SAMPLE_WHOLE, NULL);
  NqpView view = view_of (scores, "relations.distribution", 0);
  g_autoptr (NqpScene) scene = draw ("method.correlation", &view, NQP_STYLE_LIGHT, 1, 900, 760);
  g_autofree char *text = nqp_scene_to_text (scene);
  g_autoptr (NqpPanel) many = charts_sample_panel (31, 2, CHARTS_SAMPLE_WHOLE);
  g_autoptr (NqpTree) tree = nqp_tree_new ();
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) large = NULL;
  g_autoptr (GError) error = NULL;
  NqpMethod method;

  g_assert_nonnull (strstr (text, "One indicator alone"));

  /* the same 22 indicators again and again, under other names */
  nqp_tree_add (tree, -1, "index", &many->tree->nodes[0].name, NQP_LEVEL_INDEX, -1, NAN, FALSE, TRUE);
  for (int p = 0; p < 4; p++)
    {
      g_autofree char *pillar = g_strdup_printf ("p%d", p), *component = g_strdup_printf ("p%d.c", p);
      const int up = nqp_tree_add (tree, 0, pillar, &many->tree->nodes[1].name, NQP_LEVEL_PILLAR, -1, NAN,
                                   FALSE, TRUE);
      const int mid = nqp_tree_add (tree, up, component, &many->tree->nodes[2].name, NQP_LEVEL_COMPONENT, -1,
                                    NAN, FALSE, TRUE);

      for (int i = 0; i < 15; i++)
        {
          g_autofree char *id = g_strdup_printf ("i%d-%d", p, i);
          const int j = (p * 15 + i) % many->n_indicators;

          nqp_tree_add (tree, mid, id, &many->indicators[j].name, NQP_LEVEL_INDICATOR, j, NAN, FALSE, TRUE);
        }
    }
  nqp_tree_seal (tree);
  nqp_method_init (&method);
  method.scheme = method.custom_from = NQP_SCHEME_CUSTOM;
  large = nqp_pipeline_run (pipeline, many, tree, &method, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      static const double sizes[][2] = { { 300, 220 }, { 540, 420 }, { 900, 760 }, { 1920, 1080 } };

      for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          view = view_of (large, "index", 3);
          check (ids[i], &view, NQP_STYLE_PRINT, 1, sizes[s][0], sizes[s][1]);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/method/faults", test_faults);
  g_test_add_func ("/method/long-names", test_long_names);
  g_test_add_func ("/method/derivation/scores", test_steps_are_the_scores);
  g_test_add_func ("/method/derivation/sums", test_bars_add_up);
  g_test_add_func ("/method/derivation/steps", test_steps_appear);
  g_test_add_func ("/method/derivation/leaf", test_leaf);
  g_test_add_func ("/method/weights/angles", test_angles);
  g_test_add_func ("/method/weights/sectors", test_sectors);
  g_test_add_func ("/method/correlation/matrix", test_matrix);
  g_test_add_func ("/method/correlation/marks", test_marks);
  g_test_add_func ("/method/correlation/few-and-many", test_few_and_many);
  return g_test_run ();
}
