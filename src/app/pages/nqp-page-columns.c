/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-page-columns.h"

#include <glib/gi18n.h>
#include <math.h>

/* Marks of a node's score, or of a leaf's value. */
static guint
node_marks (const NqpView *view, int node, int year, int region)
{
  const NqpScores *scores = view->scores;
  int indicator = scores->tree->nodes[node].indicator;
  guint marks = 0;

  if (indicator >= 0)
    {
      if (nqp_scores_is_treated (scores, node, year, region))
        marks |= NQP_TABLE_MARK_TREATED;
      switch (
          (NqpCellState)scores->x_state[indicator][(gsize)year * (gsize)scores->n_regions + (gsize)region])
        {
        case NQP_CELL_IMPUTED:
          return marks | NQP_TABLE_MARK_IMPUTED;
        case NQP_CELL_EDITED:
          return marks | NQP_TABLE_MARK_EDITED;
        case NQP_CELL_SUSPECT:
          return marks | NQP_TABLE_MARK_SUSPECT;
        case NQP_CELL_OBSERVED:
        case NQP_CELL_DERIVED:
        case NQP_CELL_TREATED:
        default:
          return marks;
        }
    }
  if (nqp_scores_incomplete (scores, node, year, region))
    marks |= NQP_TABLE_MARK_INCOMPLETE;
  if (nqp_scores_is_imputed (scores, node, year, region))
    marks |= NQP_TABLE_MARK_IMPUTED;
  return marks;
}

/* Rows are regions */

static double
rank_number (const NqpView *view, int row, int arg)
{
  int rank = nqp_scores_rank (view->scores, view->measure, view->year, row);

  return rank > 0 ? (double)rank : (double)NAN;
}

static char *
region_text (const NqpView *view, int row, int arg)
{
  return g_strdup (nqp_view_region_name (view, row));
}

static double
measure_number (const NqpView *view, int row, int arg)
{
  return nqp_view_value (view, view->year, row);
}

static guint
measure_marks (const NqpView *view, int row, int arg)
{
  return node_marks (view, view->measure, view->year, row);
}

/* Length of a bar: the score where it is bounded, else the place among the year's scores. */
static double
measure_share (const NqpView *view, int row, int arg)
{
  const NqpScores *scores = view->scores;

  if (nqp_scores_display_factor (scores) == 1)
    return nqp_scores_percentile (scores, view->measure, view->year, row) / 100;
  return nqp_scores_get (scores, view->measure, view->year, row);
}

static NqpColour
measure_colour (const NqpView *view, const NqpStyle *style, int row, int arg)
{
  return nqp_colour_ramp (style, 0.75);
}

static double
score_number (const NqpView *view, int row, int node)
{
  return nqp_scores_get (view->scores, node, view->year, row) * nqp_scores_display_factor (view->scores);
}

static guint
score_marks (const NqpView *view, int row, int node)
{
  return node_marks (view, node, view->year, row);
}

static NqpDatum
score_datum (const NqpView *view, int row, int node)
{
  return (NqpDatum){ row, view->year, node };
}

static double
year_number (const NqpView *view, int row, int year)
{
  return nqp_view_value (view, year, row);
}

static guint
year_marks (const NqpView *view, int row, int year)
{
  return node_marks (view, view->measure, year, row);
}

static NqpDatum
year_datum (const NqpView *view, int row, int year)
{
  return (NqpDatum){ row, year, view->measure };
}

static double
change_number (const NqpView *view, int row, int arg)
{
  double first = NAN, last = NAN;

  for (int t = 0; t < view->scores->n_years; t++)
    {
      double value = nqp_view_value (view, t, row);
      if (isnan (value))
        continue;
      if (isnan (first))
        first = value;
      last = value;
    }
  return last - first;
}

NqpTableColumn
nqp_column_rank (void)
{
  return (NqpTableColumn){
    .id = "rank", .title = "#", .kind = NQP_TABLE_KIND_NUMBER, .number = rank_number, .chars = 3
  };
}

NqpTableColumn
nqp_column_region (void)
{
  return (NqpTableColumn){ .id = "region",
                           .title = _ ("Region"),
                           .kind = NQP_TABLE_KIND_TEXT,
                           .text = region_text,
                           .chars = 10,
                           .expand = TRUE };
}

NqpTableColumn
nqp_column_measure (const NqpView *view, const char *title)
{
  return (NqpTableColumn){ .id = "measure",
                           .title = title,
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .number = measure_number,
                           .marks = measure_marks,
                           .decimals = nqp_view_decimals (view),
                           .chars = 6,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_measure_bar (void)
{
  return (NqpTableColumn){ .id = "bar",
                           .title = "",
                           .kind = NQP_TABLE_KIND_BAR,
                           .number = measure_share,
                           .colour = measure_colour,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_score (const NqpView *view, int node)
{
  return (NqpTableColumn){ .id = view->scores->tree->nodes[node].id,
                           .title = nqp_view_node_name (view, node),
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .arg = node,
                           .number = score_number,
                           .marks = score_marks,
                           .datum = score_datum,
                           .decimals = 1,
                           .chars = 6,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_year (const NqpView *view, int year, const char *title)
{
  return (NqpTableColumn){ .id = title,
                           .title = title,
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .arg = year,
                           .number = year_number,
                           .marks = year_marks,
                           .datum = year_datum,
                           .decimals = nqp_view_decimals (view),
                           .chars = 5,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_change (const NqpView *view, const char *title)
{
  return (NqpTableColumn){ .id = "change",
                           .title = title,
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .number = change_number,
                           .decimals = nqp_view_decimals (view),
                           .chars = 6,
                           .descending = TRUE };
}

/* Draws of the method */

static double
nominal_number (const NqpView *view, int row, int arg)
{
  return view->uncertainty != NULL && view->uncertainty->nominal[row] > 0 ? view->uncertainty->nominal[row]
                                                                          : (double)NAN;
}

static double
draws_number (const NqpView *view, int row, int what)
{
  const NqpUncertainty *result = view->uncertainty;

  if (result == NULL)
    return NAN;
  switch ((NqpDrawsColumn)what)
    {
    case NQP_DRAWS_MEDIAN:
      return result->median[row];
    case NQP_DRAWS_LOW:
      return result->p05[row];
    case NQP_DRAWS_HIGH:
      return result->p95[row];
    case NQP_DRAWS_TOP:
    default:
      return 100 * result->p_top[row];
    }
}

static char *
fragile_text (const NqpView *view, int row, int arg)
{
  return g_strdup (
      view->uncertainty != NULL && nqp_uncertainty_is_fragile (view->uncertainty, row) ? _ ("fragile") : "");
}

static char *
interval_text (const NqpView *view, int row, int arg)
{
  char *text = nqp_view_rank_interval (view, row);

  return text != NULL ? text : g_strdup ("");
}

/* Intervals are sorted by how wide they are. */
static double
interval_number (const NqpView *view, int row, int arg)
{
  const NqpUncertainty *result = nqp_view_uncertainty (view);

  return result != NULL ? result->p95[row] - result->p05[row] : (double)NAN;
}

static char *
interval_fragile_text (const NqpView *view, int row, int arg)
{
  return nqp_view_uncertainty (view) != NULL ? fragile_text (view, row, arg) : g_strdup ("");
}

NqpTableColumn
nqp_column_nominal (void)
{
  return (NqpTableColumn){
    .id = "nominal", .title = "#", .kind = NQP_TABLE_KIND_NUMBER, .number = nominal_number, .chars = 3
  };
}

NqpTableColumn
nqp_column_draws (NqpDrawsColumn what, const char *title)
{
  static const char *const ids[] = { "median", "p05", "p95", "top" };

  return (NqpTableColumn){ .id = ids[what],
                           .title = title,
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .arg = (int)what,
                           .number = draws_number,
                           .chars = 4,
                           .descending = what == NQP_DRAWS_TOP };
}

NqpTableColumn
nqp_column_fragile (const char *title)
{
  return (NqpTableColumn){ .id = "fragile",
                           .title = title,
                           .kind = NQP_TABLE_KIND_TEXT,
                           .text = fragile_text,
                           .chars = 6,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_interval (const char *title)
{
  return (NqpTableColumn){ .id = "interval",
                           .title = title,
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .number = interval_number,
                           .text = interval_text,
                           .chars = 6,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_interval_fragile (const char *title)
{
  return (NqpTableColumn){ .id = "fragile",
                           .title = title,
                           .kind = NQP_TABLE_KIND_TEXT,
                           .text = interval_fragile_text,
                           .chars = 6,
                           .descending = TRUE };
}

/* Rows are indicators */

static char *
indicator_text (const NqpView *view, int row, int arg)
{
  return g_strdup (nqp_view_node_name (view, row));
}

static NqpColour
indicator_colour (const NqpView *view, const NqpStyle *style, int row, int arg)
{
  const NqpTree *tree = view->scores->tree;

  return nqp_colour_pillar (style, tree->nodes[nqp_tree_pillar_of (tree, row)].id);
}

static double
value_number (const NqpView *view, int row, int arg)
{
  const NqpScores *scores = view->scores;
  int indicator = scores->tree->nodes[row].indicator;

  if (view->focus < 0)
    return NAN;
  return scores->x[indicator][(gsize)view->year * (gsize)scores->n_regions + (gsize)view->focus];
}

static guint
value_marks (const NqpView *view, int row, int arg)
{
  return view->focus >= 0 ? node_marks (view, row, view->year, view->focus) : 0;
}

static char *
unit_text (const NqpView *view, int row, int arg)
{
  const NqpScores *scores = view->scores;
  const char *unit
      = nqp_text_get (&scores->panel->indicators[scores->tree->nodes[row].indicator].unit, view->lang);

  return g_strdup (unit != NULL ? unit : "");
}

static double
percentile_number (const NqpView *view, int row, int arg)
{
  return view->focus >= 0 ? nqp_scores_percentile (view->scores, row, view->year, view->focus) : NAN;
}

static double
points_number (const NqpView *view, int row, int arg)
{
  if (view->focus < 0 || isnan (nqp_scores_get (view->scores, 0, view->year, view->focus)))
    return NAN;
  return nqp_scores_contribution (view->scores, 0, row, view->year, view->focus)
         * nqp_scores_display_factor (view->scores);
}

NqpTableColumn
nqp_column_indicator (void)
{
  return (NqpTableColumn){ .id = "indicator",
                           .title = _ ("Indicator"),
                           .kind = NQP_TABLE_KIND_TEXT,
                           .text = indicator_text,
                           .colour = indicator_colour,
                           .chars = 16,
                           .expand = TRUE };
}

NqpTableColumn
nqp_column_value (const char *title)
{
  return (NqpTableColumn){ .id = "value",
                           .title = title,
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .number = value_number,
                           .marks = value_marks,
                           .decimals = -1,
                           .chars = 6 };
}

NqpTableColumn
nqp_column_unit (void)
{
  return (NqpTableColumn){
    .id = "unit", .title = _ ("Unit"), .kind = NQP_TABLE_KIND_TEXT, .text = unit_text, .chars = 8
  };
}

NqpTableColumn
nqp_column_percentile (void)
{
  return (NqpTableColumn){ .id = "percentile",
                           .title = _ ("Pct."),
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .number = percentile_number,
                           .chars = 3,
                           .descending = TRUE };
}

NqpTableColumn
nqp_column_points (void)
{
  return (NqpTableColumn){ .id = "points",
                           .title = _ ("Points"),
                           .kind = NQP_TABLE_KIND_NUMBER,
                           .number = points_number,
                           .decimals = 1,
                           .chars = 4,
                           .descending = TRUE };
}
