/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-coupling.h"

#define EPSILON 1e-12

static NqpCoupling
couple (const double *u, const double *weights, int k, NqpCouplingForm form)
{
  NqpCoupling found;

  nqp_coupling (u, weights, k, form, &found);
  return found;
}

/* Two parts, .2 and .8: classic 2 sqrt (.16) / 1 = .8; corrected sqrt ((1 - .6) .25). */
static void
test_by_hand (void)
{
  static const double u[] = { 0.8, 0.2 }, weights[] = { 0.75, 0.25 };
  NqpCoupling found = couple (u, NULL, 2, NQP_COUPLING_CLASSIC);

  g_assert_cmpfloat_with_epsilon (found.c, 0.8, EPSILON);
  g_assert_cmpfloat_with_epsilon (found.t, 0.5, EPSILON);
  g_assert_cmpfloat_with_epsilon (found.d, sqrt (0.4), EPSILON);
  g_assert_cmpint (found.grade, ==, 7);
  g_assert_cmpint (found.lagging, ==, 1);
  found = couple (u, weights, 2, NQP_COUPLING_CORRECTED);
  g_assert_cmpfloat_with_epsilon (found.c, sqrt (0.1), EPSILON); /* weights bear on T alone */
  g_assert_cmpfloat_with_epsilon (found.t, 0.65, EPSILON);
}

static void
test_grades (void)
{
  for (int i = 0; i <= 10; i++)
    {
      const double d = i / 10.0, u[] = { d * d, d * d, d * d };
      const NqpCoupling found = couple (u, NULL, 3, NQP_COUPLING_CLASSIC);

      g_assert_cmpint (found.grade, ==, MIN (i + 1, 10));
      g_assert_cmpint (found.lagging, ==, 0); /* the first of equal ones */
    }
}

/* In [0, 1], 1 where all parts are equal, whatever their order; never more where one part falls. */
static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      const int k = g_rand_int_range (rand, 2, 9);
      double u[9], back[9], same[9];

      for (int i = 0; i < k; i++)
        u[i] = g_rand_double (rand) * (g_rand_int_range (rand, 0, 5) > 0);
      for (int i = 0; i < k; i++)
        {
          back[i] = u[k - 1 - i];
          same[i] = 0.01 + u[0];
        }
      for (int form = NQP_COUPLING_CLASSIC; form <= NQP_COUPLING_CORRECTED; form++)
        {
          const NqpCoupling found = couple (u, NULL, k, form);

          g_assert_true (found.c >= 0 && found.c <= 1 && found.d >= 0 && found.d <= 1);
          g_assert_cmpfloat_with_epsilon (couple (back, NULL, k, form).d, found.d, EPSILON);
          g_assert_cmpfloat_with_epsilon (couple (same, NULL, k, form).c, 1, EPSILON);
          g_assert_true (found.grade >= 1 && found.grade <= 10);
        }
    }
}

static void
test_zeros (void)
{
  static const double zeros[] = { 0, 0 };

  for (int form = NQP_COUPLING_CLASSIC; form <= NQP_COUPLING_CORRECTED; form++)
    {
      const NqpCoupling found = couple (zeros, NULL, 2, form);

      g_assert_true (found.c == 0 && found.t == 0 && found.d == 0 && found.grade == 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coupling/by-hand", test_by_hand);
  g_test_add_func ("/coupling/grades", test_grades);
  g_test_add_func ("/coupling/random", test_random);
  g_test_add_func ("/coupling/zeros", test_zeros);
  return g_test_run ();
}
