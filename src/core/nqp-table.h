/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "nqp-datum.h"

G_BEGIN_DECLS

/**
 * NqpTable:
 *
 * Columns with a name, a title, a unit and a type: what the command line prints, exporters write, pages show, tests
 * compare and assistive tools read. Built row by row, then only read. Reference-counted.
 */
typedef struct _NqpTable NqpTable;

typedef enum
{
  NQP_COLUMN_TEXT,
  NQP_COLUMN_INTEGER,
  NQP_COLUMN_REAL,      /* written so that it reads back the same, shortest form */
  NQP_COLUMN_REAL_FULL, /* written with 17 significant digits */
} NqpColumnType;

/* What a table is made for, as a bit mask: files hold columns that no page has room for, and the other way round. */
typedef enum
{
  NQP_TABLE_FILE = 1 << 0,
  NQP_TABLE_PAGE = 1 << 1,
} NqpTableUse;

/* What a cell tells beside its value, as a bit mask. */
typedef enum
{
  NQP_MARK_IMPUTED = 1 << 0,
  NQP_MARK_INCOMPLETE = 1 << 1,
  NQP_MARK_SUSPECT = 1 << 2,
  NQP_MARK_EDITED = 1 << 3,
  NQP_MARK_TREATED = 1 << 4,
  NQP_MARK_CHANGED = 1 << 5, /* another value than it is compared with */
} NqpCellMark;

/* The one sign of each, in pictures, tables and their legends. */
#define NQP_SIGN_IMPUTED "\u25cc"   /* dotted circle */
#define NQP_SIGN_INCOMPLETE "\u25cb" /* open dot */
#define NQP_SIGN_SUSPECT "\u25b2"
#define NQP_SIGN_EDITED "\u270e"
#define NQP_SIGN_TREATED "\u25c7"

typedef enum
{
  NQP_LOOK_VALUE,  /* the text or number */
  NQP_LOOK_BAR,    /* a number in 0..1 as a length */
  NQP_LOOK_REGION, /* a text with the mark of a region that is compared */
  NQP_LOOK_PART,   /* a text with the colour of the pillar the row's node is in */
  NQP_LOOK_BUTTON, /* does something with the row: the text says what */
} NqpLookKind;

/**
 * NqpLook:
 *
 * How a page shows a column. All zero = the value as it is.
 */
typedef struct
{
  NqpLookKind kind;
  const char *title;   /* NULL = the column's */
  const char *tip;     /* what the title says under the pointer; may be NULL */
  double factor;       /* the number shown is this many times the one kept; 0 = 1 */
  gboolean has_decimals;
  int decimals;        /* with has_decimals: other ones than the column's */
  int chars;           /* least width in characters */
  int lines;           /* of a text; 0 = 1 */
  gboolean expand;
  gboolean descending; /* a first click on the title shows the largest on top */
  gboolean sign;       /* "+3" */
  gboolean percent;    /* "3.1 %" */
  gboolean marks;      /* the marks of what the cell stands for */
  int shift;           /* a column, + 1: its number stands beside this one, with an arrow up or down; 0 = none */
  int node, year;      /* the cells stand for this node and year, + 1; 0 = the row's */
} NqpLook;

NqpTable *nqp_table_new (void);                     /* for files and pages alike */
NqpTable *nqp_table_new_for (NqpTableUse use);
NqpTable *nqp_table_ref (NqpTable *self);
void nqp_table_unref (NqpTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpTable, nqp_table_unref)
NqpTableUse nqp_table_use (const NqpTable *self);

/* name: stable, for files; title: translated, for people; unit may be NULL; decimals: for the screen */
int nqp_table_add_column (NqpTable *self, const char *name, const char *title, const char *unit,
                          NqpColumnType type, int decimals);
/* The same, if the table is made for @use; else -1, which setters take and ignore. */
int nqp_table_add_column_for (NqpTable *self, NqpTableUse use, const char *name, const char *title, const char *unit,
                              NqpColumnType type, int decimals);
void nqp_table_add_row (NqpTable *self);
void nqp_table_set_text (NqpTable *self, int column, const char *text); /* in the last row */
void nqp_table_set_number (NqpTable *self, int column, double value);   /* NaN = missing */

int nqp_table_n_columns (const NqpTable *self);
int nqp_table_n_rows (const NqpTable *self);
const char *nqp_table_column_name (const NqpTable *self, int column);
const char *nqp_table_column_title (const NqpTable *self, int column);
const char *nqp_table_column_unit (const NqpTable *self, int column);
NqpColumnType nqp_table_column_type (const NqpTable *self, int column);
int nqp_table_column_decimals (const NqpTable *self, int column);
int nqp_table_find_column (const NqpTable *self, const char *name);         /* -1 if none */
const char *nqp_table_get_text (const NqpTable *self, int column, int row); /* NULL = missing */
double nqp_table_get_number (const NqpTable *self, int column, int row);    /* NaN = missing */

/* ---- on a page: the columns that are shown, in the order of these calls; nothing in a table for files only ---- */
void nqp_table_show (NqpTable *self, int column, NqpLook look); /* texts are copied */
void nqp_table_set_sort (NqpTable *self, int column);           /* by which the rows are sorted at first; else as they are */
void nqp_table_set_datum (NqpTable *self, NqpDatum datum);      /* of the last row */
void nqp_table_set_parent (NqpTable *self, int row);            /* the last row is a part of an earlier one */
void nqp_table_set_row_decimals (NqpTable *self, int decimals); /* in place of the columns', in the last row */
void nqp_table_set_key (NqpTable *self, int column, double key); /* a text is sorted by this, in the last row */
void nqp_table_set_mark (NqpTable *self, int column, guint marks); /* NqpCellMark, in the last row */

int nqp_table_n_shown (const NqpTable *self);
int nqp_table_shown (const NqpTable *self, int place); /* its column */
const NqpLook *nqp_table_look (const NqpTable *self, int column);
gboolean nqp_table_is_number (const NqpTable *self, int column); /* shown at the right */
int nqp_table_get_sort (const NqpTable *self);                   /* -1 = as they are */
NqpDatum nqp_table_row_datum (const NqpTable *self, int row);
NqpDatum nqp_table_cell_datum (const NqpTable *self, int column, int row);
gboolean nqp_table_is_by_region (const NqpTable *self); /* each row stands for a region as a whole */
int nqp_table_row_parent (const NqpTable *self, int row); /* -1 = of none */
gboolean nqp_table_is_tree (const NqpTable *self);
guint nqp_table_cell_marks (const NqpTable *self, int column, int row);
char *nqp_table_cell_text (const NqpTable *self, int column, int row); /* as it is shown, without marks; owned by the caller */
/* The rows in the order of a column, missing last in either direction, equal ones as they are. @out: n_rows ints. */
void nqp_table_order (const NqpTable *self, int column, gboolean descending, int *out);

/* ---- as text; bars and buttons are none; @order: of the rows, NULL = as they are ---- */
void nqp_table_print_csv (const NqpTable *self, GString *out);  /* RFC 4180, UTF-8 */
void nqp_table_print_csv_raw (const NqpTable *self, GString *out); /* texts that a spreadsheet would run as they are */
void nqp_table_print_csv_in (const NqpTable *self, const int *order, GString *out);
void nqp_table_print_tsv (const NqpTable *self, const int *order, GString *out); /* what is shown, under its titles */
void nqp_table_print_json (const NqpTable *self, GString *out); /* array of objects, missing = null */

void nqp_csv_append_field (GString *out, const char *text); /* quoted where RFC 4180 asks for it */
void nqp_csv_append_text (GString *out, const char *text);  /* and so that no spreadsheet runs it */

G_END_DECLS
