/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"
#include "nqp-import-check.h"

/* Projects in which not all is well: a method that does not compute, no score yet, what another program took away. Each opens,
 * says what is wrong, and can be edited. */

static const RandomPanel spec
    = { .n_regions = 5, .n_years = 2, .n_indicators = 12, .flagged = TRUE, .seed = 7 };

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = check_project (fixture->folder, &spec, "weights=equal");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_assert_sound (fixture->path);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
set_line (Fixture *fixture, const char *line)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE project SET value = '%s' WHERE key = 'method'", line);

  fixture_run_sql (fixture->path, sql);
}

static char *
line_in_file (Fixture *fixture)
{
  g_autoptr (NqpProject) project = fixture_open (fixture->path);

  return nqp_project_read_method (project, NULL);
}

static void
assert_line (Fixture *fixture, const char *line)
{
  g_autofree char *found = line_in_file (fixture);

  g_assert_cmpstr (found, ==, line);
}

#define ZERO                                                                                                 \
  "UPDATE value SET value = 0 WHERE year = 2000 AND series_id = (SELECT id FROM series WHERE code = 'S0') "  \
  "AND place_id = (SELECT id FROM place WHERE code = 'R0000')"
#define CONSTANT "UPDATE value SET value = 1"
#define GOALPOSTS                                                                                            \
  "INSERT INTO goalpost (indicator_id, lower, upper) SELECT id, NULL, -5 FROM indicator WHERE code = 'i0'"

/* ---- a method that does not compute --------------------------------------------------------------------------- */

/* The plain method that is nearest: what computes stays. */
static const struct
{
  const char *sql, *line;
  NqpNormalise normalise;
  NqpOutliers outliers;
  NqpScheme scheme;
  NqpAggregate aggregate;
} broken[] = {
  { ZERO, "normalise=distance weights=cv aggregate=geometric", NQP_NORMALISE_MINMAX, NQP_OUTLIERS_NONE,
    NQP_SCHEME_CV, NQP_AGGREGATE_GEOMETRIC },
  { GOALPOSTS, "normalise=goalposts outliers=winsorise weights=critic", NQP_NORMALISE_MINMAX,
    NQP_OUTLIERS_WINSORISE, NQP_SCHEME_CRITIC, NQP_AGGREGATE_ARITHMETIC },
  { CONSTANT, "normalise=rank weights=entropy", NQP_NORMALISE_RANK, NQP_OUTLIERS_NONE, NQP_SCHEME_EQUAL,
    NQP_AGGREGATE_ARITHMETIC },
  { CONSTANT ";" GOALPOSTS, "normalise=goalposts weights=entropy", NQP_NORMALISE_MINMAX, NQP_OUTLIERS_NONE,
    NQP_SCHEME_EQUAL, NQP_AGGREGATE_ARITHMETIC },
  { CONSTANT, "normalise=zscore weights=pca aggregate=harmonic", NQP_NORMALISE_MINMAX, NQP_OUTLIERS_NONE,
    NQP_SCHEME_EQUAL, NQP_AGGREGATE_HARMONIC },
  { "SELECT 1", "normalise=goalposts outliers=box-cox weights=custom", NQP_NORMALISE_MINMAX,
    NQP_OUTLIERS_BOXCOX, NQP_SCHEME_CUSTOM, NQP_AGGREGATE_ARITHMETIC },
};

static void
test_nearest (Fixture *fixture, gconstpointer data)
{
  for (gsize k = 0; k < G_N_ELEMENTS (broken); k++)
    {
      g_autofree char *folder = fixture_folder ();
      Fixture own = { folder, check_project (folder, &spec, broken[k].line) };
      g_autoptr (NqpDocument) document = NULL;
      const NqpMethod *method;

      fixture_run_sql (own.path, broken[k].sql);
      document = check_open (own.path);
      method = &document->now.method;
      g_assert_nonnull (document->now.trouble);
      g_assert_null (document->now.no_score);
      g_assert_cmpint (method->normalise, ==, broken[k].normalise);
      g_assert_cmpint (method->outliers, ==, broken[k].outliers);
      g_assert_cmpint (method->scheme, ==, broken[k].scheme);
      g_assert_cmpint (method->aggregate[0], ==, broken[k].aggregate);
      g_assert_true (nqp_method_equal (&document->now.scores->method, method));
      assert_line (&own, broken[k].line);
      g_clear_pointer (&document, nqp_document_free);
      g_free (own.path);
      fixture_remove (folder);
    }
}

#define BROKEN_LINE "normalise=distance weights=cv"

static NqpDocument *
open_broken (Fixture *fixture)
{
  NqpDocument *document;

  fixture_run_sql (fixture->path, ZERO);
  set_line (fixture, BROKEN_LINE);
  document = check_open (fixture->path);
  g_assert_error (document->now.trouble, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  return document;
}

/* Taken by a click: one step, which may be taken back, also after a restart, and made again. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = open_broken (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = check_print (document), *back = NULL;
  NqpMethod shown = document->now.method;

  g_assert_null (nqp_project_undo_label (document->project));
  g_assert_true (nqp_document_take_plain_method (document, &error));
  g_assert_no_error (error);
  g_assert_null (document->now.trouble);
  g_assert_true (nqp_method_equal (&shown, &document->now.own));
  g_assert_nonnull (nqp_project_undo_label (document->project));
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_take_plain_method (document, &error)); /* nothing to take: no step */
  g_assert_cmpint (check_count (fixture->path, "SELECT count(*) FROM history"), ==, 1);

  g_clear_pointer (&document, nqp_document_free);
  document = check_open (fixture->path);
  g_assert_null (document->now.trouble);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  back = check_print (document);
  check_same_text (before, back);
  assert_line (fixture, BROKEN_LINE);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_redo (document, &error));
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);
}

/* Other edits leave the method in the file alone; one that mends its reason brings it back. */
static void
test_edit_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = open_broken (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_document_set_value (document, "S1", "R0001", 2000, 5, &error));
  g_assert_true (nqp_document_set_locked (document, "drivers", TRUE, &error));
  g_assert_true (nqp_document_set_judgement (document, "elements", "drivers", 3, &error));
  g_assert_no_error (error);
  g_assert_nonnull (document->now.trouble);
  assert_line (fixture, BROKEN_LINE);
  check_same_as_file (document, fixture->path);

  /* a choice that leaves it broken is refused, and says why */
  g_assert_false (check_set_method (document, "normalise=distance aggregate=harmonic", &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_clear_error (&error);
  check_same_as_file (document, fixture->path);

  g_assert_true (nqp_document_set_on (document, "i0", FALSE, &error));
  g_assert_null (document->now.trouble);
  g_assert_cmpint (document->now.method.normalise, ==, NQP_NORMALISE_DISTANCE);
  assert_line (fixture, BROKEN_LINE);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  g_assert_nonnull (document->now.trouble);
  g_assert_true (nqp_document_set_value (document, "S0", "R0000", 2000, 5, &error));
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);

  /* a weight moves, the rest of the method stays; what is broken afterwards is refused again */
  g_assert_true (nqp_document_set_weight (document, "carriers", 0.4, &error));
  g_assert_cmpint (document->now.own.normalise, ==, NQP_NORMALISE_DISTANCE);
  g_assert_false (nqp_document_set_value (document, "S0", "R0000", 2000, 0, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  check_same_as_file (document, fixture->path);
}

/* A weight that is moved while another choice of the method is broken does not take the plain one along. */
static void
test_weight_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = open_broken (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_document_set_weight (document, "carriers", 0.4, &error));
  g_assert_no_error (error);
  g_assert_nonnull (document->now.trouble);
  g_assert_cmpint (document->now.own.normalise, ==, NQP_NORMALISE_DISTANCE);
  g_assert_cmpint (document->now.own.scheme, ==, NQP_SCHEME_CUSTOM);
  check_same_as_file (document, fixture->path);
  g_assert_true (check_set_method (document, "normalise=rank", &error));
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  double weight;

  document = check_open (fixture->path);
  g_assert_true (nqp_document_set_weight (document, "carriers", 0.4, &error));
  g_clear_pointer (&document, nqp_document_free);
  set_line (fixture, "weights=astrology");
  document = check_open (fixture->path);
  g_assert_error (document->now.trouble, NQP_METHOD_ERROR, NQP_METHOD_ERROR_UNKNOWN);
  weight = document->now.tree->nodes[nqp_tree_find (document->now.tree, "carriers")].weight;
  g_assert_cmpfloat_with_epsilon (weight, 0.4, 1e-12); /* what was set by hand is there */
  g_assert_true (nqp_document_set_locked (document, "carriers", TRUE, &error));
  g_assert_true (nqp_document_set_weight (document, "drivers", 0.3, &error));
  g_assert_no_error (error);
  assert_line (fixture, "weights=astrology");
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_take_plain_method (document, &error));
  g_assert_no_error (error);
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  assert_line (fixture, "weights=astrology");
  check_same_as_file (document, fixture->path);
}

/* Another window made it, an older version or SQL: taken in, shown, said. */
static void
test_broken_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = check_open (fixture->path);
  g_autoptr (NqpProject) other = fixture_open (fixture->path);

  g_assert_true (nqp_project_set_weights (other, document->now.tree, BROKEN_LINE, "Method", NULL));
  g_assert_true (nqp_project_set_value (other, "S0", "R0000", 2000, 0, "Zero", NULL));
  g_assert_true (nqp_document_refresh (document, NULL));
  g_assert_nonnull (document->now.trouble);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_project_undo (other, NULL));
  g_assert_true (nqp_document_refresh (document, NULL));
  g_assert_null (document->now.trouble);
  check_same_as_file (document, fixture->path);
}

/* ---- no score yet ------------------------------------------------------------------------------------------------ */

#define TAKE_VALUES "DELETE FROM flag; DELETE FROM value;"

static const char *const nothing[] = {
  "UPDATE node SET is_on = 0 WHERE parent_id IS NOT NULL",
  TAKE_VALUES "DELETE FROM year",
  TAKE_VALUES "DELETE FROM place",
};

static void
test_no_score (Fixture *fixture, gconstpointer data)
{
  for (gsize k = 0; k < G_N_ELEMENTS (nothing); k++)
    {
      g_autofree char *folder = fixture_folder ();
      Fixture own = { folder, check_project (folder, &spec, "weights=entropy") };
      g_autoptr (NqpDocument) document = NULL;
      g_autoptr (GError) error = NULL;

      fixture_run_sql (own.path, nothing[k]);
      document = check_open (own.path);
      g_assert_error (document->now.no_score, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING);
      g_assert_null (document->now.trouble);
      for (int t = 0; t < document->now.panel->n_years; t++)
        for (int i = 0; i < document->now.panel->n_regions; i++)
          for (int node = 0; node < document->now.scores->n_nodes; node++)
            g_assert_cmpint (nqp_scores_rank (document->now.scores, node, t, i), ==, 0);
      check_same_as_file (document, own.path);
      g_assert_true (check_set_method (document, "normalise=zscore", &error));
      g_assert_true (nqp_document_set_locked (document, "drivers", TRUE, &error));
      g_assert_no_error (error);
      check_same_as_file (document, own.path);
      if (k == 0)
        {
          g_assert_true (nqp_document_set_on (document, "i0", TRUE, &error));
          g_assert_null (document->now.no_score);
          g_assert_cmpint (nqp_scores_rank (document->now.scores, 0, 0, 0), >, 0);
          check_same_as_file (document, own.path);
          g_assert_true (nqp_document_undo (document, &error)); /* it was a state of the project */
          g_assert_nonnull (document->now.no_score);
          check_same_as_file (document, own.path);
        }
      g_clear_pointer (&document, nqp_document_free);
      fixture_assert_sound (own.path);
      g_free (own.path);
      fixture_remove (folder);
    }
}

/* A data file alone: every column waits for its pillar. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  for (int j = 0; j < panel->n_indicators; j++)
    {
      g_clear_pointer (&panel->indicators[j].pillar, g_free);
      g_clear_pointer (&panel->indicators[j].component, g_free);
      panel->indicators[j].role = NQP_ROLE_UNASSIGNED;
    }
  g_clear_pointer (&panel->tree, nqp_tree_unref);
  panel->tree = nqp_panel_make_tree (panel);
  nqp_project_create (fixture->path, panel, NULL, NULL, "weights=entropy", TRUE, &error);
  g_assert_no_error (error);
  document = check_open (fixture->path);
  g_assert_error (document->now.no_score, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NOTHING);
  g_assert_true (nqp_document_set_value (document, "S0", "R0000", 2000, 5, &error));
  g_assert_true (check_set_method (document, "normalise=zscore", &error));
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  check_same_as_file (document, fixture->path);
}

/* ---- what another program took away ------------------------------------------------------------------------------ */

static void
record (sqlite3 *db, const char *sql)
{
  sqlite3_session *session = NULL;
  g_autoptr (GBytes) bytes = NULL;
  void *changes = NULL;
  int size = 0;

  g_assert_cmpint (sqlite3session_create (db, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_changeset (session, &size, &changes), ==, SQLITE_OK);
  sqlite3session_delete (session);
  bytes = g_bytes_new (changes, (gsize)size);
  sqlite3_free (changes);
  g_assert_cmpint (nqp_sql_run (db,
                                "INSERT INTO history (label, time, changeset, step) "
                                "SELECT 'Other', 0, ?1, coalesce(max(step), 0) + 1 FROM history",
                                "b", bytes),
                   ==, SQLITE_OK);
}

/* No edit of this program takes a place away, so that there is no undo of it. */
static void
forget_other (Fixture *fixture)
{
  fixture_run_sql (fixture->path, "DELETE FROM history WHERE label = 'Other'");
}

/* Positions move: a scenario stays one of the same place, year and indicator. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = check_open (fixture->path);
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Hope", 3, 1, spec.n_indicators);
  g_autoptr (NqpScenario) other = nqp_scenario_new ("Fear", 0, 1, spec.n_indicators);
  g_autoptr (NqpScenario) changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = NULL;
  const NqpScenario *found;
  gint64 id;

  scenario->values[5] = 2;
  id = nqp_document_save_scenario (document, scenario, &error);
  g_assert_no_error (error);
  changed = nqp_scenario_copy (nqp_contents_find_scenario (&document->now, id));
  changed->values[6] = 3;
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  record (db, "DELETE FROM value WHERE place_id = (SELECT id FROM place WHERE code = 'R0000') OR year = 2000;"
              "DELETE FROM place WHERE code = 'R0000'; DELETE FROM year WHERE year = 2000;"
              "DELETE FROM node WHERE code = 'i1'; DELETE FROM indicator WHERE code = 'i1'");

  /* what was seen with the old positions is put where it belongs now */
  g_assert_true (nqp_document_change_scenario (document, changed, &error));
  g_assert_no_error (error);
  found = nqp_contents_find_scenario (&document->now, id);
  g_assert_cmpstr (document->now.panel->places[found->place].code, ==, "R0003");
  g_assert_cmpint (document->now.panel->years[found->year], ==, 2001);
  g_assert_cmpfloat (found->values[nqp_panel_find_indicator (document->now.panel, "i5")], ==, 2);
  g_assert_cmpfloat (found->values[nqp_panel_find_indicator (document->now.panel, "i6")], ==, 3);
  check_same_as_file (document, fixture->path);

  /* and what is gone is said */
  g_assert_false (nqp_document_set_value (document, "S0", "R0000", 2001, 5, &error));
  g_clear_error (&error);
  g_assert_false (nqp_document_set_on (document, "i1", FALSE, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  g_clear_error (&error);
  g_assert_false (nqp_document_set_goalposts (document, "i1", 0, 1, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  check_same_as_file (document, fixture->path);
  forget_other (fixture);
}

/* Gone between the look and the edit. */
static void
test_gone_unseen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpDocument) document = check_open (fixture->path);
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Hope", 0, 1, spec.n_indicators);
  g_autoptr (NqpTree) tree
      = nqp_tree_set_weight (document->now.tree, nqp_tree_find (document->now.tree, "drivers"), 0.6);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  record (db, "DELETE FROM value WHERE place_id = (SELECT id FROM place WHERE code = 'R0000');"
              "DELETE FROM place WHERE code = 'R0000'; DELETE FROM node WHERE code = 'i1'");
  g_assert_cmpint (nqp_document_save_scenario (document, scenario, &error), ==, 0);
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  g_clear_error (&error);
  g_assert_true (nqp_document_adopt_scheme (document, "Theirs", tree, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nqp_tree_find (document->now.tree, "i1"), <, 0);
  g_assert_cmpfloat_with_epsilon (
      document->now.tree->nodes[nqp_tree_find (document->now.tree, "drivers")].weight, 0.6, 1e-12);
  check_same_as_file (document, fixture->path);
  forget_other (fixture);
}

/* ---- the case this began with ------------------------------------------------------------------------------------ */

/* China's provinces: the digital finance index measured up to 202.2, and its lowest value raised above that. */
static void
test_finance (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "samples", "china-provinces", NULL);
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gboolean done = TRUE;
  CheckFolder files;

  check_folder_init (&files, folder);
  panel = check_import (&files.sources, &boundaries);
  check_folder_clear (&files);
  g_assert_true (nqp_project_create (fixture->path, panel, NULL, NULL, "weights=entropy", TRUE, &error));
  document = check_open (fixture->path);
  g_assert_true (nqp_document_set_goalposts (document, "fin", NAN, 202.2, &error));
  g_assert_true (check_set_method (document, "normalise=goalposts", &error));
  g_assert_no_error (error);
  while (done)
    {
      const NqpPanel *now = document->now.panel;
      const int s = nqp_panel_find_series (now, "FININDEX"), n = now->n_years * now->n_regions;
      int lowest = 0;

      for (int c = 1; c < n; c++)
        if (now->values[s * n + c] < now->values[s * n + lowest])
          lowest = c;
      g_assert_cmpfloat (now->values[s * n + lowest], <, 202.2);
      g_clear_pointer (&before, g_free);
      before = check_print (document);
      done = nqp_document_set_value (document, "FININDEX", now->places[lowest % now->n_regions].code,
                                     now->years[lowest / now->n_regions], 210, &error);
    }
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "202.2"));
  after = check_print (document);
  check_same_text (before, after);
  check_same_as_file (document, fixture->path);
}

#define ADD(name, function) g_test_add ("/document/states/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nearest", test_nearest);
  ADD ("take", test_take);
  ADD ("edit-broken", test_edit_broken);
  ADD ("weight-broken", test_weight_broken);
  ADD ("unreadable", test_unreadable);
  ADD ("broken-elsewhere", test_broken_elsewhere);
  ADD ("no-score", test_no_score);
  ADD ("waiting", test_waiting);
  ADD ("gone", test_gone);
  ADD ("gone-unseen", test_gone_unseen);
  ADD ("finance", test_finance);
  return g_test_run ();
}
