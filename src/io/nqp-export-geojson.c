/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-private.h"
#include "nqp-number.h"
#include "nqp-json-text.h"

static void
put_property (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (out, "%s\"%s\":", out->str[out->len - 1] == '{' ? "" : ",", name);
  nqp_json_append_string (out, value);
}

static void
put_ring (GString *out, const NqpRing *ring)
{
  char buffer[NQP_NUMBER_SIZE];

  g_string_append_c (out, '[');
  for (int i = 0; i < ring->n_points; i++)
    {
      g_string_append (out, i > 0 ? ",[" : "[");
      g_string_append (out, nqp_number_to_file (ring->xy[2 * i], buffer));
      g_string_append_c (out, ',');
      g_string_append (out, nqp_number_to_file (ring->xy[2 * i + 1], buffer));
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static void
put_geometry (GString *out, const NqpShape *shape)
{
  gboolean line = shape->kind == NQP_SHAPE_LINE;

  g_string_append_printf (out, "{\"type\":\"%s\",\"coordinates\":[",
                          line ? "MultiLineString" : "MultiPolygon");
  for (int i = 0; i < shape->n_rings; i++)
    {
      gboolean first = i == 0 || !shape->rings[i].hole;
      gboolean last = i + 1 == shape->n_rings || !shape->rings[i + 1].hole;

      if (i > 0)
        g_string_append_c (out, ',');
      if (first && !line)
        g_string_append_c (out, '[');
      put_ring (out, &shape->rings[i]);
      if (last && !line)
        g_string_append_c (out, ']');
    }
  g_string_append (out, "]}");
}

GString *
nqp_export_geojson (const NqpBoundaries *boundaries)
{
  GString *out = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (int i = 0; i < boundaries->n_shapes; i++)
    {
      const NqpShape *shape = &boundaries->shapes[i];

      g_string_append (out, i > 0 ? ",\n{\"type\":\"Feature\",\"properties\":{"
                                  : "\n{\"type\":\"Feature\",\"properties\":{");
      if (shape->code != NULL && *shape->code != '\0')
        put_property (out, "code", shape->code);
      put_property (out, "name_en", shape->name.en);
      put_property (out, "name_zh", shape->name.zh);
      if (shape->kind == NQP_SHAPE_INSET)
        g_string_append_printf (out, "%s\"inset\":true", out->str[out->len - 1] == '{' ? "" : ",");
      g_string_append (out, "},\"geometry\":");
      put_geometry (out, shape);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "\n]}\n");
  return out;
}
