/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-boundaries.h"

static void
add_ring (GArray *rings, int n_points, gboolean hole, double start)
{
  NqpRing ring = { n_points, g_new (double, 2 * n_points), hole };

  for (int i = 0; i < 2 * n_points; i++)
    ring.xy[i] = start + 0.25 * i;
  g_array_append_val (rings, ring);
}

static NqpBoundaries *
make_boundaries (NqpShapeKind kind, const gboolean *holes, int n_rings)
{
  NqpBoundaries *boundaries = nqp_boundaries_new (1);
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));

  for (int i = 0; i < n_rings; i++)
    add_ring (rings, 4 + i, holes[i], 10 * i - 7);
  boundaries->shapes[0].kind = kind;
  boundaries->shapes[0].code = g_strdup ("A");
  nqp_shape_set_rings (&boundaries->shapes[0], rings);
  return boundaries;
}

static void
check_round_trip (NqpShapeKind kind, const gboolean *holes, int n_rings, gsize size)
{
  g_autoptr (NqpBoundaries) from = make_boundaries (kind, holes, n_rings);
  g_autoptr (NqpBoundaries) to = nqp_boundaries_new (1);
  g_autoptr (GBytes) wkb = nqp_shape_to_wkb (&from->shapes[0]);
  gsize length;
  const guint8 *data = g_bytes_get_data (wkb, &length);

  g_assert_cmpuint (length, ==, size);
  g_assert_cmpint (data[0], ==, 1);
  g_assert_true (nqp_shape_from_wkb (&to->shapes[0], data, length));
  g_assert_cmpint (to->shapes[0].n_rings, ==, n_rings);
  for (int i = 0; i < n_rings; i++)
    {
      const NqpRing *a = &from->shapes[0].rings[i];
      const NqpRing *b = &to->shapes[0].rings[i];

      g_assert_cmpint (a->hole, ==, b->hole);
      g_assert_cmpmem (a->xy, 16 * a->n_points, b->xy, 16 * b->n_points);
    }
}

static void
test_round_trip (void)
{
  const gboolean holes[] = { FALSE, TRUE, TRUE, FALSE };
  const gboolean lines[] = { FALSE, FALSE };

  /* 9 for the collection; 9 a polygon; 4 a ring; 16 a point: 4 + 5 + 6 + 7 points */
  check_round_trip (NQP_SHAPE_REGION, holes, 4, 9 + 2 * 9 + 4 * 4 + 22 * 16);
  check_round_trip (NQP_SHAPE_LINE, lines, 2, 9 + 2 * (5 + 4) + 9 * 16);
  check_round_trip (NQP_SHAPE_REGION, NULL, 0, 9);
}

/* Cut short, with bytes changed or added: refused or read, never a crash, never a change on refusal. */
static void
test_damaged (void)
{
  const gboolean holes[] = { FALSE, TRUE, FALSE };
  g_autoptr (NqpBoundaries) from = make_boundaries (NQP_SHAPE_REGION, holes, 3);
  g_autoptr (NqpBoundaries) to = make_boundaries (NQP_SHAPE_REGION, holes, 1);
  g_autoptr (GBytes) wkb = nqp_shape_to_wkb (&from->shapes[0]);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  gsize length;
  const guint8 *data = g_bytes_get_data (wkb, &length);
  g_autofree guint8 *copy = g_malloc0 (length + 1);

  for (gsize n = 0; n < length; n++)
    {
      g_autofree guint8 *cut = g_memdup2 (data, n);

      g_assert_false (nqp_shape_from_wkb (&to->shapes[0], cut, n));
    }
  memcpy (copy, data, length);
  g_assert_false (nqp_shape_from_wkb (&to->shapes[0], copy, length + 1));
  g_assert_cmpint (to->shapes[0].n_rings, ==, 1);
  for (int i = 0; i < 50000; i++)
    {
      memcpy (copy, data, length);
      for (int k = 0; k < 3; k++)
        copy[g_rand_int_range (rand, 0, (int)MIN (length, 60))] = (guint8)g_rand_int (rand);
      nqp_shape_from_wkb (&to->shapes[0], copy, length);
    }
  memcpy (copy, data, length);
  {
    double bad = NAN;

    memcpy (copy + length - 8, &bad, 8);
    g_assert_false (nqp_shape_from_wkb (&to->shapes[0], copy, length));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boundaries/round-trip", test_round_trip);
  g_test_add_func ("/boundaries/damaged", test_damaged);
  return g_test_run ();
}
