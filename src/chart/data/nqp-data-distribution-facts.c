/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-axis.h"
#include "nqp-classes.h"
#include "nqp-data-private.h"
#include "nqp-moments.h"
#include "nqp-sort.h"

/* How values lie: numbers alone. */

#define MOST_BINS 40
#define MOST_EDGES 64

void
nqp_data_spread_init (NqpDataSpread *self, double *values, int n)
{
  double sum = 0, squares = 0, reach;

  *self = (NqpDataSpread){ .n = n, .mean = NAN, .sd = NAN };
  nqp_moments (values, (gsize)n, &self->skewness, &self->kurtosis);
  nqp_sort_values (values, n);
  self->min = n > 0 ? values[0] : NAN;
  self->max = n > 0 ? values[n - 1] : NAN;
  self->q1 = nqp_quantile (values, n, 0.25);
  self->median = nqp_quantile (values, n, 0.5);
  self->q3 = nqp_quantile (values, n, 0.75);
  self->low = self->high = NAN;
  if (n == 0)
    return;
  for (int i = 0; i < n; i++)
    sum += values[i];
  self->mean = CLAMP (sum / n, self->min, self->max);
  for (int i = 0; i < n; i++)
    squares += (values[i] - self->mean) * (values[i] - self->mean);
  self->sd = n > 1 ? sqrt (squares / (n - 1)) : NAN;
  reach = 1.5 * (self->q3 - self->q1);
  self->low = self->q1;
  self->high = self->q3;
  for (int i = 0; i < n; i++)
    {
      if (values[i] >= self->q1 - reach)
        self->low = MIN (self->low, values[i]);
      if (values[i] <= self->q3 + reach)
        self->high = MAX (self->high, values[i]);
    }
}

int
nqp_data_bins (const double *sorted, int n, double *out)
{
  const double width = n > 0 ? sorted[n - 1] - sorted[0] : 0;
  const double spread = nqp_quantile (sorted, n, 0.75) - nqp_quantile (sorted, n, 0.25);
  NqpScale scale;
  double wanted;
  int n_edges;

  if (!(width > 0))
    return 0;
  /* where half of the values are the same the quartiles say nothing: Sturges (1926) */
  wanted = spread > 0 ? width / (2 * spread / cbrt (n)) : log2 (n) + 1;
  wanted = CLAMP (ceil (wanted), MIN (n, 5), MOST_BINS);
  for (int k = (int)wanted;; k--)
    {
      scale = (NqpScale){ sorted[0], sorted[n - 1], 0, 1 };
      nqp_scale_nice (&scale, k);
      n_edges = nqp_ticks (scale.d0, scale.d1, k, out, MOST_EDGES, NULL);
      if (k == 1 || (n_edges - 1 <= MOST_BINS && n_edges > 1))
        break;
    }
  if (n_edges < 2 || out[0] > sorted[0] || out[n_edges - 1] < sorted[n - 1])
    { /* at the ends of what a double holds */
      out[0] = sorted[0];
      out[1] = sorted[n - 1];
      n_edges = 2;
    }
  return n_edges - 1;
}

int
nqp_data_bin_of (const double *edges, int n_bins, double value)
{
  int low = 0, high = n_bins;

  if (n_bins == 0 || !(value >= edges[0] && value <= edges[n_bins]))
    return -1;
  while (high - low > 1)
    {
      const int middle = (low + high) / 2;

      if (value >= edges[middle])
        low = middle;
      else
        high = middle;
    }
  return low;
}

static int
by_distance (const void *a, const void *b)
{
  const NqpDataOutlier *x = a, *y = b;

  if (x->beyond != y->beyond)
    return x->beyond > y->beyond ? -1 : 1;
  return x->region != y->region ? x->region - y->region : x->year - y->year;
}

static void
find_outliers (NqpDataDistribution *self, const NqpView *view)
{
  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      {
        const double value = nqp_view_value (view, t, i);
        const NqpDataOutlier outlier = { i, t, value, MAX (value - self->all.high, self->all.low - value) };

        if (isfinite (value) && outlier.beyond > 0)
          g_array_append_val (self->outliers, outlier);
      }
  nqp_sort (self->outliers->data, self->outliers->len, sizeof (NqpDataOutlier), by_distance);
}

/* What the values count as, if the method treats those of the measure. */
static void
find_treated (NqpDataDistribution *self, const NqpView *view, double *scratch)
{
  const NqpScores *scores = view->scores;
  const int j = scores->tree->nodes[view->measure].indicator;
  int n = 0;

  self->treated_skewness = self->treated_kurtosis = NAN;
  if (j < 0)
    return;
  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i++)
      {
        const double value = nqp_scores_treated (scores, j, t, i);

        if (isfinite (value))
          scratch[n++] = value;
        self->is_treated = self->is_treated || nqp_scores_is_treated (scores, view->measure, t, i);
      }
  nqp_moments (scratch, (gsize)n, &self->treated_skewness, &self->treated_kurtosis);
}

void
nqp_data_distribution_init (NqpDataDistribution *self, const NqpView *view)
{
  const NqpScores *scores = view->scores;
  const gsize n_cells = (gsize)scores->n_years * (gsize)scores->n_regions;
  g_autofree double *values = g_new (double, MAX (n_cells, 1)), *scratch = g_new (double, MAX (n_cells, 1));
  int n = 0, n_now = 0;

  *self = (NqpDataDistribution){ .edges = g_new0 (double, MOST_EDGES),
                                 .counts = g_new0 (int, MOST_EDGES),
                                 .counts_now = g_new0 (int, MOST_EDGES),
                                 .outliers = g_array_new (FALSE, FALSE, sizeof (NqpDataOutlier)) };
  for (int t = 0; t < scores->n_years; t++)
    for (int i = 0; i < scores->n_regions; i++)
      {
        const double value = nqp_view_value (view, t, i);

        if (!isfinite (value))
          continue;
        values[n++] = value;
        if (t == view->year)
          scratch[n_now++] = value;
        if (nqp_parts_is_leaf (view, view->measure)
            && nqp_parts_leaf_state (view, view->measure, t, i) == NQP_CELL_IMPUTED)
          self->n_imputed++;
      }
  nqp_data_spread_init (&self->all, values, n);
  nqp_data_spread_init (&self->now, scratch, n_now);
  self->n_bins = nqp_data_bins (values, n, self->edges);
  for (int k = 0; k < n && self->n_bins > 0; k++)
    self->counts[MAX (nqp_data_bin_of (self->edges, self->n_bins, values[k]), 0)]++;
  for (int k = 0; k < n_now && self->n_bins > 0; k++)
    self->counts_now[MAX (nqp_data_bin_of (self->edges, self->n_bins, scratch[k]), 0)]++;
  find_outliers (self, view);
  find_treated (self, view, scratch);
}

void
nqp_data_distribution_clear (NqpDataDistribution *self)
{
  g_clear_pointer (&self->edges, g_free);
  g_clear_pointer (&self->counts, g_free);
  g_clear_pointer (&self->counts_now, g_free);
  g_clear_pointer (&self->outliers, g_array_unref);
}
