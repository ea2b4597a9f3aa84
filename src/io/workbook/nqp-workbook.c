/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"
#include "nqp-workbook-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-input-file.h"
#include "nqp-problems.h"
#include "nqp-words.h"

static void
clear_sheet (gpointer data)
{
  NqpWorkbookSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_clear_pointer (&sheet->cells, nqp_sheet_cells_unref);
  g_free (sheet->fault);
}

NqpWorkbookSheet *
nqp_workbook_add_sheet (NqpWorkbook *self, const char *name)
{
  const NqpWorkbookSheet sheet = { .name = nqp_words_clean (name, -1, NQP_WORDS_LINE, NULL) };

  g_array_append_val (self->sheets, sheet);
  return &g_array_index (self->sheets, NqpWorkbookSheet, self->sheets->len - 1);
}

char *
nqp_workbook_place (const char *sheet, int row, int column, const char *why)
{
  g_autofree char *name = nqp_problem_quote (sheet, strlen (sheet));
  g_autofree char *cell = NULL;

  if (row < 0)
    return g_strdup_printf (_ ("Sheet “%s”: %s"), name, why);
  if (column < 0)
    return g_strdup_printf (_ ("Sheet “%s”, row %d: %s"), name, row + 1, why);
  cell = nqp_cell_name (row, column);
  return g_strdup_printf (_ ("Sheet “%s”, cell %s: %s"), name, cell, why);
}

void
nqp_workbook_free (NqpWorkbook *self)
{
  g_array_unref (self->sheets);
  nqp_texts_unref (self->texts);
  g_byte_array_unref (self->formats);
#ifdef NQP_HAVE_WORKBOOKS
  g_clear_pointer (&self->zip, nqp_zip_free);
#endif
  g_free (self);
}

#ifdef NQP_HAVE_WORKBOOKS
static gboolean
refuse (const NqpWorkbook *self, GError **error, const char *text)
{
  g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", nqp_zip_file (self->zip), text);
  return FALSE;
}

/* A file of the OpenDocument family says in its first part what it is; some programs leave that out. */
static gboolean
find_kind (NqpWorkbook *self, GError **error)
{
  g_autofree char *type = NULL;

  if (nqp_zip_has (self->zip, "mimetype"))
    {
      type = nqp_zip_read_start (self->zip, "mimetype", 200, error);
      if (type == NULL)
        return FALSE;
      if (strstr (type, "opendocument.spreadsheet") != NULL)
        self->is_ods = TRUE;
      else if (strstr (type, "opendocument") != NULL || strstr (type, "sun.xml") != NULL)
        return refuse (
            self, error,
            _ ("This is a text document or a presentation; expected a workbook (XLSX or ODS) or CSV."));
    }
  else
    self->is_ods = nqp_zip_has (self->zip, "content.xml") && !nqp_zip_has (self->zip, "[Content_Types].xml");
  if (self->is_ods || nqp_zip_has (self->zip, "_rels/.rels") || nqp_zip_has (self->zip, "xl/workbook.xml"))
    return TRUE;
  return refuse (self, error,
                 _ ("This is a ZIP file and no workbook; take the file you want out of it, and open that."));
}

static gboolean
read_contents (NqpWorkbook *self, GBytes *bytes, const char *file, const NqpXmlWork *work, GError **error)
{
  self->zip = nqp_zip_open (bytes, file, error);
  if (self->zip == NULL || !find_kind (self, error)
      || !(self->is_ods ? nqp_ods_open : nqp_xlsx_open) (self, work, error))
    return FALSE;
  return self->sheets->len > 0 || refuse (self, error, _ ("The workbook has no sheet with cells."));
}
#endif

/**
 * nqp_workbook_open_bytes:
 * @bytes: all of the file
 * @file: its name for messages, as nqp_words_path() shows it
 *
 * Reads the list of sheets, and what they share; of ODS, all cells.
 *
 * Returns: (transfer full): the workbook, or %NULL with @error set
 */
NqpWorkbook *
nqp_workbook_open_bytes (GBytes *bytes, const char *file, GCancellable *cancellable, NqpProgress progress,
                         gpointer progress_data, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const NqpWorkbookKind kind = nqp_workbook_kind (data, length);
#ifdef NQP_HAVE_FREEXL
  const gboolean is_xls = nqp_workbook_is_xls (kind, bytes);
#else
  const gboolean is_xls = FALSE;
#endif
  g_autoptr (NqpWorkbook) self = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  if (kind != NQP_WORKBOOK_ZIP && !is_xls)
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", file,
                   nqp_workbook_refusal (kind, bytes));
      return NULL;
    }
  self = g_new0 (NqpWorkbook, 1);
  self->sheets = g_array_new (FALSE, FALSE, sizeof (NqpWorkbookSheet));
  g_array_set_clear_func (self->sheets, clear_sheet);
  self->texts = nqp_texts_new ();
  self->formats = g_byte_array_new ();
  if (is_xls)
    {
      if (!nqp_xls_open (self, bytes, file, cancellable, error))
        return NULL;
      if (self->sheets->len > 0)
        return g_steal_pointer (&self);
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, "%s: %s", file,
                   _ ("The workbook has no sheet with cells."));
      return NULL;
    }
#ifdef NQP_HAVE_WORKBOOKS
  const NqpXmlWork work = { cancellable, progress, progress_data };

  return read_contents (self, bytes, file, &work, error) ? g_steal_pointer (&self) : NULL;
#else
  g_set_error (
      error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, "%s: %s", file,
      _ ("This is a workbook, which this build of the program cannot read: it was made without libarchive "
         "and "
         "expat (meson option “workbooks”). Install one that was made with them, or save the sheet as CSV."));
  return NULL;
#endif
}

/**
 * nqp_workbook_open:
 *
 * The same of the file @path, whatever its name ends in.
 */
NqpWorkbook *
nqp_workbook_open (const char *path, GCancellable *cancellable, NqpProgress progress, gpointer progress_data,
                   GError **error)
{
  g_autofree char *file = nqp_words_path (path);
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  if (!nqp_input_file_read_any (path, NQP_WORKBOOK_FILE_MAX, &data, &length, &why))
    {
      g_set_error (error, NQP_IO_ERROR, NQP_IO_ERROR_FAILED, "%s: %s", file, why->message);
      return NULL;
    }
  bytes = g_bytes_new_take (data, length);
  return nqp_workbook_open_bytes (bytes, file, cancellable, progress, progress_data, error);
}

int
nqp_workbook_n_sheets (const NqpWorkbook *self)
{
  return (int)self->sheets->len;
}

static const NqpWorkbookSheet *
get_sheet (const NqpWorkbook *self, int sheet)
{
  return &g_array_index (self->sheets, NqpWorkbookSheet, sheet);
}

const char *
nqp_workbook_sheet_name (const NqpWorkbook *self, int sheet)
{
  g_return_val_if_fail (sheet >= 0 && sheet < nqp_workbook_n_sheets (self), NULL);
  return get_sheet (self, sheet)->name;
}

gboolean
nqp_workbook_sheet_hidden (const NqpWorkbook *self, int sheet)
{
  g_return_val_if_fail (sheet >= 0 && sheet < nqp_workbook_n_sheets (self), FALSE);
  return get_sheet (self, sheet)->hidden;
}

/**
 * nqp_workbook_read_sheet:
 *
 * The cells do not need the workbook any more.
 *
 * Returns: (transfer full): all cells of the sheet, or %NULL with @error set
 */
NqpSheetCells *
nqp_workbook_read_sheet (NqpWorkbook *self, int sheet, GCancellable *cancellable, NqpProgress progress,
                         gpointer progress_data, GError **error)
{
  NqpSheetCells *cells = NULL;

  g_return_val_if_fail (sheet >= 0 && sheet < nqp_workbook_n_sheets (self), NULL);
  if (get_sheet (self, sheet)->cells != NULL)
    return nqp_sheet_cells_ref (get_sheet (self, sheet)->cells);
#ifdef NQP_HAVE_WORKBOOKS
  const NqpWorkbookSheet *wanted = get_sheet (self, sheet);
  const NqpXmlWork work = { cancellable, progress, progress_data };

  if (wanted->fault != NULL)
    refuse (self, error, wanted->fault);
  else
    cells = nqp_xlsx_read_sheet (self, wanted, &work, error);
  if (cells != NULL && progress != NULL)
    progress (1.0, progress_data);
#endif
  return cells;
}
