/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sql.h"

G_BEGIN_DECLS

gboolean
nqp_changeset_check (sqlite3 *db, const void *data, gsize size);

G_END_DECLS
