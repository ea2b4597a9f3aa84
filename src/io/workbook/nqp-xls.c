/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Excel workbooks of 1997 to 2003, as the program nqp-convert tells of them: see src/convert/nqp-convert-xls.c. */
#include "nqp-workbook-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-converter.h"

typedef struct
{
  NqpWorkbook *book;
  NqpWorkbookSheet *sheet; /* that is being filled, or NULL */
  NqpSheetCells *cells;
  int row;
  gboolean in_row, whole;
  const char *fault; /* translated */
} Reader;

static const char *
not_understood (void)
{
  return _ ("The program nqp-convert said something that is not understood; install both programs anew.");
}

static void
end_row (Reader *self)
{
  if (self->in_row && self->fault == NULL)
    self->fault = nqp_sheet_cells_end_row (self->cells, 1);
  self->in_row = FALSE;
}

static void
end_sheet (Reader *self)
{
  NqpCellRange place;

  if (self->sheet == NULL)
    return;
  end_row (self);
  if (self->fault == NULL)
    self->fault = nqp_sheet_cells_finish (self->cells, FALSE, &place);
  self->sheet->cells = g_steal_pointer (&self->cells);
  self->sheet = NULL;
}

/* "TAB number", then the rest behind another TAB; -1: something else */
static int
read_number (const char **text)
{
  const char *p = *text;
  int number = 0, n = 0;

  if (*p++ != '\t')
    return -1;
  for (; g_ascii_isdigit (*p) && n < 8; p++, n++)
    number = number * 10 + (*p - '0');
  *text = p;
  return n > 0 && (*p == '\0' || *p == '\t') ? number : -1;
}

static void
read_cell (Reader *self, char kind, const char *rest)
{
  const NqpCellKind kinds = kind == 'n' ? NQP_CELL_NUMBER : kind == 'd' ? NQP_CELL_DATE : NQP_CELL_TEXT;
  const int column = read_number (&rest);

  if (!self->in_row || column < 0 || *rest != '\t')
    self->fault = not_understood ();
  else if (rest[1] != '\0')
    self->fault = nqp_sheet_cells_add (self->cells, column, 1, kinds, 0, rest + 1, strlen (rest + 1));
}

static void
read_line (Reader *self, const char *line)
{
  const char *rest = line + 1;
  int row;

  switch (*line)
    {
    case 'S':
      end_sheet (self);
      if (*rest != '\t')
        break;
      self->sheet = nqp_workbook_add_sheet (self->book, rest + 1);
      self->cells = nqp_sheet_cells_new (NULL);
      self->row = -1;
      return;
    case 'R':
      row = read_number (&rest);
      if (self->sheet == NULL || row <= self->row)
        break;
      end_row (self);
      self->row = row;
      self->in_row = TRUE;
      nqp_sheet_cells_begin_row (self->cells, row);
      return;
    case 't':
    case 'n':
    case 'd':
      read_cell (self, *line, rest);
      return;
    case 'E':
      end_sheet (self);
      self->whole = TRUE;
      return;
    default:
      break;
    }
  self->fault = not_understood ();
}

gboolean
nqp_xls_open (NqpWorkbook *self, GBytes *bytes, const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) told = nqp_converter_run_bytes ("xls", bytes, cancellable, &why);
  Reader reader = { .book = self };
  gsize length;
  const char *at, *end;

  if (told == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&why), "%s: ", file);
      return FALSE;
    }
  at = g_bytes_get_data (told, &length);
  end = at + length;
  while (at < end && reader.fault == NULL)
    {
      const char *stop = memchr (at, '\n', (gsize)(end - at));
      g_autofree char *line = g_strndup (at, (gsize)((stop != NULL ? stop : end) - at));

      read_line (&reader, line);
      at = stop != NULL ? stop + 1 : end;
    }
  if (reader.fault == NULL && !reader.whole)
    reader.fault = not_understood ();
  end_sheet (&reader);
  if (reader.fault != NULL)
    g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", file, reader.fault);
  return reader.fault == NULL;
}
