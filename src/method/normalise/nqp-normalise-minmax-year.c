/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"

static void
init (NqpRod *self, const NqpColumns *treated, int j)
{
  const int n_regions = treated->panel->n_regions, n_years = treated->panel->n_years;

  self->years = g_atomic_rc_box_alloc ((gsize)MAX (n_years, 1) * sizeof (NqpExtent));
  for (int t = 0; t < n_years; t++)
    self->years[t] = nqp_extent (treated->x[j] + (gsize)t * (gsize)n_regions, (gsize)n_regions);
}

static void
apply (const NqpNormalising *what, double *z)
{
  for (gsize t = 0; t < what->n_years; t++)
    nqp_normalise_scale (what->x + t * what->n_regions, what->n_regions, &what->rod->years[t],
                         what->direction, z + t * what->n_regions);
}

static double
apply_value (double x, const NqpRod *rod, int direction, int year)
{
  return nqp_normalise_scale_value (x, &rod->years[year], direction);
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const NqpExtent *extent = &value->rod->years[value->year];

  nqp_explain_measure (out, "minimum", g_strdup_printf (_ ("Lowest value in %d"), value->calendar_year),
                       extent->min, TRUE);
  nqp_explain_measure (out, "maximum", g_strdup_printf (_ ("Highest value in %d"), value->calendar_year),
                       extent->max, TRUE);
  nqp_explain_scale (out, value, extent->min, extent->max, _ ("(value − lowest) / (highest − lowest)"),
                     _ ("(highest − value) / (highest − lowest)"));
  out->note = g_strdup (_ ("Measured against this year only: not to be compared with other years."));
}

const NqpNormaliser nqp_normalise_minmax_year = {
  .choice = {
    .id = "minmax-year",
    .name = N_ ("Min-max, each year"),
    .phrase = N_ ("min-max within each year"),
    .summary = N_ ("Between the lowest and the highest value of the same year: years cannot be compared"),
    .formula = "z = (x − min_t) / (max_t − min_t)",
    .traits = NQP_TRAIT_YEARLY,
  },
  .init = init,
  .apply = apply,
  .apply_value = apply_value,
  .explain = explain,
};
