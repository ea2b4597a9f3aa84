/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-box-cox-private.h"
#include "nqp-moments.h"
#include "nqp-number.h"
#include "nqp-treat-private.h"

/* Beyond these an indicator has outliers: OECD/JRC practice (Handbook 2008; JRC COIN Tool; Becker et al. 2022, COINr). */
#define MAX_SKEWNESS 2.0
#define MAX_KURTOSIS 3.5

static gboolean
init (NqpTreatment *self, NqpColumns *columns, int j, const NqpMethod *method)
{
  g_autofree double *u = g_new (double, columns->n_cells + 1);
  const gsize n = nqp_gather (columns->x[j], columns->n_cells, u);
  const NqpExtent extent = nqp_extent (u, n);
  double skewness, kurtosis;

  if (n < 4 || !(extent.max > extent.min))
    return FALSE;
  nqp_moments (u, n, &skewness, &kurtosis);
  if (!(fabs (skewness) > MAX_SKEWNESS && kurtosis > MAX_KURTOSIS))
    return FALSE;
  if (!(extent.min > 0))
    {
      const NqpIndicator *indicator = &columns->panel->indicators[j];

      g_free (columns->refused[j]);
      columns->refused[j] = g_strdup_printf (
          _ ("Box-Cox takes values above 0, and %s (%s) has values down to %g; treat outliers by winsorise, "
             "or switch the indicator off"),
          nqp_text_get (&indicator->name, nqp_lang_of_messages ()), indicator->code, extent.min);
      return FALSE;
    }
  for (gsize c = 0; c < n; c++)
    u[c] = log (u[c]);
  self->centre = nqp_mean (u, n);
  for (gsize c = 0; c < n; c++)
    u[c] -= self->centre;
  self->lambda = nqp_box_cox_lambda (u, n);
  self->low = extent.min;
  self->high = extent.max;
  self->bottom = nqp_box_cox (self->lambda, log (self->low) - self->centre);
  self->top = nqp_box_cox (self->lambda, log (self->high) - self->centre);
  return self->top > self->bottom;
}

/* A transformed value is put back between the lowest and the highest value of the indicator, which stay what they are:
 * normalisation does not see the difference, and a unit, goalposts and shares of the best keep their meaning. */
static double
apply (const NqpTreatment *self, double x)
{
  return self->low
         + (self->high - self->low) * (nqp_box_cox (self->lambda, log (x) - self->centre) - self->bottom)
               / (self->top - self->bottom);
}

static char *
explain (const NqpTreatment *self, const NqpMethod *method)
{
  char number[NQP_NUMBER_SIZE];

  return g_strdup_printf (_ ("Box-Cox with λ = %s, between the lowest and the highest value: counts as"),
                          nqp_number_to_screen (self->lambda, 3, number));
}

const NqpTreater nqp_treat_box_cox = {
  .choice = {
    .id = "box-cox",
    .name = N_ ("Box-Cox"),
    .phrase = N_ ("long tails bent by Box-Cox"),
    .summary = N_ ("Indicators with a long tail are bent towards symmetry; the order of regions stays"),
    .formula = "x = (x^λ − 1) / λ",
    .traits = NQP_TRAIT_BENDS,
  },
  .init = init,
  .apply = apply,
  .explain = explain,
};
