/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scores.h"

/* Which methods keep a window waiting: those that compare each region with each, and those that try weights out. All others go once
 * through the cells. */

/* Measured on a processor of 2020 with two cores. */
#define SECONDS_PER_PAIR 3.5e-10 /* of regions, in one part of a node */
#define SECONDS_PER_TRIED 2.2e-6 /* cell of a leaf, all weights that are tried */
#define TRIED 60                 /* weights, where each makes the regions meet anew */

/* Of all nodes that are made by such a mean, once. */
static double
pairwise_seconds (const NqpMethod *method, const NqpPanel *panel, const NqpTree *tree)
{
  const double pairs = 0.5 * panel->n_regions * panel->n_regions * panel->n_years;
  double n_parts = 0;

  for (int i = 1; i < tree->n_nodes; i++)
    {
      const NqpAggregate made = nqp_method_aggregate (method, tree->nodes[tree->nodes[i].parent].level);

      if (nqp_tree_is_on (tree, i)
          && (nqp_choice (NQP_STAGE_AGGREGATE, (int)made)->traits & NQP_TRAIT_PAIRWISE) != 0)
        n_parts++;
    }
  return SECONDS_PER_PAIR * pairs * n_parts;
}

static gboolean
is_sought (NqpScheme scheme)
{
  return (nqp_choice (NQP_STAGE_WEIGH, (int)scheme)->traits & NQP_TRAIT_SOUGHT) != 0;
}

/**
 * nqp_method_seconds:
 *
 * Returns: about how long @method takes beyond what all take, if nothing is known of it yet; 0 for most
 */
double
nqp_method_seconds (const NqpMethod *method, const NqpPanel *panel, const NqpTree *tree)
{
  const double cells = (double)panel->n_regions * panel->n_years;
  const double pairwise = pairwise_seconds (method, panel, tree);
  const gboolean sought
      = is_sought (method->scheme)
        || ((nqp_choice (NQP_STAGE_WEIGH, (int)method->scheme)->uses & NQP_USES_MEMBERS) != 0
            && (is_sought (method->combine_a) || is_sought (method->combine_b)));
  gboolean sums = TRUE; /* a sum tells what other weights would give without going through the cells */

  for (int made = 0; made < NQP_N_MADE; made++)
    sums = sums
           && (nqp_choice (NQP_STAGE_AGGREGATE, (int)method->aggregate[made])->traits & NQP_TRAIT_SUM) != 0;
  if (!sought || sums)
    return pairwise;
  return pairwise * TRIED + SECONDS_PER_TRIED * cells * tree->n_leaves;
}
