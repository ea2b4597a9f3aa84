/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-ellipse.h"
#include "nqp-space-test.h"
#include "nqp-statistics.h"
#include "random-panel.h"

/* A ring of @n, and a region without neighbours behind it. */
static NqpSpace *
ring (int n)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (NqpLink));

  for (int i = 0; i < n; i++)
    {
      const NqpLink there = { i, (i + 1) % n, 1 }, back = { (i + 1) % n, i, 1 };

      g_array_append_val (links, there);
      g_array_append_val (links, back);
    }
  return nqp_space_new_of_links (n + 1, links);
}

/* By hand: 1 2 3 4 in a ring, z'Wz = -1, z'z = 5. */
static void
test_by_hand (void)
{
  static const double y[] = { 1, 2, 3, 4, 9 }, flat[] = { 2, 2, 2, 2, 9 }, gap[] = { 1, NAN, 3, NAN, 9 };
  g_autoptr (NqpSpace) space = ring (4);
  g_auto (NqpSpaceSample) sample = { 0 }, constant = { 0 }, lonely = { 0 };
  NqpSpaceTest test;

  nqp_space_sample_init (&sample, space, y, NQP_SPACE_ROWS);
  g_assert_cmpint (sample.n, ==, 4);
  g_assert_cmpint (sample.n_alone, ==, 1);
  g_assert_cmpint (sample.alone[0], ==, 4);
  nqp_moran (&sample, &test);
  g_assert_cmpfloat_with_epsilon (test.value, -0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (test.expected, -1.0 / 3, 1e-12);
  nqp_geary (&sample, &test);
  g_assert_cmpfloat_with_epsilon (test.value, 3 * 12.0 / (2 * 4 * 5), 1e-12);
  nqp_space_sample_init (&constant, space, flat, NQP_SPACE_ROWS);
  nqp_moran (&constant, &test);
  g_assert_true (isnan (test.value) && isnan (test.p));
  nqp_space_sample_init (&lonely, space, gap, NQP_SPACE_ROWS);
  g_assert_cmpint (lonely.n, ==, 0);
  g_assert_cmpint (lonely.n_alone, ==, 3);
}

/* All permutations of five, and of the four others: the share of draws comes close to theirs. */
static void
test_exact (void)
{
  static const double y[] = { 1, 5, 2, 8, 3, 0 };
  g_autoptr (NqpSpace) space = ring (5);
  g_auto (NqpSpaceSample) sample = { 0 };
  double observed = 0, z[5], lag[5], local[5], p[5], p_global;
  int n_least = 0, n_most = 0;

  nqp_space_sample_init (&sample, space, y, NQP_SPACE_ROWS);
  for (int i = 0; i < 5; i++)
    observed += y[i] * y[(i + 1) % 5];
  for (int code = 0; code < 3125; code++)
    {
      double sum = 0;
      int used = 0;

      for (int i = 0, rest = code; i < 5; i++, rest /= 5)
        used |= 1 << rest % 5;
      if (used != 31)
        continue;
      for (int i = 0, rest = code; i < 5; i++, rest /= 5)
        sum += y[rest % 5] * y[i < 4 ? rest / 5 % 5 : code % 5];
      n_least += sum >= observed;
      n_most += sum <= observed;
    }
  g_assert_true (nqp_moran_permute (&sample, 99999, 3, NULL, 0, 1, &p_global, NULL));
  g_assert_cmpfloat_with_epsilon (p_global, MIN (n_least, n_most) / 120.0, 0.008);
  nqp_lisa (&sample, z, lag, local);
  g_assert_true (nqp_lisa_permute (&sample, z, lag, 99999, 3, NULL, 0, 1, p, NULL));
  for (int i = 0; i < 5; i++)
    {
      int least = 0, most = 0;

      for (int a = 0; a < 5; a++)
        for (int b = a + 1; b < 5; b++)
          if (a != i && b != i)
            {
              least += (z[a] + z[b]) / 2 >= lag[i] - 1e-12;
              most += (z[a] + z[b]) / 2 <= lag[i] + 1e-12;
            }
      g_assert_cmpfloat_with_epsilon (p[i], MIN (least, most) / 6.0, 0.008);
    }
}

/* A constant added or a factor changes neither I nor p; local ones sum to n I. */
static void
test_properties (void)
{
  for (guint32 seed = 1; seed <= 50; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      const int n = g_rand_int_range (rand, 5, 40);
      g_autoptr (NqpSpace) space = ring (n);
      g_auto (NqpSpaceSample) sample = { 0 }, moved = { 0 };
      g_autofree double *y = g_new (double, n + 1), *z = g_new (double, n), *lag = g_new (double, n);
      g_autofree double *local = g_new (double, n);
      NqpSpaceTest test, other;
      double p, p_other, sum = 0;

      for (int i = 0; i <= n; i++)
        y[i] = g_rand_double (rand);
      nqp_space_sample_init (&sample, space, y, NQP_SPACE_ROWS);
      for (int i = 0; i <= n; i++)
        y[i] = 3 * y[i] + 7;
      nqp_space_sample_init (&moved, space, y, NQP_SPACE_ROWS);
      nqp_moran (&sample, &test);
      nqp_moran (&moved, &other);
      g_assert_cmpfloat_with_epsilon (test.value, other.value, 1e-10);
      g_assert_cmpfloat_with_epsilon (test.z, other.z, 1e-8);
      g_assert_true (nqp_moran_permute (&sample, 199, seed, NULL, 0, 1, &p, NULL));
      g_assert_true (nqp_moran_permute (&moved, 199, seed, NULL, 0, 1, &p_other, NULL));
      g_assert_cmpfloat (p, ==, p_other);
      nqp_lisa (&sample, z, lag, local);
      for (int i = 0; i < n; i++)
        sum += local[i];
      g_assert_cmpfloat_with_epsilon (sum / n, test.value, 1e-10);
    }
}

static void
test_spec (void)
{
  static const char *const good[] = { "contiguity",   "knn:5",        "distance:500.5", "inverse:1",
                                      "inverse:2:90", "economic:gdp", "./links.file",   "links.csv" };
  static const char *const bad[]
      = { "",          "knn",        "knn:0",     "knn:5:1",   "distance:-1", "distance:",
          "inverse:0", "inverse:11", "inverse:x", "economic:", "economic",    "queen" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_auto (NqpSpaceSpec) spec = { 0 };

      g_assert_true (nqp_space_spec_parse (good[i], &spec, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (NqpSpaceSpec) spec = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (nqp_space_spec_parse (bad[i], &spec, &error));
      g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST);
    }
}

/* Four places of one weight around a point; one place alone; opposite ones have no middle. */
static void
test_ellipse (void)
{
  static const double longitude[] = { 9, 11, 10, 10 }, latitude[] = { 0, 0, 0.5, -0.5 };
  static const double across[] = { 0, 180 }, weight[] = { 1, 1, 1, 1 };
  NqpEllipse ellipse;

  g_assert_true (nqp_ellipse (longitude, latitude, weight, 4, &ellipse));
  g_assert_cmpfloat_with_epsilon (ellipse.longitude, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (ellipse.latitude, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (ellipse.angle, 90, 1e-9);
  g_assert_cmpfloat_with_epsilon (ellipse.major_km, 111.195, 0.01);
  g_assert_cmpfloat_with_epsilon (ellipse.minor_km, 55.597, 0.01);
  g_assert_true (nqp_ellipse (longitude, latitude, weight, 1, &ellipse));
  g_assert_cmpfloat_with_epsilon (ellipse.longitude, 9, 1e-9);
  g_assert_cmpfloat_with_epsilon (ellipse.major_km, 0, 1e-6);
  g_assert_false (nqp_ellipse (across, latitude, weight, 2, &ellipse));
}

/* Two squares that meet in a corner, and one far away. */
static void
test_queen (void)
{
  static const double corners[] = { 0, 1, 5 };
  const RandomPanel shape = { 3, 1, 2, 0, FALSE, 4 };
  g_autoptr (NqpPanel) panel = random_panel (&shape);
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (3);
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpSpace) space = NULL;
  g_autoptr (GError) error = NULL;
  const NqpSpaceSpec spec = { NQP_SPACE_CONTIGUITY };
  NqpMethod method;

  for (int s = 0; s < 3; s++)
    {
      const double at = corners[s];
      g_autoptr (GArray) rings = g_array_new (FALSE, TRUE, sizeof (NqpRing));
      const double xy[] = { at, at, at + 1, at, at + 1, at + 1, at, at + 1, at, at };
      const NqpRing square = { 5, g_memdup2 (xy, sizeof xy), FALSE };

      g_array_append_val (rings, square);
      boundaries->shapes[s].code = g_strdup (panel->places[s].code);
      nqp_shape_set_rings (&boundaries->shapes[s], rings);
    }
  nqp_method_init (&method);
  scores = nqp_pipeline_run (pipeline, panel, panel->tree, &method, &error);
  g_assert_no_error (error);
  g_assert_null (nqp_space_new (scores, NULL, &spec, &error));
  g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA);
  space = nqp_space_new (scores, boundaries, &spec, NULL);
  g_assert_cmpint ((int)space->start[3], ==, 2);
  g_assert_cmpint (space->to[0], ==, 1);
  g_assert_cmpint (space->to[1], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/space/by-hand", test_by_hand);
  g_test_add_func ("/space/exact", test_exact);
  g_test_add_func ("/space/properties", test_properties);
  g_test_add_func ("/space/spec", test_spec);
  g_test_add_func ("/space/ellipse", test_ellipse);
  g_test_add_func ("/space/queen", test_queen);
  return g_test_run ();
}
