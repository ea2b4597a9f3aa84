/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *folder;

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      (void)g_unlink (path);
    }
  (void)g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

void
fuzz_begin (void)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  g_setenv ("LANGUAGE", "en", TRUE);
}

const char *
fuzz_folder (void)
{
  g_autofree char *template = NULL;

  if (folder != NULL)
    return folder;
  template = g_build_filename (g_access ("/dev/shm", W_OK) == 0 ? "/dev/shm" : g_get_tmp_dir (),
                               "nqp-fuzz-XXXXXX", NULL);
  folder = g_strdup (g_mkdtemp (template));
  g_assert_nonnull (folder);
  atexit (remove_folder);
  return folder;
}

char *
fuzz_write (const char *name, const void *data, gsize size)
{
  char *path = g_build_filename (fuzz_folder (), name, NULL);
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  for (gsize done = 0; done < size;)
    {
      const gssize n = write (fd, (const char *)data + done, size - done);

      g_assert_cmpint (n, >, 0);
      done += (gsize)n;
    }
  (void)close (fd);
  return path;
}

void
fuzz_check_error (gboolean failed, const GError *error)
{
  g_assert_true (failed == (error != NULL));
  if (error == NULL)
    return;
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 0);
  g_assert_cmpuint (strlen (error->message), <, 8000);
}
