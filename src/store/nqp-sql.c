/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sql.h"
#include "nqp-own-files.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_QUARK (nqp_store_error, nqp_store_error)

static int
bind_list (sqlite3_stmt *stmt, const char *types, va_list args)
{
  int rc = SQLITE_OK;

  for (int k = 1; *types != '\0' && rc == SQLITE_OK; types++, k++)
    switch (*types)
      {
      case 'i':
        rc = sqlite3_bind_int (stmt, k, va_arg (args, int));
        break;
      case 'l':
        rc = sqlite3_bind_int64 (stmt, k, va_arg (args, gint64));
        break;
      case 'n':
        {
          int value = va_arg (args, int);
          rc = value < 0 ? sqlite3_bind_null (stmt, k) : sqlite3_bind_int (stmt, k, value);
        }
        break;
      case 't':
        rc = sqlite3_bind_text (stmt, k, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'r': /* SQLite makes NULL of NaN by itself */
        rc = sqlite3_bind_double (stmt, k, va_arg (args, double));
        break;
      case 'b':
        {
          GBytes *bytes = va_arg (args, GBytes *);
          gsize size = 0;
          const void *data = g_bytes_get_data (bytes, &size);
          rc = data != NULL ? sqlite3_bind_blob64 (stmt, k, data, size, SQLITE_TRANSIENT)
                            : sqlite3_bind_zeroblob (stmt, k, 0);
        }
        break;
      default:
        g_assert_not_reached ();
      }
  return rc;
}

int
nqp_sql_bind (sqlite3_stmt *stmt, const char *types, ...)
{
  va_list args;
  int rc;

  va_start (args, types);
  rc = bind_list (stmt, types, args);
  va_end (args);
  return rc;
}

static int
run_list (sqlite3 *db, const char *sql, const char *types, va_list args)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = bind_list (stmt, types, args);
  if (rc == SQLITE_OK)
    {
      do
        rc = sqlite3_step (stmt);
      while (rc == SQLITE_ROW);
      rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
  sqlite3_finalize (stmt);
  return rc;
}

int
nqp_sql_run (sqlite3 *db, const char *sql, const char *types, ...)
{
  va_list args;
  int rc;

  va_start (args, types);
  rc = run_list (db, sql, types, args);
  va_end (args);
  return rc;
}

static void
code_function (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *)sqlite3_value_text (values[0]);

  if (text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_text (
        context, nqp_words_clean (text, sqlite3_value_bytes (values[0]), NQP_WORDS_CODE, NULL), -1, g_free);
}

int
nqp_sql_add_code_function (sqlite3 *db)
{
  return sqlite3_create_function_v2 (db, "nqp_code", 1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                     code_function, NULL, NULL, NULL);
}

char *
nqp_sql_by_shown_code (const char *sql)
{
  GString *out = g_string_new (sql);

  g_string_replace (out, "code = ?1", "nqp_code (code) = ?1", 1);
  g_string_replace (out, "node = ?1", "nqp_code (node) = ?1", 1);
  return g_string_free (out, FALSE);
}

int
nqp_sql_run_by_code (sqlite3 *db, gboolean odd_codes, const char *sql, const char *types, ...)
{
  va_list args;
  int rc;

  va_start (args, types);
  rc = run_list (db, sql, types, args);
  va_end (args);
  if (odd_codes && rc == SQLITE_OK && sqlite3_changes (db) == 0)
    {
      g_autofree char *shown = nqp_sql_by_shown_code (sql);

      va_start (args, types);
      rc = run_list (db, shown, types, args);
      va_end (args);
    }
  return rc;
}

int
nqp_sql_int (sqlite3 *db, const char *sql, gint64 *out_value)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  *out_value = 0;
  if (rc == SQLITE_OK)
    {
      rc = sqlite3_step (stmt);
      if (rc == SQLITE_ROW)
        *out_value = sqlite3_column_int64 (stmt, 0);
      rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
    }
  sqlite3_finalize (stmt);
  return rc;
}

char *
nqp_sql_raw (sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *)sqlite3_column_text (stmt, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

char *
nqp_sql_text (sqlite3_stmt *stmt, int column, NqpWordsKind kind)
{
  const char *text = (const char *)sqlite3_column_text (stmt, column);

  return text != NULL ? nqp_words_clean (text, sqlite3_column_bytes (stmt, column), kind, NULL) : NULL;
}

NqpText
nqp_sql_texts (sqlite3_stmt *stmt, int column, NqpWordsKind kind)
{
  return (NqpText){ nqp_sql_text (stmt, column, kind), nqp_sql_text (stmt, column + 1, kind) };
}

double
nqp_sql_real (sqlite3_stmt *stmt, int column)
{
  return sqlite3_column_type (stmt, column) == SQLITE_NULL ? NAN : sqlite3_column_double (stmt, column);
}

static gboolean
set_error (GError **error, NqpStoreError code, NqpSqlDoing doing, const char *path, const char *reason)
{
  g_autofree char *name = nqp_words_path (path);
  g_autofree char *why
      = nqp_words_clean (reason, -1, NQP_WORDS_LINE, NULL); /* SQLite quotes what is in the file */

  g_set_error (error, NQP_STORE_ERROR, code,
               doing == NQP_SQL_WRITING ? _ ("Cannot write “%s”: %s") : _ ("Cannot read “%s”: %s"), name,
               why);
  return FALSE;
}

gboolean
nqp_sql_error_errno (GError **error, int code, NqpSqlDoing doing, const char *path)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return set_error (error, NQP_STORE_ERROR_FAILED, doing, path,
                        _ ("the disk is full. Free some space and try again."));
    case EFBIG:
      return set_error (
          error, NQP_STORE_ERROR_FAILED, doing, path,
          _ ("the file would become larger than allowed here. Raise the limit or choose another "
             "folder."));
    case EROFS:
      return set_error (error, NQP_STORE_ERROR_FAILED, doing, path,
                        _ ("the file system is read-only. Choose another folder."));
    case EACCES:
    case EPERM:
      return set_error (error, NQP_STORE_ERROR_FAILED, doing, path,
                        doing == NQP_SQL_WRITING
                            ? _ ("no permission to write in this folder. Choose another folder.")
                            : _ ("no permission. Ask the owner of the file for access."));
    case ENOENT:
      return set_error (error, NQP_STORE_ERROR_NOT_FOUND, doing, path,
                        doing == NQP_SQL_WRITING
                            ? _ ("the folder does not exist. Make it first.")
                            : _ ("there is no such file. Check the name and the folder."));
    case ENAMETOOLONG:
      return set_error (error, NQP_STORE_ERROR_FAILED, doing, path,
                        _ ("the name is too long. Choose a shorter one."));
    default:
      return set_error (error, NQP_STORE_ERROR_FAILED, doing, path, g_strerror (code));
    }
}

gboolean
nqp_sql_error_damaged (GError **error, const char *path, const char *what)
{
  g_autofree char *name = nqp_words_path (path);
  g_autofree char *why = nqp_words_clean (what, -1, NQP_WORDS_LINE, NULL);

  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT,
               _ ("“%s” is damaged: %s. Use a copy or import the data again."), name, why);
  return FALSE;
}

/* SQLite asks for errno only after it has tidied up, which may have overwritten it; the file remembers its own. */
static int
system_error (sqlite3 *db, int rc)
{
  int code = 0;

  if (db == NULL)
    return 0;
  if ((rc & 0xff) == SQLITE_IOERR
      && sqlite3_file_control (db, "main", SQLITE_FCNTL_LAST_ERRNO, &code) == SQLITE_OK && code != 0)
    return code;
  return sqlite3_system_errno (db);
}

/* The file beside the project that SQLite reads on its own asks for something it has no right to. */
static gboolean
fail_beside (GError **error, const char *path, const char *refused)
{
  g_autofree char *name = nqp_words_path (path);
  g_autofree char *other = nqp_words_path (refused);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *beside = NULL;

  if (!g_file_test (journal, G_FILE_TEST_EXISTS))
    {
      g_free (journal);
      journal = g_strconcat (path, "-wal", NULL);
    }
  beside = nqp_words_path (journal);
  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT,
      _ ("“%s” is not opened: the file “%s” that lies beside it was not made by this program and would "
         "touch “%s”. Move that file away, then open the project again."),
      name, beside, other);
  return FALSE;
}

gboolean
nqp_sql_error (GError **error, sqlite3 *db, int rc, NqpSqlDoing doing, const char *path)
{
  int system = system_error (db, rc);
  const char *refused = nqp_own_files_refused (db);

  if (refused != NULL && ((rc & 0xff) == SQLITE_IOERR || (rc & 0xff) == SQLITE_CANTOPEN))
    return fail_beside (error, path, refused);
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      return nqp_sql_error_errno (error, ENOSPC, doing, path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return set_error (error, NQP_STORE_ERROR_BUSY, doing, path,
                        _ ("another program is writing to it. Try again in a moment."));
    case SQLITE_READONLY:
      if (rc == SQLITE_READONLY_DBMOVED)
        return set_error (
            error, NQP_STORE_ERROR_FAILED, doing, path,
            _ ("another program moved, replaced or removed the file. Save a copy, or open it again."));
      if (rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_CANTLOCK || rc == SQLITE_READONLY_RECOVERY)
        return set_error (
            error, NQP_STORE_ERROR_READ_ONLY, doing, path,
            _ ("an interrupted change has to be taken back first, which needs permission to write. "
               "Copy the file together with its “-journal” file to a folder of your own."));
      return set_error (error, NQP_STORE_ERROR_READ_ONLY, doing, path,
                        _ ("it is read-only. Save a copy to change it."));
    case SQLITE_CORRUPT:
      return nqp_sql_error_damaged (error, path, db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (rc));
    case SQLITE_NOTADB:
      {
        g_autofree char *name = nqp_words_path (path);

        g_set_error (
            error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN,
            _ ("“%s” is not an NQP project. Open a file that NQP Explorer made, or import a CSV file."),
            name);
        return FALSE;
      }
    case SQLITE_IOERR:
      if (rc == SQLITE_IOERR_SHORT_READ)
        return nqp_sql_error_damaged (error, path, _ ("it ends too early"));
      if (system != 0)
        return nqp_sql_error_errno (error, system, doing, path);
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      if (system != 0)
        return nqp_sql_error_errno (error, system, doing, path);
      break;
    default:
      break;
    }
  return set_error (error, NQP_STORE_ERROR_FAILED, doing, path,
                    db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (rc));
}
