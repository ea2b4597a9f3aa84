/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-drafts.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "nqp-paths.h"
#include "nqp-project.h"

gboolean
nqp_drafts_contains (const char *path)
{
  g_autofree char *dir = nqp_paths_drafts ();
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (dir, parent);
}

static gboolean
is_untouched (const char *path)
{
  g_autoptr (NqpProject) project = nqp_project_open (path, NQP_OPEN_READ_ONLY, NULL);

  return project != NULL && !nqp_project_has_history (project);
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
  g_autofree char *dir = nqp_paths_drafts ();
  g_autofree char *stem = NULL;
  g_autoptr (NqpProject) source = NULL;

  if (sample == NULL)
    {
      g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_NOT_FOUND,
                   _ ("There is no sample “%s”. Samples are china-provinces and world-economies."), id);
      return NULL;
    }
  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, NQP_STORE_ERROR, NQP_STORE_ERROR_FAILED,
                   _ ("The folder for untitled projects, %s, cannot be made: check its permissions."), dir);
      return NULL;
    }
  stem = g_path_get_basename (sample);
  *strrchr (stem, '.') = '\0';
  for (int i = 1;; i++)
    {
      g_autofree char *name
          = i == 1 ? g_strconcat (stem, ".nqp", NULL) : g_strdup_printf ("%s-%d.nqp", stem, i);
      g_autofree char *path = g_build_filename (dir, name, NULL);

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
