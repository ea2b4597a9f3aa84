/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean nqp_template_save (const char *path, gboolean replace, GError **error);

G_END_DECLS
