/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <math.h>

#include "nqp-box-cox-private.h"
#include "nqp-numerics-private.h"

#define LARGEST_LAMBDA 5.0

enum
{
  MAX_STEPS = 200
};

typedef struct
{
  const double *u; /* logarithms about their mean */
  gsize n;
  double *y, *slope; /* scratch */
} Likelihood;

/* (exp (lambda u) - 1) / lambda, which is u at 0 */
static inline double
transform (double lambda, double u)
{
  return lambda == 0 ? u : expm1 (lambda * u) / lambda;
}

/* The derivative of transform() by lambda; by its series near 0, where the difference of its terms is lost. */
static inline double
transform_slope (double lambda, double u)
{
  const double a = lambda * u;

  if (fabs (a) < 1e-3)
    return u * u * (0.5 + a * (1.0 / 3 + a * (1.0 / 8 + a * (1.0 / 30 + a * (1.0 / 144)))));
  return (a * exp (a) - expm1 (a)) / (lambda * lambda);
}

/* Minus the profile log-likelihood but for constants: with logarithms about their mean the Jacobian is 1, and what is left is
 * the variance of the transformed values (Box and Cox 1964, section 3). */
static double
minus_likelihood (double lambda, void *data)
{
  Likelihood *l = data;
  double sd;

  for (gsize c = 0; c < l->n; c++)
    l->y[c] = transform (lambda, l->u[c]);
  sd = nqp_sd (l->y, l->n, nqp_mean (l->y, l->n));
  return log (sd);
}

/* Its derivative, but for a positive factor: the covariance of the transformed values with their slopes. */
static double
minus_likelihood_slope (double lambda, void *data)
{
  Likelihood *l = data;
  double mean;

  for (gsize c = 0; c < l->n; c++)
    {
      l->y[c] = transform (lambda, l->u[c]);
      l->slope[c] = transform_slope (lambda, l->u[c]);
    }
  mean = nqp_mean (l->y, l->n);
  for (gsize c = 0; c < l->n; c++)
    l->y[c] = (l->y[c] - mean) * l->slope[c];
  return nqp_sum (l->y, l->n) / (double)l->n;
}

/* A minimum is flat: searched by its height it is known to half the digits. The root of the slope gives the others. */
static double
polish (Likelihood *l, double lambda)
{
  const double reach = 1e-3;
  gsl_function slope = { minus_likelihood_slope, l };
  gsl_root_fsolver *solver;
  double low = lambda - reach, high = lambda + reach;

  if (!(minus_likelihood_slope (low, l) < 0 && minus_likelihood_slope (high, l) > 0))
    return lambda;
  solver = gsl_root_fsolver_alloc (gsl_root_fsolver_brent);
  if (gsl_root_fsolver_set (solver, &slope, low, high) == GSL_SUCCESS)
    for (int step = 0; step < MAX_STEPS && high - low > 1e-14; step++)
      {
        if (gsl_root_fsolver_iterate (solver) != GSL_SUCCESS)
          break;
        lambda = gsl_root_fsolver_root (solver);
        low = gsl_root_fsolver_x_lower (solver);
        high = gsl_root_fsolver_x_upper (solver);
        if (minus_likelihood_slope (lambda, l) == 0)
          break;
      }
  gsl_root_fsolver_free (solver);
  return lambda;
}

/**
 * nqp_box_cox_lambda:
 * @u: natural logarithms of the values less their mean
 * @n: at least 2, not all equal
 *
 * The exponent at which the transformed values are likeliest to be normal (Box and Cox 1964): Brent's minimiser of GSL from
 * the best of a grid on [-5, 5], then the root of the derivative.
 */
double
nqp_box_cox_lambda (const double *u, gsize n)
{
  const int n_grid = 40;
  g_autofree double *scratch = g_new (double, 2 * n + 1);
  Likelihood l = { u, n, scratch, scratch + n };
  gsl_function f = { minus_likelihood, &l };
  gsl_min_fminimizer *minimiser;
  double best = 0, least = INFINITY;
  double left, right;
  const double step = 2 * LARGEST_LAMBDA / n_grid;

  for (int k = 0; k <= n_grid; k++)
    {
      double lambda = -LARGEST_LAMBDA + step * k;
      double height = minus_likelihood (lambda, &l);

      if (height < least)
        {
          least = height;
          best = lambda;
        }
    }
  left = minus_likelihood (best - step, &l);
  right = minus_likelihood (best + step, &l);
  /* likeliest at an end of the range: that end. What GSL would call an error is not given to it. */
  if (!(fabs (best) < LARGEST_LAMBDA - 0.5 * step) || !(left > least && isfinite (left))
      || !(right > least && isfinite (right)))
    return best;
  minimiser = gsl_min_fminimizer_alloc (gsl_min_fminimizer_brent);
  if (gsl_min_fminimizer_set_with_values (minimiser, &f, best, least, best - step, left, best + step, right)
      == GSL_SUCCESS)
    for (int k = 0; k < MAX_STEPS; k++)
      {
        if (gsl_min_fminimizer_iterate (minimiser) != GSL_SUCCESS)
          break;
        best = gsl_min_fminimizer_x_minimum (minimiser);
        if (gsl_min_fminimizer_x_upper (minimiser) - gsl_min_fminimizer_x_lower (minimiser) < 1e-5)
          break;
      }
  gsl_min_fminimizer_free (minimiser);
  return polish (&l, best);
}

double
nqp_box_cox (double lambda, double u)
{
  return transform (lambda, u);
}
