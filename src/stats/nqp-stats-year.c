/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-stats-private.h"

/* The years that are asked for, as positions. */
void
nqp_stats_years (const NqpStatRequest *request, int *out_first, int *out_last)
{
  *out_first = MAX (request->year, 0);
  *out_last = request->year >= 0 ? request->year : request->scores->n_years - 1;
}

/**
 * nqp_stats_read_year:
 * @out_regions: (out) (nullable): n_regions positions
 * @out_y: (out): n_regions numbers
 *
 * Returns: how many regions have a score at the measure in @year; they are the first of both arrays, in the order of the panel.
 *   A year without any is noted
 */
int
nqp_stats_read_year (const NqpStatRequest *request, int year, int *out_regions, double *out_y)
{
  const NqpScores *scores = request->scores;
  int n = 0;

  for (int i = 0; i < scores->n_regions; i++)
    {
      const double y = nqp_scores_get (scores, request->measure, year, i);

      if (isnan (y))
        continue;
      if (out_regions != NULL)
        out_regions[n] = i;
      out_y[n++] = y;
    }
  if (n == 0)
    nqp_stats_note (request, _ ("%d: no region has a score"), scores->panel->years[year]);
  return n;
}

/**
 * nqp_stats_has_shares:
 *
 * Returns: %FALSE with %NQP_STATS_ERROR_METHOD if the scores cannot be shares of a whole: some are below 0, or all are 0
 */
gboolean
nqp_stats_has_shares (const NqpStatRequest *request, int year, const double *y, int n, GError **error)
{
  const NqpScores *scores = request->scores;
  const char *id = scores->tree->nodes[request->measure].id;
  double sum = 0;

  for (int i = 0; i < n; i++)
    {
      if (y[i] < 0)
        {
          g_set_error (
              error, NQP_STATS_ERROR, NQP_STATS_ERROR_METHOD,
              _ ("%d: scores of '%s' are below 0, and no share of a whole can be told of them; choose a "
                 "normalisation without numbers below 0, such as minmax"),
              scores->panel->years[year], id);
          return FALSE;
        }
      sum += y[i];
    }
  if (n > 0 && !(sum > 0))
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                   _ ("%d: all scores of '%s' are 0, and there is nothing to be shared"),
                   scores->panel->years[year], id);
      return FALSE;
    }
  return TRUE;
}

/* @group: -1 = without a group, which counts as one more. */
const char *
nqp_stats_group_name (const NqpPanel *panel, int group)
{
  return group >= 0 && group < panel->n_groups ? nqp_text_get (&panel->groups[group], NQP_LANG_EN) : "";
}

void
nqp_stats_add_year (NqpTable *table)
{
  nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
}

void
nqp_stats_add_region (NqpTable *table)
{
  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
}

/* "2016: words", or "2016–2018: words": the words, and the last year; NULL if it begins otherwise. */
static const char *
split_years (const char *note, int *out_year)
{
  const char *p = note;
  char *end;

  do
    {
      *out_year = (int)strtol (p, &end, 10);
      if (end == p)
        return NULL;
      p = end + (g_str_has_prefix (end, "–") ? strlen ("–") : 0);
    }
  while (p != end);
  return g_str_has_prefix (p, ": ") ? p : NULL;
}

/* The same of one year after the other is said once; NULL: it is not the same. */
static char *
join_years (const char *before, const char *note)
{
  int last, year, first = (int)strtol (before, NULL, 10);
  const char *a = split_years (before, &last), *b = split_years (note, &year);

  if (a == NULL || b == NULL || !g_str_equal (a, b) || year <= last)
    return NULL;
  return g_strdup_printf ("%d–%d%s", first, year, b);
}

/* Something to be said in words beside the table; of a year, it begins with "%d: ". Years come one after the other. */
void
nqp_stats_note (const NqpStatRequest *request, const char *format, ...)
{
  GPtrArray *notes = request->notes;
  char *note, *joined;
  va_list args;

  if (notes == NULL)
    return;
  va_start (args, format);
  note = g_strdup_vprintf (format, args);
  va_end (args);
  joined = notes->len > 0 ? join_years (notes->pdata[notes->len - 1], note) : NULL;
  if (joined != NULL)
    {
      g_ptr_array_set_size (notes, (int)notes->len - 1);
      g_free (note);
    }
  g_ptr_array_add (notes, joined != NULL ? joined : note);
}
