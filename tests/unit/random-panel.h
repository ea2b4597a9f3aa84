/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "nqp-panel.h"

/* Panels of any size with seeded random numbers, for tests and benchmarks. */

typedef struct
{
  int n_regions, n_years, n_indicators;
  double gaps;      /* share of cells that are missing */
  gboolean derived; /* indicators are ratios of two series */
  guint32 seed;
  gboolean flagged; /* the last value of the last series is doubtful */
} RandomPanel;

/* Any component of any pillar, so that components have one to a few indicators. */
static inline NqpPanel *
random_panel (const RandomPanel *spec)
{
  static const char *const components[]
      = { "labour-force", "labour-tools", "innovation-input", "green", NULL };
  const int n_series = spec->n_indicators * (spec->derived ? 2 : 1);
  NqpPanel *panel = nqp_panel_new (spec->n_regions, spec->n_regions, spec->n_years, n_series,
                                   spec->n_indicators, 2, 0, spec->flagged ? 1 : 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (spec->seed);

  panel->groups[0] = nqp_text_new ("East", "东部");
  panel->groups[1] = nqp_text_new ("West", "西部");
  for (int i = 0; i < spec->n_regions; i++)
    {
      panel->places[i].code = g_strdup_printf ("R%04d", i);
      panel->places[i].name = nqp_text_new (panel->places[i].code, NULL);
      panel->places[i].group = i % 2;
      panel->places[i].area_km2 = g_rand_double_range (rand, 1e3, 1e6);
    }
  for (int t = 0; t < spec->n_years; t++)
    panel->years[t] = 2000 + t;
  for (int s = 0; s < n_series; s++)
    {
      double scale = exp (g_rand_double_range (rand, -5, 10));
      double skew = g_rand_double_range (rand, 0.2, 1.5);

      panel->series[s].code = g_strdup_printf ("S%d", s);
      panel->series[s].name = nqp_text_new (panel->series[s].code, NULL);
      panel->series[s].unit = nqp_text_new ("unit", NULL);
      for (int t = 0; t < spec->n_years; t++)
        for (int i = 0; i < spec->n_regions; i++)
          if (g_rand_double (rand) >= spec->gaps)
            panel->values[nqp_panel_cell (panel, s, t, i)]
                = scale
                  * exp (skew * (g_rand_double (rand) + g_rand_double (rand) - 1) + 0.03 * t + 0.3 * sin (i));
    }
  for (int j = 0; j < spec->n_indicators; j++)
    {
      NqpIndicator *indicator = &panel->indicators[j];

      indicator->code = g_strdup_printf ("i%d", j);
      indicator->name = nqp_text_new (indicator->code, NULL);
      indicator->unit = nqp_text_new ("unit", NULL);
      indicator->pillar = g_strdup (nqp_pillar_id (j % NQP_N_PILLARS));
      indicator->component = g_strdup (components[g_rand_int_range (rand, 0, G_N_ELEMENTS (components))]);
      indicator->direction = g_rand_int_range (rand, 0, 4) == 0 ? -1 : 1;
      indicator->role = NQP_ROLE_INDEX;
      indicator->numerator = spec->derived ? 2 * j : j;
      indicator->denominator = spec->derived ? 2 * j + 1 : NQP_DENOMINATOR_NONE;
      indicator->factor = spec->derived ? 100 : 1;
    }
  if (spec->flagged)
    {
      panel->flags[0] = (NqpFlag){ spec->n_regions - 1, spec->n_years - 1, n_series - 1,
                                   g_strdup ("doubtful"), FALSE };
      panel->states[nqp_panel_cell (panel, n_series - 1, spec->n_years - 1, spec->n_regions - 1)]
          = NQP_CELL_SUSPECT;
    }
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}
