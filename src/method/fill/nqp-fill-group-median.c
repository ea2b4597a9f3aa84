/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "nqp-fill-private.h"

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
apply (NqpColumns *columns, int j)
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
            nqp_fill_put (columns, j, row + members[k], median);
      }
}

static char *
explain (const char *indicator, int year, const char *group)
{
  /* Translators: name of an indicator, year, group of regions */
  return g_strdup_printf (_ ("%s: missing in %d, the median of the group “%s”"), indicator, year, group);
}

const NqpFiller nqp_fill_group_median = {
  .choice = {
    .id = "group-median",
    .name = N_ ("Median of the group"),
    .phrase = N_ ("gaps from the group's median"),
    .summary = N_ ("A gap takes the middle value of the region's group in the same year"),
    .formula = "x = median_g(t) x",
  },
  .apply = apply,
  .explain = explain,
};
