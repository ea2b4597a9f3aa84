/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The program's GSettings, from the system's schemas or from those installed beside the program; never NULL. */
GSettings *
nqp_settings_get (void);

/* Recent projects, newest first */
GStrv
nqp_settings_get_recent (void); /* only files that are there */
void
nqp_settings_add_recent (const char *path);
void
nqp_settings_remove_recent (const char *path);

G_END_DECLS
