/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-stages-private.h"

typedef struct
{
  const double *x;
  const NqpRod *rod;
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
  scale (input->x, input->n_regions * input->n_years, &input->rod->extent, input->direction, z);
}

static void
minmax_year (const Input *input, double *z)
{
  for (gsize t = 0; t < input->n_years; t++)
    scale (input->x + t * input->n_regions, input->n_regions, &input->rod->years[t], input->direction,
           z + t * input->n_regions);
}

static void
zscore (const Input *input, double *z)
{
  const gsize n = input->n_regions * input->n_years;
  const double mean = input->rod->mean, sd = input->rod->sd;

  /* whether it is constant is asked of the values: rounding may leave a standard deviation above zero */
  if (!(input->rod->extent.max > input->rod->extent.min))
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

/**
 * nqp_rod_init:
 * @extent: of @x
 */
void
nqp_rod_init (NqpRod *self, const double *x, const NqpExtent *extent, NqpNormalise how, int n_regions,
              int n_years)
{
  *self = (NqpRod){ *extent, NULL, NAN, NAN };
  if (how == NQP_NORMALISE_MINMAX_YEAR)
    {
      self->years = g_atomic_rc_box_alloc ((gsize)MAX (n_years, 1) * sizeof (NqpExtent));
      for (int t = 0; t < n_years; t++)
        self->years[t] = nqp_extent (x + (gsize)t * (gsize)n_regions, (gsize)n_regions);
    }
  else if (how == NQP_NORMALISE_ZSCORE)
    {
      const gsize n = (gsize)n_regions * (gsize)n_years;
      g_autofree double *present = g_new (double, n + 1);
      gsize m = nqp_gather (x, n, present);

      self->mean = nqp_mean (present, m);
      self->sd = nqp_sd (present, m, self->mean);
    }
}

void
nqp_rod_copy (NqpRod *self, const NqpRod *other)
{
  *self = *other;
  if (self->years != NULL)
    g_atomic_rc_box_acquire (self->years);
}

void
nqp_rod_clear (NqpRod *self)
{
  g_clear_pointer (&self->years, g_atomic_rc_box_release);
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
 * @rod: what they are measured against, made for @how
 * @direction: +1 more is better, -1 less is better
 * @z: (out): n_years x n_regions, higher is better, NaN where @x is
 *
 * A constant indicator becomes 0.5 (min-max) or 0 (z-score). Formulas: OECD/JRC Handbook on Constructing Composite
 * Indicators (2008), step 5.
 */
void
nqp_normalise (const double *x, const NqpRod *rod, int direction, NqpNormalise how, int n_regions,
               int n_years, double *z)
{
  const Input input = { x, rod, direction, (gsize)n_regions, (gsize)n_years };

  functions[how](&input, z);
}

/**
 * nqp_normalise_value:
 * @how: any but %NQP_NORMALISE_RANK, which has no rod
 * @year: position
 *
 * What nqp_normalise() would make of one more value while the rod stays as it is. Min-max ends at 0 and 1: what lies beyond
 * the lowest or highest value that the rod was made from counts as that value. A z-score has no ends.
 */
double
nqp_normalise_value (double x, const NqpRod *rod, int direction, NqpNormalise how, int year)
{
  const NqpExtent *extent = how == NQP_NORMALISE_MINMAX_YEAR ? &rod->years[year] : &rod->extent;
  double z;

  if (how == NQP_NORMALISE_ZSCORE)
    return extent->max > extent->min ? direction * (x - rod->mean) / rod->sd : 0.0;
  scale (&x, 1, extent, direction, &z);
  return CLAMP (z, 0.0, 1.0);
}
