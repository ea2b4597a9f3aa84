/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-frame.h"

G_BEGIN_DECLS

/* Rows of regions of which a window is shown where not all fit. */

/* Lines that a row needs for its name, at most three, in a picture of that width. */
int nqp_rows_lines (const NqpView *view, const NqpScene *scene, double width);

/* The type and row height at which all rows of @lines have room in @height, else those that read well below a note; returns how
 * many rows fit. */
int nqp_rows_fit (const NqpScene *scene, int n_rows, int lines, double height, double *out_size, double *out_height);

/* A picture of all rows grows with them: sets @height, of the whole picture, and returns TRUE where @room, of that for the
 * rows, is too little. */
gboolean nqp_rows_grow (const NqpView *view, const NqpScene *scene, int n_rows, int lines, double room, double *height);

typedef struct
{
  const int *order; /* regions, in the order of the picture */
  int n_all;
  int *rows;        /* those shown: positions in @order */
  int n;
  int lines;           /* of a name */
  double size, height; /* of the type, of a row */
} NqpRows;

/* By the view's scroll or around the focus; the focus is pinned to the edge that is nearer when it lies outside. A note says
 * which rows these are and is cut from @box, as is room for all of them. @edges: height of what stands above and below. */
void nqp_rows_init (NqpRows *self, NqpScene *scene, const NqpView *view, const int *order, int n_all, NqpBox *box,
                    double edges);
void nqp_rows_clear (NqpRows *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpRows, nqp_rows_clear)
int nqp_rows_region (const NqpRows *self, int i);
void nqp_rows_draw_gap (const NqpRows *self, NqpScene *scene, NqpBox box, int i, double y); /* above row @i, if some are left out there */

/* At the left of each row: rank, marker of a chosen region, name. */
typedef struct
{
  double rank_x, mark_x, name_x, name_w; /* right edge of ranks, middle of markers, left edge and width of names */
  double right;                          /* where they end */
} NqpRowLabels;

void nqp_row_labels_place (NqpRowLabels *self, const NqpRows *rows, const NqpScene *scene, const NqpView *view, NqpBox box);
/* @rank: 0 = none; @y: top of the row. The row answers to the pointer as @datum. */
void nqp_row_labels_draw (const NqpRowLabels *self, const NqpRows *rows, NqpScene *scene, const NqpView *view, NqpBox box,
                          int region, int rank, double y, NqpDatum datum);

G_END_DECLS
