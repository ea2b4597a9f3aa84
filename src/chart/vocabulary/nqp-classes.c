/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-classes.h"
#include "nqp-sort.h"

#include <math.h>
#include <string.h>

/* More values than this are thinned, evenly along their order, before Fisher's quadratic search. */
#define MOST_FOR_JENKS 1500

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* W. D. Fisher (1958), "On grouping for maximum homogeneity": least sum of squared deviations within classes, exact. */
static void
fisher_breaks (const double *sorted, int n, int k, double *breaks)
{
  g_autofree double *sum = g_new0 (double, n + 1);
  g_autofree double *square = g_new0 (double, n + 1);
  g_autofree double *cost = g_new (double, (gsize)k *n);
  g_autofree int *start = g_new0 (int, (gsize)k *n);
  double centre = sorted[n / 2];

  for (int i = 0; i < n; i++)
    {
      double v = sorted[i] - centre; /* keeps the differences of squares exact enough */

      sum[i + 1] = sum[i] + v;
      square[i + 1] = square[i] + v * v;
    }
  for (int c = 0; c < k; c++)
    for (int i = c; i < n; i++)
      {
        double best = INFINITY;
        int best_start = c;

        for (int from = c == 0 ? 0 : c; from <= (c == 0 ? 0 : i); from++)
          {
            double s = sum[i + 1] - sum[from], q = square[i + 1] - square[from];
            double within = MAX (q - s * s / (i + 1 - from), 0);
            double total = within + (c > 0 ? cost[(gsize)(c - 1) * n + from - 1] : 0);

            if (total < best)
              {
                best = total;
                best_start = from;
              }
          }
        cost[(gsize)c * n + i] = best;
        start[(gsize)c * n + i] = best_start;
      }
  breaks[k] = sorted[n - 1];
  for (int c = k - 1, last = n - 1; c >= 0; c--)
    {
      int from = start[(gsize)c * n + last];

      breaks[c] = sorted[from];
      last = from - 1;
    }
}

double
nqp_quantile (const double *sorted, int n, double p)
{
  double h = (n - 1) * p;
  int i = (int)floor (h);

  if (n == 0)
    return NAN;
  return i + 1 < n ? sorted[i] + (h - i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

void
nqp_sort_values (double *values, int n)
{
  nqp_sort (values, (size_t)n, sizeof *values, compare_doubles);
}

/**
 * nqp_class_breaks:
 * @values: those that are not finite are left out
 * @n_classes: at most that many
 * @out_breaks: n_classes + 1 numbers; class k holds breaks[k] <= v < breaks[k + 1], the last class also its upper end
 *
 * A break that would fall among equal values moves to their lower end, so that equal values share a class; classes that
 * become empty that way are left out. Continuous: one class from the least to the greatest value.
 *
 * Returns: the number of classes; 0 if no value is finite
 */
int
nqp_class_breaks (const double *values, int n, NqpClasses classes, int n_classes, double *out_breaks)
{
  g_autofree double *sorted = g_new (double, MAX (n, 1));
  int m = 0, distinct, k, used = 0;

  for (int i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[m++] = values[i];
  if (m == 0)
    return 0;
  nqp_sort_values (sorted, m);
  distinct = 1;
  for (int i = 1; i < m; i++)
    distinct += sorted[i] != sorted[i - 1];
  k = CLAMP (n_classes, 1, distinct);
  if (classes == NQP_CLASSES_CONTINUOUS)
    k = 1;

  out_breaks[0] = sorted[0];
  out_breaks[k] = sorted[m - 1];
  if (k == 1)
    return 1;
  if (classes == NQP_CLASSES_EQUAL)
    for (int c = 1; c < k; c++)
      out_breaks[c] = sorted[0] + (sorted[m - 1] - sorted[0]) * c / k;
  else if (classes == NQP_CLASSES_JENKS || classes == NQP_CLASSES_JENKS_YEAR)
    {
      if (m > MOST_FOR_JENKS)
        {
          for (int i = 0; i < MOST_FOR_JENKS; i++)
            sorted[i] = sorted[(gsize)i * (m - 1) / (MOST_FOR_JENKS - 1)];
          m = MOST_FOR_JENKS;
        }
      fisher_breaks (sorted, m, k, out_breaks);
    }
  else
    for (int c = 1; c < k; c++)
      {
        double q = nqp_quantile (sorted, m, (double)c / k);
        int i = 0;

        /* The least value that is not below the quantile: a break lies on a value, never inside a tie. */
        while (i < m - 1 && sorted[i] < q)
          i++;
        out_breaks[c] = sorted[i];
      }

  for (int c = 1; c <= k; c++)
    if (out_breaks[c] > out_breaks[used] || (c == k && used == 0))
      out_breaks[++used] = out_breaks[c];
  /* A break on the greatest value opened a class for it alone; the closed last class holds it as well. */
  return used;
}

/**
 * nqp_class_of:
 *
 * Returns: the class of @value, -1 if it is not finite or there is no class; values beyond the ends belong to the end classes
 */
int
nqp_class_of (double value, const double *breaks, int n_classes)
{
  if (!isfinite (value) || n_classes < 1)
    return -1;
  for (int c = n_classes - 1; c > 0; c--)
    if (value >= breaks[c])
      return c;
  return 0;
}
