/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"
#include "nqp-json-text.h"
#include "nqp-json.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-words.h"

typedef struct
{
  NqpImporter *importer;
  const char *file;
  int feature;      /* from 1 */
  const char *code; /* or NULL */
  gboolean failed;  /* this feature */
} Reader;

static G_GNUC_PRINTF (2, 3) void report (Reader *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  self->failed = TRUE;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (self->code != NULL)
    nqp_problems_add (&self->importer->problems, FALSE, self->file, 0, 0, _ ("Feature %d (“%s”): %s"),
                      self->feature, self->code, text);
  else
    nqp_problems_add (&self->importer->problems, FALSE, self->file, 0, 0, _ ("Feature %d: %s"), self->feature,
                      text);
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonArray *
element_array (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* A text member; whole numbers count as their digits, since codes are often written so. */
static char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) != '\0')
    return g_strdup (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return NULL;
}

/* The same of a text that is kept. */
static char *
read_text (Reader *self, JsonObject *object, const char *name)
{
  g_autofree char *text = get_text (object, name);
  g_autoptr (GError) error = NULL;

  if (!nqp_words_check (&text, NQP_WORDS_NAME, &error))
    report (self, "“%s”: %s", name, error->message);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) != 0;
}

static gboolean
read_point (Reader *self, JsonArray *position, double xy[2])
{
  if (position == NULL || json_array_get_length (position) < 2
      || !is_number (json_array_get_element (position, 0))
      || !is_number (json_array_get_element (position, 1)))
    {
      report (self, _ ("found a position that is no pair of numbers; expected [longitude, latitude]."));
      return FALSE;
    }
  xy[0] = json_node_get_double (json_array_get_element (position, 0));
  xy[1] = json_node_get_double (json_array_get_element (position, 1));
  if (!isfinite (xy[0]) || !isfinite (xy[1]) || fabs (xy[0]) > 180.0 || fabs (xy[1]) > 90.0)
    {
      report (self,
              _ ("found the position [%g, %g]; expected degrees, longitude from -180 to 180 and latitude "
                 "from -90 to 90."),
              xy[0], xy[1]);
      return FALSE;
    }
  return TRUE;
}

static void
read_line (Reader *self, JsonArray *points, gboolean closed, gboolean hole, GArray *rings)
{
  guint n = points != NULL ? json_array_get_length (points) : 0;
  NqpRing ring = { .hole = hole };
  double *xy;

  if (self->failed)
    return;
  if (n < (closed ? 3 : 2))
    {
      report (self, closed ? _ ("found a ring with fewer than three positions.")
                           : _ ("found a line with fewer than two positions."));
      return;
    }
  xy = g_new (double, 2 * ((gsize)n + 1));
  for (guint i = 0; i < n; i++)
    if (!read_point (self, element_array (points, i), xy + 2 * i))
      {
        g_free (xy);
        return;
      }
  if (closed && (xy[0] != xy[2 * n - 2] || xy[1] != xy[2 * n - 1]))
    {
      xy[2 * n] = xy[0];
      xy[2 * n + 1] = xy[1];
      n++;
    }
  ring.n_points = (int)n;
  ring.xy = xy;
  g_array_append_val (rings, ring);
}

static void
read_polygon (Reader *self, JsonArray *polygon, GArray *rings)
{
  if (polygon == NULL || json_array_get_length (polygon) == 0)
    {
      report (self, _ ("found a polygon without rings."));
      return;
    }
  for (guint i = 0; i < json_array_get_length (polygon); i++)
    read_line (self, element_array (polygon, i), TRUE, i > 0, rings);
}

static void
read_geometry (Reader *self, JsonObject *geometry, NqpShape *shape, GArray *rings)
{
  g_autofree char *type = geometry != NULL ? get_text (geometry, "type") : NULL;
  JsonArray *coordinates = geometry != NULL ? get_array (geometry, "coordinates") : NULL;

  if (type == NULL)
    report (self, _ ("found no geometry; expected a polygon or a line."));
  else if (coordinates == NULL && g_strcmp0 (type, "GeometryCollection") != 0)
    report (self, _ ("found a geometry without coordinates."));
  else if (g_str_equal (type, "Polygon"))
    read_polygon (self, coordinates, rings);
  else if (g_str_equal (type, "MultiPolygon"))
    for (guint i = 0; i < json_array_get_length (coordinates); i++)
      read_polygon (self, element_array (coordinates, i), rings);
  else if (g_str_equal (type, "LineString"))
    read_line (self, coordinates, FALSE, FALSE, rings);
  else if (g_str_equal (type, "MultiLineString"))
    for (guint i = 0; i < json_array_get_length (coordinates); i++)
      read_line (self, element_array (coordinates, i), FALSE, FALSE, rings);
  else
    {
      g_autofree char *found = nqp_problem_quote (type, strlen (type));

      report (self,
              _ ("found a geometry of the type “%s”; expected Polygon, MultiPolygon, LineString or "
                 "MultiLineString."),
              found);
    }
  if (self->failed)
    return;
  if (rings->len == 0)
    report (self, _ ("found an empty geometry; expected a polygon or a line."));
  if (g_str_has_suffix (type, "LineString"))
    shape->kind = NQP_SHAPE_LINE;
}

static void
clear_rings (GArray *rings)
{
  for (guint i = 0; i < rings->len; i++)
    g_free (g_array_index (rings, NqpRing, i).xy);
  g_array_set_size (rings, 0);
}

/* Some files give a region several features: its islands, say. They are one shape. */
static gboolean
join_shape (NqpImporter *importer, const NqpShape *shape, GArray *rings)
{
  if (shape->kind != NQP_SHAPE_REGION)
    return FALSE;
  for (guint i = 0; i < importer->shapes->len; i++)
    {
      NqpShape *other = g_ptr_array_index (importer->shapes, i);

      if (other->kind == shape->kind && g_strcmp0 (other->code, shape->code) == 0)
        {
          g_array_prepend_vals (rings, other->rings, (guint)other->n_rings);
          g_clear_pointer (&other->rings, g_free);
          other->n_rings = 0;
          nqp_shape_set_rings (other, rings);
          return TRUE;
        }
    }
  return FALSE;
}

static void
read_feature (NqpImporter *importer, JsonNode *node, guint position)
{
  Reader reader
      = { .importer = importer, .file = importer->sources->boundaries, .feature = (int)position + 1 };
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  JsonObject *feature = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *properties = feature != NULL ? get_object (feature, "properties") : NULL;
  NqpShape shape = { 0 };

  if (feature == NULL)
    {
      report (&reader, _ ("found no object; expected a feature."));
      return;
    }
  shape.code = read_text (&reader, properties, "code");
  if (shape.code == NULL)
    shape.code = read_text (&reader, feature, "id");
  reader.code = shape.code;
  shape.name.en = read_text (&reader, properties, "name_en");
  shape.name.zh = read_text (&reader, properties, "name_zh");
  if (get_boolean (properties, "line"))
    shape.kind = NQP_SHAPE_LINE;
  else if (get_boolean (properties, "inset"))
    shape.kind = NQP_SHAPE_INSET;
  read_geometry (&reader, get_object (feature, "geometry"), &shape, rings);
  if (!reader.failed && shape.code == NULL && shape.kind == NQP_SHAPE_REGION)
    report (&reader, _ ("found a polygon without a region; expected a property “code”."));
  if (shape.code == NULL)
    shape.code = g_strdup ("");
  if (reader.failed || join_shape (importer, &shape, rings))
    {
      clear_rings (rings);
      g_free (shape.code);
      nqp_text_clear (&shape.name);
      return;
    }
  nqp_shape_set_rings (&shape, rings);
  if (shape.kind == NQP_SHAPE_REGION)
    {
      int known = nqp_codes_size (&importer->region_codes);
      int region = nqp_importer_add_region (importer, shape.code, strlen (shape.code));

      if (region >= known)
        nqp_importer_region (importer, region)->region.name = nqp_text_copy (&shape.name);
    }
  g_ptr_array_add (importer->shapes, g_memdup2 (&shape, sizeof shape));
}

static void
report_json (NqpImporter *self, const GError *error)
{
  int line = 0, column = 0;
  const char *message = nqp_json_error_place (error, &line, &column);

  nqp_problems_add (&self->problems, FALSE, self->sources->boundaries, line, column,
                    _ ("This is no GeoJSON: %s"), message);
}

void
nqp_import_geojson (NqpImporter *self)
{
  const char *path = self->sources->boundaries;
  g_auto (NqpSource) source = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonObject *root = NULL;
  JsonArray *features;
  int line = 0;

  if (!nqp_source_read (&source, path, &self->problems))
    return;
  if (nqp_json_is_too_deep (source.text, &line))
    {
      nqp_problems_add (&self->problems, FALSE, path, line, 0,
                        _ ("Found brackets more than %d deep; expected GeoJSON."), NQP_JSON_MAX_DEPTH);
      return;
    }
  if (nqp_json_has_nul (source.text, &line))
    {
      nqp_problems_add (&self->problems, FALSE, path, line, 0,
                        _ ("Found the character U+0000 (“\\u0000”), which ends a text; delete it."));
      return;
    }
  if (!json_parser_load_from_data (parser, source.text, (gssize)source.length, &error))
    {
      report_json (self, error);
      return;
    }
  if (json_parser_get_root (parser) != NULL && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    root = json_node_get_object (json_parser_get_root (parser));
  features = root != NULL ? get_array (root, "features") : NULL;
  if (features == NULL)
    {
      nqp_problems_add (&self->problems, FALSE, path, 0, 0,
                        _ ("Found no list of features; expected a GeoJSON FeatureCollection."));
      return;
    }
  for (guint i = 0; i < json_array_get_length (features); i++)
    read_feature (self, json_array_get_element (features, i), i);
}
