/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NQP_JUDGEMENTS_ERROR (nqp_judgements_error_quark ())
GQuark nqp_judgements_error_quark (void);

typedef enum
{
  NQP_JUDGEMENTS_ERROR_VALUE,      /* a cell that is not above 0, not a number, or not 1 on the diagonal */
  NQP_JUDGEMENTS_ERROR_RECIPROCAL, /* a_kl and a_lk contradict each other */
  NQP_JUDGEMENTS_ERROR_ID,         /* a parent or child that is not there, or there twice */
} NqpJudgementsError;

#define NQP_JUDGEMENTS_MAX_PARTS 1000 /* of one parent: nobody compares more by pairs, and the matrix grows with the square */

/**
 * NqpJudgementMatrix:
 *
 * Pairwise comparisons of the children of one parent: a[k * n + l] says how many times as important child k is as
 * child l. Reciprocal: a_kl > 0, a_kk = 1, a_kl a_lk = 1 within 1e-9. Saaty's scale has 1/9 to 9; any real above 0 is
 * allowed.
 */
typedef struct
{
  char *parent;    /* node id */
  int n;
  char **children; /* [n]: node ids, in the tree's order when made */
  double *a;       /* [n * n] */
} NqpJudgementMatrix;

/**
 * NqpJudgements:
 *
 * A matrix for each parent that has one. Immutable, reference-counted (atomic).
 */
typedef struct
{
  int ref_count;
  int n_matrices;
  NqpJudgementMatrix *matrices;
} NqpJudgements;

NqpJudgements *nqp_judgements_new (int n_matrices, const NqpJudgementMatrix *matrices, GError **error);
NqpJudgements *nqp_judgements_ref (NqpJudgements *self);
void nqp_judgements_unref (NqpJudgements *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpJudgements, nqp_judgements_unref)

/* @self may be NULL: then nothing has been judged. */
const NqpJudgementMatrix *nqp_judgements_find (const NqpJudgements *self, const char *parent); /* NULL if none */
double nqp_judgements_get (const NqpJudgements *self, const char *parent, const char *a, const char *b); /* NaN if none */
gboolean nqp_judgements_equal (const NqpJudgements *a, const NqpJudgements *b);

/* Each returns a changed copy. */
NqpJudgements *nqp_judgements_with (const NqpJudgements *self, const char *parent, const char *a, const char *b, double value,
                                    GError **error);
NqpJudgements *nqp_judgements_with_matrix (const NqpJudgements *self, const NqpJudgementMatrix *matrix, GError **error);
NqpJudgements *nqp_judgements_without (const NqpJudgements *self, const char *parent);

void nqp_judgements_print_csv (const NqpJudgements *self, GString *out); /* "parent,a,b,value", the upper halves */

G_END_DECLS
