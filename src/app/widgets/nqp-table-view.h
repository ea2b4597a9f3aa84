/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"
#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  NQP_TABLE_REGIONS,    /* a row a region of the panel */
  NQP_TABLE_INDICATORS, /* a row a leaf of the tree that is switched on; row = node */
  NQP_TABLE_VALUES,     /* a row a row of a table; see nqp_table_view_show_table() */
} NqpTableRows;

typedef enum
{
  NQP_TABLE_KIND_TEXT,
  NQP_TABLE_KIND_NUMBER,
  NQP_TABLE_KIND_BAR, /* number() in 0..1 drawn as a bar; text() is what assistive tools read */
} NqpTableKind;

/* What a cell tells beside its value, as a bit mask. */
typedef enum
{
  NQP_TABLE_MARK_IMPUTED = 1 << 0,
  NQP_TABLE_MARK_INCOMPLETE = 1 << 1,
  NQP_TABLE_MARK_SUSPECT = 1 << 2,
  NQP_TABLE_MARK_EDITED = 1 << 3,
  NQP_TABLE_MARK_TREATED = 1 << 4,
} NqpTableMark;

/**
 * NqpTableColumn:
 *
 * How a column is made. @row is a region or a node (see NqpTableRows), @arg the column's own number: a node, a year,
 * ... number() is what the column is sorted by, missing (NaN) last in either direction; without it the text is.
 * text() is owned by the caller; without it the number is shown with @decimals.
 */
typedef struct
{
  const char *id;    /* stable */
  const char *title; /* translated, copied */
  NqpTableKind kind;
  int arg;
  int decimals; /* < 0: about four significant digits */
  int chars;    /* least width in characters */
  gboolean expand;
  gboolean descending; /* a first click shows the largest on top */
  const NqpTable *values; /* number and text are those of its column @arg; else NULL */
  double (*number) (const NqpView *view, int row, int arg);
  char *(*text) (const NqpView *view, int row, int arg);
  guint (*marks) (const NqpView *view, int row, int arg);    /* may be NULL */
  NqpDatum (*datum) (const NqpView *view, int row, int arg); /* what the cell stands for; NULL: the row */
  NqpColour (*colour) (const NqpView *view, const NqpStyle *style, int row,
                       int arg); /* dot or bar; NULL: none */
} NqpTableColumn;

/**
 * NqpTableView:
 *
 * A sortable table of the session's regions or indicators. Selection is focus, the hovered region is highlighted,
 * double click or Enter opens the derivation. Rows are updated in place and sorted again while a weight is dragged.
 */
#define NQP_TYPE_TABLE_VIEW (nqp_table_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpTableView, nqp_table_view, NQP, TABLE_VIEW, GtkWidget)

void
nqp_table_view_set_session (NqpTableView *self, NqpSession *session);
void
nqp_table_view_set_rows (NqpTableView *self, NqpTableRows rows);
void
nqp_table_view_set_label (NqpTableView *self, const char *label); /* what assistive tools call the table */
/* The columns are copied. @sort: id of the column to sort by at first, NULL = the first. Columns with the ids shown
 * already keep widgets and sorting: only titles, arguments and functions are taken over. */
void
nqp_table_view_set_columns (NqpTableView *self, const NqpTableColumn *columns, int n_columns,
                            const char *sort);

/* Shows columns of @table as they are, with the titles and decimals they have; @names ends with NULL. Holds a reference. */
void
nqp_table_view_show_table (NqpTableView *self, NqpTable *table, const char *const *names, const char *sort);

G_END_DECLS
