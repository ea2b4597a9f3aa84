/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-table-layout.h"

G_BEGIN_DECLS

/* The user chose @role for the column (from 0). */
typedef void (*NqpRoleChosen) (int column, NqpColumnRole role, gpointer user_data);

/* The user wants to say what the values of the column are called. */
typedef void (*NqpWordsAsked) (int column, gpointer user_data);

/* A button with what a column holds, which opens a menu of all that it may hold. */
GtkWidget *
nqp_role_menu_new (int column, NqpRoleChosen chosen, NqpWordsAsked asked, gpointer user_data);
void
nqp_role_menu_show (GtkWidget *menu, const NqpTableLayout *layout); /* which may be NULL, or have no such column */

void
nqp_role_menu_set_width (GtkWidget *menu, int width); /* of all of it; longer words are cut */

const char *
nqp_role_menu_name (NqpColumnRole role); /* for people, translated */

G_END_DECLS
