/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-space-test.h"
#include "nqp-stats-private.h"

/* Sums of powers of y. */
typedef struct
{
  double y, y2, y3, y4;
} Powers;

static double
variance (double n, double s0, double s1, double s2, const Powers *sum)
{
  const double b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0;
  const double b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);
  const double b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0 * s0);
  const double b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0 * s0;
  const double b4 = s1 - s2 + s0 * s0;
  const double y = sum->y, y2 = sum->y2;

  return (b0 * y2 * y2 + b1 * sum->y4 + b2 * y * y * y2 + b3 * y * sum->y3 + b4 * y * y * y * y)
         / ((y * y - y2) * (y * y - y2) * n * (n - 1) * (n - 2) * (n - 3));
}

/**
 * nqp_getis:
 *
 * G = sum w_ij y_i y_j / sum y_i y_j over i and j that are not the same, with its moments under randomisation (Getis and Ord 1992;
 * the variance with the correction in R's spdep).
 */
void
nqp_getis (const NqpSpaceSample *sample, NqpSpaceTest *out)
{
  const double n = sample->n;
  Powers sum = { 0 };
  double products = 0, s0, s1, s2;

  *out = (NqpSpaceTest){ NAN, NAN, NAN, NAN, NAN };
  if (sample->n < 2)
    return;
  for (int i = 0; i < sample->n; i++)
    {
      const double y = sample->y[i];

      sum.y += y;
      sum.y2 += y * y;
      sum.y3 += y * y * y;
      sum.y4 += y * y * y * y;
      products += y * nqp_space_lag (sample, sample->y, i);
    }
  nqp_space_sums (sample, &s0, &s1, &s2);
  out->expected = s0 / (n * (n - 1));
  if (!(sum.y * sum.y - sum.y2 > 0) || nqp_space_is_constant (sample))
    return;
  out->value = products / (sum.y * sum.y - sum.y2);
  if (sample->n < 4)
    return;
  out->variance = variance (n, s0, s1, s2, &sum) - out->expected * out->expected;
  out->z = (out->value - out->expected) / sqrt (out->variance);
  out->p = nqp_normal_p (out->z);
}

static gboolean
add_year (const NqpSpaceYear *at, const NqpSpaceSample *sample, GError **error)
{
  NqpSpaceTest test;

  if (!nqp_stats_has_shares (at->request, at->year, sample->y, sample->n, error))
    return FALSE;
  nqp_getis (sample, &test);
  nqp_space_add_test (at, &test);
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "g", _ ("Getis and Ord's G"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "z", _ ("z"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "p", _ ("p"), NULL, NQP_COLUMN_REAL_FULL, 4);
  return nqp_space_run (request, table, NQP_SPACE_BINARY, add_year, error);
}

const NqpStatistic nqp_statistic_getis = {
  .name = "getis",
  .summary = N_ ("Getis and Ord's G by year: whether high scores stand together, or low ones"),
  .columns = "year,g,z,p",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_NEIGHBOURS,
  .run = run,
};
