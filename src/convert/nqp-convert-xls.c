/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The library gives no number formats and no merged ranges: a share is the number it is stored as. One line each:
 *
 *   S TAB name            a sheet begins
 *   R TAB row             a row with cells, from 0
 *   t|n|d TAB column TAB text   a cell of it: text, number, date
 *   E                     all was read
 */
#include "nqp-config.h"
#include "nqp-convert.h"

#ifdef NQP_HAVE_FREEXL

#include <freexl.h>
#include <string.h>

static void
check (int status)
{
  char about[40];

  if (status == FREEXL_OK)
    return;
  if (status == FREEXL_UNSUPPORTED_CHARSET)
    nqp_convert_fail (NQP_CONVERT_ENCODING, NULL);
  g_snprintf (about, sizeof about, "FreeXL %d", status);
  nqp_convert_fail (NQP_CONVERT_DAMAGED, about);
}

static void
put_cell (char kind, int column, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = NULL;

  g_strdelimit (valid, "\t\r\n", ' ');
  line = g_strdup_printf ("%c\t%d\t%s\n", kind, column, valid);
  nqp_convert_put (line);
}

/* What has no value is passed over. */
static gboolean
put_value (int column, const FreeXL_CellValue *cell)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (cell->type)
    {
    case FREEXL_CELL_INT:
      g_snprintf (number, sizeof number, "%d", cell->value.int_value);
      put_cell ('n', column, number);
      return TRUE;
    case FREEXL_CELL_DOUBLE:
      /* the shortest that is the same number */
      for (int digits = 15; digits <= 17; digits++)
        {
          char format[8];

          g_snprintf (format, sizeof format, "%%.%dg", digits);
          g_ascii_formatd (number, sizeof number, format, cell->value.double_value);
          if (!(g_ascii_strtod (number, NULL) < cell->value.double_value)
              && !(g_ascii_strtod (number, NULL) > cell->value.double_value))
            break;
        }
      put_cell ('n', column, number);
      return TRUE;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
      put_cell ('t', column, cell->value.text_value);
      return TRUE;
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      put_cell ('d', column, cell->value.text_value);
      return TRUE;
    case FREEXL_CELL_NULL:
    default:
      return FALSE;
    }
}

static void
put_row (const void *book, unsigned int row, unsigned short n_columns)
{
  gboolean any = FALSE;

  for (unsigned short c = 0; c < n_columns; c++)
    {
      FreeXL_CellValue cell;

      check (freexl_get_cell_value (book, row, c, &cell));
      if (!any && cell.type != FREEXL_CELL_NULL)
        {
          char line[32];

          g_snprintf (line, sizeof line, "R\t%u\n", row);
          nqp_convert_put (line);
          any = TRUE;
        }
      put_value (c, &cell);
    }
}

void
nqp_convert_xls (const char *path)
{
  const void *book;
  unsigned int n_sheets, locked;
  int status = freexl_open (path, &book);

  if (status != FREEXL_OK)
    nqp_convert_fail (status == FREEXL_BIFF_WORKBOOK_NOT_FOUND ? NQP_CONVERT_UNKNOWN : NQP_CONVERT_DAMAGED,
                      NULL);
  check (freexl_get_info (book, FREEXL_BIFF_PASSWORD, &locked));
  if (locked != FREEXL_BIFF_PLAIN)
    nqp_convert_fail (NQP_CONVERT_PASSWORD, NULL);
  check (freexl_get_info (book, FREEXL_BIFF_SHEET_COUNT, &n_sheets));
  for (unsigned int sheet = 0; sheet < n_sheets && sheet < 256; sheet++)
    {
      const char *name;
      unsigned int n_rows;
      unsigned short n_columns;
      g_autofree char *line = NULL;
      g_autofree char *valid = NULL;

      check (freexl_get_worksheet_name (book, (unsigned short)sheet, &name));
      check (freexl_select_active_worksheet (book, (unsigned short)sheet));
      check (freexl_worksheet_dimensions (book, &n_rows, &n_columns));
      valid = g_strdelimit (g_utf8_make_valid (name != NULL ? name : "", -1), "\t\r\n", ' ');
      line = g_strdup_printf ("S\t%s\n", valid);
      nqp_convert_put (line);
      for (unsigned int row = 0; row < n_rows; row++)
        put_row (book, row, n_columns);
    }
  nqp_convert_put ("E\n");
}

#else

void
nqp_convert_xls (const char *path)
{
  (void)path;
  nqp_convert_fail (NQP_CONVERT_NOT_BUILT, "FreeXL");
}

#endif
