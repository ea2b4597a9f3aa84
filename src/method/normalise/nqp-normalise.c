/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-normalise-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

#define X(NAME, name) [NQP_NORMALISE_##NAME] = &nqp_normalise_##name,
const NqpNormaliser *const nqp_normalisers[NQP_N_NORMALISE] = { NQP_EACH_NORMALISE (X) };
#undef X

/* Where each stands between the ends of @extent; the middle if these are the same. NaN stays NaN. */
void
nqp_normalise_scale (const double *x, gsize n, const NqpExtent *extent, int direction, double *z)
{
  const double min = extent->min, max = extent->max, range = max - min;

  if (!isfinite (range) && isfinite (min) && isfinite (max))
    {
      /* the ends are farther from each other than a number can be: halves of all */
      const NqpExtent half = { extent->n, min / 2, max / 2 };

      for (gsize c = 0; c < n; c++)
        {
          const double x_half = x[c] / 2;

          nqp_normalise_scale (&x_half, 1, &half, direction, &z[c]);
        }
      return;
    }
  if (!(range > 0))
    for (gsize c = 0; c < n; c++)
      z[c] = isnan (x[c]) ? NAN : 0.5;
  else if (direction >= 0)
    for (gsize c = 0; c < n; c++)
      z[c] = (x[c] - min) / range;
  else
    for (gsize c = 0; c < n; c++)
      z[c] = (max - x[c]) / range;
}

/* Ends at 0 and 1. */
double
nqp_normalise_scale_value (double x, const NqpExtent *extent, int direction)
{
  double z;

  nqp_normalise_scale (&x, 1, extent, direction, &z);
  return CLAMP (z, 0.0, 1.0);
}

/* Takes @label. */
void
nqp_explain_measure (NqpExplanation *self, const char *step, char *label, double value, gboolean has_unit)
{
  g_assert (self->n_measured < (int)G_N_ELEMENTS (self->measured));
  self->measured[self->n_measured++] = (NqpMeasured){ step, label, value, has_unit };
}

/* A value between two ends; @more and @less: the formula if more, if less is better. */
void
nqp_explain_scale (NqpExplanation *self, const NqpNormalised *value, double low, double high,
                   const char *more, const char *less)
{
  const gboolean up = value->indicator->direction >= 0;
  char a[NQP_NUMBER_SIZE], b[NQP_NUMBER_SIZE], c[NQP_NUMBER_SIZE], d[NQP_NUMBER_SIZE];

  self->between = TRUE;
  self->low = low;
  self->high = high;
  if (!(high > low))
    {
      self->formula = g_strdup (_ ("all values are the same: the middle"));
      return;
    }
  self->formula = g_strdup (up ? more : less);
  self->numbers = g_strdup_printf ("(%s − %s) / (%s − %s)", nqp_number_in_formula (up ? value->x : high, a),
                                   nqp_number_in_formula (up ? low : value->x, b),
                                   nqp_number_in_formula (high, c), nqp_number_in_formula (low, d));
}

/**
 * nqp_rod_init:
 * @treated: the values that count
 * @extent: of column @j
 */
void
nqp_rod_init (NqpRod *self, const NqpColumns *treated, int j, const NqpExtent *extent, NqpNormalise how)
{
  *self = (NqpRod){
    .extent = *extent, .mean = NAN, .sd = NAN, .lower = NAN, .upper = NAN, .treatment = treated->treatment[j]
  };
  if (nqp_normalisers[how]->init != NULL)
    nqp_normalisers[how]->init (self, treated, j);
}

/**
 * nqp_rod_check:
 * @extent: of the values that count of indicator @j
 *
 * Returns: %FALSE with @error set, naming the indicator, if its values cannot be normalised that way
 */
gboolean
nqp_rod_check (const NqpPanel *panel, int j, const NqpExtent *extent, NqpNormalise how, GError **error)
{
  return extent->n == 0 || nqp_normalisers[how]->check == NULL
         || nqp_normalisers[how]->check (&panel->indicators[j], extent, error);
}

/**
 * nqp_normalise:
 * @x: n_years x n_regions treated values
 * @rod: what they are measured against, made for @how
 * @direction: +1 more is better, -1 less is better
 * @z: (out): n_years x n_regions, higher is better, NaN where @x is
 *
 * A constant indicator becomes 0.5 (min-max, percentile, goalposts without posts of its own), 0 (z-score) or 1 (distance).
 * Goalposts: UNDP, Human Development Report (2010), technical note 1. Formulas: OECD/JRC Handbook on Constructing Composite
 * Indicators (2008), step 5.
 */
void
nqp_normalise (const double *x, const NqpRod *rod, int direction, NqpNormalise how, int n_regions,
               int n_years, double *z)
{
  const NqpNormalising what = { x, rod, direction, (gsize)n_regions, (gsize)n_years };

  nqp_normalisers[how]->apply (&what, z);
}

/**
 * nqp_normalise_value:
 * @how: one that has an apply_value, which %NQP_NORMALISE_RANK has not
 * @year: position
 *
 * What nqp_normalise() would make of one more value, treated for outliers, while the rod stays as it is: what lies beyond the
 * ends of a scale counts as the nearer one.
 */
double
nqp_normalise_value (double x, const NqpRod *rod, int direction, NqpNormalise how, int year)
{
  x = CLAMP (x, -NQP_LARGEST_VALUE, NQP_LARGEST_VALUE);
  return nqp_normalisers[how]->apply_value (x, rod, direction, year);
}

const NqpCells *
nqp_method_cells (const NqpMethod *method)
{
  return nqp_normalisers[method->normalise]->cells;
}
