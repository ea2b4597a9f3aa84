/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"
#include "nqp-number.h"

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
apply_value (double x, const NqpRod *rod, int direction, int year)
{
  const gsize n = rod->extent.n;
  const double tie = tie_of (rod);
  gsize below = 0, above;

  if (n == 0)
    return NAN;
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

/* As apply_value() to each, but in the order of the values: both counts only grow. */
static void
apply (const NqpNormalising *what, double *z)
{
  const gsize n_cells = what->n_regions * what->n_years, n = what->rod->extent.n;
  const double *sorted = what->rod->sorted, tie = tie_of (what->rod);
  g_autofree NqpSortItem *items = g_new (NqpSortItem, n_cells + 1);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, n_cells + 1);
  const gsize n_present = nqp_sort_present (what->x, n_cells, items, scratch);
  gsize below = 0, above = 0;

  for (gsize c = 0; c < n_cells; c++)
    z[c] = NAN;
  for (gsize k = 0; k < n_present; k++)
    {
      const double x = what->x[items[k].index];

      while (below < n && sorted[below] < x - tie)
        below++;
      while (above < n && sorted[above] <= x + tie)
        above++;
      z[items[k].index] = percentile_from (below, above, n, what->direction);
    }
}

static void
init (NqpRod *self, const NqpColumns *treated, int j)
{
  const double *x = treated->x[j];
  const gsize n_cells = treated->n_cells;
  /* what stays first, so that what goes leaves no holes between */
  double *sorted = self->sorted = g_atomic_rc_box_alloc (MAX (n_cells, 1) * sizeof (double));
  g_autofree NqpSortItem *items = g_new (NqpSortItem, n_cells + 1);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, n_cells + 1);
  const gsize n = nqp_sort_present (x, n_cells, items, scratch);

  for (gsize i = 0; i < n; i++)
    sorted[i] = x[items[i].index];
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const double n = (double)value->rod->extent.n;
  char place[NQP_NUMBER_SIZE], all[NQP_NUMBER_SIZE];

  nqp_explain_measure (out, "count", g_strdup (_ ("Values of all regions and years")), n, FALSE);
  out->formula = g_strdup (_ ("values that are no better, equal ones by half / all values"));
  out->numbers = g_strdup_printf ("%s / %s", nqp_number_to_screen_auto (value->z * n, place),
                                  nqp_number_to_screen_auto (n, all));
}

const NqpNormaliser nqp_normalise_percentile = {
  .choice = {
    .id = "percentile",
    .name = N_ ("Percentile, all years"),
    .phrase = N_ ("percentiles over all years"),
    .summary = N_ ("The share of all values of all years that lie below: distances do not count, order does"),
    .formula = "z = (n_below + n_equal / 2) / n",
    .traits = NQP_TRAIT_BENDS,
  },
  .init = init,
  .apply = apply,
  .apply_value = apply_value,
  .explain = explain,
};
