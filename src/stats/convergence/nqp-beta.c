/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-beta.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "nqp-stats-private.h"

gboolean
nqp_line_fit (const double *x, const double *y, int n, NqpLine *out)
{
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0, rest = 0, variance;

  for (int i = 0; i < n; i++)
    {
      mean_x += x[i] / n;
      mean_y += y[i] / n;
    }
  for (int i = 0; i < n; i++)
    {
      xx += (x[i] - mean_x) * (x[i] - mean_x);
      xy += (x[i] - mean_x) * (y[i] - mean_y);
      yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
  if (n < 2 || !(xx > 1e-24 * (1 + mean_x * mean_x)))
    return FALSE;
  out->n = n;
  out->slope = xy / xx;
  out->intercept = mean_y - out->slope * mean_x;
  for (int i = 0; i < n; i++)
    {
      const double e = y[i] - out->intercept - out->slope * x[i];

      rest += e * e;
    }
  variance = n > 2 ? rest / (n - 2) : NAN;
  out->se_slope = sqrt (variance / xx);
  out->se_intercept = sqrt (variance * (1.0 / n + mean_x * mean_x / xx));
  out->r2 = yy > 0 ? 1 - rest / yy : NAN;
  return TRUE;
}

static void
add_term (NqpTable *table, const char *term, double estimate, double se, int n)
{
  const double t = estimate / se;

  nqp_table_add_row (table);
  nqp_table_set_text (table, 0, term);
  nqp_table_set_number (table, 1, estimate);
  nqp_table_set_number (table, 2, se);
  nqp_table_set_number (table, 3, isfinite (t) ? t : NAN);
  nqp_table_set_number (table, 4, isfinite (t) ? 2 * gsl_cdf_tdist_Q (fabs (t), n - 2) : NAN);
}

/* Speed and half-life, where the slope has one. */
static void
note_speed (const NqpStatRequest *request, const NqpLine *line, int years)
{
  const double inside = 1 + line->slope * years, speed = inside > 0 ? -log (inside) / years : NAN;

  if (isnan (line->r2))
    {
      nqp_stats_note (request, _ ("%d regions over %d years: all grow at the same rate, wherever they began"),
                      line->n, years);
      return;
    }
  nqp_stats_note (request, _ ("%d regions over %d years, R² %.4f"), line->n, years, line->r2);
  if (speed > 0)
    nqp_stats_note (request, _ ("speed of convergence %.4f a year, half-life %.1f years"), speed,
                    log (2) / speed);
  else if (isnan (speed))
    nqp_stats_note (request, _ ("the slope is below -1 over the number of years: no speed follows from it"));
  else
    nqp_stats_note (request, _ ("regions that are behind do not catch up: there is no half-life"));
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const NqpScores *scores = request->scores;
  const int last = scores->n_years - 1;
  const int years = last > 0 ? scores->panel->years[last] - scores->panel->years[0] : 0;
  g_autofree double *x = g_new (double, scores->n_regions + 1), *y = g_new (double, scores->n_regions + 1);
  NqpTable *table;
  NqpLine line;
  int n = 0, n_low = 0;

  if (years == 0)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
                   _ ("growth needs scores of two years and more; the project has one"));
      return NULL;
    }
  for (int i = 0; i < scores->n_regions; i++)
    {
      const double begin = nqp_scores_get (scores, request->measure, 0, i);
      const double end = nqp_scores_get (scores, request->measure, last, i);

      if (isnan (begin) || isnan (end))
        continue;
      if (begin <= 0 || end <= 0)
        {
          n_low++;
          continue;
        }
      x[n] = log (begin);
      y[n++] = log (end / begin) / years;
    }
  if (n_low > 0)
    nqp_stats_note (request,
                    ngettext ("%d region with a score of 0 or less has no growth rate and is left out",
                              "%d regions with scores of 0 or less have no growth rate and are left out",
                              (gulong)n_low),
                    n_low);
  if (!nqp_line_fit (x, y, n, &line) || n < 3)
    {
      g_set_error (
          error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
          _ ("convergence is told of three and more regions with different scores above 0 in the first "
             "and in the last year; '%s' has %d with scores in both"),
          scores->tree->nodes[request->measure].id, n);
      return NULL;
    }
  table = nqp_table_new ();
  nqp_table_add_column (table, "term", _ ("Term"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "estimate", _ ("Estimate"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "se", _ ("Standard error"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "t", _ ("t"), NULL, NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "p", _ ("p"), NULL, NQP_COLUMN_REAL_FULL, 4);
  add_term (table, "intercept", line.intercept, line.se_intercept, n);
  add_term (table, "ln_initial", line.slope, line.se_slope, n);
  note_speed (request, &line, years);
  return table;
}

const NqpStatistic nqp_statistic_beta = {
  .name = "beta",
  .summary = N_ ("beta convergence: whether regions that are behind grow faster"),
  .columns = "term,estimate,se,t,p",
  .takes = NQP_STAT_MEASURE,
  .run = run,
};
