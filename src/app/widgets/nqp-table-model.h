/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An item of the model: a row of the table, the same object as long as anyone holds it. */
#define NQP_TYPE_TABLE_ROW (nqp_table_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpTableRow, nqp_table_row, NQP, TABLE_ROW, GObject)

struct _NqpTableRow
{
  GObject parent_instance;
  int row;
};

NqpTableRow *
nqp_table_row_new (int row);

/**
 * NqpTableModel:
 *
 * Rows of a table in an order. Items are made when they are asked for, and only the part of the order that differs is told as
 * changed.
 */
#define NQP_TYPE_TABLE_MODEL (nqp_table_model_get_type ())
G_DECLARE_FINAL_TYPE (NqpTableModel, nqp_table_model, NQP, TABLE_MODEL, GObject)

NqpTableModel *
nqp_table_model_new (void);
void
nqp_table_model_set_order (NqpTableModel *self, const int *order, guint n_rows);
int
nqp_table_model_get_row (NqpTableModel *self, guint position); /* -1 beyond the end */

G_END_DECLS
