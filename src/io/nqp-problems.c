/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-problems.h"

#include <glib/gi18n.h>

#include "nqp-words.h"
#include "nqp-workbook.h"

G_DEFINE_QUARK (nqp - io - error - quark, nqp_io_error)

void
nqp_problem_free (NqpProblem *problem)
{
  g_free (problem->file);
  g_free (problem->sheet);
  g_free (problem->text);
  g_free (problem);
}

char *
nqp_problem_to_string (const NqpProblem *problem)
{
  if (problem->sheet != NULL)
    {
      g_autofree char *placed
          = nqp_workbook_place (problem->sheet, problem->line - 1, problem->column - 1, problem->text);

      return g_strdup_printf ("%s: %s", problem->file, placed);
    }
  if (problem->line <= 0)
    return g_strdup_printf ("%s: %s", problem->file, problem->text);
  if (problem->column <= 0)
    return g_strdup_printf ("%s:%d: %s", problem->file, problem->line, problem->text);
  return g_strdup_printf ("%s:%d:%d: %s", problem->file, problem->line, problem->column, problem->text);
}

void
nqp_problems_set_sheet (NqpProblems *self, const char *file, const char *sheet)
{
  if (self->sheets == NULL)
    self->sheets = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->sheets, (gpointer)file, g_strdup (sheet));
}

void
nqp_problems_clear (NqpProblems *self)
{
  g_clear_pointer (&self->sheets, g_hash_table_unref);
}

void
nqp_problems_add (NqpProblems *self, gboolean skipped, const char *file, int line, int column,
                  const char *format, ...)
{
  NqpProblem *problem;
  g_autofree char *text = NULL;
  va_list args;

  if (skipped)
    self->n_warnings++;
  else
    self->n_errors++;
  if (self->list->len >= NQP_MAX_PROBLEMS)
    {
      self->n_dropped++;
      /* the first error decides the message: it must not get lost behind a thousand skipped rows */
      if (skipped || self->n_errors > 1)
        return;
      g_ptr_array_set_size (self->list, NQP_MAX_PROBLEMS - 1);
    }
  problem = g_new0 (NqpProblem, 1);
  problem->file = nqp_words_path (file);
  if (self->sheets != NULL)
    problem->sheet = g_strdup (g_hash_table_lookup (self->sheets, file));
  problem->line = line;
  problem->column = column;
  problem->skipped = skipped;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  problem->text = nqp_words_clean (text, -1, NQP_WORDS_LINE, NULL); /* it may quote what the file holds */
  g_ptr_array_add (self->list, problem);
}

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer unused)
{
  const NqpProblem *left = *(NqpProblem *const *)a;
  const NqpProblem *right = *(NqpProblem *const *)b;

  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;
  return left->column - right->column;
}

void
nqp_problems_sort (NqpProblems *self, guint start)
{
  if (start >= self->list->len)
    return;
  g_qsort_with_data (self->list->pdata + start, (gint)(self->list->len - start), sizeof (gpointer),
                     compare_lines, NULL);
}

void
nqp_problems_finish (NqpProblems *self)
{
  const NqpProblem *last;
  NqpProblem *more;

  if (self->n_dropped == 0 || self->list->len == 0)
    return;
  last = g_ptr_array_index (self->list, self->list->len - 1);
  more = g_new0 (NqpProblem, 1);
  more->file = g_strdup (last->file);
  more->sheet = g_strdup (last->sheet);
  more->skipped = self->n_errors == 0;
  more->text = g_strdup_printf (
      ngettext ("and %d more problem.", "and %d more problems.", (gulong)self->n_dropped), self->n_dropped);
  g_ptr_array_add (self->list, more);
}

gboolean
nqp_problems_check (const NqpProblems *self, GError **error)
{
  if (self->n_errors == 0)
    return TRUE;
  for (guint i = 0; i < self->list->len; i++)
    {
      const NqpProblem *problem = g_ptr_array_index (self->list, i);
      g_autofree char *text = NULL;

      if (problem->skipped)
        continue;
      text = nqp_problem_to_string (problem);
      if (self->n_errors == 1)
        g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, text);
      else
        g_set_error (
            error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT,
            ngettext ("%s (and %d more problem)", "%s (and %d more problems)", (gulong)(self->n_errors - 1)),
            text, self->n_errors - 1);
      return FALSE;
    }
  g_set_error_literal (error, NQP_IO_ERROR, NQP_IO_ERROR_INPUT, _ ("The input has problems."));
  return FALSE;
}

char *
nqp_problem_quote (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)MIN (length, 400));
  GString *out = g_string_new (NULL);
  int n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == 40)
        {
          g_string_append (out, "…");
          break;
        }
      g_string_append_unichar (out, nqp_words_allow (c) ? c : ' ');
    }
  return g_string_free (out, FALSE);
}
