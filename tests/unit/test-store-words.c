/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed keeps to the rule for texts; rows with odd codes are found by what they are shown as. */
#include "store-fixture.h"

#include "nqp-project-private.h"

#define OVERRIDE "\xe2\x80\xae"

static void
test_names (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpPanel) panel = NULL;
  g_autofree char *before = fixture_print (project);
  g_autofree char *after = NULL;
  g_autofree char *longer = g_strnfill (NQP_WORDS_MAX_NAME + 1, 'x');
  char *refused[] = { "a\x1b[2J", "a" OVERRIDE, "\xef\xbf\xbe", longer, "a\xff" };
  NqpText folded = { "\tNew\r\n name ", "新\n名" };
  NqpText empty = { "\n", "\t" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    for (NqpNameKind kind = NQP_NAME_PROJECT; kind <= NQP_NAME_NODE; kind++)
      {
        NqpText name = { NULL, refused[i] };
        g_autoptr (GError) error = NULL;

        g_assert_false (nqp_project_set_name (project, kind, "110000", &name, "Name", &error));
        g_assert_error (error, NQP_WORDS_ERROR, 0);
      }
  g_assert_false (nqp_project_set_name (project, NQP_NAME_PLACE, "110000", &empty, "Name", NULL));
  after = fixture_print (project);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (nqp_project_set_name (project, NQP_NAME_PLACE, "110000", &folded, "Name", NULL));
  panel = nqp_project_read_panel (project, NULL);
  g_assert_cmpstr (panel->places[nqp_panel_find_place (panel, "110000")].name.en, ==, "New name ");
  g_assert_cmpstr (panel->places[nqp_panel_find_place (panel, "110000")].name.zh, ==, "新 名");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_named_things (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, NULL);
  g_autoptr (NqpSavedScheme) scheme = nqp_saved_scheme_new ("A" OVERRIDE, "", panel->tree);
  g_autoptr (NqpScenario) scenario = nqp_scenario_new ("A\nb", 0, 0, panel->n_indicators);
  g_autoptr (NqpScenario) wrong = nqp_scenario_new ("A", 0, 0, panel->n_indicators);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nqp_project_save_scheme (project, scheme, "Save", &error));
  g_assert_error (error, NQP_WORDS_ERROR, 0);
  g_clear_error (&error);
  wrong->note = g_strdup ("a\x01");
  g_assert_false (nqp_project_save_scenario (project, wrong, "Save", &error));
  g_assert_error (error, NQP_WORDS_ERROR, 0);
  scenario->note = g_strdup ("one\r\ntwo");
  g_assert_true (nqp_project_save_scenario (project, scenario, "Save", NULL));
  read = nqp_project_read_scenarios (project, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpstr (((const NqpScenario *)read->pdata[0])->name, ==, "A b");
  g_assert_cmpstr (((const NqpScenario *)read->pdata[0])->note, ==, "one\ntwo");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
count (const char *where, const char *what, gpointer data)
{
  g_string_append_printf (data, "%s: %s\n", where, what);
}

/* Edits by a code that the file has with an escape in it. */
static void
test_odd_codes (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpTree) tree = NULL;
  g_autoptr (NqpTree) read = NULL;
  g_autoptr (NqpSavedScheme) scheme = NULL;
  g_autoptr (GPtrArray) schemes = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL, *series = NULL, *leaf = NULL;
  NqpText name = { "New", NULL };
  int at;

  fixture_run_sql (path, "UPDATE place SET code = code || char(27)");
  fixture_run_sql (path, "UPDATE boundary SET code = code || char(27)");
  fixture_run_sql (path, "UPDATE series SET code = code || char(27)");
  fixture_run_sql (path, "UPDATE indicator SET code = code || char(27)");
  fixture_run_sql (path, "UPDATE node SET code = code || char(27) WHERE indicator_id IS NOT NULL");
  project = fixture_open (path);
  panel = nqp_project_read_panel (project, &error);
  g_assert_no_error (error);
  place = g_strdup (panel->places[0].code);
  series = g_strdup (panel->series[0].code);
  leaf = g_strdup (panel->tree->nodes[panel->tree->leaves[0]].id);
  g_assert_true (g_str_has_suffix (place, "\xef\xbf\xbd"));
  g_assert_cmpint (nqp_panel_find_indicator (panel, leaf), >=, 0);

  g_assert_true (nqp_project_set_name (project, NQP_NAME_PLACE, place, &name, "Name", &error));
  g_assert_true (nqp_project_set_name (project, NQP_NAME_NODE, leaf, &name, "Name", &error));
  g_assert_true (nqp_project_set_value (project, series, place, panel->years[0], 12.5, "Value", &error));
  g_assert_true (nqp_project_set_goalposts (project, panel->indicators[0].code, 1, 2, "Goalposts", &error));
  g_assert_false (nqp_project_set_value (project, series, "nowhere", panel->years[0], 1, "Value", &error));
  g_clear_error (&error);
  tree = nqp_tree_set_on (panel->tree, panel->tree->leaves[0], FALSE);
  g_assert_true (nqp_project_set_weights (project, tree, NULL, "Weights", &error));
  g_assert_no_error (error);
  read = nqp_project_read_weights (project, panel->tree, &error);
  g_assert_true (nqp_tree_equal_weights (read, tree));

  /* a scheme that an older version saved under the codes as they are */
  scheme = nqp_saved_scheme_new ("S", "", tree);
  g_assert_true (nqp_project_save_scheme (project, scheme, "Save", &error));
  g_clear_pointer (&project, nqp_project_close);
  fixture_run_sql (path,
                   "UPDATE scheme_weight SET node = (SELECT code FROM node WHERE replace (code, char(27), "
                   "char(65533)) = scheme_weight.node)");
  project = fixture_open (path);
  g_clear_pointer (&panel, nqp_panel_unref);
  panel = nqp_project_read_panel (project, &error);
  schemes = nqp_project_read_schemes (project, panel->tree, &error);
  g_assert_true (nqp_tree_equal_weights (((const NqpSavedScheme *)schemes->pdata[0])->tree, tree));

  at = nqp_panel_find_place (panel, place);
  g_assert_cmpstr (panel->places[at].name.en, ==, "New");
  g_assert_cmpfloat (panel->values[nqp_panel_cell (panel, 0, 0, at)], ==, 12.5);
  g_assert_cmpfloat (panel->indicators[0].lower, ==, 1);
  g_assert_cmpint (nqp_project_check_words (project, count, found, &error), >, 3);
  g_assert_nonnull (strstr (found->str, "place/"));
  g_assert_nonnull (strstr (found->str, "U+001B"));
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

static void
test_sound (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = fixture_project (folder, "p.nqp");
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_cmpint (nqp_project_check_words (project, count, found, NULL), ==, 0);
  g_assert_cmpstr (found->str, ==, "");
  g_clear_pointer (&project, nqp_project_close);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/words/names", test_names);
  g_test_add_func ("/store/words/named-things", test_named_things);
  g_test_add_func ("/store/words/odd-codes", test_odd_codes);
  g_test_add_func ("/store/words/sound", test_sound);
  return g_test_run ();
}
