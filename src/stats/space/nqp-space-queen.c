/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-space-private.h"

typedef struct
{
  double x, y;
} Point;

static guint
hash_point (gconstpointer key)
{
  guint64 bits[2];

  memcpy (bits, key, sizeof bits);
  bits[0] = (bits[0] ^ bits[1] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15))
            * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint)(bits[0] >> 32);
}

static gboolean
equal_points (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Point)) == 0;
}

static void
link_both (GArray *links, const GArray *places, int place)
{
  for (guint i = 0; i < places->len; i++)
    {
      const int other = g_array_index (places, int, i);
      const NqpLink there = { place, other, 1 }, back = { other, place, 1 };

      if (other == place)
        continue;
      g_array_append_val (links, there);
      g_array_append_val (links, back);
    }
}

/* The point of an outline, as a key: both zeros are one, and so are both sides of the antimeridian. */
static Point
key_of (const double *xy)
{
  const Point point = { xy[0] == -180 ? 180 : xy[0] + 0.0, xy[1] + 0.0 };

  return point;
}

/* Regions whose outlines share a point. Insets are drawn elsewhere and lines belong to none. */
void
nqp_space_add_touching (GArray *links, const NqpPanel *panel, const NqpBoundaries *boundaries)
{
  g_autoptr (GHashTable) at
      = g_hash_table_new_full (hash_point, equal_points, g_free, (GDestroyNotify)g_array_unref);

  for (int s = 0; s < boundaries->n_shapes; s++)
    {
      const NqpShape *shape = &boundaries->shapes[s];
      const int place = shape->kind == NQP_SHAPE_REGION ? nqp_panel_find_place (panel, shape->code) : -1;

      if (place < 0 || place >= panel->n_regions)
        continue;
      for (int r = 0; r < shape->n_rings; r++)
        for (int k = 0; k < shape->rings[r].n_points; k++)
          {
            const Point point = key_of (shape->rings[r].xy + 2 * k);
            GArray *places = g_hash_table_lookup (at, &point);

            if (places == NULL)
              {
                places = g_array_new (FALSE, FALSE, sizeof (int));
                g_hash_table_insert (at, g_memdup2 (&point, sizeof point), places);
              }
            link_both (links, places, place);
            if (places->len == 0 || g_array_index (places, int, places->len - 1) != place)
              g_array_append_val (places, place);
          }
    }
}
