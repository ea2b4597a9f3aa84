/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-values-view.h"

/* From elsewhere to a cell. */

static void
move_to (NqpGrid *grid, int year, int region)
{
  const NqpValueGrid *values = nqp_grid_get_values (grid);

  for (int row = 0; values != NULL && row < values->n_rows; row++)
    for (int column = 0; column < values->n_columns; column++)
      {
        int v, t, i;

        nqp_value_grid_locate (values, row, column, &v, &t, &i);
        if ((year >= 0 && t != year) || (region >= 0 && i != region))
          continue;
        nqp_grid_move_to (grid, row, column, FALSE);
        return;
      }
}

void
nqp_values_view_lead_to (NqpValuesView *self, NqpSession *session, int series, int year, int region)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  const NqpTree *tree = nqp_session_get_tree (session);
  const int indicator = series >= 0 ? nqp_value_grid_find_plain (panel, series) : -1;
  const char *code = indicator >= 0 ? panel->indicators[indicator].code
                     : series >= 0  ? panel->series[series].code
                                    : NULL;
  NqpGrid *grid;

  if (region >= 0)
    nqp_session_set_focus (session, region);
  if (year >= 0)
    nqp_session_set_year (session, year);
  if (tree != NULL && indicator >= 0 && nqp_tree_find_indicator (tree, indicator) >= 0)
    nqp_session_set_measure (session, nqp_tree_find_indicator (tree, indicator));
  grid = nqp_values_view_show_whole (self, series >= 0 ? NQP_GRID_OF_VARIABLE : NQP_GRID_OF_REGION, code);
  move_to (grid, year, series >= 0 ? region : -1);
  gtk_widget_grab_focus (GTK_WIDGET (grid));
}
