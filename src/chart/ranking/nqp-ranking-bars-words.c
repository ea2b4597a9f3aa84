/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-caption.h"
#include "nqp-number.h"
#include "nqp-ranking-private.h"

/* ranking.bars in words and numbers. */

char *
nqp_ranking_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);

  if (nqp_parts_is_leaf (view, view->measure))
    {
      g_autofree char *unit = nqp_parts_unit (view), *whole = g_strconcat (name, unit, NULL);

      return g_strdup_printf (_ ("%s, %d"), whole, nqp_parts_year (view));
    }
  return g_strdup_printf (_ ("%s, %d"), name, nqp_parts_year (view));
}

char *
nqp_ranking_subtitle (const NqpView *view)
{
  g_autofree char *method = NULL;
  int j = view->scores->tree->nodes[view->measure].indicator;

  if (j >= 0)
    return g_strdup (view->scores->panel->indicators[j].direction < 0 ? _ ("Raw values; less is better")
                                                                      : _ ("Raw values; more is better"));
  method = nqp_view_method_line (view);
  /* TRANSLATORS: %s is the method: "0-100, entropy weights, ..." */
  return g_strdup_printf (_ ("Score as the sum of what each part contributes; %s"), method);
}

/* A page has room for the scores of the parts beside what they add. */
static int
add_score (NqpTable *table, const NqpView *view, int node, const char *title)
{
  g_autofree char *name = g_strconcat (view->scores->tree->nodes[node].id, "_score", NULL);
  int column = nqp_table_add_column_for (table, NQP_TABLE_PAGE, name, title, NULL, NQP_COLUMN_REAL, 1);

  nqp_table_show (table, column,
                  (NqpLook){ .chars = 6, .descending = TRUE, .marks = TRUE, .node = node + 1 });
  return column;
}

NqpTable *
nqp_ranking_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_parts_table_new (use);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  int children[NQP_PARTS_MAX];
  int n = nqp_parts_children (view, view->measure, children, NQP_PARTS_MAX);
  g_autofree char *name = nqp_view_measure_name (view);
  const gboolean leaf = nqp_parts_is_leaf (view, view->measure);
  int year, rank, value, coverage, first = -1, interval = -1, firmness = -1, normalised = -1, scores = -1,
                                   note;

  year = nqp_table_add_column_for (table, NQP_TABLE_FILE, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  rank = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  value = nqp_table_add_column (table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                nqp_view_decimals (view));
  for (int c = 0; c < n; c++)
    {
      int column = nqp_table_add_column_for (table, NQP_TABLE_FILE, view->scores->tree->nodes[children[c]].id,
                                             nqp_view_node_name (view, children[c]), nqp_view_unit (view),
                                             NQP_COLUMN_REAL, 1);

      if (c == 0)
        first = column;
    }
  coverage
      = nqp_table_add_column_for (table, NQP_TABLE_FILE, "coverage", _ ("Coverage"), "%", NQP_COLUMN_REAL, 0);
  if (nqp_view_uncertainty (view) != NULL)
    {
      interval = nqp_table_add_column (table, "interval", _ ("Rank, 5–95 %"), NULL, NQP_COLUMN_TEXT, 0);
      firmness = nqp_table_add_column (table, "firmness", _ ("Firmness"), NULL, NQP_COLUMN_TEXT, 0);
    }
  note = nqp_table_add_column_for (table, NQP_TABLE_FILE, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_parts_table_show_region (table, view, rank);
  nqp_table_show (table, value,
                  (NqpLook){ .title = leaf ? _ ("Value") : _ ("Score"),
                             .chars = 6,
                             .descending = TRUE,
                             .marks = TRUE,
                             .node = view->measure + 1 });
  if (leaf)
    normalised = add_score (table, view, view->measure, _ ("Normalised"));
  nqp_table_show (
      table, interval,
      (NqpLook){ .title = _ ("Interval"), .chars = 6, .descending = TRUE, .node = view->measure + 1 });
  nqp_table_show (table, firmness, (NqpLook){ .chars = 6, .descending = TRUE });
  for (int c = 0; c < n; c++)
    {
      int column = add_score (table, view, children[c], nqp_view_node_name (view, children[c]));

      if (c == 0)
        scores = column;
    }
  nqp_view_order (view, order);
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      int region = order[i];
      int place = nqp_scores_rank (view->scores, view->measure, view->year, region);
      double shown = nqp_view_value (view, view->year, region);

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, region);
      nqp_table_set_number (table, year, nqp_parts_year (view));
      nqp_parts_table_rank (table, rank, place);
      nqp_table_set_number (table, value, shown);
      for (int c = 0; c < n && first >= 0; c++)
        nqp_table_set_number (
            table, first + c,
            isfinite (shown) ? nqp_parts_contribution (view, children[c], view->year, region) : NAN);
      for (int c = 0; c < n && scores >= 0; c++)
        nqp_table_set_number (table, scores + c, nqp_parts_score (view, children[c], view->year, region));
      if (normalised >= 0)
        nqp_table_set_number (table, normalised, nqp_parts_score (view, view->measure, view->year, region));
      nqp_table_set_number (table, coverage,
                            nqp_scores_coverage (view->scores, view->measure, view->year, region) * 100);
      if (interval >= 0)
        {
          const NqpUncertainty *drawn = view->uncertainty;
          g_autofree char *ranks = nqp_view_rank_interval (view, region);

          nqp_table_set_text (table, interval, ranks);
          nqp_table_set_key (table, interval,
                             drawn->p95[region] - drawn->p05[region]); /* by how wide it is */
          nqp_table_set_text (table, firmness, nqp_firmness_word (nqp_uncertainty_firmness (drawn, region)));
          nqp_table_set_key (table, firmness, -drawn->p_near[region]);
        }
      if (note >= 0)
        {
          g_autofree char *words = isfinite (shown)
                                       ? nqp_parts_marks (view, view->measure, view->year, region)
                                       : nqp_parts_why_no_score (view, view->measure, view->year, region);

          nqp_table_set_text (table, note, words);
        }
    }
  return table;
}

char *
nqp_ranking_summary (const NqpView *view)
{
  g_autofree char *title = nqp_ranking_title (view);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  int n = nqp_scores_n_ranked (view->scores, view->measure, view->year);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("Ranking of %d regions: %s."), n, title);
  if (n > 0)
    {
      g_autofree char *best = NULL, *worst = NULL;

      nqp_view_order (view, order);
      best = nqp_view_value_text (view, view->year, order[0]);
      worst = nqp_view_value_text (view, view->year, order[n - 1]);
      nqp_parts_say (out, _ ("%s leads with %s, %s is last with %s."), nqp_view_region_name (view, order[0]),
                     best, nqp_view_region_name (view, order[n - 1]), worst);
    }
  if (nqp_parts_has_region (view, view->focus))
    {
      int rank = nqp_scores_rank (view->scores, view->measure, view->year, view->focus);
      g_autofree char *text = nqp_view_value_text (view, view->year, view->focus);
      const char *name = nqp_view_region_name (view, view->focus);
      g_autofree char *interval = nqp_view_rank_interval (view, view->focus);

      if (rank > 0)
        nqp_parts_say (out, _ ("%s has rank %d of %d with %s."), name, rank, n, text);
      else
        nqp_parts_say (out, _ ("%s has no rank."), name);
      if (interval != NULL)
        {
          /* Translators: an interval of ranks, "3-7" */
          nqp_parts_say (out, _ ("In 90 %% of the draws its rank is %s."), interval);
        }
    }
  return g_string_free (out, FALSE);
}

char *
nqp_ranking_caption (const NqpView *view)
{
  GString *out = g_string_new (NULL);

  nqp_caption_lead (view, out);
  nqp_caption_behind (view, out);
  return g_string_free (out, FALSE);
}

/* A segment is as long as what the part adds, which is not its score. */
char *
nqp_ranking_tooltip (const NqpView *view, NqpDatum datum)
{
  const NqpTree *tree = view->scores->tree;
  const int node = datum.node;
  const char *name = node >= 0 ? nqp_view_node_name (view, node) : NULL;
  const NqpChoice *mean;
  char score_text[NQP_NUMBER_SIZE], weight_text[NQP_NUMBER_SIZE], adds_text[NQP_NUMBER_SIZE];
  g_autofree char *line = NULL, *plain = NULL;
  g_auto (GStrv) lines = NULL;
  double score, adds, weight;

  if (node < 0 || datum.region < 0 || datum.region >= view->scores->n_regions
      || tree->nodes[node].parent != view->measure)
    return NULL;
  score = nqp_parts_score (view, node, view->year, datum.region);
  adds = nqp_parts_contribution (view, node, view->year, datum.region);
  if (!isfinite (score) || !isfinite (adds))
    return NULL;
  nqp_number_to_screen (score, 1, score_text);
  nqp_number_to_screen (adds, 1, adds_text);
  mean = nqp_choice (NQP_STAGE_AGGREGATE,
                     nqp_method_aggregate (&view->scores->method, tree->nodes[view->measure].level));
  if ((mean->traits & NQP_TRAIT_SUM) != 0 && score > 0)
    {
      weight = adds / score; /* more than the one given where a sibling has no score */
      nqp_number_to_screen (100 * weight, 1, weight_text);
      /* Translators: a part: its score, its weight in per cent, what it adds to the whole */
      line = g_strdup_printf (_ ("%s: %s × %s %% = %s points"), name, score_text, weight_text, adds_text);
    }
  else
    /* Translators: a part: its score, what it adds to the whole */
    line = g_strdup_printf (_ ("%s: %s, adds %s points"), name, score_text, adds_text);
  plain = nqp_view_tooltip (view, datum.region, view->year, node);
  lines = g_strsplit (plain, "\n", 3); /* region and year, the score, rank and marks */
  g_free (lines[1]);
  lines[1] = g_steal_pointer (&line);
  return g_strjoinv ("\n", lines);
}
