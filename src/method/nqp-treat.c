/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-box-cox-private.h"
#include "nqp-stages-private.h"

/* Beyond these an indicator has outliers: OECD/JRC practice (Handbook 2008; JRC COIN Tool; Becker et al. 2022, COINr). */
#define MAX_SKEWNESS 2.0
#define MAX_KURTOSIS 3.5

/* Sample skewness G1 and excess kurtosis G2 (Joanes and Gill 1998), as spreadsheets and COINr have them; @n at least 4. */
static void
skewness_kurtosis (const double *present, gsize n, double *skewness, double *kurtosis)
{
  const double m = (double)n, mean = nqp_mean (present, n), sd = nqp_sd (present, n, mean);
  g_autofree double *power = g_new (double, n);
  double third, fourth;

  for (gsize c = 0; c < n; c++)
    {
      double d = (present[c] - mean) / sd;

      power[c] = d * d * d;
    }
  third = nqp_sum (power, n);
  for (gsize c = 0; c < n; c++)
    {
      double d = (present[c] - mean) / sd;

      power[c] = d * d * d * d;
    }
  fourth = nqp_sum (power, n);
  *skewness = m / ((m - 1) * (m - 2)) * third;
  *kurtosis
      = m * (m + 1) / ((m - 1) * (m - 2) * (m - 3)) * fourth - 3 * (m - 1) * (m - 1) / ((m - 2) * (m - 3));
}

/* Quantile of sorted values by linear interpolation: type 7 of Hyndman and Fan (1996). */
static double
quantile (const double *x, const NqpSortItem *items, gsize n, double p)
{
  const double place = (double)(n - 1) * p;
  const gsize below = (gsize)place;
  const double low = x[items[below].index], high = x[items[MIN (below + 1, n - 1)].index];

  return low + (place - (double)below) * (high - low);
}

static gboolean
prepare_winsorise (NqpColumns *columns, int j, const NqpMethod *method, NqpTreatment *self)
{
  g_autofree NqpSortItem *items = g_new (NqpSortItem, columns->n_cells + 1);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, columns->n_cells + 1);
  gsize n = nqp_sort_present (columns->x[j], columns->n_cells, items, scratch);

  if (n == 0)
    return FALSE;
  self->low = quantile (columns->x[j], items, n, method->winsor);
  self->high = quantile (columns->x[j], items, n, 1 - method->winsor);
  return TRUE;
}

static gboolean
prepare_box_cox (NqpColumns *columns, int j, const NqpMethod *method, NqpTreatment *self)
{
  g_autofree double *u = g_new (double, columns->n_cells + 1);
  const gsize n = nqp_gather (columns->x[j], columns->n_cells, u);
  const NqpExtent extent = nqp_extent (u, n);
  double skewness, kurtosis;

  if (n < 4 || !(extent.max > extent.min))
    return FALSE;
  skewness_kurtosis (u, n, &skewness, &kurtosis);
  if (!(fabs (skewness) > MAX_SKEWNESS && kurtosis > MAX_KURTOSIS))
    return FALSE;
  if (!(extent.min > 0))
    {
      const NqpIndicator *indicator = &columns->panel->indicators[j];

      g_free (columns->refused[j]);
      columns->refused[j] = g_strdup_printf (
          _ ("Box-Cox takes values above 0, and %s (%s) has values down to %g; treat outliers by winsorise, "
             "or switch the indicator off"),
          nqp_text_get (&indicator->name, nqp_lang_from_environment ()), indicator->code, extent.min);
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

/**
 * nqp_treat_value:
 * @x: in the indicator's unit, or NaN
 *
 * What @x counts as, in the same unit. Winsorising ends at the quantiles. A Box-Cox transformed value is put back between the
 * lowest and the highest value of the indicator, which stay what they are: normalisation does not see the difference, and a
 * unit, goalposts and shares of the best keep their meaning. What lies beyond those two counts as the nearer one.
 */
double
nqp_treat_value (const NqpTreatment *self, double x)
{
  if (self->how == NQP_OUTLIERS_NONE || isnan (x))
    return x;
  if (!(x > self->low))
    return self->low;
  if (!(x < self->high))
    return self->high;
  if (self->how == NQP_OUTLIERS_WINSORISE)
    return x;
  return self->low
         + (self->high - self->low) * (nqp_box_cox (self->lambda, log (x) - self->centre) - self->bottom)
               / (self->top - self->bottom);
}

/* What a column is treated by, from its own values; FALSE if it stays as it is. */
typedef gboolean (*Prepare) (NqpColumns *columns, int j, const NqpMethod *method, NqpTreatment *self);

static const Prepare prepares[NQP_N_OUTLIERS] = {
  [NQP_OUTLIERS_NONE] = NULL,
  [NQP_OUTLIERS_WINSORISE] = prepare_winsorise,
  [NQP_OUTLIERS_BOXCOX] = prepare_box_cox,
};

/* Marks what is only published or derived; that a value is estimated or edited stays to be seen. */
static void
treat_column (NqpColumns *columns, int j)
{
  gboolean owned = FALSE;

  for (gsize c = 0; c < columns->n_cells; c++)
    {
      double x = columns->x[j][c];
      double treated = nqp_treat_value (&columns->treatment[j], x);
      guint8 state = columns->state[j][c];

      if (isnan (x) || treated == x)
        continue;
      if (!owned)
        nqp_columns_own (columns, j);
      owned = TRUE;
      columns->own_x[j][c] = treated;
      if (state == NQP_CELL_OBSERVED || state == NQP_CELL_DERIVED)
        columns->own_state[j][c] = NQP_CELL_TREATED;
    }
}

/**
 * nqp_treat:
 * @columns: with gaps filled
 * @out_shown: (out) (transfer full): values as they are in @columns, states and treatments as in what is returned
 *
 * Treats outliers as @method says; cells whose value changes get the state %NQP_CELL_TREATED. An indicator that cannot be
 * treated has a message in "refused" and stays as it is.
 *
 * Returns: (transfer full): the values that count; @columns itself if there is nothing to do
 */
NqpColumns *
nqp_treat (NqpColumns *columns, const NqpMethod *method, NqpColumns **out_shown)
{
  const Prepare prepare = prepares[method->outliers];
  NqpColumns *treated;

  if (prepare == NULL)
    {
      *out_shown = nqp_columns_ref (columns);
      return nqp_columns_ref (columns);
    }
  treated = nqp_columns_copy (columns);
  for (int j = 0; j < treated->n; j++)
    {
      NqpTreatment treatment = { 0 };

      if (!prepare (treated, j, method, &treatment))
        continue;
      treatment.how = method->outliers;
      treated->treatment[j] = treatment;
      treat_column (treated, j);
    }
  *out_shown = nqp_columns_copy (columns);
  nqp_columns_take_states (*out_shown, treated);
  return treated;
}
