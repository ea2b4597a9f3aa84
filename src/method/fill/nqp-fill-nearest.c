/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "nqp-fill-private.h"

/* The value of the nearest calendar year of the region that has one, also before its first and after its last; of two as near
 * the earlier. */
static void
apply (NqpColumns *columns, int j)
{
  const NqpPanel *panel = columns->panel;
  const gsize n = (gsize)panel->n_regions;
  g_autofree int *known = g_new (int, MAX (panel->n_years, 1));

  for (gsize i = 0; i < n; i++)
    {
      int n_known = 0, k = 0;

      for (int t = 0; t < panel->n_years; t++)
        if (!isnan (columns->x[j][(gsize)t * n + i]))
          known[n_known++] = t;
      if (n_known == 0 || n_known == panel->n_years)
        continue;
      for (int t = 0; t < panel->n_years; t++)
        {
          while (k + 1 < n_known
                 && abs (panel->years[known[k + 1]] - panel->years[t])
                        < abs (panel->years[known[k]] - panel->years[t]))
            k++;
          if (known[k] != t && (k + 1 == n_known || known[k + 1] != t))
            nqp_fill_put (columns, j, (gsize)t * n + i, columns->x[j][(gsize)known[k] * n + i]);
        }
    }
}

static char *
explain (const char *indicator, int year, const char *group)
{
  return g_strdup_printf (_ ("%s: missing in %d, taken from the nearest year"), indicator, year);
}

const NqpFiller nqp_fill_nearest = {
  .choice = {
    .id = "nearest",
    .name = N_ ("Nearest year"),
    .phrase = N_ ("gaps from the nearest year"),
    .summary = N_ ("A gap takes the region's value of the nearest year, of two as near the earlier"),
    .formula = "x = x(t'), |t − t'| least",
  },
  .apply = apply,
  .explain = explain,
};
