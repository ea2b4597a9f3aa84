/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NqpTableRow:
 *
 * An item of a table's model: which region or node the row stands for, and the key it is sorted by now.
 */
#define NQP_TYPE_TABLE_ROW (nqp_table_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpTableRow, nqp_table_row, NQP, TABLE_ROW, GObject)

struct _NqpTableRow
{
  GObject parent_instance;
  int row;
  double number; /* NaN = missing */
  char *text;    /* collation key; NULL: sorted by number */
};

NqpTableRow *
nqp_table_row_new (int row);
/* Missing last whatever the direction, ties by row. */
int
nqp_table_row_compare (const NqpTableRow *a, const NqpTableRow *b, gboolean descending);

/* The store's rows become @rows; nothing happens when they are so already. */
void
nqp_table_rows_replace (GListStore *store, const int *rows, guint n_rows);
guint
nqp_table_rows_find (GListModel *model, int row); /* position; G_MAXUINT if none */

G_END_DECLS
