/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"

#include "nqp-import-check.h"
#include "nqp-workbook.h"

/* These are no more than the first bytes of such. */
#ifdef NQP_HAVE_FREEXL
#define OLD_XLS "damaged"
#else
#define OLD_XLS "This is an old XLS workbook"
#endif

#ifdef NQP_HAVE_WORKBOOKS

/* The files are written by tests/data/make-workbooks.py, each for what it is named after. */
static char *
path_of (const char *name)
{
  return g_build_filename (g_getenv ("NQP_TEST_WORKBOOKS"), name, NULL);
}

static NqpWorkbook *
open_file (const char *name, GError **error)
{
  g_autofree char *path = path_of (name);

  return nqp_workbook_open (path, NULL, NULL, NULL, error);
}

static char
letter_of (const NqpCell *cell)
{
  if ((cell->flags & NQP_CELL_UNCALCULATED) != 0)
    return 'U';
  return (cell->flags & NQP_CELL_PERCENT) != 0 ? '%' : "-TNDBE"[cell->kind];
}

/* "A1T plain|B1N 2|", by rows; what else there is to say of the sheet in front of it. */
static char *
print_cells (NqpSheetCells *cells)
{
  GString *out = g_string_new (NULL);
  int n_merged, row, column, n;
  const NqpCellRange *merged = nqp_sheet_cells_merged (cells, &n_merged);

  g_string_printf (out, "%dx%d", nqp_sheet_cells_n_rows (cells), nqp_sheet_cells_n_columns (cells));
  for (int i = 0; i < n_merged; i++)
    {
      g_autofree char *first = nqp_cell_name (merged[i].row, merged[i].column);

      g_string_append_printf (out, " %s+%dx%d", first, merged[i].n_rows, merged[i].n_columns);
    }
  if ((n = nqp_sheet_cells_n_hidden_rows (cells)) > 0)
    g_string_append_printf (out, " rows=%d", n);
  if ((n = nqp_sheet_cells_n_hidden_columns (cells)) > 0)
    g_string_append_printf (out, " columns=%d", n);
  if ((n = nqp_sheet_cells_n_covered (cells)) > 0)
    g_string_append_printf (out, " covered=%d", n);
  if ((n = nqp_sheet_cells_n_uncalculated (cells, &row, &column)) > 0)
    {
      g_autofree char *first = nqp_cell_name (row, column);

      g_string_append_printf (out, " uncalculated=%d,%s", n, first);
    }
  g_string_append_c (out, '\n');
  for (row = 0; row < nqp_sheet_cells_n_rows (cells); row++)
    for (int i = 0; i < nqp_sheet_cells_n_filled (cells, row); i++)
      {
        const NqpCell cell = nqp_sheet_cells_filled (cells, row, i, &column);
        const NqpCell same = nqp_sheet_cells_get (cells, row, column);
        g_autofree char *name = nqp_cell_name (row, column);

        g_assert_true (cell.text == same.text && cell.kind == same.kind && cell.flags == same.flags);
        g_assert_cmpuint (cell.length, ==, strlen (cell.text));
        g_string_append_printf (out, "%s%c %s|", name, letter_of (&cell), cell.text);
      }
  return g_string_free (out, FALSE);
}

static void
assert_sheet (NqpWorkbook *workbook, int sheet, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpSheetCells) cells = nqp_workbook_read_sheet (workbook, sheet, NULL, NULL, NULL, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = print_cells (cells);
  g_assert_cmpstr (found, ==, expected);
}

/* The only sheet of a file. */
static void
assert_cells (const char *name, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) workbook = open_file (name, &error);

  g_assert_no_error (error);
  g_assert_cmpint (nqp_workbook_n_sheets (workbook), ==, 1);
  g_assert_cmpstr (nqp_workbook_sheet_name (workbook, 0), ==, "Data");
  g_assert_false (nqp_workbook_sheet_hidden (workbook, 0));
  assert_sheet (workbook, 0, expected);
  assert_sheet (workbook, 0, expected); /* and once more */
}

static void
test_xlsx_kinds (void)
{
  assert_cells (
      "kinds.xlsx",
      "4x7 uncalculated=2,F3\n"
      "A1T plain|B1T one two|C1T 北京 市 & <x>|E1T a_x0041_ é _xD83D_ _x0000_ _x12|F1T  kept lines |"
      "A2N 0.10000000000000001|B2N -1.2345678901234567E-5|C2N 42|D2T NaN|"
      "A3T in place|B3T rich text|C3T of a formula|D3N 2|F3U =SUM(A1:B2)|G3U =|"
      "A4B TRUE|B4B FALSE|C4E #N/A|D4E #DIV/0!|");
}

/* Three rows: a quarter, a day, and what becomes of days as dates. */
static void
test_xlsx_formats (void)
{
  assert_cells (
      "formats.xlsx",
      "3x26\n"
      "A1N 0.25|B1% 0.25|C1% 0.25|D1% 0.25|E1N 0.25|F1D 06:00:00|G1D 06:00:00|H1N 0.25|I1N 0.25|J1N 0.25|"
      "K1D 06:00:00|L1N 0.25|M1N 0.25|N1D 06:00:00|O1D 06:00:00|P1N 0.25|Q1% 0.25|R1D 06:00:00|S1% 0.25|"
      "T1D 06:00:00|U1D 06:00:00|V1D 06:00:00|W1D 06:00:00|X1D 06:00:00|Y1D 06:00:00|Z1N 0.25|"
      "A2N 44957|B2% 44957|C2% 44957|D2% 44957|E2N 44957|F2D 2023-01-31|G2D 2023-01-31|H2N 44957|I2N 44957|"
      "J2N 44957|K2D 1078968:00:00|L2N 44957|M2N 44957|N2D 2023-01-31|O2D 2023-01-31|P2N 44957|Q2% 44957|"
      "R2D 2023-01-31|S2% 44957|T2D 2023-01-31|U2D 2023-01-31|V2D 2023-01-31|W2D 2023-01-31|X2D "
      "1078968:00:00|"
      "Y2D 2023-01-31|Z2N 44957|"
      "A3D 1900-01-01|B3D 1900-02-28|C3N 60|D3D 1900-03-01|E3N 0|F3N -1|G3D 9999-12-31|H3N 2958466|"
      "I3D 2023-01-31T10:30:00|J3D 2023-02-01|K3N 1e400|L3D 2000-01-01|M3D 2000-02-29|");
  assert_cells ("of-1904.xlsx", "1x4\nA1D 1904-01-01|B1D 2023-01-31|C1D 12:00:00|D1D 1904-01-02T06:00:00|");
}

static void
test_xlsx_places (void)
{
  assert_cells ("sparse.xlsx", "1048576x16384\nA1N 1|D1N 2|E1N 3|B5N 4|A6N 5|XFD1048576N 6|");
  assert_cells ("merged.xlsx", "2x3 A1+2x2 F1+1048576x2 C2+2x2 rows=1 columns=2 covered=4\n"
                               "A1N 1|C1N 3|C2N 6|");
}

static void
test_xlsx_names (void)
{
  assert_cells ("names.xlsx", "1x1\nA1N 1|");
  assert_cells ("strict.xlsx", "1x4\nA1D 2023-01-31|B1D 2023-01-31T10:30:00|C1T soon|D1T strict|");
}

static void
test_xlsx_sheets (void)
{
  static const char *const names[] = { "Second file", "藏", "Deep & hidden" };
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) workbook = open_file ("sheets.xlsx", &error);

  g_assert_no_error (error);
  g_assert_cmpint (nqp_workbook_n_sheets (workbook), ==, 3);
  for (int i = 2; i >= 0; i--)
    {
      g_autofree char *expected = g_strdup_printf ("1x1\nA1N %d|", i + 1);

      g_assert_cmpstr (nqp_workbook_sheet_name (workbook, i), ==, names[i]);
      g_assert_cmpint (nqp_workbook_sheet_hidden (workbook, i), ==, i > 0);
      assert_sheet (workbook, i, expected);
    }
}

static void
test_ods_kinds (void)
{
  assert_cells ("kinds.ods", "4x7 columns=1 uncalculated=1,C4\n"
                             "A1T plain|B1T one two|C1T rich   x y z|D1T noted here|E1T stored|F1T 北京|"
                             "A2N 0.10000000000000001|B2N -1.5E-5|C2% 0.25|D2N 12|E2T abc|"
                             "A3D 2023-01-31|B3D 2023-01-31T10:30:00|C3D 10:30:00|D3D 25:30:00|E3B TRUE|"
                             "F3B FALSE|G3T 2023-02-30|A4E #DIV/0!|B4N 2|C4U =[.A1]|D4T bare|");
  assert_cells ("no-mimetype.ods", "1x1\nA1N 1|");
}

static void
test_ods_places (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) repeats = open_file ("repeats.ods", &error);
  g_autoptr (NqpWorkbook) merged = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (nqp_workbook_n_sheets (repeats), ==, 2);
  assert_sheet (repeats, 0, "7x3\nA1N 1|B1N 1|C1N 1|B2N 2|B3N 2|B4N 2|A7T last|");
  assert_sheet (repeats, 1, "0x0\n");

  merged = open_file ("merged.ods", &error);
  g_assert_no_error (error);
  assert_sheet (merged, 0,
                "4x3 A1+2x2 A3+1x3 A4+1x3 rows=1 columns=2 covered=2\nA1N 1|C1N 3|C2N 6|A3T m|A4T m|");
  assert_sheet (merged, 1, "1x1\nA1N 7|");
  g_assert_cmpstr (nqp_workbook_sheet_name (merged, 1), ==, "第二");
  g_assert_false (nqp_workbook_sheet_hidden (merged, 0));
  g_assert_true (nqp_workbook_sheet_hidden (merged, 1));
}

/* What is wrong with one sheet keeps nobody from the others. */
static void
test_ods_fault (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) workbook = open_file ("fault-in-one.ods", &error);

  g_assert_no_error (error);
  g_assert_null (nqp_workbook_read_sheet (workbook, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "fault-in-one.ods: Sheet “Data”, cell XFE1: "));
  assert_sheet (workbook, 1, "1x1\nA1N 2|");
}

/* The cells stay when the workbook goes. */
static void
test_cells_last (void)
{
  g_autoptr (NqpWorkbook) workbook = open_file ("kinds.xlsx", NULL);
  g_autoptr (NqpSheetCells) cells = nqp_workbook_read_sheet (workbook, 0, NULL, NULL, NULL, NULL);
  NqpCell cell;

  g_clear_pointer (&workbook, nqp_workbook_free);
  cell = nqp_sheet_cells_get (cells, 0, 0);
  g_assert_cmpstr (cell.text, ==, "plain");
  cell = nqp_sheet_cells_get (cells, 0, 3);
  g_assert_cmpint (cell.kind, ==, NQP_CELL_EMPTY);
  g_assert_cmpstr (cell.text, ==, "");
  g_assert_cmpint (nqp_sheet_cells_get (cells, -1, 0).kind, ==, NQP_CELL_EMPTY);
  g_assert_cmpint (nqp_sheet_cells_get (cells, 0, -1).kind, ==, NQP_CELL_EMPTY);
  g_assert_cmpint (nqp_sheet_cells_get (cells, 4, 0).kind, ==, NQP_CELL_EMPTY);
  g_assert_cmpint (nqp_sheet_cells_get (cells, 0, 1 << 30).kind, ==, NQP_CELL_EMPTY);
  g_assert_cmpint (nqp_sheet_cells_n_filled (cells, 99), ==, 0);
}

/* Refused when opened, or when the first sheet is read; the message names the file and says what is wrong with it, and where. */
static void
test_refused (void)
{
  static const struct
  {
    const char *file, *words;
  } cases[] = {
    { "wrong-crc.xlsx", "The part “xl/worksheets/sheet1.xml” of the workbook is damaged" },
    { "not-deflated.xlsx", "The part “xl/worksheets/sheet1.xml” of the workbook is damaged" },
    { "protected-zip.xlsx", "protected by a password" },
    { "cut-end.xlsx", "damaged or cut off" },
    { "cut-middle.xlsx", "damaged or cut off" },
    { "cut-start.xlsx", "damaged" },
    { "only-magic.xlsx", "damaged or cut off" },
    { "empty-zip.xlsx", "damaged or cut off" },
    { "nothing.xlsx", "This is no workbook; expected XLSX or ODS." },
    { "text.xlsx", "This is no workbook; expected XLSX or ODS." },
    { "twice.xlsx", "The part “XL/worksheets/Sheet1.xml” is in the workbook twice" },
    { "old.xls", OLD_XLS },
    { "older.xls", OLD_XLS },
    { "protected.xlsx", "protected by a password" },
    { "document.doc", "an old document of an office program" },
    { "page.xls", "a web page (HTML), whatever its name ends in" },
    { "spreadsheet-2003.xml", "a workbook in plain XML" },
    { "any.zip", "a ZIP file and no workbook" },
    { "text.docx", "a text document or a presentation" },
    { "binary.xlsb", "a binary workbook (XLSB)" },
    { "text.odt", "a text document or a presentation" },
    { "protected.ods", "protected by a password" },
    { "no-tables.ods", "The workbook has no sheet with cells." },
    { "no-sheet.xlsx", "The part “xl/worksheets/sheet1.xml” of the workbook is missing" },
    { "no-relation.xlsx", "The list of sheets of the workbook is damaged" },
    { "outside.xlsx", "The list of sheets of the workbook is damaged" },
    { "wrong-root.xlsx", "Sheet “Data”: Its part of the file holds no sheet" },
    { "not-xml.xlsx", "The part “xl/worksheets/sheet1.xml” of the workbook is no well-formed XML at line 2" },
    { "cut.xlsx", "is no well-formed XML at line 2" },
    { "laughs.xlsx", "It has a document type (DOCTYPE)" },
    { "outside-entity.xlsx", "It has a document type (DOCTYPE)" },
    { "unknown-entity.xlsx", "is no well-formed XML at line 2" },
    { "deep.xlsx", "Its elements lie more than 256 deep in each other." },
    { "long-tag.xlsx", "is no well-formed XML" },
    { "long-text.xlsx", "A text in it is longer than 1 MB." },
    { "beyond-column.xlsx",
      "Sheet “Data”, cell XFE1: A cell with content lies beyond row 1,048,576 or column XFD" },
    { "beyond-row.xlsx", "Sheet “Data”, cell A1048577: A cell with content lies beyond" },
    { "way-beyond.xlsx", "The cell does not say where it is" },
    { "backwards.xlsx", "Sheet “Data”, cell A2: A cell stands behind one" },
    { "upwards.xlsx", "Sheet “Data”, cell A1: A cell stands behind one" },
    { "same-cell.xlsx", "Sheet “Data”, cell B1: A cell stands behind one" },
    { "other-row.xlsx", "Sheet “Data”, cell A3: The cell does not say where it is" },
    { "no-text.xlsx", "Sheet “Data”, cell B2: The cell has a text that is not in the workbook" },
    { "overlap.xlsx", "Sheet “Data”, cell B2: These merged cells overlap others" },
    { "merged-beyond.xlsx", "Sheet “Data”, cell A1: Merged cells reach beyond" },
    { "merged-none.xlsx", "Sheet “Data”: A range of merged cells cannot be made out" },
    { "bomb.xlsx", "unpacks to more than 1 GB, or to more than 1,000 times its own length" },
    { "too-many-cells.ods", "The sheet has more than 67,108,864 cells" },
    { "too-many-merged.ods", "The sheet has more merged cells than any table needs" },
    { "beyond.ods", "Sheet “Data”, cell XFE1: A cell with content lies beyond" },
    { "beyond-row.ods", "Sheet “Data”, cell A1048577: A cell with content lies beyond" },
    { "many-spaces.ods", "Sheet “Data”, cell A1: The text of the cell is longer than 1 MB." },
    { "many-parts.xlsx", "The file has more than 20,000 parts" },
    { "not-there.xlsx", "Cannot be read: No such file or directory." },
    { ".", "Found a folder; expected a file." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = path_of (cases[i].file);
      g_autoptr (GError) error = NULL;
      g_autoptr (NqpWorkbook) workbook = nqp_workbook_open (path, NULL, NULL, NULL, &error);

      if (workbook != NULL)
        g_assert_null (nqp_workbook_read_sheet (workbook, 0, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == NQP_IO_ERROR);
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("%s: expected “%s”, found “%s”", cases[i].file, cases[i].words, error->message);
      g_assert_nonnull (strstr (error->message, cases[i].file));
    }
}

static void
cancel_at_half (double fraction, gpointer cancellable)
{
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  if (fraction > 0.5)
    g_cancellable_cancel (cancellable);
}

/* A sheet of a few megabytes, as the last of the parts. */
static GBytes *
make_large (void)
{
  g_autofree char *path = path_of ("bomb.xlsx");
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_large ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) workbook = NULL;

  g_cancellable_cancel (before);
  g_assert_null (nqp_workbook_open_bytes (bytes, "large", before, NULL, NULL, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  workbook = nqp_workbook_open_bytes (bytes, "large", cancellable, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (nqp_workbook_read_sheet (workbook, 0, cancellable, cancel_at_half, cancellable, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED);
}

static void
note_fraction (double fraction, gpointer last)
{
  g_assert_cmpfloat (fraction, >=, *(double *)last);
  *(double *)last = fraction;
}

static void
test_progress (void)
{
  g_autoptr (NqpWorkbook) workbook = open_file ("kinds.xlsx", NULL);
  double last = 0.0;
  g_autoptr (NqpSheetCells) cells = nqp_workbook_read_sheet (workbook, 0, NULL, note_fraction, &last, NULL);

  g_assert_nonnull (cells);
  g_assert_cmpfloat (last, ==, 1.0);
}

#else

/* The program was built without the libraries: it says so, and how to get on. */
static void
test_without (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK\3\4", 4);
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_workbook_open_bytes (bytes, "a.xlsx", NULL, NULL, NULL, &error));
  g_assert_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "a.xlsx: This is a workbook, which this build"));
}

#endif

static void
test_kind (void)
{
  g_assert_cmpint (nqp_workbook_kind ("PK\3\4", 4), ==, NQP_WORKBOOK_ZIP);
  g_assert_cmpint (nqp_workbook_kind ("PK", 2), ==, NQP_WORKBOOK_NONE);
  g_assert_cmpint (nqp_workbook_kind ("", 0), ==, NQP_WORKBOOK_NONE);
  g_assert_cmpint (nqp_workbook_kind ("city,year\n", 10), ==, NQP_WORKBOOK_NONE);
  g_assert_cmpint (nqp_workbook_kind ("<kml/>", 6), ==, NQP_WORKBOOK_NONE);
  g_assert_cmpint (nqp_workbook_kind ("\n <TABLE>", 9), ==, NQP_WORKBOOK_HTML);
  g_assert_cmpint (nqp_workbook_kind ("\t8.5\t9", 6), ==, NQP_WORKBOOK_NONE);
}

static void
test_cell_names (void)
{
  static const struct
  {
    const char *name;
    int row, column;
  } cases[] = { { "A1", 0, 0 },
                { "B7", 6, 1 },
                { "Z10", 9, 25 },
                { "AA1", 0, 26 },
                { "ZZ1", 0, 701 },
                { "AAA1", 0, 702 },
                { "XFD1048576", 1048575, 16383 },
                { "XFE1", 0, 16384 } };
  static const char *const none[]
      = { "", "A", "1", "A0", "1A", "A1x", "AAAAAAAAA1", "A99999999999", "$", "A-1" };
  int row, column;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = nqp_cell_name (cases[i].row, cases[i].column);

      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_true (nqp_cell_parse (name, &row, &column));
      g_assert_cmpint (row, ==, cases[i].row);
      g_assert_cmpint (column, ==, cases[i].column);
    }
  g_assert_true (nqp_cell_parse ("$b$7", &row, &column));
  g_assert_cmpint (row, ==, 6);
  g_assert_cmpint (column, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (nqp_cell_parse (none[i], &row, &column));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbook/kind", test_kind);
  g_test_add_func ("/workbook/cell-names", test_cell_names);
#ifdef NQP_HAVE_WORKBOOKS
  g_test_add_func ("/workbook/xlsx/kinds", test_xlsx_kinds);
  g_test_add_func ("/workbook/xlsx/formats", test_xlsx_formats);
  g_test_add_func ("/workbook/xlsx/places", test_xlsx_places);
  g_test_add_func ("/workbook/xlsx/names", test_xlsx_names);
  g_test_add_func ("/workbook/xlsx/sheets", test_xlsx_sheets);
  g_test_add_func ("/workbook/ods/kinds", test_ods_kinds);
  g_test_add_func ("/workbook/ods/places", test_ods_places);
  g_test_add_func ("/workbook/ods/fault", test_ods_fault);
  g_test_add_func ("/workbook/cells-last", test_cells_last);
  g_test_add_func ("/workbook/refused", test_refused);
  g_test_add_func ("/workbook/cancelled", test_cancelled);
  g_test_add_func ("/workbook/progress", test_progress);
#else
  g_test_add_func ("/workbook/without", test_without);
#endif
  return g_test_run ();
}
