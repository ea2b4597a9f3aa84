/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-difference.h"

#include <math.h>

#include "nqp-seat.h"
#include "nqp-stats-private.h"

#define MOST_PLAYERS 16            /* whose coalitions are all looked at */
#define MOST_EVALUATIONS (1 << 21) /* of one node: else it is done by orders */
#define SAME 1e-15                 /* what differs by less is the same on both sides */

/* The children of a node that are not the same on both sides. */
typedef struct
{
  int n;
  int *players;
  gboolean exact;  /* all coalitions; else some orders */
  double *worth;   /* [coalition]: with exact, NaN = not known yet */
  double *weights; /* [size]: with exact, of a coalition of that size that a player comes to */
  double cost;     /* evaluations that the worth of one value of the node takes */
} Game;

typedef struct
{
  const NqpScores *scores;
  const NqpNode *nodes;
  int measure;
  NqpSeat *seat;
  NqpStand *from, *to; /* [node] */
  NqpStand *now;       /* [node]: in the coalition in hand */
  gboolean *same;      /* [node]: nothing below differs */
  Game *games;         /* [node] */
  gboolean exact;
} Walk;

static gboolean
is_same (const NqpStand *a, const NqpStand *b)
{
  return isnan (a->score) ? isnan (b->score) : fabs (a->score - b->score) < SAME;
}

static double
worth_of (Walk *self, int node, NqpStand stand);

static NqpStand
combine (Walk *self, int node)
{
  return nqp_seat_combine (self->seat, node, self->now, node == self->measure);
}

/* ---- coalitions: the first of a player's are numbered, with those that have come before it -------------------------- */

static int
n_coalitions (const Game *game)
{
  return game->exact ? 1 << (game->n - 1) : 2 * game->n;
}

static guint
mask_of (int player, int k)
{
  const guint below = (guint)k & ((1u << player) - 1);

  return below | (((guint)k & ~((1u << player) - 1)) << 1);
}

static double
weight_of (const Game *game, int k)
{
  return game->exact ? game->weights[__builtin_popcount ((guint)k)] : 1.0 / (2 * game->n);
}

/* Has @other come before @player? Orders are the tree's, begun at each place, and the same backwards. */
static gboolean
has_come (const Game *game, int player, int k, int other)
{
  const int n = game->n, start = k / 2;
  const int at = (player - start + n) % n, its = (other - start + n) % n;

  if (game->exact)
    return (mask_of (player, k) >> other & 1) != 0;
  return k % 2 == 0 ? its < at : its > at;
}

/* What a coalition has moved the whole by. */
static double
worth_of_coalition (Walk *self, int node, guint mask)
{
  Game *game = &self->games[node];

  if (isnan (game->worth[mask]))
    {
      for (int i = 0; i < game->n; i++)
        self->now[game->players[i]]
            = (mask >> i & 1) != 0 ? self->to[game->players[i]] : self->from[game->players[i]];
      game->worth[mask] = worth_of (self, node, combine (self, node));
    }
  return game->worth[mask];
}

static double
worth_with (Walk *self, int node, int player, int k, NqpStand stand)
{
  const Game *game = &self->games[node];

  for (int i = 0; i < game->n; i++)
    self->now[game->players[i]] = i != player && has_come (game, player, k, i) ? self->to[game->players[i]]
                                                                               : self->from[game->players[i]];
  self->now[game->players[player]] = stand;
  return worth_of (self, node, combine (self, node));
}

static int
find_player (const Game *game, int node)
{
  for (int i = 0; i < game->n; i++)
    if (game->players[i] == node)
      return i;
  return -1;
}

/* What @node moves the whole by where it is @stand in place of what it is on the first side: its Shapley value among its
 * siblings, whose whole counts by what it is worth above in the same way. */
static double
worth_of (Walk *self, int node, NqpStand stand)
{
  const int parent = self->nodes[node].parent;
  Game *game;
  double sum = 0;
  int player;

  if (node == self->measure)
    return isnan (stand.score) ? (self->to[node].score - self->from[node].score) / 2
                               : stand.score - self->from[node].score;
  game = &self->games[parent];
  player = find_player (game, node);
  if (player < 0)
    return 0;
  for (int k = 0; k < n_coalitions (game); k++)
    {
      const double before = game->exact ? worth_of_coalition (self, parent, mask_of (player, k))
                                        : worth_with (self, parent, player, k, self->from[node]);

      sum += weight_of (game, k) * (worth_with (self, parent, player, k, stand) - before);
    }
  return sum;
}

static double
part_of (Walk *self, int node)
{
  const int parent = self->nodes[node].parent;
  Game *game = &self->games[parent];
  const int player = find_player (game, node);
  double sum = 0;

  if (player < 0 || !game->exact)
    return player < 0 ? 0 : worth_of (self, node, self->to[node]);
  for (int k = 0; k < n_coalitions (game); k++)
    {
      const guint mask = mask_of (player, k);

      sum += weight_of (game, k)
             * (worth_of_coalition (self, parent, mask | 1u << player)
                - worth_of_coalition (self, parent, mask));
    }
  return sum;
}

static void
begin_game (Walk *self, int node)
{
  Game *game = &self->games[node];
  double weight;

  game->players = g_new (int, self->scores->n_nodes);
  for (int c = self->nodes[node].first_child; c >= 0; c = self->nodes[c].next_sibling)
    {
      self->now[c] = self->from[c];
      if (self->nodes[c].on && !self->same[c])
        game->players[game->n++] = c;
    }
  game->cost = 1;
  if (node != self->measure)
    {
      const Game *above = &self->games[self->nodes[node].parent];

      game->cost = above->cost * (above->n > 0 ? n_coalitions (above) : 1) * (above->exact ? 1 : 2);
    }
  game->exact = game->n <= MOST_PLAYERS && game->cost * (1 << game->n) <= MOST_EVALUATIONS;
  self->exact = self->exact && game->exact;
  if (!game->exact || game->n == 0)
    return;
  game->worth = g_new (double, (gsize)1 << game->n);
  for (gsize i = 0; i < (gsize)1 << game->n; i++)
    game->worth[i] = NAN;
  game->weights = g_new (double, game->n);
  weight = 1.0 / game->n;
  for (int size = 0; size < game->n; size++)
    {
      game->weights[size] = weight;
      weight *= (double)(size + 1) / MAX (game->n - 1 - size, 1);
    }
}

static void
find_same (Walk *self)
{
  for (int i = self->scores->n_nodes - 1; i >= self->measure; i--)
    {
      self->same[i] = self->nodes[i].indicator < 0 || is_same (&self->from[i], &self->to[i]);
      for (int c = self->nodes[i].first_child; c >= 0; c = self->nodes[c].next_sibling)
        self->same[i] = self->same[i] && (!self->nodes[c].on || self->same[c]);
    }
}

/* What the region has on one side, in the seat in hand. */
static void
make_stands (Walk *self, NqpDifferenceEnd end, NqpStand *stands)
{
  for (int i = self->scores->n_nodes - 1; i >= self->measure; i--)
    if (self->nodes[i].indicator >= 0)
      stands[i] = nqp_seat_leaf (self->seat, i, nqp_scores_get (self->scores, i, end.year, end.region));
    else if (nqp_stats_is_below (self->scores->tree, i, self->measure))
      stands[i] = nqp_seat_combine (self->seat, i, stands, FALSE);
}

/* Adds @share of the parts, told in the seat of @seat. */
static gboolean
add_parts (const NqpScores *scores, NqpDifference *out, NqpDifferenceEnd seat, double share)
{
  const gsize n = (gsize)scores->n_nodes;
  g_autoptr (NqpSeat) own = nqp_seat_new (scores, seat.year, seat.region);
  g_autofree NqpStand *from = g_new0 (NqpStand, n), *to = g_new0 (NqpStand, n), *now = g_new0 (NqpStand, n);
  g_autofree Game *games = g_new0 (Game, n);
  g_autofree gboolean *same = g_new0 (gboolean, n);
  Walk self = { scores, scores->tree->nodes, out->measure, own, from, to, now, same, games, TRUE };

  make_stands (&self, out->from, from);
  make_stands (&self, out->to, to);
  find_same (&self);
  for (int i = out->measure; i < scores->n_nodes; i++)
    if (!isnan (out->part[i]) && self.nodes[i].indicator < 0)
      begin_game (&self, i);
  for (int i = out->measure + 1; i < scores->n_nodes; i++)
    if (!isnan (out->part[i]))
      out->part[i] += share * part_of (&self, i);
  for (int i = 0; i < scores->n_nodes; i++)
    {
      g_free (games[i].players);
      g_free (games[i].worth);
      g_free (games[i].weights);
    }
  return self.exact;
}

static gboolean
is_sum (const NqpMethod *method)
{
  for (int level = NQP_LEVEL_INDEX; level < NQP_LEVEL_INDICATOR; level++)
    if ((nqp_choice (NQP_STAGE_AGGREGATE, (int)nqp_method_aggregate (method, (NqpLevel)level))->traits
         & NQP_TRAIT_SUM)
        == 0)
      return FALSE;
  return TRUE;
}

static void
subtract_contributions (const NqpScores *scores, NqpDifference *out)
{
  for (int i = out->measure + 1; i < scores->n_nodes; i++)
    if (!isnan (out->part[i]))
      out->part[i] = nqp_scores_contribution (scores, out->measure, i, out->to.year, out->to.region)
                     - nqp_scores_contribution (scores, out->measure, i, out->from.year, out->from.region);
}

/**
 * nqp_difference_new:
 * @measure: node whose score is explained, 0 = the index
 * @from: a region in a year
 * @to: another year of it, or another region; exchanged with @from every number changes its sign
 *
 * Where every level is an arithmetic mean a part is the difference of the contributions. Else it is the Owen value (1977): at each
 * node the children are players that come from what they are at @from to what they are at @to, and a child's part is its Shapley
 * value, the mean over all orders of what its coming changes; within its parent's part it is shared out in the same way, the
 * parent having come as far as the children that have. A child that only one side has goes from missing to there, and the weights
 * of its siblings change with it, as in scoring; on the way the measure itself is made of whatever there is. Exact for up to 16
 * children that differ; for more, or where it would take some seconds, the mean is over the orders of the tree begun at each child
 * and their reverses: the sums hold as well.
 *
 * TOPSIS is measured from the best and the worst of all years, so that it depends on no other region. A score by Copeland does: each
 * part is the mean of what it would be among the rivals of @from and among those of @to, their scores as they stand, and @others is
 * the rest. Where values are normalised within each year (minmax-year, rank) others move the values themselves, which is not told
 * apart. Shapley (1953); Owen (1977); Shorrocks (2013).
 *
 * Returns: (transfer full) (nullable): %NULL if one side has no score
 */
NqpDifference *
nqp_difference_new (const NqpScores *scores, int measure, NqpDifferenceEnd from, NqpDifferenceEnd to)
{
  const double before = nqp_scores_get (scores, measure, from.year, from.region);
  const double after = nqp_scores_get (scores, measure, to.year, to.region);
  NqpDifference *self;
  double sum = 0;

  if (isnan (before) || isnan (after))
    return NULL;
  self = g_new0 (NqpDifference, 1);
  self->measure = measure;
  self->from = from;
  self->to = to;
  self->total = after - before;
  self->exact = TRUE;
  self->sums = is_sum (&scores->method);
  self->compares = (nqp_method_traits (&scores->method, NQP_STAGE_AGGREGATE) & NQP_TRAIT_COMPARES) != 0;
  self->part = g_new (double, scores->n_nodes);
  for (int i = 0; i < scores->n_nodes; i++)
    self->part[i]
        = nqp_stats_is_below (scores->tree, i, measure) && nqp_tree_is_on (scores->tree, i) ? 0 : NAN;
  self->part[measure] = self->total;
  if (scores->tree->nodes[measure].indicator >= 0)
    return self;
  if (self->sums)
    subtract_contributions (scores, self);
  else if (self->compares)
    {
      self->exact = add_parts (scores, self, from, 0.5);
      self->exact = add_parts (scores, self, to, 0.5) && self->exact;
    }
  else
    self->exact = add_parts (scores, self, to, 1);
  for (int c = scores->tree->nodes[measure].first_child; c >= 0; c = scores->tree->nodes[c].next_sibling)
    if (!isnan (self->part[c]))
      sum += self->part[c];
  self->others = self->compares ? self->total - sum : 0;
  return self;
}

void
nqp_difference_free (NqpDifference *self)
{
  g_free (self->part);
  g_free (self);
}
