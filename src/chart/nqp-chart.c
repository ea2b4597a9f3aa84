/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart.h"
#include "nqp-frame.h"

G_DEFINE_QUARK (nqp_chart_error, nqp_chart_error)

/* One line a chart, in the order of the pages. */
static const NqpChart *const charts[] = {
  &nqp_chart_framework_diagram,
  &nqp_chart_method_derivation,
  &nqp_chart_method_weights,
  &nqp_chart_method_correlation,
  &nqp_chart_map_choropleth,
  &nqp_chart_map_tiles,
  &nqp_chart_ranking_bars,
  &nqp_chart_profile_radar,
  &nqp_chart_profile_strengths,
  &nqp_chart_trends_lines,
  &nqp_chart_robustness_ranks,
  &nqp_chart_robustness_sobol,
  &nqp_chart_robustness_methods,
  &nqp_chart_robustness_dominance,
  &nqp_chart_paths_levers,
  &nqp_chart_paths_whatif,
  NULL,
};

/**
 * nqp_charts:
 *
 * Returns: (transfer none): every chart; ends with %NULL
 */
const NqpChart *const *
nqp_charts (int *out_n)
{
  if (out_n != NULL)
    *out_n = (int)G_N_ELEMENTS (charts) - 1;
  return charts;
}

const NqpChart *
nqp_chart_find (const char *id)
{
  for (gsize i = 0; charts[i] != NULL; i++)
    if (g_strcmp0 (charts[i]->id, id) == 0)
      return charts[i];
  return NULL;
}
