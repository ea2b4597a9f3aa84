/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-structure-private.h"

#include <glib/gi18n.h>

#include "nqp-structure-row.h"

/* ---- keys --------------------------------------------------------------------------------------------------------- */

void
nqp_structure_activate (NqpStructureView *self, GtkListBoxRow *row)
{
  if (nqp_structure_row_get_code (row) != NULL)
    nqp_structure_ask (self, GTK_WIDGET (row), nqp_structure_chosen (row), NULL, NULL);
  else if (nqp_structure_row_get_component (row) != NULL)
    nqp_structure_ask (self, GTK_WIDGET (row), NULL, nqp_structure_row_get_component (row), NULL);
}

/* On a row: + and - give the direction, Delete sends back, F2 renames. */
static gboolean
on_key (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
        NqpStructureView *self)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkListBoxRow *row = focus != NULL && GTK_IS_LIST_BOX_ROW (focus) ? GTK_LIST_BOX_ROW (focus) : NULL;
  const char *code = row != NULL ? nqp_structure_row_get_code (row) : NULL;
  g_auto (GStrv) codes = code != NULL ? nqp_structure_chosen (row) : NULL;

  if (row != NULL && code == NULL && keyval == GDK_KEY_F2 && nqp_structure_row_get_component (row) != NULL)
    {
      gtk_widget_activate_action (list, "structure.rename-component", "s",
                                  nqp_structure_row_get_component (row));
      return GDK_EVENT_STOP;
    }
  if (code == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      nqp_structure_set_direction (self, codes, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      nqp_structure_set_direction (self, codes, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      nqp_structure_send_back (self, codes);
      return GDK_EVENT_STOP;
    case GDK_KEY_F2:
      gtk_widget_activate_action (list, "structure.rename", "s", code);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- drag and drop ------------------------------------------------------------------------------------------------- */

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, NqpStructureView *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_auto (GStrv) codes = nqp_structure_chosen (GTK_LIST_BOX_ROW (row));

  return gdk_content_provider_new_typed (G_TYPE_STRV, codes);
}

/* Under the pointer: how many, or the one. */
static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, NqpStructureView *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_auto (GStrv) codes = nqp_structure_chosen (GTK_LIST_BOX_ROW (row));
  const guint n = g_strv_length (codes);
  const NqpPanel *panel = nqp_session_get_panel (self->session);
  const int at = n > 0 ? nqp_panel_find_indicator (panel, codes[0]) : -1;
  g_autofree char *text
      = n == 1 && at >= 0
            ? g_strdup (nqp_text_get (&panel->indicators[at].name, nqp_session_get_lang (self->session)))
            : g_strdup_printf (ngettext ("%u indicator", "%u indicators", n), n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "structure-drag");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, NqpStructureView *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_auto (GStrv) codes = g_value_dup_boxed (value);
  GtkListBoxRow *row = GTK_IS_LIST_BOX_ROW (widget) ? GTK_LIST_BOX_ROW (widget) : NULL;
  g_autofree char *pillar = row != NULL ? g_strdup (nqp_structure_row_get_pillar (row)) : NULL;
  g_autofree char *component = row != NULL ? g_strdup (nqp_structure_row_get_component (row)) : NULL;

  if (row == NULL)
    nqp_structure_send_back (self, codes);
  else if (component != NULL)
    nqp_structure_place_in (self, codes, pillar, component);
  else if (pillar != NULL)
    nqp_structure_ask (self, widget, g_steal_pointer (&codes), NULL, pillar);
  return TRUE;
}

static void
accept_drops (NqpStructureView *self, GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
allow_drags (NqpStructureView *self, GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
}

void
nqp_structure_hand_row (NqpStructureView *self, GtkWidget *row)
{
  if (nqp_structure_row_get_code (GTK_LIST_BOX_ROW (row)) != NULL)
    allow_drags (self, row);
  if (nqp_structure_row_get_pillar (GTK_LIST_BOX_ROW (row)) != NULL)
    accept_drops (self, row);
}

void
nqp_structure_take_hand (NqpStructureView *self)
{
  GtkWidget *waiting = GTK_WIDGET (self->lists[NQP_SIDE_WAITING]);

  for (int side = 0; side < NQP_N_SIDES; side++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
      gtk_widget_add_controller (GTK_WIDGET (self->lists[side]), keys);
    }
  /* what is dropped where indicators wait goes back to them */
  accept_drops (self, gtk_widget_get_ancestor (waiting, GTK_TYPE_SCROLLED_WINDOW));
}
