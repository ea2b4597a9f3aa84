/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-document-append.h"
#include "nqp-session-append.h"

/* Outlines and lists that come to the open project, and figures that come to an empty one. */

static char *
write_file (State *state, const char *name, const char *text)
{
  char *path = g_build_filename (state->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Squares for the first regions, by their names in Chinese. */
static char *
write_outlines (State *state, int n)
{
  g_autoptr (GString) text = g_string_new ("{\"type\": \"FeatureCollection\", \"features\": [");

  for (int i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"type\": \"Feature\", \"properties\": {\"name\": \"地区%d\"}, \"geometry\": "
                            "{\"type\": \"Polygon\", "
                            "\"coordinates\": [[[%d, 30], [%d.5, 30], [%d.5, 31], [%d, 30]]]}}",
                            i > 0 ? "," : "", i, 100 + i, 100 + i, 100 + i, 100 + i);
  g_string_append (text, "]}");
  return write_file (state, "outlines.geojson", text->str);
}

static NqpAppendPlan *
read_plan (NqpSession *session, NqpPanel *from, const NqpImportSources *sources, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (NqpAppendPlan) plan
      = nqp_append_plan_new (nqp_session_get_panel (session), from, NULL, NULL, error);
  g_autoptr (NqpBoundaries) outlines = nqp_project_read_boundaries (nqp_session_get_project (session), NULL);

  g_assert_nonnull (plan);
  return nqp_append_plan_read_beside (plan, sources, outlines, problems, NULL, NULL, error)
             ? g_steal_pointer (&plan)
             : NULL;
}

static void
test_outlines (State *state, gconstpointer data)
{
  g_autofree char *path = write_outlines (state, N_REGIONS - 1), *before = state_file (state), *after = NULL;
  const NqpImportSources sources = { .boundaries = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpAppendPlan) plan = read_plan (state->session, NULL, &sources, &error);
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  words = nqp_append_plan_describe (plan);
  g_assert_nonnull (strstr (words, "outlines: 11 new, 0 changed, 0 as they are\n"));
  g_assert_nonnull (strstr (words, "regions without outline: 1 (R0011)\n"));
  g_assert_cmpint (nqp_session_get_layout (state->session)->n_shapes, ==, 0);
  g_assert_true (nqp_session_append (state->session, plan, "outlines.geojson", &error));
  g_assert_no_error (error);
  g_assert_cmphex (state_turn (state) & (NQP_CHANGE_PROJECT | NQP_CHANGE_HISTORY), ==,
                   NQP_CHANGE_PROJECT | NQP_CHANGE_HISTORY);
  g_assert_cmpint (nqp_session_get_layout (state->session)->n_shapes, ==, 11);
  g_assert_cmpint (nqp_session_get_layout (state->session)->shape_place[3], ==, 3);
  nqp_session_undo (state->session);
  g_assert_cmpint (nqp_session_get_layout (state->session)->n_shapes, ==, 0);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
  nqp_session_redo (state->session);
  g_assert_cmpint (nqp_session_get_layout (state->session)->n_shapes, ==, 11);
  state_assert_as_file (state);
}

/* What was counted no longer holds once another window has the same outlines; and that window's are seen here. */
static void
test_outlines_elsewhere (State *state, gconstpointer data)
{
  g_autofree char *path = write_outlines (state, N_REGIONS);
  const NqpImportSources sources = { .boundaries = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpAppendPlan) plan = read_plan (state->session, NULL, &sources, &error);
  g_autoptr (NqpSession) other = nqp_session_new (NQP_LANG_EN);
  g_autoptr (NqpAppendPlan) others = NULL;

  g_assert_true (nqp_session_open (other, state->path, &error));
  others = read_plan (other, NULL, &sources, &error);
  g_assert_true (nqp_session_append (other, others, "outlines.geojson", &error));
  g_assert_false (nqp_session_append (state->session, plan, "outlines.geojson", &error));
  g_assert_error (error, NQP_DOCUMENT_ERROR, NQP_DOCUMENT_ERROR_CHANGED);
  g_assert_cmpint (nqp_session_get_layout (state->session)->n_shapes, ==, N_REGIONS);
  nqp_session_close (other);
  state_turns (state);
}

static void
test_lists (State *state, gconstpointer data)
{
  g_autofree char *regions = write_file (state, "regions.csv", "code,name_en,group_en\nR0000,First,East\n"),
                  *pairs = write_file (state, "neighbours.csv", "code,neighbour\n地区0,Region 5\n"),
                  *flags
                  = write_file (state, "flags.csv", "region,year,series,flag\nR0002,2000,S1,suspect\n"),
                  *before = state_file (state), *after = NULL;
  const NqpImportSources sources = { .regions = regions, .neighbours = pairs, .flags = flags };
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpAppendPlan) plan = read_plan (state->session, NULL, &sources, &error);
  const NqpPanel *panel;

  g_assert_no_error (error);
  g_assert_cmpuint (plan->lists->renamed->len, ==, 1);
  g_assert_cmpuint (plan->lists->pairs.n_new + plan->lists->pairs.n_same, ==, 1);
  g_assert_cmpuint (plan->lists->marks.n_new, ==, 1);
  g_assert_true (nqp_session_append (state->session, plan, "regions.csv", &error));
  g_assert_no_error (error);
  panel = nqp_session_get_panel (state->session);
  g_assert_cmpstr (panel->places[0].name.en, ==, "First");
  g_assert_cmpstr (panel->places[0].name.zh, ==, "地区0");
  g_assert_cmpstr (panel->groups[panel->places[0].group].en, ==, "East");
  g_assert_nonnull (nqp_panel_find_flag (panel, 1, 0, 2));
  state_assert_as_file (state);
  nqp_session_undo (state->session);
  after = state_file (state);
  g_assert_cmpstr (after, ==, before);
}

/* No region is known, since there is none: each is a new one. */
static void
test_empty (void)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "empty.nqp", NULL),
                  *made = g_build_filename (folder, "made.nqp", NULL);
  g_autoptr (NqpPanel) none = nqp_panel_new (0, 0, 0, 0, 0, 0, 0, 0);
  g_autoptr (NqpPanel) from = state_panel ();
  g_autoptr (NqpDocument) document = NULL, wanted = NULL;
  g_autoptr (NqpAppendPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  nqp_project_create (path, none, NULL, NULL, "weights=equal", FALSE, &error);
  g_assert_no_error (error);
  nqp_project_create (made, from, NULL, NULL, "weights=equal", FALSE, &error);
  document = nqp_document_open (path, NQP_LANG_EN, &error);
  g_assert_no_error (error);
  plan = nqp_append_plan_new (document->now.panel, from, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->new_regions->len, ==, N_REGIONS);
  g_assert_true (nqp_document_append (document, plan, "data.csv", &error));
  g_assert_no_error (error);
  wanted = nqp_document_open (made, NQP_LANG_EN, &error);
  g_assert_cmpint (document->now.panel->n_regions, ==, wanted->now.panel->n_regions);
  for (int s = 0; s < from->n_series; s++)
    for (int t = 0; t < N_YEARS; t++)
      for (int i = 0; i < N_REGIONS; i++)
        {
          const double a = document->now.panel->values[nqp_panel_cell (document->now.panel, s, t, i)],
                       b = from->values[nqp_panel_cell (from, s, t, i)];

          g_assert_true (a == b || (isnan (a) && isnan (b)));
        }
  g_assert_true (nqp_document_undo (document, &error));
  g_assert_cmpint (document->now.panel->n_places, ==, 0);
  g_clear_pointer (&document, nqp_document_free);
  g_clear_pointer (&wanted, nqp_document_free);
  fixture_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/session/append/outlines", test_outlines);
  STATE_TEST ("/session/append/outlines-elsewhere", test_outlines_elsewhere);
  STATE_TEST ("/session/append/lists", test_lists);
  g_test_add_func ("/session/append/empty", test_empty);
  return g_test_run ();
}
