/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-weigh-private.h"

/* d = 1 - e, e = -(1 / ln n) sum p ln p, p = z / sum z, 0 ln 0 = 0 (Shannon; Zeleny 1982) */
double
nqp_weigh_divergence (double *z, gsize m)
{
  double total = nqp_sum (z, m);

  for (gsize c = 0; c < m; c++)
    {
      double p = z[c] / total;

      z[c] = p > 0 ? p * log (p) : 0.0;
    }
  return MAX (1 + nqp_sum (z, m) / log ((double)m), 0.0);
}

static void
find (const NqpWeighInput *input, double *importance)
{
  g_autofree double *z = g_new (double, input->n_cells + 1);

  for (int j = 0; j < input->n; j++)
    {
      gsize m = nqp_weigh_input_gather (input, j, z);

      for (gsize c = 0; c < m && input->shift > 0; c++)
        z[c] += input->shift;
      importance[j] = nqp_weigh_divergence (z, m);
    }
}

const NqpWeighScheme nqp_weigh_entropy = {
  .choice = {
    .id = "entropy",
    .name = N_ ("Entropy"),
    .phrase = N_ ("entropy weights"),
    .summary = N_ ("More weight where regions and years differ more"),
    .formula = "w = d / Σ d, d = 1 + Σ p ln p / ln n",
    .uses = NQP_USES_SHIFT,
    .traits = NQP_TRAIT_MEMBER,
  },
  .find = find,
};
