/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-scenario-parts.h"
#include "nqp-scheme-cases.h"

/* Weights and scenarios with a name, judgements, and values that are assumed. */

/* ---- weights with a name -------------------------------------------------------------------------------------------- */

static const NqpSavedScheme *
get_scheme (State *state, guint at)
{
  return g_ptr_array_index (nqp_session_get_schemes (state->session), at);
}

static void
test_schemes (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (GError) error = NULL;
  gint64 first, second;

  nqp_session_set_weight (session, state_node (state, "drivers"), 0.7);
  nqp_session_set_locked (session, state_node (state, "drivers"), TRUE);
  state_turn (state);
  first = nqp_session_save_scheme (session, "Mine", &error);
  g_assert_no_error (error);
  g_assert_cmpint (first, >, 0);
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_SCHEMES | NQP_CHANGE_HISTORY);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Save weights as “Mine”");
  second = nqp_session_save_scheme (session, "Mine", &error);
  g_assert_cmpint (second, !=, first);
  g_assert_cmpstr (get_scheme (state, 1)->name, ==, "Mine 2"); /* names tell them apart */
  g_assert_true (nqp_session_rename_scheme (session, second, "Other", &error));
  g_assert_cmpstr (get_scheme (state, 1)->name, ==, "Other");
  g_assert_true (
      nqp_session_rename_scheme (session, second, "Other", &error)); /* its own name is not taken */
  g_assert_cmpstr (get_scheme (state, 1)->name, ==, "Other");
  g_assert_true (nqp_session_duplicate_scheme (session, first, &error));
  g_assert_cmpstr (get_scheme (state, 2)->name, ==, "Mine 2");
  state_turn (state);

  nqp_session_reset_weights (session);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  state_turn (state);
  nqp_session_use_scheme (session, first);
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.7);
  g_assert_true (nqp_session_get_tree (session)->nodes[state_node (state, "drivers")].locked);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Weights: Mine");
  g_assert_cmpint (nqp_session_get_method (session)->custom_from, ==, NQP_SCHEME_EQUAL);
  state_assert_as_file (state);

  g_assert_true (nqp_session_delete_scheme (session, first, &error));
  g_assert_cmpuint (nqp_session_get_schemes (session)->len, ==, 2);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.7); /* what is in force stays */
  nqp_session_undo (session);
  g_assert_cmpuint (nqp_session_get_schemes (session)->len, ==, 3);
  g_assert_cmpfloat (get_scheme (state, 0)->tree->nodes[state_node (state, "drivers")].weight, ==, 0.7);
  g_assert_true (nqp_session_delete_scheme (session, first, &error));
  state_turn (state);
  g_assert_false (nqp_session_delete_scheme (session, first, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  nqp_session_use_scheme (session, first);
  g_assert_nonnull (state_message (state));
  state_turn (state);
  state_reopen (state);
  g_assert_cmpuint (nqp_session_get_schemes (state->session)->len, ==, 2);
}

/* Weights from a file: saved and put in force, as one action. */
static void
test_adopt (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  g_autoptr (NqpTree) tree
      = nqp_tree_set_weight (nqp_session_get_tree (session), state_node (state, "drivers"), 0.6);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_session_adopt_scheme (session, "From a file", tree, &error));
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_SCHEMES | NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.6);
  g_assert_cmpstr (get_scheme (state, 0)->name, ==, "From a file");
  nqp_session_undo (session);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  g_assert_cmpuint (nqp_session_get_schemes (session)->len, ==, 0);
  g_assert_null (nqp_session_get_undo_label (session));
}

/* Side by side with those in force, without a change of them. */
static void
test_scheme_cases (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  gboolean built_in[NQP_N_SCHEMES] = { FALSE };
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (GError) error = NULL;
  const NqpSchemeCase *now, *saved, *entropy;

  nqp_session_set_weight (session, state_node (state, "drivers"), 0.9);
  nqp_session_save_scheme (session, "Drivers", &error);
  nqp_session_undo (session);
  nqp_session_redo (session);
  nqp_session_reset_weights (session);
  built_in[NQP_SCHEME_ENTROPY] = TRUE;
  cases = nqp_scheme_cases_new (session, built_in);
  g_assert_cmpuint (cases->len, ==, 3);
  now = cases->pdata[0];
  saved = cases->pdata[1];
  entropy = cases->pdata[2];
  g_assert_cmpstr (now->id, ==, "current");
  g_assert_cmpstr (saved->name, ==, "Drivers");
  g_assert_cmpstr (entropy->id, ==, "entropy");
  g_assert_cmpfloat (saved->scores->tree->nodes[state_node (state, "drivers")].weight, ==, 0.9);
  g_assert_cmpfloat (saved->spearman, <, 1);
  for (int i = 0; i < N_REGIONS; i++)
    g_assert_cmpint (
        now->ranks[i], ==,
        nqp_scores_rank (nqp_session_get_scores (session), 0, nqp_session_get_year (session), i));
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25);
  table = nqp_scheme_cases_ranks (cases, NQP_LANG_EN, NQP_TABLE_FILE);
  g_assert_cmpint (nqp_table_n_rows (table), ==, N_REGIONS);
  state_turn (state);
}

/* ---- judgements ------------------------------------------------------------------------------------------------------ */

static void
test_judgements (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpMethod method = *nqp_session_get_method (session);
  int a = state_node (state, "drivers"), b = state_node (state, "elements");
  g_autoptr (GError) error = NULL;

  g_assert_false (nqp_session_uses_judgements (session));
  g_assert_true (nqp_session_set_judgement (session, a, b, 5, &error));
  g_assert_cmphex (state_turn (state), ==, NQP_CHANGE_SCORES | NQP_CHANGE_HISTORY);
  g_assert_cmpfloat (state_weight (state, "drivers"), ==, 0.25); /* equal weights make no use of them */
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==,
                   "Judgement of Technological innovation against New elements");
  g_assert_true (nqp_session_set_judgement (session, a, b, 5, &error)); /* so already */
  method.scheme = NQP_SCHEME_AHP;
  nqp_session_set_method (session, &method);
  g_assert_true (nqp_session_uses_judgements (session));
  g_assert_cmpfloat (state_weight (state, "drivers"), >, 2 * state_weight (state, "elements"));
  state_turn (state);
  state_assert_as_file (state);

  g_assert_false (nqp_session_set_judgement (session, a, b, -1, &error));
  g_assert_error (error, NQP_JUDGEMENTS_ERROR, NQP_JUDGEMENTS_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_cmpfloat (
      nqp_judgements_get (nqp_session_get_tree (session)->judgements, "index", "drivers", "elements"), ==, 5);

  g_assert_true (nqp_session_clear_judgements (session, 0, &error));
  g_assert_cmpfloat_with_epsilon (state_weight (state, "drivers"), 0.25, 1e-9);
  g_assert_true (nqp_session_clear_judgements (session, 0, &error)); /* none are left */
  nqp_session_undo (session);
  g_assert_cmpfloat (state_weight (state, "drivers"), >, 2 * state_weight (state, "elements"));
  state_turn (state);
  state_assert_as_file (state);
}

/* ---- assumed values and scenarios --------------------------------------------------------------------------------------- */

static void
test_assumed (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpScores *real = nqp_session_get_scores (session);
  const int year = nqp_session_get_year (session);
  int leaf = nqp_session_get_tree (session)->leaves[0];
  double low, high;
  NqpView view;

  nqp_session_set_focus (session, 5);
  state_turn (state);
  nqp_scores_range (real, leaf, year, &low, &high);
  g_assert_false (nqp_session_has_assumed (session));
  g_assert_true (nqp_session_get_assumed_scores (session) == real);
  nqp_session_assume (session, leaf, 10 * high);
  g_assert_cmphex (state_turn (state) & ~(guint)NQP_CHANGE_HISTORY, ==, NQP_CHANGE_WHAT_IF);
  nqp_session_assume (session, leaf, 10 * high);
  g_assert_cmphex (state_turn (state), ==, 0);
  g_assert_true (nqp_session_has_assumed (session));
  view = *nqp_snapshot_get_view (nqp_session_get_snapshot (session, TRUE));
  g_assert_true (view.before == real);
  g_assert_true (view.scores != real);
  g_assert_true (nqp_scores_is_assumed (view.scores, leaf, year, 5));
  nqp_session_get_view (session, &view); /* other pictures show what is */
  g_assert_true (view.scores == real && view.before == NULL);

  /* They belong to a region and a year. */
  nqp_session_set_focus (session, 6);
  g_assert_false (nqp_session_has_assumed (session));
  g_assert_true (nqp_session_get_assumed_scores (session) == real);
  nqp_session_set_focus (session, 5);
  nqp_session_step_year (session, -1);
  g_assert_true (isnan (nqp_session_get_assumed (session, leaf)));
  nqp_session_step_year (session, 1);
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf), ==, 10 * high);

  /* They follow other weights. */
  nqp_session_set_weight (session, state_node (state, "drivers"), 0.6);
  view = *nqp_snapshot_get_view (nqp_session_get_snapshot (session, TRUE));
  g_assert_true (view.before == nqp_session_get_scores (session));
  g_assert_true (nqp_tree_equal_weights (view.scores->tree, nqp_session_get_tree (session)));

  nqp_session_clear_assumed (session);
  g_assert_false (nqp_session_has_assumed (session));
  g_assert_true (nqp_session_get_assumed_scores (session) == nqp_session_get_scores (session));
  state_turn (state);
  nqp_session_set_focus (session, -1);
  nqp_session_assume (session, leaf, 5); /* for nobody */
  g_assert_false (nqp_session_has_assumed (session));
}

static void
test_scenarios (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  int leaf = nqp_session_get_tree (session)->leaves[0], other = nqp_session_get_tree (session)->leaves[3];
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpScenario) now = NULL;
  gint64 first;

  nqp_session_set_focus (session, 5);
  nqp_session_assume (session, leaf, 42);
  g_assert_true (nqp_session_save_scenario (session, "Push", &error));
  g_assert_true (state_turn (state) & NQP_CHANGE_SCENARIOS);
  first = nqp_session_get_scenario (session);
  g_assert_cmpint (first, !=, 0);
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf), ==, 42);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Scenario “Push”");

  /* A value that is dragged is written when the finger is up. */
  for (int k = 0; k < 5; k++)
    nqp_session_assume (session, other, k);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Scenario “Push”");
  nqp_session_keep_assumed (session);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Change of “Push”");
  nqp_session_undo (session);
  g_assert_true (isnan (nqp_session_get_assumed (session, other)));
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf), ==, 42);
  nqp_session_redo (session);
  g_assert_cmpfloat (nqp_session_get_assumed (session, other), ==, 4);

  /* Without a scenario the region is as it is; choosing one goes to its region and year. */
  nqp_session_choose_scenario (session, 0);
  g_assert_false (nqp_session_has_assumed (session));
  nqp_session_set_focus (session, 2);
  nqp_session_set_year (session, 0);
  g_assert_cmpint (nqp_session_get_scenario (session), ==, 0);
  state_turn (state);
  nqp_session_choose_scenario (session, first);
  g_assert_cmphex (state_turn (state), ==,
                   NQP_CHANGE_SCENARIOS | NQP_CHANGE_WHAT_IF | NQP_CHANGE_FOCUS | NQP_CHANGE_YEAR);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 5);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 1);
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf), ==, 42);
  now = nqp_scenario_of_session (session, "unused");
  g_assert_cmpstr (now->name, ==, "Push");

  /* Of another region: another set of values. */
  nqp_session_set_focus (session, 6);
  g_assert_cmpint (nqp_session_get_scenario (session), ==, 0);
  g_assert_false (nqp_session_has_assumed (session));
  nqp_session_assume (session, leaf, 7);
  g_assert_true (nqp_session_save_scenario (session, "Push", &error));
  g_assert_cmpstr (((NqpScenario *)nqp_session_get_scenarios (session)->pdata[1])->name, ==, "Push 2");
  nqp_session_choose_scenario (session, first);
  g_assert_true (nqp_session_rename_scenario (session, first, "Pull", &error));
  g_assert_cmpint (nqp_session_get_scenario (session), ==, first);

  state_reopen (state);
  session = state->session;
  g_assert_cmpuint (nqp_session_get_scenarios (session)->len, ==, 2);
  nqp_session_choose_scenario (session, first);
  g_assert_cmpfloat (nqp_session_get_assumed (session, other), ==, 4);
  nqp_session_clear_assumed (session); /* of a scenario: an action */
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Change of “Pull”");
  nqp_session_undo (session);
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf), ==, 42);

  g_assert_true (nqp_session_delete_scenario (session, first, &error));
  g_assert_cmpint (nqp_session_get_scenario (session), ==, 0);
  g_assert_false (nqp_session_has_assumed (session)); /* gone with its values */
  g_assert_false (nqp_session_delete_scenario (session, first, &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_GONE);
  nqp_session_undo (session);
  g_assert_cmpuint (nqp_session_get_scenarios (session)->len, ==, 2);
  state_turn (state);
  state_assert_as_file (state);
}

/* What a plan wants to change is assumed, and what was assumed before is not. */
static void
test_plan (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpScores *scores = nqp_session_get_scores (session);
  const int year = nqp_session_get_year (session);
  int order[N_REGIONS], focus, changed = 0;
  g_autoptr (NqpPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  nqp_scores_order (scores, 0, year, order);
  g_assert_cmpint (nqp_session_suggest_rank (session), ==, 1); /* the best has no place above it */
  focus = order[N_REGIONS - 1];
  nqp_session_set_focus (session, focus);
  g_assert_cmpint (nqp_session_suggest_rank (session), ==, nqp_scores_rank (scores, 0, year, focus) - 1);
  plan = nqp_plan_new (scores, 0, year, focus, nqp_session_suggest_rank (session), &error);
  g_assert_no_error (error);
  for (int k = 0; k < plan->n_steps; k++)
    nqp_session_assume (session, plan->steps[k].leaf, 1e6);
  nqp_session_try_plan (session, plan);
  for (int k = 0; k < plan->n_steps; k++)
    {
      double assumed = nqp_session_get_assumed (session, plan->steps[k].leaf);

      if (plan->steps[k].target == plan->steps[k].current)
        g_assert_true (isnan (assumed));
      else
        {
          g_assert_cmpfloat (assumed, ==, plan->steps[k].target);
          changed++;
        }
    }
  g_assert_cmpint (changed, >, 0);
  g_assert_cmpint (nqp_scores_rank (nqp_session_get_assumed_scores (session), 0, year, focus), ==,
                   plan->rank_after);
  state_turn (state);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/named/schemes", test_schemes);
  STATE_TEST ("/session/named/adopt", test_adopt);
  STATE_TEST ("/session/named/scheme-cases", test_scheme_cases);
  STATE_TEST ("/session/named/judgements", test_judgements);
  STATE_TEST ("/session/named/assumed", test_assumed);
  STATE_TEST ("/session/named/scenarios", test_scenarios);
  STATE_TEST ("/session/named/plan", test_plan);
  return g_test_run ();
}
