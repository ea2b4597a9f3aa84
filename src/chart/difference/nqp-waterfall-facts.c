/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-sort.h"
#include "nqp-waterfall-private.h"

/* Of these two charts: between what the difference is, and its parts. */

static int
by_size (const void *a, const void *b)
{
  const NqpWaterfallRow *p = a, *q = b;
  const double x = p->leaf >= 0 ? fabs (p->part) : -1, y = q->leaf >= 0 ? fabs (q->part) : -1;

  return x != y ? (x < y) - (x > y) : p->leaf - q->leaf;
}

/* The year to compare with; an excuse where there is none. */
static char *
find_year (NqpWaterfall *self)
{
  const NqpView *view = self->view;

  self->from.year = view->year - 1;
  if (nqp_chart_options_has (&view->options, NQP_OPTION_FROM))
    {
      self->from.year = nqp_panel_find_year (view->scores->panel, view->options.from);
      if (self->from.year < 0)
        return g_strdup_printf (_ ("The project has no data for %d. Choose another year to compare with."),
                                view->options.from);
      if (self->from.year == view->year)
        return g_strdup_printf (_ ("This is %d itself. Choose another year to compare with."),
                                view->options.from);
    }
  return self->from.year < 0
             ? g_strdup_printf (_ ("There is no year before %d. Choose a later one, or another "
                                   "year to compare with."),
                                nqp_parts_year (view))
             : NULL;
}

/* While none is chosen: the one ahead of the focus, of the first the one behind it. -1 = the focus has no rank, or is alone. */
static int
next_in_rank (const NqpWaterfall *self)
{
  const NqpScores *scores = self->view->scores;
  g_autofree int *order = g_new (int, MAX (scores->n_regions, 1));
  NqpView view = *self->view;
  int at = 0;

  view.measure = self->node;
  view.facts = NULL;
  nqp_view_order (&view, order);
  while (at < scores->n_regions && order[at] != view.focus)
    at++;
  if (at == scores->n_regions || nqp_scores_rank (scores, self->node, view.year, view.focus) == 0)
    return -1;
  at = at > 0 ? at - 1 : 1;
  return at < scores->n_regions && nqp_scores_rank (scores, self->node, view.year, order[at]) > 0 ? order[at]
                                                                                                  : -1;
}

static char *
find_region (NqpWaterfall *self)
{
  const NqpView *view = self->view;

  for (int k = 0; k < view->n_compared; k++)
    if (view->compared[k] != view->focus && nqp_parts_has_region (view, view->compared[k]))
      {
        self->from.region = view->compared[k];
        return NULL;
      }
  self->from.region = next_in_rank (self);
  return self->from.region >= 0 ? NULL : g_strdup (_ ("Choose a region to compare with."));
}

static char *
find_ends (NqpWaterfall *self)
{
  const NqpView *view = self->view;
  char *excuse;

  self->to = self->from = (NqpDifferenceEnd){ view->year, view->focus };
  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup (view->focus >= 0 ? _ ("This place has no data in the project.")
                     : self->regions  ? _ ("Choose a region to see why its score differs from another's.")
                                      : _ ("Choose a region to see why its score changed."));
  excuse = self->regions ? find_region (self) : find_year (self);
  if (excuse != NULL)
    return excuse;
  for (int k = 0; k < 2; k++)
    {
      const NqpDifferenceEnd end = k == 0 ? self->to : self->from;

      if (isnan (nqp_scores_get (view->scores, self->node, end.year, end.region)))
        return g_strdup_printf (_ ("%s has no score in %d, so there is no difference."),
                                nqp_view_region_name (view, end.region),
                                view->scores->panel->years[end.year]);
    }
  return NULL;
}

/**
 * nqp_waterfall_find:
 * @regions: the focus against the first region compared; else against another year of its own
 *
 * Between what the difference is, without its parts. For a measure that is an indicator, of what that is a part of.
 */
void
nqp_waterfall_find (NqpWaterfall *self, const NqpView *view, gboolean regions)
{
  const NqpTree *tree = view->scores->tree;

  *self = (NqpWaterfall){ .view = view, .regions = regions, .node = view->measure };
  if (nqp_parts_is_leaf (view, view->measure) && tree->nodes[view->measure].parent >= 0)
    self->node = tree->nodes[view->measure].parent;
  self->excuse = find_ends (self);
}

void
nqp_waterfall_init (NqpWaterfall *self, const NqpView *view, gboolean regions)
{
  const NqpTree *tree = view->scores->tree;
  const double factor = nqp_parts_factor (view);
  g_autoptr (NqpDifference) difference = NULL;

  nqp_waterfall_find (self, view, regions);
  if (self->excuse != NULL)
    return;
  difference = nqp_difference_new (view->scores, self->node, self->from, self->to);
  self->start = factor * nqp_scores_get (view->scores, self->node, self->from.year, self->from.region);
  self->end = factor * nqp_scores_get (view->scores, self->node, self->to.year, self->to.region);
  self->exact = difference->exact;
  self->sums = difference->sums;
  self->rows = g_new (NqpWaterfallRow, tree->n_leaves + 1);
  for (int k = 0; k < tree->n_leaves; k++)
    if (!isnan (difference->part[tree->leaves[k]]))
      self->rows[self->n++]
          = (NqpWaterfallRow){ tree->leaves[k], factor * difference->part[tree->leaves[k]] };
  if (difference->compares)
    self->rows[self->n++] = (NqpWaterfallRow){ -1, factor * difference->others };
  nqp_sort (self->rows, (size_t)self->n, sizeof *self->rows, by_size);
}

void
nqp_waterfall_clear (NqpWaterfall *self)
{
  g_free (self->excuse);
  g_free (self->rows);
}
