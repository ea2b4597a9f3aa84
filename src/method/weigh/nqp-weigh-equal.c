/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-weigh-private.h"

static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  return nqp_tree_with_equal_weights (what->tree);
}

const NqpWeighScheme nqp_weigh_equal = {
  .choice = {
    .id = "equal",
    .name = N_ ("Equal"),
    .phrase = N_ ("equal weights"),
    .summary = N_ ("The same weight for all parts of a whole, on every level"),
    .formula = "w = 1 / n",
    .traits = NQP_TRAIT_MEMBER,
  },
  .weigh = weigh,
};
