/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows-open.h"

#include <string.h>

typedef struct
{
  NqpRows rows;
  NqpSheetCells *cells;
  int row;        /* the next one, from 0 */
  int next_range; /* of the merged ones: the first that begins at a later row */
  GArray *ranges; /* those that the row is in, by number */
  GArray *fields, *marks;
  GByteArray *texts; /* of the row: fields may be made shorter, and the cells share their texts */
} SheetRows;

static NqpRows *
make_rows (NqpSheetCells *cells, int row, const char *file);

static guint8
mark_of (const NqpCell *cell)
{
  if (cell->kind != NQP_CELL_NUMBER)
    return 0;
  return (cell->flags & NQP_CELL_PERCENT) != 0 ? NQP_FIELD_NUMBER | NQP_FIELD_PERCENT : NQP_FIELD_NUMBER;
}

static void
set_field (SheetRows *self, int column, const NqpCell *cell, guint8 mark)
{
  g_array_index (self->fields, NqpField, column).text = (char *)cell->text;
  g_array_index (self->fields, NqpField, column).length = cell->length;
  g_array_index (self->marks, guint8, column) = mark;
}

/* The text of merged cells is that of their first. */
static void
fill_merged (SheetRows *self, int n_columns)
{
  int n;
  const NqpCellRange *ranges = nqp_sheet_cells_merged (self->cells, &n);

  for (; self->next_range < n && ranges[self->next_range].row <= self->row; self->next_range++)
    g_array_append_val (self->ranges, self->next_range);
  for (guint i = 0; i < self->ranges->len;)
    {
      const NqpCellRange *range = &ranges[g_array_index (self->ranges, int, i)];
      NqpCell cell;

      if (range->row + range->n_rows <= self->row)
        {
          g_array_remove_index_fast (self->ranges, i);
          continue;
        }
      cell = nqp_sheet_cells_get (self->cells, range->row, range->column);
      for (int c = range->column; c < MIN (range->column + range->n_columns, n_columns); c++)
        if (self->row > range->row || c > range->column)
          set_field (self, c, &cell, (guint8)(mark_of (&cell) | NQP_FIELD_COVERED));
      i++;
    }
}

static void
copy_texts (SheetRows *self)
{
  gsize size = 0, at = 0;

  for (guint c = 0; c < self->fields->len; c++)
    size += g_array_index (self->fields, NqpField, c).length + 1;
  g_byte_array_set_size (self->texts, (guint)size);
  for (guint c = 0; c < self->fields->len; c++)
    {
      NqpField *field = &g_array_index (self->fields, NqpField, c);

      memcpy (self->texts->data + at, field->text, field->length + 1);
      field->text = (char *)self->texts->data + at;
      at += field->length + 1;
    }
}

static NqpCsvStatus
sheet_next (NqpRows *rows)
{
  static const NqpCell empty = { .text = "" };
  SheetRows *self = (SheetRows *)rows;
  const int n_rows = nqp_sheet_cells_n_rows (self->cells),
            n_columns = nqp_sheet_cells_n_columns (self->cells);

  while (self->row < n_rows && nqp_sheet_cells_n_filled (self->cells, self->row) == 0)
    self->row++;
  if (self->row >= n_rows)
    return NQP_CSV_END;
  g_array_set_size (self->fields, (guint)n_columns);
  g_array_set_size (self->marks, (guint)n_columns);
  for (int c = 0; c < n_columns; c++)
    set_field (self, c, &empty, 0);
  for (int i = 0; i < nqp_sheet_cells_n_filled (self->cells, self->row); i++)
    {
      int column;
      NqpCell cell = nqp_sheet_cells_filled (self->cells, self->row, i, &column);

      set_field (self, column, &cell, mark_of (&cell));
    }
  fill_merged (self, n_columns);
  copy_texts (self);
  rows->fields = (NqpField *)(gpointer)self->fields->data;
  rows->marks = (const guint8 *)self->marks->data;
  rows->n_fields = n_columns;
  rows->number = ++self->row;
  return NQP_CSV_ROW;
}

static double
sheet_fraction (const NqpRows *rows)
{
  const SheetRows *self = (const SheetRows *)rows;

  return (double)self->row / MAX (nqp_sheet_cells_n_rows (self->cells), 1);
}

static NqpRows *
sheet_look_ahead (const NqpRows *rows)
{
  const SheetRows *self = (const SheetRows *)rows;

  return make_rows (self->cells, self->row, rows->file);
}

static gboolean
sheet_skip_to_last (NqpRows *rows, int n)
{
  SheetRows *self = (SheetRows *)rows;

  self->row = MAX (self->row, nqp_sheet_cells_n_rows (self->cells) - n);
  return TRUE;
}

static int
sheet_count_skipped (const NqpRows *rows)
{
  return 0; /* the numbers of rows are known */
}

static void
sheet_free (NqpRows *rows)
{
  SheetRows *self = (SheetRows *)rows;

  nqp_sheet_cells_unref (self->cells);
  g_array_unref (self->ranges);
  g_array_unref (self->fields);
  g_array_unref (self->marks);
  g_byte_array_unref (self->texts);
  g_free (self);
}

static const NqpRowsClass sheet_class = {
  sheet_next, sheet_fraction, sheet_look_ahead, sheet_skip_to_last, sheet_count_skipped, sheet_free,
};

static NqpRows *
make_rows (NqpSheetCells *cells, int row, const char *file)
{
  SheetRows *self = g_new0 (SheetRows, 1);

  self->cells = nqp_sheet_cells_ref (cells);
  self->row = row;
  self->ranges = g_array_new (FALSE, FALSE, sizeof (int));
  self->fields = g_array_new (FALSE, FALSE, sizeof (NqpField));
  self->marks = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->texts = g_byte_array_new ();
  self->rows.class = &sheet_class;
  self->rows.file = file;
  return &self->rows;
}

NqpRows *
nqp_sheet_rows_new (NqpSheetCells *cells, const char *file)
{
  return make_rows (cells, 0, file);
}
