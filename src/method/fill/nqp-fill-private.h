/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-columns-private.h"

G_BEGIN_DECLS

/**
 * NqpFiller:
 *
 * A way to fill gaps: a file each, a line each in nqp-choices.h.
 */
typedef struct
{
  NqpChoice choice;
  void (*apply) (NqpColumns *columns, int j); /* to column @j, which is the columns' own; NULL: gaps stay */
  char *(*explain) (const char *indicator, int year, const char *group); /* of a cell that was filled, translated */
} NqpFiller;

#define X(NAME, name) extern const NqpFiller nqp_fill_##name;
NQP_EACH_MISSING (X)
#undef X
extern const NqpFiller *const nqp_fillers[NQP_N_MISSING];

static inline void
nqp_fill_put (NqpColumns *columns, int j, gsize cell, double value)
{
  columns->own_x[j][cell] = value;
  columns->own_state[j][cell] = NQP_CELL_IMPUTED;
}

NqpColumns *
nqp_fill (NqpColumns *columns, NqpMissing how);

G_END_DECLS
