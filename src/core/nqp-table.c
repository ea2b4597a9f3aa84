/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-private.h"

#include <math.h>

static void
column_clear (gpointer data)
{
  NqpColumn *column = data;

  g_free (column->name);
  g_free (column->title);
  g_free (column->unit);
  g_clear_pointer (&column->numbers, g_array_unref);
  g_clear_pointer (&column->texts, g_ptr_array_unref);
  g_clear_pointer (&column->keys, g_array_unref);
  g_clear_pointer (&column->marks, g_byte_array_unref);
}

NqpTable *
nqp_table_new_for (NqpTableUse use)
{
  NqpTable *self = g_new0 (NqpTable, 1);

  self->ref_count = 1;
  self->use = use;
  self->sort = -1;
  self->shown = g_array_new (FALSE, FALSE, sizeof (int));
  self->rows = g_array_new (FALSE, FALSE, sizeof (NqpTableRowInfo));
  self->columns = g_array_new (FALSE, FALSE, sizeof (NqpColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->strings = g_string_chunk_new (4096);
  return self;
}

NqpTable *
nqp_table_new (void)
{
  return nqp_table_new_for (NQP_TABLE_FILE | NQP_TABLE_PAGE);
}

NqpTableUse
nqp_table_use (const NqpTable *self)
{
  return self->use;
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
  g_array_unref (self->shown);
  g_array_unref (self->rows);
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
  NqpColumn column = { 0 };

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

int
nqp_table_add_column_for (NqpTable *self, NqpTableUse use, const char *name, const char *title,
                          const char *unit, NqpColumnType type, int decimals)
{
  return (self->use & use) != 0 ? nqp_table_add_column (self, name, title, unit, type, decimals) : -1;
}

/* The new row is missing in every column. */
void
nqp_table_add_row (NqpTable *self)
{
  const double missing = NAN;

  for (guint i = 0; i < self->columns->len; i++)
    {
      NqpColumn *column = &g_array_index (self->columns, NqpColumn, i);

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
  NqpColumn *target;

  if (column < 0)
    return;
  target = nqp_table_get_column (self, column);
  g_return_if_fail (self->n_rows > 0 && target->texts != NULL);
  g_ptr_array_index (target->texts, self->n_rows - 1)
      = text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

void
nqp_table_set_number (NqpTable *self, int column, double value)
{
  NqpColumn *target;

  if (column < 0)
    return;
  target = nqp_table_get_column (self, column);
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
  return nqp_table_get_column (self, column)->name;
}

const char *
nqp_table_column_title (const NqpTable *self, int column)
{
  return nqp_table_get_column (self, column)->title;
}

const char *
nqp_table_column_unit (const NqpTable *self, int column)
{
  return nqp_table_get_column (self, column)->unit;
}

NqpColumnType
nqp_table_column_type (const NqpTable *self, int column)
{
  return nqp_table_get_column (self, column)->type;
}

int
nqp_table_column_decimals (const NqpTable *self, int column)
{
  return nqp_table_get_column (self, column)->decimals;
}

int
nqp_table_find_column (const NqpTable *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (nqp_table_get_column (self, (int)i)->name, name) == 0)
      return (int)i;
  return -1;
}

/**
 * nqp_table_get_text:
 *
 * Returns: (nullable) (transfer none): the cell of a text column; %NULL if it is missing or the column holds numbers
 */
const char *
nqp_table_get_text (const NqpTable *self, int column, int row)
{
  const NqpColumn *source = nqp_table_get_column (self, column);

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
  const NqpColumn *source = nqp_table_get_column (self, column);

  g_return_val_if_fail (row >= 0 && row < self->n_rows, NAN);
  return source->numbers != NULL ? g_array_index (source->numbers, double, row) : NAN;
}
