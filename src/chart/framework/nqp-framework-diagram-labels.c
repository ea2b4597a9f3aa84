/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <math.h>

/* Where the verbs of the arrows stand: on no card, no other arrow and no other verb. */

static gboolean
boxes_meet (NqpBox a, NqpBox b, double apart)
{
  return a.x < b.x + b.w + apart && b.x < a.x + a.w + apart && a.y < b.y + b.h + apart
         && b.y < a.y + a.h + apart;
}

static gboolean
edge_meets (const NqpDiagramEdge *edge, NqpBox box)
{
  for (int i = 0; edge->xy != NULL && i + 1 < edge->n_points; i++)
    {
      double x1 = MIN (edge->xy[2 * i], edge->xy[2 * i + 2]), x2 = MAX (edge->xy[2 * i], edge->xy[2 * i + 2]);
      double y1 = MIN (edge->xy[2 * i + 1], edge->xy[2 * i + 3]),
             y2 = MAX (edge->xy[2 * i + 1], edge->xy[2 * i + 3]);

      if (boxes_meet ((NqpBox){ x1, y1, x2 - x1, y2 - y1 }, box, 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
label_is_free (const NqpDiagram *d, const NqpDiagramEdge *edge, NqpBox box, gboolean on_own_line)
{
  double margin = d->f * 0.25;
  const NqpBox wide = { box.x - margin, box.y - margin * 0.4, box.w + 2 * margin, box.h + margin * 0.8 };

  if (box.x < d->box.x || box.y < d->box.y || box.x + box.w > d->box.x + d->box.w
      || box.y + box.h > d->box.y + d->box.h)
    return FALSE;
  for (int i = 0; i < (int)d->nodes->len; i++)
    if (nqp_diagram_node (d, i)->level == 0 && boxes_meet (nqp_diagram_node (d, i)->box, box, margin))
      return FALSE;
  if (d->heading_lines.text != NULL
      && boxes_meet ((NqpBox){ d->heading_x, d->heading_y, d->heading_lines.w, d->heading_lines.h }, box,
                     margin))
    return FALSE;
  for (guint i = 0; i < d->edges->len; i++)
    {
      const NqpDiagramEdge *other = nqp_diagram_edge (d, i);

      if (other->label.text != NULL && boxes_meet (other->label_box, box, margin))
        return FALSE;
      if ((other != edge && edge_meets (other, wide))
          || (other == edge && !on_own_line && edge_meets (other, box)))
        return FALSE;
    }
  return TRUE;
}

/* The best free place along the line: on it, near the middle of a long level part; else beside it. */
void
nqp_diagram_place_label (NqpDiagram *d, NqpDiagramEdge *edge)
{
  double size = nqp_diagram_small (d), best = INFINITY;
  const double widths[] = { size * 30, size * 11, size * 7.5, size * 5.5 };
  double head = d->f * 0.9;

  nqp_diagram_lines_clear (&edge->label);
  for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
    {
      NqpDiagramLines lines = { 0 };
      gboolean found = FALSE;

      nqp_diagram_text_wrap (edge->name, size, widths[k], 4, TRUE, &lines);
      for (int i = 0; !lines.broken && i + 1 < edge->n_points; i++)
        {
          double x1 = edge->xy[2 * i], y1 = edge->xy[2 * i + 1], x2 = edge->xy[2 * i + 2],
                 y2 = edge->xy[2 * i + 3];
          gboolean level = fabs (y1 - y2) < 0.1;
          double length = fabs (x2 - x1) + fabs (y2 - y1), need;

          for (int side = -1; side <= 1; side++)
            {
              /* On the line, ends and head stay free; beside it there is only the text. */
              double lo = side != 0 ? 0 : d->f * (i == 0 ? 0.4 : 0.5);
              double hi = length - (side != 0 ? 0 : i + 2 == edge->n_points ? head : d->f * 0.5);

              need = (level ? lines.w : lines.h) + (side != 0 ? 0 : d->f * 0.3);
              for (double at = lo + need / 2; at <= hi - need / 2 + 0.01; at += d->step / 4)
                {
                  double cx = x1 + (x2 - x1) * at / length, cy = y1 + (y2 - y1) * at / length;
                  double off = side * ((level ? lines.h : lines.w) / 2 + d->f * 0.35);
                  NqpBox box = { cx - lines.w / 2 + (level ? 0 : off), cy - lines.h / 2 + (level ? off : 0),
                                 lines.w, lines.h };
                  double cost = fabs (at - (lo + hi) / 2) * 0.5 - MIN (length, 30 * d->step) * 0.35
                                + (side != 0 ? 60 : 0) + (level ? 0 : 12) + (double)k * 10;

                  if (cost < best && label_is_free (d, edge, box, side == 0))
                    {
                      best = cost;
                      found = TRUE;
                      edge->label_box = box;
                      edge->on_line = side == 0;
                    }
                }
            }
        }
      if (found)
        {
          nqp_diagram_lines_clear (&edge->label);
          edge->label = lines;
        }
      else
        nqp_diagram_lines_clear (&lines);
    }
}
