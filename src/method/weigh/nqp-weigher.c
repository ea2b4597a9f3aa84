/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-weigh-private.h"

#define X(NAME, name) [NQP_SCHEME_##NAME] = &nqp_weigh_##name,
const NqpWeighScheme *const nqp_weigh_schemes[NQP_N_SCHEMES] = { NQP_EACH_SCHEME (X) };
#undef X

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
      || ((nqp_weigh_schemes[scheme]->choice.uses & NQP_USES_SHIFT) != 0
          && found->shift != what->method->shift))
    return FALSE;
  for (int i = 0; i < tree->n_leaves; i++)
    if (found->indicators[i] != indicator_on (tree, i))
      return FALSE;
  return TRUE;
}

/* @leaf_weights sum to 1, with 0 for leaves that are off, empty or constant; what makes them doubtful is added to @warnings.
 * FALSE with @error set if no leaf differs from cell to cell. */
static gboolean
find_in_data (const NqpWeighing *what, NqpScheme scheme, double *leaf_weights, GPtrArray *warnings,
              GError **error)
{
  const NqpTree *tree = what->tree;
  g_autofree double *importance = g_new0 (double, MAX (tree->n_leaves, 1));
  g_auto (NqpWeighInput) input = { 0 };
  double total = 0;

  nqp_weigh_input_init (&input, what->columns->panel, what->columns->x, what->columns->n_cells, what->extents,
                        tree, what->method->shift);
  nqp_weigh_schemes[scheme]->find (&input, importance);
  for (int i = 0; i < input.n; i++)
    total += importance[i];
  if (!(total > 0 && isfinite (total)))
    {
      g_set_error (
          error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
          _ ("The scheme “%s” cannot weigh these data: no indicator that is switched on differs between "
             "regions or years in a way it could use; choose equal or custom weights"),
          nqp_weigh_schemes[scheme]->choice.id);
      return FALSE;
    }
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] = 0;
  for (int i = 0; i < input.n; i++)
    leaf_weights[input.leaf[i]] = importance[i] / total;
  if (nqp_weigh_schemes[scheme]->doubt != NULL)
    {
      char *doubt = nqp_weigh_schemes[scheme]->doubt (&input);

      if (doubt != NULL)
        g_ptr_array_add (warnings, doubt);
    }
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
      if (!find_in_data (what, scheme, found->leaf_weights, found->warnings, error))
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

NqpTree *
nqp_weigher_weigh (NqpWeigher *self, const NqpWeighing *what, NqpScheme scheme, GPtrArray *warnings,
                   GError **error)
{
  if (nqp_weigh_schemes[scheme]->find != NULL)
    return weigh_by_data (self, what, scheme, warnings, error);
  return nqp_weigh_schemes[scheme]->weigh (self, what, warnings, error);
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
  return nqp_weigher_weigh (self, what, what->method->scheme, warnings, error);
}
