/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-uncertainty-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-draws-private.h"
#include "nqp-stats-error.h"
#include "nqp-work.h"

#define MAX_KEPT_BYTES (64 << 20) /* of ranks */
#define CHUNK_CELLS 4096          /* ranks that a task makes: some milliseconds of work */
#define MAX_ALL_PAIRS 300         /* regions of which a table of all pairs is of use */
#define SHARE_PREPARED 0.1        /* of the progress */

typedef struct
{
  const NqpDraws *draws;
  NqpDrawHand **hands; /* [worker] */
  guint64 seed;
  int n_regions;
  int first, n, chunk; /* the draws that are made now */
  guint16 *ranks;      /* [draw - first] x n_regions */
} Batch;

static void
make_ranks (gsize task, int worker, gpointer data)
{
  Batch *batch = data;
  const int from = (int)task * batch->chunk, to = MIN (from + batch->chunk, batch->n);

  for (int d = from; d < to; d++)
    {
      const int *ranks = nqp_draw_ranks_of (batch->hands[worker], batch->seed, batch->first + d);
      guint16 *out = batch->ranks + (gsize)d * (gsize)batch->n_regions;

      for (int i = 0; i < batch->n_regions; i++)
        out[i] = (guint16)ranks[i];
    }
}

void
nqp_uncertainty_count (NqpUncertainty *self, const guint16 *ranks, int n_draws)
{
  const gsize n_regions = (gsize)self->n_regions;

  for (gsize d = 0; d < (gsize)n_draws; d++)
    for (gsize i = 0; i < n_regions; i++)
      if (ranks[d * n_regions + i] > 0)
        self->counts[i * n_regions + ranks[d * n_regions + i] - 1]++;
}

static gboolean
run_draws (NqpUncertainty *self, const NqpDraws *draws, const NqpWork *work, GError **error)
{
  const gsize row = (gsize)self->n_regions * sizeof (guint16);
  const gboolean keep = row * (gsize)self->spec.draws <= MAX_KEPT_BYTES;
  const int n_rows = keep ? self->spec.draws : (int)MAX (MAX_KEPT_BYTES / row, 1);
  const int n_workers = nqp_work_n_workers (work, G_MAXINT);
  g_autofree guint16 *ranks = g_malloc (row * (gsize)n_rows);
  Batch batch = { draws,
                  g_new (NqpDrawHand *, n_workers),
                  self->spec.seed,
                  self->n_regions,
                  0,
                  0,
                  CLAMP (CHUNK_CELLS / self->n_regions, 1, 64),
                  ranks };
  gboolean good = TRUE;

  for (int i = 0; i < n_workers; i++)
    batch.hands[i] = nqp_draw_hand_new (draws);
  for (batch.first = 0; good && batch.first < self->spec.draws; batch.first += batch.n)
    {
      const double done = (double)batch.first / self->spec.draws;

      batch.n = MIN (n_rows, self->spec.draws - batch.first);
      good = nqp_work_run (
          work, (gsize)((batch.n + batch.chunk - 1) / batch.chunk), make_ranks, &batch,
          SHARE_PREPARED + (1 - SHARE_PREPARED) * done,
          SHARE_PREPARED + (1 - SHARE_PREPARED) * (done + (double)batch.n / self->spec.draws), error);
      if (good)
        nqp_uncertainty_count (self, ranks, batch.n);
    }
  for (int i = 0; i < n_workers; i++)
    nqp_draw_hand_free (batch.hands[i]);
  g_free (batch.hands);
  if (good && keep)
    self->ranks = g_steal_pointer (&ranks);
  return good;
}

/* The lowest rank that at least this part of the draws is at or below: a rank that the region had, not one between two
 * (the inverse of the distribution function; Hyndman and Fan 1996, type 1). */
static double
quantile (const guint32 *counts, int n_ranks, double share, int n)
{
  const double needed = share * n * (1 - 1e-12);
  double sum = 0;

  for (int r = 0; r < n_ranks; r++)
    {
      sum += counts[r];
      if (sum >= needed && sum > 0)
        return r + 1;
    }
  return NAN;
}

static void
describe (NqpUncertainty *self, int region)
{
  const guint32 *counts = self->counts + (gsize)region * (gsize)self->n_regions;
  double sum = 0, top = 0;
  int n = 0;

  for (int r = 0; r < self->n_regions; r++)
    {
      n += (int)counts[r];
      sum += (double)counts[r] * (r + 1);
      top += r < self->spec.top ? counts[r] : 0;
    }
  self->n_ranked[region] = n;
  self->mean[region] = n > 0 ? sum / n : NAN;
  self->p_top[region] = n > 0 ? top / n : NAN;
  self->p05[region] = quantile (counts, self->n_regions, 0.05, n);
  self->median[region] = quantile (counts, self->n_regions, 0.5, n);
  self->p95[region] = quantile (counts, self->n_regions, 0.95, n);
}

void
nqp_uncertainty_describe (NqpUncertainty *self)
{
  for (int i = 0; i < self->n_regions; i++)
    describe (self, i);
  nqp_uncertainty_find_near (self);
}

NqpUncertainty *
nqp_uncertainty_alloc (const NqpScores *scores, const NqpUncertaintySpec *spec, const char *method,
                       const char *fingerprint, const char *refused)
{
  NqpUncertainty *self = g_new0 (NqpUncertainty, 1);
  const gsize n = (gsize)scores->n_regions;

  g_atomic_ref_count_init (&self->ref_count);
  self->spec = *spec;
  self->line = nqp_uncertainty_spec_to_string (spec, scores);
  self->method = g_strdup (method);
  self->fingerprint = g_strdup (fingerprint);
  self->refused = g_strdup (refused);
  self->n_regions = scores->n_regions;
  self->regions = g_new0 (char *, n + 1);
  self->nominal = g_new0 (int, n);
  self->n_ranked = g_new0 (int, n);
  self->median = g_new (double, n);
  self->p05 = g_new (double, n);
  self->p95 = g_new (double, n);
  self->mean = g_new (double, n);
  self->p_top = g_new (double, n);
  self->counts = g_new0 (guint32, n * n);
  self->p_near = g_new (double, n);
  for (int i = 0; i < self->n_regions; i++)
    self->regions[i] = g_strdup (scores->panel->places[i].code);
  return self;
}

static NqpUncertainty *
new_for (const NqpScores *scores, const NqpUncertaintySpec *spec, const NqpDraws *draws)
{
  g_autofree char *method = nqp_method_to_string (&scores->method);
  g_autofree char *fingerprint = nqp_scores_fingerprint (scores);
  NqpUncertainty *self = nqp_uncertainty_alloc (scores, spec, method, fingerprint, nqp_draws_refused (draws));

  for (int f = 0; f < NQP_N_FACTORS; f++)
    self->n_choices[f] = nqp_draws_n_choices (draws, (NqpFactor)f);
  for (int i = 0; i < self->n_regions; i++)
    self->nominal[i] = nqp_scores_rank (scores, spec->measure, spec->year, i);
  return self;
}

/**
 * nqp_uncertainty_new:
 * @scores: of a pipeline: the ranking that is in question. Assumed values of a what-if count only in its nominal ranks
 * @work: (nullable): threads, progress, cancellation
 *
 * Ranks of one measure in one year over many draws of the method, as in Saisana, Saltelli and Tarantola (2005) and OECD/JRC
 * (2008), step 7. Each part that is varied takes each of its alternatives with the same probability, of those that go with
 * the others drawn before it: missing treatment, scheme, normalisation, mean. One indicator or none is left out, each with the
 * same probability; its siblings take over its weight in proportion. Then the weights move: within each parent every weight is
 * multiplied by a number uniform in 1 - spread..1 + spread, or replaced by a draw uniform over the simplex, and all are
 * rescaled to the sum they had. Weights that the user locked stay, where the weights are the user's.
 *
 * The result depends on @scores, @spec and nothing else: neither on threads nor on the order in which draws are made.
 *
 * Returns: (transfer full): %NULL with %NQP_STATS_ERROR or %G_IO_ERROR_CANCELLED
 */
NqpUncertainty *
nqp_uncertainty_new (const NqpScores *scores, const NqpUncertaintySpec *spec, const NqpWork *work,
                     GError **error)
{
  g_autoptr (NqpDraws) draws = nqp_draws_new (scores, spec, work, SHARE_PREPARED, error);
  g_autoptr (NqpUncertainty) self = NULL;

  if (draws == NULL)
    return NULL;
  self = new_for (scores, spec, draws);
  if (!run_draws (self, draws, work, error))
    return NULL;
  nqp_uncertainty_describe (self);
  return g_steal_pointer (&self);
}

NqpUncertainty *
nqp_uncertainty_ref (NqpUncertainty *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_uncertainty_unref (NqpUncertainty *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->line);
  g_free (self->method);
  g_free (self->fingerprint);
  g_free (self->refused);
  g_strfreev (self->regions);
  g_free (self->nominal);
  g_free (self->n_ranked);
  g_free (self->median);
  g_free (self->p05);
  g_free (self->p95);
  g_free (self->mean);
  g_free (self->p_top);
  g_free (self->counts);
  g_free (self->ranks);
  g_free (self->p_near);
  g_free (self);
}

gboolean
nqp_uncertainty_is_stale (const NqpUncertainty *self, const NqpScores *scores)
{
  g_autofree char *fingerprint = nqp_scores_fingerprint (scores);

  return strcmp (fingerprint, self->fingerprint) != 0;
}

/* Twice how often @region is ahead of each other one, ties once; and in how many draws both have a rank. */
static void
count_ahead (const NqpUncertainty *self, int region, guint32 *ahead, guint32 *both)
{
  const int n = self->n_regions;

  memset (ahead, 0, (gsize)n * sizeof *ahead);
  memset (both, 0, (gsize)n * sizeof *both);
  for (int d = 0; d < self->spec.draws; d++)
    {
      const guint16 *ranks = self->ranks + (gsize)d * (gsize)n;
      const guint16 rank = ranks[region];

      for (int k = 0; k < n && rank > 0; k++)
        {
          const guint32 there = ranks[k] > 0;

          both[k] += there;
          ahead[k] += there * ((guint32)(rank < ranks[k]) + (guint32)(rank <= ranks[k]));
        }
    }
}

/**
 * nqp_uncertainty_dominance:
 *
 * Returns: in which part of the draws @region is ahead of @other, of those in which both have a rank; ties count half, so that
 *   both ways sum to 1. NaN if there are no such draws, or the ranks are not kept
 */
double
nqp_uncertainty_dominance (const NqpUncertainty *self, int region, int other)
{
  guint64 ahead = 0, both = 0;

  g_return_val_if_fail (region >= 0 && region < self->n_regions, NAN);
  g_return_val_if_fail (other >= 0 && other < self->n_regions, NAN);

  for (int d = 0; d < self->spec.draws && self->ranks != NULL; d++)
    {
      const guint16 *ranks = self->ranks + (gsize)d * (gsize)self->n_regions;

      if (ranks[region] == 0 || ranks[other] == 0)
        continue;
      both++;
      ahead += (guint64)(ranks[region] < ranks[other]) + (guint64)(ranks[region] <= ranks[other]);
    }
  return both > 0 ? 0.5 * (double)ahead / (double)both : NAN;
}

static int
compare_regions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const NqpUncertainty *self = user_data;
  const int i = *(const int *)a, k = *(const int *)b;

  if ((self->n_ranked[i] == 0) != (self->n_ranked[k] == 0))
    return self->n_ranked[i] == 0 ? 1 : -1;
  if (self->n_ranked[i] > 0 && self->median[i] != self->median[k])
    return self->median[i] < self->median[k] ? -1 : 1;
  if (self->n_ranked[i] > 0 && self->mean[i] != self->mean[k])
    return self->mean[i] < self->mean[k] ? -1 : 1;
  return strcmp (self->regions[i], self->regions[k]);
}

/**
 * nqp_uncertainty_order:
 * @out: (out): n_regions positions
 */
void
nqp_uncertainty_order (const NqpUncertainty *self, int *out)
{
  for (int i = 0; i < self->n_regions; i++)
    out[i] = i;
  g_qsort_with_data (out, self->n_regions, sizeof *out, compare_regions, (gpointer)self);
}

/**
 * nqp_uncertainty_table:
 * @regions: (array length=n_regions) (nullable): positions; all regions if @n_regions is 0
 *
 * Returns: (transfer full): columns region, median, p05, p95, mean, p_top_k, p_near, firmness
 */
NqpTable *
nqp_uncertainty_table (const NqpUncertainty *self, const int *regions, int n_regions)
{
  NqpTable *table = nqp_table_new ();
  const int n = n_regions > 0 ? n_regions : self->n_regions;

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "median", _ ("Median rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "p05", _ ("Rank, 5 %"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "p95", _ ("Rank, 95 %"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "mean", _ ("Mean rank"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "p_top_k", _ ("Probability of the top"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "p_near", _ ("Probability of a rank near by"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "firmness", _ ("Firmness"), NULL, NQP_COLUMN_TEXT, 0);
  for (int k = 0; k < n; k++)
    {
      const int i = n_regions > 0 ? regions[k] : k;

      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, self->regions[i]);
      nqp_table_set_number (table, 1, self->median[i]);
      nqp_table_set_number (table, 2, self->p05[i]);
      nqp_table_set_number (table, 3, self->p95[i]);
      nqp_table_set_number (table, 4, self->mean[i]);
      nqp_table_set_number (table, 5, self->p_top[i]);
      nqp_table_set_number (table, 6, self->p_near[i]);
      nqp_table_set_text (table, 7, nqp_firmness_id (nqp_uncertainty_firmness (self, i)));
    }
  return table;
}

/**
 * nqp_uncertainty_dominance_table:
 * @regions: (array length=n_regions) (nullable): positions; if @n_regions is 0 all regions, or, where these are too many for
 *   all pairs, each with the one that follows in the order of nqp_uncertainty_order()
 *
 * Returns: (transfer full): columns region, other, probability
 */
NqpTable *
nqp_uncertainty_dominance_table (const NqpUncertainty *self, const int *regions, int n_regions)
{
  NqpTable *table = nqp_table_new ();
  const int n = n_regions > 0 ? n_regions : self->n_regions;
  const gboolean only_next = n_regions == 0 && n > MAX_ALL_PAIRS;
  g_autofree guint32 *ahead = g_new (guint32, self->n_regions);
  g_autofree guint32 *both = g_new (guint32, self->n_regions);
  g_autofree int *order = g_new (int, self->n_regions);

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "other", _ ("Other region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "probability", _ ("Probability of being ahead"), NULL, NQP_COLUMN_REAL, 3);
  nqp_uncertainty_order (self, order);
  for (int k = 0; k < n; k++)
    {
      const int i = n_regions > 0 ? regions[k] : only_next ? order[k] : k;

      if (only_next && k + 1 < n)
        {
          nqp_table_add_row (table);
          nqp_table_set_text (table, 0, self->regions[i]);
          nqp_table_set_text (table, 1, self->regions[order[k + 1]]);
          nqp_table_set_number (table, 2, nqp_uncertainty_dominance (self, i, order[k + 1]));
        }
      if (only_next)
        continue;
      if (self->ranks != NULL)
        count_ahead (self, i, ahead, both);
      for (int o = 0; o < self->n_regions; o++)
        {
          if (o == i)
            continue;
          nqp_table_add_row (table);
          nqp_table_set_text (table, 0, self->regions[i]);
          nqp_table_set_text (table, 1, self->regions[o]);
          nqp_table_set_number (table, 2,
                                self->ranks != NULL && both[o] > 0 ? 0.5 * ahead[o] / both[o] : NAN);
        }
    }
  return table;
}
