/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-salvage.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-changeset.h"
#include "nqp-new-file.h"
#include "nqp-project-private.h"
#include "nqp-salvage-private.h"

/* A new project of what can be read of a damaged one: pages are read one by one, rows are put into empty tables of the same layout, what
 * contradicts the rest is taken out, and then the project is opened and read as any other before it gets its name. */

static gboolean
fail_nothing (const char *path, GError **error)
{
  g_autofree char *name = nqp_words_path (path);

  g_set_error (
      error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT,
      _ ("Nothing of “%s” can be saved: there are no regions or no series in what can be read. Use a copy or "
         "import the data again."),
      name);
  return FALSE;
}

static gboolean
is_foreign (const NqpPages *pages)
{
  const guint32 id = nqp_pages_application_id (pages);

  return id != 0 && id != NQP_APPLICATION_ID;
}

/* The layout the damaged file had, as far as it says; else the latest. */
static GPtrArray *
layout_of (const NqpPages *pages, const GPtrArray *all)
{
  GPtrArray *layout = g_ptr_array_new ();
  const guint32 version = nqp_pages_user_version (pages);
  const gboolean known = version >= 1 && version <= (guint32)nqp_schema_latest (all);

  for (guint k = 0; k < all->len; k++)
    if (!known || (guint32)((const NqpMigration *)all->pdata[k])->number <= version)
      g_ptr_array_add (layout, all->pdata[k]);
  return layout;
}

static sqlite3 *
make_tables (const char *temp_path, const char *shown, const GPtrArray *layout, GError **error)
{
  g_autofree char *set_id = g_strdup_printf ("PRAGMA application_id = %d", NQP_APPLICATION_ID);
  g_autoptr (sqlite3) db = nqp_project_open_new (temp_path, shown, error);
  int rc;

  if (db == NULL)
    return NULL;
  rc = nqp_sql_add_code_function (db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, set_id, NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    {
      nqp_sql_error (error, db, rc, NQP_SQL_WRITING, shown);
      return NULL;
    }
  return nqp_schema_migrate (db, layout, shown, error) ? g_steal_pointer (&db) : NULL;
}

/* ---- what only code can tell ------------------------------------------------------------------------------------- */

typedef gboolean (*RowCheck) (NqpSalvage *self, sqlite3_stmt *stmt);

static gboolean
is_shape (NqpSalvage *self, sqlite3_stmt *stmt)
{
  g_autoptr (NqpBoundaries) one = nqp_boundaries_new (1);

  return nqp_project_read_shape (&one->shapes[0], stmt);
}

static gboolean
is_changeset (NqpSalvage *self, sqlite3_stmt *stmt)
{
  return nqp_changeset_check (self->db, sqlite3_column_blob (stmt, 1), (gsize)sqlite3_column_bytes (stmt, 1));
}

static int
check_rows (NqpSalvage *self, const char *table, const char *select, RowCheck check)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autofree char *sql = NULL;
  gint64 n = 0;
  int rc = sqlite3_prepare_v2 (self->db, select, -1, &stmt, NULL);

  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      if (!check (self, stmt))
        {
          g_string_append_printf (bad, "%s%" G_GINT64_FORMAT, n > 0 ? ", " : "",
                                  (gint64)sqlite3_column_int64 (stmt, 0));
          n++;
        }
      rc = SQLITE_OK;
    }
  if (rc != SQLITE_DONE || n == 0)
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
  g_clear_pointer (&stmt, sqlite3_finalize);
  sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id IN (%s)", table, bad->str);
  nqp_salvage_lose (self, table, n, FALSE, bad->len < 200 ? bad->str : "", _ ("is damaged"));
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL);
}

static int
check_method (NqpSalvage *self, NqpMethodCheck check)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  gboolean ok = TRUE;
  int rc = sqlite3_prepare_v2 (self->db, "SELECT value FROM project WHERE key = 'method'", -1, &stmt, NULL);

  if (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      g_autofree char *line = nqp_sql_text (stmt, 0, NQP_WORDS_LINE);

      ok = line != NULL && (check == NULL || check (line));
      rc = SQLITE_DONE;
    }
  if (rc != SQLITE_DONE || ok)
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
  g_clear_pointer (&stmt, sqlite3_finalize);
  nqp_salvage_lose (self, "project", 1, FALSE, "method", _ ("is damaged"));
  return sqlite3_exec (self->db, "UPDATE project SET value = '' WHERE key = 'method'", NULL, NULL, NULL);
}

/* ---- the last word has who opens projects ------------------------------------------------------------------------ */

/* What stands for itself and can be given up if it cannot be read as a whole; ended by NULL. */
static const char *const trees[] = { "judgement", "node", NULL };
static const char *const marks[] = { "flag", "neighbour", "accepted_finding", "region_name", NULL };
static const char *const outlines[] = { "boundary", NULL };
static const char *const models[] = { "lesson_step", "framework", NULL };
static const char *const scenarios[] = { "scenario_value", "scenario", NULL };
static const char *const schemes[] = { "scheme_weight", "scheme", NULL };

#define MAX_ATTEMPTS 10

/* NULL: all can be read. Else the tables to give up, or @error. */
static const char *const *
read_again (const char *temp_path, int attempt, GError **error)
{
  g_autoptr (NqpProject) project = nqp_project_open (temp_path, NQP_OPEN_READ_ONLY, error);
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpFramework) framework = NULL;
  g_autoptr (GPtrArray) assumed = NULL;
  g_autoptr (GPtrArray) named = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;

  if (project == NULL)
    return NULL;
  panel = nqp_project_read_panel (project, &reason);
  if (panel == NULL)
    {
      g_debug ("salvaged: %s", reason->message);
      if (attempt > 1)
        g_propagate_error (error, g_steal_pointer (&reason));
      return attempt == 0 ? trees : attempt == 1 ? marks : NULL;
    }
  boundaries = nqp_project_read_boundaries (project, NULL);
  if (boundaries == NULL)
    return outlines;
  framework = nqp_project_read_framework (project, NULL);
  if (framework == NULL)
    return models;
  assumed = nqp_project_read_scenarios (project, NULL);
  if (assumed == NULL)
    return scenarios;
  named = nqp_project_read_schemes (project, panel->tree, NULL);
  if (named == NULL)
    return schemes;
  if (nqp_project_check (project, problems, error) && problems->len > 0)
    g_set_error_literal (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT, problems->pdata[0]);
  return NULL;
}

static gboolean
give_up (const char *temp_path, const char *shown, GPtrArray *losses, const char *const *tables,
         GError **error)
{
  g_autoptr (sqlite3) db = nqp_project_open_new (temp_path, shown, error);
  NqpSalvage salvage = { .db = db, .losses = losses };
  int rc = SQLITE_OK;

  if (db == NULL)
    return FALSE;
  for (int k = 0; tables[k] != NULL && rc == SQLITE_OK; k++)
    rc = nqp_salvage_empty_table (&salvage, tables[k], N_ ("does not hold together with what is left"));
  return rc == SQLITE_OK || nqp_sql_error (error, db, rc, NQP_SQL_WRITING, shown);
}

static gboolean
make_sound (const char *temp_path, const char *shown, GPtrArray *losses, GError **error)
{
  const char *const *tables = trees;

  for (int attempt = 0; tables != NULL; attempt++)
    {
      GError *local = NULL;

      tables = read_again (temp_path, attempt, &local);
      if (attempt > MAX_ATTEMPTS && tables != NULL)
        g_set_error_literal (&local, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT, _ ("is damaged"));
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (tables != NULL && !give_up (temp_path, shown, losses, tables, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static gboolean
fill (NqpPages *pages, const char *temp_path, const char *path, const char *target,
      NqpMethodCheck method_check, GPtrArray *losses, GError **error)
{
  g_autoptr (GPtrArray) all = nqp_schema_migrations ();
  g_autoptr (GPtrArray) layout = layout_of (pages, all);
  g_autoptr (sqlite3) db = make_tables (temp_path, target, layout, error);
  NqpSalvage self = { .db = db, .losses = losses };
  gboolean any;
  int rc;

  if (db == NULL)
    return FALSE;
  rc = sqlite3_exec (db, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; BEGIN", NULL, NULL, NULL);
  nqp_salvage_tables_from_schema (&self);
  any = rc == SQLITE_OK && nqp_salvage_read_rows (&self, pages);
  if (rc == SQLITE_OK)
    rc = self.rc;
  if (rc == SQLITE_OK && any)
    rc = nqp_salvage_prune (&self);
  if (rc == SQLITE_OK && any)
    rc = nqp_salvage_count_gaps (&self);
  if (rc == SQLITE_OK)
    rc = check_rows (&self, "boundary", NQP_PROJECT_SHAPES, is_shape);
  if (rc == SQLITE_OK)
    rc = check_rows (&self, "history", "SELECT id, changeset FROM history", is_changeset);
  if (rc == SQLITE_OK)
    rc = check_method (&self, method_check);
  g_ptr_array_unref (self.tables); /* and its statements: the layout may change now */
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return nqp_sql_error (error, db, rc, NQP_SQL_WRITING, target);
  return any ? nqp_schema_migrate (db, all, target, error) : fail_nothing (path, error);
}

gboolean
nqp_project_salvage (const char *path, const char *target, gboolean replace, NqpMethodCheck check,
                     GPtrArray *losses, GError **error)
{
  g_autoptr (NqpPages) pages = NULL;
  g_autoptr (NqpNewFile) file = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL && target != NULL && losses != NULL, FALSE);
  pages = nqp_pages_open (path, error);
  if (pages == NULL)
    return FALSE;
  name = nqp_words_path (path);
  if (is_foreign (pages))
    {
      g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN,
                   _ ("“%s” is a database of another program, not an NQP project."), name);
      return FALSE;
    }
  if (nqp_project_is_same_file (path, target))
    {
      g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS,
                   _ ("“%s” is the damaged project itself, which is left as it is. Choose another name."),
                   name);
      return FALSE;
    }
  file = nqp_new_file_begin (target, replace, error);
  return file != NULL && fill (pages, nqp_new_file_temp_path (file), path, target, check, losses, error)
         && make_sound (nqp_new_file_temp_path (file), target, losses, error)
         && nqp_new_file_finish (file, error);
}
