/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-range-parts.h"

void
nqp_widget_ignore_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

gboolean
nqp_hold_is_down (const NqpHold *self)
{
  return self->pointer || self->key;
}

void
nqp_hold_end (NqpHold *self)
{
  self->pointer = self->key = FALSE;
  self->let_go (self->owner);
}

static gboolean
on_event (NqpHold *self, GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
      if (gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
        break;
      G_GNUC_FALLTHROUGH;
    case GDK_TOUCH_BEGIN:
      nqp_hold_end (self);
      self->pointer = TRUE;
      break;
    case GDK_KEY_PRESS:
      if (self->pointer && self->call_off != NULL && gdk_key_event_get_keyval (event) == GDK_KEY_Escape)
        {
          self->pointer = self->key = FALSE; /* GtkRange lets go of the pointer by itself */
          self->call_off (self->owner);
        }
      else
        self->key = TRUE;
      break;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_GRAB_BROKEN:
    case GDK_KEY_RELEASE:
      nqp_hold_end (self);
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

/* No longer than the owner, of which @self is a part. */
static void
connect (NqpHold *self, GtkEventController *controller, const char *signal, GCallback callback)
{
  GClosure *closure = g_cclosure_new_swap (callback, self, NULL);

  g_object_watch_closure (self->owner, closure);
  g_signal_connect_closure (controller, signal, closure, FALSE);
}

void
nqp_hold_init (NqpHold *self, GtkRange *range, void (*let_go) (gpointer owner), gpointer owner)
{
  /* GtkRange's own gestures claim the sequence, which would cancel another gesture: look at the raw events */
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  *self = (NqpHold){ .let_go = let_go, .owner = owner };
  nqp_widget_ignore_wheel (GTK_WIDGET (range));
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  connect (self, events, "event", G_CALLBACK (on_event));
  connect (self, focus, "leave", G_CALLBACK (nqp_hold_end));
  gtk_widget_add_controller (GTK_WIDGET (range), events);
  gtk_widget_add_controller (GTK_WIDGET (range), focus);
}
