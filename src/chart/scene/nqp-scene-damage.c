/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "nqp-scene-private.h"

/* Member by member: padding is not compared. */
static gboolean
same_colour (NqpColour a, NqpColour b)
{
  return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static gboolean
same_paint (const NqpPaint *a, const NqpPaint *b)
{
  return same_colour (a->fill, b->fill) && same_colour (a->stroke, b->stroke) && a->width == b->width
         && a->dash == b->dash && a->pattern == b->pattern
         && same_colour (a->pattern_colour, b->pattern_colour);
}

static gboolean
same_font (const NqpFont *a, const NqpFont *b)
{
  return a->size == b->size && a->bold == b->bold && a->tabular == b->tabular
         && same_colour (a->colour, b->colour) && a->align == b->align && a->valign == b->valign
         && a->max_width == b->max_width && a->max_lines == b->max_lines && same_colour (a->halo, b->halo);
}

/* Do both look the same? What they stand for does not matter. */
static gboolean
same_mark (const NqpScene *a, const NqpMark *m, const NqpScene *b, const NqpMark *n)
{
  if (m->kind != n->kind)
    return FALSE;
  if (m->kind == NQP_MARK_TARGET)
    return TRUE;
  if (m->kind == NQP_MARK_TEXT)
    return m->layout_x == n->layout_x && m->layout_y == n->layout_y && same_font (&m->font, &n->font)
           && g_strcmp0 (m->text, n->text) == 0;
  if (m->shape != n->shape || m->x != n->x || m->y != n->y || m->w != n->w || m->h != n->h
      || m->radius != n->radius || m->n_points != n->n_points || m->n_rings != n->n_rings
      || m->closed != n->closed || !same_paint (&m->paint, &n->paint))
    return FALSE;
  if (m->path != NULL && m->path == n->path)
    return TRUE;
  if (m->n_points > 0
      && memcmp (nqp_scene_mark_points (a, m), nqp_scene_mark_points (b, n),
                 2 * sizeof (double) * m->n_points)
             != 0)
    return FALSE;
  return m->n_rings == 0
         || memcmp (nqp_scene_mark_rings (a, m), nqp_scene_mark_rings (b, n), sizeof (guint) * m->n_rings)
                == 0;
}

/* The pixels a mark can touch, rounded outwards; with room for mitres of sharp corners. */
static cairo_rectangle_int_t
mark_extents (const NqpMark *mark)
{
  double b[4], grow = 1;

  memcpy (b, mark->bounds, sizeof b);
  if (mark->kind == NQP_MARK_TEXT)
    {
      b[0] = MIN (b[0], mark->ink[0]);
      b[1] = MIN (b[1], mark->ink[1]);
      b[2] = MAX (b[2], mark->ink[2]);
      b[3] = MAX (b[3], mark->ink[3]);
      grow += mark->font.halo.a > 0 ? MAX (2.5, mark->font.size * 0.24) : 0;
    }
  else if (mark->paint.stroke.a > 0)
    grow += mark->paint.width * (mark->kind == NQP_MARK_PATH ? 0.5 : 5);
  return (cairo_rectangle_int_t){ (int)floor (b[0] - grow), (int)floor (b[1] - grow),
                                  (int)ceil (b[2] + grow) - (int)floor (b[0] - grow),
                                  (int)ceil (b[3] + grow) - (int)floor (b[1] - grow) };
}

static void
damage_mark (cairo_region_t *region, const NqpScene *scene, guint i)
{
  const NqpMark *mark = nqp_scene_get_mark (scene, i);
  cairo_rectangle_int_t extents = mark_extents (mark);

  if (mark->kind != NQP_MARK_TARGET)
    cairo_region_union_rectangle (region, &extents);
}

/**
 * nqp_scene_damage:
 *
 * Marks are compared in order. Where the scenes have as many, one by one; else what comes after the first and before the
 * last difference counts as changed.
 *
 * Returns: (transfer full) (nullable): the px in which @after looks different from @before, maybe more of them; %NULL if
 *   the scenes have another size or style
 */
cairo_region_t *
nqp_scene_damage (const NqpScene *before, const NqpScene *after)
{
  cairo_region_t *region;
  guint n = before->marks->len, m = after->marks->len, from = 0, tail = 0;

  if (before->width != after->width || before->height != after->height
      || before->style.scale != after->style.scale
      || !same_colour (before->style.background, after->style.background))
    return NULL;
  if (n != m)
    {
      guint least = MIN (n, m);

      while (
          from < least
          && same_mark (before, nqp_scene_get_mark (before, from), after, nqp_scene_get_mark (after, from)))
        from++;
      while (tail < least - from
             && same_mark (before, nqp_scene_get_mark (before, n - 1 - tail), after,
                           nqp_scene_get_mark (after, m - 1 - tail)))
        tail++;
    }
  region = cairo_region_create ();
  for (guint i = from; i < MAX (n, m) - tail; i++)
    {
      if (i < n - tail && i < m - tail
          && same_mark (before, nqp_scene_get_mark (before, i), after, nqp_scene_get_mark (after, i)))
        continue;
      if (i < n - tail)
        damage_mark (region, before, i);
      if (i < m - tail)
        damage_mark (region, after, i);
    }
  cairo_region_intersect_rectangle (
      region, &(cairo_rectangle_int_t){ 0, 0, (int)ceil (after->width), (int)ceil (after->height) });
  return region;
}

/**
 * nqp_scene_draw_within:
 * @region: px
 *
 * Makes @cr show the scene in @region, whatever was there before, and changes nothing elsewhere.
 */
void
nqp_scene_draw_within (const NqpScene *self, cairo_t *cr, const cairo_region_t *region)
{
  /* On a ground of its own and without a clip: cairo leaves out what of a stroke lies beyond a clip, and the strokes that
   * cross its edge then come out a little different. */
  cairo_save (cr);
  cairo_push_group (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);
      cairo_rectangle_int_t extents = mark_extents (mark);

      if (cairo_region_contains_rectangle (region, &extents) != CAIRO_REGION_OVERLAP_OUT)
        nqp_scene_draw_mark (self, mark, cr);
    }
  cairo_pop_group_to_source (cr);
  for (int i = 0; i < cairo_region_num_rectangles (region); i++)
    {
      cairo_rectangle_int_t r;

      cairo_region_get_rectangle (region, i, &r);
      cairo_rectangle (cr, r.x, r.y, r.width, r.height);
    }
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_fill (cr);
  cairo_restore (cr);
}
