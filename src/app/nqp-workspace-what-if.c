/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-workspace-private.h"

static NqpScenario *
find_scenario (NqpWorkspace *self, gint64 id)
{
  for (guint i = 0; self->scenarios != NULL && id != 0 && i < self->scenarios->len; i++)
    {
      NqpScenario *scenario = g_ptr_array_index (self->scenarios, i);

      if (scenario->id == id)
        return scenario;
    }
  return NULL;
}

/* The chosen scenario, as far as it is one of the region and year that are looked at. */
static NqpScenario *
scenario_here (NqpWorkspace *self)
{
  NqpScenario *scenario = find_scenario (self, self->scenario);

  return scenario != NULL && scenario->place == self->focus && scenario->year == self->year ? scenario : NULL;
}

/* Assumed values of the region and year looked at, by indicator; NULL if there are none and @make is FALSE. */
static double *
get_values (NqpWorkspace *self, gboolean make)
{
  NqpScenario *scenario = scenario_here (self);
  gpointer key;
  double *values;

  if (scenario != NULL)
    return scenario->values;
  if (self->panel == NULL || self->focus < 0)
    return NULL;
  key = GINT_TO_POINTER (self->year * self->panel->n_regions + self->focus);
  values = self->assumed != NULL ? g_hash_table_lookup (self->assumed, key) : NULL;
  if (values != NULL || !make)
    return values;
  if (self->assumed == NULL)
    self->assumed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  values = g_new (double, MAX (self->panel->n_indicators, 1));
  for (int j = 0; j < self->panel->n_indicators; j++)
    values[j] = NAN;
  g_hash_table_insert (self->assumed, key, values);
  return values;
}

static void
keep_values (NqpWorkspace *self, int place, int year, const double *values)
{
  if (self->assumed == NULL)
    self->assumed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->assumed, GINT_TO_POINTER (year * self->panel->n_regions + place),
                       g_memdup2 (values, (gsize)self->panel->n_indicators * sizeof (double)));
}

static void
values_changed (NqpWorkspace *self, guint flags)
{
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  nqp_workspace_touch (self, NQP_CHANGE_WHAT_IF | flags);
}

gboolean
nqp_workspace_reload_scenarios (NqpWorkspace *self, GError **error)
{
  GPtrArray *scenarios = nqp_project_read_scenarios (self->project, error);
  const NqpScenario *chosen = find_scenario (self, self->scenario);
  g_autoptr (NqpScenario) gone = chosen != NULL ? nqp_scenario_copy (chosen) : NULL;

  if (scenarios == NULL)
    return FALSE;
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  self->scenarios = scenarios;
  if (find_scenario (self, self->scenario) == NULL)
    {
      /* Its name was taken back: the values are as they were before they had one. */
      self->scenario = 0;
      if (gone != NULL && self->panel != NULL && gone->n_values == self->panel->n_indicators)
        keep_values (self, gone->place, gone->year, gone->values);
    }
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  return TRUE;
}

void
nqp_workspace_forget_what_if (NqpWorkspace *self)
{
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  g_clear_pointer (&self->assumed, g_hash_table_unref);
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  g_clear_pointer (&self->assumed_base, nqp_scores_unref);
  self->scenario = 0;
}

double
nqp_workspace_get_assumed (NqpWorkspace *self, int leaf)
{
  const double *values = get_values (self, FALSE);

  return values != NULL ? values[self->tree->nodes[leaf].indicator] : NAN;
}

gboolean
nqp_workspace_has_assumed (NqpWorkspace *self)
{
  const double *values = get_values (self, FALSE);

  for (int j = 0; values != NULL && j < self->panel->n_indicators; j++)
    if (!isnan (values[j]))
      return TRUE;
  return FALSE;
}

void
nqp_workspace_assume (NqpWorkspace *self, int leaf, double value)
{
  double *values = get_values (self, TRUE);
  int indicator;

  if (values == NULL)
    return;
  indicator = self->tree->nodes[leaf].indicator;
  if (values[indicator] == value || (isnan (values[indicator]) && isnan (value)))
    return;
  values[indicator] = value;
  values_changed (self, 0);
}

void
nqp_workspace_keep_assumed (NqpWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  NqpScenario *scenario = scenario_here (self);

  if (scenario == NULL || !nqp_workspace_can_edit (self))
    return;
  /* Translators: an entry of the undo history; the name of a scenario */
  label = g_strdup_printf (_ ("Change of “%s”"), scenario->name);
  if (!nqp_project_save_scenario (self->project, scenario, label, &error))
    nqp_workspace_message (self, error->message, NULL, NULL);
  nqp_workspace_touch (self, NQP_CHANGE_SCENARIOS | NQP_CHANGE_HISTORY);
}

void
nqp_workspace_clear_assumed (NqpWorkspace *self)
{
  double *values = get_values (self, FALSE);

  for (int j = 0; values != NULL && j < self->panel->n_indicators; j++)
    values[j] = NAN;
  if (values == NULL)
    return;
  values_changed (self, 0);
  nqp_workspace_keep_assumed (self);
}

NqpScores *
nqp_workspace_get_assumed_scores (NqpWorkspace *self)
{
  const double *values = get_values (self, FALSE);
  g_autofree int *leaves = NULL;
  g_autofree double *assumed = NULL;
  g_autoptr (GError) error = NULL;
  int n = 0;

  nqp_workspace_ensure_scores (self);
  if (values == NULL || self->scores == NULL)
    return self->scores;
  if (self->assumed_scores != NULL && self->assumed_base == self->scores)
    return self->assumed_scores;
  leaves = g_new (int, MAX (self->tree->n_leaves, 1));
  assumed = g_new (double, MAX (self->tree->n_leaves, 1));
  for (int i = 0; i < self->tree->n_leaves; i++)
    {
      int leaf = self->tree->leaves[i];
      double value = values[self->tree->nodes[leaf].indicator];

      if (isnan (value) || !nqp_tree_is_on (self->tree, leaf))
        continue;
      leaves[n] = leaf;
      assumed[n++] = value;
    }
  if (n == 0)
    return self->scores;
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  self->assumed_scores
      = nqp_scores_what_if (self->scores, self->year, self->focus, n, leaves, assumed, &error);
  if (self->assumed_scores == NULL)
    {
      nqp_workspace_message (self, error->message, NULL, NULL);
      return self->scores;
    }
  g_clear_pointer (&self->assumed_base, nqp_scores_unref);
  self->assumed_base = nqp_scores_ref (self->scores);
  return self->assumed_scores;
}

void
nqp_workspace_get_assumed_view (NqpWorkspace *self, NqpView *view)
{
  NqpScores *assumed = nqp_workspace_get_assumed_scores (self);

  nqp_workspace_get_view (self, view);
  if (assumed == self->scores)
    return;
  view->before = self->scores;
  view->scores = assumed;
}

GPtrArray *
nqp_workspace_get_scenarios (NqpWorkspace *self)
{
  return self->scenarios;
}

gint64
nqp_workspace_get_scenario (NqpWorkspace *self)
{
  NqpScenario *scenario = scenario_here (self);

  return scenario != NULL ? scenario->id : 0;
}

void
nqp_workspace_choose_scenario (NqpWorkspace *self, gint64 id)
{
  NqpScenario *scenario = find_scenario (self, id);

  self->scenario = scenario != NULL ? id : 0;
  if (scenario != NULL)
    {
      nqp_workspace_set_focus (self, scenario->place);
      nqp_workspace_set_year (self, scenario->year);
    }
  values_changed (self, NQP_CHANGE_SCENARIOS);
}

static char *
free_name (NqpWorkspace *self, const char *name, gint64 but)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  for (guint i = 0; i < self->scenarios->len; i++)
    {
      const NqpScenario *one = g_ptr_array_index (self->scenarios, i);

      if (one->id != but)
        g_ptr_array_add (taken, one->name);
    }
  return nqp_workspace_free_name (name, taken);
}

static gboolean
write_scenario (NqpWorkspace *self, NqpScenario *scenario, const char *label, GError **error)
{
  if (!nqp_project_save_scenario (self->project, scenario, label, error)
      || !nqp_workspace_reload_scenarios (self, error))
    return FALSE;
  values_changed (self, NQP_CHANGE_SCENARIOS | NQP_CHANGE_HISTORY);
  return TRUE;
}

gboolean
nqp_workspace_save_scenario (NqpWorkspace *self, const char *name, GError **error)
{
  const double *values = get_values (self, FALSE);
  g_autoptr (NqpScenario) scenario = NULL;
  g_autofree char *free = NULL;
  g_autofree char *label = NULL;
  gboolean had_name = scenario_here (self) != NULL;

  g_return_val_if_fail (self->project != NULL && self->focus >= 0, FALSE);

  free = free_name (self, name, 0);
  scenario = nqp_scenario_new (free, self->focus, self->year, self->panel->n_indicators);
  if (values != NULL)
    memcpy (scenario->values, values, (size_t)self->panel->n_indicators * sizeof (double));
  label = g_strdup_printf (_ ("Scenario “%s”"), free);
  if (!write_scenario (self, scenario, label, error))
    return FALSE;
  /* The values have found a name: without it the region is as it is. */
  if (!had_name && self->assumed != NULL)
    g_hash_table_remove (self->assumed, GINT_TO_POINTER (self->year * self->panel->n_regions + self->focus));
  self->scenario = scenario->id;
  return TRUE;
}

gboolean
nqp_workspace_rename_scenario (NqpWorkspace *self, gint64 id, const char *name, GError **error)
{
  const NqpScenario *found = find_scenario (self, id);
  g_autoptr (NqpScenario) scenario = found != NULL ? nqp_scenario_copy (found) : NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (scenario != NULL, FALSE);

  g_free (scenario->name);
  scenario->name = free_name (self, name, id);
  label = g_strdup_printf (_ ("Rename to %s"), scenario->name);
  return write_scenario (self, scenario, label, error);
}

gboolean
nqp_workspace_delete_scenario (NqpWorkspace *self, gint64 id, GError **error)
{
  const NqpScenario *scenario = find_scenario (self, id);
  g_autofree char *label = NULL;

  g_return_val_if_fail (scenario != NULL, FALSE);

  label = g_strdup_printf (_ ("Delete “%s”"), scenario->name);
  if (!nqp_project_delete_scenario (self->project, id, label, error))
    return FALSE;
  if (self->scenario == id)
    self->scenario = 0; /* deleted with its values */
  if (!nqp_workspace_reload_scenarios (self, error))
    return FALSE;
  values_changed (self, NQP_CHANGE_SCENARIOS | NQP_CHANGE_HISTORY);
  return TRUE;
}
