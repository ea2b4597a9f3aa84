/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The project at @path is made. */
typedef void (*NqpImported) (const char *path, gpointer user_data);

/* New project from CSV files: chooses them, imports in the background with progress and cancel, lists every problem. */
void
nqp_import_dialog_run (GtkWindow *parent, NqpImported imported, gpointer user_data);

G_END_DECLS
