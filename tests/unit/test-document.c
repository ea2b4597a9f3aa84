/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-document.h"
#include "random-panel.h"
#include "store-fixture.h"

/* Two windows on one project, as documents: b acts on what it saw before a's edit. */

typedef struct
{
  char *folder, *path;
  NqpDocument *a, *b;
} Pair;

static NqpDocument *
open_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  NqpDocument *document = nqp_document_open (path, NQP_LANG_EN, &error);

  g_assert_no_error (error);
  return document;
}

static void
set_up (Pair *pair, gconstpointer data)
{
  const RandomPanel spec = { .n_regions = 6, .n_years = 2, .n_indicators = 12, .seed = 7 };
  g_autoptr (NqpPanel) panel = random_panel (&spec);
  g_autoptr (NqpFramework) framework = fixture_framework ();
  g_autoptr (GError) error = NULL;

  pair->folder = fixture_folder ();
  pair->path = g_build_filename (pair->folder, "p.nqp", NULL);
  nqp_project_create (pair->path, panel, NULL, framework, "weights=equal", FALSE, &error);
  g_assert_no_error (error);
  pair->a = open_document (pair->path);
  pair->b = open_document (pair->path);
}

/* Both, once they have looked, hold what a third that opens the file now sees. */
static void
assert_equal_to_file (Pair *pair)
{
  g_autoptr (NqpDocument) fresh = open_document (pair->path);
  NqpDocument *const both[] = { pair->a, pair->b };
  g_autofree char *method = nqp_method_to_string (&fresh->now.method);

  for (gsize k = 0; k < G_N_ELEMENTS (both); k++)
    {
      const NqpContents *now = &both[k]->now;
      g_autofree char *own = NULL;

      g_assert_true (nqp_document_refresh (both[k], NULL));
      own = nqp_method_to_string (&now->method);
      g_assert_cmpstr (own, ==, method);
      g_assert_true (nqp_tree_equal_weights (now->tree, fresh->now.tree));
      g_assert_true (nqp_judgements_equal (now->tree->judgements, fresh->now.tree->judgements));
      g_assert_true (nqp_framework_equal (now->framework, fresh->now.framework));
      g_assert_cmpuint (now->schemes->len, ==, fresh->now.schemes->len);
      g_assert_cmpuint (now->scenarios->len, ==, fresh->now.scenarios->len);
      for (gsize c = 0; c < (gsize)now->panel->n_series * now->panel->n_years * now->panel->n_regions; c++)
        g_assert_true (now->panel->values[c] == fresh->now.panel->values[c]
                       || (isnan (now->panel->values[c]) && isnan (fresh->now.panel->values[c])));
      for (int i = 0; i < now->panel->n_regions; i++)
        g_assert_true (nqp_scores_get (now->scores, 0, 0, i) == nqp_scores_get (fresh->now.scores, 0, 0, i));
    }
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  assert_equal_to_file (pair);
  g_clear_pointer (&pair->a, nqp_document_free);
  g_clear_pointer (&pair->b, nqp_document_free);
  fixture_assert_sound (pair->path);
  fixture_remove (pair->folder);
  g_free (pair->folder);
  g_free (pair->path);
}

static const NqpNode *
node (NqpDocument *document, const char *id)
{
  int at = nqp_tree_find (document->now.tree, id);

  g_assert_cmpint (at, >=, 0);
  return &document->now.tree->nodes[at];
}

static double
value (NqpDocument *document, int series, int region)
{
  return document->now.panel->values[nqp_panel_cell (document->now.panel, series, 0, region)];
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat_with_epsilon (a, b, 1e-12);
}

/* An edit of another kind, or elsewhere in the tree, is not overwritten by one that did not see it. */
static void
test_apart (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean taken_in = FALSE;
  NqpProjectParts changed;

  g_assert_true (nqp_document_set_weight (pair->a, "drivers", 0.4, &error));
  g_assert_true (nqp_document_set_locked (pair->b, "elements", TRUE, &error));
  changed = nqp_document_take_changes (pair->b, &taken_in);
  g_assert_true (taken_in && (changed & NQP_PROJECT_WEIGHTS));
  assert_near (node (pair->b, "drivers")->weight, 0.4);
  g_assert_true (node (pair->b, "elements")->locked);

  g_assert_true (nqp_document_set_value (pair->a, "S0", "R0000", 2000, 5, &error));
  g_assert_true (nqp_document_set_on (pair->b, "i3", FALSE, &error));
  g_assert_cmpfloat (value (pair->b, 0, 0), ==, 5);
  g_assert_true (nqp_document_set_value (pair->b, "S1", "R0000", 2000, 6, &error));
  g_assert_true (nqp_document_set_value (pair->a, "S0", "R0001", 2000, NAN, &error));
  g_assert_cmpfloat (value (pair->a, 1, 0), ==, 6);
  g_assert_false (node (pair->a, "i3")->on);
  g_assert_no_error (error);
  g_assert_true (nqp_document_take_changes (pair->a, &taken_in) & NQP_PROJECT_DATA);
  g_assert_true (taken_in);
}

/* A weight is dragged on both sides: the other's siblings are what is rescaled. */
static void
test_siblings (Pair *pair, gconstpointer data)
{
  double sum = 0;

  g_assert_true (nqp_document_set_weight (pair->a, "drivers", 0.5, NULL));
  g_assert_true (nqp_document_set_locked (pair->a, "drivers", TRUE, NULL));
  g_assert_true (nqp_document_set_weight (pair->b, "carriers", 0.3, NULL));
  assert_near (node (pair->b, "drivers")->weight, 0.5);
  assert_near (node (pair->b, "carriers")->weight, 0.3);
  for (int k = 1; k >= 0 && k < pair->b->now.tree->n_nodes; k = pair->b->now.tree->nodes[k].next_sibling)
    sum += pair->b->now.tree->nodes[k].weight;
  assert_near (sum, 1);
}

static void
test_locked (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_document_set_locked (pair->a, "drivers", TRUE, NULL));
  g_assert_false (nqp_document_set_weight (pair->b, "drivers", 0.7, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_assert_true (node (pair->b, "drivers")->locked);
  assert_near (node (pair->b, "drivers")->weight, 0.25);
}

/* The same cell or name on both sides: the second is told, sees the first, and may then do it. */
static void
test_same (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NqpText one = { (char *)"One", NULL }, two = { (char *)"Two", NULL };

  g_assert_true (nqp_document_set_value (pair->a, "S0", "R0000", 2000, 5, NULL));
  g_assert_false (nqp_document_set_value (pair->b, "S0", "R0000", 2000, 6, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_cmpfloat (value (pair->b, 0, 0), ==, 5);
  g_assert_true (nqp_document_set_value (pair->b, "S0", "R0000", 2000, 6, &error));

  g_assert_true (nqp_document_set_name (pair->b, NQP_NAME_PLACE, "R0002", &one, NULL));
  g_assert_false (nqp_document_set_name (pair->a, NQP_NAME_PLACE, "R0002", &two, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_true (nqp_document_set_name (pair->a, NQP_NAME_PLACE, "R0002", &two, NULL));

  g_assert_true (nqp_document_set_goalposts (pair->a, "i1", NAN, 1e9, NULL));
  g_assert_false (nqp_document_set_goalposts (pair->b, "i1", NAN, 2e9, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
}

/* Choices of the method are merged; of the same one the last counts. */
static void
test_method (Pair *pair, gconstpointer data)
{
  NqpMethod before = pair->b->now.method, rank = before, geometric = before;

  rank.normalise = NQP_NORMALISE_RANK;
  nqp_method_set_aggregate (&geometric, NQP_AGGREGATE_GEOMETRIC);
  g_assert_true (nqp_document_set_method (pair->a, &before, &rank, NULL));
  g_assert_true (nqp_document_set_method (pair->b, &before, &geometric, NULL));
  g_assert_cmpint (pair->b->now.method.normalise, ==, NQP_NORMALISE_RANK);
  g_assert_cmpint (pair->b->now.method.aggregate[0], ==, NQP_AGGREGATE_GEOMETRIC);

  /* together they make no sense: said, and what the other chose stands */
  before = rank = pair->a->now.method;
  nqp_document_refresh (pair->a, NULL);
  before = rank = geometric = pair->a->now.method;
  rank.normalise = NQP_NORMALISE_MINMAX;
  g_assert_true (nqp_document_set_method (pair->a, &before, &rank, NULL));
  g_assert_cmpint (pair->a->now.method.aggregate[0], ==, NQP_AGGREGATE_GEOMETRIC);
}

/* Computed before it is written: what gives no scores is not in the file, the history or the contents. */
static void
test_not_computed (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  NqpMethod before = pair->a->now.method, after = before;
  double lowest, highest;

  nqp_contents_get_extremes (&pair->a->now, 0, &lowest, &highest);
  after.normalise = NQP_NORMALISE_GOALPOSTS;
  g_assert_true (nqp_document_set_goalposts (pair->a, "i0", NAN, highest, &error));
  g_assert_true (nqp_document_set_method (pair->a, &before, &after, &error));
  g_assert_no_error (error);
  /* all values but one go, and that one reaches the upper mark: nothing is left between the marks */
  for (int t = 0; t < 2; t++)
    for (int i = 0; i < 6; i++)
      {
        g_autofree char *place = g_strdup_printf ("R%04d", i);
        gboolean last = t == 1 && i == 5;

        if (nqp_document_set_value (pair->a, "S0", place, 2000 + t, last ? 2 * highest : NAN, &error))
          continue;
        g_assert_true (last);
      }
  g_assert_nonnull (error);
  g_assert_false (value (pair->a, 0, 5) == 2 * highest);
  g_assert_cmpstr (nqp_project_undo_label (pair->a->project), ==, "Value of S0, R0004 2001");
  {
    g_autoptr (NqpDocument) fresh = open_document (pair->path);

    g_assert_null (fresh->now.trouble);
  }
}

/* Values of a scenario follow two fingers; what is gone is said by its name. */
static void
test_named (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Both", 0, 0, 12);
  g_autoptr (NqpScenario) by_a = NULL, by_b = NULL;
  gint64 id, scheme;

  id = nqp_document_save_scenario (pair->a, scenario, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  nqp_document_refresh (pair->b, NULL);
  by_a = nqp_scenario_copy (nqp_contents_find_scenario (&pair->a->now, id));
  by_b = nqp_scenario_copy (nqp_contents_find_scenario (&pair->b->now, id));
  by_a->values[1] = 11;
  by_b->values[2] = 22;
  g_assert_true (nqp_document_change_scenario (pair->a, by_a, NULL));
  g_assert_true (nqp_document_change_scenario (pair->b, by_b, NULL));
  g_assert_cmpfloat (nqp_contents_find_scenario (&pair->b->now, id)->values[1], ==, 11);
  g_assert_cmpfloat (nqp_contents_find_scenario (&pair->b->now, id)->values[2], ==, 22);
  g_assert_true (nqp_document_rename_scenario (pair->a, id, "Renamed", NULL));
  g_assert_cmpfloat (nqp_contents_find_scenario (&pair->a->now, id)->values[2], ==, 22);

  scheme = nqp_document_save_scheme (pair->a, "Mine", &pair->a->now.method, pair->a->now.tree, NULL);
  g_assert_cmpint (nqp_document_save_scheme (pair->b, "Mine", &pair->b->now.method, pair->b->now.tree, NULL),
                   !=, 0);
  g_assert_cmpuint (pair->b->now.schemes->len, ==, 2);
  g_assert_cmpstr (((NqpSavedScheme *)pair->b->now.schemes->pdata[1])->name, ==, "Mine 2");
  g_assert_true (nqp_document_delete_scheme (pair->a, scheme, NULL));
  g_assert_false (nqp_document_use_scheme (pair->b, scheme, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  g_assert_nonnull (strstr (error->message, "Mine"));
}

static gboolean
add_note (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  NqpEntry *entry = g_ptr_array_index (copy->entries, (guint)nqp_framework_find (copy, data));

  nqp_text_clear (&entry->note);
  entry->note = nqp_text_new (data, NULL);
  return TRUE;
}

static void
test_framework (Pair *pair, gconstpointer data)
{
  g_assert_true (nqp_document_edit_framework (pair->a, add_note, (char *)"drivers", "Note", NULL));
  g_assert_true (nqp_document_edit_framework (pair->b, add_note, (char *)"elements", "Note", NULL));
  for (int k = 0; k < 2; k++)
    {
      const char *id = k == 0 ? "drivers" : "elements";
      const NqpFramework *model = pair->b->now.framework;

      g_assert_cmpstr (nqp_framework_entry (model, nqp_framework_find (model, id))->note.en, ==, id);
    }
}

/* Each takes back its own; the other's stays, also where the one that undoes has not seen it. */
static void
test_undo (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_document_set_value (pair->a, "S0", "R0000", 2000, 5, NULL));
  g_assert_true (nqp_document_set_value (pair->b, "S0", "R0001", 2000, 6, NULL));
  g_assert_true (nqp_document_undo (pair->a, &error));
  g_assert_no_error (error);
  g_assert_true (nqp_project_stepped_below (pair->a->project));
  g_assert_cmpfloat (value (pair->a, 0, 0), !=, 5);
  g_assert_cmpfloat (value (pair->a, 0, 1), ==, 6);
  g_assert_true (nqp_document_redo (pair->a, &error));
  g_assert_cmpfloat (value (pair->a, 0, 0), ==, 5);
  g_assert_true (nqp_document_undo (pair->b, &error));
  g_assert_cmpfloat (value (pair->b, 0, 0), ==, 5);
  g_assert_false (nqp_document_undo (pair->b, &error));
}

/* A step that SQLite would take but that leaves what cannot be read is refused, and the rest stays usable. */
static void
test_undo_unsound (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = NULL;
  sqlite3_session *session = NULL;
  g_autoptr (GBytes) bytes = NULL;
  void *changes = NULL;
  int size = 0;

  g_assert_cmpint (sqlite3_open (pair->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE node SET weight = -7 WHERE id = 1", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3session_create (db, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE node SET weight = 0.25 WHERE id = 1", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3session_changeset (session, &size, &changes), ==, SQLITE_OK);
  sqlite3session_delete (session);
  bytes = g_bytes_new (changes, (gsize)size);
  sqlite3_free (changes);
  g_assert_cmpint (nqp_sql_run (db,
                                "INSERT INTO history (label, time, changeset, step) VALUES ('W', 0, ?1, 1)",
                                "b", bytes),
                   ==, SQLITE_OK);
  g_assert_false (nqp_document_undo (pair->b, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
  assert_near (node (pair->b, "drivers")->weight, 0.25);
  g_assert_true (nqp_document_set_weight (pair->b, "drivers", 0.5, NULL));
}

/* What another wrote and cannot be read here is not written over, however often that is tried. */
static void
test_unreadable_elsewhere (Pair *pair, gconstpointer data)
{
  g_assert_true (nqp_document_set_weight (pair->a, "drivers", 0.5, NULL));
  fixture_run_sql (pair->path, "UPDATE node SET weight = -7 WHERE code = 'elements'");
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nqp_document_set_weight (pair->b, "carriers", 0.3, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT);
    }
  fixture_run_sql (pair->path, "UPDATE node SET weight = (1 - 0.5) / 3 WHERE code = 'elements'");
  g_assert_true (nqp_document_set_weight (pair->b, "carriers", 0.3, NULL));
  g_assert_cmpfloat (node (pair->b, "drivers")->weight, >, node (pair->b, "elements")->weight * 2);
}

static void
test_read_only (Pair *pair, gconstpointer data)
{
  g_autoptr (NqpDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write anything");
      return;
    }
  g_assert_cmpint (g_chmod (pair->path, 0400), ==, 0);
  document = open_document (pair->path);
  g_assert_false (nqp_document_set_weight (document, "drivers", 0.5, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_chmod (pair->path, 0600), ==, 0);
}

#define ADD(name, function) g_test_add ("/document/" name, Pair, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("apart", test_apart);
  ADD ("siblings", test_siblings);
  ADD ("locked", test_locked);
  ADD ("same", test_same);
  ADD ("method", test_method);
  ADD ("not-computed", test_not_computed);
  ADD ("named", test_named);
  ADD ("framework", test_framework);
  ADD ("undo", test_undo);
  ADD ("undo-unsound", test_undo_unsound);
  ADD ("unreadable-elsewhere", test_unreadable_elsewhere);
  ADD ("read-only", test_read_only);
  return g_test_run ();
}
