/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sensitivity.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "nqp-draws-private.h"
#include "nqp-work.h"

#define MAX_ALL_REGIONS 300 /* of more, only those that are asked for */
#define SHARE_PREPARED 0.1  /* of the progress */

typedef struct
{
  const NqpSensitivity *self;
  NqpDrawHand **hands; /* [worker] */
  int n_regions;
  int *nominal; /* [region] */
} Call;

/* Mean of |rank - nominal rank| over the regions that have both: Saisana, Saltelli and Tarantola (2005), equation 2. */
static double
mean_shift (const Call *call, const int *ranks)
{
  gint64 sum = 0;
  int n = 0;

  for (int i = 0; i < call->n_regions; i++)
    if (ranks[i] > 0 && call->nominal[i] > 0)
      {
        sum += abs (ranks[i] - call->nominal[i]);
        n++;
      }
  return n > 0 ? (double)sum / n : NAN;
}

static void
call_draw (const double *u, int worker, double *out, gpointer data)
{
  const Call *call = data;
  const int *ranks = nqp_draw_ranks (call->hands[worker], u);

  for (int k = 0; k < call->self->n_targets; k++)
    {
      const int region = call->self->regions[k];

      if (region < 0)
        out[k] = mean_shift (call, ranks);
      else
        out[k] = ranks[region] > 0 ? (double)ranks[region] : NAN;
    }
}

static NqpSensitivity *
new_empty (const NqpScores *scores, const NqpUncertaintySpec *spec, const int *regions, int n_regions)
{
  NqpSensitivity *self = g_new0 (NqpSensitivity, 1);
  const int n_all = scores->n_regions <= MAX_ALL_REGIONS ? scores->n_regions : 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->spec = *spec;
  self->line = nqp_uncertainty_spec_to_string (spec, scores);
  self->method = nqp_method_to_string (&scores->method);
  self->fingerprint = nqp_scores_fingerprint (scores);
  self->n_targets = 1 + (n_regions > 0 ? n_regions : n_all);
  self->targets = g_new0 (char *, self->n_targets + 1);
  self->regions = g_new (int, self->n_targets);
  self->targets[0] = g_strdup ("mean_shift");
  self->regions[0] = -1;
  for (int k = 1; k < self->n_targets; k++)
    {
      self->regions[k] = n_regions > 0 ? regions[k - 1] : k - 1;
      self->targets[k] = g_strdup (scores->panel->places[self->regions[k]].code);
    }
  for (int f = 0; f < NQP_N_FACTORS; f++)
    if ((spec->vary & NQP_VARY (f)) != 0)
      self->factors[self->n_factors++] = (NqpFactor)f;
  return self;
}

static gboolean
run (NqpSensitivity *self, const NqpScores *scores, const NqpDraws *draws, const NqpWork *work,
     GError **error)
{
  const int n_columns = nqp_draws_n_columns (draws), n_workers = nqp_work_n_workers (work, G_MAXINT);
  g_autofree int *factor = g_new0 (int, n_columns + 1);
  g_autofree int *nominal = g_new (int, scores->n_regions);
  Call call = { self, g_new (NqpDrawHand *, n_workers), scores->n_regions, nominal };
  NqpSobolProblem problem = { n_columns,        factor,          self->n_factors, self->n_targets,
                              self->spec.draws, self->spec.seed, call_draw,       &call };

  for (int c = 0; c < n_columns; c++)
    while (self->factors[factor[c]] != nqp_draws_factor (draws, c))
      factor[c]++;
  for (int i = 0; i < scores->n_regions; i++)
    nominal[i] = nqp_scores_rank (scores, self->spec.measure, self->spec.year, i);
  for (int i = 0; i < n_workers; i++)
    call.hands[i] = nqp_draw_hand_new (draws);
  self->shares = nqp_sobol_new (&problem, work, SHARE_PREPARED, error);
  for (int i = 0; i < n_workers; i++)
    nqp_draw_hand_free (call.hands[i]);
  g_free (call.hands);
  return self->shares != NULL;
}

/**
 * nqp_sensitivity_new:
 * @scores: of a pipeline: the ranking that is in question
 * @spec: what is varied, as in nqp_uncertainty_new(); its draws are the rows of the design, each of which is (factors + 2)
 *   rankings
 * @regions: (array length=n_regions) (nullable): positions; if @n_regions is 0 all, or none where these are more than 300
 * @work: (nullable): threads, progress, cancellation
 *
 * First-order and total effects (Saisana, Saltelli and Tarantola 2005) of each varied factor on the mean rank shift and on the
 * rank of each region. All weights together are one factor.
 *
 * Returns: (transfer full): %NULL with %NQP_STATS_ERROR or %G_IO_ERROR_CANCELLED
 */
NqpSensitivity *
nqp_sensitivity_new (const NqpScores *scores, const NqpUncertaintySpec *spec, const int *regions,
                     int n_regions, const NqpWork *work, GError **error)
{
  g_autoptr (NqpDraws) draws = nqp_draws_new (scores, spec, work, SHARE_PREPARED, error);
  g_autoptr (NqpSensitivity) self = NULL;

  if (draws == NULL)
    return NULL;
  self = new_empty (scores, spec, regions, n_regions);
  for (int f = 0; f < NQP_N_FACTORS; f++)
    self->n_choices[f] = nqp_draws_n_choices (draws, (NqpFactor)f);
  if (!run (self, scores, draws, work, error))
    return NULL;
  return g_steal_pointer (&self);
}

NqpSensitivity *
nqp_sensitivity_ref (NqpSensitivity *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
nqp_sensitivity_unref (NqpSensitivity *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->line);
  g_free (self->method);
  g_free (self->fingerprint);
  g_strfreev (self->targets);
  g_free (self->regions);
  g_clear_pointer (&self->shares, nqp_sobol_free);
  g_free (self);
}

/**
 * nqp_sensitivity_table:
 *
 * Returns: (transfer full): columns target, factor, first, first_low, first_high, total, total_low, total_high; missing where a
 *   rank never changes
 */
NqpTable *
nqp_sensitivity_table (const NqpSensitivity *self)
{
  NqpTable *table = nqp_table_new ();
  const NqpSobol *shares = self->shares;

  nqp_table_add_column (table, "target", _ ("Target"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "factor", _ ("Factor"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "first", _ ("First-order effect"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "first_low", _ ("First-order effect, 2.5 %"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "first_high", _ ("First-order effect, 97.5 %"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "total", _ ("Total effect"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "total_low", _ ("Total effect, 2.5 %"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "total_high", _ ("Total effect, 97.5 %"), NULL, NQP_COLUMN_REAL, 3);
  for (int k = 0; k < self->n_targets; k++)
    for (int f = 0; f < self->n_factors; f++)
      {
        const int at = k * self->n_factors + f;

        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, self->targets[k]);
        nqp_table_set_text (table, 1, nqp_factors[self->factors[f]].id);
        nqp_table_set_number (table, 2, shares->first[at]);
        nqp_table_set_number (table, 3, shares->first_low[at]);
        nqp_table_set_number (table, 4, shares->first_high[at]);
        nqp_table_set_number (table, 5, shares->total[at]);
        nqp_table_set_number (table, 6, shares->total_low[at]);
        nqp_table_set_number (table, 7, shares->total_high[at]);
      }
  return table;
}
