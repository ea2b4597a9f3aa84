/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-dagum.h"
#include "nqp-density.h"
#include "nqp-statistics.h"
#include "nqp-theil.h"
#include "random-panel.h"

#define EPSILON 1e-12

/* {3, 10} against {1, 4}: ahead by 17 in sum, behind by 1, D = 16/18. A wrong D leaves the sum of the parts as it is. */
static void
test_distance (void)
{
  static const double y[] = { 3, 1, 10, 4 };
  static const int group[] = { 0, 1, 0, 1 };
  g_auto (NqpDagum) dagum = { 0 };

  nqp_dagum_init (&dagum, y, group, 4, 2);
  g_assert_cmpfloat_with_epsilon (dagum.distance[1], 8.0 / 9, EPSILON);
  g_assert_cmpfloat_with_epsilon (dagum.distance[2], 8.0 / 9, EPSILON);
  g_assert_cmpfloat (dagum.distance[0], ==, 0);
  g_assert_cmpfloat_with_epsilon (dagum.gini[1], 18 / (4 * 9.0), EPSILON);
  g_assert_cmpfloat_with_epsilon (dagum.gini[0], 7 / (4 * 6.5), EPSILON);
  g_assert_cmpfloat_with_epsilon (dagum.total, 28 / (16 * 4.5), EPSILON);
  g_assert_cmpfloat_with_epsilon (dagum.between, 16 / (16 * 4.5), EPSILON);
  g_assert_cmpfloat_with_epsilon (dagum.transvariation, 2 / (16 * 4.5), EPSILON);
}

static void
shuffle (GRand *rand, double *y, int *group, int n)
{
  for (int i = n - 1; i > 0; i--)
    {
      const int k = g_rand_int_range (rand, 0, i + 1);
      const double value = y[i];
      const int of = group[i];

      y[i] = y[k];
      group[i] = group[k];
      y[k] = value;
      group[k] = of;
    }
}

/* Parts sum to the whole, the order of regions changes not a bit of Dagum's, a factor nothing, and a constant added makes less. */
static void
test_properties (void)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      const int n = g_rand_int_range (rand, 1, 200), k = g_rand_int_range (rand, 1, 9);
      g_autofree double *y = g_new (double, n);
      g_autofree int *group = g_new (int, n);
      g_auto (NqpDagum) dagum = { 0 }, turned = { 0 }, raised = { 0 };
      double total, within, between;

      for (int i = 0; i < n; i++)
        {
          y[i] = floor (g_rand_double_range (rand, 0, seed % 3 == 0 ? 5 : 1e6)) + (i == 0 ? 1 : 0);
          group[i] = g_rand_int_range (rand, 0, k);
        }
      nqp_dagum_init (&dagum, y, group, n, k);
      g_assert_cmpfloat_with_epsilon (dagum.within + dagum.between + dagum.transvariation, dagum.total,
                                      EPSILON);
      nqp_theil (y, group, n, k, &total, &within, &between);
      g_assert_cmpfloat_with_epsilon (within + between, total, EPSILON);
      g_assert_true (total >= -EPSILON && within >= -EPSILON && between >= -EPSILON);
      shuffle (rand, y, group, n);
      nqp_dagum_init (&turned, y, group, n, k);
      g_assert_true (turned.total == dagum.total && turned.within == dagum.within
                     && turned.between == dagum.between && turned.transvariation == dagum.transvariation);
      for (int i = 0; i < n; i++)
        y[i] += 10;
      nqp_dagum_init (&raised, y, group, n, k);
      g_assert_cmpfloat (raised.total, <=, dagum.total + EPSILON);
      for (int i = 0; i < k * k; i++) /* of differences alone */
        g_assert_cmpfloat_with_epsilon (raised.distance[i], dagum.distance[i], 1e-9);
    }
}

static void
test_degenerate (void)
{
  static const double equal[] = { 2, 2, 2 }, zeros[] = { 0, 0, 3 }, one[] = { 7 };
  static const int apart[] = { 0, 1, 1 }, together[] = { 1, 1, 1 }, low[] = { 0, 0, 1 };
  double total, within, between;

  for (int i = 0; i < 2; i++)
    {
      g_auto (NqpDagum) dagum = { 0 };

      nqp_dagum_init (&dagum, equal, i == 0 ? apart : together, 3, 2);
      g_assert_true (dagum.total == 0 && dagum.within == 0 && dagum.between == 0
                     && dagum.transvariation == 0);
      g_assert_true (dagum.distance[1] == 0);
    }
  {
    g_auto (NqpDagum) dagum = { 0 };

    nqp_dagum_init (&dagum, zeros, low, 3, 3); /* a group of zeros, and an empty one */
    g_assert_true (isnan (dagum.gini[0]));
    g_assert_true (isnan (dagum.gini[2]));
    g_assert_cmpfloat (dagum.distance[1], ==, 1);
    g_assert_cmpfloat_with_epsilon (dagum.between, dagum.total, EPSILON);
  }
  {
    g_auto (NqpDagum) dagum = { 0 };

    nqp_dagum_init (&dagum, one, together, 1, 2);
    g_assert_cmpfloat (dagum.total, ==, 0);
  }
  nqp_theil (zeros, low, 3, 3, &total, &within, &between);
  g_assert_cmpfloat_with_epsilon (total, log (3), EPSILON);
  g_assert_cmpfloat_with_epsilon (between, log (3), EPSILON);
  g_assert_cmpfloat (within, ==, 0);
}

/* The area below a density is 1; half of the numbers equal: the deviation alone. */
static void
test_density (void)
{
  double y[] = { 1, 1, 1, 1, 1, 2, 3, 4, 1 }, sorted[] = { 1, 1, 1, 1, 1, 1, 1, 1, 4 }, x[2000], out[2000];
  const double h = nqp_density_bandwidth (sorted, 9);
  double area = 0;

  g_assert_cmpfloat_with_epsilon (h, 0.9 * 1 * pow (9, -0.2), EPSILON);
  for (int i = 0; i < 2000; i++)
    x[i] = -10 + i * 0.01;
  nqp_density (y, 9, 0.5, x, 2000, out);
  for (int i = 0; i < 2000; i++)
    area += out[i] * 0.01;
  g_assert_cmpfloat_with_epsilon (area, 1, 1e-9);
  g_assert_cmpfloat (nqp_density_bandwidth (sorted, 8), ==, 0);
  g_assert_cmpfloat (nqp_density_bandwidth (sorted, 1), ==, 0);
}

/* ---- as nqp stats asks ---- */

static NqpScores *
make_scores (const char *method_text, int n_groups, gboolean equal)
{
  const RandomPanel shape = { 12, 2, 3, 0, FALSE, 5 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (GError) error = NULL;
  NqpMethod method;
  NqpScores *scores;

  for (int i = 0; i < 12; i++)
    panel->places[i].group = n_groups == 1 ? 0 : i % 3 - 1;
  for (int i = 0; i < 3 * 2 * 12; i++)
    panel->values[i] = equal ? 5 : panel->values[i];
  nqp_method_init (&method);
  g_assert_true (nqp_method_parse (&method, method_text, NULL));
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  return scores;
}

static NqpTable *
ask (const char *name, const NqpScores *scores, GPtrArray *notes, GError **error)
{
  NqpStatRequest request = { .scores = scores, .year = -1, .notes = notes };

  return nqp_statistic_run (nqp_statistic_find (name), &request, error);
}

static gboolean
says (GPtrArray *notes, const char *words)
{
  for (guint i = 0; i < notes->len; i++)
    if (strstr (notes->pdata[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* What is special is said in words: one group, regions in none, equal values, numbers below 0. */
static void
test_words (void)
{
  static const char *const shares[] = { "dagum", "dagum-pairs", "theil", "lorenz" };
  g_autoptr (NqpScores) plain = make_scores ("weights=equal", 1, FALSE);
  g_autoptr (NqpScores) ungrouped = make_scores ("weights=equal", 3, FALSE);
  g_autoptr (NqpScores) equal = make_scores ("weights=equal", 3, TRUE);
  g_autoptr (NqpScores) signs = make_scores ("weights=equal normalise=zscore", 3, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpTable) table = ask (shares[i], plain, notes, &error);

      g_assert_no_error (error);
      g_assert_cmpint (nqp_table_n_rows (table), >, 0);
      g_assert_true (i == 3 || says (notes, "one group"));
      g_assert_null (ask (shares[i], signs, NULL, &error));
      g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_METHOD);
      g_assert_nonnull (strstr (error->message, "minmax"));
    }
  {
    g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (NqpTable) table = ask ("dagum", ungrouped, notes, &error);
    g_autoptr (NqpTable) flat = ask ("dagum", equal, notes, &error);

    g_assert_no_error (error);
    g_assert_true (says (notes, "4 regions without a group"));
    g_assert_true (says (notes, "all scores are equal"));
    g_assert_cmpfloat (nqp_table_get_number (flat, 2, 0), ==, 0);
    g_assert_true (isnan (nqp_table_get_number (flat, 3, 1)));
    g_assert_null (ask ("density", equal, notes, &error));
    g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disparity/distance", test_distance);
  g_test_add_func ("/disparity/properties", test_properties);
  g_test_add_func ("/disparity/degenerate", test_degenerate);
  g_test_add_func ("/disparity/density", test_density);
  g_test_add_func ("/disparity/words", test_words);
  return g_test_run ();
}
