/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sheet.h"

G_BEGIN_DECLS

#define NQP_SHEET_ERROR (nqp_sheet_error_quark ())
GQuark nqp_sheet_error_quark (void);

typedef enum
{
  NQP_SHEET_ERROR_FIXED, /* the cell is not to be written in */
  NQP_SHEET_ERROR_TEXT,  /* what is to be written makes no sense there */
} NqpSheetError;

typedef struct
{
  const char *title; /* N_() */
  gboolean number;
  const char *fixed; /* N_(): why nothing can be written there; NULL = something can */
} NqpTextColumn;

/* What is to be written; borrowed. */
typedef struct
{
  int thing, column;
  const char *text; /* "" = nothing */
  double number;    /* of a column of numbers; NaN = nothing */
} NqpTextCell;

/* What has the rows. */
typedef struct
{
  gboolean coded; /* titles of rows are codes: they say what they stand for */
  const NqpTextColumn *columns;
  int n_columns;
  int (*count) (const NqpPanel *panel);
  gboolean (*is_shown) (const NqpPanel *panel, int thing); /* NULL: all are */
  const char *(*code) (const NqpPanel *panel, int thing); /* of what stays the same */
  const NqpText *(*name) (const NqpPanel *panel, int thing);
  /* Of a column of numbers in *@out_number instead. */
  const char *(*text) (const NqpPanel *panel, int thing, int column, double *out_number);
  gboolean (*write) (NqpSession *session, const NqpPanel *panel, const NqpTextCell *cells, guint n, GError **error);
  void (*look_at) (NqpSession *session, int thing); /* or NULL */
} NqpTextKind;

extern const NqpTextKind nqp_places_kind; /* nqp-places-sheet.c: regions */
extern const NqpTextKind nqp_series_kind; /* nqp-series-sheet.c: indicators, and series that are none as they stand */

/**
 * NqpTextSheet:
 *
 * What things of a project say of themselves, a row each, to be read and edited as a sheet.
 */
typedef struct
{
  NQP_SHEET_FIELDS;
  const NqpTextKind *kind;
  NqpPanel *panel;
  NqpLang lang;
  GStringChunk *written; /* texts of cells that are on their way */
} NqpTextSheet;

NqpTextSheet *
nqp_text_sheet_new (const NqpTextKind *kind, NqpPanel *panel, NqpLang lang);
/* Of a row; -1 = there is no such row. */
int
nqp_text_sheet_thing (const NqpTextSheet *self, int row);
/* The row of what has @code; -1 = it is not shown. */
int
nqp_text_sheet_find (const NqpTextSheet *self, const char *code);

G_END_DECLS
