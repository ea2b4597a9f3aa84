/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-csv.h"

#include <glib/gi18n.h>
#include <string.h>

static inline gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* The separator that the first line holds most of, outside quotes. */
static char
find_delimiter (const char *text, const char *end)
{
  gsize n_commas = 0, n_semicolons = 0, n_tabs = 0;
  gboolean quoted = FALSE;

  for (; text < end && (quoted || !is_line_end (*text)); text++)
    switch (*text)
      {
      case '"':
        quoted = !quoted;
        break;
      case ',':
        n_commas += !quoted;
        break;
      case ';':
        n_semicolons += !quoted;
        break;
      case '\t':
        n_tabs += !quoted;
        break;
      default:
        break;
      }
  if (n_tabs > n_commas && n_tabs >= n_semicolons)
    return '\t';
  return n_semicolons > n_commas ? ';' : ',';
}

gboolean
nqp_csv_is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r')
      return FALSE;
  return TRUE;
}

/* Of the source that was read. */
static gboolean
begin (NqpCsv *self, NqpProblems *problems)
{
  const char *first = self->source.text;

  self->cursor = self->source.text;
  self->end = self->cursor + self->source.length;
  self->next_line = 1;
  if (nqp_csv_is_blank (self->source.text, self->source.length))
    {
      nqp_problems_add (problems, FALSE, self->file, 0, 0,
                        _ ("The file is empty; expected a header line and data."));
      nqp_csv_clear (self);
      return FALSE;
    }
  while (*first == ' ' || is_line_end (*first))
    first++;
  self->delimiter = find_delimiter (first, self->end);
  self->n_allocated = 64;
  self->fields = g_new (NqpField, self->n_allocated);
  return TRUE;
}

gboolean
nqp_csv_open (NqpCsv *self, const char *path, NqpProblems *problems)
{
  *self = (NqpCsv){ .file = path };
  return nqp_source_read (&self->source, path, problems) && begin (self, problems);
}

gboolean
nqp_csv_open_text (NqpCsv *self, const char *text, gsize length, const char *file, NqpProblems *problems)
{
  *self = (NqpCsv){ .file = file };
  return nqp_source_copy (&self->source, text, length, file, problems) && begin (self, problems);
}

void
nqp_csv_clear (NqpCsv *self)
{
  nqp_source_clear (&self->source);
  g_clear_pointer (&self->fields, g_free);
}

double
nqp_csv_fraction (const NqpCsv *self)
{
  return self->source.length == 0 ? 1.0
                                  : (double)(self->cursor - self->source.text) / (double)self->source.length;
}

/* One apostrophe in front says that a text is one, as in a spreadsheet: see nqp_csv_append_text(). */
static inline void
add_field (NqpCsv *self, char *text, gsize length)
{
  if (G_UNLIKELY (length > 0 && *text == '\''))
    {
      text++;
      length--;
    }
  if (G_UNLIKELY (self->n_fields == self->n_allocated))
    {
      self->n_allocated *= 2;
      self->fields = g_renew (NqpField, self->fields, self->n_allocated);
    }
  self->fields[self->n_fields++] = (NqpField){ text, length };
}

/* Steps over the line end at the cursor. */
static inline void
end_line (NqpCsv *self)
{
  if (self->cursor == self->end)
    return;
  if (*self->cursor == '\r' && self->cursor + 1 < self->end && self->cursor[1] == '\n')
    self->cursor++;
  self->cursor++;
  self->next_line++;
}

static NqpCsvStatus
bad_row (NqpCsv *self, const char *text)
{
  self->bad_column = self->n_fields + 1;
  self->bad_text = text;
  while (self->cursor < self->end && !is_line_end (*self->cursor))
    self->cursor++;
  end_line (self);
  return NQP_CSV_BAD;
}

/* The cursor is behind the opening quote. Doubled quotes are joined in place. */
static NqpCsvStatus
read_quoted (NqpCsv *self)
{
  char *start = self->cursor;
  char *out = start;
  int opened = self->next_line;

  for (;;)
    {
      char *quote = memchr (self->cursor, '"', (gsize)(self->end - self->cursor));
      char *stop = quote != NULL ? quote : self->end;

      for (const char *p = self->cursor; p < stop; p++)
        if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
          self->next_line++;
      if (out != self->cursor)
        memmove (out, self->cursor, (gsize)(stop - self->cursor));
      out += stop - self->cursor;
      self->cursor = stop;
      if (quote == NULL)
        {
          self->line = opened;
          self->bad_column = self->n_fields + 1;
          self->bad_text = _ ("A quote is opened here and never closed.");
          return NQP_CSV_CUT;
        }
      self->cursor++;
      if (self->cursor == self->end || *self->cursor != '"')
        break;
      *out++ = '"';
      self->cursor++;
    }
  add_field (self, start, (gsize)(out - start));
  while (self->cursor < self->end && *self->cursor == ' ')
    self->cursor++;
  if (self->cursor < self->end && *self->cursor != self->delimiter && !is_line_end (*self->cursor))
    {
      self->n_fields--;
      return bad_row (self,
                      _ ("Found text behind a closing quote; expected a separator or the end of the line. "
                         "A quote inside a quoted field is written twice."));
    }
  return NQP_CSV_ROW;
}

static gboolean
skip_empty_lines (NqpCsv *self)
{
  for (;;)
    {
      char *p = self->cursor;

      while (p < self->end && *p == ' ')
        p++;
      if (p < self->end && !is_line_end (*p))
        return TRUE;
      self->cursor = p;
      if (p == self->end)
        return FALSE;
      end_line (self);
    }
}

NqpCsvStatus
nqp_csv_next (NqpCsv *self)
{
  const char delimiter = self->delimiter;

  self->n_fields = 0;
  if (!skip_empty_lines (self))
    return NQP_CSV_END;
  self->line = self->next_line;
  for (;;)
    {
      char *start = self->cursor;
      char *p;

      while (start < self->end && *start == ' ')
        start++;
      if (start < self->end && *start == '"')
        {
          NqpCsvStatus status;

          self->cursor = start + 1;
          status = read_quoted (self);
          if (status != NQP_CSV_ROW)
            return status;
        }
      else
        {
          /* the text ends in a NUL byte, and holds no other */
          for (p = start; *p != delimiter && *p != '\n' && *p != '\r' && *p != '"' && *p != '\0'; p++)
            ;
          self->cursor = p;
          if (G_UNLIKELY (*p == '"'))
            return bad_row (
                self, _ ("Found a quote inside a field that does not begin with one; put the whole field "
                         "in quotes and write the quote twice."));
          while (p > start && p[-1] == ' ')
            p--;
          add_field (self, start, (gsize)(p - start));
        }
      if (self->cursor == self->end)
        return NQP_CSV_ROW;
      if (*self->cursor != delimiter)
        {
          end_line (self);
          return NQP_CSV_ROW;
        }
      self->cursor++;
    }
}

gboolean
nqp_field_equals (const NqpField *field, const char *text)
{
  return strlen (text) == field->length && memcmp (field->text, text, field->length) == 0;
}

char *
nqp_field_dup (const NqpField *field)
{
  return field->length > 0 ? g_strndup (field->text, field->length) : NULL;
}

gboolean
nqp_field_tidy (NqpField *field, NqpWordsKind kind, NqpWordsFault *out_fault)
{
  return nqp_words_tidy (field->text, &field->length, kind, out_fault);
}
