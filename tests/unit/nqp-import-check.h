/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "nqp-import.h"

/* What the tests of import and export share. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpProblem, nqp_problem_free)

static inline GPtrArray *
check_new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
}

static inline char *
check_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("nqp-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
check_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static inline char *
check_write (const char *folder, const char *name, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

static inline char *
check_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The paths of all files of a folder as import sources. */
typedef struct
{
  NqpImportSources sources;
  GPtrArray *paths;
} CheckFolder;

static inline const char *
check_path (CheckFolder *self, const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      return NULL;
    }
  g_ptr_array_add (self->paths, path);
  return path;
}

static inline void
check_folder_init (CheckFolder *self, const char *folder)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->sources = (NqpImportSources){
    .data = check_path (self, folder, "data.csv"),
    .indicators = check_path (self, folder, "indicators.csv"),
    .regions = check_path (self, folder, "regions.csv"),
    .boundaries = check_path (self, folder, "boundaries.geojson"),
    .neighbours = check_path (self, folder, "neighbours.csv"),
    .series = check_path (self, folder, "series.csv"),
    .flags = check_path (self, folder, "flags.csv"),
  };
}

static inline void
check_folder_clear (CheckFolder *self)
{
  g_ptr_array_unref (self->paths);
}

static inline NqpPanel *
check_import (const NqpImportSources *sources, NqpBoundaries **out_boundaries)
{
  g_autoptr (GPtrArray) problems = check_new_problems ();
  g_autoptr (GError) error = NULL;
  NqpPanel *panel = nqp_import (sources, out_boundaries, problems, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (panel);
  return panel;
}

static inline void
check_texts_equal (const NqpText *a, const NqpText *b)
{
  g_assert_cmpstr (a->en, ==, b->en);
  g_assert_cmpstr (a->zh, ==, b->zh);
}

/* The same bits: also NaN and the sign of zero. */
static inline void
check_bits_equal (double a, double b)
{
  guint64 left, right;

  if (isnan (a) && isnan (b))
    return;
  memcpy (&left, &a, sizeof left);
  memcpy (&right, &b, sizeof right);
  g_assert_cmphex (left, ==, right);
}

static inline void
check_values_equal (const NqpPanel *a, const NqpPanel *b)
{
  g_assert_cmpint (a->n_regions, ==, b->n_regions);
  g_assert_cmpint (a->n_years, ==, b->n_years);
  g_assert_cmpint (a->n_series, ==, b->n_series);
  for (int t = 0; t < a->n_years; t++)
    g_assert_cmpint (a->years[t], ==, b->years[t]);
  for (gsize i = 0; i < (gsize)a->n_series * (gsize)a->n_years * (gsize)a->n_regions; i++)
    {
      check_bits_equal (a->values[i], b->values[i]);
      g_assert_cmpint (a->states[i], ==, b->states[i]);
    }
}

static inline void
check_places_equal (const NqpPanel *a, const NqpPanel *b)
{
  g_assert_cmpint (a->n_places, ==, b->n_places);
  g_assert_cmpint (a->n_groups, ==, b->n_groups);
  for (int i = 0; i < a->n_groups; i++)
    check_texts_equal (&a->groups[i], &b->groups[i]);
  for (int i = 0; i < a->n_places; i++)
    {
      g_assert_cmpstr (a->places[i].code, ==, b->places[i].code);
      check_texts_equal (&a->places[i].name, &b->places[i].name);
      g_assert_cmpint (a->places[i].group, ==, b->places[i].group);
      g_assert_cmpstr (a->places[i].initials, ==, b->places[i].initials);
      check_bits_equal (a->places[i].longitude, b->places[i].longitude);
      check_bits_equal (a->places[i].latitude, b->places[i].latitude);
      check_bits_equal (a->places[i].area_km2, b->places[i].area_km2);
      g_assert_cmpint (a->places[i].tile_col, ==, b->places[i].tile_col);
      g_assert_cmpint (a->places[i].tile_row, ==, b->places[i].tile_row);
    }
}

static inline void
check_series_equal (const NqpPanel *a, const NqpPanel *b)
{
  for (int s = 0; s < a->n_series; s++)
    {
      g_assert_cmpstr (a->series[s].code, ==, b->series[s].code);
      check_texts_equal (&a->series[s].name, &b->series[s].name);
      check_texts_equal (&a->series[s].unit, &b->series[s].unit);
      g_assert_cmpstr (a->series[s].source, ==, b->series[s].source);
      g_assert_cmpstr (a->series[s].note, ==, b->series[s].note);
    }
}

static inline void
check_indicators_equal (const NqpPanel *a, const NqpPanel *b)
{
  g_assert_cmpint (a->n_indicators, ==, b->n_indicators);
  for (int j = 0; j < a->n_indicators; j++)
    {
      const NqpIndicator *left = &a->indicators[j], *right = &b->indicators[j];

      g_assert_cmpstr (left->code, ==, right->code);
      check_texts_equal (&left->name, &right->name);
      check_texts_equal (&left->unit, &right->unit);
      g_assert_cmpstr (left->pillar, ==, right->pillar);
      g_assert_cmpstr (left->component, ==, right->component);
      g_assert_cmpint (left->direction, ==, right->direction);
      g_assert_cmpint (left->role, ==, right->role);
      g_assert_cmpint (left->numerator, ==, right->numerator);
      g_assert_cmpint (left->denominator, ==, right->denominator);
      check_bits_equal (left->factor, right->factor);
      g_assert_cmpstr (left->source, ==, right->source);
      g_assert_cmpstr (left->note, ==, right->note);
    }
}

static inline void
check_panels_equal (const NqpPanel *a, const NqpPanel *b)
{
  check_values_equal (a, b);
  check_places_equal (a, b);
  check_series_equal (a, b);
  check_indicators_equal (a, b);
  g_assert_cmpint (a->n_neighbours, ==, b->n_neighbours);
  for (int i = 0; i < a->n_neighbours; i++)
    {
      g_assert_cmpint (a->neighbours[i].a, ==, b->neighbours[i].a);
      g_assert_cmpint (a->neighbours[i].b, ==, b->neighbours[i].b);
      g_assert_cmpstr (a->neighbours[i].kind, ==, b->neighbours[i].kind);
    }
  g_assert_cmpint (a->n_flags, ==, b->n_flags);
  for (int i = 0; i < a->n_flags; i++)
    {
      g_assert_cmpint (a->flags[i].place, ==, b->flags[i].place);
      g_assert_cmpint (a->flags[i].year, ==, b->flags[i].year);
      g_assert_cmpint (a->flags[i].series, ==, b->flags[i].series);
      g_assert_cmpstr (a->flags[i].note, ==, b->flags[i].note);
      g_assert_cmpint (a->flags[i].accepted, ==, b->flags[i].accepted);
    }
  g_assert_true (nqp_tree_equal_weights (a->tree, b->tree));
}

static inline void
check_boundaries_equal (const NqpBoundaries *a, const NqpBoundaries *b)
{
  g_assert_cmpint (a->n_shapes, ==, b->n_shapes);
  for (int i = 0; i < a->n_shapes; i++)
    {
      const NqpShape *left = &a->shapes[i], *right = &b->shapes[i];

      g_assert_cmpstr (left->code, ==, right->code);
      check_texts_equal (&left->name, &right->name);
      g_assert_cmpint (left->kind, ==, right->kind);
      g_assert_cmpint (left->n_rings, ==, right->n_rings);
      for (int k = 0; k < left->n_rings; k++)
        {
          g_assert_cmpint (left->rings[k].hole, ==, right->rings[k].hole);
          g_assert_cmpint (left->rings[k].n_points, ==, right->rings[k].n_points);
          for (int p = 0; p < 2 * left->rings[k].n_points; p++)
            check_bits_equal (left->rings[k].xy[p], right->rings[k].xy[p]);
        }
    }
}
