/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "nqp-stats-private.h"
#include "nqp-sort.h"

/**
 * nqp_stats_weights:
 * @out: (out): n_nodes shares of @measure, for this region and year: what is missing has handed its weight to its siblings.
 *   Those of the indicators sum to 1. NaN = takes no part: not below @measure, without a value, or below a part that has no
 *   score
 */
void
nqp_stats_weights (const NqpScores *scores, int measure, int year, int region, double *out)
{
  for (int i = 0; i < scores->n_nodes; i++)
    {
      const int parent = scores->tree->nodes[i].parent;

      if (isnan (nqp_scores_get (scores, i, year, region)))
        out[i] = NAN;
      else if (i == measure)
        out[i] = 1;
      else if (parent >= 0 && !isnan (out[parent]))
        out[i] = out[parent] * nqp_scores_effective_weight (scores, i, year, region);
      else
        out[i] = NAN;
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  const double *p = a, *q = b;

  return (*p > *q) - (*p < *q);
}

/**
 * nqp_stats_median:
 * @values: @n numbers, none NaN; sorted afterwards
 *
 * Returns: the middle one, or the mean of the two in the middle; NaN if there are none
 */
double
nqp_stats_median (double *values, gsize n)
{
  if (n == 0)
    return NAN;
  nqp_sort (values, n, sizeof (double), compare_doubles);
  return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

void
nqp_stats_sort (double *values, int n)
{
  nqp_sort (values, (gsize)n, sizeof (double), compare_doubles);
}

/* Hyndman and Fan (1996), type 7, which R and numpy use; NaN of nothing. */
double
nqp_stats_quantile (const double *sorted, int n, double share)
{
  const double at = (n - 1) * share;
  const int below = (int)floor (at);

  if (n == 0)
    return NAN;
  if (below >= n - 1)
    return sorted[n - 1];
  return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

gboolean
nqp_stats_is_below (const NqpTree *tree, int node, int measure)
{
  while (node >= 0 && node != measure)
    node = tree->nodes[node].parent;
  return node >= 0;
}
