/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sql.h"

G_BEGIN_DECLS

/**
 * NqpOwnFiles:
 *
 * A connection's view of the file system: the database and what SQLite keeps beside it under its name, and nothing else.
 * A rollback journal may name a "super-journal", which SQLite deletes after rolling back; a journal from somebody else could
 * so name any file. Here such a name is met with an error before anything is read, written or deleted.
 */
typedef struct _NqpOwnFiles NqpOwnFiles;

int
nqp_own_files_open (const char *path, int flags, const char *base, NqpOwnFiles **out_files, sqlite3 **out_db);
const char *
nqp_own_files_refused (sqlite3 *db); /* the foreign file a connection was made to touch, borrowed; NULL = none */
void
nqp_own_files_free (NqpOwnFiles *self); /* after the connection was closed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpOwnFiles, nqp_own_files_free)

G_END_DECLS
