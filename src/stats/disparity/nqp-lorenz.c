/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-stats-private.h"

static void
add_point (NqpTable *table, int year, double regions, double total)
{
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, year);
  nqp_table_set_number (table, 1, regions);
  nqp_table_set_number (table, 2, total);
}

/* From (0, 0) to (1, 1): what part of the sum the lowest regions have together. */
static void
add_curve (NqpTable *table, int year, double *y, int n)
{
  double all = 0, sum = 0;

  nqp_stats_sort (y, n);
  for (int i = 0; i < n; i++)
    all += y[i];
  add_point (table, year, 0, 0);
  for (int i = 0; i < n; i++)
    {
      sum += y[i];
      add_point (table, year, (i + 1.0) / n, sum / all);
    }
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const NqpScores *scores = request->scores;
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autofree double *y = g_new (double, MAX (scores->n_regions, 1));
  int first, last;

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "share_regions", _ ("Share of the regions"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "share_total", _ ("Share of the total"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    {
      const int n = nqp_stats_read_year (request, t, NULL, y);

      if (n == 0)
        continue;
      if (!nqp_stats_has_shares (request, t, y, n, error))
        return NULL;
      add_curve (table, scores->panel->years[t], y, n);
    }
  return g_steal_pointer (&table);
}

const NqpStatistic nqp_statistic_lorenz = {
  .name = "lorenz",
  .summary = N_ ("Lorenz curves: what share of the total the lowest regions have"),
  .columns = "year,share_regions,share_total",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
