/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* The project at @path is made; not called where data came to the open one. */
typedef void (*NqpImported) (const char *path, gpointer user_data);

/* New project from files, from @paths where some were dropped (nullable, ended by NULL): shows how they are read and what comes of it,
 * asks what it cannot tell, and makes the project in the background. Where the session has a project that can be edited, the data may
 * come to that instead; @add: that is chosen first. */
void
nqp_import_assistant_run (GtkWindow *parent, NqpSession *session, gboolean add, const char *const *paths, NqpImported imported,
                          gpointer user_data);

G_END_DECLS
