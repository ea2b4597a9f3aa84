/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-private.h"

#include <geos_c.h>
#include <math.h>

/* Polygons that are cut at 180 degrees; more of them are no land. */
#define MOST_JOINED 1000

struct _NqpOutlines
{
  GEOSContextHandle_t geos;
};

NqpOutlines *
nqp_outlines_new (void)
{
  NqpOutlines *self = g_new0 (NqpOutlines, 1);

  self->geos = GEOS_init_r ();
  return self;
}

void
nqp_outlines_free (NqpOutlines *self)
{
  if (self == NULL)
    return;
  GEOS_finish_r (self->geos);
  g_free (self);
}

static GEOSGeometry *
make_ring (NqpOutlines *self, const NqpRing *ring)
{
  gboolean closed;
  GEOSCoordSequence *sequence;
  guint n = (guint)ring->n_points;

  if (n < 3)
    return NULL;
  for (guint i = 0; i < 2 * n; i++)
    if (!isfinite (ring->xy[i]))
      return NULL;
  closed = ring->xy[0] == ring->xy[2 * n - 2] && ring->xy[1] == ring->xy[2 * n - 1];
  if (closed && n < 4)
    return NULL;
  sequence = GEOSCoordSeq_create_r (self->geos, closed ? n : n + 1, 2);
  for (guint i = 0; i < n; i++)
    GEOSCoordSeq_setXY_r (self->geos, sequence, i, ring->xy[2 * i], ring->xy[2 * i + 1]);
  if (!closed)
    GEOSCoordSeq_setXY_r (self->geos, sequence, n, ring->xy[0], ring->xy[1]);
  return GEOSGeom_createLinearRing_r (self->geos, sequence);
}

/* The polygon that begins with ring @first; moves @first behind it. NULL if it is none. */
static GEOSGeometry *
make_polygon (NqpOutlines *self, const NqpShape *shape, int *first)
{
  GEOSGeometry *shell = make_ring (self, &shape->rings[*first]);
  g_autoptr (GPtrArray) holes = g_ptr_array_new ();

  for ((*first)++; *first < shape->n_rings && shape->rings[*first].hole; (*first)++)
    {
      GEOSGeometry *hole = make_ring (self, &shape->rings[*first]);

      if (hole != NULL)
        g_ptr_array_add (holes, hole);
    }
  if (shell == NULL)
    {
      for (guint i = 0; i < holes->len; i++)
        GEOSGeom_destroy_r (self->geos, holes->pdata[i]);
      return NULL;
    }
  return GEOSGeom_createPolygon_r (self->geos, shell, (GEOSGeometry **)holes->pdata, holes->len);
}

static void
append_ring (NqpOutlines *self, const GEOSGeometry *ring, gboolean hole, GArray *out)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (self->geos, ring);
  NqpRing made = { .hole = hole };
  guint n = 0;

  GEOSCoordSeq_getSize_r (self->geos, sequence, &n);
  made.n_points = (int)n;
  made.xy = g_new (double, 2 * MAX (n, 1));
  for (guint i = 0; i < n; i++)
    GEOSCoordSeq_getXY_r (self->geos, sequence, i, &made.xy[2 * i], &made.xy[2 * i + 1]);
  g_array_append_val (out, made);
}

static GArray *
rings_of (NqpOutlines *self, const GEOSGeometry *geometry)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  int n = GEOSGetNumGeometries_r (self->geos, geometry);

  for (int i = 0; i < n; i++)
    {
      const GEOSGeometry *polygon = GEOSGetGeometryN_r (self->geos, geometry, i);

      if (GEOSGeomTypeId_r (self->geos, polygon) != GEOS_POLYGON)
        continue;
      append_ring (self, GEOSGetExteriorRing_r (self->geos, polygon), FALSE, rings);
      for (int k = 0; k < GEOSGetNumInteriorRings_r (self->geos, polygon); k++)
        append_ring (self, GEOSGetInteriorRingN_r (self->geos, polygon, k), TRUE, rings);
    }
  return rings;
}

/* On the meridian of 180 degrees, whichever turn it was moved to. */
static gboolean
touches_cut (const NqpRing *ring)
{
  for (int i = 0; i < ring->n_points; i++)
    if (fabs (fabs (fmod (ring->xy[2 * i], 360)) - 180) < 1e-6)
      return TRUE;
  return FALSE;
}

/* Sides of rings in a grid of cells much finer than they are long: how many come close to each other. */
typedef struct
{
  double west, south, width, height;
  int n; /* cells along a side */
  guint32 *counts;
  gsize n_counted, n_pairs;
} Nearness;

static void
count_side (Nearness *self, const double *a, const double *b)
{
  const double x1 = (a[0] - self->west) / self->width * self->n;
  const double x2 = (b[0] - self->west) / self->width * self->n;
  const double y1 = (a[1] - self->south) / self->height * self->n;
  const double y2 = (b[1] - self->south) / self->height * self->n;
  const int top = CLAMP ((int)MIN (y1, y2), 0, self->n - 1);
  const int bottom = CLAMP ((int)MAX (y1, y2), 0, self->n - 1);

  for (int row = top; row <= bottom; row++)
    {
      /* the part of the side in this row */
      const double t1 = y1 == y2 ? 0 : CLAMP ((row - y1) / (y2 - y1), 0, 1);
      const double t2 = y1 == y2 ? 1 : CLAMP ((row + 1 - y1) / (y2 - y1), 0, 1);
      const double u = x1 + t1 * (x2 - x1), v = x1 + t2 * (x2 - x1);
      const int last = CLAMP ((int)MAX (u, v), 0, self->n - 1);

      for (int col = CLAMP ((int)MIN (u, v), 0, self->n - 1); col <= last; col++)
        {
          self->n_pairs += self->counts[(gsize)row * (gsize)self->n + (gsize)col]++;
          self->n_counted++;
        }
    }
}

/* Whether so many sides may cross each other that to overlay the rings would take minutes and all memory: those of no real
 * outline do. */
static gboolean
is_tangled (const NqpShape *shape, const gboolean *joined)
{
  Nearness self = { 0 };
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  gsize n_points = 0;
  gboolean tangled = FALSE;

  for (int r = 0; r < shape->n_rings; r++)
    if (joined[r])
      {
        n_points += (gsize)shape->rings[r].n_points;
        for (int i = 0; i < 2 * shape->rings[r].n_points; i++)
          {
            low[i % 2] = MIN (shape->rings[r].xy[i], low[i % 2]);
            high[i % 2] = MAX (shape->rings[r].xy[i], high[i % 2]);
          }
      }
  self.n = (int)CLAMP (4 * sqrt ((double)n_points), 16, 4096);
  self.west = low[0];
  self.south = low[1];
  self.width = MAX (high[0] - low[0], 1e-9);
  self.height = MAX (high[1] - low[1], 1e-9);
  self.counts = g_new0 (guint32, (gsize)self.n * (gsize)self.n);
  for (int r = 0; r < shape->n_rings && !tangled; r++)
    for (int i = 1; joined[r] && i < shape->rings[r].n_points && !tangled; i++)
      {
        count_side (&self, &shape->rings[r].xy[2 * (i - 1)], &shape->rings[r].xy[2 * i]);
        tangled = self.n_counted > 64 * n_points + 200000 || self.n_pairs > 24 * n_points + 100000;
      }
  g_free (self.counts);
  return tangled;
}

/* Which rings belong to polygons that touch the cut; how many polygons these are. */
static int
find_cut (const NqpShape *shape, gboolean *joined)
{
  int n = 0;

  for (int r = 0, end; r < shape->n_rings; r = end)
    {
      const gboolean touches = touches_cut (&shape->rings[r]);

      for (end = r + 1; end < shape->n_rings && shape->rings[end].hole; end++)
        ;
      for (int k = r; k < end; k++)
        joined[k] = touches;
      n += touches;
    }
  return n;
}

static void
exchange_joined (NqpShape *shape, const gboolean *joined, GArray *rings)
{
  for (int r = 0; r < shape->n_rings; r++)
    if (!joined[r])
      {
        NqpRing copy = shape->rings[r];

        copy.xy = g_memdup2 (copy.xy, 2 * sizeof (double) * (gsize)copy.n_points);
        g_array_append_val (rings, copy);
      }
  nqp_shape_set_rings (shape, rings);
}

void
nqp_outlines_join (NqpOutlines *self, NqpShape *shape)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  g_autofree gboolean *joined = g_new0 (gboolean, MAX (shape->n_rings, 1));
  const int n = find_cut (shape, joined);
  GEOSGeometry *collection, *union_of;

  if (n < 2 || n > MOST_JOINED || is_tangled (shape, joined))
    return;
  for (int r = 0; r < shape->n_rings;)
    {
      GEOSGeometry *polygon = NULL;

      if (joined[r])
        polygon = make_polygon (self, shape, &r);
      else
        r++;
      if (polygon != NULL)
        g_ptr_array_add (polygons, polygon);
    }
  if (polygons->len == 0)
    return;
  collection = GEOSGeom_createCollection_r (self->geos, GEOS_MULTIPOLYGON, (GEOSGeometry **)polygons->pdata,
                                            polygons->len);
  /* a grid of a thousandth of a degree: the two sides of a cut seldom agree to the last digit */
  union_of = GEOSUnaryUnionPrec_r (self->geos, collection, 0.001);
  if (union_of != NULL && GEOSisEmpty_r (self->geos, union_of) == 0)
    {
      g_autoptr (GArray) rings = rings_of (self, union_of);

      if (rings->len > 0)
        exchange_joined (shape, joined, rings);
    }
  if (union_of != NULL)
    GEOSGeom_destroy_r (self->geos, union_of);
  GEOSGeom_destroy_r (self->geos, collection);
}

static gboolean
is_finite (const NqpRing *ring)
{
  for (int i = 0; i < 2 * ring->n_points; i++)
    if (!isfinite (ring->xy[i]))
      return FALSE;
  return ring->n_points >= NQP_RING_MIN_POINTS;
}

static double
ring_area (const NqpRing *ring)
{
  /* measured from the first point: the numbers stay small */
  const double *o = ring->xy;
  double sum = 0;

  for (int i = 1; i + 1 < ring->n_points; i++)
    {
      const double *a = &ring->xy[2 * i], *b = a + 2;

      sum += (a[0] - o[0]) * (b[1] - o[1]) - (b[0] - o[0]) * (a[1] - o[1]);
    }
  return fabs (sum) / 2;
}

void
nqp_outlines_measure (const NqpShape *shape, double *out_area, double *out_largest, double *out_x,
                      double *out_y)
{
  g_autofree NqpRing *rings = g_new (NqpRing, MAX (shape->n_rings, 1));
  int first = -1, n = 0, n_sound = 0; /* of the largest */

  *out_area = *out_largest = 0;
  *out_x = *out_y = NAN;
  for (int r = 0, end; r < shape->n_rings; r = end)
    {
      const gboolean sound = is_finite (&shape->rings[r]);
      double area = sound ? ring_area (&shape->rings[r]) : 0;

      for (end = r + 1; end < shape->n_rings && shape->rings[end].hole; end++)
        if (sound && is_finite (&shape->rings[end]))
          area -= ring_area (&shape->rings[end]);
      area = MAX (area, 0);
      *out_area += area;
      if (sound && (first < 0 || area > *out_largest))
        {
          *out_largest = area;
          first = r;
          n = end - r;
        }
    }
  if (first < 0)
    return;
  for (int r = first; r < first + n; r++)
    if (is_finite (&shape->rings[r]))
      rings[n_sound++] = shape->rings[r];
  nqp_label_point (rings, n_sound, *out_largest, out_x, out_y);
}
