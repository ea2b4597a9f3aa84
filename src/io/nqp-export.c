/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-private.h"
#include "nqp-framework-json.h"

#include <glib/gi18n.h>

#include "nqp-export-package.h"
#include "nqp-export-target.h"
#include "nqp-staged.h"

static const NqpExportFile files[] = {
  { "data.csv", "region,year,", TRUE },
  { "series.csv", "code,name_en,name_zh,", TRUE },
  { "indicators.csv", "code,name_en,name_zh,pillar,component,", TRUE },
  { "regions.csv", "code,name_en,name_zh,", TRUE },
  { "neighbours.csv", "code,neighbour,kind", TRUE },
  { "flags.csv", "region,year,series,flag,note", TRUE },
  { "checks.csv", "finding,value,note", FALSE },
  { "names.csv", "name,code", FALSE },
  { "weights.csv", "node,", FALSE },
  { "boundaries.geojson", "{\"type\":\"FeatureCollection\"", FALSE },
  { "framework.json", "{", FALSE },
  { NQP_PACKAGE_NAME, NQP_PACKAGE_START, FALSE },
  { NULL },
};

static const char *const names[] = {
  "data.csv",   "series.csv", "indicators.csv", "regions.csv",        "neighbours.csv", "flags.csv",
  "checks.csv", "names.csv",  "weights.csv",    "boundaries.geojson", "framework.json", NQP_PACKAGE_NAME,
  NULL
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (files));

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), path, reason);
  return FALSE;
}

static GString *
print_framework (const NqpFramework *framework)
{
  g_autofree char *json = nqp_framework_print_json (framework);

  return g_string_new (json);
}

/* Writes @text, which it takes, and tells @package of it. */
static gboolean
write_file (NqpStaged *folder, NqpPackage *package, const char *name, GString *text, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *path = g_build_filename (nqp_staged_target (folder), name, NULL);
  gboolean done = nqp_staged_add (folder, name, text->str, text->len, &reason);

  if (package != NULL)
    nqp_package_add (package, name, text);
  g_string_free (text, TRUE);
  return done || fail (error, path, reason->message);
}

static gboolean
write_files (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
             NqpPackage *package, NqpStaged *folder, gboolean raw, GError **error)
{
  return write_file (folder, package, "data.csv", nqp_export_data (panel, raw), error)
         && write_file (folder, package, "series.csv", nqp_export_series (panel, raw), error)
         && write_file (folder, package, "indicators.csv", nqp_export_indicators (panel, raw), error)
         && write_file (folder, package, "regions.csv", nqp_export_regions (panel, raw), error)
         && write_file (folder, package, "neighbours.csv", nqp_export_neighbours (panel, raw), error)
         && write_file (folder, package, "flags.csv", nqp_export_flags (panel, raw), error)
         && (panel->n_accepted == 0
             || write_file (folder, package, "checks.csv", nqp_export_checks (panel, raw), error))
         && (panel->n_settled == 0
             || write_file (folder, package, "names.csv", nqp_export_names (panel, raw), error))
         && write_file (folder, package, "weights.csv", nqp_export_weights (panel, raw), error)
         && (boundaries == NULL || boundaries->n_shapes == 0
             || write_file (folder, package, "boundaries.geojson", nqp_export_geojson (boundaries), error))
         && (framework == NULL
             || write_file (folder, package, "framework.json", print_framework (framework), error))
         && (package == NULL
             || write_file (folder, NULL, NQP_PACKAGE_NAME, nqp_package_print (package), error));
}

static gboolean
export_folder (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
               NqpPackage *package, const char *directory, NqpExportFlags flags, GError **error)
{
  g_autoptr (NqpStaged) folder = NULL;
  g_autoptr (GError) reason = NULL;

  if (!nqp_export_check_folder (directory, files, (flags & NQP_EXPORT_REPLACE) != 0, error))
    return FALSE;
  folder = nqp_staged_new_folder (directory, names, &reason);
  if (folder == NULL)
    return fail (error, directory, reason->message);
  if (!write_files (panel, boundaries, framework, package, folder, (flags & NQP_EXPORT_RAW) != 0, error))
    return FALSE;
  return nqp_staged_finish (folder, &reason) || fail (error, directory, reason->message);
}

/**
 * nqp_export_folder:
 * @boundaries: (nullable): outlines, or none
 * @framework: (nullable): the concept model, sealed, or none
 * @directory: the folder to make; its parents are made too
 * @flags: whether an earlier export there may be replaced (a folder that holds anything else is never touched), and whether texts
 *   that a spreadsheet would run stay as they are, so that nqp_import() would take an apostrophe from some
 *
 * The files are written into a folder beside and put in place when all are whole. Values are written with as many digits as
 * make them read back the same. A symbolic link stays one; the folder it points to is exchanged.
 */
gboolean
nqp_export_folder (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
                   const char *directory, NqpExportFlags flags, GError **error)
{
  g_return_val_if_fail (panel != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  return export_folder (panel, boundaries, framework, NULL, directory, flags, error);
}

/**
 * nqp_export_package:
 *
 * The folder of nqp_export_folder() with a description of its files in datapackage.json: a Frictionless Data Package.
 */
gboolean
nqp_export_package (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
                    const char *directory, NqpExportFlags flags, GError **error)
{
  g_autoptr (NqpPackage) package = NULL;

  g_return_val_if_fail (panel != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  package = nqp_package_new (panel);
  return export_folder (panel, boundaries, framework, package, directory, flags, error);
}
