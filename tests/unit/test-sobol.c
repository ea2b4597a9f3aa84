/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-sobol.h"
#include "nqp-stats-error.h"

/* Ishigami and Homma (1990) with a = 7, b = 0.1. */
static double
ishigami (const double *u)
{
  double x[3];

  for (int k = 0; k < 3; k++)
    x[k] = G_PI * (2 * u[k] - 1);
  return sin (x[0]) + 7 * pow (sin (x[1]), 2) + 0.1 * pow (x[2], 4) * sin (x[0]);
}

/* Two outputs: the function, and itself far from zero and small, which has the same shares. */
static void
call_ishigami (const double *u, int worker, double *out, gpointer data)
{
  out[0] = ishigami (u);
  out[1] = 1000 + 0.001 * out[0];
}

static const double g_coefficients[8] = { 0, 1, 4.5, 9, 99, 99, 99, 99 };

/* The G function of Sobol as in Saltelli and Sobol (1995). */
static void
call_g (const double *u, int worker, double *out, gpointer data)
{
  out[0] = 1;
  for (int k = 0; k < 8; k++)
    out[0] *= (fabs (4 * u[k] - 2) + g_coefficients[k]) / (1 + g_coefficients[k]);
}

static NqpSobol *
run (const NqpSobolProblem *problem, int n_threads)
{
  g_autoptr (GError) error = NULL;
  NqpWork work = { .n_threads = n_threads };
  NqpSobol *sobol = nqp_sobol_new (problem, &work, 0, &error);

  g_assert_no_error (error);
  return sobol;
}

static void
assert_within (double value, double low, double high)
{
  if (!(low <= value && value <= high))
    g_error ("%g is not within %g and %g", value, low, high);
  /* an interval that says nothing would hold anything */
  g_assert_cmpfloat (high - low, <, 0.2);
}

static void
assert_all_within (const NqpSobol *sobol, const double *first, const double *total)
{
  for (int o = 0; o < sobol->n_outputs; o++)
    for (int k = 0; k < sobol->n_factors; k++)
      {
        const int at = o * sobol->n_factors + k;

        assert_within (first[k], sobol->first_low[at], sobol->first_high[at]);
        assert_within (total[k], sobol->total_low[at], sobol->total_high[at]);
        assert_within (sobol->first[at], sobol->first_low[at], sobol->first_high[at]);
        assert_within (sobol->total[at], sobol->total_low[at], sobol->total_high[at]);
      }
}

static void
test_ishigami (void)
{
  const int factor[3] = { 0, 1, 2 };
  const NqpSobolProblem problem = { 3, factor, 3, 2, 4096, 1, call_ishigami };
  g_autoptr (NqpSobol) sobol = run (&problem, 0);
  const double a = 7, b = 0.1;
  const double v1 = 0.5 * pow (1 + b * pow (G_PI, 4) / 5, 2), v2 = a * a / 8;
  const double v13 = b * b * pow (G_PI, 8) * (1.0 / 18 - 1.0 / 50);
  const double v = v1 + v2 + v13;
  const double first[3] = { v1 / v, v2 / v, 0 };
  const double total[3] = { (v1 + v13) / v, v2 / v, v13 / v };

  assert_all_within (sobol, first, total);
}

/* x1 and x3 exchanged together: all that is between them becomes theirs. */
static void
test_group (void)
{
  const int factor[3] = { 0, 1, 0 };
  const NqpSobolProblem problem = { 3, factor, 2, 2, 4096, 1, call_ishigami };
  g_autoptr (NqpSobol) sobol = run (&problem, 0);
  const double v1 = 0.5 * pow (1 + 0.1 * pow (G_PI, 4) / 5, 2), v2 = 49.0 / 8;
  const double v13 = 0.01 * pow (G_PI, 8) * (1.0 / 18 - 1.0 / 50);
  const double v = v1 + v2 + v13;
  const double shares[2] = { (v1 + v13) / v, v2 / v };

  assert_all_within (sobol, shares, shares);
}

static void
test_g (void)
{
  int factor[8];
  const NqpSobolProblem problem = { 8, factor, 8, 1, 8192, 2, call_g };
  g_autoptr (NqpSobol) sobol = NULL;
  double part[8], first[8], total[8], product = 1;

  for (int k = 0; k < 8; k++)
    {
      factor[k] = k;
      part[k] = 1 / (3 * pow (1 + g_coefficients[k], 2));
      product *= 1 + part[k];
    }
  for (int k = 0; k < 8; k++)
    {
      first[k] = part[k] / (product - 1);
      total[k] = part[k] * product / (1 + part[k]) / (product - 1);
    }
  sobol = run (&problem, 0);
  assert_all_within (sobol, first, total);
}

/* More columns than a Sobol sequence has: a sum of all, in two groups of known variance. */
static void
call_sum (const double *u, int worker, double *out, gpointer data)
{
  out[0] = 0;
  for (int c = 0; c < 60; c++)
    out[0] += (c < 45 ? 1 : 2) * u[c];
}

static void
test_many_columns (void)
{
  int factor[60];
  const NqpSobolProblem problem = { 60, factor, 2, 1, 4096, 3, call_sum };
  const double shares[2] = { 45.0 / (45 + 60), 60.0 / (45 + 60) };
  g_autoptr (NqpSobol) sobol = NULL;

  for (int c = 0; c < 60; c++)
    factor[c] = c >= 45;
  sobol = run (&problem, 0);
  assert_all_within (sobol, shares, shares);
}

static void
assert_same_bytes (const NqpSobol *a, const NqpSobol *b)
{
  const int size = (int)((gsize)a->n_outputs * (gsize)a->n_factors * sizeof (double));

  g_assert_cmpmem (a->first, size, b->first, size);
  g_assert_cmpmem (a->first_low, size, b->first_low, size);
  g_assert_cmpmem (a->first_high, size, b->first_high, size);
  g_assert_cmpmem (a->total, size, b->total, size);
  g_assert_cmpmem (a->total_low, size, b->total_low, size);
  g_assert_cmpmem (a->total_high, size, b->total_high, size);
}

static void
test_threads (void)
{
  const int factor[3] = { 0, 1, 2 };
  NqpSobolProblem problem = { 3, factor, 3, 2, 1000, 9, call_ishigami };
  g_autoptr (NqpSobol) one = run (&problem, 1);
  g_autoptr (NqpSobol) two = run (&problem, 2);
  g_autoptr (NqpSobol) eight = run (&problem, 8);
  g_autoptr (NqpSobol) other = NULL;

  assert_same_bytes (one, two);
  assert_same_bytes (one, eight);
  problem.seed = 10;
  other = run (&problem, 2);
  g_assert_cmpfloat (other->first[0], !=, one->first[0]);
}

/* One output that never varies, one that is missing half the time, one that always is. */
static void
call_partly (const double *u, int worker, double *out, gpointer data)
{
  out[0] = 0.1;
  out[1] = u[1] < 0.5 ? NAN : u[0];
  out[2] = NAN;
}

static void
test_nothing_to_share (void)
{
  const int factor[2] = { 0, 1 };
  const NqpSobolProblem problem = { 2, factor, 2, 3, 512, 1, call_partly };
  g_autoptr (NqpSobol) sobol = run (&problem, 0);

  for (int k = 0; k < 2; k++)
    {
      g_assert_true (isnan (sobol->first[k]) && isnan (sobol->total_high[k]));
      g_assert_true (isnan (sobol->first[4 + k]) && isnan (sobol->total[4 + k]));
    }
  g_assert_cmpfloat_with_epsilon (sobol->first[2], 1, 0.2);
  g_assert_cmpfloat (sobol->total[3], ==, 0);
}

static void
test_too_much (void)
{
  const int factor[1] = { 0 };
  const NqpSobolProblem problem = { 1, factor, 1, 3000, 100000, 1, call_g };
  g_autoptr (GError) error = NULL;

  g_assert_null (nqp_sobol_new (&problem, NULL, 0, &error));
  g_assert_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sobol/ishigami", test_ishigami);
  g_test_add_func ("/sobol/group", test_group);
  g_test_add_func ("/sobol/g", test_g);
  g_test_add_func ("/sobol/many-columns", test_many_columns);
  g_test_add_func ("/sobol/threads", test_threads);
  g_test_add_func ("/sobol/nothing-to-share", test_nothing_to_share);
  g_test_add_func ("/sobol/too-much", test_too_much);
  return g_test_run ();
}
