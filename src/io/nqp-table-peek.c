/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-peek.h"

#include "nqp-rows-open.h"

#define MAX_TEXT 240 /* bytes of a cell that are worth a look */

static void
free_row (gpointer data)
{
  NqpPeekRow *row = data;

  g_strfreev (row->cells);
  g_free (row->bad);
  g_free (row);
}

static char *
show_text (const NqpField *field)
{
  g_autofree char *valid = g_utf8_make_valid (field->text, (gssize)MIN (field->length, MAX_TEXT));

  return nqp_words_clean (valid, -1, NQP_WORDS_LINE, NULL);
}

static NqpPeekRow *
read_row (const NqpRows *rows)
{
  NqpPeekRow *row = g_new0 (NqpPeekRow, 1);

  row->number = rows->number;
  row->n_cells = rows->n_fields;
  row->cells = g_new0 (char *, rows->n_fields + 1);
  for (int i = 0; i < rows->n_fields; i++)
    row->cells[i] = rows->fields[i].length > 0 ? show_text (&rows->fields[i]) : g_strdup ("");
  return row;
}

static NqpTablePeek *
peek_new (int first)
{
  NqpTablePeek *self = g_new0 (NqpTablePeek, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->first_row = first;
  return self;
}

NqpTablePeek *
nqp_table_peek_new (NqpRows *rows, int first, int n)
{
  NqpTablePeek *self = peek_new (first);

  for (;;)
    {
      const NqpCsvStatus status = nqp_rows_next (rows);
      NqpPeekRow *row;

      if (status == NQP_CSV_END)
        break;
      if (rows->number < first && status != NQP_CSV_CUT)
        continue;
      if (self->rows->len >= (guint)n)
        {
          self->more = TRUE;
          break;
        }
      if (status == NQP_CSV_ROW)
        row = read_row (rows);
      else
        {
          row = g_new0 (NqpPeekRow, 1);
          row->number = rows->number;
          row->bad = g_strdup (rows->bad_text);
        }
      self->n_columns = MAX (self->n_columns, row->n_cells);
      g_ptr_array_add (self->rows, row);
      if (status == NQP_CSV_CUT)
        break;
    }
  return self;
}

NqpTablePeek *
nqp_table_peek_open (const char *path, const NqpLayoutHints *hints, int first, int n,
                     GCancellable *cancellable)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list };
  g_autofree char *sheet = NULL;

  if (path == NULL)
    return peek_new (first);

  g_autoptr (NqpRows) rows = nqp_rows_open (path, hints, cancellable, &problems, &sheet);
  NqpTablePeek *self = rows != NULL ? nqp_table_peek_new (rows, first, n) : peek_new (first);

  self->sheets = nqp_rows_sheets (path, cancellable, NULL);
  self->sheet = g_steal_pointer (&sheet);
  return self;
}

NqpTablePeek *
nqp_table_peek_ref (NqpTablePeek *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_table_peek_unref (NqpTablePeek *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->rows);
  g_strfreev (self->sheets);
  g_free (self->sheet);
  g_free (self);
}

const NqpPeekRow *
nqp_table_peek_find (const NqpTablePeek *self, int number)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((const NqpPeekRow *)self->rows->pdata[i])->number == number)
      return self->rows->pdata[i];
  return NULL;
}

const char *
nqp_peek_row_text (const NqpPeekRow *row, int column)
{
  return row->cells != NULL && column < row->n_cells ? row->cells[column] : "";
}
