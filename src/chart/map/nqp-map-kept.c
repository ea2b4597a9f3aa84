/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"

/* The outlines of thousands of counties have hundreds of thousands of points. While a weight is dragged, or years play, only colours
 * change: paths and raster of the last size are used again. */

#define N_RASTERS 2 /* that of the whole room, and that of the room beside the legend */

struct _NqpMapKept
{
  NqpMapRaster *rasters[N_RASTERS]; /* the last one used first */
  NqpMapFit raster_fits[N_RASTERS];
  NqpMapFit fit; /* of the paths */
  NqpPath **paths;
  int n_paths;
};

static void
drop_paths (NqpMapKept *self)
{
  for (int i = 0; i < self->n_paths; i++)
    g_clear_pointer (&self->paths[i], nqp_path_unref);
  g_clear_pointer (&self->paths, g_free);
  self->n_paths = 0;
}

static void
kept_free (gpointer data)
{
  NqpMapKept *self = data;

  drop_paths (self);
  for (int i = 0; i < N_RASTERS; i++)
    nqp_map_raster_unref (self->rasters[i]);
  g_free (self);
}

NqpMapKept *
nqp_map_kept_take (const NqpMapLayout *layout)
{
  NqpMapKept *self = nqp_map_layout_take_kept (layout);

  return self != NULL ? self : g_new0 (NqpMapKept, 1);
}

void
nqp_map_kept_give_back (NqpMapKept *self, const NqpMapLayout *layout)
{
  nqp_map_layout_give_kept (layout, self, kept_free);
}

/* A raster does not know where its box is. */
static gboolean
same_size (const NqpMapFit *a, const NqpMapFit *b)
{
  return a->zoom == b->zoom && a->box.w == b->box.w && a->box.h == b->box.h && a->west == b->west
         && a->north == b->north;
}

static gboolean
same_place (const NqpMapFit *a, const NqpMapFit *b)
{
  return same_size (a, b) && a->box.x == b->box.x && a->box.y == b->box.y;
}

NqpMapRaster *
nqp_map_kept_raster (NqpMapKept *self, const NqpMapLayout *layout, const NqpMapFit *fit)
{
  int at = 0;

  while (at < N_RASTERS && (self->rasters[at] == NULL || !same_size (&self->raster_fits[at], fit)))
    at++;
  if (at == N_RASTERS)
    {
      at = N_RASTERS - 1;
      nqp_map_raster_unref (self->rasters[at]);
      self->rasters[at] = nqp_map_raster_new (layout, fit);
      self->raster_fits[at] = *fit;
    }
  for (; at > 0; at--)
    {
      NqpMapRaster *raster = self->rasters[at];
      NqpMapFit other = self->raster_fits[at];

      self->rasters[at] = self->rasters[at - 1];
      self->raster_fits[at] = self->raster_fits[at - 1];
      self->rasters[at - 1] = raster;
      self->raster_fits[at - 1] = other;
    }
  return nqp_map_raster_ref (self->rasters[0]);
}

NqpPath *const *
nqp_map_kept_paths (NqpMapKept *self, const NqpMapLayout *layout, NqpMapFit *fit)
{
  if (self->paths == NULL || !same_place (&self->fit, fit))
    {
      drop_paths (self);
      nqp_map_fit_set_detail (fit, layout);
      self->fit = *fit;
      self->n_paths = layout->n_shapes;
      self->paths = g_new0 (NqpPath *, MAX (layout->n_shapes, 1));
      for (int s = 0; s < layout->n_shapes; s++)
        if (layout->shapes[s].kind == NQP_SHAPE_REGION)
          self->paths[s] = nqp_map_shape_path (&layout->shapes[s], fit);
    }
  *fit = self->fit;
  return self->paths;
}
