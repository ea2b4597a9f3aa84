/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include "random-panel.h"
#include "store-fixture.h"

/* A session on a small project, with what it says written down: changed flags and messages. */

typedef struct
{
  char *folder, *path;
  NqpSession *session;
  guint flags, n_changed; /* since the last state_turn() */
  GPtrArray *messages;    /* (element-type utf8) since the last state_turn(), "text [action]" */
} State;

#define N_REGIONS 12
#define N_YEARS 4
#define TWIN_A 3 /* regions of the same figures: they share every rank */
#define TWIN_B 4

static UNUSED_OK void
state_on_changed (NqpSession *session, guint flags, State *state)
{
  state->flags |= flags;
  state->n_changed++;
}

static UNUSED_OK void
state_on_message (NqpSession *session, const char *text, const char *label, const char *action, State *state)
{
  g_ptr_array_add (state->messages,
                   action != NULL ? g_strdup_printf ("%s [%s]", text, action) : g_strdup (text));
}

static UNUSED_OK NqpPanel *
state_panel (void)
{
  const RandomPanel spec = { .n_regions = N_REGIONS, .n_years = N_YEARS, .n_indicators = 8, .seed = 11 };
  NqpPanel *panel = random_panel (&spec);

  g_free (panel->title_en);
  panel->title_en = g_strdup ("Small");
  panel->title_zh = g_strdup ("小项目");
  for (int i = 0; i < N_REGIONS; i++)
    {
      nqp_text_clear (&panel->places[i].name);
      panel->places[i].name.en = g_strdup_printf ("Region %d", i);
      panel->places[i].name.zh = g_strdup_printf ("地区%d", i);
      panel->places[i].initials = g_strdup_printf ("dq%c", 'a' + i);
      panel->places[i].tile_col = i % 4;
      panel->places[i].tile_row = i / 4;
    }
  for (int s = 0; s < panel->n_series; s++)
    for (int t = 0; t < N_YEARS; t++)
      panel->values[nqp_panel_cell (panel, s, t, TWIN_B)] = panel->values[nqp_panel_cell (panel, s, t, TWIN_A)];
  panel->states[nqp_panel_cell (panel, 0, 0, 1)] = NQP_CELL_SUSPECT;
  panel->n_flags = 1;
  g_free (panel->flags);
  panel->flags = g_new0 (NqpFlag, 1);
  panel->flags[0] = (NqpFlag){ .place = 1, .year = 0, .series = 0, .note = g_strdup ("too high") };
  return panel;
}

static UNUSED_OK char *
state_project (const char *folder, const char *method)
{
  g_autofree char *path = g_build_filename (folder, "small.nqp", NULL);
  g_autoptr (NqpPanel) panel = state_panel ();
  g_autoptr (NqpFramework) framework = fixture_framework ();
  g_autoptr (GError) error = NULL;

  nqp_project_create (path, panel, NULL, framework, method, FALSE, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

/* All that is to be done is done; returns what changed since the last turn. */
static UNUSED_OK guint
state_turns (State *state)
{
  guint flags;

  g_ptr_array_set_size (state->messages, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  flags = state->flags;
  state->flags = state->n_changed = 0;
  return flags;
}

/* The same, in one signal at most. */
static UNUSED_OK guint
state_turn (State *state)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (state->n_changed, <=, 1);
  return state_turns (state);
}

/* What an edit has just said: the only message, NULL = none. */
static UNUSED_OK const char *
state_message (State *state)
{
  g_assert_cmpuint (state->messages->len, <=, 1);
  return state->messages->len == 1 ? g_ptr_array_index (state->messages, 0) : NULL;
}

static UNUSED_OK void
state_open (State *state)
{
  g_autoptr (GError) error = NULL;

  state->session = nqp_session_new (NQP_LANG_EN);
  g_signal_connect (state->session, "changed", G_CALLBACK (state_on_changed), state);
  g_signal_connect (state->session, "message", G_CALLBACK (state_on_message), state);
  nqp_session_open (state->session, state->path, &error);
  g_assert_no_error (error);
}

/* As a window does: a run in another thread may hold the session for a while. */
static UNUSED_OK void
state_close (State *state)
{
  g_signal_handlers_disconnect_by_data (state->session, state);
  nqp_session_close (state->session);
  g_clear_object (&state->session);
  state->flags = state->n_changed = 0;
}

/* As after the window was closed and opened again. */
static UNUSED_OK void
state_reopen (State *state)
{
  state_close (state);
  state_open (state);
  state_turn (state);
}

/* @method: (nullable): its line, "weights=equal" by default */
static UNUSED_OK void
state_set_up (State *state, gconstpointer method)
{
  state->folder = fixture_folder ();
  state->path = state_project (state->folder, method != NULL ? method : "weights=equal");
  state->messages = g_ptr_array_new_with_free_func (g_free);
  state_open (state);
  state_turn (state);
}

static UNUSED_OK void
state_tear_down (State *state, gconstpointer method)
{
  state_close (state);
  fixture_assert_sound (state->path);
  fixture_remove (state->folder);
  g_free (state->folder);
  g_free (state->path);
  g_ptr_array_unref (state->messages);
}

#define STATE_TEST(name, test) g_test_add (name, State, NULL, state_set_up, test, state_tear_down)

static UNUSED_OK int
state_node (State *state, const char *id)
{
  int node = nqp_tree_find (nqp_session_get_tree (state->session), id);

  g_assert_cmpint (node, >=, 0);
  return node;
}

static UNUSED_OK double
state_weight (State *state, const char *id)
{
  return nqp_session_get_tree (state->session)->nodes[state_node (state, id)].weight;
}

static UNUSED_OK void
state_add_rows (GChecksum *sum, sqlite3 *db, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  g_autoptr (sqlite3_stmt) rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  g_checksum_update (sum, (const guchar *)table, -1);
  while (sqlite3_step (rows) == SQLITE_ROW)
    for (int k = 0; k < sqlite3_column_count (rows); k++)
      {
        const guchar type = (guchar)sqlite3_column_type (rows, k);

        g_checksum_update (sum, &type, 1);
        if (type == SQLITE_FLOAT) /* as text it would have 15 digits */
          {
            const double number = sqlite3_column_double (rows, k);

            g_checksum_update (sum, (const guchar *)&number, sizeof number);
          }
        else if (type != SQLITE_NULL)
          g_checksum_update (sum, sqlite3_column_blob (rows, k), sqlite3_column_bytes (rows, k));
      }
}

/* All that edits can change in the file, as a checksum: rows of every table but the history and what is remembered. */
static UNUSED_OK char *
state_file (State *state)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) tables = NULL;

  g_assert_cmpint (sqlite3_open_v2 (state->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN "
                                       "('history', 'state', 'result', 'sqlite_sequence') ORDER BY name",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    state_add_rows (sum, db, (const char *)sqlite3_column_text (tables, 0));
  g_clear_pointer (&tables, sqlite3_finalize);
  return g_strdup (g_checksum_get_string (sum));
}

static UNUSED_OK double
state_file_weight (State *state, const char *id)
{
  g_autoptr (NqpProject) project = nqp_project_open (state->path, NQP_OPEN_READ_ONLY, NULL);
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);

  return panel->tree->nodes[nqp_tree_find (panel->tree, id)].weight;
}

/* What the session shows is what a fresh one makes of the file. */
static UNUSED_OK void
state_assert_as_file (State *state)
{
  g_autoptr (NqpSession) fresh = nqp_session_new (NQP_LANG_EN);
  g_autoptr (GError) error = NULL;
  g_autofree char *own = NULL, *others = NULL;
  NqpScores *a = nqp_session_get_scores (state->session), *b;

  nqp_session_open (fresh, state->path, &error);
  g_assert_no_error (error);
  b = nqp_session_get_scores (fresh);
  own = nqp_method_to_string (nqp_session_get_method (state->session));
  others = nqp_method_to_string (nqp_session_get_method (fresh));
  g_assert_cmpstr (own, ==, others);
  g_assert_true (
      nqp_tree_equal_weights (nqp_session_get_tree (state->session), nqp_session_get_tree (fresh)));
  g_assert_cmpint (a->n_nodes, ==, b->n_nodes);
  for (int node = 0; node < a->n_nodes; node++)
    for (int t = 0; t < a->n_years; t++)
      for (int i = 0; i < a->n_regions; i++)
        g_assert_cmpint (nqp_scores_rank (a, node, t, i), ==, nqp_scores_rank (b, node, t, i));
  g_assert_true (nqp_framework_equal (nqp_session_get_framework (state->session),
                                      nqp_session_get_framework (fresh)));
  g_assert_cmpuint (nqp_session_get_schemes (state->session)->len, ==, nqp_session_get_schemes (fresh)->len);
  g_assert_cmpuint (nqp_session_get_scenarios (state->session)->len, ==,
                    nqp_session_get_scenarios (fresh)->len);
}
