/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-text.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_SHAPE_REGION, /* filled by its region's value */
  NQP_SHAPE_INSET,  /* drawn in a framed corner map at its own scale */
  NQP_SHAPE_LINE,   /* drawn, never filled */
} NqpShapeKind;

typedef struct
{
  int n_points;
  double *xy;        /* x0, y0, x1, y1, ... : longitude and latitude in degrees, or metres once projected */
  gboolean hole;     /* an inner ring of the polygon before it */
} NqpRing;

/* Fewest points of a closed ring, its first one counted twice, and of a line. */
#define NQP_RING_MIN_POINTS 3
#define NQP_LINE_MIN_POINTS 2

typedef struct
{
  char *code;        /* a region's code; "" for lines without one */
  NqpText name;
  NqpShapeKind kind;
  int n_rings;
  NqpRing *rings;
} NqpShape;

/**
 * NqpBoundaries:
 *
 * Outlines for the map, as read from GeoJSON (degrees, WGS 84). Immutable, reference-counted.
 */
typedef struct
{
  int ref_count;
  int n_shapes;
  NqpShape *shapes;
} NqpBoundaries;

NqpBoundaries *nqp_boundaries_new (int n_shapes);
NqpBoundaries *nqp_boundaries_ref (NqpBoundaries *self);
void nqp_boundaries_unref (NqpBoundaries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpBoundaries, nqp_boundaries_unref)

gboolean nqp_ring_is_closed (const NqpRing *ring); /* ends where it begins */
void nqp_shape_set_rings (NqpShape *shape, GArray *rings); /* takes the NqpRing elements */

/* Well-known binary (OGC 06-103r4, little-endian): MultiPolygon for areas, MultiLineString for lines. */
GBytes *nqp_shape_to_wkb (const NqpShape *shape);
gboolean nqp_shape_from_wkb (NqpShape *shape, const guint8 *data, gsize length);

G_END_DECLS
