/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-stages-private.h"

typedef struct
{
  const double *x;
  const NqpExtent *extent; /* of all cells */
  int direction;
  gsize n_regions, n_years;
} Input;

typedef void (*Normalise) (const Input *input, double *z);

/* NaN stays NaN in all of these. */
static void
scale (const double *x, gsize n, const NqpExtent *extent, int direction, double *z)
{
  const double min = extent->min, max = extent->max, range = max - min;

  if (!(range > 0))
    for (gsize c = 0; c < n; c++)
      z[c] = isnan (x[c]) ? NAN : 0.5;
  else if (direction >= 0)
    for (gsize c = 0; c < n; c++)
      z[c] = (x[c] - min) / range;
  else
    for (gsize c = 0; c < n; c++)
      z[c] = (max - x[c]) / range;
}

static void
minmax (const Input *input, double *z)
{
  scale (input->x, input->n_regions * input->n_years, input->extent, input->direction, z);
}

static void
minmax_year (const Input *input, double *z)
{
  for (gsize t = 0; t < input->n_years; t++)
    {
      const double *x = input->x + t * input->n_regions;
      NqpExtent extent = nqp_extent (x, input->n_regions);

      scale (x, input->n_regions, &extent, input->direction, z + t * input->n_regions);
    }
}

static void
zscore (const Input *input, double *z)
{
  const gsize n = input->n_regions * input->n_years;
  g_autofree double *present = g_new (double, n + 1);
  gsize m = nqp_gather (input->x, n, present);
  double mean = nqp_mean (present, m);
  double sd = nqp_sd (present, m, mean);

  /* whether it is constant is asked of the values: rounding may leave a standard deviation above zero */
  if (!(input->extent->max > input->extent->min))
    for (gsize c = 0; c < n; c++)
      z[c] = isnan (input->x[c]) ? NAN : 0.0;
  else
    for (gsize c = 0; c < n; c++)
      z[c] = input->direction * (input->x[c] - mean) / sd;
}

static void
rank (const Input *input, double *z)
{
  g_autofree NqpSortItem *items = g_new (NqpSortItem, input->n_regions);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, input->n_regions);

  for (gsize t = 0; t < input->n_years; t++)
    {
      double *out = z + t * input->n_regions;
      gsize n = nqp_sort_present (input->x + t * input->n_regions, input->n_regions, items, scratch);

      for (gsize i = 0; i < input->n_regions; i++)
        out[i] = NAN;
      for (gsize start = 0, end; start < n; start = end)
        {
          double place;

          for (end = start + 1; end < n && items[end].key == items[start].key; end++)
            ;
          place = 0.5 * (double)(start + 1 + end);
          if (input->direction < 0)
            place = (double)(n + 1) - place;
          for (gsize i = start; i < end; i++)
            out[items[i].index] = place / (double)n;
        }
    }
}

static const Normalise functions[NQP_N_NORMALISE] = {
  [NQP_NORMALISE_MINMAX] = minmax,
  [NQP_NORMALISE_MINMAX_YEAR] = minmax_year,
  [NQP_NORMALISE_ZSCORE] = zscore,
  [NQP_NORMALISE_RANK] = rank,
};

/**
 * nqp_normalise:
 * @x: n_years x n_regions treated values
 * @extent: their lowest and highest
 * @direction: +1 more is better, -1 less is better
 * @z: (out): n_years x n_regions, higher is better, NaN where @x is
 *
 * A constant indicator becomes 0.5 (min-max) or 0 (z-score). Formulas: OECD/JRC Handbook on Constructing Composite
 * Indicators (2008), step 5.
 */
void
nqp_normalise (const double *x, const NqpExtent *extent, int direction, NqpNormalise how, int n_regions,
               int n_years, double *z)
{
  const Input input = { x, extent, direction, (gsize)n_regions, (gsize)n_years };

  functions[how](&input, z);
}
