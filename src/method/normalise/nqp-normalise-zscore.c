/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"
#include "nqp-number.h"

static gboolean
check_method (const NqpMethod *method, GError **error)
{
  for (int made = 0; made < NQP_N_MADE; made++)
    if (!nqp_method_takes_negative (method, method->aggregate[made]))
      {
        g_autofree char *others = nqp_stage_list (NQP_STAGE_NORMALISE, NQP_TRAIT_UNBOUNDED);
        g_autofree char *means = nqp_stage_list (NQP_STAGE_AGGREGATE, NQP_TRAIT_POSITIVE);

        g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE,
                     /* Translators: "harmonic mean", "minmax, rank or goalposts", "arithmetic or topsis" */
                     _ ("Z-scores are negative below the mean and have no %s; normalise by %s, or "
                        "aggregate by %s"),
                     _ (nqp_choice (NQP_STAGE_AGGREGATE, (int)method->aggregate[made])->phrase), others,
                     means);
        return FALSE;
      }
  return TRUE;
}

static void
init (NqpRod *self, const NqpColumns *treated, int j)
{
  g_autofree double *present = g_new (double, treated->n_cells + 1);
  const gsize m = nqp_gather (treated->x[j], treated->n_cells, present);

  self->mean = nqp_mean (present, m);
  self->sd = nqp_sd (present, m, self->mean);
}

static void
apply (const NqpNormalising *what, double *z)
{
  const gsize n = what->n_regions * what->n_years;
  const double mean = what->rod->mean, sd = what->rod->sd;

  /* whether it is constant is asked of the values: rounding may leave a standard deviation above zero */
  if (!(what->rod->extent.max > what->rod->extent.min))
    for (gsize c = 0; c < n; c++)
      z[c] = isnan (what->x[c]) ? NAN : 0.0;
  else
    for (gsize c = 0; c < n; c++)
      z[c] = what->direction * (what->x[c] - mean) / sd;
}

/* A z-score has no ends but those of what can be reckoned with. */
static double
apply_value (double x, const NqpRod *rod, int direction, int year)
{
  const double z = rod->extent.max > rod->extent.min ? direction * (x - rod->mean) / rod->sd : 0.0;

  return CLAMP (z, -NQP_LARGEST_VALUE, NQP_LARGEST_VALUE);
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const gboolean more = value->indicator->direction >= 0;
  char x[NQP_NUMBER_SIZE], mean[NQP_NUMBER_SIZE], sd[NQP_NUMBER_SIZE];

  nqp_explain_measure (out, "mean", g_strdup (_ ("Mean of all regions and years")), value->rod->mean, TRUE);
  nqp_explain_measure (out, "sd", g_strdup (_ ("Standard deviation of all regions and years")),
                       value->rod->sd, TRUE);
  nqp_number_in_formula (value->x, x);
  nqp_number_in_formula (value->rod->mean, mean);
  out->formula = g_strdup (more ? _ ("(value − mean) / standard deviation")
                                : _ ("(mean − value) / standard deviation"));
  out->numbers = g_strdup_printf ("(%s − %s) / %s", more ? x : mean, more ? mean : x,
                                  nqp_number_in_formula (value->rod->sd, sd));
}

static const NqpCells cells = {
  .measures = { "AVERAGE({all})", "IF(MAX({all})>MIN({all}),STDEV({all}),0)" },
  .more = "IF({b}>0,({x}-{a})/{b},0)",
  .less = "IF({b}>0,({a}-{x})/{b},0)",
};

const NqpNormaliser nqp_normalise_zscore = {
  .choice = {
    .id = "zscore",
    .name = N_ ("Z-score"),
    .phrase = N_ ("z-scores"),
    .summary = N_ ("Distance from the mean of all years in standard deviations; has no bounds"),
    .formula = "z = (x − mean) / sd",
    .traits = NQP_TRAIT_UNBOUNDED,
  },
  .check_method = check_method,
  .init = init,
  .apply = apply,
  .apply_value = apply_value,
  .explain = explain,
  .cells = &cells,
};
