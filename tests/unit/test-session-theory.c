/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-framework-edits.h"

/* Edits of the concept model and of lessons. */

#define THEORY (NQP_CHANGE_FRAMEWORK | NQP_CHANGE_ENTRY | NQP_CHANGE_HISTORY)

static const NqpFramework *
model (State *state)
{
  return nqp_session_get_framework (state->session);
}

static const NqpEntry *
entry (State *state, const char *id)
{
  return nqp_framework_entry (model (state), nqp_framework_find (model (state), id));
}

static const NqpText name = { (char *)"Tides", (char *)"潮汐" };
static const NqpText words = { (char *)"What comes and goes", NULL };

static void
test_entries (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const NqpEntryTexts texts = { .name = &name };
  g_autofree char *before = state_file (state), *after = NULL;
  g_autofree char *id = NULL;

  g_assert_true (nqp_framework_edit_texts (session, "drivers.green", &texts));
  g_assert_cmphex (state_turn (state), ==, THEORY);
  g_assert_cmpstr (entry (state, "drivers.green")->name.zh, ==, "潮汐");
  g_assert_cmpstr (entry (state, "drivers.green")->text.en, ==, "Text\nof two lines"); /* not named: stays */
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "Edit drivers.green");

  /* A new one is chosen; undo takes it and the choice back. */
  g_assert_true (nqp_framework_edit_add (session, "drivers", &name, &words));
  state_turn (state);
  id = g_strdup (nqp_framework_entry (model (state), nqp_session_get_entry (session))->id);
  g_assert_cmpstr (entry (state, id)->parent, ==, "drivers");
  g_assert_true (entry (state, id)->own);
  g_assert_true (nqp_framework_edit_link (session, "i0", id));
  g_assert_true (nqp_framework_has_link (model (state), "i0", id));
  g_assert_true (nqp_framework_edit_unlink (session, "i0", id));
  g_assert_false (nqp_framework_has_link (model (state), "i0", id));
  nqp_session_undo (session);
  g_assert_true (nqp_framework_has_link (model (state), "i0", id));
  state_turn (state);

  g_assert_true (nqp_framework_edit_remove (session, id));
  g_assert_cmpstr (state_message (state), ==, "Remove Tides [win.undo]");
  g_assert_null (entry (state, id));
  g_assert_cmpint (nqp_session_get_entry (session), ==, -1);
  g_assert_false (nqp_framework_has_link (model (state), "i0", id));
  state_turn (state);
  state_assert_as_file (state);
  while (nqp_session_get_undo_label (session) != NULL)
    nqp_session_undo (session);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
  state_turn (state);
  state_assert_as_file (state);
}

/* The chosen entry and what is lit are told by their ids: positions move. */
static void
test_chosen_stays (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  int chosen = nqp_framework_find (model (state), "elements");
  NqpView view;

  nqp_session_set_entry (session, chosen);
  nqp_session_set_lit (session, "elements");
  g_assert_true (nqp_framework_edit_remove (session, "drivers.green"));
  state_turn (state);
  g_assert_cmpint (nqp_session_get_entry (session), ==, nqp_framework_find (model (state), "elements"));
  g_assert_cmpint (nqp_session_get_entry (session), !=, chosen);
  nqp_session_get_view (session, &view);
  g_assert_true (view.lit[nqp_session_get_entry (session)]);
  nqp_session_undo (session);
  g_assert_cmpint (nqp_session_get_entry (session), ==, chosen);
  nqp_session_get_view (session, &view);
  g_assert_true (view.lit[chosen]);
}

static void
test_lessons (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const NqpStepTexts texts = { .lesson_name = { (char *)"Ports", (char *)"港口" },
                               .name = { (char *)"Look", NULL },
                               .text = { (char *)"At the sea", NULL },
                               .highlight = (char *)"drivers",
                               .view = (char *)"measure=drivers year=2001" };
  const NqpStepTexts other
      = { .lesson_name = { (char *)"Harbours", (char *)"港" }, .name = { (char *)"See", NULL } };
  const guint n = model (state)->steps->len;
  g_autofree char *lesson = NULL;
  int first, second;

  first = nqp_framework_edit_add_step (session, -1, &texts);
  g_assert_cmpint (first, ==, (int)n);
  g_assert_cmphex (state_turn (state), ==, THEORY);
  g_assert_cmpstr (nqp_session_get_undo_label (session), ==, "New lesson");
  lesson = g_strdup (nqp_framework_step (model (state), first)->lesson);
  second = nqp_framework_edit_add_step (session, first, &other);
  g_assert_cmpint (second, ==, first + 1);
  g_assert_cmpstr (nqp_framework_step (model (state), second)->lesson, ==, lesson);
  g_assert_cmpstr (nqp_framework_step (model (state), first)->lesson_name.en, ==,
                   "Harbours"); /* of all its steps */

  g_assert_true (nqp_framework_edit_move_step (session, first, 1));
  g_assert_cmpstr (nqp_framework_step (model (state), first)->name.en, ==, "See");
  g_assert_false (nqp_framework_edit_move_step (session, first, -1)); /* out of its lesson */
  g_assert_true (nqp_framework_edit_step (session, first, &texts));
  g_assert_cmpstr (nqp_framework_step (model (state), first)->text.en, ==, "At the sea");
  state_turn (state);
  g_assert_true (nqp_framework_edit_remove_step (session, first));
  g_assert_cmpstr (state_message (state), ==, "Step removed [win.undo]");
  g_assert_cmpuint (model (state)->steps->len, ==, n + 1);
  nqp_session_undo (session);
  g_assert_cmpuint (model (state)->steps->len, ==, n + 2);
  state_turn (state);
  state_assert_as_file (state);
  state_reopen (state);
  g_assert_cmpuint (model (state)->steps->len, ==, n + 2);
}

/* One stands at a step of a lesson, also after opening again and when there are fewer steps. */
static void
test_step (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  int first, last;

  g_assert_cmpuint (model (state)->steps->len, ==, 4); /* three of one lesson, one of another */
  g_assert_cmpint (nqp_session_get_lesson_step (session), ==, 0);
  nqp_session_find_lesson (session, 1, &first, &last);
  g_assert_cmpint (first, ==, 0);
  g_assert_cmpint (last, ==, 2);
  nqp_session_find_lesson (session, 3, &first, &last);
  g_assert_cmpint (first, ==, 3);
  g_assert_cmpint (last, ==, 3);
  nqp_session_find_lesson (session, 4, &first, &last);
  g_assert_cmpint (last, <, first);
  nqp_session_set_lesson_step (session, 2);
  state_reopen (state);
  session = state->session;
  g_assert_cmpint (nqp_session_get_lesson_step (session), ==, 2);

  g_assert_true (nqp_framework_edit_remove_step (session, 0));
  state_turn (state);
  nqp_session_set_lesson_step (session, 2);
  g_assert_true (nqp_framework_edit_remove_step (session, 2));
  g_assert_cmpint (nqp_session_get_lesson_step (session), ==, 1); /* the nearest there is */
  while (model (state)->steps->len > 0)
    g_assert_true (nqp_framework_edit_remove_step (session, 0));
  g_assert_cmpint (nqp_session_get_lesson_step (session), ==, -1);
  nqp_session_follow_lesson_step (session); /* nowhere */
  nqp_session_undo (session);
  g_assert_cmpint (nqp_session_get_lesson_step (session), ==, 0);
  state_turn (state);
}

/* A step asks to look at measure, year, regions and a part of the model; what it does not name stays. */
static void
test_follow_step (State *state, gconstpointer data)
{
  NqpSession *session = state->session;
  const NqpStepTexts whole
      = { .lesson_name = { (char *)"Views", NULL },
          .name = { (char *)"All", NULL },
          .highlight = (char *)"drivers contrast",
          .view = (char *)"chart=map.tiles measure=drivers year=2001 regions=R0007,R0002,nobody" };
  const NqpStepTexts year = { .name = { (char *)"Year", NULL }, .view = (char *)"year=2002" };
  int step = nqp_framework_edit_add_step (session, -1, &whole);
  NqpView view;

  g_assert_cmpint (nqp_framework_edit_add_step (session, step, &year), ==, step + 1);
  nqp_session_set_focus (session, 5);
  nqp_session_add_compared (session, 6);
  nqp_session_add_compared (session, 7);
  state_turn (state);
  nqp_session_set_lesson_step (session, step);
  g_assert_cmphex (state_turn (state), ==, 0);
  nqp_session_follow_lesson_step (session);
  g_assert_cmphex (state_turn (state), ==,
                   NQP_CHANGE_MEASURE | NQP_CHANGE_YEAR | NQP_CHANGE_FOCUS | NQP_CHANGE_COMPARED
                       | NQP_CHANGE_ENTRY);
  nqp_session_get_view (session, &view);
  g_assert_cmpint (view.measure, ==, state_node (state, "drivers"));
  g_assert_cmpint (view.year, ==, 1);
  g_assert_cmpint (view.focus, ==, 7);
  g_assert_cmpint (view.n_compared, ==, 1);
  g_assert_cmpint (view.compared[0], ==, 2);
  g_assert_true (view.lit[nqp_framework_find (model (state), "contrast")]);
  nqp_session_follow_lesson_step (session);
  g_assert_cmphex (state_turn (state), ==, 0);

  nqp_session_set_lesson_step (session, step + 1);
  nqp_session_follow_lesson_step (session);
  nqp_session_get_view (session, &view);
  g_assert_cmpint (view.year, ==, 2);
  g_assert_cmpint (view.focus, ==, 7);
  g_assert_cmpint (view.measure, ==, state_node (state, "drivers"));
  g_assert_null (view.lit);
  state_turn (state);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/theory/entries", test_entries);
  STATE_TEST ("/session/theory/chosen-stays", test_chosen_stays);
  STATE_TEST ("/session/theory/lessons", test_lessons);
  STATE_TEST ("/session/theory/step", test_step);
  STATE_TEST ("/session/theory/follow-step", test_follow_step);
  return g_test_run ();
}
