/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"
#include "nqp-sql.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* A small project with one of everything, and a folder for the test's files. */

#define UNUSED_OK G_GNUC_UNUSED

static UNUSED_OK char *
fixture_folder (void)
{
  char *folder = g_dir_make_tmp ("nqp-store-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static UNUSED_OK void
fixture_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static UNUSED_OK int
fixture_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Names of the files in @folder, sorted, "," between. */
static UNUSED_OK char *
fixture_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, fixture_compare);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (",", (char **)names->pdata);
}

static UNUSED_OK NqpPanel *
fixture_panel (void)
{
  NqpPanel *panel = nqp_panel_new (4, 3, 2, 2, 3, 2, 2, 1);
  static const char *const codes[] = { "110000", "120000", "130000", "810000" };

  panel->title_en = g_strdup ("Three regions");
  panel->title_zh = g_strdup ("三个地区");
  panel->years[0] = 2019;
  panel->years[1] = 2021;
  panel->groups[0] = nqp_text_new ("East", "东部");
  panel->groups[1] = nqp_text_new ("West", NULL);
  for (int i = 0; i < 4; i++)
    {
      NqpRegion *place = &panel->places[i];

      place->code = g_strdup (codes[i]);
      place->name = nqp_text_new (i == 2 ? NULL : "Beijing", i == 1 ? NULL : "北京 “\"';--");
      place->group = i - 1 > 1 ? -1 : i == 0 ? -1 : i - 1;
      place->initials = i == 0 ? g_strdup ("bj") : NULL;
      place->longitude = i == 3 ? NAN : 100.125 + i;
      place->latitude = i == 3 ? NAN : -40.1 - i;
      place->area_km2 = i == 1 ? NAN : 16258.7 / (i + 1);
      place->tile_col = i == 3 ? -1 : i;
      place->tile_row = i == 3 ? -1 : 2 * i;
    }
  panel->neighbours[0] = (NqpNeighbour){ 1, 0, g_strdup ("land") };
  panel->neighbours[1] = (NqpNeighbour){ 0, 3, g_strdup ("strait") };
  for (int s = 0; s < 2; s++)
    {
      NqpSeries *series = &panel->series[s];

      series->code = g_strdup (s == 0 ? "GDP" : "POP");
      series->name = nqp_text_new (s == 0 ? "Product" : "Population", s == 0 ? "生产总值" : NULL);
      series->unit = nqp_text_new ("100 million yuan", "亿元");
      series->source = s == 0 ? g_strdup ("Bureau, table 1") : NULL;
      series->note = s == 1 ? g_strdup ("end of year") : NULL;
    }
  for (int j = 0; j < 3; j++)
    {
      NqpIndicator *indicator = &panel->indicators[j];
      static const char *const ids[] = { "gdppc", "dens", "out" };

      indicator->code = g_strdup (ids[j]);
      indicator->name = nqp_text_new ("Indicator", j == 0 ? "指标" : NULL);
      indicator->unit = nqp_text_new ("yuan", "元");
      indicator->pillar = j < 2 ? g_strdup ("drivers") : NULL;
      indicator->component = j < 2 ? g_strdup ("innovation-input") : NULL;
      indicator->direction = j == 1 ? -1 : 1;
      indicator->role = j < 2 ? NQP_ROLE_INDEX : NQP_ROLE_OUTPUT;
      indicator->numerator = j == 1 ? 1 : 0;
      indicator->denominator = j == 0 ? 1 : j == 1 ? NQP_DENOMINATOR_AREA : NQP_DENOMINATOR_NONE;
      indicator->factor = 1.0 / (3 + j);
      indicator->source = j == 2 ? g_strdup ("own") : NULL;
      indicator->note = j == 1 ? g_strdup ("per km²") : NULL;
    }
  for (int c = 0; c < 12; c++)
    panel->values[c] = c == 4 ? NAN : c == 5 ? 0 : 1e10 / (c + 3) - 7e8;
  panel->states[7] = NQP_CELL_SUSPECT;
  panel->flags[0] = (NqpFlag){ 1, 0, 1, g_strdup ("twice the year before"),
                               FALSE }; /* place 1, year 0, series 1 = cell 7 */
  panel->tree = nqp_tree_new ();
  {
    NqpText names[] = { { (char *)"Index", (char *)"指数" }, { (char *)"Drivers", NULL } };

    nqp_tree_add (panel->tree, -1, "index", &names[0], NQP_LEVEL_INDEX, -1, 1, FALSE, TRUE);
    nqp_tree_add (panel->tree, 0, "drivers", &names[1], NQP_LEVEL_PILLAR, -1, 1, FALSE, TRUE);
    nqp_tree_add (panel->tree, 1, "drivers.innovation-input", &names[1], NQP_LEVEL_COMPONENT, -1, 1, TRUE,
                  TRUE);
    nqp_tree_add (panel->tree, 2, "gdppc", &panel->indicators[0].name, NQP_LEVEL_INDICATOR, 0, 0.1 + 0.2,
                  TRUE, TRUE);
    nqp_tree_add (panel->tree, 2, "dens", &panel->indicators[1].name, NQP_LEVEL_INDICATOR, 1, 1 - (0.1 + 0.2),
                  FALSE, TRUE);
    nqp_tree_seal (panel->tree);
  }
  return panel;
}

static UNUSED_OK NqpBoundaries *
fixture_boundaries (void)
{
  NqpBoundaries *boundaries = nqp_boundaries_new (2);

  for (int k = 0; k < 2; k++)
    {
      NqpShape *shape = &boundaries->shapes[k];
      g_autoptr (GArray) rings = g_array_new (FALSE, TRUE, sizeof (NqpRing));
      static const double xy[] = { 116.1, 40.2, 117.3, 40.2, 117.3, 41.1, 116.1, 40.2 };
      NqpRing ring = { 4, g_memdup2 (xy, sizeof xy), FALSE };

      shape->code = g_strdup (k == 0 ? "110000" : "");
      shape->name = nqp_text_new ("Line", "界线");
      shape->kind = k == 0 ? NQP_SHAPE_REGION : NQP_SHAPE_LINE;
      g_array_append_val (rings, ring);
      nqp_shape_set_rings (shape, rings);
    }
  return boundaries;
}

static UNUSED_OK NqpFramework *
fixture_framework (void)
{
  NqpFramework *model = nqp_framework_new ();
  static const char *const concepts[] = { "drivers", "drivers.green", "elements" };
  NqpEntry *entry;

  for (gsize k = 0; k < G_N_ELEMENTS (concepts); k++)
    {
      entry = nqp_framework_add (model, NQP_ENTRY_CONCEPT, concepts[k]);
      entry->name = nqp_text_new (k == 2 ? NULL : concepts[k], "概念 “\"';--");
      entry->text = nqp_text_new ("Text\nof two lines", NULL);
      entry->section = g_strdup (k == 0 ? "3.3" : NULL);
      entry->parent = g_strdup (k == 1 ? "drivers" : NULL);
    }
  entry = nqp_framework_add (model, NQP_ENTRY_CONTRAST, "contrast");
  entry->name = nqp_text_new ("Contrast", NULL);
  entry->before = nqp_text_new ("old", "旧");
  entry->note = nqp_text_new ("note", "备注");
  entry->to = g_strdup ("elements");
  entry->own = TRUE;
  entry = nqp_framework_add (model, NQP_ENTRY_LINK, "link");
  entry->from = g_strdup ("gdppc");
  entry->to = g_strdup ("drivers.green");
  for (int k = 0; k < 4; k++)
    {
      NqpLessonStep *step = nqp_framework_add_step (model, k < 3 ? "z-lesson" : "a-lesson");

      step->lesson_name = nqp_text_new ("Lesson", "课");
      step->name = nqp_text_new ("Step", k == 0 ? NULL : "步");
      step->question = nqp_text_new ("Why?", NULL);
      step->discussion = nqp_text_new (NULL, "因为");
      step->own = k == 3;
      g_free (step->highlight);
      step->highlight = g_strdup (k == 1 ? "drivers contrast" : "");
      g_free (step->view);
      step->view = g_strdup (k == 2 ? "chart=map.tiles year=2019" : "");
    }
  g_assert_true (nqp_framework_seal (model, NULL));
  return model;
}

static UNUSED_OK char *
fixture_project (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (NqpPanel) panel = fixture_panel ();
  g_autoptr (NqpBoundaries) boundaries = fixture_boundaries ();
  g_autoptr (NqpFramework) framework = fixture_framework ();
  g_autoptr (GError) error = NULL;

  nqp_project_create (path, panel, boundaries, framework, "weights=entropy", TRUE, &error);
  g_assert_no_error (error);
  return path;
}

static UNUSED_OK NqpProject *
fixture_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  NqpProject *project = nqp_project_open (path, NQP_OPEN_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);
  return project;
}

static UNUSED_OK void
fixture_print_framework (NqpProject *project, GString *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpFramework) model = nqp_project_read_framework (project, &error);
  g_autoptr (NqpTable) table = NULL;

  g_assert_no_error (error);
  table = nqp_framework_table (model);
  nqp_table_print_csv (table, out);
  for (guint k = 0; k < model->entries->len; k++)
    {
      const NqpEntry *entry = nqp_framework_entry (model, (int)k);

      g_string_append_printf (out, "%s|%s|%d\n", entry->note.en, entry->note.zh, entry->own);
    }
  for (guint k = 0; k < model->steps->len; k++)
    {
      const NqpLessonStep *step = nqp_framework_step (model, (int)k);

      g_string_append_printf (out, "%s|%s|%s|%s|%s|%s|%s|%d\n", step->lesson, step->lesson_name.zh,
                              step->name.en, step->question.en, step->discussion.zh, step->highlight,
                              step->view, step->own);
    }
}

static UNUSED_OK void
fixture_print_scenarios (NqpProject *project, GString *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = nqp_project_read_scenarios (project, &error);

  g_assert_no_error (error);
  for (guint k = 0; k < scenarios->len; k++)
    {
      const NqpScenario *it = scenarios->pdata[k];

      g_string_append_printf (out, "%d|%s|%s|%d|%d", (int)it->id, it->name, it->note, it->place, it->year);
      for (int j = 0; j < it->n_values; j++)
        g_string_append_printf (out, "|%.17g", it->values[j]);
      g_string_append_c (out, '\n');
    }
}

/* Everything an edit can change, as text. */
static UNUSED_OK char *
fixture_print (NqpProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = nqp_project_read_panel (project, &error);
  GString *out = g_string_new (NULL);
  g_autofree char *method = NULL;

  g_assert_no_error (error);
  method = nqp_project_read_method (project, &error);
  g_assert_no_error (error);
  g_string_append_printf (out, "%s|%s|%s\n", panel->title_en, panel->title_zh, method);
  for (int i = 0; i < panel->n_places; i++)
    g_string_append_printf (out, "%s|%s|%s\n", panel->places[i].code, panel->places[i].name.en,
                            panel->places[i].name.zh);
  for (int s = 0; s < panel->n_series; s++)
    g_string_append_printf (out, "%s|%s|%s\n", panel->series[s].code, panel->series[s].name.en,
                            panel->series[s].name.zh);
  for (int j = 0; j < panel->n_indicators; j++)
    g_string_append_printf (out, "%s|%s|%s\n", panel->indicators[j].code, panel->indicators[j].name.en,
                            panel->indicators[j].name.zh);
  for (int k = 0; k < panel->tree->n_nodes; k++)
    {
      const NqpNode *node = &panel->tree->nodes[k];
      g_string_append_printf (out, "%s|%s|%s|%.17g|%d|%d\n", node->id, node->name.en, node->name.zh,
                              node->weight, node->locked, node->on);
    }
  for (int c = 0; c < panel->n_series * panel->n_years * panel->n_regions; c++)
    g_string_append_printf (out, "%.17g:%d ", panel->values[c], panel->states[c]);
  for (int f = 0; f < panel->n_flags; f++)
    g_string_append_printf (out, "\n%d %d %d %s %d", panel->flags[f].series, panel->flags[f].year,
                            panel->flags[f].place, panel->flags[f].note, panel->flags[f].accepted);
  for (int k = 0; k < panel->n_accepted; k++)
    g_string_append_printf (out, "\naccepted %s %g %s", panel->accepted[k].finding, panel->accepted[k].value,
                            panel->accepted[k].note);
  for (int k = 0; k < panel->n_settled; k++)
    g_string_append_printf (out, "\nsettled %s %s", panel->settled[k].name, panel->settled[k].code);
  g_string_append_c (out, '\n');
  fixture_print_framework (project, out);
  fixture_print_scenarios (project, out);
  return g_string_free (out, FALSE);
}

static UNUSED_OK void
fixture_assert_sound (const char *path)
{
  g_autoptr (NqpProject) project = fixture_open (path);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (nqp_project_check (project, problems, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *)problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* On the file itself, behind the program's back. */
static UNUSED_OK void
fixture_run_sql (const char *path, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), ==,
                   SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}
