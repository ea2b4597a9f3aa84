/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-aggregate-private.h"
#include "nqp-copeland-private.h"
#include "nqp-work.h"

/* Up to so many regions, setting up sets of them takes longer than comparing them. */
#define FEW 64
/* Comparisons in a year, pairs times parts, from which on a thread costs less than it saves. */
#define MANY 1000000

/* The memory of a thread. */
typedef struct
{
  gsize *who;  /* regions that take part */
  int *ranks;  /* [part][who] */
  double *net; /* [who] */
  NqpCopelandWords *words;
} Hand;

typedef struct
{
  const NqpMix *mix;
  gsize n_regions;
  double *score;
  int n_parts;
  int *parts;      /* those that have a weight, the heaviest first */
  double *weights; /* theirs */
  Hand *hands;
} Count;

static void
sort_parts (Count *self)
{
  const NqpMix *mix = self->mix;

  for (int p = 0; p < mix->n; p++)
    {
      int k;

      if (!(mix->weights[p] > 0))
        continue;
      for (k = self->n_parts++; k > 0 && self->weights[k - 1] < mix->weights[p]; k--)
        {
          self->weights[k] = self->weights[k - 1];
          self->parts[k] = self->parts[k - 1];
        }
      self->weights[k] = mix->weights[p];
      self->parts[k] = p;
    }
}

static void
count_year (gsize task, int worker, gpointer data)
{
  const Count *self = data;
  const Hand *hand = &self->hands[worker];
  const gsize row = self->mix->first + task * self->n_regions;
  gsize n = 0;

  for (gsize i = 0; i < self->n_regions; i++)
    if (!isnan (self->score[row + i]))
      hand->who[n++] = i;
  for (int p = 0; p < self->n_parts; p++)
    {
      const int *ranks = nqp_layer_ranks (self->mix->parts[self->parts[p]], (int)(row / self->n_regions));

      for (gsize k = 0; k < n; k++)
        hand->ranks[(gsize)p * n + k] = ranks[hand->who[k]];
    }
  if (n <= FEW || self->n_parts == 0
      || !nqp_copeland_words_count (hand->words, self->n_parts, self->weights, hand->ranks, n, hand->net))
    nqp_copeland_pairs_count (self->n_parts, self->weights, hand->ranks, n, hand->net);
  for (gsize k = 0; k < n; k++)
    self->score[row + hand->who[k]] = n > 1 ? (hand->net[k] + (double)(n - 1)) / (2 * (double)(n - 1)) : 0.5;
}

/* @score: number for the regions that take part, NaN for the others; the cells of @mix are whole years.
 *
 * In each year every region meets every other that takes part. It wins where the weight of the children in which it is the
 * better exceeds that of those in which the other is; equal scores (they share a rank) count half for both. Children that
 * only one of the two has are left out, their weights handed on. Score: (wins - losses + n - 1) / (2 (n - 1)), which is 1
 * for who beats all and 0 for who loses to all; 0.5 if there is no other. Copeland (1951); Munda and Nardo (2009). */
static void
complete (const NqpMix *mix, double *score)
{
  const gsize n_regions = mix->n > 0 ? (gsize)mix->parts[0]->n_regions : 0;
  g_autofree int *parts = g_new (int, mix->n + 1);
  g_autofree double *weights = g_new (double, mix->n + 1);
  g_autofree Hand *hands = NULL;
  Count count = { mix, n_regions, score, 0, parts, weights, NULL };
  NqpWork work = { .n_threads = mix->work != NULL ? mix->work->n_threads : 0 };
  int n_hands;

  if (n_regions == 0)
    return;
  sort_parts (&count);
  if (n_regions * n_regions / 2 * (gsize)count.n_parts < MANY)
    work.n_threads = 1;
  n_hands = nqp_work_n_workers (&work, mix->n_cells / n_regions);
  count.hands = hands = g_new0 (Hand, n_hands);
  for (int i = 0; i < n_hands; i++)
    {
      hands[i].who = g_new (gsize, n_regions);
      hands[i].ranks = g_new (int, (gsize)count.n_parts *n_regions + 1);
      hands[i].net = g_new (double, n_regions);
      if (n_regions > FEW)
        hands[i].words = nqp_copeland_words_new (count.n_parts, n_regions);
    }
  nqp_work_run (&work, mix->n_cells / n_regions, count_year, &count, 0, 1, NULL);
  for (int i = 0; i < n_hands; i++)
    {
      g_free (hands[i].who);
      g_free (hands[i].ranks);
      g_free (hands[i].net);
      g_clear_pointer (&hands[i].words, nqp_copeland_words_free);
    }
}

/* Who takes part; complete() says how well. */
static void
add (const NqpMix *mix, int part, gsize from, gsize n, NqpBlock *block)
{
  const double *s = mix->parts[part]->score + from;

  for (gsize c = 0; c < n; c++)
    block->weight[c] += s[c] == s[c] ? mix->weights[part] : 0.0;
}

static void
finish (const NqpMix *mix, gsize from, gsize n, NqpBlock *block)
{
}

static double
lift (const NqpMethod *method, double weight, double value)
{
  return weight * value;
}

const NqpMean nqp_aggregate_copeland = {
  .choice = {
    .id = "copeland",
    .name = N_ ("Copeland"),
    .phrase = N_ ("Copeland comparison"),
    .summary = N_ ("Regions meet in pairs, the greater weight wins: a strength cannot buy off a weakness"),
    .formula = "S = (wins − losses + n − 1) / (2 (n − 1))",
    .traits = NQP_TRAIT_YEARLY | NQP_TRAIT_COMPARES | NQP_TRAIT_PAIRWISE | NQP_TRAIT_BOUNDED,
  },
  .add = add,
  .finish = finish,
  .complete = complete,
  .lift_of = NQP_LIFT_AHEAD,
  .lift = lift,
};
