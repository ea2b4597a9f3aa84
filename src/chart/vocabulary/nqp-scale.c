/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-axis.h"

#include <math.h>

/**
 * nqp_scale_map:
 *
 * Returns: where @value lies in the range; values outside the domain are mapped beyond it; a domain without width maps to
 * the middle; NaN stays NaN
 */
double
nqp_scale_map (const NqpScale *self, double value)
{
  double width = self->d1 - self->d0;

  if (width == 0)
    return isnan (value) ? value : (self->r0 + self->r1) / 2;
  return self->r0 + (value - self->d0) / width * (self->r1 - self->r0);
}

/* The step of 1, 2 or 5 times a power of ten that gives about @n ticks (as in d3-array's ticks). */
static double
tick_step (double width, int n)
{
  double raw = width / MAX (n, 1), power = pow (10, floor (log10 (raw))), error = raw / power;

  return power * (error >= sqrt (50) ? 10 : error >= sqrt (10) ? 5 : error >= sqrt (2) ? 2 : 1);
}

/* Extends the domain to whole steps. */
void
nqp_scale_nice (NqpScale *self, int n_ticks)
{
  double lo = MIN (self->d0, self->d1), hi = MAX (self->d0, self->d1);

  if (!isfinite (lo) || !isfinite (hi) || hi <= lo)
    return;
  /* The first extension may call for a wider step; the second settles it. */
  for (int i = 0; i < 2; i++)
    {
      double step = tick_step (hi - lo, n_ticks);

      lo = floor (lo / step + 1e-9) * step;
      hi = ceil (hi / step - 1e-9) * step;
    }
  if (self->d0 <= self->d1)
    {
      self->d0 = lo;
      self->d1 = hi;
    }
  else
    {
      self->d0 = hi;
      self->d1 = lo;
    }
}

/**
 * nqp_ticks:
 * @n_wanted: about that many, at most @n_max
 * @out: the round values within [@lo, @hi], ascending
 * @out_decimals: (optional): how many they need to be told apart
 *
 * Returns: how many; 0 when the interval is empty or not finite
 */
int
nqp_ticks (double lo, double hi, int n_wanted, double *out, int n_max, int *out_decimals)
{
  double step, first;
  int n = 0, decimals;

  if (out_decimals != NULL)
    *out_decimals = 0;
  if (!isfinite (lo) || !isfinite (hi) || n_max < 1)
    return 0;
  if (lo > hi)
    {
      double swap = lo;

      lo = hi;
      hi = swap;
    }
  if (hi == lo)
    {
      out[0] = lo;
      return 1;
    }
  step = tick_step (hi - lo, n_wanted);
  while ((hi - lo) / step > n_max)
    step = tick_step ((hi - lo) * 2, (int)((hi - lo) / step));
  decimals = MAX (0, (int)-floor (log10 (step) + 1e-9));
  first = ceil (lo / step - 1e-9);
  for (double k = first; k * step <= hi + step * 1e-9 && n < n_max; k++)
    {
      /* k / (1 / step) is exact where k * 0.1 is not. */
      double value = step < 1 ? k / round (1 / step) : k * step;

      out[n++] = value == 0 ? 0 : value;
    }
  if (out_decimals != NULL)
    *out_decimals = decimals;
  return n;
}
