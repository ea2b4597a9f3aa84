/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-levers-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-derivation.h"
#include "nqp-lever-row.h"
#include "nqp-number.h"

/* Further than this a press that moves is no click, px. */
#define CLICK_DISTANCE 8.0

/* Two rows whose order tells which way the column view sorts. */
#define ROW_LOW (-2)
#define ROW_HIGH (-1)

struct _NqpLeversTable
{
  GtkWidget parent_instance;

  NqpSession *session;
  GtkColumnView *view;
  GListStore *store; /* NqpLeverRow */
  GtkSingleSelection *selection;
  GHashTable *bound;                       /* set of the GtkListItem on the screen, borrowed */
  GtkColumnViewColumn *sorted_by, *probed; /* borrowed */
  gboolean descending, was_descending;
  guint scroll_id, open_id;
  gboolean by_pointer;     /* a double click is not an Enter */
  GtkWidget *pressed_cell; /* weak: where the pointer went down */
  double press_x, press_y;
};

G_DEFINE_FINAL_TYPE (NqpLeversTable, nqp_levers_table, GTK_TYPE_WIDGET)

enum
{
  TRY_INDICATOR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static NqpLeverColumn
column_number (GtkColumnViewColumn *column)
{
  return (NqpLeverColumn)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "nqp-column"));
}

/* Missing last, whichever way the column view turns the order. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *by = user_data;
  const NqpLeverRow *row_a = a, *row_b = b;
  NqpLeversTable *self = g_object_get_data (G_OBJECT (by), "nqp-table");
  NqpLeverColumn column = column_number (by);
  double x, y;

  if (row_a->at < 0 || row_b->at < 0)
    {
      if (self->probed == NULL) /* what is sorted by first is asked first */
        self->probed = by;
      return row_a->at - row_b->at;
    }
  if (nqp_lever_columns[column].kind == NQP_TABLE_KIND_TEXT)
    {
      char buffer[NQP_NUMBER_SIZE];

      return g_utf8_collate (nqp_lever_row_text (row_a, column, buffer),
                             nqp_lever_row_text (row_b, column, buffer));
    }
  x = nqp_lever_row_number (row_a, column);
  y = nqp_lever_row_number (row_b, column);
  if (isnan (x) || isnan (y))
    return isnan (x) == isnan (y) ? 0 : (isnan (x) != self->descending ? 1 : -1);
  return (x > y) - (x < y);
}

static gboolean
scroll_up (gpointer user_data)
{
  NqpLeversTable *self = user_data;

  self->scroll_id = 0;
  nqp_column_view_scroll_to (self->view, 0);
  return G_SOURCE_REMOVE;
}

/* Before the rows are sorted. GTK tells column and direction only from 4.10 on: two items of known order give them away. */
static void
on_sorting (GtkSorter *sorter, GtkSorterChange change, NqpLeversTable *self)
{
  g_autoptr (NqpLeverRow) low = nqp_lever_row_new (ROW_LOW);
  g_autoptr (NqpLeverRow) high = nqp_lever_row_new (ROW_HIGH);

  self->probed = NULL;
  self->descending = gtk_sorter_compare (sorter, low, high) == GTK_ORDERING_LARGER;
  if (self->probed == NULL || (self->probed == self->sorted_by && self->descending == self->was_descending))
    return;
  if (self->probed != self->sorted_by && !self->descending
      && nqp_lever_columns[column_number (self->probed)].kind == NQP_TABLE_KIND_NUMBER)
    {
      /* the first click shows the largest on top */
      self->sorted_by = self->probed;
      gtk_column_view_sort_by_column (self->view, self->probed, GTK_SORT_DESCENDING);
      return;
    }
  self->sorted_by = self->probed;
  self->was_descending = self->descending;
  /* once sorted: a list keeps the rows it shows in sight wherever they go */
  if (self->scroll_id == 0)
    self->scroll_id = g_idle_add (scroll_up, self);
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

static NqpLeverColumn
item_column (GtkListItem *item)
{
  return (NqpLeverColumn)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "nqp-column"));
}

static void
on_try (GtkButton *button, GtkListItem *item)
{
  NqpLeverRow *row = gtk_list_item_get_item (item);
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (button), NQP_TYPE_LEVERS_TABLE);

  if (row != NULL && table != NULL)
    g_signal_emit (table, signals[TRY_INDICATOR], 0, row->lever.leaf);
}

static gboolean
query_tooltip (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer unused)
{
  GtkWidget *table = gtk_widget_get_ancestor (label, NQP_TYPE_LEVERS_TABLE);

  if (table == NULL || nqp_derivation_is_open (table)
      || !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  return TRUE;
}

static GtkWidget *
make_label (NqpLeverColumn column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), nqp_lever_columns[column].chars);
  if (nqp_lever_columns[column].kind == NQP_TABLE_KIND_TEXT)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 2 * nqp_lever_columns[column].chars);
      gtk_widget_set_has_tooltip (label, TRUE);
      g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip), NULL);
    }
  else
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
    }
  return label;
}

static void
setup_cell (GtkListItemFactory *factory, GtkListItem *item, gpointer column_number)
{
  NqpLeverColumn column = (NqpLeverColumn)GPOINTER_TO_INT (column_number);
  GtkWidget *cell;

  g_object_set_data (G_OBJECT (item), "nqp-column", column_number);
  if (column == NQP_LEVER_TRY)
    {
      cell = gtk_button_new_from_icon_name ("go-next-symbolic");
      gtk_widget_add_css_class (cell, "flat");
      gtk_widget_add_css_class (cell, "small-button");
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
      g_signal_connect (cell, "clicked", G_CALLBACK (on_try), item);
    }
  else if (column == NQP_LEVER_INDICATOR)
    {
      GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      cell = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_widget_add_css_class (dot, "pillar-dot");
      gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (cell), dot);
      gtk_box_append (GTK_BOX (cell), make_label (column));
    }
  else
    cell = make_label (column);
  g_object_set_data (G_OBJECT (cell), "nqp-list-item", item);
  gtk_list_item_set_child (item, cell);
}

static void
fill_cell (GtkListItem *item)
{
  NqpLeverRow *row = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  NqpLeverColumn column = item_column (item);
  char buffer[NQP_NUMBER_SIZE];

  if (row == NULL)
    return;
  if (column == NQP_LEVER_TRY)
    {
      g_autofree char *text = g_strdup_printf (_ ("What if: %s"), row->indicator);

      gtk_widget_set_tooltip_text (cell, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      return;
    }
  if (column == NQP_LEVER_INDICATOR)
    {
      const char *classes[] = { row->css_class, NULL };

      gtk_widget_set_css_classes (cell, classes);
      cell = gtk_widget_get_last_child (cell);
    }
  gtk_label_set_text (GTK_LABEL (cell), nqp_lever_row_text (row, column, buffer));
}

static void
bind_cell (GtkListItemFactory *factory, GtkListItem *item, NqpLeversTable *self)
{
  g_hash_table_add (self->bound, item);
  fill_cell (item);
}

static void
unbind_cell (GtkListItemFactory *factory, GtkListItem *item, NqpLeversTable *self)
{
  g_hash_table_remove (self->bound, item);
}

static void
add_column (NqpLeversTable *self, NqpLeverColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const NqpTableColumn info
      = { .title = nqp_lever_columns[column].title != NULL ? _ (nqp_lever_columns[column].title) : "",
          .kind = nqp_lever_columns[column].kind };
  g_autofree char *title = nqp_column_title (&info);
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), GINT_TO_POINTER ((int)column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), self);
  g_object_set_data (G_OBJECT (made), "nqp-table", self);
  g_object_set_data (G_OBJECT (made), "nqp-column", GINT_TO_POINTER ((int)column));
  if (column != NQP_LEVER_TRY)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, made, NULL));

      gtk_column_view_column_set_sorter (made, sorter);
    }
  gtk_column_view_column_set_expand (made, nqp_lever_columns[column].kind == NQP_TABLE_KIND_TEXT
                                               && column != NQP_LEVER_TRY && column != NQP_LEVER_UNIT);
  gtk_column_view_append_column (self->view, made);
}

static void
align_titles (NqpLeversTable *self)
{
  NqpTableColumnState states[NQP_N_LEVER_COLUMNS] = { 0 };
  NqpTableColumnState *list[NQP_N_LEVER_COLUMNS];
  GtkWidget *header, *title;

  for (int i = 0; i < NQP_N_LEVER_COLUMNS; i++)
    {
      states[i].info.kind = nqp_lever_columns[i].kind;
      list[i] = &states[i];
    }
  nqp_column_view_align_titles (self->view, list, NQP_N_LEVER_COLUMNS);
  /* GTK has no function for it: the title buttons stand in the header, the view's first child */
  header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  for (int i = 0; i < NQP_N_LEVER_COLUMNS && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    if (nqp_lever_columns[i].tooltip != NULL)
      gtk_widget_set_tooltip_text (title, _ (nqp_lever_columns[i].tooltip));
}

/* ---- showing the session ------------------------------------------------------------------------------------ */

static gboolean
same_rows (NqpLeversTable *self, const GArray *levers)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->store)) != levers->len)
    return FALSE;
  for (guint i = 0; i < levers->len; i++)
    {
      g_autoptr (NqpLeverRow) row = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      const NqpLever *lever = &g_array_index (levers, NqpLever, i);

      if (row->lever.leaf != lever->leaf || row->lever.measure != lever->measure)
        return FALSE;
    }
  return TRUE;
}

static void
refill (NqpLeversTable *self, const GArray *levers)
{
  GHashTableIter iter;
  gpointer item;

  for (guint i = 0; i < levers->len; i++)
    {
      g_autoptr (NqpLeverRow) row = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      nqp_lever_row_fill (row, (int)i, &g_array_index (levers, NqpLever, i), self->session);
    }
  gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    fill_cell (item);
}

int
nqp_levers_table_update (NqpLeversTable *self, NqpSession *session)
{
  g_autoptr (GArray) levers = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (NQP_IS_LEVERS_TABLE (self), 0);

  g_set_object (&self->session, session);
  levers = nqp_levers_new (nqp_session_get_scores (session), nqp_session_get_framework (session),
                           nqp_session_get_year (session), nqp_session_get_focus (session));
  if (same_rows (self, levers))
    {
      refill (self, levers);
      return (int)levers->len;
    }
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < levers->len; i++)
    {
      g_ptr_array_add (rows, nqp_lever_row_new ((int)i));
      nqp_lever_row_fill (rows->pdata[i], (int)i, &g_array_index (levers, NqpLever, i), session);
    }
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), rows->pdata,
                       rows->len);
  return (int)levers->len;
}

/* ---- pointer and keyboard ------------------------------------------------------------------------------------- */

static GtkListItem *
cell_item (GtkWidget *cell)
{
  return g_object_get_data (G_OBJECT (cell), "nqp-list-item");
}

static GtkListItem *
item_at (NqpLeversTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self) && !GTK_IS_BUTTON (widget);
       widget = gtk_widget_get_parent (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);
      GtkListItem *item = cell_item (widget);

      /* the margin around a cell counts as the cell */
      if (item == NULL && child != NULL && gtk_widget_get_next_sibling (child) == NULL
          && !GTK_IS_BUTTON (child))
        item = cell_item (child);
      if (item != NULL)
        return item;
    }
  return NULL;
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpLeversTable *self)
{
  GtkListItem *item = item_at (self, x, y);

  self->by_pointer = TRUE;
  g_set_weak_pointer (&self->pressed_cell, item != NULL ? gtk_list_item_get_child (item) : NULL);
}

static gboolean
open_derivation (gpointer user_data)
{
  NqpLeversTable *self = user_data;
  GtkWidget *cell = self->pressed_cell;
  NqpLeverRow *row = cell != NULL ? gtk_list_item_get_item (cell_item (cell)) : NULL;
  graphene_rect_t bounds;
  GdkRectangle area = { 0, 0, 1, 1 };

  self->open_id = 0;
  if (row == NULL || nqp_session_get_focus (self->session) < 0)
    return G_SOURCE_REMOVE;
  if (gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &bounds))
    area = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, MAX (1, (int)bounds.size.width),
                           MAX (1, (int)bounds.size.height) };
  nqp_derivation_open (GTK_WIDGET (self), self->session, row->lever.leaf,
                       nqp_session_get_year (self->session), nqp_session_get_focus (self->session), FALSE,
                       &area);
  return G_SOURCE_REMOVE;
}

/* A row's own gesture claims the sequence, which cancels another gesture: look at the raw events. */
static gboolean
on_event (NqpLeversTable *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  double x, y;

  if ((type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE)
      || gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_PROPAGATE;
  gdk_event_get_position (event, &x, &y);
  if (type == GDK_BUTTON_PRESS)
    {
      self->press_x = x;
      self->press_y = y;
    }
  else if (self->pressed_cell != NULL && self->open_id == 0
           && hypot (x - self->press_x, y - self->press_y) < CLICK_DISTANCE)
    self->open_id = g_idle_add (open_derivation, self); /* when the row has the focus, to give it back to */
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             NqpLeversTable *self)
{
  self->by_pointer = FALSE;
  return GDK_EVENT_PROPAGATE;
}

static void
on_activate (GtkColumnView *view, guint position, NqpLeversTable *self)
{
  g_autoptr (NqpLeverRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL && !self->by_pointer)
    g_signal_emit (self, signals[TRY_INDICATOR], 0, row->lever.leaf);
}

/* ---- life ----------------------------------------------------------------------------------------------------- */

static void
nqp_levers_table_dispose (GObject *object)
{
  NqpLeversTable *self = NQP_LEVERS_TABLE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_handle_id (&self->open_id, g_source_remove);
  g_set_weak_pointer (&self->pressed_cell, NULL);
  nqp_derivation_close (GTK_WIDGET (self));
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
      gtk_column_view_set_model (self->view, NULL);
    }
  self->view = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_levers_table_parent_class)->dispose (object);
}

static void
nqp_levers_table_finalize (GObject *object)
{
  g_hash_table_unref (NQP_LEVERS_TABLE (object)->bound);
  G_OBJECT_CLASS (nqp_levers_table_parent_class)->finalize (object);
}

static void
nqp_levers_table_class_init (NqpLeversTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nqp_levers_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_levers_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[TRY_INDICATOR] = g_signal_new ("try", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
build_view (NqpLeversTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSorter *sorter;
  GtkSortListModel *sorted;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Levers of the region"), -1);
  sorter = gtk_column_view_get_sorter (self->view);
  g_signal_connect (sorter, "changed", G_CALLBACK (on_sorting), self); /* ahead of the model's own handler */
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), g_object_ref (sorter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  for (int i = 0; i < NQP_N_LEVER_COLUMNS; i++)
    add_column (self, (NqpLeverColumn)i);
  align_titles (self);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

static void
nqp_levers_table_init (NqpLeversTable *self)
{
  GtkEventController *controller;

  self->bound = g_hash_table_new (NULL, NULL);
  self->store = g_list_store_new (NQP_TYPE_LEVER_ROW);
  build_view (self);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
