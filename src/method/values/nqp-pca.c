/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-pca.h"

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/* An eigenvalue of 1 stays one of 1 whatever the rounding. */
#define ABOVE_ONE (1 + 1e-12)
#define VARIMAX_PRECISION 1e-14
#define VARIMAX_STEPS 10000

/* An eigenvector has no sign of its own: the one with positive loadings in sum is taken. */
static void
orient (int n, int n_factors, double *loadings)
{
  for (int f = 0; f < n_factors; f++)
    {
      double sum = 0;

      for (int j = 0; j < n; j++)
        sum += loadings[j * n_factors + f];
      for (int j = 0; j < n && sum < 0; j++)
        loadings[j * n_factors + f] = -loadings[j * n_factors + f];
    }
}

static double
explained_by (int n, int n_factors, const double *loadings, int f)
{
  double sum = 0;

  for (int j = 0; j < n; j++)
    sum += loadings[j * n_factors + f] * loadings[j * n_factors + f];
  return sum;
}

/* The factor that explains most first. */
static void
order (int n, int n_factors, double *loadings)
{
  for (int f = 0; f < n_factors; f++)
    {
      int most = f;

      for (int g = f + 1; g < n_factors; g++)
        if (explained_by (n, n_factors, loadings, g) > explained_by (n, n_factors, loadings, most))
          most = g;
      for (int j = 0; j < n && most != f; j++)
        {
          double swap = loadings[j * n_factors + f];

          loadings[j * n_factors + f] = loadings[j * n_factors + most];
          loadings[j * n_factors + most] = swap;
        }
    }
}

/* One step: @turn becomes the rotation U V' of the singular values of the gradient. Returns the largest change. */
static double
turn_once (const gsl_matrix *x, gsl_matrix *turn, gsl_matrix *z, gsl_matrix *b, gsl_matrix *v, gsl_vector *s)
{
  const gsize p = x->size1, m = x->size2;
  double change = 0;

  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1, x, turn, 0, z);
  for (gsize f = 0; f < m; f++)
    {
      double squares = 0;

      for (gsize j = 0; j < p; j++)
        squares += gsl_matrix_get (z, j, f) * gsl_matrix_get (z, j, f);
      for (gsize j = 0; j < p; j++)
        {
          double value = gsl_matrix_get (z, j, f);

          gsl_matrix_set (z, j, f, value * value * value - value * squares / (double)p);
        }
    }
  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1, x, z, 0, b);
  gsl_linalg_SV_decomp_jacobi (b, v, s);
  for (gsize f = 0; f < m; f++)
    for (gsize g = 0; g < m; g++)
      {
        double sum = 0;

        for (gsize k = 0; k < m; k++)
          sum += gsl_matrix_get (b, f, k) * gsl_matrix_get (v, g, k);
        change = MAX (change, fabs (sum - gsl_matrix_get (turn, f, g)));
        gsl_matrix_set (turn, f, g, sum);
      }
  return change;
}

/**
 * nqp_varimax:
 * @loadings: [n * n_factors]: rotated in place
 *
 * Varimax (Kaiser 1958) with Kaiser's normalisation, by the algorithm of R's stats::varimax with normalize = TRUE. That
 * stops when the criterion grows by less than 1e-5 of itself; here the iteration goes on until the rotation stands still to
 * 1e-14, so that R's result is this one when varimax() is applied until nothing moves.
 */
void
nqp_varimax (int n, int n_factors, double *loadings)
{
  g_autofree double *length = NULL;
  gsl_matrix *x, *turn, *z, *b, *v;
  gsl_vector *s;

  if (n_factors < 2)
    return;
  length = g_new (double, n);
  x = gsl_matrix_alloc ((gsize)n, (gsize)n_factors);
  z = gsl_matrix_alloc ((gsize)n, (gsize)n_factors);
  turn = gsl_matrix_alloc ((gsize)n_factors, (gsize)n_factors);
  b = gsl_matrix_alloc ((gsize)n_factors, (gsize)n_factors);
  v = gsl_matrix_alloc ((gsize)n_factors, (gsize)n_factors);
  s = gsl_vector_alloc ((gsize)n_factors);
  for (int j = 0; j < n; j++)
    {
      double squares = 0;

      for (int f = 0; f < n_factors; f++)
        squares += loadings[j * n_factors + f] * loadings[j * n_factors + f];
      /* an indicator that no factor explains points nowhere and turns nothing */
      length[j] = squares > 0 ? sqrt (squares) : 1;
      for (int f = 0; f < n_factors; f++)
        gsl_matrix_set (x, (gsize)j, (gsize)f, loadings[j * n_factors + f] / length[j]);
    }
  gsl_matrix_set_identity (turn);
  for (int step = 0; step < VARIMAX_STEPS; step++)
    if (turn_once (x, turn, z, b, v, s) <= VARIMAX_PRECISION)
      break;
  gsl_blas_dgemm (CblasNoTrans, CblasNoTrans, 1, x, turn, 0, z);
  for (int j = 0; j < n; j++)
    for (int f = 0; f < n_factors; f++)
      loadings[j * n_factors + f] = length[j] * gsl_matrix_get (z, (gsize)j, (gsize)f);
  gsl_matrix_free (x);
  gsl_matrix_free (z);
  gsl_matrix_free (turn);
  gsl_matrix_free (b);
  gsl_matrix_free (v);
  gsl_vector_free (s);
}

static void
solve_eigen (NqpPca *self)
{
  const gsize n = (gsize)self->n;
  gsl_matrix *r = gsl_matrix_alloc (n, n);
  gsl_matrix *vectors = gsl_matrix_alloc (n, n);
  gsl_vector *values = gsl_vector_alloc (n);
  gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc (n);

  memcpy (r->data, self->r, n * n * sizeof (double));
  gsl_eigen_symmv (r, values, vectors, work);
  gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_DESC);
  self->n_factors = 0;
  for (gsize f = 0; f < n; f++)
    {
      self->eigenvalues[f] = gsl_vector_get (values, f);
      self->shares[f] = self->eigenvalues[f] / (double)n;
      self->n_factors += self->eigenvalues[f] > ABOVE_ONE;
    }
  self->n_factors = MAX (self->n_factors, 1);
  self->loadings = g_new (double, n *(gsize)self->n_factors);
  for (gsize j = 0; j < n; j++)
    for (gsize f = 0; f < (gsize)self->n_factors; f++)
      self->loadings[j * (gsize)self->n_factors + f]
          = gsl_matrix_get (vectors, j, f) * sqrt (self->eigenvalues[f]);
  gsl_eigen_symmv_free (work);
  gsl_vector_free (values);
  gsl_matrix_free (vectors);
  gsl_matrix_free (r);
}

/**
 * nqp_pca_solve:
 * @n: at least 1
 * @r: [n * n]: symmetric, 1 on the diagonal; copied
 *
 * Components with an eigenvalue above 1 (Kaiser), at least one; loadings turned by varimax. Weights (OECD/JRC Handbook 2008,
 * 6.1): w_j = sum over factors f of (l_jf^2 / sum_j l_jf^2) (v_f / sum v) with l the rotated loadings and v_f = sum_j l_jf^2
 * the variance the factor explains: squared loadings within a factor, weighted by the factor's share of what is explained. As
 * every indicator counts on every factor (the Handbook's variant takes each on the one it loads highest on), this is the
 * indicator's share of all communalities.
 *
 * Correlations over pairs of cells need not be positive semidefinite: then the last eigenvalues are below 0. They take no part
 * in loadings or weights; the sum of all is n in any case.
 */
void
nqp_pca_solve (NqpPca *self, int n, const double *r)
{
  double total = 0;

  g_return_if_fail (n >= 1);
  *self = (NqpPca){
    .n = n,
    .r = g_memdup2 (r, (gsize)n * (gsize)n * sizeof (double)),
    .eigenvalues = g_new (double, n),
    .shares = g_new (double, n),
    .weights = g_new0 (double, n),
  };
  solve_eigen (self);
  orient (n, self->n_factors, self->loadings);
  self->rotated = g_memdup2 (self->loadings, (gsize)n * (gsize)self->n_factors * sizeof (double));
  nqp_varimax (n, self->n_factors, self->rotated);
  order (n, self->n_factors, self->rotated);
  orient (n, self->n_factors, self->rotated);
  self->explained = g_new (double, self->n_factors);
  for (int f = 0; f < self->n_factors; f++)
    total += self->explained[f] = explained_by (n, self->n_factors, self->rotated, f);
  for (int j = 0; j < n; j++)
    for (int f = 0; f < self->n_factors; f++)
      {
        double l = self->rotated[j * self->n_factors + f];

        if (self->explained[f] > 0)
          self->weights[j] += (l * l / self->explained[f]) * (self->explained[f] / total);
      }
}

void
nqp_pca_clear (NqpPca *self)
{
  g_clear_pointer (&self->leaves, g_free);
  g_clear_pointer (&self->r, g_free);
  g_clear_pointer (&self->eigenvalues, g_free);
  g_clear_pointer (&self->shares, g_free);
  g_clear_pointer (&self->loadings, g_free);
  g_clear_pointer (&self->rotated, g_free);
  g_clear_pointer (&self->explained, g_free);
  g_clear_pointer (&self->weights, g_free);
}

/**
 * nqp_pca_doubt:
 * @n_cells: regions and years with a value
 *
 * The rules of thumb of the OECD/JRC Handbook (2008), 5.1: more observations than indicators, better three for each.
 */
char *
nqp_pca_doubt (int n_indicators, gsize n_cells)
{
  if (n_cells <= (gsize)n_indicators)
    return g_strdup_printf (
        /* Translators: %d: numbers of observations and of indicators */
        _ ("Principal components are made from %d observations of %d indicators: with no more observations "
           "than "
           "indicators, the weights say little"),
        (int)n_cells, n_indicators);
  if (n_cells < 3 * (gsize)n_indicators)
    return g_strdup_printf (_ ("Principal components are made from %d observations of %d indicators: fewer "
                               "than three for each, the "
                               "weights may change with every new year"),
                            (int)n_cells, n_indicators);
  return NULL;
}
