/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scenario-parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"

char *
nqp_scenario_label (const NqpScenario *scenario, const NqpPanel *panel, NqpLang lang)
{
  /* Translators: region, year, name of a scenario */
  return g_strdup_printf (_ ("%s %d: %s"), nqp_panel_place_name (panel, scenario->place, lang),
                          panel->years[scenario->year], scenario->name);
}

NqpScores *
nqp_scenario_scores (const NqpScenario *scenario, const NqpScores *scores, GError **error)
{
  const NqpTree *tree = scores->tree;
  g_autofree int *leaves = g_new (int, MAX (tree->n_leaves, 1));
  g_autofree double *values = g_new (double, MAX (tree->n_leaves, 1));
  int n = 0;

  for (int i = 0; i < tree->n_leaves; i++)
    {
      int leaf = tree->leaves[i];
      int indicator = tree->nodes[leaf].indicator;

      if (!nqp_tree_is_on (tree, leaf) || indicator >= scenario->n_values
          || isnan (scenario->values[indicator]))
        continue;
      leaves[n] = leaf;
      values[n++] = scenario->values[indicator];
    }
  return nqp_scores_what_if (scores, scenario->year, scenario->place, n, leaves, values, error);
}

NqpScenario *
nqp_scenario_move (const NqpScenario *scenario, const NqpPanel *from, const NqpPanel *to)
{
  NqpScenario *moved;
  int place, year;

  if (from == to)
    return nqp_scenario_copy (scenario);
  place = nqp_panel_find_place (to, from->places[scenario->place].code);
  year = nqp_panel_find_year (to, from->years[scenario->year]);
  if (place < 0 || place >= to->n_regions || year < 0)
    return NULL;
  moved = nqp_scenario_new (scenario->name, place, year, to->n_indicators);
  moved->id = scenario->id;
  moved->note = g_strdup (scenario->note);
  for (int j = 0; j < MIN (scenario->n_values, from->n_indicators); j++)
    {
      int indicator = -1;

      if (!isnan (scenario->values[j]))
        indicator = nqp_panel_find_indicator (to, from->indicators[j].code);
      if (indicator >= 0)
        moved->values[indicator] = scenario->values[j];
    }
  return moved;
}

static const char *
chosen_name (NqpSession *session)
{
  GPtrArray *scenarios = nqp_session_get_scenarios (session);
  gint64 id = nqp_session_get_scenario (session);

  for (guint i = 0; scenarios != NULL && i < scenarios->len; i++)
    {
      const NqpScenario *scenario = g_ptr_array_index (scenarios, i);

      if (scenario->id == id)
        return scenario->name;
    }
  return NULL;
}

NqpScenario *
nqp_scenario_of_session (NqpSession *session, const char *name)
{
  const NqpPanel *panel = nqp_session_get_panel (session);
  const NqpTree *tree = nqp_session_get_tree (session);
  int region = nqp_session_get_focus (session);
  const char *chosen = chosen_name (session);
  NqpScenario *scenario;

  if (panel == NULL || region < 0 || region >= panel->n_regions)
    return NULL;
  scenario = nqp_scenario_new (chosen != NULL ? chosen : name, region, nqp_session_get_year (session),
                               panel->n_indicators);
  for (int i = 0; i < tree->n_leaves; i++)
    scenario->values[tree->nodes[tree->leaves[i]].indicator]
        = nqp_session_get_assumed (session, tree->leaves[i]);
  return scenario;
}

static const char *
points (const NqpScores *scores, int year, int region, char number[NQP_NUMBER_SIZE])
{
  double factor = nqp_scores_display_factor (scores);

  return nqp_number_to_screen (factor * nqp_scores_get (scores, 0, year, region), factor == 1 ? 2 : 1,
                               number);
}

char *
nqp_scenario_outcome (const NqpScores *before, const NqpScores *after, int year, int region, int *places)
{
  int rank_before = nqp_scores_rank (before, 0, year, region);
  int rank_after = nqp_scores_rank (after, 0, year, region);
  int n = nqp_scores_n_ranked (after, 0, year);
  char from[NQP_NUMBER_SIZE], to[NQP_NUMBER_SIZE];

  *places = rank_before > 0 && rank_after > 0 ? rank_before - rank_after : 0;
  points (before, year, region, from);
  points (after, year, region, to);
  if (rank_after == 0)
    return g_strdup (_ ("No score: too few indicators have a value"));
  if (rank_before == 0)
    /* Translators: a score, a rank, how many regions have one */
    return g_strdup_printf (_ ("no score → %s points, rank %d of %d"), to, rank_after, n);
  if (before == after || (rank_before == rank_after && strcmp (from, to) == 0))
    return g_strdup_printf (_ ("%s points, rank %d of %d"), to, rank_after, n);
  if (rank_before == rank_after)
    return g_strdup_printf (_ ("%s → %s points, still rank %d of %d"), from, to, rank_after, n);
  /* Translators: score before and after, rank before and after, how many regions have one */
  return g_strdup_printf (_ ("%s → %s points, rank %d → %d of %d"), from, to, rank_before, rank_after, n);
}

static double
points_of (const NqpScores *scores, int leaf, int year, int region)
{
  if (isnan (nqp_scores_get (scores, 0, year, region)))
    return NAN;
  return nqp_scores_display_factor (scores) * nqp_scores_contribution (scores, 0, leaf, year, region);
}

NqpTable *
nqp_scenario_table (const NqpScenario *scenario, const NqpScores *before, const NqpScores *after,
                    NqpLang lang)
{
  const NqpPanel *panel = before->panel;
  const NqpTree *tree = before->tree;
  const gsize cell = (gsize)scenario->year * (gsize)before->n_regions + (gsize)scenario->place;
  NqpTable *table = nqp_table_new ();

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "scenario", _ ("Scenario"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "indicator", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "unit", _ ("Unit"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "current", _ ("Current value"), NULL, NQP_COLUMN_REAL, -1);
  nqp_table_add_column (table, "assumed", _ ("Assumed value"), NULL, NQP_COLUMN_REAL, -1);
  nqp_table_add_column (table, "points_current", _ ("Points now"), NULL, NQP_COLUMN_REAL, 1);
  nqp_table_add_column (table, "points_assumed", _ ("Points assumed"), NULL, NQP_COLUMN_REAL, 1);
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int leaf = tree->leaves[i];
      const NqpIndicator *indicator = &panel->indicators[tree->nodes[leaf].indicator];

      if (!nqp_tree_is_on (tree, leaf))
        continue;
      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, panel->places[scenario->place].code);
      nqp_table_set_number (table, 1, panel->years[scenario->year]);
      nqp_table_set_text (table, 2, scenario->name);
      nqp_table_set_text (table, 3, indicator->code);
      nqp_table_set_text (table, 4, nqp_text_get (&tree->nodes[leaf].name, lang));
      nqp_table_set_text (table, 5, nqp_text_get (&indicator->unit, lang));
      nqp_table_set_number (table, 6, before->x[tree->nodes[leaf].indicator][cell]);
      nqp_table_set_number (table, 7, scenario->values[tree->nodes[leaf].indicator]);
      nqp_table_set_number (table, 8, points_of (before, leaf, scenario->year, scenario->place));
      nqp_table_set_number (table, 9, points_of (after, leaf, scenario->year, scenario->place));
    }
  return table;
}
