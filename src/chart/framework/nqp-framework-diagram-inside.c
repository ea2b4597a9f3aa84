/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <math.h>
#include <string.h>

/* Arrows between the parts of one node, which stand below each other: neighbours are joined through the gap between them,
 * others by brackets in the gutters, those going down on the right, those going up on the left. A verb stands in a gap
 * beside its arrow if there is room; without it the arrow still answers to the pointer. */

gboolean
nqp_diagram_has_inside (const NqpDiagram *self, int card)
{
  for (guint i = 0; self->plan.inside && i < self->edges->len; i++)
    if (nqp_diagram_edge (self, i)->inside
        && nqp_diagram_node (self, nqp_diagram_edge (self, i)->from)->parent == card)
      return TRUE;
  return FALSE;
}

static int
place_of (const NqpDiagram *self, int node)
{
  const GArray *children = nqp_diagram_node (self, nqp_diagram_node (self, node)->parent)->children;

  for (guint i = 0; i < children->len; i++)
    if (g_array_index (children, int, i) == node)
      return (int)i;
  return -1;
}

static gboolean
is_of (const NqpDiagram *self, const NqpDiagramEdge *edge, int parent)
{
  return edge->inside && nqp_diagram_node (self, edge->from)->parent == parent;
}

static void
set_points (NqpDiagramEdge *edge, const double *xy, int n)
{
  g_free (edge->xy);
  edge->xy = g_memdup2 (xy, 2 * (gsize)n * sizeof (double));
  edge->n_points = n;
}

static gboolean
is_free (const NqpDiagram *self, int parent, NqpBox box, const NqpDiagramEdge *own)
{
  const NqpBox *card = &nqp_diagram_node (self, parent)->box;
  double margin = self->f * 0.25;

  if (box.x < card->x + margin || box.x + box.w > card->x + card->w - margin)
    return FALSE;
  for (guint i = 0; i < self->edges->len; i++)
    {
      const NqpDiagramEdge *other = nqp_diagram_edge (self, i);

      if (!is_of (self, other, parent) || other->xy == NULL)
        continue;
      if (other->label.text != NULL && box.x < other->label_box.x + other->label_box.w + 2 * margin
          && other->label_box.x < box.x + box.w + 2 * margin
          && box.y < other->label_box.y + other->label_box.h && other->label_box.y < box.y + box.h)
        return FALSE;
      for (int k = 0; k + 1 < other->n_points; k++)
        {
          double x1 = MIN (other->xy[2 * k], other->xy[2 * k + 2]),
                 x2 = MAX (other->xy[2 * k], other->xy[2 * k + 2]);
          double y1 = MIN (other->xy[2 * k + 1], other->xy[2 * k + 3]);
          double y2 = MAX (other->xy[2 * k + 1], other->xy[2 * k + 3]);
          double apart = other == own ? 0 : margin;

          if (box.x < x2 + apart && x1 < box.x + box.w + apart && box.y < y2 && y1 < box.y + box.h)
            return FALSE;
        }
    }
  return TRUE;
}

/* In the gap below child @gap, right or left of @x. */
static gboolean
try_label (NqpDiagram *self, int parent, NqpDiagramEdge *edge, int gap, double x, gboolean right)
{
  const GArray *children = nqp_diagram_node (self, parent)->children;
  const NqpBox *above = &nqp_diagram_node (self, g_array_index (children, int, gap))->box;
  const NqpBox *below = &nqp_diagram_node (self, g_array_index (children, int, gap + 1))->box;
  double room = below->y - above->y - above->h;
  NqpDiagramLines lines = { 0 };
  NqpBox box;

  nqp_diagram_text_wrap (edge->name, nqp_diagram_small (self), self->f * 60, 1, TRUE, &lines);
  box = (NqpBox){ right ? x + self->f * 0.4 : x - self->f * 0.4 - lines.w,
                  above->y + above->h + (room - lines.h) / 2, lines.w, lines.h };
  if (lines.broken || lines.h > room + 1 || !is_free (self, parent, box, edge))
    {
      nqp_diagram_lines_clear (&lines);
      return FALSE;
    }
  edge->label = lines;
  edge->label_box = box;
  return TRUE;
}

static void
place_labels (NqpDiagram *self, int parent)
{
  for (int far = 0; far <= 1; far++) /* neighbours first */
    for (guint i = 0; i < self->edges->len; i++)
      {
        NqpDiagramEdge *edge = nqp_diagram_edge (self, i);
        int a, b, from, to;
        gboolean done = FALSE;

        if (!is_of (self, edge, parent) || edge->xy == NULL)
          continue;
        from = place_of (self, edge->from);
        to = place_of (self, edge->to);
        a = MIN (from, to);
        b = MAX (from, to);
        if ((b - a > 1) != far)
          continue;
        if (!far)
          {
            if (!try_label (self, parent, edge, a, edge->xy[0], TRUE))
              try_label (self, parent, edge, a, edge->xy[0], FALSE);
            continue;
          }
        for (int gap = a; gap < b && !done; gap++)
          done = try_label (self, parent, edge, gap, edge->xy[2], from > to);
      }
}

static void
route_card (NqpDiagram *self, int parent)
{
  const GArray *children = nqp_diagram_node (self, parent)->children;
  double lane = self->f * NQP_DIAGRAM_GUTTER / 3;
  int lanes[2] = { 0, 0 };

  for (int gap = 0; gap + 1 < (int)children->len; gap++)
    {
      const NqpBox *above = &nqp_diagram_node (self, g_array_index (children, int, gap))->box;
      const NqpBox *below = &nqp_diagram_node (self, g_array_index (children, int, gap + 1))->box;
      double total = 0, x = 0, even = 0;
      int n = 0;

      for (int pass = 0; pass < 2; pass++)
        {
          for (guint i = 0; i < self->edges->len; i++)
            {
              NqpDiagramEdge *edge = nqp_diagram_edge (self, i);
              NqpDiagramLines lines = { 0 };
              int from, to;

              if (!is_of (self, edge, parent))
                continue;
              from = place_of (self, edge->from);
              to = place_of (self, edge->to);
              if (MIN (from, to) != gap || abs (from - to) != 1)
                continue;
              nqp_diagram_text_wrap (edge->name, nqp_diagram_small (self), self->f * 60, 1, FALSE, &lines);
              if (pass == 0)
                total += lines.w + self->f * 1.4;
              else
                {
                  set_points (edge,
                              from < to ? (const double[]){ x, above->y + above->h, x, below->y }
                                        : (const double[]){ x, below->y, x, above->y + above->h },
                              2);
                  x += even > 0 ? even : lines.w + self->f * 1.4;
                }
              n++;
            }
          if (pass > 0 || n == 0)
            break;
          /* Arrows with their verbs side by side; too many for that are spread evenly, and some go without. */
          even = total > above->w ? above->w / n : 0;
          x = even > 0 ? above->x + even * 0.2 : above->x + (above->w - total) / 2 + self->f * 0.5;
        }
    }
  for (int span = 2; span < (int)children->len; span++) /* short brackets within long ones */
    for (guint i = 0; i < self->edges->len; i++)
      {
        NqpDiagramEdge *edge = nqp_diagram_edge (self, i);
        const NqpBox *a, *b;
        int from, to, up;
        double x, side, off;

        if (!is_of (self, edge, parent))
          continue;
        from = place_of (self, edge->from);
        to = place_of (self, edge->to);
        if (abs (from - to) != span)
          continue;
        up = from > to;
        if (lanes[up] >= 3)
          continue; /* no room for more */
        a = &nqp_diagram_node (self, edge->from)->box;
        b = &nqp_diagram_node (self, edge->to)->box;
        off = lane * (0.8 + lanes[up]++);
        side = up ? a->x : a->x + a->w;
        x = up ? side - off : side + off;
        set_points (edge,
                    (const double[]){ side, a->y + a->h * (up ? 0.35 : 0.65), x,
                                      a->y + a->h * (up ? 0.35 : 0.65), x, b->y + b->h * (up ? 0.65 : 0.35),
                                      side, b->y + b->h * (up ? 0.65 : 0.35) },
                    4);
      }
  place_labels (self, parent);
}

void
nqp_diagram_route_inside (NqpDiagram *self)
{
  for (int i = 0; i < (int)self->nodes->len; i++)
    if (nqp_diagram_has_inside (self, i))
      route_card (self, i);
}
