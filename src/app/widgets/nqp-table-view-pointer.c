/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-view-private.h"

#include <glib/gi18n.h>

#include "nqp-derivation.h"

/* What pointer and keys do on a table: hover, how a number comes about, the menu and its actions. */

static GtkListItem *
cell_list_item (GtkWidget *cell)
{
  return g_object_get_data (G_OBJECT (cell), "nqp-list-item");
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
  if (nqp_table_view_has_scores (self) && self->rows == NQP_TABLE_REGIONS)
    nqp_session_set_hover (self->session, cell_row (cell_at (self, x, y)));
}

static void
left (GtkEventControllerMotion *controller, NqpTableView *self)
{
  if (self->session != NULL && self->rows == NQP_TABLE_REGIONS)
    nqp_session_set_hover (self->session, -1);
}

static void
open_derivation (NqpTableView *self, int row)
{
  NqpTableColumnState *column = NULL;
  GtkWidget *at = self->pressed_cell;

  if (self->rows == NQP_TABLE_VALUES) /* such a row stands for no number of a region */
    return;
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

  nqp_session_get_view (self->session, &view);
  NqpDatum datum = cell_datum (self, column != NULL ? &column->info : NULL, &view, row);
  if (datum.region >= 0)
    nqp_derivation_open (GTK_WIDGET (self), self->session, datum.node, datum.year, datum.region, FALSE,
                         &area);
}

void
nqp_table_view_activated (GtkColumnView *view, guint position, NqpTableView *self)
{
  g_autoptr (NqpTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL && nqp_table_view_has_scores (self))
    open_derivation (self, row->row);
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpTableView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *cell = cell_at (self, x, y);

  g_set_weak_pointer (&self->pressed_cell, cell);
  if (cell != NULL && (state & GDK_CONTROL_MASK) != 0 && self->rows == NQP_TABLE_REGIONS
      && nqp_table_view_has_scores (self))
    {
      nqp_session_toggle_compared (self->session, cell_row (cell));
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

  if (nqp_table_view_has_scores (self) && action_row (self) >= 0)
    open_derivation (self, action_row (self));
}

static void
action_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);

  if (nqp_table_view_has_scores (self) && action_row (self) >= 0)
    nqp_session_toggle_compared (self->session, action_row (self));
}

static void
action_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpTableView *self = NQP_TABLE_VIEW (widget);
  g_autoptr (GString) text = g_string_new (NULL);
  NqpView view;

  if (!nqp_table_view_has_scores (self))
    return;
  nqp_session_get_view (self->session, &view);
  g_autoptr (NqpTable) table
      = nqp_table_columns_to_table ((NqpTableColumnState *const *)self->columns->pdata,
                                    (int)self->columns->len, G_LIST_MODEL (self->sorted), &view);
  nqp_table_print_csv (table, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_session_message (self->session, _ ("Table copied as CSV"), NULL, NULL);
}

void
nqp_table_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.derivation", NULL, action_derivation);
  gtk_widget_class_install_action (widget_class, "table.compare", NULL, action_compare);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, action_copy);
}

void
nqp_table_view_add_controllers (NqpTableView *self)
{
  GtkEventController *controller;

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
