/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-turn.h"

#include <math.h>

#include "nqp-globe.h"

/* A side that goes once around. */
#define AROUND (360 - 1e-9)

static gboolean
is_turned (const NqpRing *ring)
{
  for (int i = 0; i < ring->n_points; i++)
    if (ring->xy[2 * i] > nqp_globe_high (NQP_GLOBE_LONGITUDE))
      return TRUE;
  return FALSE;
}

static gboolean
goes_around (const NqpRing *ring)
{
  for (int i = 1; i < ring->n_points; i++)
    if (fabs (ring->xy[2 * i] - ring->xy[2 * (i - 1)]) >= AROUND)
      return TRUE;
  return FALSE;
}

/* All of it beyond 180: moved as it is, so that what lies on 180 becomes -180. */
static gboolean
is_beyond (const NqpRing *ring)
{
  for (int i = 0; i < ring->n_points; i++)
    if (ring->xy[2 * i] < nqp_globe_high (NQP_GLOBE_LONGITUDE))
      return FALSE;
  return TRUE;
}

static void
turn_ring (NqpRing *ring)
{
  const gboolean beyond = is_beyond (ring);

  for (int i = 0; i < ring->n_points; i++)
    if (beyond)
      ring->xy[2 * i] -= 360;
    else
      nqp_globe_take_longitude (&ring->xy[2 * i]);
}

static void
put_point (GArray *xy, double x, double y)
{
  const double point[] = { x, y };

  g_array_append_vals (xy, point, 2);
}

/* The part of a ring on one side of 180 degrees (Sutherland and Hodgman 1974), counted from -180 to 180. */
static void
add_side (GArray *out, const NqpRing *ring, gboolean east)
{
  const double cut = nqp_globe_high (NQP_GLOBE_LONGITUDE), turn = east ? -360 : 0;
  GArray *xy = g_array_new (FALSE, FALSE, sizeof (double));
  NqpRing part = { .hole = ring->hole };

  for (int i = 0; i + 1 < ring->n_points; i++)
    {
      const double *a = &ring->xy[2 * i], *b = a + 2;
      const gboolean a_in = east ? a[0] >= cut : a[0] <= cut, b_in = east ? b[0] >= cut : b[0] <= cut;

      if (a_in)
        put_point (xy, a[0] + turn, a[1]);
      if (a_in != b_in && a[0] != cut && b[0] != cut)
        put_point (xy, cut + turn, a[1] + (cut - a[0]) / (b[0] - a[0]) * (b[1] - a[1]));
    }
  if (xy->len >= 6)
    put_point (xy, g_array_index (xy, double, 0), g_array_index (xy, double, 1));
  part.n_points = (int)xy->len / 2;
  part.xy = (double *)(void *)g_array_free (xy, FALSE);
  if (part.n_points > NQP_RING_MIN_POINTS)
    g_array_append_val (out, part);
  else
    g_free (part.xy);
}

/* @n rings from @first: a polygon and its holes. */
static void
cut_polygon (GArray *out, const GArray *rings, guint first, guint n)
{
  for (int east = 0; east < 2; east++)
    {
      const guint before = out->len;

      for (guint r = first; r < first + n; r++)
        if (r == first || out->len > before)
          add_side (out, &g_array_index (rings, NqpRing, r), east);
    }
}

/**
 * nqp_rings_turn:
 *
 * Files count longitudes from -180 to 180, as RFC 7946 wants it, or from 0 to 360. In the second, what crosses 180 degrees
 * is brought into the first as files of the first have it: point by point, so that one side of the ring leads from 180 to
 * -180 and nqp_projection_unwrap() puts it together again. A polygon with a side that goes once around (the ice of
 * Antarctica, the sea) cannot be put together from that: it is cut in two at 180 degrees. Outlines that are counted from -180
 * to 180 stay as they are.
 */
void
nqp_rings_turn (GArray *rings)
{
  g_autoptr (GArray) out = NULL;
  gboolean turned = FALSE;

  for (guint r = 0; r < rings->len && !turned; r++)
    turned = is_turned (&g_array_index (rings, NqpRing, r));
  if (!turned)
    return;
  out = g_array_sized_new (FALSE, FALSE, sizeof (NqpRing), rings->len);
  for (guint r = 0, end; r < rings->len; r = end)
    {
      NqpRing *ring = &g_array_index (rings, NqpRing, r);

      for (end = r + 1; end < rings->len && g_array_index (rings, NqpRing, end).hole; end++)
        ;
      if (nqp_ring_is_closed (ring) && goes_around (ring) && is_turned (ring))
        {
          cut_polygon (out, rings, r, end - r);
          for (guint k = r; k < end; k++)
            g_free (g_array_index (rings, NqpRing, k).xy);
          continue;
        }
      for (guint k = r; k < end; k++)
        turn_ring (&g_array_index (rings, NqpRing, k));
      g_array_append_vals (out, ring, end - r);
    }
  g_array_set_size (rings, 0);
  g_array_append_vals (rings, out->data, out->len);
}
