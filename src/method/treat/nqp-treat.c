/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-treat-private.h"

#define X(NAME, name) [NQP_OUTLIERS_##NAME] = &nqp_treat_##name,
const NqpTreater *const nqp_treaters[NQP_N_OUTLIERS] = { NQP_EACH_OUTLIERS (X) };
#undef X

/**
 * nqp_treat_value:
 * @x: in the indicator's unit, or NaN
 *
 * What @x counts as, in the same unit. What lies beyond the ends counts as the nearer one.
 */
double
nqp_treat_value (const NqpTreatment *self, double x)
{
  if (self->by == NULL || isnan (x))
    return x;
  if (!(x > self->low))
    return self->low;
  if (!(x < self->high))
    return self->high;
  return self->by->apply != NULL ? self->by->apply (self, x) : x;
}

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
  const NqpTreater *by = nqp_treaters[method->outliers];
  NqpColumns *treated;

  if (by->init == NULL)
    {
      *out_shown = nqp_columns_ref (columns);
      return nqp_columns_ref (columns);
    }
  treated = nqp_columns_copy (columns);
  for (int j = 0; j < treated->n; j++)
    {
      NqpTreatment treatment = { 0 };

      if (!by->init (&treatment, treated, j, method))
        continue;
      treatment.by = by;
      treated->treatment[j] = treatment;
      treat_column (treated, j);
    }
  *out_shown = nqp_columns_copy (columns);
  nqp_columns_take_states (*out_shown, treated);
  return treated;
}
