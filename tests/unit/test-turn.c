/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-turn.h"

static GArray *
make_rings (const double *xy, int n_points, const double *hole, int n_hole)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  NqpRing outer = { n_points, g_memdup2 (xy, 2 * sizeof (double) * (gsize)n_points), FALSE };

  g_array_append_val (rings, outer);
  if (hole != NULL)
    {
      NqpRing inner = { n_hole, g_memdup2 (hole, 2 * sizeof (double) * (gsize)n_hole), TRUE };

      g_array_append_val (rings, inner);
    }
  return rings;
}

static void
free_rings (GArray *rings)
{
  for (guint r = 0; r < rings->len; r++)
    g_free (g_array_index (rings, NqpRing, r).xy);
  g_array_unref (rings);
}

static void
assert_ring (GArray *rings, guint r, const double *xy, int n_points)
{
  const NqpRing *ring = &g_array_index (rings, NqpRing, r);

  g_assert_cmpint (ring->n_points, ==, n_points);
  for (int i = 0; i < 2 * n_points; i++)
    g_assert_cmpfloat_with_epsilon (ring->xy[i], xy[i], 1e-9);
}

static void
check (const double *from, const double *to, int n_points)
{
  GArray *rings = make_rings (from, n_points, NULL, 0);

  nqp_rings_turn (rings);
  g_assert_cmpuint (rings->len, ==, 1);
  assert_ring (rings, 0, to, n_points);
  free_rings (rings);
}

static void
test_one_ring (void)
{
  /* counted as RFC 7946 has it: nothing changes, whichever side of the world */
  const double west[] = { -180, 10, -170, 10, -170, 20, -180, 20, -180, 10 };
  /* all beyond 180: what lies on 180 goes along */
  const double beyond[] = { 180, 10, 190, 10, 190, 20, 180, 20, 180, 10 };
  /* across 180, and across Greenwich */
  const double across[] = { 175, 10, 185, 10, 185, 20, 175, 20, 175, 10 };
  const double across_turned[] = { 175, 10, -175, 10, -175, 20, 175, 20, 175, 10 };
  const double home[] = { 355, 40, 5, 40, 5, 50, 355, 50, 355, 40 };
  const double home_turned[] = { -5, 40, 5, 40, 5, 50, -5, 50, -5, 40 };

  check (west, west, 5);
  check (beyond, west, 5);
  check (across, across_turned, 5);
  check (home, home_turned, 5);
}

/* The ice: along a coast from 0 to 360, back along the pole. */
static void
test_around (void)
{
  const double ice[] = { 0, -70, 90, -72, 270, -68, 360, -70, 360, -90, 0, -90, 0, -70 };
  const double lake[] = { 200, -75, 210, -75, 210, -80, 200, -75 };
  const double east_half[] = { 0, -70, 90, -72, 180, -70, 180, -90, 0, -90, 0, -70 };
  const double west_half[] = { -180, -70, -90, -68, 0, -70, 0, -90, -180, -90, -180, -70 };
  const double lake_turned[] = { -160, -75, -150, -75, -150, -80, -160, -75 };
  GArray *rings = make_rings (ice, 7, lake, 4);

  nqp_rings_turn (rings);
  g_assert_cmpuint (rings->len, ==, 3);
  assert_ring (rings, 0, east_half, 6);
  assert_ring (rings, 1, west_half, 6);
  assert_ring (rings, 2, lake_turned, 4);
  g_assert_true (g_array_index (rings, NqpRing, 2).hole);
  free_rings (rings);
}

/* Whatever comes in from 0 to 360 or -180 to 180, what goes out is on the globe, and closed if it was. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int round = 0; round < 3000; round++)
    {
      double xy[24];
      int n = g_rand_int_range (random, 3, 12);
      GArray *rings;

      for (int i = 0; i < n; i++)
        {
          xy[2 * i] = g_rand_boolean (random) ? 180.0 * g_rand_int_range (random, 0, 3)
                                              : g_rand_double_range (random, 0, 360);
          xy[2 * i + 1] = g_rand_double_range (random, -90, 90);
        }
      xy[2 * n - 2] = xy[0];
      xy[2 * n - 1] = xy[1];
      rings = make_rings (xy, n, xy, n);
      nqp_rings_turn (rings);
      for (guint r = 0; r < rings->len; r++)
        {
          const NqpRing *ring = &g_array_index (rings, NqpRing, r);

          g_assert_cmpint (ring->n_points, >=, NQP_RING_MIN_POINTS);
          g_assert_true (nqp_ring_is_closed (ring));
          for (int i = 0; i < ring->n_points; i++)
            {
              g_assert_cmpfloat (fabs (ring->xy[2 * i]), <=, 180);
              g_assert_cmpfloat (fabs (ring->xy[2 * i + 1]), <=, 90);
            }
        }
      g_assert_true (rings->len == 0 || !g_array_index (rings, NqpRing, 0).hole);
      free_rings (rings);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/turn/one-ring", test_one_ring);
  g_test_add_func ("/turn/around", test_around);
  g_test_add_func ("/turn/random", test_random);
  return g_test_run ();
}
