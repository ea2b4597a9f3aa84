/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called once with a name that is not empty, never when the user cancelled. */
typedef void (*NqpNameGiven) (const char *name, gpointer owner);

/* Asks for one name. @button: translated, with a mnemonic; @owner: the answer is dropped when this object is gone. */
void
nqp_name_dialog_run (GtkWindow *parent, const char *heading, const char *button, const char *name,
                     NqpNameGiven given, GObject *owner);

G_END_DECLS
