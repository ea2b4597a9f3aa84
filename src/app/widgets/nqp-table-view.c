/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view-private.h"

#include "nqp-control.h"
#include "nqp-derivation.h"

G_DEFINE_FINAL_TYPE (NqpTableView, nqp_table_view, GTK_TYPE_WIDGET)

enum
{
  PROP_CHART_ID = 1,
  PROP_LABEL,
  PROP_CHOOSES,
};

gboolean
nqp_table_view_has_scores (NqpTableView *self)
{
  return self->session != NULL && nqp_session_get_scores (self->session) != NULL;
}

gboolean
nqp_table_view_is_by_region (NqpTableView *self)
{
  return !self->chooses && GTK_IS_SINGLE_SELECTION (self->selection);
}

int
nqp_table_view_row_of (gpointer item)
{
  if (item == NULL)
    return -1;
  if (GTK_IS_TREE_LIST_ROW (item))
    {
      g_autoptr (NqpTableRow) row = gtk_tree_list_row_get_item (item);

      return row != NULL ? row->row : -1;
    }
  return NQP_TABLE_ROW (item)->row;
}

/* ---- model ------------------------------------------------------------------------------------------------------ */

/* The rows that are parts of @parent, -1 = of none, as they stand now. */
static GArray *
rows_below (NqpTableView *self, int parent)
{
  g_autofree int *order = nqp_table_view_get_order (self, self->table);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < nqp_table_n_rows (self->table); i++)
    if (nqp_table_row_parent (self->table, order[i]) == parent)
      g_array_append_val (rows, order[i]);
  return rows;
}

static GListModel *
create_children (gpointer item, gpointer data)
{
  NqpTableView *self = data;
  g_autoptr (GArray) rows = rows_below (self, nqp_table_view_row_of (item));
  NqpTableModel *model;

  if (rows->len == 0)
    return NULL;
  model = nqp_table_model_new ();
  nqp_table_model_set_order (model, (const int *)rows->data, rows->len);
  return G_LIST_MODEL (model);
}

/* Parts alone say little: their own parts are shown too. */
static void
open_rows (NqpTableView *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->model)); i-- > 0;)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
selected (GtkSingleSelection *selection, GParamSpec *pspec, NqpTableView *self);

/* Where rows are regions one of them is the focus. Others are not chosen, unless they are there for it: they are looked at, and
 * plain again. */
static void
choose_selection (NqpTableView *self)
{
  const gboolean single = self->chooses || nqp_table_is_by_region (self->table);
  const gboolean tree = nqp_table_is_tree (self->table);
  GListModel *rows;

  if (self->selection != NULL && tree == (self->tree != NULL)
      && (single == GTK_IS_SINGLE_SELECTION (self->selection) || nqp_table_n_rows (self->table) == 0))
    return;
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  nqp_table_model_set_order (self->model, NULL,
                             0); /* no row of the table before meets a column of this one */
  g_clear_object (&self->tree);
  g_clear_object (&self->selection);
  if (tree)
    self->tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->model)), FALSE, FALSE,
                                          create_children, self, NULL);
  rows = tree ? G_LIST_MODEL (self->tree) : G_LIST_MODEL (self->model);
  if (single)
    {
      GtkSingleSelection *selection = gtk_single_selection_new (NULL);

      gtk_single_selection_set_autoselect (selection, FALSE);
      gtk_single_selection_set_can_unselect (selection, FALSE);
      gtk_single_selection_set_model (selection, rows);
      gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
      g_signal_connect (selection, "notify::selected", G_CALLBACK (selected), self);
      self->selection = GTK_SELECTION_MODEL (selection);
    }
  else
    self->selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (rows)));
  gtk_column_view_set_model (self->view, self->selection);
}

int *
nqp_table_view_get_order (NqpTableView *self, const NqpTable *table)
{
  int *order = g_new (int, MAX (nqp_table_n_rows (table), 1));

  nqp_table_order (table, self->sorted_by != NULL ? nqp_table_find_column (table, self->sorted_by->name) : -1,
                   self->descending, order);
  return order;
}

/* ---- the focus region is the selected one, and where the keyboard is ------------------------------------------- */

static gboolean
has_keyboard (NqpTableView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))
         && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL; /* not on a title */
}

static void
sync_selection (NqpTableView *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  const int focus = self->session != NULL ? nqp_session_get_focus (self->session) : -1;
  const gboolean moved = focus != self->focus;
  GtkSingleSelection *selection;
  guint position = 0;

  if (!nqp_table_view_is_by_region (self))
    return;
  selection = GTK_SINGLE_SELECTION (self->selection);
  self->focus = focus;
  while (position < n
         && nqp_table_row_datum (self->table, nqp_table_model_get_row (self->model, position)).region
                != focus)
    position++;
  if (position == n)
    position = GTK_INVALID_LIST_POSITION;
  nqp_control_block (selection, self);
  gtk_single_selection_set_selected (selection, position);
  nqp_control_unblock (selection, self);
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (moved)
    nqp_column_view_scroll_to (self->view, position);
  if (has_keyboard (self))
    {
      GtkWidget *line = nqp_table_cells_find_line (self, nqp_table_model_get_row (self->model, position));

      if (line != NULL && gtk_root_get_focus (gtk_widget_get_root (line)) != line)
        gtk_widget_grab_focus (line);
    }
}

static void
selected (GtkSingleSelection *selection, GParamSpec *pspec, NqpTableView *self)
{
  const int row = nqp_table_view_row_of (gtk_single_selection_get_selected_item (selection));

  if (self->chooses)
    {
      g_signal_emit_by_name (self, "chosen");
      return;
    }
  if (row < 0 || !nqp_table_view_has_scores (self))
    return;
  self->focus = nqp_table_row_datum (self->table, row).region;
  nqp_session_set_focus (self->session, self->focus);
}

int
nqp_table_view_get_chosen (NqpTableView *self)
{
  return self->chooses && self->selection != NULL ? nqp_table_view_row_of (
             gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (self->selection)))
                                                  : -1;
}

void
nqp_table_view_choose (NqpTableView *self, int row)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint at = 0;

  g_return_if_fail (self->chooses);
  while (at < n && nqp_table_model_get_row (self->model, at) != row)
    at++;
  if (self->selection == NULL)
    return;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->selection),
                                     at < n ? at : GTK_INVALID_LIST_POSITION);
  if (at < n)
    nqp_column_view_scroll_to (self->view, at);
}

/* ---- showing ---------------------------------------------------------------------------------------------------- */

static void
update_rows (NqpTableView *self)
{
  g_autoptr (GArray) rows = rows_below (self, -1);

  nqp_control_block (self->selection, self);
  nqp_table_model_set_order (self->model, (const int *)rows->data, rows->len);
  nqp_control_unblock (self->selection, self);
}

void
nqp_table_view_sort (NqpTableView *self)
{
  update_rows (self);
  nqp_table_cells_refresh (self);
  sync_selection (self);
}

void
nqp_table_view_show (NqpTableView *self, NqpTable *table)
{
  const gboolean first = self->table == NULL;
  const int n_before = first ? -1 : nqp_table_n_rows (self->table);

  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  nqp_table_ref (table);
  g_clear_pointer (&self->table, nqp_table_unref);
  self->table = table;
  choose_selection (self);
  nqp_table_columns_update (self);
  update_rows (self);
  if (self->tree != NULL && first)
    open_rows (self);
  nqp_table_cells_refresh (self);
  sync_selection (self);
  /* a list keeps the row in sight that was first before */
  if (n_before != nqp_table_n_rows (table) && !nqp_table_view_is_by_region (self))
    nqp_column_view_scroll_to (self->view, 0);
}

static void
take_snapshot (NqpTableView *self)
{
  g_clear_pointer (&self->snapshot, nqp_snapshot_unref);
  self->snapshot = nqp_snapshot_ref (nqp_session_get_snapshot (self->session, FALSE));
}

static void
refresh (NqpTableView *self)
{
  g_autoptr (NqpTable) table = NULL;

  if (self->chart == NULL || self->session == NULL)
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      g_clear_pointer (&self->snapshot, nqp_snapshot_unref); /* others may have let go of all of it */
      return;
    }
  self->stale = FALSE;
  if (!nqp_table_view_has_scores (self))
    {
      g_clear_pointer (&self->snapshot, nqp_snapshot_unref);
      nqp_table_model_set_order (self->model, NULL, 0);
      return;
    }
  take_snapshot (self);
  table = self->chart->table (nqp_snapshot_get_view (self->snapshot), NQP_TABLE_PAGE);
  nqp_table_view_show (self, table);
}

static void
session_changed (NqpSession *session, guint flags, NqpTableView *self)
{
  const guint values = (NQP_CHANGE_VIEW & ~(NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED)) | NQP_CHANGE_ROBUSTNESS
                       | NQP_CHANGE_FRAMEWORK;

  const guint chosen = NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED;

  if ((flags & values) != 0 || ((flags & NQP_CHANGE_FOCUS) != 0 && !nqp_table_view_is_by_region (self))
      || ((flags & chosen) != 0 && self->chart != NULL && self->chart->lists_chosen))
    refresh (self);
  else if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = self->stale || (flags & chosen) != 0;
  else if ((flags & chosen) != 0 && self->table != NULL && nqp_table_view_has_scores (self))
    {
      take_snapshot (self);
      nqp_table_cells_refresh (self);
      sync_selection (self);
    }
  if ((flags & NQP_CHANGE_HOVER) != 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && self->hover != nqp_session_get_hover (session))
    {
      self->hover = nqp_session_get_hover (session);
      nqp_table_cells_refresh_rows (self);
    }
}

static void
nqp_table_view_map (GtkWidget *widget)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);

  GTK_WIDGET_CLASS (nqp_table_view_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

/* ---- life ------------------------------------------------------------------------------------------------------- */

void
nqp_table_view_set_session (NqpTableView *self, NqpSession *session)
{
  g_return_if_fail (NQP_IS_TABLE_VIEW (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
  refresh (self);
}

GtkWidget *
nqp_table_view_new (void)
{
  return g_object_new (NQP_TYPE_TABLE_VIEW, NULL);
}

static void
nqp_table_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NqpTableView *self = NQP_TABLE_VIEW (object);

  switch (id)
    {
    case PROP_CHART_ID:
      self->chart = nqp_chart_find (g_value_get_string (value));
      refresh (self);
      break;
    case PROP_CHOOSES:
      self->chooses = g_value_get_boolean (value);
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
nqp_table_view_dispose (GObject *object)
{
  NqpTableView *self = NQP_TABLE_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_handle_id (&self->open_id, g_source_remove);
  g_set_weak_pointer (&self->pressed_cell, NULL);
  nqp_derivation_close (GTK_WIDGET (self));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->session);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
      gtk_column_view_set_model (self->view, NULL);
      nqp_table_columns_remove (self);
      self->view = NULL;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (nqp_table_view_parent_class)->dispose (object);
}

static void
nqp_table_view_finalize (GObject *object)
{
  NqpTableView *self = NQP_TABLE_VIEW (object);

  g_ptr_array_unref (self->columns);
  g_clear_pointer (&self->table, nqp_table_unref);
  g_clear_pointer (&self->snapshot, nqp_snapshot_unref);
  G_OBJECT_CLASS (nqp_table_view_parent_class)->finalize (object);
}

static void
nqp_table_view_class_init (NqpTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = nqp_table_view_set_property;
  object_class->dispose = nqp_table_view_dispose;
  object_class->finalize = nqp_table_view_finalize;
  widget_class->map = nqp_table_view_map;

  g_object_class_install_property (
      object_class, PROP_CHART_ID,
      g_param_spec_string ("chart-id", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_LABEL,
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_CHOOSES,
      g_param_spec_boolean ("chooses", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
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
  self->columns = g_ptr_array_new_with_free_func (nqp_table_column_free);
  self->hover = self->focus = -1;
  self->model = nqp_table_model_new ();
  nqp_table_columns_follow_titles (self);
  nqp_table_view_add_controllers (self);
}
