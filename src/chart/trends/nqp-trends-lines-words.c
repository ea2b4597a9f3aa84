/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-caption.h"
#include "nqp-classes.h"
#include "nqp-trends-private.h"

/* trends.lines in words and numbers. */

/* The year's mean and spread over the regions, of what is shown. */
void
nqp_trends_survey_year (const NqpView *view, int year, double *mean, double *low, double *high)
{
  g_autofree double *values = g_new (double, MAX (view->scores->n_regions, 1));
  double sum = 0;
  int n = 0;

  for (int i = 0; i < view->scores->n_regions; i++)
    {
      double v = nqp_view_value (view, year, i);

      if (isfinite (v))
        {
          values[n++] = v;
          sum += v;
        }
    }
  *mean = n > 0 ? sum / n : NAN;
  if (low == NULL)
    return;
  nqp_sort_values (values, n);
  *low = nqp_quantile (values, n, 0.1);
  *high = nqp_quantile (values, n, 0.9);
}

char *
nqp_trends_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  g_autofree char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_parts_unit (view) : g_strdup ("");
  g_autofree char *whole = g_strconcat (name, unit, NULL);
  const NqpPanel *panel = view->scores->panel;

  if (view->scores->n_years < 2)
    return g_strdup_printf (_ ("%s, %d"), whole, nqp_parts_year (view));
  /* Translators: name of a measure, first and last year */
  return g_strdup_printf (_ ("%s, %d–%d"), whole, panel->years[0], panel->years[view->scores->n_years - 1]);
}

static gboolean
any_imputed (const NqpView *view)
{
  int series[NQP_MAX_COMPARED + 1];
  int n = nqp_parts_series (view, series);

  for (int k = 0; k < n; k++)
    for (int t = 0; series[k] >= 0 && t < view->scores->n_years; t++)
      if (isfinite (nqp_view_value (view, t, series[k]))
          && nqp_scores_is_imputed (view->scores, view->measure, t, series[k]))
        return TRUE;
  return FALSE;
}

char *
nqp_trends_subtitle (const NqpView *view)
{
  GString *out = g_string_new (NULL);
  g_autofree char *method = NULL;
  gboolean leaf = nqp_parts_is_leaf (view, view->measure);

  if (!leaf && !nqp_method_is_pooled (&view->scores->method))
    g_string_append (out, _ ("Normalised within each year: scores of different years are not comparable. "));
  method = nqp_view_method_line (view);
  g_string_append (out, method);
  if (view->scores->n_regions > NQP_TRENDS_MANY)
    /* xgettext:no-c-format */
    g_string_append (out, _ ("; shaded: 80 % of the regions around the median"));
  else if (view->scores->n_regions > 1)
    g_string_append (out, _ ("; thin lines: the other regions"));
  if (any_imputed (view))
    g_string_append (out, _ ("; hollow: partly imputed or edited"));
  return g_string_free (out, FALSE);
}

/* On a page: a row a region, a column a year. */
static NqpTable *
years_table (const NqpView *view, NqpTableUse use)
{
  const NqpScores *scores = view->scores;
  NqpTable *table = nqp_parts_table_new (use);
  const int decimals = nqp_view_decimals (view);
  int first = -1, change;

  nqp_parts_table_show_region (table, view, -1);
  for (int t = 0; t < scores->n_years; t++)
    {
      g_autofree char *year = g_strdup_printf ("%d", scores->panel->years[t]);
      int column = nqp_table_add_column (table, year, NULL, nqp_view_unit (view), NQP_COLUMN_REAL, decimals);

      nqp_table_show (
          table, column,
          (NqpLook){
              .chars = 5, .descending = TRUE, .marks = TRUE, .node = view->measure + 1, .year = t + 1 });
      if (t == 0)
        first = column;
    }
  change
      = nqp_table_add_column (table, "change", _ ("Change"), nqp_view_unit (view), NQP_COLUMN_REAL, decimals);
  nqp_table_show (table, change, (NqpLook){ .chars = 6, .descending = TRUE, .node = view->measure + 1 });
  nqp_table_set_sort (table, change);
  for (int i = 0; i < scores->n_regions; i++)
    {
      double begin = NAN, end = NAN;

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      for (int t = 0; t < scores->n_years; t++)
        {
          double value = nqp_view_value (view, t, i);

          nqp_table_set_number (table, first + t, value);
          if (isnan (begin))
            begin = value;
          if (!isnan (value))
            end = value;
        }
      nqp_table_set_number (table, change, end - begin);
    }
  return table;
}

NqpTable *
nqp_trends_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table;
  g_autofree char *name = nqp_view_measure_name (view);
  int year, value, rank, note;

  if ((use & NQP_TABLE_PAGE) != 0)
    return years_table (view, use);
  table = nqp_parts_table_new (use);
  year = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  value = nqp_table_add_column (table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                nqp_view_decimals (view));
  rank = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  note = nqp_table_add_column (table, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  for (int i = -1; i < view->scores->n_regions; i++)
    for (int t = 0; t < view->scores->n_years; t++)
      {
        double v;

        nqp_table_add_row (table);
        nqp_table_set_number (table, year, view->scores->panel->years[t]);
        if (i < 0)
          {
            nqp_trends_survey_year (view, t, &v, NULL, NULL);
            nqp_table_set_text (table, 1, _ ("Mean of all regions"));
          }
        else
          {
            int place = nqp_scores_rank (view->scores, view->measure, t, i);
            g_autofree char *words = NULL;

            v = nqp_view_value (view, t, i);
            words = isfinite (v) ? nqp_parts_marks (view, view->measure, t, i)
                                 : nqp_parts_why_no_score (view, view->measure, t, i);
            nqp_parts_table_region (table, view, i);
            nqp_parts_table_rank (table, rank, place);
            nqp_table_set_text (table, note, words);
          }
        nqp_table_set_number (table, value, v);
      }
  return table;
}

char *
nqp_trends_summary (const NqpView *view)
{
  g_autofree char *title = nqp_trends_title (view);
  GString *out = g_string_new (NULL);
  int series[NQP_MAX_COMPARED + 1];
  int n = nqp_parts_series (view, series);
  gboolean comparable
      = nqp_method_is_pooled (&view->scores->method) || nqp_parts_is_leaf (view, view->measure);

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  for (int k = 0; k < MIN (n, 3); k++)
    {
      int first = -1, last = -1;

      for (int t = 0; series[k] >= 0 && t < view->scores->n_years; t++)
        if (isfinite (nqp_view_value (view, t, series[k])))
          {
            first = first < 0 ? t : first;
            last = t;
          }
      if (first >= 0)
        {
          g_autofree char *from = nqp_view_value_text (view, first, series[k]);
          g_autofree char *to = nqp_view_value_text (view, last, series[k]);

          nqp_parts_say (out, _ ("%s: %s in %d, %s in %d."), nqp_view_region_name (view, series[k]), from,
                         view->scores->panel->years[first], to, view->scores->panel->years[last]);
        }
    }
  if (!comparable)
    {
      nqp_parts_say (out, "%s", _ ("Scores of different years are not comparable."));
    }
  return g_string_free (out, FALSE);
}

char *
nqp_trends_caption (const NqpView *view)
{
  GString *out = g_string_new (NULL);

  nqp_caption_lead (view, out);
  if (!nqp_method_is_pooled (&view->scores->method) && !nqp_parts_is_leaf (view, view->measure))
    nqp_parts_say (out, "%s", _ ("Scores of different years are not comparable."));
  else
    {
      if (nqp_parts_has_region (view, view->focus))
        nqp_caption_change (view, view->focus, out);
      nqp_caption_change (view, -1, out);
    }
  return g_string_free (out, FALSE);
}
