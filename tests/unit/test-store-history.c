/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "nqp-project-private.h"

#include <sys/wait.h>

typedef gboolean (*EditFunc) (NqpProject *project, GError **error);

static gboolean
edit_weights (NqpProject *project, GError **error)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);
  g_autoptr (NqpTree) one = nqp_tree_set_locked (panel->tree, nqp_tree_find (panel->tree, "gdppc"), FALSE);
  g_autoptr (NqpTree) two = nqp_tree_set_weight (one, nqp_tree_find (one, "dens"), 1.0 / 3);

  return nqp_project_set_weights (project, two, "weights=custom(entropy)", "Weight of density", error);
}

static gboolean
edit_switch (NqpProject *project, GError **error)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);
  g_autoptr (NqpTree) tree = nqp_tree_set_on (panel->tree, nqp_tree_find (panel->tree, "dens"), FALSE);

  return nqp_project_set_weights (project, tree, NULL, "Switch off density", error);
}

static gboolean
edit_value (NqpProject *project, GError **error)
{
  return nqp_project_set_value (project, "GDP", "120000", 2021, -0.1, "Value", error); /* was missing */
}

static gboolean
edit_to_missing (NqpProject *project, GError **error)
{
  return nqp_project_set_value (project, "GDP", "110000", 2019, NAN, "Value to missing", error);
}

static gboolean
edit_flagged (NqpProject *project, GError **error)
{
  return nqp_project_set_value (project, "POP", "120000", 2019, 12, "Value of a suspect cell", error);
}

static gboolean
edit_flag (NqpProject *project, GError **error)
{
  return nqp_project_accept_flag (project, "POP", "120000", 2019, TRUE, "Accept", error);
}

static gboolean
edit_name (NqpProject *project, NqpNameKind kind, const char *id, const char *en, const char *zh,
           GError **error)
{
  NqpText name = { (char *)en, (char *)zh };

  return nqp_project_set_name (project, kind, id, &name, "Name", error);
}

static gboolean
edit_title (NqpProject *project, GError **error)
{
  return edit_name (project, NQP_NAME_PROJECT, NULL, NULL, "新的", error);
}

static gboolean
edit_place (NqpProject *project, GError **error)
{
  return edit_name (project, NQP_NAME_PLACE, "810000", "Hong Kong", "香港", error);
}

static gboolean
edit_indicator (NqpProject *project, GError **error)
{
  return edit_name (project, NQP_NAME_INDICATOR, "out", "Output", NULL, error);
}

static gboolean
edit_series (NqpProject *project, GError **error)
{
  return edit_name (project, NQP_NAME_SERIES, "POP", "People", "人口", error);
}

static gboolean
edit_node (NqpProject *project, GError **error)
{
  return edit_name (project, NQP_NAME_NODE, "drivers", "Engines", "动力", error);
}

static gboolean
edit_leaf (NqpProject *project, GError **error)
{
  return edit_name (project, NQP_NAME_NODE, "gdppc", "Product per head", "人均", error);
}

/* Changes one entry, takes one away with what hangs on it, adds one. */
static gboolean
edit_framework (NqpProject *project, GError **error)
{
  g_autoptr (NqpFramework) model = nqp_project_read_framework (project, NULL);
  g_autoptr (NqpFramework) copy = nqp_framework_copy (model);
  NqpEntry *entry = g_ptr_array_index (copy->entries, nqp_framework_find (copy, "drivers"));

  nqp_text_clear (&entry->note);
  entry->note = nqp_text_new (NULL, "老师的话");
  nqp_framework_remove (copy, "drivers.green");
  entry = nqp_framework_add (copy, NQP_ENTRY_CONCEPT, "a.first.by.id");
  entry->name = nqp_text_new ("Mine", NULL);
  entry->own = TRUE;
  g_ptr_array_remove_index (copy->steps, 1);
  g_assert_true (nqp_framework_seal (copy, NULL));
  return nqp_project_set_framework (project, copy, "Concepts", error);
}

static gboolean
edit_framework_away (NqpProject *project, GError **error)
{
  g_autoptr (NqpFramework) empty = nqp_framework_new ();

  return nqp_project_set_framework (project, empty, "No concepts", error);
}

static gboolean
edit_scenario_new (NqpProject *project, GError **error)
{
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("What if", 2, 1, 3);

  scenario->values[0] = 1.0 / 3;
  scenario->values[2] = 0;
  return nqp_project_save_scenario (project, scenario, "New scenario", error);
}

static gboolean
edit_scenario (NqpProject *project, GError **error)
{
  g_autoptr (GPtrArray) scenarios = nqp_project_read_scenarios (project, NULL);
  NqpScenario *scenario = scenarios->pdata[0];

  scenario->values[0] = NAN;
  scenario->values[1] = -1e300;
  scenario->place = 0;
  scenario->note = g_strdup ("备注");
  return nqp_project_save_scenario (project, scenario, "Scenario", error);
}

static gboolean
edit_scenario_away (NqpProject *project, GError **error)
{
  return nqp_project_delete_scenario (project, 1, "No scenario", error);
}

static const EditFunc edits[]
    = { edit_weights,   edit_switch,         edit_value,        edit_to_missing, edit_flagged,      edit_flag,
        edit_title,     edit_place,          edit_indicator,    edit_series,     edit_node,         edit_leaf,
        edit_framework, edit_framework_away, edit_scenario_new, edit_scenario,   edit_scenario_away };
#define N_EDITS ((int)G_N_ELEMENTS (edits))

static void
reopen (NqpProject **project)
{
  g_autofree char *path = g_strdup (nqp_project_path (*project));

  nqp_project_close (*project);
  *project = fixture_open (path);
}

static void
test_chain (gconstpointer data)
{
  gboolean reopening = GPOINTER_TO_INT (data);
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GError) error = NULL;
  char *states[N_EDITS + 1];

  states[0] = fixture_print (project);
  for (int k = 0; k < N_EDITS; k++)
    {
      g_assert_true (edits[k](project, &error));
      g_assert_no_error (error);
      states[k + 1] = fixture_print (project);
      g_assert_cmpstr (states[k + 1], !=, states[k]);
    }
  for (int round = 0; round < 2; round++)
    {
      for (int k = N_EDITS - 1; k >= 0; k--)
        {
          g_autofree char *now = NULL;

          if (reopening)
            reopen (&project);
          g_assert_nonnull (nqp_project_undo_label (project));
          nqp_project_undo (project, &error);
          g_assert_no_error (error);
          now = fixture_print (project);
          g_assert_cmpstr (now, ==, states[k]);
        }
      g_assert_null (nqp_project_undo_label (project));
      g_assert_false (nqp_project_undo (project, &error));
      g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
      g_clear_error (&error);
      for (int k = 0; k < N_EDITS; k++)
        {
          g_autofree char *now = NULL;

          if (reopening)
            reopen (&project);
          g_assert_nonnull (nqp_project_redo_label (project));
          nqp_project_redo (project, &error);
          g_assert_no_error (error);
          now = fixture_print (project);
          g_assert_cmpstr (now, ==, states[k + 1]);
        }
      g_assert_null (nqp_project_redo_label (project));
      g_assert_false (nqp_project_redo (project, NULL));
    }
  for (int k = 0; k <= N_EDITS; k++)
    g_free (states[k]);
  fixture_assert_sound (path);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* The figures of both, and what flags make of them. */
static void
assert_same_cells (const NqpPanel *a, const NqpPanel *b)
{
  gsize n = (gsize)a->n_series * (gsize)a->n_years * (gsize)a->n_regions;

  g_assert_cmpint (memcmp (a->states, b->states, n), ==, 0);
  for (gsize c = 0; c < n; c++)
    g_assert_true (a->values[c] == b->values[c] || (isnan (a->values[c]) && isnan (b->values[c])));
}

static void
follow (NqpProject *project, NqpPanel **panel)
{
  g_autoptr (GError) error = NULL;
  NqpPanel *next = nqp_project_read_panel_after (project, *panel, &error);
  g_autoptr (NqpPanel) whole = nqp_project_read_panel (project, &error);

  g_assert_no_error (error);
  assert_same_cells (next, whole);
  g_assert_cmpstr (next->title_zh, ==, whole->title_zh);
  g_assert_cmpint (next->flags[0].accepted, ==, whole->flags[0].accepted);
  nqp_panel_unref (*panel);
  *panel = next;
}

/* A panel that follows the one read before is what reading all of it gives, after each edit, undo and redo, and after another
 * connection's. */
static void
test_follow (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpProject) other = fixture_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, &error);
  g_autoptr (NqpPanel) first = nqp_panel_ref (panel);
  double *cell;

  g_assert_no_error (error);
  for (int k = 0; k < N_EDITS; k++)
    {
      g_assert_true (edits[k](project, &error));
      follow (project, &panel);
    }
  while (nqp_project_undo_label (project) != NULL)
    {
      g_assert_true (nqp_project_undo (project, &error));
      follow (project, &panel);
    }
  assert_same_cells (panel, first);
  while (nqp_project_redo_label (project) != NULL)
    {
      g_assert_true (nqp_project_redo (project, &error));
      follow (project, &panel);
    }
  g_assert_true (nqp_project_set_value (other, "GDP", "110000", 2021, 5, "Other", &error));
  g_assert_cmpint (nqp_project_changed_elsewhere (project) & NQP_PROJECT_DATA, !=, 0);
  follow (project, &panel);

  /* figures that nobody wrote since are not read again */
  cell = &panel->values[nqp_panel_cell (panel, 1, 1, 2)];
  *cell += 1;
  g_clear_pointer (&first, nqp_panel_unref);
  first = nqp_project_read_panel_after (project, panel, &error);
  g_assert_cmpfloat (first->values[nqp_panel_cell (first, 1, 1, 2)], ==, *cell);

  /* a change past the history is seen */
  fixture_run_sql (path, "UPDATE value SET value = 77 WHERE value IS NOT NULL");
  (void)nqp_project_changed_elsewhere (project);
  follow (project, &panel);
}

static void
test_labels (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);

  g_assert_true (edit_weights (project, NULL));
  g_assert_true (edit_value (project, NULL));
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Value");
  g_assert_null (nqp_project_redo_label (project));
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Weight of density");
  g_assert_cmpstr (nqp_project_redo_label (project), ==, "Value");
  /* nothing changes: nothing to undo, and what was undone can still be redone */
  g_assert_true (edit_weights (project, NULL));
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Weight of density");
  g_assert_cmpstr (nqp_project_redo_label (project), ==, "Value");
  /* another edit: what was undone is gone */
  g_assert_true (edit_place (project, NULL));
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Name");
  g_assert_null (nqp_project_redo_label (project));
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
assert_cell (NqpProject *project, int cell, double value, NqpCellState state)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);

  if (isnan (value))
    g_assert_true (isnan (panel->values[cell]));
  else
    g_assert_true (panel->values[cell] == value);
  g_assert_cmpint (panel->states[cell], ==, state);
}

/* The mark of an edit lasts until the cell has its imported value again. */
static void
test_cells (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (GError) error = NULL;

  assert_cell (project, 4, NAN, NQP_CELL_OBSERVED);
  g_assert_true (edit_value (project, NULL));
  assert_cell (project, 4, -0.1, NQP_CELL_EDITED);
  g_assert_true (nqp_project_set_value (project, "GDP", "120000", 2021, NAN, "x", NULL));
  assert_cell (project, 4, NAN, NQP_CELL_OBSERVED);

  g_assert_true (edit_to_missing (project, NULL));
  assert_cell (project, 0, NAN, NQP_CELL_EDITED);
  g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, 5, "x", NULL));
  assert_cell (project, 0, 5, NQP_CELL_EDITED);
  g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, panel->values[0], "x", NULL));
  assert_cell (project, 0, panel->values[0], NQP_CELL_OBSERVED);

  assert_cell (project, 7, panel->values[7], NQP_CELL_SUSPECT);
  g_assert_true (edit_flagged (project, NULL));
  assert_cell (project, 7, 12, NQP_CELL_EDITED);
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_true (edit_flag (project, NULL));
  assert_cell (project, 7, panel->values[7], NQP_CELL_OBSERVED);

  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 2019, INFINITY, "x", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_unknown (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = fixture_print (project);
  g_autofree char *after = NULL;
  GError *errors[7] = { NULL };
  static const char *const named[] = { "NONE", "999", "1850", "GDP 110000 2019", "none", NULL, "none" };

  g_assert_false (nqp_project_set_value (project, "NONE", "110000", 2019, 1, "x", &errors[0]));
  g_assert_false (nqp_project_set_value (project, "GDP", "999", 2019, 1, "x", &errors[1]));
  g_assert_false (nqp_project_set_value (project, "GDP", "110000", 1850, 1, "x", &errors[2]));
  g_assert_false (nqp_project_accept_flag (project, "GDP", "110000", 2019, TRUE, "x", &errors[3]));
  g_assert_false (edit_name (project, NQP_NAME_PLACE, "none", "a", NULL, &errors[4]));
  g_assert_false (edit_name (project, NQP_NAME_PLACE, "110000", "", NULL, &errors[5]));
  g_assert_false (edit_name (project, NQP_NAME_NODE, "none", "a", NULL, &errors[6]));
  for (gsize k = 0; k < G_N_ELEMENTS (errors); k++)
    {
      g_assert_error (errors[k], NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
      if (named[k] != NULL)
        g_assert_nonnull (strstr (errors[k]->message, named[k]));
      g_clear_error (&errors[k]);
    }
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (nqp_project_undo_label (project));
  /* without an error to fill, too */
  g_assert_false (nqp_project_set_value (project, "NONE", "110000", 2019, 1, "x", NULL));
  g_assert_true (edit_value (project, NULL));
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* Two connections edit in turn: no edit is lost, each sees that of the other. */
static void
test_two (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) a = fixture_open (path);
  g_autoptr (NqpProject) b = fixture_open (path);
  g_autofree char *start = fixture_print (a);
  g_autofree char *x = NULL, *y = NULL, *end = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nqp_project_changed_elsewhere (a));
  for (int k = 0; k < N_EDITS; k++)
    {
      NqpProject *one = k % 2 == 0 ? a : b;
      NqpProject *other = k % 2 == 0 ? b : a;

      g_assert_true (edits[k](one, &error));
      g_assert_no_error (error);
      g_assert_false (nqp_project_changed_elsewhere (one));
      g_assert_true (nqp_project_changed_elsewhere (other));
      g_assert_false (nqp_project_changed_elsewhere (other));
    }
  nqp_project_set_state (a, "page", "map");
  g_assert_false (nqp_project_changed_elsewhere (b));

  /* an own edit does not hide one by the other that was not asked for yet */
  g_assert_true (nqp_project_undo (a, NULL));
  g_assert_true (nqp_project_undo (b, NULL));
  g_assert_true (nqp_project_changed_elsewhere (b));
  g_assert_true (nqp_project_redo (b, NULL));
  g_assert_true (nqp_project_redo (a, NULL));
  g_assert_true (nqp_project_changed_elsewhere (b));
  g_assert_true (nqp_project_changed_elsewhere (a));

  x = fixture_print (a);
  y = fixture_print (b);
  g_assert_cmpstr (x, ==, y);
  for (int k = N_EDITS - 1; k >= 0; k--)
    g_assert_true (nqp_project_undo (k % 2 == 0 ? a : b, NULL));
  end = fixture_print (a);
  g_assert_cmpstr (end, ==, start);
  g_clear_pointer (&a, nqp_project_close);
  g_clear_pointer (&b, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* The edits of one of two processes: a name for a place of its own, again and again. */
static void
edit_apart (const char *path, int who, int n)
{
  static const char *const places[] = { "110000", "120000" };
  NqpProject *project = fixture_open (path);

  for (int k = 1; k <= n; k++)
    {
      g_autofree char *text = g_strdup_printf ("%d", k);

      g_assert_true (edit_name (project, NQP_NAME_PLACE, places[who], text, NULL, NULL));
    }
  nqp_project_close (project);
}

/* Two processes edit at the same time: none of their edits is lost. */
static void
test_processes (void)
{
  enum
  {
    N = 25
  };
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  g_autofree char *start = NULL, *end = NULL;
  pid_t children[2];

  project = fixture_open (path);
  start = fixture_print (project);
  g_clear_pointer (&project, nqp_project_close);
  for (int who = 0; who < 2; who++)
    {
      children[who] = fork ();
      g_assert_cmpint (children[who], >=, 0);
      if (children[who] == 0)
        {
          edit_apart (path, who, N);
          _exit (0);
        }
    }
  for (int who = 0; who < 2; who++)
    {
      int status = 0;

      g_assert_cmpint (waitpid (children[who], &status, 0), ==, children[who]);
      g_assert_cmpint (status, ==, 0);
    }
  project = fixture_open (path);
  panel = nqp_project_read_panel (project, NULL);
  g_assert_cmpstr (panel->places[0].name.en, ==, "25");
  g_assert_cmpstr (panel->places[1].name.en, ==, "25");
  for (int k = 0; k < 2 * N; k++)
    g_assert_true (nqp_project_undo (project, NULL));
  g_assert_null (nqp_project_undo_label (project));
  end = fixture_print (project);
  g_assert_cmpstr (end, ==, start);
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_busy (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) a = fixture_open (path);
  g_autoptr (NqpProject) b = fixture_open (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sqlite3_exec (a->db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (b->db, 10);
  g_assert_false (edit_value (b, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_BUSY);
  g_assert_cmpint (sqlite3_exec (a->db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (edit_value (b, NULL));
  g_clear_pointer (&a, nqp_project_close);
  g_clear_pointer (&b, nqp_project_close);
  fixture_remove (folder);
}

/* What a program without our history did is never overwritten by undo. */
static void
test_conflict (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (edit_value (project, NULL));
  g_assert_cmpint (
      sqlite3_exec (project->db, "UPDATE value SET value = 8 WHERE edited = 1", NULL, NULL, NULL), ==,
      SQLITE_OK);
  before = fixture_print (project);
  g_assert_false (nqp_project_undo (project, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Value"));
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (nqp_project_undo_label (project), ==, "Value");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_copy (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *target = g_build_filename (folder, "copy.nqp", NULL);
  g_autofree char *link = g_build_filename (folder, "link.nqp", NULL);
  g_autofree char *x = NULL, *y = NULL, *list = NULL;
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpProject) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (edit_weights (project, NULL));
  g_assert_true (edit_value (project, NULL));
  g_assert_true (nqp_project_undo (project, NULL));
  g_assert_true (nqp_project_save_copy (project, target, NQP_COPY_PLAIN, &error));
  g_assert_no_error (error);
  g_assert_false (nqp_project_save_copy (project, target, NQP_COPY_PLAIN, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (nqp_project_save_copy (project, target, NQP_COPY_REPLACE, &error));
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_false (nqp_project_save_copy (project, link, NQP_COPY_REPLACE, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_EXISTS);
  copy = fixture_open (target);
  x = fixture_print (project);
  y = fixture_print (copy);
  g_assert_cmpstr (x, ==, y);
  g_assert_cmpstr (nqp_project_undo_label (copy), ==, "Weight of density");
  g_assert_cmpstr (nqp_project_redo_label (copy), ==, "Value");
  g_assert_true (nqp_project_undo (copy, NULL));
  fixture_assert_sound (target);
  list = fixture_list (folder);
  g_assert_cmpstr (list, ==, "copy.nqp,link.nqp,p.nqp");
  g_clear_pointer (&project, nqp_project_close);
  g_clear_pointer (&copy, nqp_project_close);
  fixture_remove (folder);
}

static void
assert_history (NqpProject *project, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = nqp_project_read_history (project, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint k = 0; k < actions->len; k++)
    {
      const NqpAction *action = actions->pdata[k];

      g_string_append_printf (text, "%s%d%s", k > 0 ? " " : "", (int)action->number,
                              action->in_force ? "" : "-");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* What is read is what Undo says, with its time and who made it. */
static void
test_read (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) a = fixture_open (path);
  g_autoptr (NqpProject) b = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  const gint64 start = g_get_real_time () / G_USEC_PER_SEC;
  const NqpAction *action;

  assert_history (a, "");
  g_assert_true (edit_value (a, NULL));
  b = fixture_open (path);
  g_assert_true (edit_weights (b, NULL));
  g_assert_true (nqp_project_undo (b, NULL));
  assert_history (a, "1 2-");
  actions = nqp_project_read_history (a, NULL);
  action = actions->pdata[0];
  g_assert_cmpstr (action->label, ==, nqp_project_undo_label (a));
  g_assert_cmpint (action->time, >=, start);
  g_assert_cmpint (action->time, <=, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpint (action->made_by, ==, NQP_MADE_HERE);
  action = actions->pdata[1];
  g_assert_cmpstr (action->label, ==, nqp_project_redo_label (b));
  g_assert_cmpint (action->made_by, ==, NQP_MADE_BESIDE);
  g_clear_pointer (&actions, g_ptr_array_unref);
  actions = nqp_project_read_history (b, NULL);
  g_assert_cmpint (((const NqpAction *)actions->pdata[0])->made_by, ==, NQP_MADE_BEFORE);
  g_clear_pointer (&a, nqp_project_close);
  g_clear_pointer (&b, nqp_project_close);
  fixture_remove (folder);
}

/* From every place to every other one: what is there then is what was there, and it can all be redone. */
static void
test_go_to (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (states, fixture_print (project));
  for (int k = 0; k < N_EDITS; k++)
    {
      g_assert_true (edits[k](project, &error));
      g_assert_no_error (error);
      g_ptr_array_add (states, fixture_print (project));
    }
  for (int from = 0; from <= N_EDITS; from++)
    for (int to = 0; to <= N_EDITS; to++)
      {
        g_autofree char *now = NULL;

        g_assert_true (nqp_project_go_to_action (project, from, NULL, &error));
        g_array_set_size (moved, 0);
        g_assert_true (nqp_project_go_to_action (project, to, moved, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (moved->len, ==, (guint)ABS (to - from));
        now = fixture_print (project);
        g_assert_cmpstr (now, ==, states->pdata[to]);
      }
  g_assert_true (nqp_project_go_to_action (project, 2, NULL, NULL));
  g_assert_cmpint (nqp_project_undo_action (project), ==, 2);
  g_assert_true (nqp_project_redo (project, NULL)); /* a step at a time, too */
  g_assert_cmpint (nqp_project_undo_action (project), ==, 3);
  g_assert_false (nqp_project_go_to_action (project, 999, NULL, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (nqp_project_go_to_action (project, 1, NULL, NULL));
  g_assert_true (edit_place (project, NULL)); /* another way from here: what was undone is gone */
  g_assert_false (nqp_project_go_to_action (project, 2, NULL, NULL));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

/* One step that cannot be made, and none is. */
static void
test_go_to_all_or_none (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (edit_value (project, NULL));
  g_assert_true (edit_weights (project, NULL));
  g_assert_cmpint (
      sqlite3_exec (project->db, "UPDATE value SET value = 8 WHERE edited = 1", NULL, NULL, NULL), ==,
      SQLITE_OK);
  before = fixture_print (project);
  g_assert_false (nqp_project_go_to_action (project, 0, NULL, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT);
  after = fixture_print (project);
  g_assert_cmpstr (before, ==, after);
  assert_history (project, "1 2");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

/* The room is given back, and all that is there stays; the history only if it is to go. */
static void
test_compact (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpProject) other = fixture_open (path);
  g_autofree char *before = NULL, *after = NULL, *others = NULL;
  g_autoptr (GError) error = NULL;
  gint64 was = 0, is = 0;
  GStatBuf st;

  for (int k = 0; k < N_EDITS; k++)
    g_assert_true (edits[k](project, NULL));
  g_assert_cmpint (
      sqlite3_exec (project->db,
                    "INSERT INTO result VALUES ('x', '', '', zeroblob(1000000)); DELETE FROM result", NULL,
                    NULL, NULL),
      ==, SQLITE_OK);
  before = fixture_print (project);
  g_assert_true (nqp_project_compact (project, FALSE, &was, &is, &error));
  g_assert_no_error (error);
  g_assert_cmpint (was, >, is + 900000);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_size, ==, is);
  after = fixture_print (project);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (nqp_project_undo (project, &error));
  g_assert_true (nqp_project_redo (project, &error));
  (void)nqp_project_changed_elsewhere (other);

  g_assert_true (nqp_project_compact (project, TRUE, &was, &is, &error));
  g_assert_no_error (error);
  assert_history (project, "");
  g_assert_null (nqp_project_undo_label (project));
  g_assert_true (nqp_project_has_history (project)); /* once it was edited */
  g_assert_true (nqp_project_changed_elsewhere (other));
  g_assert_null (nqp_project_undo_label (other));
  for (int k = 0; k < 3 * N_EDITS; k++) /* as many steps as there were: still seen */
    g_assert_true (nqp_project_set_value (project, "GDP", "110000", 2019, k + 1, "Again", NULL));
  g_assert_true (nqp_project_changed_elsewhere (other));
  others = fixture_print (other);
  g_clear_pointer (&after, g_free);
  after = fixture_print (project);
  g_assert_cmpstr (others, ==, after);
  g_clear_pointer (&project, nqp_project_close);
  g_clear_pointer (&other, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

static void
test_copy_without_history (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autofree char *target = g_build_filename (folder, "copy.nqp", NULL);
  g_autofree char *x = NULL, *y = NULL;
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpProject) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (edit_weights (project, NULL));
  g_assert_true (edit_value (project, NULL));
  g_assert_true (nqp_project_save_copy (project, target, NQP_COPY_DROP_HISTORY, &error));
  g_assert_no_error (error);
  assert_history (project, "1 2");
  copy = fixture_open (target);
  assert_history (copy, "");
  x = fixture_print (project);
  y = fixture_print (copy);
  g_assert_cmpstr (x, ==, y);
  g_clear_pointer (&project, nqp_project_close);
  g_clear_pointer (&copy, nqp_project_close);
  fixture_assert_sound (target);
  fixture_remove (folder);
}

/* The file was exchanged under an open project: an edit would go to a file without a name. */
static void
test_replaced (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (edit_value (project, NULL));
  again = fixture_project (folder, "p.nqp");
  g_assert_false (edit_place (project, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_pointer (&project, nqp_project_close);
  fixture_assert_sound (path);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/history/chain", GINT_TO_POINTER (FALSE), test_chain);
  g_test_add_data_func ("/store/history/chain-reopened", GINT_TO_POINTER (TRUE), test_chain);
  g_test_add_func ("/store/history/follow", test_follow);
  g_test_add_func ("/store/history/labels", test_labels);
  g_test_add_func ("/store/history/cells", test_cells);
  g_test_add_func ("/store/history/unknown", test_unknown);
  g_test_add_func ("/store/history/two", test_two);
  g_test_add_func ("/store/history/processes", test_processes);
  g_test_add_func ("/store/history/busy", test_busy);
  g_test_add_func ("/store/history/conflict", test_conflict);
  g_test_add_func ("/store/history/copy", test_copy);
  g_test_add_func ("/store/history/read", test_read);
  g_test_add_func ("/store/history/go-to", test_go_to);
  g_test_add_func ("/store/history/go-to-all-or-none", test_go_to_all_or_none);
  g_test_add_func ("/store/history/compact", test_compact);
  g_test_add_func ("/store/history/copy-without-history", test_copy_without_history);
  g_test_add_func ("/store/history/replaced", test_replaced);
  return g_test_run ();
}
