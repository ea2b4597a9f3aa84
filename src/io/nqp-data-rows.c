/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-reader.h"

#include <glib/gi18n.h>

/* FALSE: refused, and said why. */
static gboolean
tidy_code (NqpDataReader *self, int field)
{
  NqpWordsFault fault;
  g_autofree char *why = NULL;

  if (nqp_field_tidy (&self->rows->fields[field], NQP_WORDS_NAME, &fault))
    return TRUE;
  why = nqp_words_fault_to_string (&fault);
  nqp_data_report (self, field, "%s", why);
  return FALSE;
}

/* A text of the first row of a region is that of the region; another one later is told of. */
static gboolean
note_text (NqpDataReader *self, int region, int field, NqpText *kept)
{
  NqpField *text;
  g_autofree char *found = NULL;
  const char *before = kept->zh != NULL ? kept->zh : kept->en;

  if (field < 0)
    return TRUE;
  text = &self->rows->fields[field];
  if (text->length == 0
      || (before != NULL && strlen (before) == text->length
          && memcmp (before, text->text, text->length) == 0))
    return TRUE;
  if (!tidy_code (self, field))
    return FALSE;
  found = g_strndup (text->text, text->length);
  if (before == NULL && *found != '\0')
    *kept = nqp_data_text (found);
  else if (before != NULL && !g_str_equal (before, found)
           && g_hash_table_add (self->told, GINT_TO_POINTER (region * 2 + (field == self->group))))
    nqp_problems_add (self->problems, TRUE, self->file, self->rows->number, field + 1,
                      _ ("“%s” is called “%s” here and “%s” before; the first is kept."),
                      nqp_codes_get (&self->importer->region_codes, region), found, before);
  return TRUE;
}

static gboolean
describe_region (NqpDataReader *self, int region)
{
  NqpRegionDraft *draft = nqp_importer_region (self->importer, region);

  if (self->importer->regions_listed) /* the regions file has names and groups */
    return TRUE;
  return note_text (self, region, self->name, &draft->region.name)
         && note_text (self, region, self->group, &draft->group);
}

static int
find_fixed_region (NqpDataReader *self)
{
  const char *name = self->layout->region;
  int region = nqp_codes_find_near (&self->importer->region_codes, self->last_region, name, strlen (name));

  return nqp_import_name (self->importer, region, name, strlen (name), self->rows->number, 0);
}

static gboolean
read_region (NqpDataReader *self, guint32 *out_region)
{
  NqpImporter *importer = self->importer;
  const NqpField *field = self->region >= 0 ? nqp_data_field (self, self->region) : NULL;
  int region;

  if (G_UNLIKELY (field == NULL))
    {
      region = find_fixed_region (self);
      self->last_region = MAX (region, 0);
      *out_region = (guint32)region;
      return region >= 0;
    }
  region = nqp_codes_find_near (&importer->region_codes, self->last_region, field->text, field->length);
  if (G_UNLIKELY (region < 0)) /* those that are known are tidy */
    {
      if (!tidy_code (self, self->region))
        return FALSE;
      region = nqp_codes_find (&importer->region_codes, field->text, field->length);
    }
  if (field->length == 0)
    {
      nqp_data_report (self, self->region, _ ("The row names no region; expected a code in the column “%s”."),
                       self->field_names[self->region]);
      return FALSE;
    }
  region
      = nqp_import_name (importer, region, field->text, field->length, self->rows->number, self->region + 1);
  if (region < 0)
    return FALSE;
  self->last_region = region;
  *out_region = (guint32)region;
  return (self->name < 0 && self->group < 0) || describe_region (self, region);
}

static gboolean
read_year (NqpDataReader *self, guint32 *out_year)
{
  const NqpField *field;
  int year;

  if (self->year < 0)
    {
      *out_year = (guint32)self->layout->year;
      return TRUE;
    }
  field = nqp_data_field (self, self->year);
  if (!nqp_year_read (field->text, field->length, &year))
    {
      g_autofree char *found = nqp_problem_quote (field->text, field->length);

      nqp_data_report (self, self->year, _ ("Found “%s” in the column “%s”; expected a year such as 2020."),
                       found, self->field_names[self->year]);
      return FALSE;
    }
  *out_year = (guint32)year;
  return TRUE;
}

/* FALSE: refused, and said why; -1: not known. */
static gboolean
read_series (NqpDataReader *self, int *out_series)
{
  const NqpField *field;
  int text;

  if (self->series < 0)
    {
      *out_series = self->fixed_series;
      return TRUE;
    }
  field = nqp_data_field (self, self->series);
  text = nqp_codes_find_near (&self->texts, self->last_text, field->text, field->length);
  if (G_LIKELY (text >= 0))
    {
      self->last_text = text;
      *out_series = g_array_index (self->text_series, int, text);
      return TRUE;
    }
  *out_series = -1;
  if (!tidy_code (self, self->series) || (self->series_name >= 0 && !tidy_code (self, self->series_name))
      || (self->unit >= 0 && !tidy_code (self, self->unit)))
    return FALSE;
  if (field->length > 0)
    *out_series = nqp_data_find_series (
        self, field, self->series_name >= 0 ? nqp_data_field (self, self->series_name) : NULL,
        self->unit >= 0 ? nqp_data_field (self, self->unit) : NULL);
  return TRUE;
}

static void
report_series (NqpDataReader *self)
{
  const NqpField *field = nqp_data_field (self, self->series);
  g_autofree char *found = nqp_problem_quote (field->text, field->length);

  nqp_data_report (self, self->series,
                   _ ("Found the unknown indicator “%s”; expected a code of the series or indicators file."),
                   found);
}

static gboolean
read_long (NqpDataReader *self, NqpRecord *record)
{
  double value;
  gboolean good;
  int series;

  if (!read_series (self, &series))
    return FALSE;
  good = nqp_data_read_value (self, g_array_index (self->columns, NqpDataColumn, 0).field, series, &value);
  if (series < 0)
    {
      report_series (self);
      return FALSE;
    }
  record->series = series;
  if (good)
    {
      g_array_append_val (self->importer->values, value);
      g_array_append_val (self->importer->records, *record);
    }
  return good;
}

static gboolean
read_wide (NqpDataReader *self, NqpRecord *record)
{
  GArray *values = self->importer->values;
  const NqpDataColumn *columns = (const NqpDataColumn *)self->columns->data;
  guint start = values->len, n = self->columns->len;
  gboolean good = TRUE;

  record->series = -1;
  g_array_set_size (values, start + n);
  for (guint i = 0; i < n; i++)
    if (!nqp_data_read_value (self, columns[i].field, columns[i].series,
                              &g_array_index (values, double, start + i)))
      good = FALSE;
  if (good)
    g_array_append_val (self->importer->records, *record);
  else
    g_array_set_size (values, start);
  return good;
}

static gboolean
read_across (NqpDataReader *self, NqpRecord *record)
{
  NqpImporter *importer = self->importer;
  const NqpDataColumn *columns = (const NqpDataColumn *)self->columns->data;
  guint n_records = importer->records->len, n_values = importer->values->len;
  gboolean good = TRUE;
  int series;

  if (!read_series (self, &series))
    return FALSE;
  if (self->series >= 0 && series < 0)
    {
      report_series (self);
      return FALSE;
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      double value;

      record->series = columns[i].series >= 0 ? columns[i].series : series;
      record->year = (guint32)columns[i].year;
      if (!nqp_data_read_value (self, columns[i].field, record->series, &value))
        good = FALSE;
      g_array_append_val (importer->values, value);
      g_array_append_val (importer->records, *record);
    }
  if (!good)
    {
      g_array_set_size (importer->records, n_records);
      g_array_set_size (importer->values, n_values);
    }
  return good;
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

static gboolean
is_whole (NqpDataReader *self)
{
  if (self->rows->n_fields > self->n_header && is_empty_from (self->rows, self->n_header))
    return TRUE;
  if (self->rows->n_fields < self->n_header && is_empty_from (self->rows, 0))
    return FALSE;
  nqp_report_field_count (self->problems, self->skip, self->file, self->rows->number, self->rows->n_fields,
                          self->n_header);
  return FALSE;
}

void
nqp_data_read_row (NqpDataReader *self)
{
  NqpImporter *importer = self->importer;
  NqpRecord record = { .line = (guint32)self->rows->number };
  guint n_values = importer->values->len, n_records = importer->records->len;
  gboolean good;

  if (G_UNLIKELY (self->rows->n_fields != self->n_header) && !is_whole (self))
    return;
  if (G_UNLIKELY (self->region >= 0 && nqp_data_field (self, self->region)->length == 0)
      && is_empty_from (self->rows, 0))
    return;
  importer->row_left_out = FALSE;
  good = read_region (self, &record.region);
  if (importer->row_left_out)
    return;
  if (self->form != NQP_DATA_ACROSS)
    good = read_year (self, &record.year) && good;
  if (good)
    nqp_importer_region (importer, (int)record.region)->has_data = TRUE;
  if (self->form == NQP_DATA_LONG)
    good = read_long (self, &record) && good;
  else if (self->form == NQP_DATA_WIDE)
    good = read_wide (self, &record) && good;
  else
    good = read_across (self, &record) && good;
  if (!good)
    {
      g_array_set_size (importer->values, n_values);
      g_array_set_size (importer->records, n_records);
      return;
    }
  if (G_UNLIKELY (self->first_row == 0))
    self->first_row = self->rows->number;
  self->last_row = self->rows->number;
}
