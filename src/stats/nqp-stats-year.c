/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

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

/* Something to be said in words beside the table. */
void
nqp_stats_note (const NqpStatRequest *request, const char *format, ...)
{
  va_list args;

  if (request->notes == NULL)
    return;
  va_start (args, format);
  g_ptr_array_add (request->notes, g_strdup_vprintf (format, args));
  va_end (args);
}
