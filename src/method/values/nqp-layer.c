/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nqp-layer-private.h"

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

static double *
copy_box (const double *box, gsize n)
{
  double *copy = g_atomic_rc_box_alloc (MAX (n, 1) * sizeof (double));

  memcpy (copy, box, n * sizeof (double));
  return copy;
}

/**
 * nqp_layer_copy:
 * @year: the year that is going to differ
 *
 * Returns: (transfer full): scores and coverages of its own (coverages that are 1 everywhere stay shared), the ranks made
 *   so far of the other years shared; without parts, and of no pipeline
 */
NqpLayer *
nqp_layer_copy (const NqpLayer *self, int year)
{
  NqpLayer *copy = nqp_layer_new (0, self->n_regions, self->n_years);
  const gsize n = (gsize)self->n_regions * (gsize)self->n_years;

  copy->complete = self->complete;
  copy->method = self->method;
  copy->aggregate = self->aggregate;
  copy->deep = self->deep;
  copy->span = self->span;
  copy->has_span = self->has_span;
  nqp_rod_copy (&copy->rod, &self->rod);
  copy->score = copy_box (self->score, n);
  if (self->coverage != NULL)
    copy->coverage = self->complete ? g_atomic_rc_box_acquire (self->coverage) : copy_box (self->coverage, n);
  for (int t = 0; t < self->n_years; t++)
    {
      gpointer ranks = t != year ? g_atomic_pointer_get ((gpointer *)&self->ranks[t]) : NULL;

      if (ranks != NULL)
        copy->ranks[t] = (gsize)g_atomic_rc_box_acquire (ranks);
    }
  return copy;
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
    if (self->ranks[t] != 0)
      g_atomic_rc_box_release ((gpointer)self->ranks[t]);
  nqp_rod_clear (&self->rod);
  g_clear_pointer (&self->score, g_atomic_rc_box_release);
  g_clear_pointer (&self->coverage, g_atomic_rc_box_release);
  g_free (self->ranks);
  g_free (self->part_serials);
  g_free (self->part_weights);
  g_free (self);
}

/* Scores that differ by no more than this are equal: the same parts summed in another order may differ in their last bits. */
#define TIE 1e-12

/**
 * nqp_rank_scores:
 * @score: n scores, NaN = none
 * @items: (out): space for @n items
 * @scratch: (out): likewise
 * @ranks: (out): n ranks from 1, 0 where there is no score
 *
 * Best first, equal scores share the best place: 1, 2, 2, 4. A group of equal ones is measured from its best.
 *
 * Returns: how many have a score
 */
int
nqp_rank_scores (const double *score, int n, NqpSortItem *items, NqpSortItem *scratch, int *ranks)
{
  int n_ranked = (int)nqp_sort_present (score, (gsize)n, items, scratch);

  for (int i = 0; i < n; i++)
    ranks[i] = 0;
  for (int i = n_ranked - 1, best = n_ranked - 1; i >= 0; i--)
    {
      if (score[items[best].index] - score[items[i].index] > TIE)
        best = i;
      ranks[items[i].index] = n_ranked - best;
    }
  return n_ranked;
}

static int *
make_ranks (const double *score, int n)
{
  int *ranks = g_atomic_rc_box_alloc (((gsize)n + 1) * sizeof (int));
  g_autofree NqpSortItem *items = g_new (NqpSortItem, MAX (n, 1));
  g_autofree NqpSortItem *scratch = g_new (NqpSortItem, MAX (n, 1));

  ranks[n] = nqp_rank_scores (score, n, items, scratch, ranks);
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
