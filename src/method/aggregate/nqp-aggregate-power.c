/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-aggregate-private.h"
#include "nqp-number.h"

/* Near 0 the mean of (s^p - 1) / p, which goes over into that of ln s as p goes to 0, and loses no digits on the way. */
#define NEAR_GEOMETRIC 0.05

static void
add (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block)
{
  const double p = mix->method->power;
  double powers[NQP_MIX_BLOCK];
  const double *s = nqp_mix_take (mix, part, from, n, powers);

  if (fabs (p) < NEAR_GEOMETRIC)
    for (gsize c = 0; c < n; c++)
      powers[c] = expm1 (p * log (s[c])) / p;
  else
    for (gsize c = 0; c < n; c++)
      powers[c] = pow (s[c], p);
  nqp_block_add (powers, mix->weights[part], n, block);
}

static void
finish (const NqpMix *mix, gsize from, gsize n, NqpBlock *block)
{
  const double p = mix->method->power;

  if (!(fabs (p) < NEAR_GEOMETRIC))
    {
      for (gsize c = 0; c < n; c++)
        block->sum[c] = pow (block->sum[c] / block->weight[c], 1 / p);
      return;
    }
  /* all parts 0 may round to less than the -1 that has a logarithm */
  for (gsize c = 0; c < n; c++)
    block->sum[c] = exp (log1p (MAX (p * block->sum[c] / block->weight[c], -1.0)) / p);
}

static gboolean
needs_positive (double power)
{
  return !(power > 0);
}

/* Of exponent 1, 0 or -1 it is the arithmetic, geometric or harmonic mean. */
static NqpAggregate
exact (double power)
{
  if (power == 1)
    return NQP_AGGREGATE_ARITHMETIC;
  if (power == 0)
    return NQP_AGGREGATE_GEOMETRIC;
  return power == -1 ? NQP_AGGREGATE_HARMONIC : NQP_AGGREGATE_POWER;
}

/* It averages (s^p - 1) / p: what counts is how far a child lifts that above its least. */
static double
lift (const NqpMethod *method, double weight, double value)
{
  const double p = method->power, floor = method->floor;

  return weight * (p > 0 ? pow (value, p) : MAX (pow (floor, p) - pow (value, p), 0.0));
}

static char *
describe (const NqpMethod *method)
{
  char number[NQP_NUMBER_SIZE];

  /* Translators: "power mean", and its exponent */
  return g_strdup_printf (_ ("%s of exponent %s"), _ ("power mean"),
                          nqp_number_to_screen_auto (method->power, number));
}

const NqpMean nqp_aggregate_power = {
  .choice = {
    .id = "power",
    .name = N_ ("Power mean"),
    .phrase = N_ ("power mean"),
    .summary = N_ ("Between the other means: the exponent says how far strengths make up for weaknesses"),
    .formula = "S = (Σ w z^p)^(1/p)",
    .uses = NQP_USES_POWER,
    .traits = NQP_TRAIT_POSITIVE,
    .describe = describe,
  },
  .needs_positive = needs_positive,
  .exact = exact,
  .add = add,
  .finish = finish,
  .lift = lift,
};
