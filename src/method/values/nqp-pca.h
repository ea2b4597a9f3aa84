/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-panel.h"

G_BEGIN_DECLS

/**
 * NqpPca:
 *
 * Principal components of a correlation matrix, with what is made of them. Matrices stand row by row, one row an
 * indicator. Zero it, nqp_pca_solve() or nqp_pca_from_scores(), nqp_pca_clear().
 */
typedef struct
{
  int n;               /* indicators */
  int *leaves;         /* [n]: their nodes, NULL after nqp_pca_solve() */
  gsize n_cells;       /* the fewest cells that an indicator has a value in; 0 after nqp_pca_solve() */
  double *r;           /* [n * n]: correlations */
  double *eigenvalues; /* [n]: the greatest first; their sum is n */
  double *shares;      /* [n]: eigenvalue / n, the share of the variance that a component explains */
  int n_factors;       /* components with an eigenvalue above 1, at least one */
  double *loadings;    /* [n * n_factors]: correlation of indicator and component */
  double *rotated;     /* [n * n_factors]: after varimax, the factor that explains most first */
  double *explained;   /* [n_factors]: variance that a rotated factor explains: sum of its squared loadings */
  double *weights;     /* [n]: >= 0, sum 1 */
} NqpPca;

typedef struct _NqpScores NqpScores;

void nqp_pca_solve (NqpPca *self, int n, const double *r);
void nqp_pca_clear (NqpPca *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpPca, nqp_pca_clear)

/* Of the indicators that are on and differ from cell to cell: what the scheme "pca" sees. */
gboolean nqp_pca_from_scores (NqpPca *self, const NqpScores *scores, GError **error);

/* NULL, or translated words on what makes the result doubtful: too few observations. Owned by the caller. */
char *nqp_pca_doubt (int n_indicators, gsize n_cells);

void nqp_varimax (int n, int n_factors, double *loadings);

G_END_DECLS
