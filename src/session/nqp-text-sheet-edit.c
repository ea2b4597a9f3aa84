/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-text-sheet-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-typed-number.h"

/* Blocks of texts: out, and what is to be written for an edit of them. A cell that cannot take its text refuses the whole. */

#define FOR_OTHERS "=+-@'" /* a spreadsheet would run what begins so */

G_DEFINE_QUARK (nqp_sheet_error, nqp_sheet_error)

static void
append_text (GString *out, const char *text)
{
  const gboolean runs = *text != '\0' && strchr (FOR_OTHERS, *text) != NULL;

  if (strpbrk (text, "\t\r\n\"") == NULL)
    {
      g_string_append_printf (out, "%s%s", runs ? "'" : "", text);
      return;
    }
  g_string_append_printf (out, "\"%s", runs ? "'" : "");
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  g_string_append_c (out, '"');
}

char *
nqp_text_sheet_copy (const NqpSheet *self, const NqpGridRange *range, gboolean titles)
{
  GString *out = g_string_new (NULL);

  for (int c = 0; titles && c < range->n_columns; c++)
    {
      g_string_append_c (out, '\t');
      append_text (out, self->klass->column_title (self, range->column + c));
    }
  if (titles)
    g_string_append_c (out, '\n');
  for (int r = 0; r < range->n_rows; r++)
    {
      if (titles)
        append_text (out, self->klass->row_title (self, range->row + r));
      for (int c = 0; c < range->n_columns; c++)
        {
          char buffer[NQP_NUMBER_SIZE];
          const char *text
              = self->klass->text (self, range->row + r, range->column + c, 0, buffer, sizeof buffer);

          if (titles || c > 0)
            g_string_append_c (out, '\t');
          if (self->klass->is_number (self, range->column + c))
            g_string_append (out, text);
          else
            append_text (out, text);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static gboolean
add_cell (NqpSheet *sheet, int row, int column, const char *text, GArray *out_cells, GError **error)
{
  NqpTextSheet *self = (NqpTextSheet *)sheet;
  NqpTextCell cell = { nqp_text_sheet_thing (self, row), column, "", NAN };
  const NqpTextColumn *it = &self->kind->columns[column];
  g_autofree char *tidy = g_strstrip (g_strdup (text));
  g_autofree char *now = sheet->klass->plain (sheet, row, column);
  g_autofree char *name = NULL;

  if (*tidy == '\'' && tidy[1] != '\0' && strchr (FOR_OTHERS, tidy[1]) != NULL)
    memmove (tidy, tidy + 1, strlen (tidy));
  if (g_str_equal (tidy, now))
    return TRUE;
  name = sheet->klass->name (sheet, row, column);
  if (it->fixed != NULL)
    {
      g_set_error (error, NQP_SHEET_ERROR, NQP_SHEET_ERROR_FIXED, "%s: %s", name, _ (it->fixed));
      return FALSE;
    }
  if (it->number && !nqp_typed_number (tidy, &cell.number))
    {
      g_set_error (
          error, NQP_SHEET_ERROR, NQP_SHEET_ERROR_TEXT,
          _ ("%s: “%s” is no number, or one that can be read in two ways. Write it with digits and a point."),
          name, tidy);
      return FALSE;
    }
  cell.text = g_string_chunk_insert (self->written, tidy);
  g_array_append_val (out_cells, cell);
  return TRUE;
}

/* Cells of lines with tabs between; a cell in quotes may have either. (element-type GPtrArray (element-type utf8)) */
static GPtrArray *
parse_block (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  const char *at = text;

  while (*at != '\0')
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
      gboolean more = TRUE;

      g_ptr_array_add (lines, cells);
      while (more)
        {
          GString *cell = g_string_new (NULL);
          const gboolean quoted = *at == '"';

          at += quoted;
          while (*at != '\0' && (quoted || strchr ("\t\r\n", *at) == NULL))
            {
              if (quoted && *at == '"' && at[1] != '"')
                break;
              at += quoted && *at == '"';
              g_string_append_c (cell, *at++);
            }
          at += quoted && *at == '"';
          at += strcspn (at, "\t\r\n"); /* what is left behind a quote */
          more = *at == '\t';
          at += more;
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      at += *at == '\r';
      at += *at == '\n';
    }
  return lines;
}

gboolean
nqp_text_sheet_paste (NqpSheet *self, const NqpGridRange *range, const char *text, GArray *out_cells,
                      NqpGridRange *out_range, GError **error)
{
  g_autoptr (GPtrArray) lines = parse_block (text);
  const guint width = lines->len > 0 ? ((GPtrArray *)lines->pdata[0])->len : 0;
  const gboolean one = lines->len <= 1 && width <= 1;

  *out_range = *range;
  if (!one)
    {
      out_range->n_rows = (int)lines->len;
      out_range->n_columns = (int)width;
    }
  for (guint k = 0; k < lines->len; k++)
    if (((GPtrArray *)lines->pdata[k])->len != width)
      {
        g_set_error (error, NQP_SHEET_ERROR, NQP_SHEET_ERROR_TEXT,
                     _ ("Line %u has %u cells; expected %u, as in the first line."), k + 1,
                     ((GPtrArray *)lines->pdata[k])->len, width);
        return FALSE;
      }
  if (!nqp_sheet_check_room (self, out_range, error))
    return FALSE;
  for (int r = 0; r < out_range->n_rows; r++)
    for (int c = 0; c < out_range->n_columns; c++)
      {
        const GPtrArray *line = lines->len > 0 ? lines->pdata[one ? 0 : r] : NULL;
        const char *cell = line != NULL ? line->pdata[one ? 0 : c] : "";

        if (!add_cell (self, range->row + r, range->column + c, cell, out_cells, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
nqp_text_sheet_fill_down (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error)
{
  const int first = range->n_rows == 1 ? range->row - 1 : range->row;

  for (int c = range->column; first >= 0 && c < range->column + range->n_columns; c++)
    {
      g_autofree char *text = self->klass->plain (self, first, c);

      for (int r = first + 1; r < range->row + range->n_rows; r++)
        if (!add_cell (self, r, c, text, out_cells, error))
          return FALSE;
    }
  return TRUE;
}

/* Also asked of a cell that is to be written in: what is fixed says so. */
gboolean
nqp_text_sheet_clear (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error)
{
  for (int r = range->row; r < range->row + range->n_rows; r++)
    for (int c = range->column; c < range->column + range->n_columns; c++)
      if (!add_cell (self, r, c, "", out_cells, error))
        return FALSE;
  return TRUE;
}
