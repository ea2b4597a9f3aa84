/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-table-layout.h"

G_BEGIN_DECLS

/* What the user calls the indicator whose values a column has; each NULL: as the file says. */
typedef void (*NqpColumnNamed) (int column, const char *code, const char *name, const char *unit, gpointer owner);

/* Asks for code, name and unit of the values of @column (from 0), as far as no other column says them; what is refused is said while it
 * is typed. @named is called with @owner, if that is still there, when the user is done. */
void
nqp_column_dialog_run (GtkWidget *parent, const NqpTableLayout *layout, int column, NqpColumnNamed named, GObject *owner);

G_END_DECLS
