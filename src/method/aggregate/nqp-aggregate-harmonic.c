/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-aggregate-private.h"

static void
add (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block)
{
  double inverse[NQP_MIX_BLOCK];
  const double *s = nqp_mix_take (mix, part, from, n, inverse);

  for (gsize c = 0; c < n; c++)
    inverse[c] = 1 / s[c];
  nqp_block_add (inverse, mix->weights[part], n, block);
}

static void
finish (const NqpMix *mix, gsize from, gsize n, NqpBlock *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] = block->weight[c] / block->sum[c];
}

static gboolean
needs_positive (double power)
{
  return TRUE;
}

static double
lift (const NqpMethod *method, double weight, double value)
{
  return weight * MAX (1 / method->floor - 1 / value, 0.0);
}

const NqpMean nqp_aggregate_harmonic = {
  .choice = {
    .id = "harmonic",
    .name = N_ ("Harmonic mean"),
    .phrase = N_ ("harmonic mean"),
    .summary = N_ ("Weaknesses weigh heavily: the worst part holds the whole back"),
    .formula = "S = 1 / Σ (w / z)",
    .traits = NQP_TRAIT_POSITIVE,
  },
  .needs_positive = needs_positive,
  .add = add,
  .finish = finish,
  .lift = lift,
};
