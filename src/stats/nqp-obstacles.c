/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-obstacles.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* The z that is no obstacle. */
static double
best_z (const NqpScores *scores, int leaf, int year)
{
  double low, high;

  if ((nqp_method_traits (&scores->method, NQP_STAGE_NORMALISE) & NQP_TRAIT_UNBOUNDED) == 0)
    return 1;
  nqp_scores_range (scores, leaf, year, &low, &high);
  return MAX (nqp_scores_normalise (scores, leaf, year, low),
              nqp_scores_normalise (scores, leaf, year, high));
}

/**
 * nqp_obstacles_get:
 * @measure: the node whose score is looked at, 0 = the index
 * @year: position
 * @region: position
 * @out: (out): n_nodes numbers in [0, 1]
 *
 * O_j = w_j (1 - z_j) / sum_k w_k (1 - z_k) for each indicator j below @measure, with w_j its weight in the measure for this
 * region: as in scoring, a part without a value takes no part and its weight goes to its siblings. A component's and a
 * pillar's is the sum over its indicators, so that the children of a node sum to it and the measure itself has 1; if every
 * indicator is at the best there is no obstacle and all are 0. Where normalisation is not bounded by 1 (zscore), the z of the
 * best value of all regions and years stands in its place, which is what 1 means with min-max. What takes no part or is not
 * below the measure is NaN, all are if the region has no score.
 *
 * This is the obstacle degree model used with entropy-weighted indices: factor contribution (the weight) times index
 * deviation (1 - z), as a share of the sum of all.
 */
void
nqp_obstacles_get (const NqpScores *scores, int measure, int year, int region, double *out)
{
  const NqpNode *nodes = scores->tree->nodes;
  g_autofree double *weight = g_new (double, scores->n_nodes);
  double total = 0;

  nqp_stats_weights (scores, measure, year, region, weight);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      out[i] = isnan (weight[i]) ? NAN : 0;
      if (nodes[i].indicator >= 0 && !isnan (weight[i]))
        {
          double short_of = best_z (scores, i, year) - nqp_scores_get (scores, i, year, region);

          out[i] = weight[i] * MAX (short_of, 0.0);
          total += out[i];
        }
    }
  for (int i = scores->n_nodes - 1; i >= 0; i--)
    {
      if (isnan (out[i]))
        continue;
      if (nodes[i].indicator >= 0 && total > 0)
        out[i] /= total;
      if (i != measure)
        out[nodes[i].parent] += out[i];
    }
}

static void
add_rows (NqpTable *table, const NqpScores *scores, int measure, int year, int region, const double *obstacle)
{
  const NqpTree *tree = scores->tree;

  for (int i = 0; i < scores->n_nodes; i++)
    {
      int up = i;

      /* the measure itself is the whole, except where there is nothing below it */
      if (!nqp_tree_is_on (tree, i) || (i == measure && tree->nodes[i].indicator < 0))
        continue;
      while (up >= 0 && up != measure)
        up = tree->nodes[up].parent;
      if (up < 0)
        continue;
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, scores->panel->places[region].code);
      nqp_table_set_number (table, 1, scores->panel->years[year]);
      nqp_table_set_text (table, 2, tree->nodes[i].id);
      nqp_table_set_text (table, 3, nqp_level_to_string (tree->nodes[i].level));
      nqp_table_set_number (table, 4, obstacle[i]);
    }
}

/**
 * nqp_obstacles_table:
 * @year: position, or -1 for all years
 * @regions: (array length=n_regions) (nullable): positions; all regions if @n_regions is 0
 *
 * Returns: (transfer full): columns region, year, node, level, obstacle: a row for each node below @measure that is switched
 *   on, in the tree's order; missing where a node takes no part
 */
NqpTable *
nqp_obstacles_table (const NqpScores *scores, int measure, int year, const int *regions, int n_regions)
{
  NqpTable *table = nqp_table_new ();
  g_autofree double *obstacle = g_new (double, scores->n_nodes);
  const int n = n_regions > 0 ? n_regions : scores->n_regions;

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "level", _ ("Level"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "obstacle", _ ("Obstacle degree"), NULL, NQP_COLUMN_REAL_FULL, 4);
  for (int i = 0; i < n; i++)
    for (int t = MAX (year, 0); t <= (year < 0 ? scores->n_years - 1 : year); t++)
      {
        int region = n_regions > 0 ? regions[i] : i;

        nqp_obstacles_get (scores, measure, t, region, obstacle);
        add_rows (table, scores, measure, t, region, obstacle);
      }
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  return nqp_obstacles_table (request->scores, request->measure, request->year, request->regions,
                              request->n_regions);
}

const NqpStatistic nqp_statistic_obstacles = {
  .name = "obstacles",
  .summary = N_ ("obstacle degrees: what keeps a region from the best score"),
  .columns = "region,year,node,level,obstacle",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS,
  .run = run,
};
