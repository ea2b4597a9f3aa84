/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-derivation.h"
#include "nqp-table-column.h"

/* Rows of two items whose order tells which way the column view sorts: GTK tells it only from 4.10 on. */
#define ROW_LOW (-1)
#define ROW_HIGH (-2)

struct _NqpTableView
{
  GtkWidget parent_instance;

  NqpWorkspace *workspace;
  gulong changed_id;
  NqpTableRows rows;
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

G_DEFINE_FINAL_TYPE (NqpTableView, nqp_table_view, GTK_TYPE_WIDGET)

static gboolean
has_scores (NqpTableView *self)
{
  return self->workspace != NULL && nqp_workspace_get_scores (self->workspace) != NULL;
}

static NqpDatum
cell_datum (const NqpTableView *self, const NqpTableColumn *info, const NqpView *view, int row)
{
  if (info != NULL && info->datum != NULL)
    return info->datum (view, row, info->arg);
  if (self->rows == NQP_TABLE_INDICATORS)
    return (NqpDatum){ view->focus, view->year, row };
  return (NqpDatum){ row, view->year, view->measure };
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
  NqpScores *scores = nqp_workspace_get_scores (self->workspace);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (int));

  if (self->rows == NQP_TABLE_REGIONS)
    for (int i = 0; i < scores->n_regions; i++)
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
  guint position
      = nqp_table_rows_find (G_LIST_MODEL (self->sorted), nqp_workspace_get_focus (self->workspace));
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

  if (!self->syncing && row != NULL && self->rows == NQP_TABLE_REGIONS && has_scores (self))
    nqp_workspace_set_focus (self->workspace, row->row);
}

/* Cells */

static GtkListItem *
cell_list_item (GtkWidget *cell)
{
  return g_object_get_data (G_OBJECT (cell), "nqp-list-item");
}

static void
show_hover (NqpTableView *self, GtkListItem *item)
{
  NqpTableRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  GtkWidget *holder = cell != NULL ? gtk_widget_get_parent (cell) : NULL;
  GtkWidget *line = holder != NULL ? gtk_widget_get_parent (holder) : NULL;

  if (line == NULL || self->rows != NQP_TABLE_REGIONS)
    return;
  if (row != NULL && row->row == self->hover && self->hover >= 0)
    gtk_widget_add_css_class (line, "hovered");
  else
    gtk_widget_remove_css_class (line, "hovered");
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
  if (!has_scores (self))
    return;
  nqp_workspace_get_view (self->workspace, &view);
  nqp_workspace_get_style (self->workspace, &style);
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

  nqp_workspace_get_view (self->workspace, &view);
  nqp_workspace_get_style (self->workspace, &style);
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
  int hover = nqp_workspace_get_hover (self->workspace);
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
  if (!has_scores (self))
    {
      g_list_store_remove_all (self->store);
      return;
    }
  self->syncing = TRUE;
  fill_store (self);
  if (self->sorted_by != NULL)
    {
      NqpView view;
      nqp_workspace_get_view (self->workspace, &view);
      nqp_table_column_fill_keys (&self->sorted_by->info, self->store, &view);
    }
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  self->syncing = FALSE;
  refresh_cells (self);
  sync_selection (self);
}

static void
workspace_changed (NqpWorkspace *workspace, guint flags, NqpTableView *self)
{
  if (flags & ((NQP_CHANGE_VIEW & ~NQP_CHANGE_FOCUS) | NQP_CHANGE_ROBUSTNESS))
    refresh (self);
  else if (flags & NQP_CHANGE_FOCUS)
    {
      if (self->rows == NQP_TABLE_INDICATORS || !gtk_widget_get_mapped (GTK_WIDGET (self)))
        refresh (self);
      else if (has_scores (self))
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
  if (self->workspace != NULL)
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
  if (self->workspace != NULL)
    refresh (self);
}

/* Pointer and keyboard */

static GtkWidget *
cell_at (NqpTableView *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self); widget = gtk_widget_get_parent (widget))
    {
      if (cell_list_item (widget) != NULL)
        return widget;
      /* The margin around a cell counts as the cell. */
      GtkWidget *child = gtk_widget_get_first_child (widget);
      if (child != NULL && cell_list_item (child) != NULL && gtk_widget_get_next_sibling (child) == NULL)
        return child;
    }
  return NULL;
}

static int
cell_row (GtkWidget *cell)
{
  NqpTableRow *row = cell != NULL ? gtk_list_item_get_item (cell_list_item (cell)) : NULL;

  return row != NULL ? row->row : -1;
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, NqpTableView *self)
{
  if (has_scores (self) && self->rows == NQP_TABLE_REGIONS)
    nqp_workspace_set_hover (self->workspace, cell_row (cell_at (self, x, y)));
}

static void
left (GtkEventControllerMotion *controller, NqpTableView *self)
{
  if (self->workspace != NULL && self->rows == NQP_TABLE_REGIONS)
    nqp_workspace_set_hover (self->workspace, -1);
}

static void
open_derivation (NqpTableView *self, int row)
{
  NqpTableColumnState *column = NULL;
  GtkWidget *at = self->pressed_cell;
  GdkRectangle area = { gtk_widget_get_width (GTK_WIDGET (self)) / 2, 40, 1, 1 };
  graphene_rect_t bounds;
  NqpView view;

  if (at != NULL && cell_row (at) == row)
    column = g_object_get_data (G_OBJECT (at), "nqp-column");
  else
    at = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (at != NULL && gtk_widget_is_ancestor (at, GTK_WIDGET (self))
      && gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    area = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, MAX (1, (int)bounds.size.width),
                           MAX (1, (int)bounds.size.height) };

  nqp_workspace_get_view (self->workspace, &view);
  NqpDatum datum = cell_datum (self, column != NULL ? &column->info : NULL, &view, row);
  if (datum.region >= 0)
    nqp_derivation_open (GTK_WIDGET (self), self->workspace, datum.node, datum.year, datum.region, FALSE,
                         &area);
}

static void
activated (GtkColumnView *view, guint position, NqpTableView *self)
{
  g_autoptr (NqpTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL && has_scores (self))
    open_derivation (self, row->row);
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpTableView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *cell = cell_at (self, x, y);

  g_set_weak_pointer (&self->pressed_cell, cell);
  if (cell != NULL && (state & GDK_CONTROL_MASK) != 0 && self->rows == NQP_TABLE_REGIONS && has_scores (self))
    {
      nqp_workspace_toggle_compared (self->workspace, cell_row (cell));
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
}

static void
popup_menu (NqpTableView *self, double x, double y)
{
  GdkRectangle at = { (int)x, (int)y, 1, 1 };

  if (self->menu == NULL)
    {
      self->menu = nqp_table_menu_new (self->rows);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpTableView *self)
{
  g_set_weak_pointer (&self->pressed_cell, cell_at (self, x, y));
  popup_menu (self, x, y);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             NqpTableView *self)
{
  g_set_weak_pointer (&self->pressed_cell, NULL);
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      popup_menu (self, 24, 48);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static int
action_row (NqpTableView *self)
{
  NqpTableRow *selected_row = gtk_single_selection_get_selected_item (self->selection);
  int row = cell_row (self->pressed_cell);

  return row >= 0 ? row : selected_row != NULL ? selected_row->row : -1;
}

static void
action_derivation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);

  if (has_scores (self) && action_row (self) >= 0)
    open_derivation (self, action_row (self));
}

static void
action_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);

  if (has_scores (self) && action_row (self) >= 0)
    nqp_workspace_toggle_compared (self->workspace, action_row (self));
}

static void
action_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  g_autoptr (GString) text = g_string_new (NULL);
  NqpView view;

  if (!has_scores (self))
    return;
  nqp_workspace_get_view (self->workspace, &view);
  g_autoptr (NqpTable) table
      = nqp_table_columns_to_table ((NqpTableColumnState *const *)self->columns->pdata,
                                    (int)self->columns->len, G_LIST_MODEL (self->sorted), &view);
  nqp_table_print_csv (table, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_workspace_message (self->workspace, _ ("Table copied as CSV"), NULL, NULL);
}

/* Object */

void
nqp_table_view_set_workspace (NqpTableView *self, NqpWorkspace *workspace)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;
  self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed), self);
  refresh (self);
}

void
nqp_table_view_set_rows (NqpTableView *self, NqpTableRows rows)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  self->rows = rows;
  if (self->workspace != NULL)
    refresh (self);
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
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
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
  gtk_widget_class_bind_template_callback (widget_class, activated);
  gtk_widget_class_install_action (widget_class, "table.derivation", NULL, action_derivation);
  gtk_widget_class_install_action (widget_class, "table.compare", NULL, action_compare);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, action_copy);
}

static void
nqp_table_view_init (NqpTableView *self)
{
  GtkEventController *controller;

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

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (moved), self);
  g_signal_connect (controller, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  g_signal_connect (controller, "pressed", G_CALLBACK (menu_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
