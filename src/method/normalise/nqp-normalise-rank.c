/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-normalise-private.h"
#include "nqp-number.h"

static void
apply (const NqpNormalising *what, double *z)
{
  g_autofree NqpSortItem *items = g_new (NqpSortItem, what->n_regions);
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, what->n_regions);

  for (gsize t = 0; t < what->n_years; t++)
    {
      double *out = z + t * what->n_regions;
      gsize n = nqp_sort_present (what->x + t * what->n_regions, what->n_regions, items, scratch);

      for (gsize i = 0; i < what->n_regions; i++)
        out[i] = NAN;
      for (gsize start = 0, end; start < n; start = end)
        {
          double place;

          for (end = start + 1; end < n && items[end].key == items[start].key; end++)
            ;
          place = 0.5 * (double)(start + 1 + end);
          if (what->direction < 0)
            place = (double)(n + 1) - place;
          for (gsize i = start; i < end; i++)
            out[items[i].index] = place / (double)n;
        }
    }
}

static void
explain (const NqpNormalised *value, NqpExplanation *out)
{
  const double n = (double)value->n_in_year;
  char place[NQP_NUMBER_SIZE], all[NQP_NUMBER_SIZE];

  nqp_explain_measure (out, "count", g_strdup_printf (_ ("Regions with a value in %d"), value->calendar_year),
                       n, FALSE);
  out->formula = g_strdup (_ ("place from the bottom / number of regions with a value"));
  out->numbers = g_strdup_printf ("%s / %s", nqp_number_to_screen_auto (value->z * n, place),
                                  nqp_number_to_screen_auto (n, all));
}

const NqpNormaliser nqp_normalise_rank = {
  .choice = {
    .id = "rank",
    .name = N_ ("Rank in the year"),
    .phrase = N_ ("ranks within each year"),
    .summary = N_ ("Place among the year's regions, the last 1, divided by their number"),
    .formula = "z = rank / n",
    .traits = NQP_TRAIT_YEARLY | NQP_TRAIT_COMPARES,
  },
  .apply = apply,
  .explain = explain,
};
