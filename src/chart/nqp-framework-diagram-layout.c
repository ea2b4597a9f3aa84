/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <math.h>
#include <string.h>

/* Where the nodes stand. Cards are in rows:
 *
 *   extras     TOP      extras
 *              ROOT
 *   LEFT      CENTRE     RIGHT
 *             BOTTOM
 *   more extras
 *   paths
 *
 * and lie on a grid, on whose lines the arrows run. The parts of a node fill it in columns of one width. Everything is
 * arithmetic with texts measured before, so that many sizes of type can be tried. */

#define MAX_COLUMNS 6
#define LOST 1e5 /* height of a text that breaks within a word: any other way is better */

static double
lay_node (NqpDiagram *self, int at, double x, double y, double w, double h, gboolean keep);

/* Nodes in columns of one width. */
typedef struct
{
  const int *nodes;
  int n;
  double gap; /* px */
  int most_columns;
} Flow;

static double
name_size (const NqpDiagram *self, const NqpDiagramNode *node)
{
  if (node->level == 0)
    return self->f * (node->slot == NQP_SLOT_ROOT ? 1.25 : node->slot >= NQP_SLOT_EXTRA ? 1.0 : 1.12);
  return node->level == 1 && !self->plan.tight ? self->f : nqp_diagram_small (self);
}

static double
padding (const NqpDiagram *self, const NqpDiagramNode *node)
{
  return self->f * (node->level == 0 ? 0.55 : node->level == 1 ? 0.4 : 0.3);
}

static gboolean
has_bar (const NqpDiagram *self, const NqpDiagramNode *node)
{
  return self->view->live && node->node >= 0;
}

static double
flow_height (NqpDiagram *self, const Flow *flow, double w, int columns)
{
  const int *nodes = flow->nodes;
  int n = flow->n;
  double gap = flow->gap;
  double each = (w - gap * (columns - 1)) / columns, total = 0;

  if (each < self->f * 3 && columns > 1)
    return INFINITY;
  for (int i = 0; i < n; i += columns)
    {
      double row = 0;

      for (int k = i; k < MIN (i + columns, n); k++)
        row = MAX (row, lay_node (self, nodes[k], 0, 0, each, 0, FALSE));
      total += row + (i > 0 ? gap : 0);
    }
  return total;
}

/* Places @n nodes in columns of one width; returns the height. @h > it: the rows share what is over. */
static double
lay_flow (NqpDiagram *self, const Flow *flow, double x, double y, double w, double h, gboolean keep)
{
  const int *nodes = flow->nodes;
  int n = flow->n;
  double gap = flow->gap;
  double best = INFINITY;
  int columns = 1, rows;

  if (n == 0)
    return 0;
  for (int c = 1; c <= MIN (n, flow->most_columns); c++)
    {
      double total = flow_height (self, flow, w, c);

      if (total < best - 0.5)
        {
          best = total;
          columns = c;
        }
    }
  if (!keep)
    return best;

  /* Room for fewer columns is better filled than left empty. */
  for (int c = 1; h > best && c < columns; c++)
    {
      double total = flow_height (self, flow, w, c);

      if (total <= h)
        {
          best = total;
          columns = c;
        }
    }
  rows = (n + columns - 1) / columns;
  for (int r = 0; r < rows; r++)
    {
      double each = (w - gap * (columns - 1)) / columns, row = 0;
      double extra = h > best ? (h - best) / rows : 0, grown = MIN (extra * 0.6, self->f * 1.2);
      int in_row = MIN (columns, n - r * columns);
      double left = x + (columns - in_row) * (each + gap) / 2;

      for (int k = 0; k < in_row; k++)
        row = MAX (row, lay_node (self, nodes[r * columns + k], 0, 0, each, 0, FALSE));
      row += grown;
      y += (extra - grown) / 2;
      for (int k = 0; k < in_row; k++)
        lay_node (self, nodes[r * columns + k], left + k * (each + gap), y, each, row, TRUE);
      y += row + gap + (extra - grown) / 2;
    }
  return best;
}

/* The head of a node: name, "N more", bar; returns its height. */
static double
lay_head (NqpDiagram *self, NqpDiagramNode *node, double x, double y, double w, double h, gboolean keep)
{
  double bar = has_bar (self, node) ? nqp_diagram_small (self) * 1.25 : 0;
  double more = node->more != NULL ? node->more->line * nqp_diagram_small (self) : 0, height;
  NqpDiagramLines lines = { 0 };

  nqp_diagram_text_wrap (node->name, name_size (self, node), w, 4, FALSE, &lines);
  height = lines.h + bar + more;
  if ((node->more != NULL && node->more->x[node->more->n_chars] * nqp_diagram_small (self) > w)
      || (bar > 0 && w < self->f * 5))
    lines.broken = TRUE;
  if (node->level > 0 && lines.h > 2.5 * node->name->line * name_size (self, node))
    height += self->f * 1.5; /* three lines are for want of any better */
  if (keep)
    {
      double top = y + MAX (h - height, 0) / 2;

      nqp_diagram_text_wrap (node->name, name_size (self, node), w, 4, TRUE, &node->label);
      node->size = name_size (self, node);
      node->label_x = x + w / 2;
      node->label_y = top;
      node->bar = (NqpBox){ x, top + lines.h + more, bar > 0 ? w : 0, bar };
    }
  return height + (lines.broken ? LOST : 0);
}

/* Head and parts, one above the other or, where that takes less height, side by side. */
static double
lay_node (NqpDiagram *self, int at, double x, double y, double w, double h, gboolean keep)
{
  NqpDiagramNode *node = nqp_diagram_node (self, at);
  double p = padding (self, node), gap = self->f * (node->level == 0 ? 0.45 : 0.3), inner = w - 2 * p;
  double v = node->level == 0 && node->children->len == 0 ? p * 0.9 : p * 0.75;
  gboolean inside = nqp_diagram_has_inside (self, at);
  double gutter = inside ? self->f * NQP_DIAGRAM_GUTTER : 0, wide = inner - 2 * gutter;
  const Flow flow = { (const int *)(gpointer)node->children->data, (int)node->children->len,
                      inside ? self->f * NQP_DIAGRAM_GAP : gap, inside ? 1 : MAX_COLUMNS };
  double above, beside = INFINITY, head, side = 0, height;

  gap *= 0.7; /* between the head and the parts */
  head = lay_head (self, node, 0, 0, inner, 0, FALSE);
  above = head + (flow.n > 0 ? gap + lay_flow (self, &flow, 0, 0, wide, 0, FALSE) : 0);
  if (flow.n > 0 && !inside && node->level == 0
      && (node->slot == NQP_SLOT_TOP || node->slot == NQP_SLOT_ROOT || node->slot == NQP_SLOT_BOTTOM))
    {
      static const double shares[] = { 0.4, 0.62 };

      for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
        {
          NqpDiagramLines lines = { 0 };
          double head_w, either;

          nqp_diagram_text_wrap (node->name, name_size (self, node), inner * shares[i], 3, FALSE, &lines);
          head_w = MAX (lines.w, has_bar (self, node) ? self->f * 8 : 0) + p;
          if (lines.broken || head_w > inner - self->f * 3)
            continue;
          either = MAX (lay_head (self, node, 0, 0, head_w - p, 0, FALSE),
                        lay_flow (self, &flow, 0, 0, inner - head_w, 0, FALSE));
          if (either < beside - 1)
            {
              beside = either;
              side = head_w;
            }
        }
    }
  height = (beside * 1.12 < above ? beside : above) + 2 * v;
  if (!keep)
    return height;

  h = MAX (h, height);
  node->box = (NqpBox){ x, y, w, h };
  if (beside * 1.12 < above)
    {
      double parts = lay_flow (self, &flow, 0, 0, inner - side, 0, FALSE);

      lay_head (self, node, x + p, y + v, side - p, h - 2 * v, TRUE);
      lay_flow (self, &flow, x + p + side, y + MAX (v, (h - parts) / 2), inner - side, parts, TRUE);
    }
  else if (flow.n == 0)
    lay_head (self, node, x + p, y + v, inner, h - 2 * v, TRUE);
  else
    {
      lay_head (self, node, x + p, y + v, inner, 0, TRUE);
      lay_flow (self, &flow, x + p + gutter, y + v + head + gap, wide, h - 2 * v - head - gap, TRUE);
    }
  return height;
}

/* The cards of a row of the picture, in order. */
static GArray *
cards_of (const NqpDiagram *self, NqpSlot slot)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int)self->nodes->len; i++)
    if (nqp_diagram_node (self, i)->level == 0 && nqp_diagram_node (self, i)->slot == slot)
      g_array_append_val (out, i);
  return out;
}

/* The widest label among the arrows between two cards, in at most two lines; 0 if there is none. */
static double
label_room (const NqpDiagram *self, int a, int b)
{
  double most = 0;

  for (guint i = 0; a >= 0 && b >= 0 && i < self->edges->len; i++)
    {
      const NqpDiagramEdge *edge = nqp_diagram_edge (self, i);
      NqpDiagramLines lines = { 0 };

      if ((edge->from != a || edge->to != b) && (edge->from != b || edge->to != a))
        continue;
      nqp_diagram_text_wrap (edge->name, nqp_diagram_small (self), nqp_diagram_small (self) * 5.5, 3, FALSE,
                             &lines);
      most = MAX (most, lines.w);
    }
  return most;
}

typedef struct
{
  NqpDiagram *d;
  int card[NQP_N_SINGLE_SLOTS]; /* -1 = none */
  GArray *extras, *paths;
  gboolean corners; /* extras stand beside the top */
  int nx, ny;       /* size of the grid, steps */
  int x[NQP_N_SINGLE_SLOTS], y[NQP_N_SINGLE_SLOTS], w[NQP_N_SINGLE_SLOTS], h[NQP_N_SINGLE_SLOTS];
} Rows;

static int
steps (const Rows *self, double px)
{
  return (int)ceil (px / self->d->step - 1e-6);
}

static int
height_of (const Rows *self, int slot, int width)
{
  if (self->card[slot] < 0)
    return 0;
  return steps (self, lay_node (self->d, self->card[slot], 0, 0, width * self->d->step, 0, FALSE));
}

/* Arrows of a card that have to go around the middle row. */
static int
count_between (const NqpDiagram *self, int a, int b)
{
  int n = 0;

  for (guint i = 0; a >= 0 && b >= 0 && i < self->edges->len; i++)
    {
      const NqpDiagramEdge *edge = nqp_diagram_edge (self, i);

      n += (edge->from == a && edge->to == b) || (edge->from == b && edge->to == a);
    }
  return n;
}

static int
row_height (const Rows *self, int side, int centre)
{
  int row = height_of (self, NQP_SLOT_CENTRE, centre);

  row = MAX (row, height_of (self, NQP_SLOT_LEFT, side));
  return MAX (row, height_of (self, NQP_SLOT_RIGHT, side));
}

/* The middle row: both sides of one width, the centre wider where it has more to hold. */
static gboolean
place_columns (Rows *self)
{
  NqpDiagram *d = self->d;
  gboolean arrows = d->edges->len > 0;
  int tight = d->plan.tight;
  int around = count_between (d, self->card[NQP_SLOT_ROOT], self->card[NQP_SLOT_BOTTOM]);
  int outer = !arrows ? 0 : tight ? MIN (around + 1, 4 - tight) : MIN (1 + 2 * around, 6);
  int air = tight ? 2 : 3;
  double left = label_room (d, self->card[NQP_SLOT_LEFT], self->card[NQP_SLOT_CENTRE]);
  double right = label_room (d, self->card[NQP_SLOT_RIGHT], self->card[NQP_SLOT_CENTRE]);
  int gap = arrows ? MAX (3, steps (self, MAX (left, right)) + air) : 2;
  int room = self->nx - 2 * outer - 2 * gap, most = steps (self, 25 * d->f), best = G_MAXINT, side = 0,
      centre = 0;

  for (int extra = 0; extra <= 50; extra += 10)
    {
      int c = (room + room * extra / 100) / 3 / 2 * 2, s = (room - c) / 2, height;

      c = MIN (c, (most + most * extra / 100) / 2 * 2);
      s = MIN (s, most);
      if (s < steps (self, 8 * d->f) || c <= 0)
        break;
      height = row_height (self, s, c);
      if (height < best - (extra > 0))
        {
          best = height;
          side = s;
          centre = c;
        }
    }
  if (side == 0)
    return FALSE;
  gap += MAX (0, room - centre - 2 * side) / 4;
  self->w[NQP_SLOT_LEFT] = self->w[NQP_SLOT_RIGHT] = side;
  self->w[NQP_SLOT_CENTRE] = centre;
  self->x[NQP_SLOT_CENTRE] = (self->nx - centre) / 2;
  self->x[NQP_SLOT_LEFT] = self->x[NQP_SLOT_CENTRE] - gap - side;
  self->x[NQP_SLOT_RIGHT] = self->x[NQP_SLOT_CENTRE] + gap + centre;
  return TRUE;
}

/* A card in the middle: as narrow as it can be without growing higher than it must. */
static void
place_middle (Rows *self, int slot, const int *widths, int n)
{
  int best = G_MAXINT;

  for (int i = 0; i < n; i++)
    {
      int width = MIN (widths[i], self->nx), height;

      width -= (width - self->w[NQP_SLOT_CENTRE]) % 2; /* on the same axis as the others */
      height = height_of (self, slot, width);
      if (height < best)
        {
          best = height;
          self->w[slot] = width;
          self->h[slot] = height;
        }
    }
  self->x[slot] = self->x[NQP_SLOT_CENTRE] + (self->w[NQP_SLOT_CENTRE] - self->w[slot]) / 2;
}

/* Beside the top, in line with the columns below. */
static int
corner_width (const Rows *self)
{
  int left = MAX (self->x[NQP_SLOT_LEFT], 0);

  return MIN (self->x[NQP_SLOT_TOP] - 3 - left, self->w[NQP_SLOT_LEFT] * 4 / 5);
}

static Flow
flow_of (const Rows *self, const GArray *cards)
{
  return (Flow){ (const int *)(gconstpointer)cards->data, (int)cards->len, 2 * self->d->step, MAX_COLUMNS };
}

/* A row across the picture: as wide as the middle row if that costs no height; returns its height in steps. */
static int
row_across (const Rows *self, const GArray *cards, int *out_x, int *out_width)
{
  const Flow flow = flow_of (self, cards);
  int left = MAX (self->x[NQP_SLOT_LEFT], 0), inner = self->nx - 2 * left;
  int height = steps (self, lay_flow (self->d, &flow, 0, 0, self->nx * self->d->step, 0, FALSE));
  gboolean fits = steps (self, lay_flow (self->d, &flow, 0, 0, inner * self->d->step, 0, FALSE)) <= height;

  *out_x = fits ? left : 0;
  *out_width = fits ? inner : self->nx;
  return height;
}

static void
place_across (const Rows *self, const GArray *cards, int x, int y, int width, int height)
{
  const Flow flow = flow_of (self, cards);
  NqpDiagram *d = self->d;

  lay_flow (d, &flow, d->box.x + x * d->step, d->box.y + y * d->step, width * d->step, height * d->step,
            TRUE);
}

static gboolean
place_rows (Rows *self)
{
  NqpDiagram *d = self->d;
  gboolean arrows = d->edges->len > 0;
  int unit = self->w[NQP_SLOT_CENTRE], side = self->w[NQP_SLOT_LEFT];
  int gap = self->x[NQP_SLOT_CENTRE] - self->x[NQP_SLOT_LEFT] - side;
  const int middle[] = { unit, unit + gap, unit + 2 * gap, unit + 2 * gap + 2 * (side / 3) };
  const int bottom[] = { unit, unit + 2 * gap, unit + 2 * gap + 2 * (side / 3), unit + 2 * gap + side };
  gboolean tight = d->plan.tight > 0;
  int extras_x = 0, extras_w = 0, paths_x = 0, paths_w = 0;
  int row = 0, extras = 0, paths = 0, heading = 0, used, free, y, gaps[5], n_tall;
  int least_ab, least_bc, least_cd;

  place_middle (self, NQP_SLOT_TOP, middle, 3);
  place_middle (self, NQP_SLOT_ROOT, middle, tight ? 4 : 3);
  place_middle (self, NQP_SLOT_BOTTOM, bottom, 4);
  if (self->h[NQP_SLOT_ROOT] > 0 && arrows)
    self->h[NQP_SLOT_ROOT] = MAX (self->h[NQP_SLOT_ROOT], tight ? 4 : 5); /* arrows reach its sides */
  for (int s = NQP_SLOT_LEFT; s <= NQP_SLOT_RIGHT; s++)
    row = MAX (row, height_of (self, s, self->w[s]));
  self->corners = FALSE;
  if (self->extras->len > 0)
    {
      int beside = corner_width (self);
      gboolean open = FALSE;

      for (guint i = 0; i < self->extras->len; i++)
        open |= nqp_diagram_node (d, g_array_index (self->extras, int, i))->children->len > 0;
      self->corners
          = !open && self->extras->len <= 2 && self->h[NQP_SLOT_TOP] > 0 && beside * d->step > 7 * d->f;
      for (guint i = 0; self->corners && i < self->extras->len; i++)
        {
          int card = g_array_index (self->extras, int, i);
          double width = beside * d->step;

          if (steps (self, lay_node (d, card, 0, 0, width, 0, FALSE)) > self->h[NQP_SLOT_TOP] + 2)
            self->corners = FALSE;
        }
      if (!self->corners)
        extras = row_across (self, self->extras, &extras_x, &extras_w);
    }
  if (self->paths->len > 0)
    {
      paths = row_across (self, self->paths, &paths_x, &paths_w);
      heading = steps (self, d->heading->line * d->f + d->f * 0.2);
    }

  least_ab = self->h[NQP_SLOT_TOP] > 0 && self->h[NQP_SLOT_ROOT] > 0 ? (!arrows ? 1 : tight ? 2 : 4) : 0;
  least_bc = row > 0 && self->h[NQP_SLOT_ROOT] > 0 ? (!arrows ? 1 : tight ? 4 : 5) : 0;
  least_cd = row > 0 && self->h[NQP_SLOT_BOTTOM] > 0 ? (!arrows ? 1 : tight ? 3 : 4) : 0;
  gaps[0] = least_ab;
  gaps[1] = least_bc;
  gaps[2] = least_cd;
  gaps[3] = extras > 0 ? (arrows && !tight ? 2 : 1) : 0;
  gaps[4] = paths > 0 ? (arrows && !tight && extras == 0 ? 2 : 1) : 0;
  used = self->h[NQP_SLOT_TOP] + self->h[NQP_SLOT_ROOT] + row + self->h[NQP_SLOT_BOTTOM] + extras + paths
         + heading;
  for (int i = 0; i < 5; i++)
    used += gaps[i];
  free = self->ny - used;
  if (free < 0)
    return FALSE;

  /* What is over goes to the gaps that carry arrows, then into the cards of the middle row. */
  n_tall = 0;
  for (int round = 0; free > 0; round++)
    {
      int which = round % 6;

      if (which == 5)
        {
          if (row > 0 && n_tall < 8)
            row++, n_tall++, free--;
        }
      else if (gaps[which] > 0 && gaps[which] < (which >= 3 ? 4 : which == 1 ? 9 : 7))
        gaps[which]++, free--;
      if (round > 200)
        break;
    }

  y = free / 2;
  self->y[NQP_SLOT_TOP] = y;
  y += self->h[NQP_SLOT_TOP] + gaps[0];
  self->y[NQP_SLOT_ROOT] = y;
  y += self->h[NQP_SLOT_ROOT] + gaps[1];
  for (int s = NQP_SLOT_LEFT; s <= NQP_SLOT_RIGHT; s++)
    {
      self->y[s] = y;
      self->h[s] = row;
    }
  y += row + gaps[2];
  self->y[NQP_SLOT_BOTTOM] = y;
  y += self->h[NQP_SLOT_BOTTOM];

  for (int s = 0; s < NQP_N_SINGLE_SLOTS; s++)
    if (self->card[s] >= 0)
      lay_node (d, self->card[s], d->box.x + self->x[s] * d->step, d->box.y + self->y[s] * d->step,
                self->w[s] * d->step, self->h[s] * d->step, TRUE);
  if (self->corners)
    for (guint i = 0; i < self->extras->len; i++)
      {
        int width = corner_width (self), left = MAX (self->x[NQP_SLOT_LEFT], 0);
        int card = g_array_index (self->extras, int, i);
        int height = steps (self, lay_node (d, card, 0, 0, width * d->step, 0, FALSE));

        lay_node (d, card, d->box.x + (i == 0 ? left : self->nx - left - width) * d->step,
                  d->box.y + self->y[NQP_SLOT_TOP] * d->step, width * d->step, height * d->step, TRUE);
      }
  if (extras > 0)
    {
      y += gaps[3];
      place_across (self, self->extras, extras_x, y, extras_w, extras);
      y += extras;
    }
  if (paths > 0)
    {
      y += gaps[4];
      nqp_diagram_text_wrap (d->heading, d->f, self->nx * d->step, 1, TRUE, &d->heading_lines);
      d->heading_x = d->box.x + paths_x * d->step;
      d->heading_y = d->box.y + y * d->step;
      y += heading;
      place_across (self, self->paths, paths_x, y, paths_w, paths);
    }
  return TRUE;
}

/* No arrows, no places: the cards as a list in columns, for pictures that hold nothing else. */
static gboolean
lay_list (NqpDiagram *self)
{
  GArray *cards = g_array_new (FALSE, FALSE, sizeof (int));
  double height;
  Flow flow;

  for (int i = 0; i < (int)self->nodes->len; i++)
    if (nqp_diagram_node (self, i)->level == 0)
      g_array_append_val (cards, i);
  flow = (Flow){ (const int *)(gpointer)cards->data, (int)cards->len, self->step, MAX_COLUMNS };
  height = lay_flow (self, &flow, 0, 0, self->box.w, 0, FALSE);
  if (height <= self->box.h)
    lay_flow (self, &flow, self->box.x, self->box.y, self->box.w, self->box.h, TRUE);
  g_array_unref (cards);
  return height <= self->box.h;
}

/**
 * nqp_diagram_lay_out:
 * @box: room for the picture, px
 * @f: size of a chip's text, px
 *
 * Returns: %FALSE if it does not fit without breaking words
 */
gboolean
nqp_diagram_lay_out (NqpDiagram *self, NqpBox box, double f)
{
  Rows rows = { .d = self };
  gboolean fits = FALSE;

  self->box = box;
  self->f = f;
  self->step = f * (self->plan.tight ? 0.7 : 0.8);
  nqp_diagram_lines_clear (&self->heading_lines);
  if (!self->plan.relations && !self->plan.paths)
    return lay_list (self);
  rows.nx = (int)floor (box.w / self->step) / 2 * 2; /* the axis lies on the grid */
  rows.ny = (int)floor (box.h / self->step);
  self->box.x += (box.w - rows.nx * self->step) / 2;
  for (int s = 0; s < NQP_N_SINGLE_SLOTS; s++)
    {
      GArray *cards = cards_of (self, (NqpSlot)s);

      rows.card[s] = cards->len > 0 ? g_array_index (cards, int, 0) : -1;
      g_array_unref (cards);
    }
  rows.extras = cards_of (self, NQP_SLOT_EXTRA);
  rows.paths = cards_of (self, NQP_SLOT_PATH);
  if (rows.nx > 20 && rows.ny > 10)
    fits = place_columns (&rows) && place_rows (&rows);
  g_array_unref (rows.extras);
  g_array_unref (rows.paths);
  return fits;
}
