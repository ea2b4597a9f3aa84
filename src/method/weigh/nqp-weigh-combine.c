/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-weigh-private.h"

/* Of the leaves' shares of the index: sqrt (a b) made to sum to 1, or (a + b) / 2. */
static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  const NqpMethod *method = what->method;
  const NqpTree *tree = what->tree;
  g_autofree double *leaf_weights = g_new0 (double, MAX (tree->n_leaves, 1));
  g_autoptr (NqpTree) a = nqp_weigher_weigh (self, what, method->combine_a, warnings, error);
  g_autoptr (NqpTree) b
      = a != NULL ? nqp_weigher_weigh (self, what, method->combine_b, warnings, error) : NULL;
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
                   nqp_weigh_schemes[method->combine_a]->choice.id,
                   nqp_weigh_schemes[method->combine_b]->choice.id);
      return NULL;
    }
  for (int i = 0; i < tree->n_leaves; i++)
    leaf_weights[i] /= total;
  return nqp_tree_with_leaf_weights (tree, leaf_weights);
}

/* "entropy*critic", "ahp+entropy" */
static void
print (const NqpMethod *method, GString *out)
{
  g_string_append_printf (out, "%s%c%s", nqp_weigh_schemes[method->combine_a]->choice.id,
                          method->combine_additive ? '+' : '*',
                          nqp_weigh_schemes[method->combine_b]->choice.id);
}

/* Alone it is entropy and CRITIC, multiplied. */
static gboolean
parse (NqpMethod *method, const char *inside, GError **error)
{
  const char *sign = inside != NULL ? strpbrk (inside, "*+") : NULL;
  g_autofree char *first = NULL;
  int a, b;

  if (inside == NULL)
    {
      method->combine_a = NQP_SCHEME_ENTROPY;
      method->combine_b = NQP_SCHEME_CRITIC;
      method->combine_additive = FALSE;
      return TRUE;
    }
  if (sign == NULL)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   _ ("weights: “combine(%s)” does not name two schemes; expected "
                      "combine(ONE*OTHER) for their product or combine(ONE+OTHER) for their mean"),
                   inside);
      return FALSE;
    }
  first = g_strndup (inside, (gsize)(sign - inside));
  a = nqp_stage_find (NQP_STAGE_WEIGH, first, error);
  if (a < 0)
    return FALSE;
  b = nqp_stage_find (NQP_STAGE_WEIGH, sign + 1, error);
  if (b < 0)
    return FALSE;
  if ((nqp_weigh_schemes[a]->choice.traits & nqp_weigh_schemes[b]->choice.traits & NQP_TRAIT_MEMBER) == 0)
    {
      g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN,
                   _ ("weights: “combine(%s)” combines what cannot be combined; two schemes other than "
                      "combine and custom can"),
                   inside);
      return FALSE;
    }
  method->combine_a = (NqpScheme)a;
  method->combine_b = (NqpScheme)b;
  method->combine_additive = *sign == '+';
  return TRUE;
}

static char *
describe (const NqpMethod *method)
{
  g_autoptr (GString) text = g_string_new (_ ("combined weights"));

  g_string_append_printf (
      text,
      method->combine_additive
          /* Translators: added to "combined weights"; the names of two schemes, like "Entropy" */
          ? _ (" (mean of %s and %s)")
          /* Translators: added to "combined weights"; the names of two schemes, like "Entropy" */
          : _ (" (product of %s and %s)"),
      _ (nqp_weigh_schemes[method->combine_a]->choice.name),
      _ (nqp_weigh_schemes[method->combine_b]->choice.name));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const NqpWeighScheme nqp_weigh_combine = {
  .choice = {
    .id = "combine",
    .name = N_ ("Two schemes combined"),
    .phrase = N_ ("combined weights"),
    .summary = N_ ("What two schemes say together, such as judgement and data"),
    .formula = "w ∝ √(w_a w_b)",
    .forms = "combine(A*B)|combine(A+B)",
    .uses = NQP_USES_MEMBERS,
    .describe = describe,
  },
  .weigh = weigh,
  .print = print,
  .parse = parse,
};
