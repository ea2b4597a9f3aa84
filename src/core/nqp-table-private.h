/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *title;
  char *unit;
  NqpColumnType type;
  int decimals;
  GArray *numbers;  /* of double, or NULL */
  GPtrArray *texts; /* of strings in the chunk, or NULL */
  /* On a page */
  NqpLook look;       /* texts in the chunk */
  GArray *keys;       /* of double: what texts are sorted by, or NULL */
  GByteArray *marks;  /* of NqpCellMark, or NULL */
} NqpColumn;

typedef struct
{
  NqpDatum datum;
  int parent;
  int decimals; /* -2 = the columns' */
} NqpTableRowInfo;

struct _NqpTable
{
  int ref_count;
  int n_rows;
  NqpTableUse use;
  GArray *columns;       /* of NqpColumn */
  GArray *shown;         /* of int: columns on a page */
  GArray *rows;          /* of NqpTableRowInfo; those at the end that were never told anything are not there */
  int sort;
  gboolean tree;
  GStringChunk *strings; /* codes and names repeat in every row: kept once */
};

static inline NqpColumn *
nqp_table_get_column (const NqpTable *self, int column)
{
  g_assert (column >= 0 && column < (int)self->columns->len);
  return &g_array_index (self->columns, NqpColumn, column);
}

G_END_DECLS
