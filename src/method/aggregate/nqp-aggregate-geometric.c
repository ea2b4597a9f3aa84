/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-aggregate-private.h"

static void
add (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block)
{
  double logs[NQP_MIX_BLOCK];
  const double *s = nqp_mix_take (mix, part, from, n, logs);

  for (gsize c = 0; c < n; c++)
    logs[c] = log (s[c]);
  nqp_block_add (logs, mix->weights[part], n, block);
}

static void
finish (const NqpMix *mix, gsize from, gsize n, NqpBlock *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] = exp (block->sum[c] / block->weight[c]);
}

static gboolean
needs_positive (double power)
{
  return TRUE;
}

static double
lift (const NqpMethod *method, double weight, double value)
{
  return weight * MAX (log (value / method->floor), 0.0);
}

const NqpMean nqp_aggregate_geometric = {
  .choice = {
    .id = "geometric",
    .name = N_ ("Geometric mean"),
    .phrase = N_ ("geometric mean"),
    .summary = N_ ("Weaknesses count more: balance is rewarded"),
    .formula = "S = Π z^w",
    .traits = NQP_TRAIT_POSITIVE,
  },
  .needs_positive = needs_positive,
  .add = add,
  .finish = finish,
  .lift = lift,
};
