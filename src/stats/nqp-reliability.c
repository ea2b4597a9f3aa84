/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-reliability.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* Sample variance in two passes. */
static double
variance (const double *values, gsize n)
{
  double mean = 0, sum = 0;

  for (gsize c = 0; c < n; c++)
    mean += values[c] / (double)n;
  for (gsize c = 0; c < n; c++)
    sum += (values[c] - mean) * (values[c] - mean);
  return sum / (double)(n - 1);
}

/**
 * nqp_reliability_alpha:
 * @node: above the leaves
 * @year: position, or -1 for all years together
 * @out_n_cells: (out) (nullable): regions and years that were looked at
 *
 * Cronbach's alpha (1951) of the indicators below @node that are on: k / (k - 1) (1 - sum of variances / variance of the sum) of
 * their normalised values, over the regions and years in which none of them is missing (listwise), so that it is the alpha of
 * one set of data and never above 1. It says how far the indicators tell the same story; above 0.7 they mostly do.
 *
 * Returns: at most 1, may be negative; NaN with fewer than two indicators or cells, or if the sum is constant
 */
double
nqp_reliability_alpha (const NqpScores *scores, int node, int year, int *out_n_cells)
{
  const NqpTree *tree = scores->tree;
  const gsize first = (gsize)MAX (year, 0) * (gsize)scores->n_regions;
  const gsize n_cells = (gsize)scores->n_regions * (year < 0 ? (gsize)scores->n_years : 1);
  g_autofree const double **z = g_new (const double *, MAX (tree->n_leaves, 1));
  g_autofree double *values = g_new (double, n_cells + 1);
  g_autofree double *sums = g_new (double, n_cells + 1);
  g_autofree gsize *cells = g_new (gsize, n_cells + 1);
  double parts = 0, whole;
  gsize n = 0;
  int k = 0;

  for (int i = 0; i < tree->n_leaves; i++)
    if (nqp_tree_is_on (tree, tree->leaves[i]) && nqp_stats_is_below (tree, tree->leaves[i], node))
      z[k++] = scores->score[tree->leaves[i]] + first;
  for (gsize c = 0; c < n_cells; c++)
    {
      gboolean whole_row = TRUE;

      for (int j = 0; j < k && whole_row; j++)
        whole_row = !isnan (z[j][c]);
      if (whole_row)
        cells[n++] = c;
    }
  if (out_n_cells != NULL)
    *out_n_cells = k > 0 ? (int)n : 0;
  if (k < 2 || n < 2)
    return NAN;
  for (gsize c = 0; c < n; c++)
    sums[c] = 0;
  for (int j = 0; j < k; j++)
    {
      for (gsize c = 0; c < n; c++)
        {
          values[c] = z[j][cells[c]];
          sums[c] += values[c];
        }
      parts += variance (values, n);
    }
  whole = variance (sums, n);
  return whole > 1e-12 * parts ? k / (k - 1.0) * (1 - parts / whole) : NAN;
}

/**
 * nqp_reliability_table:
 * @measure: node
 * @year: position, or -1 for all years together
 *
 * Returns: (transfer full): columns node, n (regions and years without a gap), alpha: a row for @measure and each node below it
 *   that is on and no indicator
 */
NqpTable *
nqp_reliability_table (const NqpScores *scores, int measure, int year)
{
  const NqpTree *tree = scores->tree;
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "n", _ ("Regions and years"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "alpha", _ ("Cronbach’s alpha"), NULL, NQP_COLUMN_REAL_FULL, 3);
  for (int i = 0; i < tree->n_nodes; i++)
    {
      int n;
      double alpha;

      if (tree->nodes[i].indicator >= 0 || !nqp_tree_is_on (tree, i)
          || !nqp_stats_is_below (tree, i, measure))
        continue;
      alpha = nqp_reliability_alpha (scores, i, year, &n);
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, tree->nodes[i].id);
      nqp_table_set_number (table, 1, n);
      nqp_table_set_number (table, 2, alpha);
    }
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  return nqp_reliability_table (request->scores, request->measure, request->year);
}

const NqpStatistic nqp_statistic_reliability = {
  .name = "reliability",
  .summary = N_ ("Cronbach's alpha: how far indicators tell the same story"),
  .columns = "node,n,alpha",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
