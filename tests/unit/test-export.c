/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-check.h"

static NqpPanel *
import_folder (const char *folder, NqpBoundaries **out_boundaries)
{
  CheckFolder files;
  NqpPanel *panel;

  check_folder_init (&files, folder);
  panel = check_import (&files.sources, out_boundaries);
  check_folder_clear (&files);
  return panel;
}

static void
check_round_trip (const NqpPanel *panel, const NqpBoundaries *boundaries)
{
  g_autofree char *folder = check_make_folder ();
  g_autofree char *target = g_build_filename (folder, "new", "export", NULL);
  g_autoptr (NqpBoundaries) boundaries_again = NULL;
  g_autoptr (NqpPanel) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_export_folder (panel, boundaries, NULL, target, 0, &error));
  g_assert_no_error (error);
  again = import_folder (target, &boundaries_again);
  check_panels_equal (panel, again);
  check_boundaries_equal (boundaries, boundaries_again);
  check_remove_folder (folder);
}

static void
test_round_trip (gconstpointer path)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", path, NULL);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPanel) panel = import_folder (folder, &boundaries);

  check_round_trip (panel, boundaries);
}

/* Values that are hard to write, states a project can have, texts that need quotes, a series called like a column. */
static void
test_hard_panel (void)
{
  static const double hard[]
      = { 0.1,    -0.0,  1e-320, 1.7976931348623157e308, 2.0 / 3.0, 123456789012345680.0,
          5e-324, -1e22, NAN,    9007199254740993.0,     1e15,      0.30000000000000004 };
  g_autofree char *folder = check_make_folder ();
  g_autofree char *data = NULL;
  g_autoptr (GString) text = g_string_new ("region,year,indicator,value\n");
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  NqpImportSources sources = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (hard); i++)
    g_string_append_printf (text, "\"a \"\"b\"\", c\",%d,value,1\n", (int)(2000 + i));
  g_string_append (text, "-,2000,x y,2\n");
  data = check_write (folder, "d.csv", text->str, -1);
  sources.data = data;
  panel = check_import (&sources, &boundaries);
  for (gsize i = 0; i < G_N_ELEMENTS (hard); i++)
    panel->values[nqp_panel_cell (panel, 0, (int)i, 1)] = hard[i];
  panel->states[nqp_panel_cell (panel, 0, 3, 1)] = NQP_CELL_EDITED;
  g_free (panel->series[0].note);
  panel->series[0].note = g_strdup ("two\nlines, \"quoted\"");
  check_round_trip (panel, boundaries);
  check_remove_folder (folder);
}

static void
test_accepted_flag (void)
{
  g_autofree char *small = g_test_build_filename (G_TEST_DIST, "..", "data", "small", NULL);
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPanel) panel = import_folder (small, &boundaries);

  panel->flags[0].accepted = TRUE;
  panel->states[nqp_panel_cell (panel, panel->flags[0].series, panel->flags[0].year, panel->flags[0].place)]
      = NQP_CELL_OBSERVED;
  check_round_trip (panel, boundaries);
}

static void
test_weights (void)
{
  g_autofree char *small = g_test_build_filename (G_TEST_DIST, "..", "data", "small", NULL);
  g_autofree char *folder = check_make_folder ();
  g_autofree char *target = g_build_filename (folder, "e", NULL);
  g_autofree char *path = g_build_filename (target, "weights.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (NqpPanel) panel = import_folder (small, NULL);

  g_assert_true (nqp_export_folder (panel, NULL, NULL, target, 0, NULL));
  text = check_read (path);
  g_assert_true (g_str_has_prefix (
      text, "node,level,parent,weight,global\nindex,index,,1,1\nelements,pillar,index,0.33"));
  g_assert_nonnull (strstr (text, "\ngdppc,indicator,carriers.industrial-upgrading,1,0.33"));
  check_remove_folder (folder);
}

static void
test_replace (void)
{
  g_autofree char *small = g_test_build_filename (G_TEST_DIST, "..", "data", "small", NULL);
  g_autofree char *folder = check_make_folder ();
  g_autofree char *target = g_build_filename (folder, "e", NULL);
  g_autofree char *data = g_build_filename (target, "data.csv", NULL);
  g_autofree char *outlines = g_build_filename (target, "boundaries.geojson", NULL);
  g_autofree char *own = NULL;
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *after = NULL;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPanel) panel = import_folder (small, &boundaries);
  g_autoptr (GError) error = NULL;

  /* an empty folder may be used */
  g_assert_cmpint (g_mkdir (target, 0777), ==, 0);
  g_assert_true (nqp_export_folder (panel, boundaries, NULL, target, 0, &error));
  g_assert_no_error (error);
  before = check_read (data);

  /* a full one only if the caller says so */
  panel->values[0] = 77;
  g_assert_false (nqp_export_folder (panel, NULL, NULL, target, 0, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "not empty"));
  g_clear_error (&error);
  kept = check_read (data);
  g_assert_cmpstr (before, ==, kept);

  g_assert_true (nqp_export_folder (panel, NULL, NULL, target, NQP_EXPORT_REPLACE, &error));
  g_assert_no_error (error);
  after = check_read (data);
  g_assert_cmpstr (before, !=, after);
  g_assert_false (g_file_test (outlines, G_FILE_TEST_EXISTS));

  /* and never with something else in it */
  own = check_write (target, "thesis.odt", "mine", -1);
  g_assert_false (nqp_export_folder (panel, NULL, NULL, target, NQP_EXPORT_REPLACE, &error));
  g_assert_nonnull (strstr (error->message, "thesis.odt"));
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  /* a file is no folder */
  g_assert_false (nqp_export_folder (panel, NULL, NULL, own, NQP_EXPORT_REPLACE, &error));
  g_assert_nonnull (strstr (error->message, "is a file"));
  g_clear_error (&error);

  /* nothing is left beside */
  {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

    g_assert_cmpstr (g_dir_read_name (dir), ==, "e");
    g_assert_null (g_dir_read_name (dir));
  }
  check_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/export/round-trip/small", "data/small", test_round_trip);
  g_test_add_data_func ("/export/round-trip/china-provinces", "../data/samples/china-provinces",
                        test_round_trip);
  g_test_add_data_func ("/export/round-trip/world-economies", "../data/samples/world-economies",
                        test_round_trip);
  g_test_add_func ("/export/hard-panel", test_hard_panel);
  g_test_add_func ("/export/accepted-flag", test_accepted_flag);
  g_test_add_func ("/export/weights", test_weights);
  g_test_add_func ("/export/replace", test_replace);
  return g_test_run ();
}
