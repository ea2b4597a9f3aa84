/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table-column.h"
#include "nqp-table-view.h"

G_BEGIN_DECLS

struct _NqpTableView
{
  GtkWidget parent_instance;

  NqpSession *session;
  gulong changed_id;
  NqpTableRows rows;
  NqpTable *values;               /* with NQP_TABLE_VALUES */
  GPtrArray *columns;             /* NqpTableColumnState */
  NqpTableColumnState *sorted_by; /* in columns */
  gboolean descending;
  NqpTableColumnState *probed;
  gboolean syncing;
  gboolean stale;
  int hover;               /* region shown as hovered */
  GtkWidget *pressed_cell; /* weak: where the pointer went down */
  GtkWidget *menu;

  GtkColumnView *view;
  GListStore *store; /* NqpTableRow */
  GtkSorter *sorter;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
};

gboolean nqp_table_view_has_scores (NqpTableView *self);

/* nqp-table-view-pointer.c */
void nqp_table_view_add_controllers (NqpTableView *self);
void nqp_table_view_install_actions (GtkWidgetClass *widget_class);
void nqp_table_view_activated (GtkColumnView *view, guint position, NqpTableView *self); /* of the template */

G_END_DECLS
