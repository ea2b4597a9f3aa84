/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cells.h"

#include <math.h>

static void
look_at_formula (const NqpPanel *panel, const NqpIndicator *it, guint8 *kinds)
{
  const gsize n_cells = (gsize)panel->n_years * (gsize)panel->n_regions;
  g_autofree double *x = g_new (double, n_cells + 1);
  g_autofree guint8 *suspect = g_new (guint8, n_cells + 1);

  nqp_panel_evaluate_formula (panel, it, x, suspect);
  for (gsize c = 0; c < n_cells; c++)
    kinds[c] = isnan (x[c]) ? NQP_CELL_KIND_MISSING
               : suspect[c] ? NQP_CELL_KIND_SUSPECT
                            : NQP_CELL_KIND_PRESENT;
}

static void
look_at_fraction (const NqpPanel *panel, const NqpIndicator *it, guint8 *kinds)
{
  const gsize n_cells = (gsize)panel->n_years * (gsize)panel->n_regions;

  for (int k = 0; k < nqp_indicator_n_operands (it); k++)
    {
      const int series = nqp_indicator_operand (it, k);
      const gsize first = series >= 0 ? nqp_panel_cell (panel, series, 0, 0) : 0;

      for (gsize c = 0; c < n_cells; c++)
        {
          const double x
              = series >= 0 ? panel->values[first + c] : panel->places[c % (gsize)panel->n_regions].area_km2;

          if (isnan (x) || (k > 0 && (series >= 0 ? x == 0 : x <= 0)))
            kinds[c] = NQP_CELL_KIND_MISSING;
          else if (series >= 0 && kinds[c] == NQP_CELL_KIND_PRESENT
                   && panel->states[first + c] == NQP_CELL_SUSPECT)
            kinds[c] = NQP_CELL_KIND_SUSPECT;
        }
    }
}

guint8 *
nqp_cells_look (const NqpPanel *panel, int indicator)
{
  guint8 *kinds = g_new0 (guint8, (gsize)panel->n_years * (gsize)panel->n_regions + 1);
  const NqpIndicator *it = &panel->indicators[indicator];

  if (it->formula != NULL)
    look_at_formula (panel, it, kinds);
  else
    look_at_fraction (panel, it, kinds);
  return kinds;
}

NqpCellCounts
nqp_cells_count (const NqpPanel *panel, int indicator)
{
  g_autofree guint8 *kinds = nqp_cells_look (panel, indicator);
  const gboolean is_derived = nqp_indicator_is_derived (&panel->indicators[indicator]);
  NqpCellCounts counts = { .cells = panel->n_years * panel->n_regions };

  for (int c = 0; c < counts.cells; c++)
    {
      counts.missing += kinds[c] == NQP_CELL_KIND_MISSING;
      counts.suspect += kinds[c] == NQP_CELL_KIND_SUSPECT;
      counts.derived += kinds[c] == NQP_CELL_KIND_PRESENT && is_derived;
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
