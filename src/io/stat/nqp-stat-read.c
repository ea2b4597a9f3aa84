/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"
#include "nqp-stat-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-codes.h"
#include "nqp-number.h"

static void
free_column (gpointer data)
{
  NqpStatColumn *column = data;

  g_free (column->labels);
  g_array_unref (column->cells);
  g_free (column);
}

NqpStatTable *
nqp_stat_table_new (void)
{
  NqpStatTable *self = g_new0 (NqpStatTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->columns = g_ptr_array_new_with_free_func (free_column);
  return self;
}

NqpStatTable *
nqp_stat_table_ref (NqpStatTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_stat_table_unref (NqpStatTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->columns);
  g_strfreev (self->texts);
  g_free (self->encoding);
  g_free (self);
}

#ifdef NQP_HAVE_READSTAT

#include <readstat.h>

/* What readstat's handlers work on. */
typedef struct
{
  NqpStatKind kind;
  const char *bytes;
  gsize length, position;

  NqpStatTable *table;
  NqpCodes texts;     /* as the file has them */
  GHashTable *labels; /* name of a set -> (value -> text) */
  gsize n_cells;
  const char *fault; /* translated: why it was broken off */

  GCancellable *cancellable;
  NqpProgress progress;
  gpointer progress_data;
} Reader;

/* ---- the file in memory ------------------------------------------------------------------------------------------ */

static int
io_open (const char *path, void *context)
{
  (void)path;
  ((Reader *)context)->position = 0;
  return 0;
}

static int
io_close (void *context)
{
  (void)context;
  return 0;
}

static readstat_off_t
io_seek (readstat_off_t offset, readstat_io_flags_t whence, void *context)
{
  Reader *self = context;
  gint64 from = whence == READSTAT_SEEK_SET
                    ? 0
                    : (gint64)(whence == READSTAT_SEEK_CUR ? self->position : self->length);

  if (offset < -from || offset > (gint64)self->length - from)
    return -1;
  self->position = (gsize)(from + offset);
  return (readstat_off_t)self->position;
}

static ssize_t
io_read (void *buffer, size_t n, void *context)
{
  Reader *self = context;

  n = MIN (n, self->length - self->position);
  if (n > 0) /* of nothing the library may give no buffer */
    memcpy (buffer, self->bytes + self->position, n);
  self->position += n;
  return (ssize_t)n;
}

static readstat_error_t
io_update (long size, readstat_progress_handler progress, void *user_data, void *context)
{
  Reader *self = context;

  (void)size;
  if (progress != NULL && progress ((double)self->position / (double)self->length, user_data) != 0)
    return READSTAT_ERROR_USER_ABORT;
  return READSTAT_OK;
}

/* ---- what is in it ----------------------------------------------------------------------------------------------- */

static int
break_off (Reader *self, const char *why)
{
  self->fault = why;
  return READSTAT_HANDLER_ABORT;
}

static int
on_progress (double fraction, void *context)
{
  Reader *self = context;

  if (g_cancellable_is_cancelled (self->cancellable))
    return READSTAT_HANDLER_ABORT;
  if (self->progress != NULL)
    self->progress (fraction, self->progress_data);
  return READSTAT_HANDLER_OK;
}

/* Lines are put one behind the other when the encoding is found: a text has none. */
static int
add_text (Reader *self, const char *text)
{
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return -1;
  if (strpbrk (text, "\r\n") == NULL)
    return nqp_codes_add (&self->texts, text, strlen (text));
  line = g_strdelimit (g_strdup (text), "\r\n", ' ');
  return nqp_codes_add (&self->texts, line, strlen (line));
}

static int
on_metadata (readstat_metadata_t *metadata, void *context)
{
  if (readstat_get_var_count (metadata) > NQP_STAT_MAX_COLUMNS)
    return break_off (context, _ ("The file has more than 16,384 variables; keep those that are needed."));
  return READSTAT_HANDLER_OK;
}

static int
on_variable (int index, readstat_variable_t *variable, const char *labels, void *context)
{
  Reader *self = context;
  NqpStatColumn *column;

  if (index != (int)self->table->columns->len)
    return break_off (self, _ ("The file is damaged: its variables are out of order."));
  column = g_new0 (NqpStatColumn, 1);
  column->name = add_text (self, readstat_variable_get_name (variable));
  if (column->name < 0)
    {
      g_free (column);
      return break_off (self, _ ("The file is damaged: a variable has no name."));
    }
  column->label = add_text (self, readstat_variable_get_label (variable));
  column->is_text = readstat_variable_get_type_class (variable) == READSTAT_TYPE_CLASS_STRING;
  column->unit = nqp_stat_unit_of_format (self->kind, readstat_variable_get_format (variable));
  column->labels = g_strdup (labels);
  column->cells = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (self->table->columns, column);
  return READSTAT_HANDLER_OK;
}

/* A float is taken for the shortest number that is stored so: 4.1, not 4.0999999046. */
static double
widen (float value)
{
  for (int digits = 6; digits < 9; digits++)
    {
      char format[8], text[G_ASCII_DTOSTR_BUF_SIZE];
      double wide;

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      wide = g_ascii_strtod (g_ascii_formatd (text, sizeof text, format, (double)value), NULL);
      if (memcmp (&(float){ (float)wide }, &value, sizeof value) == 0)
        return wide;
    }
  return (double)value;
}

static double
number_of (readstat_value_t value)
{
  return readstat_value_type (value) == READSTAT_TYPE_FLOAT ? widen (readstat_float_value (value))
                                                            : readstat_double_value (value);
}

static int
on_value (int row, readstat_variable_t *variable, readstat_value_t value, void *context)
{
  Reader *self = context;
  const int index = readstat_variable_get_index (variable);
  NqpStatColumn *column;
  double cell = NAN;

  if (index < 0 || index >= (int)self->table->columns->len)
    return break_off (self, _ ("The file is damaged: its variables are out of order."));
  column = g_ptr_array_index (self->table->columns, index);
  if (row != (int)column->cells->len
      || column->is_text != (readstat_value_type_class (value) == READSTAT_TYPE_CLASS_STRING))
    return break_off (self, _ ("The file is damaged: its values are out of order."));
  if (++self->n_cells > NQP_STAT_MAX_CELLS)
    return break_off (self,
                      _ ("The file has more than 67 million values; keep the variables that are needed."));
  if (column->is_text)
    {
      const int text = add_text (self, readstat_string_value (value));

      if (text >= 0 && !readstat_value_is_missing (value, variable))
        cell = text;
    }
  else if (!readstat_value_is_missing (value, variable))
    cell = number_of (value);
  g_array_append_val (column->cells, cell);
  self->table->n_rows = MAX (self->table->n_rows, row + 1);
  return READSTAT_HANDLER_OK;
}

static int
on_label (const char *name, readstat_value_t value, const char *label, void *context)
{
  Reader *self = context;
  GHashTable *set = g_hash_table_lookup (self->labels, name);
  const int text = add_text (self, label);
  double key;

  if (readstat_value_type_class (value) == READSTAT_TYPE_CLASS_STRING)
    key = add_text (self, readstat_string_value (value));
  else
    key = number_of (value);
  if (isnan (key) || text < 0) /* ".a" is missing, whatever it is called */
    return READSTAT_HANDLER_OK;
  if (set == NULL)
    {
      set = g_hash_table_new_full (g_double_hash, g_double_equal, g_free, NULL);
      g_hash_table_insert (self->labels, g_strdup (name), set);
    }
  g_hash_table_insert (set, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (text + 1));
  return READSTAT_HANDLER_OK;
}

/* ---- what follows once all is read ------------------------------------------------------------------------------- */

/* A variable of which every value has a label is a list of words; one of which some have is one of numbers with remarks. */
static void
apply_labels (Reader *self, NqpStatColumn *column)
{
  GHashTable *set = column->labels != NULL ? g_hash_table_lookup (self->labels, column->labels) : NULL;
  gboolean any = FALSE;

  if (set == NULL)
    return;
  for (guint i = 0; i < column->cells->len; i++)
    {
      const double *cell = &g_array_index (column->cells, double, i);

      if (isnan (*cell))
        continue;
      any = TRUE;
      if (!g_hash_table_contains (set, cell))
        return;
    }
  if (!any)
    return;
  for (guint i = 0; i < column->cells->len; i++)
    {
      double *cell = &g_array_index (column->cells, double, i);

      if (!isnan (*cell))
        *cell = GPOINTER_TO_INT (g_hash_table_lookup (set, cell)) - 1;
    }
  column->is_text = column->is_labelled = TRUE;
}

static gboolean
says_the_same (const NqpStatColumn *a, const NqpStatColumn *b)
{
  for (guint i = 0; i < a->cells->len; i++)
    if (!nqp_number_same (g_array_index (a->cells, double, i), g_array_index (b->cells, double, i)))
      return FALSE;
  return TRUE;
}

/* Statistics programs want regions as numbers and are given them beside the texts: such a variable says nothing new. */
static void
leave_out_copies (Reader *self, const char *file, NqpProblems *problems)
{
  GPtrArray *columns = self->table->columns;

  for (guint i = columns->len; i > 0; i--)
    for (guint k = 0; k < columns->len; k++)
      {
        const NqpStatColumn *copy = columns->pdata[i - 1], *text = columns->pdata[k];

        if (!copy->is_labelled || !text->is_text || text->is_labelled || !says_the_same (copy, text))
          continue;
        nqp_problems_add (problems, TRUE, file, 0, 0,
                          _ ("The variable “%s” numbers the texts of “%s” and was not read."),
                          self->table->texts[copy->name], self->table->texts[text->name]);
        g_ptr_array_remove_index (columns, i - 1);
        break;
      }
}

/* Stata before 14 keeps texts in whatever the computer had: it is found from all of them together. */
static gboolean
decode_texts (Reader *self, const char *file, const char *encoding, NqpProblems *problems)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);
  NqpProblems unused = { .list = list };
  g_autoptr (GString) joined = g_string_new (NULL);
  g_auto (NqpSource) source = { 0 };
  const int n = nqp_codes_size (&self->texts);

  for (int i = 0; i < n; i++)
    {
      g_string_append (joined, nqp_codes_get (&self->texts, i));
      g_string_append_c (joined, '\n');
    }
  if (n > 0 && !nqp_source_copy_as (&source, joined->str, joined->len, file, encoding, &unused))
    {
      if (encoding != NULL)
        nqp_problems_add (problems, FALSE, file, 0, 0,
                          _ ("The texts of the file are not in %s; name their encoding with --encoding."),
                          encoding);
      else
        nqp_problems_add (
            problems, FALSE, file, 0, 0,
            _ ("The texts of the file are neither in UTF-8 nor in GB18030; name their encoding with "
               "--encoding, such as WINDOWS-1252."));
      return FALSE;
    }
  self->table->texts = g_strsplit (n > 0 ? source.text : "", "\n", -1);
  self->table->n_texts = n;
  self->table->encoding = n > 0 ? g_strdup (source.encoding) : NULL;
  return n == 0 || (int)g_strv_length (self->table->texts) == n + 1;
}

static const char *
say_error (const Reader *self, readstat_error_t error)
{
  if (self->fault != NULL)
    return self->fault;
  switch ((int)error)
    {
    case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
      return _ (
          "This version of the format is not known; save the file for an older version of the program.");
    case READSTAT_ERROR_UNSUPPORTED_CHARSET:
      return _ ("The encoding of its texts is not known; name it with --encoding.");
    case READSTAT_ERROR_CONVERT_BAD_STRING:
    case READSTAT_ERROR_CONVERT_SHORT_STRING:
    case READSTAT_ERROR_CONVERT:
      return _ (
          "Its texts are in another encoding than the file says; name it with --encoding, such as GB18030.");
    case READSTAT_ERROR_MALLOC:
      return _ ("There is not enough memory to read it.");
    default:
      return NULL;
    }
}

static void
report (const Reader *self, readstat_error_t error, const char *file, NqpProblems *problems)
{
  const char *why = say_error (self, error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return; /* whoever cancelled knows */
  if (why != NULL)
    nqp_problems_add (problems, FALSE, file, 0, 0, "%s", why);
  else
    nqp_problems_add (problems, FALSE, file, 0, 0, _ ("The %s file is damaged or cut off: %s."),
                      self->kind == NQP_STAT_DTA ? "Stata" : "SPSS", readstat_error_message (error));
}

static readstat_error_t
parse (Reader *self, const char *encoding)
{
  readstat_parser_t *parser = readstat_parser_init ();
  readstat_error_t error;

  readstat_set_open_handler (parser, io_open);
  readstat_set_close_handler (parser, io_close);
  readstat_set_seek_handler (parser, io_seek);
  readstat_set_read_handler (parser, io_read);
  readstat_set_update_handler (parser, io_update);
  readstat_set_io_ctx (parser, self);
  readstat_set_metadata_handler (parser, on_metadata);
  readstat_set_variable_handler (parser, on_variable);
  readstat_set_value_handler (parser, on_value);
  readstat_set_value_label_handler (parser, on_label);
  readstat_set_progress_handler (parser, on_progress);
  if (self->kind == NQP_STAT_DTA)
    {
      readstat_set_handler_character_encoding (parser, NULL);
      error = readstat_parse_dta (parser, "", self);
    }
  else
    {
      if (encoding != NULL)
        readstat_set_file_character_encoding (parser, encoding);
      error = readstat_parse_sav (parser, "", self);
    }
  readstat_parser_free (parser);
  return error;
}

static gboolean
is_whole (const Reader *self)
{
  for (guint i = 0; i < self->table->columns->len; i++)
    if ((int)nqp_stat_table_column (self->table, (int)i)->cells->len != self->table->n_rows)
      return FALSE;
  return TRUE;
}

NqpStatTable *
nqp_stat_read (NqpStatKind kind, const char *bytes, gsize length, const char *file, const char *encoding,
               NqpProblems *problems, GCancellable *cancellable, NqpProgress progress, gpointer progress_data)
{
  g_autoptr (NqpStatTable) table = nqp_stat_table_new ();
  Reader reader = { .kind = kind,
                    .bytes = bytes,
                    .length = length,
                    .table = table,
                    .cancellable = cancellable,
                    .progress = progress,
                    .progress_data = progress_data };
  readstat_error_t error;
  gboolean good = FALSE;

  g_return_val_if_fail (kind != NQP_STAT_NONE, NULL);
  nqp_codes_init (&reader.texts);
  reader.labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  error = parse (&reader, encoding);
  if (error == READSTAT_OK && !is_whole (&reader))
    error = READSTAT_ERROR_PARSE;
  if (error != READSTAT_OK)
    report (&reader, error, file, problems);
  else if (table->columns->len == 0 || table->n_rows == 0)
    nqp_problems_add (problems, FALSE, file, 0, 0,
                      _ ("The file holds no observation; expected at least one."));
  else if (decode_texts (&reader, file, kind == NQP_STAT_DTA ? encoding : NULL, problems))
    good = TRUE;
  for (guint i = 0; good && i < table->columns->len; i++)
    apply_labels (&reader, g_ptr_array_index (table->columns, i));
  if (good)
    leave_out_copies (&reader, file, problems);
  nqp_codes_clear (&reader.texts);
  g_hash_table_unref (reader.labels);
  return good ? g_steal_pointer (&table) : NULL;
}

#else

NqpStatTable *
nqp_stat_read (NqpStatKind kind, const char *bytes, gsize length, const char *file, const char *encoding,
               NqpProblems *problems, GCancellable *cancellable, NqpProgress progress, gpointer progress_data)
{
  (void)kind, (void)bytes, (void)length, (void)encoding, (void)cancellable, (void)progress,
      (void)progress_data;
  nqp_problems_add (
      problems, FALSE, file, 0, 0,
      _ ("This is a file of Stata or SPSS, which this build of the program cannot read: it was made "
         "without libreadstat (meson option “readstat”). Install one that was made with it, or save the "
         "table as CSV."));
  return NULL;
}

#endif
