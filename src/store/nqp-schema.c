/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-schema.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "nqp-store-resources.h"

#define SCHEMA_PATH "/io/github/nqp_explorer/store/schema/"

void
nqp_migration_free (NqpMigration *migration)
{
  g_free (migration->name);
  g_free (migration->sql);
  g_free (migration);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (*(NqpMigration *const *)a)->number - (*(NqpMigration *const *)b)->number;
}

GPtrArray *
nqp_schema_migrations (void)
{
  GResource *resource = nqp_store_get_resource ();
  GPtrArray *migrations = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_migration_free);
  g_auto (GStrv) names
      = g_resource_enumerate_children (resource, SCHEMA_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (int i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (SCHEMA_PATH, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      NqpMigration *migration = g_new0 (NqpMigration, 1);

      migration->number = (int)g_ascii_strtoll (names[i], NULL, 10);
      migration->name = g_strdup (names[i]);
      migration->sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      migration->for_others = strstr (migration->sql, "\n-- for other programs only") != NULL;
      g_ptr_array_add (migrations, migration);
    }
  g_ptr_array_sort (migrations, compare_numbers);
  return migrations;
}

int
nqp_schema_latest (const GPtrArray *migrations)
{
  return migrations->len == 0
             ? 0
             : ((const NqpMigration *)g_ptr_array_index (migrations, migrations->len - 1))->number;
}

gboolean
nqp_schema_is_read_alike (const GPtrArray *migrations, int version)
{
  gboolean alike = TRUE;

  for (guint i = 0; i < migrations->len; i++)
    {
      const NqpMigration *migration = g_ptr_array_index (migrations, i);

      alike = alike && (migration->number <= version || migration->for_others);
    }
  return alike;
}

/* In the caller's transaction. A table that is exchanged may have views on it, which are not to be looked into meanwhile. */
static int
run_migration (sqlite3 *db, const NqpMigration *migration)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", migration->number);
  gint64 violated = 0;
  int rc = sqlite3_exec (db, "PRAGMA legacy_alter_table = ON", NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, migration->sql, NULL, NULL, NULL);
  (void)sqlite3_exec (db, "PRAGMA legacy_alter_table = OFF", NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = nqp_sql_int (db, "SELECT count(*) FROM pragma_foreign_key_check", &violated);
  if (rc == SQLITE_OK && violated > 0)
    rc = SQLITE_CONSTRAINT_FOREIGNKEY;
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, set_version, NULL, NULL, NULL);
  return rc;
}

gboolean
nqp_schema_migrate (sqlite3 *db, const GPtrArray *migrations, const char *path, GError **error)
{
  /* Rebuilding a table drops it for a moment: references are checked by run_migration() when all is in place. */
  int rc = sqlite3_exec (db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL);

  for (guint i = 0; i < migrations->len && rc == SQLITE_OK; i++)
    {
      const NqpMigration *migration = g_ptr_array_index (migrations, i);
      gint64 version = 0;

      rc = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
      if (rc != SQLITE_OK)
        break;
      rc = nqp_sql_int (db, "PRAGMA user_version", &version); /* another process may have been faster */
      if (rc == SQLITE_OK && version < migration->number)
        rc = run_migration (db, migration);
      if (rc == SQLITE_OK)
        rc = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
      if (rc != SQLITE_OK)
        {
          nqp_sql_error (error, db, rc, NQP_SQL_WRITING, path);
          if (rc == SQLITE_ERROR || (rc & 0xff) == SQLITE_CONSTRAINT) /* it is the migration's fault */
            g_prefix_error (error, "%s: ", migration->name);
          (void)sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
          (void)sqlite3_exec (db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
          return FALSE;
        }
    }
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_WRITING, path);
  return TRUE;
}

/* "type name" -> SQL text ("" for automatic indices). SQLite's own statistics may come and go. */
static int
read_schema (sqlite3 *db, GHashTable *schema)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int rc = sqlite3_prepare_v2 (db,
                               "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema "
                               "WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')",
                               -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      char *key = nqp_sql_raw (stmt, 0);
      char *sql = nqp_sql_raw (stmt, 1);

      g_hash_table_replace (schema, key != NULL ? key : g_strdup (""), sql != NULL ? sql : g_strdup (""));
      rc = SQLITE_OK;
    }
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* What the migrations up to @version make, in a database of its own. */
static sqlite3 *
make_expected (const GPtrArray *migrations, int version)
{
  sqlite3 *db = NULL;
  int rc = sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);

  for (guint i = 0; i < migrations->len && rc == SQLITE_OK; i++)
    {
      const NqpMigration *migration = g_ptr_array_index (migrations, i);

      if (migration->number <= version)
        rc = run_migration (db, migration);
    }
  if (rc != SQLITE_OK)
    g_error ("migrations do not run: %s", sqlite3_errmsg (db)); /* compiled in: a programmer's error */
  return db;
}

static gboolean
fail_foreign (GError **error, const char *path, const char *what)
{
  g_autofree char *name = nqp_words_path (path);
  g_autofree char *found = nqp_words_clean (what, -1, NQP_WORDS_NAME, NULL);

  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN,
      _ ("“%s” is not laid out as an NQP project (%s). Another program may have changed it; use a copy or "
         "import the data again."),
      name, found);
  return FALSE;
}

gboolean
nqp_schema_compare (sqlite3 *db, const GPtrArray *migrations, int version, const char *path, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (sqlite3) model = make_expected (migrations, version);
  GHashTableIter iter;
  gpointer key, sql;
  int rc = read_schema (db, found);

  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_READING, path);
  if (read_schema (model, expected) != SQLITE_OK)
    g_error ("the schema cannot be read: %s", sqlite3_errmsg (model));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &sql))
    if (g_strcmp0 (g_hash_table_lookup (expected, key), sql) != 0)
      return fail_foreign (error, path, key);
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (found, key))
      return fail_foreign (error, path, key);
  return TRUE;
}

/* Whether @table is a real table in @db (no view, no virtual table) with the columns it has in @model. */
static gboolean
covers_table (sqlite3 *db, sqlite3 *model, const char *table, int *out_rc)
{
  static const char sql[] = "SELECT name FROM pragma_table_info(?1)";
  g_autoptr (sqlite3_stmt) kind = NULL;
  g_autoptr (sqlite3_stmt) wanted = NULL;
  g_autoptr (sqlite3_stmt) found = NULL;
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_table;

  *out_rc = sqlite3_prepare_v2 (
      db, "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ?1 AND type = 'table'", -1, &kind,
      NULL);
  if (*out_rc == SQLITE_OK)
    *out_rc = sqlite3_prepare_v2 (db, sql, -1, &found, NULL);
  if (*out_rc != SQLITE_OK)
    return FALSE;
  nqp_sql_bind (kind, "t", table);
  is_table = sqlite3_step (kind) == SQLITE_ROW;
  if (!is_table)
    return FALSE;
  nqp_sql_bind (found, "t", table);
  while (sqlite3_step (found) == SQLITE_ROW)
    {
      char *name = nqp_sql_raw (found, 0);
      if (name != NULL)
        g_hash_table_add (columns, name);
    }
  if (sqlite3_prepare_v2 (model, sql, -1, &wanted, NULL) != SQLITE_OK)
    return FALSE;
  nqp_sql_bind (wanted, "t", table);
  while (sqlite3_step (wanted) == SQLITE_ROW)
    if (!g_hash_table_contains (columns, (const char *)sqlite3_column_text (wanted, 0)))
      return FALSE;
  return TRUE;
}

gboolean
nqp_schema_covers (sqlite3 *db, const GPtrArray *migrations, const char *path, GError **error)
{
  g_autoptr (sqlite3) model = make_expected (migrations, nqp_schema_latest (migrations));
  g_autoptr (sqlite3_stmt) tables = NULL;

  if (sqlite3_prepare_v2 (model,
                          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
                          -1, &tables, NULL)
      != SQLITE_OK)
    g_error ("the schema cannot be read: %s", sqlite3_errmsg (model));
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      int rc = SQLITE_OK;
      const char *table = (const char *)sqlite3_column_text (tables, 0);

      if (covers_table (db, model, table, &rc))
        continue;
      if (rc != SQLITE_OK)
        return nqp_sql_error (error, db, rc, NQP_SQL_READING, path);
      return fail_foreign (error, path, table);
    }
  return TRUE;
}
