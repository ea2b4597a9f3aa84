/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-scores.h"

/**
 * nqp_scores_table:
 * @year: position, or -1 for all years
 *
 * One row for each region (in the panel's order), year (ascending) and node of @level that is switched on (in the
 * tree's order). Without a score, score and rank are missing.
 *
 * Returns: (transfer full): columns region, year, node, level, score, rank, coverage
 */
NqpTable *
nqp_scores_table (const NqpScores *self, NqpLevel level, int year)
{
  NqpTable *table = nqp_table_new ();
  const int first = year < 0 ? 0 : year;
  const int last = year < 0 ? self->n_years - 1 : year;
  const int region_column = nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  const int year_column = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  const int node_column = nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  const int level_column = nqp_table_add_column (table, "level", _ ("Level"), NULL, NQP_COLUMN_TEXT, 0);
  const int score_column = nqp_table_add_column (table, "score", _ ("Score"), NULL, NQP_COLUMN_REAL_FULL, 4);
  const int rank_column = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  const int coverage_column
      = nqp_table_add_column (table, "coverage", _ ("Coverage"), NULL, NQP_COLUMN_REAL, 3);

  for (int i = 0; i < self->n_regions; i++)
    for (int t = first; t <= last; t++)
      for (int node = 0; node < self->n_nodes; node++)
        {
          int rank;

          if (self->tree->nodes[node].level != level || !nqp_tree_is_on (self->tree, node))
            continue;
          nqp_table_add_row (table);
          nqp_table_set_text (table, region_column, self->panel->places[i].code);
          nqp_table_set_number (table, year_column, self->panel->years[t]);
          nqp_table_set_text (table, node_column, self->tree->nodes[node].id);
          nqp_table_set_text (table, level_column, nqp_level_to_string (level));
          nqp_table_set_number (table, score_column, nqp_scores_get (self, node, t, i));
          rank = nqp_scores_rank (self, node, t, i);
          if (rank > 0)
            nqp_table_set_number (table, rank_column, rank);
          nqp_table_set_number (table, coverage_column, nqp_scores_coverage (self, node, t, i));
        }
  return table;
}

/**
 * nqp_scores_weights_table:
 *
 * Returns: (transfer full): columns node, level, parent, weight, global: one row a node, the root with weight 1 and no
 *   parent, nodes that are switched off with weight 0
 */
NqpTable *
nqp_scores_weights_table (const NqpScores *self)
{
  NqpTable *table = nqp_table_new ();
  const int node_column = nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  const int level_column = nqp_table_add_column (table, "level", _ ("Level"), NULL, NQP_COLUMN_TEXT, 0);
  const int parent_column = nqp_table_add_column (table, "parent", _ ("Parent"), NULL, NQP_COLUMN_TEXT, 0);
  const int weight_column
      = nqp_table_add_column (table, "weight", _ ("Weight"), NULL, NQP_COLUMN_REAL_FULL, 4);
  const int global_column
      = nqp_table_add_column (table, "global", _ ("Share of the index"), NULL, NQP_COLUMN_REAL_FULL, 4);

  for (int node = 0; node < self->n_nodes; node++)
    {
      int parent = self->tree->nodes[node].parent;

      nqp_table_add_row (table);
      nqp_table_set_text (table, node_column, self->tree->nodes[node].id);
      nqp_table_set_text (table, level_column, nqp_level_to_string (self->tree->nodes[node].level));
      nqp_table_set_text (table, parent_column, parent >= 0 ? self->tree->nodes[parent].id : NULL);
      nqp_table_set_number (table, weight_column, nqp_tree_local_weight (self->tree, node));
      nqp_table_set_number (table, global_column, nqp_tree_global_weight (self->tree, node));
    }
  return table;
}
