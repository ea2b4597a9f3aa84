/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label without room for its text says all of it in a tooltip. */
void
nqp_label_tell_when_cut (GtkWidget *label);

/* What assistive tools call a widget. */
void
nqp_widget_call (gpointer widget, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* For gtk_list_box_set_header_func(): the first row of each "group" (data of the row) gets its name as a heading; @classes: of CSS,
 * more than "heading", a space between. */
void
nqp_list_head_groups (GtkListBoxRow *row, GtkListBoxRow *before, gpointer classes);

G_END_DECLS
