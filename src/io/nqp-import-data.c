/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-reader.h"
#include "nqp-rows-open.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-patches.h"

#define ROWS_A_TICK 65536
#define OPENED 0.5 /* of the progress: that a workbook is read */

void
nqp_data_report (NqpDataReader *self, int field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_problems_add (self->problems, self->skip, self->file, self->rows->number, field + 1, "%s", text);
}

void
nqp_data_report_header (NqpDataReader *self, gboolean harmless, int field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_problems_add (self->problems, harmless, self->file, self->layout->first_header, field + 1, "%s", text);
}

/* A line that breaks the rules of quoting: FALSE if nothing can be read after it. */
static gboolean
report_bad_line (NqpDataReader *self, NqpCsvStatus status, gboolean skip)
{
  nqp_problems_add (self->problems, skip && status == NQP_CSV_BAD, self->file, self->rows->number,
                    self->rows->bad_column, "%s", self->rows->bad_text);
  return status == NQP_CSV_BAD;
}

/* A text of the header that cannot be a name is refused where it is used as one. */
static void
note_faults (NqpDataReader *self)
{
  for (int i = 0; i < MIN (self->rows->n_fields, self->n_header); i++)
    {
      NqpWordsFault fault;

      if (!nqp_field_tidy (&self->rows->fields[i], NQP_WORDS_NAME, &fault) && self->field_faults[i] == NULL)
        self->field_faults[i] = nqp_words_fault_to_string (&fault);
    }
}

/* Passes over the rows up to the end of the header. */
static gboolean
read_header (NqpDataReader *self)
{
  self->n_header = (int)self->layout->columns->len;
  self->field_names = g_new0 (char *, self->n_header + 1);
  self->field_faults = g_new0 (char *, self->n_header + 1);
  for (int i = 0; i < self->n_header; i++)
    {
      const NqpLayoutColumn *column = nqp_table_layout_column (self->layout, i);

      self->field_names[i] = nqp_problem_quote (column->header, strlen (column->header));
    }
  do
    {
      NqpCsvStatus status = nqp_rows_next (self->rows);

      if (status == NQP_CSV_END)
        break;
      if (status != NQP_CSV_ROW)
        {
          report_bad_line (self, status, FALSE);
          return FALSE;
        }
      if (self->rows->number >= self->layout->first_header)
        note_faults (self);
    }
  while (self->rows->number < self->layout->last_header);
  for (guint i = 0; i < self->layout->remarks->len; i++)
    {
      const NqpLayoutRemark *remark = self->layout->remarks->pdata[i];

      nqp_data_report_header (self, !remark->ask, remark->column, "%s", remark->text);
    }
  return !nqp_table_layout_asks (self->layout) && nqp_data_set_up (self);
}

static gboolean
read_rows (NqpDataReader *self)
{
  const double start = self->rows->sheet != NULL ? OPENED : 0.02;
  const int first = self->layout->first_row;
  const int last = self->layout->last_row > 0 ? self->layout->last_row : G_MAXINT;

  for (guint n = 1;; n++)
    {
      NqpCsvStatus status;

      if (n % ROWS_A_TICK == 0
          && !nqp_importer_tick (self->importer, start + (0.9 - start) * nqp_rows_fraction (self->rows)))
        return FALSE;
      status = nqp_rows_next (self->rows);
      if (status == NQP_CSV_END || self->rows->number > last)
        return TRUE;
      if (G_UNLIKELY (self->rows->number < first))
        continue;
      if (G_LIKELY (status == NQP_CSV_ROW))
        nqp_data_read_row (self);
      else if (!report_bad_line (self, status, self->skip))
        return TRUE; /* what follows the quote is lost: no row to skip, but half a file */
    }
}

static void
check_rows (NqpDataReader *self)
{
  gboolean any = FALSE;

  nqp_data_finish_series (self);
  if (self->importer->records->len == 0)
    {
      if (self->problems->n_errors == 0)
        nqp_problems_add (self->problems, FALSE, self->file, 0, 0,
                          _ ("Found no row of data; expected at least one below the header."));
      return;
    }
  for (guint i = 0; i < self->importer->values->len && !any; i++)
    any = !isnan (g_array_index (self->importer->values, double, i));
  if (!any && self->problems->n_errors == 0)
    nqp_problems_add (self->problems, FALSE, self->file, 0, 0,
                      _ ("Every value is missing; expected at least one number."));
  if (self->decimal.mark == ',' && !self->decimal.comma_certain && self->decimal.line > 0)
    nqp_problems_add (self->problems, TRUE, self->file, self->decimal.line, 0,
                      _ ("The comma in the values was read as a decimal comma. If it separates thousands, "
                         "say so with --decimal ."));
}

static void
init (NqpDataReader *self, NqpImporter *importer, NqpRows *rows)
{
  const NqpImportSources *sources = importer->sources;

  *self = (NqpDataReader){ .importer = importer,
                           .problems = &importer->problems,
                           .rows = rows,
                           .file = sources->data,
                           .skip = sources->skip_bad_rows,
                           .last_region = -1,
                           .last_text = -1,
                           .fixed_series = -1 };
  self->layout = sources->layout != NULL ? nqp_table_layout_copy (sources->layout)
                                         : nqp_table_layout_guess (rows, sources->hints);
  self->decimal.comma_allowed = rows->delimiter != ',';
  self->decimal.mark = self->known_mark = self->layout->decimal;
  self->columns = g_array_new (FALSE, FALSE, sizeof (NqpDataColumn));
  self->text_series = g_array_new (FALSE, FALSE, sizeof (int));
  self->told = g_hash_table_new (NULL, NULL);
  nqp_codes_init (&self->texts);
}

static void
clear (NqpDataReader *self)
{
  NqpImportReport *report = self->importer->report;

  if (report != NULL)
    {
      report->layout = g_steal_pointer (&self->layout);
      report->encoding = g_strdup (self->rows->encoding);
      report->sheet = g_strdup (self->rows->sheet);
      report->first_row = self->first_row;
      report->last_row = self->last_row;
    }
  g_clear_pointer (&self->layout, nqp_table_layout_free);
  for (int i = 0; self->field_faults != NULL && i < self->n_header; i++)
    g_free (self->field_faults[i]);
  g_free (self->field_faults);
  g_strfreev (self->field_names);
  g_array_unref (self->columns);
  g_array_unref (self->text_series);
  nqp_codes_clear (&self->texts);
  g_hash_table_unref (self->told);
  g_clear_pointer (&self->any_case, g_hash_table_unref);
}

/* The rows of the data, from wherever, into records and values. */
static void
read_data (NqpImporter *importer, NqpRows *rows)
{
  NqpDataReader reader;

  importer->n_fixed_series = nqp_codes_size (&importer->series_codes);
  init (&reader, importer, rows);
  if (read_header (&reader) && read_rows (&reader))
    {
      importer->data_read = TRUE;
      check_rows (&reader);
    }
  clear (&reader);
}

/* Reading a workbook takes a good part of the time. */
static void
show_opening (double fraction, gpointer importer)
{
  nqp_importer_tick (importer, 0.02 + (OPENED - 0.02) * fraction);
}

/**
 * nqp_import_data:
 *
 * Reads the data file into records and values. Which rows meet in one cell is found when the panel is put together.
 */
void
nqp_import_data (NqpImporter *self)
{
  const NqpLayoutHints *hints = self->sources->hints;
  const NqpRowsWish wish = {
    .sheet = hints != NULL ? hints->sheet : NULL,
    .encoding = hints != NULL ? hints->encoding : NULL,
    .progress = show_opening,
    .progress_data = self,
    .cancellable = self->cancellable,
    .book = self->book,
  };
  g_autoptr (NqpRows) rows = nqp_rows_open_for (self->sources->data, &wish, &self->problems);

  if (rows == NULL)
    return;
  if (rows->sheet != NULL)
    nqp_problems_set_sheet (&self->problems, self->sources->data, rows->sheet);
  rows = nqp_patches_apply (self->sources->patches, rows);
  read_data (self, rows);
}
