/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sobol.h"

#include <glib/gi18n.h>
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-stats-error.h"
#include "nqp-stats-private.h"
#include "nqp-stream.h"
#include "nqp-work.h"

#define N_BOOTSTRAP 500
#define MAX_DIMENSIONS 40     /* of GSL's Sobol sequence */
#define MAX_BYTES (512 << 20) /* of outputs */
#define SHARE_CALLED 0.8      /* of the progress */
#define BOOTSTRAP_STREAM (1ull << 62)
#define SHIFT_STREAM (1ull << 63)

typedef struct
{
  const NqpSobolProblem *problem;
  int n_sobol;      /* columns of A, and of B, that are from the sequence */
  double *sequence; /* [row * 2 n_sobol]: those of A, then those of B */
  double *shift;    /* [2 n_sobol] */
  double **u;       /* [worker]: A, B and a mixture of them */
  double *out;      /* [worker * n_outputs] */
  double *f; /* [(slot * n_outputs + output) * n_rows + row]; slots: A, B, A with factor 0, 1, ... of B */
  guint32 **counts; /* [worker]: [row] */
  double *made;     /* [(replicate * n_outputs + output) * 2 n_factors]: first and total of each factor */
} Sobol;

static inline double *
values_of (const Sobol *self, int slot, int output)
{
  return self->f
         + ((gsize)slot * (gsize)self->problem->n_outputs + (gsize)output) * (gsize)self->problem->n_rows;
}

/* The first column of A is the first of the sequence, the first of B the one after the last of A: a column of A and the same
 * of B must not be alike. All are shifted by a random number modulo 1 (Cranley and Patterson 1976): the sequence may then
 * begin with its first point, 0, as its balance asks for (Owen 2022), and the seed has a meaning. Columns beyond those of the
 * sequence are random. */
static void
make_sequence (Sobol *self)
{
  const int n = 2 * self->n_sobol;
  const guint64 stream = nqp_stream (self->problem->seed, SHIFT_STREAM);
  gsl_qrng *sequence = n > 0 ? gsl_qrng_alloc (gsl_qrng_sobol, (unsigned int)n) : NULL;

  self->sequence = g_new0 (double, (gsize)self->problem->n_rows *(gsize)n + 1);
  self->shift = g_new (double, n + 1);
  for (int k = 0; k < n; k++)
    self->shift[k] = nqp_stream_uniform (stream, (guint64)k);
  for (gsize row = 1; n > 0 && row < (gsize)self->problem->n_rows; row++)
    gsl_qrng_get (sequence, self->sequence + row * (gsize)n);
  if (sequence != NULL)
    gsl_qrng_free (sequence);
}

static double
shifted (const Sobol *self, int row, int k)
{
  const double sum = self->sequence[(gsize)row * 2 * (gsize)self->n_sobol + (gsize)k] + self->shift[k];

  return sum < 1 ? sum : sum - 1;
}

static void
fill_row (const Sobol *self, int row, double *a, double *b)
{
  const guint64 stream = nqp_stream (self->problem->seed, (guint64)row);

  for (int c = 0; c < self->problem->n_columns; c++)
    if (c < self->n_sobol)
      {
        a[c] = shifted (self, row, c);
        b[c] = shifted (self, row, self->n_sobol + c);
      }
    else
      {
        a[c] = nqp_stream_uniform (stream, 2 * (guint64)c);
        b[c] = nqp_stream_uniform (stream, 2 * (guint64)c + 1);
      }
}

static void
call_row (gsize row, int worker, gpointer data)
{
  Sobol *self = data;
  const NqpSobolProblem *problem = self->problem;
  double *a = self->u[worker], *b = a + problem->n_columns, *mixed = b + problem->n_columns;
  double *out = self->out + (gsize)worker * (gsize)problem->n_outputs;

  fill_row (self, (int)row, a, b);
  for (int slot = 0; slot < problem->n_factors + 2; slot++)
    {
      const double *u = slot == 0 ? a : slot == 1 ? b : mixed;

      for (int c = 0; slot > 1 && c < problem->n_columns; c++)
        mixed[c] = problem->factor[c] == slot - 2 ? b[c] : a[c];
      problem->function (u, worker, out, problem->data);
      for (int o = 0; o < problem->n_outputs; o++)
        values_of (self, slot, o)[row] = out[o];
    }
}

/* Rows in which some value is missing count in nothing. */
static gboolean
row_is_whole (const Sobol *self, int output, int row)
{
  for (int slot = 0; slot < self->problem->n_factors + 2; slot++)
    if (isnan (values_of (self, slot, output)[row]))
      return FALSE;
  return TRUE;
}

/* First order: Saltelli et al. (2010), table 2 (b); total: Jansen (1999), table 2 (f) there. Values are taken from their mean,
 * which changes nothing but the variance of the estimate. @counts: how often each row counts, NULL = once. */
static void
estimate (const Sobol *self, int output, const guint32 *counts, double *first, double *total)
{
  const NqpSobolProblem *problem = self->problem;
  const double *fa = values_of (self, 0, output), *fb = values_of (self, 1, output);
  double n = 0, mean = 0, variance = 0;

  for (int r = 0; r < problem->n_rows; r++)
    {
      const double w = counts != NULL ? counts[r] : 1;

      if (isnan (fa[r]))
        continue;
      n += w;
      mean += w * (fa[r] + fb[r]);
    }
  mean /= 2 * n;
  for (int r = 0; r < problem->n_rows; r++)
    if (!isnan (fa[r]))
      variance += (counts != NULL ? counts[r] : 1)
                  * ((fa[r] - mean) * (fa[r] - mean) + (fb[r] - mean) * (fb[r] - mean));
  variance /= 2 * n;
  for (int k = 0; k < problem->n_factors; k++)
    {
      const double *mixed = values_of (self, k + 2, output);
      double together = 0, apart = 0;

      for (int r = 0; r < problem->n_rows; r++)
        {
          const double w = counts != NULL ? counts[r] : 1;
          const double difference = mixed[r] - fa[r];

          if (isnan (fa[r]))
            continue;
          together += w * (fb[r] - mean) * difference;
          apart += w * difference * difference;
        }
      /* what rounding leaves of a constant is no variance */
      first[k] = variance > 1e-20 * mean * mean ? together / n / variance : NAN;
      total[k] = variance > 1e-20 * mean * mean ? apart / (2 * n) / variance : NAN;
    }
}

/* The rows drawn anew with replacement, the same for all outputs. */
static void
bootstrap (gsize replicate, int worker, gpointer data)
{
  Sobol *self = data;
  const NqpSobolProblem *problem = self->problem;
  const guint64 stream = nqp_stream (problem->seed, BOOTSTRAP_STREAM + replicate);
  guint32 *counts = self->counts[worker];

  memset (counts, 0, (gsize)problem->n_rows * sizeof *counts);
  for (int r = 0; r < problem->n_rows; r++)
    counts[(int)(nqp_stream_uniform (stream, (guint64)r) * problem->n_rows)]++;
  for (int o = 0; o < problem->n_outputs; o++)
    {
      double *made
          = self->made + (replicate * (gsize)problem->n_outputs + (gsize)o) * 2 * (gsize)problem->n_factors;

      estimate (self, o, counts, made, made + problem->n_factors);
    }
}

static void
find_interval (const Sobol *self, int output, int which, double *low, double *high)
{
  const gsize n_made = 2 * (gsize)self->problem->n_factors;
  double values[N_BOOTSTRAP] = { 0 };
  int n = 0;

  for (gsize b = 0; b < N_BOOTSTRAP; b++)
    {
      double value
          = self->made[(b * (gsize)self->problem->n_outputs + (gsize)output) * n_made + (gsize)which];

      if (!isnan (value))
        values[n++] = value;
    }
  nqp_stats_sort (values, (int)n);
  *low = nqp_stats_quantile (values, n, 0.025);
  *high = nqp_stats_quantile (values, n, 0.975);
}

static NqpSobol *
make_result (Sobol *self)
{
  NqpSobol *result = g_new0 (NqpSobol, 1);
  const int k = self->problem->n_factors;
  const gsize n = (gsize)self->problem->n_outputs * (gsize)k + 1;

  result->n_factors = k;
  result->n_outputs = self->problem->n_outputs;
  result->first = g_new (double, n);
  result->first_low = g_new (double, n);
  result->first_high = g_new (double, n);
  result->total = g_new (double, n);
  result->total_low = g_new (double, n);
  result->total_high = g_new (double, n);
  for (int o = 0; o < result->n_outputs; o++)
    {
      estimate (self, o, NULL, result->first + o * k, result->total + o * k);
      for (int i = 0; i < k; i++)
        {
          find_interval (self, o, i, &result->first_low[o * k + i], &result->first_high[o * k + i]);
          find_interval (self, o, k + i, &result->total_low[o * k + i], &result->total_high[o * k + i]);
        }
    }
  return result;
}

static NqpSobol *
run (Sobol *self, const NqpWork *work, double from, GError **error)
{
  const NqpSobolProblem *problem = self->problem;
  const double called = from + (1 - from) * SHARE_CALLED;

  if (!nqp_work_run (work, (gsize)problem->n_rows, call_row, self, from, called, error))
    return NULL;
  for (int o = 0; o < problem->n_outputs; o++)
    for (int r = 0; r < problem->n_rows; r++)
      if (!row_is_whole (self, o, r))
        values_of (self, 0, o)[r] = NAN;
  if (!nqp_work_run (work, N_BOOTSTRAP, bootstrap, self, called, 1, error))
    return NULL;
  return make_result (self);
}

/**
 * nqp_sobol_new:
 * @work: (nullable): threads, progress, cancellation
 * @from: the progress there is before
 *
 * First-order and total shares of variance by the estimators that Saltelli et al. (2010) recommend, on a Sobol sequence of
 * N rows (best a power of 2), with percentile intervals from 500 bootstrap samples of the rows. The sequence has 40 columns;
 * with more than 20 columns the others are random, so put those first that matter most. The same for any number of threads.
 *
 * Returns: (transfer full): %NULL with %NQP_STATS_ERROR_REQUEST if the outputs are too many to keep, or
 *   %G_IO_ERROR_CANCELLED
 */
NqpSobol *
nqp_sobol_new (const NqpSobolProblem *problem, const NqpWork *work, double from, GError **error)
{
  const int n_workers = nqp_work_n_workers (work, G_MAXINT);
  const gsize n_values = (gsize)problem->n_rows * (gsize)problem->n_outputs * (gsize)(problem->n_factors + 2);
  Sobol self = { .problem = problem, .n_sobol = MIN (problem->n_columns, MAX_DIMENSIONS / 2) };
  NqpSobol *result;

  g_return_val_if_fail (problem->n_rows > 0 && problem->n_factors > 0 && problem->n_outputs > 0, NULL);

  if (n_values > MAX_BYTES / sizeof (double))
    {
      g_set_error (
          error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
          _ ("The sensitivity of %d outputs with %d draws takes too much memory; ask for fewer draws "
             "or fewer regions"),
          problem->n_outputs, problem->n_rows);
      return NULL;
    }
  make_sequence (&self);
  self.f = g_new (double, n_values);
  self.out = g_new (double, (gsize)n_workers *(gsize)problem->n_outputs);
  self.made = g_new (double, N_BOOTSTRAP *(gsize)problem->n_outputs * 2 * (gsize)problem->n_factors);
  self.u = g_new (double *, n_workers);
  self.counts = g_new (guint32 *, n_workers);
  for (int i = 0; i < n_workers; i++)
    {
      self.u[i] = g_new (double, 3 * (gsize)problem->n_columns + 1);
      self.counts[i] = g_new (guint32, problem->n_rows);
    }
  result = run (&self, work, from, error);
  for (int i = 0; i < n_workers; i++)
    {
      g_free (self.u[i]);
      g_free (self.counts[i]);
    }
  g_free (self.u);
  g_free (self.counts);
  g_free (self.sequence);
  g_free (self.shift);
  g_free (self.f);
  g_free (self.out);
  g_free (self.made);
  return result;
}

void
nqp_sobol_free (NqpSobol *self)
{
  g_free (self->first);
  g_free (self->first_low);
  g_free (self->first_high);
  g_free (self->total);
  g_free (self->total_low);
  g_free (self->total_high);
  g_free (self);
}
