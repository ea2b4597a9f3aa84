/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scene-private.h"

#include <math.h>

/* A mark thinner than a finger tip or a pointer's tip is hit this far beside it, px. */
#define REACH 4.0

static gboolean
is_bound (const NqpDatum *datum)
{
  return datum->region >= 0 || datum->year >= 0 || datum->node >= 0 || datum->entry > 0;
}

static double
distance_to_segment (double px, double py, double x1, double y1, double x2, double y2)
{
  double dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((px - x1) * dx + (py - y1) * dy) / length, 0, 1) : 0;

  return hypot (px - x1 - t * dx, py - y1 - t * dy);
}

static gboolean
path_contains (const NqpScene *self, const NqpMark *mark, double px, double py)
{
  const double *xy = nqp_scene_mark_points (self, mark);
  gboolean inside = FALSE;

  for (guint ring = 0; ring < MAX (mark->n_rings, 1); ring++)
    {
      guint from, to;

      nqp_scene_mark_ring (self, mark, ring, &from, &to);
      for (guint i = from, j = to - 1; i < to; j = i++)
        if ((xy[2 * i + 1] > py) != (xy[2 * j + 1] > py)
            && px < (xy[2 * j] - xy[2 * i]) * (py - xy[2 * i + 1]) / (xy[2 * j + 1] - xy[2 * i + 1])
                        + xy[2 * i])
          inside = !inside;
    }
  return inside;
}

static double
path_distance (const NqpScene *self, const NqpMark *mark, double px, double py)
{
  const double *xy = nqp_scene_mark_points (self, mark);
  double best = INFINITY;

  for (guint ring = 0; ring < MAX (mark->n_rings, 1); ring++)
    {
      guint from, to;

      nqp_scene_mark_ring (self, mark, ring, &from, &to);
      for (guint i = from; i < to; i++)
        {
          guint j = i + 1 < to ? i + 1 : mark->closed ? from : i;
          double d = distance_to_segment (px, py, xy[2 * i], xy[2 * i + 1], xy[2 * j], xy[2 * j + 1]);

          if (d < best)
            best = d;
        }
    }
  return best;
}

/* 0 = inside, else the distance in px; infinite when far away. */
static double
mark_distance (const NqpScene *self, const NqpMark *mark, double px, double py)
{
  const double *b = mark->bounds;
  double reach = REACH + mark->paint.width / 2;

  if (px < b[0] - reach || px > b[2] + reach || py < b[1] - reach || py > b[3] + reach)
    return INFINITY;
  switch (mark->kind)
    {
    case NQP_MARK_LINE:
      return distance_to_segment (px, py, mark->x, mark->y, mark->w, mark->h);
    case NQP_MARK_SHAPE:
      return MAX (hypot (px - mark->x, py - mark->y) - mark->radius, 0);
    case NQP_MARK_PATH:
      if (mark->closed && (mark->paint.fill.a > 0 || mark->paint.pattern != NQP_PATTERN_NONE)
          && path_contains (self, mark, px, py))
        return 0;
      return path_distance (self, mark, px, py);
    case NQP_MARK_RECT:
    case NQP_MARK_TEXT:
    case NQP_MARK_TARGET:
    default:
      return hypot (MAX (MAX (b[0] - px, px - b[2]), 0), MAX (MAX (b[1] - py, py - b[3]), 0));
    }
}

/**
 * nqp_scene_pick:
 *
 * Finds what is under a point: the topmost mark with a datum that contains it, else the nearest one a few pixels away.
 * Targets lie below every mark that is seen.
 *
 * Returns: %FALSE if there is none
 */
gboolean
nqp_scene_pick (const NqpScene *self, double x, double y, NqpDatum *out_datum)
{
  const NqpMark *best = NULL, *target = NULL;
  double best_distance = REACH;

  for (guint i = self->marks->len; i-- > 0;)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);
      double d;

      if (!is_bound (&mark->datum))
        continue;
      d = mark_distance (self, mark, x, y);
      if (mark->kind == NQP_MARK_TARGET)
        {
          if (d <= 0 && target == NULL)
            target = mark;
        }
      else if (d < best_distance)
        {
          best = mark;
          best_distance = d;
          if (d <= 0)
            break;
        }
    }
  if (best == NULL
      || (best_distance > 0 && target != NULL && best->kind != NQP_MARK_LINE && best->kind != NQP_MARK_PATH
          && best->kind != NQP_MARK_SHAPE))
    best = target != NULL ? target : best;
  if (best == NULL)
    return FALSE;
  *out_datum = best->datum;
  return TRUE;
}

/**
 * nqp_scene_locate:
 * @datum: what to look for; -1 in a field (0 in entry and other) means any
 *
 * Returns: %FALSE if no mark stands for @datum
 */
gboolean
nqp_scene_locate (const NqpScene *self, NqpDatum datum, double *x, double *y, double *w, double *h)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);

      if ((datum.region >= 0 && mark->datum.region != datum.region)
          || (datum.year >= 0 && mark->datum.year != datum.year)
          || (datum.node >= 0 && mark->datum.node != datum.node)
          || (datum.entry > 0 && mark->datum.entry != datum.entry)
          || (datum.other > 0 && mark->datum.other != datum.other) || !is_bound (&mark->datum))
        continue;
      *x = mark->bounds[0];
      *y = mark->bounds[1];
      *w = mark->bounds[2] - mark->bounds[0];
      *h = mark->bounds[3] - mark->bounds[1];
      return TRUE;
    }
  return FALSE;
}
