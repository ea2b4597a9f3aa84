/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-weigh-private.h"

/* C = sd sum (1 - r), sample standard deviation (Diakoulaki, Mavrotas and Papayannakis 1995) */
static void
find (const NqpWeighInput *input, double *importance)
{
  const gsize n = (gsize)input->n;
  g_autofree double *z = g_new (double, input->n_cells + 1);
  g_autofree double *r = g_new (double, n *n + 1);

  nqp_weigh_input_correlate (input, r);
  for (gsize j = 0; j < n; j++)
    {
      gsize m = nqp_weigh_input_gather (input, (int)j, z);
      double conflict = 0;

      for (gsize k = 0; k < n; k++)
        conflict += 1 - r[j * n + k];
      importance[j] = nqp_sd (z, m, nqp_mean (z, m)) * conflict;
    }
}

const NqpWeighScheme nqp_weigh_critic = {
  .choice = {
    .id = "critic",
    .name = N_ ("CRITIC"),
    .phrase = N_ ("CRITIC weights"),
    .summary = N_ ("More weight where regions differ more and other indicators say less of the same"),
    .formula = "w = C / Σ C, C = sd Σ (1 − r)",
    .traits = NQP_TRAIT_MEMBER,
  },
  .find = find,
};
