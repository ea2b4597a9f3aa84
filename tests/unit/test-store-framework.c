/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "nqp-project-private.h"

static void
test_round_trip (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *plain = g_build_filename (folder, "plain.nqp", NULL);
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpFramework) model = fixture_framework ();
  g_autoptr (NqpFramework) read = nqp_project_read_framework (project, NULL);
  g_autoptr (NqpFramework) none = NULL;
  g_autoptr (NqpPanel) panel = fixture_panel ();

  g_assert_true (nqp_framework_equal (model, read)); /* lessons in the order they had, not by name */
  g_assert_cmpint (nqp_framework_entry (read, 1)->parent_at, ==, 0);
  g_clear_pointer (&project, nqp_project_close);

  g_assert_true (nqp_project_create (plain, panel, NULL, NULL, NULL, FALSE, NULL));
  project = fixture_open (plain);
  none = nqp_project_read_framework (project, NULL);
  g_assert_true (nqp_framework_is_empty (none));
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* "framework:id lesson_step:lesson " of each row that the last action recorded. */
static char *
last_changes (NqpProject *project)
{
  g_autoptr (sqlite3_stmt) stmt = NULL;
  GString *out = g_string_new (NULL);
  sqlite3_changeset_iter *iter = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (project->db, "SELECT changeset FROM history ORDER BY id DESC LIMIT 1",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (
      sqlite3changeset_start (&iter, sqlite3_column_bytes (stmt, 0), (void *)sqlite3_column_blob (stmt, 0)),
      ==, SQLITE_OK);
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table = NULL;
      sqlite3_value *key = NULL;
      int n_columns = 0, operation = 0;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL);
      if (operation == SQLITE_INSERT)
        sqlite3changeset_new (iter, 0, &key);
      else
        sqlite3changeset_old (iter, 0, &key);
      g_string_append_printf (out, "%s:%s ", table, (const char *)sqlite3_value_text (key));
    }
  g_assert_cmpint (sqlite3changeset_finalize (iter), ==, SQLITE_OK);
  return g_string_free (out, FALSE);
}

/* A note on one concept records that row alone, though all are written. */
static void
test_minimal (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpFramework) model = nqp_project_read_framework (project, NULL);
  g_autoptr (NqpFramework) noted = nqp_framework_copy (model);
  g_autoptr (NqpFramework) grown = NULL;
  g_autofree char *first = NULL, *second = NULL;
  NqpEntry *entry = g_ptr_array_index (noted->entries, 1);

  g_assert_true (nqp_project_set_framework (project, model, "Nothing", NULL));
  g_assert_null (nqp_project_undo_label (project));

  entry->note = nqp_text_new ("a note", NULL);
  g_assert_true (nqp_framework_seal (noted, NULL));
  g_assert_true (nqp_project_set_framework (project, noted, "Note", NULL));
  first = last_changes (project);
  g_assert_cmpstr (first, ==, "framework:drivers.green ");

  grown = nqp_framework_copy (noted);
  entry = nqp_framework_add (grown, NQP_ENTRY_LINK, "another");
  entry->from = g_strdup ("dens");
  entry->to = g_strdup ("elements");
  g_assert_true (nqp_framework_seal (grown, NULL));
  g_assert_true (nqp_project_set_framework (project, grown, "Link", NULL));
  second = last_changes (project);
  g_assert_cmpstr (second, ==, "framework:another ");
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* Two windows: an edit on top of the other's is undone only after the other's. */
static void
test_conflict (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpFramework) model = nqp_project_read_framework (project, NULL);
  g_autoptr (NqpFramework) noted = nqp_framework_copy (model);
  g_autoptr (GError) error = NULL;

  ((NqpEntry *)g_ptr_array_index (noted->entries, 1))->note = nqp_text_new ("a note", NULL);
  g_assert_true (nqp_framework_seal (noted, NULL));
  g_assert_true (nqp_project_set_framework (project, noted, "Note", NULL));
  fixture_run_sql (path, "UPDATE framework SET note_en = 'theirs' WHERE id = 'drivers.green'");
  g_assert_false (nqp_project_undo (project, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* Texts that no edit of ours writes are shown otherwise, by reading and in lists alike. */
static void
test_odd_texts (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (NqpFramework) model = NULL;
  g_autoptr (NqpFramework) changed = NULL;
  g_autoptr (GError) error = NULL;
  const NqpEntry *entry;

  fixture_run_sql (
      path, "UPDATE framework SET text_zh = hex(zeroblob(20001)), text_en = 'a' || char(13, 10) || 'b', "
            "name_en = 'x' || char(27, 10) || 'y', name_zh = hex(zeroblob(500000)) WHERE id = 'drivers'");
  project = fixture_open (path);
  model = nqp_project_read_framework (project, &error);
  g_assert_no_error (error);
  entry = nqp_framework_entry (model, nqp_framework_find (model, "drivers"));
  g_assert_cmpstr (entry->name.en, ==, "x\xef\xbf\xbd y");
  g_assert_cmpint (g_utf8_strlen (entry->name.zh, -1), ==, NQP_WORDS_MAX_NAME);
  g_assert_cmpstr (entry->text.en, ==, "a\nb");
  g_assert_cmpint (strlen (entry->text.zh), <=, NQP_FRAMEWORK_MAX_TEXT);

  changed = nqp_framework_copy (model);
  g_free (((NqpEntry *)g_ptr_array_index (changed->entries, 0))->name.en);
  ((NqpEntry *)g_ptr_array_index (changed->entries, 0))->name.en = g_strdup ("\tnew\nname\xe2\x80\xae");
  g_assert_true (nqp_framework_seal (changed, NULL));
  g_assert_false (nqp_project_set_framework (project, changed, "Name", &error));
  g_assert_error (error, NQP_WORDS_ERROR, 0);
  g_assert_nonnull (strstr (error->message, "U+202E"));
  strcpy (((NqpEntry *)g_ptr_array_index (changed->entries, 0))->name.en, "\tnew\nname");
  g_assert_true (nqp_project_set_framework (project, changed, "Name", NULL));
  nqp_framework_unref (model);
  model = nqp_project_read_framework (project, NULL);
  g_assert_cmpstr (nqp_framework_entry (model, 0)->name.en, ==, "new name");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* What contradicts itself in a file from elsewhere is said, and nothing falls over. */
static void
test_contradictions (void)
{
  static const char *const changes[] = {
    "UPDATE framework SET parent = 'nowhere' WHERE id = 'drivers.green'",
    "UPDATE framework SET parent = 'drivers.green' WHERE id = 'drivers'",
    "UPDATE framework SET parent = id WHERE id = 'drivers'",
    "DELETE FROM framework WHERE id = 'elements'",
    "DELETE FROM framework",
    "UPDATE framework SET kind = 'path' WHERE id = 'elements'",
    "UPDATE framework SET kind = 'measure' WHERE id = 'drivers.green'",
    "UPDATE framework SET to_id = NULL WHERE id = 'link'",
    "UPDATE framework SET from_id = NULL WHERE id = 'link'",
    "UPDATE framework SET name_en = NULL, name_zh = NULL WHERE id = 'drivers'",
    "UPDATE framework SET id = 'two words' WHERE id = 'link'",
    "UPDATE lesson_step SET highlight = 'nothing'",
    "UPDATE lesson_step SET view = 'zoom=1'",
    "UPDATE lesson_step SET lesson = '' WHERE lesson = 'a-lesson'",
    "UPDATE lesson_step SET lesson_en = 'Other' WHERE lesson = 'z-lesson' AND position = 1",
    "UPDATE lesson_step SET lesson_ordinal = 9 WHERE lesson = 'z-lesson' AND position = 1",
    "WITH RECURSIVE n (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 6000) "
    "INSERT INTO framework (id, ordinal, kind, name_en) SELECT 'c' || k, k, 'concept', 'c' FROM n",
  };
  g_autofree char *folder = fixture_folder ();

  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autofree char *path = fixture_project (folder, "p.nqp");
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (NqpFramework) model = NULL;
      g_autoptr (GError) error = NULL;

      fixture_run_sql (path, changes[k]);
      project = fixture_open (path);
      model = nqp_project_read_framework (project, &error);
      g_assert_null (model);
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, path));
    }
  fixture_remove (folder);
}

static void
test_scenarios (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpScenario) one = nqp_scenario_new ("One", 0, 0, 3);
  g_autoptr (NqpScenario) two = nqp_scenario_new ("二", 2, 1, 3);
  g_autoptr (NqpScenario) again = nqp_scenario_copy (two);
  g_autoptr (GPtrArray) scenarios = NULL;
  g_autofree char *changes = NULL;
  NqpScenario *read;

  two->values[1] = 0.1 + 0.2;
  two->values[2] = -7;
  two->note = g_strdup ("note");
  g_assert_true (nqp_project_save_scenario (project, one, "One", NULL));
  g_assert_true (nqp_project_save_scenario (project, two, "Two", NULL));
  g_assert_cmpint (one->id, >, 0);
  g_assert_cmpint (two->id, >, one->id);
  scenarios = nqp_project_read_scenarios (project, NULL);
  g_assert_cmpuint (scenarios->len, ==, 2);
  read = scenarios->pdata[1];
  g_assert_cmpstr (read->name, ==, "二");
  g_assert_cmpstr (read->note, ==, "note");
  g_assert_cmpint (read->place, ==, 2);
  g_assert_cmpint (read->year, ==, 1);
  g_assert_cmpint (read->n_values, ==, 3);
  g_assert_true (isnan (read->values[0]));
  g_assert_true (read->values[1] == 0.1 + 0.2 && read->values[2] == -7);

  /* an update records the value that changed */
  two->values[2] = 8;
  g_assert_true (nqp_project_save_scenario (project, two, "Two", NULL));
  changes = last_changes (project);
  g_assert_cmpstr (changes, ==, "scenario_value:2 ");

  g_assert_true (nqp_project_delete_scenario (project, two->id, "Away", NULL));
  g_clear_pointer (&scenarios, g_ptr_array_unref);
  scenarios = nqp_project_read_scenarios (project, NULL);
  g_assert_cmpuint (scenarios->len, ==, 1);
  g_assert_true (nqp_project_save_scenario (project, again, "Again", NULL));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_scenarios_refused (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = fixture_print (project);
  g_autofree char *after = NULL;
  NqpScenario *wrong[] = {
    nqp_scenario_new ("", 0, 0, 3),       /* no name */
    nqp_scenario_new ("inf", 0, 0, 3),    /* no number */
    nqp_scenario_new ("place", 3, 0, 3),  /* only on the map */
    nqp_scenario_new ("year", 0, 2, 3),   /* there is not */
    nqp_scenario_new ("number", 0, 0, 4), /* of indicators */
    nqp_scenario_new ("gone", 0, 0, 3),   /* deleted meanwhile */
  };
  g_autoptr (GError) error = NULL;

  wrong[1]->values[0] = INFINITY;
  wrong[4]->values[3] = 1;
  wrong[5]->id = 77;
  for (gsize k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_assert_false (nqp_project_save_scenario (project, wrong[k], "x", &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
      g_clear_error (&error);
      nqp_scenario_free (wrong[k]);
    }
  g_assert_false (nqp_project_delete_scenario (project, 77, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (nqp_project_undo_label (project));
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_scenarios_contradict (void)
{
  static const char *const changes[] = {
    "UPDATE scenario SET place_id = 99",
    "UPDATE scenario SET place_id = 3", /* without data */
    "UPDATE scenario SET year = 1",
    "UPDATE scenario_value SET scenario_id = 99",
    "UPDATE scenario_value SET indicator_id = 99",
    "UPDATE scenario_value SET value = 9e999",
  };
  g_autofree char *folder = fixture_folder ();

  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autofree char *path = fixture_project (folder, "p.nqp");
      g_autoptr (NqpProject) project = fixture_open (path);
      g_autoptr (NqpScenario) scenario = nqp_scenario_new ("x", 0, 0, 3);
      g_autoptr (GError) error = NULL;

      scenario->values[0] = 1;
      g_assert_true (nqp_project_save_scenario (project, scenario, "x", NULL));
      g_clear_pointer (&project, nqp_project_close);
      fixture_run_sql (path, changes[k]);
      project = fixture_open (path);
      g_assert_null (nqp_project_read_scenarios (project, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
    }
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/framework/round-trip", test_round_trip);
  g_test_add_func ("/store/framework/minimal", test_minimal);
  g_test_add_func ("/store/framework/conflict", test_conflict);
  g_test_add_func ("/store/framework/contradictions", test_contradictions);
  g_test_add_func ("/store/framework/odd-texts", test_odd_texts);
  g_test_add_func ("/store/scenario/round-trip", test_scenarios);
  g_test_add_func ("/store/scenario/refused", test_scenarios_refused);
  g_test_add_func ("/store/scenario/contradictions", test_scenarios_contradict);
  return g_test_run ();
}
