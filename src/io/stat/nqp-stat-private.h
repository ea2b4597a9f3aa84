/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "nqp-stat-rows.h"

G_BEGIN_DECLS

#define NQP_STAT_MAX_COLUMNS (1 << 14)
#define NQP_STAT_MAX_CELLS ((gsize)1 << 26)
#define NQP_STAT_DATE_SIZE 48

/* What a number counts, where it is shown as a date. */
typedef enum
{
  NQP_STAT_NUMBER,
  NQP_STAT_DAYS, /* from here on since 1960 */
  NQP_STAT_WEEKS,
  NQP_STAT_MONTHS,
  NQP_STAT_QUARTERS,
  NQP_STAT_HALVES,
  NQP_STAT_MILLISECONDS,
  NQP_STAT_SECONDS, /* since the Gregorian calendar began */
} NqpStatUnit;

typedef struct
{
  int name, label;  /* texts; label -1: none */
  NqpStatUnit unit;
  gboolean is_text; /* cells are positions of texts */
  gboolean is_labelled; /* which are labels of its values */
  char *labels;     /* name of the set of labels of its values, or NULL */
  GArray *cells;    /* double; NaN: missing, an empty text */
} NqpStatColumn;

/**
 * NqpStatTable:
 *
 * All of a file of a statistics program, read; never changes then.
 */
typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray *columns; /* (element-type NqpStatColumn) */
  char **texts;       /* UTF-8 */
  int n_texts;
  int n_rows;
  char *encoding; /* of the texts in the file, or NULL */
} NqpStatTable;

NqpStatTable *nqp_stat_table_new (void);
NqpStatTable *nqp_stat_table_ref (NqpStatTable *self);
void nqp_stat_table_unref (NqpStatTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpStatTable, nqp_stat_table_unref)

static inline const NqpStatColumn *
nqp_stat_table_column (const NqpStatTable *self, int i)
{
  return g_ptr_array_index (self->columns, i);
}

/* NULL with problems. */
NqpStatTable *nqp_stat_read (NqpStatKind kind, const char *bytes, gsize length, const char *file, const char *encoding,
                             NqpProblems *problems, GCancellable *cancellable, NqpProgress progress, gpointer progress_data);

/* What the name of a format such as "%td" or "DATE11" says. */
NqpStatUnit nqp_stat_unit_of_format (NqpStatKind kind, const char *format);
/* "2023-01-31"; FALSE: beyond all calendars. */
gboolean nqp_stat_date (NqpStatUnit unit, double value, char out[NQP_STAT_DATE_SIZE]);

G_END_DECLS
