/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-stages-private.h"

NqpLayer *
nqp_layer_new (guint64 serial, int n_regions, int n_years)
{
  NqpLayer *self = g_new0 (NqpLayer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->serial = serial;
  self->n_regions = n_regions;
  self->n_years = n_years;
  self->ranks = g_new0 (gsize, n_years);
  return self;
}

NqpLayer *
nqp_layer_ref (NqpLayer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_layer_unref (NqpLayer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (int t = 0; t < self->n_years; t++)
    g_free ((gpointer)self->ranks[t]);
  g_clear_pointer (&self->score, g_atomic_rc_box_release);
  g_clear_pointer (&self->coverage, g_atomic_rc_box_release);
  g_free (self->ranks);
  g_free (self->part_serials);
  g_free (self->part_weights);
  g_free (self);
}

/* Scores that differ by no more than this are equal: the same parts summed in another order may differ in their last bits. */
#define TIE 1e-12

/* Best first, equal scores share the best place: 1, 2, 2, 4. A group of equal ones is measured from its best. */
static int *
make_ranks (const double *score, int n)
{
  int *ranks = g_new0 (int, (gsize)n + 1);
  g_autofree NqpSortItem *items = g_new (NqpSortItem, MAX (n, 1));
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, MAX (n, 1));
  int n_ranked = (int)nqp_sort_present (score, (gsize)n, items, scratch);

  for (int i = n_ranked - 1, best = n_ranked - 1; i >= 0; i--)
    {
      if (score[items[best].index] - score[items[i].index] > TIE)
        best = i;
      ranks[items[i].index] = n_ranked - best;
    }
  ranks[n] = n_ranked;
  return ranks;
}

/**
 * nqp_layer_ranks:
 *
 * Returns: (transfer none): n_regions ranks from 1, 0 where there is no score, and behind them how many have one
 */
const int *
nqp_layer_ranks (NqpLayer *self, int year)
{
  if (g_once_init_enter (&self->ranks[year]))
    {
      int *ranks = make_ranks (self->score + (gsize)year * (gsize)self->n_regions, self->n_regions);

      g_once_init_leave (&self->ranks[year], (gsize)ranks);
    }
  return (const int *)self->ranks[year];
}
