/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

gboolean
nqp_row_refuse (char **reason, sqlite3_stmt *stmt, int column)
{
  const char *name = sqlite3_column_name (stmt, column);
  char number[NQP_NUMBER_SIZE];

  g_free (*reason);
  switch (sqlite3_column_type (stmt, column))
    {
    case SQLITE_INTEGER:
      *reason = g_strdup_printf ("%s = %" G_GINT64_FORMAT, name, (gint64)sqlite3_column_int64 (stmt, column));
      break;
    case SQLITE_FLOAT:
      *reason = g_strdup_printf ("%s = %s", name,
                                 nqp_number_to_file (sqlite3_column_double (stmt, column), number));
      break;
    default: /* a text may be anything, and of any length */
      *reason = g_strdup (name);
      break;
    }
  return FALSE;
}

gboolean
nqp_row_finite (sqlite3_stmt *stmt, int column, double *out, char **reason)
{
  *out = nqp_sql_real (stmt, column);
  return !isinf (*out) || nqp_row_refuse (reason, stmt, column);
}

gboolean
nqp_row_globe (sqlite3_stmt *stmt, int column, NqpGlobeKind kind, double *out, char **reason)
{
  *out = nqp_sql_real (stmt, column);
  return sqlite3_column_type (stmt, column) == SQLITE_NULL || nqp_globe_holds (kind, *out)
         || nqp_row_refuse (reason, stmt, column);
}

gboolean
nqp_row_int (sqlite3_stmt *stmt, int column, int low, int high, int *out, char **reason)
{
  gint64 value = sqlite3_column_int64 (stmt, column);

  *out = (int)CLAMP (value, low, high);
  return *out == value || nqp_row_refuse (reason, stmt, column);
}

gboolean
nqp_row_boolean (sqlite3_stmt *stmt, int column, gboolean *out, char **reason)
{
  return nqp_row_int (stmt, column, 0, 1, out, reason);
}

gboolean
nqp_row_tile (sqlite3_stmt *stmt, int column, int *out, char **reason)
{
  *out = -1;
  return sqlite3_column_type (stmt, column) == SQLITE_NULL
         || nqp_row_int (stmt, column, (int)nqp_globe_low (NQP_GLOBE_TILE),
                         (int)nqp_globe_high (NQP_GLOBE_TILE), out, reason);
}

gboolean
nqp_row_fail_named (GError **error, const char *path, const char *table, const char *row, const char *reason)
{
  g_autofree char *what = NULL;

  if (row == NULL)
    what = g_strdup_printf (_ ("its table “%s” contradicts itself"), table);
  else if (reason == NULL)
    what = g_strdup_printf (_ ("its table “%s” contradicts itself (row %s)"), table, row);
  else
    /* Translators: a table of the project file, a row of it, a column and what is in it: "latitude = 91" */
    what = g_strdup_printf (_ ("its table “%s” contradicts itself (row %s: %s)"), table, row, reason);
  return nqp_sql_error_damaged (error, path, what);
}

gboolean
nqp_row_fail (GError **error, const char *path, const char *table, sqlite3_stmt *stmt, int n_keys,
              const char *reason)
{
  g_autoptr (GString) row = g_string_new (NULL);

  for (int k = 0; k < n_keys; k++)
    g_string_append_printf (row, "%s%" G_GINT64_FORMAT, k > 0 ? "/" : "",
                            (gint64)sqlite3_column_int64 (stmt, k));
  return nqp_row_fail_named (error, path, table, n_keys > 0 ? row->str : NULL, reason);
}
