/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-next-rank.h"
#include "nqp-number.h"
#include "nqp-profile-strengths-private.h"
#include "nqp-sort.h"

/* profile.strengths: what it shows, and that in words and numbers. */

static int
by_percentile (gconstpointer a, gconstpointer b)
{
  const NqpStrength *x = a, *y = b;
  double p = isfinite (x->percentile) ? x->percentile : -1, q = isfinite (y->percentile) ? y->percentile : -1;

  if (p != q)
    return p > q ? -1 : 1;
  if (isfinite (x->points) && isfinite (y->points) && x->points != y->points)
    return x->points > y->points ? -1 : 1;
  return x->leaf - y->leaf;
}

/* The part between @leaf and @node that has too little data for a score, so that what @leaf has does not count; -1 = none. */
static int
silent_part (const NqpView *view, int node, int leaf)
{
  const NqpScores *scores = view->scores;

  if (node < 0 || !isfinite (nqp_scores_get (scores, node, view->year, view->focus)))
    return -1;
  for (int part = scores->tree->nodes[leaf].parent; part >= 0 && part != node;
       part = scores->tree->nodes[part].parent)
    if (!isfinite (nqp_scores_get (scores, part, view->year, view->focus)))
      return part;
  return -1;
}

/* @node: what the points are points of, -1 = of nothing that is looked at */
static NqpStrength
row_of (const NqpView *view, int node, int leaf)
{
  const NqpScores *scores = view->scores;
  int j = scores->tree->nodes[leaf].indicator;
  NqpStrength row = { .leaf = leaf, .value = NAN, .percentile = NAN, .points = NAN };
  guint8 state;

  if (!nqp_parts_has_region (view, view->focus))
    return row;
  state = nqp_parts_leaf_state (view, leaf, view->year, view->focus);
  row.imputed = state == NQP_CELL_IMPUTED || state == NQP_CELL_EDITED;
  row.suspect = state == NQP_CELL_SUSPECT;
  if (scores->x != NULL && scores->x[j] != NULL)
    row.value = scores->x[j][(gsize)view->year * (gsize)scores->n_regions + (gsize)view->focus];
  if (!isfinite (nqp_scores_get (scores, leaf, view->year, view->focus)))
    return row;
  row.percentile = nqp_scores_percentile (scores, leaf, view->year, view->focus);
  row.left_out = silent_part (view, node, leaf) >= 0;
  if (row.left_out)
    return row;
  if (node >= 0 && isfinite (nqp_scores_get (scores, node, view->year, view->focus)))
    row.points
        = nqp_scores_contribution (scores, node, leaf, view->year, view->focus) * nqp_parts_factor (view);
  return row;
}

/* What the points are points of: the measure, for a leaf what it is a part of. */
static int
whole_of (const NqpView *view)
{
  const NqpNode *node = &view->scores->tree->nodes[view->measure];

  return nqp_parts_is_leaf (view, view->measure) && node->parent >= 0 ? node->parent : view->measure;
}

int
nqp_strengths_collect (const NqpView *view, NqpStrength *rows)
{
  const int node = whole_of (view);
  int leaves[NQP_PARTS_MAX], n;

  n = nqp_parts_leaves (view, node, leaves, NQP_PARTS_MAX);
  for (int i = 0; i < n; i++)
    rows[i] = row_of (view, node, leaves[i]);
  nqp_sort (rows, (size_t)n, sizeof *rows, (int (*) (const void *, const void *))by_percentile);
  return n;
}

const char *
nqp_strengths_unit (const NqpView *view, int leaf)
{
  const NqpIndicator *indicator = &view->scores->panel->indicators[view->scores->tree->nodes[leaf].indicator];

  return nqp_text_get (&indicator->unit, view->lang);
}

const char *
nqp_strength_note (const NqpStrength *row)
{
  return row->suspect             ? _ ("suspect, not used")
         : !isfinite (row->value) ? _ ("no data")
         : row->imputed           ? _ ("imputed")
                                  : "";
}

char *
nqp_strength_reason (const NqpView *view, const NqpStrength *row)
{
  const int part = row->left_out ? silent_part (view, whole_of (view), row->leaf) : -1;

  if (part < 0)
    return g_strdup (nqp_strength_note (row));
  /* Translators: a component or pillar, a share in per cent */
  return g_strdup_printf (_ ("not counted: %s has data for less than %.0f %% of its weight"),
                          nqp_view_node_name (view, part), 100 * view->scores->method.coverage);
}

/* What of this indicator alone would bring the next rank, on the present scale. */
static char *
say_next_rank (const NqpView *view, int leaf)
{
  const NqpIndicator *it = &view->scores->panel->indicators[view->scores->tree->nodes[leaf].indicator];
  const char *unit = nqp_text_get (&it->unit, view->lang);
  NqpNextRank next;
  char needed[NQP_NUMBER_SIZE], change[NQP_NUMBER_SIZE];

  if (!nqp_next_rank_of (view->scores, view->measure, view->year, view->focus, leaf, &next)
      || isnan (next.current))
    return NULL;
  if (isnan (next.needed))
    return g_strdup (_ ("its best value alone would not bring the next rank"));
  nqp_number_to_screen_auto (next.needed, needed);
  nqp_number_to_screen_auto (next.needed - next.current, change);
  /* Translators: a rank, a value with its unit, by how much it differs from the one there is */
  return g_strdup_printf (_ ("rank %d with %s%s%s (%s%s)"), next.rank_after, needed,
                          *unit != '\0' ? "\xc2\xa0" : "", unit, next.needed > next.current ? "+" : "",
                          change);
}

char *
nqp_strengths_tooltip (const NqpView *view, NqpDatum datum)
{
  const NqpScores *scores = view->scores;
  NqpStrength row;
  g_autofree char *plain = NULL, *reason = NULL;

  if (datum.node < 0 || datum.region != view->focus || scores->tree->nodes[datum.node].indicator < 0)
    return NULL;
  row = row_of (view, whole_of (view), datum.node);
  plain = nqp_view_tooltip (view, datum.region, view->year, datum.node);
  reason = row.left_out ? nqp_strength_reason (view, &row) : say_next_rank (view, datum.node);
  return reason != NULL ? g_strjoin ("\n", plain, reason, NULL) : g_steal_pointer (&plain);
}

const char *
nqp_strength_points (const NqpView *view, const NqpStrength *row, char number[NQP_NUMBER_SIZE])
{
  return nqp_number_to_screen (row->points, nqp_parts_decimals (view), number);
}

char *
nqp_strengths_title (const NqpView *view)
{
  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup_printf (_ ("Strengths and weaknesses, %d"), nqp_parts_year (view));
  /* TRANSLATORS: %s is a region, %d a year */
  return g_strdup_printf (_ ("Strengths and weaknesses of %s, %d"), nqp_view_region_name (view, view->focus),
                          nqp_parts_year (view));
}

char *
nqp_strengths_subtitle (const NqpView *view)
{
  const int node = whole_of (view);
  g_autofree char *name = NULL;
  NqpView whole = *view;
  NqpStrength rows[NQP_PARTS_MAX];
  GString *out;
  gboolean left_out = FALSE;
  char number[NQP_NUMBER_SIZE];
  double score;

  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup ("");
  whole.measure = node;
  name = nqp_view_measure_name (&whole);
  score = nqp_parts_score (view, node, view->year, view->focus);
  if (!isfinite (score))
    return g_strdup_printf (_ ("Percentile among %d regions; no points, because %s has no score"),
                            view->scores->n_regions, name);
  out = g_string_new (NULL);
  g_string_printf (out, _ ("Percentile among %d regions (middle line: median); points add up to %s (%s)"),
                   view->scores->n_regions, nqp_number_to_screen (score, 1, number), name);
  for (int i = nqp_strengths_collect (view, rows) - 1; i >= 0; i--)
    left_out = left_out || rows[i].left_out;
  if (left_out)
    g_string_append (out, _ ("; –: too few data"));
  return g_string_free (out, FALSE);
}

static void
add_table_row (NqpTable *table, const NqpView *view, const NqpStrength *row)
{
  g_autofree char *reason = nqp_strength_reason (view, row);

  nqp_table_add_row (table);
  nqp_table_set_datum (table, (NqpDatum){ view->focus, view->year, row->leaf, 0, 0 });
  nqp_table_set_text (table, 0, view->scores->tree->nodes[row->leaf].id);
  nqp_table_set_text (table, 1, nqp_view_node_name (view, row->leaf));
  nqp_table_set_number (table, 2, row->value);
  nqp_table_set_text (table, 3, nqp_strengths_unit (view, row->leaf));
  nqp_table_set_number (table, 4, row->percentile);
  nqp_parts_table_rank (table, 5,
                        nqp_parts_has_region (view, view->focus)
                            ? nqp_scores_rank (view->scores, row->leaf, view->year, view->focus)
                            : 0);
  nqp_table_set_number (table, 6, row->points);
  nqp_table_set_text (table, 7, reason);
}

/* A page goes on with the indicators that are no part of the measure. */
NqpTable *
nqp_strengths_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new_for (use);
  NqpStrength rows[NQP_PARTS_MAX];
  int n = nqp_parts_has_region (view, view->focus) ? nqp_strengths_collect (view, rows) : 0;
  int leaves[NQP_PARTS_MAX], n_leaves = 0;
  g_autofree char *year = g_strdup_printf ("%d", nqp_parts_year (view));

  nqp_table_add_column (table, "node", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Value"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "unit", _ ("Unit"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "percentile", _ ("Percentile"), NULL, NQP_COLUMN_REAL, 0);
  nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "points", _ ("Points"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, 1, (NqpLook){ .kind = NQP_LOOK_PART, .chars = 14, .expand = TRUE });
  nqp_table_show (
      table, 2, (NqpLook){ .title = year, .chars = 6, .has_decimals = TRUE, .decimals = -1, .marks = TRUE });
  nqp_table_show (table, 3, (NqpLook){ .chars = 8 });
  nqp_table_show (table, 4, (NqpLook){ .title = _ ("Pct."), .chars = 3, .descending = TRUE });
  nqp_table_show (table, 6, (NqpLook){ .chars = 4, .descending = TRUE, .has_decimals = TRUE, .decimals = 1 });
  nqp_table_set_sort (table, 4);
  for (int i = 0; i < n; i++)
    add_table_row (table, view, &rows[i]);
  if ((use & NQP_TABLE_PAGE) != 0)
    n_leaves = nqp_parts_leaves (view, 0, leaves, NQP_PARTS_MAX);
  for (int k = 0; k < n_leaves; k++)
    {
      const NqpStrength other = row_of (view, -1, leaves[k]);
      gboolean there = FALSE;

      for (int i = 0; i < n; i++)
        there = there || rows[i].leaf == leaves[k];
      if (!there)
        add_table_row (table, view, &other);
    }
  return table;
}

char *
nqp_strengths_summary (const NqpView *view)
{
  g_autofree char *title = nqp_strengths_title (view);
  GString *out = g_string_new (NULL);
  NqpStrength rows[NQP_PARTS_MAX];
  int n = nqp_parts_has_region (view, view->focus) ? nqp_strengths_collect (view, rows) : 0, last = n - 1,
      n_missing;

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  while (last >= 0 && !isfinite (rows[last].percentile))
    last--;
  n_missing = n - 1 - last;
  if (last > 0)
    {
      nqp_parts_say (out, _ ("Best: %s (percentile %.0f). Weakest: %s (percentile %.0f)."),
                     nqp_view_node_name (view, rows[0].leaf), rows[0].percentile,
                     nqp_view_node_name (view, rows[last].leaf), rows[last].percentile);
    }
  if (n_missing > 0)
    {
      nqp_parts_say (out,
                     ngettext ("%d indicator has no data.", "%d indicators have no data.", (gulong)n_missing),
                     n_missing);
    }
  return g_string_free (out, FALSE);
}
