/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <math.h>

/* Where the cards stand: in rows, on a grid on whose lines the arrows run.
 *
 *   extra      TOP      extra
 *             ROOT
 *   LEFT     CENTRE     RIGHT
 *            BOTTOM
 *   more extras
 *   paths
 */

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
  return steps (self,
                nqp_diagram_lay_node (self->d, self->card[slot], 0, 0, width * self->d->step, 0, FALSE));
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

static NqpDiagramFlow
flow_of (const Rows *self, const GArray *cards)
{
  return (NqpDiagramFlow){ (const int *)(gconstpointer)cards->data, (int)cards->len, 2 * self->d->step,
                           NQP_DIAGRAM_MAX_COLUMNS };
}

/* A row across the picture: as wide as the middle row if that costs no height; returns its height in steps. */
static int
row_across (const Rows *self, const GArray *cards, int *out_x, int *out_width)
{
  const NqpDiagramFlow flow = flow_of (self, cards);
  int left = MAX (self->x[NQP_SLOT_LEFT], 0), inner = self->nx - 2 * left;
  int height
      = steps (self, nqp_diagram_lay_flow (self->d, &flow, 0, 0, (self->nx - 2) * self->d->step, 0, FALSE));
  gboolean fits
      = steps (self, nqp_diagram_lay_flow (self->d, &flow, 0, 0, inner * self->d->step, 0, FALSE)) <= height;

  *out_x = fits ? left : 1; /* arrows pass at the sides */
  *out_width = fits ? inner : self->nx - 2;
  return height;
}

static void
place_across (const Rows *self, const GArray *cards, int x, int y, int width, int height)
{
  const NqpDiagramFlow flow = flow_of (self, cards);
  NqpDiagram *d = self->d;

  nqp_diagram_lay_flow (d, &flow, d->box.x + x * d->step, d->box.y + y * d->step, width * d->step,
                        height * d->step, TRUE);
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

          if (steps (self, nqp_diagram_lay_node (d, card, 0, 0, width, 0, FALSE)) > self->h[NQP_SLOT_TOP] + 2)
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
  gaps[3] = extras > 0 ? (!arrows ? 1 : tight ? 2 : 3) : 0;
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
      nqp_diagram_lay_node (d, self->card[s], d->box.x + self->x[s] * d->step,
                            d->box.y + self->y[s] * d->step, self->w[s] * d->step, self->h[s] * d->step,
                            TRUE);
  if (self->corners)
    for (guint i = 0; i < self->extras->len; i++)
      {
        int width = corner_width (self), left = MAX (self->x[NQP_SLOT_LEFT], 0);
        int card = g_array_index (self->extras, int, i);
        int height = steps (self, nqp_diagram_lay_node (d, card, 0, 0, width * d->step, 0, FALSE));

        nqp_diagram_lay_node (d, card, d->box.x + (i == 0 ? left : self->nx - left - width) * d->step,
                              d->box.y + self->y[NQP_SLOT_TOP] * d->step, width * d->step, height * d->step,
                              TRUE);
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
  NqpDiagramFlow flow;

  for (int i = 0; i < (int)self->nodes->len; i++)
    if (nqp_diagram_node (self, i)->level == 0)
      g_array_append_val (cards, i);
  flow = (NqpDiagramFlow){ (const int *)(gpointer)cards->data, (int)cards->len, self->step,
                           NQP_DIAGRAM_MAX_COLUMNS };
  height = nqp_diagram_lay_flow (self, &flow, 0, 0, self->box.w, 0, FALSE);
  if (height <= self->box.h)
    nqp_diagram_lay_flow (self, &flow, self->box.x, self->box.y, self->box.w, self->box.h, TRUE);
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
