/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "nqp-terminal.h"
#include "nqp-words.h"

static gboolean
write_all (const char *text, gsize left, GError **error)
{
  while (left > 0)
    {
      gssize written = write (STDOUT_FILENO, text, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          int code = errno;

          g_set_error (error, NQP_CLI_ERROR, code == EPIPE ? NQP_CLI_ERROR_QUIET : NQP_CLI_ERROR_FAILED,
                       _ ("cannot write to standard output: %s"), g_strerror (code));
          return FALSE;
        }
      text += written;
      left -= (gsize)written;
    }
  return TRUE;
}

/**
 * nqp_output_text:
 * @length: bytes, or -1 when @text ends with a nul
 *
 * Writes all of @text to standard output: as it is, in UTF-8, to files and pipes; to a terminal what it can show. A reader
 * that went away (`nqp ... | head`) is %NQP_CLI_ERROR_QUIET; a full disk and everything else is a failure that is told.
 */
gboolean
nqp_output_text (const char *text, gssize length, GError **error)
{
  gsize n_shown = 0;
  g_autofree char *shown = isatty (STDOUT_FILENO) ? nqp_terminal_encode (text, length, &n_shown) : NULL;

  if (shown != NULL)
    return write_all (shown, n_shown, error);
  return write_all (text, length < 0 ? strlen (text) : (gsize)length, error);
}

gboolean
nqp_output_words (const char *text, GError **error)
{
  gsize n_shown = 0;
  g_autofree char *shown = nqp_terminal_encode (text, -1, &n_shown);

  return write_all (shown, n_shown, error);
}

gboolean
nqp_output_table (const NqpTable *table, const NqpArgs *args, GError **error)
{
  const char *format = nqp_args_get (args, "format");
  g_autoptr (GString) out = g_string_new (NULL);

  if ((format == NULL || strcmp (format, "csv") == 0) && nqp_args_has (args, "raw"))
    nqp_table_print_csv_raw (table, out);
  else if (format == NULL || strcmp (format, "csv") == 0)
    nqp_table_print_csv (table, out);
  else if (strcmp (format, "json") == 0)
    nqp_table_print_json (table, out);
  else
    {
      g_set_error (error, NQP_CLI_ERROR, NQP_CLI_ERROR_USAGE,
                   _ ("--format: expected csv or json, found '%s'"), format);
      return FALSE;
    }
  return nqp_output_text (out->str, (gssize)out->len, error);
}

void
nqp_progress (const char *what, double fraction, int *shown)
{
  const int percent = (int)(fraction * 100.0);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (percent == *shown || !isatty (STDERR_FILENO))
    return;
  *shown = percent;
  text = nqp_terminal_encode (what, -1, &length);
  fprintf (stderr, "\r%s %3d %%", text, percent);
  fflush (stderr);
}

void
nqp_progress_clear (const int *shown)
{
  if (*shown >= 0)
    fprintf (stderr, "\r%*s\r", 40, "");
}

void
nqp_message (const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *text = g_strdup_vprintf (format, list);
  va_end (list);

  /* One line that no terminal obeys, whatever a file name or a cell holds. */
  g_autofree char *line = nqp_words_clean (text, -1, NQP_WORDS_LINE, NULL);
  gsize length = 0;
  g_autofree char *shown = nqp_terminal_encode (line, -1, &length);

  fprintf (stderr, "nqp: %s\n", shown);
}
