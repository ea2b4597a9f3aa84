/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sql.h"

G_BEGIN_DECLS

#define NQP_APPLICATION_ID 0x4e515031 /* "NQP1" */

/* One step of the schema: a numbered SQL file under schema/, run in one transaction. */
typedef struct
{
  int number; /* 1, 2, ...: the file's user_version afterwards */
  char *name; /* "001-initial.sql" */
  char *sql;
  gboolean for_others; /* nothing in it is read by this program: views */
} NqpMigration;

void
nqp_migration_free (NqpMigration *migration);
GPtrArray *
nqp_schema_migrations (void); /* (element-type NqpMigration), ascending; those compiled in */
int
nqp_schema_latest (const GPtrArray *migrations);

/* Whether a file of @version can be read as it is: what came since is for other programs. */
gboolean
nqp_schema_is_read_alike (const GPtrArray *migrations, int version);

/* Runs the migrations after @version up to the latest, each in its own transaction; @path for messages. */
gboolean
nqp_schema_migrate (sqlite3 *db, const GPtrArray *migrations, const char *path, GError **error);

/* Compares the schema of @db with what the migrations up to @version make: just that, nothing more and nothing less. */
gboolean
nqp_schema_compare (sqlite3 *db, const GPtrArray *migrations, int version, const char *path, GError **error);
/* The same for a file of a newer version: what the latest migration makes must be there to be read. */
gboolean
nqp_schema_covers (sqlite3 *db, const GPtrArray *migrations, const char *path, GError **error);

G_END_DECLS
