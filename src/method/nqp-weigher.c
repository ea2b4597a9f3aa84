/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-ahp.h"
#include "nqp-weigh-private.h"

/* What one scheme found in the data. */
typedef struct
{
  int n_leaves; /* 0 = nothing yet */
  double shift;
  int *indicators; /* [leaf]: -1 = was off */
  double *leaf_weights;
  GPtrArray *warnings;
} Found;

struct _NqpWeigher
{
  Found found[NQP_N_SCHEMES];
};

NqpWeigher *
nqp_weigher_new (void)
{
  return g_new0 (NqpWeigher, 1);
}

static void
forget (Found *found)
{
  g_clear_pointer (&found->indicators, g_free);
  g_clear_pointer (&found->leaf_weights, g_free);
  g_clear_pointer (&found->warnings, g_ptr_array_unref);
  found->n_leaves = 0;
}

void
nqp_weigher_forget (NqpWeigher *self)
{
  for (int i = 0; i < NQP_N_SCHEMES; i++)
    forget (&self->found[i]);
}

void
nqp_weigher_free (NqpWeigher *self)
{
  nqp_weigher_forget (self);
  g_free (self);
}

static int
indicator_on (const NqpTree *tree, int i)
{
  return nqp_tree_is_on (tree, tree->leaves[i]) ? tree->nodes[tree->leaves[i]].indicator : -1;
}

static gboolean
holds (const Found *found, const NqpWeighing *what, NqpScheme scheme)
{
  const NqpTree *tree = what->tree;

  if (found->n_leaves == 0 || found->n_leaves != tree->n_leaves
      || (scheme == NQP_SCHEME_ENTROPY && found->shift != what->method->shift))
    return FALSE;
  for (int i = 0; i < tree->n_leaves; i++)
    if (found->indicators[i] != indicator_on (tree, i))
      return FALSE;
  return TRUE;
}

static NqpTree *
weigh_by_data (NqpWeigher *self, const NqpWeighing *what, NqpScheme scheme, GPtrArray *warnings,
               GError **error)
{
  const NqpTree *tree = what->tree;
  Found *found = &self->found[scheme];

  if (!holds (found, what, scheme))
    {
      forget (found);
      found->leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
      found->warnings = g_ptr_array_new_with_free_func (g_free);
      if (!nqp_weigh (what, scheme, found->leaf_weights, found->warnings, error))
        {
          forget (found);
          return NULL;
        }
      found->indicators = g_new (int, MAX (tree->n_leaves, 1));
      for (int i = 0; i < tree->n_leaves; i++)
        found->indicators[i] = indicator_on (tree, i);
      found->shift = what->method->shift;
      found->n_leaves = tree->n_leaves;
    }
  for (guint i = 0; i < found->warnings->len; i++)
    g_ptr_array_add (warnings, g_strdup (g_ptr_array_index (found->warnings, i)));
  return nqp_tree_with_leaf_weights (tree, found->leaf_weights);
}

static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, NqpScheme scheme, GPtrArray *warnings, GError **error);

/* Of the leaves' shares of the index: sqrt (a b) made to sum to 1, or (a + b) / 2. */
static NqpTree *
combine (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  const NqpMethod *method = what->method;
  const NqpTree *tree = what->tree;
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  g_autoptr (NqpTree) a = weigh (self, what, method->combine_a, warnings, error);
  g_autoptr (NqpTree) b = a != NULL ? weigh (self, what, method->combine_b, warnings, error) : NULL;
  double total = 0;

  if (b == NULL)
    return NULL;
  for (int i = 0; i < tree->n_leaves; i++)
    {
      double w_a = nqp_tree_global_weight (a, tree->leaves[i]);
      double w_b = nqp_tree_global_weight (b, tree->leaves[i]);

      leaf_weights[i] = method->combine_additive ? (w_a + w_b) / 2 : sqrt (w_a * w_b);
      total += leaf_weights[i];
    }
  if (!(total > 0))
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
                   _ ("The schemes “%s” and “%s” have no product: what one of them gives weight, the other "
                      "gives none; combine them by their mean"),
                   nqp_scheme_choices[method->combine_a].id, nqp_scheme_choices[method->combine_b].id);
      return NULL;
    }
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] /= total;
  return nqp_tree_with_leaf_weights (tree, leaf_weights);
}

static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, NqpScheme scheme, GPtrArray *warnings, GError **error)
{
  switch (scheme)
    {
    case NQP_SCHEME_EQUAL:
      return nqp_tree_with_equal_weights (what->tree);
    case NQP_SCHEME_AHP:
      return nqp_ahp_weigh (what->tree, warnings);
    case NQP_SCHEME_COMBINE:
      return combine (self, what, warnings, error);
    case NQP_SCHEME_OPTIMISE:
      return nqp_optimise (what, warnings);
    case NQP_SCHEME_ENTROPY:
    case NQP_SCHEME_CRITIC:
    case NQP_SCHEME_CV:
    case NQP_SCHEME_PCA:
      return weigh_by_data (self, what, scheme, warnings, error);
    case NQP_SCHEME_CUSTOM:
    case NQP_N_SCHEMES:
    default:
      return nqp_tree_ref (what->tree);
    }
}

/**
 * nqp_weigher_run:
 * @warnings: (element-type utf8): what a user should know of the weights is added
 *
 * Returns: (transfer full): the tree with the weights of the method's scheme; %NULL with @error set if there are none
 */
NqpTree *
nqp_weigher_run (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  return weigh (self, what, what->method->scheme, warnings, error);
}
