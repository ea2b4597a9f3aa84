/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-json-text.h"
#include "nqp-table-private.h"

#include <math.h>
#include <string.h>

#include "nqp-number.h"

static const char *
format_number (const NqpColumn *column, int row, char buffer[NQP_NUMBER_SIZE])
{
  double value = g_array_index (column->numbers, double, row);

  if (!isfinite (value))
    buffer[0] = '\0';
  else if (column->type == NQP_COLUMN_REAL_FULL)
    nqp_number_to_file_full (value, buffer);
  else
    nqp_number_to_file (value, buffer);
  return buffer;
}

/**
 * nqp_csv_append_field:
 *
 * Appends @text to @out, in quotes if it holds a comma, a quote, a line break or space at an end (RFC 4180, 2.5 to 2.7).
 */
void
nqp_csv_append_field (GString *out, const char *text)
{
  gsize length = strlen (text);

  if (strpbrk (text, ",\"\r\n") == NULL && (length == 0 || (text[0] != ' ' && text[length - 1] != ' ')))
    {
      g_string_append_len (out, text, (gssize)length);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

/* "-5" and "+1.5e3" are numbers to a spreadsheet as well. */
static gboolean
is_signed_number (const char *text)
{
  char *end = NULL;

  if (!g_ascii_isdigit (text[1]) && !(text[1] == '.' && g_ascii_isdigit (text[2])))
    return FALSE;
  (void)g_ascii_strtod (text, &end);
  return *end == '\0' && strpbrk (text, "xX") == NULL;
}

/**
 * nqp_csv_append_text:
 *
 * The same of a text that is to stay one: a spreadsheet would run what begins with "=", "+", "-", "@", a tab or a carriage return,
 * so that an apostrophe goes in front, and in front of an apostrophe another. Who reads takes one away. Numbers are as they are.
 */
void
nqp_csv_append_text (GString *out, const char *text)
{
  g_autofree char *guarded = NULL;

  if (*text == '\0' || strchr ("=+-@\t\r'", *text) == NULL
      || ((*text == '+' || *text == '-') && is_signed_number (text)))
    {
      nqp_csv_append_field (out, text);
      return;
    }
  guarded = g_strconcat ("'", text, NULL);
  nqp_csv_append_field (out, guarded);
}

static gboolean
is_printed (const NqpColumn *column)
{
  return column->look.kind != NQP_LOOK_BAR && column->look.kind != NQP_LOOK_BUTTON;
}

/* "+" and "-" are what the column holds, and no text. */
static gboolean
is_direction (const NqpColumn *column)
{
  return strcmp (column->name, "direction") == 0;
}

static void
print_csv (const NqpTable *self, const int *order, gboolean raw, GString *out)
{
  char buffer[NQP_NUMBER_SIZE];
  int n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (is_printed (nqp_table_get_column (self, (int)i)))
      {
        if (n++ > 0)
          g_string_append_c (out, ',');
        nqp_csv_append_field (out, nqp_table_get_column (self, (int)i)->name);
      }
  g_string_append_c (out, '\n');
  for (int k = 0; k < self->n_rows; k++)
    {
      const int row = order != NULL ? order[k] : k;

      n = 0;
      for (guint i = 0; i < self->columns->len; i++)
        {
          const NqpColumn *column = nqp_table_get_column (self, (int)i);

          if (!is_printed (column))
            continue;
          if (n++ > 0)
            g_string_append_c (out, ',');
          if (column->texts == NULL)
            g_string_append (out, format_number (column, row, buffer));
          else if (g_ptr_array_index (column->texts, row) == NULL)
            continue;
          else if (raw || is_direction (column))
            nqp_csv_append_field (out, g_ptr_array_index (column->texts, row));
          else
            nqp_csv_append_text (out, g_ptr_array_index (column->texts, row));
        }
      g_string_append_c (out, '\n');
    }
}

void
nqp_table_print_csv_in (const NqpTable *self, const int *order, GString *out)
{
  print_csv (self, order, FALSE, out);
}

/**
 * nqp_table_print_csv:
 *
 * Header of column names, then a line a row; texts as by nqp_csv_append_text(); lines end in "\n", as every tool on this system expects.
 */
void
nqp_table_print_csv (const NqpTable *self, GString *out)
{
  print_csv (self, NULL, FALSE, out);
}

/**
 * nqp_table_print_csv_raw:
 *
 * The same with texts as they are, for programs that run nothing.
 */
void
nqp_table_print_csv_raw (const NqpTable *self, GString *out)
{
  print_csv (self, NULL, TRUE, out);
}

/* A field of its own in any table: no tabs, no line breaks. */
static void
append_tsv_field (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (out, *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
}

/* What is pasted is run as what is opened. */
static void
append_tsv_text (GString *out, const NqpColumn *column, const char *text)
{
  if (*text != '\0' && strchr ("=+-@'", *text) != NULL && text[1] != '\0' && !is_direction (column)
      && !is_signed_number (text))
    g_string_append_c (out, '\'');
  append_tsv_field (out, text);
}

static void
append_tsv_number (GString *out, const NqpColumn *column, int row)
{
  char buffer[NQP_NUMBER_SIZE];
  double value = g_array_index (column->numbers, double, row);

  if (column->look.factor != 0 && isfinite (value))
    {
      /* a share in per cent, without what multiplying adds in the sixteenth digit */
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", column->look.factor * value);
      value = g_ascii_strtod (buffer, NULL);
    }
  g_string_append (out, isfinite (value) ? nqp_number_to_file (value, buffer) : "");
}

/**
 * nqp_table_print_tsv:
 *
 * For the clipboard: what a page shows, as spreadsheets take it. Numbers are whole, with a decimal point.
 */
void
nqp_table_print_tsv (const NqpTable *self, const int *order, GString *out)
{
  for (int k = -1; k < self->n_rows; k++)
    {
      const int row = order != NULL && k >= 0 ? order[k] : k;
      int n = 0;

      for (int place = 0; place < nqp_table_n_shown (self); place++)
        {
          const NqpColumn *column = nqp_table_get_column (self, nqp_table_shown (self, place));

          if (!is_printed (column))
            continue;
          if (n++ > 0)
            g_string_append_c (out, '\t');
          if (row < 0)
            append_tsv_field (out, column->look.title != NULL ? column->look.title : column->title);
          else if (column->texts == NULL)
            append_tsv_number (out, column, row);
          else if (g_ptr_array_index (column->texts, row) != NULL)
            append_tsv_text (out, column, g_ptr_array_index (column->texts, row));
        }
      g_string_append_c (out, '\n');
    }
}

void
nqp_json_append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else if (*p == '\t')
        g_string_append (out, "\\t");
      else if ((guchar)*p < 0x20 || *p == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guint)(guchar)*p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
nqp_table_print_json (const NqpTable *self, GString *out)
{
  char buffer[NQP_NUMBER_SIZE];

  g_string_append (out, "[");
  for (int row = 0; row < self->n_rows; row++)
    {
      int n = 0;

      g_string_append (out, row > 0 ? ",\n {" : "\n {");
      for (guint i = 0; i < self->columns->len; i++)
        {
          const NqpColumn *column = nqp_table_get_column (self, (int)i);
          const char *text;

          if (!is_printed (column))
            continue;
          if (n++ > 0)
            g_string_append (out, ", ");
          nqp_json_append_string (out, column->name);
          g_string_append (out, ": ");
          if (column->texts != NULL)
            {
              text = g_ptr_array_index (column->texts, row);
              if (text != NULL)
                nqp_json_append_string (out, text);
              else
                g_string_append (out, "null");
            }
          else
            {
              text = format_number (column, row, buffer);
              g_string_append (out, *text != '\0' ? text : "null");
            }
        }
      g_string_append_c (out, '}');
    }
  g_string_append (out, "\n]\n");
}
