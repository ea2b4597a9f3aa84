/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-header-words.h"
#include "nqp-table-layout.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_SAMPLE_EMPTY,
  NQP_SAMPLE_MISSING, /* "NA" and the like */
  NQP_SAMPLE_NUMBER,
  NQP_SAMPLE_YEAR, /* a number as well, if it stands among the values */
  NQP_SAMPLE_TEXT,
} NqpSampleKind;

typedef struct
{
  const char *text; /* tidied; "" if empty */
  int year;
  guint8 kind;
  gboolean covered;
} NqpSampleCell;

typedef struct
{
  int number; /* nqp_sample_number() is right also for the last ones */
  int n_cells, n_filled; /* those under merged cells do not count as filled */
  gboolean last; /* one of the last rows: others stand between it and those before */
  NqpSampleCell *cells;
} NqpSampleRow;

/**
 * NqpSample:
 *
 * Copies of the first rows of a table and the last ones.
 */
typedef struct
{
  GPtrArray *rows; /* (element-type NqpSampleRow) */
  GStringChunk *texts;
  NqpRows *ahead; /* what they were read with */
} NqpSample;

void
nqp_sample_init (NqpSample *self, const NqpRows *rows);
/* The row's number. Counts all rows for one of the last, which takes time. */
int
nqp_sample_number (const NqpSample *self, int i);
void
nqp_sample_clear (NqpSample *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpSample, nqp_sample_clear)

static inline const NqpSampleRow *
nqp_sample_row (const NqpSample *self, int i)
{
  return g_ptr_array_index (self->rows, i);
}

static inline const NqpSampleCell *
nqp_sample_cell (const NqpSampleRow *row, int column)
{
  static const NqpSampleCell empty = { .text = "" };

  return column < row->n_cells ? &row->cells[column] : &empty;
}

/* The rows of the sample that are header and data: positions in the sample, the ends included; last < first: none. */
typedef struct
{
  int first_header, last_header;
  int first, last;
} NqpSampleSpan;

/* What a row of the header says of the columns of values. */
typedef enum
{
  NQP_ROW_PLAIN,
  NQP_ROW_CODES,
  NQP_ROW_NAMES,
  NQP_ROW_UNITS,
  NQP_ROW_OTHER, /* a direction, a weight: nothing that is read */
} NqpRowKind;

/* nqp-table-labels.c */
gboolean
nqp_sample_is_identity (const NqpSampleCell *cell); /* the word of a column that says of which region or year a row is */
NqpRowKind
nqp_sample_row_kind (const NqpSampleRow *row, const NqpSampleRow *lowest);

/* nqp-table-headers.c */
NqpSampleSpan
nqp_sample_find_headers (const NqpSample *sample, const NqpLayoutHints *hints);
void
nqp_layout_read_headers (NqpTableLayout *layout, const NqpSample *sample, const NqpSampleSpan *span);
void
nqp_layout_name_series (NqpTableLayout *layout);

/* nqp-table-roles.c: what each column holds */
void
nqp_layout_find_roles (NqpTableLayout *layout, const NqpSample *sample, const NqpSampleSpan *span,
                       const NqpLayoutHints *hints, const char *file, GArray *said);

/* nqp-role-hint.c: what the user says of columns */
int
nqp_layout_find_named (const NqpTableLayout *self, const char *name); /* or by number; -1: none */
void
nqp_layout_take_words (NqpTableLayout *self, const GArray *said);

/* nqp-table-titles.c: what the rows above and below the table say */
void
nqp_layout_read_title (NqpTableLayout *layout, const NqpSampleRow *row);
gboolean
nqp_layout_is_footnote (const NqpTableLayout *layout, const NqpSampleRow *row);
void
nqp_layout_read_footnote (NqpTableLayout *layout, const NqpSampleRow *row);
int
nqp_find_lone_year (const char *text); /* 0: none, or several */

void
nqp_layout_remark (NqpTableLayout *self, gboolean ask, int column, const char *format, ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
