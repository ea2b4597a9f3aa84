/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

/* What a project remembers of how it was looked at. */

/* All that can be chosen, other than it is at first. */
static void
look_elsewhere (State *state)
{
  NqpSession *session = state->session;

  nqp_session_set_measure (session, state_node (state, "drivers"));
  nqp_session_set_year (session, 1);
  nqp_session_set_focus (session, 7);
  nqp_session_add_compared (session, 9);
  nqp_session_add_compared (session, 3);
  nqp_session_set_classes (session, NQP_CLASSES_JENKS);
  nqp_session_set_from_year (session, nqp_session_get_panel (session)->years[0]);
  nqp_session_set_leaf (session, nqp_session_get_tree (session)->leaves[4]);
  nqp_session_set_entry (session, 1);
  nqp_session_set_depth (session, 3);
  nqp_session_set_live (session, TRUE);
  nqp_session_set_state (session, "page", "profile");
  nqp_session_set_state (session, "map.tiles", "1");
}

static void
assert_elsewhere (State *state)
{
  NqpSession *session = state->session;
  g_autofree char *page = nqp_session_get_state (session, "page");
  g_autofree char *tiles = nqp_session_get_state (session, "map.tiles");
  g_autofree char *never = nqp_session_get_state (session, "never");

  g_assert_cmpint (nqp_session_get_measure (session), ==, state_node (state, "drivers"));
  g_assert_cmpint (nqp_session_get_year (session), ==, 1);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 7);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 2);
  g_assert_cmpint (nqp_session_get_compared (session)[0], ==, 9);
  g_assert_cmpint (nqp_session_get_compared (session)[1], ==, 3);
  g_assert_cmpint (nqp_session_get_classes (session), ==, NQP_CLASSES_JENKS);
  g_assert_cmpint (nqp_session_get_from_year (session), ==, nqp_session_get_panel (session)->years[0]);
  g_assert_cmpint (nqp_session_get_leaf (session), ==, nqp_session_get_tree (session)->leaves[4]);
  g_assert_cmpint (nqp_session_get_entry (session), ==, 1);
  g_assert_cmpint (nqp_session_get_depth (session), ==, 3);
  g_assert_true (nqp_session_get_live (session));
  g_assert_cmpstr (page, ==, "profile");
  g_assert_cmpstr (tiles, ==, "1");
  g_assert_null (never);
}

static void
test_closed (State *state, gconstpointer data)
{
  look_elsewhere (state);
  state_reopen (state);
  assert_elsewhere (state);
  g_assert_null (nqp_session_get_undo_label (state->session)); /* not an edit */
}

/* Also when another project is opened in its place, or none. */
static void
test_left (State *state, gconstpointer data)
{
  g_autofree char *other = g_build_filename (state->folder, "other.nqp", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      nqp_project_save_copy (nqp_session_get_project (state->session), other, NQP_COPY_PLAIN, &error));
  look_elsewhere (state);
  nqp_session_open (state->session, other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nqp_session_get_measure (state->session), ==, 0);
  g_assert_cmpint (nqp_session_get_year (state->session), ==, N_YEARS - 1);
  g_assert_cmpint (nqp_session_get_n_compared (state->session), ==, 0);
  g_assert_cmpint (nqp_session_get_leaf (state->session), ==, -1);
  nqp_session_open (state->session, state->path, &error);
  assert_elsewhere (state);
  nqp_session_close (state->session);
  nqp_session_open (state->session, state->path, &error);
  assert_elsewhere (state);
}

/* It is in the file soon, not only at the end: a crash loses no more than a moment. */
static void
test_soon (State *state, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autofree char *focus = NULL;

  look_elsewhere (state);
  while (g_strcmp0 (focus, "R0007") != 0 && g_get_monotonic_time () < end)
    {
      g_autoptr (NqpProject) project = NULL;

      g_main_context_iteration (NULL, TRUE);
      project = nqp_project_open (state->path, NQP_OPEN_READ_ONLY, NULL);
      g_free (focus);
      focus = nqp_project_get_state (project, "focus");
    }
  g_assert_cmpstr (focus, ==, "R0007");
  state->n_changed = 0;
}

/* No focus is remembered as none, not as "the best". */
static void
test_no_focus (State *state, gconstpointer data)
{
  nqp_session_set_focus (state->session, -1);
  state_reopen (state);
  g_assert_cmpint (nqp_session_get_focus (state->session), ==, -1);
}

/* What is no longer there, or never made sense, is passed over. */
static void
test_nonsense (State *state, gconstpointer data)
{
  static const char *const keys[]
      = { "measure", "year", "focus", "compared", "classes", "leaf", "entry", "depth", "from" };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    nqp_session_set_state (state->session, keys[k], k == 3 ? "R0001\nnobody\n\nR0002" : "99999");
  {
    g_autoptr (NqpSession) other = nqp_session_new (NQP_LANG_EN);
    g_autoptr (GError) error = NULL;
    NqpView view;

    nqp_session_open (other, state->path, &error);
    g_assert_no_error (error);
    nqp_session_get_view (other, &view);
    g_assert_cmpint (view.measure, ==, 0);
    g_assert_cmpint (view.year, ==, N_YEARS - 1);
    g_assert_cmpint (view.focus, ==, -1);
    g_assert_cmpint (view.n_compared, ==, 2);
    g_assert_cmpint (view.classes, <, NQP_N_CLASSES);
    g_assert_cmpuint (view.options.set, ==, 0);
    g_assert_cmpint (view.leaf, ==, -1);
    g_assert_cmpint (view.entry, ==, -1);
    g_assert_cmpint (view.depth, ==, 3);
  }
}

/* What cannot be opened leaves what is open alone. */
static void
test_cannot_open (State *state, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (state->folder, "missing.nqp", NULL);
  g_autoptr (GError) error = NULL;

  look_elsewhere (state);
  state_turn (state);
  g_assert_false (nqp_session_open (state->session, missing, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_NOT_FOUND);
  g_assert_cmphex (state_turn (state), ==, 0);
  assert_elsewhere (state);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/remembered/closed", test_closed);
  STATE_TEST ("/session/remembered/left", test_left);
  STATE_TEST ("/session/remembered/soon", test_soon);
  STATE_TEST ("/session/remembered/no-focus", test_no_focus);
  STATE_TEST ("/session/remembered/nonsense", test_nonsense);
  STATE_TEST ("/session/remembered/cannot-open", test_cannot_open);
  return g_test_run ();
}
