/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-xlsx-writer.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "nqp-environment.h"
#include "nqp-number.h"
#include "nqp-words.h"
#include "nqp-zip-writer.h"

#define FLUSH_AT 65536
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define DOCUMENT "application/vnd.openxmlformats-officedocument.spreadsheetml"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* xf of each NqpXlsxStyle: font, fill, and what else it says. */
static const struct
{
  int format, font, fill;
  const char *more;
} styles[NQP_XLSX_N_STYLES] = {
  [NQP_XLSX_PLAIN] = { 0, 0, 0, NULL },
  [NQP_XLSX_HEAD] = { 0, 1, 2, NULL },
  [NQP_XLSX_SCORE] = { 164, 0, 0, NULL },
  [NQP_XLSX_PUT_IN] = { 0, 2, 0, NULL },
  [NQP_XLSX_CHANGED] = { 0, 3, 0, NULL },
  [NQP_XLSX_LINES] = { 0, 0, 0, "<alignment vertical=\"top\" wrapText=\"1\"/>" },
  [NQP_XLSX_INPUT] = { 0, 4, 0, NULL },
  [NQP_XLSX_QUOTED] = { 0, 0, 0, NULL },
};

struct _NqpXlsxWriter
{
  NqpZipWriter *zip;
  GString *text; /* of the entry, not handed on yet */
  const char *const *sheets;
  guint n_sheets, n_begun;
  gboolean in_row;
  int row, column; /* where the next cell stands */
};

const char *
nqp_xlsx_address (int column, int row, gboolean fixed, char address[NQP_XLSX_ADDRESS_SIZE])
{
  char letters[8] = "";
  int at = 7;

  for (int left = column + 1; left > 0; left = (left - 1) / 26)
    letters[--at] = (char)('A' + (left - 1) % 26);
  g_snprintf (address, NQP_XLSX_ADDRESS_SIZE, fixed ? "$%s$%d" : "%s%d", letters + at, row + 1);
  return address;
}

/* "_x0041_" is read as "A": a text that holds it says so of its first character. */
static gboolean
is_escape (const char *text)
{
  return text[0] == '_' && text[1] == 'x' && g_ascii_isxdigit (text[2]) && g_ascii_isxdigit (text[3])
         && g_ascii_isxdigit (text[4]) && g_ascii_isxdigit (text[5]) && text[6] == '_';
}

static void
put_words (GString *out, const char *text, gboolean cell)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '_' && cell && is_escape (p))
        g_string_append (out, "_x005F_");
      else
        nqp_words_append_xml_character (out, c);
    }
}

static void
hand_on (NqpXlsxWriter *self)
{
  nqp_zip_writer_add (self->zip, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

static void
write_entry (NqpXlsxWriter *self, const char *name)
{
  nqp_zip_writer_begin (self->zip, name);
  hand_on (self);
}

void
nqp_xlsx_writer_free (NqpXlsxWriter *self)
{
  nqp_zip_writer_free (self->zip);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* ---- what holds the sheets together ---------------------------------------------------------------------------- */

static void
write_styles (NqpXlsxWriter *self)
{
  g_string_append (
      self->text, DECLARATION
      "<styleSheet xmlns=\"" MAIN "\">"
      "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0000\"/></numFmts>"
      "<fonts count=\"5\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
      "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
      "<font><i/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
      "<font><b/><i/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
      "<font><sz val=\"11\"/><color rgb=\"FF1A5FB4\"/><name val=\"Calibri\"/></font></fonts>"
      "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8E8E8\"/></patternFill></fill></fills>"
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
      "borderId=\"0\"/></cellStyleXfs>");
  g_string_append_printf (self->text, "<cellXfs count=\"%d\">", (int)NQP_XLSX_N_STYLES);
  for (int i = 0; i < NQP_XLSX_N_STYLES; i++)
    {
      g_string_append_printf (
          self->text,
          "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"%d\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
          "applyFont=\"1\" applyFill=\"1\"%s",
          styles[i].format, styles[i].font, styles[i].fill, i == NQP_XLSX_QUOTED ? " quotePrefix=\"1\"" : "");
      if (styles[i].more != NULL)
        g_string_append_printf (self->text, " applyAlignment=\"1\">%s</xf>", styles[i].more);
      else
        g_string_append (self->text, "/>");
    }
  g_string_append (self->text,
                   "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
                   "</cellStyles></styleSheet>");
  write_entry (self, "xl/styles.xml");
}

static void
write_types (NqpXlsxWriter *self)
{
  g_string_append (self->text, DECLARATION
                   "<Types xmlns=\"" PACKAGE "/content-types\">"
                   "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
                   "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                   "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" DOCUMENT ".sheet.main+xml\"/>"
                   "<Override PartName=\"/xl/styles.xml\" ContentType=\"" DOCUMENT ".styles+xml\"/>"
                   "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-"
                   "package.core-properties+xml\"/>");
  for (guint i = 1; i <= self->n_sheets; i++)
    g_string_append_printf (
        self->text,
        "<Override PartName=\"/xl/worksheets/sheet%u.xml\" ContentType=\"" DOCUMENT ".worksheet+xml\"/>", i);
  g_string_append (self->text, "</Types>");
  write_entry (self, "[Content_Types].xml");
}

static void
write_workbook (NqpXlsxWriter *self)
{
  g_string_append (self->text, DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\">"
                                           "<bookViews><workbookView/></bookViews><sheets>");
  for (guint i = 0; i < self->n_sheets; i++)
    g_string_append_printf (self->text, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"rId%u\"/>", self->sheets[i],
                            i + 1, i + 1);
  g_string_append (self->text, "</sheets><calcPr calcId=\"191029\"/></workbook>");
  write_entry (self, "xl/workbook.xml");

  g_string_append (self->text, DECLARATION "<Relationships xmlns=\"" PACKAGE "/relationships\">");
  for (guint i = 1; i <= self->n_sheets; i++)
    g_string_append_printf (
        self->text,
        "<Relationship Id=\"rId%u\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>", i, i);
  g_string_append_printf (self->text,
                          "<Relationship Id=\"rId%u\" Type=\"" OFFICE
                          "/styles\" Target=\"styles.xml\"/></Relationships>",
                          self->n_sheets + 1);
  write_entry (self, "xl/_rels/workbook.xml.rels");
}

static void
write_properties (NqpXlsxWriter *self, const char *title)
{
  g_autoptr (GDateTime) fixed = nqp_environment_fixed_time ();
  g_autoptr (GDateTime) now = fixed != NULL ? g_date_time_ref (fixed) : g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  g_string_append (self->text, DECLARATION
                   "<Relationships xmlns=\"" PACKAGE "/relationships\">"
                   "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                   "<Relationship Id=\"rId2\" Type=\"" PACKAGE
                   "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
                   "</Relationships>");
  write_entry (self, "_rels/.rels");

  g_string_append (
      self->text,
      DECLARATION "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\" "
                  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                  "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
  put_words (self->text, title != NULL ? title : "", FALSE);
  g_string_append_printf (
      self->text,
      "</dc:title><dc:creator>NQP Explorer</dc:creator>"
      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created></cp:coreProperties>",
      when);
  write_entry (self, "docProps/core.xml");
}

NqpXlsxWriter *
nqp_xlsx_writer_new (NqpStaged *file, const char *title, const char *const *sheets)
{
  NqpXlsxWriter *self = g_new0 (NqpXlsxWriter, 1);

  self->zip = nqp_zip_writer_new (file);
  self->text = g_string_new (NULL);
  self->sheets = sheets;
  self->n_sheets = g_strv_length ((char **)sheets);
  write_types (self); /* first: a file is known by it */
  write_properties (self, title);
  write_workbook (self);
  write_styles (self);
  return self;
}

/* ---- sheets ---------------------------------------------------------------------------------------------------- */

static void
end_sheet (NqpXlsxWriter *self)
{
  if (self->n_begun == 0)
    return;
  g_string_append (self->text, self->in_row ? "</row></sheetData></worksheet>" : "</sheetData></worksheet>");
  self->in_row = FALSE;
  hand_on (self);
}

void
nqp_xlsx_writer_sheet (NqpXlsxWriter *self, const int *widths, int n_frozen)
{
  g_autofree char *entry = g_strdup_printf ("xl/worksheets/sheet%u.xml", self->n_begun + 1);
  char corner[NQP_XLSX_ADDRESS_SIZE];

  g_return_if_fail (self->n_begun < self->n_sheets);
  end_sheet (self);
  nqp_zip_writer_begin (self->zip, entry);
  g_string_append_printf (
      self->text, DECLARATION "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView%s workbookViewId=\"0\">",
      self->n_begun++ == 0 ? " tabSelected=\"1\"" : "");
  if (n_frozen > 0)
    g_string_append_printf (
        self->text,
        "<pane xSplit=\"%d\" ySplit=\"1\" topLeftCell=\"%s\" activePane=\"bottomRight\" state=\"frozen\"/>",
        n_frozen, nqp_xlsx_address (n_frozen, 1, FALSE, corner));
  else if (n_frozen == 0)
    g_string_append (self->text,
                     "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
  g_string_append (self->text, "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
  if (widths != NULL && widths[0] > 0)
    {
      g_string_append (self->text, "<cols>");
      for (int i = 0; widths[i] > 0; i++)
        g_string_append_printf (self->text, "<col min=\"%d\" max=\"%d\" width=\"%d\" customWidth=\"1\"/>",
                                i + 1, i + 1, widths[i]);
      g_string_append (self->text, "</cols>");
    }
  g_string_append (self->text, "<sheetData>");
  self->row = -1;
}

void
nqp_xlsx_writer_row (NqpXlsxWriter *self)
{
  self->row++;
  self->column = 0;
  g_string_append_printf (self->text, self->in_row ? "</row><row r=\"%d\">" : "<row r=\"%d\">",
                          self->row + 1);
  self->in_row = TRUE;
  if (self->text->len > FLUSH_AT)
    hand_on (self);
}

void
nqp_xlsx_writer_skip (NqpXlsxWriter *self)
{
  self->column++;
}

static void
begin_cell (NqpXlsxWriter *self, NqpXlsxStyle style, const char *type)
{
  char address[NQP_XLSX_ADDRESS_SIZE];

  g_string_append (self->text, "<c r=\"");
  g_string_append (self->text, nqp_xlsx_address (self->column++, self->row, FALSE, address));
  if (style != NQP_XLSX_PLAIN)
    g_string_append_printf (self->text, "\" s=\"%d", (int)style);
  if (type != NULL)
    g_string_append_printf (self->text, "\" t=\"%s", type);
  g_string_append (self->text, "\">");
}

void
nqp_xlsx_writer_text (NqpXlsxWriter *self, const char *text, NqpXlsxStyle style)
{
  if (text == NULL || *text == '\0')
    {
      nqp_xlsx_writer_skip (self);
      return;
    }
  if (style == NQP_XLSX_PLAIN && strchr ("=+-@", *text) != NULL)
    style = NQP_XLSX_QUOTED;
  begin_cell (self, style, "inlineStr");
  g_string_append (self->text, "<is><t xml:space=\"preserve\">");
  put_words (self->text, text, TRUE);
  g_string_append (self->text, "</t></is></c>");
}

void
nqp_xlsx_writer_number (NqpXlsxWriter *self, double value, NqpXlsxStyle style)
{
  char number[NQP_NUMBER_SIZE];

  if (isnan (value))
    {
      nqp_xlsx_writer_skip (self);
      return;
    }
  begin_cell (self, style, NULL);
  g_string_append (self->text, "<v>");
  g_string_append (self->text, nqp_number_to_file (value, number));
  g_string_append (self->text, "</v></c>");
}

void
nqp_xlsx_writer_formula (NqpXlsxWriter *self, const char *formula, double value, NqpXlsxStyle style)
{
  char number[NQP_NUMBER_SIZE];

  begin_cell (self, style, isnan (value) ? "str" : NULL);
  g_string_append (self->text, "<f>");
  put_words (self->text, formula, FALSE);
  g_string_append (self->text, "</f><v>");
  g_string_append (self->text, nqp_number_to_file (value, number));
  g_string_append (self->text, "</v></c>");
}

gboolean
nqp_xlsx_writer_finish (NqpXlsxWriter *self, GError **error)
{
  end_sheet (self);
  g_return_val_if_fail (self->n_begun == self->n_sheets, FALSE);
  return nqp_zip_writer_finish (self->zip, error);
}
