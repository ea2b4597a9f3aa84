/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks-private.h"

#include <glib/gi18n.h>

/* A region in another unit than the others, in all years: its level (the median of the logarithms of its values) lies far from
 * those of the others, measured in their median absolute deviation x 1.4826, and far from where the region stands in the other
 * series; divided by a power of ten it is one of them. Sizes of regions differ by much, so that "far" is further than for changes. */

#define FAR 6           /* deviations */
#define NEAR 2          /* deviations, once it is divided by the power of ten */
#define LEAST_REGIONS 8 /* to know what levels are like */
#define LEAST_SERIES 3  /* to know where a region stands otherwise */

typedef struct
{
  NqpCheckSearch *all;
  double *levels;    /* [series * n_regions + region]: in deviations from the middle; NaN: none */
  double *middle;    /* [series]: NaN: no ratios, or too few */
  double *deviation; /* [series] */
  double *pool;
} Search;

/* Median logarithm of the region's values; NaN if there is none, infinite where one has no logarithm. */
static double
level_of (const Search *self, int series, int region)
{
  const NqpPanel *panel = self->all->panel;
  gsize n = 0;

  for (int t = 0; t < panel->n_years; t++)
    {
      const double value = panel->values[nqp_panel_cell (panel, series, t, region)];

      if (value <= 0)
        return -INFINITY;
      if (value > 0)
        self->pool[n++] = log (value);
    }
  return nqp_checks_median (self->pool, n);
}

static void
measure (Search *self, int series)
{
  const int n_regions = self->all->panel->n_regions;
  double *levels = self->levels + (gsize)series * (gsize)n_regions;
  gsize n = 0;

  self->middle[series] = NAN;
  for (int i = 0; i < n_regions; i++)
    {
      levels[i] = level_of (self, series, i);
      if (isinf (levels[i])) /* not all values have one sign: levels are no ratios */
        {
          for (int k = 0; k < n_regions; k++)
            levels[k] = NAN;
          return;
        }
    }
  for (int i = 0; i < n_regions; i++)
    if (!isnan (levels[i]))
      self->pool[n++] = levels[i];
  if (n < LEAST_REGIONS)
    return;
  self->middle[series] = nqp_checks_median (self->pool, n);
  self->deviation[series] = nqp_checks_mad (self->pool, n, self->middle[series]);
  for (int i = 0; i < n_regions; i++)
    levels[i]
        = self->deviation[series] > 0 ? (levels[i] - self->middle[series]) / self->deviation[series] : NAN;
}

/* Where the region stands in most series; 0 if there are too few to tell. */
static double
place_of (const Search *self, int region)
{
  const NqpPanel *panel = self->all->panel;
  gsize n = 0;

  for (int s = 0; s < panel->n_series; s++)
    if (!isnan (self->middle[s]))
      {
        const double level = self->levels[(gsize)s * (gsize)panel->n_regions + (gsize)region];

        if (!isnan (level))
          self->pool[n++] = level;
      }
  return n >= LEAST_SERIES ? nqp_checks_median (self->pool, n) : 0;
}

static void
look_at (const Search *self, int series, int region, double place)
{
  const NqpPanel *panel = self->all->panel;
  const double level = self->levels[(gsize)series * (gsize)panel->n_regions + (gsize)region];
  const double powers = level * self->deviation[series] / G_LN10;
  const int power = (int)CLAMP (round (powers), -4, 4);
  NqpCheck check = NQP_CHECK (NQP_CHECK_UNIT);

  if (isnan (level) || power == 0 || fabs (level) < FAR || fabs (level - place) < FAR
      || fabs (powers - power) * G_LN10 > NEAR * self->deviation[series])
    return;
  check.series = series;
  check.region = region;
  check.where = g_strdup_printf ("%s/%s", panel->series[series].code, panel->places[region].code);
  check.what = g_strdup_printf (
      _ ("%s: the values are about %g times those of the middle region in all years, and far from "
         "all others; expected the unit of the others"),
      nqp_panel_place_name (panel, region, self->all->lang), pow (10, powers));
  nqp_checks_add (self->all, check);
}

void
nqp_checks_levels (NqpCheckSearch *self)
{
  const NqpPanel *panel = self->panel;
  const gsize n_levels = (gsize)panel->n_series * (gsize)panel->n_regions;
  Search search = { self };

  search.levels = g_new (double, n_levels + 1);
  search.middle = g_new (double, panel->n_series + 1);
  search.deviation = g_new0 (double, panel->n_series + 1);
  search.pool = g_new (double, MAX (MAX (panel->n_years, panel->n_regions), panel->n_series) + 1);
  for (int s = 0; s < panel->n_series; s++)
    measure (&search, s);
  for (int i = 0; i < panel->n_regions; i++)
    {
      const double place = place_of (&search, i);

      for (int s = 0; s < panel->n_series; s++)
        if (!isnan (search.middle[s]))
          look_at (&search, s, i, place);
    }
  g_free (search.levels);
  g_free (search.middle);
  g_free (search.deviation);
  g_free (search.pool);
}
