/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-export-target.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nqp-import.h"
#include "nqp-words.h"

#define MOST_START 128

static gboolean
has_start (const char *path, int offset, const char *start)
{
  char text[MOST_START] = "";
  struct stat info;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean same;

  if (fd < 0)
    return FALSE;
  same = fstat (fd, &info) == 0 && S_ISREG (info.st_mode)
         && pread (fd, text, strlen (start), offset) == (gssize)strlen (start) && g_str_equal (text, start);
  close (fd);
  return same;
}

static gboolean
begins_with (const char *directory, const char *name, const char *start)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return has_start (path, 0, start);
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
check_export (const char *directory, const NqpExportFile *files, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      const NqpExportFile *file = files;

      while (file->name != NULL && !g_str_equal (file->name, name))
        file++;
      if (file->name == NULL || !begins_with (directory, name, file->start))
        return fail_foreign (error, directory, name, file->name != NULL);
    }
  for (const NqpExportFile *file = files; file->name != NULL; file++)
    if (file->always && !begins_with (directory, file->name, file->start))
      {
        g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                     _ ("The folder %s is not an earlier export, for it has no %s; choose another folder."),
                     directory, file->name);
        return FALSE;
      }
  return TRUE;
}

gboolean
nqp_export_check_folder (const char *directory, const NqpExportFile *files, gboolean replace, GError **error)
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
    return check_export (directory, files, error);
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
               _ ("The folder %s is not empty; choose another one, or say that it may be replaced."),
               directory);
  return FALSE;
}

gboolean
nqp_export_check_file (const char *path, int offset, const char *start, gboolean replace, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *name = nqp_words_path (path);
  struct stat info;

  /* a pipe or a terminal is written to as it is; a folder is refused where it is to be exchanged */
  if (real == NULL || stat (real, &info) != 0 || !S_ISREG (info.st_mode))
    return TRUE;
  if (!replace)
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                   _ ("%s is there already; choose another name, or say that it may be replaced."), name);
      return FALSE;
    }
  if (info.st_size == 0 || has_start (real, offset, start))
    return TRUE;
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
               _ ("%s is a file that no such export wrote; choose another name."), name);
  return FALSE;
}
