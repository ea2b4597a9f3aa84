/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-model.h"

/* The rows of a table as a list: made when asked for, kept while they are held, and only what moved is told. */

typedef struct
{
  guint n, position, removed, added;
} Told;

static void
on_changed (GListModel *model, guint position, guint removed, guint added, Told *told)
{
  *told = (Told){ told->n + 1, position, removed, added };
}

static int
row_at (NqpTableModel *model, guint position)
{
  g_autoptr (NqpTableRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  return row != NULL ? row->row : -1;
}

static void
test_order (void)
{
  static const int first[] = { 0, 1, 2, 3, 4 }, swapped[] = { 0, 2, 1, 3, 4 }, fewer[] = { 0, 2, 4 };
  g_autoptr (NqpTableModel) model = nqp_table_model_new ();
  Told told = { 0 };

  g_signal_connect (model, "items-changed", G_CALLBACK (on_changed), &told);
  nqp_table_model_set_order (model, first, 5);
  g_assert_cmpuint (told.added, ==, 5);
  nqp_table_model_set_order (model, first, 5);
  g_assert_cmpuint (told.n, ==, 1); /* nothing moved */
  nqp_table_model_set_order (model, swapped, 5);
  g_assert_cmpuint (told.n, ==, 2);
  g_assert_cmpuint (told.position, ==, 1);
  g_assert_cmpuint (told.removed, ==, 2);
  g_assert_cmpuint (told.added, ==, 2);
  g_assert_cmpint (row_at (model, 1), ==, 2);
  nqp_table_model_set_order (model, fewer, 3);
  g_assert_cmpuint (told.position, ==, 2);
  g_assert_cmpuint (told.removed, ==, 2);
  g_assert_cmpuint (told.added, ==, 0);
  g_assert_cmpint (row_at (model, 3), ==, -1);
  g_assert_cmpint (nqp_table_model_get_row (model, 2), ==, 4);
  nqp_table_model_set_order (model, NULL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

static void
test_lazy (void)
{
  const int n = 3000;
  g_autofree int *order = g_new (int, n);
  NqpTableModel *model = nqp_table_model_new ();
  NqpTableRow *held, *again;
  gpointer gone;

  for (int i = 0; i < n; i++)
    order[i] = n - 1 - i;
  nqp_table_model_set_order (model, order, (guint)n);
  held = g_list_model_get_item (G_LIST_MODEL (model), 10);
  gone = g_list_model_get_item (G_LIST_MODEL (model), 11);
  g_object_add_weak_pointer (gone, &gone);
  g_object_unref (gone);
  g_assert_null (gone); /* the model keeps none */
  order[10] = order[20];
  order[20] = held->row;
  nqp_table_model_set_order (model, order, (guint)n);
  again = g_list_model_get_item (G_LIST_MODEL (model), 20);
  g_assert_true (again == held); /* wherever it moves */
  g_object_unref (again);
  g_object_unref (model);
  g_assert_cmpint (held->row, ==, n - 11); /* it outlives the model */
  g_object_unref (held);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-model/order", test_order);
  g_test_add_func ("/table-model/lazy", test_lazy);
  return g_test_run ();
}
