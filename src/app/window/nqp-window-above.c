/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-window-private.h"

/* While a menu, a popover or a dialog is open, nothing below it answers the pointer: no tooltip comes up over it, and no mark
 * lights up that cannot be clicked. The click that closes it is seen by what is open. */

static void
let_answer (GtkWidget *content)
{
  gtk_widget_set_can_target (content, TRUE);
}

static void
yield_to (NqpWindow *self, GtkWidget *above)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (self));

  if (!gtk_widget_get_can_target (content))
    return;
  gtk_widget_set_can_target (content, FALSE);
  g_signal_connect_object (above, "unmap", G_CALLBACK (let_answer), content, G_CONNECT_SWAPPED);
}

/* What opens takes the keyboard. */
static void
on_focus (NqpWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover != NULL && gtk_widget_get_mapped (popover) && gtk_popover_get_autohide (GTK_POPOVER (popover)))
    yield_to (self, popover);
}

static void
on_active (NqpWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self) && gtk_window_get_modal (l->data)
        && gtk_widget_get_mapped (l->data))
      yield_to (self, l->data);
}

void
nqp_window_watch_above (NqpWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (on_focus), NULL);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
}
