/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "nqp-space.h"

/* Takes out who has no neighbour left, until all have one. */
static void
keep_linked (const NqpSpace *space, gboolean *in)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (int i = 0; i < space->n; i++)
        {
          gboolean any = FALSE;

          for (gsize l = space->start[i]; l < space->start[i + 1] && in[i] && !any; l++)
            any = in[space->to[l]];
          changed = changed || in[i] != any;
          in[i] = any;
        }
    }
}

static void
take_row (NqpSpaceSample *self, const NqpSpace *space, const int *position, int i, NqpSpaceStyle style)
{
  gsize n = self->start[i];
  const int region = self->region[i];
  gboolean self_placed = style != NQP_SPACE_STAR;
  double sum = 0;

  for (gsize l = space->start[region]; l <= space->start[region + 1]; l++)
    {
      const gboolean end = l == space->start[region + 1];

      if (!self_placed && (end || space->to[l] > region))
        {
          self->to[n] = i;
          self->weight[n++] = 1;
          self_placed = TRUE;
        }
      if (end || position[space->to[l]] < 0)
        continue;
      self->to[n] = position[space->to[l]];
      self->weight[n++] = style == NQP_SPACE_ROWS ? space->weight[l] : 1;
      sum += space->weight[l];
    }
  for (gsize l = self->start[i]; l < n && style == NQP_SPACE_ROWS; l++)
    self->weight[l] /= sum;
  self->start[i + 1] = n;
}

void
nqp_space_sample_init (NqpSpaceSample *self, const NqpSpace *space, const double *y, NqpSpaceStyle style)
{
  g_autofree gboolean *in = g_new (gboolean, MAX (space->n, 1));
  g_autofree int *position = g_new (int, MAX (space->n, 1));
  const gsize room = space->start[space->n] + (gsize)space->n + 1;

  *self = (NqpSpaceSample){ 0,
                            g_new (int, space->n + 1),
                            g_new (double, space->n + 1),
                            g_new0 (gsize, space->n + 1),
                            g_new (int, room),
                            g_new (double, room),
                            0,
                            g_new (int, space->n + 1) };
  for (int i = 0; i < space->n; i++)
    in[i] = !isnan (y[i]);
  keep_linked (space, in);
  for (int i = 0; i < space->n; i++)
    {
      position[i] = in[i] ? self->n : -1;
      if (in[i])
        {
          self->region[self->n] = i;
          self->y[self->n++] = y[i];
        }
      else if (!isnan (y[i]))
        self->alone[self->n_alone++] = i;
    }
  for (int i = 0; i < self->n; i++)
    take_row (self, space, position, i, style);
}

void
nqp_space_sample_clear (NqpSpaceSample *self)
{
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->y, g_free);
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->weight, g_free);
  g_clear_pointer (&self->alone, g_free);
}

double
nqp_space_lag (const NqpSpaceSample *self, const double *y, int i)
{
  double sum = 0;

  for (gsize l = self->start[i]; l < self->start[i + 1]; l++)
    sum += self->weight[l] * y[self->to[l]];
  return sum;
}

static int
compare_ints (const void *a, const void *b)
{
  return *(const int *)a - *(const int *)b;
}

double
nqp_space_weight (const NqpSpaceSample *self, int i, int j)
{
  const int *row = self->to + self->start[i];
  const int *found = bsearch (&j, row, self->start[i + 1] - self->start[i], sizeof (int), compare_ints);

  return found != NULL ? self->weight[found - self->to] : 0;
}

void
nqp_space_sums (const NqpSpaceSample *self, double *out_s0, double *out_s1, double *out_s2)
{
  g_autofree double *sides = g_new0 (double, MAX (self->n, 1));

  *out_s0 = *out_s1 = *out_s2 = 0;
  for (int i = 0; i < self->n; i++)
    for (gsize l = self->start[i]; l < self->start[i + 1]; l++)
      {
        const double w = self->weight[l];

        *out_s0 += w;
        *out_s1
            += w
               * (w + nqp_space_weight (self, self->to[l], i)); /* half of (w_ij + w_ji)^2, over all pairs */
        sides[i] += w;
        sides[self->to[l]] += w;
      }
  for (int i = 0; i < self->n; i++)
    *out_s2 += sides[i] * sides[i];
}
