/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NQP_BLOCK_ERROR (nqp_block_error_quark ())
GQuark nqp_block_error_quark (void);

typedef enum
{
  NQP_BLOCK_ERROR_NUMBER, /* what stands in a cell is no number, or can be read in two ways */
  NQP_BLOCK_ERROR_SHAPE,  /* no block, or one without room */
  NQP_BLOCK_ERROR_FIXED,  /* a cell that follows from others */
} NqpBlockError;

/**
 * NqpValueBlock:
 *
 * Values as a spreadsheet copies them: lines of cells with tabs between.
 */
typedef struct
{
  int n_rows, n_columns;
  double *values;    /* [row * n_columns + column], NaN = missing */
  guint8 *percents;  /* likewise: a percent sign stands behind the number; the number is as it is written */
} NqpValueBlock;

/* Returns: (transfer full): what the message calls a cell of the block; positions from 0 */
typedef char *(*NqpBlockNamer) (int row, int column, gpointer data);

NqpValueBlock *
nqp_value_block_parse (const char *text, NqpBlockNamer namer, gpointer data, GError **error);
void
nqp_value_block_free (NqpValueBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpValueBlock, nqp_value_block_free)

G_END_DECLS
