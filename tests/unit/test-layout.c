/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout.h"

#include <math.h>
#include <string.h>

static NqpPanel *
make_panel (int n)
{
  NqpPanel *panel = nqp_panel_new (n, n, 0, 0, 0, 0, 0, 0);

  for (int i = 0; i < n; i++)
    panel->places[i] = (NqpRegion){ .code = g_strdup_printf ("P%d", i),
                                    .name = nqp_text_new ("Place", NULL),
                                    .group = -1,
                                    .longitude = NAN,
                                    .latitude = NAN,
                                    .area_km2 = NAN,
                                    .tile_col = -1,
                                    .tile_row = -1 };
  panel->tree = nqp_panel_make_tree (panel);
  return panel;
}

static void
set_code (NqpPanel *panel, int place, const char *code)
{
  g_free (panel->places[place].code);
  panel->places[place].code = g_strdup (code);
}

static void
set_shape (NqpBoundaries *boundaries, int s, const char *code, NqpShapeKind kind, ...)
{
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  NqpShape *shape = &boundaries->shapes[s];
  const double *xy;
  va_list args;

  shape->code = g_strdup (code);
  shape->kind = kind;
  va_start (args, kind);
  while ((xy = va_arg (args, const double *)) != NULL)
    {
      int n = va_arg (args, int);
      NqpRing ring = { n, g_memdup2 (xy, 2 * sizeof (double) * (gsize)n), va_arg (args, gboolean) };

      g_array_append_val (rings, ring);
    }
  va_end (args);
  nqp_shape_set_rings (shape, rings);
}

/* The corners, and the first of them again. */
#define SQUARE(x, y, d) (x), (y), (x) + (d), (y), (x) + (d), (y) + (d), (x), (y) + (d), (x), (y)

static void
test_china (void)
{
  g_autoptr (NqpPanel) panel = make_panel (2);
  g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (2);
  g_autoptr (NqpMapLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  double beijing[] = { SQUARE (104.5, 35, 1.0) }, hainan[] = { SQUARE (109, 19, 1.0) };

  set_code (panel, 0, "110000");
  set_code (panel, 1, "460000");
  set_shape (boundaries, 0, "460000", NQP_SHAPE_REGION, hainan, 5, FALSE, NULL);
  set_shape (boundaries, 1, "110000", NQP_SHAPE_REGION, beijing, 5, FALSE, NULL);
  layout = nqp_map_layout_new (panel, boundaries, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (layout->projection, "Albers"));
  g_assert_cmpint (layout->shape_place[0], ==, 1);
  g_assert_cmpint (layout->shape_place[1], ==, 0);
  /* symmetric about 105 E */
  g_assert_cmpfloat_with_epsilon (layout->shapes[1].rings[0].xy[0], -layout->shapes[1].rings[0].xy[2], 1e-3);
  /* equal-area: a degree square at 35.5 N has cos (35.5) x 111.2 km squared, here to the ellipsoid's third of a percent */
  g_assert_cmpfloat_with_epsilon (layout->area_m2[0] / 1e6, 111.195 * 111.195 * cos (35.5 * G_PI / 180), 60);
  g_assert_cmpfloat_with_epsilon (layout->label_x[0], 0, 3000);
}

static void
test_world (void)
{
  g_autoptr (NqpPanel) panel = make_panel (3);
  g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (3);
  g_autoptr (NqpMapLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  /* one country cut at the antimeridian, as boundary files have it; one ring that runs across it */
  double west[] = { 170, 60, 180, 60, 180, 70, 170, 70, 170, 60 };
  double east[] = { -180, 60, -175, 60, -175, 70, -180, 70, -180, 60 };
  double across[] = { 178, -18, -178, -18, -178, -16, 178, -16, 178, -18 };
  double far[] = { SQUARE (-100, 30, 20.0) };

  set_shape (boundaries, 0, "P0", NQP_SHAPE_REGION, west, 5, FALSE, east, 5, FALSE, NULL);
  set_shape (boundaries, 1, "P1", NQP_SHAPE_REGION, across, 5, FALSE, NULL);
  set_shape (boundaries, 2, "P2", NQP_SHAPE_REGION, far, 5, FALSE, NULL);
  for (int i = 0; i < 3; i++)
    {
      panel->places[i].longitude = -60 + 60 * i;
      panel->places[i].latitude = 10;
    }
  layout = nqp_map_layout_new (panel, boundaries, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (layout->projection, "Equal Earth"));
  g_assert_cmpint (layout->shapes[0].n_rings, ==, 1); /* the halves are one again */
  for (int s = 0; s < 3; s++)
    for (int r = 0; r < layout->shapes[s].n_rings; r++)
      {
        const NqpRing *ring = &layout->shapes[s].rings[r];

        /* no side of a ring spans the map */
        for (int i = 1; i < ring->n_points; i++)
          g_assert_cmpfloat (fabs (ring->xy[2 * i] - ring->xy[2 * i - 2]), <, 3e6);
      }
  g_assert_cmpfloat (layout->label_x[1], >, layout->label_x[2]);
}

static void
test_elsewhere (void)
{
  g_autoptr (NqpPanel) panel = make_panel (1);
  g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (3);
  g_autoptr (NqpMapLayout) layout = NULL;
  g_autoptr (GError) error = NULL;
  double outer[] = { SQUARE (10, 45, 4.0) }, hole[] = { SQUARE (11, 46, 2.0) }, line[] = { 10, 45, 12, 47 };
  double inset[] = { SQUARE (0, 50, 1.0) };

  set_shape (boundaries, 0, "P0", NQP_SHAPE_REGION, outer, 5, FALSE, hole, 5, TRUE, NULL);
  set_shape (boundaries, 1, "", NQP_SHAPE_LINE, line, 2, FALSE, NULL);
  set_shape (boundaries, 2, "P0", NQP_SHAPE_INSET, inset, 5, FALSE, NULL);
  layout = nqp_map_layout_new (panel, boundaries, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (layout->projection, "Lambert"));
  g_assert_cmpint (layout->shape_place[1], ==, -1);
  /* the hole counts against the area: 16 - 4 square degrees; and the label is in the ring, not in the hole */
  g_assert_cmpfloat_with_epsilon (layout->area_m2[0] / 1e6, 12 * 111.195 * 111.195 * cos (47 * G_PI / 180),
                                  1500);
  g_assert_true (layout->label_x[0] < layout->shapes[0].rings[1].xy[0]
                 || layout->label_x[0] > layout->shapes[0].rings[1].xy[2]
                 || layout->label_y[0] < layout->shapes[0].rings[1].xy[1]
                 || layout->label_y[0] > layout->shapes[0].rings[1].xy[5]);
  /* insets have an extent of their own */
  g_assert_cmpfloat (layout->inset_max_x, <, layout->min_x);
}

/* What crosses 180 degrees hangs together: the hole lies in its ring, the line has no jump. */
static void
test_across (void)
{
  g_autoptr (NqpPanel) panel = make_panel (1);
  g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (2);
  g_autoptr (NqpMapLayout) layout = NULL;
  double outer[] = { 170, -20, -160, -20, -160, -10, 170, -10, 170, -20 };
  double hole[] = { SQUARE (-170, -16, 2.0) }, line[] = { 175, -15, -178, -14, -172, -14 };

  set_shape (boundaries, 0, "P0", NQP_SHAPE_REGION, outer, 5, FALSE, hole, 5, TRUE, NULL);
  set_shape (boundaries, 1, "", NQP_SHAPE_LINE, line, 3, FALSE, NULL);
  layout = nqp_map_layout_new (panel, boundaries, NULL);
  g_assert_cmpint (layout->shapes[0].n_rings, ==, 2);
  for (int s = 0; s < 2; s++)
    for (int r = 0; r < layout->shapes[s].n_rings; r++)
      for (int i = 0; i < layout->shapes[s].rings[r].n_points; i++)
        {
          g_assert_cmpfloat (layout->shapes[s].rings[r].xy[2 * i], >=, layout->min_x - 1);
          g_assert_cmpfloat (layout->shapes[s].rings[r].xy[2 * i], <=, layout->max_x + 1);
        }
  g_assert_cmpfloat (layout->max_x - layout->min_x, <, 4e6);
  g_assert_cmpfloat_with_epsilon (layout->area_m2[0] / 1e6,
                                  (30 * 10 - 4) * 111.195 * 111.195 * cos (15 * G_PI / 180), 40000);
}

/* A ring from 180 to -180 that would be nothing but a meridian if that were no way is the whole world. */
static void
test_around (void)
{
  g_autoptr (NqpPanel) panel = make_panel (1);
  g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (1);
  g_autoptr (NqpMapLayout) layout = NULL;
  double world[] = { -180, 90, 180, 90, 180, -90, -180, -90, -180, 90 };

  set_shape (boundaries, 0, "P0", NQP_SHAPE_REGION, world, 5, FALSE, NULL);
  layout = nqp_map_layout_new (panel, boundaries, NULL);
  g_assert_nonnull (strstr (layout->projection, "Equal Earth"));
  g_assert_cmpfloat (layout->max_x - layout->min_x, >, 1e7);
  g_assert_true (isfinite (layout->label_x[0]) && isfinite (layout->label_y[0]));
}

/* Neither import nor project files let these through; should they come from elsewhere, nothing is read or written outside. */
static void
test_off_the_globe (void)
{
  static const double values[] = { -1000, -541, -540.5, 541, 1e9, -1e9, 1e308, -1e308, 4e18 };

  for (gsize k = 0; k < G_N_ELEMENTS (values); k++)
    {
      g_autoptr (NqpPanel) panel = make_panel (2);
      g_autoptr (NqpBoundaries) boundaries = nqp_boundaries_new (1);
      g_autoptr (NqpMapLayout) layout = NULL;
      double far[] = { values[k], 10, values[k], 12, 20, 12, 20, 10, values[k], 10 };

      set_shape (boundaries, 0, "P0", NQP_SHAPE_REGION, far, 5, FALSE, NULL);
      panel->places[1].longitude = values[k];
      panel->places[1].latitude = 10;
      layout = nqp_map_layout_new (panel, boundaries, NULL);
      g_assert_nonnull (layout);
    }
}

static void
test_nothing (void)
{
  g_autoptr (NqpPanel) panel = make_panel (3), empty = make_panel (0);
  g_autoptr (NqpBoundaries) none = nqp_boundaries_new (0);
  g_autoptr (NqpMapLayout) layout = nqp_map_layout_new (panel, NULL, NULL);
  g_autoptr (NqpMapLayout) second = nqp_map_layout_new (empty, none, NULL);

  g_assert_nonnull (layout);
  g_assert_nonnull (second);
  g_assert_cmpint (layout->n_shapes, ==, 0);
  g_assert_cmpint (second->n_cols, ==, 0);
  g_assert_true (isnan (layout->label_x[1]));
}

/* Without a position every region has a tile of its own all the same: by group, then by name. */
static void
test_tiles_plain (void)
{
  g_autoptr (NqpPanel) panel = make_panel (5);
  g_autoptr (NqpMapLayout) layout = NULL;
  static const char *const names[] = { "Delta", "alpha", "Beta", "Gamma", "Epsilon" };
  static const int groups[] = { -1, 0, 0, 1, 1 };
  static const int order[] = { 1, 2, 4, 3, 0 };

  for (int i = 0; i < 5; i++)
    {
      nqp_text_clear (&panel->places[i].name);
      panel->places[i].name = nqp_text_new (names[i], NULL);
      panel->places[i].group = groups[i];
    }
  layout = nqp_map_layout_new (panel, NULL, NULL);
  g_assert_cmpint (layout->n_cols, ==, 2);
  g_assert_cmpint (layout->n_rows, ==, 3);
  for (int k = 0; k < 5; k++)
    {
      g_assert_cmpint (layout->tile_col[order[k]], ==, k % 2);
      g_assert_cmpint (layout->tile_row[order[k]], ==, k / 2);
    }
}

static void
test_tiles_given (void)
{
  g_autoptr (NqpPanel) panel = make_panel (3);
  g_autoptr (NqpMapLayout) layout = NULL;

  for (int i = 0; i < 3; i++)
    {
      panel->places[i].tile_col = 4 + i;
      panel->places[i].tile_row = 2;
    }
  layout = nqp_map_layout_new (panel, NULL, NULL);
  g_assert_cmpint (layout->n_cols, ==, 3);
  g_assert_cmpint (layout->n_rows, ==, 1);
  g_assert_cmpint (layout->tile_col[2], ==, 2);
  g_assert_cmpint (layout->tile_row[2], ==, 0);
}

/* Every place one cell of its own, the order of west and east, north and south kept: rank correlation close to 1. */
static void
check_assigned (int n, double least)
{
  g_autoptr (NqpPanel) panel = make_panel (n);
  g_autoptr (NqpMapLayout) layout = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint32 seed = 7;
  double same = 0, pairs = 0;

  for (int i = 0; i < n; i++)
    {
      seed = seed * 1664525u + 1013904223u;
      panel->places[i].longitude = 5 + (seed >> 8) % 10000 / 1000.0;
      seed = seed * 1664525u + 1013904223u;
      panel->places[i].latitude = 44 + (seed >> 8) % 10000 / 1500.0;
    }
  layout = nqp_map_layout_new (panel, NULL, NULL);
  for (int i = 0; i < n; i++)
    {
      g_assert_cmpint (layout->tile_col[i], >=, 0);
      g_assert_cmpint (layout->tile_col[i], <, layout->n_cols);
      g_assert_cmpint (layout->tile_row[i], >=, 0);
      g_assert_cmpint (layout->tile_row[i], <, layout->n_rows);
      g_assert_true (g_hash_table_add (
          taken, GINT_TO_POINTER (layout->tile_row[i] * layout->n_cols + layout->tile_col[i] + 1)));
    }
  for (int i = 0; i < n; i++)
    for (int k = MAX (0, i - 40); k < i; k++)
      {
        double dx = panel->places[i].longitude - panel->places[k].longitude;
        double dy = panel->places[k].latitude - panel->places[i].latitude;
        int dc = layout->tile_col[i] - layout->tile_col[k], dr = layout->tile_row[i] - layout->tile_row[k];

        if (fabs (dx) > 1)
          {
            pairs++;
            same += dx * dc > 0;
          }
        if (fabs (dy) > 1)
          {
            pairs++;
            same += dy * dr > 0;
          }
      }
  if (pairs > 0)
    g_assert_cmpfloat (same / pairs, >, least);
  g_assert_cmpint (layout->n_cols * layout->n_rows, <, 1.6 * n + 8);
}

static void
test_tiles_assigned (void)
{
  gint64 start = g_get_monotonic_time ();

  check_assigned (1, 1);
  check_assigned (9, 0.85);
  check_assigned (117, 0.95);
  check_assigned (2800, 0.95);
  /* a sane bound, not a benchmark: an accidental n^3 takes minutes */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/china", test_china);
  g_test_add_func ("/layout/world", test_world);
  g_test_add_func ("/layout/elsewhere", test_elsewhere);
  g_test_add_func ("/layout/across", test_across);
  g_test_add_func ("/layout/around", test_around);
  g_test_add_func ("/layout/off-the-globe", test_off_the_globe);
  g_test_add_func ("/layout/nothing", test_nothing);
  g_test_add_func ("/layout/tiles-plain", test_tiles_plain);
  g_test_add_func ("/layout/tiles-given", test_tiles_given);
  g_test_add_func ("/layout/tiles-assigned", test_tiles_assigned);
  return g_test_run ();
}
