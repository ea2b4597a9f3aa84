/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

/* Robustness: run beside the main loop, kept with the project, known when it is of other weights. */

static gboolean
is_running (State *state)
{
  double fraction;
  const char *step;

  return nqp_session_get_robustness_run (state->session, &fraction, &step);
}

static guint
run_to_the_end (State *state)
{
  gint64 end = g_get_monotonic_time () + 120 * G_USEC_PER_SEC;

  while (is_running (state) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_running (state));
  return state_turns (state);
}

static void
ask_few (State *state)
{
  NqpUncertaintySpec spec;

  nqp_session_get_robustness_spec (state->session, &spec);
  spec.draws = 50;
  spec.seed = 7;
  spec.top = 3;
  nqp_session_set_robustness_spec (state->session, &spec);
}

static void
run_few (State *state)
{
  ask_few (state);
  nqp_session_run_robustness (state->session);
  g_assert_true (is_running (state));
  g_assert_true (run_to_the_end (state) & NQP_CHANGE_ROBUSTNESS);
  g_assert_nonnull (nqp_session_get_uncertainty (state->session));
}

static void
test_stale (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const int node = state_node (state, "drivers");
  g_autoptr (GError) error = NULL;
  NqpView view;

  g_assert_null (nqp_session_get_uncertainty (session));
  g_assert_false (nqp_session_get_robustness_stale (session));
  run_few (state);
  g_assert_false (nqp_session_get_robustness_stale (session));
  nqp_session_get_view (session, &view);
  g_assert_true (view.uncertainty != NULL && view.sensitivity != NULL && view.alternatives != NULL);
  g_assert_false (view.stale);

  /* Another measure, year or region does not make it old; other weights do, and so does each step of a drag. */
  nqp_session_set_year (session, 0);
  nqp_session_set_measure (session, node);
  nqp_session_set_focus (session, 8);
  state_turn (state);
  g_assert_false (nqp_session_get_robustness_stale (session));
  nqp_session_begin_drag (session, node);
  nqp_session_drag_weight (session, node, 0.4);
  g_assert_true (state_turn (state) & NQP_CHANGE_ROBUSTNESS);
  nqp_session_get_view (session, &view);
  g_assert_true (view.stale);
  nqp_session_drag_weight (session, node, 0.25);
  nqp_session_end_drag (session);
  g_assert_true (state_turn (state) & NQP_CHANGE_ROBUSTNESS);
  g_assert_false (nqp_session_get_robustness_stale (session)); /* there and back */

  nqp_session_set_weight (session, node, 0.5);
  g_assert_true (state_turn (state) & NQP_CHANGE_ROBUSTNESS);
  g_assert_true (nqp_session_get_robustness_stale (session));
  nqp_session_undo (session);
  g_assert_true (state_turn (state) & NQP_CHANGE_ROBUSTNESS);
  g_assert_false (nqp_session_get_robustness_stale (session));
  nqp_session_set_value (session, 2, 1, 5, 12.5, &error);
  g_assert_true (state_turn (state) & NQP_CHANGE_ROBUSTNESS);
  g_assert_true (nqp_session_get_robustness_stale (session));
}

static void
assert_described (State *state, const char *words)
{
  g_autofree char *said = nqp_session_describe_robustness (state->session);

  g_assert_cmpstr (said, ==, words);
}

/* A result that is not of what is shown says so. */
static void
test_described (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpUncertaintySpec spec;

  assert_described (state, NULL);
  run_few (state);
  assert_described (state, NULL);
  nqp_session_step_year (session, -1);
  assert_described (state, "Computed for New quality productivity index, 2003: run again");
  nqp_session_step_year (session, 1);
  nqp_session_set_measure (session, state_node (state, "drivers"));
  assert_described (state, "Computed for New quality productivity index, 2003: run again");
  nqp_session_set_measure (session, 0);
  assert_described (state, NULL);
  nqp_session_get_robustness_spec (session, &spec);
  spec.top++;
  nqp_session_set_robustness_spec (session, &spec);
  assert_described (state, "Computed with other settings: run again");
  nqp_session_set_weight (session, state_node (state, "drivers"), 0.5);
  assert_described (state, "Computed for other weights: run again");
  nqp_session_undo (session);
  spec.top--;
  nqp_session_set_robustness_spec (session, &spec);
  assert_described (state, NULL);
  state_turns (state);
}

/* Kept with the project, with what was asked; known as stale when it is read again. */
static void
test_kept (State *state, gconstpointer data)
{
  const int node = state_node (state, "drivers");
  NqpUncertaintySpec spec;
  double median;

  run_few (state);
  median = nqp_session_get_uncertainty (state->session)->median[4];
  state_reopen (state);
  g_assert_nonnull (nqp_session_get_uncertainty (state->session));
  g_assert_cmpfloat (nqp_session_get_uncertainty (state->session)->median[4], ==, median);
  g_assert_false (nqp_session_get_robustness_stale (state->session));
  nqp_session_get_robustness_spec (state->session, &spec);
  g_assert_cmpint (spec.draws, ==, 50);
  g_assert_cmpuint (spec.seed, ==, 7);
  g_assert_cmpint (spec.top, ==, 3);
  g_assert_null (nqp_session_get_undo_label (state->session)); /* no part of the history */

  nqp_session_set_weight (state->session, node, 0.5);
  state_reopen (state);
  g_assert_nonnull (nqp_session_get_uncertainty (state->session));
  g_assert_true (nqp_session_get_robustness_stale (state->session));
  run_few (state);
  g_assert_false (nqp_session_get_robustness_stale (state->session));
}

/* The newest request wins; one that is called off leaves what was there; closing ends it. */
static void
test_cancel (State *state, gconstpointer data)
{
  NqpUncertaintySpec spec;
  const NqpUncertainty *first;

  run_few (state);
  first = nqp_session_get_uncertainty (state->session);
  nqp_session_get_robustness_spec (state->session, &spec);
  spec.draws = 100000;
  nqp_session_set_robustness_spec (state->session, &spec);
  nqp_session_run_robustness (state->session);
  g_assert_true (is_running (state));
  nqp_session_cancel_robustness (state->session);
  g_assert_false (is_running (state));
  g_assert_cmphex (state_turns (state), ==, NQP_CHANGE_PROGRESS | NQP_CHANGE_ROBUSTNESS);
  g_assert_true (nqp_session_get_uncertainty (state->session) == first);

  nqp_session_run_robustness (state->session);
  spec.draws = 60;
  nqp_session_set_robustness_spec (state->session, &spec);
  nqp_session_run_robustness (state->session);
  run_to_the_end (state);
  g_assert_cmpint (nqp_session_get_uncertainty (state->session)->spec.draws, ==, 60);

  spec.draws = 100000;
  nqp_session_set_robustness_spec (state->session, &spec);
  nqp_session_run_robustness (state->session);
  state_reopen (state);
  g_assert_false (is_running (state));
  g_assert_cmpint (nqp_session_get_uncertainty (state->session)->spec.draws, ==, 60);
}

/* What cannot be asked is said, and nothing runs. */
static void
test_refused (State *state, gconstpointer data)
{
  NqpUncertaintySpec spec;

  nqp_session_get_robustness_spec (state->session, &spec);
  spec.vary = 0;
  nqp_session_set_robustness_spec (state->session, &spec);
  nqp_session_run_robustness (state->session);
  g_assert_false (is_running (state));
  g_assert_nonnull (state_message (state));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/robustness/stale", test_stale);
  STATE_TEST ("/session/robustness/described", test_described);
  STATE_TEST ("/session/robustness/kept", test_kept);
  STATE_TEST ("/session/robustness/cancel", test_cancel);
  STATE_TEST ("/session/robustness/refused", test_refused);
  return g_test_run ();
}
