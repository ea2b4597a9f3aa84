/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define SAME_WEIGHT 1e-9

/* Begins an edit of node @id; its position, -1 with @error set if it cannot be edited. */
static int
begin_node (NqpEditing *self, NqpDocument *document, const char *id, GError **error)
{
  return nqp_editing_begin (self, document, error) ? nqp_editing_find_node (self, id, error) : -1;
}

/* Ends an edit that puts a tree in force; takes @tree, NULL = @error is set. */
static gboolean
end_with_tree (NqpEditing *self, NqpTree *tree, const NqpMethod *own, const char *label, GError **error)
{
  gboolean ok = tree != NULL && nqp_editing_put_weights (self, tree, own, NULL, label, error);

  if (tree != NULL)
    nqp_tree_unref (tree);
  return nqp_editing_end (self, ok, NQP_PROJECT_WEIGHTS, 0, error);
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
 * nqp_editing_own_with_scheme:
 * @shown: the method in force, with another scheme
 *
 * Returns: the file's method with that scheme: whatever else it says does not change with the weights
 */
NqpMethod
nqp_editing_own_with_scheme (NqpEditing *self, const NqpMethod *shown)
{
  NqpMethod own = self->document->now.own;

  own.scheme = shown->scheme;
  own.custom_from = shown->custom_from;
  own.combine_a = shown->combine_a;
  own.combine_b = shown->combine_b;
  own.combine_additive = shown->combine_additive;
  return own;
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
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;
  NqpMethod shown, own;
  double before, after;
  int at = begin_node (&editing, self, node, error);

  if (at < 0 || !is_free (&editing, at, error))
    return FALSE;
  tree = nqp_tree_set_weight (self->now.tree, at, weight);
  before = self->now.tree->nodes[at].weight;
  after = tree->nodes[at].weight;
  if (fabs (after - before) < SAME_WEIGHT)
    return TRUE;
  /* Translators: an entry of the undo history; the name of a pillar or indicator, the old and the new weight in percent */
  label = g_strdup_printf (_ ("Weight of %s: %.1f %% → %.1f %%"), node_name (&editing, at), 100 * before,
                           100 * after);
  shown = nqp_method_touched (&self->now.method);
  own = nqp_editing_own_with_scheme (&editing, &shown);
  return end_with_tree (&editing, g_steal_pointer (&tree), &own, label, error);
}

gboolean
nqp_document_set_locked (NqpDocument *self, const char *node, gboolean locked, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  int at = begin_node (&editing, self, node, error);

  if (at < 0 || self->now.tree->nodes[at].locked == locked)
    return at >= 0;
  label = g_strdup_printf (locked ? _ ("Lock %s") : _ ("Unlock %s"), node_name (&editing, at));
  return end_with_tree (&editing, nqp_tree_set_locked (self->now.tree, at, locked), &self->now.own, label,
                        error);
}

gboolean
nqp_document_set_on (NqpDocument *self, const char *node, gboolean on, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  int at = begin_node (&editing, self, node, error);

  if (at < 0 || self->now.tree->nodes[at].on == on)
    return at >= 0;
  label = g_strdup_printf (on ? _ ("Switch on %s") : _ ("Switch off %s"), node_name (&editing, at));
  return end_with_tree (&editing, nqp_tree_set_on (self->now.tree, at, on), &self->now.own, label, error);
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
  g_auto (NqpEditing) editing = { 0 };
  g_autofree char *label = NULL;
  NqpMethod method;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  method = self->now.method;
  nqp_method_merge (&method, before, after);
  if (nqp_method_equal (&method, &self->now.method) && self->now.trouble == NULL)
    return TRUE;
  if (method.scheme != self->now.method.scheme)
    {
      g_autofree char *scheme = nqp_method_scheme_label (&method);

      label = g_strdup_printf (_ ("Weights: %s"), scheme);
    }
  else
    label = g_strdup (_ ("Change of method"));
  editing.anyhow = FALSE;
  return end_with_tree (&editing, nqp_tree_ref (self->now.tree), &method, label, error);
}

/**
 * nqp_document_take_plain_method:
 *
 * The method that is shown, since that of the file does not compute, becomes the file's. Nothing to do where the file's own
 * is shown.
 */
gboolean
nqp_document_take_plain_method (NqpDocument *self, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  const NqpMethod plain = self->now.method;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  if (self->now.trouble == NULL)
    return TRUE;
  if (!nqp_method_equal (&plain, &self->now.method)) /* not what was seen */
    return nqp_editing_fail_changed (_ ("Method"), error);
  editing.anyhow = FALSE;
  /* Translators: an entry of the undo history: the method in the file does not compute, and gives way to a simple one */
  return end_with_tree (&editing, nqp_tree_ref (self->now.tree), &plain, _ ("Plain method"), error);
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
  g_auto (NqpEditing) editing = { 0 };
  NqpMethod shown, own;

  if (!nqp_editing_begin (&editing, self, error))
    return FALSE;
  shown = self->now.method;
  if (shown.scheme == NQP_SCHEME_CUSTOM)
    shown.scheme = shown.custom_from != NQP_SCHEME_CUSTOM ? shown.custom_from : NQP_SCHEME_EQUAL;
  shown.custom_from = NQP_SCHEME_CUSTOM;
  own = nqp_editing_own_with_scheme (&editing, &shown);
  return end_with_tree (&editing, free_tree (self->now.tree), &own, _ ("Reset weights"), error);
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
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;
  int first = begin_node (&editing, self, a, error);
  int second = first >= 0 ? nqp_editing_find_node (&editing, b, error) : -1;

  tree = second >= 0 ? nqp_tree_set_judgement (self->now.tree, first, second, value, error) : NULL;
  if (tree == NULL || nqp_judgements_equal (self->now.tree->judgements, tree->judgements))
    return tree != NULL;
  /* Translators: an entry of the undo history; names of two pillars, components or indicators that were compared */
  label = g_strdup_printf (_ ("Judgement of %s against %s"), node_name (&editing, first),
                           node_name (&editing, second));
  return end_with_tree (&editing, g_steal_pointer (&tree), &self->now.own, label, error);
}

/* All parts of @parent count the same. */
gboolean
nqp_document_clear_judgements (NqpDocument *self, const char *parent, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpJudgements) judgements = NULL;
  g_autofree char *label = NULL;
  int at = begin_node (&editing, self, parent, error);

  if (at < 0 || nqp_judgements_find (self->now.tree->judgements, parent) == NULL)
    return at >= 0;
  judgements = nqp_judgements_without (self->now.tree->judgements, parent);
  label = g_strdup_printf (_ ("Reset the judgements below %s"), node_name (&editing, at));
  return end_with_tree (&editing, nqp_tree_with_judgements (self->now.tree, judgements), &self->now.own,
                        label, error);
}

/* What judgements name may be gone by now. */
static gboolean
are_there (NqpEditing *self, const NqpJudgements *judgements, GError **error)
{
  for (int m = 0; judgements != NULL && m < judgements->n_matrices; m++)
    {
      const NqpJudgementMatrix *matrix = &judgements->matrices[m];

      if (nqp_editing_find_node (self, matrix->parent, error) < 0)
        return FALSE;
      for (int k = 0; k < matrix->n; k++)
        if (nqp_editing_find_node (self, matrix->children[k], error) < 0)
          return FALSE;
    }
  return TRUE;
}

/* Read back before they count: of other trees they might be. */
gboolean
nqp_document_set_judgements (NqpDocument *self, NqpJudgements *judgements, GError **error)
{
  g_auto (NqpEditing) editing = { 0 };
  g_autoptr (NqpTree) tree = NULL;
  gboolean ok;

  if (!nqp_editing_begin (&editing, self, error) || !are_there (&editing, judgements, error))
    return FALSE;
  tree = nqp_tree_with_judgements (self->now.tree, judgements);
  ok = nqp_editing_put_weights (&editing, tree, &self->now.own, NULL, _ ("Import of judgements"), error);
  return nqp_editing_end (&editing, ok, NQP_PROJECT_WEIGHTS, NQP_PROJECT_WEIGHTS, error);
}
