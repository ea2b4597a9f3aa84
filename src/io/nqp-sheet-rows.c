/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows-open.h"

#include <string.h>

/* Cells under merged ones that get the text of their first, in all: no table that people made has more. */
#define MAX_COVERED ((gint64)1 << 24)

/* A merged range that the present row lies in. */
typedef struct
{
  NqpCellRange range;
  NqpField text; /* tidied, so that it can stand in several fields: tidying it again changes nothing */
  guint8 marks;
} Merged;

typedef struct
{
  NqpRows rows;
  NqpSheetCells *cells;
  char *sheet;
  int n_columns;
  int at; /* the row that comes next */

  const NqpCellRange *ranges;
  int n_ranges, next_range;
  GArray *merged; /* Merged */

  guint8 *marks; /* [n_columns] */
  int *touched;  /* the fields that the last row filled */
  int n_touched;
  char *texts; /* of the row */
  gsize n_texts, room;
} SheetRows;

static char nothing[] = "";

static void
clear_merged (gpointer data)
{
  g_free (((Merged *)data)->text.text);
}

static guint8
marks_of (const NqpCell *cell)
{
  if (cell->kind != NQP_CELL_NUMBER)
    return 0;
  return (guint8)(NQP_FIELD_NUMBER | ((cell->flags & NQP_CELL_PERCENT) != 0 ? NQP_FIELD_PERCENT : 0));
}

static void
open_range (SheetRows *self, const NqpCellRange *range)
{
  const NqpCell cell = nqp_sheet_cells_get (self->cells, range->row, range->column);
  Merged merged = { .range = *range, .marks = (guint8)(marks_of (&cell) | NQP_FIELD_COVERED) };
  NqpWordsFault unused; /* it is said of the first cell */

  merged.text = (NqpField){ g_strndup (cell.text, cell.length), cell.length };
  (void)nqp_field_tidy (&merged.text, NQP_WORDS_NAME, &unused);
  g_array_append_val (self->merged, merged);
}

/* The ranges that the present row lies in. */
static void
find_merged (SheetRows *self)
{
  for (guint i = self->merged->len; i > 0; i--)
    {
      const NqpCellRange *range = &g_array_index (self->merged, Merged, i - 1).range;

      if (range->row + range->n_rows <= self->at)
        g_array_remove_index_fast (self->merged, i - 1);
    }
  for (; self->next_range < self->n_ranges && self->ranges[self->next_range].row <= self->at;
       self->next_range++)
    if (self->ranges[self->next_range].row + self->ranges[self->next_range].n_rows > self->at)
      open_range (self, &self->ranges[self->next_range]);
}

static void
set_field (SheetRows *self, int column, char *text, gsize length, guint8 marks)
{
  self->rows.fields[column] = (NqpField){ text, length };
  self->marks[column] = marks;
  self->touched[self->n_touched++] = column;
}

/* A field's text may be changed, and the cell's may not. */
static char *
copy_text (SheetRows *self, const char *text, gsize length)
{
  char *copy = self->texts + self->n_texts;

  memcpy (copy, text, length);
  copy[length] = '\0';
  self->n_texts += length + 1;
  return copy;
}

static void
add_cell (SheetRows *self, const NqpCell *cell, int column)
{
  const char *text = cell->text;
  gsize length = cell->length;

  for (; length > 0 && *text == ' '; length--)
    text++;
  while (length > 0 && text[length - 1] == ' ')
    length--;
  set_field (self, column, copy_text (self, text, length), length, marks_of (cell));
}

static void
add_cells (SheetRows *self, int n)
{
  gsize needed = 0;
  int column;

  for (int i = 0; i < n; i++)
    needed += nqp_sheet_cells_filled (self->cells, self->at, i, &column).length + 1;
  if (needed > self->room)
    {
      g_free (self->texts);
      self->room = MAX (needed, 2 * self->room);
      self->texts = g_malloc (self->room);
    }
  self->n_texts = 0;
  for (int i = 0; i < n; i++)
    {
      const NqpCell cell = nqp_sheet_cells_filled (self->cells, self->at, i, &column);

      add_cell (self, &cell, column);
    }
}

static void
add_covered (SheetRows *self, const Merged *merged)
{
  const NqpCellRange *range = &merged->range;

  for (int c = range->column; c < MIN (range->column + range->n_columns, self->n_columns); c++)
    if (self->at > range->row || c > range->column)
      set_field (self, c, merged->text.text, merged->text.length, merged->marks);
}

static NqpCsvStatus
sheet_next (NqpRows *rows)
{
  SheetRows *self = (SheetRows *)rows;
  const int n_rows = nqp_sheet_cells_n_rows (self->cells);

  for (int i = 0; i < self->n_touched; i++)
    {
      rows->fields[self->touched[i]] = (NqpField){ nothing, 0 };
      self->marks[self->touched[i]] = 0;
    }
  self->n_touched = 0;
  for (; self->at < n_rows; self->at++)
    {
      const int n = nqp_sheet_cells_n_filled (self->cells, self->at);

      if (self->merged->len > 0 || self->next_range < self->n_ranges)
        find_merged (self);
      if (n == 0 && self->merged->len == 0)
        continue;
      add_cells (self, n);
      for (guint i = 0; i < self->merged->len; i++)
        add_covered (self, &g_array_index (self->merged, Merged, i));
      rows->number = ++self->at;
      return NQP_CSV_ROW;
    }
  rows->number = n_rows + 1;
  return NQP_CSV_END;
}

static double
sheet_fraction (const NqpRows *rows)
{
  const SheetRows *self = (const SheetRows *)rows;

  return (double)self->at / MAX (nqp_sheet_cells_n_rows (self->cells), 1);
}

static NqpRows *
sheet_look_ahead (const NqpRows *rows)
{
  const SheetRows *self = (const SheetRows *)rows;
  NqpRows *ahead = nqp_sheet_rows_new (self->cells, rows->file, rows->sheet);

  ((SheetRows *)ahead)->at = self->at;
  return ahead;
}

static gboolean
sheet_skip_to_last (NqpRows *rows, int n)
{
  SheetRows *self = (SheetRows *)rows;

  self->at = MAX (self->at, nqp_sheet_cells_n_rows (self->cells) - n);
  return TRUE;
}

static int
sheet_count_skipped (const NqpRows *rows)
{
  return 0; /* rows of a sheet are numbered by where they are */
}

static void
sheet_free (NqpRows *rows)
{
  SheetRows *self = (SheetRows *)rows;

  g_array_unref (self->merged);
  nqp_sheet_cells_unref (self->cells);
  g_free (self->sheet);
  g_free (self->marks);
  g_free (self->touched);
  g_free (self->texts);
  g_free (rows->fields);
  g_free (self);
}

/* How many of the ranges are spread over the cells that they cover. */
static int
count_spread (const SheetRows *self, int n_ranges)
{
  gint64 n_covered = 0;
  int i;

  for (i = 0; i < n_ranges; i++)
    {
      const NqpCellRange *range = &self->ranges[i];

      n_covered += (gint64)CLAMP (nqp_sheet_cells_n_rows (self->cells) - range->row, 0, range->n_rows)
                   * CLAMP (self->n_columns - range->column, 0, range->n_columns);
      if (n_covered > MAX_COVERED)
        break;
    }
  return i;
}

/**
 * nqp_sheet_rows_new:
 *
 * Returns: (transfer full): the rows of the sheet that hold anything, each with as many fields as the sheet has columns
 */
NqpRows *
nqp_sheet_rows_new (NqpSheetCells *cells, const char *file, const char *sheet)
{
  static const NqpRowsClass class = {
    sheet_next, sheet_fraction, sheet_look_ahead, sheet_skip_to_last, sheet_count_skipped, sheet_free,
  };
  SheetRows *self = g_new0 (SheetRows, 1);
  int n_ranges;

  self->cells = nqp_sheet_cells_ref (cells);
  self->sheet = g_strdup (sheet);
  self->n_columns = nqp_sheet_cells_n_columns (cells);
  self->ranges = nqp_sheet_cells_merged (cells, &n_ranges);
  self->n_ranges = count_spread (self, n_ranges);
  self->merged = g_array_new (FALSE, FALSE, sizeof (Merged));
  g_array_set_clear_func (self->merged, clear_merged);
  self->marks = g_new0 (guint8, MAX (self->n_columns, 1));
  /* ranges do not overlap: a field is filled by a cell of its own and one range at most */
  self->touched = g_new (int, 2 * MAX (self->n_columns, 1));
  self->room = 256;
  self->texts = g_malloc (self->room);

  self->rows.class = &class;
  self->rows.file = file;
  self->rows.sheet = self->sheet;
  self->rows.n_fields = self->n_columns;
  self->rows.fields = g_new (NqpField, MAX (self->n_columns, 1));
  self->rows.marks = self->marks;
  for (int i = 0; i < self->n_columns; i++)
    self->rows.fields[i] = (NqpField){ nothing, 0 };
  return &self->rows;
}
