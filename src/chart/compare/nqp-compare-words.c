/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-compare-private.h"
#include "nqp-number.h"

/* Chosen regions in words and numbers. */

int
nqp_compare_parts (const NqpView *view, int out[NQP_PARTS_MAX])
{
  out[0] = view->measure;
  return nqp_parts_is_leaf (view, view->measure)
             ? 1
             : nqp_parts_children (view, view->measure, out, NQP_PARTS_MAX);
}

double
nqp_compare_value (const NqpView *view, int node, int region)
{
  if (node == view->measure)
    return nqp_view_value (view, view->year, region);
  return nqp_parts_score (view, node, view->year, region);
}

double
nqp_compare_mean (const NqpView *view, int node)
{
  double sum = 0;
  int n = 0;

  if (node != view->measure || !nqp_parts_is_leaf (view, node))
    return nqp_scores_mean (view->scores, node, view->year) * nqp_parts_factor (view);
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      const double v = nqp_view_value (view, view->year, i);

      if (isfinite (v))
        {
          sum += v;
          n++;
        }
    }
  return n > 0 ? sum / n : NAN;
}

int
nqp_compare_n_chosen (const NqpView *view)
{
  int series[NQP_MAX_COMPARED + 1], n = 0;

  for (int k = nqp_parts_series (view, series) - 1; k >= 0; k--)
    n += series[k] >= 0;
  return n;
}

gboolean
nqp_compare_any_imputed (const NqpView *view, const int *nodes, int n)
{
  int series[NQP_MAX_COMPARED + 1];

  for (int k = nqp_parts_series (view, series) - 1; k >= 0; k--)
    for (int c = 0; series[k] >= 0 && c < n; c++)
      if (isfinite (nqp_compare_value (view, nodes[c], series[k]))
          && nqp_scores_is_imputed (view->scores, nodes[c], view->year, series[k]))
        return TRUE;
  return FALSE;
}

char *
nqp_compare_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  g_autofree char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_parts_unit (view) : g_strdup ("");
  g_autofree char *whole = g_strconcat (name, unit, NULL);
  const int year = nqp_parts_year (view);
  int series[NQP_MAX_COMPARED + 1], chosen[NQP_MAX_COMPARED + 1], n = 0;

  for (int k = 0, n_series = nqp_parts_series (view, series); k < n_series; k++)
    if (series[k] >= 0)
      chosen[n++] = series[k];
  if (n == 0)
    return g_strdup_printf (_ ("%s, %d"), whole, year);
  if (n == 1)
    /* Translators: a region, a measure, a year */
    return g_strdup_printf (_ ("%s: %s, %d"), nqp_view_region_name (view, chosen[0]), whole, year);
  if (n == 2)
    /* Translators: two regions, a measure, a year */
    return g_strdup_printf (_ ("%s and %s: %s, %d"), nqp_view_region_name (view, chosen[0]),
                            nqp_view_region_name (view, chosen[1]), whole, year);
  /* Translators: a region and how many more, a measure, a year */
  return g_strdup_printf (ngettext ("%s and %d more: %s, %d", "%s and %d more: %s, %d", (gulong)(n - 1)),
                          nqp_view_region_name (view, chosen[0]), n - 1, whole, year);
}

/* The chosen region with the greatest and with the least value; FALSE if fewer than two have one. */
static gboolean
find_ends (const NqpView *view, int node, int *top, int *bottom)
{
  int series[NQP_MAX_COMPARED + 1], n = 0;
  double most = -INFINITY, least = INFINITY;

  for (int k = 0, n_series = nqp_parts_series (view, series); k < n_series; k++)
    {
      const double v = series[k] >= 0 ? nqp_compare_value (view, node, series[k]) : NAN;

      if (!isfinite (v))
        continue;
      n++;
      if (v > most)
        most = v, *top = series[k];
      if (v < least)
        least = v, *bottom = series[k];
    }
  return n > 1;
}

void
nqp_compare_say (const NqpView *view, const int *nodes, int n, GString *out)
{
  const int decimals = nqp_view_decimals (view);
  double widest = -1;
  int at = -1, top = -1, bottom = -1;

  for (int c = 0; c < n; c++)
    if (find_ends (view, nodes[c], &top, &bottom))
      {
        const double apart
            = nqp_compare_value (view, nodes[c], top) - nqp_compare_value (view, nodes[c], bottom);

        if (apart > widest)
          widest = apart, at = nodes[c];
      }
  if (at >= 0 && widest > 0 && find_ends (view, at, &top, &bottom))
    {
      char high[NQP_NUMBER_SIZE], low[NQP_NUMBER_SIZE];

      /* Translators: a part, a region, its value, another region, its value */
      nqp_parts_say (out, _ ("They lie furthest apart in %s: %s has %s, %s has %s."),
                     nqp_view_node_name (view, at), nqp_view_region_name (view, top),
                     nqp_number_to_screen (nqp_compare_value (view, at, top), decimals, high),
                     nqp_view_region_name (view, bottom),
                     nqp_number_to_screen (nqp_compare_value (view, at, bottom), decimals, low));
    }
}

char *
nqp_compare_summary (const NqpView *view, const int *nodes, int n)
{
  g_autofree char *title = nqp_compare_title (view);
  GString *out = g_string_new (NULL);
  int series[NQP_MAX_COMPARED + 1];

  g_string_append_printf (out, _ ("%s."), title);
  for (int k = 0, n_series = nqp_parts_series (view, series); k < n_series; k++)
    if (series[k] >= 0)
      {
        g_autofree char *value = nqp_view_value_text (view, view->year, series[k]);

        /* Translators: a region and its value */
        nqp_parts_say (out, _ ("%s: %s."), nqp_view_region_name (view, series[k]), value);
      }
  nqp_compare_say (view, nodes, n, out);
  if (nqp_compare_n_chosen (view) == 1)
    nqp_parts_say (out, "%s", _ ("No other region is chosen to compare it with."));
  return g_string_free (out, FALSE);
}

/* What has no line, or a broken one. */
static void
say_missing (const NqpView *view, const int *nodes, int n, GString *out)
{
  int series[NQP_MAX_COMPARED + 1];
  gboolean broken = FALSE;

  for (int k = 0, n_series = nqp_parts_series (view, series); k < n_series; k++)
    {
      int n_has = 0;

      for (int a = 0; series[k] >= 0 && a < n; a++)
        n_has += isfinite (nqp_parts_score (view, nodes[a], view->year, series[k]));
      broken = broken || (n_has > 0 && n_has < n);
      if (series[k] >= 0 && n_has == 0)
        /* Translators: a region */
        g_string_append_printf (out, _ ("; no data: %s"), nqp_view_region_name (view, series[k]));
    }
  if (broken)
    g_string_append (out, _ ("; a line is broken where there are no data"));
}

char *
nqp_compare_parallel_subtitle (const NqpView *view)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_parts_axes (view, nodes);
  GString *out = g_string_new (NULL);
  g_autofree char *method = nqp_view_method_line (view);

  g_string_append (out, _ ("Each axis from the least to the greatest score of all regions; "));
  g_string_append (out, method);
  if (view->scores->n_regions > NQP_COMPARE_MANY)
    /* xgettext:no-c-format */
    g_string_append (out, _ ("; shaded: 80 % of the regions around the median"));
  else if (view->scores->n_regions > 1)
    g_string_append (out, _ ("; thin lines: the other regions"));
  if (nqp_compare_any_imputed (view, nodes, n))
    g_string_append (out, _ ("; hollow: partly imputed or edited"));
  say_missing (view, nodes, n, out);
  return g_string_free (out, FALSE);
}

/* ---- the table ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  NqpTable *table;
  const NqpView *view;
  const int *nodes;
  int n, year, rank, value, first;
} Rows;

static void
add_columns (Rows *self)
{
  const NqpView *view = self->view;
  const gboolean leaf = nqp_parts_is_leaf (view, view->measure);
  g_autofree char *name = nqp_view_measure_name (view);

  self->year = nqp_table_add_column_for (self->table, NQP_TABLE_FILE, "year", _ ("Year"), NULL,
                                         NQP_COLUMN_INTEGER, 0);
  self->rank = nqp_table_add_column (self->table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  self->value = nqp_table_add_column (self->table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                      nqp_view_decimals (view));
  nqp_table_show (self->table, self->rank, (NqpLook){ .title = "#", .chars = 3, .node = view->measure + 1 });
  nqp_parts_table_show_region (self->table, view, -1);
  nqp_table_show (self->table, self->value,
                  (NqpLook){ .title = leaf ? _ ("Value") : _ ("Score"),
                             .chars = 6,
                             .descending = TRUE,
                             .marks = TRUE,
                             .node = view->measure + 1 });
  for (int c = 0; c < self->n; c++)
    {
      const int node = self->nodes[c];
      const int column
          = nqp_table_add_column (self->table, view->scores->tree->nodes[node].id,
                                  node == view->measure ? _ ("Normalised") : nqp_view_node_name (view, node),
                                  NULL, NQP_COLUMN_REAL, nqp_parts_decimals (view));

      nqp_table_show (self->table, column,
                      (NqpLook){ .chars = 6, .descending = TRUE, .marks = TRUE, .node = node + 1 });
      if (c == 0)
        self->first = column;
    }
}

static void
add_row (const Rows *self, int region)
{
  const NqpView *view = self->view;

  nqp_table_add_row (self->table);
  nqp_table_set_number (self->table, self->year, nqp_parts_year (view));
  if (region < 0)
    {
      nqp_table_set_text (self->table, 1, _ ("Mean of all regions"));
      nqp_table_set_number (self->table, self->value, nqp_compare_mean (view, view->measure));
    }
  else
    {
      nqp_parts_table_region (self->table, view, region);
      nqp_parts_table_rank (self->table, self->rank,
                            nqp_scores_rank (view->scores, view->measure, view->year, region));
      nqp_table_set_number (self->table, self->value, nqp_view_value (view, view->year, region));
    }
  for (int c = 0; c < self->n; c++)
    nqp_table_set_number (self->table, self->first + c,
                          region >= 0 ? nqp_parts_score (view, self->nodes[c], view->year, region)
                                      : nqp_scores_mean (view->scores, self->nodes[c], view->year)
                                            * nqp_parts_factor (view));
}

NqpTable *
nqp_compare_table (const NqpView *view, NqpTableUse use, const int *nodes, int n, gboolean all)
{
  const int n_regions = view->scores->n_regions;
  g_autofree int *order = g_new (int, MAX (n_regions, 1));
  Rows self = { nqp_parts_table_new (use), view, nodes, n, -1, -1, -1, -1 };
  int series[NQP_MAX_COMPARED + 1];

  add_columns (&self);
  for (int k = 0, n_series = nqp_parts_series (view, series); k < n_series; k++)
    if (series[k] >= 0)
      add_row (&self, series[k]);
  if ((use & NQP_TABLE_FILE) != 0)
    add_row (&self, -1);
  nqp_view_order (view, order);
  nqp_table_set_sort (self.table,
                      self.rank); /* as long as the same regions are chosen a row stays where it is */
  for (int i = 0; (all || (use == NQP_TABLE_PAGE && nqp_compare_n_chosen (view) == 0)) && i < n_regions; i++)
    if (nqp_view_compared_index (view, order[i]) < 0)
      add_row (&self, order[i]);
  return self.table;
}
