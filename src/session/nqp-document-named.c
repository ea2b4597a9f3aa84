/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>

#include "nqp-number.h"
#include "nqp-scenario-parts.h"

/* Weights and scenarios with a name. */

/* @name, or with a number behind it if one of @things, but the one with that id, has it: names are what tells them apart for a
 * user. */
static char *
free_name (const char *name, GPtrArray *things, gint64 but)
{
  for (int n = 1;; n++)
    {
      g_autofree char *tried = n == 1 ? g_strdup (name) : g_strdup_printf ("%s %d", name, n);
      gboolean taken = FALSE;

      for (guint i = 0; i < things->len && !taken; i++)
        {
          const NqpNamed *other = g_ptr_array_index (things, i);

          taken = other->id != but && g_strcmp0 (other->name, tried) == 0;
        }
      if (!taken)
        return g_steal_pointer (&tried);
    }
}

/* Begins an edit of one of the things that @list is in the contents: as it is now, borrowed; NULL with @error set if it is gone. */
static gpointer
begin_named (NqpEditing *self, NqpDocument *document, gsize list, gint64 id, GError **error)
{
  const NqpNamed *was;
  gpointer is;

  if (!nqp_editing_begin (self, document, error))
    return NULL;
  is = nqp_named_find (G_STRUCT_MEMBER (GPtrArray *, &document->now, list), id);
  was = nqp_named_find (G_STRUCT_MEMBER (GPtrArray *, &self->seen, list), id);
  if (is == NULL)
    nqp_editing_fail_gone (was != NULL ? was->name : "", error);
  return is;
}

/* ---- schemes ----------------------------------------------------------------------------------------------------- */

static const NqpSavedScheme *
begin_scheme (NqpEditing *self, NqpDocument *document, gint64 id, GError **error)
{
  return begin_named (self, document, G_STRUCT_OFFSET (NqpContents, schemes), id, error);
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
  free = free_name (name, self->now.schemes, 0);
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
  free = free_name (name, self->now.schemes, 0);
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

/* Under another name: itself if it is @renamed, else one more. */
static gboolean
copy_scheme (NqpDocument *self, gint64 id, const char *renamed, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpSavedScheme *found = begin_scheme (&editing, self, id, error);
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autofree char *free = NULL, *label = NULL;

  if (found == NULL)
    return FALSE;
  free = free_name (renamed != NULL ? renamed : found->name, self->now.schemes, renamed != NULL ? id : 0);
  scheme = nqp_saved_scheme_new (free, found->method, found->tree);
  scheme->id = renamed != NULL ? id : 0;
  label = renamed != NULL ? g_strdup_printf (_ ("Rename to %s"), free)
                          : g_strdup_printf (_ ("Duplicate “%s”"), found->name);
  return end_saving_scheme (&editing, scheme, label, error);
}

gboolean
nqp_document_rename_scheme (NqpDocument *self, gint64 id, const char *name, GError **error)
{
  return copy_scheme (self, id, name, error);
}

gboolean
nqp_document_duplicate_scheme (NqpDocument *self, gint64 id, GError **error)
{
  return copy_scheme (self, id, NULL, error);
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

/* (transfer full): a copy, to be changed */
static NqpScenario *
begin_scenario (NqpEditing *self, NqpDocument *document, gint64 id, GError **error)
{
  const NqpScenario *is = begin_named (self, document, G_STRUCT_OFFSET (NqpContents, scenarios), id, error);

  return is != NULL ? nqp_scenario_copy (is) : NULL;
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
  copy->name = free_name (scenario->name, self->now.scenarios, 0);
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
    if (!nqp_number_same (before != NULL ? before->values[j] : NAN, after->values[j]))
      copy->values[j] = after->values[j];
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
  copy->name = free_name (name, self->now.scenarios, id);
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
