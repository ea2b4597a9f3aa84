/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"

G_BEGIN_DECLS

/* Positions of rows and columns as they are arranged. */
typedef struct
{
  int row, column, n_rows, n_columns;
} NqpGridRange;

#define NQP_GRID_UNSORTED (-2)
#define NQP_GRID_TITLES (-1)

typedef struct _NqpSheet NqpSheet;

/**
 * NqpSheetClass:
 *
 * What a kind of sheet knows of its rows, columns and cells. @out_cells are of @cell_size bytes, for write() alone. Texts belong to
 * the sheet, or are in @buffer.
 */
typedef struct
{
  gsize cell_size;
  void (*free) (NqpSheet *self);
  void (*arrange) (NqpSheet *self, int sorted_by, gboolean descending, const char *filter);
  const char *(*row_title) (const NqpSheet *self, int row);
  const char *(*row_unit) (const NqpSheet *self, int row);
  const char *(*column_title) (const NqpSheet *self, int column);
  const char *(*column_unit) (const NqpSheet *self, int column);
  gboolean (*is_number) (const NqpSheet *self, int column);
  guint (*marks) (const NqpSheet *self, int row, int column);
  const char *(*text) (const NqpSheet *self, int row, int column, guint marks, char *buffer, gsize size);
  char *(*name) (const NqpSheet *self, int row, int column);
  char *(*describe) (const NqpSheet *self, int row, int column); /* the name with what it holds */
  char *(*explain) (const NqpSheet *self, int row, int column);  /* -1: of a title */
  char *(*plain) (const NqpSheet *self, int row, int column);    /* to be edited */
  char *(*copy) (const NqpSheet *self, const NqpGridRange *range, gboolean titles);
  gboolean (*paste) (NqpSheet *self, const NqpGridRange *range, const char *text, GArray *out_cells,
                     NqpGridRange *out_range, GError **error);
  gboolean (*fill_down) (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error);
  gboolean (*clear) (NqpSheet *self, const NqpGridRange *range, GArray *out_cells, GError **error);
  gboolean (*write) (NqpSheet *self, NqpSession *session, const GArray *cells, NqpValuesDone done, GError **error);
  gboolean (*refresh) (NqpSheet *self, NqpSession *session); /* FALSE: other things than before */
  void (*look_at) (const NqpSheet *self, NqpSession *session, int row, int column); /* a title was chosen; -1: of the other kind */
} NqpSheetClass;

/**
 * NqpSheet:
 *
 * Rows and columns to read and edit, whatever they are of: what the grid of the Data page draws.
 */
struct _NqpSheet
{
  const NqpSheetClass *klass;
  int n_rows, n_columns;
  GArray *rows;  /* (element-type int): things, as arranged */
  int sorted_by; /* a column, NQP_GRID_TITLES, or NQP_GRID_UNSORTED */
  gboolean descending;
  char *filter;
};

/* The fields of a sheet by their own names, in front of those of its kind. */
#define NQP_SHEET_FIELDS                                                                                     \
  union                                                                                                      \
  {                                                                                                          \
    NqpSheet sheet;                                                                                          \
    struct                                                                                                   \
    {                                                                                                        \
      const NqpSheetClass *klass;                                                                            \
      int n_rows, n_columns;                                                                                 \
      GArray *rows;                                                                                          \
      int sorted_by;                                                                                         \
      gboolean descending;                                                                                   \
      char *filter;                                                                                          \
    };                                                                                                       \
  }

static inline void
nqp_sheet_free (NqpSheet *self)
{
  if (self != NULL)
    self->klass->free (self);
}

/* "100 %" of a column is not: the block has to fit. */
gboolean
nqp_sheet_check_room (const NqpSheet *self, const NqpGridRange *range, GError **error);

G_END_DECLS
