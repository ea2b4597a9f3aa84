/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows-open.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nqp-problems.h"
#include "nqp-sheet-cells.h"
#include "nqp-table-layout.h"
#include "nqp-workbook.h"

/* What a workbook may be told by. A pipe can be read once only, and is text. */
static NqpWorkbookKind
kind_of (const char *path)
{
  char bytes[4096];
  struct stat st;
  gssize n = -1;
  const int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    return NQP_WORKBOOK_NONE; /* whoever reads it says why */
  if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode))
    n = read (fd, bytes, sizeof bytes);
  close (fd);
  return n > 0 ? nqp_workbook_kind (bytes, (gsize)n) : NQP_WORKBOOK_NONE;
}

static NqpWorkbook *
open_workbook (const char *path, GCancellable *cancellable, NqpProblems *problems)
{
  g_autoptr (GError) error = NULL;
  NqpWorkbook *workbook = nqp_workbook_open (path, cancellable, NULL, NULL, &error);

  if (workbook == NULL)
    nqp_problems_add (problems, FALSE, path, 0, 0, "%s", error->message);
  return workbook;
}

static char *
list_sheets (const NqpWorkbook *workbook)
{
  GString *names = g_string_new (NULL);

  for (int i = 0; i < nqp_workbook_n_sheets (workbook); i++)
    g_string_append_printf (names, i > 0 ? ", %d “%s”" : "%d “%s”", i + 1,
                            nqp_workbook_sheet_name (workbook, i));
  return g_string_free (names, FALSE);
}

/* A name, or a number from 1 where no sheet is called so; -1 with a problem. */
static int
find_sheet (const NqpWorkbook *workbook, const char *path, const char *sheet, NqpProblems *problems)
{
  g_autofree char *names = list_sheets (workbook);
  const int n = nqp_workbook_n_sheets (workbook);
  int number;

  for (int i = 0; i < n; i++)
    if (g_str_equal (nqp_workbook_sheet_name (workbook, i), sheet))
      return i;
  if (nqp_integer_parse (sheet, strlen (sheet), &number) && number >= 1 && number <= n)
    return number - 1;
  nqp_problems_add (problems, FALSE, path, 0, 0, _ ("Found no sheet “%s”; expected one of these: %s."), sheet,
                    names);
  return -1;
}

static NqpSheetCells *
read_sheet (NqpWorkbook *workbook, int sheet, const char *path, GCancellable *cancellable,
            NqpProblems *problems)
{
  g_autoptr (GError) error = NULL;
  NqpSheetCells *cells = nqp_workbook_read_sheet (workbook, sheet, cancellable, NULL, NULL, &error);

  if (cells == NULL)
    nqp_problems_add (problems, FALSE, path, 0, 0, "%s", error->message);
  return cells;
}

/* Whether a table of values is found there without a question. */
static gboolean
holds_table (NqpSheetCells *cells, const char *path, const NqpLayoutHints *hints)
{
  g_autoptr (NqpRows) rows = nqp_sheet_rows_new (cells, path);
  g_autoptr (NqpTableLayout) layout = nqp_table_layout_guess (rows, hints);

  return !nqp_table_layout_asks (layout)
         && (nqp_table_layout_find (layout, NQP_COLUMN_REGION) >= 0
             || nqp_table_layout_find (layout, NQP_COLUMN_CODE) >= 0 || layout->region != NULL)
         && (nqp_table_layout_find (layout, NQP_COLUMN_SERIES) >= 0
             || nqp_table_layout_find (layout, NQP_COLUMN_VALUE) >= 0);
}

/* The only sheet that is filled, or the only one that holds a table of values: -1 with a problem if there are several or none. */
static int
choose_sheet (NqpWorkbook *workbook, const char *path, const NqpLayoutHints *hints, GCancellable *cancellable,
              NqpProblems *problems)
{
  int n_filled = 0, n_tables = 0, filled = -1, table = -1;

  for (int i = 0; i < nqp_workbook_n_sheets (workbook); i++)
    {
      g_autoptr (NqpSheetCells) cells = NULL;

      if (nqp_workbook_sheet_hidden (workbook, i))
        continue;
      cells = read_sheet (workbook, i, path, cancellable, problems);
      if (cells == NULL)
        return -1;
      if (nqp_sheet_cells_n_rows (cells) == 0)
        continue;
      n_filled++;
      filled = i;
      if (!holds_table (cells, path, hints))
        continue;
      n_tables++;
      table = i;
    }
  if (n_tables == 1)
    return table;
  if (n_filled == 1)
    return filled;
  {
    g_autofree char *names = list_sheets (workbook);

    nqp_problems_add (problems, FALSE, path, 0, 0,
                      n_tables > 1
                          ? _ ("Several sheets hold a table of values; say which with --sheet: %s.")
                          : _ ("It cannot be told which sheet holds the values; say so with --sheet: %s."),
                      names);
  }
  return -1;
}

static NqpRows *
open_sheet (const char *path, const NqpLayoutHints *hints, GCancellable *cancellable, NqpProblems *problems,
            char **out_sheet)
{
  g_autoptr (NqpWorkbook) workbook = open_workbook (path, cancellable, problems);
  g_autoptr (NqpSheetCells) cells = NULL;
  int sheet;

  if (workbook == NULL)
    return NULL;
  sheet = hints != NULL && hints->sheet != NULL ? find_sheet (workbook, path, hints->sheet, problems)
                                                : choose_sheet (workbook, path, hints, cancellable, problems);
  if (sheet < 0)
    return NULL;
  cells = read_sheet (workbook, sheet, path, cancellable, problems);
  if (cells == NULL)
    return NULL;
  *out_sheet = g_strdup (nqp_workbook_sheet_name (workbook, sheet));
  return nqp_sheet_rows_new (cells, path);
}

/**
 * nqp_rows_open:
 * @path: a text file with fields between commas, semicolons or tabs, or a workbook; kept by the rows for messages
 * @hints: (nullable): the encoding of a text, the sheet of a workbook
 * @problems: what kept it from being opened
 * @out_sheet: (out) (nullable): the name of the sheet that was taken, %NULL of a text
 *
 * Of a workbook without a hint the sheet is taken that is the only one with a table of values.
 *
 * Returns: (nullable): the rows, none read yet
 */
NqpRows *
nqp_rows_open (const char *path, const NqpLayoutHints *hints, GCancellable *cancellable,
               NqpProblems *problems, char **out_sheet)
{
  g_auto (NqpCsv) csv = { 0 };

  *out_sheet = NULL;
  if (kind_of (path) != NQP_WORKBOOK_NONE)
    return open_sheet (path, hints, cancellable, problems, out_sheet);
  if (hints != NULL && hints->sheet != NULL)
    {
      nqp_problems_add (problems, FALSE, path, 0, 0,
                        _ ("The file is no workbook; expected one, since a sheet is named (--sheet)."));
      return NULL;
    }
  return nqp_csv_open_as (&csv, path, hints != NULL ? hints->encoding : NULL, problems)
             ? nqp_csv_rows_new (&csv)
             : NULL;
}

/**
 * nqp_rows_sheets:
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names of the sheets of a workbook; %NULL without an error if
 *   @path is none
 */
char **
nqp_rows_sheets (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NqpWorkbook) workbook = NULL;
  char **names;

  if (kind_of (path) == NQP_WORKBOOK_NONE)
    return NULL;
  workbook = nqp_workbook_open (path, cancellable, NULL, NULL, error);
  if (workbook == NULL)
    return NULL;
  names = g_new0 (char *, nqp_workbook_n_sheets (workbook) + 1);
  for (int i = 0; i < nqp_workbook_n_sheets (workbook); i++)
    names[i] = g_strdup (nqp_workbook_sheet_name (workbook, i));
  return names;
}
