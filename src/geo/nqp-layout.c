/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-private.h"

#include <math.h>
#include <string.h>

struct _NqpMapKept
{
  GMutex mutex;
  gpointer what;
  GDestroyNotify free_func;
};

static void
copy_shape (NqpShape *to, const NqpShape *from)
{
  to->code = g_strdup (from->code);
  to->name = nqp_text_copy (&from->name);
  to->kind = from->kind;
  to->n_rings = from->n_rings;
  to->rings = g_new0 (NqpRing, MAX (from->n_rings, 1));
  for (int r = 0; r < from->n_rings; r++)
    {
      to->rings[r] = from->rings[r];
      to->rings[r].xy = g_memdup2 (from->rings[r].xy, 2 * sizeof (double) * (gsize)from->rings[r].n_points);
    }
}

static void
clear_shape (NqpShape *shape)
{
  for (int r = 0; r < shape->n_rings; r++)
    g_free (shape->rings[r].xy);
  g_free (shape->rings);
  g_free (shape->code);
  nqp_text_clear (&shape->name);
}

/* Puts the parts of a shape on the side where they belong; TRUE if one touches the antimeridian. */
static gboolean
unwrap_shape (const NqpProjection *projection, NqpShape *shape)
{
  gboolean touches = FALSE;
  double middle = NAN;

  for (int r = 0; r < shape->n_rings; r++)
    {
      NqpRing *ring = &shape->rings[r];

      if (!ring->hole)
        middle = NAN;
      for (int i = 0; i < ring->n_points; i++)
        touches = touches || fabs (fabs (ring->xy[2 * i]) - 180) < 1e-6;
      nqp_projection_unwrap (projection, ring->xy, ring->n_points, &middle);
    }
  return touches;
}

static void
extend (const NqpShape *shape, double *min_x, double *min_y, double *max_x, double *max_y)
{
  for (int r = 0; r < shape->n_rings; r++)
    for (int i = 0; i < shape->rings[r].n_points; i++)
      {
        double x = shape->rings[r].xy[2 * i], y = shape->rings[r].xy[2 * i + 1];

        /* in this order NaN loses */
        *min_x = MIN (x, *min_x);
        *min_y = MIN (y, *min_y);
        *max_x = MAX (x, *max_x);
        *max_y = MAX (y, *max_y);
      }
}

static void
measure_places (NqpMapLayout *self)
{
  g_autofree double *largest = g_new0 (double, MAX (self->n_places, 1));

  for (int i = 0; i < self->n_places; i++)
    self->label_x[i] = self->label_y[i] = self->area_m2[i] = NAN;
  for (int s = 0; s < self->n_shapes; s++)
    {
      int place = self->shape_place[s];
      double area, part, x, y;

      /* An inset repeats a place that the map itself shows, at another scale: it does not count twice. */
      if (place < 0 || self->shapes[s].kind == NQP_SHAPE_LINE
          || (self->shapes[s].kind == NQP_SHAPE_INSET && !isnan (self->label_x[place])))
        continue;
      nqp_outlines_measure (&self->shapes[s], &area, &part, &x, &y);
      self->area_m2[place] = (isnan (self->area_m2[place]) ? 0 : self->area_m2[place]) + area;
      if (isnan (self->label_x[place]) || part > largest[place])
        {
          largest[place] = part;
          self->label_x[place] = x;
          self->label_y[place] = y;
        }
    }
}

/**
 * nqp_map_layout_new:
 * @boundaries: (nullable): none, or one without shapes, leaves a layout with the tile grid alone
 *
 * Projects outlines and places, finds where labels go and assigns the tile grid.
 *
 * Returns: (transfer full): the layout; %NULL only if the projection library refuses
 */
NqpMapLayout *
nqp_map_layout_new (const NqpPanel *panel, const NqpBoundaries *boundaries, GError **error)
{
  g_autoptr (NqpProjection) projection = nqp_projection_choose (panel, boundaries, error);
  g_autoptr (NqpOutlines) outlines = NULL;
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree double *xy = NULL, *x = NULL, *y = NULL;
  NqpMapLayout *self;
  int n = panel->n_places;

  if (projection == NULL)
    return NULL;
  outlines = nqp_outlines_new ();
  self = g_new0 (NqpMapLayout, 1);
  self->ref_count = 1;
  self->kept = g_new0 (struct _NqpMapKept, 1);
  g_mutex_init (&self->kept->mutex);
  self->projection = nqp_projection_name (projection);
  self->n_places = n;
  self->label_x = g_new (double, MAX (n, 1));
  self->label_y = g_new (double, MAX (n, 1));
  self->area_m2 = g_new (double, MAX (n, 1));
  self->tile_col = g_new (int, MAX (n, 1));
  self->tile_row = g_new (int, MAX (n, 1));
  self->min_x = self->min_y = self->inset_min_x = self->inset_min_y = INFINITY;
  self->max_x = self->max_y = self->inset_max_x = self->inset_max_y = -INFINITY;
  for (int i = 0; i < n; i++)
    if (panel->places[i].code != NULL)
      g_hash_table_insert (by_code, panel->places[i].code, GINT_TO_POINTER (i + 1));

  self->n_shapes = boundaries != NULL ? boundaries->n_shapes : 0;
  self->shapes = g_new0 (NqpShape, MAX (self->n_shapes, 1));
  self->shape_place = g_new (int, MAX (self->n_shapes, 1));
  for (int s = 0; s < self->n_shapes; s++)
    {
      NqpShape *shape = &self->shapes[s];
      gboolean touches;

      copy_shape (shape, &boundaries->shapes[s]);
      self->shape_place[s]
          = shape->code != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (by_code, shape->code)) - 1 : -1;
      touches = unwrap_shape (projection, shape);
      if (touches && shape->kind == NQP_SHAPE_REGION && shape->n_rings > 1)
        nqp_outlines_join (outlines, shape);
      for (int r = 0; r < shape->n_rings; r++)
        nqp_projection_apply (projection, shape->rings[r].xy, shape->rings[r].n_points);
      if (shape->kind == NQP_SHAPE_INSET)
        extend (shape, &self->inset_min_x, &self->inset_min_y, &self->inset_max_x, &self->inset_max_y);
      else
        extend (shape, &self->min_x, &self->min_y, &self->max_x, &self->max_y);
    }
  measure_places (self);

  xy = g_new (double, 2 * MAX (n, 1));
  x = g_new (double, MAX (n, 1));
  y = g_new (double, MAX (n, 1));
  for (int i = 0; i < n; i++)
    {
      double middle = NAN;

      xy[2 * i] = panel->places[i].longitude;
      xy[2 * i + 1] = panel->places[i].latitude;
      if (isfinite (xy[2 * i]))
        nqp_projection_unwrap (projection, &xy[2 * i], 1, &middle);
    }
  nqp_projection_apply (projection, xy, n);
  for (int i = 0; i < n; i++)
    {
      x[i] = isfinite (self->label_x[i]) ? self->label_x[i] : xy[2 * i];
      y[i] = isfinite (self->label_y[i]) ? self->label_y[i] : xy[2 * i + 1];
    }
  nqp_tile_grid_assign (self, panel, x, y);
  return self;
}

NqpMapLayout *
nqp_map_layout_ref (NqpMapLayout *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_map_layout_unref (NqpMapLayout *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (int s = 0; s < self->n_shapes; s++)
    clear_shape (&self->shapes[s]);
  g_free (self->shapes);
  g_free (self->shape_place);
  g_free (self->label_x);
  g_free (self->label_y);
  g_free (self->area_m2);
  g_free (self->tile_col);
  g_free (self->tile_row);
  if (self->kept->what != NULL)
    self->kept->free_func (self->kept->what);
  g_mutex_clear (&self->kept->mutex);
  g_free (self->kept);
  g_free (self);
}

gpointer
nqp_map_layout_take_kept (const NqpMapLayout *self)
{
  gpointer what;

  g_mutex_lock (&self->kept->mutex);
  what = g_steal_pointer (&self->kept->what);
  g_mutex_unlock (&self->kept->mutex);
  return what;
}

/**
 * nqp_map_layout_give_kept:
 * @kept: (transfer full): takes the place of what another thread may have given back meanwhile
 * @free_func: for all that is ever kept with this layout
 */
void
nqp_map_layout_give_kept (const NqpMapLayout *self, gpointer kept, GDestroyNotify free_func)
{
  gpointer before;

  g_mutex_lock (&self->kept->mutex);
  before = self->kept->what;
  self->kept->what = kept;
  self->kept->free_func = free_func;
  g_mutex_unlock (&self->kept->mutex);
  if (before != NULL)
    free_func (before);
}
