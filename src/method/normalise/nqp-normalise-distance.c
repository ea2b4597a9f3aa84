/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"
#include "nqp-number.h"

static gboolean
check (const NqpIndicator *indicator, const NqpExtent *extent, GError **error)
{
  if (extent->min > 0)
    return TRUE;
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
               _ ("The distance to the best is a share, which takes values above 0, and %s (%s) has values "
                  "down to %g; normalise by minmax, or switch the indicator off"),
               nqp_text_get (&indicator->name, nqp_lang_of_messages ()), indicator->code, extent->min);
  return FALSE;
}

static double
distance_of (double x, const NqpRod *rod, int direction)
{
  return direction >= 0 ? x / rod->extent.max : rod->extent.min / x;
}

static void
apply (const NqpNormalising *what, double *z)
{
  const gsize n_cells = what->n_regions * what->n_years;

  for (gsize c = 0; c < n_cells; c++)
    z[c] = distance_of (what->x[c], what->rod, what->direction);
}

/* Goes down to 0. */
static double
apply_value (double x, const NqpRod *rod, int direction, int year)
{
  /* beyond the best, which of "less is better" includes 0 and below */
  if (direction < 0 && x <= rod->extent.min)
    return 1;
  return CLAMP (distance_of (x, rod, direction), 0.0, 1.0);
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const gboolean more = value->indicator->direction >= 0;
  const double best = more ? value->rod->extent.max : value->rod->extent.min;
  char x[NQP_NUMBER_SIZE], end[NQP_NUMBER_SIZE];

  nqp_explain_measure (out, more ? "maximum" : "minimum",
                       g_strdup (more ? _ ("Highest value of all regions and years")
                                      : _ ("Lowest value of all regions and years")),
                       best, TRUE);
  nqp_number_in_formula (value->x, x);
  nqp_number_in_formula (best, end);
  out->formula = g_strdup (more ? _ ("value / highest") : _ ("lowest / value"));
  out->numbers = g_strdup_printf ("%s / %s", more ? x : end, more ? end : x);
}

static const NqpCells cells = {
  .measures = { "IF({s}>0,MAX({all}),MIN({all}))" },
  .more = "{x}/{a}",
  .less = "{a}/{x}",
};

const NqpNormaliser nqp_normalise_distance = {
  .choice = {
    .id = "distance",
    .name = N_ ("Distance to the best"),
    .phrase = N_ ("distance to the best of all years"),
    .summary = N_ ("The value as a share of the best of all years; half as much counts half"),
    .formula = "z = x / max",
    .traits = NQP_TRAIT_BENDS,
  },
  .check = check,
  .apply = apply,
  .apply_value = apply_value,
  .explain = explain,
  .cells = &cells,
};
