/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"
#include "nqp-table-model.h"
#include "nqp-table-view.h"

G_BEGIN_DECLS

/* A column while it is shown. */
typedef struct
{
  NqpTableView *view; /* borrowed */
  char *name;
  int column;         /* of the table */
  GtkColumnViewColumn *shown;
  GHashTable *bound;  /* set of the GtkListItem whose cells are shown, borrowed */
} NqpTableColumn;

struct _NqpTableView
{
  GtkWidget parent_instance;

  NqpSession *session;
  const NqpChart *chart;
  NqpSnapshot *snapshot; /* what the table of the chart is made of; NULL without one */
  NqpTable *table;
  GPtrArray *columns;        /* NqpTableColumn */
  NqpTableColumn *sorted_by; /* in columns; NULL = as the table has them */
  gboolean descending;
  NqpTableColumn *probed;
  gboolean stale;
  gboolean chooses; /* a row is chosen, whatever it stands for */
  int hover, focus; /* regions shown as such */
  guint scroll_id;

  GtkWidget *pressed_cell; /* weak: where the pointer went down */
  gboolean pressing;       /* the pointer is down */
  gboolean keyed;          /* the keyboard was used last: a double click is no Enter */
  double press_x, press_y;
  guint open_id;
  GtkWidget *menu;

  GtkColumnView *view;
  NqpTableModel *model;
  GtkTreeListModel *tree;       /* of the model, where rows have parts; else NULL */
  GtkSelectionModel *selection; /* single where rows are regions or chosen */
};

gboolean nqp_table_view_has_scores (NqpTableView *self);
gboolean nqp_table_view_is_by_region (NqpTableView *self);
int nqp_table_view_row_of (gpointer item);   /* of the list; -1 = none */
int *nqp_table_view_get_order (NqpTableView *self, const NqpTable *table); /* as the user sees it; owned by the caller */

void nqp_table_view_sort (NqpTableView *self); /* as the columns say now */

/* nqp-table-columns.c */
void nqp_table_column_free (gpointer column);
void nqp_table_columns_update (NqpTableView *self); /* to those that the table shows */
void nqp_table_columns_remove (NqpTableView *self);
void nqp_table_columns_follow_titles (NqpTableView *self);

/* nqp-table-cells.c */
void nqp_table_cells_add_factory (NqpTableColumn *column);
void nqp_table_cells_refresh (NqpTableView *self);      /* every cell that is shown */
void nqp_table_cells_refresh_rows (NqpTableView *self); /* who is pointed at and compared */
GtkListItem *nqp_table_cell_item (GtkWidget *cell);
NqpTableColumn *nqp_table_cell_column (GtkWidget *cell);
GtkWidget *nqp_table_cells_find_line (NqpTableView *self, int row); /* the widget of a row; NULL if it is not shown */
int nqp_table_cells_line_row (NqpTableView *self, GtkWidget *line); /* the other way round; -1 = it is none */

/* nqp-table-view-pointer.c */
void nqp_table_view_add_controllers (NqpTableView *self);
void nqp_table_view_install_actions (GtkWidgetClass *widget_class);
void nqp_table_view_activated (GtkColumnView *view, guint position, NqpTableView *self); /* of the template */
void nqp_table_view_pick (NqpTableView *self, int row);

/* Parts of GtkColumnView that have no function of their own in GTK 4.8: nqp-table-titles.c */
void nqp_table_titles_dress (NqpTableView *self); /* places them over their numbers, tells their tips */
char *nqp_table_title (const NqpTable *table, int column); /* in two lines where that is better; owned by the caller */
void nqp_column_view_scroll_to (GtkColumnView *view, guint position);

G_END_DECLS
