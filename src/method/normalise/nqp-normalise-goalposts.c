/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"

static gboolean
check_method (const NqpMethod *method, GError **error)
{
  if ((nqp_method_traits (method, NQP_STAGE_TREAT) & NQP_TRAIT_BENDS) == 0)
    return TRUE;
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE,
               _ ("Goalposts are set in an indicator's unit, which Box-Cox bends; treat outliers by "
                  "winsorise, or normalise by minmax"));
  return FALSE;
}

/* An indicator's goalposts, which are the pooled extremes where it has none of its own. */
static void
find_goalposts (const NqpIndicator *indicator, const NqpExtent *extent, double *lower, double *upper)
{
  *lower = isnan (indicator->lower) ? extent->min : indicator->lower;
  *upper = isnan (indicator->upper) ? extent->max : indicator->upper;
}

static gboolean
check (const NqpIndicator *indicator, const NqpExtent *extent, GError **error)
{
  double lower, upper;

  find_goalposts (indicator, extent, &lower, &upper);
  if ((isnan (indicator->lower) && isnan (indicator->upper))
      || (lower < upper && isfinite (lower) && isfinite (upper)))
    return TRUE;
  g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA,
               _ ("The goalposts of %s (%s) are %g and %g; the lower has to be below the upper. Without one "
                  "of its own an indicator has the lowest or highest value of all years"),
               nqp_text_get (&indicator->name, nqp_lang_of_messages ()), indicator->code, lower, upper);
  return FALSE;
}

static void
init (NqpRod *self, const NqpColumns *treated, int j)
{
  find_goalposts (&treated->panel->indicators[j], &self->extent, &self->lower, &self->upper);
}

static void
apply (const NqpNormalising *what, double *z)
{
  const gsize n_cells = what->n_regions * what->n_years;
  const NqpExtent posts = { what->rod->extent.n, what->rod->lower, what->rod->upper };

  nqp_normalise_scale (what->x, n_cells, &posts, what->direction, z);
  for (gsize c = 0; c < n_cells; c++)
    z[c] = isnan (z[c]) ? NAN : CLAMP (z[c], 0.0, 1.0);
}

static double
apply_value (double x, const NqpRod *rod, int direction, int year)
{
  const NqpExtent posts = { rod->extent.n, rod->lower, rod->upper };

  return nqp_normalise_scale_value (x, &posts, direction);
}

static void
range (const NqpRod *rod, double *low, double *high)
{
  *low = rod->lower;
  *high = rod->upper;
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const double lower = value->rod->lower, upper = value->rod->upper;

  nqp_explain_measure (out, "minimum",
                       g_strdup (isnan (value->indicator->lower)
                                     ? _ ("Lower goalpost: the lowest value of all regions and years")
                                     : _ ("Lower goalpost")),
                       lower, TRUE);
  nqp_explain_measure (out, "maximum",
                       g_strdup (isnan (value->indicator->upper)
                                     ? _ ("Upper goalpost: the highest value of all regions and years")
                                     : _ ("Upper goalpost")),
                       upper, TRUE);
  nqp_explain_scale (out, value, lower, upper, _ ("(value − lower goalpost) / (upper − lower)"),
                     _ ("(upper goalpost − value) / (upper − lower)"));
  if (value->x < lower || value->x > upper)
    out->note = g_strdup (_ ("Beyond a goalpost: counts as if it stood there."));
}

static const NqpCells cells = {
  .measures = { "IF(ISNUMBER({lower}),{lower},MIN({all}))", "IF(ISNUMBER({upper}),{upper},MAX({all}))" },
  .more = "IF({b}>{a},MAX(0,MIN(1,({x}-{a})/({b}-{a}))),0.5)",
  .less = "IF({b}>{a},MAX(0,MIN(1,({b}-{x})/({b}-{a}))),0.5)",
};

const NqpNormaliser nqp_normalise_goalposts = {
  .choice = {
    .id = "goalposts",
    .name = N_ ("Goalposts"),
    .phrase = N_ ("goalposts"),
    .summary = N_ ("Between two fixed marks for each indicator, such as a natural least and a target"),
    .formula = "z = (x − lower) / (upper − lower)",
    .uses = NQP_USES_GOALPOSTS,
  },
  .check_method = check_method,
  .check = check,
  .init = init,
  .apply = apply,
  .apply_value = apply_value,
  .range = range,
  .explain = explain,
  .cells = &cells,
};
