/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include <math.h>

#include "nqp-checks-table.h"

/* What an expert would ask, as the page lists it, and what becomes of it when it is accepted. */

#define KEY "duplicate:R0003=R0004" /* the twins of the fixture */

static GPtrArray *
search (State *state)
{
  return nqp_checks_new (nqp_session_get_panel (state->session), NQP_LANG_EN, NQP_CHECKS_SHORT);
}

static int
count_rows (State *state, NqpChecksShown shown, int kind)
{
  g_autoptr (GPtrArray) list = search (state), rows = g_ptr_array_new ();
  g_autoptr (NqpTable) table
      = nqp_checks_table_new (nqp_session_get_panel (state->session), NQP_LANG_EN, list, shown, kind, rows);

  g_assert_cmpuint (rows->len, ==, nqp_table_n_rows (table));
  return (int)rows->len;
}

static const char *
text_of (const NqpTable *table, const char *column, int row)
{
  return nqp_table_get_text (table, nqp_table_find_column (table, column), row);
}

static void
test_rows (State *state, gconstpointer data)
{
  g_autoptr (GPtrArray) list = search (state), rows = g_ptr_array_new ();
  g_autoptr (NqpTable) table = nqp_checks_table_new (nqp_session_get_panel (state->session), NQP_LANG_EN,
                                                     list, NQP_CHECKS_OPEN, NQP_CHECK_DUPLICATE, rows);

  g_assert_cmpint (nqp_table_n_rows (table), ==, 1);
  g_assert_cmpstr (((NqpCheck *)rows->pdata[0])->key, ==, KEY);
  g_assert_cmpstr (text_of (table, "severity", 0), ==, "serious");
  g_assert_cmpstr (text_of (table, "kind", 0), ==, "Duplicate");
  g_assert_cmpstr (text_of (table, "indicator", 0), ==, "all indicators");
  g_assert_cmpstr (text_of (table, "region", 0), ==, "Region 3 and Region 4");
  g_assert_cmpstr (text_of (table, "year", 0), ==, "");
  g_assert_cmpstr (text_of (table, "state", 0), ==, "open");
  g_assert_true (isnan (nqp_table_get_number (table, nqp_table_find_column (table, "found"), 0)));
}

/* A value that is far off is named with its indicator, region and year. */
static void
test_jump (State *state, gconstpointer data)
{
  NqpPanel *panel = nqp_session_get_panel (state->session);
  g_autoptr (GPtrArray) list = NULL, rows = g_ptr_array_new ();
  g_autoptr (NqpTable) table = NULL;
  g_autoptr (GError) error = NULL;
  const double usual = panel->values[nqp_panel_cell (panel, 2, 1, 7)];

  nqp_session_set_value (state->session, 2, 1, 7, usual * 5000, &error);
  g_assert_no_error (error);
  panel = nqp_session_get_panel (state->session);
  list = search (state);
  table = nqp_checks_table_new (panel, NQP_LANG_EN, list, NQP_CHECKS_ALL, NQP_CHECKS_OF_ALL_KINDS, rows);
  for (guint row = 0; row < rows->len; row++)
    {
      const NqpCheck *check = rows->pdata[row];

      if (check->series != 2 || check->region != 7 || check->year != 1)
        continue;
      g_assert_cmpstr (text_of (table, "indicator", (int)row), ==,
                       nqp_text_get (&panel->indicators[2].name, NQP_LANG_EN));
      g_assert_cmpstr (text_of (table, "region", (int)row), ==, "Region 7");
      g_assert_cmpint (atoi (text_of (table, "year", (int)row)), ==, panel->years[1]);
      g_assert_cmpfloat (nqp_table_get_number (table, nqp_table_find_column (table, "found"), (int)row), ==,
                         usual * 5000);
      return;
    }
  g_error ("nothing is asked about %g", usual * 5000);
}

static void
test_accept (State *state, gconstpointer data)
{
  const int n_open = count_rows (state, NQP_CHECKS_OPEN, NQP_CHECKS_OF_ALL_KINDS);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_session_accept_finding (state->session, KEY, NAN, "Twins by agreement", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (state_turn (state) & NQP_CHANGE_PROJECT, !=, 0); /* the page searches again */
  g_assert_cmpint (count_rows (state, NQP_CHECKS_OPEN, NQP_CHECKS_OF_ALL_KINDS), ==, n_open - 1);
  g_assert_cmpint (count_rows (state, NQP_CHECKS_ACCEPTED, NQP_CHECK_DUPLICATE), ==, 1);
  g_assert_cmpint (count_rows (state, NQP_CHECKS_ALL, NQP_CHECKS_OF_ALL_KINDS), ==, n_open);
  list = search (state);
  g_assert_cmpstr (nqp_checks_find (list, KEY)->note, ==, "Twins by agreement");
  nqp_session_undo (state->session);
  state_turn (state);
  g_assert_cmpint (count_rows (state, NQP_CHECKS_ACCEPTED, NQP_CHECKS_OF_ALL_KINDS), ==, 0);
  nqp_session_redo (state->session);
  state_turn (state);
  g_assert_true (nqp_session_reopen_finding (state->session, KEY, &error));
  g_assert_no_error (error);
  state_turn (state);
  g_assert_cmpint (count_rows (state, NQP_CHECKS_OPEN, NQP_CHECKS_OF_ALL_KINDS), ==, n_open);
}

/* Those that are not listed are open as well. */
static void
test_count (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  NqpCheck open = { .accepted = FALSE }, accepted = { .accepted = TRUE }, more = { .n_more = 40 };

  g_assert_cmpint (nqp_checks_count_open (list), ==, 0);
  g_ptr_array_add (list, &open);
  g_ptr_array_add (list, &accepted);
  g_ptr_array_add (list, &more);
  g_assert_cmpint (nqp_checks_count_open (list), ==, 41);
}

static void
test_names (void)
{
  for (int k = 0; k < NQP_N_CHECKS; k++)
    g_assert_cmpstr (nqp_checks_kind_name ((NqpCheckKind)k), !=, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STATE_TEST ("/checks-table/rows", test_rows);
  STATE_TEST ("/checks-table/jump", test_jump);
  STATE_TEST ("/checks-table/accept", test_accept);
  g_test_add_func ("/checks-table/count", test_count);
  g_test_add_func ("/checks-table/names", test_names);
  return g_test_run ();
}
