/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value-block.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#include "nqp-problems.h"
#include "nqp-value.h"

G_DEFINE_QUARK (nqp_block_error, nqp_block_error)

/* A slice of the text, without the quotes that a spreadsheet puts around what has a tab or a line end inside. */
typedef struct
{
  const char *text;
  gsize length;
} Cell;

typedef struct
{
  GArray *cells; /* (element-type Cell) */
  GArray *ends;  /* (element-type guint): of each line, among the cells */
} Cells;

static const char *
take_cell (const char *p, Cell *out_cell)
{
  if (*p == '"')
    {
      const char *end = strchr (p + 1, '"');

      /* a quote that is doubled is a quote of the text, which is no number anyway */
      while (end != NULL && end[1] == '"')
        end = strchr (end + 2, '"');
      if (end != NULL && strchr ("\t\r\n", end[1]) != NULL)
        {
          *out_cell = (Cell){ p + 1, (gsize)(end - p - 1) };
          return end + 1;
        }
    }
  *out_cell = (Cell){ p, strcspn (p, "\t\r\n") };
  return p + out_cell->length;
}

/* The line end behind the last line begins no line of its own. */
static void
cut (const char *text, Cells *out)
{
  const char *p = text;

  do
    {
      Cell cell;

      p = take_cell (p, &cell);
      g_array_append_val (out->cells, cell);
      if (*p == '\t')
        {
          p++;
          continue;
        }
      g_array_append_val (out->ends, out->cells->len);
      if (*p == '\r' && p[1] == '\n')
        p++;
      if (*p != '\0')
        p++;
      if (*p == '\0')
        return;
    }
  while (TRUE);
}

static gboolean
fail_shape (const Cells *cells, guint row, int n_columns, GError **error)
{
  const guint begin = row > 0 ? g_array_index (cells->ends, guint, row - 1) : 0;
  const int n = (int)(g_array_index (cells->ends, guint, row) - begin);

  g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_SHAPE,
               _ ("The copied text is no block: its line %u has %d cells, the first has %d."), row + 1, n,
               n_columns);
  return FALSE;
}

static gboolean
check_shape (const Cells *cells, int n_columns, GError **error)
{
  for (guint row = 0; row < cells->ends->len; row++)
    if (g_array_index (cells->ends, guint, row) != (row + 1) * (guint)n_columns)
      return fail_shape (cells, row, n_columns, error);
  return TRUE;
}

/* Of the whole block: numbers that can be read in one way only tell how the others are to be read. 0 = the locale's, as typed. */
static char
find_mark (const Cells *cells)
{
  for (guint k = 0; k < cells->cells->len; k++)
    {
      const Cell *cell = &g_array_index (cells->cells, Cell, k);

      switch (nqp_value_evidence (cell->text, cell->length))
        {
        case NQP_MARK_IS_POINT:
          return '.';
        case NQP_MARK_IS_COMMA:
          return ',';
        case NQP_MARK_SAYS_NOTHING:
        case NQP_MARK_MAY_BE_POINT:
        case NQP_MARK_MAY_BE_COMMA:
        default:
          break;
        }
    }
  return 0;
}

/* "1,234" in a block that tells nothing of its marks: the screen itself writes commas for points, or nobody knows. */
static gboolean
is_clear (const Cell *cell, char mark)
{
  return mark != 0 || nqp_value_evidence (cell->text, cell->length) != NQP_MARK_MAY_BE_COMMA
         || strcmp (nl_langinfo (RADIXCHAR), ",") == 0;
}

static gboolean
fail_cell (const Cell *cell, const char *name, NqpValueKind kind, GError **error)
{
  g_autofree char *found = nqp_problem_quote (cell->text, cell->length);

  if (kind == NQP_VALUE_MIXED)
    g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_NUMBER,
                 _ ("%s: “%s” can be read in two ways, or has another decimal mark than the rest. Write it "
                    "without marks between thousands."),
                 name, found);
  else if (kind == NQP_VALUE_INFINITE)
    g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_NUMBER, _ ("%s: “%s” is too large for a number."),
                 name, found);
  else
    g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_NUMBER,
                 _ ("%s: “%s” is no number. Leave the cell empty if the value is missing."), name, found);
  return FALSE;
}

static gboolean
read_cell (const Cell *cell, char mark, double *out_value, NqpValueKind *out_kind, gboolean *out_percent)
{
  NqpDecimal decimal = { .mark = mark != 0 ? mark : '.', .comma_allowed = TRUE };

  if (mark == 0 && strcmp (nl_langinfo (RADIXCHAR), ",") == 0)
    decimal.mark = ',';
  *out_kind = nqp_value_read (cell->text, cell->length, &decimal, 0, out_value, out_percent);
  if (*out_kind == NQP_VALUE_MIXED && mark == 0 && decimal.mark == ',')
    {
      decimal.mark = '.'; /* "1.234" where commas are usual: no other number of the block has a mark */
      *out_kind = nqp_value_read (cell->text, cell->length, &decimal, 0, out_value, out_percent);
    }
  if (*out_kind == NQP_VALUE_NUMBER && !is_clear (cell, mark))
    *out_kind = NQP_VALUE_MIXED;
  return *out_kind == NQP_VALUE_NUMBER || *out_kind == NQP_VALUE_MISSING;
}

/**
 * nqp_value_block_parse:
 * @text: as spreadsheets copy it
 * @namer: (nullable): names a cell in the message
 *
 * Numbers as people write them, empty cells and the words for missing as missing values. What is neither is refused with the name of
 * the cell.
 *
 * Returns: (transfer full): %NULL with @error set
 */
NqpValueBlock *
nqp_value_block_parse (const char *text, NqpBlockNamer namer, gpointer data, GError **error)
{
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Cells cells = { slices, ends };
  g_autoptr (NqpValueBlock) self = g_new0 (NqpValueBlock, 1);
  char mark;

  cut (text, &cells);
  self->n_rows = (int)ends->len;
  self->n_columns = (int)g_array_index (ends, guint, 0);
  if (!check_shape (&cells, self->n_columns, error))
    return NULL;
  self->values = g_new (double, slices->len);
  self->percents = g_new0 (guint8, slices->len);
  mark = find_mark (&cells);
  for (guint k = 0; k < slices->len; k++)
    {
      const Cell *cell = &g_array_index (slices, Cell, k);
      const int row = (int)k / self->n_columns, column = (int)k % self->n_columns;
      NqpValueKind kind;
      gboolean percent;

      if (!read_cell (cell, mark, &self->values[k], &kind, &percent))
        {
          g_autofree char *name = namer != NULL
                                      ? namer (row, column, data)
                                      : g_strdup_printf (_ ("Line %d, cell %d"), row + 1, column + 1);

          fail_cell (cell, name, kind, error);
          return NULL;
        }
      self->percents[k] = percent ? 1 : 0;
    }
  return g_steal_pointer (&self);
}

void
nqp_value_block_free (NqpValueBlock *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self->percents);
  g_free (self);
}
