/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-csv.h"

#include <glib/gi18n.h>
#include <string.h>

static inline gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

#define N_DELIMITERS 3
#define N_PROBED 40 /* lines that are asked for the separator: titles may stand above the table */

static const char delimiters[N_DELIMITERS] = { ',', ';', '\t' };

/* How many of each separator a line holds outside quotes. Returns the end of the line. */
static const char *
count_delimiters (const char *text, const char *end, int counts[N_DELIMITERS])
{
  gboolean quoted = FALSE;

  memset (counts, 0, N_DELIMITERS * sizeof (int));
  for (; text < end && (quoted || !is_line_end (*text)); text++)
    if (*text == '"')
      quoted = !quoted;
    else if (!quoted)
      for (int i = 0; i < N_DELIMITERS; i++)
        counts[i] += *text == delimiters[i];
  return text;
}

/* How many of the lines hold the number of the separator that most of them hold, and at least one; which number. */
static int
count_agreeing (int (*counts)[N_DELIMITERS], int n, int delimiter, int *out_usual)
{
  int best = 0;

  *out_usual = 0;

  for (int i = 0; i < n; i++)
    {
      int agreeing = 0;

      for (int k = 0; k < n && counts[i][delimiter] > 0; k++)
        agreeing += counts[k][delimiter] == counts[i][delimiter];
      if (agreeing > best)
        {
          best = agreeing;
          *out_usual = counts[i][delimiter];
        }
    }
  return best;
}

/* The separator that the first line holds most of. Where that line is a title, above a table whose lines agree on another one,
 * that of the table. */
static char
find_delimiter (const char *text, const char *end)
{
  int counts[N_PROBED][N_DELIMITERS];
  int n = 0, chosen = 0, agreeing, usual;

  while (n < N_PROBED && text < end)
    {
      text = count_delimiters (text, end, counts[n++]);
      while (text < end && (is_line_end (*text) || *text == ' '))
        text++;
    }
  for (int i = 1; n > 0 && i < N_DELIMITERS; i++)
    if (counts[0][i] > counts[0][chosen]
        || (delimiters[i] == '\t' && counts[0][i] > 0 && counts[0][i] == counts[0][chosen] && chosen > 0))
      chosen = i;
  agreeing = count_agreeing (counts, n, chosen, &usual);
  for (int i = 0; i < N_DELIMITERS; i++)
    {
      int others_usual, others = count_agreeing (counts, n, i, &others_usual);

      /* half of the lines at least, and not one that the first line holds: the table's own may stand in its fields */
      if (counts[0][i] == 0 && 2 * others >= n
          && (others > agreeing || (others == agreeing && others_usual > usual)))
        {
          chosen = i;
          agreeing = others;
          usual = others_usual;
        }
    }
  return delimiters[chosen];
}

/* "sep=;" in the first line, as spreadsheets write and hide it: steps over it. */
static char
take_separator_line (NqpCsv *self)
{
  const char *p = self->cursor;
  gboolean quoted = *p == '"';
  char delimiter;

  p += quoted ? 1 : 0;
  if (g_ascii_strncasecmp (p, "sep=", 4) != 0 || p[4] == '\0' || strchr (",;\t|", p[4]) == NULL)
    return 0;
  delimiter = p[4];
  p += quoted && p[5] == '"' ? 6 : 5;
  if (*p != '\0' && !is_line_end (*p))
    return 0;
  self->cursor = (char *)p;
  return delimiter;
}

gboolean
nqp_csv_is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r')
      return FALSE;
  return TRUE;
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
  self->joined = g_ptr_array_new_with_free_func (g_free);
  self->delimiter = take_separator_line (self);
  if (self->delimiter != 0)
    end_line (self);
  else
    {
      while (*first == ' ' || is_line_end (*first))
        first++;
      self->delimiter = find_delimiter (first, self->end);
    }
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
nqp_csv_take (NqpCsv *self, char *memory, gsize length, const char *path, const char *encoding,
              NqpProblems *problems)
{
  *self = (NqpCsv){ .file = path };
  return nqp_source_take (&self->source, memory, length, path, encoding, problems) && begin (self, problems);
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
  g_clear_pointer (&self->joined, g_ptr_array_unref);
}

void
nqp_csv_look_ahead (const NqpCsv *self, NqpCsv *ahead)
{
  *ahead = *self;
  ahead->source = (NqpSource){ 0 };
  ahead->joined = g_ptr_array_new_with_free_func (g_free);
  ahead->fields = g_new (NqpField, ahead->n_allocated);
  ahead->n_fields = 0;
}

#define COUNTED_QUOTES                                                                                       \
  ((gsize)8 << 20) /* bytes: beyond, whether a line is inside quotes is not worth the time */

gboolean
nqp_csv_skip_to_last (NqpCsv *self, int n_lines)
{
  char *at = self->end;
  gboolean quoted = FALSE;

  while (at > self->cursor && n_lines >= 0)
    {
      at--;
      n_lines -= *at == '\n' || (*at == '\r' && at[1] != '\n');
    }
  if (at == self->cursor)
    return TRUE;
  at++;
  if (at[-1] == '\r' && *at == '\n')
    at++;
  if (memchr (at, '"', (gsize)(self->end - at)) != NULL)
    {
      if (at - self->cursor > (gssize)COUNTED_QUOTES)
        return FALSE;
      for (const char *p = self->cursor; p < at; p++)
        quoted = quoted != (*p == '"');
      if (quoted)
        return FALSE;
    }
  self->skipped_from = self->cursor;
  self->skipped_to = self->cursor = at;
  return TRUE;
}

int
nqp_csv_count_skipped (const NqpCsv *self)
{
  int n = 0;

  for (const char *p = self->skipped_from; p < self->skipped_to; p++)
    {
      const char *next = memchr (p, '\n', (gsize)(self->skipped_to - p));
      const char *stop = next != NULL ? next : self->skipped_to;

      for (p = memchr (p, '\r', (gsize)(stop - p)); p != NULL;
           p = memchr (p + 1, '\r', (gsize)(stop - p - 1)))
        n += p[1] != '\n';
      n += next != NULL;
      p = stop;
    }
  return n;
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

/* The cursor is behind the opening quote. A field with doubled quotes is joined elsewhere: the text may be read again. */
static NqpCsvStatus
read_quoted (NqpCsv *self)
{
  char *start = self->cursor;
  GString *joined = NULL;
  gsize length;
  int opened = self->next_line;

  for (;;)
    {
      char *quote = memchr (self->cursor, '"', (gsize)(self->end - self->cursor));
      char *stop = quote != NULL ? quote : self->end;

      for (const char *p = self->cursor; p < stop; p++)
        if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
          self->next_line++;
      if (joined != NULL)
        g_string_append_len (joined, self->cursor, stop - self->cursor);
      self->cursor = stop;
      if (quote == NULL)
        {
          if (joined != NULL)
            g_string_free (joined, TRUE);
          self->line = opened;
          self->bad_column = self->n_fields + 1;
          self->bad_text = _ ("A quote is opened here and never closed.");
          return NQP_CSV_CUT;
        }
      self->cursor++;
      if (self->cursor == self->end || *self->cursor != '"')
        break;
      if (joined == NULL)
        joined = g_string_new_len (start, stop - start);
      g_string_append_c (joined, '"');
      self->cursor++;
    }
  length = (gsize)(self->cursor - 1 - start);
  if (joined != NULL)
    {
      length = joined->len;
      start = g_string_free (joined, FALSE);
      g_ptr_array_add (self->joined, start);
    }
  add_field (self, start, length);
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
  if (G_UNLIKELY (self->joined->len > 0))
    g_ptr_array_set_size (self->joined, 0);
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

/* The bytes of a space of any kind at @text, 0 if there is none. */
static gsize
space_at (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text;

  if (*p == ' ' || *p == '\t')
    return 1;
  if (*p == 0xc2)
    return length >= 2 && p[1] == 0xa0 ? 2 : 0; /* no-break */
  if (*p == 0xe3)
    return length >= 3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0; /* ideographic */
  if (*p == 0xe2 && length >= 3 && p[1] == 0x80 && ((p[2] >= 0x80 && p[2] <= 0x8b) || p[2] == 0xaf))
    return 3; /* en quad to zero width, narrow no-break */
  return 0;
}

static gboolean
is_han (const char *text, gsize length)
{
  gunichar c = length >= 3 ? g_utf8_get_char_validated (text, 3) : 0;

  return (c >= 0x3400 && c <= 0x9fff) || c == 0x3007;
}

/* None at the ends, one plain one for a run inside; none between Han characters that a wide one spaced out, as in "北　京". */
static void
fold_spaces (NqpField *field)
{
  char *out = field->text;
  gboolean pending = FALSE, wide = FALSE;

  for (gsize i = 0; i < field->length;)
    {
      gsize n = space_at (field->text + i, field->length - i);

      if (n > 0)
        {
          pending = out > field->text;
          wide = wide || n > 1;
          i += n;
          continue;
        }
      if (pending
          && !(wide && out - field->text >= 3 && is_han (out - 3, 3)
               && is_han (field->text + i, field->length - i)))
        *out++ = ' ';
      pending = wide = FALSE;
      *out++ = field->text[i++];
    }
  field->length = (gsize)(out - field->text);
}

gboolean
nqp_field_tidy (NqpField *field, NqpWordsKind kind, NqpWordsFault *out_fault)
{
  gboolean sound = nqp_words_tidy (field->text, &field->length, kind, out_fault);

  if (kind == NQP_WORDS_NAME || kind == NQP_WORDS_CODE)
    fold_spaces (field);
  return sound;
}
