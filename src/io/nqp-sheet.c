/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sheet.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-spelling.h"
#include "nqp-words.h"

void
nqp_report_field_count (NqpProblems *problems, gboolean skipped, const char *file, int line, int n_fields,
                        int n_header)
{
  nqp_problems_add (problems, skipped, file, line, MIN (n_fields, n_header + 1),
                    ngettext ("Found %d field; expected %d as in the header.",
                              "Found %d fields; expected %d as in the header.", (gulong)n_fields),
                    n_fields, n_header);
}

char *
nqp_sheet_list_fields (const NqpSheet *self)
{
  const NqpRows *rows = self->rows;
  GString *list = g_string_new (NULL);

  for (int i = 0; i < rows->n_fields && i < 12; i++)
    {
      g_autofree char *name = nqp_problem_quote (rows->fields[i].text, rows->fields[i].length);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name);
    }
  if (rows->n_fields > 12)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

/* How long the texts of a column may be, and whether they have lines. */
static NqpWordsKind
kind_of (const NqpSheetColumn *column)
{
  if (column->heads[0] == NQP_HEAD_NOTE)
    return NQP_WORDS_PROSE;
  return column->heads[0] == NQP_HEAD_SOURCE || column->heads[0] == NQP_HEAD_FINDING ? NQP_WORDS_LINE
                                                                                     : NQP_WORDS_NAME;
}

/* Only of columns that are read: what stands in others harms nobody. */
static void
tidy_row (NqpSheet *self)
{
  NqpWordsFault fault;

  for (int i = 0; i < self->n_columns; i++)
    {
      const int at = self->position[i];

      if (at >= 0 && at < self->rows->n_fields
          && !nqp_field_tidy (&self->rows->fields[at], kind_of (&self->columns[i]), &fault))
        {
          g_autofree char *why = nqp_words_fault_to_string (&fault);

          nqp_sheet_problem (self, i, "%s", why);
        }
    }
}

/* Takes the header's field for a column that has @rank-th the meaning of one of its words. FALSE: it means none. */
static gboolean
match_field (NqpSheet *self, int field, NqpHeadTier tier, int rank, NqpHead *taken)
{
  const NqpField *text = &self->rows->fields[field];
  NqpHeadWord word;

  for (int at = 0; (word = nqp_header_word (text->text, text->length, at)).head != NQP_HEAD_NONE; at++)
    for (int i = 0; i < self->n_columns; i++)
      {
        if (word.tier != tier || self->columns[i].heads[rank] != word.head)
          continue;
        if (self->position[i] >= 0 && taken[i] != word.head)
          continue;
        if (self->position[i] < 0)
          self->position[i] = field;
        else if (tier == NQP_HEAD_SURE)
          nqp_problems_add (self->problems, FALSE, self->rows->file, self->rows->number, field + 1,
                            _ ("The column “%s” stands here a second time; expected it once."),
                            self->columns[i].name);
        else
          continue;
        taken[i] = word.head;
        return TRUE;
      }
  return FALSE;
}

/* The program's own words come first, and the first meaning of a column before the next: a column "id" beside "code" is one that
 * was not read, and one "region" beside "code" may hold the names. */
static void
match_header (NqpSheet *self)
{
  NqpRows *rows = self->rows;
  g_autofree gboolean *known = g_new0 (gboolean, rows->n_fields);
  NqpHead taken[NQP_MAX_SHEET_COLUMNS] = { NQP_HEAD_NONE };
  NqpWordsFault unused; /* then it is no column that is known */

  self->n_header = rows->n_fields;
  for (int i = 0; i < rows->n_fields; i++)
    (void)nqp_field_tidy (&rows->fields[i], NQP_WORDS_NAME, &unused);
  for (NqpHeadTier tier = NQP_HEAD_SURE; tier <= NQP_HEAD_MAYBE; tier++)
    for (int rank = 0; rank < NQP_MAX_HEADS; rank++)
      for (int i = 0; i < rows->n_fields; i++)
        known[i] = known[i] || match_field (self, i, tier, rank, taken);
  for (int i = 0; i < rows->n_fields; i++)
    if (!known[i] && rows->fields[i].length > 0)
      {
        g_autofree char *name = nqp_problem_quote (rows->fields[i].text, rows->fields[i].length);

        nqp_problems_add (self->problems, TRUE, rows->file, rows->number, i + 1,
                          _ ("The column “%s” is not one of this kind of file and was not read."), name);
      }
}

static void
begin (NqpSheet *self, const NqpSheetColumn *columns, int n_columns, NqpProblems *problems)
{
  *self = (NqpSheet){ .problems = problems, .columns = columns, .n_columns = n_columns };
  for (int i = 0; i < n_columns; i++)
    self->position[i] = -1;
}

static gboolean
read_header (NqpSheet *self)
{
  gboolean complete = TRUE;
  NqpCsvStatus status = nqp_rows_next (self->rows);

  if (status != NQP_CSV_ROW)
    {
      nqp_problems_add (self->problems, FALSE, self->rows->file, self->rows->number, self->rows->bad_column,
                        "%s", self->rows->bad_text);
      return FALSE;
    }
  match_header (self);
  for (int i = 0; i < self->n_columns; i++)
    if (self->columns[i].needed && self->position[i] < 0)
      {
        g_autofree char *found = nqp_sheet_list_fields (self);

        nqp_problems_add (self->problems, FALSE, self->rows->file, self->rows->number, 0,
                          _ ("The column “%s” is missing; found: %s."), self->columns[i].name, found);
        complete = FALSE;
      }
  return complete;
}

typedef struct
{
  const NqpSheetColumn *columns;
  int n;
} Wanted;

static gboolean
means (const NqpField *field, const NqpSheetColumn *column)
{
  NqpHeadWord word;

  for (int at = 0; (word = nqp_header_word (field->text, field->length, at)).head != NQP_HEAD_NONE; at++)
    for (int rank = 0; rank < NQP_MAX_HEADS; rank++)
      if (column->heads[rank] == word.head)
        return TRUE;
  return FALSE;
}

/* How many of the columns the header has; 0 if one of those that are needed is missing. */
static int
fits (NqpRows *rows, gconstpointer data)
{
  const Wanted *wanted = data;
  NqpWordsFault unused;
  int n = 0;

  if (nqp_rows_next (rows) != NQP_CSV_ROW)
    return 0;
  for (int f = 0; f < rows->n_fields; f++)
    (void)nqp_field_tidy (&rows->fields[f], NQP_WORDS_NAME, &unused);
  for (int i = 0; i < wanted->n; i++)
    {
      gboolean found = FALSE;

      for (int f = 0; f < rows->n_fields && !found; f++)
        found = rows->fields[f].length > 0 && means (&rows->fields[f], &wanted->columns[i]);
      if (!found && wanted->columns[i].needed)
        return 0;
      n += found;
    }
  return n;
}

static gboolean
take_rows (NqpSheet *self, NqpRows *rows, const char *path)
{
  self->rows = rows;
  if (rows == NULL)
    return FALSE;
  if (rows->sheet != NULL)
    nqp_problems_set_sheet (self->problems, path, rows->sheet);
  return read_header (self);
}

gboolean
nqp_sheet_open (NqpSheet *self, const char *path, const char *const *names, NqpWorkbook *book,
                const NqpSheetColumn *columns, int n_columns, NqpProblems *problems)
{
  const Wanted wanted = { columns, n_columns };
  const NqpSheetSearch search = { names, book != NULL, fits, &wanted };
  const NqpRowsWish wish = { .book = book, .search = &search };

  g_return_val_if_fail (n_columns <= NQP_MAX_SHEET_COLUMNS, FALSE);
  begin (self, columns, n_columns, problems);
  return take_rows (self, nqp_rows_open_for (path, &wish, problems), path);
}

gboolean
nqp_sheet_open_text (NqpSheet *self, const char *text, gsize length, const char *file,
                     const char *const *names, const NqpSheetColumn *columns, int n_columns,
                     NqpProblems *problems)
{
  const Wanted wanted = { columns, n_columns };
  const NqpSheetSearch search = { names, FALSE, fits, &wanted };
  const NqpRowsWish wish = { .search = &search };
  char *copy = g_malloc (length + 1);

  g_return_val_if_fail (n_columns <= NQP_MAX_SHEET_COLUMNS, FALSE);
  memcpy (copy, text, length);
  copy[length] = '\0';
  begin (self, columns, n_columns, problems);
  return take_rows (self, nqp_rows_open_memory (copy, length, file, &wish, problems), file);
}

void
nqp_sheet_clear (NqpSheet *self)
{
  g_clear_pointer (&self->rows, nqp_rows_free);
}

/* Rows and columns of a spreadsheet that hold nothing. */
static gboolean
is_empty_from (const NqpRows *rows, int first)
{
  for (int i = first; i < rows->n_fields; i++)
    if (rows->fields[i].length > 0)
      return FALSE;
  return TRUE;
}

gboolean
nqp_sheet_next (NqpSheet *self)
{
  for (;;)
    switch (nqp_rows_next (self->rows))
      {
      case NQP_CSV_ROW:
        if (is_empty_from (self->rows, 0))
          break;
        if (self->least_fields == 0 && self->rows->n_fields > self->n_header
            && is_empty_from (self->rows, self->n_header))
          self->rows->n_fields = self->n_header;
        if (self->least_fields > 0 ? self->rows->n_fields >= self->least_fields
                                   : self->rows->n_fields == self->n_header)
          {
            tidy_row (self);
            return TRUE;
          }
        if (self->least_fields > 0)
          nqp_sheet_problem (self, -1, _ ("found %d fields, expected at least %d"), self->rows->n_fields,
                             self->least_fields);
        else
          nqp_report_field_count (self->problems, FALSE, self->rows->file, self->rows->number,
                                  self->rows->n_fields, self->n_header);
        break;
      case NQP_CSV_BAD:
        nqp_problems_add (self->problems, FALSE, self->rows->file, self->rows->number, self->rows->bad_column,
                          "%s", self->rows->bad_text);
        break;
      case NQP_CSV_CUT:
        nqp_problems_add (self->problems, FALSE, self->rows->file, self->rows->number, self->rows->bad_column,
                          "%s", self->rows->bad_text);
        return FALSE;
      case NQP_CSV_END:
      default:
        return FALSE;
      }
}

gboolean
nqp_sheet_has (const NqpSheet *self, int column)
{
  return self->position[column] >= 0;
}

NqpField
nqp_sheet_get (const NqpSheet *self, int column)
{
  const int field = self->position[column];

  return field < 0 || field >= self->rows->n_fields ? (NqpField){ "", 0 } : self->rows->fields[field];
}

char *
nqp_sheet_dup (const NqpSheet *self, int column)
{
  NqpField field = nqp_sheet_get (self, column);

  return nqp_field_dup (&field);
}

char *
nqp_sheet_word (const NqpSheet *self, int column)
{
  NqpField field = nqp_sheet_get (self, column);

  return g_strstrip (g_strndup (field.text, field.length));
}

NqpText
nqp_sheet_text (const NqpSheet *self, int en, int zh, int either)
{
  NqpText text = { nqp_sheet_dup (self, en), nqp_sheet_dup (self, zh) };
  char *single = nqp_sheet_dup (self, either);

  if (single != NULL && text.zh == NULL && nqp_is_chinese (single))
    text.zh = g_steal_pointer (&single);
  else if (single != NULL && text.en == NULL && !nqp_is_chinese (single))
    text.en = g_steal_pointer (&single);
  g_free (single);
  return text;
}

void
nqp_sheet_problem (NqpSheet *self, int column, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_problems_add (self->problems, FALSE, self->rows->file, self->rows->number,
                    column >= 0 ? self->position[column] + 1 : 0, "%s", text);
}

void
nqp_sheet_file_problem (NqpSheet *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_problems_add (self->problems, FALSE, self->rows->file, 0, 0, "%s", text);
}

double
nqp_sheet_number (NqpSheet *self, int column, NqpDecimal *decimal)
{
  NqpField field = nqp_sheet_get (self, column);
  gboolean percent;
  NqpValueKind kind;
  double value = NAN;

  if (field.length > 0 && (nqp_rows_mark (self->rows, self->position[column]) & NQP_FIELD_NUMBER) != 0)
    kind = nqp_value_read_stored (
        field.text, field.length,
        (nqp_rows_mark (self->rows, self->position[column]) & NQP_FIELD_PERCENT) != 0, &value);
  else
    kind = nqp_value_read (field.text, field.length, decimal, self->rows->number, &value, &percent);
  switch (kind)
    {
    case NQP_VALUE_NUMBER:
    case NQP_VALUE_MISSING:
      return value;
    default:
      {
        g_autofree char *found = nqp_problem_quote (field.text, field.length);

        nqp_sheet_problem (self, column, _ ("Found “%s” in the column “%s”; expected a number or nothing."),
                           found, self->columns[column].name);
        return NAN;
      }
    }
}
