/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session-fixture.h"

#include "nqp-session-places.h"
#include "nqp-text-sheet.h"

/* Regions and indicators as a sheet: blocks out and in, order, what is refused; and that a session follows what becomes of them. */

enum
{
  CODE,
  EN,
  ZH,
  GROUP_EN,
  GROUP_ZH,
  LONGITUDE,
  LATITUDE,
  AREA,
  SHOWN,
};

typedef struct
{
  State state;
  NqpTextSheet *sheet;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  state_set_up (&fixture->state, NULL);
  fixture->sheet
      = nqp_text_sheet_new (&nqp_places_kind, nqp_session_get_panel (fixture->state.session), NQP_LANG_EN);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  nqp_sheet_free (&fixture->sheet->sheet);
  state_tear_down (&fixture->state, NULL);
}

static void
check_text (NqpTextSheet *sheet, int row, int column, const char *expected)
{
  g_autofree char *text = sheet->klass->plain (&sheet->sheet, row, column);

  g_assert_cmpstr (text, ==, expected);
}

/* NULL, or why it was refused. */
static char *
paste (Fixture *fixture, int row, int column, int n_rows, int n_columns, const char *text)
{
  NqpSheet *sheet = &fixture->sheet->sheet;
  const NqpGridRange range = { row, column, n_rows, n_columns };
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, (guint)sheet->klass->cell_size);
  g_autoptr (GError) error = NULL;
  NqpGridRange covered;

  if (!sheet->klass->paste (sheet, &range, text, cells, &covered, &error)
      || !sheet->klass->write (sheet, fixture->state.session, cells, NQP_VALUES_PASTED, &error))
    return g_strdup (error->message);
  g_assert_no_error (error);
  sheet->klass->refresh (sheet, fixture->state.session);
  state_turns (&fixture->state);
  return NULL;
}

#define PASTE(...) g_assert_null (paste (fixture, __VA_ARGS__))
#define REFUSED(words, ...)                                                                                  \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *why = paste (fixture, __VA_ARGS__);                                                     \
    g_assert_nonnull (why);                                                                                  \
    if (strstr (why, words) == NULL)                                                                         \
      g_error ("refused with: %s", why);                                                                     \
  }                                                                                                          \
  G_STMT_END

static void
test_blocks (Fixture *fixture, gconstpointer data)
{
  NqpSheet *sheet = &fixture->sheet->sheet;
  const NqpGridRange range = { 0, CODE, 2, 9 };
  g_autofree char *before = NULL, *again = NULL, *named = NULL;

  before = sheet->klass->copy (sheet, &range, FALSE);
  /* a block of several columns is one step; new groups, and a name in quotes with what separates cells */
  PASTE (0, EN, 1, 1,
         "\"A \"\"new\"\"\tname\"\t=甲\tCoast\t沿海\t117,5\t-12.25\t1 234.5\n'-B\t乙\tCoast\t沿海\t\t\t\n");
  check_text (fixture->sheet, 0, EN, "A \"new\" name");
  check_text (fixture->sheet, 0, ZH, "=甲");
  check_text (fixture->sheet, 1, EN, "-B");
  check_text (fixture->sheet, 1, GROUP_ZH, "沿海");
  check_text (fixture->sheet, 0, LATITUDE, "-12.25");
  check_text (fixture->sheet, 1, LATITUDE, "");
  named = sheet->klass->copy (sheet, &range, FALSE);
  g_assert_nonnull (strstr (named, "'=甲"));
  /* what was copied comes back as it is, codes and all */
  PASTE (0, CODE, 1, 1, named);
  again = sheet->klass->copy (sheet, &range, FALSE);
  g_assert_cmpstr (named, ==, again);
  PASTE (0, CODE, 1, 1, before);
  g_free (again);
  again = sheet->klass->copy (sheet, &range, FALSE);
  g_assert_cmpstr (before, ==, again);
  /* a single text fills what is chosen */
  PASTE (2, GROUP_EN, 3, 1, "Isles");
  check_text (fixture->sheet, 4, GROUP_EN, "Isles");
  check_text (fixture->sheet, 5, GROUP_EN, "West");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = state_file (&fixture->state), *after = NULL;

  REFUSED ("a code stays as it is", 0, CODE, 1, 1, "X");
  REFUSED ("is no number", 0, AREA, 1, 1, "12x");
  REFUSED ("from -90 to 90", 0, LATITUDE, 1, 1, "91");
  REFUSED ("at least one of the two languages", 0, EN, 1, 2, "\t");
  REFUSED ("there is room for", 0, SHOWN, 1, 1, "a\tb");
  REFUSED ("expected 2", 0, EN, 1, 1, "a\tb\nc");
  REFUSED ("follows from the figures", 0, SHOWN, 1, 1, "x");
  after = state_file (&fixture->state);
  g_assert_cmpstr (before, ==, after);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  NqpTextSheet *sheet = fixture->sheet;

  PASTE (0, AREA, 1, 1, "");
  PASTE (1, AREA, 1, 1, "3");
  sheet->klass->arrange (&sheet->sheet, AREA, FALSE, NULL);
  g_assert_cmpint (nqp_text_sheet_thing (sheet, 0), ==, 1);
  g_assert_cmpint (nqp_text_sheet_thing (sheet, N_REGIONS - 1), ==, 0);
  sheet->klass->arrange (&sheet->sheet, AREA, TRUE, NULL);
  g_assert_cmpint (nqp_text_sheet_thing (sheet, N_REGIONS - 1), ==, 0);
  sheet->klass->arrange (&sheet->sheet, NQP_GRID_TITLES, TRUE, "地区1");
  g_assert_cmpint (sheet->n_rows, ==, 3);
  g_assert_cmpint (nqp_text_sheet_find (sheet, "R0001"), ==, 2);
  g_assert_cmpint (nqp_text_sheet_find (sheet, "R0002"), ==, -1);
}

static void
test_series (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NqpPanel) panel = nqp_panel_ref (nqp_session_get_panel (fixture->state.session));
  g_autoptr (GError) error = NULL;

  nqp_sheet_free (&fixture->sheet->sheet);
  fixture->sheet = nqp_text_sheet_new (&nqp_series_kind, panel, NQP_LANG_EN);
  /* every indicator is a series as it stands, with another code */
  g_assert_cmpint (fixture->sheet->n_rows, ==, panel->n_indicators + panel->n_series);
  PASTE (0, 0, 1, 1, "Output\t产出\tyuan\t元\tYearbook\tat constant prices");
  check_text (fixture->sheet, 0, 0, "Output");
  check_text (fixture->sheet, 0, 5, "at constant prices");
  /* the series had the same unit, and neither source nor note of its own */
  check_text (fixture->sheet, panel->n_indicators, 2, "yuan");
  check_text (fixture->sheet, panel->n_indicators, 4, "Yearbook");
  check_text (fixture->sheet, panel->n_indicators, 0, "S0");
}

/* Focus and compared regions are those of the same codes, also when others go, here and in another window. */
static void
test_session_follows (Fixture *fixture, gconstpointer data)
{
  NqpSession *session = fixture->state.session;
  g_autoptr (NqpSession) other = nqp_session_new (NQP_LANG_EN);
  g_autoptr (GError) error = NULL;
  const char *const gone[] = { "R0001", "R0004" };

  nqp_session_set_focus (session, 2);
  nqp_session_add_compared (session, 4);
  nqp_session_add_compared (session, 7);
  nqp_session_set_year (session, 2);
  state_turn (&fixture->state);
  nqp_session_open (other, fixture->state.path, &error);
  g_assert_no_error (error);
  g_assert_true (nqp_session_remove_regions (session, gone, 2, &error));
  g_assert_true (nqp_session_remove_year (session, 2000, &error));
  g_assert_no_error (error);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 1);
  g_assert_cmpint (nqp_session_get_n_compared (session), ==, 1);
  g_assert_cmpint (nqp_session_get_compared (session)[0], ==, 5);
  g_assert_cmpint (nqp_session_get_year (session), ==, 1);
  g_assert_false (fixture->sheet->klass->refresh (&fixture->sheet->sheet, session));
  state_assert_as_file (&fixture->state);
  nqp_session_set_focus (other, 4);
  g_assert_false (nqp_session_set_value (other, 0, 1, 4, 12, &error));
  g_clear_error (&error);
  g_assert_cmpint (nqp_session_get_panel (other)->n_regions, ==, N_REGIONS - 2);
  g_assert_cmpint (nqp_session_get_focus (other), >=, 0);
  g_assert_cmpint (nqp_session_get_focus (other), <, N_REGIONS - 2);
  nqp_session_undo (session);
  nqp_session_undo (session);
  g_assert_cmpint (nqp_session_get_focus (session), ==, 2);
  state_assert_as_file (&fixture->state);
  state_turns (&fixture->state);
}

#define TEST(name, test) g_test_add ("/text-sheet/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("blocks", test_blocks);
  TEST ("refused", test_refused);
  TEST ("order", test_order);
  TEST ("series", test_series);
  TEST ("session-follows", test_session_follows);
  return g_test_run ();
}
