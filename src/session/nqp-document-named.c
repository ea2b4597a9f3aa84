/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

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

static gboolean
refuse (NqpEditing *self, GError **error)
{
  return nqp_editing_end (self, FALSE, 0, 0, error);
}

/* ---- schemes ----------------------------------------------------------------------------------------------------- */

static void
look_at_scheme (gconstpointer thing, gint64 *id, const char **name)
{
  const NqpSavedScheme *scheme = thing;

  *id = scheme->id;
  *name = scheme->name;
}

static gboolean
end_schemes (NqpEditing *self, gboolean ok, GError **error)
{
  return nqp_editing_end (self, ok, NQP_PROJECT_SCHEMES, NQP_PROJECT_SCHEMES, error);
}

static NqpSavedScheme *
find_scheme (NqpEditing *self, gint64 id, GError **error)
{
  NqpSavedScheme *scheme = nqp_contents_find_scheme (&self->document->now, id);
  const NqpSavedScheme *was = nqp_contents_find_scheme (&self->seen, id);

  if (scheme == NULL)
    nqp_editing_fail_gone (was != NULL ? was->name : "", error);
  return scheme;
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
  NqpEditing editing;
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL, *line = nqp_method_to_string (method);
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return 0;
  free = free_name (name, self->now.schemes, 0, look_at_scheme);
  scheme = nqp_saved_scheme_new (free, line, tree);
  /* Translators: an entry of the undo history; the name of a set of weights */
  label = g_strdup_printf (_ ("Save weights as “%s”"), free);
  ok = nqp_project_save_scheme (self->project, scheme, label, error);
  return end_schemes (&editing, ok, error) ? scheme->id : 0;
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
  NqpEditing editing;
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autoptr (NqpTree) judged = NULL;
  g_autofree char *free = NULL, *label = NULL, *line = NULL;
  NqpMethod method;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  free = free_name (name, self->now.schemes, 0, look_at_scheme);
  method = self->now.method;
  method.scheme = NQP_SCHEME_CUSTOM;
  method.custom_from = NQP_SCHEME_CUSTOM;
  line = nqp_method_to_string (&method);
  judged = nqp_tree_with_judgements (tree, self->now.tree->judgements);
  scheme = nqp_saved_scheme_new (free, line, judged);
  /* Translators: an entry of the undo history; the name of a set of weights that was read from a file */
  label = g_strdup_printf (_ ("Import of the weights “%s”"), free);
  ok = nqp_editing_put_weights (&editing, judged, &method, scheme, label, error);
  return nqp_editing_end (&editing, ok, NQP_PROJECT_SCHEMES | NQP_PROJECT_WEIGHTS, NQP_PROJECT_SCHEMES,
                          error);
}

gboolean
nqp_document_rename_scheme (NqpDocument *self, gint64 id, const char *name, GError **error)
{
  NqpEditing editing;
  const NqpSavedScheme *found;
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  found = find_scheme (&editing, id, error);
  if (found == NULL)
    return refuse (&editing, error);
  free = free_name (name, self->now.schemes, id, look_at_scheme);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  scheme->id = id;
  label = g_strdup_printf (_ ("Rename to %s"), free);
  ok = nqp_project_save_scheme (self->project, scheme, label, error);
  return end_schemes (&editing, ok, error);
}

gboolean
nqp_document_duplicate_scheme (NqpDocument *self, gint64 id, GError **error)
{
  NqpEditing editing;
  const NqpSavedScheme *found;
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  found = find_scheme (&editing, id, error);
  if (found == NULL)
    return refuse (&editing, error);
  free = free_name (found->name, self->now.schemes, 0, look_at_scheme);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  label = g_strdup_printf (_ ("Duplicate “%s”"), found->name);
  ok = nqp_project_save_scheme (self->project, scheme, label, error);
  return end_schemes (&editing, ok, error);
}

gboolean
nqp_document_delete_scheme (NqpDocument *self, gint64 id, GError **error)
{
  NqpEditing editing;
  const NqpSavedScheme *found;
  g_autofree char *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  found = find_scheme (&editing, id, error);
  if (found == NULL)
    return refuse (&editing, error);
  label = g_strdup_printf (_ ("Delete “%s”"), found->name);
  ok = nqp_project_delete_scheme (self->project, id, label, error);
  return end_schemes (&editing, ok, error);
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
  NqpEditing editing;
  const NqpSavedScheme *scheme;
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;
  NqpMethod method, saved;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  scheme = find_scheme (&editing, id, error);
  if (scheme == NULL)
    return refuse (&editing, error);
  method = self->now.method;
  nqp_method_init (&saved);
  method.custom_from = NQP_SCHEME_CUSTOM;
  if (nqp_method_parse (&saved, scheme->method, NULL))
    method.custom_from = saved.scheme == NQP_SCHEME_CUSTOM ? saved.custom_from : saved.scheme;
  method.scheme = NQP_SCHEME_CUSTOM;
  label = g_strdup_printf (_ ("Weights: %s"), scheme->name);
  tree = nqp_tree_with_judgements (scheme->tree,
                                   self->now.tree->judgements); /* these are no part of a scheme: they stay */
  ok = nqp_editing_put_weights (&editing, tree, &method, NULL, label, error);
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

static gboolean
end_scenarios (NqpEditing *self, gboolean ok, GError **error)
{
  return nqp_editing_end (self, ok, NQP_PROJECT_SCENARIOS, NQP_PROJECT_SCENARIOS, error);
}

/* A copy of what is there now, to be changed and saved. */
static NqpScenario *
copy_scenario (NqpEditing *self, gint64 id, GError **error)
{
  const NqpScenario *scenario = nqp_contents_find_scenario (&self->document->now, id);
  const NqpScenario *was = nqp_contents_find_scenario (&self->seen, id);

  if (scenario != NULL)
    return nqp_scenario_copy (scenario);
  nqp_editing_fail_gone (was != NULL ? was->name : "", error);
  return NULL;
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
  NqpEditing editing;
  g_autoptr (NqpScenario) copy = nqp_scenario_copy (scenario);
  g_autofree char *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return 0;
  copy->id = 0;
  g_free (copy->name);
  copy->name = free_name (scenario->name, self->now.scenarios, 0, look_at_scenario);
  label = g_strdup_printf (_ ("Scenario “%s”"), copy->name);
  ok = nqp_project_save_scenario (self->project, copy, label, error);
  return end_scenarios (&editing, ok, error) ? copy->id : 0;
}

/**
 * nqp_document_change_scenario:
 * @scenario: a saved one with other values: those that differ from what was seen are put into the one that is there now
 */
gboolean
nqp_document_change_scenario (NqpDocument *self, const NqpScenario *scenario, GError **error)
{
  NqpEditing editing;
  const NqpScenario *was;
  g_autoptr (NqpScenario) copy = NULL;
  g_autofree char *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  copy = copy_scenario (&editing, scenario->id, error);
  if (copy == NULL)
    return refuse (&editing, error);
  was = nqp_contents_find_scenario (&editing.seen, scenario->id);
  for (int j = 0; j < copy->n_values && j < scenario->n_values; j++)
    {
      double before = was != NULL && j < was->n_values ? was->values[j] : NAN, after = scenario->values[j];

      if (before != after && !(isnan (before) && isnan (after)))
        copy->values[j] = after;
    }
  /* Translators: an entry of the undo history; the name of a scenario */
  label = g_strdup_printf (_ ("Change of “%s”"), copy->name);
  ok = nqp_project_save_scenario (self->project, copy, label, error);
  return end_scenarios (&editing, ok, error);
}

gboolean
nqp_document_rename_scenario (NqpDocument *self, gint64 id, const char *name, GError **error)
{
  NqpEditing editing;
  g_autoptr (NqpScenario) copy = NULL;
  g_autofree char *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  copy = copy_scenario (&editing, id, error);
  if (copy == NULL)
    return refuse (&editing, error);
  g_free (copy->name);
  copy->name = free_name (name, self->now.scenarios, id, look_at_scenario);
  label = g_strdup_printf (_ ("Rename to %s"), copy->name);
  ok = nqp_project_save_scenario (self->project, copy, label, error);
  return end_scenarios (&editing, ok, error);
}

gboolean
nqp_document_delete_scenario (NqpDocument *self, gint64 id, GError **error)
{
  NqpEditing editing;
  g_autoptr (NqpScenario) copy = NULL;
  g_autofree char *label = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  copy = copy_scenario (&editing, id, error);
  if (copy == NULL)
    return refuse (&editing, error);
  label = g_strdup_printf (_ ("Delete “%s”"), copy->name);
  ok = nqp_project_delete_scenario (self->project, id, label, error);
  return end_scenarios (&editing, ok, error);
}
