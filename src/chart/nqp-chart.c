/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart.h"

/* One line a chart, in the order of the pages. */
#define CHARTS(CHART)                                                                                        \
  CHART (framework_diagram)                                                                                  \
  CHART (data_coverage)                                                                                      \
  CHART (data_distribution)                                                                                  \
  CHART (method_derivation)                                                                                  \
  CHART (method_weights)                                                                                     \
  CHART (method_correlation)                                                                                 \
  CHART (map_choropleth)                                                                                     \
  CHART (map_tiles)                                                                                          \
  CHART (ranking_bars)                                                                                       \
  CHART (profile_radar)                                                                                      \
  CHART (profile_strengths)                                                                                  \
  CHART (trends_lines)                                                                                       \
  CHART (robustness_ranks)                                                                                   \
  CHART (robustness_sobol)                                                                                   \
  CHART (robustness_methods)                                                                                 \
  CHART (robustness_dominance)                                                                               \
  CHART (paths_levers)                                                                                       \
  CHART (paths_whatif)

#define DECLARE(name) extern const NqpChart nqp_chart_##name;
#define POINT_AT(name) &nqp_chart_##name,

CHARTS (DECLARE)
static const NqpChart *const charts[] = { CHARTS (POINT_AT) NULL };

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
