/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table.h"

#include <math.h>
#include <string.h>

#include "nqp-number.h"

typedef struct
{
  char *name;
  char *title;
  char *unit;
  NqpColumnType type;
  int decimals;
  GArray *numbers;  /* of double, or NULL */
  GPtrArray *texts; /* of strings in the chunk, or NULL */
} Column;

struct _NqpTable
{
  int ref_count;
  int n_rows;
  GArray *columns;
  GStringChunk *strings; /* codes and names repeat in every row: kept once */
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->title);
  g_free (column->unit);
  g_clear_pointer (&column->numbers, g_array_unref);
  g_clear_pointer (&column->texts, g_ptr_array_unref);
}

static Column *
get_column (const NqpTable *self, int column)
{
  g_assert (column >= 0 && column < (int)self->columns->len);
  return &g_array_index (self->columns, Column, column);
}

NqpTable *
nqp_table_new (void)
{
  NqpTable *self = g_new0 (NqpTable, 1);

  self->ref_count = 1;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->strings = g_string_chunk_new (4096);
  return self;
}

NqpTable *
nqp_table_ref (NqpTable *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
nqp_table_unref (NqpTable *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->columns);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * nqp_table_add_column:
 * @name: for files, the same in every language
 * @title: (nullable): for people; %NULL = @name
 * @unit: (nullable): unit of the numbers
 * @decimals: digits after the decimal point on the screen, -1 = as many as about four significant digits take
 *
 * Columns are added before the first row.
 *
 * Returns: the column's position
 */
int
nqp_table_add_column (NqpTable *self, const char *name, const char *title, const char *unit,
                      NqpColumnType type, int decimals)
{
  Column column = { 0 };

  g_return_val_if_fail (self->n_rows == 0, -1);
  column.name = g_strdup (name);
  column.title = g_strdup (title != NULL ? title : name);
  column.unit = g_strdup (unit);
  column.type = type;
  column.decimals = decimals;
  if (type == NQP_COLUMN_TEXT)
    column.texts = g_ptr_array_new ();
  else
    column.numbers = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (self->columns, column);
  return (int)self->columns->len - 1;
}

/* The new row is missing in every column. */
void
nqp_table_add_row (NqpTable *self)
{
  const double missing = NAN;

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      if (column->texts != NULL)
        g_ptr_array_add (column->texts, NULL);
      else
        g_array_append_val (column->numbers, missing);
    }
  self->n_rows++;
}

void
nqp_table_set_text (NqpTable *self, int column, const char *text)
{
  Column *target = get_column (self, column);

  g_return_if_fail (self->n_rows > 0 && target->texts != NULL);
  g_ptr_array_index (target->texts, self->n_rows - 1)
      = text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

void
nqp_table_set_number (NqpTable *self, int column, double value)
{
  Column *target = get_column (self, column);

  g_return_if_fail (self->n_rows > 0 && target->numbers != NULL);
  g_array_index (target->numbers, double, self->n_rows - 1) = value;
}

int
nqp_table_n_columns (const NqpTable *self)
{
  return (int)self->columns->len;
}

int
nqp_table_n_rows (const NqpTable *self)
{
  return self->n_rows;
}

const char *
nqp_table_column_name (const NqpTable *self, int column)
{
  return get_column (self, column)->name;
}

const char *
nqp_table_column_title (const NqpTable *self, int column)
{
  return get_column (self, column)->title;
}

const char *
nqp_table_column_unit (const NqpTable *self, int column)
{
  return get_column (self, column)->unit;
}

NqpColumnType
nqp_table_column_type (const NqpTable *self, int column)
{
  return get_column (self, column)->type;
}

int
nqp_table_column_decimals (const NqpTable *self, int column)
{
  return get_column (self, column)->decimals;
}

/**
 * nqp_table_get_text:
 *
 * Returns: (nullable) (transfer none): the cell of a text column; %NULL if it is missing or the column holds numbers
 */
const char *
nqp_table_get_text (const NqpTable *self, int column, int row)
{
  const Column *source = get_column (self, column);

  g_return_val_if_fail (row >= 0 && row < self->n_rows, NULL);
  return source->texts != NULL ? g_ptr_array_index (source->texts, row) : NULL;
}

/**
 * nqp_table_get_number:
 *
 * Returns: the cell of a column of numbers; NaN if it is missing or the column holds text
 */
double
nqp_table_get_number (const NqpTable *self, int column, int row)
{
  const Column *source = get_column (self, column);

  g_return_val_if_fail (row >= 0 && row < self->n_rows, NAN);
  return source->numbers != NULL ? g_array_index (source->numbers, double, row) : NAN;
}

static const char *
format_number (const Column *column, int row, char buffer[NQP_NUMBER_SIZE])
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

/**
 * nqp_table_print_csv:
 *
 * Header of column names, then a line a row; lines end in "\n", as every tool on this system expects.
 */
void
nqp_table_print_csv (const NqpTable *self, GString *out)
{
  char buffer[NQP_NUMBER_SIZE];

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      nqp_csv_append_field (out, get_column (self, (int)i)->name);
    }
  g_string_append_c (out, '\n');
  for (int row = 0; row < self->n_rows; row++)
    {
      for (guint i = 0; i < self->columns->len; i++)
        {
          const Column *column = get_column (self, (int)i);

          if (i > 0)
            g_string_append_c (out, ',');
          if (column->texts == NULL)
            g_string_append (out, format_number (column, row, buffer));
          else if (g_ptr_array_index (column->texts, row) != NULL)
            nqp_csv_append_field (out, g_ptr_array_index (column->texts, row));
        }
      g_string_append_c (out, '\n');
    }
}

static void
append_json_string (GString *out, const char *text)
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
      g_string_append (out, row > 0 ? ",\n {" : "\n {");
      for (guint i = 0; i < self->columns->len; i++)
        {
          const Column *column = get_column (self, (int)i);
          const char *text;

          if (i > 0)
            g_string_append (out, ", ");
          append_json_string (out, column->name);
          g_string_append (out, ": ");
          if (column->texts != NULL)
            {
              text = g_ptr_array_index (column->texts, row);
              if (text != NULL)
                append_json_string (out, text);
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
