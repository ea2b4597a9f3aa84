/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-boundaries.h"

#include "nqp-globe.h"

#include <math.h>
#include <string.h>

enum
{
  WKB_LITTLE_ENDIAN = 1,
  WKB_LINE_STRING = 2,
  WKB_POLYGON = 3,
  WKB_MULTI_LINE_STRING = 5,
  WKB_MULTI_POLYGON = 6,
};

NqpBoundaries *
nqp_boundaries_new (int n_shapes)
{
  NqpBoundaries *self = g_new0 (NqpBoundaries, 1);

  self->ref_count = 1;
  self->n_shapes = n_shapes;
  self->shapes = g_new0 (NqpShape, n_shapes);
  return self;
}

NqpBoundaries *
nqp_boundaries_ref (NqpBoundaries *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

static void
clear_rings (NqpShape *shape)
{
  for (int i = 0; i < shape->n_rings; i++)
    g_free (shape->rings[i].xy);
  g_clear_pointer (&shape->rings, g_free);
  shape->n_rings = 0;
}

void
nqp_boundaries_unref (NqpBoundaries *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (int i = 0; i < self->n_shapes; i++)
    {
      clear_rings (&self->shapes[i]);
      g_free (self->shapes[i].code);
      nqp_text_clear (&self->shapes[i].name);
    }
  g_free (self->shapes);
  g_free (self);
}

gboolean
nqp_ring_is_closed (const NqpRing *ring)
{
  const int last = 2 * (ring->n_points - 1);

  return ring->n_points > 0 && ring->xy[0] == ring->xy[last] && ring->xy[1] == ring->xy[last + 1];
}

/**
 * nqp_shape_set_rings:
 * @rings: (element-type NqpRing): emptied; the rings' points become the shape's
 */
void
nqp_shape_set_rings (NqpShape *shape, GArray *rings)
{
  clear_rings (shape);
  shape->n_rings = (int)rings->len;
  shape->rings = g_memdup2 (rings->data, rings->len * sizeof (NqpRing));
  g_array_set_size (rings, 0);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

static void
put_head (GByteArray *out, guint32 type, guint32 count)
{
  const guint8 order = WKB_LITTLE_ENDIAN;

  g_byte_array_append (out, &order, 1);
  put_u32 (out, type);
  put_u32 (out, count);
}

static void
put_points (GByteArray *out, const NqpRing *ring)
{
  put_u32 (out, (guint32)ring->n_points);
  for (int i = 0; i < 2 * ring->n_points; i++)
    {
      guint64 bits;

      memcpy (&bits, &ring->xy[i], sizeof bits);
      bits = GUINT64_TO_LE (bits);
      g_byte_array_append (out, (const guint8 *)&bits, sizeof bits);
    }
}

/**
 * nqp_shape_to_wkb:
 *
 * Returns: (transfer full): the rings as well-known binary (OGC 06-103r4, 8.2): a MultiPolygon in which each ring
 *   that is no hole begins a polygon, or a MultiLineString for %NQP_SHAPE_LINE
 */
GBytes *
nqp_shape_to_wkb (const NqpShape *shape)
{
  GByteArray *out = g_byte_array_new ();

  if (shape->kind == NQP_SHAPE_LINE)
    {
      put_head (out, WKB_MULTI_LINE_STRING, (guint32)shape->n_rings);
      for (int i = 0; i < shape->n_rings; i++)
        {
          const guint8 order = WKB_LITTLE_ENDIAN;

          g_byte_array_append (out, &order, 1);
          put_u32 (out, WKB_LINE_STRING);
          put_points (out, &shape->rings[i]);
        }
    }
  else
    {
      guint32 n_polygons = 0;

      for (int i = 0; i < shape->n_rings; i++)
        n_polygons += i == 0 || !shape->rings[i].hole;
      put_head (out, WKB_MULTI_POLYGON, n_polygons);
      for (int i = 0; i < shape->n_rings;)
        {
          int end = i + 1;

          while (end < shape->n_rings && shape->rings[end].hole)
            end++;
          put_head (out, WKB_POLYGON, (guint32)(end - i));
          for (; i < end; i++)
            put_points (out, &shape->rings[i]);
        }
    }
  return g_byte_array_free_to_bytes (out);
}

typedef struct
{
  const guint8 *data;
  gsize length;
  gsize position;
  gboolean failed;
} Reader;

static guint32
get_u32 (Reader *reader)
{
  guint32 value;

  if (reader->failed || reader->length - reader->position < sizeof value)
    {
      reader->failed = TRUE;
      return 0;
    }
  memcpy (&value, reader->data + reader->position, sizeof value);
  reader->position += sizeof value;
  return GUINT32_FROM_LE (value);
}

static guint32
get_type (Reader *reader)
{
  if (reader->failed || reader->position >= reader->length
      || reader->data[reader->position] != WKB_LITTLE_ENDIAN)
    {
      reader->failed = TRUE;
      return 0;
    }
  reader->position++;
  return get_u32 (reader);
}

/* @closed: a ring of a polygon, else a line. */
static void
get_points (Reader *reader, gboolean closed, gboolean hole, GArray *rings)
{
  NqpRing ring = { 0 };
  guint32 n_points = get_u32 (reader);

  /* A count that the bytes left cannot hold must not decide how much is allocated. */
  if (reader->failed || n_points < (closed ? NQP_RING_MIN_POINTS : NQP_LINE_MIN_POINTS)
      || n_points > (reader->length - reader->position) / 16)
    {
      reader->failed = TRUE;
      return;
    }
  ring.n_points = (int)n_points;
  ring.hole = hole;
  ring.xy = g_new (double, 2 * (gsize)n_points);
  g_array_append_val (rings, ring);
  for (gsize i = 0; i < 2 * (gsize)n_points; i++)
    {
      guint64 bits;

      memcpy (&bits, reader->data + reader->position, sizeof bits);
      bits = GUINT64_FROM_LE (bits);
      memcpy (&ring.xy[i], &bits, sizeof bits);
      reader->position += sizeof bits;
      if (!nqp_globe_holds (i % 2 == 0 ? NQP_GLOBE_LONGITUDE : NQP_GLOBE_LATITUDE, ring.xy[i]))
        reader->failed = TRUE;
    }
  if (closed && !nqp_ring_is_closed (&ring))
    reader->failed = TRUE;
}

static void
get_part (Reader *reader, guint32 type, GArray *rings)
{
  if (type == WKB_LINE_STRING)
    get_points (reader, FALSE, FALSE, rings);
  else if (type == WKB_POLYGON)
    {
      guint32 n_rings = get_u32 (reader);

      reader->failed = reader->failed || n_rings == 0;
      for (guint32 i = 0; i < n_rings && !reader->failed; i++)
        get_points (reader, TRUE, i > 0, rings);
    }
  else
    reader->failed = TRUE;
}

/* What is filled is made of polygons. */
static gboolean
suits_kind (guint32 type, NqpShapeKind kind)
{
  return kind == NQP_SHAPE_LINE || type == WKB_POLYGON || type == WKB_MULTI_POLYGON;
}

/**
 * nqp_shape_from_wkb:
 * @shape: its rings are replaced, its kind is left as it is
 *
 * Reads little-endian LineString, Polygon, MultiLineString and MultiPolygon.
 *
 * Returns: %FALSE, with @shape unchanged, if @data is none of these or not one for the kind of @shape, is cut short or has
 *   bytes left over, has a part without points, a ring that is not closed, or a position that is not on the globe
 */
gboolean
nqp_shape_from_wkb (NqpShape *shape, const guint8 *data, gsize length)
{
  Reader reader = { data, length, 0, FALSE };
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  guint32 type = get_type (&reader);

  if (type == WKB_MULTI_LINE_STRING || type == WKB_MULTI_POLYGON)
    {
      guint32 part = type == WKB_MULTI_POLYGON ? WKB_POLYGON : WKB_LINE_STRING;
      guint32 n_parts = get_u32 (&reader);

      reader.failed = reader.failed || n_parts == 0;
      for (guint32 i = 0; i < n_parts && !reader.failed; i++)
        {
          if (get_type (&reader) != part)
            reader.failed = TRUE;
          get_part (&reader, part, rings);
        }
    }
  else
    get_part (&reader, type, rings);
  if (reader.failed || reader.position != length || !suits_kind (type, shape->kind))
    {
      for (guint i = 0; i < rings->len; i++)
        g_free (g_array_index (rings, NqpRing, i).xy);
      return FALSE;
    }
  nqp_shape_set_rings (shape, rings);
  return TRUE;
}
