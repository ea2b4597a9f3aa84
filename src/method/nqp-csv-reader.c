/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-csv-reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

void
nqp_csv_reader_fail (GError **error, const NqpCsvReader *reader, int column, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  if (column > 0)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS, "%s:%d:%d: %s", reader->file,
                 reader->line, column, text);
  else if (reader->line > 0)
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS, "%s:%d: %s", reader->file, reader->line,
                 text);
  else
    g_set_error (error, NQP_METHOD_ERROR, NQP_METHOD_ERROR_WEIGHTS, "%s: %s", reader->file, text);
}

/* One record into fields; FALSE at the end of the text, or with @error set. */
gboolean
nqp_csv_reader_next (NqpCsvReader *reader, GError **error)
{
  gboolean more = TRUE;

  g_ptr_array_set_size (reader->fields, 0);
  reader->line = reader->next_line;
  if (reader->p >= reader->end)
    return FALSE;
  while (more)
    {
      GString *field = g_string_new (NULL);
      gboolean quoted = reader->p < reader->end && *reader->p == '"';

      if (quoted)
        {
          reader->p++;
          for (; reader->p < reader->end; reader->p++)
            {
              if (*reader->p == '"')
                {
                  if (reader->p + 1 < reader->end && reader->p[1] == '"')
                    reader->p++;
                  else
                    break;
                }
              reader->next_line += *reader->p == '\n';
              g_string_append_c (field, *reader->p);
            }
          if (reader->p >= reader->end)
            {
              g_string_free (field, TRUE);
              nqp_csv_reader_fail (error, reader, (int)reader->fields->len + 1,
                                   _ ("found a quote that is never closed, expected “\"”"));
              return FALSE;
            }
          reader->p++;
        }
      while (reader->p < reader->end && strchr (",\r\n", *reader->p) == NULL)
        g_string_append_c (field, *reader->p++);
      g_ptr_array_add (reader->fields, g_strstrip (g_string_free (field, FALSE)));
      more = reader->p < reader->end && *reader->p == ',';
      if (more)
        reader->p++;
    }
  if (reader->p < reader->end && *reader->p == '\r')
    reader->p++;
  if (reader->p < reader->end && *reader->p == '\n')
    reader->p++;
  reader->next_line++;
  return TRUE;
}

gboolean
nqp_csv_reader_is_blank (const NqpCsvReader *reader)
{
  return reader->fields->len == 1 && *nqp_csv_reader_get (reader, 0) == '\0';
}

int
nqp_csv_reader_find (const NqpCsvReader *reader, const char *name)
{
  for (guint i = 0; i < reader->fields->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (reader->fields, i), name) == 0)
      return (int)i;
  return -1;
}

const char *
nqp_csv_reader_get (const NqpCsvReader *reader, int field)
{
  return g_ptr_array_index (reader->fields, field);
}

/**
 * nqp_csv_reader_init:
 * @text: UTF-8, with or without a byte order mark; has to outlive the reader
 *
 * Returns: %FALSE with @error set (%NQP_METHOD_ERROR_WEIGHTS) if it is not UTF-8
 */
gboolean
nqp_csv_reader_init (NqpCsvReader *reader, const char *text, gsize length, const char *file, GError **error)
{
  const char *invalid;

  *reader = (NqpCsvReader){ .file = file,
                            .p = text,
                            .end = text + length,
                            .next_line = 1,
                            .fields = g_ptr_array_new_with_free_func (g_free) };
  if (!g_utf8_validate (text, (gssize)length, &invalid))
    {
      for (const char *p = text; p < invalid; p++)
        reader->line += *p == '\n';
      reader->line++;
      nqp_csv_reader_fail (error, reader, 0,
                           _ ("found bytes that are not UTF-8 text, expected a CSV file in UTF-8"));
      return FALSE;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader->p += 3;
  return TRUE;
}

void
nqp_csv_reader_clear (NqpCsvReader *reader)
{
  g_clear_pointer (&reader->fields, g_ptr_array_unref);
}
