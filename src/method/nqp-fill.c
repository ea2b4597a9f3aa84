/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "nqp-stages-private.h"

/* Fills gaps of column @j, which is the columns' own. */
typedef void (*Fill) (NqpColumns *columns, int j);

static inline void
put (NqpColumns *columns, int j, gsize cell, double value)
{
  columns->own_x[j][cell] = value;
  columns->own_state[j][cell] = NQP_CELL_IMPUTED;
}

/* On the straight line, by calendar years, between a region's nearest years that have a value; none beyond the ends. */
static void
fill_linear (NqpColumns *columns, int j)
{
  const NqpPanel *panel = columns->panel;
  const gsize n = (gsize)panel->n_regions;
  g_autofree int *last = g_new (int, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    last[i] = -1;
  for (int t = 0; t < panel->n_years; t++)
    for (gsize i = 0; i < n; i++)
      {
        double x0, x1;

        if (isnan (columns->x[j][(gsize)t * n + i]))
          continue;
        if (last[i] >= 0 && t - last[i] > 1)
          {
            x0 = columns->x[j][(gsize)last[i] * n + i];
            x1 = columns->x[j][(gsize)t * n + i];
            for (int g = last[i] + 1; g < t; g++)
              {
                double part = panel->years[g] - panel->years[last[i]];
                double whole = panel->years[t] - panel->years[last[i]];

                put (columns, j, (gsize)g * n + i, x0 + (x1 - x0) * part / whole);
              }
          }
        last[i] = t;
      }
}

/* The value of the nearest calendar year of the region that has one, also before its first and after its last; of two as near
 * the earlier. */
static void
fill_nearest (NqpColumns *columns, int j)
{
  const NqpPanel *panel = columns->panel;
  const gsize n = (gsize)panel->n_regions;
  g_autofree int *known = g_new (int, MAX (panel->n_years, 1));

  for (gsize i = 0; i < n; i++)
    {
      int n_known = 0, k = 0;

      for (int t = 0; t < panel->n_years; t++)
        if (!isnan (columns->x[j][(gsize)t * n + i]))
          known[n_known++] = t;
      if (n_known == 0 || n_known == panel->n_years)
        continue;
      for (int t = 0; t < panel->n_years; t++)
        {
          while (k + 1 < n_known
                 && abs (panel->years[known[k + 1]] - panel->years[t])
                        < abs (panel->years[known[k]] - panel->years[t]))
            k++;
          if (known[k] != t && (k + 1 == n_known || known[k + 1] != t))
            put (columns, j, (gsize)t * n + i, columns->x[j][(gsize)known[k] * n + i]);
        }
    }
}

/* @values come in another order. */
static double
median_of (double *values, gsize n)
{
  const double upper = gsl_stats_select (values, 1, n, n / 2);
  double lower;

  if (n % 2 == 1)
    return upper;
  lower = gsl_stats_select (values, 1, n, n / 2 - 1);
  return lower + 0.5 * (upper - lower);
}

/* The regions group by group; those of group g stand from starts[g] on, those without one after starts[n_groups]. */
static void
list_groups (const NqpPanel *panel, gsize *starts, gsize *regions)
{
  gsize place = 0;

  for (int group = 0; group < panel->n_groups; group++)
    {
      starts[group] = place;
      for (int i = 0; i < panel->n_regions; i++)
        if (panel->places[i].group == group)
          regions[place++] = (gsize)i;
    }
  starts[panel->n_groups] = place;
}

/* The median of the values that the regions of the same group have in the same year. A region without a group, and one whose
 * group has no value, keeps its gap. */
static void
fill_group_median (NqpColumns *columns, int j)
{
  const NqpPanel *panel = columns->panel;
  const gsize n = (gsize)panel->n_regions;
  g_autofree double *values = g_new (double, MAX (n, 1));
  g_autofree gsize *regions = g_new (gsize, MAX (n, 1));
  g_autofree gsize *starts = g_new (gsize, panel->n_groups + 1);

  list_groups (panel, starts, regions);
  for (int t = 0; t < panel->n_years; t++)
    for (int group = 0; group < panel->n_groups; group++)
      {
        const gsize row = (gsize)t * n, size = starts[group + 1] - starts[group];
        const gsize *members = regions + starts[group];
        gsize m = 0;
        double median;

        for (gsize k = 0; k < size; k++)
          if (!isnan (columns->x[j][row + members[k]]))
            values[m++] = columns->x[j][row + members[k]];
        if (m == 0 || m == size)
          continue;
        median = median_of (values, m);
        for (gsize k = 0; k < size; k++)
          if (isnan (columns->x[j][row + members[k]]))
            put (columns, j, row + members[k], median);
      }
}

static const Fill fills[NQP_N_MISSING] = {
  [NQP_MISSING_LEAVE] = NULL,
  [NQP_MISSING_LINEAR] = fill_linear,
  [NQP_MISSING_NEAREST] = fill_nearest,
  [NQP_MISSING_GROUP_MEDIAN] = fill_group_median,
};

/**
 * nqp_fill:
 *
 * Fills gaps as @how says; filled cells get the state %NQP_CELL_IMPUTED. A suspect cell is a gap until it is accepted.
 * Columns without gaps are shared. OECD/JRC Handbook (2008), step 3.
 *
 * Returns: (transfer full): @columns itself if there is nothing to do
 */
NqpColumns *
nqp_fill (NqpColumns *columns, NqpMissing how)
{
  NqpColumns *filled;

  if (fills[how] == NULL)
    return nqp_columns_ref (columns);
  filled = nqp_columns_copy (columns);
  for (int j = 0; j < filled->n; j++)
    {
      NqpExtent extent = nqp_extent (filled->x[j], filled->n_cells);

      if (extent.n == filled->n_cells || extent.n == 0)
        continue;
      nqp_columns_own (filled, j);
      fills[how](filled, j);
    }
  return filled;
}
