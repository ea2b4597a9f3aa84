/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label without room for its text says all of it in a tooltip. */
void
nqp_label_tell_when_cut (GtkWidget *label);

G_END_DECLS
