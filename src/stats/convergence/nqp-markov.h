/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Moves from one of @k classes to another in a year. */
int nqp_markov_class (double value, const double *cuts, int n_cuts); /* the number of cuts below it */
void nqp_markov_cuts (double *values, int n, int k, double *out_cuts); /* k - 1 quantiles of type 7; sorts the values */
void nqp_markov_probabilities (const double *counts, int k, double *out); /* [from * k + to]; NaN in a row without moves */
/* Where the chain ends up; FALSE if that depends on where it begins, or if a class has no moves. */
gboolean nqp_markov_ergodic (const double *probabilities, int k, double *out);

/* Whether moves depend on the regime: @counts [regime][from][to] against all regimes together. */
typedef struct
{
  double lr, q, p_lr, p_q;
  int df;
} NqpMarkovTest;

void nqp_markov_test (const double *counts, int n_regimes, int k, NqpMarkovTest *out);

G_END_DECLS
