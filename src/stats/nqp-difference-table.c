/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-difference.h"
#include "nqp-statistics.h"
#include "nqp-stats-private.h"

/* nqp stats difference */

/* Both sides from what was asked; FALSE with @error set. */
static gboolean
read_ends (const NqpStatRequest *request, NqpDifferenceEnd *from, NqpDifferenceEnd *to, GError **error)
{
  const NqpScores *scores = request->scores;
  const gboolean two = request->n_regions == 2;

  *to = (NqpDifferenceEnd){ request->year >= 0 ? request->year : scores->n_years - 1, request->regions[0] };
  *from = (NqpDifferenceEnd){ to->year, request->regions[request->n_regions - 1] };
  if (request->n_regions > 2)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("difference is made for a region, or for one less another (--region A,B), found %d in "
                      "--region"),
                   request->n_regions);
      return FALSE;
    }
  if ((request->given & NQP_STAT_FROM) != 0)
    from->year = request->from;
  else if (!two)
    from->year = MAX (to->year - 1, 0);
  if (from->year == to->year && from->region == to->region)
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("a difference needs two regions (--region A,B) or two years (--year and --from); found "
                      "%s twice in %d"),
                   scores->panel->places[to->region].code, scores->panel->years[to->year]);
      return FALSE;
    }
  return TRUE;
}

static void
note (const NqpStatRequest *request, const NqpDifference *difference, NqpDifferenceEnd from,
      NqpDifferenceEnd to)
{
  const NqpScores *scores = request->scores;
  const NqpDifferenceEnd ends[] = { from, to };

  for (guint k = 0; difference == NULL && k < G_N_ELEMENTS (ends); k++)
    if (isnan (nqp_scores_get (scores, request->measure, ends[k].year, ends[k].region)))
      nqp_stats_note (request, _ ("%s has no score in %d, so there is no difference"),
                      nqp_panel_place_name (scores->panel, ends[k].region, nqp_lang_of_messages ()),
                      scores->panel->years[ends[k].year]);
  if (difference != NULL && from.year != to.year
      && (nqp_method_traits (&scores->method, NQP_STAGE_NORMALISE) & NQP_TRAIT_YEARLY) != 0)
    nqp_stats_note (request, _ ("values are normalised within each year: parts also move because other "
                                "regions do"));
  if (difference != NULL && !difference->exact)
    nqp_stats_note (request, _ ("some parts have too many parts of their own for all orders to be looked at; "
                                "a mean over some orders stands in their place"));
}

static void
add_row (NqpTable *table, const char *node, const char *level, double from, double to, double part)
{
  nqp_table_add_row (table);
  nqp_table_set_text (table, 0, node);
  nqp_table_set_text (table, 1, level);
  nqp_table_set_number (table, 2, from);
  nqp_table_set_number (table, 3, to);
  nqp_table_set_number (table, 4, part);
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  const NqpScores *scores = request->scores;
  const NqpNode *nodes = scores->tree->nodes;
  g_autoptr (NqpDifference) difference = NULL;
  NqpTable *table;
  NqpDifferenceEnd from, to;

  if (!read_ends (request, &from, &to, error))
    return NULL;
  difference = nqp_difference_new (scores, request->measure, from, to);
  note (request, difference, from, to);
  table = nqp_table_new ();
  nqp_table_add_column (table, "node", _ ("Node"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "level", _ ("Level"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "from", _ ("From"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "to", _ ("To"), NULL, NQP_COLUMN_REAL_FULL, 4);
  nqp_table_add_column (table, "part", _ ("Part of the difference"), NULL, NQP_COLUMN_REAL_FULL, 4);
  if (difference == NULL)
    return table;
  for (int i = 0; i < scores->n_nodes; i++)
    if (!isnan (difference->part[i]))
      add_row (table, nodes[i].id, nqp_level_to_string (nodes[i].level),
               nqp_scores_get (scores, i, from.year, from.region),
               nqp_scores_get (scores, i, to.year, to.region), difference->part[i]);
  if (difference->compares)
    add_row (table, "others", "others", NAN, NAN, difference->others);
  return table;
}

const NqpStatistic nqp_statistic_difference = {
  .name = "difference",
  .summary = N_ ("why a score differs from that of another year or region, by indicator"),
  .columns = "node,level,from,to,part",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR | NQP_STAT_REGIONS | NQP_STAT_FROM,
  .needs = NQP_STAT_REGIONS,
  .run = run,
};
