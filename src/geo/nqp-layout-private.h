/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-layout.h"

G_BEGIN_DECLS

/* nqp-projection.c: where places and outlines are on a plane */
typedef struct _NqpProjection NqpProjection;

NqpProjection *
nqp_projection_choose (const NqpPanel *panel, const NqpBoundaries *boundaries, GError **error);
void
nqp_projection_free (NqpProjection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpProjection, nqp_projection_free)

const char *
nqp_projection_name (const NqpProjection *self); /* translated */
/* Degrees to metres, in place; what cannot be projected becomes NaN. Longitudes are taken as they are: a ring that runs
 * beyond 180 degrees from the middle goes on there. */
void
nqp_projection_apply (NqpProjection *self, double *xy, int n_points);
/* Longitudes of a ring made continuous and moved, by whole turns, to the side of the map where most of it lies. */
void
nqp_projection_unwrap (const NqpProjection *self, double *xy, int n_points, double *inout_middle);

/* nqp-outline.c: polygons by GEOS */
typedef struct _NqpOutlines NqpOutlines;

NqpOutlines *
nqp_outlines_new (void);
void
nqp_outlines_free (NqpOutlines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpOutlines, nqp_outlines_free)

/* Joins the polygons of @shape that touch along the antimeridian; leaves it as it is if they do not, or cross each other without
 * end. */
void
nqp_outlines_join (NqpOutlines *self, NqpShape *shape);
/* Area of all polygons; and of the largest one its area and a point for a label. */
void
nqp_outlines_measure (const NqpShape *shape, double *out_area, double *out_largest, double *out_x, double *out_y);

/* nqp-label-point.c */
void
nqp_label_point (const NqpRing *rings, int n_rings, double area, double *out_x, double *out_y);

/* nqp-tile-grid.c: fills n_cols, n_rows, tile_col, tile_row; @x and @y: positions of places, NaN = unknown */
void
nqp_tile_grid_assign (NqpMapLayout *layout, const NqpPanel *panel, const double *x, const double *y);

G_END_DECLS
