/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-correlation.h"
#include "nqp-importance.h"
#include "nqp-reliability.h"
#include "random-panel.h"

static NqpScores *
run (NqpPanel *panel, const char *text)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, text, &error));
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

/* One pillar, one component, five cells of two or three indicators. */
static NqpPanel *
small_panel (int n, const double *values)
{
  const RandomPanel shape = { 5, 1, n, 0, FALSE, 1 };
  NqpPanel *panel = random_panel (&shape);

  for (int j = 0; j < n; j++)
    {
      g_free (panel->indicators[j].pillar);
      g_free (panel->indicators[j].component);
      panel->indicators[j].pillar = g_strdup ("elements");
      panel->indicators[j].component = g_strdup ("labour-force");
      panel->indicators[j].direction = 1;
      for (int i = 0; i < 5; i++)
        panel->values[nqp_panel_cell (panel, j, 0, i)] = values[j * 5 + i];
    }
  nqp_tree_unref (panel->tree);
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

/* By hand: z = 0, .25, .5, .75, 1 and 0, .5, .25, 1, .75. Variances .15625 each, covariance .125, so that the variance of the
 * sum is .5625 and alpha = 2 (1 - .3125 / .5625) = 8 / 9; r = .8. */
static void
test_by_hand (void)
{
  static const double values[] = { 1, 2, 3, 4, 5, 10, 30, 20, 50, 40 };
  g_autoptr (NqpPanel) panel = small_panel (2, values);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  g_auto (NqpCorrelation) matrix = { 0 };
  g_autofree double *importance = g_new (double, scores->n_nodes);
  int n;

  g_assert_cmpfloat_with_epsilon (nqp_reliability_alpha (scores, 0, -1, &n), 8.0 / 9, 1e-12);
  g_assert_cmpint (n, ==, 5);
  nqp_correlation_init (&matrix, scores, 0, -1);
  g_assert_cmpint (matrix.n, ==, 2);
  g_assert_cmpfloat_with_epsilon (matrix.r[1], 0.8, 1e-12);
  nqp_importance_get (scores, -1, importance);
  g_assert_cmpfloat_with_epsilon (importance[scores->tree->leaves[0]], 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (nqp_importance_deviation (scores, 2, importance), 0, 1e-20);
}

static void
test_notes (void)
{
  static const double values[] = { 1, 2, 3, 4, 5, 1.1, 2, 3, 4, 5, 5, 4, 3, 2, 1.5 };
  g_autoptr (NqpPanel) panel = small_panel (3, values);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  g_autoptr (NqpTable) table = nqp_correlation_table (scores, 0, 0);
  int redundant = 0, contrary = 0;

  g_assert_cmpint (nqp_table_n_rows (table), ==, 3);
  for (int i = 0; i < 3; i++)
    {
      const char *note = nqp_table_get_text (table, 5, i);

      redundant += g_strcmp0 (note, "redundant") == 0;
      contrary += g_strcmp0 (note, "contrary") == 0;
      g_assert_cmpfloat (nqp_table_get_number (table, 3, i), ==, 1);
      g_assert_cmpfloat (nqp_table_get_number (table, 4, i), ==, 1);
    }
  g_assert_cmpint (redundant, ==, 1);
  g_assert_cmpint (contrary, ==, 2);
}

/* Two pairs that are alike, interleaved: clustering puts them side by side. */
static void
test_order (void)
{
  const RandomPanel shape = { 40, 1, 4, 0, FALSE, 3 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) scores = NULL;
  g_auto (NqpCorrelation) matrix = { 0 };

  for (int j = 0; j < 4; j++)
    {
      g_free (panel->indicators[j].pillar);
      panel->indicators[j].pillar = g_strdup ("drivers");
      panel->indicators[j].direction = 1;
      for (int i = 0; i < 40; i++)
        panel->values[nqp_panel_cell (panel, j, 0, i)]
            = j % 2 == 0 ? sin (i) + 0.1 * cos (j * 7.0 + i * 3.0) : cos (i * 1.7) + 0.1 * sin (j + i * 5.0);
    }
  nqp_tree_unref (panel->tree);
  panel->tree = nqp_panel_make_tree (panel);
  scores = run (panel, "weights=equal");
  nqp_correlation_init (&matrix, scores, 0, -1);
  g_assert_cmpint (matrix.n, ==, 4);
  g_assert_cmpint (scores->tree->nodes[matrix.leaves[0]].indicator % 2, ==,
                   scores->tree->nodes[matrix.leaves[1]].indicator % 2);
  g_assert_cmpfloat (matrix.r[1], >, 0.9);
  g_assert_cmpfloat (matrix.r[2 * 4 + 3], >, 0.9);
}

/* For every tree: importances of children sum to 1, matrices are symmetric, alphas at most 1, pillars in their order. */
static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 60; seed++)
    {
      const RandomPanel shape
          = { 3 + (int)seed % 20, 1 + (int)seed % 4, 1 + (int)seed % 25, seed % 3 * 0.1, FALSE, seed };
      g_autoptr (NqpPanel) panel = random_panel (&shape);
      g_autoptr (NqpScores) scores = run (panel, "weights=equal");
      g_auto (NqpCorrelation) matrix = { 0 };
      g_autofree double *importance = g_new (double, scores->n_nodes);
      const NqpNode *nodes = scores->tree->nodes;

      nqp_importance_get (scores, seed % 2 == 0 ? -1 : 0, importance);
      for (int i = 0; i < scores->n_nodes; i++)
        {
          double sum = 0;
          gboolean any = FALSE;

          for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling)
            if (!isnan (importance[c]))
              {
                g_assert_cmpfloat (importance[c], >=, 0);
                sum += importance[c];
                any = TRUE;
              }
          if (any)
            g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
          if (nodes[i].indicator < 0)
            {
              double alpha = nqp_reliability_alpha (scores, i, -1, NULL);

              g_assert_true (isnan (alpha) || alpha <= 1 + 1e-12);
            }
        }
      nqp_correlation_init (&matrix, scores, 0, -1);
      g_assert_cmpint (matrix.n, ==, scores->tree->n_leaves);
      for (int i = 0; i < matrix.n; i++)
        {
          g_assert_cmpfloat (matrix.r[i * matrix.n + i], ==, 1);
          if (i > 0)
            g_assert_cmpint (nqp_tree_pillar_of (scores->tree, matrix.leaves[i - 1]), <=,
                             nqp_tree_pillar_of (scores->tree, matrix.leaves[i]));
          for (int k = 0; k < i; k++)
            {
              g_assert_cmpint (matrix.leaves[i], !=, matrix.leaves[k]);
              g_assert_true (isnan (matrix.r[i * matrix.n + k])
                             || matrix.r[i * matrix.n + k] == matrix.r[k * matrix.n + i]);
            }
        }
    }
}

/* One region in one year tells nothing: missing, not 0 and not a crash. */
static void
test_one_cell (void)
{
  const RandomPanel shape = { 1, 1, 6, 0, FALSE, 2 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  g_autoptr (NqpTable) importance = nqp_importance_table (scores, 0, -1);
  g_autoptr (NqpTable) correlation = nqp_correlation_table (scores, 0, -1);

  g_assert_true (isnan (nqp_reliability_alpha (scores, 0, -1, NULL)));
  g_assert_cmpint (nqp_table_n_rows (importance), ==, scores->n_nodes - 1);
  g_assert_true (isnan (nqp_table_get_number (importance, 3, 0)));
  g_assert_true (isnan (nqp_table_get_number (correlation, 2, 0)));
  g_assert_null (nqp_table_get_text (correlation, 5, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score-statistics/by-hand", test_by_hand);
  g_test_add_func ("/score-statistics/notes", test_notes);
  g_test_add_func ("/score-statistics/order", test_order);
  g_test_add_func ("/score-statistics/random", test_random);
  g_test_add_func ("/score-statistics/one-cell", test_one_cell);
  return g_test_run ();
}
