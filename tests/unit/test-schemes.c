/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-pca.h"
#include "nqp-scores.h"
#include "nqp-pearson.h"
#include "nqp-weigh-private.h"
#include "random-panel.h"

static const char *const schemes[] = { "equal",
                                       "entropy",
                                       "critic",
                                       "cv",
                                       "pca",
                                       "ahp",
                                       "optimise",
                                       "custom",
                                       "combine",
                                       "combine(pca+ahp)",
                                       "combine(optimise+cv)" };

static NqpScores *
try (NqpPanel *panel, NqpTree *tree, const char *weights, const char *more, GError **error)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autofree char *text = g_strdup_printf ("weights=%s %s", weights, more);
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, text, NULL));
  return nqp_pipeline_run (pipeline, panel, tree, &method, error);
}

static NqpScores *
run (NqpPanel *panel, const char *weights, const char *more)
{
  g_autoptr (GError) error = NULL;
  NqpScores *scores = try (panel, panel->tree, weights, more, &error);

  g_assert_no_error (error);
  return scores;
}

/* Indicators in one component, cells as given: values[i * n + j] of region i. */
static NqpPanel *
table_panel (int n_regions, int n, const double *values)
{
  const RandomPanel shape = { n_regions, 1, n, 0, FALSE, 1 };
  NqpPanel *panel = random_panel (&shape);

  for (int j = 0; j < n; j++)
    {
      g_free (panel->indicators[j].pillar);
      g_free (panel->indicators[j].component);
      panel->indicators[j].pillar = g_strdup ("elements");
      panel->indicators[j].component = g_strdup ("labour-force");
      panel->indicators[j].direction = 1;
      for (int i = 0; i < n_regions; i++)
        panel->values[nqp_panel_cell (panel, j, 0, i)] = values[i * n + j];
    }
  nqp_tree_unref (panel->tree);
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

static double
leaf_weight (const NqpScores *scores, int j)
{
  return nqp_tree_global_weight (scores->tree, nqp_tree_find_indicator (scores->tree, j));
}

/* Eight pharmaceutical firms by profitability, market share and productivity: D. Diakoulaki, G. Mavrotas and L. Papayannakis,
 * "Determining objective weights in multiple criteria problems: The CRITIC method", Computers & Operations Research 22 (1995)
 * 763-770. Weights: 0.20, 0.48, 0.32. */
static void
test_critic_paper (void)
{
  static const double firms[8 * 3] = {
    61,  1.08, 4.33, 20.7, 0.26, 4.34, 16.3, 1.98, 2.53, 9,     3.29, 1.65,
    5.4, 2.77, 2.33, 4,    4.12, 1.21, -6.1, 3.52, 2.10, -34.6, 3.31, 0.98,
  };
  static const double published[3] = { 0.20, 0.48, 0.32 };
  g_autoptr (NqpPanel) panel = table_panel (8, 3, firms);
  g_autoptr (NqpScores) scores = run (panel, "critic", "");

  for (int j = 0; j < 3; j++)
    {
      g_test_message ("%.8f", leaf_weight (scores, j));
      g_assert_cmpfloat_with_epsilon (leaf_weight (scores, j), published[j], 0.0051);
    }
}

/* Four fighter aircraft by speed, range, payload, cost, reliability and manoeuvrability: C.-L. Hwang and K. Yoon, Multiple
 * Attribute Decision Making (1981), 3.1.2. They take the values themselves where the program takes min-max ones: this is the
 * step from numbers to divergence. Its weights follow from divergences of four digits, so that they are right to 0.002. */
static void
test_entropy_book (void)
{
  static const double aircraft[4][6] = {
    { 2.0, 1500, 20000, 5.5, 5, 9 },
    { 2.5, 2700, 18000, 6.5, 3, 5 },
    { 1.8, 2000, 21000, 4.5, 7, 7 },
    { 2.2, 1800, 20000, 5.0, 5, 5 },
  };
  static const double divergences[6] = { 0.0054, 0.0171, 0.0011, 0.0069, 0.0297, 0.0230 };
  static const double published[6] = { 0.0649, 0.2055, 0.0133, 0.0829, 0.3570, 0.2764 };
  double d[6], total = 0;

  for (int j = 0; j < 6; j++)
    {
      double z[4];

      for (int i = 0; i < 4; i++)
        z[i] = aircraft[i][j];
      total += d[j] = nqp_weigh_divergence (z, 4);
      g_assert_cmpfloat_with_epsilon (d[j], divergences[j], 0.00025);
    }
  for (int j = 0; j < 6; j++)
    {
      g_test_message ("%.5f", d[j] / total);
      g_assert_cmpfloat_with_epsilon (d[j] / total, published[j], 0.002);
    }
}

/* The shift goes into the values that entropy looks at, and into nothing else. */
static void
test_shift (void)
{
  static const double values[4 * 2] = { 0, 0, 1, 5, 2, 9, 4, 10 };
  g_autoptr (NqpPanel) panel = table_panel (4, 2, values);
  g_autoptr (NqpScores) plain = run (panel, "entropy", "");
  g_autoptr (NqpScores) shifted = run (panel, "entropy", "shift=0.0001");
  double a[4] = { 0.0001, 0.2501, 0.5001, 1.0001 }, b[4] = { 0.0001, 0.5001, 0.9001, 1.0001 };
  double d_a = nqp_weigh_divergence (a, 4), d_b = nqp_weigh_divergence (b, 4);

  g_assert_cmpfloat_with_epsilon (leaf_weight (shifted, 0), d_a / (d_a + d_b), 1e-12);
  g_assert_cmpfloat (fabs (leaf_weight (plain, 0) - leaf_weight (shifted, 0)), >, 1e-6);
  g_assert_cmpfloat (nqp_scores_get (plain, nqp_tree_find_indicator (plain->tree, 0), 0, 1), ==, 0.25);
  g_assert_cmpfloat (nqp_scores_get (shifted, nqp_tree_find_indicator (plain->tree, 0), 0, 1), ==, 0.25);
}

/* What is switched by the method alone must not come from what an earlier run kept. */
static void
test_kept (void)
{
  const RandomPanel shape = { 12, 3, 9, 0.1, FALSE, 5 };
  static const char *const steps[] = { "weights=entropy",
                                       "weights=entropy shift=0.01",
                                       "weights=pca",
                                       "weights=combine(entropy*pca)",
                                       "weights=entropy shift=0",
                                       "weights=critic",
                                       "weights=combine(entropy+critic) missing=linear",
                                       "weights=entropy" };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpPipeline) kept = nqp_pipeline_new ();
  NqpMethod method;

  nqp_method_init (&method);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (NqpPipeline) fresh = nqp_pipeline_new ();
      g_autoptr (NqpTree) tree = nqp_tree_set_on (panel->tree, panel->tree->leaves[i], i % 2 == 0);
      g_autoptr (NqpScores) a = NULL;
      g_autoptr (NqpScores) b = NULL;

      g_assert_true (nqp_method_parse (&method, steps[i], NULL));
      a = nqp_pipeline_run (kept, panel, tree, &method, NULL);
      b = nqp_pipeline_run (fresh, panel, tree, &method, NULL);
      g_assert_true (nqp_tree_equal_weights (a->tree, b->tree));
    }
}

static void
test_combine (void)
{
  const RandomPanel shape = { 20, 2, 11, 0, FALSE, 9 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) a = run (panel, "cv", "");
  g_autoptr (NqpScores) b = run (panel, "critic", "");
  g_autoptr (NqpScores) product = run (panel, "combine(cv*critic)", "");
  g_autoptr (NqpScores) mean = run (panel, "combine(cv+critic)", "");
  double total = 0;

  for (int j = 0; j < panel->n_indicators; j++)
    total += sqrt (leaf_weight (a, j) * leaf_weight (b, j));
  for (int j = 0; j < panel->n_indicators; j++)
    {
      g_assert_cmpfloat_with_epsilon (leaf_weight (mean, j), (leaf_weight (a, j) + leaf_weight (b, j)) / 2,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (leaf_weight (product, j),
                                      sqrt (leaf_weight (a, j) * leaf_weight (b, j)) / total, 1e-12);
    }
}

/* The importances that the weights were made for, from the scores that came out. */
static double
worst_importance (const NqpScores *scores)
{
  const gsize n_cells = (gsize)scores->n_regions * (gsize)scores->n_years;
  const NqpNode *nodes = scores->tree->nodes;
  double worst = 0;

  for (int i = 0; i < scores->n_nodes; i++)
    {
      double squares = 0;
      int n = 0;

      for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling, n++)
        squares += pow (nqp_pearson (scores->score[c], scores->score[i], n_cells, NULL), 2);
      for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling)
        worst = MAX (worst,
                     fabs (pow (nqp_pearson (scores->score[c], scores->score[i], n_cells, NULL), 2) / squares
                           - 1.0 / n));
    }
  return worst;
}

/* Where no warning says otherwise, parts are equally important, gaps or not, whatever mean makes the whole. */
static void
test_optimise (void)
{
  int reached = 0;

  for (guint32 seed = 1; seed <= 24; seed++)
    {
      const RandomPanel shape = { 30, 3, 4 + (int)seed % 10, seed % 2 * 0.05, FALSE, seed };
      const char *aggregate = seed % 3 == 0 ? "aggregate=geometric" : "";
      g_autoptr (NqpPanel) panel = random_panel (&shape);
      g_autoptr (NqpScores) scores = run (panel, "optimise", aggregate);
      double worst = worst_importance (scores);

      if (scores->warnings->len > 0)
        continue;
      reached++;
      g_test_message ("%u: %g", seed, worst);
      g_assert_cmpfloat (worst, <, 1.1e-3);
    }
  g_assert_cmpint (reached, >=, 8);
}

/* Two uncorrelated parts: weights against their standard deviations; two parts that cancel each other: said, not hidden. */
static void
test_optimise_pairs (void)
{
  static const double apart[4 * 2] = { 0, 0, 0.2, 0, 0, 1, 1, 1 };
  static const double three[6 * 3] = { 0, 0, 6, 1, 1, 5, 2, 2, 4, 3, 3.1, 3, 4, 4, 2, 5, 5, 1 };
  g_autoptr (NqpPanel) panel = table_panel (4, 2, apart);
  g_autoptr (NqpPanel) against = table_panel (6, 3, three);
  g_autoptr (NqpScores) scores = run (panel, "optimise", "");
  g_autoptr (NqpScores) warned = run (against, "optimise", "");

  g_assert_cmpuint (scores->warnings->len, ==, 0);
  g_assert_cmpfloat (worst_importance (scores), <, 1e-6);
  for (int j = 0; j < 3; j++)
    g_assert_true (isfinite (leaf_weight (warned, j)));
}

static void
check_weights (const NqpScores *scores)
{
  const NqpNode *nodes = scores->tree->nodes;

  for (int i = 0; i < scores->n_nodes; i++)
    {
      double sum = 0;

      if (nodes[i].indicator >= 0)
        continue;
      for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling)
        {
          g_assert_cmpfloat (nodes[c].weight, >=, 0);
          g_assert_true (isfinite (nodes[c].weight));
          sum += nodes[c].weight;
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
    }
}

static void
check_same (const NqpScores *a, const NqpScores *b, double tolerance)
{
  for (int i = 0; i < a->n_nodes; i++)
    g_assert_cmpfloat_with_epsilon (a->tree->nodes[i].weight, b->tree->nodes[i].weight, tolerance);
}

/* The same panel in other units and with the regions the other way round. */
static NqpPanel *
change_units_and_order (const RandomPanel *shape, const NqpTree *tree)
{
  NqpPanel *panel = random_panel (shape);
  g_autoptr (NqpPanel) original = random_panel (shape);

  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < panel->n_years; t++)
      for (int i = 0; i < panel->n_regions; i++)
        panel->values[nqp_panel_cell (panel, s, t, i)]
            = (s % 2 == 0 ? 1000.0 : 0.0625)
              * original->values[nqp_panel_cell (panel, s, t, panel->n_regions - 1 - i)];
  nqp_tree_unref (panel->tree);
  panel->tree = nqp_tree_with_judgements (tree, tree->judgements);
  return panel;
}

/* Judgements at random for the pillars. */
static NqpTree *
judge (const NqpTree *tree, GRand *rand)
{
  NqpTree *judged = nqp_tree_with_judgements (tree, NULL);

  for (int a = judged->nodes[0].first_child; a >= 0; a = judged->nodes[a].next_sibling)
    for (int b = judged->nodes[a].next_sibling; b >= 0; b = judged->nodes[b].next_sibling)
      {
        NqpTree *next = nqp_tree_set_judgement (judged, a, b, g_rand_int_range (rand, 1, 10), NULL);

        nqp_tree_unref (judged);
        judged = next;
      }
  return judged;
}

/* A thousand panels, all schemes: weights are weights; units and the order of regions change none. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  int n_weighed = 0;

  for (guint32 seed = 1; seed <= 1000; seed++)
    {
      const RandomPanel shape = { g_rand_int_range (rand, 2, 25),
                                  g_rand_int_range (rand, 1, 4),
                                  g_rand_int_range (rand, 1, 12),
                                  seed % 3 * 0.08,
                                  FALSE,
                                  seed };
      g_autoptr (NqpPanel) panel = random_panel (&shape);
      g_autoptr (NqpTree) judged = judge (panel->tree, rand);
      g_autoptr (NqpPanel) other = change_units_and_order (&shape, judged);

      for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (NqpScores) a = try (panel, judged, schemes[i], "", &error);
          g_autoptr (NqpScores) b = try (other, other->tree, schemes[i], "", NULL);

          g_assert_true ((a != NULL) == (b != NULL));
          if (a == NULL)
            {
              /* too little to tell: every indicator constant, or one alone that conflicts with nothing */
              g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
              g_assert_cmpuint (strlen (error->message), >, 20);
              continue;
            }
          n_weighed++;
          check_weights (a);
          check_weights (b);
          /* a search ends near, not at, the same place */
          if (strstr (schemes[i], "optimise") == NULL)
            check_same (a, b, 1e-8);
        }
    }
  g_assert_cmpint (n_weighed, >, 9000);
}

/* Constant and doubled indicators, one region, one indicator: a weight of 0, equal weights, or a reason. */
static void
test_degenerate (void)
{
  static const double collinear[5 * 3] = { 1, 2, 7, 2, 4, 7, 3, 6, 7, 4, 8, 7, 5, 10, 7 };
  static const double single[4] = { 1, 2, 3, 5 };
  g_autoptr (NqpPanel) panel = table_panel (5, 3, collinear);
  g_autoptr (NqpPanel) one = table_panel (4, 1, single);
  g_autoptr (NqpPanel) region = table_panel (1, 3, collinear);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const gboolean by_data = strcmp (schemes[i], "entropy") == 0 || strcmp (schemes[i], "critic") == 0
                               || strcmp (schemes[i], "cv") == 0 || strcmp (schemes[i], "pca") == 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) no_error = NULL;
      g_autoptr (NqpScores) of_region = try (region, region->tree, schemes[i], "", &error);
      g_autoptr (NqpScores) of_one = try (one, one->tree, schemes[i], "", &no_error);

      g_test_message ("%s: %s", schemes[i], error != NULL ? error->message : "");
      if (by_data)
        g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
      if (strstr (schemes[i], "critic") == NULL && strcmp (schemes[i], "combine") != 0)
        {
          g_assert_no_error (no_error);
          g_assert_cmpfloat_with_epsilon (leaf_weight (of_one, 0), 1, 1e-12);
        }
      else
        g_assert_error (no_error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
    }
  for (int pca = 0; pca < 2; pca++)
    {
      g_autoptr (NqpScores) scores = run (panel, pca ? "pca" : "optimise", "");

      g_assert_cmpfloat_with_epsilon (leaf_weight (scores, 2), 0, 1e-15);
      g_assert_cmpfloat_with_epsilon (leaf_weight (scores, 0) + leaf_weight (scores, 1), 1, 1e-12);
      if (pca)
        g_assert_cmpfloat_with_epsilon (leaf_weight (scores, 0), 0.5, 1e-12);
      g_assert_cmpuint (scores->warnings->len, ==, pca ? 2 : 1);
    }
}

/* The view's components are the scheme's. */
static void
test_pca_view (void)
{
  const RandomPanel shape = { 25, 3, 10, 0.05, FALSE, 4 };
  const RandomPanel tiny = { 1, 1, 4, 0, FALSE, 4 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpPanel) tiny_panel = random_panel (&tiny);
  g_autoptr (NqpScores) scores = run (panel, "pca", "");
  g_autoptr (NqpScores) none = run (tiny_panel, "equal", "");
  g_auto (NqpPca) pca = { 0 };
  g_auto (NqpPca) empty = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_pca_from_scores (&pca, scores, NULL));
  g_assert_cmpint (pca.n, ==, 10);
  for (int j = 0; j < pca.n; j++)
    g_assert_cmpfloat_with_epsilon (pca.weights[j], nqp_tree_global_weight (scores->tree, pca.leaves[j]),
                                    1e-12);
  g_assert_false (nqp_pca_from_scores (&empty, none, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
}

/* The view of the components is of the values that count: after outliers were treated. */
static void
test_pca_treated (void)
{
  const RandomPanel shape = { 20, 3, 10, 0.1, FALSE, 7 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) plain = run (panel, "pca", "");
  g_autoptr (NqpScores) treated = run (panel, "pca", "outliers=winsorise winsor=0.2");
  g_auto (NqpPca) pca = { 0 };
  double apart = 0;

  g_assert_true (nqp_pca_from_scores (&pca, treated, NULL));
  for (int j = 0; j < pca.n; j++)
    {
      double weight = nqp_tree_global_weight (treated->tree, pca.leaves[j]);

      g_assert_cmpfloat_with_epsilon (pca.weights[j], weight, 1e-12);
      apart += fabs (weight - nqp_tree_global_weight (plain->tree, pca.leaves[j]));
    }
  g_assert_cmpfloat (apart, >, 1e-6);
}

/* A judgement that contradicts others is said with the scores. */
static void
test_ahp_warning (void)
{
  const RandomPanel shape = { 8, 2, 8, 0, FALSE, 4 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  const NqpNode *nodes = panel->tree->nodes;
  const int a = nodes[0].first_child, b = nodes[a].next_sibling, c = nodes[b].next_sibling;
  g_autoptr (NqpTree) first = nqp_tree_set_judgement (panel->tree, a, b, 9, NULL);
  g_autoptr (NqpTree) second = nqp_tree_set_judgement (first, b, c, 9, NULL);
  g_autoptr (NqpTree) third = nqp_tree_set_judgement (second, a, c, 1.0 / 9, NULL);
  g_autoptr (NqpScores) scores = try (panel, third, "ahp", "", NULL);

  g_assert_cmpuint (scores->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (scores->warnings, 0), "contradict"));
  g_assert_true (scores->tree->judgements == third->judgements);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schemes/critic-paper", test_critic_paper);
  g_test_add_func ("/schemes/entropy-book", test_entropy_book);
  g_test_add_func ("/schemes/shift", test_shift);
  g_test_add_func ("/schemes/kept", test_kept);
  g_test_add_func ("/schemes/combine", test_combine);
  g_test_add_func ("/schemes/optimise", test_optimise);
  g_test_add_func ("/schemes/optimise-pairs", test_optimise_pairs);
  g_test_add_func ("/schemes/random", test_random);
  g_test_add_func ("/schemes/degenerate", test_degenerate);
  g_test_add_func ("/schemes/pca-view", test_pca_view);
  g_test_add_func ("/schemes/pca-treated", test_pca_treated);
  g_test_add_func ("/schemes/ahp-warning", test_ahp_warning);
  return g_test_run ();
}
