/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-boundaries.h"
#include "nqp-panel.h"

G_BEGIN_DECLS

/**
 * NqpMapLayout:
 *
 * Where the places of a panel are on paper: outlines projected to a plane (metres, y to the north), label points
 * inside each outline, and a tile grid. Computed once a project; immutable, reference-counted.
 */
typedef struct
{
  int ref_count;
  const char *projection;     /* translated name for subtitles: "Albers equal-area", "Equal Earth", ... */
  int n_shapes;
  NqpShape *shapes;           /* projected */
  int *shape_place;           /* [shape]: place, -1 = none of the panel */
  double min_x, min_y, max_x, max_y; /* of the shapes that are no insets */
  double inset_min_x, inset_min_y, inset_max_x, inset_max_y; /* of the insets; empty when min > max */
  int n_places;
  double *label_x, *label_y;  /* [place]: inside the largest polygon (pole of inaccessibility); NaN without outline */
  double *area_m2;            /* [place]: of the projected outline, NaN without */
  int n_cols, n_rows;         /* of the tile grid */
  int *tile_col, *tile_row;   /* [place]: from the data, else assigned so that neighbours stay close; -1 = no position known */
  struct _NqpMapKept *kept;   /* see nqp_map_layout_take_kept() */
} NqpMapLayout;

/* Albers (25 N, 47 N, 105 E) for China, Equal Earth for the world, else Lambert azimuthal equal-area around the middle. */
NqpMapLayout *nqp_map_layout_new (const NqpPanel *panel, const NqpBoundaries *boundaries, GError **error);
NqpMapLayout *nqp_map_layout_ref (NqpMapLayout *self);
void nqp_map_layout_unref (NqpMapLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpMapLayout, nqp_map_layout_unref)

/* What drawing made of the outlines, kept with them so that it need not be made again: whoever takes it has it alone until it is
 * given back. NULL: there is none, or another thread has it. */
gpointer nqp_map_layout_take_kept (const NqpMapLayout *self);
void nqp_map_layout_give_kept (const NqpMapLayout *self, gpointer kept, GDestroyNotify free_func);

G_END_DECLS
