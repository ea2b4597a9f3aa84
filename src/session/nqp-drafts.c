/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-drafts.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "nqp-paths.h"
#include "nqp-project.h"

#define BLANK_STEM "untitled"

gboolean
nqp_drafts_contains (const char *path)
{
  g_autofree char *dir = nqp_paths_drafts ();
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (dir, parent);
}

gboolean
nqp_drafts_is_blank (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return nqp_drafts_contains (path) && g_str_has_prefix (name, BLANK_STEM);
}

static gboolean
is_untouched (const char *path)
{
  g_autoptr (NqpProject) project = nqp_project_open (path, NQP_OPEN_READ_ONLY, NULL);

  return project != NULL && !nqp_project_has_history (project);
}

static char *
path_of (const char *stem, int number)
{
  g_autofree char *dir = nqp_paths_drafts ();
  g_autofree char *name
      = number == 1 ? g_strconcat (stem, ".nqp", NULL) : g_strdup_printf ("%s-%d.nqp", stem, number);

  return g_build_filename (dir, name, NULL);
}

static gboolean
make_folder (GError **error)
{
  g_autofree char *dir = nqp_paths_drafts ();

  if (g_mkdir_with_parents (dir, 0700) == 0)
    return TRUE;
  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
               _ ("The folder for untitled projects, %s, cannot be made: check its permissions."), dir);
  return FALSE;
}

/**
 * nqp_drafts_new_path:
 *
 * Returns: (transfer full): where nothing is yet; %NULL with @error set if there is no folder for it
 */
char *
nqp_drafts_new_path (GError **error)
{
  if (!make_folder (error))
    return NULL;
  for (int i = 1;; i++)
    {
      g_autofree char *path = path_of (BLANK_STEM, i);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

void
nqp_drafts_no_such_sample (const char *id, GError **error)
{
  g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_NOT_FOUND,
               _ ("There is no sample “%s”. Samples are china-provinces and world-economies."), id);
}

/**
 * nqp_drafts_from_sample:
 * @id: "china-provinces" or "sample:china-provinces"
 *
 * Returns: (transfer full): a draft without edits: an earlier one that was never touched, else a fresh copy; %NULL with
 *   @error if there is no such sample or no room
 */
char *
nqp_drafts_from_sample (const char *id, GError **error)
{
  g_autofree char *sample = nqp_paths_sample (id);
  g_autofree char *stem = NULL;
  g_autoptr (NqpProject) source = NULL;

  if (sample == NULL)
    {
      nqp_drafts_no_such_sample (id, error);
      return NULL;
    }
  if (!make_folder (error))
    return NULL;
  stem = g_path_get_basename (sample);
  *strrchr (stem, '.') = '\0';
  for (int i = 1;; i++)
    {
      g_autofree char *path = path_of (stem, i);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          if (is_untouched (path))
            return g_steal_pointer (&path);
          continue;
        }
      source = nqp_project_open (sample, NQP_OPEN_READ_ONLY, error);
      if (source == NULL || !nqp_project_save_copy (source, path, NQP_COPY_PLAIN, error))
        return NULL;
      return g_steal_pointer (&path);
    }
}
