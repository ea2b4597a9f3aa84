/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-uncertainty-private.h"

/* Which ranks a neighbour could as well have. */

/* The part of the ranks of one interval that lie in the other, both ends counted. */
static double
overlap (const NqpUncertainty *self, int region, int other)
{
  const double low = fmax (self->p05[region], self->p05[other]),
               high = fmin (self->p95[region], self->p95[other]);

  return fmax (high - low + 1, 0) / (self->p95[region] - self->p05[region] + 1);
}

static int
compare_nominal (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const NqpUncertainty *self = user_data;
  const int i = *(const int *)a, k = *(const int *)b;

  if ((self->nominal[i] == 0) != (self->nominal[k] == 0))
    return self->nominal[i] == 0 ? 1 : -1;
  if (self->nominal[i] != self->nominal[k])
    return self->nominal[i] < self->nominal[k] ? -1 : 1;
  return strcmp (self->regions[i], self->regions[k]);
}

/**
 * nqp_uncertainty_nominal_order:
 * @out: (out): n_regions positions
 */
void
nqp_uncertainty_nominal_order (const NqpUncertainty *self, int *out)
{
  for (int i = 0; i < self->n_regions; i++)
    out[i] = i;
  g_qsort_with_data (out, self->n_regions, sizeof *out, compare_nominal, (gpointer)self);
}

void
nqp_uncertainty_find_fragile (NqpUncertainty *self)
{
  g_autofree int *order = g_new (int, self->n_regions + 1);

  nqp_uncertainty_nominal_order (self, order);
  for (int at = 1; at < self->n_regions; at++)
    {
      const int upper = order[at - 1], lower = order[at];

      if (self->nominal[lower] == 0)
        break;
      if (self->n_ranked[upper] == 0 || self->n_ranked[lower] == 0)
        continue;
      self->fragile[upper] |= overlap (self, upper, lower) > 0.5;
      self->fragile[lower] |= overlap (self, lower, upper) > 0.5;
    }
}

/**
 * nqp_uncertainty_is_fragile:
 * @region: position
 *
 * A rank is fragile where the region could as well stand in its neighbour's place: more than half of its 5 to 95 % interval
 * lies in that of the region directly above or below it in nominal rank (those that share a rank, by code). An interval is as
 * long as the number of ranks in it, both ends counted: 3 to 7 are five, and a rank that never moves is one. Of
 * 3 to 7 and 5 to 9, three ranks of five are shared: both are fragile.
 *
 * Returns: %FALSE for a region without a nominal rank, or without a rank in any draw
 */
gboolean
nqp_uncertainty_is_fragile (const NqpUncertainty *self, int region)
{
  g_return_val_if_fail (region >= 0 && region < self->n_regions, FALSE);

  return self->fragile[region] != 0;
}

/**
 * nqp_uncertainty_fits:
 *
 * Returns: whether @self speaks of regions, a measure and a year that @scores have, at the same positions. It may be stale
 *   all the same
 */
gboolean
nqp_uncertainty_fits (const NqpUncertainty *self, const NqpScores *scores)
{
  NqpUncertaintySpec spec = self->spec;

  if (self->n_regions != scores->n_regions || !nqp_uncertainty_spec_parse (&spec, self->line, scores, NULL))
    return FALSE;
  for (int i = 0; i < self->n_regions; i++)
    if (strcmp (self->regions[i], scores->panel->places[i].code) != 0)
      return FALSE;
  return spec.measure == self->spec.measure && spec.year == self->spec.year;
}
