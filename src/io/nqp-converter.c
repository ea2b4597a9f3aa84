/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-converter.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "nqp-convert-status.h"
#include "nqp-paths.h"
#include "nqp-problems.h"
#include "nqp-words.h"

#define HANDED_OVER 3 /* the descriptor of a file without a name */

/* In the words of this program; what the library says stands behind it. */
static void
set_error (int status, const char *about, GError **error)
{
  g_autofree char *said = nqp_problem_quote (about, strlen (about)), *head = NULL;
  const char *text;

  switch (status)
    {
    case NQP_CONVERT_UNKNOWN:
      text = _ ("This is none of the files of outlines or cells that are read, or it is damaged");
      break;
    case NQP_CONVERT_NO_LAYER:
      text = _ ("Found no layer with outlines; expected polygons or lines");
      break;
    case NQP_CONVERT_SEVERAL:
      head = nqp_words_head (about, 400);
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
                   _ ("Found several layers with outlines: %s. Keep the one you want in a file of its own."),
                   head);
      return;
    case NQP_CONVERT_ENCODING:
      text = _ ("Its texts are neither in UTF-8 nor in GB18030; save it with texts in UTF-8 (of a Shapefile, "
                "a file .cpg "
                "beside it may name their encoding)");
      break;
    case NQP_CONVERT_LARGE:
      text = _ ("It holds more than is taken, which is 1 GB; simplify it or leave parts out");
      break;
    case NQP_CONVERT_PASSWORD:
      text = _ ("The workbook is protected by a password; save it without one");
      break;
    case NQP_CONVERT_NOT_BUILT:
      text = _ ("This build of the program was made without the library that reads it (meson option “gdal”); "
                "save it as "
                "GeoJSON, or a workbook as XLSX");
      break;
    case NQP_CONVERT_DAMAGED:
    default:
      text = _ ("It is damaged, or takes more time or memory than it may");
      break;
    }
  if (*said != '\0')
    g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s (%s).", text, said);
  else
    g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s.", text);
}

static GBytes *
finish (GSubprocess *process, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) complaints = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *about = NULL;

  if (!g_subprocess_communicate (process, NULL, cancellable, &output, &complaints, &why))
    {
      g_subprocess_force_exit (process);
      if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED, _ ("The import was cancelled."));
      else
        g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, why->message);
      return NULL;
    }
  if (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == NQP_CONVERT_GOOD)
    return g_steal_pointer (&output);
  about = g_strndup (g_bytes_get_size (complaints) > 0 ? g_bytes_get_data (complaints, NULL) : "",
                     g_bytes_get_size (complaints));
  set_error (g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                  : NQP_CONVERT_DAMAGED,
             g_strstrip (about), error);
  return NULL;
}

/* @fd is handed over if it is none below 0. */
static GBytes *
run (const char *what, const char *path, int fd, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = nqp_paths_program ("nqp-convert");
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) why = NULL;

  if (fd >= 0)
    g_subprocess_launcher_take_fd (launcher, fd, HANDED_OVER);
  process = g_subprocess_launcher_spawn (launcher, &why, program, what, path, NULL);
  if (process != NULL)
    return finish (process, cancellable, error);
  if (g_error_matches (why, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    set_error (NQP_CONVERT_NOT_BUILT, "", error);
  else
    g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, why->message);
  return NULL;
}

GBytes *
nqp_converter_run (const char *what, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL); /* no address, no option */

  return run (what, absolute, -1, cancellable, error);
}

GBytes *
nqp_converter_run_bytes (const char *what, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize length, written = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *name = NULL;
  g_autofree char *path = g_strdup_printf ("/dev/fd/%d", HANDED_OVER);
  int fd = g_file_open_tmp ("nqp-XXXXXX", &name, error);

  if (fd < 0)
    return NULL;
  g_unlink (name);
  while (written < length)
    {
      const gssize n = write (fd, data + written, length - written);

      if (n <= 0)
        {
          g_close (fd, NULL);
          g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED,
                       _ ("Cannot write a file for the time of reading: %s"), g_strerror (errno));
          return NULL;
        }
      written += (gsize)n;
    }
  (void)lseek (fd, 0, SEEK_SET);
  return run (what, path, fd, cancellable, error);
}

static gboolean
begins (const char *bytes, gsize length, const char *with, gsize n)
{
  return length >= n && memcmp (bytes, with, n) == 0;
}

/* KML begins with an element of that name, and TopoJSON with its type. */
static gboolean
says_what_it_is (const char *text)
{
  const char *topology = strstr (text, "\"Topology\"");

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  while (g_ascii_isspace (*text))
    text++;
  if (*text == '<')
    return strstr (text, "<kml") != NULL;
  if (*text != '{' || topology == NULL)
    return FALSE;
  while (topology > text && (g_ascii_isspace (topology[-1]) || topology[-1] == ':'))
    topology--;
  return topology - text >= 6 && strncmp (topology - 6, "\"type\"", 6) == 0;
}

gboolean
nqp_converter_is_map (const char *path)
{
  char bytes[4097] = "";
  g_autofree char *small = g_ascii_strdown (path, -1);
  gsize length = 0;
  int fd;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      const gssize n = read (fd, bytes, sizeof bytes - 1);

      length = n > 0 ? (gsize)n : 0;
      g_close (fd, NULL);
    }
  for (gsize i = 0; i < length; i++)
    bytes[i] = bytes[i] != '\0' ? bytes[i] : (char)1; /* for strstr() */
  if (begins (bytes, length, "SQLite format 3\1", 16))
    return TRUE;
  if (begins (bytes, length, "\1\1\x27\x0a", 4) || g_str_has_suffix (small, ".dbf")
      || g_str_has_suffix (small, ".shx"))
    return TRUE; /* GDAL takes the three of a Shapefile for each other */
  if (begins (bytes, length, "PK\3\4", 4))
    return g_str_has_suffix (small, ".kmz");
  return says_what_it_is (bytes);
}
