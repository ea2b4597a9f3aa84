/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-space.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-stats-private.h"

static int
compare_links (const void *a, const void *b)
{
  const NqpLink *p = a, *q = b;

  return p->from != q->from ? (p->from > q->from) - (p->from < q->from) : (p->to > q->to) - (p->to < q->to);
}

NqpSpace *
nqp_space_new_of_links (int n, GArray *links)
{
  NqpSpace *self = g_new0 (NqpSpace, 1);
  gsize n_links = 0;

  self->n = n;
  self->start = g_new0 (gsize, n + 1);
  self->to = g_new (int, links->len + 1);
  self->weight = g_new (double, links->len + 1);
  g_array_sort (links, compare_links);
  for (guint l = 0; l < links->len; l++)
    {
      const NqpLink *link = &g_array_index (links, NqpLink, l);

      if (link->from >= n || link->to >= n
          || (l > 0 && compare_links (link, &g_array_index (links, NqpLink, l - 1)) == 0))
        continue;
      self->to[n_links] = link->to;
      self->weight[n_links++] = link->weight;
      self->start[link->from + 1] = n_links;
    }
  for (int i = 0; i < n; i++)
    self->start[i + 1] = MAX (self->start[i + 1], self->start[i]);
  return self;
}

void
nqp_space_free (NqpSpace *self)
{
  g_free (self->start);
  g_free (self->to);
  g_free (self->weight);
  g_free (self);
}

/* The means of an indicator over the years, NaN where there is no value; FALSE if there is no such indicator. */
static gboolean
read_means (const NqpScores *scores, const char *code, double *out)
{
  const int indicator = nqp_panel_find_indicator (scores->panel, code);

  for (int i = 0; i < scores->n_regions && indicator >= 0; i++)
    {
      double sum = 0;
      int n = 0;

      for (int t = 0; t < scores->n_years; t++)
        {
          const double x = nqp_scores_raw (scores, indicator, t, i);

          sum += isnan (x) ? 0 : x;
          n += !isnan (x);
        }
      out[i] = n > 0 ? sum / n : NAN;
    }
  return indicator >= 0;
}

static gboolean
add_economic (GArray *links, const NqpScores *scores, const char *code, GError **error)
{
  g_autofree double *mean = g_new (double, MAX (scores->n_regions, 1));
  double least = INFINITY;

  if (!read_means (scores, code, mean))
    {
      g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
                   _ ("economic distance: the project has no indicator '%s'"), code);
      return FALSE;
    }
  for (int i = 0; i < scores->n_regions; i++)
    for (int j = 0; j < scores->n_regions; j++)
      {
        const NqpLink link = { i, j, fabs (mean[i] - mean[j]) };

        if (i == j || isnan (link.weight))
          continue;
        g_array_append_val (links, link);
        least = link.weight > 0 ? MIN (least, link.weight) : least;
      }
  for (guint l = 0; l < links->len; l++)
    {
      NqpLink *link = &g_array_index (links, NqpLink, l);

      link->weight = isinf (least) ? 1 : least / MAX (link->weight, least);
    }
  return TRUE;
}

static gboolean
add_contiguous (GArray *links, const NqpPanel *panel, const NqpBoundaries *boundaries, GError **error)
{
  for (int l = 0; l < panel->n_neighbours; l++)
    {
      const NqpNeighbour *pair = &panel->neighbours[l];
      const NqpLink there = { pair->a, pair->b, 1 }, back = { pair->b, pair->a, 1 };

      g_array_append_val (links, there);
      g_array_append_val (links, back);
    }
  if (panel->n_neighbours == 0 && boundaries != NULL)
    nqp_space_add_touching (links, panel, boundaries);
  if (links->len > 0)
    return TRUE;
  g_set_error (
      error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
      _ ("the project has no neighbours and no outlines that touch; choose other neighbours, such as "
         "the five nearest (knn:5)"));
  return FALSE;
}

/**
 * nqp_space_new:
 * @boundaries: (nullable): for contiguity where the panel has no neighbours
 *
 * Weights are not standardised. Distances are on a sphere, and those of 0, as gaps of 0, count as the smallest above 0.
 *
 * Returns: (transfer full): %NULL with @error set
 */
NqpSpace *
nqp_space_new (const NqpScores *scores, const NqpBoundaries *boundaries, const NqpSpaceSpec *spec,
               GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (NqpLink));
  gboolean fine = TRUE;

  switch (spec->kind)
    {
    case NQP_SPACE_CONTIGUITY:
      fine = add_contiguous (links, scores->panel, boundaries, error);
      break;
    case NQP_SPACE_KNN:
      fine = nqp_space_add_nearest (links, scores->panel, spec->k, error);
      break;
    case NQP_SPACE_DISTANCE:
    case NQP_SPACE_INVERSE:
      fine = nqp_space_add_by_distance (links, scores->panel, spec, error);
      break;
    case NQP_SPACE_ECONOMIC:
      fine = add_economic (links, scores, spec->name, error);
      break;
    case NQP_SPACE_LINKS:
      if (spec->links != NULL)
        g_array_append_vals (links, spec->links->data, spec->links->len);
      break;
    default:
      g_return_val_if_reached (NULL);
    }
  return fine ? nqp_space_new_of_links (scores->n_regions, links) : NULL;
}
