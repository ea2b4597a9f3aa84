/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-derivation.h"
#include "nqp-file-dialog.h"

/* What pointer and keys do on a table: hover, how a number comes about, the menu and its actions. */

/* Further than this a press that moves is no click, px. */
#define CLICK_DISTANCE 8.0

static GtkWidget *
cell_at (NqpTableView *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  for (; widget != NULL && widget != GTK_WIDGET (self); widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_BUTTON (widget))
        return NULL;
      if (nqp_table_cell_item (widget) != NULL)
        return widget;
      /* The margin around a cell counts as the cell. */
      GtkWidget *child = gtk_widget_get_first_child (widget);
      if (child != NULL && !GTK_IS_BUTTON (child) && nqp_table_cell_item (child) != NULL
          && gtk_widget_get_next_sibling (child) == NULL)
        return child;
    }
  return NULL;
}

static int
cell_row (GtkWidget *cell)
{
  return cell != NULL ? nqp_table_view_row_of (gtk_list_item_get_item (nqp_table_cell_item (cell))) : -1;
}

static int
row_region (NqpTableView *self, int row)
{
  return row >= 0 && nqp_table_view_is_by_region (self) ? nqp_table_row_datum (self->table, row).region : -1;
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, NqpTableView *self)
{
  if (nqp_table_view_has_scores (self) && nqp_table_view_is_by_region (self))
    nqp_session_set_hover (self->session, row_region (self, cell_row (cell_at (self, x, y))));
}

static void
left (GtkEventControllerMotion *controller, NqpTableView *self)
{
  if (self->session != NULL && nqp_table_view_is_by_region (self))
    nqp_session_set_hover (self->session, -1);
}

/* The row of the list that has the keyboard, -1 = none. */
static int
keyboard_row (NqpTableView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return nqp_table_cells_line_row (self, root != NULL ? gtk_root_get_focus (root) : NULL);
}

/* ---- derivations ------------------------------------------------------------------------------------------------ */

static gboolean
is_number_of_region (NqpTableView *self, NqpDatum datum)
{
  const NqpScores *scores = nqp_table_view_has_scores (self) ? nqp_session_get_scores (self->session) : NULL;

  return scores != NULL && datum.region >= 0 && datum.region < scores->n_regions && datum.node >= 0
         && datum.node < scores->n_nodes && datum.year >= 0 && datum.year < scores->n_years;
}

/* What a row is about as a whole: of a region the measure. */
static NqpDatum
whole_row (NqpTableView *self, int row)
{
  NqpDatum datum = nqp_table_row_datum (self->table, row);

  if (datum.node < 0 && self->session != NULL)
    datum.node = nqp_session_get_measure (self->session);
  return datum;
}

static void
open_derivation (NqpTableView *self, NqpDatum datum, GtkWidget *at)
{
  GdkRectangle area = { gtk_widget_get_width (GTK_WIDGET (self)) / 2, 40, 1, 1 };
  graphene_rect_t bounds;

  if (!is_number_of_region (self, datum))
    return;
  if (at == NULL)
    at = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (at != NULL && gtk_widget_is_ancestor (at, GTK_WIDGET (self))
      && gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    area = (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, MAX (1, (int)bounds.size.width),
                           MAX (1, (int)bounds.size.height) };
  nqp_derivation_open (GTK_WIDGET (self), self->session, datum.node, datum.year, datum.region, FALSE, &area);
}

static gboolean
open_pressed (gpointer data)
{
  NqpTableView *self = data;
  GtkWidget *cell = self->pressed_cell;
  const int row = cell_row (cell);

  self->open_id = 0;
  if (row < 0)
    return G_SOURCE_REMOVE;
  open_derivation (self, nqp_table_cell_datum (self->table, nqp_table_cell_column (cell)->column, row), cell);
  return G_SOURCE_REMOVE;
}

/* A click on a number explains it. Looks at the raw events: a row's own gesture claims the sequence, which cancels another one.
 * A release alone is that of the second click of two, whose press went to what the first one opened. */
static gboolean
on_event (NqpTableView *self, GdkEvent *event)
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
      return GDK_EVENT_PROPAGATE;
    }
  if (!self->pressing || self->pressed_cell == NULL || self->open_id != 0
      || hypot (x - self->press_x, y - self->press_y) >= CLICK_DISTANCE)
    return GDK_EVENT_PROPAGATE;
  self->pressing = FALSE;
  self->open_id = g_idle_add (open_pressed, self); /* when the row has the focus, to give it back to */
  return GDK_EVENT_PROPAGATE;
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpTableView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *cell = cell_at (self, x, y);
  const gboolean compare = (state & GDK_CONTROL_MASK) != 0 && nqp_table_view_is_by_region (self);

  self->pressing = TRUE;
  self->keyed = FALSE;
  g_set_weak_pointer (&self->pressed_cell, compare ? NULL : cell);
  if (compare && cell != NULL && nqp_table_view_has_scores (self))
    {
      nqp_session_toggle_compared (self->session, row_region (self, cell_row (cell)));
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
}

void
nqp_table_view_pick (NqpTableView *self, int row)
{
  if (row >= 0)
    g_signal_emit_by_name (self, "picked", nqp_table_row_datum (self->table, row).node);
}

static gboolean
has_button (NqpTableView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (nqp_table_look (self->table, ((NqpTableColumn *)g_ptr_array_index (self->columns, i))->column)->kind
        == NQP_LOOK_BUTTON)
      return TRUE;
  return FALSE;
}

/* Enter, or two clicks on a cell that is no number. */
void
nqp_table_view_activated (GtkColumnView *view, guint position, NqpTableView *self)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const int row = nqp_table_view_row_of (item);
  const GtkWidget *cell = self->pressed_cell;

  if (row < 0)
    return;
  if (self->chooses)
    g_signal_emit_by_name (self, "opened", row);
  else if (self->keyed && has_button (self))
    nqp_table_view_pick (self, row);
  else if (cell == NULL
           || !is_number_of_region (
               self,
               nqp_table_cell_datum (self->table, nqp_table_cell_column (self->pressed_cell)->column, row)))
    open_derivation (self, whole_row (self, row), self->pressed_cell);
}

/* ---- menu ------------------------------------------------------------------------------------------------------- */

static void
popup_menu (NqpTableView *self, double x, double y)
{
  GdkRectangle at = { (int)x, (int)y, 1, 1 };

  if (self->table == NULL)
    return;
  if (self->menu == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();
      g_autoptr (GMenu) here = g_menu_new ();
      g_autoptr (GMenu) copy = g_menu_new ();

      if (nqp_table_row_datum (self->table, 0).region >= 0)
        g_menu_append (here, _ ("Show _derivation"), "table.derivation");
      if (nqp_table_view_is_by_region (self))
        g_menu_append (here, _ ("_Compare this region"), "table.compare");
      g_menu_append (copy, _ ("_Copy table"), "table.copy");
      g_menu_append (copy, _ ("Copy table as C_SV"), "table.copy-csv");
      g_menu_append (copy, _ ("_Export table…"), "table.export");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (here));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
      self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
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

static int
action_row (NqpTableView *self)
{
  int row = cell_row (self->pressed_cell);

  if (row < 0)
    row = keyboard_row (self);
  if (row < 0 && self->selection != NULL && nqp_table_view_is_by_region (self))
    row = nqp_table_view_row_of (
        gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (self->selection)));
  return row;
}

static void
action_derivation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  const int row = action_row (self);
  GtkWidget *cell = self->pressed_cell;
  NqpDatum datum;

  if (row < 0)
    return;
  datum = whole_row (self, row);
  if (cell != NULL && cell_row (cell) == row)
    {
      const NqpDatum there = nqp_table_cell_datum (self->table, nqp_table_cell_column (cell)->column, row);

      if (there.node >= 0)
        datum = there;
    }
  open_derivation (self, datum, cell);
}

static void
action_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  const int region = row_region (self, action_row (self));

  if (nqp_table_view_has_scores (self) && region >= 0)
    nqp_session_toggle_compared (self->session, region);
}

/* ---- out of the program ----------------------------------------------------------------------------------------- */

/* All that the chart knows, with what the page shows beside it. */
static NqpTable *
whole_table (NqpTableView *self)
{
  if (self->snapshot == NULL)
    return nqp_table_ref (self->table);
  return self->chart->table (nqp_snapshot_get_view (self->snapshot), NQP_TABLE_FILE | NQP_TABLE_PAGE);
}

static void
action_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree int *order = NULL;

  if (self->table == NULL)
    return;
  order = nqp_table_view_get_order (self, self->table);
  nqp_table_print_tsv (self->table, order, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_session_message (self->session, _ ("Table copied"), NULL, NULL);
}

static void
print_csv (NqpTableView *self, GString *text)
{
  g_autoptr (NqpTable) table = whole_table (self);
  g_autofree int *order = nqp_table_view_get_order (self, table);

  nqp_table_print_csv_in (table, order, text);
}

static void
action_copy_csv (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->table == NULL)
    return;
  print_csv (self, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_session_message (self->session, _ ("Table copied as CSV"), NULL, NULL);
}

static void
on_export_path (const char *path, gpointer owner)
{
  NqpTableView *self = owner;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->table == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  print_csv (self, text);
  nqp_file_dialog_save (GTK_WIDGET (self), self->session, path, text->str);
}

static void
action_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  g_autofree char *file = g_strconcat (self->chart != NULL ? self->chart->id : "table", ".csv", NULL);

  if (self->table != NULL)
    nqp_file_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_FILE_SAVE, _ ("Export the Table"),
                         _ ("CSV files"), "*.csv", file, on_export_path, G_OBJECT (self));
}

/* ---- keys ------------------------------------------------------------------------------------------------------- */

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             NqpTableView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  g_set_weak_pointer (&self->pressed_cell, NULL);
  self->keyed = TRUE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      popup_menu (self, 24, 48);
      return GDK_EVENT_STOP;
    }
  /* A list would take these to choose a row and to go nowhere; the window's years and play have more use for them. */
  if (state != 0 || keyboard_row (self) < 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return gtk_widget_activate_action (widget, "win.play", NULL);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return gtk_widget_activate_action (widget, "win.step-year", "i", -1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return gtk_widget_activate_action (widget, "win.step-year", "i", 1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
nqp_table_view_install_actions (GtkWidgetClass *widget_class)
{
  g_signal_new ("picked", NQP_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  g_signal_new ("chosen", NQP_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("opened", NQP_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  gtk_widget_class_install_action (widget_class, "table.derivation", NULL, action_derivation);
  gtk_widget_class_install_action (widget_class, "table.compare", NULL, action_compare);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, action_copy);
  gtk_widget_class_install_action (widget_class, "table.copy-csv", NULL, action_copy_csv);
  gtk_widget_class_install_action (widget_class, "table.export", NULL, action_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
}

static GtkEventController *
add_controller (NqpTableView *self, GtkEventController *controller, GtkPropagationPhase phase)
{
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  return controller;
}

void
nqp_table_view_add_controllers (NqpTableView *self)
{
  GtkEventController *controller;

  controller = add_controller (self, gtk_event_controller_motion_new (), GTK_PHASE_BUBBLE);
  g_signal_connect (controller, "motion", G_CALLBACK (moved), self);
  g_signal_connect (controller, "leave", G_CALLBACK (left), self);

  controller = add_controller (self, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed), self);

  controller = add_controller (self, gtk_event_controller_legacy_new (), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (on_event), self);

  controller = add_controller (self, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()), GTK_PHASE_BUBBLE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  g_signal_connect (controller, "pressed", G_CALLBACK (menu_pressed), self);

  controller = add_controller (self, gtk_event_controller_key_new (), GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed), self);
}
