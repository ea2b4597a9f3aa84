/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-private.h"
#include "nqp-framework-json.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nqp-staged.h"

/* Beginnings by which a file is known as one of an export; a spreadsheet that saved it may have changed what follows. */
static const struct
{
  const char *name, *start;
  gboolean always; /* an export without it is none */
} files[] = {
  { "data.csv", "region,year,", TRUE },
  { "series.csv", "code,name_en,name_zh,", TRUE },
  { "indicators.csv", "code,name_en,name_zh,pillar,component,", TRUE },
  { "regions.csv", "code,name_en,name_zh,", TRUE },
  { "neighbours.csv", "code,neighbour,kind", TRUE },
  { "flags.csv", "region,year,series,flag,note", TRUE },
  { "weights.csv", "node,", FALSE },
  { "boundaries.geojson", "{\"type\":\"FeatureCollection\"", FALSE },
  { "framework.json", "{", FALSE },
};
#define MOST_START 64

static const char *const names[]
    = { "data.csv",  "series.csv",  "indicators.csv",     "regions.csv",    "neighbours.csv",
        "flags.csv", "weights.csv", "boundaries.geojson", "framework.json", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (files) + 1);

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), path, reason);
  return FALSE;
}

static gboolean
begins_with (const char *directory, const char *name, const char *start)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  char text[MOST_START] = "";
  struct stat info;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean same;

  if (fd < 0)
    return FALSE;
  same = fstat (fd, &info) == 0 && S_ISREG (info.st_mode)
         && read (fd, text, strlen (start)) == (gssize)strlen (start) && g_str_equal (text, start);
  close (fd);
  return same;
}

static gboolean
fail_foreign (GError **error, const char *directory, const char *name, gboolean known)
{
  g_set_error (
      error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
      known ? _ ("The folder %s holds a file %s that no export wrote; choose another folder.")
            : _ ("The folder %s also holds %s, which is not part of an export; choose another folder."),
      directory, name);
  return FALSE;
}

/* Every file is one that an export makes, and those are there that it always makes. */
static gboolean
check_export (const char *directory, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      gsize k = 0;

      while (k < G_N_ELEMENTS (files) && !g_str_equal (files[k].name, name))
        k++;
      if (k == G_N_ELEMENTS (files) || !begins_with (directory, name, files[k].start))
        return fail_foreign (error, directory, name, k < G_N_ELEMENTS (files));
    }
  for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
    if (files[k].always && !begins_with (directory, files[k].name, files[k].start))
      {
        g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                     _ ("The folder %s is not an earlier export, for it has no %s; choose another folder."),
                     directory, files[k].name);
        return FALSE;
      }
  return TRUE;
}

/* Only an earlier export may be replaced: whatever else lies in a folder belongs to somebody. */
static gboolean
check_target (const char *directory, gboolean replace, GError **error)
{
  g_autoptr (GDir) dir = NULL;

  if (g_file_test (directory, G_FILE_TEST_EXISTS) && !g_file_test (directory, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                   _ ("%s is a file; expected a folder, or a name that is free."), directory);
      return FALSE;
    }
  if (!g_file_test (directory, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (directory, 0, error);
  if (dir == NULL)
    return FALSE;
  if (g_dir_read_name (dir) == NULL)
    return TRUE;
  if (replace)
    return check_export (directory, error);
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
               _ ("The folder %s is not empty; choose another one, or say that it may be replaced."),
               directory);
  return FALSE;
}

static gboolean
write_file (NqpStaged *folder, const char *name, GString *text, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *path = g_build_filename (nqp_staged_target (folder), name, NULL);
  gboolean done = nqp_staged_add (folder, name, text->str, text->len, &reason);

  g_string_free (text, TRUE);
  return done || fail (error, path, reason->message);
}

static GString *
print_framework (const NqpFramework *framework)
{
  g_autofree char *json = nqp_framework_print_json (framework);

  return g_string_new (json);
}

static gboolean
write_files (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
             NqpStaged *folder, gboolean raw, GError **error)
{
  return write_file (folder, "data.csv", nqp_export_data (panel, raw), error)
         && write_file (folder, "series.csv", nqp_export_series (panel, raw), error)
         && write_file (folder, "indicators.csv", nqp_export_indicators (panel, raw), error)
         && write_file (folder, "regions.csv", nqp_export_regions (panel, raw), error)
         && write_file (folder, "neighbours.csv", nqp_export_neighbours (panel, raw), error)
         && write_file (folder, "flags.csv", nqp_export_flags (panel, raw), error)
         && write_file (folder, "weights.csv", nqp_export_weights (panel, raw), error)
         && (boundaries == NULL || boundaries->n_shapes == 0
             || write_file (folder, "boundaries.geojson", nqp_export_geojson (boundaries), error))
         && (framework == NULL || write_file (folder, "framework.json", print_framework (framework), error));
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
  g_autoptr (NqpStaged) folder = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (panel != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  if (!check_target (directory, (flags & NQP_EXPORT_REPLACE) != 0, error))
    return FALSE;
  folder = nqp_staged_new_folder (directory, names, &reason);
  if (folder == NULL)
    return fail (error, directory, reason->message);
  if (!write_files (panel, boundaries, framework, folder, (flags & NQP_EXPORT_RAW) != 0, error))
    return FALSE;
  return nqp_staged_finish (folder, &reason) || fail (error, directory, reason->message);
}
