/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"

static void
apply (const NqpNormalising *what, double *z)
{
  nqp_normalise_scale (what->x, what->n_regions * what->n_years, &what->rod->extent, what->direction, z);
}

static double
apply_value (double x, const NqpRod *rod, int direction, int year)
{
  return nqp_normalise_scale_value (x, &rod->extent, direction);
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const NqpExtent *extent = &value->rod->extent;

  nqp_explain_measure (out, "minimum", g_strdup (_ ("Lowest value of all regions and years")), extent->min,
                       TRUE);
  nqp_explain_measure (out, "maximum", g_strdup (_ ("Highest value of all regions and years")), extent->max,
                       TRUE);
  nqp_explain_scale (out, value, extent->min, extent->max, _ ("(value − lowest) / (highest − lowest)"),
                     _ ("(highest − value) / (highest − lowest)"));
}

static const NqpCells cells = {
  .measures = { "MIN({all})", "MAX({all})" },
  .more = "IF({b}>{a},({x}-{a})/({b}-{a}),0.5)",
  .less = "IF({b}>{a},({b}-{x})/({b}-{a}),0.5)",
};

const NqpNormaliser nqp_normalise_minmax = {
  .choice = {
    .id = "minmax",
    .name = N_ ("Min-max, all years"),
    .phrase = N_ ("min-max over all years"),
    .summary = N_ ("Between the lowest and the highest value of all years: years can be compared"),
    .formula = "z = (x − min) / (max − min)",
  },
  .apply = apply,
  .apply_value = apply_value,
  .explain = explain,
  .cells = &cells,
};
