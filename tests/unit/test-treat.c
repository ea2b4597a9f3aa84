/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-box-cox-private.h"
#include "nqp-scores.h"
#include "random-panel.h"

/* Treatments, normalisations and means: small panels whose answers are plain, and properties that hold for all. */

static void
assert_close (double a, double b, double tolerance)
{
  if (!(fabs (a - b) <= tolerance || (isnan (a) && isnan (b))))
    g_error ("%.17g and %.17g differ by more than %g", a, b, tolerance);
}

static NqpScores *
try_run (NqpPanel *panel, const char *text, GError **error)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  NqpMethod method;

  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, text, error));
  return nqp_pipeline_run (pipeline, panel, panel->tree, &method, error);
}

static NqpScores *
run (NqpPanel *panel, const char *text)
{
  g_autoptr (GError) error = NULL;
  NqpScores *scores = try_run (panel, text, &error);

  g_assert_no_error (error);
  return scores;
}

static void
assert_refused (NqpPanel *panel, const char *text, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try_run (panel, text, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
}

/* @n_regions regions x @n_years years of indicators in a component each of one pillar, all directions up, equal weights. */
static NqpPanel *
make_panel (int n_regions, int n_years, int n_indicators, const double *values)
{
  NqpPanel *panel = nqp_panel_new (n_regions, n_regions, n_years, n_indicators, n_indicators, 2, 0, 0);

  panel->groups[0] = nqp_text_new ("A", NULL);
  panel->groups[1] = nqp_text_new ("B", NULL);
  for (int i = 0; i < n_regions; i++)
    {
      panel->places[i].code = g_strdup_printf ("R%d", i);
      panel->places[i].name = nqp_text_new (panel->places[i].code, NULL);
    }
  for (int t = 0; t < n_years; t++)
    panel->years[t] = 2000 + t;
  for (int j = 0; j < n_indicators; j++)
    {
      panel->series[j].code = g_strdup_printf ("i%d", j);
      panel->series[j].name = nqp_text_new (panel->series[j].code, NULL);
      panel->indicators[j].code = g_strdup_printf ("i%d", j);
      panel->indicators[j].name = nqp_text_new (panel->indicators[j].code, NULL);
      panel->indicators[j].pillar = g_strdup ("elements");
      panel->indicators[j].component = g_strdup ("labour-force");
      panel->indicators[j].numerator = j;
      for (int c = 0; c < n_regions * n_years; c++)
        panel->values[nqp_panel_cell (panel, j, 0, 0) + (gsize)c] = values[j * n_regions * n_years + c];
    }
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

static void
test_fill (void)
{
  /* one indicator, years 2000, 2001, 2004, 2005, 2006; a row a year */
  const double values[]
      = { NAN, 10, 1, NAN, NAN, 20, NAN, NAN, NAN, 30, 4, NAN, NAN, 50, NAN, NAN, 7, NAN, 3, NAN };
  g_autoptr (NqpPanel) panel = make_panel (4, 5, 1, values);
  g_autoptr (NqpScores) nearest = NULL;
  g_autoptr (NqpScores) median = NULL;
  const double expect_nearest[]
      = { 7, 10, 1, NAN, 7, 20, 1, NAN, 7, 30, 4, NAN, 7, 50, 4, NAN, 7, 50, 3, NAN };
  const double expect_median[]
      = { 5.5, 10, 1, NAN, 20, 20, 20, NAN, 17, 30, 4, NAN, 50, 50, 50, NAN, 7, 5, 3, NAN };

  panel->years[2] = 2004;
  panel->years[3] = 2005;
  panel->years[4] = 2006;
  panel->places[0].group = panel->places[1].group = panel->places[2].group = 1;
  nearest = run (panel, "missing=nearest weights=equal");
  median = run (panel, "missing=group-median weights=equal");
  for (int c = 0; c < 20; c++)
    {
      assert_close (nearest->x[0][c], expect_nearest[c], 0);
      assert_close (median->x[0][c], expect_median[c], 1e-15);
      g_assert_cmpint (nearest->x_state[0][c] == NQP_CELL_IMPUTED, ==,
                       isnan (values[c]) && !isnan (expect_nearest[c]));
      g_assert_cmpint (median->x_state[0][c] == NQP_CELL_IMPUTED, ==,
                       isnan (values[c]) && !isnan (expect_median[c]));
    }
  g_assert_true (nqp_scores_is_imputed (median, 0, 0, 0));
}

/* As near to 2000 as to 2002: the earlier. */
static void
test_fill_tie (void)
{
  const double values[] = { 1, NAN, 3 };
  g_autoptr (NqpPanel) panel = make_panel (1, 3, 1, values);
  g_autoptr (NqpScores) scores = run (panel, "missing=nearest weights=equal");

  assert_close (scores->x[0][1], 1, 0);
}

static void
test_winsorise (void)
{
  double values[11];
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpScores) scores = NULL;

  for (int i = 0; i < 11; i++)
    values[i] = i;
  values[10] = 1000;
  panel = make_panel (11, 1, 1, values);
  scores = run (panel, "outliers=winsorise winsor=0.15 weights=equal");
  /* type 7: places 1.5 and 8.5 of 0 ... 10 */
  assert_close (nqp_scores_treated (scores, 0, 0, 0), 1.5, 1e-12);
  assert_close (nqp_scores_treated (scores, 0, 0, 10), 8.5, 1e-12);
  assert_close (nqp_scores_raw (scores, 0, 0, 10), 1000, 0);
  assert_close (scores->x[0][10], 1000, 0);
  assert_close (nqp_scores_get (scores, 0, 0, 10), 1, 1e-12);
  assert_close (nqp_scores_get (scores, 0, 0, 5), (5 - 1.5) / 7, 1e-12);
  for (int i = 0; i < 11; i++)
    {
      const gboolean cut = i < 2 || i > 8;

      g_assert_cmpint (nqp_scores_is_treated (scores, 0, 0, i), ==, cut);
      g_assert_cmpint (scores->x_state[0][i] == NQP_CELL_TREATED, ==, cut);
    }
  {
    /* what is assumed is cut alike */
    const double far = 500;
    const int leaf = scores->tree->leaves[0];
    g_autoptr (NqpScores) what_if = nqp_scores_what_if (scores, 0, 3, 1, &leaf, &far, NULL);

    assert_close (nqp_scores_get (what_if, 0, 0, 3), 1, 1e-12);
    assert_close (what_if->x[0][3], 500, 0);
    assert_close (nqp_scores_normalise (scores, leaf, 0, 5), (5 - 1.5) / 7, 1e-12);
  }
  {
    g_autoptr (NqpTable) table = nqp_scores_derivation (scores, scores->tree->leaves[0], 0, 10, NQP_LANG_EN);
    gboolean found = FALSE;

    for (int row = 0; row < nqp_table_n_rows (table); row++)
      if (g_strcmp0 (nqp_table_get_text (table, 0, row), "outlier") == 0)
        {
          assert_close (nqp_table_get_number (table, 2, row), 8.5, 1e-12);
          found = TRUE;
        }
    g_assert_true (found);
  }
}

/* The exponents that box_cox_reference.py had SciPy find. */
static void
test_box_cox_reference (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "reference", "box_cox.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int n_sets = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (int at = 1; lines[at] != NULL && *lines[at] != '\0'; n_sets++)
    {
      g_auto (GStrv) head = g_strsplit (lines[at], ",", 4);
      g_autoptr (GArray) u = g_array_new (FALSE, FALSE, sizeof (double));
      double mean = 0;

      for (; lines[at] != NULL && g_str_has_prefix (lines[at], head[0]); at++)
        {
          double value = log (g_ascii_strtod (strrchr (lines[at], ',') + 1, NULL));

          g_array_append_val (u, value);
          mean += value;
        }
      mean /= u->len;
      for (guint i = 0; i < u->len; i++)
        g_array_index (u, double, i) -= mean;
      assert_close (nqp_box_cox_lambda ((const double *)u->data, u->len), g_ascii_strtod (head[1], NULL),
                    1e-9);
    }
  g_assert_cmpint (n_sets, ==, 6);
}

static void
test_box_cox (void)
{
  double values[30];
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpScores) plain = NULL;

  for (int i = 0; i < 30; i++)
    values[i] = exp (0.02 * i * i / 3);
  panel = make_panel (30, 1, 1, values);
  plain = run (panel, "weights=equal");
  scores = run (panel, "outliers=box-cox weights=equal");
  /* order, lowest and highest stay; what lies between comes nearer to the middle */
  assert_close (nqp_scores_treated (scores, 0, 0, 0), values[0], 0);
  assert_close (nqp_scores_treated (scores, 0, 0, 29), values[29], 0);
  for (int i = 1; i < 29; i++)
    {
      g_assert_true (nqp_scores_treated (scores, 0, 0, i) > nqp_scores_treated (scores, 0, 0, i - 1));
      g_assert_true (nqp_scores_get (scores, 0, 0, i) > nqp_scores_get (plain, 0, 0, i));
      g_assert_true (nqp_scores_is_treated (scores, 0, 0, i));
    }
  /* not skewed enough: left alone, and not refused for values below 0 either */
  for (int i = 0; i < 30; i++)
    panel->values[i] = i - 15;
  {
    g_autoptr (NqpPanel) straight = make_panel (30, 1, 1, panel->values);
    g_autoptr (NqpScores) same = run (straight, "outliers=box-cox weights=equal");

    g_assert_false (nqp_scores_is_treated (same, 0, 0, 20));
  }
  /* skewed, and not above 0 */
  values[0] = 0;
  {
    g_autoptr (NqpPanel) zero = make_panel (30, 1, 1, values);

    assert_refused (zero, "outliers=box-cox weights=equal", "(i0)");
  }
}

static void
test_normalise (void)
{
  const double values[] = { 1, 2, 2, 8, /* second year */ 4, 2, NAN, 5 };
  const double percentiles[] = { 0.5, 2.5, 2.5, 6.5, 4.5, 2.5, NAN, 5.5 };
  g_autoptr (NqpPanel) panel = make_panel (4, 2, 1, values);
  g_autoptr (NqpScores) scores = run (panel, "normalise=percentile weights=equal");
  g_autoptr (NqpScores) share = run (panel, "normalise=distance weights=equal");
  g_autoptr (NqpScores) turned = NULL;
  g_autoptr (NqpScores) posts = NULL;
  double low, high;

  for (int c = 0; c < 8; c++)
    {
      assert_close (scores->z[0][c], percentiles[c] / 7, 1e-15);
      assert_close (share->z[0][c], values[c] / 8, 1e-15);
    }
  panel->indicators[0].direction = -1;
  g_clear_pointer (&share, nqp_scores_unref);
  turned = run (panel, "normalise=percentile weights=equal");
  share = run (panel, "normalise=distance weights=equal");
  panel->indicators[0].lower = 0;
  panel->indicators[0].upper = 4;
  posts = run (panel, "normalise=goalposts weights=equal");
  for (int c = 0; c < 8; c++)
    {
      assert_close (turned->z[0][c], 1 - percentiles[c] / 7, 1e-15);
      assert_close (share->z[0][c], 1 / values[c], 1e-15);
      assert_close (posts->z[0][c], isnan (values[c]) ? NAN : MAX (1 - values[c] / 4, 0), 1e-15);
    }
  nqp_scores_range (posts, posts->tree->leaves[0], 1, &low, &high);
  g_assert_true (low == 0 && high == 4);
  panel->indicators[0].upper = NAN; /* then the highest */
  g_clear_pointer (&posts, nqp_scores_unref);
  posts = run (panel, "normalise=goalposts weights=equal");
  assert_close (posts->z[0][0], 1 - 1.0 / 8, 1e-15);
  panel->indicators[0].lower = 9;
  assert_refused (panel, "normalise=goalposts weights=equal", "(i0)");
}

static void
test_refused (void)
{
  const double values[] = { 1, -2, 2, 8 };
  const double constant[] = { 3, 3, 3, 3 };
  g_autoptr (NqpPanel) panel = make_panel (4, 1, 1, values);
  g_autoptr (NqpPanel) flat = make_panel (4, 1, 1, constant);
  static const char *const norms[] = { "minmax", "percentile", "goalposts", "zscore", "distance" };
  static const double expected[] = { 0.5, 0.5, 0.5, 0, 1 };

  assert_refused (panel, "normalise=distance weights=equal", "(i0)");
  for (gsize k = 0; k < G_N_ELEMENTS (norms); k++)
    {
      g_autofree char *text = g_strdup_printf ("normalise=%s weights=equal", norms[k]);
      g_autoptr (NqpScores) scores = run (flat, text);

      assert_close (nqp_scores_get (scores, 0, 0, 1), expected[k], 1e-15);
    }
}

/* Two children of equal weight and one region each that is best in one of them. */
static void
test_means (void)
{
  const double values[] = { 0, 10, 5, /* second */ 4, 0, 2 };
  g_autoptr (NqpPanel) panel = make_panel (3, 1, 2, values);
  g_autoptr (NqpScores) harmonic = run (panel, "weights=equal aggregate=harmonic floor=0.1");
  g_autoptr (NqpScores) square = run (panel, "weights=equal aggregate=power power=2");
  g_autoptr (NqpScores) topsis = run (panel, "weights=equal aggregate=topsis");
  g_autoptr (NqpScores) copeland = run (panel, "weights=equal aggregate=copeland");

  assert_close (nqp_scores_get (harmonic, 0, 0, 0), 2 / (1 / 0.1 + 1), 1e-15);
  assert_close (nqp_scores_get (harmonic, 0, 0, 2), 0.55, 1e-15);
  assert_close (nqp_scores_get (square, 0, 0, 0), sqrt (0.5), 1e-15);
  assert_close (nqp_scores_get (topsis, 0, 0, 0), 0.5, 1e-15);
  assert_close (nqp_scores_get (topsis, 0, 0, 2), 0.5, 1e-15);
  for (int i = 0; i < 3; i++)
    assert_close (nqp_scores_get (copeland, 0, 0, i), 0.5, 1e-15);
}

/* Condorcet: who wins two of three comparisons wins, by however little. */
static void
test_copeland (void)
{
  const double values[] = { 3, 2.99, 0, NAN, /* second */ 2, 1.99, 0, NAN, /* third */ 0, 100, 50, 200 };
  g_autoptr (NqpPanel) panel = make_panel (4, 1, 3, values);
  g_autoptr (NqpScores) scores = run (panel, "weights=equal aggregate=copeland coverage=0.5");

  assert_close (nqp_scores_get (scores, 0, 0, 0), 1, 0);
  assert_close (nqp_scores_get (scores, 0, 0, 1), 0.5, 0);
  assert_close (nqp_scores_get (scores, 0, 0, 2), 0, 0);
  g_assert_true (isnan (nqp_scores_get (scores, 0, 0, 3)));
}

static char *
draw_method (GRand *rand)
{
  NqpMethod method;

  do
    {
      nqp_method_init (&method);
      method.missing = (NqpMissing)g_rand_int_range (rand, 0, NQP_N_MISSING);
      method.outliers = (NqpOutliers)g_rand_int_range (rand, 0, NQP_N_OUTLIERS);
      method.winsor = g_rand_double_range (rand, 0.001, 0.2);
      method.normalise = (NqpNormalise)g_rand_int_range (rand, 0, NQP_N_NORMALISE);
      method.scheme = (NqpScheme)g_rand_int_range (rand, 0, NQP_SCHEME_CV + 1);
      method.power = 0.5 * g_rand_int_range (rand, -6, 7);
      for (int made = 0; made < NQP_N_MADE; made++)
        method.aggregate[made] = (NqpAggregate)g_rand_int_range (rand, 0, NQP_N_AGGREGATE);
    }
  while (!nqp_method_check (&method, NULL));
  return nqp_method_to_string (&method);
}

/* On random panels with gaps and random methods: a score is a number and the sum of its contributions, whatever the order of
 * regions and the unit of a series. */
static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);

  for (int round = 0; round < 120; round++)
    {
      const RandomPanel spec = {
        g_rand_int_range (rand, 1, 14), g_rand_int_range (rand, 1, 6), 14, 0.1, FALSE, g_rand_int (rand)
      };
      g_autoptr (NqpPanel) panel = random_panel (&spec);
      g_autoptr (NqpPanel) other = random_panel (&spec);
      g_autofree char *text = draw_method (rand);
      g_autoptr (NqpScores) a = NULL;
      g_autoptr (NqpScores) b = NULL;
      const int n = spec.n_regions;

      g_test_message ("%s", text);
      for (int s = 0; s < panel->n_series; s++)
        for (int t = 0; t < spec.n_years; t++)
          for (int i = 0; i < n; i++)
            other->values[nqp_panel_cell (other, s, t, n - 1 - i)]
                = 1024 * panel->values[nqp_panel_cell (panel, s, t, i)];
      for (int i = 0; i < n; i++)
        other->places[n - 1 - i].group = panel->places[i].group;
      a = try_run (panel, text, NULL);
      b = try_run (other, text, NULL);
      g_assert_cmpint (a == NULL, ==, b == NULL);
      if (a == NULL) /* data-driven weights of data that do not differ */
        {
          g_assert_true (n * spec.n_years < 3 || strstr (text, "weights=equal") == NULL);
          continue;
        }
      for (int node = 0; node < a->n_nodes; node++)
        for (int t = 0; t < spec.n_years; t++)
          for (int i = 0; i < n; i++)
            {
              const double score = nqp_scores_get (a, node, t, i);
              double sum = 0, leaves = 0;

              g_assert_false (isinf (score));
              assert_close (score, nqp_scores_get (b, node, t, n - 1 - i), 1e-9);
              if (a->tree->nodes[node].indicator >= 0)
                continue;
              if (nqp_scores_coverage (a, node, t, i) < 2.0 / 3 - 1e-9)
                g_assert_true (isnan (score));
              for (int c = a->tree->nodes[node].first_child; c >= 0; c = a->tree->nodes[c].next_sibling)
                sum += nqp_scores_contribution (a, node, c, t, i);
              for (int l = 0; l < a->tree->n_leaves; l++)
                leaves += nqp_scores_contribution (a, node, a->tree->leaves[l], t, i);
              assert_close (sum, isnan (score) ? 0 : score, 1e-11);
              assert_close (leaves, isnan (score) ? 0 : score, 1e-11);
              if (a->method.normalise != NQP_NORMALISE_ZSCORE && !isnan (score))
                g_assert_true (score >= 0 && score <= 1 + 1e-12);
            }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/treat/fill", test_fill);
  g_test_add_func ("/treat/fill-tie", test_fill_tie);
  g_test_add_func ("/treat/winsorise", test_winsorise);
  g_test_add_func ("/treat/box-cox", test_box_cox);
  g_test_add_func ("/treat/box-cox-reference", test_box_cox_reference);
  g_test_add_func ("/treat/normalise", test_normalise);
  g_test_add_func ("/treat/refused", test_refused);
  g_test_add_func ("/treat/means", test_means);
  g_test_add_func ("/treat/copeland", test_copeland);
  g_test_add_func ("/treat/properties", test_properties);
  return g_test_run ();
}
