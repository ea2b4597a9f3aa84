/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
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

  if (!isfinite (range) && isfinite (min) && isfinite (max))
    {
      /* the ends are farther from each other than a number can be: halves of all */
      const NqpExtent half = { extent->n, min / 2, max / 2 };

      for (gsize c = 0; c < n; c++)
        {
          const double x_half = x[c] / 2;

          scale (&x_half, 1, &half, direction, &z[c]);
        }
      return;
    }
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

/* Values that differ by no more than this share of the largest one are equal: one that was filled in may differ from its
 * neighbours in the last bits. */
#define TIE 1e-12

static double
tie_of (const NqpRod *rod)
{
  return TIE * MAX (fabs (rod->extent.min), fabs (rod->extent.max));
}

/* The share of @n values that are worse, equal ones counted half (mid-rank). @below are less, @above is how many are not more. */
static double
percentile_from (gsize below, gsize above, gsize n, int direction)
{
  if (direction < 0)
    return ((double)(n - above) + 0.5 * (double)(above - below)) / (double)n;
  return ((double)below + 0.5 * (double)(above - below)) / (double)n;
}

static double
percentile_of (double x, const NqpRod *rod, int direction)
{
  const gsize n = rod->extent.n;
  const double tie = tie_of (rod);
  gsize below = 0, above;

  for (gsize end = n; below < end;)
    {
      gsize middle = below + (end - below) / 2;

      if (rod->sorted[middle] < x - tie)
        below = middle + 1;
      else
        end = middle;
    }
  above = below;
  for (gsize end = n; above < end;)
    {
      gsize middle = above + (end - above) / 2;

      if (rod->sorted[middle] <= x + tie)
        above = middle + 1;
      else
        end = middle;
    }
  return percentile_from (below, above, n, direction);
}

/* As percentile_of() of each, but in the order of the values: both counts only grow. */
static void
percentile (const Input *input, double *z)
{
  const gsize n_cells = input->n_regions * input->n_years, n = input->rod->extent.n;
  const double *sorted = input->rod->sorted, tie = tie_of (input->rod);
  g_autofree NqpSortItem *items = g_new (NqpSortItem, n_cells + 1);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, n_cells + 1);
  const gsize n_present = nqp_sort_present (input->x, n_cells, items, scratch);
  gsize below = 0, above = 0;

  for (gsize c = 0; c < n_cells; c++)
    z[c] = NAN;
  for (gsize k = 0; k < n_present; k++)
    {
      const double x = input->x[items[k].index];

      while (below < n && sorted[below] < x - tie)
        below++;
      while (above < n && sorted[above] <= x + tie)
        above++;
      z[items[k].index] = percentile_from (below, above, n, input->direction);
    }
}

static double
distance_of (double x, const NqpRod *rod, int direction)
{
  return direction >= 0 ? x / rod->extent.max : rod->extent.min / x;
}

static void
distance (const Input *input, double *z)
{
  const gsize n_cells = input->n_regions * input->n_years;

  for (gsize c = 0; c < n_cells; c++)
    z[c] = distance_of (input->x[c], input->rod, input->direction);
}

static void
goalposts (const Input *input, double *z)
{
  const gsize n_cells = input->n_regions * input->n_years;
  const NqpExtent posts = { input->rod->extent.n, input->rod->lower, input->rod->upper };

  scale (input->x, n_cells, &posts, input->direction, z);
  for (gsize c = 0; c < n_cells; c++)
    z[c] = isnan (z[c]) ? NAN : CLAMP (z[c], 0.0, 1.0);
}

static double *
sort_values (const double *x, gsize n_cells)
{
  double *sorted = g_atomic_rc_box_alloc (MAX (n_cells, 1) * sizeof (double));
  g_autofree NqpSortItem *items = g_new (NqpSortItem, n_cells + 1);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, n_cells + 1);
  gsize n = nqp_sort_present (x, n_cells, items, scratch);

  for (gsize i = 0; i < n; i++)
    sorted[i] = x[items[i].index];
  return sorted;
}

/* An indicator's goalposts, which are the pooled extremes where it has none of its own. */
static void
find_goalposts (const NqpIndicator *indicator, const NqpExtent *extent, double *lower, double *upper)
{
  *lower = isnan (indicator->lower) ? extent->min : indicator->lower;
  *upper = isnan (indicator->upper) ? extent->max : indicator->upper;
}

/**
 * nqp_rod_init:
 * @treated: the values that count
 * @extent: of column @j
 */
void
nqp_rod_init (NqpRod *self, const NqpColumns *treated, int j, const NqpExtent *extent, NqpNormalise how)
{
  const double *x = treated->x[j];
  const int n_regions = treated->panel->n_regions, n_years = treated->panel->n_years;

  *self = (NqpRod){
    .extent = *extent, .mean = NAN, .sd = NAN, .lower = NAN, .upper = NAN, .treatment = treated->treatment[j]
  };
  if (how == NQP_NORMALISE_PERCENTILE)
    self->sorted = sort_values (x, treated->n_cells);
  else if (how == NQP_NORMALISE_GOALPOSTS)
    find_goalposts (&treated->panel->indicators[j], extent, &self->lower, &self->upper);
  else if (how == NQP_NORMALISE_MINMAX_YEAR)
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
  if (self->sorted != NULL)
    g_atomic_rc_box_acquire (self->sorted);
}

void
nqp_rod_clear (NqpRod *self)
{
  g_clear_pointer (&self->years, g_atomic_rc_box_release);
  g_clear_pointer (&self->sorted, g_atomic_rc_box_release);
}

/**
 * nqp_rod_check:
 * @extent: of the values that count of indicator @j
 *
 * Returns: %FALSE with @error set, naming the indicator, if its values cannot be normalised that way
 */
gboolean
nqp_rod_check (const NqpPanel *panel, int j, const NqpExtent *extent, NqpNormalise how, GError **error)
{
  const NqpIndicator *indicator = &panel->indicators[j];
  const char *name = nqp_text_get (&indicator->name, nqp_lang_from_environment ());
  double lower, upper;

  if (extent->n == 0)
    return TRUE;
  if (how == NQP_NORMALISE_DISTANCE && !(extent->min > 0))
    {
      g_set_error (
          error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
          _ ("The distance to the best is a share, which takes values above 0, and %s (%s) has values "
             "down to %g; normalise by minmax, or switch the indicator off"),
          name, indicator->code, extent->min);
      return FALSE;
    }
  find_goalposts (indicator, extent, &lower, &upper);
  if (how == NQP_NORMALISE_GOALPOSTS && (!isnan (indicator->lower) || !isnan (indicator->upper))
      && !(lower < upper && isfinite (lower) && isfinite (upper)))
    {
      g_set_error (
          error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
          _ ("The goalposts of %s (%s) are %g and %g; the lower has to be below the upper. Without one "
             "of its own an indicator has the lowest or highest value of all years"),
          name, indicator->code, lower, upper);
      return FALSE;
    }
  return TRUE;
}

static const Normalise functions[NQP_N_NORMALISE] = {
  [NQP_NORMALISE_MINMAX] = minmax,         [NQP_NORMALISE_MINMAX_YEAR] = minmax_year,
  [NQP_NORMALISE_ZSCORE] = zscore,         [NQP_NORMALISE_RANK] = rank,
  [NQP_NORMALISE_PERCENTILE] = percentile, [NQP_NORMALISE_DISTANCE] = distance,
  [NQP_NORMALISE_GOALPOSTS] = goalposts,
};

/**
 * nqp_normalise:
 * @x: n_years x n_regions treated values
 * @rod: what they are measured against, made for @how
 * @direction: +1 more is better, -1 less is better
 * @z: (out): n_years x n_regions, higher is better, NaN where @x is
 *
 * A constant indicator becomes 0.5 (min-max, percentile, goalposts without posts of its own), 0 (z-score) or 1 (distance).
 * Goalposts: UNDP, Human Development Report (2010), technical note 1. Formulas: OECD/JRC Handbook on Constructing Composite
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
 * What nqp_normalise() would make of one more value, treated for outliers, while the rod stays as it is. Min-max ends at 0
 * and 1: what lies beyond the lowest or highest value that the rod was made from counts as that value. So do goalposts and
 * distance, which goes down to 0, and a percentile: the share of the values that the rod was made from. A z-score has no ends.
 */
double
nqp_normalise_value (double x, const NqpRod *rod, int direction, NqpNormalise how, int year)
{
  const NqpExtent *extent = how == NQP_NORMALISE_MINMAX_YEAR ? &rod->years[year] : &rod->extent;
  const NqpExtent posts = { rod->extent.n, rod->lower, rod->upper };
  double z;

  x = CLAMP (x, -NQP_LARGEST_VALUE, NQP_LARGEST_VALUE);
  if (how == NQP_NORMALISE_PERCENTILE)
    return rod->extent.n > 0 ? percentile_of (x, rod, direction) : NAN;
  if (how == NQP_NORMALISE_DISTANCE)
    {
      /* beyond the best, which of "less is better" includes 0 and below */
      if (direction < 0 && x <= extent->min)
        return 1;
      return CLAMP (distance_of (x, rod, direction), 0.0, 1.0);
    }
  if (how == NQP_NORMALISE_GOALPOSTS)
    extent = &posts;
  if (how == NQP_NORMALISE_ZSCORE)
    return extent->max > extent->min ? direction * (x - rod->mean) / rod->sd : 0.0;
  scale (&x, 1, extent, direction, &z);
  return CLAMP (z, 0.0, 1.0);
}
