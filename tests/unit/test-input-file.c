/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nqp-input-file.h"

static void
assert_refused (const char *path, const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 7;
  gint64 start = g_get_monotonic_time ();

  g_assert_false (nqp_input_file_read (path, &text, &length, &error));
  g_test_message ("%s: %s", path, error->message);
  g_assert_null (text);
  g_assert_cmpuint (length, ==, 0);
  g_assert_nonnull (strstr (error->message, said));
  g_assert_cmpint (g_get_monotonic_time () - start, <, (NQP_INPUT_PATIENCE + 8) * G_USEC_PER_SEC);
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-input-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL), *content = g_strnfill (300000, 'x');
  g_autofree char *text = NULL;
  gsize length;

  assert_refused (path, "No such file");
  assert_refused (folder, "Found a folder");
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_true (nqp_input_file_read (path, &text, &length, NULL));
  g_assert_cmpstr (text, ==, content);
  g_assert_cmpuint (length, ==, 300000);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_true (nqp_input_file_read (path, &text, &length, NULL));
  g_assert_cmpuint (length, ==, 0);
  g_clear_pointer (&text, g_free);
  /* as large as no memory is, and as large as it may be but full of nothing */
  g_assert_cmpint (truncate (path, (off_t)1 << 40), ==, 0);
  assert_refused (path, "larger than 4 GB");
  g_assert_cmpint (truncate (path, (off_t)3 << 30), ==, 0);
  assert_refused (path, "NUL byte");
  g_remove (path);
  g_rmdir (folder);
}

/* One beginning in 256 has three zero bytes in a row by chance, and is taken for no text at once: then it is tried again. */
static void
assert_random_refused (void)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length;

      g_assert_false (nqp_input_file_read ("/dev/urandom", &text, &length, &error));
      if (strstr (error->message, "More than 1 MB") != NULL)
        return;
      g_assert_nonnull (strstr (error->message, "NUL byte"));
    }
  g_assert_not_reached ();
}

static void
test_devices (void)
{
  g_autofree char *text = NULL;
  gsize length;

  assert_refused ("/dev/zero", "NUL byte");
  assert_random_refused ();
  assert_refused ("/proc/self/mem", "Cannot be read");
  g_assert_true (nqp_input_file_read ("/dev/null", &text, &length, NULL));
  g_assert_cmpuint (length, ==, 0);
  g_clear_pointer (&text, g_free);
  g_assert_true (nqp_input_file_read ("/proc/self/status", &text, &length, NULL)); /* says it has 0 bytes */
  g_assert_nonnull (strstr (text, "Name:"));
}

static gpointer
write_all (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = g_strnfill (300000, 'y');
  int fd;

  g_usleep (300000);
  fd = open (data, O_WRONLY);
  for (gsize done = 0; done < 300000;)
    done += (gsize)write (fd, content + done, 300000 - done);
  close (fd);
  return NULL;
}

/* A pipe with a name: what is written to it is read, also if the writer comes later; without a writer it is left. */
static void
test_named_pipe (void)
{
  g_autofree char *folder = g_dir_make_tmp ("nqp-input-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL), *text = NULL;
  GThread *writer;
  gsize length;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  writer = g_thread_new ("writer", write_all, path);
  g_assert_true (nqp_input_file_read (path, &text, &length, NULL));
  g_thread_join (writer);
  g_assert_cmpuint (length, ==, 300000);
  assert_refused (path, "Nothing came from it for 10 seconds");
  g_remove (path);
  g_rmdir (folder);
}

/* As a shell puts it together: nqp --data <(program). */
static void
test_shell_pipe (void)
{
  g_autofree char *path = NULL, *text = NULL;
  gsize length;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "a,b\n", 4), ==, 4);
  close (ends[1]);
  path = g_strdup_printf ("/dev/fd/%d", ends[0]);
  g_assert_true (nqp_input_file_read (path, &text, &length, NULL));
  g_assert_cmpstr (text, ==, "a,b\n");
  close (ends[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input-file/files", test_files);
  g_test_add_func ("/input-file/devices", test_devices);
  g_test_add_func ("/input-file/named-pipe", test_named_pipe);
  g_test_add_func ("/input-file/shell-pipe", test_shell_pipe);
  return g_test_run ();
}
