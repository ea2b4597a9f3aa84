/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Files of this computer were dropped; @paths ended by NULL, at least one. */
typedef void (*NqpFilesDropped) (const char *const *paths, gpointer user_data);

/* Files may be dropped on @widget. */
void
nqp_file_drop_add (GtkWidget *widget, NqpFilesDropped dropped, gpointer user_data);

G_END_DECLS
