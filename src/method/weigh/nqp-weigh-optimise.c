/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-weigh-private.h"

static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  return nqp_optimise (what, warnings);
}

const NqpWeighScheme nqp_weigh_optimise = {
  .choice = {
    .id = "optimise",
    .name = N_ ("Equal importance"),
    .phrase = N_ ("weights of equal importance"),
    .summary = N_ ("Weights at which each part matters equally to its whole, however the parts move together"),
    .formula = "w: r_k² / Σ r² = 1 / n",
    .traits = NQP_TRAIT_MEMBER | NQP_TRAIT_SOUGHT,
  },
  .weigh = weigh,
};
