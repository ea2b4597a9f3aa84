/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-stages-private.h"

/* Weights on both sides that differ by no more are equal: they are sums in another order. */
#define TIE 1e-12

/* Wins less losses of every one of @n regions. @place: [part][region], more is better, NaN = none. The inner loops run over
 * all rivals of a region for one part, without a branch; a comparison with NaN is false on both sides. */
static void
count_wins (int n_parts, const double *weights, const double *place, gsize n, double *restrict margin,
            double *restrict net)
{
  memset (net, 0, n * sizeof (double));
  for (gsize i = 0; i + 1 < n; i++)
    {
      const gsize rivals = n - i - 1;
      double *restrict theirs = net + i + 1;
      double own = 0;

      memset (margin, 0, rivals * sizeof (double));
      for (int p = 0; p < n_parts; p++)
        {
          const double *restrict there = place + (gsize)p * n + i + 1;
          const double here = place[(gsize)p * n + i], w = weights[p];

          if (isnan (here))
            continue;
          for (gsize k = 0; k < rivals; k++)
            margin[k] += (here > there[k] ? w : 0.0) - (here < there[k] ? w : 0.0);
        }
      for (gsize k = 0; k < rivals; k++)
        {
          double won = (margin[k] > TIE ? 1.0 : 0.0) - (margin[k] < -TIE ? 1.0 : 0.0);

          theirs[k] -= won;
          margin[k] = won;
        }
      for (gsize k = 0; k < rivals; k++)
        own += margin[k];
      net[i] += own;
    }
}

/**
 * nqp_copeland:
 * @mix: cells are whole years
 * @score: (inout): number for the regions that take part, NaN for the others
 *
 * In each year every region meets every other that takes part. It wins where the weight of the children in which it is the
 * better exceeds that of those in which the other is; equal scores (they share a rank) count half for both. Children that
 * only one of the two has are left out, their weights handed on. Score: (wins - losses + n - 1) / (2 (n - 1)), which is 1
 * for who beats all and 0 for who loses to all; 0.5 if there is no other. Copeland (1951); Munda and Nardo (2009).
 */
void
nqp_copeland (const NqpMix *mix, double *score)
{
  const gsize n_regions = mix->n > 0 ? (gsize)mix->parts[0]->n_regions : 0;
  g_autofree double *place = g_new (double, (gsize)mix->n *n_regions + 1);
  g_autofree double *weights = g_new (double, mix->n + 1);
  g_autofree double *margin = g_new (double, n_regions + 1);
  g_autofree double *net = g_new (double, n_regions + 1);
  g_autofree gsize *who = g_new (gsize, n_regions + 1);

  if (n_regions == 0)
    return;
  for (gsize row = mix->first; row < mix->first + mix->n_cells; row += n_regions)
    {
      gsize n = 0;
      int n_parts = 0;

      for (gsize i = 0; i < n_regions; i++)
        if (!isnan (score[row + i]))
          who[n++] = i;
      for (int p = 0; p < mix->n; p++)
        {
          const int *ranks;

          if (!(mix->weights[p] > 0))
            continue;
          ranks = nqp_layer_ranks (mix->parts[p], (int)(row / n_regions));
          for (gsize k = 0; k < n; k++)
            place[(gsize)n_parts * n + k] = ranks[who[k]] > 0 ? -(double)ranks[who[k]] : NAN;
          weights[n_parts++] = mix->weights[p];
        }
      count_wins (n_parts, weights, place, n, margin, net);
      for (gsize k = 0; k < n; k++)
        score[row + who[k]] = n > 1 ? (net[k] + (double)(n - 1)) / (2 * (double)(n - 1)) : 0.5;
    }
}
