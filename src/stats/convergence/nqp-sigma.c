/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-stats-private.h"

/* The sample deviation; NaN of fewer than two. */
static double
deviation (const double *y, int n, double *out_mean)
{
  double mean = 0, squares = 0;

  for (int i = 0; i < n; i++)
    mean += y[i] / n;
  for (int i = 0; i < n; i++)
    squares += (y[i] - mean) * (y[i] - mean);
  *out_mean = mean;
  return n > 1 ? sqrt (squares / (n - 1)) : NAN;
}

static gboolean
add_year (NqpTable *table, const NqpStatRequest *request, int year, double *y, GError **error)
{
  const int name = request->scores->panel->years[year];
  const int n = nqp_stats_read_year (request, year, NULL, y);
  double mean, sd;
  int n_log = 0;

  if (n == 0)
    return TRUE;
  if (!nqp_stats_has_shares (request, year, y, n, error))
    return FALSE;
  if (n == 1)
    nqp_stats_note (request, _ ("%d: one region alone has a score, and there is no deviation"), name);
  sd = deviation (y, n, &mean);
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, name);
  nqp_table_set_number (table, 1, sd / mean);
  for (int i = 0; i < n; i++)
    if (y[i] > 0)
      y[n_log++] = log (y[i]);
  if (n_log < n)
    nqp_stats_note (request,
                    ngettext ("%d: %d region with the score 0 has no logarithm and is left out of sd_log",
                              "%d: %d regions with the score 0 have no logarithm and are left out of sd_log",
                              (gulong)(n - n_log)),
                    name, n - n_log);
  nqp_table_set_number (table, 2, deviation (y, n_log, &mean));
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autofree double *y = g_new (double, MAX (request->scores->n_regions, 1));
  int first, last;

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "cv", _ ("Coefficient of variation"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "sd_log", _ ("Deviation of logarithms"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    if (!add_year (table, request, t, y, error))
      return NULL;
  return g_steal_pointer (&table);
}

const NqpStatistic nqp_statistic_sigma = {
  .name = "sigma",
  .summary = N_ ("sigma convergence: whether regions come closer to each other"),
  .columns = "year,cv,sd_log",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
