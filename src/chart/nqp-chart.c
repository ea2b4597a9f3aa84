/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart.h"

#include <math.h>
#include <string.h>

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
  CHART (map_multiples)                                                                                      \
  CHART (ranking_bars)                                                                                       \
  CHART (ranking_bump)                                                                                       \
  CHART (profile_radar)                                                                                      \
  CHART (profile_strengths)                                                                                  \
  CHART (profile_waterfall)                                                                                  \
  CHART (compare_bars)                                                                                       \
  CHART (compare_parallel)                                                                                   \
  CHART (compare_waterfall)                                                                                  \
  CHART (trends_lines)                                                                                       \
  CHART (trends_heatmap)                                                                                     \
  CHART (robustness_ranks)                                                                                   \
  CHART (robustness_sobol)                                                                                   \
  CHART (robustness_methods)                                                                                 \
  CHART (robustness_dominance)                                                                               \
  CHART (disparity_dagum)                                                                                    \
  CHART (disparity_lorenz)                                                                                   \
  CHART (disparity_density)                                                                                  \
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

guint
nqp_chart_options (const NqpChart *self)
{
  return self->options | NQP_OPTION_BIT (TYPE);
}

/**
 * nqp_chart_build:
 *
 * The picture in the style that the view's options make of @style.
 */
NqpScene *
nqp_chart_build (const NqpChart *self, const NqpView *view, const NqpStyle *style, double width,
                 double height)
{
  NqpStyle own = *style;

  nqp_chart_options_apply_style (&view->options, &own);
  return self->build (view, &own, width, height);
}

/**
 * nqp_chart_title:
 *
 * Returns: (transfer full): what stands above the picture; where the view takes that away, the chart's own, for files and lists
 */
char *
nqp_chart_title (const NqpChart *self, const NqpView *view)
{
  return view->title != NULL && *view->title != '\0' ? g_strdup (view->title) : self->title (view);
}

/**
 * nqp_chart_has_data:
 *
 * Returns: whether there is a figure behind the picture, beside years, ranks and what share of data there is; a picture of the theory needs none
 */
gboolean
nqp_chart_has_data (const NqpChart *self, const NqpView *view)
{
  g_autoptr (NqpTable) table = NULL;

  if (self->theory || self->counts)
    return TRUE;
  table = self->table (view, NQP_TABLE_FILE);
  for (int c = 0; c < nqp_table_n_columns (table); c++)
    {
      const NqpColumnType type = nqp_table_column_type (table, c);

      if ((type != NQP_COLUMN_REAL && type != NQP_COLUMN_REAL_FULL)
          || strcmp (nqp_table_column_name (table, c), "coverage") == 0)
        continue;
      for (int r = 0; r < nqp_table_n_rows (table); r++)
        if (isfinite (nqp_table_get_number (table, c, r)))
          return TRUE;
    }
  return FALSE;
}
