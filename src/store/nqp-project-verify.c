/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-project-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Above this size opening looks at the header and the schema only; nqp_project_check() looks at everything. */
#define QUICK_CHECK_LIMIT (64 << 20)
#define HEADER_SIZE 100
#define MAX_PROBLEMS 100 /* of a kind; SQLite's own limit for its integrity check */

static const char magic[16] = "SQLite format 3";

static gboolean
fail_foreign (GError **error, const char *path, const char *what)
{
  g_autofree char *name = nqp_words_path (path);

  /* Translators: a file, and what it is: "a folder" */
  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN,
      _ ("“%s” is %s, not an NQP project. Open a file that NQP Explorer made, or import a CSV file."), name,
      what);
  return FALSE;
}

gboolean
nqp_project_verify_kind (const char *path, GError **error)
{
  GStatBuf st;

  if (g_stat (path, &st) != 0)
    return nqp_sql_error_errno (error, errno, NQP_SQL_READING, path);
  if (S_ISDIR (st.st_mode))
    return fail_foreign (error, path, _ ("a folder"));
  if (!S_ISREG (st.st_mode)) /* opening a pipe would wait for its other end */
    return fail_foreign (error, path, _ ("no regular file"));
  if (st.st_size == 0)
    return nqp_sql_error_damaged (error, path, _ ("it is empty (0 bytes)"));
  if (g_access (path, R_OK) != 0)
    return nqp_sql_error_errno (error, errno, NQP_SQL_READING, path);
  return TRUE;
}

gboolean
nqp_project_harden (sqlite3 *db, const char *path, GError **error)
{
  int rc = SQLITE_OK;

  (void)sqlite3_extended_result_codes (db, 1);
  (void)sqlite3_busy_timeout (db, NQP_SQL_PATIENCE_MS);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  (void)sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  (void)sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 256 << 20);
  (void)sqlite3_limit (db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  (void)sqlite3_limit (db, SQLITE_LIMIT_ATTACHED, 0);
  (void)sqlite3_limit (db, SQLITE_LIMIT_EXPR_DEPTH, 100);
  (void)sqlite3_limit (db, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
  rc = sqlite3_exec (db, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0",
                     NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = nqp_sql_add_code_function (db);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_READING, path);
  return TRUE;
}

static guint32
read_u32 (const guint8 *p)
{
  return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

/* The header is read through SQLite's own file: a descriptor of ours would, when closed, drop the locks that another
 * connection of this process may hold. In a read transaction, so that an interrupted change has been taken back. */
gboolean
nqp_project_verify_header (sqlite3 *db, const char *path, GError **error)
{
  sqlite3_file *file = NULL;
  guint8 header[HEADER_SIZE] = { 0 };
  sqlite3_int64 size = 0;
  guint32 page_size, n_pages;
  int rc = sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (rc != SQLITE_OK || file == NULL || file->pMethods == NULL)
    return nqp_sql_error (error, db, rc != SQLITE_OK ? rc : SQLITE_CANTOPEN, NQP_SQL_READING, path);
  rc = file->pMethods->xFileSize (file, &size);
  if (rc == SQLITE_OK && size >= (sqlite3_int64)sizeof magic)
    rc = file->pMethods->xRead (file, header, (int)MIN (size, HEADER_SIZE), 0);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_READING, path);
  if (memcmp (header, magic, MIN ((gsize)size, sizeof magic)) != 0)
    return fail_foreign (error, path, _ ("no database"));
  if (size < 512)
    return nqp_sql_error_damaged (error, path, _ ("it ends too early"));
  if (read_u32 (header + 68) != NQP_APPLICATION_ID)
    return fail_foreign (error, path, _ ("a database of another program"));
  page_size = (guint32)header[16] << 8 | header[17];
  page_size = page_size == 1 ? 65536 : page_size;
  n_pages = read_u32 (header + 28);
  /* offset 92: the page count is up to date if this equals the change counter */
  if (memcmp (header + 24, header + 92, 4) == 0 && (sqlite3_int64)n_pages * page_size > size)
    return nqp_sql_error_damaged (error, path, _ ("it ends too early"));
  return TRUE;
}

gboolean
nqp_project_verify_content (sqlite3 *db, const char *path, GError **error)
{
  gint64 n_pages = 0, page_size = 0;
  g_autoptr (sqlite3_stmt) stmt = NULL;
  const char *found;
  int rc = nqp_sql_int (db, "PRAGMA page_count", &n_pages);

  if (rc == SQLITE_OK)
    rc = nqp_sql_int (db, "PRAGMA page_size", &page_size);
  if (rc == SQLITE_OK && n_pages * page_size > QUICK_CHECK_LIMIT)
    return TRUE;
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc != SQLITE_ROW)
    return nqp_sql_error (error, db, rc, NQP_SQL_READING, path);
  found = (const char *)sqlite3_column_text (stmt, 0);
  if (g_strcmp0 (found, "ok") != 0)
    {
      g_autofree char *line = nqp_words_clean (found != NULL ? found : "?", -1, NQP_WORDS_LINE, NULL);

      return nqp_sql_error_damaged (error, path, line);
    }
  return TRUE;
}

/**
 * nqp_project_check:
 * @problems: (element-type utf8): gets a text for each problem
 *
 * Looks at every page, index and reference of the file. Reports at most 100 problems of a kind.
 *
 * Returns: %TRUE if the check ran to its end, whatever it found
 */
gboolean
nqp_project_check (NqpProject *self, GPtrArray *problems, GError **error)
{
  g_autoptr (sqlite3_stmt) integrity = NULL;
  g_autoptr (sqlite3_stmt) references = NULL;
  int rc = sqlite3_prepare_v2 (self->db, "PRAGMA integrity_check", -1, &integrity, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (integrity)) == SQLITE_ROW)
    {
      char *text = nqp_sql_text (integrity, 0, NQP_WORDS_LINE);

      if (g_strcmp0 (text, "ok") == 0)
        g_free (text);
      else
        g_ptr_array_add (problems, text != NULL ? text : g_strdup ("?"));
      rc = SQLITE_OK;
    }
  if (rc == SQLITE_DONE)
    rc = sqlite3_prepare_v2 (self->db, "PRAGMA foreign_key_check", -1, &references, NULL);
  for (int n = 0; rc == SQLITE_OK && n < MAX_PROBLEMS && (rc = sqlite3_step (references)) == SQLITE_ROW; n++)
    {
      g_autofree char *table = nqp_sql_text (references, 0, NQP_WORDS_NAME);
      g_autofree char *parent = nqp_sql_text (references, 2, NQP_WORDS_NAME);

      /* Translators: two tables of the project file, e.g. "value" and "place" */
      g_ptr_array_add (
          problems,
          g_strdup_printf (_ ("A row of table “%s” names a row of “%s” that is not there."), table, parent));
      rc = SQLITE_OK;
    }
  if (rc == SQLITE_DONE || rc == SQLITE_OK)
    rc = nqp_project_check_history (self, problems);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, self->db, rc, NQP_SQL_READING, self->path);
  return TRUE;
}
