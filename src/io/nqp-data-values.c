/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-data-reader.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the numbers say of the decimal mark that cannot be told from the first of them. */
typedef struct
{
  gboolean may_be_point, may_be_comma;
  NqpMarkEvidence certain;
  int line; /* of what is certain */
} Findings;

static gboolean
find_in_row (const NqpDataReader *self, const NqpRows *rows, Findings *findings)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      int field = g_array_index (self->columns, NqpDataColumn, i).field;
      NqpMarkEvidence evidence;

      if (field >= rows->n_fields || (nqp_rows_mark (rows, field) & NQP_FIELD_NUMBER) != 0)
        continue;
      evidence = nqp_value_evidence (rows->fields[field].text, rows->fields[field].length);
      findings->may_be_point = findings->may_be_point || evidence == NQP_MARK_MAY_BE_POINT;
      findings->may_be_comma = findings->may_be_comma || evidence == NQP_MARK_MAY_BE_COMMA;
      if (evidence == NQP_MARK_IS_POINT || evidence == NQP_MARK_IS_COMMA)
        {
          findings->certain = evidence;
          findings->line = rows->number;
          return TRUE;
        }
    }
  return FALSE;
}

/* Rows before this one have no mark at all. */
static void
look_ahead (NqpDataReader *self, Findings *findings)
{
  g_autoptr (NqpRows) ahead = NULL;

  if (find_in_row (self, self->rows, findings))
    return;
  ahead = nqp_rows_look_ahead (self->rows);
  for (;;)
    switch (nqp_rows_next (ahead))
      {
      case NQP_CSV_ROW:
        if (self->layout->last_row > 0 && ahead->number > self->layout->last_row)
          return;
        if (find_in_row (self, ahead, findings))
          return;
        break;
      case NQP_CSV_BAD:
        break;
      case NQP_CSV_CUT:
      case NQP_CSV_END:
      default:
        return;
      }
}

static void
ask_mark (NqpDataReader *self, int field)
{
  const NqpField *text = nqp_data_field (self, field);
  g_autofree char *found = nqp_problem_quote (text->text, text->length);

  nqp_problems_add (
      self->problems, FALSE, self->file, self->rows->number, field + 1,
      _ ("Found “%s” in the column “%s”, which may have a decimal mark or groups of thousands, and no number "
         "of the file tells which; say so with --decimal . or --decimal ,"),
      found, self->field_names[field]);
}

/* The mark of the whole file, when the first number comes that has one. What separates the fields says what is usual there. */
static void
settle_mark (NqpDataReader *self, int field, NqpMarkEvidence evidence)
{
  Findings findings = { .line = self->rows->number };
  char mark;

  if (evidence == NQP_MARK_IS_POINT || evidence == NQP_MARK_IS_COMMA)
    findings.certain = evidence;
  else
    look_ahead (self, &findings);
  if (findings.certain != NQP_MARK_SAYS_NOTHING)
    mark = findings.certain == NQP_MARK_IS_COMMA ? ',' : '.';
  else if (self->rows->delimiter == ','
           || (findings.may_be_point && !findings.may_be_comma && self->rows->delimiter != ';'))
    mark = '.'; /* a comma that separates fields is no decimal mark; a point that is nothing else is one */
  else if (self->rows->delimiter == ';' && !findings.may_be_point)
    mark = ','; /* and said at the end */
  else
    {
      mark = '.';
      ask_mark (self, field);
    }
  self->decimal.mark = self->known_mark = mark;
  self->decimal.comma_certain = findings.certain == NQP_MARK_IS_COMMA;
  self->decimal.line = findings.line;
}

static void
report_value (NqpDataReader *self, int field, NqpValueKind kind)
{
  const NqpField *text = nqp_data_field (self, field);
  g_autofree char *found = nqp_problem_quote (text->text, text->length);
  const char *name = self->field_names[field];

  if (kind == NQP_VALUE_INFINITE)
    nqp_data_report (self, field, _ ("Found “%s” in the column “%s”; expected a finite number."), found,
                     name);
  else if (kind == NQP_VALUE_MIXED && self->decimal.line == 0)
    nqp_data_report (self, field,
                     _ ("Found “%s” in the column “%s”; expected the decimal mark “%c”, as it was said."),
                     found, name, self->decimal.mark);
  else if (kind == NQP_VALUE_MIXED && self->decimal.mark == ',')
    nqp_data_report (self, field,
                     _ ("Found “%s” in the column “%s”; expected a decimal comma as in line %d."), found,
                     name, self->decimal.line);
  else if (kind == NQP_VALUE_MIXED)
    nqp_data_report (self, field,
                     _ ("Found “%s” in the column “%s”; expected a decimal point as in line %d."), found,
                     name, self->decimal.line);
  else
    nqp_data_report (
        self, field,
        _ ("Found “%s” in the column “%s”; expected a number, or nothing, NA, .. or - for a missing value."),
        found, name);
}

/* Whether the value stands in the unit that the values of its series before it stand in. */
static gboolean
note_unit (NqpDataReader *self, int field, int series, const char *unit, gsize length)
{
  NqpSeriesDraft *draft = nqp_importer_series (self->importer, series);
  const NqpField *text = nqp_data_field (self, field);
  g_autofree char *found = NULL;

  if (draft->unit_written == NULL)
    {
      draft->unit_written = g_strndup (unit, length);
      draft->unit_line = self->rows->number;
    }
  draft->n_with_unit++;
  if (strlen (draft->unit_written) == length && memcmp (draft->unit_written, unit, length) == 0)
    return TRUE;
  found = nqp_problem_quote (text->text, text->length);
  nqp_data_report (self, field,
                   _ ("Found “%s” in the column “%s”; expected a number in “%s”, as in line %d."), found,
                   self->field_names[field], draft->unit_written, draft->unit_line);
  return FALSE;
}

/* "4938.5亿元" */
static NqpValueKind
read_with_unit (NqpDataReader *self, const NqpField *text, double *out_value, const char **out_unit,
                gsize *out_length)
{
  gsize number;
  gboolean percent;
  NqpValueKind kind;

  if (!nqp_value_split_unit (text->text, text->length, &number, out_unit, out_length))
    return NQP_VALUE_TEXT;
  kind = nqp_value_read (text->text, number, &self->decimal, self->rows->number, out_value, &percent);
  return kind == NQP_VALUE_MISSING ? NQP_VALUE_TEXT : kind;
}

/* A value that stands in merged cells is that of their first, and no more than one. */
static void
report_covered (NqpDataReader *self, int field)
{
  if ((nqp_rows_mark (self->rows, field) & NQP_FIELD_NUMBER) == 0 || self->told_covered)
    return;
  self->told_covered = TRUE;
  nqp_problems_add (
      self->problems, TRUE, self->file, self->rows->number, field + 1,
      _ ("The value stands in several merged cells; it was taken for the first of them, and the "
         "others as missing."));
}

gboolean
nqp_data_read_value_slowly (NqpDataReader *self, int field, int series, double *out_value)
{
  const NqpField *text = nqp_data_field (self, field);
  const guint8 marks = nqp_rows_mark (self->rows, field);
  gboolean percent = FALSE;
  const char *unit = NULL;
  gsize unit_length = 0;
  NqpValueKind kind;

  self->decimal.mark = self->known_mark;
  if ((marks & NQP_FIELD_COVERED) != 0)
    {
      report_covered (self, field);
      *out_value = NAN;
      return TRUE;
    }
  if ((marks & NQP_FIELD_NUMBER) != 0)
    {
      percent = (marks & NQP_FIELD_PERCENT) != 0;
      kind = nqp_value_read_stored (text->text, text->length, percent, out_value);
    }
  else
    {
      if (self->known_mark == 0)
        {
          NqpMarkEvidence evidence = nqp_value_evidence (text->text, text->length);

          if (evidence != NQP_MARK_SAYS_NOTHING)
            settle_mark (self, field, evidence);
        }
      kind = nqp_value_read (text->text, text->length, &self->decimal, self->rows->number, out_value,
                             &percent);
      if (kind == NQP_VALUE_TEXT)
        kind = read_with_unit (self, text, out_value, &unit, &unit_length);
      self->decimal.mark = self->known_mark;
    }
  if (percent)
    {
      unit = "%";
      unit_length = 1;
    }
  if (unit != NULL && kind == NQP_VALUE_NUMBER && *out_value != 0 && series >= 0)
    return note_unit (self, field, series, unit, unit_length);
  if (G_LIKELY (kind == NQP_VALUE_NUMBER || kind == NQP_VALUE_MISSING))
    return TRUE;
  report_value (self, field, kind);
  return FALSE;
}
