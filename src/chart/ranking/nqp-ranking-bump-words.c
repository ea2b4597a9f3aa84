/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-ranking-bump-private.h"

/* ranking.bump in words and numbers. */

int
nqp_bump_rank (const NqpView *view, int year, int region)
{
  return nqp_scores_rank (view->scores, view->measure, year, region);
}

int
nqp_bump_last_rank (const NqpView *view)
{
  int last = 0;

  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      last = MAX (last, nqp_bump_rank (view, t, i));
  return last;
}

gboolean
nqp_bump_change (const NqpView *view, int region, int *out_first, int *out_last, int *out_gained)
{
  *out_first = *out_last = -1;
  for (int t = 0; t < view->scores->n_years; t++)
    if (nqp_bump_rank (view, t, region) > 0)
      {
        *out_first = *out_first < 0 ? t : *out_first;
        *out_last = t;
      }
  if (*out_first < 0 || *out_first == *out_last)
    return FALSE;
  *out_gained = nqp_bump_rank (view, *out_first, region) - nqp_bump_rank (view, *out_last, region);
  return TRUE;
}

char *
nqp_bump_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  const NqpPanel *panel = view->scores->panel;

  if (view->scores->n_years < 2)
    /* Translators: name of a measure, a year */
    return g_strdup_printf (_ ("Ranks by %s, %d"), name, nqp_parts_year (view));
  /* Translators: name of a measure, first and last year */
  return g_strdup_printf (_ ("Ranks by %s, %d–%d"), name, panel->years[0],
                          panel->years[view->scores->n_years - 1]);
}

char *
nqp_bump_subtitle (const NqpView *view)
{
  const int j = view->scores->tree->nodes[view->measure].indicator;
  GString *out = g_string_new (NULL);

  if (j >= 0)
    g_string_append (out, view->scores->panel->indicators[j].direction < 0
                              ? _ ("Ranks of each year; less is better")
                              : _ ("Ranks of each year; more is better"));
  else
    {
      g_autofree char *method = nqp_view_method_line (view);

      g_string_append_printf (out, _ ("Ranks of each year; %s"), method);
    }
  if (view->scores->n_regions > NQP_BUMP_MANY)
    g_string_append (out, _ ("; only chosen regions have lines"));
  return g_string_free (out, FALSE);
}

/* On a page: a row a region, a column a year. */
static NqpTable *
years_table (const NqpView *view, NqpTableUse use)
{
  const NqpScores *scores = view->scores;
  NqpTable *table = nqp_parts_table_new (use);
  int first = -1, change;

  nqp_parts_table_show_region (table, view, -1);
  for (int t = 0; t < scores->n_years; t++)
    {
      g_autofree char *year = g_strdup_printf ("%d", scores->panel->years[t]);
      const int column = nqp_table_add_column (table, year, NULL, NULL, NQP_COLUMN_INTEGER, 0);

      nqp_table_show (table, column, (NqpLook){ .chars = 4, .node = view->measure + 1, .year = t + 1 });
      if (t == 0)
        first = column;
    }
  change = nqp_table_add_column (table, "gained", _ ("Places gained"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_show (table, change, (NqpLook){ .chars = 6, .descending = TRUE, .node = view->measure + 1 });
  nqp_table_set_sort (table, first + view->year);
  for (int i = 0; i < scores->n_regions; i++)
    {
      int from, to, gained;

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      for (int t = 0; t < scores->n_years; t++)
        nqp_parts_table_rank (table, first + t, nqp_bump_rank (view, t, i));
      nqp_table_set_number (table, change,
                            nqp_bump_change (view, i, &from, &to, &gained) ? (double)gained : (double)NAN);
    }
  return table;
}

NqpTable *
nqp_bump_table (const NqpView *view, NqpTableUse use)
{
  g_autofree char *name = nqp_view_measure_name (view);
  NqpTable *table;
  int year, rank, value;

  if ((use & NQP_TABLE_PAGE) != 0)
    return years_table (view, use);
  table = nqp_parts_table_new (use);
  year = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  rank = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  value = nqp_table_add_column (table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                nqp_view_decimals (view));
  for (int i = 0; i < view->scores->n_regions; i++)
    for (int t = 0; t < view->scores->n_years; t++)
      {
        nqp_table_add_row (table);
        nqp_parts_table_region (table, view, i);
        nqp_table_set_number (table, year, view->scores->panel->years[t]);
        nqp_parts_table_rank (table, rank, nqp_bump_rank (view, t, i));
        nqp_table_set_number (table, value, nqp_view_value (view, t, i));
      }
  return table;
}

static void
say_most (GString *out, const NqpView *view, int sign)
{
  int best = -1, most = 0, first, last, gained;

  for (int i = 0; i < view->scores->n_regions; i++)
    if (nqp_bump_change (view, i, &first, &last, &gained) && sign * gained > most)
      {
        most = sign * gained;
        best = i;
      }
  if (best < 0)
    return;
  if (sign > 0)
    nqp_parts_say (out, ngettext ("Most places gained: %s, %d.", "Most places gained: %s, %d.", (gulong)most),
                   nqp_view_region_name (view, best), most);
  else
    nqp_parts_say (out, ngettext ("Most places lost: %s, %d.", "Most places lost: %s, %d.", (gulong)most),
                   nqp_view_region_name (view, best), most);
}

char *
nqp_bump_summary (const NqpView *view)
{
  g_autofree char *title = nqp_bump_title (view);
  const NqpPanel *panel = view->scores->panel;
  GString *out = g_string_new (NULL);
  int series[NQP_MAX_COMPARED + 1], first, last, gained;
  const int n = nqp_parts_series (view, series);

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  for (int k = 0; k < MIN (n, 3); k++)
    if (series[k] >= 0 && nqp_bump_change (view, series[k], &first, &last, &gained))
      nqp_parts_say (out, _ ("%s: rank %d in %d, rank %d in %d."), nqp_view_region_name (view, series[k]),
                     nqp_bump_rank (view, first, series[k]), panel->years[first],
                     nqp_bump_rank (view, last, series[k]), panel->years[last]);
  say_most (out, view, 1);
  say_most (out, view, -1);
  return g_string_free (out, FALSE);
}

char *
nqp_bump_tooltip (const NqpView *view, NqpDatum datum)
{
  int first, last, gained;

  if (datum.region < 0 || datum.year >= 0 || !nqp_bump_change (view, datum.region, &first, &last, &gained))
    return datum.region >= 0 ? nqp_view_tooltip (view, datum.region,
                                                 datum.year >= 0 ? datum.year : view->year, view->measure)
                             : NULL;
  return g_strdup_printf (_ ("%s\nrank %d in %d, rank %d in %d"), nqp_view_region_name (view, datum.region),
                          nqp_bump_rank (view, first, datum.region), view->scores->panel->years[first],
                          nqp_bump_rank (view, last, datum.region), view->scores->panel->years[last]);
}
