/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-patches.h"

G_BEGIN_DECLS

/* A row as the file has it. */
typedef struct
{
  int number;   /* as those who see the file number it */
  int n_cells;
  char **cells; /* for the screen: at most a few hundred bytes each, without control characters; NULL where it cannot be read */
  char *bad;    /* why it cannot be read, or NULL */
} NqpPeekRow;

/**
 * NqpTablePeek:
 *
 * Some rows of a table, to be looked at: copies that nothing else is needed for. Counted by references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char **sheets; /* of a workbook, else NULL */
  char *sheet;   /* whose rows they are, or NULL */
  GPtrArray *rows; /* (element-type NqpPeekRow) */
  int n_columns;   /* the most that one of them has */
  int first_row;   /* that was asked for */
  gboolean more;   /* others follow */
} NqpTablePeek;

/* @n rows of @rows from the number @first on. */
NqpTablePeek *
nqp_table_peek_new (NqpRows *rows, int first, int n);
/* The same of a file as nqp_rows_open() does. Rows are missing where it cannot be opened; never NULL. */
NqpTablePeek *
nqp_table_peek_open (const char *path, const NqpLayoutHints *hints, int first, int n, GCancellable *cancellable);
NqpTablePeek *
nqp_table_peek_ref (NqpTablePeek *self);
void
nqp_table_peek_unref (NqpTablePeek *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpTablePeek, nqp_table_peek_unref)

const NqpPeekRow *
nqp_table_peek_find (const NqpTablePeek *self, int number); /* NULL if it is not among them */
const char *
nqp_peek_row_text (const NqpPeekRow *row, int column); /* from 0; "" where there is none */

G_END_DECLS
