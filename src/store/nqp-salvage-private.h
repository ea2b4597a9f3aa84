/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-pages.h"
#include "nqp-salvage.h"

G_BEGIN_DECLS

#define NQP_LOSS_MAX_NAMED 8 /* that a loss names */

/* A column of the project that is made, which is laid out as the damaged one was. */
typedef struct
{
  char *name;
  char kind; /* 'I'nteger, 'R'eal, 'T'ext, 'B'lob */
  gboolean not_null, has_default;
} NqpSalvageColumn;

/* Something between two rows that cannot be read. NULL: from the beginning, to the end. */
typedef struct
{
  GArray *after, *before; /* (element-type gint64): integer keys; empty where the key is a text */
} NqpSalvageGap;

typedef struct
{
  char *name;
  GArray *columns;  /* (element-type NqpSalvageColumn) */
  guint n_keys;     /* 0: it has row ids */
  int rowid_column; /* the one that is the row id; -1 = none */
  guint32 root;     /* in the damaged file; 0 = not known */
  sqlite3_stmt *insert;
  GPtrArray *gaps;  /* (element-type NqpSalvageGap) */
  gint64 n_refused; /* rows that contradict the layout, or other rows */
  GString *refused; /* some of them */
} NqpSalvageTable;

/* Of the codes and ids of a table, by which rows that are lost are known. */
typedef struct
{
  guint32 root;
  NqpSalvageTable *coded;
} NqpSalvageIndex;

typedef struct
{
  sqlite3 *db; /* of the new project */
  GPtrArray *tables; /* (element-type NqpSalvageTable), in the order in which they were made */
  GPtrArray *losses;
  GArray *indices; /* (element-type NqpSalvageIndex) */
  int rc;      /* of the first failure to write */
} NqpSalvage;

/* nqp-salvage-rows.c: Returns: FALSE where there is nothing of a project */
gboolean
nqp_salvage_read_rows (NqpSalvage *self, NqpPages *pages);
void
nqp_salvage_tables_from_schema (NqpSalvage *self);
void
nqp_salvage_table_free (gpointer table);

/* nqp-salvage-rules.c: takes out what opening would refuse. Return: a result code */
int
nqp_salvage_prune (NqpSalvage *self);
int
nqp_salvage_empty_table (NqpSalvage *self, const char *table, const char *why);
/* nqp-salvage-losses.c: what lies in the gaps */
int
nqp_salvage_count_gaps (NqpSalvage *self);
void
nqp_salvage_lose (NqpSalvage *self, const char *table, gint64 rows, gboolean at_most, const char *what, const char *why);

G_END_DECLS
