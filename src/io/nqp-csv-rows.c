/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rows.h"

typedef struct
{
  NqpRows rows;
  NqpCsv csv;
} CsvRows;

static NqpRows *
make_rows (const NqpCsv *csv);

static NqpCsvStatus
csv_next (NqpRows *rows)
{
  CsvRows *self = (CsvRows *)rows;
  NqpCsvStatus status = nqp_csv_next (&self->csv);

  rows->fields = self->csv.fields;
  rows->n_fields = self->csv.n_fields;
  rows->number = self->csv.line;
  if (G_UNLIKELY (status != NQP_CSV_ROW))
    {
      rows->bad_column = self->csv.bad_column;
      rows->bad_text = self->csv.bad_text;
    }
  return status;
}

static double
csv_fraction (const NqpRows *rows)
{
  return nqp_csv_fraction (&((const CsvRows *)rows)->csv);
}

static NqpRows *
csv_look_ahead (const NqpRows *rows)
{
  NqpCsv ahead;

  nqp_csv_look_ahead (&((const CsvRows *)rows)->csv, &ahead);
  return make_rows (&ahead);
}

static gboolean
csv_skip_to_last (NqpRows *rows, int n)
{
  return nqp_csv_skip_to_last (&((CsvRows *)rows)->csv, n);
}

static int
csv_count_skipped (const NqpRows *rows)
{
  return nqp_csv_count_skipped (&((const CsvRows *)rows)->csv);
}

static void
csv_free (NqpRows *rows)
{
  nqp_csv_clear (&((CsvRows *)rows)->csv);
  g_free (rows);
}

static const NqpRowsClass csv_class = {
  csv_next, csv_fraction, csv_look_ahead, csv_skip_to_last, csv_count_skipped, csv_free,
};

static NqpRows *
make_rows (const NqpCsv *csv)
{
  CsvRows *self = g_new0 (CsvRows, 1);

  self->csv = *csv;
  self->rows.class = &csv_class;
  self->rows.file = csv->file;
  self->rows.encoding = csv->source.encoding;
  self->rows.delimiter = csv->delimiter;
  return &self->rows;
}

NqpRows *
nqp_csv_rows_new (NqpCsv *csv)
{
  NqpRows *rows = make_rows (csv);

  *csv = (NqpCsv){ 0 };
  return rows;
}
