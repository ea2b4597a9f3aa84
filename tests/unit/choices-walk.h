/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scores.h"
#include "random-panel.h"

/* Walks what there is to choose, for tests of all of it. */

/* Makes @choice the one of @stage, as a user does: by its id. */
static inline void
walk_choose (NqpMethod *method, int stage, int choice)
{
  g_autoptr (GError) error = NULL;

  nqp_method_set (method, nqp_stages[stage].key, nqp_choice ((NqpStage)stage, choice)->id, &error);
  g_assert_no_error (error);
}

typedef void (*WalkFunc) (const NqpMethod *method, gpointer data);

/* Every choice of every stage with every choice of every other; the stages besides are as a new method has them, with equal
 * weights. */
static inline void
walk_pairs (WalkFunc func, gpointer data)
{
  for (int a = 0; a < NQP_N_STAGES; a++)
    for (int b = a + 1; b < NQP_N_STAGES; b++)
      for (int i = 0; i < nqp_stages[a].n; i++)
        for (int k = 0; k < nqp_stages[b].n; k++)
          {
            NqpMethod method;

            nqp_method_init (&method);
            method.scheme = NQP_SCHEME_EQUAL;
            walk_choose (&method, a, i);
            walk_choose (&method, b, k);
            func (&method, data);
          }
}

/* Every combination there is. */
static inline void
walk_all (WalkFunc func, gpointer data)
{
  int at[NQP_N_STAGES] = { 0 };

  for (int stage = 0; stage < NQP_N_STAGES;)
    {
      NqpMethod method;

      nqp_method_init (&method);
      for (int s = 0; s < NQP_N_STAGES; s++)
        walk_choose (&method, s, at[s]);
      func (&method, data);
      for (stage = 0; stage < NQP_N_STAGES && ++at[stage] == nqp_stages[stage].n; stage++)
        at[stage] = 0;
    }
}

/* A panel of series as published, with a long tail in the first, some gaps and all values above 0. */
static inline NqpPanel *
walk_panel (int n_regions, int n_years, int n_indicators)
{
  const RandomPanel spec = { n_regions, n_years, n_indicators, 0.1, FALSE, 77 };
  NqpPanel *panel = random_panel (&spec);

  if (n_regions > 1 && n_years > 1)
    panel->values[nqp_panel_cell (panel, 0, n_years - 1, 1)]
        = 1e9;
  return panel;
}
