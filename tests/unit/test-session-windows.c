/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-framework-edits.h"

/* Several sessions on one file: in one process, in two, and where it cannot be written. */

/* ---- the other process: this program with "--other FILE EDIT" ------------------------------------------------------------- */

static int
be_the_other (const char *path, const char *edit)
{
  g_autoptr (NqpSession) session = nqp_session_new (NQP_LANG_EN);
  g_autoptr (GError) error = NULL;
  int drivers;

  if (!nqp_session_open (session, path, &error))
    return 2;
  drivers = nqp_tree_find (nqp_session_get_tree (session), "drivers");
  if (g_str_equal (edit, "weight"))
    nqp_session_set_weight (session, drivers, 0.4);
  else if (g_str_equal (edit, "value"))
    nqp_session_set_value (session, 2, 1, 5, 12.5, &error);
  else if (g_str_equal (edit, "scheme"))
    nqp_session_save_scheme (session, "Of the other", &error);
  else if (g_str_equal (edit, "undo"))
    nqp_session_undo (session);
  else
    return 3;
  return error == NULL ? 0 : 1;
}

static char *own_path;

static void
run_other (State *state, const char *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, own_path, "--other", state->path, edit, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
}

/* Until @flags have been told, or half a minute. What comes later than some seconds has not been told by the system. */
static guint
wait_for (State *state, guint flags)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while ((state->flags & flags) != flags && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  return state->flags;
}

/* What another process writes is shown by itself, and said once; what is looked at stays. */
static void
test_two_processes (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_measure (session, state_node (state, "elements"));
  nqp_session_set_focus (session, 6);
  nqp_session_add_compared (session, 2);
  state_turn (state);
  run_other (state, "weight");
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25); /* nobody has looked yet */
  g_assert_true (wait_for (state, NQP_CHANGE_SCORES) & NQP_CHANGE_HISTORY);
  g_assert_cmpstr (state_message (state), ==, "Changes made in another window are taken in");
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.4);
  state_turns (state);
  run_other (state, "scheme");
  wait_for (state, NQP_CHANGE_SCHEMES);
  g_assert_cmpuint (nqp_session_get_schemes (session)->len, ==, 1);
  state_turns (state);
  run_other (state, "undo");
  wait_for (state, NQP_CHANGE_SCHEMES);
  g_assert_cmpuint (nqp_session_get_schemes (session)->len, ==, 0);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 6);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 1);
  g_assert_cmpint (nqp_session_get_measure (session), ==, state_node (state, "elements"));
  state_turns (state);
  state_assert_as_file (state);
}

/* The system tells of it at once: nobody has to ask again and again. */
static void
test_seen_at_once (State *state, gconstpointer data)
{
  gint64 slowest = 0;

  for (int k = 0; k < 3; k++)
    {
      gint64 start;

      run_other (state, k == 0 ? "weight" : k == 1 ? "undo" : "scheme");
      start = g_get_monotonic_time ();
      wait_for (state, NQP_CHANGE_HISTORY);
      slowest = MAX (slowest, g_get_monotonic_time () - start);
      state_turns (state);
    }
  g_test_message ("seen after %d ms at most", (int)(slowest / 1000));
  g_assert_cmpint (slowest, <, 4 * G_USEC_PER_SEC); /* a lost event is made up for after five */
  state_assert_as_file (state);
}

/* Back to an earlier place and forward again: what is shown is what the file holds, and it is one turn each. */
static void
test_go_to (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const int drivers = state_node (state, "drivers");
  g_autofree char *start = state_file (state), *end = NULL, *now = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GError) error = NULL;

  nqp_session_set_weight (session, drivers, 0.5);
  nqp_session_set_value (session, 2, 1, 5, 12.5, &error);
  nqp_session_set_locked (session, drivers, TRUE);
  end = state_file (state);
  state_turns (state);
  nqp_session_go_to_action (session, 0);
  g_assert_true (state_turn (state) & NQP_CHANGE_HISTORY);
  now = state_file (state);
  g_assert_cmpstr (now, ==, start);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  state_assert_as_file (state);
  actions = nqp_session_read_history (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (actions->len, ==, 3);
  nqp_session_go_to_action (session, ((const NqpAction *)actions->pdata[2])->number);
  state_turn (state);
  g_free (now);
  now = state_file (state);
  g_assert_cmpstr (now, ==, end);
  state_assert_as_file (state);
  nqp_session_compact (session, TRUE);
  g_assert_nonnull (state_message (state));
  state_turns (state);
  g_assert_null (nqp_session_get_undo_label (session));
  g_free (now);
  now = state_file (state);
  g_assert_cmpstr (now, ==, end);
}

/* An edit meets what the other process wrote just before: both are in force. */
static void
test_edit_meets_another (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (GError) error = NULL;

  run_other (state, "value");
  nqp_session_set_locked (session, state_node (state, "elements"), TRUE);
  g_assert_cmpstr (state_message (state), ==, "Changes made in another window are taken in");
  g_assert_true (state_turn (state) & NQP_CHANGE_PROJECT);
  g_assert_cmpfloat (
      nqp_session_get_panel (session)->values[nqp_panel_cell (nqp_session_get_panel (session), 2, 1, 5)], ==,
      12.5);
  g_assert_true (nqp_session_get_tree (session)->nodes[state_node (state, "elements")].locked);
  state_assert_as_file (state);

  /* The same cell: told, not overwritten. */
  g_assert_true (nqp_session_set_value (session, 2, 1, 5, 3, &error));
  state_turn (state);
  run_other (state, "value");
  g_assert_false (nqp_session_set_value (session, 2, 1, 5, 99, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  state_turn (state);
  state_assert_as_file (state);
}

/* ---- two sessions in one process ------------------------------------------------------------------------------------- */

static NqpSession *
open_beside (State *state)
{
  NqpSession *other = nqp_session_new (NQP_LANG_EN);
  g_autoptr (GError) error = NULL;

  nqp_session_open (other, state->path, &error);
  g_assert_no_error (error);
  return other;
}

/* Each has its own selection; each undoes its own edits, and says that the other's stay. */
static void
test_two_sessions (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (NqpSession) other = open_beside (state);
  g_autoptr (GError) error = NULL;
  int drivers = state_node (state, "drivers");

  nqp_session_set_focus (session, 1);
  nqp_session_set_focus (other, 2);
  nqp_session_set_year (other, 0);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 1);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 1);

  nqp_session_set_weight (session, drivers, 0.5);
  nqp_session_set_value (other, 2, 1, 5, 12.5, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (nqp_session_get_tree (other)->nodes[drivers].weight, ==, 0.5);
  g_assert_cmpint (nqp_session_get_focus (other), ==, 2);
  state_turn (state);
  nqp_session_undo (session);
  g_assert_cmpuint (state->messages->len, ==, 2);
  g_assert_cmpstr (state->messages->pdata[1], ==,
                   "“Weight of Technological innovation: 25.0 % → 50.0 %” is undone; what another window "
                   "changed since stays");
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  g_assert_cmpfloat (
      nqp_session_get_panel (session)->values[nqp_panel_cell (nqp_session_get_panel (session), 2, 1, 5)], ==,
      12.5);
  state_turn (state);
  state_assert_as_file (state);

  /* An undo that waits for the end of a drag says nothing again. */
  nqp_session_redo (session);
  state_turn (state);
  nqp_session_undo (session);
  state_turn (state);
  nqp_session_set_locked (session, drivers, TRUE);
  state_turn (state);
  nqp_session_begin_drag (session, state_node (state, "elements"));
  nqp_session_undo (session);
  g_assert_null (state_message (state));
  nqp_session_end_drag (session);
}

/* A text that both write: the second is told, by a message, and sees what is there. */
static void
test_same_text (State *state, gconstpointer data)
{
  const NqpText mine = { (char *)"Mine", NULL }, theirs = { (char *)"Theirs", NULL };
  const NqpEntryTexts texts = { .name = &mine }, their_texts = { .name = &theirs };
  g_autoptr (NqpSession) other = open_beside (state);
  NqpFramework *model;

  g_assert_true (nqp_framework_edit_texts (other, "drivers.green", &their_texts));
  g_assert_false (nqp_framework_edit_texts (state->session, "drivers.green", &texts));
  g_assert_cmpuint (state->messages->len, ==, 2);
  g_assert_true (
      g_str_has_prefix (state->messages->pdata[1], "Another window has just changed the same text"));
  model = nqp_session_get_framework (state->session);
  g_assert_cmpstr (nqp_framework_entry (model, nqp_framework_find (model, "drivers.green"))->name.en, ==,
                   "Theirs");
  state_turn (state);
  state_assert_as_file (state);
}

/* ---- a file that cannot be written ------------------------------------------------------------------------------------- */

#define SAYS_READ_ONLY "This project is open for reading only."

static void
assert_refused (State *state)
{
  g_assert_cmpstr (state_message (state), ==, SAYS_READ_ONLY);
  g_assert_true (state_turn (state) & NQP_CHANGE_SCORES); /* whoever asked shows what is */
}

/* Everything can be looked at, nothing changed; each try says why, and what to do. */
static void
test_read_only (State *state, gconstpointer data)
{
  NqpSession *session;
  NqpMethod method;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = state_file (state), *after = NULL, *page = NULL;
  const int drivers = state_node (state, "drivers");
  const int version = nqp_project_schema_version (nqp_session_get_project (state->session));

  nqp_session_set_state (state->session, "page", "map");
  state_close (state);
  fixture_run_sql (state->path, "PRAGMA user_version = 99"); /* of a later version: also root only reads it */
  state_open (state);
  session = state->session;
  g_assert_null (state_message (state)); /* a bar says it as long as it is so */
  g_assert_nonnull (strstr (nqp_session_get_read_only (session), "newer version"));
  g_assert_false (nqp_session_may_copy (session)); /* it would be as new */
  state_turn (state);

  nqp_session_set_focus (session, 4);
  nqp_session_set_measure (session, drivers);
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_FOCUS | NQP_CHANGE_MEASURE);
  nqp_session_set_weight (session, drivers, 0.5);
  assert_refused (state);
  nqp_session_set_locked (session, drivers, TRUE);
  assert_refused (state);
  nqp_session_set_on (session, drivers, FALSE);
  assert_refused (state);
  nqp_session_reset_weights (session);
  assert_refused (state);
  method = *nqp_session_get_method (session);
  method.scheme = NQP_SCHEME_ENTROPY;
  nqp_session_set_method (session, &method);
  assert_refused (state);
  nqp_session_use_scheme (session, 1);
  assert_refused (state);
  nqp_session_begin_drag (session, drivers); /* one may try what it would do */
  nqp_session_drag_weight (session, drivers, 0.5);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.5);
  nqp_session_end_drag (session);
  assert_refused (state);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  g_assert_false (nqp_session_set_value (session, 2, 1, 5, 12.5, &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_cmpint (nqp_session_save_scheme (session, "New", &error), ==, 0);
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  nqp_session_assume (session, nqp_session_get_tree (session)->leaves[0], 5); /* only thought */
  g_assert_true (nqp_session_has_assumed (session));
  g_assert_false (nqp_session_save_scenario (session, "New", &error));
  g_assert_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_READ_ONLY);
  g_assert_true (nqp_session_has_assumed (session)); /* not lost with it */
  page = nqp_session_get_state (session, "page");
  g_assert_cmpstr (page, ==, "map");
  nqp_session_set_state (session, "page", "profile");
  state_turns (state);
  state_assert_as_file (state);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
  {
    g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);

    state_close (state);
    fixture_run_sql (state->path, sql);
    state_open (state);
  }
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--other"))
    return be_the_other (argv[2], argv[3]);
  own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/windows/two-processes", test_two_processes);
  STATE_TEST ("/session/windows/seen-at-once", test_seen_at_once);
  STATE_TEST ("/session/windows/go-to", test_go_to);
  STATE_TEST ("/session/windows/edit-meets-another", test_edit_meets_another);
  STATE_TEST ("/session/windows/two-sessions", test_two_sessions);
  STATE_TEST ("/session/windows/same-text", test_same_text);
  STATE_TEST ("/session/windows/read-only", test_read_only);
  return g_test_run ();
}
