/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-number-format.h"
#include "nqp-problems.h"
#include "nqp-workbook-private.h"
#include "nqp-xlsx-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_TEXT, /* inlineStr; str, the result of a formula; what is not known */
  TYPE_BOOLEAN,
  TYPE_ERROR,
  TYPE_DATE,
} CellType;

typedef struct
{
  NqpWorkbook *workbook;
  const NqpWorkbookSheet *sheet;
  NqpSheetCells *cells;
  gboolean is_sheet, in_cell, in_inline;
  int row, column; /* of the cell, and before it begins, of the one that comes next */

  CellType type;
  guint8 format; /* NqpNumberFormat */
  gboolean has_value, has_formula;
  NqpXlsxText value;
  GString *formula;
} Reader;

static void
fail_at (Reader *self, NqpXml *xml, int row, int column, const char *why)
{
  g_autofree char *text = nqp_workbook_place (self->sheet->name, row, column, why);

  nqp_xml_fail (xml, "%s", text);
}

static void
fail_cell (Reader *self, NqpXml *xml, const char *why)
{
  fail_at (self, xml, self->row, self->column, why);
}

/* --- elements --- */

static void
start_row (Reader *self, NqpXml *xml, const char **attributes)
{
  const int next = MIN (self->row, NQP_SHEET_MAX_ROWS) + 2;
  const int number = nqp_xml_get_count (attributes, NQP_XML_NONE, "r", next);

  self->row = MAX (number, 1) - 1;
  self->column = -1;
  nqp_sheet_cells_begin_row (self->cells, self->row);
  if (nqp_xml_get_boolean (attributes, NQP_XML_NONE, "hidden"))
    nqp_sheet_cells_hide_rows (self->cells, self->row, 1);
}

static CellType
type_of (const char *name)
{
  switch (*name)
    {
    case 'n':
      return TYPE_NUMBER;
    case 's':
      return name[1] == '\0' ? TYPE_SHARED : TYPE_TEXT;
    case 'b':
      return TYPE_BOOLEAN;
    case 'e':
      return TYPE_ERROR;
    case 'd':
      return TYPE_DATE;
    default:
      return TYPE_TEXT;
    }
}

/* Its attributes are gone through once, by their letters: a sheet has millions. */
static void
start_cell (Reader *self, NqpXml *xml, const char **attributes)
{
  guint style = 0;
  int row = self->row;

  self->in_cell = TRUE;
  self->type = TYPE_NUMBER;
  self->has_value = self->has_formula = self->in_inline = FALSE;
  g_string_truncate (self->value.text, 0);
  self->column++;
  for (; *attributes != NULL; attributes += 2)
    {
      const char *name = attributes[0], *value = attributes[1];

      if (name[0] == '\0' || name[1] != '\0')
        continue;
      if (name[0] == 't')
        self->type = type_of (value);
      else if (name[0] == 's')
        style = (guint)CLAMP (g_ascii_strtoll (value, NULL, 10), 0, G_MAXINT);
      else if (name[0] == 'r' && (!nqp_cell_parse (value, &row, &self->column) || row != self->row))
        {
          fail_cell (
              self, xml,
              _ ("The cell does not say where it is, or is in another row than it says; open the file in a "
                 "spreadsheet program and save it again."));
          return;
        }
    }
  self->format
      = style < self->workbook->formats->len ? self->workbook->formats->data[style] : NQP_FORMAT_NUMBER;
}

static void
start_in_cell (Reader *self, NqpXml *xml, const char *name)
{
  if (self->in_inline)
    nqp_xlsx_text_start (&self->value, xml, name);
  else if (g_str_equal (name, "v"))
    nqp_xml_collect (xml);
  else if (g_str_equal (name, "f"))
    nqp_xml_collect (xml);
  else if (g_str_equal (name, "is"))
    self->in_inline = TRUE;
  else
    nqp_xml_skip (xml);
}

static void
add_merged (Reader *self, NqpXml *xml, const char **attributes)
{
  const char *text = nqp_xml_get (attributes, NQP_XML_NONE, "ref");
  g_auto (GStrv) ends = g_strsplit (text != NULL ? text : "", ":", 3);
  int row, column, last_row, last_column;
  NqpCellRange range;
  const char *why;

  if (ends[0] == NULL || !nqp_cell_parse (ends[0], &row, &column)
      || !nqp_cell_parse (ends[1] != NULL ? ends[1] : ends[0], &last_row, &last_column) || last_row < row
      || last_column < column)
    {
      fail_at (self, xml, -1, -1,
               _ ("A range of merged cells cannot be made out; open the file in a spreadsheet program and "
                  "save it again."));
      return;
    }
  range = (NqpCellRange){ row, column, last_row - row + 1, last_column - column + 1 };
  why = nqp_sheet_cells_merge (self->cells, &range);
  if (why != NULL)
    fail_at (self, xml, row, column, why);
}

static void
start_element (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  Reader *self = data;

  if (space != NQP_XML_SHEET)
    nqp_xml_skip (xml);
  else if (self->in_cell)
    start_in_cell (self, xml, name);
  else if (g_str_equal (name, "c") && self->row >= 0)
    start_cell (self, xml, attributes);
  else if (g_str_equal (name, "row"))
    start_row (self, xml, attributes);
  else if (g_str_equal (name, "mergeCell"))
    add_merged (self, xml, attributes);
  else if (g_str_equal (name, "col"))
    {
      const int from = nqp_xml_get_count (attributes, NQP_XML_NONE, "min", 0);
      const int to = MIN (nqp_xml_get_count (attributes, NQP_XML_NONE, "max", 0), NQP_SHEET_MAX_COLUMNS);

      if (nqp_xml_get_boolean (attributes, NQP_XML_NONE, "hidden"))
        nqp_sheet_cells_hide_columns (self->cells, from - 1, to - MIN (from, to + 1) + 1);
    }
  else if (g_str_equal (name, "worksheet"))
    self->is_sheet = TRUE;
  else if (!g_str_equal (name, "sheetData") && !g_str_equal (name, "mergeCells")
           && !g_str_equal (name, "cols"))
    nqp_xml_skip (xml);
}

/* --- values --- */

static const char *
add (Reader *self, NqpCellKind kind, int flags, const char *text)
{
  return nqp_sheet_cells_add (self->cells, self->column, 1, kind, flags, text, strlen (text));
}

static const char *
add_number (Reader *self)
{
  const char *text = g_strstrip (self->value.text->str);
  char date[NQP_SERIAL_SIZE];

  if (!nqp_is_file_number (text, strlen (text)))
    return add (self, NQP_CELL_TEXT, 0, text);
  if ((self->format == NQP_FORMAT_DATE || self->format == NQP_FORMAT_DURATION)
      && nqp_serial_to_date (text, self->format, self->workbook->from_1904, date))
    return add (self, NQP_CELL_DATE, 0, date);
  return add (self, NQP_CELL_NUMBER, self->format == NQP_FORMAT_PERCENT ? NQP_CELL_PERCENT : 0, text);
}

static const char *
add_shared (Reader *self)
{
  const char *text = g_strstrip (self->value.text->str);
  char *end;
  const guint64 index = g_ascii_strtoull (text, &end, 10);

  if (!g_ascii_isdigit (*text) || *end != '\0' || index >= self->workbook->texts->n)
    return _ (
        "The cell has a text that is not in the workbook; open the file in a spreadsheet program and save it "
        "again.");
  return nqp_sheet_cells_add_shared (self->cells, self->column, (guint)index);
}

static const char *
add_other (Reader *self)
{
  GString *value = self->value.text;
  char date[NQP_SERIAL_SIZE];

  if (self->type == TYPE_TEXT)
    {
      nqp_xlsx_text_tidy (value);
      return add (self, NQP_CELL_TEXT, 0, value->str);
    }
  g_strstrip (value->str);
  if (self->type == TYPE_ERROR)
    return add (self, NQP_CELL_ERROR, 0, value->str);
  if (self->type == TYPE_BOOLEAN && (g_str_equal (value->str, "1") || g_str_equal (value->str, "true")))
    return add (self, NQP_CELL_BOOLEAN, 0, "TRUE");
  if (self->type == TYPE_BOOLEAN && (g_str_equal (value->str, "0") || g_str_equal (value->str, "false")))
    return add (self, NQP_CELL_BOOLEAN, 0, "FALSE");
  if (self->type == TYPE_DATE && nqp_date_tidy (value->str, date))
    return add (self, NQP_CELL_DATE, 0, date);
  return add (self, NQP_CELL_TEXT, 0, value->str);
}

/* Some programs write formulas and leave it to others to work them out. */
static const char *
add_uncalculated (Reader *self)
{
  g_string_prepend_c (self->formula, '=');
  nqp_xlsx_text_tidy (self->formula);
  return add (self, NQP_CELL_ERROR, NQP_CELL_UNCALCULATED, self->formula->str);
}

static void
end_cell (Reader *self, NqpXml *xml)
{
  const char *why = NULL;

  self->in_cell = FALSE;
  if (self->has_formula && (!self->has_value || (self->value.text->len == 0 && self->type != TYPE_TEXT)))
    why = add_uncalculated (self);
  else if (self->value.text->len == 0)
    return;
  else if (self->type == TYPE_NUMBER)
    why = add_number (self);
  else if (self->type == TYPE_SHARED)
    why = add_shared (self);
  else
    why = add_other (self);
  if (why != NULL)
    fail_cell (self, xml, why);
}

static void
end_element (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
  Reader *self = data;
  const char *text;
  gsize length;

  if (!self->in_cell)
    return;
  if (self->in_inline)
    {
      if (g_str_equal (name, "is"))
        {
          self->in_inline = FALSE;
          self->has_value = TRUE;
        }
      else
        nqp_xlsx_text_end (&self->value, xml, name);
      if (self->type == TYPE_NUMBER) /* it is a text, whatever the cell says */
        self->type = TYPE_TEXT;
    }
  else if (g_str_equal (name, "v"))
    {
      text = nqp_xml_collected (xml, &length);
      self->has_value = TRUE;
      g_string_truncate (self->value.text, 0);
      g_string_append_len (self->value.text, text, (gssize)length);
    }
  else if (g_str_equal (name, "f"))
    {
      text = nqp_xml_collected (xml, &length);
      self->has_formula = TRUE;
      g_string_truncate (self->formula, 0);
      g_string_append_len (self->formula, text, (gssize)length);
    }
  else if (g_str_equal (name, "c"))
    end_cell (self, xml);
}

/* What can be said only of the sheet as a whole. */
static gboolean
finish (Reader *self, GError **error)
{
  NqpCellRange place = { -1, -1, 0, 0 };
  g_autofree char *text = NULL;
  const char *why;

  if (!self->is_sheet)
    why = _ (
        "Its part of the file holds no sheet; open the file in a spreadsheet program and save it again.");
  else
    why = nqp_sheet_cells_finish (self->cells, TRUE, &place);
  if (why == NULL)
    return TRUE;
  text = nqp_workbook_place (self->sheet->name, place.row, place.column, why);
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", nqp_zip_file (self->workbook->zip), text);
  return FALSE;
}

NqpSheetCells *
nqp_xlsx_read_sheet (NqpWorkbook *self, const NqpWorkbookSheet *sheet, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_element, end_element, NULL };
  g_autoptr (NqpSheetCells) cells = nqp_sheet_cells_new (self->texts);
  Reader reader = { .workbook = self, .sheet = sheet, .cells = cells, .row = -1, .column = -1 };
  gboolean ok;

  reader.value.text = g_string_new (NULL);
  reader.formula = g_string_new (NULL);
  ok = nqp_xml_read (self->zip, sheet->part, &handlers, &reader, work, error) && finish (&reader, error);
  g_string_free (reader.value.text, TRUE);
  g_string_free (reader.formula, TRUE);
  return ok ? g_steal_pointer (&cells) : NULL;
}
