/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-theil.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-stats-private.h"

/* x ln x, which is 0 at 0. */
static double
entropy_of (double x)
{
  return x > 0 ? x * log (x) : 0;
}

/**
 * nqp_theil:
 * @y: @n numbers of 0 and more, not all 0
 *
 * T = (1/n) sum (y/m) ln (y/m); between = sum s_g ln (s_g / p_g), with s_g a group's share of the sum and p_g its share of the
 * regions; within = sum s_g T_g, where a group of zeros adds nothing.
 */
void
nqp_theil (const double *y, const int *group, int n, int n_groups, double *out_total, double *out_within,
           double *out_between)
{
  g_autofree double *count = g_new0 (double, n_groups), *sum = g_new0 (double, n_groups);
  double all = 0, total = 0, within = 0, between = 0;

  for (int i = 0; i < n; i++)
    {
      count[group[i]]++;
      sum[group[i]] += y[i];
      all += y[i];
    }
  for (int i = 0; i < n; i++)
    {
      const double mean = sum[group[i]] / count[group[i]];

      total += entropy_of (y[i] * n / all) / n;
      if (mean > 0) /* s_g T_g = sum (y/m_g) ln (y/m_g) s_g / n_g */
        within += entropy_of (y[i] / mean) * mean / all;
    }
  for (int g = 0; g < n_groups; g++)
    if (sum[g] > 0)
      between += sum[g] / all * log (sum[g] / all / (count[g] / n));
  *out_total = total;
  *out_within = within;
  *out_between = between;
}

static void
add_part (NqpTable *table, int year, const char *part, double value, double total)
{
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, year);
  nqp_table_set_text (table, 1, part);
  nqp_table_set_number (table, 2, value);
  nqp_table_set_number (table, 3, total > 0 ? value / total : NAN);
}

static int
read_groups (const NqpPanel *panel, const int *region, int n, int *out_group)
{
  int n_used = 0;
  g_autofree gboolean *used = g_new0 (gboolean, panel->n_groups + 1);

  for (int i = 0; i < n; i++)
    {
      const int group = panel->places[region[i]].group;

      out_group[i] = group >= 0 ? group : panel->n_groups;
      n_used += !used[out_group[i]];
      used[out_group[i]] = TRUE;
    }
  return n_used;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const NqpScores *scores = request->scores;
  const NqpPanel *panel = scores->panel;
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autofree double *y = g_new (double, MAX (scores->n_regions, 1));
  g_autofree int *region = g_new (int, MAX (scores->n_regions, 1));
  g_autofree int *group = g_new (int, MAX (scores->n_regions, 1));
  int first, last;

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "part", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Theil index"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "share", _ ("Share"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    {
      const int n = nqp_stats_read_year (request, t, region, y);
      double total, within, between;

      if (n == 0)
        continue;
      if (!nqp_stats_has_shares (request, t, y, n, error))
        return NULL;
      if (read_groups (panel, region, n, group) == 1)
        nqp_stats_note (request, _ ("%d: all regions are in one group: all inequality is within it"),
                        panel->years[t]);
      nqp_theil (y, group, n, panel->n_groups + 1, &total, &within, &between);
      add_part (table, panel->years[t], "total", total, total);
      add_part (table, panel->years[t], "within", within, total);
      add_part (table, panel->years[t], "between", between, total);
    }
  return g_steal_pointer (&table);
}

const NqpStatistic nqp_statistic_theil = {
  .name = "theil",
  .summary = N_ ("Theil index and its parts: within groups, between groups"),
  .columns = "year,part,value,share",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
