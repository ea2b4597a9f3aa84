/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-pca.h"
#include "nqp-weigh-private.h"

static void
find (const NqpWeighInput *input, double *importance)
{
  g_autofree double *r = g_new (double, input->n * input->n + 1);
  g_auto (NqpPca) pca = { 0 };

  if (input->n == 0)
    return;
  nqp_weigh_input_correlate (input, r);
  nqp_pca_solve (&pca, input->n, r);
  for (int j = 0; j < input->n; j++)
    importance[j] = pca.weights[j];
}

static char *
doubt (const NqpWeighInput *input)
{
  return nqp_pca_doubt (input->n, nqp_weigh_input_fewest (input));
}

const NqpWeighScheme nqp_weigh_pca = {
  .choice = {
    .id = "pca",
    .name = N_ ("Principal components"),
    .phrase = N_ ("principal component weights"),
    .summary = N_ ("More weight for what moves together with the main directions in which regions differ"),
    .formula = "w ∝ l², l the rotated loading on each component",
    .uses = NQP_USES_COMPONENTS,
    .traits = NQP_TRAIT_MEMBER,
  },
  .find = find,
  .doubt = doubt,
};
