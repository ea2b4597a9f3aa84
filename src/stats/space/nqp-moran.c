/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-space-test.h"
#include "nqp-stats-private.h"

double
nqp_normal_p (double z)
{
  return isnan (z) ? NAN : 2 * gsl_cdf_ugaussian_Q (fabs (z));
}

/**
 * nqp_moran:
 *
 * I = (n / S0) z'Wz / z'z with its moments under randomisation (Cliff and Ord 1981).
 */
void
nqp_moran (const NqpSpaceSample *sample, NqpSpaceTest *out)
{
  const double n = sample->n;
  g_autofree double *z = g_new (double, MAX (sample->n, 1));
  double mean = 0, products = 0, m2 = 0, m4 = 0, s0, s1, s2, k;

  *out = (NqpSpaceTest){ NAN, -1 / (n - 1), NAN, NAN, NAN };
  if (sample->n < 2 || nqp_space_is_constant (sample))
    return;
  for (int i = 0; i < sample->n; i++)
    mean += sample->y[i] / n;
  for (int i = 0; i < sample->n; i++)
    {
      z[i] = sample->y[i] - mean;
      m2 += z[i] * z[i];
      m4 += z[i] * z[i] * z[i] * z[i];
    }
  for (int i = 0; i < sample->n; i++)
    products += z[i] * nqp_space_lag (sample, z, i);
  nqp_space_sums (sample, &s0, &s1, &s2);
  out->value = n / s0 * products / m2;
  if (sample->n < 4)
    return;
  k = n * m4 / (m2 * m2);
  out->variance = (n * (s1 * (n * n - 3 * n + 3) - n * s2 + 3 * s0 * s0)
                   - k * (s1 * (n * n - n) - 2 * n * s2 + 6 * s0 * s0))
                      / ((n - 1) * (n - 2) * (n - 3) * s0 * s0)
                  - out->expected * out->expected;
  out->z = (out->value - out->expected) / sqrt (out->variance);
  out->p = nqp_normal_p (out->z);
}

static gboolean
add_year (const NqpSpaceYear *at, const NqpSpaceSample *sample, GError **error)
{
  const NqpStatRequest *request = at->request;
  NqpSpaceTest test;
  double p = NAN;

  nqp_moran (sample, &test);
  if (isnan (test.value))
    nqp_space_note_constant (request, at->year);
  else if (!nqp_moran_permute (sample, nqp_space_permutations (request), nqp_space_seed (request, at->year),
                               &request->work, at->from, at->to, &p, error))
    return FALSE;
  nqp_space_begin_row (at);
  nqp_table_set_number (at->table, 1, test.value);
  nqp_table_set_number (at->table, 2, test.expected);
  nqp_table_set_number (at->table, 3, test.z);
  nqp_table_set_number (at->table, 4, test.p);
  nqp_table_set_number (at->table, 5, p);
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "i", _ ("Moran's I"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "expected", _ ("Expected"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "z", _ ("z"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "p", _ ("p"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "p_permutation", _ ("p of permutations"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return nqp_space_run (request, table, NQP_SPACE_ROWS, add_year, error);
}

const NqpStatistic nqp_statistic_moran = {
  .name = "moran",
  .summary = N_ ("Moran's I by year: whether regions are like their neighbours"),
  .columns = "year,i,expected,z,p,p_permutation",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_NEIGHBOURS | NQP_STAT_PERMUTATIONS | NQP_STAT_SEED
           | NQP_STAT_THREADS,
  .run = run,
};
