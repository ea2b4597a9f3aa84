/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-rounds.h"
#include "store-fixture.h"

#include "nqp-changeset.h"
#include "nqp-project-private.h"

#include <errno.h>
#include <fcntl.h>

/* What comes with a project from somebody else: a journal beside it, records in its history. */

/* ---- journals ------------------------------------------------------------------------------------------------- */

static void
put_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (out, (const guint8 *)&value, 4);
}

/* A rollback journal without a page, hot, that names @super: SQLite would delete that file after rolling back. */
static void
write_journal (const char *path, gsize size, const char *super)
{
  static const guint8 magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint32 sum = 0;

  g_byte_array_append (out, magic, sizeof magic);
  put_u32 (out, 0);
  put_u32 (out, 0);
  put_u32 (out, (guint32)(size / 4096));
  put_u32 (out, 512);
  put_u32 (out, 4096);
  g_byte_array_set_size (out, 512);
  memset (out->data + 28, 0, 512 - 28);
  put_u32 (out, 0x40000000 / 4096 + 1);
  for (const char *p = super; *p != '\0'; p++)
    sum += (guint8)*p;
  g_byte_array_append (out, (const guint8 *)super, (guint)strlen (super));
  put_u32 (out, (guint32)strlen (super));
  put_u32 (out, sum);
  g_byte_array_append (out, magic, sizeof magic);
  g_assert_true (g_file_set_contents (journal, (const char *)out->data, out->len, NULL));
}

static char *
read_bytes (const char *path, gsize *length)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

/* However it names another file, that stays, and so do the project and the journal. */
static void
test_super_journal (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *other = fixture_project (folder, "other.nqp");
  g_autofree char *victim = g_build_filename (folder, "victim.txt", NULL);
  g_autofree char *others_journal = g_strconcat (other, "-journal", NULL);
  g_autofree char *longer = g_strconcat (path, "-journal-2", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *around = g_strconcat (folder, "/./victim.txt", NULL);
  g_autoptr (NqpPanel) panel = fixture_panel ();
  const char *const victims[] = { victim, around, other, others_journal, longer };
  gsize size = 0, after_size = 0;
  g_autofree char *before = read_bytes (path, &size);

  g_assert_true (g_file_set_contents (victim, "a thesis\n", -1, NULL));
  g_assert_true (g_file_set_contents (others_journal, "not a journal, but somebody's", -1, NULL));
  g_assert_true (g_file_set_contents (longer, "not a journal, but somebody's", -1, NULL));
  for (gsize k = 0; k < G_N_ELEMENTS (victims); k++)
    for (int how = 0; how < 3; how++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *after = NULL, *name = g_path_get_basename (victims[k]);

        write_journal (path, size, victims[k]);
        if (how == 2) /* the project is to be replaced: what its journal says is not done either */
          g_assert_false (nqp_project_create (path, panel, NULL, NULL, "", TRUE, &error));
        else
          g_assert_null (
              nqp_project_open (path, how == 0 ? NQP_OPEN_READ_ONLY : NQP_OPEN_READ_WRITE, &error));
        g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
        g_assert_nonnull (strstr (error->message, name));
        g_assert_true (g_file_test (victims[k], G_FILE_TEST_EXISTS));
        g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
        after = read_bytes (path, &after_size);
        g_assert_cmpuint (size, ==, after_size);
        g_assert_true (memcmp (before, after, size) == 0);
      }
  g_assert_cmpint (g_remove (journal), ==, 0);
  g_assert_cmpint (g_remove (others_journal), ==, 0);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* The same while the project is open in a window: an edit is refused, nothing is deleted. */
static void
test_super_journal_later (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *victim = g_build_filename (folder, "victim.txt", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  g_autofree char *before = read_bytes (path, &size);

  g_assert_true (g_file_set_contents (victim, "a thesis\n", -1, NULL));
  write_journal (path, size, victim);
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_remove (journal), ==, 0);
  g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, 1, "x", NULL));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* A pipe or a link in the place of the journal: no wait, and what the link leads to stays. */
static void
test_odd_journals (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *victim = g_build_filename (folder, "victim.txt", NULL);
  static const char *const suffixes[] = { "-journal", "-wal" };

  g_assert_true (g_file_set_contents (victim, "a thesis\n", -1, NULL));
  for (gsize k = 0; k < G_N_ELEMENTS (suffixes); k++)
    for (int kind = 0; kind < 3; kind++)
      {
        g_autofree char *beside = g_strconcat (path, suffixes[k], NULL);
        g_autofree char *text = NULL;
        g_autoptr (GError) error = NULL;
        NqpProject *project;

        if (kind == 0)
          g_assert_cmpint (mkfifo (beside, 0600), ==, 0);
        else if (kind == 1)
          g_assert_cmpint (symlink (victim, beside), ==, 0);
        else
          g_assert_cmpint (g_mkdir (beside, 0700), ==, 0);
        project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);
        g_assert_null (project);
        g_assert_nonnull (error);
        g_assert_true (g_file_get_contents (victim, &text, NULL, NULL));
        g_assert_cmpstr (text, ==, "a thesis\n");
        g_assert_cmpint (g_remove (beside), ==, 0);
      }
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* ---- changesets ----------------------------------------------------------------------------------------------- */

/* A record into the history, as the next to be undone. */
static void
add_record (const char *path, const void *data, gsize size)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (nqp_sql_run (db,
                                "INSERT INTO history (label, time, changeset, step) VALUES "
                                "('W', 0, ?1, (SELECT coalesce(max(step), 0) + 1 FROM history))",
                                "b", bytes),
                   ==, SQLITE_OK);
}

static GBytes *
last_record (const char *path)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) stmt = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "SELECT changeset FROM history ORDER BY id DESC LIMIT 1", -1, &stmt, NULL), ==,
      SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  return g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize)sqlite3_column_bytes (stmt, 0));
}

/* What SQLite itself records of @sql, whatever the table. */
static GBytes *
record_of (const char *path, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;
  sqlite3_session *session = NULL;
  void *data = NULL;
  int size = 0;
  GBytes *bytes;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_create (db, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_changeset (session, &size, &data), ==, SQLITE_OK);
  g_assert_cmpint (size, >, 0);
  bytes = g_bytes_new (data, (gsize)size);
  sqlite3_free (data);
  sqlite3session_delete (session);
  g_assert_cmpint (sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  return bytes;
}

static gboolean
is_taken (const char *path, GBytes *bytes)
{
  g_autoptr (NqpProject) project = fixture_open (path);
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  return nqp_changeset_check (project->db, data, size);
}

/* Undo says so and ends there; the project is what it was, can be edited, and that edit be undone. */
static void
assert_refused (const char *path, const void *data, gsize size)
{
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  add_record (path, data, size);
  project = fixture_open (path);
  before = fixture_print (project);
  g_assert_true (nqp_project_check (project, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_false (nqp_project_undo (project, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
  g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, 3, "Value", NULL));
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_false (nqp_project_undo (project, NULL));
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&project, nqp_project_close);
  fixture_run_sql (path, "DELETE FROM history");
}

static void
test_no_changesets (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  static const struct
  {
    const char *bytes;
    gsize size;
  } bad[] = {
    { "", 0 },
    { "T", 1 },
    { "T\1", 2 },
    { "T\377", 2 },
    { "P\2\1\0project\0", 11 },
    { "T\2\1\0project\0", 10 },
    { "T\2\1\0project\0\22\0", 13 },
    { "T\2\1\0project\0\22\0\3\4meth\3\177x", 21 },
    { "T\2\1\0project\0\22\0\3\4meth\3\377\377\377\377\377x", 25 },
    { "T\2\1\0project\0\22\0\6\6", 15 },
    { "T\2\1\0project\0\22\2\5\5", 15 },
    { "T\2\1\0project\0\23\0\5\5", 15 },
    { "T\2\1\0project\0\22\0\0\5", 15 },
    { "T\2\0\1project\0\22\0\3\1a\3\1b", 19 },
    { "T\1\1project\0\22\0\3\1a", 15 },
    { "T\3\1\0\0project\0\22\0\3\1a\3\1b\5", 21 },
    { "T\2\1\0nothing\0\22\0\3\1a\3\1b", 19 },
    { "T\2\1\0state\0\22\0\3\1a\3\1b", 17 },
    { "T\2\1\0sqlite_schema\0\22\0\3\1a\3\1b", 25 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    assert_refused (path, bad[k].bytes, bad[k].size);
  fixture_remove (folder);
}

/* Well made, but of what no edit touches. */
static void
test_other_tables (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  static const char *const refused[] = {
    "UPDATE place SET has_data = 0 WHERE id = 0",
    "UPDATE place SET code = 'x' WHERE id = 0",
    "UPDATE boundary SET kind = 'inset' WHERE id = 0",
    "UPDATE series SET code = 'x' WHERE id = 0",
    "UPDATE node SET code = 'x' WHERE id = 1",
    "UPDATE node SET indicator_id = NULL WHERE indicator_id IS NOT NULL",
    "UPDATE indicator SET code = 'x' WHERE id = 0",
    "INSERT INTO state (key, value) VALUES ('page', 'map')",
    "INSERT INTO history (label, time, changeset) VALUES ('x', 0, x'00')",
    "INSERT INTO result (name, asked, made_of, body) VALUES ('a', 'b', 'c', x'00')",
    "UPDATE flag SET year = year + 1",
    "UPDATE boundary SET wkb = x'00' WHERE id = 0",
  };
  static const char *const taken[] = {
    "INSERT INTO year (year) VALUES (1999)",
    "UPDATE place SET name_en = 'x' WHERE id = 0",
    "UPDATE node SET weight = 0.5, locked = 1 WHERE id = 4",
    "UPDATE flag SET accepted = 1",
    "DELETE FROM flag",
    "DELETE FROM neighbour",
    "UPDATE neighbour SET kind = 'x'",
    "UPDATE place SET tile_col = 1 WHERE id = 0",
    "DELETE FROM boundary",
    "UPDATE place SET longitude = 1, group_id = NULL WHERE id = 0",
    "UPDATE region_group SET name_en = 'x'",
    "UPDATE series SET source = 'x', note = 'y'",
    "UPDATE indicator SET direction = -direction, unit_en = 'x' WHERE id = 0",
    "INSERT INTO node (id, parent_id, code, level, weight) VALUES (99, 0, 'relations', 'pillar', 0)",
    "INSERT INTO goalpost (indicator_id, lower, upper) VALUES (0, 1, NULL)",
    "DELETE FROM lesson_step",
    "DELETE FROM value WHERE place_id = 0",
  };

  for (gsize k = 0; k < G_N_ELEMENTS (refused); k++)
    {
      g_autoptr (GBytes) bytes = record_of (path, refused[k]);

      g_assert_false (is_taken (path, bytes));
      assert_refused (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  for (gsize k = 0; k < G_N_ELEMENTS (taken); k++)
    {
      g_autoptr (GBytes) bytes = record_of (path, taken[k]);

      g_assert_true (is_taken (path, bytes));
    }
  fixture_remove (folder);
}

/* Cut short anywhere, and with single bytes changed: whatever the walk lets through, SQLite applies or refuses in time, and
 * the project that is left can be opened, or is said to be damaged. */
static void
test_mutants (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpFramework) empty = nqp_framework_new ();
  g_autoptr (GBytes) record = NULL;
  g_autoptr (GRand) random = fuzz_random (20240131);
  gsize size = 0;
  const guint8 *data;
  guint n_taken = 0;

  g_assert_true (nqp_framework_seal (empty, NULL));
  g_assert_true (nqp_project_set_framework (project, empty, "Model", NULL));
  record = last_record (path);
  data = g_bytes_get_data (record, &size);
  g_assert_cmpuint (size, >, 100);
  for (gsize n = 0; n < size; n++)
    n_taken += nqp_changeset_check (project->db, data, n) ? 1 : 0;
  g_assert_cmpuint (n_taken, <, 40); /* only where one change ends and the next begins */
  for (int k = 0; k < fuzz_rounds (5000); k++)
    {
      g_autofree guint8 *mutant = g_memdup2 (data, size);
      int n_changes = g_rand_int_range (random, 1, 4);

      for (int c = 0; c < n_changes; c++)
        mutant[g_rand_int_range (random, 0, (int)size)] = (guint8)g_rand_int_range (random, 0, 256);
      if (!nqp_changeset_check (project->db, mutant, size))
        continue;
      if (k % 50 == 0)
        {
          add_record (path, mutant, size);
          (void)nqp_project_undo (project, NULL);
          fixture_run_sql (path, "DELETE FROM history");
        }
    }
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/hostile/super-journal", test_super_journal);
  g_test_add_func ("/store/hostile/super-journal-later", test_super_journal_later);
  g_test_add_func ("/store/hostile/odd-journals", test_odd_journals);
  g_test_add_func ("/store/hostile/no-changesets", test_no_changesets);
  g_test_add_func ("/store/hostile/other-tables", test_other_tables);
  g_test_add_func ("/store/hostile/mutants", test_mutants);
  return g_test_run ();
}
