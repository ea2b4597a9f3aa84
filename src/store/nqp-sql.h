/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Both are needed before the header: it declares the session extension only then. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "nqp-project.h"
#include "nqp-words.h"

G_BEGIN_DECLS

#define NQP_SQL_PATIENCE_MS 5000 /* how long a connection waits for another one */

/* Thin helpers over SQLite: folder-private. Functions that return int return a result code, SQLITE_OK when well. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)

/* Binds parameters 1, 2, ... Types: i int, l gint64, n int that is NULL when negative, t text that may be NULL,
 * r double that is NULL when NaN, b GBytes. */
int
nqp_sql_bind (sqlite3_stmt *stmt, const char *types, ...);
int
nqp_sql_run (sqlite3 *db, const char *sql, const char *types, ...); /* one statement, rows ignored */
int
nqp_sql_vacuum (sqlite3 *db); /* nqp-project-compact.c */
int
nqp_sql_int (sqlite3 *db, const char *sql,
             gint64 *out_value); /* first column of the first row; 0 if there is no row */

/* Texts of a file that may come from anywhere: a copy as nqp_words_clean() makes it; NULL for NULL. */
char *
nqp_sql_text (sqlite3_stmt *stmt, int column, NqpWordsKind kind);
NqpText
nqp_sql_texts (sqlite3_stmt *stmt, int column, NqpWordsKind kind); /* of two columns */
char *
nqp_sql_raw (sqlite3_stmt *stmt, int column); /* as it stands, valid UTF-8: to compare, not to show */

/* Codes are shown cleaned, and so do edits name them. A row is looked for by its code as it stands, then by what it is shown as.
 * For statements with "code = ?1" or "node = ?1"; registered by nqp_project_harden(). */
int
nqp_sql_add_code_function (sqlite3 *db);
char *
nqp_sql_by_shown_code (const char *sql); /* @sql with the second way */
int
nqp_sql_run_by_code (sqlite3 *db, gboolean odd_codes, const char *sql, const char *types, ...); /* one that changes rows */

double
nqp_sql_real (sqlite3_stmt *stmt, int column); /* NaN for NULL */

typedef enum
{
  NQP_SQL_READING,
  NQP_SQL_WRITING
} NqpSqlDoing;
/* Sets @error from a result code: path, what failed, what to do. Always returns FALSE. */
gboolean
nqp_sql_error (GError **error, sqlite3 *db, int rc, NqpSqlDoing doing, const char *path);
/* The same from errno. */
gboolean
nqp_sql_error_errno (GError **error, int code, NqpSqlDoing doing, const char *path);
gboolean
nqp_sql_error_damaged (GError **error, const char *path, const char *what);

G_END_DECLS
