/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-fill-private.h"

/* On the straight line, by calendar years, between a region's nearest years that have a value; none beyond the ends. */
static void
apply (NqpColumns *columns, int j)
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

                nqp_fill_put (columns, j, (gsize)g * n + i, x0 + (x1 - x0) * part / whole);
              }
          }
        last[i] = t;
      }
}

static char *
explain (const char *indicator, int year, const char *group)
{
  return g_strdup_printf (_ ("%s: missing in %d, filled on the line between the nearest years"), indicator,
                          year);
}

const NqpFiller nqp_fill_linear = {
  .choice = {
    .id = "linear",
    .name = N_ ("Linear between years"),
    .phrase = N_ ("linear gaps"),
    .summary = N_ ("Gaps inside a region's series are filled on the line between the nearest years"),
    .formula = "x = x0 + (x1 − x0) (t − t0) / (t1 − t0)",
  },
  .apply = apply,
  .explain = explain,
};
