/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-row.h"

#include <math.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (NqpTableRow, nqp_table_row, G_TYPE_OBJECT)

int
nqp_table_row_compare (const NqpTableRow *a, const NqpTableRow *b, gboolean descending)
{
  int order = 0;

  if (a->text != NULL && b->text != NULL)
    order = strcmp (a->text, b->text);
  else if (isnan (a->number) || isnan (b->number))
    {
      if (isnan (a->number) != isnan (b->number))
        return isnan (a->number) ? 1 : -1;
    }
  else
    order = (a->number > b->number) - (a->number < b->number);

  if (order == 0)
    return (a->row > b->row) - (a->row < b->row);
  return descending ? -order : order;
}

NqpTableRow *
nqp_table_row_new (int row)
{
  NqpTableRow *self = g_object_new (NQP_TYPE_TABLE_ROW, NULL);

  self->row = row;
  self->number = NAN;
  return self;
}

void
nqp_table_rows_replace (GListStore *store, const int *rows, guint n_rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  gboolean same = n == n_rows;

  for (guint i = 0; i < n && same; i++)
    {
      g_autoptr (NqpTableRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);
      same = row->row == rows[i];
    }
  if (same)
    return;

  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (items, nqp_table_row_new (rows[i]));
  g_list_store_splice (store, 0, n, items->pdata, items->len);
}

guint
nqp_table_rows_find (GListModel *model, int row)
{
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NqpTableRow) item = g_list_model_get_item (model, i);
      if (item->row == row)
        return i;
    }
  return G_MAXUINT;
}

static void
nqp_table_row_finalize (GObject *object)
{
  g_free (NQP_TABLE_ROW (object)->text);
  G_OBJECT_CLASS (nqp_table_row_parent_class)->finalize (object);
}

static void
nqp_table_row_class_init (NqpTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nqp_table_row_finalize;
}

static void
nqp_table_row_init (NqpTableRow *self)
{
}
