/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What sliders in a pane that scrolls share. */

/* The wheel scrolls the pane; it must not change a value that happens to pass under the pointer. */
void
nqp_widget_ignore_wheel (GtkWidget *widget);
void
nqp_range_ignore_wheel (GtkRange *range);

typedef enum
{
  NQP_HAND_NONE, /* nothing that matters here */
  NQP_HAND_POINTER_DOWN,
  NQP_HAND_KEY_DOWN,
  NQP_HAND_UP, /* pointer, finger or key */
} NqpHand;

/* What an event does to a slider: from down to up is one action. */
NqpHand
nqp_hand_of_event (GdkEvent *event);

G_END_DECLS
