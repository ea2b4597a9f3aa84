/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-sql.h"

G_BEGIN_DECLS

/**
 * NqpPages:
 *
 * The pages of an SQLite database that SQLite itself may refuse to read. Nothing is written, to the file or beside it; a change
 * that was interrupted is taken back in memory. The format is that of https://www.sqlite.org/fileformat2.html.
 */
typedef struct _NqpPages NqpPages;

NqpPages *
nqp_pages_open (const char *path, GError **error);
void
nqp_pages_free (NqpPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPages, nqp_pages_free)

/* 0 where the header cannot be read. */
guint32
nqp_pages_application_id (const NqpPages *self);
guint32
nqp_pages_user_version (const NqpPages *self);

typedef struct
{
  int type; /* SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB, SQLITE_NULL */
  gint64 integer;
  double real;
  const guint8 *data;
  gsize size;
} NqpPageValue;

typedef struct
{
  gint64 rowid; /* of a table that has them */
  guint n_values;
  NqpPageValue *values;
  guint8 *payload; /* what texts and blobs point into */
} NqpPageRow;

typedef struct
{
  guint n_keys; /* columns of the key; 0 = the table has row ids */
  void (*row) (const NqpPageRow *row, gpointer data);
  void (*gap) (gpointer data); /* between the row before and the one that follows something cannot be read */
  gpointer data;
} NqpPageVisitor;

/* The rows of a table in the order of its key. Rows out of that order are gaps. */
void
nqp_pages_walk (NqpPages *self, guint32 root, const NqpPageVisitor *visitor);

/* Rows of pages to which no way leads any more, a page at a time. @rows: (element-type NqpPageRow) */
typedef void (*NqpPagesStray) (gboolean has_rowids, const GPtrArray *rows, gpointer data);
void
nqp_pages_each_stray (NqpPages *self, NqpPagesStray stray, gpointer data);

G_END_DECLS
