/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-stages-private.h"

typedef void (*Fill) (NqpColumns *columns, int j);

/* On the straight line, by calendar years, between a region's nearest years that have a value; none beyond the ends. */
static void
fill_linear (NqpColumns *columns, int j)
{
  const NqpPanel *panel = columns->panel;
  const gsize n = (gsize)panel->n_regions;
  g_autofree int *last = g_new (int, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    last[i] = -1;
  for (int t = 0; t < panel->n_years; t++)
    for (gsize i = 0; i < n; i++)
      {
        double x0, x1;

        if (isnan (columns->x[j][(gsize)t * n + i]))
          continue;
        if (last[i] >= 0 && t - last[i] > 1)
          {
            x0 = columns->x[j][(gsize)last[i] * n + i];
            x1 = columns->x[j][(gsize)t * n + i];
            for (int g = last[i] + 1; g < t; g++)
              {
                double part = panel->years[g] - panel->years[last[i]];
                double whole = panel->years[t] - panel->years[last[i]];

                columns->own_x[j][(gsize)g * n + i] = x0 + (x1 - x0) * part / whole;
                columns->own_state[j][(gsize)g * n + i] = NQP_CELL_IMPUTED;
              }
          }
        last[i] = t;
      }
}

static const Fill fills[NQP_N_MISSING] = {
  [NQP_MISSING_LEAVE] = NULL,
  [NQP_MISSING_LINEAR] = fill_linear,
};

/* Outliers are left as they are: the one choice there is so far has no function. */

/**
 * nqp_treat:
 *
 * Fills gaps as @method says; filled cells get the state %NQP_CELL_IMPUTED. Columns without gaps are shared.
 *
 * Returns: (transfer full): @columns itself if there is nothing to do
 */
NqpColumns *
nqp_treat (NqpColumns *columns, const NqpMethod *method)
{
  NqpColumns *treated;

  if (fills[method->missing] == NULL)
    return nqp_columns_ref (columns);
  treated = nqp_columns_copy (columns);
  for (int j = 0; j < treated->n; j++)
    {
      NqpExtent extent = nqp_extent (treated->x[j], treated->n_cells);

      if (extent.n == treated->n_cells || extent.n == 0)
        continue;
      nqp_columns_own (treated, j);
      fills[method->missing](treated, j);
    }
  return treated;
}
