/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-copeland-private.h"

/* Rivals whose margins, and whose ranks in one part, stay in the fastest memory. */
#define BLOCK 512

/**
 * nqp_copeland_pairs_count:
 * @weights: [part]: above 0
 * @ranks: [part][n]: 1 is best, equal ones shared, 0 = none
 * @net: (out): [n]: wins less losses
 *
 * The inner loops run over rivals of a region for one part, without a branch. A rank of 0 is made to be neither better nor worse
 * than any.
 */
void
nqp_copeland_pairs_count (int n_parts, const double *weights, const int *ranks, gsize n, double *net)
{
  double margin[BLOCK];

  memset (net, 0, n * sizeof (double));
  for (gsize from = 0; from < n; from += BLOCK)
    for (gsize i = 0; i + 1 < MIN (n, from + BLOCK); i++)
      {
        const gsize start = MAX (from, i + 1), rivals = MIN (n, from + BLOCK) - start;
        double *restrict theirs = net + start;
        double own = 0;

        memset (margin, 0, rivals * sizeof (double));
        for (int p = 0; p < n_parts; p++)
          {
            const int *restrict there = ranks + (gsize)p * n + start;
            const int here = ranks[(gsize)p * n + i];
            const double w = weights[p];

            if (here == 0)
              continue;
            for (gsize k = 0; k < rivals; k++)
              margin[k] += w * (double)((here < there[k]) - (here > there[k] && there[k] > 0));
          }
        for (gsize k = 0; k < rivals; k++)
          {
            double won
                = (margin[k] > NQP_COPELAND_TIE ? 1.0 : 0.0) - (margin[k] < -NQP_COPELAND_TIE ? 1.0 : 0.0);

            theirs[k] -= won;
            own += won;
          }
        net[i] += own;
      }
}
