/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project file, opened, read, scored, checked, edited and undone. Bytes that begin with "SQLite" are the file. Else the file is a
 * small project with a change: 'P' bytes of it, four for each (where, what), 'C' cells of it: a table, a column, a row, a kind of
 * value, and the value in the eight bytes that follow, behind the back of all checks; 'S' statements of SQL. */
#include "fuzz.h"

#include <sqlite3.h>

#include "../unit/store-fixture.h"
#include "nqp-contents.h"

#define MAX_TABLES 64
#define MAX_COLUMNS 32

static char *base;
static gsize n_base;
static struct
{
  char *name, *columns[MAX_COLUMNS];
  int n_columns;
} tables[MAX_TABLES];
static int n_tables;

static void
list_tables (sqlite3 *db)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info "
                                       "(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *name = (const char *)sqlite3_column_text (statement, 0);

      if (n_tables == 0 || strcmp (tables[n_tables - 1].name, name) != 0)
        tables[n_tables++].name = g_strdup (name);
      g_assert_cmpint (n_tables, <, MAX_TABLES);
      g_assert_cmpint (tables[n_tables - 1].n_columns, <, MAX_COLUMNS);
      tables[n_tables - 1].columns[tables[n_tables - 1].n_columns++]
          = g_strdup ((const char *)sqlite3_column_text (statement, 1));
    }
  sqlite3_finalize (statement);
}

/* One row at least in each table, and pages that are small. */
int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autofree char *path = NULL;
  sqlite3 *db = NULL;

  fuzz_begin ();
  path = fixture_project (fuzz_folder (), "base.nqp");
  {
    g_autoptr (NqpProject) project = fixture_open (path);

    g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, 5, "Value", NULL));
    g_assert_true (nqp_project_set_value (project, "GDP", "120000", 2019, 6, "Value", NULL));
    g_assert_true (nqp_project_undo (project, NULL));
    nqp_project_set_state (project, "page", "map");
  }
  fixture_run_sql (path,
                   "INSERT INTO scenario SELECT 1, 's', min (p.id), min (y.year), NULL FROM year y, place p;"
                   "INSERT INTO scenario_value SELECT 1, min (id), 5.5 FROM indicator;"
                   "INSERT INTO goalpost SELECT id, 0, 1000000 FROM indicator;"
                   "INSERT INTO scheme VALUES (1, 'w', 'weights=equal');"
                   "INSERT INTO scheme_weight SELECT 1, code, weight, 0, 1 FROM node;"
                   "INSERT OR REPLACE INTO result VALUES ('uncertainty', 'draws=10', 'x', x'00');"
                   "PRAGMA page_size = 512; VACUUM");
  g_assert_true (g_file_get_contents (path, &base, &n_base, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  list_tables (db);
  sqlite3_close (db);
  (void)g_remove (path);
  return 0;
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static char *
write_patched (const uint8_t *data, size_t size)
{
  g_autofree guint8 *bytes = g_memdup2 (base, n_base);

  for (; size >= 4; data += 4, size -= 4)
    bytes[(((gsize)data[0] << 16) + ((gsize)data[1] << 8) + data[2]) % n_base] = data[3];
  return fuzz_write ("p.nqp", bytes, n_base);
}

static void
bind_value (sqlite3_stmt *statement, int kind, const uint8_t *bytes)
{
  static const double numbers[] = { 1e308, -1e308, 1e-320, -1000, 91, 180.5, 0.5, INFINITY };
  static const gint64 counts[]
      = { 0, 1, -1, G_MAXINT, G_MININT, (gint64)1 << 32, G_MAXINT64, G_MININT64, 100000, 2 };
  static const char *const texts[] = { "",
                                       "index",
                                       "x",
                                       "year=99999999999 page=zz",
                                       "weights=custom power=1e308",
                                       "weights=ahp",
                                       "110000",
                                       "\x1b[31m",
                                       "\xe2\x80\xae",
                                       "\xff\xfe",
                                       "GDP",
                                       "drivers" };
  gint64 number;
  double value;

  memcpy (&number, bytes, sizeof number);
  memcpy (&value, bytes, sizeof value);
  switch (kind % 9)
    {
    case 0:
      break; /* NULL */
    case 1:
      sqlite3_bind_int64 (statement, 1, number);
      break;
    case 2:
      sqlite3_bind_double (statement, 1, value);
      break;
    case 3:
      sqlite3_bind_text (statement, 1, (const char *)bytes, 8, SQLITE_TRANSIENT);
      break;
    case 4:
      sqlite3_bind_blob (statement, 1, bytes, 8, SQLITE_TRANSIENT);
      break;
    case 5:
      sqlite3_bind_double (statement, 1, numbers[bytes[0] % G_N_ELEMENTS (numbers)]);
      break;
    case 6:
      sqlite3_bind_int64 (statement, 1, counts[bytes[0] % G_N_ELEMENTS (counts)]);
      break;
    case 7:
      sqlite3_bind_text (statement, 1, texts[bytes[0] % G_N_ELEMENTS (texts)], -1, SQLITE_STATIC);
      break;
    default:
      sqlite3_bind_zeroblob (statement, 1, 1 << (bytes[0] % 20));
    }
}

static void
change_cells (sqlite3 *db, const uint8_t *data, size_t size)
{
  for (int n = 0; size >= 12 && n < 100; data += 12, size -= 12, n++)
    {
      const int t = data[0] % n_tables, c = data[1] % tables[t].n_columns;
      /* one row, or all of them */
      g_autofree char *sql
          = data[2] == 0xff
                ? g_strdup_printf ("UPDATE OR IGNORE %s SET %s = ?1", tables[t].name, tables[t].columns[c])
                : g_strdup_printf ("UPDATE OR REPLACE %s SET %s = ?1 WHERE rowid = (SELECT rowid "
                                   "FROM %s LIMIT 1 OFFSET %d)",
                                   tables[t].name, tables[t].columns[c], tables[t].name, data[2]);
      sqlite3_stmt *statement = NULL;

      if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
        continue;
      bind_value (statement, data[3], data + 4);
      (void)sqlite3_step (statement);
      sqlite3_finalize (statement);
    }
}

static int
stop (void *data)
{
  return --*(int *)data < 0;
}

/* No other file. */
static int
authorize (void *data, int what, const char *a, const char *b, const char *c, const char *d)
{
  return what == SQLITE_ATTACH || what == SQLITE_DETACH || (what == SQLITE_PRAGMA && strstr (a, "directory"))
             ? SQLITE_DENY
             : SQLITE_OK;
}

static char *
write_changed (const uint8_t *data, size_t size)
{
  char *path = fuzz_write ("p.nqp", base, n_base);
  sqlite3 *db = NULL;
  int steps = 1000;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (db,
                "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; PRAGMA synchronous = 0; "
                "PRAGMA journal_mode = MEMORY; PRAGMA max_page_count = 8000",
                NULL, NULL, NULL);
  if (data[0] == 'C')
    change_cells (db, data + 1, size - 1);
  else
    {
      g_autofree char *sql = g_strndup ((const char *)data + 1, size - 1);

      sqlite3_limit (db, SQLITE_LIMIT_LENGTH, 4 << 20);
      sqlite3_set_authorizer (db, authorize, NULL);
      sqlite3_progress_handler (db, 1000, stop, &steps);
      (void)sqlite3_exec (db, sql, NULL, NULL, NULL);
    }
  sqlite3_close (db);
  return path;
}

/* ---- its use ------------------------------------------------------------------------------------------------------ */

static void
use (NqpProject *project)
{
  NqpContents contents = { 0 };
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free), history = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *state = nqp_project_get_state (project, "page");
  const gboolean read = nqp_contents_read (&contents, project, NQP_PROJECT_ALL, &error);

  fuzz_check_error (!read, error);
  g_clear_error (&error);
  if (read)
    {
      const gboolean computed = nqp_contents_compute_anyhow (&contents, pipeline, &error);

      fuzz_check_error (!computed, error);
      g_clear_error (&error);
    }
  for (int k = 0; contents.scores != NULL && k < contents.scores->n_nodes; k++)
    for (int t = 0; t < contents.scores->n_years; t++)
      for (int i = 0; i < contents.scores->n_regions; i++)
        g_assert_false (isinf (nqp_scores_get (contents.scores, k, t, i)));
  nqp_contents_clear (&contents);
  boundaries = nqp_project_read_boundaries (project, &error);
  fuzz_check_error (boundaries == NULL, error);
  g_clear_error (&error);
  history = nqp_project_read_history (project, NULL);
  (void)nqp_project_check (project, problems, NULL);
  for (int k = 0; k < 2; k++)
    (void)nqp_project_undo (project, NULL);
  (void)nqp_project_redo (project, NULL);
  (void)nqp_project_set_value (project, "GDP", "110000", 2021, 3, "Value", NULL);
  (void)nqp_project_undo (project, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = NULL, *journal = NULL;
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (size < 2)
    return 0;
  if (data[0] == 'P')
    path = write_patched (data + 1, size - 1);
  else if (data[0] == 'C' || (data[0] == 'S' && data[1] != 'Q'))
    path = write_changed (data, size);
  else
    path = fuzz_write ("p.nqp", data, size);
  project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
  fuzz_check_error (project == NULL, error);
  if (project != NULL)
    use (project);
  g_clear_pointer (&project, nqp_project_close);
  journal = g_strconcat (path, "-journal", NULL);
  (void)g_remove (journal);
  (void)g_remove (path);
  return 0;
}
