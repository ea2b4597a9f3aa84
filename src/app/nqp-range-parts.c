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

void
nqp_range_ignore_wheel (GtkRange *range)
{
  nqp_widget_ignore_wheel (GTK_WIDGET (range));
}

NqpHand
nqp_hand_of_event (GdkEvent *event)
{
  switch (gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
      return gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY ? NQP_HAND_POINTER_DOWN
                                                                       : NQP_HAND_NONE;
    case GDK_TOUCH_BEGIN:
      return NQP_HAND_POINTER_DOWN;
    case GDK_KEY_PRESS:
      return NQP_HAND_KEY_DOWN;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
    case GDK_TOUCH_CANCEL:
    case GDK_GRAB_BROKEN:
    case GDK_KEY_RELEASE:
      return NQP_HAND_UP;
    default:
      return NQP_HAND_NONE;
    }
}
