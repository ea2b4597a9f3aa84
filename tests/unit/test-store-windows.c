/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

/* Several connections to one project: whose action is undone, what is told of the others, one transaction around an edit. */

typedef struct
{
  char *folder, *path, *start;
  NqpProject *a, *b;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->folder = fixture_folder ();
  pair->path = fixture_project (pair->folder, "p.nqp");
  pair->a = fixture_open (pair->path);
  pair->b = fixture_open (pair->path);
  pair->start = fixture_print (pair->a);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  g_clear_pointer (&pair->a, nqp_project_close);
  g_clear_pointer (&pair->b, nqp_project_close);
  fixture_assert_sound (pair->path);
  fixture_remove (pair->folder);
  g_free (pair->folder);
  g_free (pair->path);
  g_free (pair->start);
}

static gboolean
name_place (NqpProject *project, const char *place, const char *name)
{
  NqpText text = { (char *)name, NULL };

  return nqp_project_set_name (project, NQP_NAME_PLACE, place, &text, name, NULL);
}

static char *
place_name (NqpProject *project, int place)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);

  return g_strdup (panel->places[place].name.en);
}

static void
assert_name (NqpProject *project, int place, const char *name)
{
  g_autofree char *now = place_name (project, place);

  g_assert_cmpstr (now, ==, name);
}

static gboolean
set_value (NqpProject *project, double value, const char *label, GError **error)
{
  return nqp_project_set_value (project, "GDP", "110000", 2019, value, label, error);
}

static void
assert_start (Pair *pair)
{
  g_autofree char *now = fixture_print (pair->b);

  g_assert_cmpstr (now, ==, pair->start);
}

/* Each takes back its own, in whatever order, and is told when others came after. */
static void
test_own (Pair *pair, gconstpointer data)
{
  g_assert_true (name_place (pair->a, "110000", "a1"));
  g_assert_true (name_place (pair->b, "120000", "b1"));
  g_assert_true (name_place (pair->a, "110000", "a2"));
  g_assert_true (name_place (pair->b, "130000", "b2"));
  g_assert_cmpstr (nqp_project_undo_label (pair->a), ==, "a2");
  g_assert_cmpstr (nqp_project_undo_label (pair->b), ==, "b2");
  g_assert_true (nqp_project_undo (pair->a, NULL));
  g_assert_true (nqp_project_stepped_below (pair->a));
  assert_name (pair->b, 0, "a1");
  assert_name (pair->a, 2, "b2");
  g_assert_cmpstr (nqp_project_undo_label (pair->b), ==, "b2");
  g_assert_null (nqp_project_redo_label (pair->b)); /* that is a's */
  g_assert_true (nqp_project_undo (pair->b, NULL));
  g_assert_false (nqp_project_stepped_below (pair->b));
  g_assert_true (nqp_project_undo (pair->b, NULL));
  g_assert_true (nqp_project_undo (pair->a, NULL));
  g_assert_false (nqp_project_stepped_below (pair->a));
  assert_start (pair);
  g_assert_null (nqp_project_undo_label (pair->a));
  g_assert_cmpstr (nqp_project_redo_label (pair->a), ==, "a1");
  g_assert_cmpstr (nqp_project_redo_label (pair->b), ==, "b1");
  g_assert_true (nqp_project_redo (pair->b, NULL));
  g_assert_true (nqp_project_redo (pair->a, NULL));
  g_assert_true (nqp_project_redo (pair->a, NULL));
  g_assert_true (nqp_project_redo (pair->b, NULL));
  assert_name (pair->a, 0, "a2");
  assert_name (pair->a, 1, "b1");
  assert_name (pair->a, 2, "b2");
}

/* An edit of one leaves what the other may redo; its own it takes away. */
static void
test_redo_of_others (Pair *pair, gconstpointer data)
{
  g_assert_true (name_place (pair->a, "110000", "a1"));
  g_assert_true (nqp_project_undo (pair->a, NULL));
  g_assert_true (name_place (pair->b, "120000", "b1"));
  g_assert_true (nqp_project_undo (pair->b, NULL));
  g_assert_true (name_place (pair->b, "130000", "b2"));
  g_assert_null (nqp_project_redo_label (pair->b));
  g_assert_cmpstr (nqp_project_redo_label (pair->a), ==, "a1");
  g_assert_true (nqp_project_redo (pair->a, NULL));
  assert_name (pair->b, 0, "a1");
}

/* What another changed since is not put back over its head. */
static void
test_conflict (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set_value (pair->a, 1, "a", NULL));
  g_assert_true (set_value (pair->b, 2, "b", NULL));
  g_assert_false (nqp_project_undo (pair->a, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CONFLICT);
  g_assert_cmpstr (nqp_project_undo_label (pair->a), ==, "a");
  g_assert_true (nqp_project_undo (pair->b, NULL));
  g_assert_true (nqp_project_undo (pair->a, NULL));
  assert_start (pair);
}

/* After a reopening it is the last action of all; from then on, what others make is left to them. */
static void
test_reopened (Pair *pair, gconstpointer data)
{
  NqpProject *c;

  g_assert_true (name_place (pair->a, "110000", "a1"));
  g_assert_true (name_place (pair->b, "120000", "b1"));
  c = fixture_open (pair->path);
  g_assert_cmpstr (nqp_project_undo_label (c), ==, "b1");
  g_assert_true (nqp_project_undo (c, NULL));
  g_assert_cmpstr (nqp_project_undo_label (c), ==, "a1");
  g_assert_cmpstr (nqp_project_redo_label (c), ==, "b1");
  g_assert_true (name_place (pair->a, "130000", "a2"));
  g_assert_cmpstr (nqp_project_undo_label (c), ==, "a1");
  g_assert_true (nqp_project_undo (c, NULL));
  g_assert_true (nqp_project_stepped_below (c));
  g_assert_null (nqp_project_undo_label (c));
  assert_name (c, 2, "a2");
  g_assert_true (nqp_project_redo (c, NULL));
  g_assert_true (nqp_project_redo (c, NULL));
  assert_name (pair->a, 0, "a1");
  assert_name (pair->a, 1, "b1");
  nqp_project_close (c);

  /* what was left undone is redone after the next opening, until something else is done */
  g_assert_true (nqp_project_undo (pair->a, NULL));
  c = fixture_open (pair->path);
  g_assert_cmpstr (nqp_project_redo_label (c), ==, "a2");
  g_assert_true (name_place (c, "810000", "c"));
  g_assert_null (nqp_project_redo_label (c));
  g_assert_null (nqp_project_redo_label (pair->a));
  nqp_project_close (c);
}

/* Who looks is told which parts to read again. */
static void
test_parts (Pair *pair, gconstpointer data)
{
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (pair->a, NULL);
  g_autoptr (NqpTree) tree = nqp_tree_set_on (panel->tree, nqp_tree_find (panel->tree, "dens"), FALSE);
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("s", 0, 0, panel->n_indicators);

  g_assert_true (nqp_project_set_weights (pair->a, tree, "weights=equal", "w", NULL));
  g_assert_cmpuint (nqp_project_changed_elsewhere (pair->b), ==, NQP_PROJECT_WEIGHTS);
  g_assert_true (nqp_project_save_scenario (pair->a, scenario, "s", NULL));
  g_assert_true (nqp_project_undo (pair->a, NULL));
  g_assert_true (nqp_project_undo (pair->a, NULL));
  g_assert_cmpuint (nqp_project_changed_elsewhere (pair->b) & (NQP_PROJECT_WEIGHTS | NQP_PROJECT_SCENARIOS),
                    ==, NQP_PROJECT_WEIGHTS | NQP_PROJECT_SCENARIOS);
  g_assert_cmpuint (nqp_project_changed_elsewhere (pair->b), ==, 0);
  g_assert_true (set_value (pair->a, 1, "v", NULL)); /* the undone rows go */
  g_assert_true (nqp_project_changed_elsewhere (pair->b) & NQP_PROJECT_DATA);
  g_assert_cmpuint (nqp_project_changed_elsewhere (pair->a), ==, 0);
}

/* Between hold and release nobody else writes; without keeping it nothing has happened. */
static void
test_hold (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (name_place (pair->b, "120000", "b1"));
  g_assert_true (nqp_project_hold (pair->a, &error));
  g_assert_cmpuint (nqp_project_changed_elsewhere (pair->a), ==, NQP_PROJECT_DATA);
  g_assert_true (name_place (pair->a, "110000", "a1"));
  g_assert_true (set_value (pair->a, 7, "v", NULL));
  assert_name (pair->a, 0, "a1");
  g_assert_false (nqp_project_release (pair->a, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (nqp_project_undo_label (pair->a), ==, "b1"); /* a has made nothing */
  assert_name (pair->a, 0, "Beijing");

  g_assert_true (nqp_project_hold (pair->a, &error));
  g_assert_true (name_place (pair->a, "110000", "a1"));
  g_assert_false (set_value (pair->a, INFINITY, "v", NULL)); /* refused: the holder goes on */
  g_assert_true (nqp_project_release (pair->a, TRUE, &error));
  assert_name (pair->b, 0, "a1");
  g_assert_cmpstr (nqp_project_undo_label (pair->a), ==, "a1");
  g_assert_true (nqp_project_changed_elsewhere (pair->b) & NQP_PROJECT_DATA);
  g_assert_cmpuint (nqp_project_changed_elsewhere (pair->a), ==, 0);
}

/* A step within a hold that is not kept leaves the history as it was. */
static void
test_hold_undo (Pair *pair, gconstpointer data)
{
  g_assert_true (name_place (pair->a, "110000", "a1"));
  g_assert_true (nqp_project_hold (pair->a, NULL));
  g_assert_true (nqp_project_undo (pair->a, NULL));
  assert_name (pair->a, 0, "Beijing");
  g_assert_false (nqp_project_release (pair->a, FALSE, NULL));
  assert_name (pair->b, 0, "a1");
  g_assert_cmpstr (nqp_project_undo_label (pair->a), ==, "a1");
  g_assert_null (nqp_project_redo_label (pair->a));
}

#define ADD(name, function) g_test_add ("/store/windows/" name, Pair, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("own", test_own);
  ADD ("redo-of-others", test_redo_of_others);
  ADD ("conflict", test_conflict);
  ADD ("reopened", test_reopened);
  ADD ("parts", test_parts);
  ADD ("hold", test_hold);
  ADD ("hold-undo", test_hold_undo);
  return g_test_run ();
}
