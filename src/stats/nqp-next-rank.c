/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-next-rank.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-sort.h"
#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* Halvings: the scale is cut to the last digits of a double. */
#define HALVINGS 60

typedef struct
{
  const NqpScores *scores;
  int measure, year, region, rank;
} Search;

static int
rank_with (const Search *self, int leaf, double value)
{
  g_autoptr (NqpScores) after
      = nqp_scores_what_if (self->scores, self->year, self->region, 1, &leaf, &value, NULL);

  return after != NULL ? nqp_scores_rank (after, self->measure, self->year, self->region) : 0;
}

static gboolean
is_ahead (const Search *self, int rank)
{
  return rank > 0 && rank < self->rank;
}

/* Between a value that does not suffice and one that does, the least that does. */
static double
halve (const Search *self, int leaf, double below, double enough)
{
  for (int k = 0; k < HALVINGS; k++)
    {
      const double middle = below + (enough - below) / 2;

      if (middle == below || middle == enough)
        break;
      if (is_ahead (self, rank_with (self, leaf, middle)))
        enough = middle;
      else
        below = middle;
    }
  return enough;
}

static NqpNextRank
search (const Search *self, int leaf)
{
  const NqpScores *scores = self->scores;
  const int j = scores->tree->nodes[leaf].indicator;
  const gboolean more = scores->panel->indicators[j].direction >= 0;
  NqpNextRank out = { leaf, NAN, NAN, NAN, 0 };
  double low, high, best;

  out.current = scores->x[j][(gsize)self->year * (gsize)scores->n_regions + (gsize)self->region];
  nqp_scores_range (scores, leaf, self->year, &low, &high);
  best = more ? high : low;
  if (isnan (out.current) || !(high > low) || (more ? out.current >= best : out.current <= best)
      || !is_ahead (self, rank_with (self, leaf, best)))
    return out;
  out.needed = halve (self, leaf, out.current, best);
  out.share = fabs (out.needed - out.current) / (high - low);
  out.rank_after = rank_with (self, leaf, out.needed);
  return out;
}

static int
by_share (const void *a, const void *b)
{
  const NqpNextRank *p = a, *q = b;
  const double x = isnan (p->share) ? INFINITY : p->share, y = isnan (q->share) ? INFINITY : q->share;

  return x != y ? (x > y) - (x < y) : p->leaf - q->leaf;
}

gboolean
nqp_next_rank_of (const NqpScores *scores, int measure, int year, int region, int leaf, NqpNextRank *out)
{
  const Search self = { scores, measure, year, region, nqp_scores_rank (scores, measure, year, region) };

  if (self.rank <= 1 || !nqp_stats_is_below (scores->tree, leaf, measure)
      || !nqp_tree_is_on (scores->tree, leaf))
    return FALSE;
  *out = search (&self, leaf);
  return TRUE;
}

/**
 * nqp_next_rank_new:
 * @measure: node whose ranks count
 * @year: position
 * @region: position
 *
 * For each indicator below @measure the smallest change of it alone, on the present scale and no further than the best value there
 * is, with which the region ranks before where it does now. Found by halving with nqp_scores_what_if(), so that it holds for every
 * normalisation and mean; where equal scores share a rank, more than one place may be gained.
 *
 * Returns: (transfer full) (element-type NqpNextRank)
 */
GArray *
nqp_next_rank_new (const NqpScores *scores, int measure, int year, int region)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (NqpNextRank));

  g_return_val_if_fail (year >= 0 && year < scores->n_years, out);
  g_return_val_if_fail (region >= 0 && region < scores->n_regions, out);

  for (int k = 0; k < scores->tree->n_leaves; k++)
    {
      NqpNextRank found;

      if (nqp_next_rank_of (scores, measure, year, region, scores->tree->leaves[k], &found))
        g_array_append_val (out, found);
    }
  nqp_sort (out->data, out->len, sizeof (NqpNextRank), by_share);
  return out;
}

/* ---- nqp stats next-rank ------------------------------------------------------------------------------------------ */

static void
note (const NqpStatRequest *request, int rank, int region)
{
  const char *name = nqp_panel_place_name (request->scores->panel, region, nqp_lang_of_messages ());

  if (rank == 1)
    nqp_stats_note (request, _ ("nobody is ahead of %s"), name);
  else if (rank == 0)
    nqp_stats_note (request, _ ("%s has no rank"), name);
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const NqpScores *scores = request->scores;
  const int year = request->year >= 0 ? request->year : scores->n_years - 1, region = request->regions[0];
  g_autoptr (GArray) list = nqp_next_rank_new (scores, request->measure, year, region);
  NqpTable *table = nqp_table_new ();
  const int code = nqp_table_add_column (table, "indicator", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  const int current
      = nqp_table_add_column (table, "current", _ ("Current value"), NULL, NQP_COLUMN_REAL_FULL, -1);
  const int needed
      = nqp_table_add_column (table, "needed", _ ("Value needed"), NULL, NQP_COLUMN_REAL_FULL, -1);
  const int change = nqp_table_add_column (table, "change", _ ("Change"), NULL, NQP_COLUMN_REAL_FULL, -1);
  const int share = nqp_table_add_column (table, "share_of_scale", _ ("Share of the scale"), NULL,
                                          NQP_COLUMN_REAL_FULL, -1);
  const int rank
      = nqp_table_add_column (table, "rank_after", _ ("Rank after it"), NULL, NQP_COLUMN_INTEGER, 0);

  note (request, nqp_scores_rank (scores, request->measure, year, region), region);
  for (guint k = 0; k < list->len; k++)
    {
      const NqpNextRank *it = &g_array_index (list, NqpNextRank, k);

      nqp_table_add_row (table);
      nqp_table_set_text (table, code, scores->tree->nodes[it->leaf].id);
      nqp_table_set_number (table, current, it->current);
      nqp_table_set_number (table, needed, it->needed);
      nqp_table_set_number (table, change, it->needed - it->current);
      nqp_table_set_number (table, share, it->share);
      nqp_table_set_number (table, rank, it->rank_after > 0 ? (double)it->rank_after : (double)NAN);
    }
  return table;
}

const NqpStatistic nqp_statistic_next_rank = {
  .name = "next-rank",
  .summary = N_ ("how far each indicator alone is from bringing a region to the next rank"),
  .columns = "indicator,current,needed,change,share_of_scale,rank_after",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS,
  .needs = NQP_STAT_REGIONS,
  .one_region = TRUE,
  .run = run,
};
