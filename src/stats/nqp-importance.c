/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-importance.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-pearson.h"
#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/**
 * nqp_importance_get:
 * @year: position, or -1 for all years together
 * @out: (out): n_nodes numbers in [0, 1]
 *
 * What a part really counts for, whatever weight it was given: r_k^2 / sum r^2 over the children of a parent that are on, with
 * r_k Pearson's correlation of the child's score with its parent's over the regions (and years) that have both. The children
 * of a parent sum to 1. 0 for a child that is constant or has no score; NaN for what is off, for the root, and for all children
 * of a parent that tells no regions apart. Paruolo, Saisana and Saltelli (2013); Becker et al. (2017).
 */
void
nqp_importance_get (const NqpScores *scores, int year, double *out)
{
  const NqpTree *tree = scores->tree;

  for (int i = 0; i < tree->n_nodes; i++)
    out[i] = NAN;
  for (int i = 0; i < tree->n_nodes; i++)
    nqp_importance_of_children (scores, i, year, out);
}

/**
 * nqp_importance_of_children:
 * @parent: node
 * @out: (inout): as nqp_importance_get() filled it; the numbers of the children of @parent are made anew
 */
void
nqp_importance_of_children (const NqpScores *scores, int parent, int year, double *out)
{
  const NqpTree *tree = scores->tree;
  const gsize first = (gsize)MAX (year, 0) * (gsize)scores->n_regions;
  const gsize n = (gsize)scores->n_regions * (year < 0 ? (gsize)scores->n_years : 1);
  double total = 0;

  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      out[c] = NAN;
      if (nqp_tree_is_on (tree, c))
        {
          double r = nqp_pearson (scores->score[c] + first, scores->score[parent] + first, n, NULL);

          out[c] = isnan (r) ? 0 : r * r;
          total += out[c];
        }
    }
  for (int c = tree->nodes[parent].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    out[c] = total > 0 ? out[c] / total : NAN;
}

/**
 * nqp_importance_deviation:
 * @importance: what nqp_importance_get() gave
 *
 * How far the children of @parent are from being equally important: the sum of squared deviations, what the scheme "optimise"
 * makes as small as it can. Children that are the same everywhere, of importance 0 and weight 0, are left out.
 *
 * Returns: >= 0; NaN if @parent tells no regions apart
 */
double
nqp_importance_deviation (const NqpScores *scores, int parent, const double *importance)
{
  const NqpNode *nodes = scores->tree->nodes;
  double sum = 0;
  int n = 0;

  for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
    n += importance[c] > 0 || (importance[c] >= 0 && nqp_tree_local_weight (scores->tree, c) > 0);
  for (int c = nodes[parent].first_child; c >= 0; c = nodes[c].next_sibling)
    if (importance[c] > 0 || (importance[c] >= 0 && nqp_tree_local_weight (scores->tree, c) > 0))
      sum += (importance[c] - 1.0 / n) * (importance[c] - 1.0 / n);
  return n > 0 ? sum : NAN;
}

/**
 * nqp_importance_table:
 * @measure: node
 * @year: position, or -1 for all years together
 *
 * Returns: (transfer full): columns node, parent, weight, importance: a row for each node below @measure that is switched on
 */
NqpTable *
nqp_importance_table (const NqpScores *scores, int measure, int year)
{
  const NqpTree *tree = scores->tree;
  NqpTable *table = nqp_table_new ();
  g_autofree double *importance = g_new (double, MAX (scores->n_nodes, 1));

  nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "parent", _ ("Part of"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "weight", _ ("Weight"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "importance", _ ("Effective weight"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_importance_get (scores, year, importance);
  for (int i = 1; i < tree->n_nodes; i++)
    {
      if (i == measure || !nqp_tree_is_on (tree, i) || !nqp_stats_is_below (tree, i, measure))
        continue;
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, tree->nodes[i].id);
      nqp_table_set_text (table, 1, tree->nodes[tree->nodes[i].parent].id);
      nqp_table_set_number (table, 2, nqp_tree_local_weight (tree, i));
      nqp_table_set_number (table, 3, importance[i]);
    }
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  return nqp_importance_table (request->scores, request->measure, request->year);
}

const NqpStatistic nqp_statistic_importance = {
  .name = "importance",
  .summary = N_ ("what each part really counts for, beside its weight"),
  .columns = "node,parent,weight,importance",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
