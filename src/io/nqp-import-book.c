/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <string.h>

#include "nqp-table-layout.h"

#define N_HEAD_ROWS 40

/* The words of the first rows of the data: whether they speak of an indicator or of what it is made of. */
static void
read_words (NqpImporter *self)
{
  const NqpLayoutHints *hints = self->sources->hints;
  const NqpRowsWish wish = { .sheet = hints != NULL ? hints->sheet : NULL,
                             .book = self->book,
                             .cancellable = self->cancellable };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems problems = { .list = list }; /* they are said where the data is read */
  g_autoptr (NqpRows) rows = nqp_rows_open_for (self->sources->data, &wish, &problems);

  self->book_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; rows != NULL && i < N_HEAD_ROWS && nqp_rows_next (rows) == NQP_CSV_ROW; i++)
    for (int f = 0; f < rows->n_fields; f++)
      if (rows->fields[f].length > 0)
        {
          NqpWordsFault unused;

          (void)nqp_field_tidy (&rows->fields[f], NQP_WORDS_NAME, &unused);
          g_hash_table_add (self->book_words, g_strndup (rows->fields[f].text, rows->fields[f].length));
        }
}

gboolean
nqp_import_book_has (NqpImporter *self, const char *code, gsize length)
{
  g_autofree char *word = g_strndup (code, length);

  if (self->book_words == NULL)
    read_words (self);
  return g_hash_table_contains (self->book_words, word);
}

NqpWorkbook *
nqp_import_book (const NqpImporter *self, const char *path)
{
  guint unused;

  return path != NULL && self->sheet_paths != NULL
                 && g_ptr_array_find_with_equal_func (self->sheet_paths, path, g_direct_equal, &unused)
             ? self->book
             : NULL;
}

/**
 * nqp_import_open_book:
 *
 * Where the data are in a workbook of several sheets, the others may say what the indicators and regions are: they are read as the
 * files are that the user has not given. Which of them do is seen when each is read.
 */
void
nqp_import_open_book (NqpImporter *self)
{
  const char **parts[] = {
    &self->with_sheets.indicators, &self->with_sheets.regions, &self->with_sheets.series,
    &self->with_sheets.neighbours, &self->with_sheets.flags,   &self->with_sheets.names,
    &self->with_sheets.checks,
  };
  const char *path = self->sources->data;

  if (!nqp_rows_is_workbook (path))
    return;
  /* what is wrong with it is said where the data is read */
  self->book = nqp_workbook_open (path, self->cancellable, NULL, NULL, NULL);
  if (self->book == NULL || nqp_workbook_n_sheets (self->book) < 2)
    return;
  self->sheet_paths = g_ptr_array_new_with_free_func (g_free);
  self->with_sheets = *self->sources;
  self->sources = &self->with_sheets;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] == NULL)
      {
        char *copy = g_strdup (path);

        g_ptr_array_add (self->sheet_paths, copy);
        *parts[i] = copy;
      }
}
