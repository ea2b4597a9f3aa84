/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-levers.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "nqp-obstacles.h"
#include "nqp-sort.h"
#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* The median of the year's values, of one group or of all (@group < 0). */
static double
median_value (const NqpScores *scores, const double *x, int group)
{
  g_autofree double *values = g_new (double, scores->n_regions);
  gsize n = 0;

  for (int i = 0; i < scores->n_regions; i++)
    if (!isnan (x[i]) && (group < 0 || scores->panel->places[i].group == group))
      values[n++] = x[i];
  return nqp_stats_median (values, n);
}

static double
best_gap (const NqpScores *scores, const double *x, int direction, int region)
{
  double gap = 0;

  for (int i = 0; i < scores->n_regions; i++)
    if (!isnan (x[i]))
      gap = MAX (gap, direction * (x[i] - x[region]));
  return gap;
}

/* Places that the step brings. A step that is none, as of the best region, brings none. */
static double
gain (const NqpScores *scores, int leaf, int year, int region, double assumed)
{
  const int before = nqp_scores_rank (scores, 0, year, region);
  g_autoptr (NqpScores) after = NULL;

  if (before == 0)
    return NAN;
  after = nqp_scores_what_if (scores, year, region, 1, &leaf, &assumed, NULL);
  return after != NULL ? (double)(before - nqp_scores_rank (after, 0, year, region)) : (double)NAN;
}

static void
fill (NqpLever *lever, const NqpScores *scores, int leaf, int year, int region, double obstacle)
{
  const int j = scores->tree->nodes[leaf].indicator;
  const int direction = scores->panel->indicators[j].direction >= 0 ? 1 : -1;
  const int group = scores->panel->places[region].group;
  const double *x = scores->x[j] + (gsize)year * (gsize)scores->n_regions;

  *lever = (NqpLever){ -1, -1, leaf, x[region], NAN, NAN, NAN, NAN, NAN };
  if (isnan (x[region]))
    return;
  lever->obstacle = obstacle;
  /* + 0.0: no gap is not written as -0 */
  lever->gap_best = best_gap (scores, x, direction, region) + 0.0;
  lever->gap_median = direction * (median_value (scores, x, -1) - x[region]) + 0.0;
  if (group >= 0)
    lever->gap_group = direction * (median_value (scores, x, group) - x[region]) + 0.0;
  lever->rank_gain
      = gain (scores, leaf, year, region, x[region] + direction * NQP_LEVER_STEP * lever->gap_best);
}

/* The greatest obstacle first, those that take no part last, equal ones in the order of the tree. */
static int
compare_levers (const void *a, const void *b)
{
  const NqpLever *p = a, *q = b;
  const double left = isnan (p->obstacle) ? -1 : p->obstacle;
  const double right = isnan (q->obstacle) ? -1 : q->obstacle;

  if (left != right)
    return left > right ? -1 : 1;
  return p->leaf - q->leaf;
}

static void
add_measure (GArray *levers, const NqpScores *scores, const NqpFramework *framework, int measure,
             const NqpLever *of_leaf)
{
  g_autoptr (GArray) indicators = nqp_framework_evidence (framework, scores->panel, measure);
  const guint start = levers->len;

  for (guint k = 0; k < indicators->len; k++)
    {
      int leaf = nqp_tree_find_indicator (scores->tree, g_array_index (indicators, int, k));
      NqpLever lever;

      if (leaf < 0 || !nqp_tree_is_on (scores->tree, leaf))
        continue;
      lever = of_leaf[leaf];
      lever.measure = measure;
      lever.path = nqp_framework_entry (framework, measure)->parent_at;
      g_array_append_val (levers, lever);
    }
  if (levers->len > start)
    nqp_sort (&g_array_index (levers, NqpLever, start), levers->len - start, sizeof (NqpLever),
              compare_levers);
}

/**
 * nqp_levers_new:
 * @year: position
 * @region: position
 *
 * The measures of the realization paths, and of each the indicators of the index that bear on it, once each; what is switched
 * off is left out. How much an indicator matters here: its obstacle degree, its gaps, and the places that closing a quarter of
 * its gap to the best would gain while all else stays, by nqp_scores_what_if(). The best and the medians are those of @year.
 *
 * Returns: (transfer full) (element-type NqpLever)
 */
GArray *
nqp_levers_new (const NqpScores *scores, const NqpFramework *framework, int year, int region)
{
  GArray *levers = g_array_new (FALSE, FALSE, sizeof (NqpLever));
  g_autofree double *obstacle = g_new (double, scores->n_nodes);
  g_autofree NqpLever *of_leaf = g_new0 (NqpLever, scores->n_nodes);

  g_return_val_if_fail (year >= 0 && year < scores->n_years, levers);
  g_return_val_if_fail (region >= 0 && region < scores->n_regions, levers);

  nqp_obstacles_get (scores, 0, year, region, obstacle);
  for (int i = 0; i < scores->n_nodes; i++)
    if (scores->tree->nodes[i].indicator >= 0 && nqp_tree_is_on (scores->tree, i))
      fill (&of_leaf[i], scores, i, year, region, obstacle[i]);
  for (int path = 0; path < (int)framework->entries->len; path++)
    {
      if (nqp_framework_entry (framework, path)->kind != NQP_ENTRY_PATH)
        continue;
      for (int measure = 0; measure < (int)framework->entries->len; measure++)
        if (nqp_framework_entry (framework, measure)->kind == NQP_ENTRY_MEASURE
            && nqp_framework_entry (framework, measure)->parent_at == path)
          add_measure (levers, scores, framework, measure, of_leaf);
    }
  return levers;
}

gboolean
nqp_levers_exist (const NqpScores *scores, const NqpFramework *framework)
{
  for (int i = 0; i < (int)framework->entries->len; i++)
    {
      g_autoptr (GArray) indicators = NULL;

      if (nqp_framework_entry (framework, i)->kind != NQP_ENTRY_MEASURE
          || nqp_framework_entry (framework, i)->parent_at < 0)
        continue;
      indicators = nqp_framework_evidence (framework, scores->panel, i);
      for (guint k = 0; k < indicators->len; k++)
        {
          int leaf = nqp_tree_find_indicator (scores->tree, g_array_index (indicators, int, k));

          if (leaf >= 0 && nqp_tree_is_on (scores->tree, leaf))
            return TRUE;
        }
    }
  return FALSE;
}

static void
add_rows (NqpTable *table, const NqpScores *scores, const NqpFramework *framework, int year, int region)
{
  g_autoptr (GArray) levers = nqp_levers_new (scores, framework, year, region);

  for (guint k = 0; k < levers->len; k++)
    {
      const NqpLever *lever = &g_array_index (levers, NqpLever, k);

      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, scores->panel->places[region].code);
      nqp_table_set_number (table, 1, scores->panel->years[year]);
      nqp_table_set_text (table, 2, nqp_framework_entry (framework, lever->path)->id);
      nqp_table_set_text (table, 3, nqp_framework_entry (framework, lever->measure)->id);
      nqp_table_set_text (table, 4, scores->tree->nodes[lever->leaf].id);
      nqp_table_set_number (table, 5, lever->obstacle);
      nqp_table_set_number (table, 6, lever->gap_best);
      nqp_table_set_number (table, 7, lever->gap_median);
      nqp_table_set_number (table, 8, lever->rank_gain);
    }
}

/**
 * nqp_levers_table:
 * @year: position
 * @regions: (array length=n_regions) (nullable): positions; all regions if @n_regions is 0
 *
 * Returns: (transfer full): columns region, year, path, measure, indicator, obstacle, gap_best, gap_median, rank_gain
 */
NqpTable *
nqp_levers_table (const NqpScores *scores, const NqpFramework *framework, int year, const int *regions,
                  int n_regions)
{
  NqpTable *table = nqp_table_new ();
  const int n = n_regions > 0 ? n_regions : scores->n_regions;

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "path", _ ("Path"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "measure", _ ("Policy measure"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "indicator", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "obstacle", _ ("Obstacle degree"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "gap_best", _ ("Gap to the best"), NULL, NQP_COLUMN_REAL_FULL, -1);
  nqp_table_add_column (table, "gap_median", _ ("Gap to the median"), NULL, NQP_COLUMN_REAL_FULL, -1);
  nqp_table_add_column (table, "rank_gain", _ ("Places gained"), NULL, NQP_COLUMN_INTEGER, 0);
  for (int i = 0; i < n; i++)
    add_rows (table, scores, framework, year, n_regions > 0 ? regions[i] : i);
  return table;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const int year = request->year >= 0 ? request->year : request->scores->n_years - 1;

  if (request->framework == NULL || nqp_framework_is_empty (request->framework))
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                   _ ("There are no paths and measures to look for levers in: the concept model is empty"));
      return NULL;
    }
  return nqp_levers_table (request->scores, request->framework, year, request->regions, request->n_regions);
}

const NqpStatistic nqp_statistic_levers = {
  .name = "levers",
  .summary
  = N_ ("indicators that measures of the realization paths work on, with gaps and what closing them gains"),
  .columns = "region,year,path,measure,indicator,obstacle,gap_best,gap_median,rank_gain",
  .takes = NQP_STAT_YEAR | NQP_STAT_REGIONS,
  .run = run,
};
