/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-boundaries.h"

static void
add_ring (GArray *rings, int n_points, gboolean hole, double start)
{
  NqpRing ring = { n_points, g_new (double, 2 * n_points), hole };

  for (int i = 0; i < 2 * n_points; i++)
    ring.xy[i] = start + 0.25 * (i < 2 * n_points - 2 ? i : i - (2 * n_points - 2));
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

  to->shapes[0].kind = kind;
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
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

/* "M 2" etc.: a byte order, a type, counts, and points of the pattern, as it is asked for. */
static gboolean
reads (NqpShapeKind kind, const char *pattern)
{
  g_auto (GStrv) words = g_strsplit (pattern, " ", -1);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (NqpBoundaries) to = nqp_boundaries_new (1);
  const guint8 order = 1;

  to->shapes[0].kind = kind;
  for (int i = 0; words[i] != NULL; i++)
    if (words[i][0] == 'T') /* byte order and type */
      {
        g_byte_array_append (out, &order, 1);
        put_u32 (out, (guint32)g_ascii_strtoull (words[i] + 1, NULL, 10));
      }
    else if (words[i][0] == 'N') /* a count */
      put_u32 (out, (guint32)g_ascii_strtoull (words[i] + 1, NULL, 10));
    else
      {
        guint64 bits;
        double value = g_ascii_strtod (words[i], NULL);

        memcpy (&bits, &value, sizeof bits);
        bits = GUINT64_TO_LE (bits);
        g_byte_array_append (out, (const guint8 *)&bits, sizeof bits);
      }
  /* a block of its own size, so that a read beyond it is seen */
  {
    g_autofree guint8 *exact = g_memdup2 (out->data, out->len);

    return nqp_shape_from_wkb (&to->shapes[0], exact, out->len);
  }
}

#define RING "N4 1 1 2 1 2 2 1 1"

static void
test_what_a_shape_is (void)
{
  g_assert_true (reads (NQP_SHAPE_REGION, "T3 N1 " RING));
  g_assert_true (reads (NQP_SHAPE_REGION, "T6 N1 T3 N2 " RING " " RING));
  g_assert_true (reads (NQP_SHAPE_LINE, "T2 N2 1 1 2 2"));
  g_assert_true (reads (NQP_SHAPE_LINE, "T5 N1 T2 N2 1 1 2 2"));
  g_assert_true (reads (NQP_SHAPE_LINE, "T3 N1 " RING));
  /* a filled one needs polygons */
  g_assert_false (reads (NQP_SHAPE_REGION, "T2 N4 1 1 2 1 2 2 1 1"));
  g_assert_false (reads (NQP_SHAPE_INSET, "T5 N1 T2 N2 1 1 2 2"));
  /* nothing, or less than a ring */
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N0"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T6 N0"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T6 N1 T3 N0"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N0"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N1 1 1"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N2 1 1 1 1"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N2 " RING " N0"));
  g_assert_false (reads (NQP_SHAPE_LINE, "T5 N0"));
  g_assert_false (reads (NQP_SHAPE_LINE, "T2 N0"));
  g_assert_false (reads (NQP_SHAPE_LINE, "T2 N1 1 1"));
  /* not closed */
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N4 1 1 2 1 2 2 1 2"));
  /* counts that the bytes do not hold, bytes over */
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N4294967295 " RING));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N4294967295 1 1 2 1 2 2 1 1"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T6 N2 T3 N1 " RING));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 " RING " 7"));
  /* parts of another type, a type that is not read */
  g_assert_false (reads (NQP_SHAPE_REGION, "T6 N1 T2 N2 1 1 2 2"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T1 1 1"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T7 N1 T3 N1 " RING));
  /* not on the globe */
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N4 -1000 1 2 1 2 2 -1000 1"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N4 1 91 2 1 2 2 1 91"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N4 1 1 1e308 1 2 2 1 1"));
  g_assert_false (reads (NQP_SHAPE_REGION, "T3 N1 N4 1 1 nan 1 2 2 1 1"));
  g_assert_false (reads (NQP_SHAPE_LINE, "T2 N2 1 1 2 -inf"));
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
  g_test_add_func ("/boundaries/what-a-shape-is", test_what_a_shape_is);
  return g_test_run ();
}
