/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-globe.h"
#include "nqp-sql.h"

G_BEGIN_DECLS

/* Figures of a row of a file that may come from anywhere. Each of these fails with @reason set: the column and what is in it. */

gboolean
nqp_row_finite (sqlite3_stmt *stmt, int column, double *out, char **reason); /* NaN for NULL */
gboolean
nqp_row_globe (sqlite3_stmt *stmt, int column, NqpGlobeKind kind, double *out, char **reason); /* NaN for NULL */
gboolean
nqp_row_tile (sqlite3_stmt *stmt, int column, int *out, char **reason); /* -1 for NULL */
gboolean
nqp_row_int (sqlite3_stmt *stmt, int column, int low, int high, int *out, char **reason);
gboolean
nqp_row_boolean (sqlite3_stmt *stmt, int column, gboolean *out, char **reason);
/* What they do when they fail. Always returns FALSE. */
gboolean
nqp_row_refuse (char **reason, sqlite3_stmt *stmt, int column);

/* Sets @error: the file is damaged, @table and the row are named. @stmt: (nullable): its first @n_keys columns are the key of
 * the row; @reason: (nullable). Always return FALSE. */
gboolean
nqp_row_fail (GError **error, const char *path, const char *table, sqlite3_stmt *stmt, int n_keys, const char *reason);
gboolean
nqp_row_fail_named (GError **error, const char *path, const char *table, const char *row, const char *reason);

G_END_DECLS
