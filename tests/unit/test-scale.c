/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-axis.h"
#include "nqp-labels.h"

#include <math.h>

static void
test_map (void)
{
  NqpScale scale = { 0, 10, 100, 300 }, flat = { 5, 5, 100, 300 };

  g_assert_cmpfloat (nqp_scale_map (&scale, 0), ==, 100);
  g_assert_cmpfloat (nqp_scale_map (&scale, 2.5), ==, 150);
  g_assert_cmpfloat (nqp_scale_map (&scale, -5), ==, 0);
  g_assert_cmpfloat (nqp_scale_map (&flat, 5), ==, 200);
  g_assert_true (isnan (nqp_scale_map (&scale, NAN)));
}

static void
test_nice (void)
{
  NqpScale scale = { 0.13, 65.5, 0, 1 }, reversed = { 97, 3, 0, 1 }, tiny = { 1e-7, 9.7e-7, 0, 1 };

  nqp_scale_nice (&scale, 6);
  g_assert_cmpfloat (scale.d0, ==, 0);
  g_assert_cmpfloat (scale.d1, ==, 70);
  nqp_scale_nice (&reversed, 5);
  g_assert_cmpfloat (reversed.d0, ==, 100);
  g_assert_cmpfloat (reversed.d1, ==, 0);
  nqp_scale_nice (&tiny, 5);
  g_assert_cmpfloat_with_epsilon (tiny.d1, 1e-6, 1e-18);
}

static void
test_ticks (void)
{
  double out[20];
  int decimals;

  g_assert_cmpint (nqp_ticks (0, 70, 7, out, 20, &decimals), ==, 8);
  g_assert_cmpfloat (out[3], ==, 30);
  g_assert_cmpint (decimals, ==, 0);

  g_assert_cmpint (nqp_ticks (0, 1, 5, out, 20, &decimals), ==, 6);
  g_assert_cmpfloat (out[3], ==, 0.6); /* the double nearest to 0.6, not 3 * 0.2 */
  g_assert_cmpint (decimals, ==, 1);

  g_assert_cmpint (nqp_ticks (-0.03, 0.031, 6, out, 20, &decimals), ==, 7);
  g_assert_cmpfloat (out[3], ==, 0);
  g_assert_false (signbit (out[3]));
  g_assert_cmpint (decimals, ==, 2);

  g_assert_cmpint (nqp_ticks (2016, 2023, 4, out, 20, &decimals), ==, 4);
  g_assert_cmpfloat (out[0], ==, 2016);
  g_assert_cmpint (nqp_ticks (3, 3, 5, out, 20, &decimals), ==, 1);
  g_assert_cmpint (nqp_ticks (NAN, 3, 5, out, 20, &decimals), ==, 0);
  g_assert_cmpint (nqp_ticks (0, 1000, 500, out, 20, &decimals), <=, 20);
}

static void
test_spread (void)
{
  double apart[] = { 10, 40, 90 }, together[] = { 50, 50, 50 }, edge[] = { 2, 1, 98 },
         unsorted[] = { 31, 30, 80 };
  double sizes[] = { 10, 10, 10 }, crowd[] = { 1, 2, 3 };

  nqp_spread (apart, sizes, 3, 0, 100);
  g_assert_cmpfloat (apart[0], ==, 10);
  g_assert_cmpfloat (apart[2], ==, 90);

  nqp_spread (together, sizes, 3, 0, 100);
  g_assert_cmpfloat_with_epsilon (together[0], 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (together[1], 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (together[2], 60, 1e-9);

  nqp_spread (edge, sizes, 3, 0, 100);
  g_assert_cmpfloat_with_epsilon (edge[1], 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (edge[0], 15, 1e-9);
  g_assert_cmpfloat_with_epsilon (edge[2], 95, 1e-9);

  nqp_spread (unsorted, sizes, 3, 0, 100);
  g_assert_cmpfloat_with_epsilon (unsorted[0] - unsorted[1], 10, 1e-9);
  g_assert_cmpfloat_with_epsilon ((unsorted[0] + unsorted[1]) / 2, 30.5, 1e-9);

  nqp_spread (crowd, sizes, 3, 0, 15); /* no room: shared out evenly, in order */
  g_assert_cmpfloat_with_epsilon (crowd[0], 2.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (crowd[2], 12.5, 1e-9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/map", test_map);
  g_test_add_func ("/scale/nice", test_nice);
  g_test_add_func ("/scale/ticks", test_ticks);
  g_test_add_func ("/scale/spread", test_spread);
  return g_test_run ();
}
