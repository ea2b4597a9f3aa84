/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-seat.h"

#include <math.h>

#include "nqp-copeland-private.h"
#include "nqp-stages-private.h"

/* Scores that differ by no more share a rank. */
#define SAME 1e-12

struct _NqpSeat
{
  const NqpScores *scores;
  gsize row; /* first cell of the year */
  int region;
  NqpMethod lax;    /* no coverage is too little */
  NqpLayer **cells; /* [node]: one region in one year */
  NqpMix mix;
  gboolean deep;
};

/**
 * nqp_seat_new:
 * @scores: is used as long as the seat
 * @year: position
 * @region: position
 */
NqpSeat *
nqp_seat_new (const NqpScores *scores, int year, int region)
{
  NqpSeat *self = g_new0 (NqpSeat, 1);
  const NqpScoresPrivate *priv = scores->priv;

  self->scores = scores;
  self->row = (gsize)year * (gsize)scores->n_regions;
  self->region = region;
  self->lax = scores->method;
  self->lax.coverage = 0;
  self->deep = nqp_aggregate_deep (&scores->method);
  self->cells = g_new0 (NqpLayer *, scores->n_nodes);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      NqpLayer *cell = self->cells[i] = nqp_layer_new (0, 1, 1);

      cell->span = priv->layers[i]->span;
      cell->score = g_atomic_rc_box_alloc (sizeof (double));
      if (scores->tree->nodes[i].indicator < 0)
        cell->coverage = g_atomic_rc_box_alloc (sizeof (double));
    }
  nqp_mix_init (&self->mix, scores->n_nodes, 0, 1, &scores->method);
  return self;
}

void
nqp_seat_free (NqpSeat *self)
{
  for (int i = 0; i < self->scores->n_nodes; i++)
    nqp_layer_unref (self->cells[i]);
  g_free (self->cells);
  nqp_mix_clear (&self->mix);
  g_free (self);
}

/* What an indicator is with the normalised value @z. */
NqpStand
nqp_seat_leaf (const NqpSeat *self, int leaf, double z)
{
  const NqpExtent *span = &self->cells[leaf]->span;
  const double within = self->deep ? MIN (MAX (z, span->min), span->max) : z;

  if (isnan (z))
    return (NqpStand){ NAN, 0, 0, 0 };
  return (NqpStand){ z, 1, (within - span->max) * (within - span->max),
                     (within - span->min) * (within - span->min) };
}

/* The squared distances of all leaves below, by their shares of the node. */
static void
add_distances (const NqpSeat *self, const NqpStand *stands, NqpStand *out)
{
  const NqpMix *mix = &self->mix;
  const NqpNode *nodes = self->scores->tree->nodes;
  double present = 0, up, down;

  for (int c = nodes[mix->node].first_child; c >= 0; c = nodes[c].next_sibling)
    present += nodes[c].on && !isnan (stands[c].score) ? nodes[c].weight : 0.0;
  for (int c = nodes[mix->node].first_child; c >= 0; c = nodes[c].next_sibling)
    if (nodes[c].on && !isnan (stands[c].score) && present > 0)
      {
        const double share = nodes[c].weight / present;

        out->up += share * share * stands[c].up;
        out->down += share * share * stands[c].down;
      }
  up = sqrt (out->up);
  down = sqrt (out->down);
  out->score = up + down > 0 ? down / (up + down) : 0.5;
}

static int
compare (double a, double b)
{
  return fabs (a - b) <= SAME ? 0 : a > b ? 1 : -1;
}

/* Copeland's score against the rivals as they stand; see nqp-aggregate-copeland.c. */
static double
meet_rivals (const NqpSeat *self, const NqpStand *stands)
{
  const NqpScores *scores = self->scores;
  const NqpNode *nodes = scores->tree->nodes;
  const int node = self->mix.node;
  double net = 0;
  int n = 0;

  for (int i = 0; i < scores->n_regions; i++)
    {
      const gsize rival = self->row + (gsize)i;
      double margin = 0;

      if (i == self->region || isnan (scores->score[node][rival]))
        continue;
      n++;
      for (int c = nodes[node].first_child; c >= 0; c = nodes[c].next_sibling)
        if (nodes[c].on && !isnan (stands[c].score) && !isnan (scores->score[c][rival]))
          margin += nodes[c].weight * compare (stands[c].score, scores->score[c][rival]);
      net += margin > NQP_COPELAND_TIE ? 1 : margin < -NQP_COPELAND_TIE ? -1 : 0;
    }
  return n > 0 ? (net + n) / (2.0 * n) : 0.5;
}

/**
 * nqp_seat_combine:
 * @stands: [node]: those of the children are read
 * @lax: a score is made of whatever there is, even below the least coverage
 *
 * Returns: what @node is made to be by its mean; with the values of the region itself its score
 */
NqpStand
nqp_seat_combine (NqpSeat *self, int node, const NqpStand *stands, gboolean lax)
{
  const NqpNode *nodes = self->scores->tree->nodes;
  NqpStand out = { 0 };

  for (int c = nodes[node].first_child; c >= 0; c = nodes[c].next_sibling)
    {
      self->cells[c]->score[0] = stands[c].score;
      if (self->cells[c]->coverage != NULL)
        self->cells[c]->coverage[0] = stands[c].coverage;
    }
  self->mix.method = lax ? &self->lax : &self->scores->method;
  nqp_mix_children (&self->mix, self->scores->tree, node, self->cells);
  self->mix.deep = FALSE;
  nqp_aggregate (&self->mix, &out.score, &out.coverage);
  if (isnan (out.score))
    return out;
  if (self->deep)
    add_distances (self, stands, &out);
  else if ((nqp_means[self->mix.aggregate]->choice.traits & NQP_TRAIT_COMPARES) != 0)
    out.score = meet_rivals (self, stands);
  return out;
}
