/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

/* What is looked at: measure, year, regions, entry. */

static void
test_opened (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpScores *scores = nqp_session_get_scores (session);

  g_assert_cmpint (nqp_session_get_measure (session), ==, 0);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 1);
  g_assert_cmpint (nqp_scores_rank (scores, 0, N_YEARS - 1, nqp_session_get_focus (session)), ==, 1);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 0);
  g_assert_cmpint (nqp_session_get_hover (session), ==, -1);
  g_assert_cmpint (nqp_session_get_leaf (session), ==, -1);
  g_assert_cmpint (nqp_session_get_entry (session), ==, -1);
  g_assert_false (nqp_session_get_playing (session));
  g_assert_null (nqp_session_get_undo_label (session));
  g_assert_null (nqp_session_get_redo_label (session));
  g_assert_cmpuint (state_turn (state), ==, 0);
}

/* Without a project everything can be asked, and nothing chosen. */
static void
test_nothing_open (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_focus (session, 3);
  nqp_session_add_compared (session, 5);
  nqp_session_close (session);
  g_assert_true ((state_turn (state) & NQP_CHANGE_VIEW) == NQP_CHANGE_VIEW);
  g_assert_false (nqp_session_has_project (session));
  nqp_session_set_measure (session, 1);
  nqp_session_set_year (session, 1);
  nqp_session_step_year (session, 1);
  nqp_session_set_focus (session, 1);
  nqp_session_walk (session, 1);
  nqp_session_add_compared (session, 1);
  nqp_session_remove_compared (session, 5);
  nqp_session_set_leaf (session, 1);
  nqp_session_set_entry (session, 1);
  nqp_session_set_depth (session, 1);
  nqp_session_set_live (session, TRUE);
  nqp_session_set_playing (session, TRUE);
  nqp_session_set_locked (session, 1, TRUE);
  nqp_session_set_on (session, 1, FALSE);
  nqp_session_set_weight (session, 1, 0.5);
  nqp_session_begin_drag (session, 1);
  nqp_session_drag_weight (session, 1, 0.5);
  nqp_session_end_drag (session);
  nqp_session_reset_weights (session);
  nqp_session_undo (session);
  nqp_session_redo (session);
  nqp_session_set_state (session, "page", "map");
  g_assert_cmpuint (state_turn (state), ==, 0);
  g_assert_cmpint (nqp_session_get_focus (session), ==, -1);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 0);
  g_assert_null (nqp_session_get_scores (session));
  g_assert_null (nqp_session_get_undo_label (session));
  g_assert_null (nqp_session_get_state (session, "page"));
  g_assert_cmpstr (nqp_session_get_title (session), ==, "");
}

static void
test_measure (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  int n_nodes = nqp_session_get_tree (session)->n_nodes;

  nqp_session_set_measure (session, 2);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_MEASURE);
  nqp_session_set_measure (session, 2);
  nqp_session_set_measure (session, -1);
  nqp_session_set_measure (session, n_nodes);
  g_assert_cmpuint (state_turn (state), ==, 0);
  g_assert_cmpint (nqp_session_get_measure (session), ==, 2);
  nqp_session_set_measure (session, n_nodes - 1);
  g_assert_cmpint (nqp_session_get_measure (session), ==, n_nodes - 1);
}

/* A step beyond either end stays at the end, and says nothing more. */
static void
test_year (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_step_year (session, 1);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 1);
  g_assert_cmpuint (state_turn (state), ==, 0);
  nqp_session_step_year (session, -1);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 2);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_YEAR);
  nqp_session_step_year (session, -100);
  g_assert_cmpint (nqp_session_get_year (session), ==, 0);
  nqp_session_step_year (session, -1);
  g_assert_cmpint (nqp_session_get_year (session), ==, 0);
  nqp_session_set_year (session, 100);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 1);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_YEAR);
}

static guint
run_until (State *state, gboolean (*done) (NqpSession *))
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  guint flags = 0;

  while (!done (state->session) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      flags |= state->flags;
    }
  return flags | state_turns (state); /* one a year */
}

static gboolean
stands (NqpSession *session)
{
  return !nqp_session_get_playing (session);
}

/* From the last year it begins with the first; it ends at the last by itself. */
static void
test_playing (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_playing (session, TRUE);
  g_assert_true (nqp_session_get_playing (session));
  g_assert_cmpint (nqp_session_get_year (session), ==, 0);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_PLAY | NQP_CHANGE_YEAR);
  nqp_session_set_playing (session, TRUE);
  g_assert_cmpuint (state_turn (state), ==, 0);
  nqp_session_set_playing (session, FALSE);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_PLAY);
  g_assert_cmpint (nqp_session_get_year (session), ==, 0);

  nqp_session_set_year (session, N_YEARS - 2);
  nqp_session_set_playing (session, TRUE);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 2); /* from where it is */
  state_turn (state);
  g_assert_cmpuint (run_until (state, stands), ==, NQP_CHANGE_PLAY | NQP_CHANGE_YEAR);
  g_assert_cmpint (nqp_session_get_year (session), ==, N_YEARS - 1);

  nqp_session_set_playing (session, TRUE);
  nqp_session_close (session);
  g_assert_false (nqp_session_get_playing (session));
}

/* A compared region that becomes the focus gives its place to the old focus. */
static void
test_focus (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_focus (session, 7);
  state_turn (state);
  nqp_session_add_compared (session, 1);
  nqp_session_add_compared (session, 2);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_COMPARED);
  nqp_session_set_focus (session, 1);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 1);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 2);
  g_assert_cmpint (nqp_session_get_compared (session)[0], ==, 7);
  g_assert_cmpint (nqp_session_get_compared (session)[1], ==, 2);

  nqp_session_set_focus (session, -1);
  nqp_session_set_focus (session, 2); /* there is no old focus to take its place */
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 1);
  g_assert_cmpint (nqp_session_get_compared (session)[0], ==, 7);

  state_turn (state);
  nqp_session_set_focus (session, 2);
  nqp_session_set_focus (session, N_REGIONS);
  nqp_session_set_focus (session, -2);
  g_assert_cmpuint (state_turn (state), ==, 0);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 2);
}

/* Every region once, best first, those of a shared rank one after the other; at the ends it stays. */
static void
test_walk (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpScores *scores = nqp_session_get_scores (session);
  gboolean seen[N_REGIONS] = { FALSE };
  int order[N_REGIONS];
  const int year = nqp_session_get_year (session);

  g_assert_cmpint (nqp_scores_rank (scores, 0, year, TWIN_A), ==, nqp_scores_rank (scores, 0, year, TWIN_B));
  nqp_scores_order (scores, 0, year, order);
  for (int i = 0; i < N_REGIONS; i++)
    {
      g_assert_cmpint (nqp_session_get_focus (session), ==, order[i]);
      g_assert_false (seen[order[i]]);
      seen[order[i]] = TRUE;
      nqp_session_walk (session, 1);
    }
  g_assert_cmpint (nqp_session_get_focus (session), ==, order[N_REGIONS - 1]);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_FOCUS);
  nqp_session_walk (session, 1);
  g_assert_cmpuint (state_turn (state), ==, 0);
  for (int i = N_REGIONS - 2; i >= 0; i--)
    {
      nqp_session_walk (session, -1);
      g_assert_cmpint (nqp_session_get_focus (session), ==, order[i]);
    }
  nqp_session_walk (session, -1);
  g_assert_cmpint (nqp_session_get_focus (session), ==, order[0]);
  nqp_session_walk (session, 100);
  g_assert_cmpint (nqp_session_get_focus (session), ==, order[N_REGIONS - 1]);

  nqp_session_set_focus (session, -1);
  nqp_session_walk (session, 1);
  g_assert_cmpint (nqp_session_get_focus (session), ==, order[0]);
  nqp_session_set_focus (session, -1);
  nqp_session_walk (session, -1);
  g_assert_cmpint (nqp_session_get_focus (session), ==, order[N_REGIONS - 1]);
}

/* Walking is along the measure and year that are shown, and does not disturb who is compared. */
static void
test_walk_elsewhere (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  int order[N_REGIONS];
  NqpView view;

  nqp_session_set_measure (session, state_node (state, "elements"));
  nqp_session_set_year (session, 1);
  nqp_scores_order (nqp_session_get_scores (session), nqp_session_get_measure (session), 1, order);
  nqp_session_set_focus (session, order[0]);
  nqp_session_add_compared (session, order[1]);
  nqp_session_walk (session, 1);
  g_assert_cmpint (nqp_session_get_focus (session), ==, order[1]);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 1);
  g_assert_cmpint (nqp_session_get_compared (session)[0], ==, order[1]);
  nqp_session_get_view (session, &view);
  g_assert_cmpint (view.n_compared, ==, 0); /* the focus is not compared with itself */
  nqp_session_walk (session, 1);
  nqp_session_get_view (session, &view);
  g_assert_cmpint (view.n_compared, ==, 1);
  g_assert_cmpint (view.compared[0], ==, order[1]);
}

static void
test_compared (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_focus (session, 0);
  state_turn (state);
  nqp_session_add_compared (session, 0); /* with itself */
  nqp_session_add_compared (session, -1);
  nqp_session_add_compared (session, N_REGIONS);
  nqp_session_remove_compared (session, 5);
  g_assert_cmpuint (state_turn (state), ==, 0);
  for (int i = 1; i <= NQP_MAX_COMPARED; i++)
    nqp_session_add_compared (session, i);
  nqp_session_add_compared (session, 1); /* once is enough */
  g_assert_null (state_message (state));
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_COMPARED);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, NQP_MAX_COMPARED);

  nqp_session_add_compared (session, NQP_MAX_COMPARED + 1);
  g_assert_cmpstr (state_message (state), ==, "At most 8 regions can be compared with the one in focus.");
  g_assert_cmpuint (state_turn (state), ==, 0);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, NQP_MAX_COMPARED);
  for (int i = 0; i < NQP_MAX_COMPARED; i++)
    g_assert_cmpint (nqp_session_get_compared (session)[i], ==, i + 1); /* in the order they came */

  nqp_session_remove_compared (session, 3);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_COMPARED);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, NQP_MAX_COMPARED - 1);
  g_assert_cmpint (nqp_session_get_compared (session)[2], ==, 4);
  nqp_session_toggle_compared (session, 3);
  g_assert_cmpint (nqp_session_get_compared (session)[NQP_MAX_COMPARED - 1], ==, 3);
  nqp_session_toggle_compared (session, 3);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, NQP_MAX_COMPARED - 1);
}

static void
test_hover_and_options (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpView view;
  int leaf = nqp_session_get_tree (session)->leaves[1];

  nqp_session_set_hover (session, 4);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_HOVER);
  nqp_session_set_hover (session, 4);
  g_assert_cmpuint (state_turn (state), ==, 0);
  g_assert_cmpint (nqp_session_get_hover (session), ==, 4);

  nqp_session_set_classes (session, NQP_CLASSES_JENKS);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_OPTIONS);
  nqp_session_set_leaf (session, leaf);
  nqp_session_set_leaf (session, leaf);
  nqp_session_set_leaf (session, nqp_session_get_tree (session)->n_nodes);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_OPTIONS);
  nqp_session_get_view (session, &view);
  g_assert_cmpint (view.leaf, ==, leaf);
  g_assert_cmpint (view.classes, ==, NQP_CLASSES_JENKS);
  nqp_session_set_leaf (session, -1);
  g_assert_cmpint (nqp_session_get_leaf (session), ==, -1);
}

static void
test_entry (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpFramework *framework = nqp_session_get_framework (session);
  int entry = nqp_framework_find (framework, "drivers.green");
  NqpView view;

  nqp_session_set_entry (session, entry);
  nqp_session_set_entry_hover (session, 0);
  nqp_session_set_lit (session, "drivers nonsense contrast");
  nqp_session_set_depth (session, 7);
  nqp_session_set_live (session, TRUE);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_ENTRY);
  nqp_session_set_entry (session, (int)framework->entries->len);
  nqp_session_set_entry (session, -2);
  nqp_session_set_lit (session, "drivers nonsense contrast");
  nqp_session_set_depth (session, 3);
  g_assert_cmpuint (state_turn (state), ==, 0);
  nqp_session_get_view (session, &view);
  g_assert_cmpint (view.entry, ==, entry);
  g_assert_cmpint (view.entry_hover, ==, 0);
  g_assert_cmpint (view.depth, ==, 3);
  g_assert_true (view.live);
  for (int i = 0; i < (int)framework->entries->len; i++)
    g_assert_cmpint (view.lit[i], ==,
                     i == nqp_framework_find (framework, "drivers")
                         || i == nqp_framework_find (framework, "contrast"));
  nqp_session_set_lit (session, "");
  nqp_session_get_view (session, &view);
  g_assert_null (view.lit);
}

/* However many setters ran, one signal says it all. */
static void
test_one_signal (State *state, gconstpointer data)
{
  NqpSession *session = state->session;

  nqp_session_set_measure (session, 1);
  nqp_session_set_year (session, 0);
  nqp_session_set_focus (session, 2);
  nqp_session_add_compared (session, 5);
  nqp_session_set_hover (session, 1);
  nqp_session_set_classes (session, NQP_CLASSES_EQUAL);
  nqp_session_set_presenting (session, TRUE);
  g_assert_cmpuint (state->n_changed, ==, 0); /* not while they run */
  g_assert_cmpuint (state_turn (state), ==,
                    NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED
                        | NQP_CHANGE_HOVER | NQP_CHANGE_OPTIONS | NQP_CHANGE_STYLE);
}

static void
test_style (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  NqpStyle plain, large;

  nqp_session_set_style (session, NQP_STYLE_DARK, 1.25, "Cantarell");
  nqp_session_set_style (session, NQP_STYLE_DARK, 1.25, "Cantarell");
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_STYLE);
  nqp_session_set_style (session, NQP_STYLE_DARK, 1.25, "Cantarell");
  g_assert_cmpuint (state_turn (state), ==, 0);
  nqp_session_get_style (session, &plain);
  g_assert_cmpint (plain.kind, ==, NQP_STYLE_DARK);
  g_assert_cmpstr (plain.family, ==, "Cantarell");
  nqp_session_set_presenting (session, TRUE);
  nqp_session_set_presenting (session, TRUE);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_STYLE);
  nqp_session_get_style (session, &large);
  g_assert_cmpfloat_with_epsilon (large.base, 1.6 * plain.base, 1e-9);
  nqp_session_set_style (session, NQP_STYLE_LIGHT, 1, NULL);
  g_assert_cmpuint (state_turn (state), ==, NQP_CHANGE_STYLE);
  nqp_session_get_style (session, &plain);
  g_assert_cmpstr (plain.family, !=, "Cantarell");
}

/* Language is what the session was given, whatever the environment says. */
static void
test_language (State *state, gconstpointer data)
{
  g_autoptr (NqpSession) chinese = nqp_session_new (NQP_LANG_ZH);
  g_autoptr (GError) error = NULL;
  NqpView view;

  nqp_session_open (chinese, state->path, &error);
  g_assert_no_error (error);
  nqp_session_get_view (chinese, &view);
  g_assert_cmpstr (nqp_session_get_title (chinese), ==, "小项目");
  g_assert_cmpstr (nqp_view_region_name (&view, 3), ==, "地区3");
  g_assert_cmpint (nqp_session_get_lang (chinese), ==, NQP_LANG_ZH);
  nqp_session_set_value (chinese, 1, 0, 3, 7, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (nqp_session_get_undo_label (chinese), "地区3"));

  nqp_session_get_view (state->session, &view);
  g_assert_cmpstr (nqp_session_get_title (state->session), ==, "Small");
  g_assert_cmpstr (nqp_view_region_name (&view, 3), ==, "Region 3");
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANG", "fr_FR.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "de:en", TRUE);
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/selection/opened", test_opened);
  STATE_TEST ("/session/selection/nothing-open", test_nothing_open);
  STATE_TEST ("/session/selection/measure", test_measure);
  STATE_TEST ("/session/selection/year", test_year);
  STATE_TEST ("/session/selection/playing", test_playing);
  STATE_TEST ("/session/selection/focus", test_focus);
  STATE_TEST ("/session/selection/walk", test_walk);
  STATE_TEST ("/session/selection/walk-elsewhere", test_walk_elsewhere);
  STATE_TEST ("/session/selection/compared", test_compared);
  STATE_TEST ("/session/selection/hover-and-options", test_hover_and_options);
  STATE_TEST ("/session/selection/entry", test_entry);
  STATE_TEST ("/session/selection/one-signal", test_one_signal);
  STATE_TEST ("/session/selection/style", test_style);
  STATE_TEST ("/session/selection/language", test_language);
  return g_test_run ();
}
