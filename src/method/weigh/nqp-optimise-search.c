/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-optimise.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_multiroots.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What no weights come near: deviations of shares cannot be greater. */
#define HOPELESS 4
#define NO_WEIGHT 1e-12

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

static const Pace fine = { 1e-14, 0.5, 1e-7, 200, 4, 30 }, coarse = { 1e-9, 0.1, 1e-3, 12, 1, 8 },
                  look = { 1e-14, 0.5, 1e-5, 60, 1, 30 };

/* Where no weights reach the targets there may be several places that are lowest around themselves. So many more points are looked
 * at, and the search begins anew at the lowest of them; it is the lowest of all, as far as one can tell, where enough searches meet. */
#define MAX_POINTS 256
#define MAX_SEARCHES 8
#define MEETING 3
#define SAME 1e-6

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

static void
to_vector (const double *weights, int n, gsl_vector *x)
{
  for (int k = 0; k < n - 1; k++)
    gsl_vector_set (x, (gsize)k, log (weights[k] / weights[n - 1]));
}

/* Weights that are not all alike, the same ones at each call: much on one part, on two parts, then points of a sequence that fills
 * the simplex evenly (Kronecker's, with the roots of primes). */
static void
scatter (int point, int n, double *weights)
{
  static const int primes[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53 };
  const int n_pairs = n * (n - 1) / 2;
  double sum = 0;

  for (int k = 0; k < n; k++)
    weights[k] = 0.1 / n;
  if (point < n)
    weights[point] += 0.9;
  else if (point < n + n_pairs)
    {
      int pair = point - n, a = 0;

      while (pair >= n - 1 - a)
        pair -= n - 1 - a++;
      weights[a] += 0.45;
      weights[a + 1 + pair] += 0.45;
    }
  else
    for (int k = 0; k < n; k++)
      {
        const double root
            = sqrt (primes[k % (int)G_N_ELEMENTS (primes)]) * (1 + k / (int)G_N_ELEMENTS (primes));
        const double u = (point + 1) * root - floor ((point + 1) * root);

        weights[k] = -log (MAX (u, 1e-6)); /* exponential: evenly over the simplex */
      }
  for (int k = 0; k < n; k++)
    sum += weights[k];
  for (int k = 0; k < n; k++)
    weights[k] /= sum;
}

typedef struct
{
  double off;
  int point;
} Start;

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Start *left = a, *right = b;

  if (left->off != right->off)
    return left->off < right->off ? -1 : 1;
  return left->point - right->point;
}

/* Looks elsewhere than around @x, which gets what is found. Returns whether enough searches ended there. */
static gboolean
look_around (Problem *problem, gsl_vector *x, double *best)
{
  const int n = problem->n;
  const int n_points = MIN (n + n * (n - 1) / 2 + 32 * n, MAX_POINTS);
  g_autofree Start *starts = g_new (Start, n_points);
  g_autofree double *from = g_new (double, n);
  double ends[MAX_SEARCHES + 1] = { *best };
  gsl_vector *at = gsl_vector_alloc ((gsize)n - 1);
  int n_ends = 1, n_meeting = 0;

  for (int i = 0; i < n_points; i++)
    {
      scatter (i, n, problem->weights);
      starts[i] = (Start){ evaluate (problem), i };
    }
  qsort (starts, (gsize)n_points, sizeof *starts, compare_starts);
  problem->pace = &look;
  for (int i = 0; i < MIN (n_points, MAX_SEARCHES) && *best > problem->pace->precision; i++)
    {
      scatter (starts[i].point, n, from);
      to_vector (from, n, at);
      ends[n_ends] = search (problem, at);
      if (ends[n_ends] < *best)
        {
          *best = ends[n_ends];
          gsl_vector_memcpy (x, at);
        }
      n_ends++;
    }
  problem->pace = &fine;
  *best = search (problem, x);
  for (int i = 0; i < n_ends; i++)
    n_meeting += ends[i] <= *best + SAME;
  gsl_vector_free (at);
  return n_meeting >= MEETING;
}

/* A search that goes for a corner of the simplex never gets there: what is as good as nothing is nothing. */
static double
drop_traces (Problem *problem, double off)
{
  gboolean any = FALSE;
  double sum = 0;

  for (int k = 0; k < problem->n; k++)
    {
      if (problem->weights[k] < NO_WEIGHT && problem->weights[k] > 0)
        {
          problem->weights[k] = 0;
          any = TRUE;
        }
      sum += problem->weights[k];
    }
  for (int k = 0; k < problem->n && any; k++)
    problem->weights[k] /= sum;
  return any ? evaluate (problem) : off;
}

/**
 * nqp_optimise_weights:
 * @n: at least 1
 * @targets: [n]: shares, sum 1
 * @start: (nullable): [n]: a guess, all above 0
 * @dear: an evaluation takes long, and @start is near: not many are made
 * @weights: (out): [n]: at least 0, sum 1; none between 0 and 1e-12
 * @reached: (out): [n]: the importance they give
 * @nearest: (out): no weights come nearer to @targets, as far as one can tell: searches from several places ended here
 *
 * Minimises the sum of squared deviations of the importance from @targets over the simplex, from @start and from equal weights:
 * where all can be 0 with Powell's hybrid method (gsl hybrids), else with that of Nelder and Mead (gsl nmsimplex2), then from more
 * places, since there may be several valleys. Becker,
 * Saisana, Paruolo and Vandecasteele (2017).
 *
 * Returns: the sum that is left
 */
double
nqp_optimise_weights (int n, const double *targets, NqpImportanceFunc importance, gpointer data,
                      const double *start, gboolean dear, double *weights, double *reached, gboolean *nearest)
{
  Problem problem = { n, targets, importance, data, dear ? &coarse : &fine, weights, reached };
  gsl_vector *x, *from_start = NULL;
  double best;

  *nearest = TRUE;
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
      to_vector (start, n, from_start);
      best = search (&problem, from_start);
      if (dear || best <= problem.pace->precision || search (&problem, x) >= best)
        gsl_vector_memcpy (x, from_start);
      gsl_vector_free (from_start);
    }
  else
    search (&problem, x);
  best = function (x, &problem);
  if (best > problem.pace->precision)
    *nearest = !dear && look_around (&problem, x, &best);
  best = function (x, &problem);
  gsl_vector_free (x);
  return drop_traces (&problem, best);
}
