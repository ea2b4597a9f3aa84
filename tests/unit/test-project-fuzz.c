/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-rounds.h"
#include "nqp-import-check.h"

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "nqp-layout.h"
#include "nqp-project.h"
#include "nqp-salvage.h"
#include "nqp-scores.h"
#include "nqp-uncertainty.h"

/* Whatever stands in one cell of a project file: it is read or refused, within bounds, and what is read can be drawn and
 * scored. */

#define N_ROUNDS fuzz_rounds (800)

static const struct
{
  const char *table, *key, *columns[16];
} tables[] = {
  { "project", "key", { "value" } },
  { "year", "year", { "year" } },
  { "place",
    "id",
    { "id", "code", "name_en", "group_id", "initials", "longitude", "latitude", "area_km2", "tile_col",
      "tile_row", "has_data" } },
  { "neighbour", "id", { "a", "b", "kind" } },
  { "series", "id", { "id", "code", "unit_en" } },
  { "value",
    "series_id, year, place_id",
    { "series_id", "year", "place_id", "value", "edited", "original" } },
  { "flag", "id", { "series_id", "year", "place_id", "note", "accepted" } },
  { "indicator",
    "id",
    { "id", "code", "pillar", "component", "direction", "role", "numerator_id", "denominator_id", "per_area",
      "factor" } },
  { "node", "id", { "id", "parent_id", "code", "level", "indicator_id", "weight", "locked", "is_on" } },
  { "boundary", "id", { "code", "kind", "wkb" } },
  { "state", "key", { "value" } },
  { "scenario", "id", { "place_id", "year", "name" } },
  { "scenario_value", "scenario_id, indicator_id", { "scenario_id", "indicator_id", "value" } },
  { "goalpost", "indicator_id", { "indicator_id", "lower", "upper" } },
  { "judgement", "parent, a, b", { "parent", "a", "b", "value" } },
  { "scheme", "id", { "name", "method" } },
  { "scheme_weight", "scheme_id, node", { "node", "weight", "locked", "is_on" } },
  { "result", "name", { "asked", "made_of", "body" } },
  { "framework", "id", { "kind", "parent", "from_id", "to_id", "ordinal" } },
  { "lesson_step", "lesson, position", { "highlight", "view", "position" } },
};

static const char *const values[] = {
  "NULL",
  "0",
  "1",
  "-1",
  "2147483647",
  "-2147483648",
  "4294967297",
  "9223372036854775807",
  "-9223372036854775808",
  "1e308",
  "-1e308",
  "9e999",
  "-9e999",
  "1e-320",
  "180.5",
  "-1000.0",
  "91.0",
  "0.5",
  "''",
  "'index'",
  "'x'",
  "'year=99999999999 page=zz'",
  "'weights=custom power=1e308'",
  "printf('%.*c', 100000, 'x')",
  "char(0, 27, 0x202e)",
  "x''",
  "x'01'",
  "x'010600000000000000'",
  "x'0106000000FFFFFFFF'",
  "x'01030000000100000000000000'",
  "x'010300000001000000010000000000000000000000000000000000000000'",
  "zeroblob(1000000)",
  "hex(zeroblob(100))",
};

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  (void)sqlite3_exec (db, sql, NULL, NULL, &message);
  if (message != NULL)
    g_test_message ("%s: %s", sql, message);
  sqlite3_free (message);
}

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  run_sql (db, "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; PRAGMA synchronous = 0; "
               "PRAGMA journal_mode = MEMORY");
  return db;
}

/* A project with a row in every table. */
static char *
make_project (const char *work)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "../../data/samples/china-provinces", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpFramework) framework = nqp_framework_new ();
  char *path = g_build_filename (work, "base.nqp", NULL);
  CheckFolder files;
  NqpEntry *entry = nqp_framework_add (framework, NQP_ENTRY_CONCEPT, "one");
  NqpLessonStep *step = nqp_framework_add_step (framework, "lesson");
  sqlite3 *db;

  entry->name = nqp_text_new ("One", NULL);
  entry->text = nqp_text_new ("Text", NULL);
  step->lesson_name = nqp_text_new ("Lesson", NULL);
  step->name = nqp_text_new ("Step", NULL);
  step->text = nqp_text_new ("Text", NULL);
  g_assert_true (nqp_framework_seal (framework, &error));
  check_folder_init (&files, folder);
  panel = nqp_import (&files.sources, &boundaries, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_project_create (path, panel, boundaries, framework, "weights=equal", FALSE, &error));
  check_folder_clear (&files);
  db = open_raw (path);
  run_sql (db, "INSERT INTO scenario SELECT 1, 's', 0, min (year), NULL FROM year;"
               "INSERT INTO scenario_value VALUES (1, 0, 5.5);"
               "INSERT INTO goalpost SELECT id, 0, 1000000 FROM indicator;"
               "INSERT INTO scheme VALUES (1, 'w', 'weights=equal');"
               "INSERT INTO scheme_weight SELECT 1, code, weight, 0, 1 FROM node;"
               "INSERT INTO judgement SELECT p.code, a.code, b.code, 3 FROM node p, node a, node b "
               "WHERE a.parent_id = p.id AND b.parent_id = p.id AND a.id < b.id AND p.parent_id IS NULL;"
               "INSERT INTO state VALUES ('view', 'year=3 page=map');"
               "INSERT INTO result VALUES ('uncertainty', 'draws=10', 'x', x'00');");
  sqlite3_close (db);
  return path;
}

static void
mutate_blob (sqlite3 *db, GRand *random)
{
  sqlite3_blob *blob = NULL;
  g_autofree char *count = NULL;
  int length;

  if (sqlite3_blob_open (db, "main", "boundary", "wkb", g_rand_int_range (random, 0, 30), 1, &blob)
      != SQLITE_OK)
    return;
  length = sqlite3_blob_bytes (blob);
  for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
    {
      guint8 byte = (guint8)g_rand_int (random);
      int at = g_rand_int_range (random, 0, g_rand_boolean (random) ? MIN (length, 40) : length);

      (void)sqlite3_blob_write (blob, &byte, 1, at);
    }
  sqlite3_blob_close (blob);
}

static void
mutate (const char *path, GRand *random)
{
  sqlite3 *db = open_raw (path);

  if (g_rand_int_range (random, 0, 8) == 0)
    mutate_blob (db, random);
  else
    {
      gsize t = (gsize)g_rand_int_range (random, 0, G_N_ELEMENTS (tables));
      gsize n_columns = 0;
      g_autofree char *sql = NULL;
      const char *value = values[g_rand_int_range (random, 0, G_N_ELEMENTS (values))];

      while (tables[t].columns[n_columns] != NULL)
        n_columns++;
      /* one row, or a whole column */
      sql = g_strdup_printf (
          "UPDATE OR REPLACE %s SET %s = %s WHERE (%s) IN (SELECT %s FROM %s ORDER BY %s LIMIT %d "
          "OFFSET (SELECT %d %% max (1, count (*)) FROM %s))",
          tables[t].table, tables[t].columns[g_rand_int_range (random, 0, (gint32)n_columns)], value,
          tables[t].key, tables[t].key, tables[t].table, tables[t].key,
          g_rand_int_range (random, 0, 4) == 0 ? 1000000 : 1, g_rand_int_range (random, 0, 2000),
          tables[t].table);
      g_test_message ("%.300s", sql);
      run_sql (db, sql);
    }
  sqlite3_close (db);
}

static void
assert_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 4000);
}

static void
check_scores (NqpProject *project, NqpPanel *panel, NqpTree *tree, const NqpMethod *method)
{
  g_autoptr (NqpPipeline) pipeline = nqp_pipeline_new ();
  g_autoptr (NqpScores) scores = NULL;
  g_autoptr (NqpUncertainty) kept = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *asked = NULL, *made_of = NULL;

  if (tree == NULL || tree->n_leaves == 0)
    return;
  scores = nqp_pipeline_run (pipeline, panel, tree, method, &error);
  if (scores == NULL)
    {
      assert_error (error);
      return;
    }
  for (int k = 0; k < scores->n_nodes; k++)
    for (int t = 0; t < scores->n_years; t++)
      for (int i = 0; i < scores->n_regions; i++)
        g_assert_false (isinf (nqp_scores_get (scores, k, t, i)));
  body = nqp_project_read_result (project, "uncertainty", &asked, &made_of, NULL);
  if (body != NULL && asked != NULL && made_of != NULL)
    kept = nqp_uncertainty_from_bytes (scores, asked, made_of, body, NULL);
}

/* FALSE: it was refused. */
static gboolean
use (NqpProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, &error);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpMapLayout) layout = NULL;
  g_autoptr (NqpFramework) framework = NULL;
  g_autoptr (GPtrArray) scenarios = NULL, schemes = NULL;
  g_autofree char *line = NULL;
  NqpMethod method;

  if (panel == NULL)
    {
      assert_error (error);
      return FALSE;
    }
  boundaries = nqp_project_read_boundaries (project, &error);
  if (boundaries == NULL)
    assert_error (error);
  g_clear_error (&error);
  layout = nqp_map_layout_new (panel, boundaries, &error);
  g_assert_no_error (error);
  g_assert_cmpint (layout->n_cols, <=, 2000);
  framework = nqp_project_read_framework (project, NULL);
  scenarios = nqp_project_read_scenarios (project, NULL);
  schemes = nqp_project_read_schemes (project, panel->tree, NULL);
  line = nqp_project_read_method (project, NULL);
  for (int how = 0; how < NQP_N_NORMALISE; how++)
    {
      nqp_method_init (&method);
      if (how == 0 && line != NULL)
        (void)nqp_method_parse (&method, line, NULL);
      else
        {
          method.scheme = NQP_SCHEME_EQUAL;
          method.normalise = (NqpNormalise)how;
        }
      check_scores (project, panel, panel->tree, &method);
    }
  return TRUE;
}

static void
fuzz (void)
{
  g_autofree char *work = check_make_folder ();
  g_autofree char *base = make_project (work), *path = g_build_filename (work, "p.nqp", NULL),
                  *content = NULL;
  g_autoptr (GRand) random = fuzz_random (20270101);
  gsize length;
  int n_read = 0, n_refused = 0;
  gint64 slowest = 0;

  g_assert_true (g_file_get_contents (base, &content, &length, NULL));
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start;

      g_assert_true (
          g_file_set_contents_full (path, content, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      mutate (path, random);
      start = g_get_monotonic_time ();
      project = nqp_project_open (path, NQP_OPEN_READ_ONLY, &error);
      if (project == NULL)
        assert_error (error);
      *(project != NULL && use (project) ? &n_read : &n_refused) += 1;
      slowest = MAX (slowest, g_get_monotonic_time () - start);
    }
  g_test_message ("%d opened, %d refused, slowest %d ms", n_read, n_refused, (int)(slowest / 1000));
  g_assert_cmpint (n_read, >, N_ROUNDS / 8);
  g_assert_cmpint (n_refused, >, N_ROUNDS / 8);
  g_assert_cmpint (slowest, <, 60 * G_USEC_PER_SEC);
  check_remove_folder (work);
}

/* The same files, salvaged: what comes of them opens, is sound, and can be drawn and scored. */
static void
salvage (void)
{
  g_autofree char *work = check_make_folder ();
  g_autofree char *base = make_project (work), *path = g_build_filename (work, "p.nqp", NULL),
                  *target = g_build_filename (work, "new.nqp", NULL), *content = NULL;
  g_autoptr (GRand) random = fuzz_random (20270102);
  gsize length;
  int n_saved = 0;

  g_assert_true (g_file_get_contents (base, &content, &length, NULL));
  for (int round = 0; round < N_ROUNDS / 16; round++)
    {
      g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_loss_free);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (NqpProject) project = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (
          g_file_set_contents_full (path, content, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      mutate (path, random);
      if (!nqp_project_salvage (path, target, TRUE, NULL, losses, &error))
        {
          assert_error (error);
          continue;
        }
      n_saved++;
      project = nqp_project_open (target, NQP_OPEN_READ_WRITE, &error);
      g_assert_no_error (error);
      g_assert_true (use (project));
      g_assert_true (nqp_project_check (project, problems, &error));
      g_assert_cmpuint (problems->len, ==, 0);
    }
  g_test_message ("%d of %d saved", n_saved, N_ROUNDS / 16);
  g_assert_cmpint (n_saved, >=, N_ROUNDS / 16 * 3 / 4);
  check_remove_folder (work);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/project/salvage", salvage);
  g_test_add_func ("/project/fuzz", fuzz);
  return g_test_run ();
}
