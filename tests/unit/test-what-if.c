/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-scores.h"
#include "random-panel.h"

static const RandomPanel shapes[] = {
  { 31, 8, 22, 0.0, FALSE, 11 }, { 31, 8, 22, 0.1, FALSE, 12 }, { 9, 3, 9, 0.3, FALSE, 13 },
  { 12, 1, 8, 0.1, FALSE, 14 },  { 40, 6, 1, 0.2, FALSE, 15 },  { 300, 2, 30, 0.02, FALSE, 16 },
};

static void
assert_close (double a, double b, double tolerance)
{
  g_assert_cmpint (isnan (a), ==, isnan (b));
  if (!isnan (a) && fabs (a - b) > tolerance)
    g_error ("%.17g and %.17g differ by more than %g", a, b, tolerance);
}

static NqpScores *
run_tree (NqpPanel *panel, NqpTree *tree, const NqpMethod *method)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpScores *scores = nqp_pipeline_run (pipeline, panel, tree, method, &error);

  g_assert_no_error (error);
  return scores;
}

static NqpScores *
run (NqpPanel *panel, const char *method_text)
{
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  return run_tree (panel, panel->tree, &method);
}

/* The scores of a panel whose cells are the assumed ones, with the weights of @base: from the beginning. */
static NqpScores *
run_edited (NqpPanel *edited, const NqpScores *base)
{
  NqpMethod method = base->method;

  method.scheme = NQP_SCHEME_CUSTOM;
  return run_tree (edited, base->tree, &method);
}

static void
set_cell (NqpPanel *panel, int j, int year, int region, double value)
{
  const gsize cell = nqp_panel_cell (panel, panel->indicators[j].numerator, year, region);

  panel->values[cell] = value;
  panel->states[cell] = NQP_CELL_EDITED;
}

static void
assert_same (const NqpScores *a, const NqpScores *b, double tolerance)
{
  const gsize n = (gsize)a->n_regions * (gsize)a->n_years;

  g_assert_cmpint (a->n_nodes, ==, b->n_nodes);
  for (int node = 0; node < a->n_nodes; node++)
    for (int t = 0; t < a->n_years; t++)
      for (int i = 0; i < a->n_regions; i++)
        {
          assert_close (nqp_scores_get (a, node, t, i), nqp_scores_get (b, node, t, i), tolerance);
          assert_close (nqp_scores_coverage (a, node, t, i), nqp_scores_coverage (b, node, t, i), tolerance);
          assert_close (nqp_scores_contribution (a, 0, node, t, i),
                        nqp_scores_contribution (b, 0, node, t, i), tolerance);
          g_assert_cmpint (nqp_scores_is_imputed (a, node, t, i), ==, nqp_scores_is_imputed (b, node, t, i));
          g_assert_cmpint (nqp_scores_incomplete (a, node, t, i), ==, nqp_scores_incomplete (b, node, t, i));
        }
  for (int j = 0; j < a->n_indicators; j++)
    {
      g_assert_cmpint (a->z[j] == NULL, ==, b->z[j] == NULL);
      g_assert_true (memcmp (a->x_state[j], b->x_state[j], n) == 0);
      for (gsize c = 0; c < n; c++)
        assert_close (a->x[j][c], b->x[j][c], 0);
    }
}

/* Ranks follow from the scores: asked before and after, so that what is shared is the right one. */
static void
assert_ranks (const NqpScores *scores)
{
  for (int t = 0; t < scores->n_years; t++)
    for (int node = 0; node < scores->n_nodes; node++)
      for (int i = 0; i < scores->n_regions; i++)
        {
          double score = nqp_scores_get (scores, node, t, i);
          int better = 0;

          for (int k = 0; k < scores->n_regions; k++)
            better += nqp_scores_get (scores, node, t, k) > score + 1e-12; /* nearer ones share a rank */
          g_assert_cmpint (nqp_scores_rank (scores, node, t, i), ==, isnan (score) ? 0 : better + 1);
        }
}

typedef void (*Check) (const RandomPanel *shape, const char *method_text, GRand *rand);

static void
for_each_method (Check check)
{
  static const NqpScheme schemes[] = { NQP_SCHEME_EQUAL, NQP_SCHEME_ENTROPY };

  for (gsize p = 0; p < G_N_ELEMENTS (shapes); p++)
    for (int normalise = 0; normalise < NQP_N_NORMALISE; normalise++)
      for (int aggregate = 0; aggregate < NQP_N_AGGREGATE; aggregate++)
        {
          const gsize s = (gsize)(normalise + aggregate) % G_N_ELEMENTS (schemes);
          g_autofree char *text = g_strdup_printf (
              "normalise=%s weights=%s aggregate=%s", nqp_choice (NQP_STAGE_NORMALISE, normalise)->id,
              nqp_choice (NQP_STAGE_WEIGH, schemes[s])->id, nqp_choice (NQP_STAGE_AGGREGATE, aggregate)->id);
          g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)(p * 100 + (gsize)normalise));

          g_test_message ("%s", text);
          if (normalise != NQP_NORMALISE_ZSCORE || aggregate == NQP_AGGREGATE_ARITHMETIC
              || aggregate >= NQP_AGGREGATE_TOPSIS)
            check (&shapes[p], text, rand);
        }
}

/* Values as they are, and none at all, are no change. */
static void
check_nothing (const RandomPanel *shape, const char *method_text, GRand *rand)
{
  g_autoptr (NqpPanel) panel = random_panel (shape);
  g_autoptr (NqpScores) base = run (panel, method_text);
  const int year = g_rand_int_range (rand, 0, shape->n_years);
  const int region = g_rand_int_range (rand, 0, shape->n_regions);
  g_autofree int *leaves = g_new (int, base->tree->n_leaves);
  g_autofree double *values = g_new (double, base->tree->n_leaves);
  int n = 0;

  for (int l = 0; l < base->tree->n_leaves; l++)
    {
      int j = base->tree->nodes[base->tree->leaves[l]].indicator;
      double x = base->x[j][(gsize)year * (gsize)base->n_regions + (gsize)region];

      if (isnan (x))
        continue;
      leaves[n] = base->tree->leaves[l];
      values[n++] = x;
    }

  g_autoptr (NqpScores) none = nqp_scores_what_if (base, year, region, 0, NULL, NULL, NULL);
  g_autoptr (NqpScores) same = nqp_scores_what_if (base, year, region, n, leaves, values, NULL);
  assert_same (none, base, 0);
  assert_same (same, base, 0);

  /* there and back again goes through the whole computation */
  if (n > 0)
    {
      const double other = 0.5 * values[0];
      g_autoptr (NqpScores) there = nqp_scores_what_if (base, year, region, 1, leaves, &other, NULL);
      g_autoptr (NqpScores) back = nqp_scores_what_if (there, year, region, 1, leaves, values, NULL);

      g_assert_true (there->score[0] != base->score[0]);
      g_assert_true (nqp_scores_is_assumed (there, leaves[0], year, region));
      g_assert_false (nqp_scores_is_assumed (back, leaves[0], year, region));
      assert_same (back, base, 0);
    }
}

static void
test_nothing (void)
{
  for_each_method (check_nothing);
}

/* A value that a cell may take while the bounds of its indicator stay: NaN if its own value is a bound. */
static double
draw_value (const NqpScores *base, int leaf, int year, int region, GRand *rand)
{
  const double *x = base->x[base->tree->nodes[leaf].indicator];
  const gsize n = (gsize)base->n_regions;
  const gsize cell = (gsize)year * n + (gsize)region;
  const gsize first = nqp_method_is_pooled (&base->method) ? 0 : (gsize)year * n;
  const gsize last = nqp_method_is_pooled (&base->method) ? n * (gsize)base->n_years : first + n;
  double low = INFINITY, high = -INFINITY;

  for (gsize c = first; c < last; c++)
    if (c != cell && !isnan (x[c]))
      {
        low = MIN (low, x[c]);
        high = MAX (high, x[c]);
      }
  if (!(high > low) || x[cell] < low || x[cell] > high)
    return NAN;
  /* ends and other regions' values too: bounds and ties */
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_rand_boolean (rand) ? low : high;
    case 1:
      {
        double other = x[(gsize)year * n + (gsize)g_rand_int_range (rand, 0, (gint32)n)];
        return isnan (other) ? low : other;
      }
    default:
      return g_rand_double_range (rand, low, high);
    }
}

/* The same as a run from the beginning on the edited data, where the bounds stay: a region with one to all of its leaves. */
static void
check_pipeline (const RandomPanel *shape, const char *method_text, GRand *rand)
{
  g_autoptr (NqpPanel) panel = random_panel (shape);
  g_autoptr (NqpScores) base = run (panel, method_text);
  g_autofree int *leaves = g_new (int, base->tree->n_leaves);
  g_autofree double *values = g_new (double, base->tree->n_leaves);

  /* a mean and a share of all values are never unaffected: see test_swap () */
  if (base->method.normalise == NQP_NORMALISE_ZSCORE || base->method.normalise == NQP_NORMALISE_PERCENTILE)
    return;
  /* a tie with the best or the worst moves the rank that TOPSIS measures from */
  if (base->method.normalise == NQP_NORMALISE_RANK
      && nqp_method_any_level (&base->method, NQP_AGGREGATE_TOPSIS))
    return;
  for (int round = 0; round < 4; round++)
    {
      g_autoptr (NqpPanel) edited = random_panel (shape);
      const int year = g_rand_int_range (rand, 0, shape->n_years);
      const int region = g_rand_int_range (rand, 0, shape->n_regions);
      int n = 0;

      /* ranks made before are shared */
      g_assert_cmpint (nqp_scores_n_ranked (base, 0, g_rand_int_range (rand, 0, shape->n_years)), >=, 0);
      for (int l = 0; l < base->tree->n_leaves; l++)
        {
          int leaf = base->tree->leaves[l];
          double value = draw_value (base, leaf, year, region, rand);

          if (isnan (value) || (round < 3 && l % 3 != round))
            continue;
          leaves[n] = leaf;
          values[n++] = value;
          if (value != base->x[base->tree->nodes[leaf].indicator][year * base->n_regions + region])
            set_cell (edited, base->tree->nodes[leaf].indicator, year, region, value);
        }

      g_autoptr (NqpScores) what_if = nqp_scores_what_if (base, year, region, n, leaves, values, NULL);
      g_autoptr (NqpScores) expected = run_edited (edited, base);
      assert_same (what_if, expected, 1e-12);
      assert_ranks (what_if);
    }
}

static void
test_pipeline (void)
{
  for_each_method (check_pipeline);
}

/* Two regions exchange their values: bounds, mean and deviation of all cells stay, so that z-scores can be compared too. */
static void
check_swap (const RandomPanel *shape, const char *method_text, GRand *rand)
{
  g_autoptr (NqpPanel) panel = random_panel (shape);
  g_autoptr (NqpPanel) edited = random_panel (shape);
  g_autoptr (NqpScores) base = run (panel, method_text);
  const int leaf = base->tree->leaves[g_rand_int_range (rand, 0, base->tree->n_leaves)];
  const int j = base->tree->nodes[leaf].indicator;
  const int year = g_rand_int_range (rand, 0, shape->n_years);
  const double *x = base->x[j] + year * base->n_regions;
  int a = 0, b = shape->n_regions - 1;

  while (a < shape->n_regions && isnan (x[a]))
    a++;
  while (b > a && isnan (x[b]))
    b--;
  if (b <= a)
    return;
  set_cell (edited, j, year, a, x[b]);
  set_cell (edited, j, year, b, x[a]);

  g_autoptr (NqpScores) half = nqp_scores_what_if (base, year, a, 1, &leaf, &x[b], NULL);
  g_autoptr (NqpScores) what_if = nqp_scores_what_if (half, year, b, 1, &leaf, &x[a], NULL);
  g_autoptr (NqpScores) expected = run_edited (edited, base);
  assert_same (what_if, expected, 1e-12);
  assert_ranks (what_if);
}

static void
test_swap (void)
{
  for_each_method (check_swap);
}

/* What no changed leaf is below is the same memory; all but the cell is as before. */
static void
test_shared (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[1]);
  g_autoptr (NqpScores) base = run (panel, "weights=entropy");
  const int leaf = base->tree->leaves[5];
  const double value = 1.0;
  g_autoptr (NqpScores) what_if = nqp_scores_what_if (base, 3, 7, 1, &leaf, &value, NULL);

  for (int node = 0; node < base->n_nodes; node++)
    {
      gboolean above = FALSE;

      for (int up = leaf; up >= 0; up = base->tree->nodes[up].parent)
        above = above || up == node;
      g_assert_cmpint (what_if->score[node] == base->score[node], ==, !above);
      for (int t = 0; t < base->n_years; t++)
        for (int i = 0; i < base->n_regions; i++)
          if (t != 3 || i != 7)
            assert_close (nqp_scores_get (what_if, node, t, i), nqp_scores_get (base, node, t, i), 0);
    }
  g_assert_cmpint (what_if->x_state[base->tree->nodes[leaf].indicator][3 * base->n_regions + 7], ==,
                   NQP_CELL_EDITED);
  g_assert_true (nqp_scores_is_imputed (what_if, 0, 3, 7));
  g_assert_false (nqp_scores_is_imputed (what_if, 0, 3, 8));
}

/* The rod does not grow: beyond the bounds min-max ends, while a z-score goes on. */
static void
test_beyond (void)
{
  static const char *const methods[]
      = { "normalise=minmax", "normalise=minmax-year", "normalise=zscore", "normalise=rank" };

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      g_autoptr (NqpPanel) panel = random_panel (&shapes[0]);
      g_autoptr (NqpScores) base = run (panel, methods[m]);

      for (int l = 0; l < base->tree->n_leaves; l++)
        {
          const int leaf = base->tree->leaves[l];
          const int direction = panel->indicators[base->tree->nodes[leaf].indicator].direction;
          double low, high, best, worst;

          nqp_scores_range (base, leaf, 2, &low, &high);
          best = direction > 0 ? high + (high - low) : low - (high - low);
          worst = direction > 0 ? low - (high - low) : high + (high - low);

          g_autoptr (NqpScores) up = nqp_scores_what_if (base, 2, 4, 1, &leaf, &best, NULL);
          g_autoptr (NqpScores) down = nqp_scores_what_if (up, 2, 4, 1, &leaf, &worst, NULL);
          const double z_up = nqp_scores_get (up, leaf, 2, 4), z_down = nqp_scores_get (down, leaf, 2, 4);

          if (base->method.normalise == NQP_NORMALISE_ZSCORE)
            {
              double z_best = nqp_scores_normalise (base, leaf, 2, direction > 0 ? high : low);
              double z_worst = nqp_scores_normalise (base, leaf, 2, direction > 0 ? low : high);

              assert_close (z_up, z_best + (z_best - z_worst), 1e-12);
              assert_close (z_down, z_worst - (z_best - z_worst), 1e-12);
            }
          else if (base->method.normalise == NQP_NORMALISE_RANK)
            {
              assert_close (z_up, 1, 0);
              assert_close (z_down, 1.0 / base->n_regions, 0);
              g_assert_true (isnan (nqp_scores_normalise (base, leaf, 2, best)));
            }
          else
            {
              assert_close (z_up, 1, 0);
              assert_close (z_down, 0, 0);
              assert_close (nqp_scores_normalise (base, leaf, 2, best), 1, 0);
            }
        }
    }
}

/* A leaf that is missing gets a value; its node gets the score that the missing value kept from it. */
static void
test_missing (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[2]);
  g_autoptr (NqpScores) base = run (panel, "weights=equal coverage=1");
  int n_found = 0;

  for (int t = 0; t < base->n_years; t++)
    for (int i = 0; i < base->n_regions; i++)
      {
        g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (int));
        g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

        for (int l = 0; l < base->tree->n_leaves; l++)
          if (isnan (nqp_scores_get (base, base->tree->leaves[l], t, i)))
            {
              double low, high;

              nqp_scores_range (base, base->tree->leaves[l], t, &low, &high);
              g_array_append_val (leaves, base->tree->leaves[l]);
              g_array_append_val (values, low);
            }
        g_assert_cmpint (isnan (nqp_scores_get (base, 0, t, i)), ==, leaves->len > 0);
        if (leaves->len == 0)
          continue;

        g_autoptr (NqpScores) what_if
            = nqp_scores_what_if (base, t, i, (int)leaves->len, (const int *)(gpointer)leaves->data,
                                  (const double *)(gpointer)values->data, NULL);
        assert_close (nqp_scores_coverage (what_if, 0, t, i), 1, 0);
        g_assert_false (isnan (nqp_scores_get (what_if, 0, t, i)));
        g_assert_cmpint (nqp_scores_rank (what_if, 0, t, i), >, 0);
        g_assert_cmpint (nqp_scores_n_ranked (what_if, 0, t), ==, nqp_scores_n_ranked (base, 0, t) + 1);
        n_found++;
      }
  g_assert_cmpint (n_found, >, 0);
}

static void
test_refusals (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[0]);
  const int leaf = panel->tree->leaves[3];
  g_autoptr (NqpTree) off = nqp_tree_set_on (panel->tree, leaf, FALSE);
  g_autoptr (GError) error = NULL;
  const double values[] = { 1, NAN };
  const int leaves[] = { panel->tree->leaves[2], panel->tree->leaves[4] };
  NqpMethod method;

  nqp_method_init (&method);
  g_autoptr (NqpScores) base = run_tree (panel, off, &method);

  g_assert_null (nqp_scores_what_if (base, 0, 0, 1, &leaf, values, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, base->tree->nodes[leaf].id));
  g_clear_error (&error);
  g_assert_null (nqp_scores_what_if (base, 0, 0, 2, leaves, values, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, base->tree->nodes[leaves[1]].id));
}

/* The derivation says that the value is assumed, and measures it by the old rod. */
static void
test_derivation (void)
{
  g_autoptr (NqpPanel) panel = random_panel (&shapes[0]);
  g_autoptr (NqpScores) base = run (panel, "normalise=minmax");
  const int leaf = base->tree->leaves[0];
  const double value = 1e9;
  g_autoptr (NqpScores) what_if = nqp_scores_what_if (base, 0, 0, 1, &leaf, &value, NULL);
  g_autoptr (NqpTable) before = nqp_scores_derivation (base, leaf, 0, 0, NQP_LANG_EN);
  g_autoptr (NqpTable) after = nqp_scores_derivation (what_if, leaf, 0, 0, NQP_LANG_EN);
  int n_assumed = 0;

  g_assert_cmpint (nqp_table_n_rows (after), ==, nqp_table_n_rows (before));
  for (int row = 0; row < nqp_table_n_rows (after); row++)
    {
      const char *step = nqp_table_get_text (after, 0, row);

      if (strcmp (step, "treatment") == 0)
        {
          assert_close (nqp_table_get_number (after, 2, row), value, 0);
          n_assumed++;
        }
      else if (strcmp (step, "minimum") == 0 || strcmp (step, "maximum") == 0)
        assert_close (nqp_table_get_number (after, 2, row), nqp_table_get_number (before, 2, row), 0);
    }
  g_assert_cmpint (n_assumed, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/what-if/nothing", test_nothing);
  g_test_add_func ("/what-if/pipeline", test_pipeline);
  g_test_add_func ("/what-if/swap", test_swap);
  g_test_add_func ("/what-if/shared", test_shared);
  g_test_add_func ("/what-if/beyond", test_beyond);
  g_test_add_func ("/what-if/missing", test_missing);
  g_test_add_func ("/what-if/refusals", test_refusals);
  g_test_add_func ("/what-if/derivation", test_derivation);
  return g_test_run ();
}
