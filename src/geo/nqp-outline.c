/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-private.h"

#include <geos_c.h>
#include <math.h>

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

void
nqp_outlines_join (NqpOutlines *self, NqpShape *shape)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  GEOSGeometry *collection, *joined;

  for (int r = 0; r < shape->n_rings;)
    {
      GEOSGeometry *polygon = make_polygon (self, shape, &r);

      if (polygon != NULL)
        g_ptr_array_add (polygons, polygon);
    }
  if (polygons->len == 0)
    return;
  collection = GEOSGeom_createCollection_r (self->geos, GEOS_MULTIPOLYGON, (GEOSGeometry **)polygons->pdata,
                                            polygons->len);
  /* a grid of a thousandth of a degree: the two sides of a cut seldom agree to the last digit */
  joined = GEOSUnaryUnionPrec_r (self->geos, collection, 0.001);
  if (joined != NULL && GEOSisEmpty_r (self->geos, joined) == 0)
    {
      g_autoptr (GArray) rings = rings_of (self, joined);

      if (rings->len > 0)
        nqp_shape_set_rings (shape, rings);
    }
  if (joined != NULL)
    GEOSGeom_destroy_r (self->geos, joined);
  GEOSGeom_destroy_r (self->geos, collection);
}

static gboolean
point_of_line (NqpOutlines *self, const GEOSGeometry *line, double *x, double *y)
{
  GEOSGeometry *start = GEOSGeomGetStartPoint_r (self->geos, line);
  gboolean ok = start != NULL && GEOSGeomGetX_r (self->geos, start, x) == 1
                && GEOSGeomGetY_r (self->geos, start, y) == 1 && isfinite (*x) && isfinite (*y);

  if (start != NULL)
    GEOSGeom_destroy_r (self->geos, start);
  return ok;
}

void
nqp_outlines_measure (NqpOutlines *self, const NqpShape *shape, double *out_area, double *out_largest,
                      double *out_x, double *out_y)
{
  GEOSGeometry *largest = NULL, *circle;

  *out_area = *out_largest = 0;
  *out_x = *out_y = NAN;
  for (int r = 0; r < shape->n_rings;)
    {
      GEOSGeometry *polygon = make_polygon (self, shape, &r);
      double area = 0;

      if (polygon == NULL)
        continue;
      GEOSArea_r (self->geos, polygon, &area);
      *out_area += area;
      if (area > *out_largest || largest == NULL)
        {
          if (largest != NULL)
            GEOSGeom_destroy_r (self->geos, largest);
          largest = polygon;
          *out_largest = area;
        }
      else
        GEOSGeom_destroy_r (self->geos, polygon);
    }
  if (largest == NULL)
    return;

  /* The pole of inaccessibility to a fiftieth of the polygon's size: a label needs no more. */
  circle = GEOSMaximumInscribedCircle_r (self->geos, largest, MAX (sqrt (*out_largest) / 50, 1));
  if (circle == NULL || !point_of_line (self, circle, out_x, out_y))
    {
      GEOSGeometry *inside = GEOSPointOnSurface_r (self->geos, largest);

      if (inside != NULL && GEOSisEmpty_r (self->geos, inside) == 0)
        {
          GEOSGeomGetX_r (self->geos, inside, out_x);
          GEOSGeomGetY_r (self->geos, inside, out_y);
        }
      if (inside != NULL)
        GEOSGeom_destroy_r (self->geos, inside);
    }
  if (circle != NULL)
    GEOSGeom_destroy_r (self->geos, circle);
  GEOSGeom_destroy_r (self->geos, largest);
}
