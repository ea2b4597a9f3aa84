/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-private.h"
#include "nqp-framework-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const file_names[] = {
  "data.csv",  "series.csv",  "indicators.csv",     "regions.csv",    "neighbours.csv",
  "flags.csv", "weights.csv", "boundaries.geojson", "framework.json",
};

static gboolean
is_ours (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    if (g_str_equal (file_names[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
fail (GError **error, const char *path, int code)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), path,
               g_strerror (code));
  return FALSE;
}

/* Only files of an export may be replaced: whatever else lies in a folder belongs to somebody. */
static gboolean
check_target (const char *directory, gboolean replace, gboolean *out_exists, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gboolean empty = TRUE;
  GStatBuf info;

  *out_exists = FALSE;
  if (g_lstat (directory, &info) != 0)
    return errno == ENOENT ? TRUE : fail (error, directory, errno);
  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                   _ ("%s is a file; expected a folder, or a name that is free."), directory);
      return FALSE;
    }
  *out_exists = TRUE;
  dir = g_dir_open (directory, 0, error);
  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      empty = FALSE;
      if (replace && !is_ours (name))
        {
          g_set_error (
              error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
              _ ("The folder %s also holds %s, which is not part of an export; choose another folder."),
              directory, name);
          return FALSE;
        }
    }
  if (!empty && !replace)
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                   _ ("The folder %s is not empty; choose another one, or say that it may be replaced."),
                   directory);
      return FALSE;
    }
  return TRUE;
}

static void
remove_folder (const char *directory)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (directory, file_names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

static gboolean
write_file (const char *directory, const char *name, GString *text, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) reason = NULL;
  gboolean done = g_file_set_contents_full (path, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_DURABLE,
                                            0666, &reason);

  g_string_free (text, TRUE);
  if (!done)
    g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, _ ("%s cannot be written: %s."), path,
                 reason->message);
  return done;
}

static GString *
print_framework (const NqpFramework *framework)
{
  g_autofree char *json = nqp_framework_print_json (framework);

  return g_string_new (json);
}

static gboolean
write_files (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
             const char *directory, GError **error)
{
  return write_file (directory, "data.csv", nqp_export_data (panel), error)
         && write_file (directory, "series.csv", nqp_export_series (panel), error)
         && write_file (directory, "indicators.csv", nqp_export_indicators (panel), error)
         && write_file (directory, "regions.csv", nqp_export_regions (panel), error)
         && write_file (directory, "neighbours.csv", nqp_export_neighbours (panel), error)
         && write_file (directory, "flags.csv", nqp_export_flags (panel), error)
         && write_file (directory, "weights.csv", nqp_export_weights (panel), error)
         && (boundaries == NULL || boundaries->n_shapes == 0
             || write_file (directory, "boundaries.geojson", nqp_export_geojson (boundaries), error))
         && (framework == NULL
             || write_file (directory, "framework.json", print_framework (framework), error));
}

/* g_mkdtemp() makes a folder for its owner alone. */
static void
allow_as_usual (const char *directory)
{
  mode_t mask = umask (0);

  umask (mask);
  g_chmod (directory, 0777 & ~mask);
}

static gboolean
put_in_place (const char *made, const char *directory, gboolean exists, GError **error)
{
  if (!exists)
    return g_rename (made, directory) == 0 ? TRUE : fail (error, directory, errno);
  /* rename() also takes the place of an empty folder */
  if (g_rename (made, directory) == 0)
    return TRUE;
  if (renameat2 (AT_FDCWD, made, AT_FDCWD, directory, RENAME_EXCHANGE) != 0)
    return fail (error, directory, errno);
  remove_folder (made);
  return TRUE;
}

/**
 * nqp_export_folder:
 * @boundaries: (nullable): outlines, or none
 * @framework: (nullable): the concept model, sealed, or none
 * @directory: the folder to make; its parents are made too
 * @replace: whether an earlier export there may be replaced. A folder that holds anything else is never touched
 *
 * The files are written into a folder beside and put in place when all are whole. Values are written with as many digits as
 * make them read back the same.
 */
gboolean
nqp_export_folder (const NqpPanel *panel, const NqpBoundaries *boundaries, const NqpFramework *framework,
                   const char *directory, gboolean replace, GError **error)
{
  g_autofree char *target = g_canonicalize_filename (directory, NULL);
  g_autofree char *parent = g_path_get_dirname (target);
  g_autofree char *made = g_strconcat (target, ".XXXXXX", NULL);
  gboolean exists = FALSE;

  g_return_val_if_fail (panel != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  if (!check_target (target, replace, &exists, error))
    return FALSE;
  if (g_mkdir_with_parents (parent, 0777) != 0)
    return fail (error, parent, errno);
  if (g_mkdtemp (made) == NULL)
    return fail (error, target, errno);
  allow_as_usual (made);
  if (write_files (panel, boundaries, framework, made, error) && put_in_place (made, target, exists, error))
    return TRUE;
  remove_folder (made);
  return FALSE;
}
