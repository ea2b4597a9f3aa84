/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-workspace-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-ahp.h"

/* What was said about how much one part matters against another. */

static gboolean
is_ahp (NqpScheme scheme)
{
  return scheme == NQP_SCHEME_AHP;
}

/* Do the weights in force follow from judgements? */
gboolean
nqp_workspace_uses_judgements (NqpWorkspace *self)
{
  const NqpMethod *method = &self->method;

  return self->project != NULL
         && (is_ahp (method->scheme)
             || (method->scheme == NQP_SCHEME_COMBINE
                 && (is_ahp (method->combine_a) || is_ahp (method->combine_b))));
}

static gboolean
put (NqpWorkspace *self, NqpTree *tree, const char *label, GError **error)
{
  if (!nqp_workspace_can_edit (self)) /* has said why */
    return TRUE;
  return nqp_workspace_put_weights (self, tree, &self->method, label, error);
}

/**
 * nqp_workspace_set_judgement:
 * @a: node
 * @b: a sibling
 * @value: how many times as important @a is as @b; on Saaty's scale 1/9 to 9
 *
 * Returns: %FALSE with @error set; %TRUE also if that is so already
 */
gboolean
nqp_workspace_set_judgement (NqpWorkspace *self, int a, int b, double value, GError **error)
{
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (self->project != NULL, FALSE);
  nqp_workspace_ensure_scores (self);
  tree = nqp_tree_set_judgement (self->tree, a, b, value, error);
  if (tree == NULL)
    return FALSE;
  if (nqp_judgements_equal (self->tree->judgements, tree->judgements))
    return TRUE;
  /* Translators: an entry of the undo history; names of two pillars, components or indicators that were compared */
  label = g_strdup_printf (_ ("Judgement of %s against %s"), nqp_text_get (&tree->nodes[a].name, self->lang),
                           nqp_text_get (&tree->nodes[b].name, self->lang));
  return put (self, tree, label, error);
}

gboolean
nqp_workspace_clear_judgements (NqpWorkspace *self, int parent, GError **error)
{
  g_autoptr (NqpJudgements) judgements = NULL;
  g_autoptr (NqpTree) tree = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (self->project != NULL, FALSE);
  nqp_workspace_ensure_scores (self);
  if (nqp_judgements_find (self->tree->judgements, self->tree->nodes[parent].id) == NULL)
    return TRUE;
  judgements = nqp_judgements_without (self->tree->judgements, self->tree->nodes[parent].id);
  tree = nqp_tree_with_judgements (self->tree, judgements);
  label = g_strdup_printf (_ ("Reset the judgements below %s"),
                           nqp_text_get (&tree->nodes[parent].name, self->lang));
  return put (self, tree, label, error);
}

gboolean
nqp_workspace_set_judgements (NqpWorkspace *self, NqpJudgements *judgements, GError **error)
{
  g_autoptr (NqpTree) tree = NULL;

  g_return_val_if_fail (self->project != NULL, FALSE);
  nqp_workspace_ensure_scores (self);
  tree = nqp_tree_with_judgements (self->tree, judgements);
  return put (self, tree, _ ("Import of judgements"), error);
}
