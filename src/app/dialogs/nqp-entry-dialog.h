/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Windows that ask for the words of an entry in both languages. @parent: a widget of the window they belong to. */
void
nqp_entry_dialog_edit (GtkWidget *parent, NqpSession *session, int entry);
void
nqp_entry_dialog_add (GtkWidget *parent, NqpSession *session, int above); /* -1 = at the top */

G_END_DECLS
