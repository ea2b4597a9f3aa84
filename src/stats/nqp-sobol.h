/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-work.h"

G_BEGIN_DECLS

/* @u: [column] in [0, 1); @out: [output], NaN = none; called on several threads */
typedef void (*NqpSobolFunction) (const double *u, int worker, double *out, gpointer data);

/**
 * NqpSobolProblem:
 *
 * A function whose outputs are asked which of their variance comes from which factor. A factor is one column or a group of
 * columns that are exchanged together.
 */
typedef struct
{
  int n_columns;
  const int *factor;  /* [column] */
  int n_factors, n_outputs;
  int n_rows;         /* N: the function is called N (n_factors + 2) times */
  guint64 seed;
  NqpSobolFunction function;
  gpointer data;
} NqpSobolProblem;

/**
 * NqpSobol:
 *
 * Shares of variance with 95 % bootstrap intervals, [output * n_factors + factor]; NaN where an output does not vary.
 */
typedef struct
{
  int n_factors, n_outputs;
  double *first, *first_low, *first_high; /* of the factor alone */
  double *total, *total_low, *total_high; /* and with all it interacts with */
} NqpSobol;

NqpSobol *nqp_sobol_new (const NqpSobolProblem *problem, const NqpWork *work, double from, GError **error);
void nqp_sobol_free (NqpSobol *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpSobol, nqp_sobol_free)

G_END_DECLS
