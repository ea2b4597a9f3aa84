/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What sliders in a pane that scrolls share. */

/* The wheel scrolls the pane; it must not change a value that happens to pass under the pointer. */
void
nqp_widget_ignore_wheel (GtkWidget *widget);

/**
 * NqpHold:
 *
 * A slider that is held by pointer, finger or key: from press to release is one action. A part of the row that owns the
 * slider. A value that changes while nothing holds it comes from assistive technology: there will be no release.
 */
typedef struct
{
  gboolean pointer, key; /* is down */
  void (*let_go) (gpointer owner);
  void (*call_off) (gpointer owner); /* Escape while the pointer holds; NULL: of no meaning here */
  gpointer owner; /* a GObject, borrowed */
} NqpHold;

/* @let_go: called at every release, when the focus leaves, and before a press, whether something was held or not. The
 * slider ignores the wheel from now on. */
void
nqp_hold_init (NqpHold *self, GtkRange *range, void (*let_go) (gpointer owner), gpointer owner);
void
nqp_hold_end (NqpHold *self); /* as if it were released */
gboolean
nqp_hold_is_down (const NqpHold *self);

G_END_DECLS
