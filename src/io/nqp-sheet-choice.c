/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sheet-choice.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-problems.h"
#include "nqp-rows-open.h"
#include "nqp-table-layout.h"

#define MAX_LOOKED 400 /* rows */

/* What a sheet looks like. */
typedef enum
{
  SHEET_WORDS,   /* notes, a cover, nothing */
  SHEET_NUMBERS, /* has some, but does not say of which regions and years */
  SHEET_VALUES,  /* values of regions and years */
} SheetLook;

/* Names that say of themselves that the values are there, folded. */
static const char *const data_names[] = { "data", "database", "idata", "数据", "原始数据", NULL };

static gboolean
is_number (const NqpRows *rows, int field)
{
  NqpDecimal decimal = { .comma_allowed = TRUE };
  gboolean percent;
  double value;

  if ((nqp_rows_mark (rows, field) & NQP_FIELD_COVERED) != 0)
    return FALSE;
  return (nqp_rows_mark (rows, field) & NQP_FIELD_NUMBER) != 0
         || nqp_value_read (rows->fields[field].text, rows->fields[field].length, &decimal, 0, &value,
                            &percent)
                == NQP_VALUE_NUMBER;
}

/* Below the header, in columns of values or in any; more than one row. */
static gboolean
has_numbers (NqpRows *rows, const NqpTableLayout *layout, gboolean any_column)
{
  int n = 0;

  for (int i = 0; i < MAX_LOOKED && n < 2 && nqp_rows_next (rows) == NQP_CSV_ROW; i++)
    {
      gboolean found = FALSE;

      for (int c = 0; rows->number >= layout->first_row && c < rows->n_fields && !found; c++)
        {
          const NqpColumnRole role = (guint)c < layout->columns->len
                                         ? nqp_table_layout_column (layout, c)->role
                                         : NQP_COLUMN_IGNORE;

          found = rows->fields[c].length > 0
                  && (any_column || role == NQP_COLUMN_SERIES || role == NQP_COLUMN_VALUE)
                  && is_number (rows, c);
        }
      n += found;
    }
  return n >= (any_column ? 2 : 1);
}

static gboolean
has_years (const NqpTableLayout *layout)
{
  gboolean any = layout->year > 0 || nqp_table_layout_find (layout, NQP_COLUMN_YEAR) >= 0;

  for (guint i = 0; i < layout->columns->len && !any; i++)
    any = nqp_table_layout_column (layout, (int)i)->year > 0;
  return any;
}

static SheetLook
look_at (NqpSheetCells *cells, const char *file)
{
  g_autoptr (NqpRows) rows = nqp_sheet_rows_new (cells, file, "");
  g_autoptr (NqpRows) again = nqp_rows_look_ahead (rows);
  g_autoptr (NqpTableLayout) layout = nqp_table_layout_guess (rows, NULL);

  if ((nqp_table_layout_find (layout, NQP_COLUMN_REGION) >= 0
       || nqp_table_layout_find (layout, NQP_COLUMN_CODE) >= 0 || layout->region != NULL)
      && has_years (layout) && has_numbers (again, layout, FALSE))
    return SHEET_VALUES;
  return has_numbers (rows, layout, TRUE) ? SHEET_NUMBERS : SHEET_WORDS;
}

static gboolean
any_visible (const NqpWorkbook *book)
{
  for (int i = 0; i < nqp_workbook_n_sheets (book); i++)
    if (!nqp_workbook_sheet_hidden (book, i))
      return TRUE;
  return FALSE;
}

/* The sheets that people see, or all. */
static GArray *
find_sheets (const NqpWorkbook *book)
{
  GArray *sheets = g_array_new (FALSE, FALSE, sizeof (int));
  const gboolean visible = any_visible (book);

  for (int i = 0; i < nqp_workbook_n_sheets (book); i++)
    if (!visible || !nqp_workbook_sheet_hidden (book, i))
      g_array_append_val (sheets, i);
  return sheets;
}

static gboolean
is_called (const NqpWorkbook *book, int sheet, const char *const *names)
{
  g_autofree char *folded = g_utf8_casefold (nqp_workbook_sheet_name (book, sheet), -1);

  return names != NULL && g_strv_contains (names, g_strstrip (folded));
}

/* Those of @sheets that @some holds, with their numbers. */
static char *
list_names (const NqpWorkbook *book, const GArray *sheets, const GArray *some)
{
  GString *list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < sheets->len && n < 20; i++)
    for (guint k = 0; k < some->len; k++)
      if (g_array_index (some, int, k) == g_array_index (sheets, int, i))
        {
          const char *name = nqp_workbook_sheet_name (book, g_array_index (sheets, int, i));
          g_autofree char *quoted = nqp_problem_quote (name, strlen (name));

          g_string_append_printf (list, "%s%u “%s”", n++ > 0 ? ", " : "", i + 1, quoted);
        }
  return g_string_free (g_string_append (list, some->len > 20 ? ", …" : ""), FALSE);
}

static int
find_named (const NqpWorkbook *book, const GArray *sheets, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  int number;

  for (int i = 0; i < nqp_workbook_n_sheets (book); i++)
    if (g_str_equal (nqp_workbook_sheet_name (book, i), wanted))
      return i;
  for (int i = 0; i < nqp_workbook_n_sheets (book); i++)
    {
      g_autofree char *name = g_utf8_casefold (nqp_workbook_sheet_name (book, i), -1);

      if (g_str_equal (g_strstrip (name), g_strstrip (folded)))
        return i;
    }
  return nqp_integer_parse (wanted, strlen (wanted), &number) && number >= 1 && number <= (int)sheets->len
             ? g_array_index (sheets, int, number - 1)
             : -1;
}

/* Of those that look best the only one, or the only one that says by its name that it is meant; -1: @candidates are several. */
static int
pick (const NqpWorkbook *book, const GArray *candidates)
{
  int named = -1, n_named = 0;

  if (candidates->len == 1)
    return g_array_index (candidates, int, 0);
  for (guint i = 0; i < candidates->len; i++)
    if (is_called (book, g_array_index (candidates, int, i), data_names))
      {
        named = g_array_index (candidates, int, i);
        n_named++;
      }
  return n_named == 1 ? named : -1;
}

static NqpSheetCells *
read_sheet (NqpWorkbook *book, int sheet, const NqpSheetWork *work, GError **error)
{
  return nqp_workbook_read_sheet (book, sheet, work->cancellable, work->progress, work->progress_data, error);
}

/* The only sheet with values of regions and years, else the only one with numbers, else the only one with anything. */
static NqpSheetCells *
find_meant (NqpWorkbook *book, const GArray *sheets, const NqpSheetWork *work, int *out_sheet, GError **error)
{
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (NqpSheetCells) kept = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *names = NULL;
  SheetLook best_look = SHEET_WORDS;
  int kept_sheet = -1;

  for (guint i = 0; i < sheets->len; i++)
    {
      const int sheet = g_array_index (sheets, int, i);
      g_autoptr (NqpSheetCells) cells = nqp_workbook_read_sheet (
          book, sheet, work->cancellable, work->progress, work->progress_data, fault == NULL ? &fault : NULL);
      SheetLook look;

      if (g_cancellable_is_cancelled (work->cancellable))
        break;
      if (cells == NULL || nqp_sheet_cells_n_rows (cells) == 0)
        continue;
      look = sheets->len == 1 ? SHEET_VALUES : look_at (cells, work->file);
      if (look < best_look)
        continue;
      if (look > best_look)
        g_array_set_size (best, 0);
      best_look = look;
      g_array_append_val (best, sheet);
      if (kept == NULL || best->len == 1)
        {
          g_clear_pointer (&kept, nqp_sheet_cells_unref);
          kept = g_steal_pointer (&cells);
          kept_sheet = sheet;
        }
    }
  *out_sheet = pick (book, best);
  if (fault != NULL
      && (best->len == 0 || best_look < SHEET_VALUES || g_cancellable_is_cancelled (work->cancellable)))
    {
      g_propagate_error (error, g_steal_pointer (&fault)); /* it may be the one that is meant */
      return NULL;
    }
  if (*out_sheet >= 0)
    return *out_sheet == kept_sheet ? g_steal_pointer (&kept)
                                    : nqp_workbook_read_sheet (book, *out_sheet, work->cancellable,
                                                               work->progress, work->progress_data, error);
  names = list_names (book, sheets, best->len > 0 ? best : sheets);
  if (best->len == 0)
    g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, _ ("All sheets are empty: %s."), names);
  else
    g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
                 best_look == SHEET_VALUES
                     ? _ ("Several sheets hold a table of values; say which with --sheet: %s.")
                     : _ ("It cannot be told which sheet holds the values; say so with --sheet: %s."),
                 names);
  return NULL;
}

/* The only sheet that is called data, if it holds values: then the others need not be read to know that it is the one. */
static NqpSheetCells *
find_called (NqpWorkbook *book, const GArray *sheets, const NqpSheetWork *work, int *out_sheet)
{
  g_autoptr (NqpSheetCells) cells = NULL;
  int n_called = 0;

  for (guint i = 0; i < sheets->len; i++)
    if (is_called (book, g_array_index (sheets, int, i), data_names))
      {
        n_called++;
        *out_sheet = g_array_index (sheets, int, i);
      }
  if (n_called == 1)
    cells = read_sheet (book, *out_sheet, work, NULL);
  return cells != NULL && look_at (cells, work->file) == SHEET_VALUES ? g_steal_pointer (&cells) : NULL;
}

NqpSheetCells *
nqp_sheet_choose (NqpWorkbook *book, const char *wanted, const NqpSheetWork *work, int *out_sheet,
                  GError **error)
{
  g_autoptr (GArray) sheets = find_sheets (book);
  g_autofree char *names = NULL;
  g_autofree char *quoted = NULL;

  if (wanted == NULL)
    {
      NqpSheetCells *cells = find_called (book, sheets, work, out_sheet);

      return cells != NULL ? cells : find_meant (book, sheets, work, out_sheet, error);
    }
  *out_sheet = find_named (book, sheets, wanted);
  if (*out_sheet >= 0)
    return nqp_workbook_read_sheet (book, *out_sheet, work->cancellable, work->progress, work->progress_data,
                                    error);
  names = list_names (book, sheets, sheets);
  quoted = nqp_problem_quote (wanted, strlen (wanted));
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, _ ("Found no sheet “%s”; expected one of these: %s."),
               quoted, names);
  return NULL;
}

/* How much of what is searched for the sheet has; a damaged one has nothing. */
static int
count_fitting (NqpWorkbook *book, int sheet, const NqpSheetSearch *search, const NqpSheetWork *work)
{
  g_autoptr (NqpSheetCells) cells = read_sheet (book, sheet, work, NULL);
  g_autoptr (NqpRows) rows = cells != NULL ? nqp_sheet_rows_new (cells, work->file, "") : NULL;

  return rows != NULL ? search->fits (rows, search->data) : 0;
}

/* The one that is called so, else the one that has most of what is searched for; -1: none, or several. */
static int
find_fitting (NqpWorkbook *book, const GArray *sheets, const NqpSheetSearch *search, const NqpSheetWork *work)
{
  int most = 0, fitting = -1;

  for (guint i = 0; i < sheets->len; i++)
    if (is_called (book, g_array_index (sheets, int, i), search->names))
      return g_array_index (sheets, int, i);
  if (search->only_named || sheets->len == 1)
    return search->only_named ? -1 : g_array_index (sheets, int, 0);
  for (guint i = 0; i < sheets->len; i++)
    {
      const int n = count_fitting (book, g_array_index (sheets, int, i), search, work);

      if (n >= most && n > 0)
        fitting = n > most ? g_array_index (sheets, int, i) : -1;
      most = MAX (most, n);
    }
  return fitting;
}

NqpSheetCells *
nqp_sheet_search (NqpWorkbook *book, const NqpSheetSearch *search, const NqpSheetWork *work, int *out_sheet,
                  GError **error)
{
  g_autoptr (GArray) sheets = find_sheets (book);
  g_autofree char *names = NULL;

  *out_sheet = find_fitting (book, sheets, search, work);
  if (*out_sheet >= 0 && (!search->only_named || count_fitting (book, *out_sheet, search, work) > 0))
    return read_sheet (book, *out_sheet, work, error);
  if (search->only_named)
    return NULL;
  names = list_names (book, sheets, sheets);
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
               _ ("It cannot be told which sheet holds this table: %s; save it as a file of its own."),
               names);
  return NULL;
}

char **
nqp_sheet_list (const NqpWorkbook *book)
{
  g_autoptr (GArray) sheets = find_sheets (book);
  char **names = g_new0 (char *, sheets->len + 1);

  for (guint i = 0; i < sheets->len; i++)
    names[i] = g_strdup (nqp_workbook_sheet_name (book, g_array_index (sheets, int, i)));
  return names;
}
