/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpTable:
 *
 * Columns with a name, a title, a unit and a type: what the command line prints, exporters write, tests
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

NqpTable *nqp_table_new (void);
NqpTable *nqp_table_ref (NqpTable *self);
void nqp_table_unref (NqpTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpTable, nqp_table_unref)

/* name: stable, for files; title: translated, for people; unit may be NULL; decimals: for the screen */
int nqp_table_add_column (NqpTable *self, const char *name, const char *title, const char *unit,
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
const char *nqp_table_get_text (const NqpTable *self, int column, int row); /* NULL = missing */
double nqp_table_get_number (const NqpTable *self, int column, int row);    /* NaN = missing */

void nqp_table_print_csv (const NqpTable *self, GString *out);  /* RFC 4180, UTF-8 */
void nqp_table_print_json (const NqpTable *self, GString *out); /* array of objects, missing = null */

void nqp_csv_append_field (GString *out, const char *text); /* quoted where RFC 4180 asks for it */

G_END_DECLS
