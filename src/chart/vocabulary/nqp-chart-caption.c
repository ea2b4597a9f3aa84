/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-caption.h"
#include "nqp-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static int
year_of (const NqpView *view, int t)
{
  return view->scores->panel->years[t];
}

/* A difference in what the measure is shown in; NULL where it would be shown as nothing. */
static char *
difference (const NqpView *view, double value)
{
  const char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_view_unit (view) : "";
  const double power = pow (10, nqp_view_decimals (view));
  char number[NQP_NUMBER_SIZE];

  if (round (fabs (value) * power) == 0)
    return NULL;
  nqp_number_to_screen (fabs (value), nqp_view_decimals (view), number);
  if (g_strcmp0 (unit, "%") == 0)
    return g_strdup_printf (_ ("%s percentage points"), number);
  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s\xc2\xa0%s", number, unit) : g_strdup (number);
}

static int
rank_in (const NqpView *view, int t, int region)
{
  return nqp_scores_rank (view->scores, view->measure, t, region);
}

/* The one that is first, -1 if there is none or there are several. */
static int
find_first (const NqpView *view, int t)
{
  int first = -1;

  for (int i = 0; i < view->scores->n_regions; i++)
    if (rank_in (view, t, i) == 1)
      {
        if (first >= 0)
          return -1;
        first = i;
      }
  return first;
}

static void
say_since (const NqpView *view, int leader, GString *out)
{
  int since = view->year, before;

  while (since > 0 && find_first (view, since - 1) == leader)
    since--;
  before = since > 0 ? find_first (view, since - 1) : -1;
  if (since < view->year && before >= 0)
    nqp_parts_say (out, _ ("It has been first since %d; in %d it was %s."), year_of (view, since),
                   year_of (view, since - 1), nqp_view_region_name (view, before));
  else if (since < view->year && since == 0)
    nqp_parts_say (out, _ ("It has been first in every year since %d."), year_of (view, since));
  else if (since < view->year)
    nqp_parts_say (out, _ ("It has been first since %d."), year_of (view, since));
  else if (before >= 0)
    nqp_parts_say (out, _ ("In %d %s was first."), year_of (view, since - 1),
                   nqp_view_region_name (view, before));
}

void
nqp_caption_lead (const NqpView *view, GString *out)
{
  const int n = view->scores->n_years > 0 ? nqp_scores_n_ranked (view->scores, view->measure, view->year) : 0;
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  g_autofree char *value = NULL, *ahead = NULL;
  const char *name, *second;
  int n_first = 0;

  if (n == 0)
    return;
  nqp_view_order (view, order);
  name = nqp_view_region_name (view, order[0]);
  value = nqp_view_value_text (view, view->year, order[0]);
  while (n_first < n && rank_in (view, view->year, order[n_first]) == 1)
    n_first++;
  if (n == 1)
    {
      nqp_parts_say (out, _ ("%s alone has a figure in %d: %s."), name, year_of (view, view->year), value);
      return;
    }
  second = nqp_view_region_name (view, order[1]);
  if (n_first == 2)
    nqp_parts_say (out, _ ("%s and %s share the first place in %d with %s."), name, second,
                   year_of (view, view->year), value);
  else if (n_first > 2)
    nqp_parts_say (out, _ ("%d regions share the first place in %d with %s."), n_first,
                   year_of (view, view->year), value);
  if (n_first > 1)
    return;
  ahead = difference (view, nqp_view_value (view, view->year, order[0])
                                - nqp_view_value (view, view->year, order[1]));
  if (ahead != NULL)
    /* Translators: a region, a year, its value, a difference, the second region */
    nqp_parts_say (out, _ ("%s leads in %d with %s, %s ahead of %s."), name, year_of (view, view->year),
                   value, ahead, second);
  else
    nqp_parts_say (out, _ ("%s leads in %d with %s, narrowly ahead of %s."), name, year_of (view, view->year),
                   value, second);
  say_since (view, order[0], out);
}

void
nqp_caption_behind (const NqpView *view, GString *out)
{
  const int n = view->scores->n_years > 0 ? nqp_scores_n_ranked (view->scores, view->measure, view->year) : 0;
  const int rank
      = n > 0 && nqp_parts_has_region (view, view->focus) ? rank_in (view, view->year, view->focus) : 0;
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  g_autofree char *behind = NULL;

  if (rank <= 1)
    return;
  nqp_view_order (view, order);
  behind = difference (view, nqp_view_value (view, view->year, order[0])
                                 - nqp_view_value (view, view->year, view->focus));
  if (behind != NULL)
    /* Translators: a region, its rank, the number of regions, a difference */
    nqp_parts_say (out, _ ("%s has rank %d of %d, %s behind the first."),
                   nqp_view_region_name (view, view->focus), rank, n, behind);
  else
    nqp_parts_say (out, _ ("%s has rank %d of %d."), nqp_view_region_name (view, view->focus), rank, n);
}

static double
value_of (const NqpView *view, int t, int region)
{
  double sum = 0;
  int n = 0;

  if (region >= 0)
    return nqp_view_value (view, t, region);
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      const double value = nqp_view_value (view, t, i);

      if (isfinite (value))
        {
          sum += value;
          n++;
        }
    }
  return n > 0 ? sum / n : NAN;
}

void
nqp_caption_change (const NqpView *view, int region, GString *out)
{
  const char *name = region >= 0 ? nqp_view_region_name (view, region) : _ ("The mean of all regions");
  char from[NQP_NUMBER_SIZE], to[NQP_NUMBER_SIZE];
  g_autofree char *by = NULL;
  int first = -1, last = -1;
  double change;

  for (int t = 0; t < view->scores->n_years; t++)
    if (isfinite (value_of (view, t, region)))
      {
        first = first < 0 ? t : first;
        last = t;
      }
  if (first < 0 || first == last)
    return;
  change = value_of (view, last, region) - value_of (view, first, region);
  by = difference (view, change);
  nqp_number_to_screen (value_of (view, first, region), nqp_view_decimals (view), from);
  nqp_number_to_screen (value_of (view, last, region), nqp_view_decimals (view), to);
  if (by == NULL)
    /* Translators: a region or the mean, a year, a year, a value */
    nqp_parts_say (out, _ ("%s was the same in %d and %d: %s."), name, year_of (view, first),
                   year_of (view, last), to);
  else
    /* Translators: a region or the mean, a value, a year, a value, a year, a difference */
    nqp_parts_say (out,
                   change > 0 ? _ ("%s rose from %s in %d to %s in %d, by %s.")
                              : _ ("%s fell from %s in %d to %s in %d, by %s."),
                   name, from, year_of (view, first), to, year_of (view, last), by);
}
