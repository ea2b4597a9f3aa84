/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook. Bytes that begin with "PK" are the file; else they are parts of one, packed here, so that what is inside is reached: each
 * begins with a line "==NAME" and ends before the next one. Parts that are not given are those of a small workbook. */
#include "fuzz.h"

#include <archive.h>
#include <archive_entry.h>

#include "nqp-import.h"
#include "nqp-workbook.h"

#define ROOM 4096 /* for each part, beside what is in it */
#define MAX_PARTS 24
#define SECOND_TRY 4000 /* so long a file is also read as data: a longer one says no more */

typedef struct
{
  const char *name;
  gsize n_name;
  const char *text;
  gsize length;
} Part;

static const char *const plain[][2] = {
  { "[Content_Types].xml", "<Types/>" },
  { "_rels/.rels",
    "<Relationships><Relationship Id=\"r\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>" },
  { "xl/workbook.xml",
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet "
    "name=\"S\" "
    "sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" "
    "Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/></Relationships>" },
};

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  fuzz_begin ();
  return 0;
}

static int
split (const char *text, gsize size, Part parts[MAX_PARTS])
{
  const char *end = text + size;
  int n = 0;

  while (text < end && n < MAX_PARTS)
    {
      const char *line = memchr (text, '\n', (gsize)(end - text));
      const char *next;

      if (!(end - text > 2 && text[0] == '=' && text[1] == '=') || line == NULL)
        break;
      for (next = line + 1; next < end; next++)
        if (next[0] == '=' && next[-1] == '\n' && end - next > 2 && next[1] == '=')
          break;
      parts[n++]
          = (Part){ text + 2, (gsize)(line - text) - 2, line + 1, (gsize)(MIN (next, end) - line) - 1 };
      text = next;
    }
  return n;
}

static void
pack_part (struct archive *archive, const char *name, gsize n_name, const char *text, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *owned = g_strndup (name, n_name);

  archive_entry_set_pathname (entry, owned);
  archive_entry_set_size (entry, (la_int64_t)length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (archive_write_header (archive, entry) == ARCHIVE_OK)
    (void)archive_write_data (archive, text, length);
  archive_entry_free (entry);
}

static gboolean
has_part (const Part *parts, int n, const char *name)
{
  for (int i = 0; i < n; i++)
    if (parts[i].n_name == strlen (name) && memcmp (parts[i].name, name, parts[i].n_name) == 0)
      return TRUE;
  return FALSE;
}

static GBytes *
pack (const uint8_t *data, size_t size)
{
  static const char mimetype[] = "application/vnd.oasis.opendocument.spreadsheet";
  struct archive *archive = archive_write_new ();
  const gsize room = 2 * size + (MAX_PARTS + 8) * ROOM;
  char *memory = g_malloc (room);
  Part parts[MAX_PARTS];
  const int n = split ((const char *)data, size, parts);
  gsize used = 0;

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  g_assert_cmpint (archive_write_open_memory (archive, memory, room, &used), ==, ARCHIVE_OK);
  if (has_part (parts, n, "content.xml"))
    {
      if (!has_part (parts, n, "mimetype"))
        pack_part (archive, "mimetype", 8, mimetype, strlen (mimetype));
    }
  else
    for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
      if (!has_part (parts, n, plain[i][0]))
        pack_part (archive, plain[i][0], strlen (plain[i][0]), plain[i][1], strlen (plain[i][1]));
  for (int i = 0; i < n; i++)
    pack_part (archive, parts[i].name, parts[i].n_name, parts[i].text, parts[i].length);
  (void)archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_with_free_func (memory, used, g_free, memory);
}

static void
check_cells (NqpSheetCells *cells)
{
  const int n_rows = nqp_sheet_cells_n_rows (cells), n_columns = nqp_sheet_cells_n_columns (cells);

  g_assert_cmpint (n_rows, <=, NQP_SHEET_MAX_ROWS);
  g_assert_cmpint (n_columns, <=, NQP_SHEET_MAX_COLUMNS);
  for (int row = 0; row < MIN (n_rows, 1000); row++)
    for (int i = 0; i < MIN (nqp_sheet_cells_n_filled (cells, row), 1000); i++)
      {
        int column;
        const NqpCell cell = nqp_sheet_cells_filled (cells, row, i, &column);

        g_assert_cmpint (column, <, n_columns);
        g_assert_true (g_utf8_validate (cell.text, cell.length, NULL));
      }
}

static void
read_as_data (GBytes *bytes)
{
  gsize length;
  const void *content = g_bytes_get_data (bytes, &length);
  g_autofree char *path = fuzz_write ("book.xlsx", content, length);
  const NqpImportSources sources = { .data = path };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpPanel) panel = nqp_import (&sources, NULL, problems, NULL, NULL, NULL, &error);

  fuzz_check_error (panel == NULL, error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const gboolean whole = size > 1 && data[0] == 'P' && data[1] == 'K';
  g_autoptr (GBytes) bytes = whole ? g_bytes_new (data, size) : pack (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) workbook = nqp_workbook_open_bytes (bytes, "fuzz", NULL, NULL, NULL, &error);

  fuzz_check_error (workbook == NULL, error);
  for (int i = 0; workbook != NULL && i < nqp_workbook_n_sheets (workbook); i++)
    {
      g_autoptr (NqpSheetCells) cells = nqp_workbook_read_sheet (workbook, i, NULL, NULL, NULL, &error);

      fuzz_check_error (cells == NULL, error);
      if (cells != NULL)
        check_cells (cells);
      g_clear_error (&error);
    }
  if (workbook != NULL && size < SECOND_TRY)
    read_as_data (bytes);
  return 0;
}
