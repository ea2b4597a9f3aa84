/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-ahp.h"
#include "nqp-weigh-private.h"

static NqpTree *
weigh (NqpWeigher *self, const NqpWeighing *what, GPtrArray *warnings, GError **error)
{
  return nqp_ahp_weigh (what->tree, warnings);
}

const NqpWeighScheme nqp_weigh_ahp = {
  .choice = {
    .id = "ahp",
    .name = N_ ("Pairwise judgements (AHP)"),
    .phrase = N_ ("AHP weights"),
    .summary = N_ ("Weights from judging the parts of each whole two at a time"),
    .formula = "A w = λ_max w",
    .uses = NQP_USES_JUDGEMENTS,
    .traits = NQP_TRAIT_MEMBER,
  },
  .weigh = weigh,
};
