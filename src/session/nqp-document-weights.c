/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define SAME_WEIGHT 1e-9

/* The scheme's weights are part of what is stored: computed before they are written. */
gboolean
nqp_editing_put_weights (NqpEditing *self, NqpTree *tree, const NqpMethod *method, NqpSavedScheme *scheme,
                         const char *label, GError **error)
{
  NqpDocument *document = self->document;
  NqpContents *now = &document->now;
  g_autofree char *line = nqp_method_to_string (method);

  nqp_tree_ref (tree);
  nqp_tree_unref (now->tree);
  now->tree = tree;
  now->method = *method;
  if (!nqp_contents_compute (now, document->pipeline, error))
    return FALSE;
  g_clear_error (&document->trouble);
  return scheme != NULL ? nqp_project_adopt_scheme (document->project, scheme, now->tree, line, label, error)
                        : nqp_project_set_weights (document->project, now->tree, line, label, error);
}

/* Ends an edit that puts a tree in force; takes @tree, NULL = @error is set. */
static gboolean
end_with_tree (NqpEditing *self, NqpTree *tree, const NqpMethod *method, const char *label, GError **error)
{
  gboolean ok = tree != NULL && nqp_editing_put_weights (self, tree, method, NULL, label, error);

  if (tree != NULL)
    nqp_tree_unref (tree);
  return nqp_editing_end (self, ok, NQP_PROJECT_WEIGHTS, 0, error);
}

/* Ends an edit that finds nothing to do, or not what it names. */
static gboolean
end_without (NqpEditing *self, gboolean ok, GError **error)
{
  return nqp_editing_end (self, ok, 0, 0, error);
}

static const char *
node_name (NqpEditing *self, int node)
{
  return nqp_text_get (&self->document->now.tree->nodes[node].name, self->document->lang);
}

/* What could be dragged here may be locked by now. */
static gboolean
is_free (NqpEditing *self, int node, GError **error)
{
  const NqpTree *seen = self->seen.tree, *tree = self->document->now.tree;
  int was = nqp_tree_find (seen, tree->nodes[node].id);

  if (!tree->nodes[node].locked || was < 0 || seen->nodes[was].locked)
    return TRUE;
  g_set_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED,
               _ ("Another window has just locked the weight of “%s”. Unlock it first."),
               node_name (self, node));
  return FALSE;
}

/**
 * nqp_document_set_weight:
 * @weight: share of the parent, 0 to 1; the unlocked siblings as they are now are rescaled
 *
 * From then on the weights are custom ones that began as the scheme in force.
 *
 * Returns: %FALSE with @error set if nothing was written; %TRUE also if the weight is that already
 */
gboolean
nqp_document_set_weight (NqpDocument *self, const char *node, double weight, GError **error)
{
  NqpEditing editing;
  NqpTree *tree;
  g_autofree char *label = NULL;
  NqpMethod method;
  double before, after;
  int at;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  at = nqp_editing_find_node (&editing, node, error);
  if (at < 0 || !is_free (&editing, at, error))
    return end_without (&editing, FALSE, error);
  tree = nqp_tree_set_weight (self->now.tree, at, weight);
  before = self->now.tree->nodes[at].weight;
  after = tree->nodes[at].weight;
  if (fabs (after - before) < SAME_WEIGHT)
    {
      nqp_tree_unref (tree);
      return end_without (&editing, TRUE, error);
    }
  /* Translators: an entry of the undo history; the name of a pillar or indicator, the old and the new weight in percent */
  label = g_strdup_printf (_ ("Weight of %s: %.1f %% → %.1f %%"), node_name (&editing, at), 100 * before,
                           100 * after);
  method = nqp_method_touched (&self->now.method);
  return end_with_tree (&editing, tree, &method, label, error);
}

gboolean
nqp_document_set_locked (NqpDocument *self, const char *node, gboolean locked, GError **error)
{
  NqpEditing editing;
  g_autofree char *label = NULL;
  int at;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  at = nqp_editing_find_node (&editing, node, error);
  if (at < 0 || self->now.tree->nodes[at].locked == locked)
    return end_without (&editing, at >= 0, error);
  label = g_strdup_printf (locked ? _ ("Lock %s") : _ ("Unlock %s"), node_name (&editing, at));
  return end_with_tree (&editing, nqp_tree_set_locked (self->now.tree, at, locked), &self->now.method, label,
                        error);
}

gboolean
nqp_document_set_on (NqpDocument *self, const char *node, gboolean on, GError **error)
{
  NqpEditing editing;
  g_autofree char *label = NULL;
  int at;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  at = nqp_editing_find_node (&editing, node, error);
  if (at < 0 || self->now.tree->nodes[at].on == on)
    return end_without (&editing, at >= 0, error);
  label = g_strdup_printf (on ? _ ("Switch on %s") : _ ("Switch off %s"), node_name (&editing, at));
  return end_with_tree (&editing, nqp_tree_set_on (self->now.tree, at, on), &self->now.method, label, error);
}

/**
 * nqp_document_set_method:
 * @before: the method that was shown
 * @after: what is wanted: where it differs from @before, it is put in force, also its scheme
 *
 * A method that makes no sense, or has nothing to compute from, is refused with @error, which says what to choose instead.
 */
gboolean
nqp_document_set_method (NqpDocument *self, const NqpMethod *before, const NqpMethod *after, GError **error)
{
  NqpEditing editing;
  g_autofree char *label = NULL;
  NqpMethod method;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  method = self->now.method;
  nqp_method_merge (&method, before, after);
  if (nqp_method_equal (&method, &self->now.method) && self->trouble == NULL)
    return end_without (&editing, TRUE, error);
  if (!nqp_method_check (&method, error))
    return end_without (&editing, FALSE, error);
  if (method.scheme != self->now.method.scheme)
    {
      g_autofree char *scheme = nqp_method_scheme_label (&method);

      label = g_strdup_printf (_ ("Weights: %s"), scheme);
    }
  else
    label = g_strdup (_ ("Change of method"));
  return end_with_tree (&editing, nqp_tree_ref (self->now.tree), &method, label, error);
}

static NqpTree *
free_tree (NqpTree *tree)
{
  NqpTree *freed = nqp_tree_ref (tree);

  for (int i = 0; i < tree->n_nodes; i++)
    {
      g_autoptr (NqpTree) unlocked = NULL;

      if (freed->nodes[i].locked)
        {
          unlocked = freed;
          freed = nqp_tree_set_locked (unlocked, i, FALSE);
        }
      if (!freed->nodes[i].on)
        {
          g_autoptr (NqpTree) off = freed;

          freed = nqp_tree_set_on (off, i, TRUE);
        }
    }
  return freed;
}

/* Back to the scheme the weights came from; unlocks, switches on. */
gboolean
nqp_document_reset_weights (NqpDocument *self, GError **error)
{
  NqpEditing editing;
  NqpMethod method;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  method = self->now.method;
  if (method.scheme == NQP_SCHEME_CUSTOM)
    method.scheme = method.custom_from != NQP_SCHEME_CUSTOM ? method.custom_from : NQP_SCHEME_EQUAL;
  method.custom_from = NQP_SCHEME_CUSTOM;
  return end_with_tree (&editing, free_tree (self->now.tree), &method, _ ("Reset weights"), error);
}

/* ---- judgements -------------------------------------------------------------------------------------------------- */

/**
 * nqp_document_set_judgement:
 * @a: id of a node
 * @b: of a sibling
 * @value: how many times as important @a is as @b; on Saaty's scale 1/9 to 9
 *
 * Returns: %FALSE with @error set; %TRUE also if that is so already
 */
gboolean
nqp_document_set_judgement (NqpDocument *self, const char *a, const char *b, double value, GError **error)
{
  NqpEditing editing;
  NqpTree *tree;
  g_autofree char *label = NULL;
  int first, second;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  first = nqp_editing_find_node (&editing, a, error);
  second = first >= 0 ? nqp_editing_find_node (&editing, b, error) : -1;
  if (second < 0)
    return end_without (&editing, FALSE, error);
  tree = nqp_tree_set_judgement (self->now.tree, first, second, value, error);
  if (tree != NULL && nqp_judgements_equal (self->now.tree->judgements, tree->judgements))
    {
      nqp_tree_unref (tree);
      return end_without (&editing, TRUE, error);
    }
  /* Translators: an entry of the undo history; names of two pillars, components or indicators that were compared */
  label = g_strdup_printf (_ ("Judgement of %s against %s"), node_name (&editing, first),
                           node_name (&editing, second));
  return end_with_tree (&editing, tree, &self->now.method, label, error);
}

/* All parts of @parent count the same. */
gboolean
nqp_document_clear_judgements (NqpDocument *self, const char *parent, GError **error)
{
  NqpEditing editing;
  g_autoptr (NqpJudgements) judgements = NULL;
  g_autofree char *label = NULL;
  int at;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  at = nqp_editing_find_node (&editing, parent, error);
  if (at < 0 || nqp_judgements_find (self->now.tree->judgements, parent) == NULL)
    return end_without (&editing, at >= 0, error);
  judgements = nqp_judgements_without (self->now.tree->judgements, parent);
  label = g_strdup_printf (_ ("Reset the judgements below %s"), node_name (&editing, at));
  return end_with_tree (&editing, nqp_tree_with_judgements (self->now.tree, judgements), &self->now.method,
                        label, error);
}

gboolean
nqp_document_set_judgements (NqpDocument *self, NqpJudgements *judgements, GError **error)
{
  NqpEditing editing;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  return end_with_tree (&editing, nqp_tree_with_judgements (self->now.tree, judgements), &self->now.method,
                        _ ("Import of judgements"), error);
}
