/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-choices-private.h"

const NqpPartInfo nqp_parts[NQP_N_PARTS] = {
  [NQP_PART_MISSING] = { "missing", N_ ("Missing values"), nqp_missing_choices, NQP_N_MISSING },
  [NQP_PART_OUTLIERS] = { "outliers", N_ ("Outliers"), nqp_outliers_choices, NQP_N_OUTLIERS },
  [NQP_PART_NORMALISE] = { "normalise", N_ ("Normalisation"), nqp_normalise_choices, NQP_N_NORMALISE },
  [NQP_PART_SCHEME] = { "weights", N_ ("Weights"), nqp_scheme_choices, NQP_N_SCHEMES },
  [NQP_PART_AGGREGATE] = { "aggregate", N_ ("Aggregation"), nqp_aggregate_choices, NQP_N_AGGREGATE },
};

gboolean
nqp_part_choose (NqpMethod *method, NqpPart part, int choice)
{
  const NqpMethod before = *method;

  if (part == NQP_PART_SCHEME && choice == NQP_SCHEME_CUSTOM)
    return FALSE;
  return nqp_method_set (method, nqp_parts[part].key, nqp_parts[part].choices[choice].id, NULL)
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
