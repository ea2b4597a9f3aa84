/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-beta.h"
#include "nqp-markov.h"

/* Two classes, .9 stay and .3 come up: 1/4 and 3/4 in the end. */
static void
test_ergodic (void)
{
  static const double counts[] = { 7, 3, 1, 9 }, closed[] = { 5, 0, 0, 5 }, empty[] = { 5, 1, 0, 0 };
  double p[4], share[2];

  nqp_markov_probabilities (counts, 2, p);
  g_assert_true (nqp_markov_ergodic (p, 2, share));
  g_assert_cmpfloat_with_epsilon (share[0], 0.25, 1e-12);
  nqp_markov_probabilities (closed, 2, p);
  g_assert_false (nqp_markov_ergodic (p, 2, share));
  nqp_markov_probabilities (empty, 2, p);
  g_assert_true (isnan (p[2]));
  g_assert_false (nqp_markov_ergodic (p, 2, share));
}

/* A value on a cut is below it; regimes that are alike differ in nothing. */
static void
test_classes (void)
{
  static const double cuts[] = { 1, 2 }, counts[] = { 4, 2, 1, 3, 8, 4, 2, 6 };
  NqpMarkovTest test;

  g_assert_cmpint (nqp_markov_class (1, cuts, 2), ==, 0);
  g_assert_cmpint (nqp_markov_class (1.5, cuts, 2), ==, 1);
  g_assert_cmpint (nqp_markov_class (9, cuts, 2), ==, 2);
  nqp_markov_test (counts, 2, 2, &test);
  g_assert_cmpint (test.df, ==, 2);
  g_assert_cmpfloat_with_epsilon (test.lr, 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (test.q, 0, 1e-12);
}

static void
test_line (void)
{
  static const double x[] = { 1, 2, 3 }, y[] = { 2, 4, 6 }, flat[] = { 2, 2, 2 };
  NqpLine line;

  g_assert_true (nqp_line_fit (x, y, 3, &line));
  g_assert_cmpfloat_with_epsilon (line.slope, 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (line.r2, 1, 1e-12);
  g_assert_false (nqp_line_fit (flat, y, 3, &line));
  g_assert_false (nqp_line_fit (x, y, 1, &line));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markov/ergodic", test_ergodic);
  g_test_add_func ("/markov/classes", test_classes);
  g_test_add_func ("/markov/line", test_line);
  return g_test_run ();
}
