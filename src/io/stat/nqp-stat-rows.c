/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-stat-private.h"

#include <string.h>

#include "nqp-header-words.h"
#include "nqp-input-file.h"
#include "nqp-number.h"

typedef struct
{
  NqpRows rows;
  NqpStatTable *table;
  int next; /* row from 0; -1: the header */
  int n;    /* columns */
  NqpField *fields;
  gsize *at; /* [n]: where each text begins in */
  GString *texts;
  guint8 *marks;
  char **heads;
  char **codes;
} StatRows;

static NqpRows *
make_rows (NqpStatTable *table, const char *file);

NqpStatKind
nqp_stat_kind (const char *bytes, gsize length)
{
  static const guint8 versions[] = { 104, 105, 108, 110, 111, 112, 113, 114, 115 };

  if (length >= 11 && memcmp (bytes, "<stata_dta>", 11) == 0)
    return NQP_STAT_DTA;
  if (length >= 4 && (memcmp (bytes, "$FL2", 4) == 0 || memcmp (bytes, "$FL3", 4) == 0))
    return NQP_STAT_SAV;
  if (length >= 4 && memchr (versions, bytes[0], sizeof versions) != NULL && (bytes[1] == 1 || bytes[1] == 2)
      && bytes[2] == 1 && bytes[3] == 0)
    return NQP_STAT_DTA;
  return NQP_STAT_NONE;
}

static const char *
text_of (const NqpStatTable *table, int text)
{
  return text >= 0 ? table->texts[text] : "";
}

/* What a table of regions and years has besides values. */
static gboolean
heads_what_identifies (const char *text, NqpHeadTier worst)
{
  static const NqpHead heads[]
      = { NQP_HEAD_REGION, NQP_HEAD_REGION_CODE, NQP_HEAD_YEAR,           NQP_HEAD_GROUP,
          NQP_HEAD_VALUE,  NQP_HEAD_UNIT,        NQP_HEAD_INDICATOR_CODE, NQP_HEAD_INDICATOR };
  NqpHeadWord word;

  for (int at = 0; (word = nqp_header_word (text, strlen (text), at)).head != NQP_HEAD_NONE; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
      if (word.head == heads[i] && word.tier <= worst)
        return TRUE;
  return FALSE;
}

/* People know a variable by its label; what it is there for, its name may say better. */
static const char *
head_of (const NqpStatTable *table, const NqpStatColumn *column)
{
  const char *name = text_of (table, column->name), *label = text_of (table, column->label);

  if (*label == '\0')
    return name;
  if (heads_what_identifies (label, NQP_HEAD_USUAL))
    return label;
  return heads_what_identifies (name, NQP_HEAD_USUAL) ? name : label;
}

static void
add_cell (StatRows *self, int c, int row)
{
  const NqpStatColumn *column = nqp_stat_table_column (self->table, c);
  const double value = g_array_index (column->cells, double, row);
  char number[MAX (NQP_NUMBER_SIZE, NQP_STAT_DATE_SIZE)];

  self->marks[c] = 0;
  if (isnan (value))
    return;
  if (column->is_text)
    g_string_append (self->texts, self->table->texts[(int)value]);
  else if (column->unit != NQP_STAT_NUMBER && nqp_stat_date (column->unit, value, number))
    g_string_append (self->texts, number);
  else
    {
      g_string_append (self->texts, nqp_number_to_file (value, number));
      self->marks[c] = NQP_FIELD_NUMBER;
    }
}

static NqpCsvStatus
stat_next (NqpRows *rows)
{
  StatRows *self = (StatRows *)rows;

  if (self->next >= self->table->n_rows)
    return NQP_CSV_END;
  g_string_truncate (self->texts, 0);
  for (int c = 0; c < self->n; c++)
    {
      self->at[c] = self->texts->len;
      if (self->next < 0)
        {
          self->marks[c] = 0;
          g_string_append (self->texts, self->heads[c]);
        }
      else
        add_cell (self, c, self->next);
      self->fields[c].length = self->texts->len - self->at[c];
      g_string_append_c (self->texts, '\0');
    }
  for (int c = 0; c < self->n; c++)
    self->fields[c].text = self->texts->str + self->at[c];
  rows->n_fields = self->n;
  rows->number = ++self->next;
  return NQP_CSV_ROW;
}

static double
stat_fraction (const NqpRows *rows)
{
  const StatRows *self = (const StatRows *)rows;

  return self->table->n_rows > 0 ? (double)MAX (self->next, 0) / self->table->n_rows : 1;
}

static NqpRows *
stat_look_ahead (const NqpRows *rows)
{
  const StatRows *self = (const StatRows *)rows;
  NqpRows *ahead = make_rows (nqp_stat_table_ref (self->table), rows->file);

  ((StatRows *)ahead)->next = self->next;
  return ahead;
}

static gboolean
stat_skip_to_last (NqpRows *rows, int n)
{
  StatRows *self = (StatRows *)rows;

  self->next = MAX (self->next, self->table->n_rows - n);
  return TRUE;
}

static int
stat_count_skipped (const NqpRows *rows)
{
  (void)rows;
  return 0; /* the numbers are right */
}

static void
stat_free (NqpRows *rows)
{
  StatRows *self = (StatRows *)rows;

  g_free (self->fields);
  g_free (self->at);
  g_free (self->marks);
  g_string_free (self->texts, TRUE);
  g_free (self->heads);
  g_free (self->codes);
  nqp_stat_table_unref (self->table);
  g_free (self);
}

static const NqpRowsClass stat_class = {
  stat_next, stat_fraction, stat_look_ahead, stat_skip_to_last, stat_count_skipped, stat_free,
};

/* @table is moved into the rows. */
static NqpRows *
make_rows (NqpStatTable *table, const char *file)
{
  StatRows *self = g_new0 (StatRows, 1);

  self->table = table;
  self->next = -1;
  self->n = (int)table->columns->len;
  self->fields = g_new0 (NqpField, self->n);
  self->at = g_new0 (gsize, self->n);
  self->marks = g_new0 (guint8, self->n);
  self->texts = g_string_new (NULL);
  self->heads = g_new0 (char *, self->n + 1);
  self->codes = g_new0 (char *, self->n + 1);
  for (int c = 0; c < self->n; c++)
    {
      const NqpStatColumn *column = nqp_stat_table_column (table, c);

      self->heads[c] = (char *)head_of (table, column);
      self->codes[c] = (char *)text_of (table, column->name);
    }
  self->rows.class = &stat_class;
  self->rows.file = file;
  self->rows.encoding = table->encoding;
  self->rows.fields = self->fields;
  self->rows.marks = self->marks;
  self->rows.codes = (const char *const *)self->codes;
  return &self->rows;
}

/**
 * nqp_stat_rows_open_bytes:
 *
 * The same of a file in memory, which is not needed any more then.
 */
NqpRows *
nqp_stat_rows_open_bytes (const char *bytes, gsize length, const char *file, const char *encoding,
                          NqpProblems *problems, GCancellable *cancellable, NqpProgress progress,
                          gpointer progress_data)
{
  NqpStatTable *table = nqp_stat_read (nqp_stat_kind (bytes, length), bytes, length, file, encoding, problems,
                                       cancellable, progress, progress_data);

  return table != NULL ? make_rows (table, file) : NULL;
}

/**
 * nqp_stat_rows_open:
 * @file: its path, which is not copied
 *
 * Returns: (transfer full) (nullable): the rows, or %NULL where @problems say why
 */
NqpRows *
nqp_stat_rows_open (const char *file, const char *encoding, NqpProblems *problems, GCancellable *cancellable,
                    NqpProgress progress, gpointer progress_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (!nqp_input_file_read_any (file, NQP_STAT_FILE_MAX, &bytes, &length, &error))
    {
      nqp_problems_add (problems, FALSE, file, 0, 0, "%s", error->message);
      return NULL;
    }
  return nqp_stat_rows_open_bytes (bytes, length, file, encoding, problems, cancellable, progress,
                                   progress_data);
}
