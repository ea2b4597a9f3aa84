/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/**
 * nqp_output_text:
 * @length: bytes, or -1 when @text ends with a nul
 *
 * Writes all of @text to standard output. A reader that went away (`nqp ... | head`) is %NQP_CLI_ERROR_QUIET; a full
 * disk and everything else is a failure that is told.
 */
gboolean
nqp_output_text (const char *text, gssize length, GError **error)
{
  gsize left = length < 0 ? strlen (text) : (gsize)length;

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

gboolean
nqp_output_table (const NqpTable *table, const NqpArgs *args, GError **error)
{
  const char *format = nqp_args_get (args, "format");
  g_autoptr (GString) out = g_string_new (NULL);

  if (format == NULL || strcmp (format, "csv") == 0)
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
nqp_message (const char *format, ...)
{
  va_list list;

  va_start (list, format);
  g_autofree char *text = g_strdup_vprintf (format, list);
  va_end (list);

  /* One line, whatever a file name or a cell holds. */
  for (char *c = text; *c != '\0'; c++)
    if ((guchar)*c < 0x20 || *c == 0x7f)
      *c = ' ';
  fprintf (stderr, "nqp: %s\n", text);
}
