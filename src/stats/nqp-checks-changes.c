/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-checks.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "nqp-number.h"

/* A change from one year to the next is measured against what the other regions did that year (their median), and that against how
 * much such differences vary in the series: their median absolute deviation, times 1.4826 to be the standard deviation of normal
 * ones (Hampel 1974; Rousseeuw and Croux 1993). Where all values have one sign, changes are ratios. */

#define USUAL 10         /* times the deviation: further is unusual; growth rates have heavy tails */
#define LEAST_RATIO 1.5  /* and a smaller ratio is none */
#define LEAST_CHANGES 12 /* of a series, to know what is usual */
#define UNIT_SLACK 0.05  /* of log10, how far from a power of ten a change of unit may be */
#define MOST 5           /* of a series; the rest is counted */

typedef struct
{
  int region, year; /* the later one of the change */
  double change;    /* beyond that of the others, in deviations */
  NqpCheckKind kind;
} Change;

typedef struct
{
  const NqpPanel *panel;
  NqpLang lang;
  int series;
  gboolean ratios;
  double *
      differences; /* [year * n_regions + region]: from the year before, NaN = none; later beyond the median */
  double deviation;
  GArray *found; /* Change */
} Search;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* Of the @n values, which are sorted. */
static double
median_of (double *values, gsize n)
{
  if (n == 0)
    return NAN;
  qsort (values, n, sizeof (double), compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

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
  g_autofree double *pool = g_new (double, (gsize)n_regions *(gsize)n_years + 1);
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
      usual = n_regions > 2 ? median_of (pool + n_all, n) : 0;
      for (gsize k = 0; k < n; k++)
        pool[n_all + k] = fabs (pool[n_all + k] - usual);
      for (int i = 0; i < n_regions; i++)
        row[i] -= usual;
      n_all += n;
    }
  self->deviation = 1.4826 * median_of (pool, n_all);
  return n_all >= LEAST_CHANGES && self->deviation > 0;
}

/* The power of ten that the value is of those around it, 0 if it is none. */
static int
power_of (double ratio)
{
  const double power = log10 (ratio);
  const double whole = round (power);

  return fabs (whole) >= 1 && fabs (whole) <= 4 && fabs (power - whole) <= UNIT_SLACK ? (int)whole : 0;
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
  if (self->ratios && power_of (exp (*d)) != 0)
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
tell (const Search *self, GPtrArray *list, const Change *change)
{
  const NqpPanel *panel = self->panel;
  char before[NQP_NUMBER_SIZE], now[NQP_NUMBER_SIZE];
  const char *was = nqp_number_to_screen_auto (value_at (self, change->year - 1, change->region), before);
  const char *is = nqp_number_to_screen_auto (value_at (self, change->year, change->region), now);
  const char *name = nqp_panel_place_name (panel, change->region, self->lang);
  const int year = panel->years[change->year];
  const double times = fabs (change->change);
  char *what;

  if (change->kind == NQP_CHECK_UNIT)
    what = g_strdup_printf (_ ("%s: from %s to %s in %d, about a power of ten beyond what others did; "
                               "expected one unit in all years"),
                            name, was, is, year);
  else if (change->kind == NQP_CHECK_JUMP)
    what = g_strdup_printf (
        _ ("%s: %s in %d after %s, and back the year after; %.0f times the usual difference"), name, is, year,
        was, times);
  else
    what = g_strdup_printf (_ ("%s: from %s to %s in %d; %.0f times the usual difference"), name, was, is,
                            year, times);
  nqp_checks_add (list, change->kind, self->series, change->region, change->year,
                  g_strdup_printf ("%s/%d/%s", panel->series[self->series].code, year,
                                   panel->places[change->region].code),
                  what);
}

static void
look_at_series (Search *self, GPtrArray *list)
{
  const NqpPanel *panel = self->panel;

  self->ratios = have_one_sign (self);
  g_array_set_size (self->found, 0);
  if (!measure (self))
    return;
  for (int i = 0; i < panel->n_regions; i++)
    for (int t = 1; t < panel->n_years; t++)
      look_at (self, t, i);
  g_array_sort (self->found, compare_changes);
  for (guint k = 0; k < MIN (self->found->len, MOST); k++)
    tell (self, list, &g_array_index (self->found, Change, k));
  if (self->found->len > MOST)
    nqp_checks_add (list, NQP_CHECK_BREAK, self->series, -1, -1, g_strdup (panel->series[self->series].code),
                    g_strdup_printf (ngettext ("%u more unusual change", "%u more unusual changes",
                                               (gulong)(self->found->len - MOST)),
                                     self->found->len - MOST));
}

void
nqp_checks_changes (GPtrArray *list, const NqpPanel *panel, NqpLang lang)
{
  Search search = { panel, lang };

  if (panel->n_years < 2)
    return;
  search.differences = g_new (double, (gsize)panel->n_regions *(gsize)panel->n_years);
  search.found = g_array_new (FALSE, FALSE, sizeof (Change));
  for (search.series = 0; search.series < panel->n_series; search.series++)
    look_at_series (&search, list);
  g_free (search.differences);
  g_array_unref (search.found);
}
