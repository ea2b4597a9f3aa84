/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define ROWS_A_TICK 65536

enum
{
  REGION,
  YEAR,
  INDICATOR,
  VALUE,
  N_COLUMNS,
};

static const NqpSheetColumn columns[N_COLUMNS] = {
  [REGION] = { TRUE, { "region", "code", "地区", "省份", "地区代码", "行政区划代码", "城市", "地区编码" } },
  [YEAR] = { TRUE, { "year", "年份", "年", "年度" } },
  [INDICATOR] = { TRUE, { "indicator", "series", "指标", "指标代码", "序列" } },
  [VALUE] = { TRUE, { "value", "数值", "值", "指标值" } },
};

/* The reader of the data file: what stays the same from row to row. */
typedef struct
{
  NqpImporter *importer;
  NqpProblems *problems;
  NqpCsv csv;
  gboolean is_long;
  gboolean skip; /* leave out bad rows */
  int n_header;
  int position[N_COLUMNS]; /* field of each, -1 = not there */
  NqpDecimal decimal;
  int comma_line;       /* first number with a decimal comma */
  int *field_series;    /* [field]: draft, -1 = not a value */
  char **field_names;   /* [field] */
  char **field_faults;  /* [field]: why a column cannot have its name, or NULL */
  GHashTable *any_case; /* codes of the fixed series in small letters -> position + 1, for the header */
  GHashTable *taken;    /* series that have a column */
  int last_region, last_series;
} Reader;

gboolean
nqp_import_year (const NqpField *field, int *out_year)
{
  gsize length = field->length;
  const gsize suffix = strlen ("年");

  if (length > suffix && memcmp (field->text + length - suffix, "年", suffix) == 0)
    length -= suffix;
  return nqp_integer_parse (field->text, length, out_year) && *out_year >= NQP_FIRST_YEAR
         && *out_year <= NQP_LAST_YEAR;
}

static G_GNUC_PRINTF (3, 4) void report (Reader *self, int field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_problems_add (self->problems, self->skip, self->csv.file, self->csv.line, field + 1, "%s", text);
}

static G_GNUC_PRINTF (3, 4) void report_header (Reader *self, int field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  nqp_problems_add (self->problems, FALSE, self->csv.file, self->csv.line, field + 1, "%s", text);
}

/* The first of the fixed series with that code, in letters of either case; -1 if there is none. */
static int
find_any_case (Reader *self, const char *text, gsize length)
{
  g_autofree char *wanted = g_ascii_strdown (text, (gssize)length);

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

/* The series a column or row names, -1 if there is none of that code. */
static int
find_series (Reader *self, const char *text, gsize length, gboolean any_case)
{
  NqpImporter *importer = self->importer;
  int found = nqp_codes_find (&importer->series_codes, text, length);

  if (found < 0 && any_case)
    found = find_any_case (self, text, length);
  /* A misspelt code among the rows of the long form is not to become a series that nothing uses. */
  if (found < 0 && !importer->series_listed && (any_case || importer->sources->indicators == NULL)
      && !(length == strlen (NQP_AREA_SERIES) && memcmp (text, NQP_AREA_SERIES, length) == 0))
    found = nqp_importer_add_series (importer, text, length);
  if (found >= 0)
    nqp_importer_series (importer, found)->seen = TRUE;
  return found;
}

static void
read_series_column (Reader *self, int field)
{
  NqpImporter *importer = self->importer;
  const NqpField *name = &self->csv.fields[field];
  int series;

  if (name->length == 0)
    {
      report_header (self, field, _ ("The column has no name; expected the code of a series."));
      return;
    }
  if (self->field_faults[field] != NULL)
    {
      report_header (self, field, "%s", self->field_faults[field]);
      return;
    }
  series = find_series (self, name->text, name->length, TRUE);
  if (series < 0)
    {
      if (nqp_field_equals (name, NQP_AREA_SERIES))
        report_header (self, field,
                       _ ("“AREA” is kept for the area of a region; expected another name for the column."));
      else
        report_header (
            self, field,
            _ ("The column “%s” is an unknown series; expected one of the series file or a series that an "
               "indicator uses."),
            self->field_names[field]);
      return;
    }
  if (!g_hash_table_add (self->taken, GINT_TO_POINTER (series)))
    {
      report_header (self, field, _ ("The column “%s” stands here a second time; expected it once."),
                     self->field_names[field]);
      return;
    }
  self->field_series[field] = series;
  g_array_append_val (importer->wide_series, series);
}

static gboolean
read_header (Reader *self)
{
  NqpCsvStatus status = nqp_csv_next (&self->csv);
  int n_errors = self->problems->n_errors;

  if (status != NQP_CSV_ROW)
    {
      nqp_problems_add (self->problems, FALSE, self->csv.file, self->csv.line, self->csv.bad_column, "%s",
                        self->csv.bad_text);
      return FALSE;
    }
  self->n_header = self->csv.n_fields;
  self->field_series = g_new (int, self->n_header);
  self->field_names = g_new0 (char *, self->n_header + 1);
  self->field_faults = g_new0 (char *, self->n_header + 1);
  for (int i = 0; i < self->n_header; i++)
    {
      NqpWordsFault fault;
      int column;

      if (!nqp_field_tidy (&self->csv.fields[i], NQP_WORDS_NAME, &fault))
        self->field_faults[i] = nqp_words_fault_to_string (&fault);
      column = nqp_sheet_find_column (columns, N_COLUMNS, &self->csv.fields[i]);
      self->field_series[i] = -1;
      self->field_names[i] = nqp_problem_quote (self->csv.fields[i].text, self->csv.fields[i].length);
      if (column < 0)
        continue;
      if (self->position[column] < 0)
        self->position[column] = i;
      else if (column == REGION || column == YEAR)
        report_header (self, i, _ ("The column “%s” says the same as column %d, “%s”; expected one of them."),
                       self->field_names[i], self->position[column] + 1,
                       self->field_names[self->position[column]]);
    }
  self->is_long = self->position[INDICATOR] >= 0 && self->position[VALUE] >= 0;
  for (int i = 0; i < (self->position[INDICATOR] >= 0 ? N_COLUMNS : INDICATOR); i++)
    if (self->position[i] < 0)
      {
        g_autofree char *found = g_strjoinv (", ", self->field_names);

        report_header (self, -1, _ ("The column “%s” is missing; found: %.200s."), columns[i].names[0],
                       found);
      }
  if (self->problems->n_errors > n_errors)
    return FALSE;
  for (int i = 0; i < self->n_header; i++)
    {
      if (i == self->position[REGION] || i == self->position[YEAR])
        continue;
      if (!self->is_long)
        read_series_column (self, i);
      else if (i != self->position[INDICATOR] && i != self->position[VALUE])
        nqp_problems_add (self->problems, TRUE, self->csv.file, self->csv.line, i + 1,
                          _ ("The column “%s” is not one of this kind of file and was not read."),
                          self->field_names[i]);
    }
  if (!self->is_long && self->importer->wide_series->len == 0 && self->problems->n_errors == n_errors)
    report_header (
        self, -1,
        _ ("Found no column with values; expected a column for each series, or “indicator” and “value”."));
  if (!self->is_long)
    self->importer->n_fixed_series = nqp_codes_size (&self->importer->series_codes);
  return self->problems->n_errors == n_errors;
}

/* FALSE: refused, and said why. */
static gboolean
tidy_code (Reader *self, int field)
{
  NqpWordsFault fault;
  g_autofree char *why = NULL;

  if (nqp_field_tidy (&self->csv.fields[field], NQP_WORDS_NAME, &fault))
    return TRUE;
  why = nqp_words_fault_to_string (&fault);
  report (self, field, "%s", why);
  return FALSE;
}

static gboolean
read_region (Reader *self, guint32 *out_region)
{
  NqpImporter *importer = self->importer;
  const NqpField *field = &self->csv.fields[self->position[REGION]];
  int region = nqp_codes_find_near (&importer->region_codes, self->last_region, field->text, field->length);

  if (G_UNLIKELY (region < 0)) /* those that are known are tidy */
    {
      if (!tidy_code (self, self->position[REGION]))
        return FALSE;
      region = nqp_codes_find (&importer->region_codes, field->text, field->length);
    }
  if (field->length == 0)
    {
      report (self, self->position[REGION],
              _ ("The row names no region; expected a code in the column “%s”."),
              self->field_names[self->position[REGION]]);
      return FALSE;
    }
  region = nqp_import_name (importer, region, field->text, field->length, self->csv.line,
                            self->position[REGION] + 1);
  if (region < 0)
    return FALSE;
  self->last_region = region;
  *out_region = (guint32)region;
  return TRUE;
}

static gboolean
read_year (Reader *self, guint32 *out_year)
{
  const NqpField *field = &self->csv.fields[self->position[YEAR]];
  int year;

  if (!nqp_import_year (field, &year))
    {
      g_autofree char *found = nqp_problem_quote (field->text, field->length);

      report (self, self->position[YEAR], _ ("Found “%s” in the column “%s”; expected a year such as 2020."),
              found, self->field_names[self->position[YEAR]]);
      return FALSE;
    }
  *out_year = (guint32)year;
  return TRUE;
}

static void
report_value (Reader *self, int field, NqpValueKind kind)
{
  const NqpField *text = &self->csv.fields[field];
  g_autofree char *found = nqp_problem_quote (text->text, text->length);
  const char *name = self->field_names[field];

  if (kind == NQP_VALUE_INFINITE)
    report (self, field, _ ("Found “%s” in the column “%s”; expected a finite number."), found, name);
  else if (kind == NQP_VALUE_MIXED && self->decimal.mark == ',')
    report (self, field, _ ("Found “%s” in the column “%s”; expected a decimal comma as in line %d."), found,
            name, self->decimal.line);
  else if (kind == NQP_VALUE_MIXED)
    report (self, field, _ ("Found “%s” in the column “%s”; expected a decimal point as in line %d."), found,
            name, self->decimal.line);
  else
    report (
        self, field,
        _ ("Found “%s” in the column “%s”; expected a number, or nothing, NA, .. or - for a missing value."),
        found, name);
}

static gboolean
read_value (Reader *self, int field, double *out_value)
{
  const NqpField *text = &self->csv.fields[field];
  NqpValueKind kind = nqp_value_parse (text->text, text->length, &self->decimal, self->csv.line, out_value);

  if (G_LIKELY (kind == NQP_VALUE_NUMBER || kind == NQP_VALUE_MISSING))
    return TRUE;
  report_value (self, field, kind);
  return FALSE;
}

static gboolean
read_long (Reader *self, NqpRecord *record)
{
  NqpImporter *importer = self->importer;
  const NqpField *field = &self->csv.fields[self->position[INDICATOR]];
  int series = nqp_codes_find_near (&importer->series_codes, self->last_series, field->text, field->length);
  double value;
  gboolean good;

  if (G_UNLIKELY (series < 0) && !tidy_code (self, self->position[INDICATOR]))
    return FALSE;
  if (G_UNLIKELY (series < 0) && field->length > 0)
    series = find_series (self, field->text, field->length, FALSE);
  if (series != self->last_series && series >= 0)
    {
      nqp_importer_series (importer, series)->seen = TRUE;
      self->last_series = series;
    }
  good = read_value (self, self->position[VALUE], &value);
  if (series < 0)
    {
      g_autofree char *found = nqp_problem_quote (field->text, field->length);

      report (self, self->position[INDICATOR],
              _ ("Found the unknown indicator “%s”; expected a code of the series or indicators file."),
              found);
      return FALSE;
    }
  record->series = series;
  if (good)
    g_array_append_val (importer->values, value);
  return good;
}

static gboolean
read_wide (Reader *self, NqpRecord *record)
{
  GArray *values = self->importer->values;
  guint start = values->len;
  gboolean good = TRUE;

  record->series = -1;
  g_array_set_size (values, start + self->importer->wide_series->len);
  for (int i = 0, n = 0; i < self->n_header; i++)
    if (self->field_series[i] >= 0
        && !read_value (self, i, &g_array_index (values, double, start + (guint)n++)))
      good = FALSE;
  if (!good)
    g_array_set_size (values, start);
  return good;
}

static void
read_row (Reader *self)
{
  NqpImporter *importer = self->importer;
  NqpRecord record = { .line = (guint32)self->csv.line };
  gboolean good;

  if (G_UNLIKELY (self->csv.n_fields != self->n_header))
    {
      nqp_report_field_count (self->problems, self->skip, &self->csv, self->n_header);
      return;
    }
  importer->row_left_out = FALSE;
  good = read_region (self, &record.region);
  if (importer->row_left_out)
    return;
  good = read_year (self, &record.year) && good;
  if (good)
    nqp_importer_region (importer, (int)record.region)->has_data = TRUE;
  {
    guint start = importer->values->len;

    good = (self->is_long ? read_long (self, &record) : read_wide (self, &record)) && good;
    if (good)
      g_array_append_val (importer->records, record);
    else
      g_array_set_size (importer->values, start);
  }
}

static gboolean
read_rows (Reader *self)
{
  for (guint n = 1;; n++)
    {
      if (n % ROWS_A_TICK == 0 && !nqp_importer_tick (self->importer, 0.9 * nqp_csv_fraction (&self->csv)))
        return FALSE;
      switch (nqp_csv_next (&self->csv))
        {
        case NQP_CSV_ROW:
          read_row (self);
          break;
        case NQP_CSV_BAD:
          report (self, self->csv.bad_column - 1, "%s", self->csv.bad_text);
          break;
        case NQP_CSV_CUT:
          /* what follows the quote is lost: no row to skip, but half a file */
          report_header (self, self->csv.bad_column - 1, "%s", self->csv.bad_text);
          return TRUE;
        case NQP_CSV_END:
        default:
          return TRUE;
        }
    }
}

static void
check_rows (Reader *self)
{
  gboolean any = FALSE;

  if (self->importer->records->len == 0)
    {
      if (self->problems->n_errors == 0)
        nqp_problems_add (self->problems, FALSE, self->csv.file, 0, 0,
                          _ ("Found no row of data; expected at least one below the header."));
      return;
    }
  for (guint i = 0; i < self->importer->values->len && !any; i++)
    any = !isnan (g_array_index (self->importer->values, double, i));
  if (!any && self->problems->n_errors == 0)
    nqp_problems_add (self->problems, FALSE, self->csv.file, 0, 0,
                      _ ("Every value is missing; expected at least one number."));
  if (self->decimal.mark == ',' && !self->decimal.comma_certain)
    nqp_problems_add (
        self->problems, TRUE, self->csv.file, self->decimal.line, 0,
        _ ("The comma in the values was read as a decimal comma. If it separates thousands, write the "
           "values without it."));
}

/**
 * nqp_import_data:
 *
 * Reads the data file, long or wide, into records and values. Which rows meet in one cell is found when the panel is put together.
 */
void
nqp_import_data (NqpImporter *self)
{
  Reader reader = { .importer = self, .problems = &self->problems, .skip = self->sources->skip_bad_rows };

  for (int i = 0; i < N_COLUMNS; i++)
    reader.position[i] = -1;
  reader.last_region = reader.last_series = -1;
  self->n_fixed_series = nqp_codes_size (&self->series_codes);
  reader.taken = g_hash_table_new (NULL, NULL);
  if (nqp_csv_open (&reader.csv, self->sources->data, &self->problems))
    {
      reader.decimal.comma_allowed = reader.csv.delimiter != ',';
      if (read_header (&reader) && read_rows (&reader))
        {
          self->data_read = TRUE;
          check_rows (&reader);
        }
    }
  nqp_csv_clear (&reader.csv);
  g_free (reader.field_series);
  g_strfreev (reader.field_names);
  for (int i = 0; reader.field_faults != NULL && i < reader.n_header; i++)
    g_free (reader.field_faults[i]);
  g_free (reader.field_faults);
  g_hash_table_unref (reader.taken);
  g_clear_pointer (&reader.any_case, g_hash_table_unref);
}
