/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-globe.h"
#include "nqp-converter.h"
#include "nqp-import-private.h"
#include "nqp-json.h"
#include "nqp-turn.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-words.h"

#define FEATURES_A_TICK 1024

typedef struct
{
  NqpImporter *importer;
  const NqpCoordinates *coordinates;
  NqpCoordinatesCursor cursor;
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

/* The positions of one line or ring. */
static gboolean
read_point (Reader *self, double xy[2])
{
  double turned;

  if (!nqp_coordinates_point (self->coordinates, &self->cursor, xy))
    {
      report (self, _ ("found a position that is no pair of numbers; expected [longitude, latitude]."));
      return FALSE;
    }
  turned = xy[0];
  if (!nqp_globe_take_longitude (&turned) || !nqp_globe_holds (NQP_GLOBE_LATITUDE, xy[1]))
    {
      report (self,
              _ ("found the position [%g, %g]; expected degrees, longitude from -180 to 180 or from 0 to 360 "
                 "and latitude from -90 to 90."),
              xy[0], xy[1]);
      return FALSE;
    }
  return TRUE;
}

/* How many arrays the next one holds; 0 with a report if it holds numbers, for an array of arrays is expected. */
static int
enter (Reader *self)
{
  int n = nqp_coordinates_enter (self->coordinates, &self->cursor);

  if (n < 0)
    report (self, _ ("found a position that is no pair of numbers; expected [longitude, latitude]."));
  return MAX (n, 0);
}

static void
read_line (Reader *self, gboolean closed, gboolean hole, GArray *rings)
{
  NqpRing ring = { .hole = hole };
  int n = enter (self);
  double *xy;

  if (self->failed)
    return;
  if (n < (closed ? NQP_RING_MIN_POINTS : NQP_LINE_MIN_POINTS))
    {
      report (self, closed ? _ ("found a ring with fewer than three positions.")
                           : _ ("found a line with fewer than two positions."));
      return;
    }
  xy = g_new (double, 2 * ((gsize)n + 1));
  ring.n_points = n;
  ring.xy = xy;
  g_array_append_val (rings, ring);
  for (int i = 0; i < n; i++)
    if (!read_point (self, xy + 2 * i))
      return;
  if (closed && !nqp_ring_is_closed (&ring))
    {
      xy[2 * n] = xy[0];
      xy[2 * n + 1] = xy[1];
      g_array_index (rings, NqpRing, rings->len - 1).n_points++;
    }
}

static void
read_polygon (Reader *self, GArray *rings)
{
  int n = enter (self);

  if (n == 0 && !self->failed)
    report (self, _ ("found a polygon without rings."));
  for (int i = 0; i < n && !self->failed; i++)
    read_line (self, TRUE, i > 0, rings);
}

/* The coordinates were taken out of the text before it was parsed; an array that stayed held something else. */
static gboolean
find_coordinates (Reader *self, JsonObject *geometry)
{
  JsonNode *node = json_object_get_member (geometry, "coordinates");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    report (self, _ ("found a position that is no pair of numbers; expected [longitude, latitude]."));
  else if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
           || !nqp_coordinates_open (self->coordinates, json_node_get_int (node), &self->cursor))
    report (self, _ ("found a geometry without coordinates."));
  return !self->failed;
}

static void
read_lines (Reader *self, gboolean polygons, GArray *rings)
{
  int n = enter (self);

  for (int i = 0; i < n && !self->failed; i++)
    if (polygons)
      read_polygon (self, rings);
    else
      read_line (self, FALSE, FALSE, rings);
}

static void
read_geometry (Reader *self, JsonObject *geometry, NqpShape *shape, GArray *rings)
{
  g_autofree char *type = geometry != NULL ? get_text (geometry, "type") : NULL;
  const gboolean polygon = g_strcmp0 (type, "Polygon") == 0, line = g_strcmp0 (type, "LineString") == 0;
  const gboolean polygons = g_strcmp0 (type, "MultiPolygon") == 0;

  if (type == NULL)
    report (self, _ ("found no geometry; expected a polygon or a line."));
  else if (!polygon && !line && !polygons && !g_str_equal (type, "MultiLineString"))
    {
      g_autofree char *found = nqp_problem_quote (type, strlen (type));

      report (self,
              _ ("found a geometry of the type “%s”; expected Polygon, MultiPolygon, LineString or "
                 "MultiLineString."),
              found);
    }
  else if (find_coordinates (self, geometry))
    {
      if (polygon)
        read_polygon (self, rings);
      else if (line)
        read_line (self, FALSE, FALSE, rings);
      else
        read_lines (self, polygons, rings);
    }
  if (self->failed)
    return;
  nqp_rings_turn (rings);
  if (rings->len == 0)
    report (self, _ ("found an empty geometry; expected a polygon or a line."));
  if (!polygon && !polygons)
    shape->kind = NQP_SHAPE_LINE;
}

static const char *const label_names[NQP_N_LABELS] = {
  [NQP_LABEL_CODE] = "code",       [NQP_LABEL_ADCODE] = "adcode",   [NQP_LABEL_ISO_A3] = "iso_a3",
  [NQP_LABEL_ISO3] = "iso3",       [NQP_LABEL_ID] = "id",           [NQP_LABEL_NAME] = "name",
  [NQP_LABEL_NAME_EN] = "name_en", [NQP_LABEL_NAME_ZH] = "name_zh",
};

/* Natural Earth writes -99 where there is no code. */
static gboolean
is_label (const char *text)
{
  return text != NULL && !g_str_equal (text, "-99");
}

/* All that may say whose outline it is; names of properties are written in capitals as well. */
static void
read_labels (Reader *self, JsonObject *feature, JsonObject *properties, NqpOutline *outline)
{
  g_autoptr (GList) members = properties != NULL ? json_object_get_members (properties) : NULL;

  for (const GList *at = members; at != NULL; at = at->next)
    for (int k = 0; k < NQP_N_LABELS; k++)
      if (label_names[k] != NULL && g_ascii_strcasecmp (label_names[k], at->data) == 0
          && (outline->labels[k] == NULL || g_str_equal (label_names[k], at->data)))
        {
          g_autofree char *text = read_text (self, properties, at->data);

          if (is_label (text))
            {
              g_free (outline->labels[k]);
              outline->labels[k] = g_steal_pointer (&text);
            }
        }
  outline->labels[NQP_LABEL_FEATURE] = read_text (self, feature, "id");
}

static gboolean
has_label (const NqpOutline *outline)
{
  for (int k = 0; k < NQP_N_LABELS; k++)
    if (outline->labels[k] != NULL)
      return TRUE;
  return FALSE;
}

static void
read_feature (NqpImporter *importer, const NqpCoordinates *coordinates, JsonNode *node, guint position)
{
  Reader reader = { .importer = importer,
                    .coordinates = coordinates,
                    .file = importer->sources->boundaries,
                    .feature = (int)position + 1 };
  JsonObject *feature = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *properties = feature != NULL ? get_object (feature, "properties") : NULL;
  NqpOutline *outline;

  if (feature == NULL)
    {
      report (&reader, _ ("found no object; expected a feature."));
      return;
    }
  outline = g_new0 (NqpOutline, 1);
  outline->feature = reader.feature;
  outline->rings = g_array_new (FALSE, FALSE, sizeof (NqpRing));
  read_labels (&reader, feature, properties, outline);
  for (int k = 0; k < NQP_N_LABELS && reader.code == NULL; k++)
    reader.code = outline->labels[k];
  outline->shape.name.en = g_strdup (outline->labels[NQP_LABEL_NAME_EN]);
  outline->shape.name.zh = g_strdup (outline->labels[NQP_LABEL_NAME_ZH]);
  if (get_boolean (properties, "line"))
    outline->shape.kind = NQP_SHAPE_LINE;
  else if (get_boolean (properties, "inset"))
    outline->shape.kind = NQP_SHAPE_INSET;
  read_geometry (&reader, get_object (feature, "geometry"), &outline->shape, outline->rings);
  if (!reader.failed && !has_label (outline) && outline->shape.kind == NQP_SHAPE_REGION)
    report (&reader, _ ("found a polygon without a region; expected a property “code”."));
  if (reader.failed)
    nqp_outline_free (outline);
  else
    g_ptr_array_add (importer->outlines, outline);
}

static void
report_json (NqpImporter *self, const GError *error)
{
  int line = 0, column = 0;
  const char *message = nqp_json_error_place (error, &line, &column);

  nqp_problems_add (&self->problems, FALSE, self->sources->boundaries, line, column,
                    _ ("This is no GeoJSON: %s"), message);
}

/* The text as a tree, but for the coordinates; NULL with a problem. */
static JsonParser *
parse (NqpImporter *self, const char *text, NqpCoordinates *coordinates)
{
  const char *path = self->sources->boundaries;
  g_autofree char *fault = NULL;
  /* not an immutable one: json-glib 1.10 ends the program where a text breaks off in such a parser */
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *prepared = NULL;
  int line = 0;

  prepared = nqp_json_prepare (text, coordinates, &fault, &line);
  if (prepared == NULL && fault != NULL)
    nqp_problems_add (&self->problems, FALSE, path, line, 0, _ ("This is no GeoJSON: %s"), fault);
  else if (prepared == NULL)
    nqp_problems_add (&self->problems, FALSE, path, line, 0,
                      _ ("Found brackets more than %d deep; expected GeoJSON."), NQP_JSON_MAX_DEPTH);
  else if (json_parser_load_from_data (parser, prepared, -1, &error))
    return g_steal_pointer (&parser);
  else
    report_json (self, error);
  return NULL;
}

/* What is no GeoJSON becomes such. */
static gboolean
read_source (NqpImporter *self, const char *path, NqpSource *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) made = NULL;
  gsize length;
  const char *text;

  if (!nqp_converter_is_map (path))
    return nqp_source_read (source, path, &self->problems);
  made = nqp_converter_run ("map", path, self->cancellable, &error);
  if (made == NULL)
    {
      if (!g_error_matches (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED))
        nqp_problems_add (&self->problems, FALSE, path, 0, 0, "%s", error->message);
      return FALSE;
    }
  text = g_bytes_get_data (made, &length);
  return nqp_source_copy (source, text, length, path, &self->problems);
}

void
nqp_import_geojson (NqpImporter *self)
{
  const char *path = self->sources->boundaries;
  g_auto (NqpSource) source = { 0 };
  g_auto (NqpCoordinates) coordinates = { 0 };
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *root = NULL;
  JsonArray *features;

  if (!read_source (self, path, &source))
    return;
  nqp_coordinates_init (&coordinates);
  parser = parse (self, source.text, &coordinates);
  if (parser == NULL)
    return;
  nqp_source_clear (&source);
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
    {
      read_feature (self, &coordinates, json_array_get_element (features, i), i);
      if (i % FEATURES_A_TICK == 0 && !nqp_importer_tick (self, 0.01))
        break;
    }
}
