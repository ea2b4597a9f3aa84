/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-document.h"
#include "nqp-number.h"
#include "nqp-session-append.h"

/* Edits: each is one action, one signal with what it changed, and the same after opening the file again. */

#define WEIGHTS (NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY)
#define DATA                                                                                                 \
  (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES | NQP_CHANGE_FRAMEWORK | NQP_CHANGE_SCENARIOS | NQP_CHANGE_SCHEMES \
   | NQP_CHANGE_HISTORY)

/* An edit has just been made: it says @label and nothing else, changes @flags, and can be taken back and made again. */
static void
assert_one_action (State *state, guint flags, const char *label)
{
  g_autofree char *before = NULL, *after = state_file (state), *again = NULL;
  NqpSession *session = state->session;

  g_assert_null (state_message (state));
  g_assert_cmphex (state_turn (state), ==, flags);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, label);
  g_assert_null (nqp_session_get_redo_label (session));
  state_assert_as_file (state);

  nqp_session_undo (session);
  g_assert_null (state_message (state));
  g_assert_cmphex (state_turn (state), ==, flags);
  g_assert_null (nqp_session_get_undo_label (session));
  g_assert_cmpstr (nqp_session_get_redo_label (session), ==, label);
  before = state_file (state);
  g_assert_cmpstr (before, !=, after);
  state_assert_as_file (state);

  nqp_session_redo (session);
  g_assert_cmphex (state_turn (state), ==, flags);
  again = state_file (state);
  g_assert_cmpstr (again, ==, after);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, label);
  state_assert_as_file (state);
}

/* Nothing was written, and nothing is there to be undone. */
static void
assert_nothing_done (State *state, const char *before)
{
  g_autofree char *after = state_file (state);

  g_assert_cmpstr (after, ==, before);
  g_assert_null (nqp_session_get_undo_label (state->session));
  state_assert_as_file (state);
}

static void
test_weight (State *state, gconstpointer data)
{
  nqp_session_set_weight (state->session, state_node (state, "drivers"), 0.4);
  assert_one_action (state, WEIGHTS, "Weight of Technological innovation: 25.0 % → 40.0 %");
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.4);
  g_assert_cmpint (nqp_session_get_method (state->session)->scheme, ==, NQP_SCHEME_CUSTOM);
  g_assert_cmpint (nqp_session_get_method (state->session)->custom_from, ==, NQP_SCHEME_EQUAL);
}

/* The weight that is there already is no action, but whoever asked is told to show what is. */
static void
test_weight_same (State *state, gconstpointer data)
{
  g_autofree char *before = state_file (state);

  nqp_session_set_weight (state->session, state_node (state, "drivers"), 0.25);
  g_assert_true (state_turn (state) & NQP_CHANGE_SCORES);
  assert_nothing_done (state, before);
}

static void
test_lock (State *state, gconstpointer data)
{
  int node = state_node (state, "drivers");

  nqp_session_set_locked (state->session, node, TRUE);
  assert_one_action (state, WEIGHTS, "Lock Technological innovation");
  nqp_session_set_locked (state->session, node, TRUE);
  g_assert_cmphex (state_turn (state), ==, 0);
  nqp_session_set_weight (state->session, state_node (state, "elements"), 0.9);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "elements"), 0.75,
                                  1e-12); /* all that the lock leaves */
}

static void
test_switch (State *state, gconstpointer data)
{
  int node = state_node (state, "drivers");

  nqp_session_set_on (state->session, node, FALSE);
  assert_one_action (state, WEIGHTS, "Switch off Technological innovation");
  nqp_session_set_on (state->session, node, FALSE);
  g_assert_cmphex (state_turn (state), ==, 0);
  g_assert_cmpfloat_with_epsilon (state_weight (state, "elements"), 1 / 3.0, 1e-12);
}

static void
test_method (State *state, gconstpointer data)
{
  NqpMethod method = *nqp_session_get_method (state->session);

  method.scheme = NQP_SCHEME_ENTROPY;
  nqp_session_set_method (state->session, &method);
  assert_one_action (state, WEIGHTS, "Weights: Entropy");
  nqp_session_undo (state->session);
  state_turn (state);
  method.scheme = NQP_SCHEME_EQUAL;
  method.normalise = NQP_NORMALISE_RANK;
  nqp_session_set_method (state->session, &method);
  assert_one_action (state, WEIGHTS, "Change of method");
  nqp_session_set_method (state->session, &method);
  g_assert_cmphex (state_turn (state), ==, 0);
}

static void
test_method_refused (State *state, gconstpointer data)
{
  g_autofree char *before = state_file (state);
  g_autoptr (GError) error = NULL;
  NqpMethod method = *nqp_session_get_method (state->session);

  method.normalise = NQP_NORMALISE_ZSCORE;
  nqp_method_set_aggregate (&method, NQP_AGGREGATE_GEOMETRIC);
  nqp_session_set_method (state->session, &method);
  g_assert_nonnull (state_message (state));
  g_assert_true (state_turn (state) & NQP_CHANGE_SCORES); /* the menus go back */
  assert_nothing_done (state, before);
  g_assert_false (nqp_session_try_method (state->session, &method, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_NONSENSE);
  g_assert_null (state_message (state)); /* it is said where it was chosen */
}

static void
test_reset (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_weight (session, state_node (state, "drivers"), 0.4);
  nqp_session_set_locked (session, state_node (state, "elements"), TRUE);
  nqp_session_set_on (session, state_node (state, "carriers"), FALSE);
  state_turn (state);
  nqp_session_reset_weights (session);
  g_assert_cmphex (state_turn (state), ==, WEIGHTS);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Reset weights");
  g_assert_cmpint (nqp_session_get_method (session)->scheme, ==, NQP_SCHEME_EQUAL);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  g_assert_false (nqp_session_get_tree (session)->nodes[state_node (state, "elements")].locked);
  g_assert_true (nqp_session_get_tree (session)->nodes[state_node (state, "carriers")].on);
  state_assert_as_file (state);
}

static void
test_value (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (GError) error = NULL;
  gsize cell = nqp_panel_cell (nqp_session_get_panel (session), 2, 1, 5);

  g_assert_true (nqp_session_set_value (session, 2, 1, 5, 12.5, &error));
  assert_one_action (state, DATA, "Value of S2, Region 5 2001");
  g_assert_cmpfloat (nqp_session_get_panel (session)->values[cell], ==, 12.5);
  g_assert_true (nqp_session_set_value (session, 2, 1, 5, NAN, &error));
  g_assert_true (isnan (nqp_session_get_panel (session)->values[cell]));
  g_assert_false (nqp_session_set_value (session, 2, 1, 5, INFINITY, &error));
  g_assert_nonnull (error);
  g_assert_true (isnan (nqp_session_get_panel (session)->values[cell]));
  state_turn (state);
  state_assert_as_file (state);
}

/* From what the caller shows, also where that is older than its own last edit; refused as a whole, and said where one was seen. */
static void
test_values (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (NqpPanel) seen = nqp_panel_ref (nqp_session_get_panel (session));
  const double before = seen->values[nqp_panel_cell (seen, 2, 1, 5)];
  NqpCellValue cells[] = { { 2, 1, 5, 12.5 }, { 3, 0, 4, NAN }, { 0, 3, 7, 2 } };
  g_autofree char *original = NULL, *wanted = NULL;
  g_autoptr (GError) error = NULL;
  char number[NQP_NUMBER_SIZE];

  g_assert_true (nqp_session_set_values (session, seen, cells, 3, NQP_VALUES_PASTED, &error));
  assert_one_action (state, DATA, "Paste of 3 values");
  g_assert_cmpfloat (nqp_session_get_panel (session)->values[nqp_panel_cell (seen, 0, 3, 7)], ==, 2);
  g_assert_true (isnan (nqp_session_get_panel (session)->values[nqp_panel_cell (seen, 3, 0, 4)]));
  original = nqp_session_describe_original (session, 2, 1, 5);
  wanted = g_strdup_printf ("Was %s when the data came in", nqp_number_to_file (before, number));
  g_assert_cmpstr (original, ==, wanted);
  g_assert_null (nqp_session_describe_original (session, 2, 1, 6));
  cells[0].value = INFINITY;
  g_assert_false (
      nqp_session_set_values (session, nqp_session_get_panel (session), cells, 3, NQP_VALUES_PASTED, &error));
  g_assert_nonnull (error);
  g_assert_cmpfloat (nqp_session_get_panel (session)->values[nqp_panel_cell (seen, 2, 1, 5)], ==, 12.5);
  nqp_session_undo (session);
  state_turn (state);
  g_assert_cmpfloat (nqp_session_get_panel (session)->values[nqp_panel_cell (seen, 2, 1, 5)], ==, before);
  state_assert_as_file (state);
}

static void
test_flag (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (GError) error = NULL;
  gsize cell = nqp_panel_cell (nqp_session_get_panel (session), 0, 0, 1);

  g_assert_cmpint (nqp_session_get_panel (session)->states[cell], ==, NQP_CELL_SUSPECT);
  g_assert_true (nqp_session_accept_flag (session, 0, 0, 1, TRUE, &error));
  assert_one_action (state, DATA, "Accept S0, Region 1 2000");
  g_assert_cmpint (nqp_session_get_panel (session)->states[cell], !=, NQP_CELL_SUSPECT);
  g_assert_true (nqp_session_accept_flag (session, 0, 0, 1, FALSE, &error));
  g_assert_cmpint (nqp_session_get_panel (session)->states[cell], ==, NQP_CELL_SUSPECT);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Set aside S0, Region 1 2000");
}

static void
test_goalposts (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = state_file (state);
  double lowest, highest;

  nqp_session_get_extremes (session, 1, &lowest, &highest);
  g_assert_cmpfloat (lowest, <, highest);
  g_assert_false (nqp_session_set_goalposts (session, 1, NAN, lowest, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "The lower mark is empty"));
  g_clear_error (&error);
  g_assert_false (nqp_session_set_goalposts (session, 1, highest, NAN, &error));
  g_assert_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_DATA);
  g_clear_error (&error);
  g_assert_false (nqp_session_set_goalposts (session, 1, 5, 5, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  state_turn (state);
  assert_nothing_done (state, before);

  g_assert_true (nqp_session_set_goalposts (session, 1, lowest, 2 * highest, &error));
  assert_one_action (state, DATA, "Goalposts of i1");
  g_assert_cmpfloat (nqp_session_get_panel (session)->indicators[1].upper, ==, 2 * highest);
}

static void
test_name (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const NqpText name = { (char *)"Harbour", (char *)"港口" };
  const NqpText title = { (char *)"Renamed", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_session_set_name (session, NQP_NAME_PLACE, "R0002", &name, &error));
  assert_one_action (state, DATA, "Rename to Harbour");
  g_assert_true (nqp_session_set_name (session, NQP_NAME_PROJECT, NULL, &title, &error));
  g_assert_cmpstr (nqp_session_get_title (session), ==, "Renamed");
  state_reopen (state);
  g_assert_cmpstr (nqp_session_get_title (state->session), ==, "Renamed");
  g_assert_cmpstr (nqp_session_get_panel (state->session)->places[2].name.zh, ==, "港口");
}

/* ---- undo ---------------------------------------------------------------------------------------------------------- */

/* Undo and redo leave what is looked at alone. */
static void
test_undo_keeps_selection (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  int leaf = nqp_session_get_tree (session)->leaves[2];
  g_autoptr (GError) error = NULL;

  nqp_session_set_measure (session, state_node (state, "elements"));
  nqp_session_set_year (session, 1);
  nqp_session_set_focus (session, 6);
  nqp_session_add_compared (session, 8);
  nqp_session_add_compared (session, 2);
  nqp_session_set_leaf (session, leaf);
  nqp_session_set_weight (session, state_node (state, "drivers"), 0.4);
  nqp_session_set_value (session, 2, 1, 5, 12.5, &error);
  state_turn (state);
  for (int k = 0; k < 4; k++)
    {
      if (k < 2)
        nqp_session_undo (session);
      else
        nqp_session_redo (session);
      g_assert_cmphex (state_turn (state)
                           & (NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED),
                       ==, 0);
      g_assert_cmpint (nqp_session_get_measure (session), ==, state_node (state, "elements"));
      g_assert_cmpint (nqp_session_get_year (session), ==, 1);
      g_assert_cmpint (nqp_session_get_focus (session), ==, 6);
      g_assert_cmpint (nqp_session_get_n_compared (session), ==, 2);
      g_assert_cmpint (nqp_session_get_compared (session)[0], ==, 8);
      g_assert_cmpint (nqp_session_get_compared (session)[1], ==, 2);
      g_assert_cmpint (nqp_session_get_leaf (session), ==, leaf);
    }
}

/* Labels are those of the next step, whatever was undone before; a new edit ends what could be redone. */
static void
test_undo_order (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_locked (session, state_node (state, "drivers"), TRUE);
  nqp_session_set_on (session, state_node (state, "elements"), FALSE);
  nqp_session_set_on (session, state_node (state, "carriers"), FALSE);
  nqp_session_undo (session);
  nqp_session_undo (session);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Lock Technological innovation");
  g_assert_cmpstr (nqp_session_get_redo_label (session), ==, "Switch off New elements");
  nqp_session_redo (session);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Switch off New elements");
  g_assert_cmpstr (nqp_session_get_redo_label (session), ==, "Switch off Emerging industries");
  nqp_session_set_locked (session, state_node (state, "carriers"), TRUE);
  g_assert_null (nqp_session_get_redo_label (session));
  state_turn (state);
  nqp_session_redo (session);
  g_assert_cmphex (state_turn (state), ==, 0);
  for (int k = 0; k < 3; k++)
    nqp_session_undo (session);
  g_assert_null (nqp_session_get_undo_label (session));
  state_turn (state);
  nqp_session_undo (session);
  g_assert_cmphex (state_turn (state), ==, 0);
  state_assert_as_file (state);
}

/* What was done before the window was closed can be undone when it is open again. */
static void
test_undo_after_reopening (State *state, gconstpointer data)
{
  nqp_session_set_weight (state->session, state_node (state, "drivers"), 0.4);
  state_reopen (state);
  g_assert_cmpstr (nqp_session_get_undo_label (state->session), ==,
                   "Weight of Technological innovation: 25.0 % → 40.0 %");
  nqp_session_undo (state->session);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  state_reopen (state);
  g_assert_cmpstr (nqp_session_get_redo_label (state->session), ==,
                   "Weight of Technological innovation: 25.0 % → 40.0 %");
  nqp_session_redo (state->session);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.4);
}

/* One value for region 0 in the year after the last. */
static NqpPanel *
next_year (NqpPanel *into)
{
  NqpPanel *from = nqp_panel_new (1, 1, 1, 1, 0, 0, 0, 0);

  from->places[0].code = g_strdup (into->places[0].code);
  from->series[0].code = g_strdup (into->series[0].code);
  from->years[0] = into->years[into->n_years - 1] + 1;
  from->values[0] = 7;
  return from;
}

static void
test_append (State *state, gconstpointer data)
{
  NqpPanel *into = nqp_session_get_panel (state->session);
  const int n_years = into->n_years;
  g_autoptr (NqpPanel) from = next_year (into);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpAppendPlan) plan = nqp_append_plan_new (into, from, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_new, ==, 1);
  g_assert_true (nqp_session_append (state->session, plan, "more.csv", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (state_message (state), ==, "Added more.csv [win.undo]");
  g_assert_cmpint (nqp_session_get_panel (state->session)->n_years, ==, n_years + 1);
  g_assert_cmpstr (nqp_session_get_undo_label (state->session), ==, "Append more.csv");
  state_assert_as_file (state);
  nqp_session_undo (state->session);
  g_assert_cmpint (nqp_session_get_panel (state->session)->n_years, ==, n_years);
  state_assert_as_file (state);
}

/* What was counted no longer holds: said instead of done. */
static void
test_append_moved (State *state, gconstpointer data)
{
  NqpPanel *into = nqp_session_get_panel (state->session);
  g_autoptr (NqpPanel) from = next_year (into);
  g_autoptr (NqpAppendPlan) plan = nqp_append_plan_new (into, from, NULL, NULL, NULL);
  g_autoptr (NqpAppendPlan) again = nqp_append_plan_ref (plan);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_session_append (state->session, plan, "more.csv", &error));
  g_assert_false (nqp_session_append (state->session, again, "more.csv", &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/edits/weight", test_weight);
  STATE_TEST ("/session/edits/weight-same", test_weight_same);
  STATE_TEST ("/session/edits/lock", test_lock);
  STATE_TEST ("/session/edits/switch", test_switch);
  STATE_TEST ("/session/edits/method", test_method);
  STATE_TEST ("/session/edits/method-refused", test_method_refused);
  STATE_TEST ("/session/edits/reset", test_reset);
  STATE_TEST ("/session/edits/value", test_value);
  STATE_TEST ("/session/edits/values", test_values);
  STATE_TEST ("/session/edits/append", test_append);
  STATE_TEST ("/session/edits/append-moved", test_append_moved);
  STATE_TEST ("/session/edits/flag", test_flag);
  STATE_TEST ("/session/edits/goalposts", test_goalposts);
  STATE_TEST ("/session/edits/name", test_name);
  STATE_TEST ("/session/undo/keeps-selection", test_undo_keeps_selection);
  STATE_TEST ("/session/undo/order", test_undo_order);
  STATE_TEST ("/session/undo/after-reopening", test_undo_after_reopening);
  return g_test_run ();
}
