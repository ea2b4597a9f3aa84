/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view-private.h"

#include "nqp-class-parts.h"
#include "nqp-derivation.h"

/* Rows of two items whose order tells which way the column view sorts: GTK tells it only from 4.10 on. */
#define ROW_LOW (-1)
#define ROW_HIGH (-2)

G_DEFINE_FINAL_TYPE (NqpTableView, nqp_table_view, GTK_TYPE_WIDGET)

gboolean
nqp_table_view_has_scores (NqpTableView *self)
{
  return self->session != NULL && nqp_session_get_scores (self->session) != NULL;
}

/* Model */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  return nqp_table_row_compare (a, b, NQP_TABLE_VIEW (data)->descending);
}

static void
fill_store (NqpTableView *self)
{
  NqpScores *scores = nqp_session_get_scores (self->session);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (int));

  if (self->rows == NQP_TABLE_REGIONS)
    for (int i = 0; i < scores->n_regions; i++)
      g_array_append_val (wanted, i);
  else if (self->rows == NQP_TABLE_VALUES)
    for (int i = 0; self->values != NULL && i < nqp_table_n_rows (self->values); i++)
      g_array_append_val (wanted, i);
  else
    for (int i = 0; i < scores->tree->n_leaves; i++)
      if (nqp_tree_is_on (scores->tree, scores->tree->leaves[i]))
        g_array_append_val (wanted, scores->tree->leaves[i]);

  nqp_table_rows_replace (self->store, (const int *)wanted->data, wanted->len);
}

/* Selection is focus */

static void
sync_selection (NqpTableView *self)
{
  if (self->rows != NQP_TABLE_REGIONS)
    return;
  guint position = nqp_table_rows_find (G_LIST_MODEL (self->sorted), nqp_session_get_focus (self->session));
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    nqp_column_view_scroll_to (self->view, position);
}

static void
selected (GtkSingleSelection *selection, GParamSpec *pspec, NqpTableView *self)
{
  NqpTableRow *row = gtk_single_selection_get_selected_item (selection);

  if (!self->syncing && row != NULL && self->rows == NQP_TABLE_REGIONS && nqp_table_view_has_scores (self))
    nqp_session_set_focus (self->session, row->row);
}

/* Cells */

static void
show_hover (NqpTableView *self, GtkListItem *item)
{
  NqpTableRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *holder = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  GtkWidget *line = holder != NULL ? gtk_widget_get_parent (holder) : NULL;

  if (line == NULL || self->rows != NQP_TABLE_REGIONS)
    return;
  nqp_widget_set_class (line, "hovered", row != NULL && row->row == self->hover && self->hover >= 0);
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, NqpTableColumnState *column)
{
  GtkWidget *cell = nqp_table_cell_new (&column->info);

  g_object_set_data (G_OBJECT (cell), "nqp-list-item", item);
  g_object_set_data (G_OBJECT (cell), "nqp-column", column);
  gtk_list_item_set_child (item, cell);
}

static void
fill_cell (GtkListItem *item, NqpTableColumnState *column, const NqpView *view, const NqpStyle *style)
{
  NqpTableRow *row = gtk_list_item_get_item (item);

  if (row != NULL)
    nqp_table_cell_fill (gtk_list_item_get_child (item), &column->info, view, style, row->row);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, NqpTableColumnState *column)
{
  NqpTableView *self = column->view;
  NqpView view;
  NqpStyle style;

  g_hash_table_add (column->bound, item);
  if (!nqp_table_view_has_scores (self))
    return;
  nqp_session_get_view (self->session, &view);
  nqp_session_get_style (self->session, &style);
  fill_cell (item, column, &view, &style);
  show_hover (self, item);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, NqpTableColumnState *column)
{
  g_hash_table_remove (column->bound, item);
}

static void
refresh_cells (NqpTableView *self)
{
  NqpView view;
  NqpStyle style;

  nqp_session_get_view (self->session, &view);
  nqp_session_get_style (self->session, &style);
  for (guint i = 0; i < self->columns->len; i++)
    {
      NqpTableColumnState *column = g_ptr_array_index (self->columns, i);
      GHashTableIter iter;
      gpointer item;
      g_hash_table_iter_init (&iter, column->bound);
      while (g_hash_table_iter_next (&iter, &item, NULL))
        fill_cell (item, column, &view, &style);
    }
}

static void
refresh_hover (NqpTableView *self)
{
  int hover = nqp_session_get_hover (self->session);
  GHashTableIter iter;
  gpointer item;

  if (self->hover == hover || self->columns->len == 0)
    return;
  self->hover = hover;
  g_hash_table_iter_init (&iter, ((NqpTableColumnState *)g_ptr_array_index (self->columns, 0))->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_hover (self, item);
}

static void
refresh (NqpTableView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  if (!nqp_table_view_has_scores (self))
    {
      g_list_store_remove_all (self->store);
      return;
    }
  self->syncing = TRUE;
  fill_store (self);
  if (self->sorted_by != NULL)
    {
      NqpView view;
      nqp_session_get_view (self->session, &view);
      nqp_table_column_fill_keys (&self->sorted_by->info, self->store, &view);
    }
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  self->syncing = FALSE;
  refresh_cells (self);
  sync_selection (self);
}

static void
session_changed (NqpSession *session, guint flags, NqpTableView *self)
{
  if (flags & ((NQP_CHANGE_VIEW & ~NQP_CHANGE_FOCUS) | NQP_CHANGE_ROBUSTNESS))
    refresh (self);
  else if (flags & NQP_CHANGE_FOCUS)
    {
      if (self->rows == NQP_TABLE_INDICATORS || !gtk_widget_get_mapped (GTK_WIDGET (self)))
        refresh (self);
      else if (nqp_table_view_has_scores (self))
        sync_selection (self);
    }
  if ((flags & NQP_CHANGE_HOVER) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh_hover (self);
}

static void
nqp_table_view_map (GtkWidget *widget)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);

  GTK_WIDGET_CLASS (nqp_table_view_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

/* Sorting */

static int
probe_order (gconstpointer a, gconstpointer b, gpointer data)
{
  NqpTableColumnState *column = data;
  const NqpTableRow *row_a = a, *row_b = b;

  if (column->view->probed == NULL)
    column->view->probed = column;
  return row_a->row == row_b->row ? 0 : row_a->row == ROW_LOW ? -1 : 1;
}

static void
header_clicked (GtkSorter *sorter, GtkSorterChange change, NqpTableView *self)
{
  g_autoptr (NqpTableRow) low = nqp_table_row_new (ROW_LOW);
  g_autoptr (NqpTableRow) high = nqp_table_row_new (ROW_HIGH);

  if (self->syncing)
    return;
  self->probed = NULL;
  gboolean descending = gtk_sorter_compare (sorter, low, high) == GTK_ORDERING_LARGER;
  if (self->probed == NULL)
    return;
  if (self->probed != self->sorted_by && self->probed->info.descending && !descending)
    {
      self->syncing = TRUE;
      gtk_column_view_sort_by_column (self->view, self->probed->column, GTK_SORT_DESCENDING);
      self->syncing = FALSE;
      descending = TRUE;
    }
  self->sorted_by = self->probed;
  self->descending = descending;
  if (self->session != NULL)
    refresh (self);
}

static gboolean
same_columns (NqpTableView *self, const NqpTableColumn *columns, int n_columns)
{
  if ((int)self->columns->len != n_columns)
    return FALSE;
  for (int i = 0; i < n_columns; i++)
    {
      NqpTableColumnState *column = g_ptr_array_index (self->columns, i);
      if (g_strcmp0 (column->info.id, columns[i].id) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
take_info (NqpTableColumnState *column, const NqpTableColumn *info)
{
  g_free ((char *)column->info.id);
  g_free ((char *)column->info.title);
  column->info = *info;
  column->info.id = g_strdup (info->id);
  column->info.title = g_strdup (info->title);
}

static void
add_column (NqpTableView *self, const NqpTableColumn *info)
{
  NqpTableColumnState *column = g_new0 (NqpTableColumnState, 1);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe_order, column, NULL));

  column->view = self;
  column->bound = g_hash_table_new (NULL, NULL);
  take_info (column, info);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), column);
  g_autofree char *title = nqp_column_title (info);
  column->column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (column->column, sorter);
  gtk_column_view_column_set_expand (column->column, info->expand);
  g_ptr_array_add (self->columns, column);
  gtk_column_view_append_column (self->view, column->column);
}

static void
remove_columns (NqpTableView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      NqpTableColumnState *column = g_ptr_array_index (self->columns, i);
      gtk_column_view_remove_column (self->view, column->column);
    }
  self->sorted_by = NULL;
  g_ptr_array_set_size (self->columns, 0);
}

void
nqp_table_view_set_columns (NqpTableView *self, const NqpTableColumn *columns, int n_columns,
                            const char *sort)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  if (same_columns (self, columns, n_columns))
    {
      for (int i = 0; i < n_columns; i++)
        {
          NqpTableColumnState *column = g_ptr_array_index (self->columns, i);
          take_info (column, &columns[i]);
          g_autofree char *title = nqp_column_title (&columns[i]);
          gtk_column_view_column_set_title (column->column, title);
        }
    }
  else
    {
      self->syncing = TRUE;
      remove_columns (self);
      for (int i = 0; i < n_columns; i++)
        add_column (self, &columns[i]);
      for (guint i = 0; i < self->columns->len; i++)
        {
          NqpTableColumnState *column = g_ptr_array_index (self->columns, i);
          if (self->sorted_by == NULL || g_strcmp0 (column->info.id, sort) == 0)
            self->sorted_by = column;
        }
      if (self->sorted_by != NULL)
        {
          self->descending = self->sorted_by->info.descending;
          gtk_column_view_sort_by_column (self->view, self->sorted_by->column,
                                          self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
        }
      self->syncing = FALSE;
      nqp_column_view_align_titles (self->view, (NqpTableColumnState *const *)self->columns->pdata,
                                    n_columns);
    }
  if (self->session != NULL)
    refresh (self);
}

/* Object */

void
nqp_table_view_set_session (NqpTableView *self, NqpSession *session)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_clear_signal_handler (&self->changed_id, self->session);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  self->changed_id = g_signal_connect (session, "changed", G_CALLBACK (session_changed), self);
  refresh (self);
}

void
nqp_table_view_set_rows (NqpTableView *self, NqpTableRows rows)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  self->rows = rows;
  if (self->session != NULL)
    refresh (self);
}

void
nqp_table_view_show_table (NqpTableView *self, NqpTable *table, const char *const *names, const char *sort)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (NqpTableColumn));
  NqpTable *before = self->values;

  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  for (int i = 0; names[i] != NULL; i++)
    for (int c = 0; c < nqp_table_n_columns (table); c++)
      if (g_strcmp0 (nqp_table_column_name (table, c), names[i]) == 0)
        {
          const gboolean text = nqp_table_column_type (table, c) == NQP_COLUMN_TEXT;
          const NqpTableColumn column = { .id = names[i],
                                          .title = nqp_table_column_title (table, c),
                                          .kind = text ? NQP_TABLE_KIND_TEXT : NQP_TABLE_KIND_NUMBER,
                                          .arg = c,
                                          .values = table,
                                          .decimals = nqp_table_column_decimals (table, c),
                                          .chars = text ? 8 : 5,
                                          .expand = text,
                                          .descending = !text };
          g_array_append_val (columns, column);
        }
  self->rows = NQP_TABLE_VALUES;
  self->values = nqp_table_ref (table);
  nqp_table_view_set_columns (self, (const NqpTableColumn *)columns->data, (int)columns->len, sort);
  /* a list keeps the row in sight that was first before it was sorted */
  if (before == NULL || nqp_table_n_rows (before) != nqp_table_n_rows (table))
    nqp_column_view_scroll_to (self->view, 0);
  g_clear_pointer (&before, nqp_table_unref);
}

void
nqp_table_view_set_label (NqpTableView *self, const char *label)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
nqp_table_view_dispose (GObject *object)
{
  NqpTableView *self = NQP_TABLE_VIEW (object);
  GtkWidget *child;

  g_set_weak_pointer (&self->pressed_cell, NULL);
  nqp_derivation_close (GTK_WIDGET (self));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->session != NULL)
    g_clear_signal_handler (&self->changed_id, self->session);
  g_clear_object (&self->session);
  if (self->view != NULL)
    {
      self->syncing = TRUE;
      gtk_column_view_set_model (self->view, NULL);
      remove_columns (self);
      self->view = NULL;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nqp_table_view_parent_class)->dispose (object);
}

static void
nqp_table_view_finalize (GObject *object)
{
  g_ptr_array_unref (NQP_TABLE_VIEW (object)->columns);
  g_clear_pointer (&NQP_TABLE_VIEW (object)->values, nqp_table_unref);
  G_OBJECT_CLASS (nqp_table_view_parent_class)->finalize (object);
}

static void
nqp_table_view_class_init (NqpTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nqp_table_view_dispose;
  object_class->finalize = nqp_table_view_finalize;
  widget_class->map = nqp_table_view_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpTableView, view);
  gtk_widget_class_bind_template_callback (widget_class, nqp_table_view_activated);
  nqp_table_view_install_actions (widget_class);
}

static void
nqp_table_view_init (NqpTableView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_table_column_state_free);
  self->hover = -1;
  self->store = g_list_store_new (NQP_TYPE_TABLE_ROW);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, self, NULL));
  self->sorted
      = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), g_object_ref (self->sorter));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->sorted));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected), self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (header_clicked), self);

  nqp_table_view_add_controllers (self);
}
