/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value-grid.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-search.h"
#include "nqp-typed-number.h"

/* Blocks of the grid: as text, and what is to be written for an edit of them. A cell that cannot take a value refuses the whole. */

/* ---- out --------------------------------------------------------------------------------------------------------- */

char *
nqp_value_grid_plain (const NqpValueGrid *self, int row, int column)
{
  char number[NQP_NUMBER_SIZE];

  return g_strdup (nqp_number_to_file (nqp_value_grid_value (self, row, column), number));
}

/* A name that a spreadsheet would run is text there. */
static void
append_title (GString *out, const char *title, const char *unit)
{
  g_autofree char *whole = *unit != '\0' ? g_strdup_printf ("%s (%s)", title, unit) : g_strdup (title);

  if (*whole != '\0' && strchr ("=+-@'", *whole) != NULL)
    g_string_append_c (out, '\'');
  g_strdelimit (whole, "\t\r\n\"", ' ');
  g_string_append (out, whole);
}

/**
 * nqp_value_grid_copy:
 * @titles: with a line and a column of titles
 *
 * Returns: (transfer full): lines with tabs between the cells, numbers with a decimal point and all their digits
 */
char *
nqp_value_grid_copy (const NqpValueGrid *self, const NqpGridRange *range, gboolean titles)
{
  GString *out = g_string_new (NULL);

  if (titles)
    {
      for (int c = 0; c < range->n_columns; c++)
        {
          g_string_append_c (out, '\t');
          append_title (out, nqp_value_grid_column_title (self, range->column + c),
                        nqp_value_grid_column_unit (self, range->column + c));
        }
      g_string_append_c (out, '\n');
    }
  for (int r = 0; r < range->n_rows; r++)
    {
      if (titles)
        append_title (out, nqp_value_grid_row_title (self, range->row + r),
                      nqp_value_grid_row_unit (self, range->row + r));
      for (int c = 0; c < range->n_columns; c++)
        {
          char number[NQP_NUMBER_SIZE];

          if (titles || c > 0)
            g_string_append_c (out, '\t');
          g_string_append (out, nqp_number_to_file (
                                    nqp_value_grid_value (self, range->row + r, range->column + c), number));
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* ---- in ---------------------------------------------------------------------------------------------------------- */

static gboolean
fail_derived (const NqpValueGrid *self, int row, int column, GError **error)
{
  g_autofree char *name = nqp_value_grid_name (self, row, column);
  const NqpIndicator *indicator;
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  indicator = &self->panel->indicators[nqp_value_grid_variable (self, v)->indicator];
  g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_FIXED,
               _ ("%s is derived. Change what it is made of: %s."), name,
               nqp_text_get (&self->panel->series[indicator->numerator].name, self->lang));
  return FALSE;
}

static gboolean
add_cell (const NqpValueGrid *self, int row, int column, double value, GArray *out_cells, GError **error)
{
  NqpCellValue cell = { .value = value };
  int v;

  nqp_value_grid_locate (self, row, column, &v, &cell.year, &cell.region);
  cell.series = nqp_value_grid_variable (self, v)->series;
  if (cell.series < 0)
    return fail_derived (self, row, column, error);
  g_array_append_val (out_cells, cell);
  return TRUE;
}

typedef struct
{
  const NqpValueGrid *grid;
  const NqpGridRange *range;
} Target;

static char *
name_target (int row, int column, gpointer data)
{
  const Target *target = data;

  row += target->range->row;
  column += target->range->column;
  if (row < target->grid->n_rows && column < target->grid->n_columns)
    return nqp_value_grid_name (target->grid, row, column);
  return g_strdup_printf (_ ("Line %d, cell %d"), row - target->range->row + 1,
                          column - target->range->column + 1);
}

/* "12 %" is 12 where the unit is percent; elsewhere it may be 0.12. */
static gboolean
check_percent (const NqpValueGrid *self, int row, int column, double value, GError **error)
{
  g_autofree char *name = NULL;
  char number[NQP_NUMBER_SIZE];
  const char *unit;
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  unit = nqp_value_grid_variable_unit (self, v);
  if (strchr (unit, '%') != NULL)
    return TRUE;
  name = nqp_value_grid_name (self, row, column);
  g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_NUMBER,
               _ ("%s: “%s%%” has a percent sign, but the unit is “%s”. Write the number without it."), name,
               nqp_number_to_file (value, number), unit);
  return FALSE;
}

gboolean
nqp_value_grid_paste (const NqpValueGrid *self, const NqpGridRange *range, const char *text,
                      GArray *out_cells, NqpGridRange *out_range, GError **error)
{
  Target target = { self, range };
  g_autoptr (NqpValueBlock) block = nqp_value_block_parse (text, name_target, &target, error);
  gboolean one;

  if (block == NULL)
    return FALSE;
  one = block->n_rows == 1 && block->n_columns == 1;
  *out_range = *range;
  if (!one)
    {
      out_range->n_rows = block->n_rows;
      out_range->n_columns = block->n_columns;
    }
  if (!nqp_sheet_check_room (&self->sheet, out_range, error))
    return FALSE;
  for (int r = 0; r < out_range->n_rows; r++)
    for (int c = 0; c < out_range->n_columns; c++)
      {
        const int k = one ? 0 : r * block->n_columns + c;
        const int row = range->row + r, column = range->column + c;

        if ((block->percents[k] && !check_percent (self, row, column, block->values[k], error))
            || !add_cell (self, row, column, block->values[k], out_cells, error))
          return FALSE;
      }
  return TRUE;
}

/* The first row of the range goes to those below; of one row alone, the row above comes into it. */
gboolean
nqp_value_grid_fill_down (const NqpValueGrid *self, const NqpGridRange *range, GArray *out_cells,
                          GError **error)
{
  const gboolean from_above = range->n_rows == 1;
  const int first = from_above ? range->row - 1 : range->row;

  if (first < 0)
    return TRUE;
  for (int r = first + 1; r < range->row + range->n_rows; r++)
    for (int c = range->column; c < range->column + range->n_columns; c++)
      if (!add_cell (self, r, c, nqp_value_grid_value (self, first, c), out_cells, error))
        return FALSE;
  return TRUE;
}

gboolean
nqp_value_grid_clear (const NqpValueGrid *self, const NqpGridRange *range, GArray *out_cells, GError **error)
{
  for (int r = range->row; r < range->row + range->n_rows; r++)
    for (int c = range->column; c < range->column + range->n_columns; c++)
      if (!add_cell (self, r, c, NAN, out_cells, error))
        return FALSE;
  return TRUE;
}

/* ---- find and replace ---------------------------------------------------------------------------------------------- */

void
nqp_grid_term_clear (NqpGridTerm *self)
{
  g_clear_pointer (&self->folded, g_free);
}

static gboolean
is_missing_term (const char *text)
{
  g_autofree char *folded = nqp_search_fold (text);
  g_autofree char *word = nqp_search_fold (_ ("missing"));

  return g_str_equal (folded, word) || g_str_equal (folded, "missing") || g_str_equal (folded, "–")
         || g_str_equal (folded, "-") || g_str_equal (folded, "na");
}

gboolean
nqp_grid_term_parse (NqpGridTerm *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *number = stripped;

  *self = (NqpGridTerm){ .relation = '=' };
  if (*stripped == '\0')
    return FALSE;
  if (is_missing_term (stripped))
    {
      self->number = NAN;
      return TRUE;
    }
  if (*number == '<' || *number == '>' || *number == '=')
    {
      self->relation = *number++;
      if (self->relation != '=' && *number == '=')
        {
          self->relation = self->relation == '<' ? 'l' : 'g';
          number++;
        }
    }
  if (nqp_typed_number (number, &self->number) && !isnan (self->number))
    return TRUE;
  self->relation = 't';
  self->folded = nqp_search_fold (stripped);
  return TRUE;
}

/* A number that is shown rounded answers to what is shown. */
static gboolean
equals (double value, double number)
{
  return value == number || fabs (value - number) <= 1e-9 * MAX (fabs (value), fabs (number));
}

static gboolean
answers (const NqpValueGrid *self, const NqpGridTerm *term, int row, int column)
{
  const double value = nqp_value_grid_value (self, row, column);

  switch (term->relation)
    {
    case '<':
      return value < term->number;
    case '>':
      return value > term->number;
    case 'l':
      return value <= term->number;
    case 'g':
      return value >= term->number;
    case '=':
      return isnan (term->number) ? isnan (value) : equals (value, term->number);
    default:
      return FALSE;
    }
}

static gboolean
title_answers (const NqpGridTerm *term, const char *title)
{
  g_autofree char *folded = nqp_search_fold (title);

  return strstr (folded, term->folded) != NULL;
}

/* The next row whose title answers, else the next column. */
static gboolean
find_title (const NqpValueGrid *self, const NqpGridTerm *term, int step, int *row, int *column)
{
  for (int k = 1; k <= self->n_rows; k++)
    {
      const int at = ((*row + step * k) % self->n_rows + self->n_rows) % self->n_rows;

      if (title_answers (term, nqp_value_grid_row_title (self, at)))
        {
          *row = at;
          return TRUE;
        }
    }
  for (int k = 1; k <= self->n_columns; k++)
    {
      const int at = ((*column + step * k) % self->n_columns + self->n_columns) % self->n_columns;

      if (title_answers (term, nqp_value_grid_column_title (self, at)))
        {
          *column = at;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
nqp_value_grid_find (const NqpValueGrid *self, const NqpGridTerm *term, gboolean backwards, int *row,
                     int *column)
{
  const gint64 n = (gint64)self->n_rows * self->n_columns;
  const gint64 from = (gint64)*row * self->n_columns + *column;
  const int step = backwards ? -1 : 1;

  if (n == 0)
    return FALSE;
  if (term->relation == 't')
    return find_title (self, term, step, row, column);
  for (gint64 k = 1; k <= n; k++)
    {
      const gint64 at = ((from + step * k) % n + n) % n;

      if (answers (self, term, (int)(at / self->n_columns), (int)(at % self->n_columns)))
        {
          *row = (int)(at / self->n_columns);
          *column = (int)(at % self->n_columns);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_derived (const NqpValueGrid *self, int row, int column)
{
  int v, t, i;

  nqp_value_grid_locate (self, row, column, &v, &t, &i);
  return nqp_value_grid_variable (self, v)->series < 0;
}

/**
 * nqp_value_grid_replace:
 * @by: a number, or nothing for missing
 *
 * What is derived follows from what is replaced: only where nothing else answers it is told that it cannot be written.
 */
gboolean
nqp_value_grid_replace (const NqpValueGrid *self, const NqpGridRange *range, const NqpGridTerm *term,
                        const char *by, GArray *out_cells, GError **error)
{
  g_autoptr (NqpValueBlock) block = NULL;
  int derived_row = -1, derived_column = -1;

  if (term->relation == 't')
    {
      g_set_error_literal (
          error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_NUMBER,
          _ ("Values are replaced: look for a number, “missing”, or a bound such as “< 0”."));
      return FALSE;
    }
  block = nqp_value_block_parse (by, NULL, NULL, error);
  if (block == NULL)
    return FALSE;
  if (block->n_rows != 1 || block->n_columns != 1)
    {
      g_set_error_literal (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_SHAPE,
                           _ ("A value is replaced by one number, or by nothing."));
      return FALSE;
    }
  for (int r = range->row; r < range->row + range->n_rows; r++)
    for (int c = range->column; c < range->column + range->n_columns; c++)
      {
        if (!answers (self, term, r, c))
          continue;
        if (!is_derived (self, r, c))
          add_cell (self, r, c, block->values[0], out_cells, NULL);
        else if (derived_row < 0)
          {
            derived_row = r;
            derived_column = c;
          }
      }
  return out_cells->len > 0 || derived_row < 0 || fail_derived (self, derived_row, derived_column, error);
}
