/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a value in a control, which is no choice of the user's: what @owner connected to the control, in its .ui file or by
 * g_signal_connect_swapped(), hears nothing of it. */

void
nqp_control_show_number (gpointer control, double value, gpointer owner); /* GtkRange, GtkSpinButton */
void
nqp_control_show_number_of (GtkSpinButton *control, double value, double most, gpointer owner); /* from 1 to @most */
void
nqp_control_show_active (gpointer control, gboolean active, gpointer owner); /* GtkSwitch, GtkCheckButton, GtkToggleButton */
void
nqp_control_show_one_of (GtkToggleButton *const *group, int n, int active, gpointer owner);
void
nqp_control_show_selected (GtkDropDown *control, guint selected, gpointer owner);
/* @names: (array zero-terminated=1): the list, made anew where it differs */
void
nqp_control_show_names (GtkDropDown *control, const char *const *names, guint selected, gpointer owner);

/* Around whatever else changes what the control shows, such as its range. */
void
nqp_control_block (gpointer control, gpointer owner);
void
nqp_control_unblock (gpointer control, gpointer owner);

G_END_DECLS
