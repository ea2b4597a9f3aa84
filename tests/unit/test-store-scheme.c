/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "nqp-project-private.h"

static GPtrArray *
read_schemes (NqpProject *project)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);
  GPtrArray *schemes = nqp_project_read_schemes (project, panel->tree, NULL);

  g_assert_nonnull (schemes);
  return schemes;
}

static NqpSavedScheme *
new_scheme (NqpProject *project, const char *name, double weight)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);
  g_autoptr (NqpTree) tree = nqp_tree_set_weight (panel->tree, nqp_tree_find (panel->tree, "gdppc"), weight);

  return nqp_saved_scheme_new (name, "weights=custom(entropy)", tree);
}

static void
test_round_trip (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpSavedScheme) one = new_scheme (project, "One", 0.625);
  g_autoptr (NqpSavedScheme) two = new_scheme (project, "二 “\"';--", 0.1);
  g_autoptr (GPtrArray) schemes = read_schemes (project);
  const NqpSavedScheme *read;

  g_assert_cmpuint (schemes->len, ==, 0);
  g_assert_true (nqp_project_save_scheme (project, one, "One", NULL));
  g_assert_true (nqp_project_save_scheme (project, two, "Two", NULL));
  g_assert_cmpint (two->id, >, one->id);
  g_clear_pointer (&schemes, g_ptr_array_unref);
  schemes = read_schemes (project);
  g_assert_cmpuint (schemes->len, ==, 2);
  read = schemes->pdata[1];
  g_assert_cmpstr (read->name, ==, two->name);
  g_assert_cmpstr (read->method, ==, two->method);
  g_assert_true (nqp_tree_equal_weights (read->tree, two->tree));
  g_assert_false (nqp_tree_equal_weights (read->tree, one->tree));

  /* the weights in force are not the scheme's */
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Two");
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_cmpint (nqp_project_stepped_parts (project), ==, NQP_PROJECT_SCHEMES);
  g_clear_pointer (&schemes, g_ptr_array_unref);
  schemes = read_schemes (project);
  g_assert_cmpuint (schemes->len, ==, 1);
  g_assert_true (nqp_project_redo (project, NULL));

  g_free (one->name);
  one->name = g_strdup ("Another name");
  g_assert_true (nqp_project_save_scheme (project, one, "Rename", NULL));
  g_assert_true (nqp_project_delete_scheme (project, two->id, "Away", NULL));
  g_clear_pointer (&schemes, g_ptr_array_unref);
  g_clear_pointer (&project, nqp_project_close);
  project = fixture_open (path);
  schemes = read_schemes (project);
  g_assert_cmpuint (schemes->len, ==, 1);
  read = schemes->pdata[0];
  g_assert_cmpstr (read->name, ==, "Another name");
  g_assert_true (nqp_tree_equal_weights (read->tree, one->tree));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* A scheme that is saved and comes into force in one action goes with one undo, and is not half there if it is refused. */
static void
test_adopt (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpPanel) before = nqp_project_read_panel (project, NULL);
  g_autofree char *method = nqp_project_read_method (project, NULL);
  g_autofree char *undone_method = NULL, *redone_method = NULL;
  g_autoptr (NqpSavedScheme) one = new_scheme (project, "One", 0.625);
  g_autoptr (NqpSavedScheme) gone = new_scheme (project, "gone", 0.1);
  g_autoptr (NqpTree) adopted = NULL, undone = NULL, redone = NULL, refused = NULL;
  g_autoptr (GPtrArray) schemes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_project_adopt_scheme (project, one, one->tree, "weights=custom", "Adopt", NULL));
  g_assert_cmpint (one->id, >, 0);
  adopted = nqp_project_read_weights (project, before->tree, NULL);
  g_assert_true (nqp_tree_equal_weights (adopted, one->tree));
  schemes = read_schemes (project);
  g_assert_cmpuint (schemes->len, ==, 1);

  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_cmpint (nqp_project_stepped_parts (project), ==, NQP_PROJECT_SCHEMES | NQP_PROJECT_WEIGHTS);
  g_assert_null (nqp_project_undo_label (project));
  undone = nqp_project_read_weights (project, adopted, NULL);
  g_assert_true (nqp_tree_equal_weights (undone, before->tree));
  undone_method = nqp_project_read_method (project, NULL);
  g_assert_cmpstr (undone_method, ==, method);
  g_clear_pointer (&schemes, g_ptr_array_unref);
  schemes = read_schemes (project);
  g_assert_cmpuint (schemes->len, ==, 0);

  g_assert_true (nqp_project_redo (project, NULL));
  redone = nqp_project_read_weights (project, undone, NULL);
  g_assert_true (nqp_tree_equal_weights (redone, one->tree));
  redone_method = nqp_project_read_method (project, NULL);
  g_assert_cmpstr (redone_method, ==, "weights=custom");

  gone->id = 77;
  g_assert_false (nqp_project_adopt_scheme (project, gone, gone->tree, NULL, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Adopt");
  refused = nqp_project_read_weights (project, redone, NULL);
  g_assert_true (nqp_tree_equal_weights (refused, one->tree));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_refused (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpSavedScheme) nameless = new_scheme (project, "", 0.5);
  g_autoptr (NqpSavedScheme) gone = new_scheme (project, "gone", 0.5);
  g_autoptr (GError) error = NULL;

  gone->id = 77;
  g_assert_false (nqp_project_save_scheme (project, nameless, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (nqp_project_save_scheme (project, gone, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (nqp_project_delete_scheme (project, 77, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_null (nqp_project_undo_label (project));
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_contradictions (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);
  g_autoptr (NqpSavedScheme) scheme = new_scheme (project, "One", 0.5);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_project_save_scheme (project, scheme, "One", NULL));
  g_clear_pointer (&project, nqp_project_close);
  fixture_run_sql (path, "UPDATE scheme_weight SET weight = -3 WHERE node = 'gdppc'");
  project = fixture_open (path);
  g_assert_null (nqp_project_read_schemes (project, panel->tree, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static NqpTree *
read_tree (NqpProject *project)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);

  return nqp_tree_ref (panel->tree);
}

/* Judgements are written with the weights, undone with them, and found again after a restart. */
static void
test_judgements (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpTree) tree = read_tree (project);
  int a = nqp_tree_find (tree, "gdppc"), b = nqp_tree_find (tree, "dens");
  g_autoptr (NqpTree) judged = nqp_tree_set_judgement (tree, a, b, 1.0 / 3, NULL);
  g_autoptr (NqpTree) read = NULL, undone = NULL, redone = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tree->judgements);
  g_assert_true (nqp_project_set_weights (project, judged, NULL, "Judge", NULL));
  read = read_tree (project);
  g_assert_true (nqp_judgements_equal (read->judgements, judged->judgements));
  g_assert_cmpfloat (nqp_judgements_get (read->judgements, "drivers.innovation-input", "dens", "gdppc"), ==,
                     3);
  g_assert_true (nqp_project_set_weights (project, judged, NULL, "Same", NULL)); /* nothing to record */
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Judge");
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_cmpint (nqp_project_stepped_parts (project), ==, NQP_PROJECT_WEIGHTS);
  undone = nqp_project_read_weights (project, read, NULL);
  g_assert_null (undone->judgements);
  g_assert_true (nqp_project_redo (project, NULL));
  redone = nqp_project_read_weights (project, undone, NULL);
  g_assert_true (nqp_judgements_equal (redone->judgements, judged->judgements));
  g_clear_pointer (&project, nqp_project_close);
  project = fixture_open (path);
  again = read_tree (project);
  g_assert_true (nqp_judgements_equal (again->judgements, judged->judgements));
  g_clear_pointer (&project, nqp_project_close);

  fixture_run_sql (path, "UPDATE judgement SET b = 'drivers'");
  project = fixture_open (path);
  g_assert_null (nqp_project_read_panel (project, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_goalposts (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *copy = g_build_filename (folder, "copy.nqp", NULL);
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpPanel) before = nqp_project_read_panel (project, NULL);
  g_autoptr (NqpPanel) after = NULL, undone = NULL, copied = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (isnan (before->indicators[0].lower) && isnan (before->indicators[0].upper));
  g_assert_true (nqp_project_set_goalposts (project, "gdppc", NAN, 0.1 + 0.2, "Goal", NULL));
  after = nqp_project_read_panel (project, NULL);
  g_assert_true (isnan (after->indicators[0].lower));
  g_assert_true (after->indicators[0].upper == 0.1 + 0.2);
  g_assert_true (isnan (after->indicators[1].upper));
  g_assert_true (nqp_project_create (copy, after, NULL, NULL, NULL, FALSE, NULL));
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_cmpint (nqp_project_stepped_parts (project), ==, NQP_PROJECT_DATA);
  undone = nqp_project_read_panel (project, NULL);
  g_assert_true (isnan (undone->indicators[0].upper));

  g_assert_false (nqp_project_set_goalposts (project, "gdppc", 2, 1, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (nqp_project_set_goalposts (project, "nothing", 1, 2, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_pointer (&project, nqp_project_close);
  project = fixture_open (copy);
  copied = nqp_project_read_panel (project, NULL);
  g_assert_true (copied->indicators[0].upper == 0.1 + 0.2);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* Kept over a restart, exchanged, and no part of the history. */
static void
test_results (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GBytes) first = g_bytes_new_static ("\0\1\2\377", 4);
  g_autoptr (GBytes) second = g_bytes_new_static ("second", 6);
  g_autoptr (GBytes) read = NULL, none = NULL;
  g_autofree char *asked = NULL, *made_of = NULL;
  g_autoptr (GError) error = NULL;

  none = nqp_project_read_result (project, "robustness", NULL, NULL, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  g_assert_true (nqp_project_keep_result (project, "robustness", "draws=10", "a", second, NULL));
  g_assert_true (nqp_project_keep_result (project, "robustness", "draws=20", "b", first, NULL));
  g_assert_null (nqp_project_undo_label (project));
  g_clear_pointer (&project, nqp_project_close);
  project = fixture_open (path);
  read = nqp_project_read_result (project, "robustness", &asked, &made_of, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, first));
  g_assert_cmpstr (asked, ==, "draws=20");
  g_assert_cmpstr (made_of, ==, "b");
  g_clear_pointer (&project, nqp_project_close);

  project = nqp_project_open (path, NQP_OPEN_READ_ONLY, NULL);
  g_assert_false (nqp_project_keep_result (project, "robustness", "x", "x", first, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/scheme/round-trip", test_round_trip);
  g_test_add_func ("/store/scheme/adopt", test_adopt);
  g_test_add_func ("/store/scheme/refused", test_refused);
  g_test_add_func ("/store/scheme/contradictions", test_contradictions);
  g_test_add_func ("/store/judgements", test_judgements);
  g_test_add_func ("/store/goalposts", test_goalposts);
  g_test_add_func ("/store/result/kept", test_results);
  return g_test_run ();
}
