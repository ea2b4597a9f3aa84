/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-control.h"
#include "nqp-table-view-private.h"

/* The columns of a table while it is shown, and what a click on their titles does. */

/* Rows of two items whose order tells which way the column view sorts: GTK tells it only from 4.10 on. */
#define ROW_LOW (-2)
#define ROW_HIGH (-3)

void
nqp_table_column_free (gpointer data)
{
  NqpTableColumn *self = data;

  g_free (self->name);
  g_clear_object (&self->shown);
  g_hash_table_unref (self->bound);
  g_free (self);
}

static int
probe_order (gconstpointer a, gconstpointer b, gpointer data)
{
  NqpTableColumn *column = data;
  const NqpTableRow *row_a = a, *row_b = b;

  if (column->view->probed == NULL) /* what is sorted by first is asked first */
    column->view->probed = column;
  return row_a->row == row_b->row ? 0 : row_a->row == ROW_LOW ? -1 : 1;
}

static void
add_column (NqpTableView *self, int column)
{
  const NqpLook *look = nqp_table_look (self->table, column);
  NqpTableColumn *added = g_new0 (NqpTableColumn, 1);
  g_autofree char *title = nqp_table_title (self->table, column);

  added->view = self;
  added->name = g_strdup (nqp_table_column_name (self->table, column));
  added->column = column;
  added->bound = g_hash_table_new (NULL, NULL);
  added->shown = gtk_column_view_column_new (title, NULL);
  gtk_column_view_column_set_expand (added->shown, look->expand);
  gtk_column_view_column_set_resizable (added->shown, look->kind != NQP_LOOK_BUTTON);
  if (look->kind != NQP_LOOK_BUTTON && !nqp_table_is_tree (self->table))
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe_order, added, NULL));

      gtk_column_view_column_set_sorter (added->shown, sorter);
    }
  g_ptr_array_add (self->columns, added);
  nqp_table_cells_add_factory (added);
  gtk_column_view_append_column (self->view, added->shown);
}

void
nqp_table_columns_remove (NqpTableView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    gtk_column_view_remove_column (self->view,
                                   ((NqpTableColumn *)g_ptr_array_index (self->columns, i))->shown);
  self->sorted_by = NULL;
  g_ptr_array_set_size (self->columns, 0);
}

static gboolean
same_columns (NqpTableView *self)
{
  if ((int)self->columns->len != nqp_table_n_shown (self->table))
    return FALSE;
  for (int i = 0; i < (int)self->columns->len; i++)
    if (g_strcmp0 (((NqpTableColumn *)g_ptr_array_index (self->columns, i))->name,
                   nqp_table_column_name (self->table, nqp_table_shown (self->table, i)))
        != 0)
      return FALSE;
  return TRUE;
}

void
nqp_table_columns_update (NqpTableView *self)
{
  if (same_columns (self))
    {
      for (int i = 0; i < (int)self->columns->len; i++)
        {
          NqpTableColumn *column = g_ptr_array_index (self->columns, i);
          g_autofree char *title = NULL;

          column->column = nqp_table_shown (self->table, i);
          title = nqp_table_title (self->table, column->column);
          if (g_strcmp0 (gtk_column_view_column_get_title (column->shown), title) != 0)
            gtk_column_view_column_set_title (column->shown, title);
        }
      return;
    }
  nqp_control_block (gtk_column_view_get_sorter (self->view), self);
  nqp_table_columns_remove (self);
  for (int i = 0; i < nqp_table_n_shown (self->table); i++)
    {
      add_column (self, nqp_table_shown (self->table, i));
      if (nqp_table_shown (self->table, i) == nqp_table_get_sort (self->table))
        self->sorted_by = g_ptr_array_index (self->columns, i);
    }
  if (self->sorted_by != NULL)
    {
      self->descending = nqp_table_look (self->table, self->sorted_by->column)->descending;
      gtk_column_view_sort_by_column (self->view, self->sorted_by->shown,
                                      self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  nqp_control_unblock (gtk_column_view_get_sorter (self->view), self);
  nqp_table_titles_dress (self);
}

/* ---- sorting ---------------------------------------------------------------------------------------------------- */

static gboolean
scroll_up (gpointer data)
{
  NqpTableView *self = data;

  self->scroll_id = 0;
  nqp_column_view_scroll_to (self->view, 0);
  return G_SOURCE_REMOVE;
}

static void
header_clicked (GtkSorter *sorter, GtkSorterChange change, NqpTableView *self)
{
  g_autoptr (NqpTableRow) low = nqp_table_row_new (ROW_LOW);
  g_autoptr (NqpTableRow) high = nqp_table_row_new (ROW_HIGH);

  if (self->table == NULL)
    return;
  self->probed = NULL;
  gboolean descending = gtk_sorter_compare (sorter, low, high) == GTK_ORDERING_LARGER;
  if (self->probed == NULL)
    return;
  if (self->probed != self->sorted_by && !descending
      && nqp_table_look (self->table, self->probed->column)->descending)
    {
      nqp_control_block (sorter, self);
      gtk_column_view_sort_by_column (self->view, self->probed->shown, GTK_SORT_DESCENDING);
      nqp_control_unblock (sorter, self);
      descending = TRUE;
    }
  self->sorted_by = self->probed;
  self->descending = descending;
  nqp_table_view_sort (self);
  /* once sorted: a list keeps the rows it shows in sight wherever they go */
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add (scroll_up, self);
}

void
nqp_table_columns_follow_titles (NqpTableView *self)
{
  g_signal_connect (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (header_clicked), self);
}
