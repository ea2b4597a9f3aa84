/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-classes.h"

#include <math.h>

static double
within (const double *values, int n, const double *breaks, int k)
{
  double total = 0;

  for (int c = 0; c < k; c++)
    {
      double sum = 0, square = 0;
      int m = 0;

      for (int i = 0; i < n; i++)
        if (nqp_class_of (values[i], breaks, k) == c)
          {
            sum += values[i];
            square += values[i] * values[i];
            m++;
          }
      if (m > 0)
        total += square - sum * sum / m;
    }
  return total;
}

static void
test_quantile (void)
{
  double values[31], breaks[6];
  int count[5] = { 0 };

  for (int i = 0; i < 31; i++)
    values[i] = (i * 17) % 31;
  g_assert_cmpint (nqp_class_breaks (values, 31, NQP_CLASSES_QUANTILE, 5, breaks), ==, 5);
  for (int i = 0; i < 31; i++)
    count[nqp_class_of (values[i], breaks, 5)]++;
  for (int c = 0; c < 5; c++)
    {
      g_assert_cmpint (count[c], >=, 6);
      g_assert_cmpint (count[c], <=, 7);
      g_assert_cmpfloat (breaks[c], <, breaks[c + 1]);
    }
}

static void
test_ties (void)
{
  double values[] = { 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, NAN }, same[] = { 4, 4, 4, NAN }, breaks[8];
  int k = nqp_class_breaks (values, 11, NQP_CLASSES_QUANTILE, 5, breaks);

  g_assert_cmpint (k, >=, 2);
  g_assert_cmpint (k, <, 5);
  for (int c = 0; c < k; c++)
    g_assert_cmpfloat (breaks[c], <, breaks[c + 1]);
  g_assert_cmpint (nqp_class_of (0, breaks, k), ==, 0);
  g_assert_cmpint (nqp_class_of (3, breaks, k), ==, k - 1);
  g_assert_cmpint (nqp_class_of (NAN, breaks, k), ==, -1);

  for (int scheme = NQP_CLASSES_QUANTILE; scheme <= NQP_CLASSES_CONTINUOUS; scheme++)
    {
      g_assert_cmpint (nqp_class_breaks (same, 4, scheme, 5, breaks), ==, 1);
      g_assert_cmpfloat (breaks[0], ==, 4);
      g_assert_cmpfloat (breaks[1], ==, 4);
      g_assert_cmpint (nqp_class_breaks (same + 3, 1, scheme, 5, breaks), ==, 0);
      g_assert_cmpint (nqp_class_breaks (values, 11, scheme, 20, breaks), <=, 4);
    }
}

static void
test_equal (void)
{
  double values[] = { 10, 20, 60, 90, 110 }, breaks[6];

  g_assert_cmpint (nqp_class_breaks (values, 5, NQP_CLASSES_EQUAL, 5, breaks), ==, 5);
  for (int c = 0; c <= 5; c++)
    g_assert_cmpfloat_with_epsilon (breaks[c], 10 + 20 * c, 1e-9);
}

/* Fisher's optimum: no other set of breaks has a smaller sum of squares, checked by trying all of them. */
static void
test_jenks (void)
{
  double values[14], breaks[5], best = INFINITY;
  guint32 seed = 12345;

  for (int i = 0; i < 14; i++)
    {
      seed = seed * 1664525u + 1013904223u;
      values[i] = (seed >> 16) % 100 + (i % 3) * 80;
    }
  g_assert_cmpint (nqp_class_breaks (values, 14, NQP_CLASSES_JENKS, 4, breaks), ==, 4);
  for (int a = 0; a < 14; a++)
    for (int b = 0; b < 14; b++)
      for (int c = 0; c < 14; c++)
        {
          double other[5] = { breaks[0], values[a], values[b], values[c], breaks[4] };

          if (other[1] < other[2] && other[2] < other[3])
            best = MIN (best, within (values, 14, other, 4));
        }
  g_assert_cmpfloat_with_epsilon (within (values, 14, breaks, 4), best, 1e-6);
}

static void
test_many (void)
{
  g_autofree double *values = g_new (double, 3000);
  double breaks[8];

  for (int i = 0; i < 3000; i++)
    values[i] = sqrt (i) + (i % 7);
  g_assert_cmpint (nqp_class_breaks (values, 3000, NQP_CLASSES_JENKS, 7, breaks), ==, 7);
  g_assert_cmpfloat (breaks[0], ==, 0);
  for (int c = 0; c < 7; c++)
    g_assert_cmpfloat (breaks[c], <, breaks[c + 1]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classes/quantile", test_quantile);
  g_test_add_func ("/classes/ties", test_ties);
  g_test_add_func ("/classes/equal", test_equal);
  g_test_add_func ("/classes/jenks", test_jenks);
  g_test_add_func ("/classes/many", test_many);
  return g_test_run ();
}
