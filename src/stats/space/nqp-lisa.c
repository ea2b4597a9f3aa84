/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-space-test.h"
#include "nqp-stats-private.h"

#define ALPHA 0.05 /* a cluster is one up to this p */

/**
 * nqp_lisa:
 * @out_z: (out): n numbers: y less the mean over the deviation, which is divided by n
 * @out_lag: (out): n numbers: of z
 * @out_i: (out): n numbers
 *
 * Local Moran's I (Anselin 1995): I_i = z_i sum_j w_ij z_j; not to be asked of equal numbers.
 */
void
nqp_lisa (const NqpSpaceSample *sample, double *out_z, double *out_lag, double *out_i)
{
  double mean = 0, squares = 0;

  for (int i = 0; i < sample->n; i++)
    mean += sample->y[i] / sample->n;
  for (int i = 0; i < sample->n; i++)
    squares += (sample->y[i] - mean) * (sample->y[i] - mean) / sample->n;
  for (int i = 0; i < sample->n; i++)
    out_z[i] = (sample->y[i] - mean) / sqrt (squares);
  for (int i = 0; i < sample->n; i++)
    {
      out_lag[i] = nqp_space_lag (sample, out_z, i);
      out_i[i] = out_z[i] * out_lag[i];
    }
}

static const char *
quadrant (double z, double lag)
{
  return z > 0 ? (lag > 0 ? "HH" : "HL") : lag > 0 ? "LH" : "LL";
}

typedef struct
{
  double *z, *lag, *i, *p;
} Found;

static void
found_clear (Found *self)
{
  g_free (self->z);
  g_free (self->lag);
  g_free (self->i);
  g_free (self->p);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
add_rows (const NqpSpaceYear *at, const NqpSpaceSample *sample, const Found *found)
{
  for (int i = 0; i < sample->n; i++)
    {
      const char *where = quadrant (found->z[i], found->lag[i]);

      if (!nqp_space_is_asked (at->request, sample->region[i]))
        continue;
      nqp_space_begin_row (at);
      nqp_table_set_text (at->table, 1, at->request->scores->panel->places[sample->region[i]].code);
      nqp_table_set_number (at->table, 2, found->i[i]);
      nqp_table_set_number (at->table, 3, found->z[i]);
      nqp_table_set_number (at->table, 4, found->p[i]);
      nqp_table_set_text (at->table, 5, where);
      nqp_table_set_text (at->table, 6, found->p[i] <= ALPHA ? where : "ns");
    }
}

static gboolean
add_year (const NqpSpaceYear *at, const NqpSpaceSample *sample, GError **error)
{
  const NqpStatRequest *request = at->request;
  g_auto (Found) found = { 0 };

  if (nqp_space_is_constant (sample))
    {
      nqp_space_note_constant (request, at->year);
      return TRUE;
    }
  found.z = g_new (double, sample->n);
  found.lag = g_new (double, sample->n);
  found.i = g_new (double, sample->n);
  found.p = g_new (double, sample->n);
  nqp_lisa (sample, found.z, found.lag, found.i);
  if (!nqp_lisa_permute (sample, found.z, found.lag, nqp_space_permutations (request),
                         nqp_space_seed (request, at->year), &request->work, at->from, at->to, found.p,
                         error))
    return FALSE;
  add_rows (at, sample, &found);
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  NqpTable *table = nqp_table_new ();

  nqp_stats_add_year (table);
  nqp_stats_add_region (table);
  nqp_table_add_column (table, "i", _ ("Local Moran's I"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "z", _ ("Standardised value"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "p", _ ("p of permutations"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "quadrant", _ ("Quadrant"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "cluster", _ ("Cluster"), NULL, NQP_COLUMN_TEXT, 0);
  return nqp_space_run (request, table, NQP_SPACE_ROWS, add_year, error);
}

const NqpStatistic nqp_statistic_lisa = {
  .name = "lisa",
  .summary = N_ ("local Moran's I of each region: clusters and outliers"),
  .columns = "year,region,i,z,p,quadrant,cluster",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS | NQP_STAT_NEIGHBOURS | NQP_STAT_PERMUTATIONS
           | NQP_STAT_SEED | NQP_STAT_THREADS,
  .run = run,
};
