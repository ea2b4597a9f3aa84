/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The project at @path is made. */
typedef void (*NqpImported) (const char *path, gpointer user_data);

/* New project from files, from @paths where some were dropped (nullable, ended by NULL): shows how they are read and what comes of it,
 * asks what it cannot tell, and makes the project in the background. */
void
nqp_import_assistant_run (GtkWindow *parent, const char *const *paths, NqpImported imported, gpointer user_data);

G_END_DECLS
