/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-paths-whatif-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

#include "nqp-number.h"

#define ARROW " \xe2\x86\x92 "

static const NqpScores *
scores_before (const NqpView *view)
{
  return view->before != NULL ? view->before : view->scores;
}

NqpWhatifChange
nqp_whatif_change (const NqpView *view, int node)
{
  const NqpScores *before = scores_before (view);
  const double factor = nqp_parts_factor (view);
  NqpWhatifChange change = { .before = nqp_scores_get (before, node, view->year, view->focus) * factor,
                             .after = nqp_scores_get (view->scores, node, view->year, view->focus) * factor,
                             .rank_before = nqp_scores_rank (before, node, view->year, view->focus),
                             .rank_after = nqp_scores_rank (view->scores, node, view->year, view->focus) };

  change.change = change.after - change.before;
  return change;
}

int
nqp_whatif_nodes (const NqpView *view, NqpLevel deepest, int *out, int n_max)
{
  const NqpTree *tree = view->scores->tree;
  int n = 0;

  for (int i = 0; i < tree->n_nodes && n < n_max; i++)
    if (tree->nodes[i].level <= deepest && nqp_tree_is_on (tree, i))
      out[n++] = i;
  return n;
}

int
nqp_whatif_assumed (const NqpView *view, int *out, int n_max)
{
  const NqpTree *tree = view->scores->tree;
  int n = 0;

  for (int i = 0; view->before != NULL && i < tree->n_leaves && n < n_max; i++)
    if (nqp_scores_is_assumed (view->scores, tree->leaves[i], view->year, view->focus))
      out[n++] = tree->leaves[i];
  return n;
}

/* How far a line is from the two places that matter. */
static int
distance (int i, int now, int was)
{
  return MIN (abs (i - now), abs (i - was));
}

/* @n_most lines around the places at @now and @was; lines left out between them are counted in one line. */
static GArray *
cut_out (GArray *all, int now, int was, int n_most)
{
  GArray *cut = g_array_new (FALSE, FALSE, sizeof (NqpWhatifPlace));
  const int n = (int)all->len;
  int reach = 0, n_lines = 0;

  for (int next = 0; next <= n; next++) /* the farthest reach at which the lines fit */
    {
      int lines = 0, last = -1;

      for (int i = 0; i < n; i++)
        if (distance (i, now, was) <= next)
          {
            lines += last >= 0 && i != last + 1 ? 2 : 1;
            last = i;
          }
      if (lines > n_most)
        break;
      reach = next;
      n_lines = lines;
    }
  if (n_lines == 0)
    return cut;
  for (int i = 0, last = -1; i < n; i++)
    if (distance (i, now, was) <= reach)
      {
        if (last >= 0 && i == last + 2) /* a line for a line */
          g_array_append_val (cut, g_array_index (all, NqpWhatifPlace, last + 1));
        else if (last >= 0 && i > last + 2)
          g_array_append_val (cut, ((NqpWhatifPlace){ -1, i - last - 1, NAN, FALSE }));
        g_array_append_val (cut, g_array_index (all, NqpWhatifPlace, i));
        last = i;
      }
  return cut;
}

/* The ranking at the index around the focus. Empty if it has no rank. */
GArray *
nqp_whatif_places (const NqpView *view, int n_most)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (NqpWhatifPlace));
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  const int n = nqp_scores_n_ranked (view->scores, 0, view->year);
  NqpWhatifChange change = nqp_whatif_change (view, 0);
  gboolean ghost = change.rank_before > 0 && change.before != change.after;
  int now = -1, was = -1;

  nqp_scores_order (view->scores, 0, view->year, order);
  for (int i = 0; i <= n; i++)
    {
      double score = i < n ? nqp_parts_score (view, 0, view->year, order[i]) : -INFINITY;

      if (ghost && was < 0 && score < change.before)
        {
          was = (int)all->len;
          g_array_append_val (all,
                              ((NqpWhatifPlace){ view->focus, change.rank_before, change.before, TRUE }));
        }
      if (i == n)
        break;
      if (order[i] == view->focus)
        now = (int)all->len;
      g_array_append_val (
          all, ((NqpWhatifPlace){ order[i], nqp_scores_rank (view->scores, 0, view->year, order[i]), score,
                                  FALSE }));
    }
  if (now < 0 && was < 0)
    return g_array_new (FALSE, FALSE, sizeof (NqpWhatifPlace));
  return cut_out (all, now >= 0 ? now : was, was >= 0 ? was : now, n_most);
}

char *
nqp_whatif_title (const NqpView *view)
{
  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup_printf (_ ("What assumed values would change, %d"), nqp_parts_year (view));
  if (view->before == NULL)
    return g_strdup_printf (_ ("Score and rank of %s, %d"), nqp_view_region_name (view, view->focus),
                            nqp_parts_year (view));
  /* Translators: %s is a region, %d a year */
  return g_strdup_printf (_ ("What assumed values would change for %s, %d"),
                          nqp_view_region_name (view, view->focus), nqp_parts_year (view));
}

char *
nqp_whatif_subtitle (const NqpView *view)
{
  NqpView whole = *view;

  whole.measure = 0;
  return nqp_view_method_line (&whole);
}

char *
nqp_whatif_values_text (const NqpView *view, const NqpWhatifChange *change)
{
  char before[NQP_NUMBER_SIZE], after[NQP_NUMBER_SIZE];

  nqp_number_to_screen (change->before, nqp_parts_decimals (view), before);
  nqp_number_to_screen (change->after, nqp_parts_decimals (view), after);
  if (view->before == NULL)
    return g_strdup (after);
  return g_strconcat (before, ARROW, after, NULL);
}

char *
nqp_whatif_score_text (const NqpView *view)
{
  NqpWhatifChange change = nqp_whatif_change (view, 0);
  g_autofree char *values = nqp_whatif_values_text (view, &change);
  NqpView whole = *view;

  if (isnan (change.before) && isnan (change.after))
    return g_strdup (_ ("no score"));
  whole.measure = 0;
  /* Translators: a score, or two with an arrow between them, and its unit */
  return g_strdup_printf (_ ("%s %s"), values, nqp_view_unit (&whole));
}

char *
nqp_whatif_ranks_text (const NqpWhatifChange *change)
{
  char text[2][16];
  int ranks[] = { change->rank_before, change->rank_after };

  for (int i = 0; i < 2; i++)
    if (ranks[i] > 0)
      g_snprintf (text[i], sizeof text[i], "%d", ranks[i]);
    else
      g_strlcpy (text[i], "\xe2\x80\x93", sizeof text[i]);
  return ranks[0] == ranks[1] ? g_strdup (text[1]) : g_strconcat (text[0], ARROW, text[1], NULL);
}

char *
nqp_whatif_rank_text (const NqpView *view)
{
  NqpWhatifChange change = nqp_whatif_change (view, 0);
  g_autofree char *ranks = nqp_whatif_ranks_text (&change);

  if (change.rank_before == 0 && change.rank_after == 0)
    return g_strdup (_ ("no rank"));
  /* Translators: a rank, or two with an arrow between them, and the number of regions that have one */
  return g_strdup_printf (_ ("rank %s of %d"), ranks, nqp_scores_n_ranked (view->scores, 0, view->year));
}

char *
nqp_whatif_change_text (const NqpView *view, const NqpWhatifChange *change)
{
  char number[NQP_NUMBER_SIZE];
  const int decimals = nqp_parts_decimals (view);

  nqp_number_to_screen (change->change, decimals, number);
  if (isnan (change->change))
    return g_strdup (number);
  if (fabs (change->change) < 0.5 * pow (10, -decimals))
    return g_strconcat ("\xc2\xb1", nqp_number_to_screen (0, decimals, number), NULL);
  return g_strconcat (change->change > 0 ? "+" : "", number, NULL);
}

/* The measured value, the assumed one, and the unit. */
char *
nqp_whatif_assumed_text (const NqpView *view, int leaf)
{
  const int j = view->scores->tree->nodes[leaf].indicator;
  const gsize cell = (gsize)view->year * (gsize)view->scores->n_regions + (gsize)view->focus;
  const char *unit = nqp_text_get (&view->scores->panel->indicators[j].unit, view->lang);
  char before[NQP_NUMBER_SIZE], after[NQP_NUMBER_SIZE];

  nqp_number_to_screen_auto (scores_before (view)->x[j][cell], before);
  nqp_number_to_screen_auto (view->scores->x[j][cell], after);
  return g_strconcat (before, ARROW, after, unit != NULL && *unit != '\0' ? "\xc2\xa0" : "", unit, NULL);
}

char *
nqp_whatif_summary (const NqpView *view)
{
  g_autofree char *title = nqp_whatif_title (view);
  GString *out = g_string_new (NULL);
  int leaves[NQP_PARTS_MAX], n;

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  if (!nqp_parts_has_region (view, view->focus))
    nqp_parts_say (out, "%s", _ ("Choose a region to assume other values for it."));
  else
    {
      g_autofree char *score = nqp_whatif_score_text (view), *rank = nqp_whatif_rank_text (view);

      /* Translators: the index, its score before and after, the rank before and after */
      nqp_parts_say (out, _ ("%s: %s, %s."), nqp_view_node_name (view, 0), score, rank);
      n = nqp_whatif_assumed (view, leaves, NQP_PARTS_MAX);
      for (int i = 0; i < n; i++)
        {
          g_autofree char *text = nqp_whatif_assumed_text (view, leaves[i]);

          nqp_parts_say (out, _ ("Assumed for %s: %s."), nqp_view_node_name (view, leaves[i]), text);
        }
      if (view->before == NULL)
        {
          nqp_parts_say (out, "%s", _ ("Move a slider to see what another value would make of it."));
        }
    }
  return g_string_free (out, FALSE);
}

NqpTable *
nqp_whatif_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new ();
  const int decimals = nqp_parts_decimals (view);
  int nodes[NQP_PARTS_MAX], n = 0;

  nqp_table_add_column (table, "node", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "before", _ ("Before"), NULL, NQP_COLUMN_REAL, decimals);
  nqp_table_add_column (table, "after", _ ("After"), NULL, NQP_COLUMN_REAL, decimals);
  nqp_table_add_column (table, "change", _ ("Change"), NULL, NQP_COLUMN_REAL, decimals);
  nqp_table_add_column (table, "rank_before", _ ("Rank before"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "rank_after", _ ("Rank after"), NULL, NQP_COLUMN_INTEGER, 0);
  if (nqp_parts_has_region (view, view->focus))
    n = nqp_whatif_nodes (view, NQP_LEVEL_COMPONENT, nodes, NQP_PARTS_MAX);
  for (int i = 0; i < n; i++)
    {
      NqpWhatifChange change = nqp_whatif_change (view, nodes[i]);

      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, view->scores->tree->nodes[nodes[i]].id);
      nqp_table_set_text (table, 1, nqp_view_node_name (view, nodes[i]));
      nqp_table_set_number (table, 2, change.before);
      nqp_table_set_number (table, 3, change.after);
      nqp_table_set_number (table, 4, change.change);
      nqp_parts_table_rank (table, 5, change.rank_before);
      nqp_parts_table_rank (table, 6, change.rank_after);
    }
  return table;
}
