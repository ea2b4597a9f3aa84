/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-space-test.h"
#include "nqp-stats-private.h"

/**
 * nqp_geary:
 *
 * C = (n - 1) sum w_ij (y_i - y_j)^2 / (2 S0 sum z^2), with its variance under randomisation (Cliff and Ord 1981). As in R's spdep,
 * z = (1 - C) / sd: above 0 where neighbours are alike, as Moran's.
 */
void
nqp_geary (const NqpSpaceSample *sample, NqpSpaceTest *out)
{
  const double n = sample->n;
  double mean = 0, squares = 0, m2 = 0, m4 = 0, s0, s1, s2, k;

  *out = (NqpSpaceTest){ NAN, 1, NAN, NAN, NAN };
  if (sample->n < 2 || nqp_space_is_constant (sample))
    return;
  for (int i = 0; i < sample->n; i++)
    mean += sample->y[i] / n;
  for (int i = 0; i < sample->n; i++)
    {
      const double z = sample->y[i] - mean;

      m2 += z * z;
      m4 += z * z * z * z;
      for (gsize l = sample->start[i]; l < sample->start[i + 1]; l++)
        {
          const double gap = sample->y[i] - sample->y[sample->to[l]];

          squares += sample->weight[l] * gap * gap;
        }
    }
  nqp_space_sums (sample, &s0, &s1, &s2);
  out->value = (n - 1) * squares / (2 * s0 * m2);
  if (sample->n < 4)
    return;
  k = n * m4 / (m2 * m2);
  out->variance = ((n - 1) * s1 * (n * n - 3 * n + 3 - k * (n - 1))
                   - (n - 1) * s2 * (n * n + 3 * n - 6 - k * (n * n - n + 2)) / 4
                   + s0 * s0 * (n * n - 3 - k * (n - 1) * (n - 1)))
                  / (n * (n - 2) * (n - 3) * s0 * s0);
  out->z = (1 - out->value) / sqrt (out->variance);
  out->p = nqp_normal_p (out->z);
}

static gboolean
add_year (const NqpSpaceYear *at, const NqpSpaceSample *sample, GError **error)
{
  NqpSpaceTest test;

  nqp_geary (sample, &test);
  nqp_space_add_test (at, &test);
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "c", _ ("Geary's C"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "z", _ ("z"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "p", _ ("p"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return nqp_space_run (request, table, NQP_SPACE_ROWS, add_year, error);
}

const NqpStatistic nqp_statistic_geary = {
  .name = "geary",
  .summary = N_ ("Geary's C by year: how far neighbours are apart"),
  .columns = "year,c,z,p",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_NEIGHBOURS,
  .run = run,
};
