/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-space-test.h"
#include "nqp-stream.h"

#define CHUNK 64       /* permutations of a task: their number does not depend on the threads */
#define ROUNDING 1e-12 /* sums of the same numbers in another order are the same */

/* Whole numbers from a stream, two of each 64 bits. */
typedef struct
{
  guint64 state, bits;
  gboolean half;
} Dice;

static inline guint32
roll (Dice *self, guint32 n)
{
  guint32 word;

  if (self->half)
    word = (guint32)self->bits;
  else
    {
      self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      self->bits = nqp_mix_bits (self->state);
      word = (guint32)(self->bits >> 32);
    }
  self->half = !self->half;
  return (guint32)(((guint64)word * n) >> 32);
}

static double
pseudo_p (int n_least, int n_most, int permutations)
{
  return (MIN (n_least, n_most) + 1.0) / (permutations + 1.0);
}

/* ---- global ---- */

typedef struct
{
  int n, permutations;
  guint64 seed;
  const double *z;
  gsize *start; /* of the upper half of W + W' */
  int *to;
  double *weight;
  double observed, rounding;
  double **hands;       /* [worker]: a permutation */
  gint n_least, n_most; /* atomic */
} Global;

static double
sum_products (const Global *self, const double *z)
{
  double sum = 0;

  for (int i = 0; i < self->n; i++)
    {
      double lag = 0;

      for (gsize l = self->start[i]; l < self->start[i + 1]; l++)
        lag += self->weight[l] * z[self->to[l]];
      sum += z[i] * lag;
    }
  return sum;
}

static void
permute_all (gsize task, int worker, gpointer data)
{
  Global *self = data;
  double *z = self->hands[worker];
  const int last = MIN ((int)(task + 1) * CHUNK, self->permutations);
  int n_least = 0, n_most = 0;

  for (int k = (int)task * CHUNK; k < last; k++)
    {
      Dice dice = { nqp_stream (self->seed, (guint64)k), 0, FALSE };
      double sum;

      memcpy (z, self->z, sizeof (double) * (gsize)self->n);
      for (int i = self->n - 1; i > 0; i--)
        {
          const guint32 j = roll (&dice, (guint32)i + 1);
          const double other = z[j];

          z[j] = z[i];
          z[i] = other;
        }
      sum = sum_products (self, z);
      n_least += sum >= self->observed - self->rounding;
      n_most += sum <= self->observed + self->rounding;
    }
  g_atomic_int_add (&self->n_least, n_least);
  g_atomic_int_add (&self->n_most, n_most);
}

/* z'Wz is the sum over pairs of z_i z_j (w_ij + w_ji): half the work. */
static void
take_upper_half (Global *self, const NqpSpaceSample *sample)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (NqpLink));
  g_autoptr (NqpSpace) space = NULL;

  for (int i = 0; i < sample->n; i++)
    for (gsize l = sample->start[i]; l < sample->start[i + 1]; l++)
      {
        const int j = sample->to[l];
        const double back = nqp_space_weight (sample, j, i);
        const NqpLink link = { MIN (i, j), MAX (i, j), sample->weight[l] + back };

        if (i < j || back == 0)
          g_array_append_val (links, link);
      }
  space = nqp_space_new_of_links (sample->n, links);
  self->start = g_steal_pointer (&space->start);
  self->to = g_steal_pointer (&space->to);
  self->weight = g_steal_pointer (&space->weight);
}

gboolean
nqp_moran_permute (const NqpSpaceSample *sample, int permutations, guint64 seed, const NqpWork *work,
                   double from, double to, double *out_p, GError **error)
{
  const gsize n_tasks = ((gsize)permutations + CHUNK - 1) / CHUNK;
  const int n_workers = nqp_work_n_workers (work, n_tasks);
  g_autofree double *z = g_new (double, MAX (sample->n, 1));
  g_autofree double *hands = g_new (double, (gsize)n_workers *(gsize)MAX (sample->n, 1));
  g_autofree double **hand = g_new (double *, n_workers);
  Global global = { .n = sample->n, .permutations = permutations, .seed = seed, .z = z, .hands = hand };
  double mean = 0, size = 0;
  gboolean done;

  for (int i = 0; i < sample->n; i++)
    mean += sample->y[i] / sample->n;
  for (int i = 0; i < sample->n; i++)
    {
      z[i] = sample->y[i] - mean;
      size += z[i] * z[i];
    }
  for (int w = 0; w < n_workers; w++)
    hand[w] = hands + (gsize)w * (gsize)sample->n;
  take_upper_half (&global, sample);
  global.observed = sum_products (&global, z);
  global.rounding = ROUNDING * size;
  done = nqp_work_run (work, n_tasks, permute_all, &global, from, to, error);
  if (done)
    *out_p = pseudo_p (global.n_least, global.n_most, permutations);
  g_free (global.start);
  g_free (global.to);
  g_free (global.weight);
  return done;
}

/* ---- local ---- */

typedef struct
{
  const NqpSpaceSample *sample;
  const double *z, *lag;
  int permutations;
  guint64 seed;
  double **hands; /* [worker]: all values but the region's own */
  double *p;
} Local;

/* The first @k of @rest become @k of it drawn without return, in any order: it stays the same numbers, so that the next draw is as
 * good as the first. */
static inline double
draw_lag (Dice *dice, double *rest, guint32 n, const double *weight, gsize k)
{
  double sum = 0;

  for (gsize j = 0; j < k; j++)
    {
      const gsize at = j + roll (dice, n - (guint32)j);
      const double value = rest[at];

      rest[at] = rest[j];
      rest[j] = value;
      sum += weight[j] * value;
    }
  return sum;
}

static void
permute_one (gsize i, int worker, gpointer data)
{
  Local *self = data;
  const NqpSpaceSample *sample = self->sample;
  const gsize first = sample->start[i], k = sample->start[i + 1] - first, n = (gsize)sample->n;
  const double observed = self->lag[i];
  double *rest = self->hands[worker];
  Dice dice = { nqp_stream (self->seed, i), 0, FALSE };
  int n_least = 0, n_most = 0;

  memcpy (rest, self->z, sizeof (double) * i);
  memcpy (rest + i, self->z + i + 1, sizeof (double) * (n - 1 - i));
  if (self->z[i] == 0) /* then I is 0 in all of them */
    n_least = n_most = self->permutations;
  else
    for (int draw = 0; draw < self->permutations; draw++)
      {
        const double lag = draw_lag (&dice, rest, (guint32)n - 1, sample->weight + first, k);

        n_least += lag >= observed - ROUNDING;
        n_most += lag <= observed + ROUNDING;
      }
  self->p[i] = pseudo_p (n_least, n_most, self->permutations);
}

gboolean
nqp_lisa_permute (const NqpSpaceSample *sample, const double *z, const double *lag, int permutations,
                  guint64 seed, const NqpWork *work, double from, double to, double *out_p, GError **error)
{
  const int n_workers = nqp_work_n_workers (work, (gsize)sample->n);
  g_autofree double *hands = g_new (double, (gsize)n_workers *(gsize)MAX (sample->n, 1));
  g_autofree double **hand = g_new (double *, n_workers);
  Local local = { sample, z, lag, permutations, seed, hand, out_p };

  for (int w = 0; w < n_workers; w++)
    hand[w] = hands + (gsize)w * (gsize)sample->n;
  return nqp_work_run (work, (gsize)sample->n, permute_one, &local, from, to, error);
}
