/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-session-private.h"

/* Edits whose scores take long: they are computed beside the window, and the edit is made when they are there. Here all do. */

#define NOT_THERE_YET "What is being computed"

static void
set_up (State *state, gconstpointer method)
{
  state_set_up (state, method);
  state->session->document->patience = -1;
}

static gboolean
is_computing (State *state)
{
  double fraction;
  const char *step;

  return nqp_session_get_edit_run (state->session, &fraction, &step);
}

static void
wait_for_edits (State *state)
{
  while (is_computing (state))
    g_main_context_iteration (NULL, TRUE);
}

static void
choose (State *state, NqpAggregate aggregate)
{
  NqpMethod method = *nqp_session_get_wanted_method (state->session);
  g_autoptr (GError) error = NULL;

  nqp_method_set_aggregate (&method, aggregate);
  g_assert_true (nqp_session_try_method (state->session, &method, &error));
  g_assert_no_error (error);
}

static NqpAggregate
in_force (State *state)
{
  return nqp_session_get_method (state->session)->aggregate[NQP_MADE_INDEX];
}

static NqpAggregate
wanted (State *state)
{
  return nqp_session_get_wanted_method (state->session)->aggregate[NQP_MADE_INDEX];
}

static void
assert_nothing_waits (State *state, const char *label)
{
  g_assert_false (is_computing (state));
  g_assert_cmpstr (nqp_session_get_undo_label (state->session), ==, label);
  g_assert_cmpint (wanted (state), ==, in_force (state));
  state_assert_as_file (state);
}

static void
test_made (State *state, gconstpointer data)
{
  g_autofree char *before = state_file (state), *waiting = NULL;

  choose (state, NQP_AGGREGATE_GEOMETRIC);
  g_assert_true (is_computing (state));
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_ARITHMETIC);
  g_assert_cmpint (wanted (state), ==, NQP_AGGREGATE_GEOMETRIC);
  g_assert_cmpstr (nqp_session_get_undo_label (state->session), ==, NOT_THERE_YET);
  waiting = state_file (state);
  g_assert_cmpstr (waiting, ==, before);

  wait_for_edits (state);
  g_assert_null (state_message (state));
  g_assert_cmphex (state_turns (state) & (NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY | NQP_CHANGE_PROGRESS), ==,
                   NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY | NQP_CHANGE_PROGRESS);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  assert_nothing_waits (state, "Change of method");

  /* one step, which takes as long */
  nqp_session_undo (state->session);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  wait_for_edits (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_ARITHMETIC);
  assert_nothing_waits (state, NULL);
  nqp_session_redo (state->session);
  wait_for_edits (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  assert_nothing_waits (state, "Change of method");
}

static void
test_newest_wins (State *state, gconstpointer data)
{
  choose (state, NQP_AGGREGATE_GEOMETRIC);
  choose (state, NQP_AGGREGATE_HARMONIC);
  wait_for_edits (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_HARMONIC);
  assert_nothing_waits (state, "Change of method");
  nqp_session_undo (state->session);
  wait_for_edits (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_ARITHMETIC);
  assert_nothing_waits (state, NULL);

  /* back to what is in force is no edit */
  choose (state, NQP_AGGREGATE_GEOMETRIC);
  choose (state, NQP_AGGREGATE_ARITHMETIC);
  wait_for_edits (state);
  assert_nothing_waits (state, NULL);
}

static void
test_cancel (State *state, gconstpointer data)
{
  g_autofree char *before = state_file (state), *after = NULL;

  choose (state, NQP_AGGREGATE_GEOMETRIC);
  nqp_session_set_locked (state->session, state_node (state, "drivers"), TRUE);
  nqp_session_cancel_edits (state->session);
  g_assert_false (is_computing (state));
  g_assert_true (state_turns (state) & NQP_CHANGE_SCORES); /* what was chosen is shown no more */
  g_usleep (20000);                                        /* what is still under way comes to nothing */
  state_turns (state);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_ARITHMETIC);
  assert_nothing_waits (state, NULL);
}

/* Undo takes back the newest, which is not there yet. */
static void
test_withdraw (State *state, gconstpointer data)
{
  choose (state, NQP_AGGREGATE_GEOMETRIC);
  nqp_session_set_locked (state->session, state_node (state, "drivers"), TRUE);
  nqp_session_undo (state->session);
  wait_for_edits (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  g_assert_false (nqp_session_get_tree (state->session)->nodes[state_node (state, "drivers")].locked);
  assert_nothing_waits (state, "Change of method");
}

static void
test_one_after_the_other (State *state, gconstpointer data)
{
  nqp_session_set_weight (state->session, state_node (state, "drivers"), 0.4);
  nqp_session_set_weight (state->session, state_node (state, "carriers"), 0.3);
  nqp_session_set_locked (state->session, state_node (state, "drivers"), TRUE);
  choose (state, NQP_AGGREGATE_GEOMETRIC);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  wait_for_edits (state);
  g_assert_null (state_message (state));
  g_assert_cmpfloat (state_weight (state, "carriers"), ==, 0.3);
  g_assert_true (nqp_session_get_tree (state->session)->nodes[state_node (state, "drivers")].locked);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  g_assert_cmpint (nqp_session_get_method (state->session)->scheme, ==, NQP_SCHEME_CUSTOM);
  assert_nothing_waits (state, "Change of method");
  for (int i = 0; i < 4; i++)
    {
      nqp_session_undo (state->session);
      wait_for_edits (state);
    }
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  assert_nothing_waits (state, NULL);
}

/* To and fro, before the first is there. */
static void
test_toggled (State *state, gconstpointer data)
{
  nqp_session_set_locked (state->session, state_node (state, "drivers"), TRUE);
  nqp_session_set_locked (state->session, state_node (state, "drivers"), FALSE);
  nqp_session_set_on (state->session, state_node (state, "carriers"), FALSE);
  nqp_session_set_on (state->session, state_node (state, "carriers"), TRUE);
  wait_for_edits (state);
  g_assert_false (nqp_session_get_tree (state->session)->nodes[state_node (state, "drivers")].locked);
  g_assert_true (nqp_session_get_tree (state->session)->nodes[state_node (state, "carriers")].on);
  state_assert_as_file (state);
}

/* The project moves on while scores are computed: by an edit here, by another window, by both. */
static void
test_moved_on (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (NqpDocument) other = nqp_document_open (state->path, NQP_LANG_EN, NULL);
  const NqpPanel *panel = nqp_session_get_panel (session);
  g_autoptr (GError) error = NULL;

  choose (state, NQP_AGGREGATE_GEOMETRIC);
  nqp_document_set_value (other, "S2", "R0005", panel->years[1], 12, &error);
  g_assert_no_error (error);
  nqp_document_set_weight (other, "drivers", 0.4, &error);
  g_assert_no_error (error);
  nqp_session_set_value (session, 3, 1, 5, 13, &error);
  g_assert_no_error (error);
  wait_for_edits (state);
  panel = nqp_session_get_panel (session);
  g_assert_cmpfloat (panel->values[nqp_panel_cell (panel, 2, 1, 5)], ==, 12);
  g_assert_cmpfloat (panel->values[nqp_panel_cell (panel, 3, 1, 5)], ==, 13);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.4);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  g_assert_nonnull (strstr (state_message (state), "another window"));
  assert_nothing_waits (state, "Change of method");

  nqp_session_undo (session);
  wait_for_edits (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_ARITHMETIC);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.4);
}

static void
test_refused (State *state, gconstpointer data)
{
  NqpMethod method = *nqp_session_get_method (state->session);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  nqp_session_set_value (state->session, 2, 1, 5, 0, &error);
  g_assert_no_error (error);
  state_turns (state);
  before = state_file (state);
  method.normalise = NQP_NORMALISE_DISTANCE;
  g_assert_true (nqp_session_try_method (state->session, &method, &error));
  wait_for_edits (state);
  g_assert_nonnull (strstr (state_message (state), "above 0"));
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (state_turns (state) & NQP_CHANGE_SCORES);
  state_assert_as_file (state);
  g_assert_cmpint (nqp_session_get_wanted_method (state->session)->normalise, ==, NQP_NORMALISE_MINMAX);
}

/* Schemes and judgements, too. */
static void
test_schemes (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (NqpTree) tree
      = nqp_tree_set_weight (nqp_session_get_tree (session), state_node (state, "drivers"), 0.7);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_session_adopt_scheme (session, "Mine", tree, &error));
  wait_for_edits (state);
  g_assert_cmpuint (nqp_session_get_schemes (session)->len, ==, 1);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.7);
  nqp_session_reset_weights (session);
  wait_for_edits (state);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  nqp_session_use_scheme (session, ((NqpSavedScheme *)nqp_session_get_schemes (session)->pdata[0])->id);
  wait_for_edits (state);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.7);
  g_assert_true (nqp_session_set_judgement (session, state_node (state, "drivers"),
                                            state_node (state, "carriers"), 3, &error));
  wait_for_edits (state);
  g_assert_nonnull (nqp_session_get_tree (session)->judgements);
  g_assert_null (state_message (state));
  state_assert_as_file (state);
}

/* What was asked for is made before the project goes. */
static void
test_close (State *state, gconstpointer data)
{
  choose (state, NQP_AGGREGATE_GEOMETRIC);
  state_reopen (state);
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_GEOMETRIC);
  assert_nothing_waits (state, "Change of method");
}

/* What is quick is made at once. */
static void
test_quick (State *state, gconstpointer data)
{
  state_reopen (state);
  choose (state, NQP_AGGREGATE_COPELAND);
  g_assert_false (is_computing (state));
  g_assert_cmpint (in_force (state), ==, NQP_AGGREGATE_COPELAND);
  assert_nothing_waits (state, "Change of method");
}

/* The methods that take long where there are many regions. */
static void
test_seconds (void)
{
  const RandomPanel many = { .n_regions = 2800, .n_years = 2, .n_indicators = 12, .seed = 1 };
  g_autoptr (NqpPanel) small = state_panel ();
  g_autoptr (NqpPanel) large = random_panel (&many);
  NqpMethod method;

  for (int aggregate = 0; aggregate < NQP_N_AGGREGATE; aggregate++)
    for (int scheme = 0; scheme < NQP_N_SCHEMES; scheme++)
      {
        const gboolean dear = aggregate == NQP_AGGREGATE_COPELAND
                              || (scheme == NQP_SCHEME_OPTIMISE && aggregate != NQP_AGGREGATE_ARITHMETIC);

        nqp_method_init (&method);
        method.scheme = (NqpScheme)scheme;
        nqp_method_set_aggregate (&method, (NqpAggregate)aggregate);
        g_assert_cmpfloat (nqp_method_seconds (&method, small, small->tree), <, 0.1);
        g_assert_true ((nqp_method_seconds (&method, large, large->tree) > 0.05) == dear);
      }
  nqp_method_init (&method);
  method.scheme = NQP_SCHEME_COMBINE;
  method.combine_b = NQP_SCHEME_OPTIMISE;
  nqp_method_set_aggregate (&method, NQP_AGGREGATE_GEOMETRIC);
  g_assert_cmpfloat (nqp_method_seconds (&method, large, large->tree), >, 0.05);
}

#define BESIDE_TEST(name, test)                                                                              \
  g_test_add ("/session/beside/" name, State, NULL, set_up, test, state_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  BESIDE_TEST ("made", test_made);
  BESIDE_TEST ("newest-wins", test_newest_wins);
  BESIDE_TEST ("cancel", test_cancel);
  BESIDE_TEST ("withdraw", test_withdraw);
  BESIDE_TEST ("one-after-the-other", test_one_after_the_other);
  BESIDE_TEST ("toggled", test_toggled);
  BESIDE_TEST ("moved-on", test_moved_on);
  BESIDE_TEST ("refused", test_refused);
  BESIDE_TEST ("schemes", test_schemes);
  BESIDE_TEST ("close", test_close);
  BESIDE_TEST ("quick", test_quick);
  g_test_add_func ("/session/beside/seconds", test_seconds);
  return g_test_run ();
}
