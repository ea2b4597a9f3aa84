/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-check.h"
#include "nqp-session.h"

/* The window's state without a window: what is wrong with a method is told, and when another program took regions, years or
 * indicators away, what is looked at and assumed is of the same codes as before. */

static const RandomPanel spec
    = { .n_regions = 6, .n_years = 3, .n_indicators = 12, .flagged = TRUE, .seed = 7 };

typedef struct
{
  char *folder, *path;
  NqpSession *session;
  guint flags; /* told by "changed" so far */
} Fixture;

static void
on_changed (Fixture *fixture, guint flags)
{
  fixture->flags |= flags;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = fixture_folder ();
  fixture->path = check_project (fixture->folder, &spec, "weights=equal");
  fixture->session = nqp_session_new (NQP_LANG_EN);
  g_signal_connect_swapped (fixture->session, "changed", G_CALLBACK (on_changed), fixture);
  if (data != NULL)
    fixture_run_sql (fixture->path, data);
  nqp_session_open (fixture->session, fixture->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  fixture_run_sql (fixture->path, "DELETE FROM history WHERE label = 'Other'");
  fixture_assert_sound (fixture->path);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
take_flags (Fixture *fixture)
{
  guint flags;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  flags = fixture->flags;
  fixture->flags = 0;
  return flags;
}

static int
region (Fixture *fixture, const char *code)
{
  return nqp_panel_find_place (nqp_session_get_panel (fixture->session), code);
}

static const char *
code (Fixture *fixture, int at)
{
  return at >= 0 ? nqp_session_get_panel (fixture->session)->places[at].code : "";
}

static int
leaf (Fixture *fixture, const char *id)
{
  return nqp_tree_find (nqp_session_get_tree (fixture->session), id);
}

/* As another program that keeps the history would. */
static void
run_elsewhere (Fixture *fixture, const char *sql)
{
  fixture_run_sql (fixture->path, sql);
  fixture_run_sql (fixture->path, "INSERT INTO history (label, time, changeset, step) "
                                  "SELECT 'Other', 0, x'00', coalesce(max(step), 0) + 1 FROM history");
}

static void
look (Fixture *fixture)
{
  NqpText name = { (char *)"Another title", NULL };
  g_autoptr (GError) error = NULL;

  nqp_session_set_name (fixture->session, NQP_NAME_PROJECT, NULL, &name, &error);
  g_assert_no_error (error);
}

#define TAKE_REGION                                                                                          \
  "DELETE FROM value WHERE place_id = (SELECT id FROM place WHERE code = 'R0000'); "                         \
  "DELETE FROM place WHERE code = 'R0000';"
#define TAKE_YEAR "DELETE FROM value WHERE year = 2000; DELETE FROM year WHERE year = 2000;"
#define TAKE_INDICATOR "DELETE FROM node WHERE code = 'i0'; DELETE FROM indicator WHERE code = 'i0';"

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;
  const NqpView *view;

  nqp_session_set_year (session, 1);
  nqp_session_set_focus (session, region (fixture, "R0003"));
  nqp_session_add_compared (session, region (fixture, "R0000"));
  nqp_session_add_compared (session, region (fixture, "R0005"));
  nqp_session_set_measure (session, leaf (fixture, "i5"));
  nqp_session_set_leaf (session, leaf (fixture, "i7"));
  nqp_session_set_hover (session, region (fixture, "R0000"));
  nqp_session_assume (session, leaf (fixture, "i4"), 3);
  (void)nqp_session_get_assumed_scores (session);
  run_elsewhere (fixture, TAKE_REGION TAKE_YEAR TAKE_INDICATOR);
  look (fixture);

  g_assert_cmpint (nqp_session_get_panel (session)->n_regions, ==, 5);
  g_assert_cmpint (nqp_session_get_layout (session)->n_places, ==, 5);
  g_assert_cmpint (nqp_session_get_panel (session)->years[nqp_session_get_year (session)], ==, 2001);
  g_assert_cmpstr (code (fixture, nqp_session_get_focus (session)), ==, "R0003");
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 1);
  g_assert_cmpstr (code (fixture, nqp_session_get_compared (session)[0]), ==, "R0005");
  g_assert_cmpint (nqp_session_get_measure (session), ==, leaf (fixture, "i5"));
  g_assert_cmpint (nqp_session_get_leaf (session), ==, leaf (fixture, "i7"));
  g_assert_cmpint (nqp_session_get_hover (session), ==, -1);
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf (fixture, "i4")), ==, 3);
  g_assert_true (isnan (nqp_session_get_assumed (session, leaf (fixture, "i5"))));
  view = nqp_snapshot_get_view (nqp_session_get_snapshot (session, TRUE));
  g_assert_true (nqp_scores_is_assumed (view->scores, leaf (fixture, "i4"), view->year, view->focus));
  g_assert_cmpint (take_flags (fixture) & (NQP_CHANGE_FOCUS | NQP_CHANGE_YEAR | NQP_CHANGE_MEASURE), ==,
                   NQP_CHANGE_FOCUS | NQP_CHANGE_YEAR | NQP_CHANGE_MEASURE);
}

/* A value is another one, a place is where it was: also one of which nobody knows where that is. */
static void
test_map_stays (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;
  g_autoptr (NqpMapLayout) layout
      = nqp_map_layout_ref (nqp_session_get_layout (session)); /* no other gets its address */
  g_autoptr (GError) error = NULL;

  g_assert_true (isnan (nqp_session_get_panel (session)->places[0].longitude));
  nqp_session_set_value (session, 2, 1, 5, 12, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_session_get_layout (session) == layout);
  run_elsewhere (fixture, "UPDATE place SET longitude = 10, latitude = 20 WHERE code = 'R0000'");
  look (fixture);
  g_assert_true (nqp_session_get_layout (session) != layout);
  nqp_session_undo (session);
}

/* What is looked at is itself gone: something else is, and the scenario chosen. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;

  nqp_session_set_year (session, 0);
  nqp_session_set_focus (session, region (fixture, "R0000"));
  nqp_session_set_measure (session, leaf (fixture, "i0"));
  nqp_session_set_leaf (session, leaf (fixture, "i0"));
  nqp_session_assume (session, leaf (fixture, "i4"), 3);
  g_assert_true (nqp_session_save_scenario (session, "Hope", NULL));
  g_assert_cmpint (nqp_session_get_scenario (session), !=, 0);
  run_elsewhere (fixture,
                 "DELETE FROM scenario_value; DELETE FROM scenario;" TAKE_REGION TAKE_YEAR TAKE_INDICATOR);
  look (fixture);
  g_assert_cmpint (nqp_session_get_scenarios (session)->len, ==, 0);
  g_assert_cmpint (nqp_session_get_scenario (session), ==, 0);
  g_assert_false (nqp_session_has_assumed (session));
  g_assert_cmpint (nqp_session_get_measure (session), ==, 0);
  g_assert_cmpint (nqp_session_get_leaf (session), ==, -1);
  g_assert_cmpint (nqp_session_get_focus (session), >=, 0);
  g_assert_cmpint (nqp_scores_rank (nqp_session_get_scores (session), 0, nqp_session_get_year (session),
                                    nqp_session_get_focus (session)),
                   ==, 1);
  take_flags (fixture);
}

/* Scenarios keep their place when positions move. */
static void
test_scenario_moved (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;

  nqp_session_set_year (session, 1);
  nqp_session_set_focus (session, region (fixture, "R0003"));
  nqp_session_assume (session, leaf (fixture, "i4"), 3);
  g_assert_true (nqp_session_save_scenario (session, "Hope", NULL));
  run_elsewhere (fixture, TAKE_REGION TAKE_YEAR TAKE_INDICATOR);
  look (fixture);
  g_assert_cmpint (nqp_session_get_scenario (session), ==, 1);
  g_assert_cmpfloat (nqp_session_get_assumed (session, leaf (fixture, "i4")), ==, 3);
  nqp_session_assume (session, leaf (fixture, "i5"), 4);
  nqp_session_keep_assumed (session);
  {
    g_autoptr (NqpDocument) fresh = check_open (fixture->path);
    const NqpScenario *scenario = nqp_contents_find_scenario (&fresh->now, 1);

    g_assert_cmpstr (fresh->now.panel->places[scenario->place].code, ==, "R0003");
    g_assert_cmpfloat (scenario->values[nqp_panel_find_indicator (fresh->now.panel, "i5")], ==, 4);
  }
}

/* All regions go while they are looked at. */
static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;

  nqp_session_assume (session, leaf (fixture, "i4"), 3);
  run_elsewhere (fixture, "DELETE FROM flag; DELETE FROM value; DELETE FROM place; DELETE FROM year");
  look (fixture);
  g_assert_false (nqp_session_has_cells (session));
  g_assert_null (nqp_session_get_scores (session));
  g_assert_nonnull (nqp_session_get_no_score (session));
  g_assert_cmpint (nqp_session_get_focus (session), ==, -1);
  nqp_session_walk (session, 1);
  nqp_session_step_year (session, 1);
  take_flags (fixture);
}

#define ZERO                                                                                                 \
  "UPDATE value SET value = 0 WHERE year = 2000 AND place_id = 1; "                                          \
  "UPDATE project SET value = 'normalise=distance weights=cv' WHERE key = 'method'"

static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;
  const double before = nqp_session_get_tree (session)->nodes[leaf (fixture, "drivers")].weight;

  g_assert_nonnull (strstr (nqp_session_get_trouble (session), "above 0"));
  g_assert_cmpint (nqp_session_get_method (session)->normalise, ==, NQP_NORMALISE_MINMAX);
  take_flags (fixture);

  /* a drag in between is one action and takes nothing along */
  nqp_session_begin_drag (session, leaf (fixture, "drivers"));
  nqp_session_drag_weight (session, leaf (fixture, "drivers"), before / 2);
  nqp_session_end_drag (session);
  g_assert_nonnull (nqp_session_get_trouble (session));
  g_assert_cmpint (check_count (fixture->path, "SELECT count(*) FROM history"), ==, 1);
  nqp_session_undo (session);

  nqp_session_take_plain_method (session);
  g_assert_null (nqp_session_get_trouble (session));
  g_assert_true (take_flags (fixture) & NQP_CHANGE_SCORES);
  nqp_session_undo (session);
  g_assert_nonnull (nqp_session_get_trouble (session));
  nqp_session_redo (session);
  g_assert_null (nqp_session_get_trouble (session));
}

/* Switched off by another program: everything is there but the scores. */
static void
test_all_off (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->session;
  NqpView view;

  g_assert_nonnull (nqp_session_get_no_score (session));
  g_assert_nonnull (nqp_session_get_scores (session));
  nqp_session_get_view (session, &view);
  nqp_session_walk (session, 1);
  nqp_session_begin_drag (session, leaf (fixture, "drivers"));
  nqp_session_drag_weight (session, leaf (fixture, "drivers"), 0.7);
  nqp_session_get_view (session, &view);
  nqp_session_end_drag (session);
  take_flags (fixture);
  nqp_session_set_on (session, leaf (fixture, "i3"), TRUE);
  g_assert_null (nqp_session_get_no_score (session));
}

#define ADD(name, sql, function) g_test_add ("/session/" name, Fixture, sql, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("moved", NULL, test_moved);
  ADD ("map-stays", NULL, test_map_stays);
  ADD ("gone", NULL, test_gone);
  ADD ("scenario-moved", NULL, test_scenario_moved);
  ADD ("nothing-left", NULL, test_nothing_left);
  ADD ("trouble", ZERO, test_trouble);
  ADD ("all-off", "UPDATE node SET is_on = 0 WHERE parent_id IS NOT NULL", test_all_off);
  return g_test_run ();
}
