/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-weigh-private.h"

/* Weights that somebody else has set may be anything. */
static gboolean
check (const NqpTree *tree, GError **error)
{
  for (int i = 0; i < tree->n_nodes; i++)
    {
      double sum = 0;

      if (!nqp_tree_is_on (tree, i) || tree->nodes[i].indicator >= 0)
        continue;
      for (int c = tree->nodes[i].first_child; c >= 0; c = tree->nodes[c].next_sibling)
        {
          double weight = nqp_tree_local_weight (tree, c);

          if (!(weight >= 0 && isfinite (weight)))
            {
              g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS,
                           _ ("The weight of “%s” is %g; a weight must be from 0 to 1"), tree->nodes[c].id,
                           weight);
              return FALSE;
            }
          sum += weight;
        }
      if (fabs (sum - 1) > 1e-6)
        {
          g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS,
                       _ ("The weights below “%s” sum to %.9g; they must sum to 1"), tree->nodes[i].id, sum);
          return FALSE;
        }
    }
  return TRUE;
}

static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  return nqp_tree_ref (what->tree);
}

const NqpWeighScheme nqp_weigh_custom = {
  .choice = {
    .id = "custom",
    .name = N_ ("Custom"),
    .phrase = N_ ("custom weights"),
    .summary = N_ ("Weights set by hand"),
    .formula = "w",
  },
  .weigh = weigh,
  .check = check,
};
