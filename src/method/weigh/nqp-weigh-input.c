/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-correlate-private.h"
#include "nqp-weigh-private.h"

/**
 * nqp_weigh_input_init:
 * @x: [indicator]: treated values
 * @extents: [indicator]: of these
 */
void
nqp_weigh_input_init (NqpWeighInput *self, const NqpPanel *panel, const double *const *x, gsize n_cells,
                      const NqpExtent *extents, const NqpTree *tree, double shift)
{
  const int room = MAX (tree->n_leaves, 1);

  *self = (NqpWeighInput){
    .n_cells = n_cells,
    .leaf = g_new (int, room),
    .x = g_new (const double *, room),
    .extent = g_new (NqpExtent, room),
    .direction = g_new (int, room),
    .shift = shift,
  };
  for (int i = 0; i < tree->n_leaves; i++)
    {
      int j = tree->nodes[tree->leaves[i]].indicator;

      if (!nqp_tree_is_on (tree, tree->leaves[i]) || !(extents[j].max > extents[j].min))
        continue;
      self->leaf[self->n] = i;
      self->x[self->n] = x[j];
      self->extent[self->n] = extents[j];
      self->direction[self->n] = panel->indicators[j].direction;
      self->n++;
    }
}

void
nqp_weigh_input_clear (NqpWeighInput *self)
{
  g_clear_pointer (&self->leaf, g_free);
  g_clear_pointer (&self->x, g_free);
  g_clear_pointer (&self->extent, g_free);
  g_clear_pointer (&self->direction, g_free);
}

/* Weights look at min-max values whatever the scores are normalised by, so that a scheme gives the same weights for each. */
gsize
nqp_weigh_input_gather (const NqpWeighInput *self, int j, double *z)
{
  const double min = self->extent[j].min, max = self->extent[j].max;
  gsize m = nqp_gather (self->x[j], self->n_cells, z);

  if (self->direction[j] >= 0)
    for (gsize c = 0; c < m; c++)
      z[c] = (z[c] - min) / (max - min);
  else
    for (gsize c = 0; c < m; c++)
      z[c] = (max - z[c]) / (max - min);
  return m;
}

/* Pearson's r of oriented min-max values over the cells that have both. */
void
nqp_weigh_input_correlate (const NqpWeighInput *self, double *r)
{
  const gsize n = (gsize)self->n;
  g_autofree double *z = g_new (double, self->n_cells + 1);
  g_autofree double *offset = g_new (double, n + 1);
  g_autofree double *scale = g_new (double, n + 1);
  g_autofree double *mean = g_new (double, n + 1);

  for (gsize j = 0; j < n; j++)
    {
      double range = self->extent[j].max - self->extent[j].min;
      gsize m = nqp_weigh_input_gather (self, (int)j, z);

      mean[j] = nqp_mean (z, m);
      offset[j] = self->direction[j] >= 0 ? self->extent[j].min : self->extent[j].max;
      scale[j] = self->direction[j] >= 0 ? 1 / range : -1 / range;
    }
  nqp_correlate (self->x, offset, scale, mean, self->n, self->n_cells, r);
}

/* The fewest cells that an indicator has a value in. */
gsize
nqp_weigh_input_fewest (const NqpWeighInput *self)
{
  gsize fewest = self->n_cells;

  for (int j = 0; j < self->n; j++)
    fewest = MIN (fewest, self->extent[j].n);
  return fewest;
}
