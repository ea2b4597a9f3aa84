/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "fuzz-rounds.h"
#include "nqp-workbook.h"

#define N_ROUNDS fuzz_rounds (400)
#define MAX_PARTS 20
#define ROOM (4 << 20)

typedef struct
{
  char *name;
  GByteArray *bytes;
} Part;

/* Pieces that mean something to one of the readers. */
static const char *const pieces[] = {
  "<c r=\"A1\" t=\"s\"><v>0</v></c>",
  "<row r=\"2\">",
  "</row>",
  "<c>",
  "</c>",
  "<v>-1</v>",
  " t=\"b\"",
  " r=\"XFD1048576\"",
  " s=\"4294967295\"",
  "<is><t>x</t></is>",
  "<f>A1</f>",
  "<mergeCell ref=\"A1:XFD1048576\"/>",
  "<mergeCell ref=\"A2:A1\"/>",
  "<col min=\"0\" max=\"99999\" hidden=\"1\"/>",
  "<!DOCTYPE a>",
  "&#10;",
  "&lt;",
  "<![CDATA[",
  "-->",
  "_x000D_",
  " table:number-columns-repeated=\"2147483647\"",
  " table:number-rows-repeated=\"1048576\"",
  " table:number-rows-spanned=\"1048576\"",
  "<table:table-row>",
  "</table:table-cell>",
  "<table:covered-table-cell/>",
  "<text:s text:c=\"99999\"/>",
  "<text:p>",
  "</text:p>",
  "</si><si>",
  "<rPh>",
  "date1904=\"1\"",
  "numFmtId=\"14\"",
  "[h]",
  "PT1H",
  "../../",
};

static const char special[] = { '<', '>', '"', '\'', '&',  ';',    '/',    '=',  '0', '9',
                                '-', '.', 'e', ':',  '\0', '\xff', '\xe4', '\n', ' ', 'A' };

static void
mutate (GByteArray *bytes, GRand *random)
{
  const int n = g_rand_int_range (random, 1, 5);

  for (int i = 0; i < n && bytes->len > 0; i++)
    {
      const guint at = (guint)g_rand_int_range (random, 0, (gint32)bytes->len);

      switch (g_rand_int_range (random, 0, 7))
        {
        case 0:
          bytes->data[at] ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
          break;
        case 1:
          bytes->data[at] = (guint8)special[g_rand_int_range (random, 0, (gint32)sizeof special)];
          break;
        case 2:
          {
            const guint wanted = (guint)g_rand_int_range (random, 1, 40);

            g_byte_array_remove_range (bytes, at, MIN (wanted, bytes->len - at));
            break;
          }
        case 3:
          g_byte_array_set_size (bytes, at);
          break;
        default:
          {
            const gboolean own
                = g_rand_boolean (random); /* a piece of the part once more, or one of those above */
            const guint from = (guint)g_rand_int_range (random, 0, (gint32)bytes->len);
            const guint wanted = (guint)g_rand_int_range (random, 1, 100);
            const char *other = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];
            const char *piece = own ? (const char *)bytes->data + from : other;
            const guint length = own ? MIN (wanted, bytes->len - from) : (guint)strlen (other);
            g_autofree guint8 *added = g_memdup2 (piece, length);
            g_autofree guint8 *tail = g_memdup2 (bytes->data + at, bytes->len - at);
            const guint n_tail = bytes->len - at;

            g_byte_array_set_size (bytes, at);
            g_byte_array_append (bytes, added, length);
            g_byte_array_append (bytes, tail, n_tail);
            break;
          }
        }
    }
}

static int
unpack (const char *path, Part parts[MAX_PARTS])
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  int n = 0;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_filename (archive, path, 65536), ==, ARCHIVE_OK);
  while (n < MAX_PARTS && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      guint8 buffer[4096];
      la_ssize_t got;

      parts[n].name = g_strdup (archive_entry_pathname (entry));
      parts[n].bytes = g_byte_array_new ();
      while ((got = archive_read_data (archive, buffer, sizeof buffer)) > 0)
        g_byte_array_append (parts[n].bytes, buffer, (guint)got);
      n++;
    }
  archive_read_free (archive);
  return n;
}

static GBytes *
repack (const Part *parts, int n, gboolean deflate)
{
  struct archive *archive = archive_write_new ();
  guint8 *memory = g_malloc (ROOM);
  gsize used = 0;

  archive_write_set_format_zip (archive);
  if (!deflate)
    archive_write_zip_set_compression_store (archive);
  g_assert_cmpint (archive_write_open_memory (archive, memory, ROOM, &used), ==, ARCHIVE_OK);
  for (int i = 0; i < n; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_size (entry, parts[i].bytes->len);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      archive_write_data (archive, parts[i].bytes->data, parts[i].bytes->len);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_bytes_new_with_free_func (memory, used, g_free, memory);
}

/* What holds of all cells, whatever the file said. */
static void
check_cells (NqpSheetCells *cells)
{
  const int n_rows = nqp_sheet_cells_n_rows (cells), n_columns = nqp_sheet_cells_n_columns (cells);
  int n_merged, last_column = 0;
  const NqpCellRange *merged = nqp_sheet_cells_merged (cells, &n_merged);

  g_assert_cmpint (n_rows, <=, NQP_SHEET_MAX_ROWS);
  g_assert_cmpint (n_columns, <=, NQP_SHEET_MAX_COLUMNS);
  g_assert_cmpint (nqp_sheet_cells_n_hidden_rows (cells), <=, n_rows);
  g_assert_cmpint (nqp_sheet_cells_n_hidden_columns (cells), <=, n_columns);
  for (int i = 0; i < n_merged; i++)
    {
      g_assert_cmpint (merged[i].row + merged[i].n_rows, <=, NQP_SHEET_MAX_ROWS);
      g_assert_cmpint (merged[i].column + merged[i].n_columns, <=, NQP_SHEET_MAX_COLUMNS);
    }
  for (int row = 0; row < MIN (n_rows, 1000); row++)
    for (int i = 0; i < MIN (nqp_sheet_cells_n_filled (cells, row), 1000); i++)
      {
        int column;
        const NqpCell cell = nqp_sheet_cells_filled (cells, row, i, &column);

        g_assert_cmpint (column, >=, i == 0 ? 0 : last_column + 1);
        g_assert_cmpint (column, <, n_columns);
        g_assert_cmpint (cell.kind, >, NQP_CELL_EMPTY);
        g_assert_cmpint (cell.kind, <=, NQP_CELL_ERROR);
        g_assert_true (g_utf8_validate (cell.text, cell.length, NULL));
        g_assert_true (nqp_sheet_cells_get (cells, row, column).text == cell.text);
        last_column = column;
      }
}

static gboolean
read_workbook (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) workbook = nqp_workbook_open_bytes (bytes, "fuzz", NULL, NULL, NULL, &error);
  gboolean ok = workbook != NULL;

  for (int i = 0; workbook != NULL && i < nqp_workbook_n_sheets (workbook); i++)
    {
      g_autoptr (NqpSheetCells) cells = nqp_workbook_read_sheet (workbook, i, NULL, NULL, NULL, &error);

      g_assert_true ((cells == NULL) == (error != NULL));
      if (cells != NULL)
        check_cells (cells);
      else
        {
          g_assert_true (g_str_has_prefix (error->message, "fuzz: "));
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
      ok = ok && cells != NULL;
      g_clear_error (&error);
    }
  if (workbook == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "fuzz: "));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  return ok;
}

/* Half of the time a part is changed before it is packed, else the packed file. */
static void
fuzz (gconstpointer file)
{
  g_autofree char *path = g_build_filename (g_getenv ("NQP_TEST_WORKBOOKS"), file, NULL);
  g_autoptr (GRand) random = fuzz_random (20260201);
  Part parts[MAX_PARTS];
  const int n_parts = unpack (path, parts);
  int n_read = 0, n_refused = 0;

  g_assert_cmpint (n_parts, >, 1);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      const int which = g_rand_int_range (random, 0, n_parts);
      GByteArray *kept = parts[which].bytes;
      g_autoptr (GByteArray) changed = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;

      g_byte_array_append (changed, kept->data, kept->len);
      if (round % 3 != 0)
        mutate (changed, random);
      parts[which].bytes = changed;
      bytes = repack (parts, n_parts, round % 2 == 0);
      parts[which].bytes = kept;
      if (round % 3 == 0)
        {
          GByteArray *whole = g_bytes_unref_to_array (g_steal_pointer (&bytes));

          mutate (whole, random);
          bytes = g_byte_array_free_to_bytes (whole);
        }
      *(read_workbook (bytes) ? &n_read : &n_refused) += 1;
    }
  /* both happen, or the mutations are too weak or too strong to say anything */
  g_assert_cmpint (n_read, >, N_ROUNDS / 20);
  g_assert_cmpint (n_refused, >, N_ROUNDS / 20);
  for (int i = 0; i < n_parts; i++)
    {
      g_free (parts[i].name);
      g_byte_array_unref (parts[i].bytes);
    }
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "kinds.xlsx", "formats.xlsx", "merged.xlsx", "names.xlsx",
                                       "kinds.ods",  "repeats.ods",  "merged.ods" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_strdup_printf ("/workbook/fuzz/%s", files[i]);

      g_test_add_data_func (name, files[i], fuzz);
    }
  return g_test_run ();
}
