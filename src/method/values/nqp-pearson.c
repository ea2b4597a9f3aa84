/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-pearson.h"

#include <math.h>

#include "nqp-numerics-private.h"

/**
 * nqp_pearson:
 * @a: [n], NaN = missing
 * @b: [n], likewise
 * @out_n: (out) (nullable): cells that have both
 *
 * Pearson's correlation over the cells that have both values, in two passes with pairwise sums.
 *
 * Returns: in [-1, 1]; NaN below two cells, or if one of the two is constant in them up to rounding
 */
double
nqp_pearson (const double *a, const double *b, gsize n, gsize *out_n)
{
  g_autofree double *u = g_new (double, n + 1);
  g_autofree double *v = g_new (double, n + 1);
  g_autofree double *uv = g_new (double, n + 1);
  double mean_u, mean_v, var_u, var_v, size_u = 0, size_v = 0;
  gsize m = 0;

  for (gsize c = 0; c < n; c++)
    {
      u[m] = a[c];
      v[m] = b[c];
      m += a[c] == a[c] && b[c] == b[c];
    }
  if (out_n != NULL)
    *out_n = m;
  if (m < 2)
    return NAN;
  mean_u = nqp_mean (u, m);
  mean_v = nqp_mean (v, m);
  for (gsize c = 0; c < m; c++)
    {
      size_u = MAX (size_u, fabs (u[c]));
      size_v = MAX (size_v, fabs (v[c]));
      u[c] -= mean_u;
      v[c] -= mean_v;
      uv[c] = u[c] * v[c];
      u[c] *= u[c];
      v[c] *= v[c];
    }
  var_u = nqp_sum (u, m) / (double)m;
  var_v = nqp_sum (v, m) / (double)m;
  if (!(sqrt (var_u) > 1e-12 * size_u) || !(sqrt (var_v) > 1e-12 * size_v))
    return NAN;
  return CLAMP (nqp_sum (uv, m) / (double)m / sqrt (var_u * var_v), -1.0, 1.0);
}
