/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-obstacles.h"
#include "random-panel.h"

static const RandomPanel shapes[] = {
  { 31, 8, 22, 0.0, FALSE, 21 }, { 31, 8, 22, 0.1, TRUE, 22 }, { 9, 3, 9, 0.3, FALSE, 23 },
  { 12, 1, 8, 0.1, FALSE, 24 },  { 40, 6, 1, 0.2, FALSE, 25 },
};

static void
assert_close (double a, double b)
{
  if (isnan (a) != isnan (b) || fabs (a - b) > 1e-12)
    g_error ("%.17g and %.17g differ", a, b);
}

static NqpScores *
run_tree (NqpPanel *panel, NqpTree *tree, const char *method_text)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  scores = nqp_pipeline_run (pipeline, panel, tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

/* The greatest z there is, looked for in the plainest way. */
static double
greatest_z (const NqpScores *scores, int leaf)
{
  const double *z = scores->score[leaf];
  double best = -INFINITY;

  for (int c = 0; c < scores->n_regions * scores->n_years; c++)
    best = isnan (z[c]) ? best : MAX (best, z[c]);
  return best;
}

static void
check_region (const NqpScores *scores, int measure, int year, int region)
{
  const NqpNode *nodes = scores->tree->nodes;
  const gboolean bounded = scores->method.normalise != NQP_NORMALISE_ZSCORE;
  g_autofree double *obstacle = g_new (double, scores->n_nodes);
  g_autofree double *plain = g_new (double, scores->n_nodes);
  double total = 0, sum = 0;

  nqp_obstacles_get (scores, measure, year, region, obstacle);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      double weight = 1;
      gboolean below = TRUE;
      int up = i;

      for (; up >= 0 && up != measure; up = nodes[up].parent)
        {
          below = below && !isnan (nqp_scores_get (scores, up, year, region));
          weight *= nqp_scores_effective_weight (scores, up, year, region);
        }
      below = below && up == measure && !isnan (nqp_scores_get (scores, measure, year, region));
      g_assert_cmpint (isnan (obstacle[i]), ==, !below);
      plain[i] = 0;
      if (!below || nodes[i].indicator < 0)
        continue;
      plain[i] = weight * ((bounded ? 1 : greatest_z (scores, i)) - nqp_scores_get (scores, i, year, region));
      total += plain[i];
    }
  for (int i = 0; i < scores->n_nodes; i++)
    {
      double children = 0;

      if (isnan (obstacle[i]))
        continue;
      g_assert_true (obstacle[i] >= 0 && obstacle[i] <= 1 + 1e-12);
      if (nodes[i].indicator >= 0)
        {
          assert_close (obstacle[i], total > 0 ? plain[i] / total : 0);
          sum += obstacle[i];
          continue;
        }
      for (int c = nodes[i].first_child; c >= 0; c = nodes[c].next_sibling)
        children += isnan (obstacle[c]) ? 0 : obstacle[c];
      assert_close (obstacle[i], children);
    }
  if (!isnan (nqp_scores_get (scores, measure, year, region)))
    {
      assert_close (sum, total > 0 ? 1 : 0);
      assert_close (obstacle[measure], total > 0 ? 1 : 0);
    }
}

static void
test_formula (void)
{
  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    for (int normalise = 0; normalise < NQP_N_NORMALISE; normalise++)
      for (int aggregate = 0; aggregate < NQP_N_AGGREGATE; aggregate++)
        {
          g_autoptr (NqpPanel) panel = random_panel (&shapes[p]);
          g_autofree char *text
              = g_strdup_printf ("normalise=%s aggregate=%s", nqp_choice (NQP_STAGE_NORMALISE, normalise)->id,
                                 nqp_choice (NQP_STAGE_AGGREGATE, aggregate)->id);
          g_autoptr (NqpScores) scores = NULL;

          if (normalise == NQP_NORMALISE_ZSCORE && aggregate != NQP_AGGREGATE_ARITHMETIC
              && aggregate < NQP_AGGREGATE_TOPSIS)
            continue;
          scores = run_tree (panel, panel->tree, text);
          for (int t = 0; t < scores->n_years; t++)
            for (int i = 0; i < scores->n_regions; i++)
              for (int measure = 0; measure < scores->n_nodes; measure += 7)
                check_region (scores, measure, t, i);
        }
}

/* Region 0 is the best in everything; region 1 differs from it in one indicator alone. */
static NqpPanel *
best_and_others (void)
{
  RandomPanel shape = { 3, 1, 4, 0.0, FALSE, 26 };
  NqpPanel *panel = random_panel (&shape);

  for (int j = 0; j < 4; j++)
    for (int i = 0; i < 3; i++)
      panel->values[nqp_panel_cell (panel, j, 0, i)] = panel->indicators[j].direction
                                                       * (i == 0 || (i == 1 && j != 2) ? 5.0
                                                          : i == 1                     ? 4.0
                                                                                       : 3.0);
  return panel;
}

static void
test_best (void)
{
  static const char *const methods[] = { "normalise=minmax", "normalise=minmax-year", "normalise=zscore" };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpPanel) panel = best_and_others ();
      g_autofree char *text = g_strconcat (methods[m], " weights=equal", NULL);
      g_autoptr (NqpScores) scores = run_tree (panel, panel->tree, text);
      g_autofree double *obstacle = g_new (double, scores->n_nodes);

      nqp_obstacles_get (scores, 0, 0, 0, obstacle);
      for (int i = 0; i < scores->n_nodes; i++)
        assert_close (obstacle[i], 0);
      nqp_obstacles_get (scores, 0, 0, 1, obstacle);
      for (int l = 0; l < scores->tree->n_leaves; l++)
        assert_close (obstacle[scores->tree->leaves[l]],
                      scores->tree->nodes[scores->tree->leaves[l]].indicator == 2 ? 1 : 0);
    }
}

/* A value assumed beyond the best is no obstacle, and none below zero. */
static void
test_assumed (void)
{
  g_autoptr (NqpPanel) panel = best_and_others ();
  g_autoptr (NqpScores) scores = run_tree (panel, panel->tree, "normalise=zscore weights=equal");
  const int leaf = nqp_tree_find_indicator (scores->tree, 2);
  const double value = panel->indicators[2].direction * 9.0;
  g_autoptr (NqpScores) what_if = nqp_scores_what_if (scores, 0, 1, 1, &leaf, &value, NULL);
  g_autofree double *obstacle = g_new (double, scores->n_nodes);

  nqp_obstacles_get (what_if, 0, 0, 1, obstacle);
  for (int i = 0; i < scores->n_nodes; i++)
    assert_close (obstacle[i], 0);
}

static void
test_table (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[2]);
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, panel->tree->leaves[0], FALSE);
  g_autoptr (NqpScores) scores = run_tree (panel, off, "weights=equal");
  g_autofree double *obstacle = g_new (double, scores->n_nodes);
  const int regions[] = { 4, 2 };
  g_autoptr (NqpTable) table = nqp_obstacles_table (scores, 0, -1, regions, 2);
  int row = 0;

  for (int k = 0; k < 2; k++)
    for (int t = 0; t < scores->n_years; t++)
      {
        nqp_obstacles_get (scores, 0, t, regions[k], obstacle);
        for (int i = 1; i < scores->n_nodes; i++)
          {
            if (!nqp_tree_is_on (scores->tree, i))
              continue;
            g_assert_cmpint (row, <, nqp_table_n_rows (table));
            g_assert_cmpstr (nqp_table_get_text (table, 0, row), ==, panel->places[regions[k]].code);
            g_assert_cmpint ((int)nqp_table_get_number (table, 1, row), ==, panel->years[t]);
            g_assert_cmpstr (nqp_table_get_text (table, 2, row), ==, scores->tree->nodes[i].id);
            assert_close (nqp_table_get_number (table, 4, row), obstacle[i]);
            row++;
          }
      }
  g_assert_cmpint (row, ==, nqp_table_n_rows (table));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/obstacles/formula", test_formula);
  g_test_add_func ("/obstacles/best", test_best);
  g_test_add_func ("/obstacles/assumed", test_assumed);
  g_test_add_func ("/obstacles/table", test_table);
  return g_test_run ();
}
