/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-value-grid.h"

#include <glib/gi18n.h>

/* The values of a project as a sheet. */

gboolean
nqp_sheet_check_room (const NqpSheet *self, const NqpGridRange *range, GError **error)
{
  const int rows = self->n_rows - range->row, columns = self->n_columns - range->column;

  if (range->n_rows <= rows && range->n_columns <= columns)
    return TRUE;
  g_set_error (error, NQP_BLOCK_ERROR, NQP_BLOCK_ERROR_SHAPE,
               _ ("The block is %d by %d cells; from this cell on there is room for %d by %d."),
               range->n_rows, range->n_columns, rows, columns);
  return FALSE;
}

#define VALUES(sheet) ((const NqpValueGrid *)(sheet))

static void
free_values (NqpSheet *self)
{
  nqp_value_grid_free ((NqpValueGrid *)self);
}

static void
arrange_values (NqpSheet *self, int sorted_by, gboolean descending, const char *filter)
{
  nqp_value_grid_arrange ((NqpValueGrid *)self, sorted_by, descending, filter);
}

static const char *
value_row_title (const NqpSheet *self, int row)
{
  return nqp_value_grid_row_title (VALUES (self), row);
}

static const char *
value_row_unit (const NqpSheet *self, int row)
{
  return nqp_value_grid_row_unit (VALUES (self), row);
}

static const char *
value_column_title (const NqpSheet *self, int column)
{
  return nqp_value_grid_column_title (VALUES (self), column);
}

static const char *
value_column_unit (const NqpSheet *self, int column)
{
  return nqp_value_grid_column_unit (VALUES (self), column);
}

static gboolean
value_is_number (const NqpSheet *self, int column)
{
  return TRUE;
}

static guint
value_marks (const NqpSheet *self, int row, int column)
{
  return nqp_value_grid_marks (VALUES (self), row, column);
}

static const char *
value_text (const NqpSheet *self, int row, int column, guint marks, char *buffer, gsize size)
{
  return nqp_value_grid_text (VALUES (self), row, column, marks, buffer, size);
}

static char *
value_name (const NqpSheet *self, int row, int column)
{
  return nqp_value_grid_name (VALUES (self), row, column);
}

static char *
value_describe (const NqpSheet *self, int row, int column)
{
  return nqp_value_grid_describe (VALUES (self), row, column);
}

static gboolean
is_of_variable (const NqpValueGrid *values, int row, int column)
{
  if (values->kind == NQP_GRID_OF_VARIABLE)
    return row < 0;
  return values->kind == NQP_GRID_OF_REGION ? row >= 0 : column >= 0;
}

/* A title is told where it is not all to be seen; of what has values all that is known is told. */
static char *
value_explain (const NqpSheet *self, int row, int column)
{
  const NqpValueGrid *values = VALUES (self);
  int v, t, i;

  if (row >= 0 && column >= 0)
    return nqp_value_grid_explain (values, row, column);
  if (row < 0 && column < 0 && values->kind != NQP_GRID_OF_VARIABLE)
    return NULL;
  if (!is_of_variable (values, row, column))
    return g_strdup (row >= 0 ? nqp_value_grid_row_title (values, row)
                              : nqp_value_grid_column_title (values, column));
  if (values->kind == NQP_GRID_OF_VARIABLE)
    return nqp_value_grid_explain_variable (values, values->at);
  nqp_value_grid_locate (values, MAX (row, 0), MAX (column, 0), &v, &t, &i);
  return nqp_value_grid_explain_variable (values, v);
}

static char *
value_plain (const NqpSheet *self, int row, int column)
{
  return nqp_value_grid_plain (VALUES (self), row, column);
}

static char *
copy_values (const NqpSheet *self, const NqpGridRange *range, gboolean titles)
{
  return nqp_value_grid_copy (VALUES (self), range, titles);
}

static gboolean
paste_values (NqpSheet *self, const NqpGridRange *range, const char *text, GArray *out_cells,
              NqpGridRange *out_range, GError **error)
{
  return nqp_value_grid_paste (VALUES (self), range, text, out_cells, out_range, error);
}

static gboolean
fill_values_down (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error)
{
  return nqp_value_grid_fill_down (VALUES (self), range, out_cells, error);
}

static gboolean
clear_values (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error)
{
  return nqp_value_grid_clear (VALUES (self), range, out_cells, error);
}

static gboolean
write_values (NqpSheet *self, NqpSession *session, const GArray *cells, NqpValuesDone done, GError **error)
{
  return nqp_session_set_values (session, VALUES (self)->panel, (const NqpCellValue *)(gpointer)cells->data,
                                 cells->len, done, error);
}

static gboolean
refresh_values (NqpSheet *self, NqpSession *session)
{
  return nqp_value_grid_take ((NqpValueGrid *)self, nqp_session_get_panel (session),
                              nqp_session_get_scores (session));
}

/* A title stands for a region or a year, which all pages look at then. */
static void
look_at_title (const NqpSheet *self, NqpSession *session, int row, int column)
{
  const NqpValueGrid *values = VALUES (self);
  int v, t, i;

  nqp_value_grid_locate (values, MAX (row, 0), MAX (column, 0), &v, &t, &i);
  if (row >= 0 && values->kind != NQP_GRID_OF_REGION)
    nqp_session_set_focus (session, i);
  else if (row < 0 && values->kind != NQP_GRID_OF_YEAR)
    nqp_session_set_year (session, t);
}

const NqpSheetClass nqp_value_grid_class = {
  .cell_size = sizeof (NqpCellValue),
  .free = free_values,
  .arrange = arrange_values,
  .row_title = value_row_title,
  .row_unit = value_row_unit,
  .column_title = value_column_title,
  .column_unit = value_column_unit,
  .is_number = value_is_number,
  .marks = value_marks,
  .text = value_text,
  .name = value_name,
  .describe = value_describe,
  .explain = value_explain,
  .plain = value_plain,
  .copy = copy_values,
  .paste = paste_values,
  .fill_down = fill_values_down,
  .clear = clear_values,
  .write = write_values,
  .refresh = refresh_values,
  .look_at = look_at_title,
};
