/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table-row.h"
#include "nqp-table-view.h"

G_BEGIN_DECLS

/* Folder-private: a column of a table view while it is shown. */
typedef struct
{
  NqpTableView *view;  /* borrowed */
  NqpTableColumn info; /* id and title owned */
  GtkColumnViewColumn *column;
  GHashTable *bound; /* set of the GtkListItem whose cells are shown, borrowed */
} NqpTableColumnState;

void
nqp_table_column_state_free (NqpTableColumnState *self);

/* What the rows of @store are sorted by when that is this column. */
void
nqp_table_column_fill_keys (const NqpTableColumn *info, GListStore *store, const NqpView *view);

/* Cells */
GtkWidget *
nqp_table_cell_new (const NqpTableColumn *info);
void
nqp_table_cell_fill (GtkWidget *cell, const NqpTableColumn *info, const NqpView *view, const NqpStyle *style,
                     int row);
/* The text of a cell without marks, owned by the caller. */
char *
nqp_table_cell_text (const NqpTableColumn *info, const NqpView *view, int row);
/* What the marks of a cell mean in words, NULL without any. */
char *
nqp_table_marks_text (guint marks);
const char *
nqp_table_marks_symbol (guint marks);

/* The rows of @rows as they stand, for the clipboard; owned by the caller. */
NqpTable *
nqp_table_columns_to_table (NqpTableColumnState *const *columns, int n_columns, GListModel *rows,
                            const NqpView *view);

GtkWidget *nqp_table_menu_new (NqpTableRows rows); /* the context menu: actions "table...." */

/* Parts of GtkColumnView that have no function of their own in GTK 4.8 */
char *nqp_column_title (const NqpTableColumn *info); /* as the header shows it; owned by the caller */
void
nqp_column_view_align_titles (GtkColumnView *view, NqpTableColumnState *const *columns, int n_columns);
void
nqp_column_view_scroll_to (GtkColumnView *view, guint position);

G_END_DECLS
