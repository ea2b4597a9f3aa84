/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

/* A weight that is dragged: shown at once, written when it is let go, one action from press to release. */

static void
press (State *state, const char *id)
{
  nqp_session_begin_drag (state->session, state_node (state, id));
}

/* As the pointer does: a frame a step. */
static void
drag (State *state, const char *id, double to)
{
  nqp_session_drag_weight (state->session, state_node (state, id), to);
  g_assert_cmphex (state_turn (state) & ~(guint)NQP_CHANGE_ROBUSTNESS, ==, NQP_CHANGE_SCORES);
}

static void
test_one_action (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autofree char *before = state_file (state);
  const double first = nqp_scores_get (nqp_session_get_scores (session), 0, 0, 0);

  press (state, "drivers");
  g_assert_cmphex (state_turn (state), ==, 0);
  for (int k = 1; k <= 10; k++)
    {
      g_autofree char *file = NULL;

      drag (state, "drivers", 0.25 + 0.03 * k);
      file = state_file (state);
      g_assert_cmpstr (file, ==, before); /* nothing is written yet */
      g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.25 + 0.03 * k, 1e-12);
      g_assert_cmpfloat_with_epsilon (state_weight (state, "elements"), (0.75 - 0.03 * k) / 3, 1e-12);
      g_assert_cmpfloat (nqp_scores_get (nqp_session_get_scores (session), 0, 0, 0), !=, first);
      g_assert_cmpint (nqp_session_get_method (session)->scheme, ==, NQP_SCHEME_CUSTOM);
      g_assert_null (nqp_session_get_undo_label (session));
    }
  nqp_session_end_drag (session);
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==,
                   "Weight of Technological innovation: 25.0 % → 55.0 %");
  g_assert_cmpfloat_with_epsilon (state_file_weight (state, "drivers"), 0.55, 1e-12);
  state_assert_as_file (state);
  nqp_session_undo (session);
  g_assert_null (nqp_session_get_undo_label (session));
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  state_assert_as_file (state);
}

/* There and back, or not moved at all: no action. */
static void
test_there_and_back (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autofree char *before = state_file (state), *after = NULL;

  press (state, "drivers");
  nqp_session_end_drag (session);
  press (state, "drivers");
  drag (state, "drivers", 0.9);
  drag (state, "drivers", 0.25);
  nqp_session_end_drag (session);
  state_turn (state);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (nqp_session_get_undo_label (session));
  g_assert_cmpint (nqp_session_get_method (session)->scheme, ==, NQP_SCHEME_EQUAL);
  state_assert_as_file (state);
}

/* A path to 1 and back must not flatten the siblings: each step starts from the press. */
static void
test_back_from_the_end (State *state, gconstpointer data)
{
  nqp_session_set_weight (state->session, state_node (state, "elements"), 0.6);
  state_turn (state);
  press (state, "drivers");
  drag (state, "drivers", 1);
  drag (state, "drivers", 0.2);
  nqp_session_end_drag (state->session);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "elements") / state_weight (state, "carriers"),
                                  0.6 / (0.4 / 3), 1e-9);
}

static void
test_cancel (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autofree char *before = state_file (state), *after = NULL;

  nqp_session_cancel_drag (session);
  g_assert_cmphex (state_turn (state), ==, 0);
  press (state, "drivers");
  drag (state, "drivers", 0.7);
  nqp_session_cancel_drag (session);
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_SCORES);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  g_assert_cmpint (nqp_session_get_method (session)->scheme, ==, NQP_SCHEME_EQUAL);
  g_assert_null (nqp_session_get_undo_label (session));
  state_assert_as_file (state);
  nqp_session_drag_weight (session, state_node (state, "drivers"), 0.8); /* the finger is still down */
  nqp_session_end_drag (session);
  g_assert_cmphex (state_turn (state), ==, 0);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
}

/* Locked siblings keep their weight under the finger, and limit how far it goes; what is locked itself does not move. */
static void
test_locks (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  gboolean movable;

  g_assert_cmpfloat (nqp_session_get_weight_limit (session, state_node (state, "drivers"), &movable), ==, 1);
  g_assert_true (movable);
  nqp_session_set_locked (session, state_node (state, "elements"), TRUE);
  g_assert_cmpfloat (nqp_session_get_weight_limit (session, state_node (state, "drivers"), &movable), ==,
                     0.75);
  g_assert_true (movable);
  nqp_session_get_weight_limit (session, state_node (state, "elements"), &movable);
  g_assert_false (movable);
  nqp_session_get_weight_limit (session, state_node (state, "elements.labour-tools"), &movable);
  g_assert_false (movable); /* it is all there is */
  state_turn (state);
  press (state, "drivers");
  drag (state, "drivers", 0.95);
  g_assert_cmpfloat (state_weight (state, "elements"), ==, 0.25);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.75, 1e-12);
  nqp_session_end_drag (session);
  g_assert_cmpfloat (state_file_weight (state, "elements"), ==, 0.25);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==,
                   "Weight of Technological innovation: 25.0 % → 75.0 %");
  state_turn (state);

  press (state, "elements");
  nqp_session_drag_weight (session, state_node (state, "elements"), 0.9);
  g_assert_cmphex (state_turn (state), ==, 0);
  nqp_session_end_drag (session);
  g_assert_cmpfloat (state_weight (state, "elements"), ==, 0.25);
  state_assert_as_file (state);
}

/* Only what was pressed moves; a second press waits for the first to end; undo and redo wait too. */
static void
test_one_at_a_time (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_on (session, state_node (state, "relations"), FALSE);
  state_turn (state);
  press (state, "drivers");
  press (state, "elements");
  nqp_session_drag_weight (session, state_node (state, "elements"), 0.9);
  g_assert_cmphex (state_turn (state), ==, 0);
  drag (state, "drivers", 0.5);
  nqp_session_undo (session);
  g_assert_null (state_message (state));
  g_assert_cmphex (state_turn (state), ==, 0);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.5);
  nqp_session_end_drag (session);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.5);
  nqp_session_undo (session);
  nqp_session_undo (session);
  g_assert_null (nqp_session_get_undo_label (session));
}

/* The focus region's places are counted from the press on. */
static void
test_rank_shift (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const int year = nqp_session_get_year (session), node = state_node (state, "drivers");
  int before, moved = 0;

  for (int i = 0; i < N_REGIONS; i++)
    {
      nqp_session_set_focus (session, i);
      before = nqp_scores_rank (nqp_session_get_scores (session), 0, year, i);
      g_assert_cmpint (nqp_session_get_rank_shift (session), ==, 0);
      nqp_session_begin_drag (session, node);
      nqp_session_drag_weight (session, node, 0.97);
      g_assert_cmpint (nqp_session_get_rank_shift (session), ==,
                       before - nqp_scores_rank (nqp_session_get_scores (session), 0, year, i));
      moved += nqp_session_get_rank_shift (session) != 0;
      nqp_session_cancel_drag (session);
      g_assert_cmpint (nqp_session_get_rank_shift (session), ==, 0);
      g_assert_cmpint (nqp_scores_rank (nqp_session_get_scores (session), 0, year, i), ==, before);
    }
  g_assert_cmpint (moved, >, 0);
}

/* Another process writes meanwhile: its edit is not overwritten by the weights at the press. */
static void
test_other_writes (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (NqpSession) other = nqp_session_new (NQP_LANG_EN);
  g_autoptr (GError) error = NULL;

  nqp_session_open (other, state->path, &error);
  g_assert_no_error (error);
  press (state, "drivers");
  drag (state, "drivers", 0.4);
  nqp_session_set_locked (other, state_node (state, "elements"), TRUE);
  nqp_session_set_value (other, 0, 0, 0, 1, &error);
  g_assert_no_error (error);
  drag (state, "drivers", 0.55);
  nqp_session_end_drag (session);
  g_assert_cmpstr (state_message (state), ==, "Changes made in another window are taken in");
  g_assert_true (nqp_session_get_tree (session)->nodes[state_node (state, "elements")].locked);
  g_assert_cmpfloat (nqp_session_get_panel (session)->values[0], ==, 1);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.55, 1e-12);
  g_assert_cmpfloat (state_weight (state, "elements"), ==, 0.25);
  state_turn (state);
  state_assert_as_file (state);

  /* What is dragged gets locked by the other: said, and everything as it is there. */
  press (state, "drivers");
  drag (state, "drivers", 0.1);
  nqp_session_set_locked (other, state_node (state, "drivers"), TRUE);
  nqp_session_end_drag (session);
  g_assert_cmpuint (state->messages->len, ==, 2);
  g_assert_cmpstr (
      state->messages->pdata[1], ==,
      "Another window has just locked the weight of “Technological innovation”. Unlock it first.");
  g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.55, 1e-12);
  state_turn (state);
  state_assert_as_file (state);
}

/* An edit by key while the pointer drags: both count, and the drag goes on from it. */
static void
test_edit_in_between (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  press (state, "drivers");
  drag (state, "drivers", 0.4);
  nqp_session_set_locked (session, state_node (state, "elements"), TRUE);
  state_turn (state);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.4, 1e-12); /* still under the finger */
  g_assert_cmpfloat (state_weight (state, "elements"), ==, 0.25);
  nqp_session_end_drag (session);
  g_assert_true (nqp_session_get_tree (session)->nodes[state_node (state, "elements")].locked);
  g_assert_cmpfloat (state_weight (state, "elements"), ==, 0.25);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.4, 1e-12);
  state_assert_as_file (state);

  press (state, "drivers");
  nqp_session_set_on (session, state_node (state, "carriers"), FALSE);
  nqp_session_end_drag (session); /* not moved: what was switched off stays off */
  g_assert_false (nqp_session_get_tree (session)->nodes[state_node (state, "carriers")].on);
  state_assert_as_file (state);

  press (state, "drivers");
  nqp_session_drag_weight (session, state_node (state, "drivers"), 0.6);
  nqp_session_set_locked (session, state_node (state, "drivers"), TRUE);
  nqp_session_end_drag (session);
  g_assert_true (nqp_session_get_tree (session)->nodes[state_node (state, "drivers")].locked);
  state_turn (state);
  state_assert_as_file (state);
}

/* Closing, or opening something else, ends it without writing. */
static void
test_closed_meanwhile (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = state_file (state), *after = NULL;

  press (state, "drivers");
  drag (state, "drivers", 0.4);
  nqp_session_open (session, state->path, &error);
  g_assert_no_error (error);
  nqp_session_drag_weight (session, state_node (state, "drivers"), 0.5);
  nqp_session_end_drag (session);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  press (state, "drivers");
  nqp_session_drag_weight (session, state_node (state, "drivers"), 0.5);
  nqp_session_close (session);
  nqp_session_end_drag (session);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/drag/one-action", test_one_action);
  STATE_TEST ("/session/drag/there-and-back", test_there_and_back);
  STATE_TEST ("/session/drag/back-from-the-end", test_back_from_the_end);
  STATE_TEST ("/session/drag/cancel", test_cancel);
  STATE_TEST ("/session/drag/locks", test_locks);
  STATE_TEST ("/session/drag/one-at-a-time", test_one_at_a_time);
  STATE_TEST ("/session/drag/rank-shift", test_rank_shift);
  STATE_TEST ("/session/drag/other-writes", test_other_writes);
  STATE_TEST ("/session/drag/edit-in-between", test_edit_in_between);
  STATE_TEST ("/session/drag/closed-meanwhile", test_closed_meanwhile);
  return g_test_run ();
}
