/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scene-private.h"

#include <math.h>

static void
set_colour (cairo_t *cr, NqpColour c)
{
  cairo_set_source_rgba (cr, c.r, c.g, c.b, c.a);
}

static void
rounded_rect (cairo_t *cr, double x, double y, double w, double h, double r)
{
  if (r <= 0)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
trace_path (const NqpScene *self, const NqpMark *mark, cairo_t *cr)
{
  const double *xy = nqp_scene_mark_points (self, mark);

  for (guint ring = 0; ring < MAX (mark->n_rings, 1); ring++)
    {
      gboolean down = FALSE;
      guint from, to;

      nqp_scene_mark_ring (self, mark, ring, &from, &to);
      for (guint i = from; i < to; i++)
        if (isnan (xy[2 * i]) || isnan (xy[2 * i + 1]))
          down = FALSE;
        else if (!down)
          {
            cairo_move_to (cr, xy[2 * i], xy[2 * i + 1]);
            down = TRUE;
          }
        else
          cairo_line_to (cr, xy[2 * i], xy[2 * i + 1]);
      if (mark->closed && to > from)
        cairo_close_path (cr);
    }
}

/* Leaves the outline of any mark but a text as the current path. */
static void
trace (const NqpScene *self, const NqpMark *mark, cairo_t *cr)
{
  double xy[24];
  gboolean open;
  int n;

  cairo_new_path (cr);
  switch (mark->kind)
    {
    case NQP_MARK_RECT:
      rounded_rect (cr, mark->x, mark->y, mark->w, mark->h, mark->radius);
      break;
    case NQP_MARK_LINE:
      cairo_move_to (cr, mark->x, mark->y);
      cairo_line_to (cr, mark->w, mark->h);
      break;
    case NQP_MARK_PATH:
      trace_path (self, mark, cr);
      break;
    case NQP_MARK_SHAPE:
      n = nqp_mark_shape_points (mark->shape, mark->x, mark->y, mark->radius, xy, &open);
      if (n == 0)
        cairo_arc (cr, mark->x, mark->y, mark->radius, 0, 2 * G_PI);
      for (int i = 0; i < n; i++)
        if (i == 0 || (open && i % 2 == 0))
          cairo_move_to (cr, xy[2 * i], xy[2 * i + 1]);
        else
          cairo_line_to (cr, xy[2 * i], xy[2 * i + 1]);
      if (n > 0 && !open)
        cairo_close_path (cr);
      break;
    case NQP_MARK_TARGET:
      if (mark->ring)
        cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
      break;
    case NQP_MARK_TEXT:
    default:
      break;
    }
}

/* Lines and dots clipped to the current path: no raster pattern, so PDF stays vectors. */
static void
draw_pattern (const NqpMark *mark, cairo_t *cr)
{
  const double *b = mark->bounds;
  double step = NQP_PATTERN_STEP, h = b[3] - b[1];
  NqpPattern pattern = mark->paint.pattern;

  cairo_save (cr);
  cairo_clip (cr);
  set_colour (cr, mark->paint.pattern_colour);
  cairo_set_line_width (cr, NQP_PATTERN_WIDTH);
  cairo_set_dash (cr, NULL, 0, 0);
  /* Anchored to the picture, not to the mark: neighbours' patterns join. */
  if (pattern == NQP_PATTERN_HATCH || pattern == NQP_PATTERN_CROSS)
    for (double x = floor ((b[0] + b[1]) / step) * step; x <= b[2] + b[3] + step; x += step)
      {
        cairo_move_to (cr, x - b[1] + 1, b[1] - 1);
        cairo_line_to (cr, x - b[3] - 1, b[3] + 1);
      }
  if (pattern == NQP_PATTERN_CROSS)
    for (double x = floor ((b[0] - b[3]) / step) * step; x <= b[2] - b[1] + step; x += step)
      {
        cairo_move_to (cr, x + b[1] - 1, b[1] - 1);
        cairo_line_to (cr, x + b[1] + h + 1, b[3] + 1);
      }
  if (pattern == NQP_PATTERN_LINES)
    for (double y = floor (b[1] / step) * step + step / 2; y <= b[3]; y += step)
      {
        cairo_move_to (cr, b[0], y);
        cairo_line_to (cr, b[2], y);
      }
  cairo_stroke (cr);
  if (pattern == NQP_PATTERN_DOTS)
    {
      for (double y = floor (b[1] / step) * step + step / 2; y <= b[3] + step; y += step)
        for (double x = floor (b[0] / step) * step + step / 2; x <= b[2] + step; x += step)
          {
            cairo_new_sub_path (cr);
            cairo_arc (cr, x, y, NQP_PATTERN_DOT, 0, 2 * G_PI);
          }
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

static void
draw_text (const NqpMark *mark, cairo_t *cr)
{
  cairo_move_to (cr, mark->layout_x, mark->layout_y);
  if (mark->font.halo.a > 0)
    {
      pango_cairo_layout_path (cr, mark->layout);
      set_colour (cr, mark->font.halo);
      cairo_set_line_width (cr, MAX (2.5, mark->font.size * 0.24));
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_set_dash (cr, NULL, 0, 0);
      cairo_stroke (cr);
      cairo_move_to (cr, mark->layout_x, mark->layout_y);
    }
  set_colour (cr, mark->font.colour);
  pango_cairo_show_layout (cr, mark->layout);
}

void
nqp_scene_draw_mark (const NqpScene *self, const NqpMark *mark, cairo_t *cr)
{
  const NqpPaint *paint = &mark->paint;

  if (mark->kind == NQP_MARK_TARGET)
    return;
  if (mark->kind == NQP_MARK_TEXT)
    {
      draw_text (mark, cr);
      return;
    }
  trace (self, mark, cr);
  if (paint->fill.a > 0)
    {
      set_colour (cr, paint->fill);
      cairo_fill_preserve (cr);
    }
  if (paint->pattern != NQP_PATTERN_NONE && paint->pattern_colour.a > 0)
    {
      draw_pattern (mark, cr);
      trace (self, mark, cr);
    }
  if (paint->stroke.a > 0 && paint->width > 0)
    {
      double dash = paint->dash;

      set_colour (cr, paint->stroke);
      cairo_set_line_width (cr, paint->width);
      cairo_set_dash (cr, &dash, dash > 0 ? 1 : 0, 0);
      cairo_set_line_join (cr, mark->kind == NQP_MARK_PATH ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
}

/**
 * nqp_scene_draw:
 *
 * Paints the scene with its top left corner at the origin of @cr; scale @cr for other sizes and resolutions.
 */
void
nqp_scene_draw (const NqpScene *self, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < self->marks->len; i++)
    nqp_scene_draw_mark (self, nqp_scene_get_mark (self, i), cr);
  cairo_restore (cr);
}

/**
 * nqp_scene_draw_region:
 * @region: a place
 * @focus: the ring of the focus, else the lighter one of the pointer
 *
 * Paints the ring around every mark that stands for @region, and its texts again on top: a highlight that does not need
 * the rest of the scene drawn anew.
 */
void
nqp_scene_draw_region (const NqpScene *self, cairo_t *cr, int region, gboolean focus)
{
  const NqpStyle *style = &self->style;
  NqpColour ring = focus ? style->accent : nqp_colour_mix (style->accent, style->text, 0.35);
  NqpColour ground = style->background;
  gboolean has_ring = FALSE;

  if (region < 0 || (focus && self->shows_focus))
    return;
  for (guint i = 0; i < self->marks->len; i++)
    has_ring |= nqp_scene_get_mark (self, i)->ring && nqp_scene_get_mark (self, i)->datum.region == region;
  ground.a = 0.85;
  ring.a = focus ? 1 : 0.8;
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);

      if (mark->datum.region != region || mark->kind == NQP_MARK_TEXT || mark->ring != has_ring
          || (mark->kind == NQP_MARK_TARGET && !mark->ring))
        continue;
      trace (self, mark, cr);
      if (mark->kind != NQP_MARK_LINE)
        {
          set_colour (cr, ground);
          cairo_set_line_width (cr, (focus ? 4 : 3.2) * MAX (style->scale, 1));
          cairo_stroke_preserve (cr);
        }
      set_colour (cr, ring);
      cairo_set_line_width (cr, (focus ? 2 : 1.5) * MAX (style->scale, 1));
      cairo_stroke (cr);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);

      if (mark->datum.region == region && mark->kind == NQP_MARK_TEXT)
        draw_text (mark, cr);
    }
  cairo_restore (cr);
}
