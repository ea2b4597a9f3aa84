/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-density.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-stats-private.h"

/**
 * nqp_density_bandwidth:
 * @sorted: ascending
 *
 * Silverman's rule (1986): 0.9 min (sd, IQR / 1.34) n^(-1/5), with the sample deviation and quantiles of type 7; the deviation
 * alone if half of the numbers are equal.
 */
double
nqp_density_bandwidth (const double *sorted, int n)
{
  double mean = 0, squares = 0, range, spread;

  if (n < 2 || sorted[0] == sorted[n - 1])
    return 0;
  for (int i = 0; i < n; i++)
    mean += sorted[i] / n;
  for (int i = 0; i < n; i++)
    squares += (sorted[i] - mean) * (sorted[i] - mean);
  spread = sqrt (squares / (n - 1));
  range = nqp_stats_quantile (sorted, n, 0.75) - nqp_stats_quantile (sorted, n, 0.25);
  if (range > 0)
    spread = MIN (spread, range / 1.34);
  return 0.9 * spread * pow (n, -0.2);
}

/**
 * nqp_density:
 * @x: @n_points places
 * @out: (out): the Gaussian kernel density there, by the direct sum
 */
void
nqp_density (const double *y, int n, double bandwidth, const double *x, int n_points, double *out)
{
  for (int k = 0; k < n_points; k++)
    {
      double sum = 0;

      for (int i = 0; i < n; i++)
        {
          const double u = (x[k] - y[i]) / bandwidth;

          sum += exp (-0.5 * u * u);
        }
      out[k] = sum / (n * bandwidth * sqrt (2 * G_PI));
    }
}

typedef struct
{
  int year, n;
  double bandwidth;
  double *y; /* sorted */
} Sample;

static void
sample_clear (gpointer data)
{
  g_free (((Sample *)data)->y);
}

static gboolean
read_sample (const NqpStatRequest *request, int year, Sample *out, GError **error)
{
  const NqpScores *scores = request->scores;

  out->year = scores->panel->years[year];
  out->y = g_new (double, MAX (scores->n_regions, 1));
  out->n = nqp_stats_read_year (request, year, NULL, out->y);
  nqp_stats_sort (out->y, out->n);
  out->bandwidth = nqp_density_bandwidth (out->y, out->n);
  if (out->n == 0 || out->bandwidth > 0)
    return TRUE;
  if (out->n == 1)
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                 _ ("%d: one region alone has a score; a density needs two and more"), out->year);
  else
    g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                 _ ("%d: the scores of all %d regions are equal, which gives no density; choose other years "
                    "with --year"),
                 out->year, out->n);
  return FALSE;
}

static void
add_curves (NqpTable *table, const GArray *samples)
{
  double x[NQP_DENSITY_POINTS], density[NQP_DENSITY_POINTS];
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);

      low = MIN (low, sample->y[0] - 3 * sample->bandwidth);
      high = MAX (high, sample->y[sample->n - 1] + 3 * sample->bandwidth);
    }
  for (int k = 0; k < NQP_DENSITY_POINTS; k++)
    x[k] = low + (high - low) * k / (NQP_DENSITY_POINTS - 1);
  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);

      nqp_density (sample->y, sample->n, sample->bandwidth, x, NQP_DENSITY_POINTS, density);
      for (int k = 0; k < NQP_DENSITY_POINTS; k++)
        {
          nqp_table_add_row (table);
          nqp_table_set_number (table, 0, sample->year);
          nqp_table_set_number (table, 1, x[k]);
          nqp_table_set_number (table, 2, density[k]);
        }
    }
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpTable) table = nqp_table_new ();
  g_autoptr (GArray) samples = g_array_new (FALSE, TRUE, sizeof (Sample));
  int first, last;

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "x", _ ("Score"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "density", _ ("Density"), NULL, NQP_COLUMN_REAL_FULL, 4);
  g_array_set_clear_func (samples, sample_clear);
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    {
      Sample sample;
      const gboolean fine = read_sample (request, t, &sample, error);

      if (fine && sample.n > 0)
        g_array_append_val (samples, sample);
      else
        sample_clear (&sample);
      if (!fine)
        return NULL;
    }
  add_curves (table, samples);
  return g_steal_pointer (&table);
}

const NqpStatistic nqp_statistic_density = {
  .name = "density",
  .summary = N_ ("kernel densities of the scores by year, on one scale"),
  .columns = "year,x,density",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
