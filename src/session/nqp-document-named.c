/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-scenario-parts.h"

/* Weights and scenarios with a name. */

/* @name, or with a number behind it if one of @things has it: names are what tells them apart for a user. */
static char *
free_name (const char *name, GPtrArray *things, gint64 but,
           void (*look) (gconstpointer, gint64 *, const char **))
{
  for (int n = 1;; n++)
    {
      g_autofree char *tried = n == 1 ? g_strdup (name) : g_strdup_printf ("%s %d", name, n);
      gboolean taken = FALSE;

      for (guint i = 0; i < things->len && !taken; i++)
        {
          gint64 id;
          const char *other;

          look (g_ptr_array_index (things, i), &id, &other);
          taken = id != but && g_strcmp0 (other, tried) == 0;
        }
      if (!taken)
        return g_steal_pointer (&tried);
    }
}

/* ---- schemes ----------------------------------------------------------------------------------------------------- */

static void
look_at_scheme (gconstpointer thing, gint64 *id, const char **name)
{
  const NqpSavedScheme *scheme = thing;

  *id = scheme->id;
  *name = scheme->name;
}

/* Begins an edit of a scheme; NULL with @error set if it is gone. */
static const NqpSavedScheme *
begin_scheme (NqpEditing *self, NqpDocument *document, gint64 id, GError **error)
{
  const NqpSavedScheme *scheme, *was;

  if (!nqp_editing_begin (self, document, error))
    return NULL;
  scheme = nqp_contents_find_scheme (&document->now, id);
  was = nqp_contents_find_scheme (&self->seen, id);
  if (scheme == NULL)
    nqp_editing_fail_gone (was != NULL ? was->name : "", error);
  return scheme;
}

static gboolean
end_saving_scheme (NqpEditing *self, NqpSavedScheme *scheme, const char *label, GError **error)
{
  gboolean ok = nqp_project_save_scheme (self->document->project, scheme, label, error);

  return nqp_editing_end (self, ok, NQP_PROJECT_SCHEMES, NQP_PROJECT_SCHEMES, error);
}

/**
 * nqp_document_save_scheme:
 * @name: the one it gets, with a number if it is taken
 * @method: what the weights were made with
 * @tree: the weights, as seen by who saves them
 *
 * Returns: its id; 0 with @error set
 */
gint64
nqp_document_save_scheme (NqpDocument *self, const char *name, const NqpMethod *method, NqpTree *tree,
                          GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autoptr (NqpTree) weights = NULL;
  g_autofree char *free = NULL, *label = NULL, *line = nqp_method_to_string (method);

  if (!nqp_editing_begin (&editing, self, error))
    return 0;
  free = free_name (name, self->now.schemes, 0, look_at_scheme);
  weights = nqp_tree_with_weights_of (self->now.tree, tree);
  scheme = nqp_saved_scheme_new (free, line, weights);
  /* Translators: an entry of the undo history; the name of a set of weights */
  label = g_strdup_printf (_ ("Save weights as “%s”"), free);
  return end_saving_scheme (&editing, scheme, label, error) ? scheme->id : 0;
}

/**
 * nqp_document_adopt_scheme:
 * @name: the one it gets, with a number if it is taken
 * @tree: the project's tree with other weights, e.g. read from a file
 *
 * Saves these weights and puts them in force, as custom ones: one action.
 */
gboolean
nqp_document_adopt_scheme (NqpDocument *self, const char *name, NqpTree *tree, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autoptr (NqpTree) weights = NULL;
  g_autofree char *free = NULL, *label = NULL, *line = NULL;
  NqpMethod own;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  free = free_name (name, self->now.schemes, 0, look_at_scheme);
  own = self->now.own;
  own.scheme = NQP_SCHEME_CUSTOM;
  own.custom_from = NQP_SCHEME_CUSTOM;
  line = nqp_method_to_string (&own);
  weights = nqp_tree_with_weights_of (self->now.tree, tree);
  scheme = nqp_saved_scheme_new (free, line, weights);
  /* Translators: an entry of the undo history; the name of a set of weights that was read from a file */
  label = g_strdup_printf (_ ("Import of the weights “%s”"), free);
  ok = nqp_editing_put_weights (&editing, weights, &own, scheme, label, error);
  return nqp_editing_end (&editing, ok, NQP_PROJECT_SCHEMES | NQP_PROJECT_WEIGHTS, NQP_PROJECT_SCHEMES,
                          error);
}

gboolean
nqp_document_rename_scheme (NqpDocument *self, gint64 id, const char *name, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpSavedScheme *found = begin_scheme (&editing, self, id, error);
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;

  if (found == NULL)
    return FALSE;
  free = free_name (name, self->now.schemes, id, look_at_scheme);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  scheme->id = id;
  label = g_strdup_printf (_ ("Rename to %s"), free);
  return end_saving_scheme (&editing, scheme, label, error);
}

gboolean
nqp_document_duplicate_scheme (NqpDocument *self, gint64 id, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpSavedScheme *found = begin_scheme (&editing, self, id, error);
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;

  if (found == NULL)
    return FALSE;
  free = free_name (found->name, self->now.schemes, 0, look_at_scheme);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  label = g_strdup_printf (_ ("Duplicate “%s”"), found->name);
  return end_saving_scheme (&editing, scheme, label, error);
}

gboolean
nqp_document_delete_scheme (NqpDocument *self, gint64 id, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpSavedScheme *found = begin_scheme (&editing, self, id, error);
  g_autofree char *label = found != NULL ? g_strdup_printf (_ ("Delete “%s”"), found->name) : NULL;

  return found != NULL
         && nqp_editing_end (&editing, nqp_project_delete_scheme (self->project, id, label, error),
                             NQP_PROJECT_SCHEMES, NQP_PROJECT_SCHEMES, error);
}

/**
 * nqp_document_use_scheme:
 *
 * Its weights, locks and switches come into force; treatment, normalisation and aggregation stay. From then on they are custom
 * weights that began as what the scheme began as.
 */
gboolean
nqp_document_use_scheme (NqpDocument *self, gint64 id, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpSavedScheme *scheme = begin_scheme (&editing, self, id, error);
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;
  NqpMethod own, saved;
  gboolean ok;

  if (scheme == NULL)
    return FALSE;
  own = self->now.own;
  nqp_method_init (&saved);
  own.custom_from = NQP_SCHEME_CUSTOM;
  if (nqp_method_parse (&saved, scheme->method, NULL))
    own.custom_from = saved.scheme == NQP_SCHEME_CUSTOM ? saved.custom_from : saved.scheme;
  own.scheme = NQP_SCHEME_CUSTOM;
  label = g_strdup_printf (_ ("Weights: %s"), scheme->name);
  tree = nqp_tree_with_weights_of (self->now.tree, scheme->tree);
  ok = nqp_editing_put_weights (&editing, tree, &own, NULL, label, error);
  return nqp_editing_end (&editing, ok, NQP_PROJECT_WEIGHTS, 0, error);
}

/* ---- scenarios --------------------------------------------------------------------------------------------------- */

static void
look_at_scenario (gconstpointer thing, gint64 *id, const char **name)
{
  const NqpScenario *scenario = thing;

  *id = scenario->id;
  *name = scenario->name;
}

/* Begins an edit of a scenario: (transfer full): a copy of what is there now, to be changed; NULL with @error set if it is
 * gone. */
static NqpScenario *
begin_scenario (NqpEditing *self, NqpDocument *document, gint64 id, GError **error)
{
  const NqpScenario *scenario, *was;

  if (!nqp_editing_begin (self, document, error))
    return NULL;
  scenario = nqp_contents_find_scenario (&document->now, id);
  was = nqp_contents_find_scenario (&self->seen, id);
  if (scenario != NULL)
    return nqp_scenario_copy (scenario);
  nqp_editing_fail_gone (was != NULL ? was->name : "", error);
  return NULL;
}

static gboolean
end_scenarios (NqpEditing *self, gboolean ok, GError **error)
{
  return nqp_editing_end (self, ok, NQP_PROJECT_SCENARIOS, NQP_PROJECT_SCENARIOS, error);
}

/* What its place and year would come to is computed before it is written. */
static gboolean
end_saving_scenario (NqpEditing *self, NqpScenario *scenario, const char *label, GError **error)
{
  NqpDocument *document = self->document;
  g_autoptr (NqpScores) scores = nqp_scenario_scores (scenario, document->now.scores, error);

  return end_scenarios (
      self, scores != NULL && nqp_project_save_scenario (document->project, scenario, label, error), error);
}

/* @scenario as it was seen, with the positions of now; NULL with @error set if its place or year is gone. */
static NqpScenario *
move_to_now (NqpEditing *self, const NqpScenario *scenario, GError **error)
{
  NqpScenario *moved = nqp_scenario_move (scenario, self->seen.panel, self->document->now.panel);

  if (moved == NULL)
    nqp_editing_fail_gone (scenario->name, error);
  return moved;
}

/**
 * nqp_document_save_scenario:
 * @scenario: its id does not count; its name gets a number if it is taken
 *
 * Returns: its id; 0 with @error set
 */
gint64
nqp_document_save_scenario (NqpDocument *self, const NqpScenario *scenario, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpScenario) copy = NULL;
  g_autofree char *label = NULL;

  if (!nqp_editing_begin (&editing, self, error))
    return 0;
  copy = move_to_now (&editing, scenario, error);
  if (copy == NULL)
    return 0;
  copy->id = 0;
  g_free (copy->name);
  copy->name = free_name (scenario->name, self->now.scenarios, 0, look_at_scenario);
  label = g_strdup_printf (_ ("Scenario “%s”"), copy->name);
  return end_saving_scenario (&editing, copy, label, error) ? copy->id : 0;
}

/**
 * nqp_document_change_scenario:
 * @scenario: a saved one with other values: those that differ from what was seen are put into the one that is there now
 */
gboolean
nqp_document_change_scenario (NqpDocument *self, const NqpScenario *scenario, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpScenario) copy = begin_scenario (&editing, self, scenario->id, error);
  g_autoptr (NqpScenario) after = copy != NULL ? move_to_now (&editing, scenario, error) : NULL;
  g_autoptr (NqpScenario) before = NULL;
  g_autofree char *label = NULL;
  const NqpScenario *was = nqp_contents_find_scenario (&editing.seen, scenario->id);

  if (after == NULL)
    return FALSE;
  if (was != NULL)
    before = nqp_scenario_move (was, editing.seen.panel, self->now.panel);
  for (int j = 0; j < copy->n_values; j++)
    {
      double from = before != NULL ? before->values[j] : NAN, to = after->values[j];

      if (from != to && !(isnan (from) && isnan (to)))
        copy->values[j] = to;
    }
  /* Translators: an entry of the undo history; the name of a scenario */
  label = g_strdup_printf (_ ("Change of “%s”"), copy->name);
  return end_saving_scenario (&editing, copy, label, error);
}

gboolean
nqp_document_rename_scenario (NqpDocument *self, gint64 id, const char *name, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpScenario) copy = begin_scenario (&editing, self, id, error);
  g_autofree char *label = NULL;

  if (copy == NULL)
    return FALSE;
  g_free (copy->name);
  copy->name = free_name (name, self->now.scenarios, id, look_at_scenario);
  label = g_strdup_printf (_ ("Rename to %s"), copy->name);
  return end_scenarios (&editing, nqp_project_save_scenario (self->project, copy, label, error), error);
}

gboolean
nqp_document_delete_scenario (NqpDocument *self, gint64 id, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpScenario) copy = begin_scenario (&editing, self, id, error);
  g_autofree char *label = copy != NULL ? g_strdup_printf (_ ("Delete “%s”"), copy->name) : NULL;

  return copy != NULL
         && end_scenarios (&editing, nqp_project_delete_scenario (self->project, id, label, error), error);
}
