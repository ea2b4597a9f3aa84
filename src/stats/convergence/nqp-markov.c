/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-markov.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "nqp-stats-private.h"

#define SMALL 1e-12

int
nqp_markov_class (double value, const double *cuts, int n_cuts)
{
  int class = 0;

  while (class < n_cuts && cuts[class] < value)
    class ++;
  return class;
}

void
nqp_markov_cuts (double *values, int n, int k, double *out_cuts)
{
  nqp_stats_sort (values, n);
  for (int c = 1; c < k; c++)
    out_cuts[c - 1] = nqp_stats_quantile (values, n, (double)c / k);
}

void
nqp_markov_probabilities (const double *counts, int k, double *out)
{
  for (int from = 0; from < k; from++)
    {
      double sum = 0;

      for (int to = 0; to < k; to++)
        sum += counts[from * k + to];
      for (int to = 0; to < k; to++)
        out[from * k + to] = sum > 0 ? counts[from * k + to] / sum : NAN;
    }
}

/* Gauss-Jordan with the largest pivot; FALSE if there is more than one solution. @a: n rows of n + 1. */
static gboolean
solve (double *a, int n)
{
  const int width = n + 1;

  for (int c = 0; c < n; c++)
    {
      int best = c;

      for (int r = c + 1; r < n; r++)
        if (fabs (a[r * width + c]) > fabs (a[best * width + c]))
          best = r;
      if (fabs (a[best * width + c]) < SMALL)
        return FALSE;
      for (int l = 0; l < width && best != c; l++)
        {
          const double other = a[best * width + l];

          a[best * width + l] = a[c * width + l];
          a[c * width + l] = other;
        }
      for (int r = 0; r < n; r++)
        {
          const double factor = r != c ? a[r * width + c] / a[c * width + c] : 0;

          for (int l = c; l < width && factor != 0; l++)
            a[r * width + l] -= factor * a[c * width + l];
        }
    }
  for (int r = 0; r < n; r++)
    a[r * width + n] /= a[r * width + r];
  return TRUE;
}

/* x P = x with the sum 1 in place of one of the equations. */
gboolean
nqp_markov_ergodic (const double *probabilities, int k, double *out)
{
  g_autofree double *a = g_new0 (double, k *(k + 1));

  for (int r = 0; r < k; r++)
    for (int c = 0; c < k; c++)
      {
        if (isnan (probabilities[c * k + r]))
          return FALSE;
        a[r * (k + 1) + c] = r == k - 1 ? 1 : probabilities[c * k + r] - (r == c ? 1 : 0);
      }
  a[(k - 1) * (k + 1) + k] = 1;
  if (!solve (a, k))
    return FALSE;
  for (int r = 0; r < k; r++)
    out[r] = MAX (a[r * (k + 1) + k], 0);
  return TRUE;
}

/* Sums of a row and of one cell over the regimes. */
static double
pooled (const double *counts, int n_regimes, int k, int from, int to)
{
  double sum = 0;

  for (int g = 0; g < n_regimes; g++)
    for (int c = to >= 0 ? to : 0; c <= (to >= 0 ? to : k - 1); c++)
      sum += counts[(g * k + from) * k + c];
  return sum;
}

/* Of one row: (columns with moves - 1) (regimes with moves - 1) degrees of freedom. */
static void
add_row (const double *counts, int n_regimes, int k, int from, NqpMarkovTest *out)
{
  const double all = pooled (counts, n_regimes, k, from, -1);
  int n_columns = 0, n_rows = 0;

  for (int to = 0; to < k; to++)
    n_columns += pooled (counts, n_regimes, k, from, to) > 0;
  for (int g = 0; g < n_regimes; g++)
    {
      const double *row = counts + (g * k + from) * k;
      double n = 0;

      for (int to = 0; to < k; to++)
        n += row[to];
      n_rows += n > 0;
      for (int to = 0; to < k && n > 0; to++)
        {
          const double expected = n * pooled (counts, n_regimes, k, from, to) / all;

          if (row[to] > 0)
            out->lr += 2 * row[to] * log (row[to] / expected);
          if (expected > 0)
            out->q += (row[to] - expected) * (row[to] - expected) / expected;
        }
    }
  out->df += MAX (n_columns - 1, 0) * MAX (n_rows - 1, 0);
}

void
nqp_markov_test (const double *counts, int n_regimes, int k, NqpMarkovTest *out)
{
  *out = (NqpMarkovTest){ 0 };
  for (int from = 0; from < k; from++)
    add_row (counts, n_regimes, k, from, out);
  out->p_lr = out->df > 0 ? gsl_cdf_chisq_Q (out->lr, out->df) : NAN;
  out->p_q = out->df > 0 ? gsl_cdf_chisq_Q (out->q, out->df) : NAN;
}
