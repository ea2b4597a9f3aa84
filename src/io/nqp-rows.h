/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-csv.h"

G_BEGIN_DECLS

/* What a source that knows more than texts says of a field; one of text says nothing. */
typedef enum
{
  NQP_FIELD_COVERED = 1 << 0, /* lies under merged cells: the text is that of their first */
  NQP_FIELD_NUMBER = 1 << 1,  /* a number as the file stores it: "." is its decimal mark */
  NQP_FIELD_PERCENT = 1 << 2, /* and shown as a hundredfold with % */
} NqpFieldMarks;

typedef struct _NqpRows NqpRows;

/* What a kind of source does. */
typedef struct
{
  NqpCsvStatus (*next) (NqpRows *self);       /* sets the fields of NqpRows */
  double (*fraction) (const NqpRows *self);   /* of the rows read so far, 0..1 */
  NqpRows *(*look_ahead) (const NqpRows *self); /* another reader of the rows that are not read yet; freed before @self */
  gboolean (*skip_to_last) (NqpRows *self, int n); /* passes over all but about the last @n rows; FALSE: cannot */
  int (*count_skipped) (const NqpRows *self);      /* what has to be added to @number since then */
  void (*free) (NqpRows *self);
} NqpRowsClass;

/**
 * NqpRows:
 *
 * The rows of a table one after the other, wherever they come from: a text file (nqp_csv_rows_new()), a sheet. Rows are numbered as
 * people see them, from 1; those that are empty may be left out. Layouts are guessed and data are read through this and nothing else.
 */
struct _NqpRows
{
  const NqpRowsClass *class;
  const char *file;     /* for messages, borrowed */
  const char *encoding; /* of a text, else NULL */
  const char *sheet;    /* of a workbook, else NULL */
  char delimiter;       /* between the fields of a text, 0 = none */
  const char *const *codes; /* of a source whose columns have such: the row that comes first is the header then, and no other */

  /* the row read last */
  NqpField *fields;    /* their texts may be made shorter in place; a sheet has as many in each row */
  const guint8 *marks; /* NqpFieldMarks of each, or NULL */
  int n_fields;
  int number;
  int bad_column; /* from 1, for what is no NQP_CSV_ROW */
  const char *bad_text;
};

/* @csv is moved into the rows. */
NqpRows *
nqp_csv_rows_new (NqpCsv *csv);

static inline NqpCsvStatus
nqp_rows_next (NqpRows *self)
{
  return self->class->next (self);
}

static inline double
nqp_rows_fraction (const NqpRows *self)
{
  return self->class->fraction (self);
}

static inline NqpRows *
nqp_rows_look_ahead (const NqpRows *self)
{
  return self->class->look_ahead (self);
}

static inline guint8
nqp_rows_mark (const NqpRows *self, int field)
{
  return self->marks != NULL ? self->marks[field] : 0;
}

static inline void
nqp_rows_free (NqpRows *self)
{
  self->class->free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpRows, nqp_rows_free)

G_END_DECLS
