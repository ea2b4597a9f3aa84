/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-session-private.h"

/* The chosen scenario, as far as it is one of the region and year that are looked at. */
static NqpScenario *
scenario_here (NqpSession *self)
{
  NqpScenario *scenario = nqp_named_find (self->scenarios, self->scenario);

  return scenario != NULL && scenario->place == self->focus && scenario->year == self->year ? scenario : NULL;
}

/* Assumed values of the region and year looked at, by indicator; NULL if there are none and @make is FALSE. */
static double *
get_values (NqpSession *self, gboolean make)
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

void
nqp_session_keep_values (NqpSession *self, int place, int year, const double *values)
{
  if (self->assumed == NULL)
    self->assumed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->assumed, GINT_TO_POINTER (year * self->panel->n_regions + place),
                       g_memdup2 (values, (gsize)self->panel->n_indicators * sizeof (double)));
}

double *
nqp_session_get_nameless (NqpSession *self, int place, int year)
{
  return self->assumed != NULL
             ? g_hash_table_lookup (self->assumed, GINT_TO_POINTER (year * self->panel->n_regions + place))
             : NULL;
}

void
nqp_session_set_nameless (NqpSession *self, int place, int year, const double *values)
{
  nqp_session_keep_values (self, place, year, values);
  if (place == self->focus && year == self->year)
    self->scenario = 0; /* what is shown is what has changed */
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  nqp_session_touch (self, NQP_CHANGE_WHAT_IF | NQP_CHANGE_SCENARIOS | NQP_CHANGE_HISTORY);
}

static void
values_changed (NqpSession *self, guint flags)
{
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  nqp_session_touch (self, NQP_CHANGE_WHAT_IF | flags);
}

static gpointer
copy_scenario (gconstpointer scenario, gpointer data)
{
  return nqp_scenario_copy (scenario);
}

void
nqp_session_adopt_scenarios (NqpSession *self)
{
  const NqpScenario *chosen = nqp_named_find (self->scenarios, self->scenario);
  g_autoptr (NqpScenario) gone = chosen != NULL ? nqp_scenario_copy (chosen) : NULL;

  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  self->scenarios = g_ptr_array_copy (self->document->now.scenarios, copy_scenario, NULL);
  g_ptr_array_set_free_func (self->scenarios, (GDestroyNotify)nqp_scenario_free);
  if (nqp_named_find (self->scenarios, self->scenario) == NULL)
    {
      /* Its name was taken back: the values are as they were before they had one. */
      self->scenario = 0;
      if (gone != NULL && self->panel != NULL && gone->n_values == self->panel->n_indicators)
        nqp_session_keep_values (self, gone->place, gone->year, gone->values);
    }
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
}

void
nqp_session_forget_what_if (NqpSession *self)
{
  nqp_session_forget_steps (self);
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  g_clear_pointer (&self->assumed, g_hash_table_unref);
  g_clear_pointer (&self->assumed_scores, nqp_scores_unref);
  g_clear_pointer (&self->assumed_base, nqp_scores_unref);
  self->scenario = 0;
}

double
nqp_session_get_assumed (NqpSession *self, int leaf)
{
  const double *values = get_values (self, FALSE);

  return values != NULL ? values[self->tree->nodes[leaf].indicator] : NAN;
}

gboolean
nqp_session_has_assumed (NqpSession *self)
{
  const double *values = get_values (self, FALSE);

  for (int j = 0; values != NULL && j < self->panel->n_indicators; j++)
    if (!isnan (values[j]))
      return TRUE;
  return FALSE;
}

void
nqp_session_assume (NqpSession *self, int leaf, double value)
{
  double *values = get_values (self, TRUE);
  int indicator;

  if (values == NULL)
    return;
  indicator = self->tree->nodes[leaf].indicator;
  if (nqp_number_same (values[indicator], value))
    return;
  if (scenario_here (self) == NULL)
    nqp_session_begin_step (self);
  values[indicator] = value;
  values_changed (self, 0);
}

void
nqp_session_keep_assumed (NqpSession *self)
{
  g_autoptr (GError) error = NULL;
  const NqpScenario *scenario = scenario_here (self);

  nqp_session_end_step (self);
  if (scenario != NULL && nqp_session_can_edit (self))
    nqp_session_say (self, nqp_document_change_scenario (self->document, scenario, &error), &error);
}

void
nqp_session_clear_assumed (NqpSession *self)
{
  double *values = get_values (self, FALSE);

  if (values == NULL)
    return;
  if (scenario_here (self) == NULL)
    nqp_session_begin_step (self);
  for (int j = 0; j < self->panel->n_indicators; j++)
    values[j] = NAN;
  values_changed (self, 0);
  nqp_session_keep_assumed (self);
}

NqpScores *
nqp_session_get_assumed_scores (NqpSession *self)
{
  const double *values = get_values (self, FALSE);
  g_autofree int *leaves = NULL;
  g_autofree double *assumed = NULL;
  g_autoptr (GError) error = NULL;
  int n = 0;

  nqp_session_ensure_scores (self);
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
      nqp_session_message (self, error->message, NULL, NULL);
      return self->scores;
    }
  g_clear_pointer (&self->assumed_base, nqp_scores_unref);
  self->assumed_base = nqp_scores_ref (self->scores);
  return self->assumed_scores;
}

GPtrArray *
nqp_session_get_scenarios (NqpSession *self)
{
  return self->scenarios;
}

gint64
nqp_session_get_scenario (NqpSession *self)
{
  NqpScenario *scenario = scenario_here (self);

  return scenario != NULL ? scenario->id : 0;
}

void
nqp_session_choose_scenario (NqpSession *self, gint64 id)
{
  NqpScenario *scenario = nqp_named_find (self->scenarios, id);

  self->scenario = scenario != NULL ? id : 0;
  if (scenario != NULL)
    {
      nqp_session_set_focus (self, scenario->place);
      nqp_session_set_year (self, scenario->year);
    }
  values_changed (self, NQP_CHANGE_SCENARIOS);
}

gboolean
nqp_session_save_scenario (NqpSession *self, const char *name, GError **error)
{
  const double *values = get_values (self, FALSE);
  g_autoptr (NqpScenario) scenario = NULL;
  gboolean had_name = scenario_here (self) != NULL;
  gint64 id;

  g_return_val_if_fail (self->project != NULL && self->focus >= 0, FALSE);

  scenario = nqp_scenario_new (name, self->focus, self->year, self->panel->n_indicators);
  if (values != NULL)
    memcpy (scenario->values, values, (size_t)self->panel->n_indicators * sizeof (double));
  id = nqp_document_save_scenario (self->document, scenario, error);
  if (id != 0 && !had_name && self->assumed != NULL)
    /* The values have found a name: without it the region is as it is. */
    g_hash_table_remove (self->assumed, GINT_TO_POINTER (self->year * self->panel->n_regions + self->focus));
  nqp_session_after (self, id != 0);
  if (id != 0)
    {
      self->scenario = id;
      values_changed (self, NQP_CHANGE_SCENARIOS);
    }
  return id != 0;
}

gboolean
nqp_session_rename_scenario (NqpSession *self, gint64 id, const char *name, GError **error)
{
  g_return_val_if_fail (self->document != NULL, FALSE);
  return nqp_session_after (self, nqp_document_rename_scenario (self->document, id, name, error));
}

gboolean
nqp_session_delete_scenario (NqpSession *self, gint64 id, GError **error)
{
  gint64 chosen = self->scenario;
  gboolean done;

  g_return_val_if_fail (self->document != NULL, FALSE);
  if (chosen == id)
    self->scenario = 0; /* deleted with its values */
  done = nqp_document_delete_scenario (self->document, id, error);
  if (!done)
    self->scenario = chosen;
  return nqp_session_after (self, done);
}
