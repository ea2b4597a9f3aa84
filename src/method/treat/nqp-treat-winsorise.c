/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-number.h"
#include "nqp-treat-private.h"

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
init (NqpTreatment *self, NqpColumns *columns, int j, const NqpMethod *method)
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

static char *
explain (const NqpTreatment *self, const NqpMethod *method)
{
  char number[NQP_NUMBER_SIZE];

  return g_strdup_printf (
      _ ("Winsorised: among the outermost %s %% of all values, counts as the value there"),
      nqp_number_to_screen_auto (100 * method->winsor, number));
}

static char *
describe (const NqpMethod *method)
{
  char number[NQP_NUMBER_SIZE];

  /* Translators: %s: a percentage */
  return g_strdup_printf (_ ("winsorised at %s %%"),
                          nqp_number_to_screen_auto (100 * method->winsor, number));
}

const NqpTreater nqp_treat_winsorise = {
  .choice = {
    .id = "winsorise",
    .name = N_ ("Winsorise"),
    .summary = N_ ("What lies beyond the outermost one per cent of all values counts as the value there"),
    .formula = "x = min(max(x, Q(p)), Q(1 − p))",
    .uses = NQP_USES_WINSOR,
    .traits = NQP_TRAIT_CUTS,
    .describe = describe,
  },
  .init = init,
  .explain = explain,
};
