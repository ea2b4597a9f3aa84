/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-import-private.h"
#include "nqp-table-layout.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_DATA_LONG,   /* a row is a value */
  NQP_DATA_WIDE,   /* a row is a region and year, a column a series */
  NQP_DATA_ACROSS, /* a row is a region, a column a year, or a year of a series */
} NqpDataForm;

/* A column with values. */
typedef struct
{
  int field;
  int series; /* draft; -1 = the row says it */
  int year;   /* 0 = the row says it */
} NqpDataColumn;

/**
 * NqpDataReader:
 *
 * The reader of the data file: what stays the same from row to row.
 */
typedef struct
{
  NqpImporter *importer;
  NqpProblems *problems;
  NqpRows *rows;
  NqpTableLayout *layout;
  const char *file;
  gboolean skip; /* leave out bad rows */
  NqpDataForm form;

  int n_header;
  char **field_names;                      /* [field], for messages */
  char **field_faults;                     /* [field]: why a column cannot have its name, or NULL */
  int region, name, year, series, series_name, unit, group; /* fields, -1 = not there; region and series identify */
  GArray *columns;                         /* NqpDataColumn */

  NqpDecimal decimal;
  char known_mark; /* the decimal mark that was settled, 0 = no number had one */

  NqpCodes texts;       /* what names a series in the file ... */
  GArray *text_series;  /* ... and which it is: int, draft or -1 */
  GHashTable *any_case; /* codes of the fixed series in small letters -> position + 1, for headers */
  int fixed_series;     /* of the whole table, -1 = none */
  int last_region, last_text;
  gboolean told_covered; /* of a value under merged cells */
  GHashTable *told; /* regions whose second name was told of */
  int first_row, last_row;
} NqpDataReader;

/* nqp-data-series.c */
gboolean
nqp_data_set_up (NqpDataReader *self); /* series of all columns; FALSE with problems */
int
nqp_data_find_series (NqpDataReader *self, const NqpField *text, const NqpField *name, const NqpField *unit); /* of a row */
void
nqp_data_finish_series (NqpDataReader *self); /* once all values are read: units, sources */

/* nqp-data-rows.c */
void
nqp_data_read_row (NqpDataReader *self);

/* nqp-data-values.c */
gboolean
nqp_data_read_value_slowly (NqpDataReader *self, int field, int series, double *out_value);

void
nqp_data_report (NqpDataReader *self, int field, const char *format, ...) G_GNUC_PRINTF (3, 4);
void
nqp_data_report_header (NqpDataReader *self, gboolean harmless, int field, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* NqpText with @text in the language that it is written in. */
NqpText
nqp_data_text (const char *text);

static inline const NqpField *
nqp_data_field (const NqpDataReader *self, int field)
{
  return &self->rows->fields[field];
}

/* Nearly every number is a plain one, with the decimal mark that the others have. */
static inline gboolean
nqp_data_read_value (NqpDataReader *self, int field, int series, double *out_value)
{
  const NqpField *text = nqp_data_field (self, field);

  if (G_LIKELY (self->rows->marks == NULL
                && nqp_value_parse (text->text, text->length, &self->decimal, self->rows->number, out_value) <= NQP_VALUE_MISSING
                && self->decimal.mark == self->known_mark))
    return TRUE;
  return nqp_data_read_value_slowly (self, field, series, out_value);
}

G_END_DECLS
