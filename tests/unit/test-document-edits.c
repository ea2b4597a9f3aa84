/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"

#include "nqp-document-structure.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Each kind of edit: computed before it is written, one step of the history, the same after reopening; what cannot be computed
 * or written is refused with a reason, and neither file nor document has changed. */

static const RandomPanel spec
    = { .n_regions = 5, .n_years = 2, .n_indicators = 12, .flagged = TRUE, .seed = 7 };

typedef struct
{
  char *folder, *path;
  NqpDocument *document;
} Fixture;

/* Saved first: a set of weights, a scenario, a judgement, an edited weight; their ids are 1. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Hope", 0, 0, spec.n_indicators);
  g_autoptr (GError) error = NULL;
  NqpDocument *document;

  fixture->folder = fixture_folder ();
  fixture->path = check_project (fixture->folder, &spec, "weights=equal");
  fixture->document = document = check_open (fixture->path);
  scenario->values[1] = 3;
  g_assert_cmpint (
      nqp_document_save_scheme (document, "Mine", &document->now.method, document->now.tree, &error), ==, 1);
  g_assert_cmpint (nqp_document_save_scenario (document, scenario, &error), ==, 1);
  g_assert_true (nqp_document_set_judgement (document, "elements", "drivers", 3, &error));
  g_assert_true (nqp_document_accept_finding (document, "few:S1", NAN, "Only sampled", &error));
  g_assert_true (nqp_document_set_weight (document, "carriers", 0.4, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->document, nqp_document_free);
  fixture_assert_sound (fixture->path);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* ---- one of each kind ------------------------------------------------------------------------------------------ */

typedef gboolean (*Edit) (NqpDocument *document, GError **error);

static gboolean
edit_value (NqpDocument *document, GError **error)
{
  return nqp_document_set_value (document, "S0", "R0000", 2000, 5, error);
}

static gboolean
edit_values (NqpDocument *document, GError **error)
{
  const NqpCellValue cells[] = { { 0, 0, 1, 6 }, { 3, 1, 2, NAN }, { 4, 1, 0, 2 } };

  return nqp_document_set_values (document, document->now.panel, cells, G_N_ELEMENTS (cells),
                                  NQP_VALUES_REPLACED, error);
}

static gboolean
edit_flag (NqpDocument *document, GError **error)
{
  return nqp_document_accept_flag (document, "S11", "R0004", 2001, TRUE, error);
}

/* The fixture has one that is accepted. */
static gboolean
edit_accept_finding (NqpDocument *document, GError **error)
{
  return nqp_document_accept_finding (document, "jump:S3/2001/R0002", 4.5, "A new harbour", error);
}

static gboolean
edit_accept_otherwise (NqpDocument *document, GError **error)
{
  return nqp_document_accept_finding (document, "few:S1", NAN, NULL, error);
}

static gboolean
edit_reopen_finding (NqpDocument *document, GError **error)
{
  return nqp_document_reopen_finding (document, "few:S1", error);
}

static gboolean
edit_goalposts (NqpDocument *document, GError **error)
{
  return nqp_document_set_goalposts (document, "i1", NAN, 1e9, error);
}

static gboolean
rename_thing (NqpDocument *document, NqpNameKind kind, const char *id, GError **error)
{
  NqpText name = { (char *)"Another", (char *)"另一个" };

  return nqp_document_set_name (document, kind, id, &name, error);
}

static gboolean
edit_title (NqpDocument *document, GError **error)
{
  return rename_thing (document, NQP_NAME_PROJECT, NULL, error);
}

static gboolean
edit_place_name (NqpDocument *document, GError **error)
{
  return rename_thing (document, NQP_NAME_PLACE, "R0001", error);
}

static gboolean
edit_indicator_name (NqpDocument *document, GError **error)
{
  return rename_thing (document, NQP_NAME_INDICATOR, "i2", error);
}

static gboolean
edit_series_name (NqpDocument *document, GError **error)
{
  return rename_thing (document, NQP_NAME_SERIES, "S3", error);
}

static gboolean
edit_node_name (NqpDocument *document, GError **error)
{
  return rename_thing (document, NQP_NAME_NODE, "drivers", error);
}

static gboolean
edit_weight (NqpDocument *document, GError **error)
{
  return nqp_document_set_weight (document, "drivers", 0.37, error);
}

static gboolean
edit_lock (NqpDocument *document, GError **error)
{
  return nqp_document_set_locked (document, "drivers", TRUE, error);
}

static gboolean
edit_switch (NqpDocument *document, GError **error)
{
  return nqp_document_set_on (document, "i3", FALSE, error);
}

static gboolean
edit_method (NqpDocument *document, GError **error)
{
  return check_set_method (document, "normalise=rank aggregate=geometric weights=ahp", error);
}

static gboolean
edit_reset (NqpDocument *document, GError **error)
{
  return nqp_document_reset_weights (document, error);
}

static gboolean
edit_judgement (NqpDocument *document, GError **error)
{
  return nqp_document_set_judgement (document, "elements", "carriers", 5, error);
}

static gboolean
edit_clear_judgements (NqpDocument *document, GError **error)
{
  return nqp_document_clear_judgements (document, "index", error);
}

static gboolean
edit_judgements (NqpDocument *document, GError **error)
{
  g_autoptr (NqpTree) tree
      = nqp_tree_set_judgement (document->now.tree, nqp_tree_find (document->now.tree, "drivers"),
                                nqp_tree_find (document->now.tree, "carriers"), 7, NULL);

  return nqp_document_set_judgements (document, tree->judgements, error);
}

static gboolean
edit_save_scheme (NqpDocument *document, GError **error)
{
  return nqp_document_save_scheme (document, "Mine", &document->now.method, document->now.tree, error) == 2;
}

static gboolean
edit_adopt_scheme (NqpDocument *document, GError **error)
{
  g_autoptr (NqpTree) tree
      = nqp_tree_set_weight (document->now.tree, nqp_tree_find (document->now.tree, "drivers"), 0.6);

  return nqp_document_adopt_scheme (document, "Theirs", tree, error);
}

static gboolean
edit_rename_scheme (NqpDocument *document, GError **error)
{
  return nqp_document_rename_scheme (document, 1, "Ours", error);
}

static gboolean
edit_duplicate_scheme (NqpDocument *document, GError **error)
{
  return nqp_document_duplicate_scheme (document, 1, error);
}

static gboolean
edit_delete_scheme (NqpDocument *document, GError **error)
{
  return nqp_document_delete_scheme (document, 1, error);
}

static gboolean
edit_use_scheme (NqpDocument *document, GError **error)
{
  return nqp_document_use_scheme (document, 1, error);
}

static gboolean
edit_save_scenario (NqpDocument *document, GError **error)
{
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("Fear", 1, 1, document->now.panel->n_indicators);

  scenario->values[4] = 2;
  return nqp_document_save_scenario (document, scenario, error) == 2;
}

static gboolean
edit_change_scenario (NqpDocument *document, GError **error)
{
  g_autoptr (NqpScenario) scenario = nqp_scenario_copy (nqp_contents_find_scenario (&document->now, 1));

  scenario->values[1] = NAN;
  scenario->values[2] = 4;
  return nqp_document_change_scenario (document, scenario, error);
}

static gboolean
edit_rename_scenario (NqpDocument *document, GError **error)
{
  return nqp_document_rename_scenario (document, 1, "Dream", error);
}

static gboolean
edit_delete_scenario (NqpDocument *document, GError **error)
{
  return nqp_document_delete_scenario (document, 1, error);
}

static gboolean
add_note (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  NqpEntry *entry = g_ptr_array_index (copy->entries, (guint)nqp_framework_find (copy, data));

  nqp_text_clear (&entry->note);
  entry->note = nqp_text_new (data, NULL);
  return TRUE;
}

static gboolean
edit_framework (NqpDocument *document, GError **error)
{
  return nqp_document_edit_framework (document, add_note, (char *)"drivers", "Note", error);
}

static gboolean
edit_place (NqpDocument *document, GError **error)
{
  const NqpPlacing placing = { .code = "i1",
                               .parts = NQP_PLACING_ROLE | NQP_PLACING_UNIT,
                               .role = NQP_ROLE_INDEX,
                               .pillar = "relations",
                               .component = "Green finance",
                               .unit = { (char *)"%", NULL } };

  return nqp_document_place (document, &placing, 1, error);
}

static gboolean
edit_send_back (NqpDocument *document, GError **error)
{
  const NqpPlacing placings[] = { { .code = "i0", .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_UNASSIGNED },
                                  { .code = "i2", .parts = NQP_PLACING_ROLE, .role = NQP_ROLE_POPULATION } };

  return nqp_document_place (document, placings, 2, error);
}

static gboolean
edit_direction (NqpDocument *document, GError **error)
{
  const NqpPlacing placing = { .code = "i1",
                               .parts = NQP_PLACING_DIRECTION,
                               .direction = -document->now.panel->indicators[1].direction };

  return nqp_document_place (document, &placing, 1, error);
}

static char *
first_component (const NqpDocument *document, const char *pillar)
{
  const NqpTree *tree = document->now.tree;

  return g_strdup (tree->nodes[tree->nodes[nqp_tree_find (tree, pillar)].first_child].id);
}

static gboolean
edit_move_component (NqpDocument *document, GError **error)
{
  g_autofree char *id = first_component (document, "drivers");

  return nqp_document_move_component (document, id, "carriers", NULL, error);
}

static gboolean
edit_merge_components (NqpDocument *document, GError **error)
{
  g_autofree char *id = first_component (document, "drivers");
  g_autofree char *other = first_component (document, "carriers");

  return nqp_document_move_component (document, id, "carriers", other, error);
}

static const struct
{
  const char *name;
  Edit edit;
} edits[] = {
  { "place", edit_place },
  { "send-back", edit_send_back },
  { "direction", edit_direction },
  { "move-component", edit_move_component },
  { "merge-components", edit_merge_components },
  { "value", edit_value },
  { "values", edit_values },
  { "flag", edit_flag },
  { "accept-finding", edit_accept_finding },
  { "accept-otherwise", edit_accept_otherwise },
  { "reopen-finding", edit_reopen_finding },
  { "goalposts", edit_goalposts },
  { "title", edit_title },
  { "place-name", edit_place_name },
  { "indicator-name", edit_indicator_name },
  { "series-name", edit_series_name },
  { "node-name", edit_node_name },
  { "weight", edit_weight },
  { "lock", edit_lock },
  { "switch", edit_switch },
  { "method", edit_method },
  { "reset", edit_reset },
  { "judgement", edit_judgement },
  { "clear-judgements", edit_clear_judgements },
  { "judgements", edit_judgements },
  { "save-scheme", edit_save_scheme },
  { "adopt-scheme", edit_adopt_scheme },
  { "rename-scheme", edit_rename_scheme },
  { "duplicate-scheme", edit_duplicate_scheme },
  { "delete-scheme", edit_delete_scheme },
  { "use-scheme", edit_use_scheme },
  { "save-scenario", edit_save_scenario },
  { "change-scenario", edit_change_scenario },
  { "rename-scenario", edit_rename_scenario },
  { "delete-scenario", edit_delete_scenario },
  { "framework", edit_framework },
};

#define COUNT_IN_FORCE "SELECT count(*) FROM history WHERE undone = 0"

/* One step there, one back, one there again; each time the file holds what is shown. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = check_print (document), *after = NULL, *undone = NULL, *redone = NULL;
  const gint64 n = check_count (fixture->path, COUNT_IN_FORCE);

  g_assert_true (edits[GPOINTER_TO_INT (data)].edit (document, &error));
  g_assert_no_error (error);
  after = check_print (document);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpint (check_count (fixture->path, COUNT_IN_FORCE), ==, n + 1);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_no_error (error);
  undone = check_print (document);
  check_same_text (before, undone);
  g_assert_cmpint (check_count (fixture->path, COUNT_IN_FORCE), ==, n);
  check_same_as_file (document, fixture->path);
  g_assert_true (nqp_document_redo (document, &error));
  g_assert_no_error (error);
  redone = check_print (document);
  check_same_text (after, redone);
  check_same_as_file (document, fixture->path);
}

static void
set_limit (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* No room for a journal, or for all of it: said so, nothing changed, and possible once there is room. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  NqpDocument *document = fixture->document;
  g_autofree char *before = check_print (document);
  g_autoptr (GBytes) file = check_read_file (fixture->path);

  for (gsize k = 0; k < G_N_ELEMENTS (edits); k++)
    for (rlim_t limit = 0; limit < 8000; limit += 4096)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) left = NULL;
        g_autofree char *after = NULL;
        gboolean done;

        set_limit (limit);
        done = edits[k].edit (document, &error);
        set_limit (RLIM_INFINITY);
        g_test_message ("%s: %s", edits[k].name, error != NULL ? error->message : "done");
        g_assert_false (done);
        g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
        g_assert_nonnull (strstr (error->message, fixture->path));
        after = check_print (document);
        check_same_text (before, after);
        left = check_read_file (fixture->path);
        g_assert_true (g_bytes_equal (file, left));
      }
  check_same_as_file (document, fixture->path);
  g_assert_true (edit_value (document, NULL));
  check_same_as_file (document, fixture->path);
}

/* The folder takes no journal: in a process of its own that gave up its rights. */
static int
edit_without_permission (const char *path)
{
  g_autoptr (NqpDocument) document = NULL;
  g_autofree char *before = NULL;

  if (geteuid () == 0 && setresuid (65534, 65534, 65534) != 0)
    return 77;
  document = check_open (path);
  before = check_print (document);
  for (gsize k = 0; k < G_N_ELEMENTS (edits); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_false (edits[k].edit (document, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
      after = check_print (document);
      check_same_text (before, after);
    }
  g_assert_false (nqp_document_undo (document, NULL));
  return 0;
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  int status = 0;
  pid_t child;

  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (edit_without_permission (fixture->path));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("not permitted here");
  else
    g_assert_cmpint (status, ==, 0);
}

/* ---- what cannot be computed ------------------------------------------------------------------------------------ */

static double
lowest (NqpDocument *document, int indicator, const char **out_place, int *out_year)
{
  const NqpPanel *panel = document->now.panel;
  double best = INFINITY;

  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      {
        double value = nqp_scores_raw (document->now.scores, indicator, t, i);

        if (!(value < best))
          continue;
        best = value;
        *out_place = panel->places[i].code;
        *out_year = panel->years[t];
      }
  return best;
}

/* The second lowest value of an indicator, so that one edit can bring the lowest above it. */
static double
second_lowest (NqpDocument *document, int indicator)
{
  const NqpPanel *panel = document->now.panel;
  const char *place = NULL;
  double first, second = INFINITY;
  int year = 0;

  first = lowest (document, indicator, &place, &year);
  for (int t = 0; t < panel->n_years; t++)
    for (int i = 0; i < panel->n_regions; i++)
      {
        double value = nqp_scores_raw (document->now.scores, indicator, t, i);

        if (value > first && value < second)
          second = value;
      }
  return second;
}

static gboolean
prepare_goalposts (NqpDocument *document, GError **error)
{
  const char *place = NULL;
  int year = 0;
  double first = lowest (document, 0, &place, &year), second = second_lowest (document, 0);

  return nqp_document_set_goalposts (document, "i0", NAN, (first + second) / 2, error)
         && check_set_method (document, "normalise=goalposts", error);
}

static gboolean
raise_lowest (NqpDocument *document, GError **error)
{
  const char *place = NULL;
  int year = 0;

  lowest (document, 0, &place, &year);
  return nqp_document_set_value (document, "S0", place, year, second_lowest (document, 0), error);
}

static gboolean
prepare_distance (NqpDocument *document, GError **error)
{
  return check_set_method (document, "normalise=distance", error);
}

static gboolean
set_zero (NqpDocument *document, GError **error)
{
  return nqp_document_set_value (document, "S0", "R0000", 2000, 0, error);
}

static gboolean
choose_distance (NqpDocument *document, GError **error)
{
  return check_set_method (document, "normalise=distance", error);
}

static gboolean
prepare_zero_flag (NqpDocument *document, GError **error)
{
  fixture_run_sql (nqp_project_path (document->project),
                   "UPDATE value SET value = 0 WHERE year = 2001 "
                   "AND series_id = (SELECT id FROM series WHERE code = 'S11') "
                   "AND place_id = (SELECT id FROM place WHERE code = 'R0004')");
  return prepare_distance (document, error);
}

static gboolean
cross_goalposts (NqpDocument *document, GError **error)
{
  return nqp_document_set_goalposts (document, "i1", 1e9, NAN, error);
}

static gboolean
prepare_one_pillar (NqpDocument *document, GError **error)
{
  return nqp_document_set_on (document, "drivers", FALSE, error)
         && nqp_document_set_on (document, "carriers", FALSE, error)
         && nqp_document_set_on (document, "elements", FALSE, error);
}

static gboolean
switch_last_off (NqpDocument *document, GError **error)
{
  const NqpTree *tree = document->now.tree;

  for (int c = tree->nodes[0].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    if (tree->nodes[c].on)
      return nqp_document_set_on (document, tree->nodes[c].id, FALSE, error);
  return FALSE;
}

static NqpTree *
all_off (NqpDocument *document)
{
  NqpTree *tree = nqp_tree_ref (document->now.tree);

  for (int c = tree->nodes[0].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      g_autoptr (NqpTree) before = tree;

      tree = nqp_tree_set_on (before, c, FALSE);
    }
  return tree;
}

static gboolean
adopt_nothing (NqpDocument *document, GError **error)
{
  g_autoptr (NqpTree) tree = all_off (document);

  return nqp_document_adopt_scheme (document, "Nothing", tree, error);
}

static gboolean
prepare_nothing (NqpDocument *document, GError **error)
{
  g_autoptr (NqpTree) tree = all_off (document);

  return nqp_document_save_scheme (document, "Nothing", &document->now.method, tree, error) == 2;
}

static gboolean
use_nothing (NqpDocument *document, GError **error)
{
  return nqp_document_use_scheme (document, 2, error);
}

static gboolean
choose_nonsense (NqpDocument *document, GError **error)
{
  return check_set_method (document, "normalise=zscore aggregate=geometric", error);
}

static gboolean
judge_nothing (NqpDocument *document, GError **error)
{
  return nqp_document_set_judgement (document, "elements", "drivers", 0, error);
}

static gboolean
judge_strangers (NqpDocument *document, GError **error)
{
  char *children[] = { (char *)"elements", (char *)"gone" };
  double a[] = { 1, 3, 1.0 / 3, 1 };
  NqpJudgementMatrix matrix = { .parent = (char *)"index", .n = 2, .children = children, .a = a };
  g_autoptr (NqpJudgements) judgements = nqp_judgements_new (1, &matrix, NULL);

  return nqp_document_set_judgements (document, judgements, error);
}

static gboolean
assume_infinity (NqpDocument *document, GError **error)
{
  g_autoptr (NqpScenario) scenario = nqp_scenario_copy (nqp_contents_find_scenario (&document->now, 1));

  scenario->values[2] = INFINITY;
  return nqp_document_change_scenario (document, scenario, error);
}

static gboolean
rename_to_nothing (NqpDocument *document, GError **error)
{
  NqpText name = { (char *)"", NULL };

  return nqp_document_set_name (document, NQP_NAME_PLACE, "R0001", &name, error);
}

static gboolean
bend_round (NqpFramework *copy, const NqpFramework *seen, gpointer data, GError **error)
{
  NqpEntry *entry = g_ptr_array_index (copy->entries, (guint)nqp_framework_find (copy, "drivers"));

  g_free (entry->parent);
  entry->parent = g_strdup ("drivers.green");
  return TRUE;
}

static gboolean
make_circle (NqpDocument *document, GError **error)
{
  return nqp_document_edit_framework (document, bend_round, NULL, "Circle", error);
}

static gboolean
value_of_nowhere (NqpDocument *document, GError **error)
{
  return nqp_document_set_value (document, "S0", "R9999", 2000, 5, error);
}

static gboolean
value_of_no_year (NqpDocument *document, GError **error)
{
  return nqp_document_set_value (document, "S0", "R0000", 1066, 5, error);
}

static gboolean
weight_of_nothing (NqpDocument *document, GError **error)
{
  return nqp_document_set_weight (document, "gone", 0.5, error);
}

static const struct
{
  const char *name;
  Edit prepare, edit;
  const char *said; /* in the reason */
} refusals[] = {
  { "goalposts-value", prepare_goalposts, raise_lowest, "goalposts" },
  { "goalposts-crossed", NULL, cross_goalposts, "below" },
  { "distance-value", prepare_distance, set_zero, "above 0" },
  { "distance-flag", prepare_zero_flag, edit_flag, "above 0" },
  { "distance-method", set_zero, choose_distance, "above 0" },
  { "nonsense", NULL, choose_nonsense, "geometric" },
  { "last-switch", prepare_one_pillar, switch_last_off, "switched off" },
  { "adopt-nothing", NULL, adopt_nothing, "switched off" },
  { "use-nothing", prepare_nothing, use_nothing, "switched off" },
  { "judge-nothing", NULL, judge_nothing, "" },
  { "judge-strangers", NULL, judge_strangers, "gone" },
  { "infinity", NULL, assume_infinity, "not a number" },
  { "no-name", NULL, rename_to_nothing, "name" },
  { "circle", NULL, make_circle, "" },
  { "nowhere", NULL, value_of_nowhere, "R9999" },
  { "no-year", NULL, value_of_no_year, "1066" },
  { "no-node", NULL, weight_of_nothing, "gone" },
};

static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  const int k = GPOINTER_TO_INT (data);
  NqpDocument *document = fixture->document;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GBytes) file = NULL, left = NULL;

  if (refusals[k].prepare != NULL)
    g_assert_true (refusals[k].prepare (document, &error));
  g_assert_no_error (error);
  g_clear_pointer (&fixture->document, nqp_document_free);
  document = fixture->document = check_open (fixture->path); /* also what was done behind its back */
  before = check_print (document);
  file = check_read_file (fixture->path);
  g_assert_false (refusals[k].edit (document, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, refusals[k].said));
  after = check_print (document);
  check_same_text (before, after);
  left = check_read_file (fixture->path);
  g_assert_true (g_bytes_equal (file, left));
  check_same_as_file (document, fixture->path);
}

/* ---- steps of the history that do not compute ----------------------------------------------------------------- */

/* Undo of what another window's edit rests on; redo into what another window took away. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  NqpDocument *a = fixture->document;
  g_autoptr (NqpDocument) b = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *kept = NULL;
  const double mark = second_lowest (a, 0), below = mark * (1 - 1e-9);
  const char *found = NULL;
  g_autofree char *place = NULL;
  int year = 0;

  g_assert_true (nqp_document_set_goalposts (a, "i0", NAN, below, &error));
  g_assert_true (check_set_method (a, "normalise=goalposts", &error));
  lowest (a, 0, &found, &year);
  place = g_strdup (found);
  b = check_open (fixture->path);
  g_assert_true (nqp_document_set_goalposts (a, "i0", NAN, 1e9, &error));
  nqp_document_set_value (b, "S0", place, year, mark, &error);
  g_assert_no_error (error);
  g_assert_no_error (error);

  g_assert_false (nqp_document_undo (a, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (a->now.trouble);
  check_same_as_file (a, fixture->path);

  /* once the value is as it was the goalposts may be, too; then the value may not come back */
  g_assert_true (nqp_document_undo (b, &error));
  g_assert_true (nqp_document_undo (a, &error));
  g_assert_no_error (error);
  g_assert_true (nqp_document_refresh (b, NULL));
  before = check_print (b);
  g_assert_false (nqp_document_redo (b, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  after = check_print (b);
  check_same_text (before, after);
  kept = check_print (a);
  check_same_text (after, kept);
  check_same_as_file (b, fixture->path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  for (gsize k = 0; k < G_N_ELEMENTS (edits); k++)
    {
      g_autofree char *path = g_strdup_printf ("/document/edit/%s", edits[k].name);

      g_test_add (path, Fixture, GINT_TO_POINTER ((int)k), set_up, test_edit, tear_down);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (refusals); k++)
    {
      g_autofree char *path = g_strdup_printf ("/document/refused/%s", refusals[k].name);

      g_test_add (path, Fixture, GINT_TO_POINTER ((int)k), set_up, test_refusal, tear_down);
    }
  g_test_add ("/document/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/document/read-only-folder", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/document/steps", Fixture, NULL, set_up, test_steps, tear_down);
  return g_test_run ();
}
