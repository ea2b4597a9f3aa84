/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cells.h"

#include <math.h>

static gboolean
series_has_value (const NqpPanel *panel, int series, int year, int region)
{
  return !isnan (panel->values[nqp_panel_cell (panel, series, year, region)]);
}

static gboolean
series_is_suspect (const NqpPanel *panel, int series, int year, int region)
{
  return panel->states[nqp_panel_cell (panel, series, year, region)] == NQP_CELL_SUSPECT;
}

gboolean
nqp_cells_has_value (const NqpPanel *panel, int indicator, int year, int region)
{
  const NqpIndicator *it = &panel->indicators[indicator];

  if (!series_has_value (panel, it->numerator, year, region))
    return FALSE;
  if (it->denominator == NQP_DENOMINATOR_AREA)
    return panel->places[region].area_km2 > 0.0;
  if (it->denominator >= 0)
    {
      double value = panel->values[nqp_panel_cell (panel, it->denominator, year, region)];
      return !isnan (value) && value != 0.0;
    }
  return TRUE;
}

static gboolean
is_suspect (const NqpPanel *panel, const NqpIndicator *it, int year, int region)
{
  return series_is_suspect (panel, it->numerator, year, region)
         || (it->denominator >= 0 && series_is_suspect (panel, it->denominator, year, region));
}

NqpCellCounts
nqp_cells_count (const NqpPanel *panel, int indicator)
{
  const NqpIndicator *it = &panel->indicators[indicator];
  gboolean is_formula = it->denominator != NQP_DENOMINATOR_NONE || it->factor != 1.0;
  NqpCellCounts counts = { .cells = panel->n_years * panel->n_regions };

  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      {
        if (!nqp_cells_has_value (panel, indicator, t, i))
          counts.missing++;
        else if (is_suspect (panel, it, t, i))
          counts.suspect++;
        else if (is_formula)
          counts.derived++;
      }
  return counts;
}

NqpCellCounts
nqp_cells_count_all (const NqpPanel *panel)
{
  NqpCellCounts sum = { 0 };

  for (int j = 0; j < panel->n_indicators; j++)
    {
      NqpCellCounts counts = nqp_cells_count (panel, j);

      sum.cells += counts.cells;
      sum.missing += counts.missing;
      sum.suspect += counts.suspect;
      sum.derived += counts.derived;
    }
  return sum;
}
