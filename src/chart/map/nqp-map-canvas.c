/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"
#include "nqp-sort.h"

#include <math.h>

/* Side of a cell, px: a third of the smallest text's height. */
#define CELL 3.0
#define OTHER G_MAXINT32 /* land of no place of the panel */

/* The outline of a coast of fjords, drawn to a quarter of a pixel, is ten times as long as the way around its box; cairo takes a
 * second for a hundred thousand px of it. */
#define MOST_WINDINGS 25.0
#define LEAST_AROUND 16.0
#define MOST_LENGTH 400000.0

struct _NqpMapRaster
{
  gatomicrefcount ref_count;
  int n_cols, n_rows;
  gint32 *place; /* place + 1, 0 = free */
  guint32 *sum;  /* (n_cols + 1) x (n_rows + 1): cells taken to the left and above */
};

typedef struct
{
  int row;
  float x;
} Crossing;

static int
compare_crossing (gconstpointer a, gconstpointer b)
{
  const Crossing *p = a, *q = b;

  if (p->row != q->row)
    return p->row - q->row;
  return p->x < q->x ? -1 : p->x > q->x;
}

static void
fill_shape (NqpMapRaster *self, const NqpShape *shape, int place, const NqpMapFit *fit, GArray *crossings)
{
  gint32 value = place >= 0 ? place + 1 : OTHER;

  g_array_set_size (crossings, 0);
  for (int r = 0; r < shape->n_rings; r++)
    {
      const NqpRing *ring = &shape->rings[r];

      for (int i = 0, j = ring->n_points - 1; i < ring->n_points; j = i++)
        {
          double x1 = (ring->xy[2 * j] - fit->west) * fit->zoom / CELL - 0.5;
          double y1 = (fit->north - ring->xy[2 * j + 1]) * fit->zoom / CELL - 0.5;
          double x2 = (ring->xy[2 * i] - fit->west) * fit->zoom / CELL - 0.5;
          double y2 = (fit->north - ring->xy[2 * i + 1]) * fit->zoom / CELL - 0.5;
          int from, to;

          if (!isfinite (x1 + y1 + x2 + y2))
            continue;
          from = (int)ceil (MIN (y1, y2));
          to = (int)ceil (MAX (y1, y2)) - 1;
          for (int row = MAX (from, 0); row <= MIN (to, self->n_rows - 1); row++)
            g_array_append_val (crossings,
                                ((Crossing){ row, (float)(x1 + (row - y1) / (y2 - y1) * (x2 - x1)) }));
          /* a place smaller than a cell takes the cell it is in */
          if (i % 8 == 0)
            {
              int col = (int)lround (x2), row = (int)lround (y2);

              if (col >= 0 && col < self->n_cols && row >= 0 && row < self->n_rows
                  && self->place[row * self->n_cols + col] == 0)
                self->place[row * self->n_cols + col] = value;
            }
        }
    }
  nqp_sort (crossings->data, crossings->len, sizeof (Crossing), compare_crossing);
  for (guint k = 0; k + 1 < crossings->len;)
    {
      const Crossing *a = &g_array_index (crossings, Crossing, k), *b = a + 1;

      if (a->row != b->row)
        {
          k++;
          continue;
        }
      for (int col = MAX ((int)ceilf (a->x), 0); col <= MIN ((int)floorf (b->x), self->n_cols - 1); col++)
        self->place[a->row * self->n_cols + col] = value;
      k += 2;
    }
}

NqpMapRaster *
nqp_map_raster_new (const NqpMapLayout *layout, const NqpMapFit *fit)
{
  NqpMapRaster *self = g_new0 (NqpMapRaster, 1);
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  int stride;

  g_atomic_ref_count_init (&self->ref_count);
  self->n_cols = MAX (1, (int)ceil (fit->box.w / CELL));
  self->n_rows = MAX (1, (int)ceil (fit->box.h / CELL));
  self->place = g_new0 (gint32, (gsize)self->n_cols * (gsize)self->n_rows);
  for (int s = 0; s < layout->n_shapes; s++)
    if (layout->shapes[s].kind == NQP_SHAPE_REGION)
      fill_shape (self, &layout->shapes[s], layout->shape_place[s], fit, crossings);

  stride = self->n_cols + 1;
  self->sum = g_new0 (guint32, (gsize)stride * (gsize)(self->n_rows + 1));
  for (int row = 0; row < self->n_rows; row++)
    for (int col = 0; col < self->n_cols; col++)
      self->sum[(row + 1) * stride + col + 1]
          = (self->place[row * self->n_cols + col] != 0) + self->sum[row * stride + col + 1]
            + self->sum[(row + 1) * stride + col] - self->sum[row * stride + col];
  return self;
}

NqpMapRaster *
nqp_map_raster_ref (NqpMapRaster *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_map_raster_unref (NqpMapRaster *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->place);
  g_free (self->sum);
  g_free (self);
}

gboolean
nqp_map_raster_is_free (const NqpMapRaster *self, NqpBox box)
{
  int c1 = CLAMP ((int)floor (box.x / CELL), 0, self->n_cols), stride = self->n_cols + 1;
  int r1 = CLAMP ((int)floor (box.y / CELL), 0, self->n_rows);
  int c2 = CLAMP ((int)ceil ((box.x + box.w) / CELL), 0, self->n_cols);
  int r2 = CLAMP ((int)ceil ((box.y + box.h) / CELL), 0, self->n_rows);

  if (c2 <= c1 || r2 <= r1)
    return TRUE;
  return self->sum[r2 * stride + c2] - self->sum[r1 * stride + c2] - self->sum[r2 * stride + c1]
             + self->sum[r1 * stride + c1]
         == 0;
}

double
nqp_map_raster_share (const NqpMapRaster *self, NqpBox box, int place)
{
  int c1 = (int)floor (box.x / CELL), c2 = (int)ceil ((box.x + box.w) / CELL);
  int r1 = (int)floor (box.y / CELL), r2 = (int)ceil ((box.y + box.h) / CELL);
  int own = 0;

  for (int row = MAX (r1, 0); row < MIN (r2, self->n_rows); row++)
    for (int col = MAX (c1, 0); col < MIN (c2, self->n_cols); col++)
      own += self->place[row * self->n_cols + col] == place + 1;
  return own / (double)MAX ((c2 - c1) * (r2 - r1), 1);
}

/* The length of all sides of a shape, px, and the way around it. */
static double
measure (const NqpShape *shape, const NqpMapFit *fit, double *out_around)
{
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY }, length = 0;

  for (int r = 0; r < shape->n_rings; r++)
    for (int i = 0; i < shape->rings[r].n_points; i++)
      {
        const double *p = &shape->rings[r].xy[2 * i];

        if (!isfinite (p[0]) || !isfinite (p[1]))
          continue;
        for (int k = 0; k < 2; k++)
          {
            low[k] = MIN (p[k], low[k]);
            high[k] = MAX (p[k], high[k]);
          }
        if (i > 0 && isfinite (p[-2]) && isfinite (p[-1]))
          length += hypot (p[0] - p[-2], p[1] - p[-1]);
      }
  *out_around = MAX (2 * (high[0] - low[0] + high[1] - low[1]) * fit->zoom, LEAST_AROUND);
  return length * fit->zoom;
}

void
nqp_map_fit_set_detail (NqpMapFit *self, const NqpMapLayout *layout)
{
  double total = 0;

  for (int s = 0; s < layout->n_shapes; s++)
    {
      double around, length = measure (&layout->shapes[s], self, &around);

      total += MIN (length, MOST_WINDINGS * around);
    }
  self->detail = MOST_WINDINGS * MIN (1, MOST_LENGTH / MAX (total, 1));
}

/* Of how many points, or rings that have few, one is drawn. */
static int
shape_step (const NqpShape *shape, const NqpMapFit *fit)
{
  double around, length = measure (shape, fit, &around);

  return (int)CLAMP (ceil (length / (MAX (fit->detail, 1e-3) * around)), 1, G_MAXINT / 16);
}

/* What is seen of a shape: points closer than a quarter of a pixel left out, and rings that become none. */
static void
trace_shape (const NqpShape *shape, const NqpMapFit *fit, GArray *points, GArray *starts)
{
  const int least = shape->kind == NQP_SHAPE_LINE ? 2 : 3;
  const int step = shape_step (shape, fit);

  for (int r = 0; r < shape->n_rings; r++)
    {
      const NqpRing *ring = &shape->rings[r];
      int start = (int)points->len / 2;
      double last_x = NAN, last_y = NAN;
      const int stride = ring->n_points / step >= 4 ? step : 1;

      if (stride < step && r % step != 0)
        continue;
      for (int i = 0; i < ring->n_points; i += stride)
        {
          double p[2] = { nqp_map_fit_x (fit, ring->xy[2 * i]), nqp_map_fit_y (fit, ring->xy[2 * i + 1]) };
          double qx = round (p[0] * 4), qy = round (p[1] * 4);

          /* A vertex is kept or dropped by the grid cell it falls in, so two neighbours keep the same ones. */
          if (!isfinite (p[0]) || !isfinite (p[1]) || (qx == last_x && qy == last_y))
            continue;
          last_x = qx;
          last_y = qy;
          g_array_append_vals (points, p, 2);
        }
      if ((int)points->len / 2 - start < least)
        g_array_set_size (points, 2 * (guint)start);
      else
        g_array_append_val (starts, start);
    }
}

NqpPath *
nqp_map_shape_path (const NqpShape *shape, const NqpMapFit *fit)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (int));

  trace_shape (shape, fit, points, starts);
  if (starts->len == 0)
    return NULL;
  return nqp_path_new ((const double *)points->data, (int)points->len / 2, (const int *)starts->data,
                       (int)starts->len);
}

void
nqp_map_draw_shape (NqpScene *scene, const NqpShape *shape, const NqpMapFit *fit, const NqpPaint *paint,
                    NqpDatum datum)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (int));
  const double *xy;

  trace_shape (shape, fit, points, starts);
  xy = (const double *)points->data;
  if (shape->kind != NQP_SHAPE_LINE)
    {
      if (starts->len > 0)
        nqp_scene_path (scene, xy, (int)points->len / 2, (const int *)starts->data, (int)starts->len, paint,
                        datum);
      return;
    }
  for (guint k = 0; k < starts->len; k++)
    {
      int from = g_array_index (starts, int, k);
      int to = k + 1 < starts->len ? g_array_index (starts, int, k + 1) : (int)points->len / 2;

      nqp_scene_polyline (scene, xy + 2 * from, to - from, FALSE, paint, datum);
    }
}
