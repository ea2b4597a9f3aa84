/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-cells.h"
#include "nqp-out-private.h"
#include "nqp-xlsx-writer.h"

G_BEGIN_DECLS

/* The order of the sheets, and their names: the same in every language, for formulas and programs. */
typedef enum
{
  SHEET_DATA,
  SHEET_TREATED, /* only where outliers count as another value */
  SHEET_INDICATORS,
  SHEET_REGIONS,
  SHEET_WEIGHTS,
  SHEET_SCORES,
  SHEET_NORMALISED,
  SHEET_COVERAGE,
  SHEET_SHARES,
  SHEET_METHOD,
  SHEET_SOURCES,
  N_SHEETS,
} Sheet;

/**
 * Book:
 *
 * What formulas have to know of the workbook: which sheets there are, and which node stands in which column.
 */
typedef struct
{
  const NqpOut *what;
  const NqpPanel *panel;
  const NqpScores *scores;
  const NqpTree *tree;
  GArray *leaves, *parents; /* (element-type int): nodes that are on */
  int *place;               /* [node]: among these, -1 = off */
  const NqpCells *cells;    /* NULL: normalised values are written as values */
  gboolean live;            /* scores are formulas */
  gboolean treated;
  int n_rows; /* of a sheet with a row a region and year, without the head */
} Book;

#define FIRST_COLUMN 2 /* of values, behind region and year */
#define FIRST_SCORE 4  /* of scores, behind region, year, name and rank */

/* Rows of the sheet Method and of the sheet Shares that formulas name. */
#define METHOD_COVERAGE_ROW 4
#define LEAF_WEIGHT_ROW 1
#define LEAF_SHARE_ROW 2
#define PARENT_WEIGHT_ROW 5
#define PARENT_SHARE_ROW 6

extern const char *const nqp_book_names[N_SHEETS];

/* What sheets have in common. */
extern const int nqp_book_region_widths[];
void
nqp_book_put_head (NqpXlsxWriter *out, const char *const *names);
void
nqp_book_put_key (NqpXlsxWriter *out, const NqpPanel *panel, int region, int year);
void
nqp_book_put_nodes (NqpXlsxWriter *out, const Book *self, GArray *nodes);

/* Sheets of what goes into the scores. */
void
nqp_book_put_values (NqpXlsxWriter *out, const Book *self, gboolean treated);
void
nqp_book_put_indicators (NqpXlsxWriter *out, const Book *self);
void
nqp_book_put_regions (NqpXlsxWriter *out, const Book *self);
void
nqp_book_put_sources (NqpXlsxWriter *out, const Book *self);

/* Formulas, without "="; owned by the caller. @row: of the sheet, from 0. */
char *
nqp_book_measure (const Book *self, int indicator, int which);
char *
nqp_book_normalised (const Book *self, int leaf, int row);
char *
nqp_book_share (const Book *self, int node);
char *
nqp_book_coverage (const Book *self, int node, int row);
char *
nqp_book_score (const Book *self, int node, int row);
char *
nqp_book_rank (const Book *self, int year, int row);
char *
nqp_book_cell (Sheet sheet, int column, int row); /* "Weights!$E$3" */

/* Columns of the sheet Indicators that formulas name; rows are those of the panel's indicators, behind the head. */
#define INDICATOR_DIRECTION 7
#define INDICATOR_LOWER 12
#define INDICATOR_A 14
/* Of the sheet Weights; rows are those of the tree's nodes. */
#define WEIGHTS_WEIGHT 4
#define WEIGHTS_SHARE 5
#define WEIGHTS_GLOBAL 6

G_END_DECLS
