/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <math.h>
#include <string.h>

/* How the arrows run: each the cheapest way over the lines of a grid, around the cards, with few bends and few crossings,
 * apart from those before it. Depends on positions only, not on what is emphasised. */

#define BEND 9.0
#define CROSSING 110.0
#define OFF_CENTRE 0.35
#define NEAR_CARD 1.4
#define NEAR_LINE 2.0
#define NEXT_TO_NEAR_LINE 0.8

enum
{
  EAST,
  SOUTH,
  WEST,
  NORTH
};
static const int dir_x[] = { 1, 0, -1, 0 }, dir_y[] = { 0, 1, 0, -1 };

typedef struct
{
  double cost;
  int state;
} Open;

typedef struct
{
  NqpDiagram *d;
  int nx, ny;             /* points of the grid */
  guint8 *blocked, *near; /* [point]: in or on the border of a card; beside one */
  guint8 *across, *down;  /* [point]: arrows that run through it that way */
  double *cost;           /* [point * 4 + direction] */
  int *came;
  Open *heap;
  int n_heap, max_heap;
  int **way; /* [edge]: points from end to start, -1 ends it */
} Router;

static void
push (Router *self, double cost, int state)
{
  int i = self->n_heap++;

  if (self->n_heap > self->max_heap)
    {
      self->max_heap = 2 * self->n_heap + 256;
      self->heap = g_renew (Open, self->heap, self->max_heap);
    }
  for (; i > 0 && self->heap[(i - 1) / 2].cost > cost; i = (i - 1) / 2)
    self->heap[i] = self->heap[(i - 1) / 2];
  self->heap[i] = (Open){ cost, state };
}

static Open
pop (Router *self)
{
  Open top = self->heap[0], last = self->heap[--self->n_heap];
  int i = 0;

  for (;;)
    {
      int child = 2 * i + 1;

      if (child >= self->n_heap)
        break;
      if (child + 1 < self->n_heap && self->heap[child + 1].cost < self->heap[child].cost)
        child++;
      if (self->heap[child].cost >= last.cost)
        break;
      self->heap[i] = self->heap[child];
      i = child;
    }
  self->heap[i] = last;
  return top;
}

typedef struct
{
  int x1, y1, x2, y2;
} Block; /* points on the border belong to it */

static Block
block_of (const Router *self, int node)
{
  const NqpDiagram *d = self->d;
  const NqpBox *b = &nqp_diagram_node (d, node)->box;

  return (Block){ (int)lround ((b->x - d->box.x) / d->step), (int)lround ((b->y - d->box.y) / d->step),
                  (int)lround ((b->x + b->w - d->box.x) / d->step),
                  (int)lround ((b->y + b->h - d->box.y) / d->step) };
}

/* Where an arrow may leave or reach a card, going @dir: @visit is given each such point. */
typedef struct
{
  int x, y, dir;
  double cost;
} Port;

static int
ports_of (const Router *self, int node, gboolean leaving, Port *out, int n_max)
{
  Block b = block_of (self, node);
  int n = 0;

  for (int dir = 0; dir < 4; dir++)
    {
      gboolean upright = dir == EAST || dir == WEST; /* the side the arrow goes through */
      int side = leaving ? dir : (dir + 2) % 4;
      int from = upright ? b.y1 + 1 : b.x1 + 2, to = upright ? b.y2 - 1 : b.x2 - 2;
      double middle = upright ? (b.y1 + b.y2) / 2.0 : (b.x1 + b.x2) / 2.0;

      for (int k = from; k <= to && n < n_max; k++)
        {
          Port port = { side == EAST   ? b.x2
                        : side == WEST ? b.x1
                                       : k,
                        side == SOUTH   ? b.y2
                        : side == NORTH ? b.y1
                                        : k,
                        dir, OFF_CENTRE * fabs (k - middle) };

          if (port.x < 0 || port.y < 0 || port.x >= self->nx || port.y >= self->ny
              || self->across[port.y * self->nx + port.x] || self->down[port.y * self->nx + port.x])
            continue;
          out[n++] = port;
        }
    }
  return n;
}

static double
line_penalty (const Router *self, const guint8 *lines, int x, int y, int ox, int oy)
{
  double cost = 0;

  for (int k = -2; k <= 2; k++)
    {
      int px = x + k * ox, py = y + k * oy;

      if (k != 0 && px >= 0 && py >= 0 && px < self->nx && py < self->ny && lines[py * self->nx + px])
        cost += abs (k) == 1 ? NEAR_LINE : NEXT_TO_NEAR_LINE;
    }
  return cost;
}

#define MAX_PORTS 1024

static gboolean
find_way (Router *self, guint e)
{
  const NqpDiagramEdge *edge = nqp_diagram_edge (self->d, e);
  g_autofree Port *ports = g_new (Port, MAX_PORTS);
  g_autoptr (GHashTable) goals = g_hash_table_new (NULL, NULL);
  Block target = block_of (self, edge->to);
  int n, n_states = self->nx * self->ny * 4, best = -1;
  double best_cost = INFINITY;
  g_autofree Port *ends = g_new (Port, MAX_PORTS);
  int n_ends = ports_of (self, edge->to, FALSE, ends, MAX_PORTS);

  for (int i = 0; i < n_states; i++)
    self->cost[i] = INFINITY;
  self->n_heap = 0;
  n = ports_of (self, edge->from, TRUE, ports, MAX_PORTS);
  for (int i = 0; i < n; i++)
    {
      int state = (ports[i].y * self->nx + ports[i].x) * 4 + ports[i].dir;

      self->cost[state] = ports[i].cost;
      self->came[state] = -1;
      push (self, ports[i].cost, state);
    }
  for (int i = 0; i < n_ends; i++)
    g_hash_table_insert (goals, GINT_TO_POINTER ((ends[i].y * self->nx + ends[i].x) * 4 + ends[i].dir + 1),
                         GINT_TO_POINTER (i + 1));
  while (self->n_heap > 0)
    {
      Open open = pop (self);
      int state = open.state, point = state / 4, dir = state % 4, x = point % self->nx, y = point / self->nx;
      double g = self->cost[state];

      if (open.cost >= best_cost)
        break;
      for (int next = 0; next < 4; next++)
        {
          int tx = x + dir_x[next], ty = y + dir_y[next], to = ty * self->nx + tx, goal;
          gboolean sideways = next == EAST || next == WEST;
          double cost = g + 1, rest;

          if (next == (dir + 2) % 4 || tx < 0 || ty < 0 || tx >= self->nx || ty >= self->ny)
            continue;
          if (next != dir && (self->came[state] < 0 || self->across[point] || self->down[point]))
            continue; /* straight out of a card; no bend on another arrow */
          if ((sideways ? self->across : self->down)[to])
            continue;
          goal = !self->blocked[to]
                     ? 0
                     : GPOINTER_TO_INT (g_hash_table_lookup (goals, GINT_TO_POINTER (to * 4 + next + 1)));
          if (self->blocked[to] && goal == 0)
            continue;
          cost += next != dir ? BEND : 0;
          if (goal > 0)
            {
              cost += ends[goal - 1].cost;
              if (cost < best_cost)
                {
                  best_cost = cost;
                  best = to * 4 + next;
                  self->cost[best] = cost;
                  self->came[best] = state;
                }
              continue;
            }
          cost += (sideways ? self->down : self->across)[to] ? CROSSING : 0;
          cost += self->near[to] ? NEAR_CARD : 0;
          cost += line_penalty (self, sideways ? self->across : self->down, tx, ty, !sideways, sideways);
          if (cost >= self->cost[to * 4 + next])
            continue;
          self->cost[to * 4 + next] = cost;
          self->came[to * 4 + next] = state;
          rest
              = MAX (MAX (target.x1 - tx, tx - target.x2), 0) + MAX (MAX (target.y1 - ty, ty - target.y2), 0);
          push (self, cost + rest, to * 4 + next);
        }
    }
  if (best < 0)
    return FALSE;

  GArray *way = g_array_new (FALSE, FALSE, sizeof (int));
  const int end = -1;
  for (int state = best; state >= 0; state = self->came[state])
    g_array_append_val (way, state);
  g_array_append_val (way, end);
  g_free (self->way[e]);
  self->way[e] = (int *)(gpointer)g_array_free (way, FALSE);
  return TRUE;
}

/* Takes (or gives back) the points of a way. */
static void
take_way (Router *self, const int *way, int by)
{
  for (int i = 0; way != NULL && way[i] >= 0; i++)
    {
      int point = way[i] / 4, dir = way[i] % 4;
      int after = i > 0 ? way[i - 1] % 4 : dir; /* ways are written from their end */
      gboolean sideways = dir == EAST || dir == WEST, turns = after != dir;

      if (sideways || turns)
        self->across[point] = (guint8)(self->across[point] + by);
      if (!sideways || turns)
        self->down[point] = (guint8)(self->down[point] + by);
    }
}

static void
block_cards (Router *self)
{
  NqpDiagram *d = self->d;

  for (int i = 0; i < (int)d->nodes->len; i++)
    {
      Block b;

      if (nqp_diagram_node (d, i)->level > 0)
        continue;
      b = block_of (self, i);
      for (int y = MAX (b.y1 - 1, 0); y <= MIN (b.y2 + 1, self->ny - 1); y++)
        for (int x = MAX (b.x1 - 1, 0); x <= MIN (b.x2 + 1, self->nx - 1); x++)
          {
            if (x >= b.x1 && x <= b.x2 && y >= b.y1 && y <= b.y2)
              self->blocked[y * self->nx + x] = 1;
            self->near[y * self->nx + x] = 1;
          }
    }
  if (d->heading_lines.text != NULL)
    {
      int y1 = (int)floor ((d->heading_y - d->box.y) / d->step),
          y2 = (int)ceil ((d->heading_y + d->heading_lines.h - d->box.y) / d->step);

      for (int y = MAX (y1, 0); y <= MIN (y2, self->ny - 1); y++)
        for (int x = 0; x < MIN (self->nx, (int)ceil (d->heading_lines.w / d->step) + 1); x++)
          self->blocked[y * self->nx + x] = 1;
    }
}

static double
distance (const NqpDiagram *d, const NqpDiagramEdge *edge)
{
  const NqpBox *a = &nqp_diagram_node (d, edge->from)->box, *b = &nqp_diagram_node (d, edge->to)->box;

  return fabs (a->x + a->w / 2 - b->x - b->w / 2) + fabs (a->y + a->h / 2 - b->y - b->h / 2);
}

/* Arrows between cards that see each other come first: their ways are the straight ones. */
static double
urgency (const NqpDiagram *d, const NqpDiagramEdge *edge)
{
  const NqpBox *a = &nqp_diagram_node (d, edge->from)->box, *b = &nqp_diagram_node (d, edge->to)->box;
  double ax = a->x + a->w / 2, ay = a->y + a->h / 2, bx = b->x + b->w / 2, by = b->y + b->h / 2;

  for (int i = 0; i < (int)d->nodes->len; i++)
    {
      const NqpDiagramNode *other = nqp_diagram_node (d, i);

      if (other->level > 0 || i == edge->from || i == edge->to)
        continue;
      for (int k = 1; k < 16; k++)
        {
          double x = ax + (bx - ax) * k / 16, y = ay + (by - ay) * k / 16;

          if (x > other->box.x && x < other->box.x + other->box.w && y > other->box.y
              && y < other->box.y + other->box.h)
            return distance (d, edge) + 1e5;
        }
    }
  return distance (d, edge);
}

static void
write_points (Router *self, guint e)
{
  NqpDiagram *d = self->d;
  NqpDiagramEdge *edge = nqp_diagram_edge (d, e);
  const int *way = self->way[e];
  int n = 0, k = 0;

  while (way[n] >= 0)
    n++;
  g_free (edge->xy);
  edge->xy = g_new (double, 2 * n);
  for (int i = n - 1; i >= 0; i--)
    {
      int point = way[i] / 4;

      if (i > 0 && i < n - 1 && way[i] % 4 == way[i - 1] % 4)
        continue;
      edge->xy[2 * k] = d->box.x + point % self->nx * d->step;
      edge->xy[2 * k + 1] = d->box.y + point / self->nx * d->step;
      k++;
    }
  edge->n_points = k;
}

/**
 * nqp_diagram_route:
 *
 * Finds ways and labels of all arrows between cards; one that finds none is left without.
 *
 * Returns: how many labels found no place; an arrow that found none counts as three
 */
int
nqp_diagram_route (NqpDiagram *self)
{
  Router router = { .d = self };
  int n = (int)self->edges->len, lost = 0, n_points;
  g_autofree int *order = g_new (int, MAX (n, 1));
  int n_order = 0;

  for (int i = 0; i < n; i++)
    {
      NqpDiagramEdge *edge = nqp_diagram_edge (self, (guint)i);

      g_clear_pointer (&edge->xy, g_free);
      edge->n_points = 0;
      nqp_diagram_lines_clear (&edge->label);
      if (!edge->inside)
        {
          int k = n_order++;

          for (; k > 0
                 && urgency (self, nqp_diagram_edge (self, (guint)order[k - 1])) > urgency (self, edge) + 0.5;
               k--)
            order[k] = order[k - 1];
          order[k] = i;
        }
    }
  nqp_diagram_route_inside (self);
  if (n_order == 0)
    return 0;

  router.nx = (int)floor (self->box.w / self->step + 1e-6) + 1;
  router.ny = (int)floor (self->box.h / self->step + 1e-6) + 1;
  n_points = router.nx * router.ny;
  router.blocked = g_new0 (guint8, n_points);
  router.near = g_new0 (guint8, n_points);
  router.across = g_new0 (guint8, n_points);
  router.down = g_new0 (guint8, n_points);
  router.cost = g_new (double, 4 * n_points);
  router.came = g_new (int, 4 * n_points);
  router.way = g_new0 (int *, n);
  block_cards (&router);
  for (int pass = 0; pass < 3; pass++) /* again, now that the others are known */
    for (int i = 0; i < n_order; i++)
      {
        guint e = (guint)order[i];

        take_way (&router, router.way[e], -1);
        find_way (&router, e);
        take_way (&router, router.way[e], 1);
      }
  for (int i = 0; i < n_order; i++)
    if (router.way[order[i]] != NULL)
      write_points (&router, (guint)order[i]);
  for (int i = 0; i < n_order; i++)
    {
      NqpDiagramEdge *edge = nqp_diagram_edge (self, (guint)order[i]);

      if (edge->xy != NULL)
        nqp_diagram_place_label (self, edge);
      lost += edge->xy == NULL ? 3 : edge->label.text == NULL; /* no arrow is worse than no verb */
    }

  for (int i = 0; i < n; i++)
    g_free (router.way[i]);
  g_free (router.way);
  g_free (router.blocked);
  g_free (router.near);
  g_free (router.across);
  g_free (router.down);
  g_free (router.cost);
  g_free (router.came);
  g_free (router.heap);
  return lost;
}
