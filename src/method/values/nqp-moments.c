/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-moments.h"

#include <math.h>

#include "nqp-numerics-private.h"

void
nqp_moments (const double *present, gsize n, double *skewness, double *kurtosis)
{
  const double m = (double)n, mean = nqp_mean (present, n), sd = nqp_sd (present, n, mean);
  g_autofree double *power = NULL;
  const NqpExtent extent = nqp_extent (present, n);
  double third, fourth;

  *skewness = *kurtosis = NAN;
  if (n < 3 || !(extent.max > extent.min) || !(sd > 0))
    return;
  power = g_new (double, n);
  for (gsize c = 0; c < n; c++)
    {
      double d = (present[c] - mean) / sd;

      power[c] = d * d * d;
    }
  third = nqp_sum (power, n);
  *skewness = m / ((m - 1) * (m - 2)) * third;
  if (n < 4)
    return;
  for (gsize c = 0; c < n; c++)
    {
      double d = (present[c] - mean) / sd;

      power[c] = d * d * d * d;
    }
  fourth = nqp_sum (power, n);
  *kurtosis
      = m * (m + 1) / ((m - 1) * (m - 2) * (m - 3)) * fourth - 3 * (m - 1) * (m - 1) / ((m - 2) * (m - 3));
}
