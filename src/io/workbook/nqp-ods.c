/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ods-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SHEETS 10000

static void
fail_sheet (NqpOdsReader *self, int row, int column, const char *why)
{
  if (self->fault == NULL)
    self->fault = nqp_workbook_place (self->sheet_name, row, column, why);
}

/* --- tables --- */

static void
start_table (NqpOdsReader *self, NqpXml *xml, const char **attributes)
{
  const char *name = nqp_xml_get (attributes, NQP_XML_TABLE, "name");
  const char *style = nqp_xml_get (attributes, NQP_XML_TABLE, "style-name");
  NqpWorkbookSheet *sheet;

  if (self->workbook->sheets->len >= MAX_SHEETS)
    {
      nqp_xml_fail (xml, _ ("The workbook has more than 10,000 sheets; split it into several."));
      return;
    }
  sheet = nqp_workbook_add_sheet (self->workbook, name != NULL ? name : "");
  sheet->hidden = style != NULL && g_hash_table_contains (self->hidden_styles, style);
  self->sheet_name = sheet->name;
  self->cells = nqp_sheet_cells_new (NULL);
  self->in_table = TRUE;
  self->row = self->column = 0;
}

static void
end_table (NqpOdsReader *self)
{
  NqpWorkbookSheet *sheet
      = &g_array_index (self->workbook->sheets, NqpWorkbookSheet, self->workbook->sheets->len - 1);
  NqpCellRange place = { -1, -1, 0, 0 };
  const char *why = self->fault == NULL ? nqp_sheet_cells_finish (self->cells, FALSE, &place) : NULL;

  if (why != NULL)
    fail_sheet (self, place.row, place.column, why);
  if (self->fault != NULL)
    g_clear_pointer (&self->cells, nqp_sheet_cells_unref);
  sheet->fault = g_steal_pointer (&self->fault);
  sheet->cells = g_steal_pointer (&self->cells);
  self->in_table = FALSE;
}

static gboolean
is_hidden (const char **attributes)
{
  const char *visibility = nqp_xml_get (attributes, NQP_XML_TABLE, "visibility");

  return visibility != NULL && !g_str_equal (visibility, "visible");
}

static int
repeat_of (const char **attributes, const char *name)
{
  return MAX (nqp_xml_get_count (attributes, NQP_XML_TABLE, name, 1), 1);
}

/* Further right or down than anything can be, but no further than an int goes. */
static int
advance (int at, int n)
{
  return MIN (at, G_MAXINT / 2) + MIN (n, G_MAXINT / 2);
}

static void
start_in_table (NqpOdsReader *self, NqpXml *xml, const char *name, const char **attributes)
{
  static const char *const groups[] = { "table-columns",
                                        "table-header-columns",
                                        "table-column-group",
                                        "table-rows",
                                        "table-header-rows",
                                        "table-row-group",
                                        NULL };

  if (self->fault != NULL)
    nqp_xml_skip (xml);
  else if (self->in_row && (g_str_equal (name, "table-cell") || g_str_equal (name, "covered-table-cell")))
    nqp_ods_start_cell (self, attributes, *name == 'c');
  else if (self->in_row)
    nqp_xml_skip (xml);
  else if (g_str_equal (name, "table-row"))
    {
      self->in_row = TRUE;
      self->row_repeat = repeat_of (attributes, "number-rows-repeated");
      self->column = 0;
      nqp_sheet_cells_begin_row (self->cells, self->row);
      if (is_hidden (attributes))
        nqp_sheet_cells_hide_rows (self->cells, self->row, self->row_repeat);
    }
  else if (g_str_equal (name, "table-column"))
    {
      const int n = repeat_of (attributes, "number-columns-repeated");

      if (is_hidden (attributes))
        nqp_sheet_cells_hide_columns (self->cells, self->column, n);
      self->column = advance (self->column, n);
    }
  else if (!g_strv_contains (groups, name))
    nqp_xml_skip (xml);
}

static void
start_outside (NqpOdsReader *self, NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes)
{
  static const char *const rooms[] = { "document-content", "automatic-styles", "body", "spreadsheet", NULL };

  if (space == NQP_XML_OFFICE && g_strv_contains (rooms, name))
    self->is_spreadsheet |= *name == 's';
  else if (space == NQP_XML_TABLE && self->is_spreadsheet && g_str_equal (name, "table"))
    start_table (self, xml, attributes);
  else if (space == NQP_XML_STYLE && g_str_equal (name, "style"))
    {
      const char *style = nqp_xml_get (attributes, NQP_XML_STYLE, "name");

      g_free (self->style);
      self->style = g_strdup (style != NULL ? style : "");
    }
  else if (space == NQP_XML_STYLE && g_str_equal (name, "table-properties") && self->style != NULL)
    {
      const char *display = nqp_xml_get (attributes, NQP_XML_TABLE, "display");

      if (display != NULL && g_str_equal (display, "false"))
        g_hash_table_add (self->hidden_styles, g_strdup (self->style));
    }
  else
    nqp_xml_skip (xml);
}

static void
start_element (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  NqpOdsReader *self = data;

  if (self->in_cell)
    nqp_ods_start_in_cell (self, xml, space, name, attributes);
  else if (self->in_table && space != NQP_XML_TABLE)
    nqp_xml_skip (xml);
  else if (self->in_table)
    start_in_table (self, xml, name, attributes);
  else
    start_outside (self, xml, space, name, attributes);
}

static void
end_row (NqpOdsReader *self)
{
  const char *why = self->fault == NULL ? nqp_sheet_cells_end_row (self->cells, self->row_repeat) : NULL;

  if (why != NULL)
    fail_sheet (self, self->row, -1, why);
  self->in_row = FALSE;
  self->row = advance (self->row, self->row_repeat);
}

static void
end_element (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
  NqpOdsReader *self = data;
  const char *why;

  if (self->in_cell && space == NQP_XML_TABLE)
    {
      const int column = self->column;

      why = nqp_ods_end_cell (self);
      self->column = advance (column, self->repeat);
      if (why != NULL)
        fail_sheet (self, self->row, MIN (column, NQP_SHEET_MAX_COLUMNS), why);
    }
  else if (self->in_cell)
    nqp_ods_end_in_cell (self, name);
  else if (self->in_row && g_str_equal (name, "table-row"))
    end_row (self);
  else if (self->in_table && g_str_equal (name, "table"))
    end_table (self);
}

static void
read_characters (NqpXml *xml, const char *text, gsize length, gpointer data)
{
  NqpOdsReader *self = data;

  if (self->in_cell && self->n_open > 0)
    nqp_ods_add_text (self, text, length);
}

/* --- protected by a password: only the list of parts can be read --- */

static void
start_manifest (NqpXml *xml, NqpXmlSpace space, const char *name, const char **attributes, gpointer data)
{
  if (space == NQP_XML_MANIFEST && g_str_equal (name, "encryption-data"))
    nqp_xml_fail (xml,
                  _ ("The workbook is protected by a password; open it in a spreadsheet program and save it "
                     "without one."));
}

static void
end_manifest (NqpXml *xml, NqpXmlSpace space, const char *name, gpointer data)
{
}

static gboolean
check_manifest (NqpWorkbook *self, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_manifest, end_manifest, NULL };
  const NqpXmlWork quiet = { work->cancellable, NULL, NULL };

  return !nqp_zip_has (self->zip, "META-INF/manifest.xml")
         || nqp_xml_read (self->zip, "META-INF/manifest.xml", &handlers, NULL, &quiet, error);
}

gboolean
nqp_ods_open (NqpWorkbook *self, const NqpXmlWork *work, GError **error)
{
  static const NqpXmlHandlers handlers = { start_element, end_element, read_characters };
  NqpOdsReader reader = { .workbook = self, .text = g_string_new (NULL) };
  gboolean ok;

  for (int i = 0; i < NQP_ODS_N_TEXTS; i++)
    reader.texts[i] = g_string_new (NULL);
  reader.hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = check_manifest (self, work, error)
       && nqp_xml_read (self->zip, "content.xml", &handlers, &reader, work, error);
  if (ok && !reader.is_spreadsheet)
    {
      g_set_error (
          error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", nqp_zip_file (self->zip),
          _ ("This is a text document or a presentation; expected a workbook (XLSX or ODS) or CSV."));
      ok = FALSE;
    }
  g_string_free (reader.text, TRUE);
  for (int i = 0; i < NQP_ODS_N_TEXTS; i++)
    g_string_free (reader.texts[i], TRUE);
  g_hash_table_unref (reader.hidden_styles);
  g_clear_pointer (&reader.cells, nqp_sheet_cells_unref);
  g_free (reader.style);
  g_free (reader.fault);
  return ok;
}
