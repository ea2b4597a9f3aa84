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
flow_height (NqpDiagram *self, const int *nodes, int n, double w, double gap, int columns)
{
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
lay_flow (NqpDiagram *self, const int *nodes, int n, double x, double y, double w, double h, double gap,
          gboolean keep)
{
  double best = INFINITY;
  int columns = 1, rows;

  if (n == 0)
    return 0;
  for (int c = 1; c <= MIN (n, MAX_COLUMNS); c++)
    {
      double total = flow_height (self, nodes, n, w, gap, c);

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
      double total = flow_height (self, nodes, n, w, gap, c);

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
      double extra = h > best ? MIN ((h - best) / rows, self->f * 2.5) : 0;
      int in_row = MIN (columns, n - r * columns);
      double left = x + (columns - in_row) * (each + gap) / 2;

      for (int k = 0; k < in_row; k++)
        row = MAX (row, lay_node (self, nodes[r * columns + k], 0, 0, each, 0, FALSE));
      row += extra * 0.6;
      for (int k = 0; k < in_row; k++)
        lay_node (self, nodes[r * columns + k], left + k * (each + gap), y, each, row, TRUE);
      y += row + gap + extra * 0.4;
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
  const int *children = (const int *)(gpointer)node->children->data;
  int n = (int)node->children->len;
  double above, beside = INFINITY, head, side = 0, height;

  head = lay_head (self, node, 0, 0, inner, 0, FALSE);
  above = head + (n > 0 ? gap * 0.7 + lay_flow (self, children, n, 0, 0, inner, 0, gap, FALSE) : 0);
  if (n > 0 && node->level == 0
      && (node->slot == NQP_SLOT_TOP || node->slot == NQP_SLOT_ROOT || node->slot == NQP_SLOT_BOTTOM))
    {
      NqpDiagramLines lines = { 0 };

      nqp_diagram_text_wrap (node->name, name_size (self, node), inner * 0.4, 3, FALSE, &lines);
      side = MAX (lines.w, has_bar (self, node) ? self->f * 8 : 0) + p;
      if (!lines.broken)
        beside = MAX (lay_head (self, node, 0, 0, side - p, 0, FALSE),
                      lay_flow (self, children, n, 0, 0, inner - side, 0, gap, FALSE));
    }
  height = MIN (above, beside * 1.12) + 2 * v;
  height = beside * 1.12 < above ? beside + 2 * v : above + 2 * v;
  if (!keep)
    return height;

  h = MAX (h, height);
  node->box = (NqpBox){ x, y, w, h };
  if (beside * 1.12 < above)
    {
      double flow = lay_flow (self, children, n, 0, 0, inner - side, 0, gap, FALSE);

      lay_head (self, node, x + p, y + v, side - p, h - 2 * v, TRUE);
      lay_flow (self, children, n, x + p + side, y + MAX (v, (h - flow) / 2), inner - side, flow, gap, TRUE);
    }
  else if (n == 0)
    lay_head (self, node, x + p, y + v, inner, h - 2 * v, TRUE);
  else
    {
      lay_head (self, node, x + p, y + v, inner, 0, TRUE);
      lay_flow (self, children, n, x + p, y + v + head + gap * 0.7, inner, h - 2 * v - head - gap * 0.7, gap,
                TRUE);
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
  gboolean arrows = d->edges->len > 0, tight = d->plan.tight;
  int around = count_between (d, self->card[NQP_SLOT_ROOT], self->card[NQP_SLOT_BOTTOM]);
  int outer = !arrows ? 0 : tight ? MIN (around + 1, 2) : MIN (1 + 2 * around, 6);
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

static void
place_cards (const Rows *self, const GArray *cards, double x, double y, double w, double h)
{
  lay_flow (self->d, (const int *)(gconstpointer)cards->data, (int)cards->len, x, y, w, h, 2 * self->d->step,
            TRUE);
}

static gboolean
place_rows (Rows *self)
{
  NqpDiagram *d = self->d;
  gboolean arrows = d->edges->len > 0;
  int unit = self->w[NQP_SLOT_CENTRE], side = self->w[NQP_SLOT_LEFT];
  int gap = self->x[NQP_SLOT_CENTRE] - self->x[NQP_SLOT_LEFT] - side;
  const int middle[] = { unit, unit + gap, unit + 2 * gap };
  const int bottom[] = { unit, unit + 2 * gap, unit + 2 * gap + 2 * (side / 3), unit + 2 * gap + side };
  gboolean tight = d->plan.tight;
  int row = 0, extras = 0, paths = 0, heading = 0, used, free, y, gaps[5], n_tall;
  int least_ab, least_bc, least_cd;

  place_middle (self, NQP_SLOT_TOP, middle, 3);
  place_middle (self, NQP_SLOT_ROOT, middle, 3);
  place_middle (self, NQP_SLOT_BOTTOM, bottom, 4);
  if (self->h[NQP_SLOT_ROOT] > 0 && arrows)
    self->h[NQP_SLOT_ROOT] = MAX (self->h[NQP_SLOT_ROOT], 4);
  for (int s = NQP_SLOT_LEFT; s <= NQP_SLOT_RIGHT; s++)
    row = MAX (row, height_of (self, s, self->w[s]));
  self->corners = FALSE;
  if (self->extras->len > 0)
    {
      double beside = self->x[NQP_SLOT_TOP] - 3;
      gboolean open = FALSE;

      for (guint i = 0; i < self->extras->len; i++)
        open |= nqp_diagram_node (d, g_array_index (self->extras, int, i))->children->len > 0;
      self->corners
          = !open && self->extras->len <= 2 && self->h[NQP_SLOT_TOP] > 0 && beside * d->step > 7 * d->f;
      for (guint i = 0; self->corners && i < self->extras->len; i++)
        {
          int card = g_array_index (self->extras, int, i);
          double width = MIN (beside, side) * d->step;

          if (steps (self, lay_node (d, card, 0, 0, width, 0, FALSE)) > self->h[NQP_SLOT_TOP] + 2)
            self->corners = FALSE;
        }
      if (!self->corners)
        extras = steps (self, lay_flow (d, (const int *)(gpointer)self->extras->data, (int)self->extras->len,
                                        0, 0, self->nx * d->step, 0, 2 * d->step, FALSE));
    }
  if (self->paths->len > 0)
    {
      paths = steps (self, lay_flow (d, (const int *)(gpointer)self->paths->data, (int)self->paths->len, 0, 0,
                                     self->nx * d->step, 0, 2 * d->step, FALSE));
      heading = steps (self, d->heading->line * d->f + d->f * 0.2);
    }

  least_ab = self->h[NQP_SLOT_TOP] > 0 && self->h[NQP_SLOT_ROOT] > 0 ? (!arrows ? 1 : tight ? 2 : 3) : 0;
  least_bc = row > 0 && self->h[NQP_SLOT_ROOT] > 0 ? (!arrows ? 1 : tight ? 4 : 5) : 0;
  least_cd = row > 0 && self->h[NQP_SLOT_BOTTOM] > 0 ? (!arrows ? 1 : tight ? 3 : 4) : 0;
  gaps[0] = least_ab;
  gaps[1] = least_bc;
  gaps[2] = least_cd;
  gaps[3] = extras > 0 ? 1 : 0;
  gaps[4] = paths > 0 ? 1 : 0;
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
      else if (gaps[which] > 0 && gaps[which] < (which >= 3 ? 3 : which == 1 ? 9 : 7))
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
        int width = MIN (self->x[NQP_SLOT_TOP] - 3, side);
        int card = g_array_index (self->extras, int, i);
        int height = steps (self, lay_node (d, card, 0, 0, width * d->step, 0, FALSE));

        lay_node (d, card, d->box.x + (i == 0 ? 0 : self->nx - width) * d->step,
                  d->box.y + self->y[NQP_SLOT_TOP] * d->step, width * d->step, height * d->step, TRUE);
      }
  if (extras > 0)
    {
      y += gaps[3];
      place_cards (self, self->extras, d->box.x, d->box.y + y * d->step, self->nx * d->step,
                   extras * d->step);
      y += extras;
    }
  if (paths > 0)
    {
      y += gaps[4];
      nqp_diagram_text_wrap (d->heading, d->f, self->nx * d->step, 1, TRUE, &d->heading_lines);
      d->heading_x = d->box.x;
      d->heading_y = d->box.y + y * d->step;
      y += heading;
      place_cards (self, self->paths, d->box.x, d->box.y + y * d->step, self->nx * d->step, paths * d->step);
    }
  return TRUE;
}

/* No arrows, no places: the cards as a list in columns, for pictures that hold nothing else. */
static gboolean
lay_list (NqpDiagram *self)
{
  GArray *cards = g_array_new (FALSE, FALSE, sizeof (int));
  double height;

  for (int i = 0; i < (int)self->nodes->len; i++)
    if (nqp_diagram_node (self, i)->level == 0)
      g_array_append_val (cards, i);
  height = lay_flow (self, (const int *)(gpointer)cards->data, (int)cards->len, 0, 0, self->box.w, 0,
                     self->step, FALSE);
  if (height <= self->box.h)
    lay_flow (self, (const int *)(gpointer)cards->data, (int)cards->len, self->box.x, self->box.y,
              self->box.w, self->box.h, self->step, TRUE);
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
  self->step = f * 0.8;
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
