/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-paths-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-levers.h"
#include "nqp-number.h"

#define N_NAMED 3 /* obstacles of the summary */

/* NULL if there is something to draw, else what is missing and what can be done. */
char *
nqp_levers_why_empty (const NqpView *view)
{
  g_autoptr (GArray) flows = NULL;

  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup (view->focus < 0 ? _ ("Choose a region to see what holds it back.")
                                     : _ ("This place has no data in the project."));
  if (view->framework == NULL || nqp_framework_is_empty (view->framework))
    return g_strdup (_ ("There is no concept model here, so there are no realization paths to look at."));
  if (!nqp_paths_has_measures (view->framework))
    return g_strdup (
        _ ("The concept model of this project has no measures on its realization paths. Add measures "
           "to it to see which obstacles they work on."));
  if (nqp_scores_rank (view->scores, 0, view->year, view->focus) == 0)
    {
      g_autofree char *why = nqp_parts_why_no_score (view, 0, view->year, view->focus);

      /* Translators: a region, a year, and why it has no score */
      return g_strdup_printf (
          _ ("%s has no score in %d, so nothing can be said about what holds it back (%s)."),
          nqp_view_region_name (view, view->focus), nqp_parts_year (view), why);
    }
  flows = nqp_paths_flows_new (view->scores, view->framework, view->year, view->focus);
  if (flows->len == 0)
    return g_strdup_printf (_ ("Nothing holds %s back in %d: every indicator is at the best value there is."),
                            nqp_view_region_name (view, view->focus), nqp_parts_year (view));
  return NULL;
}

char *
nqp_levers_title (const NqpView *view)
{
  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup_printf (_ ("What holds a region back, %d, and what works on it"), nqp_parts_year (view));
  /* Translators: %s is a region, %d a year; "it" is what holds the region back */
  return g_strdup_printf (_ ("What holds %s back, %d, and what works on it"),
                          nqp_view_region_name (view, view->focus), nqp_parts_year (view));
}

char *
nqp_levers_subtitle (const NqpView *view, const GArray *flows)
{
  GString *out = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];
  double without = 0;

  for (guint i = 0; flows != NULL && i < flows->len; i++)
    if (g_array_index (flows, NqpFlow, i).measure < 0)
      without += g_array_index (flows, NqpFlow, i).share;
  if (nqp_parts_has_region (view, view->focus) && flows != NULL)
    {
      g_string_append (
          out, _ ("Obstacle degree: share in what keeps the index from the best, split evenly among the "
                  "measures that work on an indicator, so that every column adds up to 100 %"));
      if (without > 0)
        g_string_append_printf (out, _ ("; no measure works on %s %%"),
                                nqp_number_to_screen (100 * without, 1, number));
    }
  return g_string_free (out, FALSE);
}

static int
by_obstacle (gconstpointer a, gconstpointer b, gpointer obstacle)
{
  const double *o = obstacle;
  int x = *(const int *)a, y = *(const int *)b;

  if (o[x] != o[y])
    return o[x] > o[y] ? -1 : 1;
  return x - y;
}

static void
append_obstacle (GString *out, const NqpView *view, const GArray *flows, int leaf, double obstacle)
{
  char number[NQP_NUMBER_SIZE];
  int n = 0;

  /* Translators: an indicator with its share in what holds the region back */
  nqp_parts_say (out, _ ("%s, %s %%: "), nqp_view_node_name (view, leaf),
                 nqp_number_to_screen (100 * obstacle, 1, number));
  for (guint i = 0; i < flows->len; i++)
    {
      const NqpFlow *flow = &g_array_index (flows, NqpFlow, i);

      if (flow->leaf == leaf && flow->measure >= 0)
        g_string_append_printf (
            out, "%s%s", n++ > 0 ? _ (", ") : "",
            nqp_text_get (&nqp_framework_entry (view->framework, flow->measure)->name, view->lang));
    }
  g_string_append (out, n > 0 ? _ (".") : _ ("no measure works on it."));
}

/* The greatest obstacles, each with its measures. */
char *
nqp_levers_summary (const NqpView *view)
{
  g_autofree char *title = nqp_levers_title (view), *why = nqp_levers_why_empty (view);
  GString *out = g_string_new (NULL);
  g_autoptr (GArray) flows = NULL;
  g_autofree double *obstacle = g_new0 (double, view->scores->n_nodes);
  g_autofree int *order = g_new (int, view->scores->tree->n_leaves + 1);

  g_string_append_printf (out, _ ("%s."), title);
  if (why != NULL)
    {
      nqp_parts_say (out, "%s", why);
      return g_string_free (out, FALSE);
    }
  flows = nqp_paths_flows_new (view->scores, view->framework, view->year, view->focus);
  for (guint i = 0; i < flows->len; i++)
    obstacle[g_array_index (flows, NqpFlow, i).leaf] += g_array_index (flows, NqpFlow, i).share;
  memcpy (order, view->scores->tree->leaves, sizeof (int) * view->scores->tree->n_leaves);
  g_qsort_with_data (order, view->scores->tree->n_leaves, sizeof (int), by_obstacle, obstacle);
  nqp_parts_say (out, "%s", _ ("The greatest obstacles and the measures that work on them:"));
  for (int i = 0; i < MIN (N_NAMED, view->scores->tree->n_leaves) && obstacle[order[i]] > 0; i++)
    append_obstacle (out, view, flows, order[i], obstacle[order[i]]);
  return g_string_free (out, FALSE);
}

enum
{
  REGION,
  YEAR,
  PATH,
  PATH_NAME,
  MEASURE,
  MEASURE_NAME,
  INDICATOR,
  INDICATOR_NAME,
  OBSTACLE,
  SHARE,
  GAP_BEST,
  GAP_MEDIAN,
  GAP_GROUP,
  UNIT,
  GAIN,
  /* on a page */
  VALUE,
  TRY
};

static void
add_row (NqpTable *table, const NqpView *view, int path, int measure, int leaf, double obstacle, double share)
{
  const NqpTree *tree = view->scores->tree;
  int entries[] = { path, measure };

  nqp_table_add_row (table);
  nqp_table_set_datum (table, (NqpDatum){ view->focus, view->year, leaf, 0, 0 });
  nqp_table_set_text (table, REGION, view->scores->panel->places[view->focus].code);
  nqp_table_set_number (table, YEAR, nqp_parts_year (view));
  for (int k = 0; k < 2; k++)
    if (entries[k] >= 0)
      {
        const NqpEntry *entry = nqp_framework_entry (view->framework, entries[k]);

        nqp_table_set_text (table, k == 0 ? PATH : MEASURE, entry->id);
        nqp_table_set_text (table, k == 0 ? PATH_NAME : MEASURE_NAME,
                            nqp_text_get (&entry->name, view->lang));
      }
  nqp_table_set_text (table, INDICATOR, tree->nodes[leaf].id);
  nqp_table_set_text (table, INDICATOR_NAME, nqp_view_node_name (view, leaf));
  nqp_table_set_number (table, OBSTACLE, obstacle);
  nqp_table_set_number (table, SHARE, share);
  nqp_table_set_text (
      table, UNIT,
      nqp_text_get (&view->scores->panel->indicators[tree->nodes[leaf].indicator].unit, view->lang));
}

static void
show_columns (NqpTable *table)
{
  const NqpLook name = { .chars = 15, .lines = 2, .expand = TRUE };
  const NqpLook gap = { .chars = 6, .has_decimals = TRUE, .decimals = -1, .descending = TRUE };
  NqpLook look;

  nqp_table_add_column_for (table, NQP_TABLE_PAGE, "value", _ ("Value"), NULL, NQP_COLUMN_REAL, -1);
  nqp_table_add_column_for (table, NQP_TABLE_PAGE, "try", "", NULL, NQP_COLUMN_TEXT, 0);
  look = name;
  look.title = _ ("Path");
  nqp_table_show (table, PATH_NAME, look);
  look.title = _ ("Policy measure");
  nqp_table_show (table, MEASURE_NAME, look);
  look.title = _ ("Indicator");
  look.kind = NQP_LOOK_PART;
  look.chars = 20;
  nqp_table_show (table, INDICATOR_NAME, look);
  nqp_table_show (table, OBSTACLE,
                  (NqpLook){ .title = _ ("Obstacle, %"),
                             .factor = 100,
                             .has_decimals = TRUE,
                             .decimals = 1,
                             .chars = 5,
                             .descending = TRUE });
  nqp_table_show (table, VALUE, gap);
  nqp_table_show (table, GAP_BEST, gap);
  nqp_table_show (table, GAP_MEDIAN, gap);
  look = gap;
  look.title = _ ("Gap to the group");
  nqp_table_show (table, GAP_GROUP, look);
  nqp_table_show (table, UNIT, (NqpLook){ .chars = 8, .lines = 2 });
  nqp_table_show (
      table, GAIN,
      (NqpLook){ .tip = _ ("Places gained at the index if a quarter of the gap to the best were closed"),
                 .chars = 4,
                 .sign = TRUE,
                 .descending = TRUE });
  nqp_table_show (table, TRY, (NqpLook){ .kind = NQP_LOOK_BUTTON });
}

static void
add_lever (NqpTable *table, const NqpView *view, const NqpLever *lever, double share)
{
  g_autofree char *what = g_strdup_printf (_ ("What if: %s"), nqp_view_node_name (view, lever->leaf));

  add_row (table, view, lever->path, lever->measure, lever->leaf, lever->obstacle, share);
  nqp_table_set_number (table, GAP_BEST, lever->gap_best);
  nqp_table_set_number (table, GAP_MEDIAN, lever->gap_median);
  nqp_table_set_number (table, GAP_GROUP, lever->gap_group);
  nqp_table_set_number (table, GAIN, lever->rank_gain);
  if ((nqp_table_use (table) & NQP_TABLE_PAGE) == 0)
    return;
  nqp_table_set_number (table, VALUE, lever->value);
  nqp_table_set_text (table, TRY, what);
}

/* The levers of the region, each with the share that flows through it; in files then what no measure works on. */
NqpTable *
nqp_levers_chart_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new_for (use);
  g_autoptr (GArray) levers = NULL, flows = NULL;

  nqp_table_add_column (table, "region", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "path", _ ("Path"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "path_name", _ ("Name of the path"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "measure", _ ("Policy measure"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "measure_name", _ ("Name of the measure"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "indicator", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "indicator_name", _ ("Name of the indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "obstacle", _ ("Obstacle degree"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "share", _ ("Share by this measure"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "gap_best", _ ("Gap to the best"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "gap_median", _ ("Gap to the median"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "gap_group", _ ("Gap to the median of the group"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "unit", _ ("Unit"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "rank_gain", _ ("Places gained"), NULL, NQP_COLUMN_INTEGER, 0);
  show_columns (table);
  if (!nqp_parts_has_region (view, view->focus) || view->framework == NULL)
    return table;
  levers = nqp_levers_new (view->scores, view->framework, view->year, view->focus);
  flows = nqp_paths_flows_new (view->scores, view->framework, view->year, view->focus);
  for (guint i = 0; i < levers->len; i++)
    {
      const NqpLever *lever = &g_array_index (levers, NqpLever, i);
      double share = isnan (lever->obstacle) ? NAN : 0.0;

      for (guint k = 0; k < flows->len; k++)
        if (g_array_index (flows, NqpFlow, k).measure == lever->measure
            && g_array_index (flows, NqpFlow, k).leaf == lever->leaf)
          share = g_array_index (flows, NqpFlow, k).share;
      add_lever (table, view, lever, share);
    }
  for (guint k = 0; (use & NQP_TABLE_FILE) != 0 && k < flows->len; k++)
    {
      const NqpFlow *flow = &g_array_index (flows, NqpFlow, k);

      if (flow->measure < 0)
        add_row (table, view, -1, -1, flow->leaf, flow->share, flow->share);
    }
  return table;
}
