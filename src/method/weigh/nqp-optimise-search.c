/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-optimise.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_multiroots.h>
#include <math.h>
#include <string.h>

/* What no weights come near: deviations of shares cannot be greater. */
#define HOPELESS 4

/* How the simplex goes about it where weights are tried fast, and where each takes a while but the start is near. Step and size
 * are of logarithms of weights. */
typedef struct
{
  double precision; /* sum of squared deviations at which it ends */
  double step, size;
  int max_steps; /* a dimension and start */
  int max_starts;
  int max_root_steps;
} Pace;

static const Pace fine = { 1e-14, 0.5, 1e-7, 200, 4, 30 }, coarse = { 1e-9, 0.1, 1e-3, 12, 1, 8 };

typedef struct
{
  int n;
  const double *targets;
  NqpImportanceFunc importance;
  gpointer data;
  const Pace *pace;
  double *weights, *reached; /* of the last evaluation */
} Problem;

/* Weights from n - 1 free numbers, the last being 0: all weights above 0, sum 1 (softmax). */
static void
to_weights (const gsl_vector *x, int n, double *weights)
{
  double top = 0, sum = 0;

  for (int k = 0; k < n - 1; k++)
    top = MAX (top, gsl_vector_get (x, (gsize)k));
  for (int k = 0; k < n; k++)
    sum += weights[k] = exp ((k < n - 1 ? gsl_vector_get (x, (gsize)k) : 0) - top);
  for (int k = 0; k < n; k++)
    weights[k] /= sum;
}

static double
evaluate (Problem *problem)
{
  double sum = 0;

  if (!problem->importance (problem->data, problem->n, problem->weights, problem->reached))
    return HOPELESS;
  for (int k = 0; k < problem->n; k++)
    {
      double off = problem->reached[k] - problem->targets[k];

      sum += off * off;
    }
  return sum;
}

static double
function (const gsl_vector *x, void *params)
{
  Problem *problem = params;

  to_weights (x, problem->n, problem->weights);
  return evaluate (problem);
}

static int
deviations (const gsl_vector *x, void *params, gsl_vector *out)
{
  Problem *problem = params;

  if (function (x, problem) >= HOPELESS)
    return GSL_EBADFUNC;
  for (int k = 0; k < problem->n - 1; k++)
    gsl_vector_set (out, (gsize)k, problem->reached[k] - problem->targets[k]);
  return GSL_SUCCESS;
}

/* Where all deviations are 0 there are as many equations as free numbers: Powell's hybrid method finds such a place in a few
 * steps, or soon that it finds none. */
static double
solve (Problem *problem, gsl_vector *x)
{
  const gsize m = (gsize)problem->n - 1;
  gsl_multiroot_function f = { deviations, m, problem };
  gsl_multiroot_fsolver *s = gsl_multiroot_fsolver_alloc (gsl_multiroot_fsolver_hybrids, m);
  double best = function (x, problem);

  if (best > problem->pace->precision && gsl_multiroot_fsolver_set (s, &f, x) == GSL_SUCCESS)
    for (int i = 0; i < problem->pace->max_root_steps && best > problem->pace->precision; i++)
      {
        const gboolean failed = gsl_multiroot_fsolver_iterate (s) != GSL_SUCCESS;
        const double off = function (gsl_multiroot_fsolver_root (s), problem);

        if (off < best)
          {
            best = off;
            gsl_vector_memcpy (x, gsl_multiroot_fsolver_root (s));
          }
        if (failed)
          break;
      }
  gsl_multiroot_fsolver_free (s);
  return best;
}

/* Goes on from @x; a simplex that has shrunk is spread again where it stands, as long as that helps. */
static double
search (Problem *problem, gsl_vector *x)
{
  const gsize m = (gsize)problem->n - 1;
  gsl_multimin_function f = { function, m, problem };
  gsl_multimin_fminimizer *s = gsl_multimin_fminimizer_alloc (gsl_multimin_fminimizer_nmsimplex2, m);
  gsl_vector *step = gsl_vector_alloc (m);
  const Pace *pace = problem->pace;
  double best = solve (problem, x);

  for (int start = 0; start < pace->max_starts && best > pace->precision; start++)
    {
      double before = best;

      gsl_vector_set_all (step, pace->step);
      gsl_multimin_fminimizer_set (s, &f, x, step);
      for (int i = 0; i < pace->max_steps * (int)m; i++)
        if (gsl_multimin_fminimizer_iterate (s) != GSL_SUCCESS || s->fval <= pace->precision
            || gsl_multimin_fminimizer_size (s) <= pace->size)
          break;
      if (s->fval < best)
        {
          best = s->fval;
          gsl_vector_memcpy (x, s->x);
        }
      if (best > 0.99 * before)
        break;
    }
  gsl_vector_free (step);
  gsl_multimin_fminimizer_free (s);
  return best;
}

/**
 * nqp_optimise_weights:
 * @n: at least 1
 * @targets: [n]: shares, sum 1
 * @start: (nullable): [n]: a guess, all above 0
 * @dear: an evaluation takes long, and @start is near: not many are made
 * @weights: (out): [n]: above 0, sum 1
 * @reached: (out): [n]: the importance they give
 *
 * Minimises the sum of squared deviations of the importance from @targets over the simplex, from @start and from equal weights:
 * where all can be 0 with Powell's hybrid method (gsl hybrids), else with that of Nelder and Mead (gsl nmsimplex2). Becker,
 * Saisana, Paruolo and Vandecasteele (2017).
 *
 * Returns: the sum that is left
 */
double
nqp_optimise_weights (int n, const double *targets, NqpImportanceFunc importance, gpointer data,
                      const double *start, gboolean dear, double *weights, double *reached)
{
  Problem problem = { n, targets, importance, data, dear ? &coarse : &fine, weights, reached };
  gsl_vector *x, *from_start = NULL;
  double best;

  if (n == 1)
    {
      weights[0] = 1;
      return evaluate (&problem);
    }
  gsl_set_error_handler_off (); /* a search that gets nowhere is no reason to end the program */
  x = gsl_vector_calloc ((gsize)n - 1);
  if (start != NULL)
    {
      from_start = gsl_vector_alloc ((gsize)n - 1);
      for (int k = 0; k < n - 1; k++)
        gsl_vector_set (from_start, (gsize)k, log (start[k] / start[n - 1]));
      best = search (&problem, from_start);
      if (dear || best <= problem.pace->precision || search (&problem, x) >= best)
        gsl_vector_memcpy (x, from_start);
      gsl_vector_free (from_start);
    }
  else
    search (&problem, x);
  best = function (x, &problem);
  gsl_vector_free (x);
  return best;
}
