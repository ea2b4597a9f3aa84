/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows-open.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nqp-input-file.h"
#include "nqp-sheet-choice.h"
#include "nqp-stat-rows.h"
#include "nqp-table-layout.h"
#include "nqp-words.h"
#include "nqp-workbook-private.h"

static gboolean
is_database (const char *bytes, gsize length)
{
  return length >= 16 && memcmp (bytes, "SQLite format 3", 16) == 0;
}

/* Workbooks and files of statistics need not be text. */
static gint64
limit_of (const char *bytes, gsize length)
{
  if (nqp_stat_kind (bytes, length) != NQP_STAT_NONE)
    return NQP_STAT_FILE_MAX;
  if (is_database (bytes, length))
    return NQP_WORKBOOK_FILE_MAX; /* to be told what it is */
  switch (nqp_workbook_kind (bytes, length))
    {
    case NQP_WORKBOOK_ZIP:
    case NQP_WORKBOOK_OLE:
    case NQP_WORKBOOK_OLD:
      return NQP_WORKBOOK_FILE_MAX;
    case NQP_WORKBOOK_NONE:
    case NQP_WORKBOOK_XML:
    case NQP_WORKBOOK_HTML:
    default:
      return 0;
    }
}

/* What is read all the same and people do not see, or see differently. */
static void
report_cells (const NqpSheetCells *cells, const char *path, NqpProblems *problems)
{
  const int n_rows = nqp_sheet_cells_n_hidden_rows (cells), n_covered = nqp_sheet_cells_n_covered (cells);
  const int n_columns = nqp_sheet_cells_n_hidden_columns (cells);
  int row, column;
  const int n_formulas = nqp_sheet_cells_n_uncalculated (cells, &row, &column);

  if (n_rows > 0)
    nqp_problems_add (problems, TRUE, path, 0, 0,
                      ngettext ("%d row is hidden; it is read like the others.",
                                "%d rows are hidden; they are read like the others.", (gulong)n_rows),
                      n_rows);
  if (n_columns > 0)
    nqp_problems_add (problems, TRUE, path, 0, 0,
                      ngettext ("%d column is hidden; it is read like the others.",
                                "%d columns are hidden; they are read like the others.", (gulong)n_columns),
                      n_columns);
  if (n_covered > 0)
    nqp_problems_add (
        problems, TRUE, path, 0, 0,
        ngettext ("%d value lies under merged cells, where nobody sees it, and was not read.",
                  "%d values lie under merged cells, where nobody sees them, and were not read.",
                  (gulong)n_covered),
        n_covered);
  if (n_formulas > 0)
    nqp_problems_add (
        problems, TRUE, path, row + 1, column + 1,
        ngettext ("%d formula has no result; open the file in a spreadsheet program and save it again.",
                  "%d formulas have no result; open the file in a spreadsheet program and save it again.",
                  (gulong)n_formulas),
        n_formulas);
}

/* Why a workbook cannot be opened begins with its name, as every problem does. */
static void
report_error (const GError *error, const char *path, NqpProblems *problems)
{
  g_autofree char *name = nqp_words_path (path);
  const char *text = error->message;

  if (g_error_matches (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED))
    return;
  if (g_str_has_prefix (text, name) && g_str_has_prefix (text + strlen (name), ": "))
    text += strlen (name) + 2;
  nqp_problems_add (problems, FALSE, path, 0, 0, "%s", text);
}

static NqpRows *
open_sheet (NqpWorkbook *book, const char *path, const NqpRowsWish *wish, NqpProblems *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpSheetCells) cells = NULL;
  const NqpSheetWork work = { path, wish->progress, wish->progress_data, wish->cancellable };
  guint first;
  int sheet = -1;

  cells = wish->search != NULL && wish->sheet == NULL
              ? nqp_sheet_search (book, wish->search, &work, &sheet, &error)
              : nqp_sheet_choose (book, wish->sheet, &work, &sheet, &error);
  if (cells == NULL)
    {
      if (error != NULL)
        report_error (error, path, problems);
      return NULL;
    }
  first = problems->list->len;
  if (nqp_sheet_cells_n_rows (cells) == 0)
    {
      nqp_problems_add (problems, FALSE, path, 0, 0, _ ("The sheet is empty; expected a header and data."));
      return NULL;
    }
  report_cells (cells, path, problems);
  for (guint i = first; i < problems->list->len; i++)
    ((NqpProblem *)problems->list->pdata[i])->sheet = g_strdup (nqp_workbook_sheet_name (book, sheet));
  return nqp_sheet_rows_new (cells, path, nqp_workbook_sheet_name (book, sheet));
}

static gboolean
needs_no_sheet (const char *path, const NqpRowsWish *wish, NqpProblems *problems)
{
  if (wish->sheet == NULL)
    return TRUE;
  nqp_problems_add (problems, FALSE, path, 0, 0,
                    _ ("The file is no workbook; expected one, since a sheet is named (--sheet)."));
  return FALSE;
}

static NqpRows *
open_statistics (char *memory, gsize length, const char *path, const NqpRowsWish *wish, NqpProblems *problems)
{
  NqpRows *rows = NULL;

  if (needs_no_sheet (path, wish, problems))
    rows = nqp_stat_rows_open_bytes (memory, length, path, wish->encoding, problems, wish->cancellable,
                                     wish->progress, wish->progress_data);
  g_free (memory);
  return rows;
}

static NqpRows *
open_book (char *memory, gsize length, const char *path, const NqpRowsWish *wish, NqpProblems *problems)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (memory, length);
  g_autofree char *name = nqp_words_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpWorkbook) book
      = nqp_workbook_open_bytes (bytes, name, wish->cancellable, wish->progress, wish->progress_data, &error);

  if (book != NULL)
    return open_sheet (book, path, wish, problems);
  report_error (error, path, problems);
  return NULL;
}

static NqpRows *
open_text (char *memory, gsize length, const char *path, const NqpRowsWish *wish, NqpProblems *problems)
{
  /* only for values an option says it */
  const char *encoding = wish->search != NULL ? NULL : wish->encoding != NULL ? wish->encoding : "";
  NqpCsv csv;

  if (!needs_no_sheet (path, wish, problems))
    {
      g_free (memory);
      return NULL;
    }
  return nqp_csv_take (&csv, memory, length, path, encoding, problems) ? nqp_csv_rows_new (&csv) : NULL;
}

/* What else is taken for a table by mistake; NULL: nothing that is known. */
static const char *
other_kind (const char *bytes, gsize length)
{
  gsize at = 0;

  if (is_database (bytes, length))
    return _ ("This is a database; a project is opened, and its tables come out with “nqp export”. Expected "
              "a table.");
  if (length >= 5 && memcmp (bytes, "%PDF-", 5) == 0)
    return _ ("This is a PDF document; expected a table, such as the document was made from.");
  while (at < MIN (length, 64) && g_ascii_isspace (bytes[at]))
    at++;
  if (at < length && bytes[at] == '{')
    return _ ("This is JSON; outlines are given as such (--boundaries), and the theory (--framework). "
              "Expected a table.");
  return NULL;
}

/**
 * nqp_rows_open_for:
 * @path: text with fields between commas, semicolons or tabs, a workbook, a file of Stata or SPSS; kept by the rows for messages
 * @problems: what kept it from being opened; if it was opened, what is to be said of it
 *
 * Of a workbook without a wish the sheet is taken that is the only one with a table of values.
 *
 * Returns: (nullable): the rows, none read yet; %NULL without a problem if it was cancelled
 */
NqpRows *
nqp_rows_open_for (const char *path, const NqpRowsWish *wish, NqpProblems *problems)
{
  g_autoptr (GError) error = NULL;
  char *memory;
  gsize length;

  if (wish->book != NULL)
    return open_sheet (wish->book, path, wish, problems);
  if (nqp_input_file_read_kinds (path, limit_of, &memory, &length, &error))
    return nqp_rows_open_memory (memory, length, path, wish, problems);
  nqp_problems_add (problems, FALSE, path, 0, 0, "%s", error->message);
  return NULL;
}

NqpRows *
nqp_rows_open_memory (char *memory, gsize length, const char *path, const NqpRowsWish *wish,
                      NqpProblems *problems)
{
  if (other_kind (memory, length) != NULL)
    {
      nqp_problems_add (problems, FALSE, path, 0, 0, "%s", other_kind (memory, length));
      g_free (memory);
      return NULL;
    }
  if (nqp_stat_kind (memory, length) != NQP_STAT_NONE)
    return open_statistics (memory, length, path, wish, problems);
  return (nqp_workbook_kind (memory, length) == NQP_WORKBOOK_NONE ? open_text : open_book) (
      memory, length, path, wish, problems);
}

gboolean
nqp_rows_read_file (const char *path, char **out_memory, gsize *out_length, GError **error)
{
  return nqp_input_file_read_kinds (path, limit_of, out_memory, out_length, error);
}

gboolean
nqp_rows_is_workbook (const char *path)
{
  char bytes[4096];
  struct stat st;
  gssize n = -1;
  const int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    return FALSE;
  if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode))
    n = read (fd, bytes, sizeof bytes);
  close (fd);
  return n > 0 && nqp_workbook_kind (bytes, (gsize)n) == NQP_WORKBOOK_ZIP;
}

/**
 * nqp_rows_open:
 * @hints: (nullable): the encoding of a text, the sheet of a workbook
 * @out_sheet: (out) (nullable): the name of the sheet that was taken, %NULL of a text
 *
 * The same with what is known of the layout.
 */
NqpRows *
nqp_rows_open (const char *path, const NqpLayoutHints *hints, GCancellable *cancellable,
               NqpProblems *problems, char **out_sheet)
{
  const NqpRowsWish wish = {
    .sheet = hints != NULL ? hints->sheet : NULL,
    .encoding = hints != NULL ? hints->encoding : NULL,
    .cancellable = cancellable,
  };
  NqpRows *rows = nqp_rows_open_for (path, &wish, problems);

  *out_sheet = rows != NULL ? g_strdup (rows->sheet) : NULL;
  return rows;
}

/**
 * nqp_rows_sheets:
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names of the sheets of a workbook that people see, or of all if
 *   they see none; %NULL without an error if @path is none
 */
char **
nqp_rows_sheets (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = nqp_words_path (path);
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NqpWorkbook) book = NULL;
  char *memory;
  gsize length;

  if (!nqp_input_file_read_kinds (path, limit_of, &memory, &length, &why))
    return NULL; /* whoever reads it says why */
  bytes = g_bytes_new_take (memory, length);
  if (nqp_workbook_kind (memory, length) == NQP_WORKBOOK_NONE)
    return NULL;
  book = nqp_workbook_open_bytes (bytes, name, cancellable, NULL, NULL, error);
  return book != NULL ? nqp_sheet_list (book) : NULL;
}
