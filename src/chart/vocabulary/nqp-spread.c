/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-frame.h"

#include <math.h>

static int
compare_position (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *positions = data;
  int i = *(const int *)a, k = *(const int *)b;

  return positions[i] < positions[k] ? -1 : positions[i] > positions[k] ? 1 : i - k;
}

/**
 * nqp_spread:
 * @positions: (inout): centres of the labels, in any order
 * @sizes: lengths along the axis
 * @lo: @hi: where labels may lie; if they do not all fit, they overlap evenly
 *
 * Least squares under the constraint of order: pooling of adjacent violators (Barlow et al. 1972) on positions less the
 * room taken by those before.
 */
void
nqp_spread (double *positions, const double *sizes, int n, double lo, double hi)
{
  g_autofree int *order = g_new (int, MAX (n, 1));
  g_autofree double *offset = g_new (double, MAX (n, 1)); /* centre minus block coordinate */
  g_autofree double *mean = g_new (double, MAX (n, 1));
  g_autofree int *count = g_new (int, MAX (n, 1));
  double total = 0, squeeze, at = 0;
  int n_blocks = 0, k = 0;

  if (n <= 0)
    return;
  for (int i = 0; i < n; i++)
    {
      order[i] = i;
      total += sizes[i];
    }
  g_qsort_with_data (order, n, sizeof (int), compare_position, positions);
  squeeze = total > hi - lo && total > 0 ? MAX (hi - lo, 0) / total : 1;
  for (int i = 0; i < n; i++)
    {
      double size = sizes[order[i]] * squeeze;

      offset[i] = at + size / 2;
      at += size;
    }
  for (int i = 0; i < n; i++)
    {
      mean[n_blocks] = positions[order[i]] - offset[i];
      count[n_blocks++] = 1;
      while (n_blocks > 1 && mean[n_blocks - 2] >= mean[n_blocks - 1])
        {
          int a = count[n_blocks - 2], b = count[n_blocks - 1];

          mean[n_blocks - 2] = (mean[n_blocks - 2] * a + mean[n_blocks - 1] * b) / (a + b);
          count[n_blocks - 2] = a + b;
          n_blocks--;
        }
    }
  /* In these coordinates every label may lie between lo and hi - total: clamping keeps the order and the optimum. */
  for (int block = 0; block < n_blocks; block++)
    for (int i = 0; i < count[block]; i++, k++)
      positions[order[k]] = CLAMP (mean[block], lo, MAX (lo, hi - total * squeeze)) + offset[k];
}
