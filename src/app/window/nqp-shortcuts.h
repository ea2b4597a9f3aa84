/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The list of keys, see nqp-keys.h and nqp-page.h, as a window above @parent. */
void nqp_shortcuts_present (GtkWindow *parent);

/* The keys of @application: those of the list, and a number for each page. */
void nqp_shortcuts_add_accels (GtkApplication *application);

/* Puts the key of its action behind the tooltip of every button in @widget. */
void nqp_shortcuts_add_to_tooltips (GtkWidget *widget);

G_END_DECLS
