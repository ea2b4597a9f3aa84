/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sheet-cells-private.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  SHARED = 1 << 7, /* the text is one of NqpTexts; no flag of NqpCellFlags */
};

typedef struct
{
  guint32 text; /* where it begins in the block */
  guint16 column;
  guint8 kind;
  guint8 flags;
} StoredCell;

typedef struct
{
  guint32 first, n; /* in cells, those of rows that are repeated are there once */
} StoredRow;

struct _NqpSheetCells
{
  gatomicrefcount ref_count;
  int n_rows, n_columns;
  StoredRow *rows;
  int n_stored, rows_room;
  StoredCell *cells;
  guint32 n_cells, cells_room;
  guint32 n_filled; /* repeated ones counted each time */
  char *block;      /* texts that are not shared; begins with an empty one */
  gsize block_length, block_room;
  NqpTexts *shared;
  GArray *merged;     /* NqpCellRange */
  guint merged_width; /* of all together */

  int row, next_column; /* being filled */
  guint32 *hidden_rows; /* a bit each, NULL = none */
  int *
      hidden_columns; /* [column]: how many more ranges of hidden columns begin here than have ended, NULL = none */
  int n_hidden_rows, n_hidden_columns, n_covered;
  int n_uncalculated, uncalculated_row, uncalculated_column;
};

/* --- texts that are shared --- */

static char *
append_text (char *block, gsize *length, gsize *room, const char *text, gsize n)
{
  if (*length + n + 1 > *room)
    {
      *room = MAX (*room + *room / 2, *length + n + 4096);
      block = g_realloc (block, *room);
    }
  memcpy (block + *length, text, n);
  block[*length + n] = '\0';
  *length += n + 1;
  return block;
}

NqpTexts *
nqp_texts_new (void)
{
  NqpTexts *self = g_new0 (NqpTexts, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

NqpTexts *
nqp_texts_ref (NqpTexts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_texts_unref (NqpTexts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->block);
  g_free (self->at);
  g_free (self);
}

void
nqp_texts_add (NqpTexts *self, const char *text, gsize length)
{
  if (self->n == self->n_room)
    {
      self->n_room = MAX (2 * self->n_room, 256);
      self->at = g_renew (guint32, self->at, self->n_room);
    }
  self->at[self->n++] = (guint32)self->length;
  self->block = append_text (self->block, &self->length, &self->room, text, length);
}

/* --- filling --- */

NqpSheetCells *
nqp_sheet_cells_new (NqpTexts *shared)
{
  NqpSheetCells *self = g_new0 (NqpSheetCells, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->shared = shared != NULL ? nqp_texts_ref (shared) : NULL;
  self->merged = g_array_new (FALSE, FALSE, sizeof (NqpCellRange));
  self->block_room = 64;
  self->block = g_malloc (self->block_room);
  self->block = append_text (self->block, &self->block_length, &self->block_room, "", 0);
  return self;
}

/**
 * nqp_sheet_cells_ref:
 *
 * Returns: (transfer full): @self
 */
NqpSheetCells *
nqp_sheet_cells_ref (NqpSheetCells *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_sheet_cells_unref (NqpSheetCells *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->rows);
  g_free (self->cells);
  g_free (self->block);
  g_clear_pointer (&self->shared, nqp_texts_unref);
  g_array_unref (self->merged);
  g_free (self->hidden_rows);
  g_free (self->hidden_columns);
  g_free (self);
}

void
nqp_sheet_cells_begin_row (NqpSheetCells *self, int row)
{
  self->row = row;
  self->next_column = 0;
}

/* The rows down to @n. */
static void
extend_rows (NqpSheetCells *self, int n)
{
  if (n > self->rows_room)
    {
      self->rows_room = MIN (MAX (n, 2 * self->rows_room + 64), NQP_SHEET_MAX_ROWS);
      self->rows = g_renew (StoredRow, self->rows, self->rows_room);
    }
  while (self->n_stored < n)
    self->rows[self->n_stored++] = (StoredRow){ self->n_cells, 0 };
}

static const char *
add_cell (NqpSheetCells *self, int column, StoredCell cell)
{
  if (self->row >= NQP_SHEET_MAX_ROWS || column >= NQP_SHEET_MAX_COLUMNS)
    return _ ("A cell with content lies beyond row 1,048,576 or column XFD, where a sheet ends.");
  if (column < self->next_column || self->row + 1 < self->n_stored
      || (self->row + 1 == self->n_stored && self->next_column == 0))
    return _ (
        "A cell stands behind one that is further right or further down, or is there twice; expected rows "
        "from top to bottom and their cells from left to right.");
  if (self->n_filled >= NQP_SHEET_MAX_CELLS)
    return _ ("The sheet has more than 67,108,864 cells with content; split it into several.");
  if (self->row + 1 > self->n_stored)
    extend_rows (self, self->row + 1);
  if (self->n_cells == self->cells_room)
    {
      self->cells_room = MAX (self->cells_room + self->cells_room / 2, 1024);
      self->cells = g_renew (StoredCell, self->cells, self->cells_room);
    }
  cell.column = (guint16)column;
  self->cells[self->n_cells++] = cell;
  self->rows[self->row].n++;
  self->next_column = column + 1;
  self->n_filled++;
  return NULL;
}

static void
note_uncalculated (NqpSheetCells *self, int column, int n)
{
  if (self->n_uncalculated == 0)
    {
      self->uncalculated_row = self->row;
      self->uncalculated_column = column;
    }
  self->n_uncalculated += n;
}

/* The same @n_columns times from @column on. */
const char *
nqp_sheet_cells_add (NqpSheetCells *self, int column, int n_columns, NqpCellKind kind, int flags,
                     const char *text, gsize length)
{
  StoredCell cell = { 0, 0, (guint8)kind, (guint8)flags };
  const char *why = NULL;

  if (kind == NQP_CELL_EMPTY || (kind == NQP_CELL_TEXT && length == 0))
    return NULL;
  if (length > 0)
    {
      cell.text = (guint32)self->block_length;
      self->block = append_text (self->block, &self->block_length, &self->block_room, text, length);
    }
  for (int i = 0; i < n_columns && why == NULL; i++)
    why = add_cell (self, column + i, cell);
  if (why == NULL && (flags & NQP_CELL_UNCALCULATED) != 0)
    note_uncalculated (self, column, n_columns);
  return why;
}

/* The @text-th of the texts that are shared. */
const char *
nqp_sheet_cells_add_shared (NqpSheetCells *self, int column, guint text)
{
  const guint32 at = self->shared->at[text];

  if (self->shared->block[at] == '\0')
    return NULL;
  return add_cell (self, column, (StoredCell){ at, 0, NQP_CELL_TEXT, SHARED });
}

const char *
nqp_sheet_cells_end_row (NqpSheetCells *self, int n_rows)
{
  StoredRow row;

  if (self->next_column == 0 || n_rows <= 1) /* empty */
    return NULL;
  row = self->rows[self->row];
  if (n_rows > NQP_SHEET_MAX_ROWS - self->row)
    return _ ("A cell with content lies beyond row 1,048,576 or column XFD, where a sheet ends.");
  if ((guint64)row.n * (guint64)(n_rows - 1) > NQP_SHEET_MAX_CELLS - self->n_filled)
    return _ ("The sheet has more than 67,108,864 cells with content; split it into several.");
  extend_rows (self, self->row + n_rows);
  for (int i = 1; i < n_rows; i++)
    self->rows[self->row + i] = row;
  self->n_filled += row.n * (guint32)(n_rows - 1);
  for (guint32 i = row.first; i < row.first + row.n; i++)
    if ((self->cells[i].flags & NQP_CELL_UNCALCULATED) != 0)
      self->n_uncalculated += n_rows - 1;
  return NULL;
}

const char *
nqp_sheet_cells_merge (NqpSheetCells *self, const NqpCellRange *range)
{
  if (range->row < 0 || range->column < 0 || range->n_rows < 1 || range->n_columns < 1
      || range->row >= NQP_SHEET_MAX_ROWS || range->column >= NQP_SHEET_MAX_COLUMNS
      || range->n_rows > NQP_SHEET_MAX_ROWS - range->row
      || range->n_columns > NQP_SHEET_MAX_COLUMNS - range->column)
    return _ ("Merged cells reach beyond row 1,048,576 or column XFD, where a sheet ends.");
  if (range->n_rows == 1 && range->n_columns == 1)
    return NULL;
  if (self->merged->len >= NQP_SHEET_MAX_MERGED
      || self->merged_width + (guint)range->n_columns > NQP_SHEET_MAX_MERGED_WIDTH)
    return _ ("The sheet has more merged cells than any table needs; undo the merging and save it again.");
  self->merged_width += (guint)range->n_columns;
  g_array_append_val (self->merged, *range);
  return NULL;
}

void
nqp_sheet_cells_hide_rows (NqpSheetCells *self, int row, int n)
{
  if (self->hidden_rows == NULL)
    self->hidden_rows = g_new0 (guint32, NQP_SHEET_MAX_ROWS / 32);
  for (int i = MAX (row, 0); n > 0 && i < NQP_SHEET_MAX_ROWS; i++, n--)
    self->hidden_rows[i / 32] |= (guint32)1 << (i % 32);
}

void
nqp_sheet_cells_hide_columns (NqpSheetCells *self, int column, int n)
{
  if (column < 0 || n <= 0 || column >= NQP_SHEET_MAX_COLUMNS)
    return;
  if (self->hidden_columns == NULL)
    self->hidden_columns = g_new0 (int, NQP_SHEET_MAX_COLUMNS + 1);
  self->hidden_columns[column]++;
  self->hidden_columns[column + MIN (n, NQP_SHEET_MAX_COLUMNS - column)]--;
}

void
nqp_sheet_cells_note_covered (NqpSheetCells *self, int n)
{
  self->n_covered = (int)MIN ((gint64)self->n_covered + n, G_MAXINT);
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const NqpCellRange *left = a, *right = b;

  return left->row != right->row ? left->row - right->row : left->column - right->column;
}

/* Keeps of a row what does not lie under a merged cell. @until and @owner: [column]: where the range ends that lies there, and which */
static void
empty_covered_cells (NqpSheetCells *self, int at, const int *until, const guint *owner)
{
  StoredRow *row = &self->rows[at];
  guint32 n_kept = 0;

  for (guint32 i = row->first; i < row->first + row->n; i++)
    {
      const int column = self->cells[i].column;
      const NqpCellRange *range
          = until[column] > at ? &g_array_index (self->merged, NqpCellRange, owner[column]) : NULL;

      if (range == NULL || (range->row == at && range->column == column))
        self->cells[row->first + n_kept++] = self->cells[i];
    }
  self->n_covered += (int)(row->n - n_kept);
  row->n = n_kept;
}

/* Down the sheet, with the ranges that lie in the present row. */
static const char *
walk_merged (NqpSheetCells *self, gboolean empty_covered, NqpCellRange *out_place)
{
  const guint n = self->merged->len;
  g_autofree int *until = g_new0 (int, NQP_SHEET_MAX_COLUMNS);
  g_autofree guint *owner = g_new0 (guint, NQP_SHEET_MAX_COLUMNS);
  guint next = 0;

  g_array_sort (self->merged, compare_ranges);
  for (int row = 0; row < self->n_stored || next < n; row++)
    {
      if (row >= self->n_stored)
        row = g_array_index (self->merged, NqpCellRange, next).row;
      for (; next < n && g_array_index (self->merged, NqpCellRange, next).row == row; next++)
        {
          const NqpCellRange *range = &g_array_index (self->merged, NqpCellRange, next);

          for (int i = range->column; i < range->column + range->n_columns; i++)
            {
              if (until[i] > row)
                {
                  *out_place = *range;
                  return _ ("These merged cells overlap others; expected each cell in one range.");
                }
              until[i] = row + range->n_rows;
              owner[i] = next;
            }
        }
      if (empty_covered && row < self->n_stored)
        empty_covered_cells (self, row, until, owner);
    }
  return NULL;
}

static void
measure (NqpSheetCells *self)
{
  int open = 0;

  for (int row = 0; row < self->n_stored; row++)
    if (self->rows[row].n > 0)
      {
        const StoredRow *filled = &self->rows[row];

        self->n_rows = row + 1;
        self->n_columns = MAX (self->n_columns, self->cells[filled->first + filled->n - 1].column + 1);
      }
  for (int row = 0; row < self->n_rows && self->hidden_rows != NULL; row++)
    self->n_hidden_rows += (self->hidden_rows[row / 32] >> (row % 32)) & 1;
  for (int column = 0; column < self->n_columns && self->hidden_columns != NULL; column++)
    {
      open += self->hidden_columns[column];
      self->n_hidden_columns += open > 0;
    }
}

const char *
nqp_sheet_cells_finish (NqpSheetCells *self, gboolean empty_covered, NqpCellRange *out_place)
{
  if (self->merged->len > 0)
    {
      const char *why = walk_merged (self, empty_covered, out_place);

      if (why != NULL)
        return why;
    }
  measure (self);
  g_clear_pointer (&self->hidden_rows, g_free);
  g_clear_pointer (&self->hidden_columns, g_free);
  self->rows = g_renew (StoredRow, self->rows, MAX (self->n_rows, 1));
  self->cells = g_renew (StoredCell, self->cells, MAX (self->n_cells, 1));
  self->block = g_realloc (self->block, self->block_length);
  return NULL;
}

/* --- looking --- */

int
nqp_sheet_cells_n_rows (const NqpSheetCells *self)
{
  return self->n_rows;
}

int
nqp_sheet_cells_n_columns (const NqpSheetCells *self)
{
  return self->n_columns;
}

static NqpCell
take (const NqpSheetCells *self, const StoredCell *cell)
{
  const char *text = ((cell->flags & SHARED) != 0 ? self->shared->block : self->block) + cell->text;

  return (NqpCell){ text, (guint32)strlen (text), cell->kind, cell->flags & (guint8)~SHARED };
}

/**
 * nqp_sheet_cells_get:
 *
 * Returns: the cell, empty where there is none
 */
NqpCell
nqp_sheet_cells_get (const NqpSheetCells *self, int row, int column)
{
  const StoredCell *cells;
  guint32 from = 0, to;

  if (row < 0 || row >= self->n_rows || column < 0)
    return (NqpCell){ "", 0, NQP_CELL_EMPTY, 0 };
  cells = self->cells + self->rows[row].first;
  to = self->rows[row].n;
  if ((guint32)column < to && cells[column].column == column) /* no gaps: most rows of most sheets */
    return take (self, &cells[column]);
  while (from < to)
    {
      const guint32 middle = (from + to) / 2;

      if (cells[middle].column == column)
        return take (self, &cells[middle]);
      if (cells[middle].column < column)
        from = middle + 1;
      else
        to = middle;
    }
  return (NqpCell){ "", 0, NQP_CELL_EMPTY, 0 };
}

int
nqp_sheet_cells_n_filled (const NqpSheetCells *self, int row)
{
  return row < 0 || row >= self->n_rows ? 0 : (int)self->rows[row].n;
}

NqpCell
nqp_sheet_cells_filled (const NqpSheetCells *self, int row, int i, int *out_column)
{
  const StoredCell *cell;

  g_return_val_if_fail (i >= 0 && i < nqp_sheet_cells_n_filled (self, row),
                        ((NqpCell){ "", 0, NQP_CELL_EMPTY, 0 }));
  cell = &self->cells[self->rows[row].first + (guint32)i];
  *out_column = cell->column;
  return take (self, cell);
}

const NqpCellRange *
nqp_sheet_cells_merged (const NqpSheetCells *self, int *out_n)
{
  *out_n = (int)self->merged->len;
  return (const NqpCellRange *)(const void *)self->merged->data;
}

int
nqp_sheet_cells_n_hidden_rows (const NqpSheetCells *self)
{
  return self->n_hidden_rows;
}

int
nqp_sheet_cells_n_hidden_columns (const NqpSheetCells *self)
{
  return self->n_hidden_columns;
}

int
nqp_sheet_cells_n_covered (const NqpSheetCells *self)
{
  return self->n_covered;
}

int
nqp_sheet_cells_n_uncalculated (const NqpSheetCells *self, int *out_row, int *out_column)
{
  if (out_row != NULL)
    *out_row = self->uncalculated_row;
  if (out_column != NULL)
    *out_column = self->uncalculated_column;
  return self->n_uncalculated;
}

/* --- names --- */

char *
nqp_cell_column_name (int column)
{
  char name[16];
  int at = sizeof name;

  name[--at] = '\0';
  for (gint64 rest = (gint64)column + 1; rest > 0; rest = (rest - 1) / 26)
    name[--at] = (char)('A' + (rest - 1) % 26);
  return g_strdup (name + at);
}

char *
nqp_cell_name (int row, int column)
{
  g_autofree char *letters = nqp_cell_column_name (column);

  return g_strdup_printf ("%s%d", letters, row + 1);
}

/**
 * nqp_cell_parse:
 * @name: "B7", or "$B$7"
 *
 * Places beyond the end of a sheet are read as well, as far as an int goes, so that a message can name them.
 */
gboolean
nqp_cell_parse (const char *name, int *out_row, int *out_column)
{
  gint64 row = 0, column = 0;

  name += *name == '$';
  for (; g_ascii_isalpha (*name) && column < G_MAXINT / 32; name++)
    column = column * 26 + (g_ascii_toupper (*name) - 'A' + 1);
  name += *name == '$' && column > 0;
  for (; g_ascii_isdigit (*name) && row < G_MAXINT / 16; name++)
    row = row * 10 + (*name - '0');
  if (row == 0 || column == 0 || *name != '\0')
    return FALSE;
  *out_row = (int)row - 1;
  *out_column = (int)column - 1;
  return TRUE;
}
