/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-scores.h"
#include "random-panel.h"

static const RandomPanel shapes[] = {
  { 31, 8, 22, 0.0, FALSE, 1 }, { 31, 8, 22, 0.05, TRUE, 2 },   { 7, 3, 9, 0.3, FALSE, 3 },
  { 1, 5, 6, 0.1, FALSE, 4 },   { 12, 1, 8, 0.1, TRUE, 5 },     { 40, 6, 1, 0.2, FALSE, 6 },
  { 70, 2, 13, 0.6, TRUE, 7 },  { 300, 2, 30, 0.02, FALSE, 8 },
};

static void
assert_close (double a, double b, double tolerance)
{
  if (isnan (a) && isnan (b))
    return;
  g_assert_cmpfloat_with_epsilon (a, b, tolerance);
}

static NqpScores *
run (NqpPanel *panel, const char *method_text)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, &error));
  g_assert_no_error (error);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  g_assert_nonnull (scores);
  return scores;
}

static void
refuse (NqpPanel *panel, NqpTree *tree, const char *method_text, NqpMethodError code)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  g_assert_null (nqp_pipeline_run (pipeline, panel, tree, &method, &error));
  g_assert_error (error, NQP_METHOD_ERROR, (int)code);
}

typedef void (*Check) (const NqpScores *scores);

static void
for_each_method (Check check)
{
  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    {
      g_autoptr (NqpPanel) panel = random_panel (&shapes[p]);

      for (int normalise = 0; normalise < NQP_N_NORMALISE; normalise++)
        for (int scheme = 0; scheme < NQP_N_SCHEMES; scheme++)
          for (int aggregate = 0; aggregate < NQP_N_AGGREGATE; aggregate++)
            {
              /* each of them with each of the others, not all with all */
              const int missing = (normalise + scheme + aggregate) % NQP_N_MISSING;
              g_autofree char *text = g_strdup_printf (
                  "missing=%s normalise=%s weights=%s aggregate=%s", nqp_choice (NQP_STAGE_FILL, missing)->id,
                  nqp_choice (NQP_STAGE_NORMALISE, normalise)->id, nqp_choice (NQP_STAGE_WEIGH, scheme)->id,
                  nqp_choice (NQP_STAGE_AGGREGATE, aggregate)->id);
              g_autoptr (NqpScores) scores = NULL;

              if (normalise == NQP_NORMALISE_ZSCORE && aggregate != NQP_AGGREGATE_ARITHMETIC
                  && aggregate < NQP_AGGREGATE_TOPSIS)
                continue;
              /* one indicator conflicts with nothing: CRITIC has no weights for it */
              if (scheme == NQP_SCHEME_CRITIC && panel->n_indicators == 1)
                continue;
              if (scheme > NQP_SCHEME_CV && scheme < NQP_SCHEME_CUSTOM)
                continue;
              scores = run (panel, text);
              check (scores);
            }
    }
}

static void
check_weights (const NqpScores *scores)
{
  const NqpTree *tree = scores->tree;
  double leaves = 0;

  for (int i = 0; i < tree->n_nodes; i++)
    {
      double sum = 0;
      gboolean any = FALSE;

      g_assert_true (nqp_tree_local_weight (tree, i) >= 0);
      if (tree->nodes[i].first_child < 0)
        continue;
      for (int c = tree->nodes[i].first_child; c >= 0; c = tree->nodes[c].next_sibling)
        {
          sum += nqp_tree_local_weight (tree, c);
          any = any || tree->nodes[c].on;
        }
      /* nothing can be on that has nothing below it */
      g_assert_true (any || !tree->nodes[i].on);
      assert_close (sum, any ? 1 : 0, 1e-12);
    }
  for (int i = 0; i < tree->n_leaves; i++)
    leaves += nqp_tree_global_weight (tree, tree->leaves[i]);
  assert_close (leaves, 1, 1e-12);
}

static void
test_weights_sum (void)
{
  for_each_method (check_weights);
}

static void
check_contributions (const NqpScores *scores)
{
  const NqpTree *tree = scores->tree;
  const int step = MAX (1, scores->n_regions / 20);

  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i += step)
      for (int node = 0; node < tree->n_nodes; node++)
        {
          double score = nqp_scores_get (scores, node, t, i);
          double children = 0, weights = 0, leaves = 0;

          if (tree->nodes[node].first_child < 0)
            continue;
          for (int c = tree->nodes[node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
            {
              children += nqp_scores_contribution (scores, node, c, t, i);
              weights += nqp_scores_effective_weight (scores, c, t, i);
            }
          for (int l = 0; l < tree->n_leaves; l++)
            leaves += nqp_scores_contribution (scores, node, tree->leaves[l], t, i);
          assert_close (children, isnan (score) ? 0 : score, 1e-12);
          assert_close (leaves, isnan (score) ? 0 : score, 1e-12);
          assert_close (weights, isnan (score) ? 0 : 1, 1e-12);
          if (scores->method.normalise != NQP_NORMALISE_ZSCORE && !isnan (score))
            g_assert_true (score >= 0 && score <= 1 + 1e-12);
        }
}

static void
test_contributions (void)
{
  for_each_method (check_contributions);
}

/* Coverage from the leaves up, said once more in the plainest way. */
static double
plain_coverage (const NqpScores *scores, int node, int t, int i)
{
  const NqpTree *tree = scores->tree;
  double have = 0, all = 0;

  for (int l = 0; l < tree->n_leaves; l++)
    {
      double weight = 1;
      int up = tree->leaves[l];

      for (; up >= 0 && up != node; up = tree->nodes[up].parent)
        weight *= nqp_tree_local_weight (tree, up);
      if (up < 0)
        continue;
      all += weight;
      if (!isnan (nqp_scores_get (scores, tree->leaves[l], t, i)))
        have += weight;
    }
  return have / all;
}

static void
check_coverage (const NqpScores *scores)
{
  const int step = MAX (1, scores->n_regions / 20);

  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i += step)
      for (int node = 0; node < scores->n_nodes; node++)
        {
          double coverage = plain_coverage (scores, node, t, i);

          if (scores->tree->nodes[node].indicator >= 0)
            continue;
          assert_close (nqp_scores_coverage (scores, node, t, i), coverage, 1e-12);
          if (coverage < 2.0 / 3 - 1e-9)
            g_assert_true (isnan (nqp_scores_get (scores, node, t, i)));
          g_assert_cmpint (nqp_scores_incomplete (scores, node, t, i), ==,
                           !isnan (nqp_scores_get (scores, node, t, i)) && coverage < 0.95 - 1e-9);
          g_assert_cmpint (nqp_scores_partial (scores, node, t, i), ==,
                           !isnan (nqp_scores_get (scores, node, t, i)) && coverage < 1 - 1e-9);
        }
}

static void
test_coverage (void)
{
  for_each_method (check_coverage);
}

static void
check_ranks (const NqpScores *scores)
{
  g_autofree int *order = g_new (int, scores->n_regions);

  for (int t = 0; t < scores->n_years; t++)
    for (int node = 0; node < scores->n_nodes; node += 3)
      {
        int n_ranked = 0;

        for (int i = 0; i < scores->n_regions; i++)
          {
            double score = nqp_scores_get (scores, node, t, i);
            int better = 0;

            for (int k = 0; k < scores->n_regions; k++)
              better += nqp_scores_get (scores, node, t, k) > score + 1e-12; /* nearer ones share a rank */
            g_assert_cmpint (nqp_scores_rank (scores, node, t, i), ==, isnan (score) ? 0 : better + 1);
            n_ranked += !isnan (score);
          }
        g_assert_cmpint (nqp_scores_n_ranked (scores, node, t), ==, n_ranked);
        nqp_scores_order (scores, node, t, order);
        for (int i = 1; i < n_ranked; i++)
          g_assert_true (nqp_scores_get (scores, node, t, order[i - 1])
                         >= nqp_scores_get (scores, node, t, order[i]) - 1e-12);
        for (int i = n_ranked; i < scores->n_regions; i++)
          g_assert_true (isnan (nqp_scores_get (scores, node, t, order[i])));
      }
}

static void
test_ranks (void)
{
  for_each_method (check_ranks);
}

/* The same data with the regions the other way round. */
static void
test_region_order (void)
{
  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    {
      g_autoptr (NqpPanel) panel = random_panel (&shapes[p]);
      g_autoptr (NqpPanel) mirror = random_panel (&shapes[p]);
      const int n = panel->n_regions;

      for (int s = 0; s < panel->n_series; s++)
        for (int t = 0; t < panel->n_years; t++)
          for (int i = 0; i < n; i++)
            mirror->values[nqp_panel_cell (mirror, s, t, n - 1 - i)]
                = panel->values[nqp_panel_cell (panel, s, t, i)];
      for (int scheme = 0; scheme < NQP_N_SCHEMES; scheme++)
        {
          g_autofree char *text
              = g_strdup_printf ("missing=linear weights=%s", nqp_choice (NQP_STAGE_WEIGH, scheme)->id);
          g_autoptr (NqpScores) a = NULL;
          g_autoptr (NqpScores) b = NULL;

          if (scheme == NQP_SCHEME_CRITIC && panel->n_indicators == 1)
            continue;
          if (scheme > NQP_SCHEME_CV && scheme < NQP_SCHEME_CUSTOM)
            continue;
          a = run (panel, text);
          b = run (mirror, text);
          for (int node = 0; node < a->n_nodes; node++)
            for (int t = 0; t < panel->n_years; t++)
              for (int i = 0; i < n; i++)
                assert_close (nqp_scores_get (a, node, t, i), nqp_scores_get (b, node, t, n - 1 - i), 1e-12);
        }
    }
}

/* Yuan or dollars, Celsius or Fahrenheit: min-max does not see the unit. */
static void
test_units (void)
{
  const RandomPanel spec = { 31, 8, 22, 0.05, FALSE, 11 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpPanel) other = random_panel (&spec);
  const char *const methods[]
      = { "weights=entropy", "weights=critic normalise=minmax-year", "weights=cv aggregate=geometric",
          "weights=entropy normalise=zscore missing=linear" };

  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      other->values[nqp_panel_cell (other, 3, t, i)]
          = 1.8 * other->values[nqp_panel_cell (other, 3, t, i)] + 32;
  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpScores) a = run (panel, methods[m]);
      g_autoptr (NqpScores) b = run (other, methods[m]);

      for (int node = 0; node < a->n_nodes; node++)
        for (int t = 0; t < panel->n_years; t++)
          for (int i = 0; i < panel->n_regions; i++)
            assert_close (nqp_scores_get (a, node, t, i), nqp_scores_get (b, node, t, i), 1e-11);
    }
}

/* Three indicators without components in one pillar: a region has one, two or three of them. */
static NqpPanel *
three_in_a_pillar (void)
{
  NqpPanel *panel = nqp_panel_new (4, 4, 1, 3, 3, 0, 0, 0);

  panel->years[0] = 2020;
  for (int i = 0; i < 4; i++)
    panel->places[i].code = g_strdup_printf ("R%d", i);
  for (int s = 0; s < 3; s++)
    {
      panel->series[s].code = g_strdup_printf ("S%d", s);
      panel->indicators[s].code = g_strdup_printf ("i%d", s);
      panel->indicators[s].pillar = g_strdup ("drivers");
      panel->indicators[s].numerator = s;
      for (int i = 0; i < 4; i++)
        if (i != 3 || s == 0)
          panel->values[nqp_panel_cell (panel, s, 0, i)] = i * (s + 1);
    }
  panel->values[nqp_panel_cell (panel, 2, 0, 2)] = NAN;
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

static void
test_coverage_threshold (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();
  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  g_autoptr (NqpScores) strict = run (panel, "weights=equal coverage=0.67");
  g_autoptr (NqpScores) lax = run (panel, "weights=equal coverage=0");

  /* region 2 has exactly two thirds: (2/3 + 1) / 2; region 3 has one third */
  assert_close (nqp_scores_coverage (scores, 0, 0, 2), 2.0 / 3, 1e-15);
  assert_close (nqp_scores_get (scores, 0, 0, 2), (2.0 / 3 + 1) / 2, 1e-15);
  g_assert_true (nqp_scores_incomplete (scores, 0, 0, 2));
  g_assert_true (isnan (nqp_scores_get (scores, 0, 0, 3)));
  g_assert_cmpint (nqp_scores_rank (scores, 0, 0, 3), ==, 0);
  g_assert_cmpint (nqp_scores_n_ranked (scores, 0, 0), ==, 3);
  g_assert_true (isnan (nqp_scores_get (strict, 0, 0, 2)));
  assert_close (nqp_scores_get (lax, 0, 0, 3), 1, 1e-15);
}

static void
test_ties (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();
  g_autoptr (NqpScores) scores = NULL;
  const double values[] = { 5, 7, 7, 1 };
  const int ranks[] = { 3, 1, 1, 4 };
  const double percentiles[] = { 37.5, 75, 75, 12.5 };
  const double places[] = { 0.5, 0.875, 0.875, 0.25 };
  int order[4];

  for (int s = 0; s < 3; s++)
    for (int i = 0; i < 4; i++)
      panel->values[nqp_panel_cell (panel, s, 0, i)] = values[i];
  scores = run (panel, "weights=equal normalise=rank");
  for (int i = 0; i < 4; i++)
    {
      g_assert_cmpint (nqp_scores_rank (scores, 0, 0, i), ==, ranks[i]);
      assert_close (nqp_scores_percentile (scores, 0, 0, i), percentiles[i], 1e-12);
      assert_close (nqp_scores_get (scores, 0, 0, i), places[i], 1e-15);
    }
  nqp_scores_order (scores, 0, 0, order);
  g_assert_cmpint (order[0], ==, 1);
  g_assert_cmpint (order[1], ==, 2);
  g_assert_cmpint (order[3], ==, 3);
  assert_close (nqp_scores_mean (scores, 0, 0), 0.625, 1e-15);
}

/* The same three numbers in three orders: their sums differ in the last bits. */
static void
test_rounded_ties (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();
  g_autoptr (NqpScores) scores = NULL;
  const double values[3][4] = { { 0, 1, 7, 10 }, { 0, 7, 1, 10 }, { 0, 3, 3, 10 } };
  const int ranks[] = { 4, 2, 2, 1 };

  for (int s = 0; s < 3; s++)
    for (int i = 0; i < 4; i++)
      panel->values[nqp_panel_cell (panel, s, 0, i)] = values[s][i];
  scores = run (panel, "weights=equal normalise=minmax");
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (nqp_scores_rank (scores, 0, 0, i), ==, ranks[i]);
  g_assert_cmpfloat (nqp_scores_percentile (scores, 0, 0, 1), ==, nqp_scores_percentile (scores, 0, 0, 2));
}

/* A unit so large that squares of the values are no numbers any more: z-scores and weights are those of any other unit. */
static void
test_tiny_unit (void)
{
  static const char *const methods[] = { "normalise=zscore weights=equal", "normalise=minmax weights=cv" };
  const RandomPanel spec = { 12, 3, 6, 0.1, FALSE, 11 };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpPanel) panel = random_panel (&spec), tiny = random_panel (&spec);
      g_autoptr (NqpScores) scores = NULL, other = NULL;

      for (int j = 0; j < spec.n_indicators; j++)
        tiny->indicators[j].factor = 1e-200;
      scores = run (panel, methods[m]);
      other = run (tiny, methods[m]);
      for (int k = 0; k < scores->n_nodes; k++)
        for (int t = 0; t < spec.n_years; t++)
          for (int i = 0; i < spec.n_regions; i++)
            assert_close (nqp_scores_get (other, k, t, i), nqp_scores_get (scores, k, t, i), 1e-9);
    }
}

static void
test_constant (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();

  for (int i = 0; i < 4; i++)
    panel->values[nqp_panel_cell (panel, 1, 0, i)] = 42;
  for (int scheme = NQP_SCHEME_ENTROPY; scheme <= NQP_SCHEME_CV; scheme++)
    {
      g_autofree char *text = g_strdup_printf ("weights=%s", nqp_choice (NQP_STAGE_WEIGH, scheme)->id);
      g_autoptr (NqpScores) scores = NULL;
      int leaf = nqp_tree_find (panel->tree, "i1");

      /* what is left moves together, so that there is no conflict for CRITIC to weigh */
      panel->values[nqp_panel_cell (panel, 2, 0, 0)] = scheme == NQP_SCHEME_CRITIC ? 5 : 0;
      scores = run (panel, text);
      g_assert_cmpfloat (nqp_tree_local_weight (scores->tree, leaf), ==, 0);
      assert_close (nqp_scores_get (scores, leaf, 0, 0), 0.5, 1e-15);
      g_assert_cmpuint (scores->warnings->len, ==, 1);
    }
  {
    g_autoptr (NqpScores) scores = run (panel, "weights=equal normalise=zscore");

    assert_close (nqp_scores_get (scores, nqp_tree_find (panel->tree, "i1"), 0, 0), 0, 1e-15);
  }
  for (int s = 0; s < 3; s++)
    for (int i = 0; i < 4; i++)
      panel->values[nqp_panel_cell (panel, s, 0, i)] = 1;
  refuse (panel, panel->tree, "weights=entropy", NQP_METHOD_ERROR_DATA);
  refuse (panel, panel->tree, "weights=critic", NQP_METHOD_ERROR_DATA);
}

static void
test_all_missing (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();
  g_autoptr (NqpScores) scores = NULL;

  for (int s = 0; s < 3; s++)
    for (int i = 0; i < 4; i++)
      panel->values[nqp_panel_cell (panel, s, 0, i)] = NAN;
  refuse (panel, panel->tree, "weights=entropy", NQP_METHOD_ERROR_DATA);
  scores = run (panel, "weights=equal missing=linear normalise=zscore");
  g_assert_cmpint (nqp_scores_n_ranked (scores, 0, 0), ==, 0);
  g_assert_true (isnan (nqp_scores_get (scores, 0, 0, 0)));
  g_assert_true (isnan (nqp_scores_mean (scores, 0, 0)));
  g_assert_cmpuint (scores->warnings->len, ==, 3);
}

static void
test_refusals (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, nqp_tree_find (panel->tree, "drivers"), FALSE);
  g_autoptr (NqpTree) negative = nqp_tree_set_locked (panel->tree, 0, FALSE);
  g_autoptr (NqpTree) short_sum = nqp_tree_set_locked (panel->tree, 0, FALSE);
  g_autoptr (NqpTree) empty = nqp_tree_new ();

  nqp_tree_seal (empty);
  refuse (panel, panel->tree, "normalise=zscore aggregate=geometric", NQP_METHOD_ERROR_NONSENSE);
  refuse (panel, off, "weights=equal", NQP_METHOD_ERROR_NOTHING);
  refuse (panel, off, "weights=entropy", NQP_METHOD_ERROR_NOTHING);
  refuse (panel, empty, "weights=equal", NQP_METHOD_ERROR_NOTHING);
  negative->nodes[nqp_tree_find (negative, "i0")].weight = -0.1;
  refuse (panel, negative, "weights=custom", NQP_METHOD_ERROR_WEIGHTS);
  short_sum->nodes[nqp_tree_find (short_sum, "i0")].weight = 0.1;
  refuse (panel, short_sum, "weights=custom", NQP_METHOD_ERROR_WEIGHTS);
}

static void
test_derived (void)
{
  g_autoptr (NqpPanel) panel = nqp_panel_new (3, 3, 3, 2, 3, 0, 0, 1);
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpScores) filled = NULL;
  const double top[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  const double bottom[] = { 10, 0, 10, 20, 20, NAN, 50, 40, 30 };
  NqpPanel *accepted = NULL;

  memcpy (panel->values, top, sizeof top);
  memcpy (panel->values + 9, bottom, sizeof bottom);
  for (int t = 0; t < 3; t++)
    panel->years[t] = (int[]){ 2010, 2011, 2015 }[t];
  for (int i = 0; i < 3; i++)
    {
      panel->places[i].code = g_strdup_printf ("R%d", i);
      panel->places[i].area_km2 = (double[]){ 2, NAN, 4 }[i];
    }
  for (int j = 0; j < 3; j++)
    {
      panel->indicators[j].code = g_strdup_printf ("i%d", j);
      panel->indicators[j].pillar = g_strdup ("drivers");
      panel->indicators[j].numerator = 0;
      if (j < 2)
        panel->series[j].code = g_strdup_printf ("S%d", j);
    }
  panel->indicators[0].denominator = 1;
  panel->indicators[0].factor = 100;
  panel->indicators[1].denominator = NQP_DENOMINATOR_AREA;
  panel->flags[0] = (NqpFlag){ .place = 0, .year = 2, .series = 1, .note = g_strdup ("odd") };
  panel->states[nqp_panel_cell (panel, 1, 2, 0)] = NQP_CELL_SUSPECT;
  panel->states[nqp_panel_cell (panel, 0, 0, 0)] = NQP_CELL_EDITED;
  panel->tree = nqp_panel_make_tree (panel);

  scores = run (panel, "weights=equal coverage=0");
  assert_close (scores->x[0][0], 10, 1e-15);
  g_assert_true (isnan (scores->x[0][1]));
  assert_close (scores->x[0][3], 20, 1e-15);
  g_assert_true (isnan (scores->x[0][5]));
  g_assert_true (isnan (scores->x[0][6]));
  g_assert_cmpint (scores->x_state[0][6], ==, NQP_CELL_SUSPECT);
  g_assert_cmpint (scores->x_state[0][0], ==, NQP_CELL_EDITED);
  g_assert_cmpint (scores->x_state[0][3], ==, NQP_CELL_DERIVED);
  assert_close (scores->x[1][2], 0.75, 1e-15);
  g_assert_true (isnan (scores->x[1][1]));
  g_assert_cmpuint (scores->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (scores->warnings, 0), "2010"));
  /* a series as it stands is the panel's own memory */
  g_assert_true (scores->x[2] == panel->values);
  g_assert_true (scores->x_state[2] == panel->states);
  g_assert_true (nqp_scores_is_imputed (scores, 0, 0, 0));
  g_assert_false (nqp_scores_is_imputed (scores, 0, 1, 0));

  /* 3/10 in 2010 and 9/30 in 2015 meet at the same value; four of five years lie before the gap's year */
  panel->values[nqp_panel_cell (panel, 0, 2, 2)] = 18;
  filled = run (panel, "weights=equal coverage=0 missing=linear");
  assert_close (filled->x[0][5], 30 + (60 - 30) * 1.0 / 5, 1e-12);
  g_assert_cmpint (filled->x_state[0][5], ==, NQP_CELL_IMPUTED);
  g_assert_true (nqp_scores_is_imputed (filled, 0, 1, 2));
  g_assert_true (isnan (filled->x[0][6]));
  g_assert_true (filled->x[2] == panel->values);

  accepted = nqp_panel_ref (panel);
  accepted->flags[0].accepted = TRUE;
  g_clear_pointer (&scores, nqp_scores_unref);
  scores = run (accepted, "weights=equal coverage=0");
  assert_close (scores->x[0][6], 14, 1e-12);
  nqp_panel_unref (accepted);
}

/* What one pipeline gives after any walk through methods and weights is what a new one gives. */
static void
test_cache (void)
{
  static const NqpScheme schemes[]
      = { NQP_SCHEME_EQUAL, NQP_SCHEME_ENTROPY, NQP_SCHEME_CRITIC, NQP_SCHEME_CV, NQP_SCHEME_CUSTOM };
  const RandomPanel spec = { 31, 8, 22, 0.05, TRUE, 21 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpTree) tree = nqp_tree_ref (panel->tree);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int step = 0; step < 300; step++)
    {
      g_autoptr (NqpPipeline) fresh = nqp_pipeline_new ();
      g_autoptr (NqpScores) a = NULL;
      g_autoptr (NqpScores) b = NULL;
      g_autoptr (GError) error = NULL;
      NqpMethod method;
      int node = g_rand_int_range (rand, 1, tree->n_nodes);
      NqpTree *next;

      nqp_method_init (&method);
      method.missing = (NqpMissing)g_rand_int_range (rand, 0, NQP_N_MISSING);
      method.normalise = (NqpNormalise)g_rand_int_range (rand, 0, NQP_N_NORMALISE);
      method.scheme = schemes[g_rand_int_range (rand, 0, G_N_ELEMENTS (schemes))];
      for (int made = 0; made < NQP_N_MADE; made++)
        method.aggregate[made] = method.normalise == NQP_NORMALISE_ZSCORE
                                     ? NQP_AGGREGATE_ARITHMETIC
                                     : (NqpAggregate)g_rand_int_range (rand, 0, NQP_N_AGGREGATE);
      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          next = nqp_tree_set_on (tree, node, !tree->nodes[node].on);
          break;
        case 1:
          next = nqp_tree_set_locked (tree, node, !tree->nodes[node].locked);
          break;
        default:
          next = nqp_tree_set_weight (tree, node, g_rand_double (rand));
        }
      nqp_tree_unref (tree);
      tree = next;
      a = nqp_pipeline_run (pipeline, panel, tree, &method, &error);
      b = nqp_pipeline_run (fresh, panel, tree, &method, NULL);
      if (a == NULL)
        {
          g_assert_null (b);
          continue;
        }
      g_assert_true (nqp_tree_equal_weights (a->tree, b->tree));
      check_weights (a);
      for (int n = 0; n < a->n_nodes; n++)
        g_assert_cmpmem (a->score[n], sizeof (double) * 31 * 8, b->score[n], sizeof (double) * 31 * 8);
    }
}

typedef struct
{
  int series, cell;
  double value;
} Change;

/* The panel of @spec with what was changed so far. */
static NqpPanel *
changed_panel (const RandomPanel *spec, const GArray *changes)
{
  NqpPanel *panel = random_panel (spec);

  for (guint k = 0; k < changes->len; k++)
    {
      const Change *change = &g_array_index (changes, Change, k);
      const gsize at = nqp_panel_cell (panel, change->series, 0, 0) + (gsize)change->cell;

      panel->values[at] = change->value;
      panel->states[at] = NQP_CELL_EDITED;
    }
  return panel;
}

static void
assert_same_scores (const NqpScores *a, const NqpScores *b)
{
  const int n_cells = a->n_regions * a->n_years, n = n_cells * (int)sizeof (double);

  g_assert_true (nqp_tree_equal_weights (a->tree, b->tree));
  for (int i = 0; i < a->n_nodes; i++)
    {
      g_assert_cmpmem (a->score[i], n, b->score[i], n);
      if (a->coverage[i] != NULL)
        g_assert_cmpmem (a->coverage[i], n, b->coverage[i], n);
    }
  for (int j = 0; j < a->n_indicators; j++)
    {
      g_assert_cmpmem (a->x[j], n, b->x[j], n);
      g_assert_cmpmem (a->x_state[j], n_cells, b->x_state[j], n_cells);
      for (int c = 0; c < n_cells; c++)
        {
          const int t = c / a->n_regions, i = c % a->n_regions;
          const double x = nqp_scores_treated (a, j, t, i), y = nqp_scores_treated (b, j, t, i);

          g_assert_true (x == y || (isnan (x) && isnan (y)));
        }
    }
}

/* After a change of one value what did not change is taken over, and all is as a new pipeline makes it. */
static void
test_followed (void)
{
  const RandomPanel spec = { 31, 4, 12, 0.05, FALSE, 22 };
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) before = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  NqpMethod method;
  int n_taken = 0;

  nqp_method_init (&method);
  for (int step = 0; step < 200; step++)
    {
      g_autoptr (NqpPipeline) fresh = nqp_pipeline_new ();
      g_autoptr (NqpPanel) panel = NULL;
      g_autoptr (NqpScores) a = NULL;
      g_autoptr (NqpScores) b = NULL;
      const Change change = { g_rand_int_range (rand, 0, spec.n_indicators),
                              g_rand_int_range (rand, 0, spec.n_regions * spec.n_years),
                              g_rand_boolean (rand) ? NAN : exp (g_rand_double_range (rand, 0, 6)) };
      const gboolean same_method = step % 4 != 0;

      g_array_append_val (changes, change);
      panel = changed_panel (&spec, changes);
      panel->indicators[0].lower = step % 3 == 0 ? -1 : NAN;
      if (!same_method)
        {
          method.missing = (NqpMissing)g_rand_int_range (rand, 0, NQP_N_MISSING);
          method.outliers = (NqpOutliers)g_rand_int_range (rand, 0, NQP_N_OUTLIERS);
          method.normalise = (NqpNormalise)g_rand_int_range (rand, 0, NQP_N_NORMALISE);
          method.scheme = g_rand_boolean (rand) ? NQP_SCHEME_EQUAL : NQP_SCHEME_ENTROPY;
        }
      a = nqp_pipeline_run (pipeline, panel, panel->tree, &method, NULL);
      b = nqp_pipeline_run (fresh, panel, panel->tree, &method, NULL);
      g_assert_true ((a == NULL) == (b == NULL));
      if (a == NULL)
        continue;
      assert_same_scores (a, b);
      for (int j = 0; before != NULL && same_method && j < a->n_indicators; j++)
        n_taken += a->z[j] == before->z[j];
      g_clear_pointer (&before, nqp_scores_unref);
      before = g_steal_pointer (&a);
    }
  g_assert_cmpint (n_taken, >, 100 * spec.n_indicators / 2);
}

static gpointer
read_ranks (gpointer data)
{
  const NqpScores *scores = data;
  guint sum = 0;

  for (int node = 0; node < scores->n_nodes; node++)
    for (int t = 0; t < scores->n_years; t++)
      for (int i = 0; i < scores->n_regions; i++)
        sum += (guint)nqp_scores_rank (scores, node, t, i) * (guint)(i + 1);
  return GUINT_TO_POINTER (sum);
}

static void
test_threads (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[7]);
  g_autoptr (NqpScores) scores = run (panel, "weights=entropy");
  GThread *threads[4];
  gpointer first = NULL;

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("ranks", read_ranks, scores);
  for (int i = 0; i < 4; i++)
    {
      gpointer sum = g_thread_join (threads[i]);

      if (i == 0)
        first = sum;
      g_assert_true (sum == first);
    }
}

static void
test_tables (void)
{
  g_autoptr (NqpPanel) panel = three_in_a_pillar ();
  g_autoptr (NqpScores) scores = run (panel, "weights=equal");
  g_autoptr (NqpTable) table = nqp_scores_table (scores, NQP_LEVEL_INDEX, -1);
  g_autoptr (NqpTable) weights = nqp_scores_weights_table (scores);
  g_autoptr (NqpTable) derivation
      = nqp_scores_derivation (scores, nqp_tree_find (scores->tree, "i0"), 0, 1, NQP_LANG_EN);
  g_autoptr (GString) csv = g_string_new (NULL);

  nqp_table_print_csv (table, csv);
  g_assert_cmpstr (csv->str, ==,
                   "region,year,node,level,score,rank,coverage\n"
                   "R0,2020,index,index,0,3,1\n"
                   "R1,2020,index,index,0.61111111111111116,2,1\n"
                   "R2,2020,index,index,0.83333333333333337,1,0.6666666666666666\n"
                   "R3,2020,index,index,,,0.3333333333333333\n");
  g_string_truncate (csv, 0);
  nqp_table_print_csv (weights, csv);
  g_assert_true (g_str_has_prefix (
      csv->str, "node,level,parent,weight,global\nindex,index,,1,1\ndrivers,pillar,index,1,1\n"
                "i0,indicator,drivers,0.33333333333333331,0.33333333333333331\n"));
  g_assert_cmpint (nqp_table_n_rows (derivation), >, 8);
  g_assert_cmpstr (nqp_table_get_text (derivation, 0, nqp_table_n_rows (derivation) - 1), ==, "score");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pipeline/weights-sum", test_weights_sum);
  g_test_add_func ("/pipeline/contributions", test_contributions);
  g_test_add_func ("/pipeline/coverage", test_coverage);
  g_test_add_func ("/pipeline/coverage-threshold", test_coverage_threshold);
  g_test_add_func ("/pipeline/ranks", test_ranks);
  g_test_add_func ("/pipeline/ties", test_ties);
  g_test_add_func ("/pipeline/rounded-ties", test_rounded_ties);
  g_test_add_func ("/pipeline/region-order", test_region_order);
  g_test_add_func ("/pipeline/units", test_units);
  g_test_add_func ("/pipeline/tiny-unit", test_tiny_unit);
  g_test_add_func ("/pipeline/constant", test_constant);
  g_test_add_func ("/pipeline/all-missing", test_all_missing);
  g_test_add_func ("/pipeline/refusals", test_refusals);
  g_test_add_func ("/pipeline/derived", test_derived);
  g_test_add_func ("/pipeline/cache", test_cache);
  g_test_add_func ("/pipeline/followed", test_followed);
  g_test_add_func ("/pipeline/threads", test_threads);
  g_test_add_func ("/pipeline/tables", test_tables);
  return g_test_run ();
}
