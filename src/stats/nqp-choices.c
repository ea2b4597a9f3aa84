/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-choices-private.h"

gboolean
nqp_stage_choose (NqpMethod *method, NqpStage stage, int choice)
{
  const NqpMethod before = *method;

  if (stage == NQP_STAGE_WEIGH && choice == NQP_SCHEME_CUSTOM)
    return FALSE;
  return nqp_method_set (method, nqp_stages[stage].key, nqp_choice (stage, choice)->id, NULL)
         && !nqp_method_equal (&before, method);
}

/**
 * nqp_tree_leave_out:
 *
 * Returns: (transfer full): the tree without @leaf; its siblings take over its weight, and where it had none, its parent's do
 */
NqpTree *
nqp_tree_leave_out (const NqpTree *tree, int leaf)
{
  NqpTree *result = nqp_tree_set_on (tree, leaf, FALSE);

  for (int up = tree->nodes[leaf].parent; up > 0; up = tree->nodes[up].parent)
    {
      gboolean any = FALSE;
      NqpTree *next;

      for (int c = tree->nodes[up].first_child; c >= 0; c = tree->nodes[c].next_sibling)
        any = any || result->nodes[c].on;
      if (any)
        break;
      next = nqp_tree_set_on (result, up, FALSE);
      nqp_tree_unref (result);
      result = next;
    }
  return result;
}
