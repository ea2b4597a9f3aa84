/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-layout-private.h"

#include <string.h>

#include "nqp-problems.h"

#define N_FIRST 200
#define N_LAST 50
#define N_LEAST 20 /* rows, however many columns */
#define MAX_CELLS 500000
#define MAX_TEXT 600 /* bytes of a cell: a header is no longer */

static void
free_row (gpointer data)
{
  g_free (((NqpSampleRow *)data)->cells);
  g_free (data);
}

static NqpSampleKind
kind_of (const char *text, gsize length, gboolean comma_allowed, int *out_year)
{
  NqpDecimal decimal = { .comma_allowed = comma_allowed };
  gboolean percent;
  double value;

  if (length == 0)
    return NQP_SAMPLE_EMPTY;
  if (nqp_year_in_header (text, length, out_year))
    return NQP_SAMPLE_YEAR;
  switch (nqp_value_read (text, length, &decimal, 1, &value, &percent))
    {
    case NQP_VALUE_MISSING:
      return NQP_SAMPLE_MISSING;
    case NQP_VALUE_TEXT:
      return NQP_SAMPLE_TEXT;
    default:
      return NQP_SAMPLE_NUMBER;
    }
}

static void
add_row (NqpSample *self, const NqpRows *rows, gboolean last)
{
  NqpSampleRow *row = g_new0 (NqpSampleRow, 1);

  row->number = rows->number;
  row->n_cells = rows->n_fields;
  row->last = last;
  row->cells = g_new0 (NqpSampleCell, rows->n_fields);
  for (int i = 0; i < rows->n_fields; i++)
    {
      NqpSampleCell *cell = &row->cells[i];
      gsize length = MIN (rows->fields[i].length, MAX_TEXT);
      g_autofree char *copy = NULL;
      NqpField field;
      NqpWordsFault unused;

      cell->text = "";
      if (rows->fields[i].length == 0)
        continue;
      if (length == MAX_TEXT)
        copy = g_utf8_make_valid (rows->fields[i].text,
                                  (gssize)length); /* it may have been cut inside a character */
      else
        copy = g_strndup (rows->fields[i].text, length);
      field = (NqpField){ copy, strlen (copy) };
      (void)nqp_field_tidy (&field, NQP_WORDS_NAME, &unused);
      cell->text = g_string_chunk_insert_len (self->texts, field.text, (gssize)field.length);
      cell->kind = (guint8)kind_of (field.text, field.length, rows->delimiter != ',', &cell->year);
      cell->covered = (nqp_rows_mark (rows, i) & NQP_FIELD_COVERED) != 0;
      row->n_filled += cell->kind != NQP_SAMPLE_EMPTY && !cell->covered;
    }
  g_ptr_array_add (self->rows, row);
}

/* FALSE at the end. */
static gboolean
read_rows (NqpSample *self, NqpRows *rows, int n, gboolean last)
{
  gsize n_cells = 0;

  for (int i = 0; i < n && (i < N_LEAST || n_cells < MAX_CELLS);)
    switch (nqp_rows_next (rows))
      {
      case NQP_CSV_ROW:
        add_row (self, rows, last);
        n_cells += (gsize)rows->n_fields;
        i++;
        break;
      case NQP_CSV_BAD:
        break; /* said where rows are read in earnest */
      case NQP_CSV_CUT:
      case NQP_CSV_END:
      default:
        return FALSE;
      }
  return TRUE;
}

/* Numbers with their units behind them are numbers where all of the column are such: "12 kg" among names is a name. */
static void
find_units (NqpSample *self, int column)
{
  int n_units = 0, n_others = 0;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        NqpSampleRow *row = g_ptr_array_index (self->rows, i);
        NqpSampleCell *cell = column < row->n_cells ? &row->cells[column] : NULL;
        gsize number, unit_length;
        const char *unit;

        if (cell == NULL || cell->kind != NQP_SAMPLE_TEXT || cell->covered)
          continue;
        if (!nqp_value_split_unit (cell->text, strlen (cell->text), &number, &unit, &unit_length))
          n_others += n_units > 0
                      && row->n_filled > 1; /* above them stands the header, and a footnote stands alone */
        else if (pass == 0)
          n_units++;
        else
          cell->kind = NQP_SAMPLE_NUMBER;
        if (n_others > 0 || (pass == 1 && n_units < 2))
          return;
      }
}

void
nqp_sample_init (NqpSample *self, const NqpRows *rows)
{
  int n_columns = 0;

  self->ahead = nqp_rows_look_ahead (rows);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->texts = g_string_chunk_new (4096);
  if (read_rows (self, self->ahead, N_FIRST, FALSE) && self->ahead->class->skip_to_last (self->ahead, N_LAST))
    read_rows (self, self->ahead, 2 * N_LAST, TRUE);
  for (guint i = 0; i < self->rows->len; i++)
    n_columns = MAX (n_columns, ((NqpSampleRow *)g_ptr_array_index (self->rows, i))->n_cells);
  for (int column = 0; column < n_columns; column++)
    find_units (self, column);
}

int
nqp_sample_number (const NqpSample *self, int i)
{
  const NqpSampleRow *row = nqp_sample_row (self, i);

  return row->last ? row->number + self->ahead->class->count_skipped (self->ahead) : row->number;
}

void
nqp_sample_clear (NqpSample *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->ahead, nqp_rows_free);
}
