/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"
#include "nqp-convert.h"

#ifdef NQP_HAVE_GDAL

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* Files on disk and nothing else: none of them opens other sources or the network. */
static const char *const drivers[] = { "ESRI Shapefile", "GPKG", "LIBKML", "KML", "TopoJSON", NULL };

static char said[400]; /* what the library complained of last */

static void CPL_STDCALL
on_error (CPLErr kind, CPLErrorNum number, const char *text)
{
  (void)number;
  if (kind >= CE_Failure)
    g_strlcpy (said, text, sizeof said);
}

static gboolean
exists_beside (const char *path, const char *ending)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot != NULL ? (gsize)(dot - path) : strlen (path));
  g_autofree char *beside = g_strconcat (stem, ending, NULL);

  return g_file_test (beside, G_FILE_TEST_IS_REGULAR);
}

/* A Shapefile says the encoding of its texts in a file of its own. Where there is none, what it says elsewhere is rarely true, and
 * the bytes tell. */
static GDALDatasetH
open_file (const char *path)
{
  static const char *const as_it_is[] = { "ENCODING=", NULL };
  const gboolean says_encoding = exists_beside (path, ".cpg") || exists_beside (path, ".CPG");
  const gboolean is_shape = g_str_has_suffix (path, ".shp") || g_str_has_suffix (path, ".SHP");

  CPLSetConfigOption ("GDAL_DRIVER_PATH", "disable");
  CPLSetConfigOption ("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}");
  CPLSetErrorHandler (on_error);
  GDALAllRegister ();
  OSRSetPROJEnableNetwork (0);
  return GDALOpenEx (path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers,
                     is_shape && !says_encoding ? as_it_is : NULL, NULL);
}

static gboolean
holds_outlines (OGRLayerH layer)
{
  switch (wkbFlatten (OGR_L_GetGeomType (layer)))
    {
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
    case wkbLineString:
    case wkbMultiLineString:
    case wkbUnknown:
    case wkbGeometryCollection:
      return OGR_L_GetFeatureCount (layer, TRUE) > 0;
    default:
      return FALSE;
    }
}

static OGRLayerH
choose_layer (GDALDatasetH dataset)
{
  g_autoptr (GString) names = g_string_new (NULL);
  OGRLayerH found = NULL;
  int n = 0;

  for (int i = 0; i < GDALDatasetGetLayerCount (dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);

      if (layer == NULL || !holds_outlines (layer))
        continue;
      g_string_append_printf (names, "%s%s", n++ > 0 ? ", " : "", OGR_L_GetName (layer));
      found = layer;
    }
  if (n == 0)
    nqp_convert_fail (NQP_CONVERT_NO_LAYER, said);
  if (n > 1)
    nqp_convert_fail (NQP_CONVERT_SEVERAL, names->str);
  return found;
}

/* What the texts of a layer may be in. Western letters before others are valid GB18030 as well, but of characters that nobody writes:
 * nearly all that is written is in the part that was there first. */
typedef struct
{
  gboolean utf8, gb;
  int n_usual, n_rare;
} Texts;

static void
look_at (Texts *self, const char *text)
{
  g_autofree char *converted = NULL;

  self->utf8 = self->utf8 && g_utf8_validate (text, -1, NULL);
  if (!self->gb)
    return;
  converted = g_convert (text, -1, "UTF-8", "GB18030", NULL, NULL, NULL);
  self->gb = converted != NULL;
  for (const guchar *p = (const guchar *)text; self->gb && *p != '\0'; p++)
    {
      if (*p < 0x80 || p[1] == '\0')
        continue;
      if (*p >= 0xa1 && *p <= 0xf7 && p[1] >= 0xa1)
        self->n_usual++;
      else
        self->n_rare++;
      p++;
    }
}

/* NULL: UTF-8. */
static const char *
find_encoding (OGRLayerH layer)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  Texts texts = { .utf8 = TRUE, .gb = TRUE };
  OGRFeatureH feature;

  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    look_at (&texts, OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i)));
  OGR_L_ResetReading (layer);
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
        if (OGR_F_IsFieldSetAndNotNull (feature, i)
            && OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, i)) == OFTString)
          look_at (&texts, OGR_F_GetFieldAsString (feature, i));
      OGR_F_Destroy (feature);
    }
  if (texts.utf8)
    return NULL;
  if (!texts.gb || texts.n_usual < 4 * texts.n_rare)
    nqp_convert_fail (NQP_CONVERT_ENCODING, NULL);
  return "GB18030";
}

static char *
decode (const char *text, const char *encoding)
{
  char *decoded = encoding != NULL ? g_convert (text, -1, "UTF-8", encoding, NULL, NULL, NULL) : NULL;

  return decoded != NULL ? decoded : g_utf8_make_valid (text, -1);
}

static void
put_text (const char *text, const char *encoding)
{
  g_autofree char *decoded = decode (text, encoding);

  nqp_convert_put_json (decoded);
}

/* A number with a fraction of nothing is a code that a table kept as one. */
static void
put_value (OGRFeatureH feature, int i, const char *encoding)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  switch (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, i)))
    {
    case OFTInteger:
    case OFTInteger64:
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, (gint64)OGR_F_GetFieldAsInteger64 (feature, i));
      nqp_convert_put (number);
      break;
    case OFTReal:
      value = OGR_F_GetFieldAsDouble (feature, i);
      if (value - value != 0) /* neither infinite nor none */
        nqp_convert_put ("null");
      else
        nqp_convert_put (g_ascii_formatd (number, sizeof number, "%.15g", value));
      break;
    default:
      put_text (OGR_F_GetFieldAsString (feature, i), encoding);
      break;
    }
}

static void
put_properties (OGRFeatureH feature, const char *encoding)
{
  gboolean first = TRUE;

  nqp_convert_put ("\"properties\":{");
  for (int i = 0; i < OGR_F_GetFieldCount (feature); i++)
    {
      if (!OGR_F_IsFieldSetAndNotNull (feature, i))
        continue;
      if (!first)
        nqp_convert_put (",");
      first = FALSE;
      put_text (OGR_Fld_GetNameRef (OGR_F_GetFieldDefnRef (feature, i)), encoding);
      nqp_convert_put (":");
      put_value (feature, i, encoding);
    }
  nqp_convert_put ("}");
}

static void
put_geometry (OGRFeatureH feature, OGRCoordinateTransformationH to_degrees)
{
  static const char *const options[] = { "COORDINATE_PRECISION=7", NULL };
  OGRGeometryH given = OGR_F_GetGeometryRef (feature), geometry;
  char *json = NULL;

  nqp_convert_put (",\"geometry\":");
  if (given != NULL)
    {
      geometry = OGR_G_GetLinearGeometry (given, 0, NULL);
      OGR_G_FlattenTo2D (geometry);
      if (to_degrees != NULL && OGR_G_Transform (geometry, to_degrees) != OGRERR_NONE)
        nqp_convert_fail (NQP_CONVERT_DAMAGED, said);
      json = OGR_G_ExportToJsonEx (geometry, (char **)options);
      OGR_G_DestroyGeometry (geometry);
    }
  nqp_convert_put (json != NULL ? json : "null");
  CPLFree (json);
}

/* Longitude and latitude as GeoJSON has them; NULL: they are that already, or nobody says what they are. */
static OGRCoordinateTransformationH
find_transformation (OGRLayerH layer)
{
  OGRSpatialReferenceH from = OGR_L_GetSpatialRef (layer), degrees;
  OGRCoordinateTransformationH transformation;

  if (from == NULL)
    return NULL;
  degrees = OSRNewSpatialReference (NULL);
  if (OSRImportFromEPSG (degrees, 4326) != OGRERR_NONE)
    {
      OSRDestroySpatialReference (degrees);
      if (OSRIsGeographic (from))
        return NULL; /* the tables of systems are missing; degrees they are */
      nqp_convert_fail (NQP_CONVERT_DAMAGED, said);
    }
  OSRSetAxisMappingStrategy (from, OAMS_TRADITIONAL_GIS_ORDER);
  OSRSetAxisMappingStrategy (degrees, OAMS_TRADITIONAL_GIS_ORDER);
  transformation = OSRIsSame (from, degrees) ? NULL : OCTNewCoordinateTransformation (from, degrees);
  if (transformation == NULL && !OSRIsSame (from, degrees) && !OSRIsGeographic (from))
    nqp_convert_fail (NQP_CONVERT_DAMAGED, said);
  OSRDestroySpatialReference (degrees);
  return transformation;
}

void
nqp_convert_map (const char *path)
{
  GDALDatasetH dataset = open_file (path);
  OGRCoordinateTransformationH to_degrees;
  OGRLayerH layer;
  OGRFeatureH feature;
  const char *encoding;
  gboolean first = TRUE;

  if (dataset == NULL)
    nqp_convert_fail (NQP_CONVERT_UNKNOWN, said);
  layer = choose_layer (dataset);
  encoding = find_encoding (layer);
  to_degrees = find_transformation (layer);
  nqp_convert_put ("{\"type\":\"FeatureCollection\",\"features\":[");
  OGR_L_ResetReading (layer);
  said[0] = '\0';
  while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      nqp_convert_put (first ? "\n{\"type\":\"Feature\"," : ",\n{\"type\":\"Feature\",");
      first = FALSE;
      put_properties (feature, encoding);
      put_geometry (feature, to_degrees);
      nqp_convert_put ("}");
      OGR_F_Destroy (feature);
    }
  if (said[0] != '\0') /* reading broke off */
    nqp_convert_fail (NQP_CONVERT_DAMAGED, said);
  nqp_convert_put ("\n]}\n");
}

#else

void
nqp_convert_map (const char *path)
{
  (void)path;
  nqp_convert_fail (NQP_CONVERT_NOT_BUILT, "GDAL");
}

#endif
