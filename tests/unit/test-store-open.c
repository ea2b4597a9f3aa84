/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "nqp-project-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

/* Fails to open @path with @code and a message of one line that names the file; the file stays as it is. */
static void
assert_refused (const char *path, NqpStoreError code)
{
  static const NqpOpenMode modes[] = { NQP_OPEN_READ_ONLY, NQP_OPEN_READ_WRITE };

  for (gsize k = 0; k < G_N_ELEMENTS (modes); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL;
      gsize n_before = 0, n_after = 0;

      (void)g_file_get_contents (path, &before, &n_before, NULL);
      g_assert_null (nqp_project_open (path, modes[k], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, NQP_STORE_ERROR, (int)code);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_null (strchr (error->message, '\n'));
      (void)g_file_get_contents (path, &after, &n_after, NULL);
      g_assert_cmpmem (before, (int)n_before, after, (int)n_after);
    }
}

static void
test_no_file (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "none.nqp", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *list = NULL;

  assert_refused (path, NQP_STORE_ERROR_NOT_FOUND);
  assert_refused (folder, NQP_STORE_ERROR_FOREIGN);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  {
    g_autoptr (GError) error = NULL;
    g_assert_null (nqp_project_open (fifo, NQP_OPEN_READ_WRITE, &error)); /* does not wait for a writer */
    g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FOREIGN);
  }
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "fifo"); /* nothing was made */
  fixture_remove (folder);
}

static void
test_other_content (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "p.nqp", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, NQP_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (path, "region", -1, NULL));
  assert_refused (path, NQP_STORE_ERROR_FOREIGN);
  for (int k = 0; k < 2000; k++)
    g_string_append (text, "region,year,GDP\n");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  assert_refused (path, NQP_STORE_ERROR_FOREIGN);
  g_assert_cmpint (g_remove (path), ==, 0);
  fixture_run_sql (path, "CREATE TABLE project (key TEXT)");
  assert_refused (path, NQP_STORE_ERROR_FOREIGN);
  fixture_remove (folder);
}

static void
test_truncated (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (gsize n = 20; n < size; n += n < 600 ? 37 : 4096)
    {
      g_assert_true (g_file_set_contents (path, content, (gssize)n, NULL));
      assert_refused (path, NQP_STORE_ERROR_CORRUPT);
    }
  g_assert_true (g_file_set_contents (path, content, (gssize)size - 1, NULL));
  assert_refused (path, NQP_STORE_ERROR_CORRUPT);
  fixture_remove (folder);
}

/* Whatever is in the file that we did not put there may have been put there to do harm. */
static void
test_schema (void)
{
  static const char *const changes[] = {
    "CREATE TABLE more (a)",
    "CREATE VIEW more AS SELECT 1",
    "CREATE TRIGGER more AFTER UPDATE ON node BEGIN DELETE FROM value; END",
    "CREATE INDEX more ON value (year)",
    "CREATE VIRTUAL TABLE more USING fts5 (a)",
    "ALTER TABLE place ADD COLUMN more TEXT",
    "ALTER TABLE place RENAME COLUMN code TO id_code",
    "DROP TABLE state",
    "DROP TABLE value; CREATE VIEW value AS SELECT 1 AS series_id, 1 AS year, 1 AS place_id, 1 AS value, 0 "
    "AS edited",
  };
  g_autofree char *folder = fixture_folder ();

  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autofree char *path = fixture_project (folder, "p.nqp");

      fixture_run_sql (path, changes[k]);
      assert_refused (path, NQP_STORE_ERROR_FOREIGN);
    }
  fixture_remove (folder);
}

/* SQLite's statistics and another layout of the pages do no harm. */
static void
test_maintained (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");

  fixture_run_sql (path, "ANALYZE; PRAGMA page_size = 1024; VACUUM");
  fixture_assert_sound (path);
  fixture_run_sql (path, "PRAGMA journal_mode = WAL");
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* A file that opens but whose rows contradict each other: a clear error, no crash. */
static void
test_contradictions (void)
{
  static const char *const changes[] = {
    "UPDATE node SET parent_id = id WHERE code = 'drivers'",
    "UPDATE node SET weight = 7 WHERE code = 'dens'",
    "UPDATE node SET level = 'index'",
    "UPDATE node SET indicator_id = NULL",
    "UPDATE value SET place_id = 77 WHERE place_id = 1",
    "UPDATE value SET place_id = 3 WHERE place_id = 1",
    "UPDATE value SET year = 1 WHERE year = 2019",
    "UPDATE place SET has_data = 1 - has_data",
    "UPDATE place SET group_id = 99",
    "UPDATE indicator SET numerator_id = 99",
    "UPDATE indicator SET role = 'king'",
    "UPDATE indicator SET factor = 9e999",
    "UPDATE neighbour SET b = 99",
    "UPDATE flag SET year = 1999",
    "UPDATE year SET year = year * 1000000000",
    "DELETE FROM series",
  };
  g_autofree char *folder = fixture_folder ();

  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autofree char *path = fixture_project (folder, "p.nqp");
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (GError) error = NULL;

      fixture_run_sql (path, changes[k]);
      project = fixture_open (path);
      g_assert_null (nqp_project_read_panel (project, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
    }
  {
    g_autofree char *path = fixture_project (folder, "p.nqp");
    g_autoptr (NqpProject) project = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

    fixture_run_sql (path, "UPDATE boundary SET wkb = x'0106'; UPDATE neighbour SET b = 99");
    project = fixture_open (path);
    g_assert_null (nqp_project_read_boundaries (project, &error));
    g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
    g_assert_true (nqp_project_check (project, problems, NULL));
    g_assert_cmpuint (problems->len, ==, 2);
    g_assert_nonnull (strstr (problems->pdata[0], "neighbour"));
  }
  fixture_remove (folder);
}

/* What no row can hold is said with table, row and column, whichever table it is in. */
static void
test_rows (void)
{
  static const struct
  {
    const char *change, *said;
  } cases[] = {
    { "UPDATE place SET longitude = -1000 WHERE id = 1",
      "“place” contradicts itself (row 1: longitude = -1000)" },
    { "UPDATE place SET longitude = 180.5 WHERE id = 0", "(row 0: longitude = 180.5)" },
    { "UPDATE place SET longitude = 1e308 WHERE id = 2", "(row 2: longitude = 1e+308)" },
    { "UPDATE place SET longitude = -9e999 WHERE id = 2", "(row 2: longitude = -inf)" },
    { "UPDATE place SET latitude = 91 WHERE id = 2", "(row 2: latitude = 91)" },
    { "UPDATE place SET area_km2 = -1 WHERE id = 0", "(row 0: area_km2 = -1)" },
    { "UPDATE place SET area_km2 = 1e9 WHERE id = 0", "(row 0: area_km2 = 1000000000)" },
    { "UPDATE place SET tile_col = 2147483647 WHERE id = 0", "(row 0: tile_col = 2147483647)" },
    { "UPDATE place SET tile_row = -1 WHERE id = 0", "(row 0: tile_row = -1)" },
    { "UPDATE place SET tile_row = 4294967297 WHERE id = 0", "(row 0: tile_row = 4294967297)" },
    { "UPDATE place SET group_id = 99 WHERE id = 0", "(row 0: group_id = 99)" },
    { "PRAGMA ignore_check_constraints = 1; UPDATE place SET has_data = 4294967297 WHERE id = 0",
      "(row 0: has_data = 4294967297)" },
    { "UPDATE year SET year = -9223372036854775808 WHERE year = 2019", "“year”" },
    { "UPDATE neighbour SET b = 99 WHERE id = 1", "“neighbour” contradicts itself (row 1: b = 99)" },
    { "UPDATE flag SET year = 4294967296 + year", "“flag” contradicts itself (row 0: year = " },
    { "UPDATE flag SET series_id = 99", "(row 0: series_id = 99)" },
    { "UPDATE indicator SET factor = 9e999 WHERE id = 2",
      "“indicator” contradicts itself (row 2: factor = inf)" },
    { "UPDATE indicator SET numerator_id = 99 WHERE id = 1", "(row 1: numerator_id = 99)" },
    { "UPDATE indicator SET role = 'king' WHERE id = 1", "(row 1: role)" },
    { "INSERT INTO goalpost VALUES (1, -9e999, 3)", "(row 1: lower = -inf)" },
    { "UPDATE value SET value = 9e999 WHERE series_id = 1 AND year = 2021 AND place_id = 2",
      "“value” contradicts itself (row 1/2021/2: value = inf)" },
    { "UPDATE value SET year = 1 WHERE series_id = 0 AND place_id = 0 AND year = 2019", "(row 0/1/0)" },
    { "UPDATE node SET weight = 7 WHERE id = 3", "“node” contradicts itself (row 3: weight = 7)" },
    { "UPDATE node SET weight = 9e999 WHERE id = 3", "(row 3: weight = inf)" },
  };
  g_autofree char *folder = fixture_folder ();

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *path = fixture_project (folder, "p.nqp");
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (GError) error = NULL;

      fixture_run_sql (path, cases[k].change);
      project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
      if (project != NULL)
        g_assert_null (nqp_project_read_panel (project, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
      g_test_message ("%s: %s", cases[k].change, error->message);
      if (project != NULL) /* else SQLite has seen it */
        g_assert_nonnull (strstr (error->message, cases[k].said));
    }
  fixture_remove (folder);
}

static void
test_boundary_rows (void)
{
  static const char *const changes[] = {
    "UPDATE boundary SET wkb = x'' WHERE id = 0",
    "UPDATE boundary SET wkb = x'010600000000000000' WHERE id = 0",
    "UPDATE boundary SET wkb = CAST (wkb || x'00' AS BLOB) WHERE id = 0",
    "UPDATE boundary SET wkb = substr (wkb, 1, length (wkb) - 1) WHERE id = 0",
    /* the last point is no longer the first */
    "UPDATE boundary SET wkb = CAST (substr (wkb, 1, length (wkb) - 8) || x'0000000000002440' AS BLOB) WHERE "
    "id = 0",
    /* NaN, 1e308 */
    "UPDATE boundary SET wkb = CAST (substr (wkb, 1, length (wkb) - 8) || x'000000000000F87F' AS BLOB) WHERE "
    "id = 0",
    "UPDATE boundary SET wkb = CAST (substr (wkb, 1, length (wkb) - 8) || x'A0C8EB85F3CCE17F' AS BLOB) WHERE "
    "id = 0",
  };
  g_autofree char *folder = fixture_folder ();

  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autofree char *path = fixture_project (folder, "p.nqp");
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (GError) error = NULL;

      fixture_run_sql (path, changes[k]);
      g_test_message ("%s", changes[k]);
      project = fixture_open (path);
      g_assert_null (nqp_project_read_boundaries (project, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, "“boundary” contradicts itself (row 0)"));
    }
  fixture_remove (folder);
}

static void
test_read_only (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before = 0, n_after = 0;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_project_is_read_only (project));
  panel = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (nqp_project_undo (project, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  nqp_project_set_state (project, "page", "map");
  g_clear_pointer (&project, nqp_project_close);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, (int)n_before, after, (int)n_after);
  fixture_remove (folder);
}

/* ---- where locks fail -------------------------------------------------------------------------------------------- */

static gboolean locks_fail;

/* As a file system does that knows of no locks. */
static int
fcntl_without_locks (int fd, int command, ...)
{
  va_list list;
  void *value;

  va_start (list, command);
  value = va_arg (list, void *);
  va_end (list);
  if (locks_fail && (command == F_SETLK || command == F_GETLK))
    {
      errno = ENOLCK;
      return -1;
    }
  return fcntl (fd, command, value);
}

/* It is read and never written, the reason is said, and a copy elsewhere can be edited. */
static void
test_no_locks (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *target = g_build_filename (folder, "copy.nqp", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (NqpProject) copy = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  project = fixture_open (path);
  g_assert_cmpint (nqp_project_why_read_only (project), ==, NQP_WRITABLE);
  g_assert_null (nqp_read_only_words (nqp_project_why_read_only (project)));
  before = fixture_print (project);
  g_clear_pointer (&project, nqp_project_close);
  g_assert_cmpint (vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr)fcntl_without_locks), ==,
                   SQLITE_OK);
  locks_fail = TRUE;
  project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_project_is_read_only (project));
  g_assert_cmpint (nqp_project_why_read_only (project), ==, NQP_READ_ONLY_LOCKS);
  g_assert_nonnull (strstr (nqp_read_only_words (NQP_READ_ONLY_LOCKS), "locked"));
  after = fixture_print (project);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  locks_fail = FALSE; /* elsewhere */
  g_assert_true (nqp_project_save_copy (project, target, NQP_COPY_PLAIN, &error));
  g_assert_no_error (error);
  g_clear_pointer (&project, nqp_project_close);
  g_assert_cmpint (vfs->xSetSystemCall (vfs, "fcntl", NULL), ==, SQLITE_OK);
  copy = fixture_open (target);
  g_assert_cmpint (nqp_project_why_read_only (copy), ==, NQP_WRITABLE);
  g_assert_true (nqp_project_set_value (copy, "GDP", "110000", 2019, 1, "x", &error));
  g_clear_pointer (&copy, nqp_project_close);
  fixture_remove (folder);
}

/* Each reason has words of its own. */
static void
test_reasons (void)
{
  for (int a = NQP_READ_ONLY_NEWER; a <= NQP_READ_ONLY_LOCKS; a++)
    for (int b = a + 1; b <= NQP_READ_ONLY_LOCKS; b++)
      g_assert_cmpstr (nqp_read_only_words (a), !=, nqp_read_only_words (b));
  g_assert_null (nqp_read_only_words (NQP_READ_ONLY_ASKED));
}

static GPtrArray *
migrations_with (const char *sql)
{
  GPtrArray *migrations = nqp_schema_migrations ();
  NqpMigration *next = g_new0 (NqpMigration, 1);

  next->number = nqp_schema_latest (migrations) + 1;
  next->name = g_strdup ("next.sql");
  next->sql = g_strdup (sql);
  g_ptr_array_add (migrations, next);
  return migrations;
}

#define NEXT                                                                                                 \
  "ALTER TABLE place ADD COLUMN population REAL; UPDATE place SET population = 5; CREATE TABLE more (a "     \
  "TEXT) "                                                                                                   \
  "STRICT;"

/* Views are for others: a file without them is read as it is, and gets them when it is written. */
static void
test_without_views (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (GPtrArray) migrations = migrations_with ("CREATE VIEW v_more AS SELECT code FROM place;");
  const int latest = nqp_schema_latest (migrations);
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = fixture_print (project), *after = NULL;
  g_autoptr (GError) error = NULL;

  ((NqpMigration *)migrations->pdata[migrations->len - 1])->for_others = TRUE;
  g_clear_pointer (&project, nqp_project_close);
  project = nqp_project_open_with (path, NQP_OPEN_READ_ONLY, migrations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nqp_project_schema_version (project), ==, latest - 1);
  g_assert_cmpstr (sqlite3_db_filename (project->db, "main"), ==, path); /* not a copy in memory */
  after = fixture_print (project);
  g_assert_cmpstr (after, ==, before);
  g_clear_pointer (&project, nqp_project_close);
  project = nqp_project_open_with (path, NQP_OPEN_READ_WRITE, migrations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nqp_project_schema_version (project), ==, latest);
  g_clear_pointer (&project, nqp_project_close);
  fixture_run_sql (path, "SELECT * FROM v_more");
  fixture_remove (folder);
}

static void
test_migrations (void)
{
  g_autoptr (GPtrArray) migrations = nqp_schema_migrations ();

  g_assert_cmpuint (migrations->len, >=, 1);
  for (guint k = 0; k < migrations->len; k++)
    g_assert_cmpint (((NqpMigration *)migrations->pdata[k])->number, ==, (int)k + 1);
}

/* An older file is brought forward when it is opened to be written; then it is a newer one for the older program. */
static void
test_migrate (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (GPtrArray) migrations = migrations_with (NEXT);
  int latest = nqp_schema_latest (migrations);
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = fixture_print (project);
  g_autofree char *after = NULL, *again = NULL, *file = NULL, *same = NULL;
  gsize n_file = 0, n_same = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", NULL));
  g_clear_pointer (&project, nqp_project_close);

  /* read-only: brought forward in memory, the file stays */
  g_assert_true (g_file_get_contents (path, &file, &n_file, NULL));
  project = nqp_project_open_with (path, NQP_OPEN_READ_ONLY, migrations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nqp_project_schema_version (project), ==, latest);
  g_assert_true (nqp_project_is_read_only (project));
  again = fixture_print (project);
  g_assert_true (g_file_get_contents (path, &same, &n_same, NULL));
  g_assert_cmpmem (file, (int)n_file, same, (int)n_same);
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, 2, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_clear_pointer (&project, nqp_project_close);

  project = nqp_project_open_with (path, NQP_OPEN_READ_WRITE, migrations, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nqp_project_schema_version (project), ==, latest);
  g_assert_true (nqp_project_undo (project, &error)); /* an action from before the migration */
  g_assert_no_error (error);
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&project, nqp_project_close);

  project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_project_is_newer (project));
  g_assert_true (nqp_project_is_read_only (project));
  g_assert_cmpint (nqp_project_schema_version (project), ==, latest);
  g_free (after);
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* The table of indicators as it was until an unknown direction could be said. */
static void
put_back_indicators (const char *path)
{
  g_autoptr (GPtrArray) migrations = nqp_schema_migrations ();
  const char *first = strstr (((NqpMigration *)migrations->pdata[0])->sql, "CREATE TABLE indicator (");
  g_autofree char *create
      = g_strndup (first, (gsize)(strstr (first, "STRICT;") + strlen ("STRICT;") - first));
  g_autofree char *back
      = g_strconcat ("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; "
                     "ALTER TABLE indicator RENAME TO was; ",
                     create, " INSERT INTO indicator SELECT * FROM was; DROP TABLE was;", NULL);

  fixture_run_sql (path, back);
}

/* The views as they were until there were formulas. */
static void
put_back_views (const char *path)
{
  g_autoptr (GPtrArray) migrations = nqp_schema_migrations ();
  const char *first = strstr (((NqpMigration *)migrations->pdata[4])->sql, "CREATE VIEW v_indicators");
  g_autofree char *create = g_strndup (first, (gsize)(strstr (first, "CREATE VIEW v_weights") - first));
  g_autofree char *back
      = g_strconcat ("DROP TABLE formula; DROP VIEW v_indicators; DROP VIEW v_scores_input; ", create, NULL);

  fixture_run_sql (path, back);
}

/* The table is exchanged below the views that name it. */
static void
test_from_version_5 (void)
{
  static const NqpOpenMode modes[] = { NQP_OPEN_READ_ONLY, NQP_OPEN_READ_WRITE };
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = fixture_print (project);

  g_clear_pointer (&project, nqp_project_close);
  put_back_views (path);
  put_back_indicators (path);
  fixture_run_sql (path, "DROP TABLE accepted_finding; DROP TABLE region_name; PRAGMA user_version = 5");
  for (gsize k = 0; k < G_N_ELEMENTS (modes); k++)
    {
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;

      project = nqp_project_open (path, modes[k], &error);
      g_assert_no_error (error);
      g_assert_cmpint (nqp_project_schema_version (project), ==, 9);
      after = fixture_print (project);
      g_assert_cmpstr (after, ==, before);
      g_clear_pointer (&project, nqp_project_close);
    }
  fixture_run_sql (path, "SELECT * FROM v_indicators");
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* A file as the first version of the program wrote it, with an action to undo. */
static char *
old_project (const char *folder, const char *name)
{
  char *path = fixture_project (folder, name);
  g_autoptr (NqpProject) project = fixture_open (path);

  g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", NULL));
  g_clear_pointer (&project, nqp_project_close);
  fixture_run_sql (
      path, "DROP VIEW v_regions; DROP VIEW v_values; DROP VIEW v_indicators; DROP VIEW v_scores_input; "
            "DROP VIEW v_weights; DROP VIEW v_history; "
            "DROP TABLE framework; DROP TABLE lesson_step; DROP TABLE scenario_value; DROP TABLE scenario; "
            "DROP TABLE judgement; DROP TABLE goalpost; DROP TABLE scheme_weight; DROP TABLE scheme; "
            "DROP TABLE result; DROP TABLE accepted_finding; DROP TABLE formula; DROP TABLE region_name; "
            "DROP INDEX history_step; DROP INDEX history_made_by; DROP INDEX history_undone; "
            "ALTER TABLE history DROP COLUMN made_by; ALTER TABLE history DROP COLUMN moved_by; "
            "ALTER TABLE history DROP COLUMN step; "
            "PRAGMA user_version = 1");
  put_back_indicators (path);
  return path;
}

/* It has no model of its own until somebody changes one; what was done before can still be undone. */
static void
test_from_version_1 (void)
{
  static const NqpOpenMode modes[] = { NQP_OPEN_READ_ONLY, NQP_OPEN_READ_WRITE };
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = old_project (folder, "p.nqp");
  g_autoptr (NqpFramework) model = fixture_framework ();
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (NqpFramework) again = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (modes); k++)
    {
      g_autoptr (NqpFramework) none = NULL;
      g_autoptr (GPtrArray) scenarios = NULL;

      g_clear_pointer (&project, nqp_project_close);
      project = nqp_project_open (path, modes[k], &error);
      g_assert_no_error (error);
      g_assert_cmpint (nqp_project_schema_version (project), ==, 9);
      none = nqp_project_read_framework (project, &error);
      g_assert_no_error (error);
      g_assert_true (nqp_framework_is_empty (none));
      scenarios = nqp_project_read_scenarios (project, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (scenarios->len, ==, 0);
    }
  g_assert_true (nqp_project_set_framework (project, model, "Model", &error));
  again = nqp_project_read_framework (project, &error);
  g_assert_true (nqp_framework_equal (model, again));
  g_assert_true (nqp_project_undo (project, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "x"); /* from before the migration */
  g_assert_true (nqp_project_undo (project, &error));
  g_assert_no_error (error);
  g_assert_true (nqp_project_redo (project, &error));
  g_assert_true (nqp_project_redo (project, &error));
  g_assert_no_error (error);
  g_clear_pointer (&again, nqp_framework_unref);
  again = nqp_project_read_framework (project, &error);
  g_assert_true (nqp_framework_equal (model, again));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_migration_fails (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  /* well-formed, but not with these data */
  g_autoptr (GPtrArray) migrations = migrations_with (
      "UPDATE place SET initials = 'x'; CREATE UNIQUE INDEX place_initials ON place (initials);");
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before = 0, n_after = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_assert_null (nqp_project_open_with (path, NQP_OPEN_READ_WRITE, migrations, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "next.sql"));
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, (int)n_before, after, (int)n_after);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_newer_unreadable (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (GError) error = NULL;

  fixture_run_sql (path, "ALTER TABLE value RENAME COLUMN value TO amount; PRAGMA user_version = 10");
  assert_refused (path, NQP_STORE_ERROR_NEWER);
  g_assert_null (nqp_project_open (path, NQP_OPEN_READ_ONLY, &error));
  g_assert_nonnull (strstr (error->message, "version 10"));
  g_assert_nonnull (strstr (error->message, "up to 9"));
  fixture_run_sql (
      path, "DROP TABLE value; CREATE VIEW value AS SELECT 1 series_id, 1 year, 1 place_id, 1 value, 0 "
            "edited, 0 original");
  assert_refused (path, NQP_STORE_ERROR_NEWER);
  fixture_remove (folder);
}

/* The journal of a killed process: taken back on opening, also for reading only. */
static void
test_interrupted (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *other = g_build_filename (folder, "q.nqp", NULL);
  g_autofree char *other_journal = g_strconcat (other, "-journal", NULL);
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = fixture_print (project);
  g_autofree char *after = NULL, *content = NULL;
  gsize size = 0;
  g_autoptr (NqpProject) copy = NULL;
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (GError) error = NULL;

  /* with so small a cache the change goes to the file before it is committed */
  sqlite3_exec (project->db,
                "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE place SET name_en = 'x'; "
                "UPDATE value SET value = 0; UPDATE series SET note = hex(zeroblob(20000)); UPDATE node SET "
                "name_en = hex(zeroblob(5000))",
                NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_true (g_file_set_contents (other, content, (gssize)size, NULL));
  g_free (content);
  g_assert_true (g_file_get_contents (journal, &content, &size, NULL));
  g_assert_cmpuint (size, >, 512);
  g_assert_true (g_file_set_contents (other_journal, content, (gssize)size, NULL));
  g_clear_pointer (&project, nqp_project_close);

  copy = nqp_project_open (other, NQP_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  after = fixture_print (copy);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&copy, nqp_project_close);

  /* and it is not applied to a file that takes the place of the old one */
  g_assert_true (g_file_set_contents (other_journal, content, (gssize)size, NULL));
  g_assert_true (nqp_project_create (other, panel, NULL, NULL, "", TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (other_journal, G_FILE_TEST_EXISTS));
  fixture_assert_sound (other);
  g_assert_cmpint (g_remove (other), ==, 0);
  g_assert_true (g_file_set_contents (other_journal, content, (gssize)size, NULL));
  g_assert_false (nqp_project_create (other, panel, NULL, NULL, "", FALSE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, other_journal));
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/no-file", test_no_file);
  g_test_add_func ("/store/open/other-content", test_other_content);
  g_test_add_func ("/store/open/truncated", test_truncated);
  g_test_add_func ("/store/open/schema", test_schema);
  g_test_add_func ("/store/open/maintained", test_maintained);
  g_test_add_func ("/store/open/contradictions", test_contradictions);
  g_test_add_func ("/store/open/rows", test_rows);
  g_test_add_func ("/store/open/boundary-rows", test_boundary_rows);
  g_test_add_func ("/store/open/read-only", test_read_only);
  g_test_add_func ("/store/open/no-locks", test_no_locks);
  g_test_add_func ("/store/open/reasons", test_reasons);
  g_test_add_func ("/store/open/without-views", test_without_views);
  g_test_add_func ("/store/open/from-version-5", test_from_version_5);
  g_test_add_func ("/store/open/migrations", test_migrations);
  g_test_add_func ("/store/open/migrate", test_migrate);
  g_test_add_func ("/store/open/from-version-1", test_from_version_1);
  g_test_add_func ("/store/open/migration-fails", test_migration_fails);
  g_test_add_func ("/store/open/newer-unreadable", test_newer_unreadable);
  g_test_add_func ("/store/open/interrupted", test_interrupted);
  return g_test_run ();
}
