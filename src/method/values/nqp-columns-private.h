/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-method.h"
#include "nqp-numerics-private.h"

G_BEGIN_DECLS

/**
 * NqpTreatment:
 *
 * How one indicator's outliers are treated, so that a value that is only assumed is treated alike.
 */
typedef struct
{
  const struct _NqpTreater *by; /* NULL: values count as they are */
  double low, high;   /* no value counts as less or more */
  double lambda;      /* Box-Cox: exponent */
  double centre;      /* mean of the logarithms */
  double bottom, top; /* what low and high are transformed to */
} NqpTreatment;

/**
 * NqpColumns:
 *
 * Values and states of every indicator of a panel, cells year-major. A column that is a series as published points
 * into the panel; one that was made is an atomic reference-counted box. Immutable once handed on, atomic references.
 */
typedef struct
{
  gatomicrefcount ref_count;
  NqpPanel *panel;
  int n;
  gsize n_cells;
  const double **x;
  const guint8 **state;
  double **own_x; /* [j]: box or NULL */
  guint8 **own_state;
  NqpTreatment *treatment; /* [j] */
  char **refused;          /* [j]: why the indicator cannot be treated, or NULL */
  GPtrArray *warnings;     /* (element-type utf8) */
} NqpColumns;

NqpColumns *
nqp_columns_new (NqpPanel *panel);
NqpColumns *
nqp_columns_copy (const NqpColumns *self); /* shares every column */
NqpColumns *
nqp_columns_ref (NqpColumns *self);
void
nqp_columns_unref (NqpColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpColumns, nqp_columns_unref)
void
nqp_columns_own (NqpColumns *self, int j); /* gives @j memory of its own with the values it has */
void
nqp_columns_share (NqpColumns *self, const NqpColumns *other); /* memory that holds the same; before @self is handed on */
void
nqp_columns_take_states (NqpColumns *self, const NqpColumns *other); /* states, treatments and refusals, not values */

/* What can be reckoned with: the fifth power of it, a sum of squares of millions of it are still numbers. */
#define NQP_LARGEST_VALUE 1e60

G_END_DECLS
