/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-model.h"

struct _NqpTableModel
{
  GObject parent_instance;

  GArray *order;     /* of int: rows */
  GHashTable *items; /* row to NqpTableRow, those that are alive; borrowed */
};

static void
nqp_table_model_init_list (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (NqpTableRow, nqp_table_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (NqpTableModel, nqp_table_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, nqp_table_model_init_list))

NqpTableRow *
nqp_table_row_new (int row)
{
  NqpTableRow *self = g_object_new (NQP_TYPE_TABLE_ROW, NULL);

  self->row = row;
  return self;
}

static void
nqp_table_row_class_init (NqpTableRowClass *klass)
{
}

static void
nqp_table_row_init (NqpTableRow *self)
{
}

static void
item_gone (gpointer data, GObject *item)
{
  NqpTableModel *self = data;

  g_hash_table_remove (self->items, GINT_TO_POINTER (((NqpTableRow *)item)->row));
}

static GType
get_item_type (GListModel *model)
{
  return NQP_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return NQP_TABLE_MODEL (model)->order->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  NqpTableModel *self = NQP_TABLE_MODEL (model);
  int row = nqp_table_model_get_row (self, position);
  NqpTableRow *item;

  if (row < 0)
    return NULL;
  item = g_hash_table_lookup (self->items, GINT_TO_POINTER (row));
  if (item != NULL)
    return g_object_ref (item);
  item = nqp_table_row_new (row);
  g_object_weak_ref (G_OBJECT (item), item_gone, self);
  g_hash_table_insert (self->items, GINT_TO_POINTER (row), item);
  return item;
}

static void
nqp_table_model_init_list (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

int
nqp_table_model_get_row (NqpTableModel *self, guint position)
{
  return position < self->order->len ? g_array_index (self->order, int, position) : -1;
}

void
nqp_table_model_set_order (NqpTableModel *self, const int *order, guint n_rows)
{
  const guint n_before = self->order->len;
  guint first = 0, last = 0;

  g_return_if_fail (NQP_IS_TABLE_MODEL (self));

  while (first < MIN (n_before, n_rows) && g_array_index (self->order, int, first) == order[first])
    first++;
  while (last < MIN (n_before, n_rows) - first
         && g_array_index (self->order, int, n_before - 1 - last) == order[n_rows - 1 - last])
    last++;
  if (first == n_rows && n_before == n_rows)
    return;
  g_array_set_size (self->order, 0);
  g_array_append_vals (self->order, order, n_rows);
  g_list_model_items_changed (G_LIST_MODEL (self), first, n_before - first - last, n_rows - first - last);
}

NqpTableModel *
nqp_table_model_new (void)
{
  return g_object_new (NQP_TYPE_TABLE_MODEL, NULL);
}

static void
nqp_table_model_finalize (GObject *object)
{
  NqpTableModel *self = NQP_TABLE_MODEL (object);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, item_gone, self);
  g_hash_table_unref (self->items);
  g_array_unref (self->order);
  G_OBJECT_CLASS (nqp_table_model_parent_class)->finalize (object);
}

static void
nqp_table_model_class_init (NqpTableModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_table_model_finalize;
}

static void
nqp_table_model_init (NqpTableModel *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (int));
  self->items = g_hash_table_new (NULL, NULL);
}
