/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sheet.h"
#include "nqp-value-block.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_GRID_OF_VARIABLE, /* regions x years */
  NQP_GRID_OF_REGION,   /* variables x years */
  NQP_GRID_OF_YEAR,     /* regions x variables */
} NqpGridKind;

/* What has a value for each region and year: the indicators, and the published series that are none by themselves. */
typedef struct
{
  int indicator; /* -1 = only a series */
  int series;    /* whose values it shows; -1 = it follows from series */
} NqpVariable;

typedef enum
{
  NQP_GRID_MISSING = 1 << 0,
  NQP_GRID_IMPUTED = 1 << 1, /* missing, and another value stands for it in the scores */
  NQP_GRID_DERIVED = 1 << 2,
  NQP_GRID_SUSPECT = 1 << 3, /* flagged, and not accepted */
  NQP_GRID_EDITED = 1 << 4,
} NqpGridMark;

/**
 * NqpValueGrid:
 *
 * The values of a project as rows and columns, arranged as a user asks for; and what is to be written when a block of them is
 * pasted, filled, replaced or removed. Knows no widget: the Data page draws it.
 */
typedef struct
{
  NQP_SHEET_FIELDS;
  NqpGridKind kind;
  int at; /* the variable, region or year */
  NqpPanel *panel;
  NqpScores *scores; /* or NULL */
  NqpLang lang;
  GArray *variables; /* (element-type NqpVariable) */
  GPtrArray *years;  /* (element-type utf8) */
} NqpValueGrid;

extern const NqpSheetClass nqp_value_grid_class; /* nqp-value-sheet.c */

/* @scores: (nullable) */
NqpValueGrid *
nqp_value_grid_new (NqpPanel *panel, NqpScores *scores, NqpLang lang, NqpGridKind kind, int at);
void
nqp_value_grid_free (NqpValueGrid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpValueGrid, nqp_value_grid_free)
/* Other values of the same things: rows stay where they are until they are arranged again. FALSE: they are not the same things. */
gboolean
nqp_value_grid_take (NqpValueGrid *self, NqpPanel *panel, NqpScores *scores);
/* @filter: (nullable): only rows whose names have it */
void
nqp_value_grid_arrange (NqpValueGrid *self, int sorted_by, gboolean descending, const char *filter);

int
nqp_value_grid_find_plain (const NqpPanel *panel, int series); /* the indicator that is the series as it stands; -1 = none */
const NqpVariable *
nqp_value_grid_variable (const NqpValueGrid *self, int variable);
const char *
nqp_value_grid_variable_code (const NqpValueGrid *self, int variable);
int
nqp_value_grid_find_variable (const NqpValueGrid *self, const char *code);
const char *
nqp_value_grid_variable_name (const NqpValueGrid *self, int variable);
const char *
nqp_value_grid_variable_unit (const NqpValueGrid *self, int variable); /* "" if there is none */
const char *
nqp_value_grid_row_title (const NqpValueGrid *self, int row);
const char *
nqp_value_grid_row_unit (const NqpValueGrid *self, int row); /* "" where rows are regions */
const char *
nqp_value_grid_column_title (const NqpValueGrid *self, int column);
const char *
nqp_value_grid_column_unit (const NqpValueGrid *self, int column);

void
nqp_value_grid_locate (const NqpValueGrid *self, int row, int column, int *out_variable, int *out_year, int *out_region);
double
nqp_value_grid_value (const NqpValueGrid *self, int row, int column); /* NaN = missing */
guint
nqp_value_grid_marks (const NqpValueGrid *self, int row, int column);
double
nqp_value_grid_shown (const NqpValueGrid *self, int row, int column, guint marks); /* with NQP_GRID_IMPUTED what stands for it */
/* The same as the screen shows it, an en dash if missing. Returns: @buffer */
const char *
nqp_value_grid_text (const NqpValueGrid *self, int row, int column, guint marks, char *buffer, gsize size);
char *
nqp_value_grid_name (const NqpValueGrid *self, int row, int column); /* "GDP, Beijing, 2016" */
char *
nqp_value_grid_describe (const NqpValueGrid *self, int row, int column); /* the same with value, unit and marks */
char *
nqp_value_grid_describe_block (const NqpValueGrid *self, const NqpGridRange *range); /* what a spreadsheet says of it */
char *
nqp_value_grid_explain (const NqpValueGrid *self, int row, int column); /* marks, notes and source, a line each */

char *
nqp_value_grid_explain_variable (const NqpValueGrid *self, int variable);
char *
nqp_value_grid_plain (const NqpValueGrid *self, int row, int column); /* to be edited: all digits; "" if missing */

/* ---- blocks (nqp-value-grid-edit.c). @out_cells: (element-type NqpCellValue): what is to be written ---------------- */

char *
nqp_value_grid_copy (const NqpValueGrid *self, const NqpGridRange *range, gboolean titles); /* lines with tabs between */
/* A single value fills the whole range; else the block begins at its first cell. @out_range: what it covers */
gboolean
nqp_value_grid_paste (const NqpValueGrid *self, const NqpGridRange *range, const char *text, GArray *out_cells,
                      NqpGridRange *out_range, GError **error);
gboolean
nqp_value_grid_fill_down (const NqpValueGrid *self, const NqpGridRange *range, GArray *out_cells, GError **error);
gboolean
nqp_value_grid_clear (const NqpValueGrid *self, const NqpGridRange *range, GArray *out_cells, GError **error);

/* What is looked for: a number, "missing", a bound ("< 0", ">= 100"), or a part of a title. */
typedef struct
{
  char relation; /* '=', '<', '>', 'l' for <=, 'g' for >=, 't' = a title */
  double number; /* NaN = missing */
  char *folded;  /* of a title */
} NqpGridTerm;

void
nqp_grid_term_clear (NqpGridTerm *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpGridTerm, nqp_grid_term_clear)
/* FALSE: empty */
gboolean
nqp_grid_term_parse (NqpGridTerm *self, const char *text);
/* The next cell after (before) this one that answers, the whole way round. FALSE: none does. */
gboolean
nqp_value_grid_find (const NqpValueGrid *self, const NqpGridTerm *term, gboolean backwards, int *row, int *column);
/* All cells of the range that answer. */
gboolean
nqp_value_grid_replace (const NqpValueGrid *self, const NqpGridRange *range, const NqpGridTerm *term, const char *by,
                        GArray *out_cells, GError **error);

G_END_DECLS
