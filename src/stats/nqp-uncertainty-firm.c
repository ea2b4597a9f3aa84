/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-uncertainty-private.h"

/* How far the rank that is shown can be trusted. */

#define LEAST_REACH 2
#define REACH_SHARE 0.02 /* of the regions */
#define FIRM 0.9
#define FAIR 0.5

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

/**
 * nqp_uncertainty_reach:
 *
 * Returns: by how many places a rank may differ from the nominal one and still count as near: 2, or 2 % of the regions, rounded
 *   down, if that is more
 */
int
nqp_uncertainty_reach (const NqpUncertainty *self)
{
  return MAX (LEAST_REACH, (int)floor (REACH_SHARE * self->n_regions * (1 + 1e-12)));
}

void
nqp_uncertainty_find_near (NqpUncertainty *self)
{
  const int reach = nqp_uncertainty_reach (self);

  for (int i = 0; i < self->n_regions; i++)
    {
      const guint32 *counts = self->counts + (gsize)i * (gsize)self->n_regions;
      const int first = MAX (self->nominal[i] - reach, 1),
                last = MIN (self->nominal[i] + reach, self->n_regions);
      double near = 0;

      self->p_near[i] = NAN;
      if (self->nominal[i] == 0 || self->n_ranked[i] == 0)
        continue;
      for (int rank = first; rank <= last; rank++)
        near += counts[rank - 1];
      self->p_near[i] = near / self->n_ranked[i];
    }
}

/**
 * nqp_uncertainty_firmness:
 * @region: position
 *
 * A rank is as firm as it is likely to stay near the one that is shown, nqp_uncertainty_reach(), over the draws in which the
 * region has a rank: firm if it does in 90 % of them or more, fair in 50 % or more, else fragile.
 *
 * Returns: %NQP_FIRMNESS_NONE for a region without a nominal rank, or without a rank in any draw
 */
NqpFirmness
nqp_uncertainty_firmness (const NqpUncertainty *self, int region)
{
  g_return_val_if_fail (region >= 0 && region < self->n_regions, NQP_FIRMNESS_NONE);

  const double near = self->p_near[region];

  if (isnan (near))
    return NQP_FIRMNESS_NONE;
  return near >= FIRM ? NQP_FIRMNESS_FIRM : near >= FAIR ? NQP_FIRMNESS_FAIR : NQP_FIRMNESS_FRAGILE;
}

/**
 * nqp_firmness_id:
 *
 * Returns: "firm", "fair", "fragile", for files; "" for none
 */
const char *
nqp_firmness_id (NqpFirmness firmness)
{
  static const char *const ids[] = { "", N_ ("firm"), N_ ("fair"), N_ ("fragile") };

  return ids[firmness];
}

/**
 * nqp_firmness_word:
 *
 * Returns: the same in the language of the messages
 */
const char *
nqp_firmness_word (NqpFirmness firmness)
{
  return firmness != NQP_FIRMNESS_NONE ? _ (nqp_firmness_id (firmness)) : "";
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
