/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <math.h>
#include <string.h>

/* How a node is filled: its name, its bar, its parts in columns of one width, and the same again within these. Everything is
 * arithmetic with texts measured before, so that many sizes of type can be tried. */

#define LOST 1e5 /* height of a text that breaks within a word: any other way is better */

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
flow_height (NqpDiagram *self, const NqpDiagramFlow *flow, double w, int columns)
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
        row = MAX (row, nqp_diagram_lay_node (self, nodes[k], 0, 0, each, 0, FALSE));
      total += row + (i > 0 ? gap : 0);
    }
  return total;
}

/* Places @n nodes in columns of one width; returns the height. @h > it: the rows share what is over. */
double
nqp_diagram_lay_flow (NqpDiagram *self, const NqpDiagramFlow *flow, double x, double y, double w, double h,
                      gboolean keep)
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
        row = MAX (row, nqp_diagram_lay_node (self, nodes[r * columns + k], 0, 0, each, 0, FALSE));
      row += grown;
      y += (extra - grown) / 2;
      for (int k = 0; k < in_row; k++)
        nqp_diagram_lay_node (self, nodes[r * columns + k], left + k * (each + gap), y, each, row, TRUE);
      y += row + gap + (extra - grown) / 2;
    }
  return best;
}

/* The head of a node: name, "N more", bar; returns its height. */
static double
lay_head (NqpDiagram *self, NqpDiagramNode *node, double x, double y, double w, double h, gboolean keep)
{
  double bar = has_bar (self, node) ? nqp_diagram_small (self) * 1.25 : 0;
  double more = node->more != NULL ? node->more->line * nqp_diagram_small (self) : 0, height, cost = 0;
  NqpDiagramLines lines = { 0 };

  nqp_diagram_text_wrap (node->name, name_size (self, node), w, 4, FALSE, &lines);
  height = lines.h + bar + more;
  if ((node->more != NULL && node->more->x[node->more->n_chars] * nqp_diagram_small (self) > w)
      || (bar > 0 && w < self->f * 5))
    lines.broken = TRUE;
  if (node->level > 0 && lines.h > 2.5 * node->name->line * name_size (self, node))
    cost = self->f * 1.5; /* three lines are for want of any better */
  if (keep)
    {
      double top = y + MAX (h - height, 0) / 2;

      nqp_diagram_text_wrap (node->name, name_size (self, node), w, 4, TRUE, &node->label);
      node->size = name_size (self, node);
      node->label_x = x + w / 2;
      node->label_y = top;
      node->bar = (NqpBox){ x, top + lines.h + more, bar > 0 ? w : 0, bar };
    }
  return height + cost + (lines.broken ? LOST : 0);
}

/* Head and parts, one above the other or, where that takes less height, side by side. */
double
nqp_diagram_lay_node (NqpDiagram *self, int at, double x, double y, double w, double h, gboolean keep)
{
  NqpDiagramNode *node = nqp_diagram_node (self, at);
  double p = padding (self, node), gap = self->f * (node->level == 0 ? 0.45 : 0.3), inner = w - 2 * p;
  double v = node->level == 0 && node->children->len == 0 ? p * 0.9 : p * 0.75;
  gboolean inside = nqp_diagram_has_inside (self, at);
  double gutter = inside ? self->f * NQP_DIAGRAM_GUTTER : 0, wide = inner - 2 * gutter;
  const NqpDiagramFlow flow
      = { (const int *)(gpointer)node->children->data, (int)node->children->len,
          inside ? self->f * NQP_DIAGRAM_GAP : gap, inside ? 1 : NQP_DIAGRAM_MAX_COLUMNS };
  double above, beside = INFINITY, head, side = 0, height;

  gap *= 0.7; /* between the head and the parts */
  head = lay_head (self, node, 0, 0, inner, 0, FALSE);
  above = head + (flow.n > 0 ? gap + nqp_diagram_lay_flow (self, &flow, 0, 0, wide, 0, FALSE) : 0);
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
                        nqp_diagram_lay_flow (self, &flow, 0, 0, inner - head_w, 0, FALSE));
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
      double parts = nqp_diagram_lay_flow (self, &flow, 0, 0, inner - side, 0, FALSE);

      lay_head (self, node, x + p, y + v, side - p, h - 2 * v, TRUE);
      nqp_diagram_lay_flow (self, &flow, x + p + side, y + MAX (v, (h - parts) / 2), inner - side, parts,
                            TRUE);
    }
  else if (flow.n == 0)
    lay_head (self, node, x + p, y + v, inner, h - 2 * v, TRUE);
  else
    {
      lay_head (self, node, x + p, y + v, inner, 0, TRUE);
      nqp_diagram_lay_flow (self, &flow, x + p + gutter, y + v + head + gap, wide, h - 2 * v - head - gap,
                            TRUE);
    }
  return height;
}
