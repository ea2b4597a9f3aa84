/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-weigh-private.h"

/* sd / |mean|, sample standard deviation */
static void
find (const NqpWeighInput *input, double *importance)
{
  g_autofree double *z = g_new (double, input->n_cells + 1);

  for (int j = 0; j < input->n; j++)
    {
      gsize m = nqp_weigh_input_gather (input, j, z);
      double mean = nqp_mean (z, m);

      importance[j] = nqp_sd (z, m, mean) / fabs (mean);
    }
}

const NqpWeighScheme nqp_weigh_cv = {
  .choice = {
    .id = "cv",
    .name = N_ ("Coefficient of variation"),
    .phrase = N_ ("coefficient of variation weights"),
    .summary = N_ ("More weight where values spread more around their mean"),
    .formula = "w = v / Σ v, v = sd / |mean|",
    .traits = NQP_TRAIT_MEMBER,
  },
  .find = find,
};
