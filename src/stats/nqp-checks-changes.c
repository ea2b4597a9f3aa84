/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks-private.h"

#include <glib/gi18n.h>

#include "nqp-number.h"

/* A change from one year to the next is measured against what the other regions did that year (their median), and that against how
 * much such differences vary in the series: their median absolute deviation, times 1.4826 to be the standard deviation of normal
 * ones (Hampel 1974; Rousseeuw and Croux 1993). Where all values have one sign, changes are ratios. A year in which most regions
 * change by the same power of ten is one in which the unit changed. */

#define USUAL 10         /* times the deviation: further is unusual; growth rates have heavy tails */
#define LEAST_RATIO 1.5  /* and a smaller ratio is none */
#define LEAST_CHANGES 12 /* of a series, to know what is usual */
#define LEAST_YEAR 5     /* changes of a year, to tell what all did */
#define ALIKE 0.3        /* ln, the deviation within a year in which all change as one */

typedef struct
{
  int region, year; /* the later one of the change */
  double change;    /* beyond that of the others, in deviations */
  NqpCheckKind kind;
} Change;

typedef struct
{
  NqpCheckSearch *all;
  const NqpPanel *panel;
  int series;
  gboolean ratios;
  double *differences; /* [year * n_regions + region]: from the year before, beyond the median; NaN = none */
  double *usual;       /* [year]: that median */
  double *spread;      /* [year]: deviation of the changes of that year */
  double deviation;
  GArray *found; /* Change */
} Search;

static double
value_at (const Search *self, int year, int region)
{
  return self->panel->values[nqp_panel_cell (self->panel, self->series, year, region)];
}

/* The scale on which changes are differences. */
static double
level_at (const Search *self, int year, int region)
{
  const double value = value_at (self, year, region);

  return self->ratios ? log (fabs (value)) : value;
}

static gboolean
have_one_sign (const Search *self)
{
  gboolean above = TRUE, below = TRUE;

  for (int t = 0; t < self->panel->n_years; t++)
    for (int i = 0; i < self->panel->n_regions; i++)
      {
        above = above && !(value_at (self, t, i) <= 0);
        below = below && !(value_at (self, t, i) >= 0);
      }
  return above || below;
}

/* FALSE: too few to know what is usual. */
static gboolean
measure (Search *self)
{
  const int n_regions = self->panel->n_regions, n_years = self->panel->n_years;
  const gsize n_cells = (gsize)n_regions * (gsize)n_years;
  g_autofree double *pool = g_new (double, n_cells + 1), *year = g_new (double, (gsize)n_regions + 1);
  gsize n_all = 0;

  for (int t = 1; t < n_years; t++)
    {
      double *row = self->differences + (gsize)t * (gsize)n_regions;
      gsize n = 0;
      double usual;

      for (int i = 0; i < n_regions; i++)
        {
          row[i] = level_at (self, t, i) - level_at (self, t - 1, i);
          if (isfinite (row[i]))
            pool[n_all + n++] = row[i];
        }
      usual = n_regions > 2 && n > 0 ? nqp_checks_median (pool + n_all, n) : 0;
      for (gsize k = 0; k < n; k++)
        year[k] = pool[n_all + k] = fabs (pool[n_all + k] - usual);
      for (int i = 0; i < n_regions; i++)
        row[i] -= usual;
      self->usual[t] = usual;
      self->spread[t] = n >= LEAST_YEAR ? 1.4826 * nqp_checks_median (year, n) : INFINITY;
      n_all += n;
    }
  self->deviation = 1.4826 * nqp_checks_median (pool, n_all);
  return n_all >= LEAST_CHANGES && self->deviation > 0;
}

static gboolean
is_unusual (const Search *self, int year, int region)
{
  const double d = self->differences[(gsize)year * (gsize)self->panel->n_regions + (gsize)region];

  return fabs (d) > USUAL * self->deviation && (!self->ratios || fabs (d) > log (LEAST_RATIO));
}

/* What the change of that year is, if it is unusual at all: one that is taken back the year after is a value that stands alone. */
static void
look_at (Search *self, int year, int region)
{
  const int n_regions = self->panel->n_regions;
  const double *d = self->differences + (gsize)year * (gsize)n_regions + region;
  Change change = { region, year, *d / self->deviation, NQP_CHECK_BREAK };

  if (!is_unusual (self, year, region))
    return;
  if (year > 1 && is_unusual (self, year - 1, region) && d[0] * d[-n_regions] < 0
      && fabs (d[0] + d[-n_regions]) < fabs (d[0]) / 2)
    return; /* the way back of the change before */
  if (year + 1 < self->panel->n_years && is_unusual (self, year + 1, region) && d[0] * d[n_regions] < 0
      && fabs (d[0] + d[n_regions]) < fabs (d[0]) / 2)
    change.kind = NQP_CHECK_JUMP;
  if (self->ratios && nqp_checks_power (exp (*d)) != 0)
    change.kind = NQP_CHECK_UNIT;
  g_array_append_val (self->found, change);
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const double x = fabs (((const Change *)a)->change), y = fabs (((const Change *)b)->change);

  return (x < y) - (x > y);
}

static void
tell (const Search *self, const Change *change)
{
  const NqpPanel *panel = self->panel;
  NqpCheck check = NQP_CHECK (change->kind);
  char before[NQP_NUMBER_SIZE], now[NQP_NUMBER_SIZE];
  const double old = value_at (self, change->year - 1, change->region);
  const char *was = nqp_number_to_screen_auto (old, before);
  const char *name = nqp_panel_place_name (panel, change->region, self->all->lang);
  const int year = panel->years[change->year];
  const double times = fabs (change->change);
  const char *is;

  check.series = self->series;
  check.region = change->region;
  check.year = change->year;
  check.found = value_at (self, change->year, change->region);
  check.expected = self->ratios ? old * exp (self->usual[change->year]) : old + self->usual[change->year];
  is = nqp_number_to_screen_auto (check.found, now);
  if (change->kind == NQP_CHECK_UNIT)
    check.what = g_strdup_printf (_ ("%s: from %s to %s in %d, about a power of ten beyond what others did; "
                                     "expected one unit in all years"),
                                  name, was, is, year);
  else if (change->kind == NQP_CHECK_JUMP)
    check.what = g_strdup_printf (
        _ ("%s: %s in %d after %s, and back the year after; %.0f times the usual difference"), name, is, year,
        was, times);
  else
    check.what = g_strdup_printf (_ ("%s: from %s to %s in %d; %.0f times the usual difference"), name, was,
                                  is, year, times);
  check.where = nqp_checks_cell (panel, self->series, change->year, change->region);
  nqp_checks_add (self->all, check);
}

/* Accepted ones do not take the place of others. */
static gboolean
is_accepted (const Search *self, const Change *change)
{
  g_autofree char *where = NULL;

  if (g_hash_table_size (self->all->accepted) == 0)
    return FALSE;
  where = nqp_checks_cell (self->panel, self->series, change->year, change->region);
  return nqp_checks_accepted (self->all, change->kind, where, value_at (self, change->year, change->region))
         != NULL;
}

static void
tell_all (Search *self)
{
  guint n_told = 0, n_more = 0;

  g_array_sort (self->found, compare_changes);
  for (guint k = 0; k < self->found->len; k++)
    {
      const Change *change = &g_array_index (self->found, Change, k);
      const gboolean accepted = is_accepted (self, change);

      if (accepted || n_told < self->all->most)
        tell (self, change);
      else
        n_more++;
      n_told += accepted ? 0 : 1;
    }
  if (n_more > 0)
    {
      NqpCheck check = NQP_CHECK (NQP_CHECK_BREAK);

      check.series = self->series;
      check.n_more = (int)n_more;
      check.where = g_strdup (self->panel->series[self->series].code);
      check.what = g_strdup_printf (
          ngettext ("%u more unusual change", "%u more unusual changes", (gulong)n_more), n_more);
      nqp_checks_add (self->all, check);
    }
}

/* Years in which the unit of all regions changed: they change by one power of ten, and as one. */
static void
look_at_years (Search *self)
{
  const NqpPanel *panel = self->panel;

  for (int t = 1; t < panel->n_years; t++)
    {
      const int power = self->spread[t] < ALIKE ? nqp_checks_power (exp (self->usual[t])) : 0;
      NqpCheck check = NQP_CHECK (NQP_CHECK_UNIT);

      if (power == 0)
        continue;
      check.series = self->series;
      check.year = t;
      check.where = g_strdup_printf ("%s/%d", panel->series[self->series].code, panel->years[t]);
      check.what = g_strdup_printf (
          _ ("nearly all values change by a factor of about %g in %d; expected one unit in all years"),
          pow (10, power), panel->years[t]);
      nqp_checks_add (self->all, check);
    }
}

static void
look_at_series (Search *self)
{
  const NqpPanel *panel = self->panel;
  gboolean known;

  self->ratios = have_one_sign (self);
  g_array_set_size (self->found, 0);
  known = measure (self);
  if (self->ratios)
    look_at_years (self);
  if (!known)
    return;
  for (int i = 0; i < panel->n_regions; i++)
    for (int t = 1; t < panel->n_years; t++)
      look_at (self, t, i);
  tell_all (self);
}

void
nqp_checks_changes (NqpCheckSearch *self)
{
  const NqpPanel *panel = self->panel;
  Search search = { self, panel };

  if (panel->n_years < 2)
    return;
  search.differences = g_new (double, (gsize)panel->n_regions *(gsize)panel->n_years);
  search.usual = g_new0 (double, panel->n_years);
  search.spread = g_new0 (double, panel->n_years);
  search.found = g_array_new (FALSE, FALSE, sizeof (Change));
  for (search.series = 0; search.series < panel->n_series; search.series++)
    look_at_series (&search);
  g_free (search.differences);
  g_free (search.usual);
  g_free (search.spread);
  g_array_unref (search.found);
}
