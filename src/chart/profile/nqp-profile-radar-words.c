/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-profile-private.h"

/* profile.radar in words and numbers: title, table, summary. */

double
nqp_profile_mean (const NqpView *view, int node)
{
  return nqp_scores_mean (view->scores, node, view->year) * nqp_parts_factor (view);
}

char *
nqp_profile_title (const NqpView *view)
{
  if (view->focus < 0)
    return g_strdup_printf (_ ("All regions, %d"), nqp_parts_year (view));
  return g_strdup_printf (_ ("%s, %d"), nqp_view_region_name (view, view->focus), nqp_parts_year (view));
}

char *
nqp_profile_subtitle (const NqpView *view)
{
  const NqpScores *scores = view->scores;
  g_autofree char *measure = nqp_view_measure_name (view);
  g_autofree char *value = NULL, *marks = NULL;
  GString *out = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];
  int rank, first = -1;

  if (!nqp_parts_has_region (view, view->focus))
    return g_string_free (out, FALSE);
  rank = nqp_scores_rank (scores, view->measure, view->year, view->focus);
  value = nqp_view_value_text (view, view->year, view->focus);
  if (rank == 0)
    {
      g_string_append_printf (out, _ ("no rank, %s: %s"), measure, value);
      return g_string_free (out, FALSE);
    }
  g_string_append_printf (out, _ ("rank %d of %d, %s %s"), rank,
                          nqp_scores_n_ranked (scores, view->measure, view->year), measure, value);
  for (int t = 0; t < view->year && first < 0; t++)
    if (isfinite (nqp_view_value (view, t, view->focus)))
      first = t;
  if (first >= 0 && (nqp_method_is_pooled (&scores->method) || nqp_parts_is_leaf (view, view->measure)))
    {
      double change
          = nqp_view_value (view, view->year, view->focus) - nqp_view_value (view, first, view->focus);

      nqp_number_to_screen (fabs (change), nqp_view_decimals (view), number);
      g_string_append_printf (out, change < 0 ? _ (", down %s since %d") : _ (", up %s since %d"), number,
                              scores->panel->years[first]);
    }
  marks = nqp_parts_marks (view, view->measure, view->year, view->focus);
  if (*marks != '\0')
    g_string_append_printf (out, "%s%s", _ ("; "), marks);
  return g_string_free (out, FALSE);
}

NqpTable *
nqp_profile_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new_for (use);
  int axes[NQP_PARTS_MAX], series[NQP_MAX_COMPARED + 1];
  int n = nqp_parts_axes (view, axes), n_series = nqp_parts_series (view, series);

  nqp_table_add_column (table, "node", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "mean", _ ("Mean of all regions"), NULL, NQP_COLUMN_REAL, 1);
  for (int k = 0; k < n_series; k++)
    if (series[k] >= 0)
      nqp_table_add_column (table, view->scores->panel->places[series[k]].code,
                            nqp_view_region_name (view, series[k]), NULL, NQP_COLUMN_REAL, 1);
  nqp_table_show (table, 1, (NqpLook){ .kind = NQP_LOOK_PART, .chars = 14, .expand = TRUE });
  for (int column = 3; column < nqp_table_n_columns (table); column++)
    nqp_table_show (table, column, (NqpLook){ .chars = 6, .descending = TRUE });
  nqp_table_show (table, 2, (NqpLook){ .chars = 6, .descending = TRUE });
  for (int a = 0; a < n; a++)
    {
      int column = 3;

      nqp_table_add_row (table);
      nqp_table_set_datum (table, (NqpDatum){ -1, view->year, axes[a], 0, 0 });
      nqp_table_set_text (table, 0, view->scores->tree->nodes[axes[a]].id);
      nqp_table_set_text (table, 1, nqp_view_node_name (view, axes[a]));
      nqp_table_set_number (table, 2, nqp_profile_mean (view, axes[a]));
      for (int k = 0; k < n_series; k++)
        if (series[k] >= 0)
          nqp_table_set_number (table, column++, nqp_parts_score (view, axes[a], view->year, series[k]));
    }
  return table;
}

char *
nqp_profile_summary (const NqpView *view)
{
  g_autofree char *title = nqp_profile_title (view), *subtitle = nqp_profile_subtitle (view);
  GString *out = g_string_new (NULL);
  int axes[NQP_PARTS_MAX], best = -1, worst = -1;
  int n = nqp_parts_axes (view, axes);
  double most = -INFINITY, least = INFINITY;

  if (*subtitle != '\0')
    /* Translators: title and subtitle of a chart, read as a sentence */
    g_string_append_printf (out, _ ("%s: %s."), title, subtitle);
  else
    g_string_append_printf (out, _ ("%s."), title);
  for (int a = 0; a < n && nqp_parts_has_region (view, view->focus); a++)
    {
      double d = nqp_parts_score (view, axes[a], view->year, view->focus) - nqp_profile_mean (view, axes[a]);

      if (!isfinite (d))
        {
          nqp_parts_say (out, _ ("%s has no data."), nqp_view_node_name (view, axes[a]));
        }
      if (d > most)
        most = d, best = axes[a];
      if (d < least)
        least = d, worst = axes[a];
    }
  if (best >= 0 && best != worst)
    {
      char up[NQP_NUMBER_SIZE], down[NQP_NUMBER_SIZE];

      nqp_parts_say (
          out, _ ("Compared with the mean of all regions, %s stands best (%s), %s worst (%s)."),
          nqp_view_node_name (view, best), nqp_number_to_screen (most, nqp_parts_decimals (view), up),
          nqp_view_node_name (view, worst), nqp_number_to_screen (least, nqp_parts_decimals (view), down));
    }
  return g_string_free (out, FALSE);
}
