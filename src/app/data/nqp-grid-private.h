/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-grid.h"

G_BEGIN_DECLS

/* Where a point is. */
typedef enum
{
  NQP_GRID_NOWHERE,
  NQP_GRID_CELL,
  NQP_GRID_ROW_TITLE,
  NQP_GRID_COLUMN_TITLE,
  NQP_GRID_BORDER, /* of a column's title, or of those of rows: NQP_GRID_TITLES; to be dragged */
  NQP_GRID_CORNER,
} NqpGridPart;

typedef struct
{
  NqpGridPart part;
  int row, column;
} NqpGridPoint;

typedef struct _NqpGridPaint NqpGridPaint; /* texts as they were drawn, and colours */

struct _NqpGrid
{
  GtkWidget parent_instance;

  NqpSession *session;
  NqpSheet *sheet;      /* NULL = none */
  NqpValueGrid *values; /* the same, where it is of values; else NULL */
  int row, column;      /* where the keyboard is; the block reaches from here */
  int anchor_row, anchor_column; /* to there */

  GtkAdjustment *adjustments[2]; /* by orientation */
  GtkScrollablePolicy policies[2];

  /* nqp-grid-layout.c: pixels */
  int row_height, head_height, title_width, title_natural;
  gboolean measured;
  PangoFontDescription *font; /* that they were measured with */
  int *ends; /* [column]: where it ends, from the first one on */
  int n_ends;
  gboolean *dragged; /* [column]: its width was chosen */
  guint widen_id;
  int widen_column, widen_to; /* a value in sight needs more room */

  NqpGridPaint *paint;

  GtkWidget *editor; /* a GtkText; NULL = nothing is being written */
  int edit_row, edit_column;
  gboolean ending; /* it is on its way out */

  int title_chosen; /* width of the rows' titles as it was dragged to, 0 = it was not */

  int drag_column, drag_width; /* whose border is moved: NQP_GRID_TITLES, or NQP_GRID_NO_COLUMN; before */
  gboolean selecting;
  double drag_x, drag_y; /* where the pointer came down */
  guint scroll_id;       /* while a block is drawn beyond the edge */
  double pointer_x, pointer_y;
  GtkWidget *menu;
  GtkWidget *about; /* the popover that tells all of a cell; or NULL */
  GMenuModel *own_menu; /* of where the grid stands; or NULL */
};

#define NQP_GRID_NO_COLUMN (-2)
#define NQP_GRID_HEAD_LINES 5 /* of a column's title, then it is cut */
#define NQP_GRID_PAD 6 /* between a text and the edge of its cell */

/* The other end of the block; the keyboard stays where it is. */
void
nqp_grid_set_anchor (NqpGrid *self, int row, int column);

/* nqp-grid-layout.c */
void
nqp_grid_forget_sizes (NqpGrid *self); /* they are measured again */
void
nqp_grid_measure (NqpGrid *self);
void
nqp_grid_fit_titles (NqpGrid *self); /* to the width of the widget */
int
nqp_grid_column_x (NqpGrid *self, int column); /* from the first one on */
int
nqp_grid_column_width (NqpGrid *self, int column);
void
nqp_grid_set_column_width (NqpGrid *self, int column, int width);
void
nqp_grid_set_title_width (NqpGrid *self, int width); /* 0 = as there is room */
void
nqp_grid_fit_column (NqpGrid *self, int column); /* to what it holds */
int
nqp_grid_column_at (NqpGrid *self, double x); /* from the first one on; the number of columns beyond the last */
void
nqp_grid_cell_area (NqpGrid *self, int row, int column, GdkRectangle *out_area); /* in the widget */
void
nqp_grid_find_point (NqpGrid *self, double x, double y, NqpGridPoint *out_point);
/* The nearest cell, for points outside too. */
void
nqp_grid_nearest_cell (NqpGrid *self, double x, double y, int *out_row, int *out_column);
void
nqp_grid_update_adjustments (NqpGrid *self);
void
nqp_grid_reveal (NqpGrid *self, int row, int column);
int
nqp_grid_rows_in_sight (NqpGrid *self);
void
nqp_grid_need_width (NqpGrid *self, int column, int width); /* told while it is drawn */

/* nqp-grid-draw.c */
void
nqp_grid_forget_paint (NqpGrid *self); /* fonts or colours are others */
void
nqp_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* nqp-grid-keys.c, nqp-grid-pointer.c */
void
nqp_grid_add_keys (NqpGrid *self);
void
nqp_grid_add_pointer (NqpGrid *self);
void
nqp_grid_popup (NqpGrid *self, double x, double y);
void
nqp_grid_stop_scrolling (NqpGrid *self);

/* nqp-grid-edit.c */
void
nqp_grid_begin_edit (NqpGrid *self, const char *text); /* @text: (nullable): in place of the value */
gboolean
nqp_grid_end_edit (NqpGrid *self, gboolean keep); /* FALSE: what is written is no value, and stays */
void
nqp_grid_install_actions (GtkWidgetClass *klass);
void
nqp_grid_update_actions (NqpGrid *self);

G_END_DECLS
