/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-reader.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-spelling.h"

NqpText
nqp_data_text (const char *text)
{
  return nqp_is_chinese (text) ? nqp_text_new (NULL, text) : nqp_text_new (text, NULL);
}

static gboolean
is_empty (const NqpText *text)
{
  return text->en == NULL && text->zh == NULL;
}

/* The first of the fixed series with that code, in letters of either case; -1 if there is none. */
static int
find_any_case (NqpDataReader *self, const char *text)
{
  g_autofree char *wanted = g_ascii_strdown (text, -1);

  if (self->any_case == NULL)
    {
      const NqpImporter *importer = self->importer;

      self->any_case = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (int i = importer->n_fixed_series - 1; i >= 0; i--)
        g_hash_table_replace (self->any_case,
                              g_ascii_strdown (nqp_codes_get (&importer->series_codes, i), -1),
                              GINT_TO_POINTER (i + 1));
    }
  return GPOINTER_TO_INT (g_hash_table_lookup (self->any_case, wanted)) - 1;
}

static gboolean
has_name (const NqpText *name, const char *text)
{
  return g_strcmp0 (name->zh, text) == 0 || (name->en != NULL && g_ascii_strcasecmp (name->en, text) == 0);
}

/* The series that a list gives that name, -1 if there is none, or several. */
static int
find_by_name (NqpDataReader *self, const char *name)
{
  NqpImporter *importer = self->importer;
  int found = -1;

  for (int i = 0; i < importer->n_fixed_series; i++)
    if (has_name (&nqp_importer_series (importer, i)->series.name, name))
      found = found < 0 || found == i ? i : -2;
  for (guint i = 0; i < importer->indicators->len && found > -2; i++)
    {
      const NqpIndicator *indicator = &g_array_index (importer->indicators, NqpIndicator, i);

      /* one without a formula is the series of its own code */
      if (has_name (&indicator->name, name) && indicator->numerator >= 0
          && !nqp_indicator_is_derived (indicator))
        found = found < 0 || found == indicator->numerator ? indicator->numerator : -2;
    }
  return MAX (found, -1);
}

static void
describe_series (NqpSeriesDraft *draft, const char *name, const char *unit)
{
  if (name != NULL && is_empty (&draft->series.name) && !g_str_equal (name, draft->series.code))
    draft->series.name = nqp_data_text (name);
  if (unit != NULL && *unit != '\0' && is_empty (&draft->series.unit))
    draft->series.unit = nqp_data_text (unit);
}

/* The words may be names for people: the code is made of them. */
static int
add_series (NqpDataReader *self, const char *name, const char *given_code)
{
  NqpImporter *importer = self->importer;
  g_autofree char *code = given_code != NULL ? g_strdup (given_code) : nqp_make_code (name);

  for (int i = 2; nqp_codes_find (&importer->series_codes, code, strlen (code)) >= importer->n_fixed_series;
       i++)
    {
      g_autofree char *plain = given_code != NULL ? g_strdup (given_code) : nqp_make_code (name);

      g_free (code);
      code = g_strdup_printf ("%s_%d", plain, i);
    }
  return nqp_importer_add_series (importer, code, strlen (code));
}

/* The series that @text of the file names; @name and @code if it has others than that. -1: unknown, and none may be added. */
static int
resolve (NqpDataReader *self, const char *text, const char *name, const char *code, const char *unit,
         gboolean header)
{
  NqpImporter *importer = self->importer;
  int found;

  /* not what other columns made of their names: those are texts of this file */
  found = nqp_codes_find (&importer->series_codes, text, strlen (text));
  if (found >= importer->n_fixed_series)
    found = -1;
  if (found < 0 && header)
    found = find_any_case (self, text);
  if (found < 0 && code != NULL)
    found = nqp_codes_find (&importer->series_codes, code, strlen (code));
  if (found < 0)
    found = find_by_name (self, text);
  if (found < 0 && name != NULL)
    found = find_by_name (self, name);
  /* A misspelt code among the rows of the long form is not to become a series that nothing uses. */
  if (found < 0 && !importer->series_listed && (header || !importer->indicators_listed)
      && !g_str_equal (text, NQP_AREA_SERIES))
    found = add_series (self, name != NULL ? name : text, code);
  if (found >= 0)
    {
      nqp_importer_series (importer, found)->seen = TRUE;
      describe_series (nqp_importer_series (importer, found), name != NULL ? name : text, unit);
    }
  return found;
}

static int
remember (NqpDataReader *self, const char *text, gsize length, int series)
{
  int at = nqp_codes_add (&self->texts, text, length);

  if ((guint)at == self->text_series->len)
    g_array_append_val (self->text_series, series);
  return series;
}

static int
find_remembered (NqpDataReader *self, const char *text)
{
  int at = nqp_codes_find (&self->texts, text, strlen (text));

  return at < 0 ? -1 : g_array_index (self->text_series, int, at);
}

/* @text: a new word for a series in a row, tidy. Unit and name are those of its first row. */
int
nqp_data_find_series (NqpDataReader *self, const NqpField *text, const NqpField *name, const NqpField *unit)
{
  g_autofree char *key = g_strndup (text->text, text->length);
  g_autofree char *words = name != NULL && name->length > 0 ? g_strndup (name->text, name->length) : NULL;
  g_autofree char *measure = unit != NULL && unit->length > 0 ? g_strndup (unit->text, unit->length) : NULL;
  char *bracket = NULL;
  gsize before;
  int series;

  if (words == NULL && measure == NULL)
    {
      /* "GDP (yuan)" */
      before = nqp_header_before_bracket (key, strlen (key), &bracket);
      if (bracket != NULL && before > 0 && find_by_name (self, key) < 0)
        {
          words = g_strndup (key, before);
          measure = g_steal_pointer (&bracket);
        }
      g_free (bracket);
    }
  series = resolve (self, key, words, name != NULL ? key : NULL, measure, FALSE);
  return remember (self, key, strlen (key), series);
}

static void
report_unknown (NqpDataReader *self, int field)
{
  if (g_str_equal (self->field_names[field], NQP_AREA_SERIES))
    nqp_data_report_header (
        self, FALSE, field,
        _ ("“AREA” is kept for the area of a region; expected another name for the column."));
  else
    nqp_data_report_header (self, FALSE, field,
                            _ ("The column “%s” is an unknown series; expected one of the series file or a "
                               "series that an indicator uses."),
                            self->field_names[field]);
}

static void
report_twice (NqpDataReader *self, int field)
{
  nqp_data_report_header (self, FALSE, field,
                          _ ("The column “%s” stands here a second time; expected it once."),
                          self->field_names[field]);
}

/* What the user calls a series counts before its header; what a list of series says of it, before that. FALSE: told. */
static gboolean
resolve_said (NqpDataReader *self, int field, int *out_series)
{
  const NqpLayoutColumn *column = nqp_table_layout_column (self->layout, field);
  const char *code = (column->said & NQP_SAID_CODE) != 0 ? column->code : NULL;
  const int n_fixed = self->importer->n_fixed_series;
  int found = -1;

  if (code == NULL && *column->header != '\0')
    {
      found = nqp_codes_find (&self->importer->series_codes, column->header, strlen (column->header));
      found = found >= 0 && found < n_fixed ? found : find_any_case (self, column->header);
    }
  if (found < 0)
    found
        = resolve (self, code != NULL ? code : column->name, column->name, column->code, column->unit, TRUE);
  *out_series = found;
  if (found < 0 || found >= n_fixed || (column->said & (NQP_SAID_NAME | NQP_SAID_UNIT)) == 0)
    return TRUE;
  nqp_data_report_header (self, FALSE, field,
                          _ ("The column is the series “%s”, whose name and unit a list of series or "
                             "indicators has; expected no others with --column."),
                          nqp_codes_get (&self->importer->series_codes, found));
  return FALSE;
}

static void
set_up_column (NqpDataReader *self, int field, GHashTable *taken)
{
  const NqpLayoutColumn *column = nqp_table_layout_column (self->layout, field);
  const gboolean named = (column->said & (NQP_SAID_CODE | NQP_SAID_NAME)) != 0;
  NqpDataColumn added = { .field = field, .series = -1, .year = column->year };
  const char *text = column->year != 0 ? column->name : column->header;
  g_autofree char *key = NULL;

  if (*column->header == '\0' && !named)
    {
      nqp_data_report_header (self, FALSE, field,
                              _ ("The column has no name; expected the code of a series."));
      return;
    }
  if (self->field_faults[field] != NULL && !named)
    {
      nqp_data_report_header (self, FALSE, field, "%s", self->field_faults[field]);
      return;
    }
  if (text != NULL && self->series < 0)
    {
      /* the one series of a table under a word like "value" is what the lines above say */
      NqpHeadWord word = nqp_header_word (text, strlen (text), 0);
      const char *name = word.head == NQP_HEAD_VALUE && self->layout->indicator != NULL
                             ? self->layout->indicator
                             : column->name;

      added.series = column->said == 0 || column->year != 0 ? find_remembered (self, text) : -1;
      if (added.series < 0 && column->said != 0)
        {
          if (!resolve_said (self, field, &added.series))
            return;
          remember (self, text, strlen (text), added.series);
        }
      else if (added.series < 0)
        added.series = remember (self, text, strlen (text),
                                 resolve (self, text, name, column->code, column->unit, TRUE));
      if (added.series < 0)
        {
          report_unknown (self, field);
          return;
        }
    }
  key = g_strdup_printf ("%d %d", added.series, added.year);
  if (!g_hash_table_add (taken, g_steal_pointer (&key)))
    {
      report_twice (self, field);
      return;
    }
  g_array_append_val (self->columns, added);
  if (self->form == NQP_DATA_WIDE)
    g_array_append_val (self->importer->wide_series, added.series);
}

/* "gdp" of /home/u/gdp.csv */
static char *
name_of_file (const char *file)
{
  g_autofree char *base = nqp_words_basename (file);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot > base)
    *dot = '\0';
  return g_steal_pointer (&base);
}

/* Years across with nothing else: one indicator, which the lines above or the file names. */
static void
set_up_fixed_series (NqpDataReader *self)
{
  g_autofree char *name
      = self->layout->indicator != NULL ? g_strdup (self->layout->indicator) : name_of_file (self->file);

  if (self->layout->indicator == NULL)
    nqp_data_report_header (
        self, TRUE, -1, _ ("Nothing says what the values are; their indicator is called “%s”, as the file."),
        name);
  self->fixed_series = resolve (self, self->layout->code != NULL ? self->layout->code : name, name,
                                self->layout->code, self->layout->unit, TRUE);
  if (self->fixed_series < 0)
    nqp_data_report_header (
        self, FALSE, -1,
        _ ("The values are of “%s”, an unknown series; expected one of the series file or a series that "
           "an indicator uses."),
        name);
}

static void
find_fields (NqpDataReader *self)
{
  const NqpTableLayout *layout = self->layout;
  int value = nqp_table_layout_find (layout, NQP_COLUMN_VALUE);

  self->region = nqp_table_layout_find (layout, NQP_COLUMN_CODE);
  self->name = nqp_table_layout_find (layout, NQP_COLUMN_REGION);
  if (self->region < 0)
    {
      self->region = self->name;
      self->name = -1;
    }
  self->series = nqp_table_layout_find (layout, NQP_COLUMN_INDICATOR_CODE);
  self->series_name = nqp_table_layout_find (layout, NQP_COLUMN_INDICATOR);
  if (self->series < 0)
    {
      self->series = self->series_name;
      self->series_name = -1;
    }
  self->year = nqp_table_layout_find (layout, NQP_COLUMN_YEAR);
  self->unit = nqp_table_layout_find (layout, NQP_COLUMN_UNIT);
  self->group = nqp_table_layout_find (layout, NQP_COLUMN_GROUP);
  self->form = value >= 0 ? NQP_DATA_LONG : NQP_DATA_WIDE;
  for (guint i = 0; i < layout->columns->len; i++)
    if (nqp_table_layout_column (layout, (int)i)->role == NQP_COLUMN_SERIES
        && nqp_table_layout_column (layout, (int)i)->year != 0)
      self->form = NQP_DATA_ACROSS;
  if (self->form == NQP_DATA_WIDE)
    self->series = self->series_name = -1;
}

/* What the lines above and below say of all values. */
static void
describe_all (NqpDataReader *self)
{
  NqpImporter *importer = self->importer;

  for (guint i = 0; i < importer->series->len; i++)
    {
      NqpSeriesDraft *draft = nqp_importer_series (importer, (int)i);

      if (draft->listed || !draft->seen)
        continue;
      describe_series (draft, NULL, self->layout->unit);
      if (draft->series.source == NULL && self->layout->source != NULL)
        draft->series.source = g_strdup (self->layout->source);
    }
}

gboolean
nqp_data_set_up (NqpDataReader *self)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int n_errors = self->problems->n_errors;

  find_fields (self);
  if (self->form == NQP_DATA_LONG)
    {
      NqpDataColumn value = { nqp_table_layout_find (self->layout, NQP_COLUMN_VALUE), -1, 0 };

      if (self->series < 0)
        set_up_fixed_series (self);
      g_array_append_val (self->columns, value);
      return self->problems->n_errors == n_errors;
    }
  for (int i = 0; i < self->n_header; i++)
    if (nqp_table_layout_column (self->layout, i)->role == NQP_COLUMN_SERIES)
      set_up_column (self, i, taken);
  for (guint i = 0; i < self->columns->len && self->series < 0 && self->fixed_series < 0; i++)
    if (g_array_index (self->columns, NqpDataColumn, i).series < 0)
      set_up_fixed_series (self);
  if (self->columns->len == 0 && self->problems->n_errors == n_errors)
    nqp_data_report_header (
        self, FALSE, -1,
        _ ("Found no column with values; expected a column for each series, or “indicator” and “value”."));
  if (self->form == NQP_DATA_WIDE)
    self->importer->n_fixed_series = nqp_codes_size (&self->importer->series_codes);
  return self->problems->n_errors == n_errors;
}

static gsize
count_numbers (const NqpImporter *importer, int series)
{
  const double *value = (const double *)importer->values->data;
  guint n_wide = importer->wide_series->len;
  gsize n = 0;

  for (guint i = 0; i < importer->records->len; i++)
    {
      const NqpRecord *record = &g_array_index (importer->records, NqpRecord, i);

      for (guint k = 0; k < (n_wide > 0 ? n_wide : 1); k++, value++)
        n += !isnan (*value) && *value != 0.0
             && (record->series >= 0 ? record->series : g_array_index (importer->wide_series, int, k))
                    == series;
    }
  return n;
}

/* The head of a column may say another unit than its values. */
static void
check_unit (NqpDataReader *self, const NqpSeriesDraft *draft)
{
  const NqpText *unit = &draft->series.unit;

  if (draft->unit_written == NULL || g_str_equal (draft->unit_written, "%")
      || g_strcmp0 (unit->en, draft->unit_written) == 0 || g_strcmp0 (unit->zh, draft->unit_written) == 0)
    return;
  nqp_problems_add (self->problems, FALSE, self->file, draft->unit_line, 0,
                    _ ("Found values in “%s” of “%s”, whose unit is “%s” elsewhere; expected one unit."),
                    draft->unit_written, draft->series.code, unit->zh != NULL ? unit->zh : unit->en);
}

/* What stands behind the numbers is their unit, also a percent sign: the numbers stay. Some with and some without one may be of two
 * kinds, as shares and parts of a hundred are. */
void
nqp_data_finish_series (NqpDataReader *self)
{
  for (guint i = 0; i < self->importer->series->len; i++)
    {
      NqpSeriesDraft *draft = nqp_importer_series (self->importer, (int)i);
      gsize n;

      if (draft->unit_written == NULL)
        continue;
      describe_series (draft, NULL, draft->unit_written);
      n = count_numbers (self->importer, (int)i);
      if (n > draft->n_with_unit && g_str_equal (draft->unit_written, "%"))
        nqp_problems_add (
            self->problems, FALSE, self->file, draft->unit_line, 0,
            _ ("“%s” has %u values with a percent sign, the first here, and %u without; expected all of one "
               "kind. Write the sign behind all of them or none."),
            draft->series.code, draft->n_with_unit, (guint)(n - draft->n_with_unit));
      else if (n > draft->n_with_unit)
        nqp_problems_add (
            self->problems, FALSE, self->file, draft->unit_line, 0,
            _ ("“%s” has %u values with “%s” behind them, the first here, and %u without; expected all "
               "of one kind. Write the unit behind all of them or none."),
            draft->series.code, draft->n_with_unit, draft->unit_written, (guint)(n - draft->n_with_unit));
    }
  describe_all (self);
  for (guint i = 0; i < self->importer->series->len; i++)
    check_unit (self, nqp_importer_series (self->importer, (int)i));
}
