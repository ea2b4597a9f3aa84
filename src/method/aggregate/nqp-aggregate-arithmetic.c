/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-aggregate-private.h"

static void
add (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block)
{
  nqp_block_add (mix->parts[part]->score + from, mix->weights[part], n, block);
}

static void
finish (const NqpMix *mix, gsize from, gsize n, NqpBlock *block)
{
  for (gsize c = 0; c < n; c++)
    block->sum[c] /= block->weight[c];
}

const NqpMean nqp_aggregate_arithmetic = {
  .choice = {
    .id = "arithmetic",
    .name = N_ ("Arithmetic mean"),
    .phrase = N_ ("arithmetic mean"),
    .summary = N_ ("Strengths make up for weaknesses one for one"),
    .formula = "S = Σ w z",
    .traits = NQP_TRAIT_SUM,
  },
  .words = N_ ("sum of weight × score of each part"),
  .add = add,
  .finish = finish,
};
