/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-space-test.h"
#include "nqp-stats-private.h"

/**
 * nqp_getis_local:
 * @sample: of the style STAR
 * @out_g: (out): n numbers: the share of the sum that a region and its neighbours have
 * @out_z: (out): n numbers; NaN if all are equal, or where all others are neighbours
 *
 * G* of Ord and Getis (1995): z = (sum_j w_ij y_j - W_i m) / (s sqrt ((n S1_i - W_i^2) / (n - 1))), s^2 divided by n.
 */
void
nqp_getis_local (const NqpSpaceSample *sample, double *out_g, double *out_z)
{
  const double n = sample->n;
  double sum = 0, squares = 0;

  for (int i = 0; i < sample->n; i++)
    sum += sample->y[i];
  for (int i = 0; i < sample->n; i++)
    squares += (sample->y[i] - sum / n) * (sample->y[i] - sum / n);
  for (int i = 0; i < sample->n; i++)
    {
      const double lag = nqp_space_lag (sample, sample->y, i);
      double w = 0, w2 = 0, variance;

      for (gsize l = sample->start[i]; l < sample->start[i + 1]; l++)
        {
          w += sample->weight[l];
          w2 += sample->weight[l] * sample->weight[l];
        }
      variance = squares / n * (n * w2 - w * w) / (n - 1);
      out_g[i] = lag / sum;
      out_z[i]
          = nqp_space_is_constant (sample) || !(variance > 0) ? NAN : (lag - w * sum / n) / sqrt (variance);
    }
}

static gboolean
add_year (const NqpSpaceYear *at, const NqpSpaceSample *sample, GError **error)
{
  g_autofree double *g = g_new (double, sample->n), *z = g_new (double, sample->n);

  if (!nqp_stats_has_shares (at->request, at->year, sample->y, sample->n, error))
    return FALSE;
  nqp_getis_local (sample, g, z);
  if (nqp_space_is_constant (sample))
    nqp_space_note_constant (at->request, at->year);
  for (int i = 0; i < sample->n; i++)
    {
      if (!nqp_space_is_asked (at->request, sample->region[i]))
        continue;
      nqp_space_begin_row (at);
      nqp_table_set_text (at->table, 1, at->request->scores->panel->places[sample->region[i]].code);
      nqp_table_set_number (at->table, 2, g[i]);
      nqp_table_set_number (at->table, 3, z[i]);
      nqp_table_set_number (at->table, 4, nqp_normal_p (z[i]));
    }
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_stats_add_region (table);
  nqp_table_add_column (table, "g", _ ("Getis and Ord's G*"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "z", _ ("z"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "p", _ ("p"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return nqp_space_run (request, table, NQP_SPACE_STAR, add_year, error);
}

const NqpStatistic nqp_statistic_getis_local = {
  .name = "getis-local",
  .summary = N_ ("Getis and Ord's G* of each region: hot and cold spots"),
  .columns = "year,region,g,z,p",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS | NQP_STAT_NEIGHBOURS,
  .run = run,
};
