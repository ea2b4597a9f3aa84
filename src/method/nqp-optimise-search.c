/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-optimise.h"

#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

#define GOOD_ENOUGH 1e-18 /* sum of squared deviations */
#define SIZE 1e-9         /* of the simplex, in logarithms of weights */
#define STEP 0.5
#define MAX_STEPS 200 /* a dimension and start */
#define MAX_STARTS 4
/* What no weights come near: deviations of shares cannot be greater. */
#define HOPELESS 4

typedef struct
{
  int n;
  const double *targets;
  NqpImportanceFunc importance;
  gpointer data;
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

/* Goes on from @x; a simplex that has shrunk is spread again where it stands, as long as that helps. */
static double
search (Problem *problem, gsl_vector *x)
{
  const gsize m = (gsize)problem->n - 1;
  gsl_multimin_function f = { function, m, problem };
  gsl_multimin_fminimizer *s = gsl_multimin_fminimizer_alloc (gsl_multimin_fminimizer_nmsimplex2, m);
  gsl_vector *step = gsl_vector_alloc (m);
  double best = function (x, problem);

  for (int start = 0; start < MAX_STARTS && best > GOOD_ENOUGH; start++)
    {
      double before = best;

      gsl_vector_set_all (step, STEP);
      gsl_multimin_fminimizer_set (s, &f, x, step);
      for (int i = 0; i < MAX_STEPS * (int)m; i++)
        if (gsl_multimin_fminimizer_iterate (s) != GSL_SUCCESS || s->fval <= GOOD_ENOUGH
            || gsl_multimin_fminimizer_size (s) <= SIZE)
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
 * @weights: (out): [n]: above 0, sum 1
 * @reached: (out): [n]: the importance they give
 *
 * Minimises the sum of squared deviations of the importance from @targets over the simplex with the method of Nelder and Mead
 * (gsl nmsimplex2), from equal weights and from @start: Becker, Saisana, Paruolo and Vandecasteele (2017).
 */
double
nqp_optimise_weights (int n, const double *targets, NqpImportanceFunc importance, gpointer data,
                      const double *start, double *weights, double *reached)
{
  Problem problem = { n, targets, importance, data, weights, reached };
  gsl_vector *x, *from_start = NULL;
  double best;

  if (n == 1)
    {
      weights[0] = 1;
      return evaluate (&problem);
    }
  x = gsl_vector_calloc ((gsize)n - 1);
  if (start != NULL)
    {
      from_start = gsl_vector_alloc ((gsize)n - 1);
      for (int k = 0; k < n - 1; k++)
        gsl_vector_set (from_start, (gsize)k, log (start[k] / start[n - 1]));
      best = search (&problem, from_start);
      if (best > GOOD_ENOUGH && search (&problem, x) >= best)
        gsl_vector_memcpy (x, from_start);
      else if (best <= GOOD_ENOUGH)
        gsl_vector_memcpy (x, from_start);
      gsl_vector_free (from_start);
    }
  else
    search (&problem, x);
  best = function (x, &problem);
  gsl_vector_free (x);
  return best;
}
