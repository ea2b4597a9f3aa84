/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-check.h"

typedef struct
{
  char *folder;
  CheckFolder small;
  NqpPanel *panel; /* of tests/data/small */
  NqpBoundaries *boundaries;
  GPtrArray *paths;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *small = g_test_build_filename (G_TEST_DIST, "..", "data", "small", NULL);

  fixture->folder = check_make_folder ();
  fixture->paths = g_ptr_array_new_with_free_func (g_free);
  check_folder_init (&fixture->small, small);
  fixture->panel = check_import (&fixture->small.sources, &fixture->boundaries);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  check_remove_folder (fixture->folder);
  g_free (fixture->folder);
  check_folder_clear (&fixture->small);
  nqp_panel_unref (fixture->panel);
  nqp_boundaries_unref (fixture->boundaries);
  g_ptr_array_unref (fixture->paths);
}

static const char *
write_text (Fixture *fixture, const char *name, const char *text)
{
  char *path = check_write (fixture->folder, name, text, -1);

  g_ptr_array_add (fixture->paths, path);
  return path;
}

static double
value_of (const NqpPanel *panel, const char *series, int year, const char *region)
{
  return panel
      ->values[nqp_panel_cell (panel, nqp_panel_find_series (panel, series),
                               nqp_panel_find_year (panel, year), nqp_panel_find_place (panel, region))];
}

static void
test_small (Fixture *fixture, gconstpointer unused)
{
  const NqpPanel *panel = fixture->panel;
  const NqpIndicator *density = &panel->indicators[1];

  g_assert_cmpint (panel->n_places, ==, 4);
  g_assert_cmpint (panel->n_regions, ==, 2);
  g_assert_cmpstr (panel->places[0].code, ==, "A");
  g_assert_cmpstr (panel->places[1].code, ==, "B");
  g_assert_cmpstr (panel->places[2].code, ==, "C");
  g_assert_cmpstr (panel->places[3].code, ==, "D");
  g_assert_cmpstr (panel->places[3].name.zh, ==, "丁");
  g_assert_cmpstr (panel->places[0].initials, ==, "j");
  g_assert_cmpfloat (panel->places[0].area_km2, ==, 5.25);
  g_assert_cmpint (panel->places[2].tile_row, ==, 1);
  g_assert_cmpint (panel->places[3].tile_row, ==, -1);
  g_assert_cmpint (panel->n_groups, ==, 2);
  g_assert_cmpstr (panel->groups[0].zh, ==, "北");
  g_assert_cmpint (panel->places[2].group, ==, 1);
  g_assert_cmpint (panel->n_years, ==, 2);
  g_assert_cmpint (panel->years[1], ==, 2021);
  g_assert_cmpfloat (value_of (panel, "GDP", 2021, "A"), ==, 12.5);
  g_assert_true (isnan (value_of (panel, "GDP", 2021, "B")));
  g_assert_true (isnan (value_of (panel, "RIVERS", 2020, "B")));
  g_assert_cmpstr (panel->series[0].source, ==, "Yearbook of \"Small\", 2022");
  g_assert_cmpstr (density->code, ==, "dens");
  g_assert_cmpint (density->direction, ==, -1);
  g_assert_cmpint (density->denominator, ==, NQP_DENOMINATOR_AREA);
  g_assert_cmpfloat (density->factor, ==, 1000);
  g_assert_cmpstr (panel->indicators[2].name.zh, ==, "河流");
  g_assert_cmpstr (panel->indicators[2].unit.en, ==, "rivers");
  g_assert_cmpint (panel->indicators[3].role, ==, NQP_ROLE_OUTPUT);
  g_assert_null (panel->indicators[0].source);
  g_assert_cmpint (panel->tree->n_leaves, ==, 3);
  g_assert_cmpint (panel->n_neighbours, ==, 2);
  g_assert_cmpstr (panel->neighbours[1].kind, ==, "strait");
  g_assert_cmpint (panel->neighbours[1].a, ==, 2);
  g_assert_cmpint (panel->n_flags, ==, 1);
  g_assert_cmpfloat (value_of (panel, "GDP", 2020, "B"), ==, 20);
  g_assert_cmpint (panel->states[nqp_panel_cell (panel, 0, 0, 1)], ==, NQP_CELL_SUSPECT);
  g_assert_cmpint (panel->states[nqp_panel_cell (panel, 0, 0, 0)], ==, NQP_CELL_OBSERVED);
}

static void
test_boundaries (Fixture *fixture, gconstpointer unused)
{
  const NqpBoundaries *boundaries = fixture->boundaries;

  g_assert_cmpint (boundaries->n_shapes, ==, 5);
  g_assert_cmpint (boundaries->shapes[0].n_rings, ==, 2);
  g_assert_true (boundaries->shapes[0].rings[1].hole);
  g_assert_cmpstr (boundaries->shapes[1].code, ==, "B");
  g_assert_cmpint (boundaries->shapes[1].n_rings, ==, 2);
  g_assert_false (boundaries->shapes[1].rings[1].hole);
  g_assert_cmpint (boundaries->shapes[3].kind, ==, NQP_SHAPE_LINE);
  g_assert_cmpstr (boundaries->shapes[3].code, ==, "");
  g_assert_cmpfloat (boundaries->shapes[3].rings[1].xy[3], ==, 12.125);
  g_assert_cmpint (boundaries->shapes[4].kind, ==, NQP_SHAPE_INSET);
}

/* What the data file says in other words. */
static void
test_same_data (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = {
    /* another order of rows and columns, other cases */
    "Year,RIVERS,REGION,POP,gdp\n2021,7,B,4,..\n2020,3,A,2,10\n2021,3,A,2,12.5\n2020,NA,B,4,20\n",
    /* long */
    "region,year,indicator,value\nA,2020,GDP,10\nA,2020,POP,2\nA,2020,RIVERS,3\nA,2021,GDP,12.5\nA,2021,POP,"
    "2\n"
    "A,2021,RIVERS,3\nB,2020,GDP,20\nB,2020,POP,4\nB,2020,RIVERS,\nB,2021,GDP,-\nB,2021,POP,4\nB,2021,RIVERS,"
    "7\n",
    /* long, upside down, without the rows of missing values, in Chinese */
    "数值;指标;年份;地区\r\n7;RIVERS;2021年;B\r\n4;POP;2021;B\r\n4;POP;2020;B\r\n20;GDP;2020;B\r\n3;RIVERS;"
    "2021;A\r\n"
    "2;POP;2021;A\r\n12,5;GDP;2021;A\r\n3;RIVERS;2020;A\r\n2;POP;2020;A\r\n10;GDP;2020;A\r\n",
    /* tabs, decimal comma, old Mac line ends, quotes */
    "省份\t年份\tGDP\tPOP\tRIVERS\rA\t2020\t10,0\t2\t3\rA\t2021\t\"12,"
    "5\"\t2\t3\r\"B\"\t2020\t2e1\t4\t\rB\t2021\t..\t4\t7",
  };
  static const char *const charsets[] = { "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (charsets); k++)
      {
        NqpImportSources sources = fixture->small.sources;
        gsize length;
        g_autofree char *text = g_convert (texts[i], -1, charsets[k], "UTF-8", NULL, &length, NULL);
        g_autofree char *path = check_write (fixture->folder, "same.csv", text, (gssize)length);
        g_autoptr (NqpPanel) panel = NULL;

        sources.data = path;
        panel = check_import (&sources, NULL);
        check_panels_equal (panel, fixture->panel);
      }
}

static void
test_side_files_in_other_encodings (Fixture *fixture, gconstpointer unused)
{
  static const char *const charsets[] = { "UTF-16", "UTF-16BE", "GB18030" };
  const NqpImportSources *small = &fixture->small.sources;

  for (gsize k = 0; k < G_N_ELEMENTS (charsets); k++)
    {
      NqpImportSources sources = *small;
      const char **members[]
          = { &sources.indicators, &sources.regions, &sources.boundaries, &sources.series };
      g_autoptr (NqpPanel) panel = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
        {
          gsize length;
          g_autofree char *text = check_read (*members[i]);
          g_autofree char *converted = g_convert (text, -1, charsets[k], "UTF-8", NULL, &length, NULL);
          g_autofree char *name = g_path_get_basename (*members[i]);
          char *path = check_write (fixture->folder, name, converted, (gssize)length);

          g_ptr_array_add (fixture->paths, path);
          *members[i] = path;
        }
      panel = check_import (&sources, NULL);
      check_panels_equal (panel, fixture->panel);
    }
}

/* No matter in what order its rows stand: the bundled sample, shuffled. */
static void
test_shuffled (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "..", "data", "samples", "china-provinces", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  CheckFolder sample;

  check_folder_init (&sample, folder);
  for (int with_files = 0; with_files < 2; with_files++)
    {
      NqpImportSources sources = { .data = sample.sources.data };
      g_autoptr (NqpPanel) expected = NULL;
      g_autofree char *text = check_read (sources.data);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      guint n = g_strv_length (lines) - 1;

      if (with_files)
        sources = sample.sources;
      expected = check_import (&sources, NULL);
      for (int round = 0; round < 3; round++)
        {
          g_autofree char *shuffled = NULL;
          g_autofree char *path = NULL;
          g_autoptr (NqpPanel) panel = NULL;

          for (guint i = n - 1; i > 1; i--)
            {
              guint k = (guint)g_rand_int_range (random, 1, (gint32)i + 1);
              char *line = lines[i];

              lines[i] = lines[k];
              lines[k] = line;
            }
          shuffled = g_strjoinv ("\n", lines);
          path = check_write (fixture->folder, "shuffled.csv", shuffled, -1);
          sources.data = path;
          panel = check_import (&sources, NULL);
          check_panels_equal (panel, expected);
        }
    }
  check_folder_clear (&sample);
}

static void
test_data_alone (Fixture *fixture, gconstpointer unused)
{
  NqpImportSources sources = { .data = fixture->small.sources.data, .title_en = "T" };
  g_autoptr (NqpPanel) panel = check_import (&sources, NULL);

  g_assert_cmpint (panel->n_places, ==, 2);
  g_assert_cmpstr (panel->places[0].name.en, ==, "A");
  g_assert_cmpint (panel->n_series, ==, 3);
  g_assert_cmpint (panel->n_indicators, ==, 3);
  g_assert_cmpint (panel->indicators[1].role, ==, NQP_ROLE_UNASSIGNED);
  g_assert_cmpint (panel->indicators[1].direction, ==, 0);
  g_assert_cmpint (panel->indicators[1].numerator, ==, 1);
  g_assert_cmpint (panel->tree->n_leaves, ==, 0);
  g_assert_cmpstr (panel->title_en, ==, "T");
  g_assert_null (panel->title_zh);
}

static void
test_skip_bad_rows (Fixture *fixture, gconstpointer unused)
{
  NqpImportSources sources = fixture->small.sources;
  g_autoptr (GPtrArray) problems = check_new_problems ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  static const int lines[] = { 0, 3, 4, 6, 8, 9, 10, 11 }; /* 0: an outline without data */

  sources.data = write_text (
      fixture, "data.csv",
      "region,year,GDP,POP,RIVERS\nA,2020,10,2,3\nA,2021,x,2,3\nA,2021,1,2\nA,2021,12.5,2,3\n"
      "Z,2020,1,1,1\nB,2020,20,4,\nB,20.5,1,1,1\nB,2020,9,9,9\nB,2021,1\",4,7\nB,2021,1e999,4,7\n"
      "B,2021,..,4,7\n");
  sources.skip_bad_rows = TRUE;
  panel = nqp_import (&sources, NULL, problems, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  check_panels_equal (panel, fixture->panel);
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < problems->len; i++)
    g_assert_true (((NqpProblem *)problems->pdata[i])->skipped);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      int n = 0;

      for (guint k = 0; k < problems->len; k++)
        n += ((NqpProblem *)problems->pdata[k])->line == lines[i];
      g_assert_cmpint (n, ==, 1);
    }
}

static void
test_many_problems (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new ("region,year,x\n");
  g_autoptr (GPtrArray) problems = check_new_problems ();
  g_autoptr (GError) error = NULL;
  NqpImportSources sources = { 0 };

  for (int i = 0; i < 1500; i++)
    g_string_append_printf (text, "A,%d,oops\n", 1000 + i);
  sources.data = write_text (fixture, "many.csv", text->str);
  g_assert_null (nqp_import (&sources, NULL, problems, NULL, NULL, NULL, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "many.csv:2:3: Found “oops”"));
  g_assert_nonnull (strstr (error->message, "1499 more"));
  g_assert_cmpuint (problems->len, ==, 1001);
  g_assert_nonnull (strstr (((NqpProblem *)problems->pdata[1000])->text, "500 more"));
  g_assert_cmpint (((NqpProblem *)problems->pdata[999])->line, ==, 1001);
}

static void
cancel_at_once (double fraction, gpointer cancellable)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  g_cancellable_cancel (cancellable);
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
      nqp_import (&fixture->small.sources, NULL, NULL, cancel_at_once, cancellable, cancellable, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED);
}

static void
test_warnings (Fixture *fixture, gconstpointer unused)
{
  NqpImportSources sources = { 0 };
  g_autoptr (GPtrArray) problems = check_new_problems ();
  g_autoptr (NqpPanel) panel = NULL;

  /* may be thousands or a decimal comma: read as the latter, and said */
  sources.data = write_text (fixture, "w.csv", "region;year;x\nA;2020;1,250\nA;2021;2\n");
  panel = nqp_import (&sources, NULL, problems, NULL, NULL, NULL, NULL);
  g_assert_nonnull (panel);
  g_assert_cmpfloat (panel->values[0], ==, 1.25);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (((NqpProblem *)problems->pdata[0])->skipped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/import/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("small", test_small);
  ADD ("boundaries", test_boundaries);
  ADD ("same-data", test_same_data);
  ADD ("side-files-in-other-encodings", test_side_files_in_other_encodings);
  ADD ("shuffled", test_shuffled);
  ADD ("data-alone", test_data_alone);
  ADD ("skip-bad-rows", test_skip_bad_rows);
  ADD ("many-problems", test_many_problems);
  ADD ("cancel", test_cancel);
  ADD ("warnings", test_warnings);
#undef ADD
  return g_test_run ();
}
