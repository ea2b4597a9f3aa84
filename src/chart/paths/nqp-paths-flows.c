/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-paths-flows.h"

#include "nqp-levers.h"
#include "nqp-obstacles.h"

gboolean
nqp_paths_has_measures (const NqpFramework *framework)
{
  for (guint i = 0; framework != NULL && i < framework->entries->len; i++)
    {
      const NqpEntry *entry = nqp_framework_entry (framework, (int)i);

      if (entry->kind == NQP_ENTRY_MEASURE && entry->parent_at >= 0
          && nqp_framework_entry (framework, entry->parent_at)->kind == NQP_ENTRY_PATH)
        return TRUE;
    }
  return FALSE;
}

/**
 * nqp_paths_flows_new:
 * @year: position
 * @region: position
 *
 * The obstacle degrees of the index, each split evenly among the measures that work on its indicator. Flows of a path, of a
 * measure or of an indicator can therefore be added, and all of them sum to 1.
 *
 * Returns: (transfer full) (element-type NqpFlow): by path and measure in the framework's order, the greatest obstacle first;
 *   then what no measure works on, in the tree's order. Empty if the region has no score, or if nothing holds it back
 */
GArray *
nqp_paths_flows_new (const NqpScores *scores, const NqpFramework *framework, int year, int region)
{
  GArray *flows = g_array_new (FALSE, FALSE, sizeof (NqpFlow));
  g_autoptr (GArray) levers = nqp_levers_new (scores, framework, year, region);
  g_autofree double *obstacle = g_new (double, scores->n_nodes);
  g_autofree int *n_measures = g_new0 (int, scores->n_nodes);

  nqp_obstacles_get (scores, 0, year, region, obstacle);
  for (guint k = 0; k < levers->len; k++)
    n_measures[g_array_index (levers, NqpLever, k).leaf]++;
  for (guint k = 0; k < levers->len; k++)
    {
      const NqpLever *lever = &g_array_index (levers, NqpLever, k);
      NqpFlow flow
          = { lever->path, lever->measure, lever->leaf, obstacle[lever->leaf] / n_measures[lever->leaf] };

      if (flow.share > 0)
        g_array_append_val (flows, flow);
    }
  for (int i = 0; i < scores->tree->n_leaves; i++)
    {
      NqpFlow flow = { -1, -1, scores->tree->leaves[i], obstacle[scores->tree->leaves[i]] };

      if (n_measures[flow.leaf] == 0 && flow.share > 0)
        g_array_append_val (flows, flow);
    }
  return flows;
}
