/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-derivation-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

/* The steps as cards in one to three columns. What is said of each gives way until all have room: first sources and notes, then
 * the formulas in words, then pictures, then the numbers set in; a heading and its result are always there. */

typedef enum
{
  DETAIL_ALL,
  DETAIL_NO_NOTES,
  DETAIL_NO_FORMULAS,
  DETAIL_NO_PICTURES,
  DETAIL_RESULTS,
  N_DETAILS,
} Detail;

#define MOST_COLUMNS 3
#define MOST_LINES 12

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  GPtrArray *steps;
  Detail detail;
  double width; /* of a column */
} Drawing;

static const NqpStep *
get_step (const Drawing *self, int i)
{
  return g_ptr_array_index (self->steps, i);
}

/* ---- sizes ---------------------------------------------------------------------------------------------------- */

static double
badge_radius (const NqpStyle *style)
{
  return style->tick * 0.85;
}

static double
indent (const NqpStyle *style)
{
  return 2 * badge_radius (style) + 1.5 * style->unit;
}

static double
bar_height (const NqpStyle *style)
{
  return style->label * 1.35;
}

static NqpFont
text_font (double size, NqpColour colour, NqpTypeFlags flags, double width)
{
  return nqp_type_in (size, colour, flags | NQP_TYPE_TOP, MAX (width, size), MOST_LINES);
}

static double
text_width (const Drawing *self)
{
  return self->width - indent (self->style);
}

static double
result_width (const Drawing *self, const NqpStep *step)
{
  const NqpFont font = nqp_type (self->style->label, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);

  return step->result != NULL ? nqp_type_width (self->scene, step->result, &font) + 2 * self->style->unit : 0;
}

static NqpFont
head_font (const Drawing *self, const NqpStep *step)
{
  return text_font (self->style->label, self->style->text, NQP_TYPE_BOLD,
                    text_width (self) - result_width (self, step));
}

static double
height_of (const Drawing *self, const char *text, const NqpFont *font)
{
  return text != NULL ? nqp_type_height (self->scene, text, font) : 0;
}

static gboolean
has_picture (const Drawing *self, const NqpStep *step)
{
  if (self->detail >= DETAIL_NO_PICTURES || step->kind == NQP_STEP_WORDS)
    return FALSE;
  if (step->kind == NQP_STEP_RANGE)
    return step->hi > step->lo && isfinite (step->value);
  return isfinite (nqp_scores_get (self->view->scores, step->node, self->view->year, self->view->focus));
}

static double
step_height (const Drawing *self, const NqpStep *step)
{
  const NqpStyle *style = self->style;
  const NqpFont head = head_font (self, step);
  const NqpFont small = text_font (style->tick, style->dim, 0, text_width (self));
  const NqpFont plain = text_font (style->label, style->text, 0, text_width (self));
  double h = height_of (self, step->head, &head);

  if (self->detail < DETAIL_NO_FORMULAS)
    h += height_of (self, step->formula, &small);
  if (self->detail < DETAIL_RESULTS)
    h += height_of (self, step->numbers, &plain);
  if (has_picture (self, step))
    h += bar_height (style) + style->unit;
  if (self->detail < DETAIL_NO_NOTES)
    h += height_of (self, step->note, &small);
  return MAX (h, 2 * badge_radius (style));
}

static double
gap (const Drawing *self)
{
  return self->detail >= DETAIL_NO_PICTURES ? self->style->unit * 0.7 : self->style->unit * 2;
}

/* ---- pictures ------------------------------------------------------------------------------------------------- */

static void
draw_range (const Drawing *self, const NqpStep *step, NqpBox box)
{
  const NqpStyle *style = self->style;
  const NqpColour colour = nqp_parts_node_colour (self->view, style, step->node);
  const NqpPaint track = nqp_parts_fill (style->faint), fill = nqp_parts_fill (colour);
  const NqpPaint line = nqp_parts_stroke (style->text, 2 * style->scale, 0);
  const NqpDatum datum = { self->view->focus, self->view->year, step->node, 0, 0 };
  const gboolean more
      = self->view->scores->panel->indicators[self->view->scores->tree->nodes[step->node].indicator].direction
        >= 0;
  const double t = CLAMP ((step->value - step->lo) / (step->hi - step->lo), 0, 1);
  const double x = box.x + box.w * t, inset = box.h * 0.25;
  NqpPaint shown = fill;

  if (style->patterns)
    nqp_parts_set_pattern (&shown, NQP_PATTERN_HATCH, 0.5);
  nqp_scene_rect (self->scene, box.x, box.y + inset, box.w, box.h - 2 * inset, 2 * style->scale, &track,
                  datum);
  /* what is won is filled: from the worst end to the value */
  if (more)
    nqp_scene_rect (self->scene, box.x, box.y + inset, x - box.x, box.h - 2 * inset, 2 * style->scale, &shown,
                    datum);
  else
    nqp_scene_rect (self->scene, x, box.y + inset, box.x + box.w - x, box.h - 2 * inset, 2 * style->scale,
                    &shown, datum);
  nqp_scene_line (self->scene, x, box.y, x, box.y + box.h, &line, datum);
}

/* The ends of a bar of parts: bounded scores have one rod for all, others what their parts need. */
static NqpScale
parts_scale (const Drawing *self, const NqpStep *step, NqpBox box)
{
  const NqpTree *tree = self->view->scores->tree;
  NqpScale scale = { 0, 1, box.x, box.x + box.w };
  double left = 0, right = 0;

  for (int c = tree->nodes[step->node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      double adds
          = nqp_scores_contribution (self->view->scores, step->node, c, self->view->year, self->view->focus);

      if (adds > 0)
        right += adds;
      else if (adds < 0)
        left += adds;
    }
  if (nqp_parts_factor (self->view) > 1 && left >= 0 && right <= 1)
    return scale;
  scale.d0 = left * 1.1;
  scale.d1 = MAX (right * 1.1, scale.d0 + 1e-9);
  return scale;
}

static void
draw_parts (const Drawing *self, const NqpStep *step, NqpBox box)
{
  const NqpStyle *style = self->style;
  const NqpScores *scores = self->view->scores;
  const NqpTree *tree = scores->tree;
  const NqpScale scale = parts_scale (self, step, box);
  const NqpPaint track = nqp_parts_fill (style->faint);
  const double zero = nqp_scale_map (&scale, 0);
  double left = zero, right = zero;

  nqp_scene_rect (self->scene, box.x, box.y, box.w, box.h, 2 * style->scale, &track, NQP_DATUM_NONE);
  for (int c = tree->nodes[step->node].first_child; c >= 0; c = tree->nodes[c].next_sibling)
    {
      const double adds
          = nqp_scores_contribution (scores, step->node, c, self->view->year, self->view->focus);
      const double w = fabs (nqp_scale_map (&scale, adds) - zero);
      const gboolean followed = c == step->child;
      const NqpDatum datum = { self->view->focus, self->view->year, c, 0, 0 };
      NqpPaint paint = nqp_parts_node_paint (self->view, style, c);
      char text[NQP_NUMBER_SIZE];
      NqpFont font;
      double x;

      if (!isfinite (adds) || adds == 0)
        continue;
      if (!followed)
        {
          paint.fill = nqp_colour_mix (paint.fill, style->background, 0.62);
          paint.pattern = NQP_PATTERN_NONE;
        }
      paint.stroke = style->background; /* a hairline keeps neighbours apart */
      paint.width = style->scale;
      x = adds < 0 ? left - w : right;
      nqp_scene_rect (self->scene, x, box.y, w, box.h, 0, &paint, datum);
      if (adds < 0)
        left -= w;
      else
        right += w;
      nqp_number_to_screen (adds * nqp_parts_factor (self->view), nqp_parts_decimals (self->view), text);
      font = nqp_type (style->tick, nqp_colour_on (paint.fill), NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE);
      font.bold = followed;
      if (paint.pattern != NQP_PATTERN_NONE)
        font.halo = paint.fill;
      {
        g_autofree char *named = g_strdup_printf ("%s %s", nqp_view_node_name (self->view, c), text);
        const char *candidates[] = { named, text };

        for (gsize k = 0; k < G_N_ELEMENTS (candidates); k++)
          if (nqp_type_width (self->scene, candidates[k], &font) + style->unit < w)
            {
              nqp_scene_text (self->scene, x + w / 2, box.y + box.h / 2, candidates[k], &font, datum);
              break;
            }
      }
      if (followed)
        {
          const NqpPaint ring = nqp_parts_stroke (style->text, 1.5 * style->scale, 0);

          nqp_scene_rect (self->scene, x, box.y, w, box.h, 0, &ring, datum);
        }
    }
}

static void
draw_ranks (const Drawing *self, const NqpStep *step, NqpBox box)
{
  const NqpStyle *style = self->style;
  const NqpScores *scores = self->view->scores;
  const NqpPaint line = nqp_parts_stroke (style->grid, style->scale, 0);
  const NqpPaint tick = nqp_parts_stroke (nqp_parts_alpha (style->dim, 0.7), style->scale, 0);
  const NqpPaint focus = { .fill = style->accent, .stroke = style->background, .width = style->scale };
  double lo = 0, hi = 1;

  if (!(nqp_parts_factor (self->view) > 1))
    {
      lo = INFINITY;
      hi = -INFINITY;
      for (int i = 0; i < scores->n_regions; i++)
        {
          double score = nqp_scores_get (scores, step->node, self->view->year, i);

          if (isfinite (score))
            {
              lo = MIN (lo, score);
              hi = MAX (hi, score);
            }
        }
      if (!(hi > lo))
        hi = lo + 1;
    }
  const NqpScale scale = { lo, hi, box.x + box.h / 3, box.x + box.w - box.h / 3 };
  nqp_scene_line (self->scene, box.x, box.y + box.h / 2, box.x + box.w, box.y + box.h / 2, &line,
                  NQP_DATUM_NONE);
  for (int pass = 0; pass < 2; pass++) /* the focus on top */
    for (int i = 0; i < scores->n_regions; i++)
      {
        const double score = nqp_scores_get (scores, step->node, self->view->year, i);
        const NqpDatum datum = { i, self->view->year, step->node, 0, 0 };
        const double x = nqp_scale_map (&scale, score);

        if (!isfinite (score) || (i == self->view->focus) != (pass == 1))
          continue;
        if (pass == 0)
          nqp_scene_line (self->scene, x, box.y + box.h * 0.2, x, box.y + box.h * 0.8, &tick, datum);
        else
          nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, x, box.y + box.h / 2, box.h * 0.33, &focus,
                          datum);
      }
}

/* ---- steps ---------------------------------------------------------------------------------------------------- */

static double
draw_text (const Drawing *self, double x, double y, const char *text, const NqpFont *font)
{
  if (text == NULL)
    return 0;
  nqp_scene_text (self->scene, x, y, text, font, NQP_DATUM_NONE);
  return height_of (self, text, font);
}

static void
draw_badge (const Drawing *self, int i, double x, double y)
{
  const NqpStyle *style = self->style;
  const gboolean last = self->view->step == i + 1;
  const NqpColour colour = last ? style->accent : style->dim;
  const NqpPaint paint = last ? nqp_parts_fill (colour) : nqp_parts_stroke (colour, 1.2 * style->scale, 0);
  NqpFont font = nqp_type (style->footer, last ? nqp_colour_on (colour) : style->dim, NQP_TYPE_MIDDLE);
  g_autofree char *text = g_strdup_printf ("%d", i + 1);

  font.bold = last;
  nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, x, y, badge_radius (style), &paint, NQP_DATUM_NONE);
  nqp_scene_text (self->scene, x, y, text, &font, NQP_DATUM_NONE);
}

static void
draw_step (const Drawing *self, int i, double x, double y)
{
  const NqpStyle *style = self->style;
  const NqpStep *step = get_step (self, i);
  const NqpFont head = head_font (self, step);
  const NqpFont small = text_font (style->tick, style->dim, 0, text_width (self));
  const NqpFont plain = text_font (style->label, style->text, NQP_TYPE_FIGURES, text_width (self));
  const double left = x + indent (style);
  double line;

  nqp_scene_measure (self->scene, "X", &head, NULL, &line);
  draw_badge (self, i, x + badge_radius (style), y + MAX (line / 2, badge_radius (style)));
  if (step->result != NULL)
    {
      NqpFont font = nqp_type (style->label, style->text,
                               NQP_TYPE_BOLD | NQP_TYPE_FIGURES | NQP_TYPE_END | NQP_TYPE_TOP);

      nqp_scene_text (self->scene, x + self->width, y, step->result, &font,
                      (NqpDatum){ self->view->focus, self->view->year, step->node, 0, 0 });
    }
  y += draw_text (self, left, y, step->head, &head);
  if (self->detail < DETAIL_NO_FORMULAS)
    y += draw_text (self, left, y, step->formula, &small);
  if (self->detail < DETAIL_RESULTS)
    y += draw_text (self, left, y, step->numbers, &plain);
  if (has_picture (self, step))
    {
      const NqpBox box = { left, y + style->unit / 2, text_width (self), bar_height (style) };

      if (step->kind == NQP_STEP_RANGE)
        draw_range (self, step, box);
      else if (step->kind == NQP_STEP_PARTS)
        draw_parts (self, step, box);
      else
        draw_ranks (self, step, box);
      y += bar_height (style) + style->unit;
    }
  if (self->detail < DETAIL_NO_NOTES)
    draw_text (self, left, y, step->note, &small);
}

/* ---- columns -------------------------------------------------------------------------------------------------- */

/* Breaks the steps into @n columns of about the same height, none above @most; @first: [n + 1] the step each begins with. */
static gboolean
break_columns (const Drawing *self, const double *heights, int n, double most, int *first,
               double *out_tallest)
{
  const int n_steps = (int)self->steps->len;
  double total = 0, tallest = 0, target;

  for (int i = 0; i < n_steps; i++)
    {
      total += heights[i] + gap (self);
      tallest = MAX (tallest, heights[i]);
    }
  for (target = MAX (total / n, tallest); target <= MAX (most, 1) * 1.02; target *= 1.02)
    {
      int column = 0;
      double y = 0;

      first[0] = 0;
      *out_tallest = 0;
      for (int i = 0; i < n_steps && column < n; i++)
        {
          if (y > 0 && y + heights[i] > MIN (target, most))
            {
              if (++column == n)
                break;
              first[column] = i;
              y = 0;
            }
          y += heights[i];
          *out_tallest = MAX (*out_tallest, y);
          y += gap (self);
        }
      if (column < n && *out_tallest <= most)
        {
          for (int k = column + 1; k <= n; k++)
            first[k] = n_steps;
          return TRUE;
        }
    }
  return FALSE;
}

static void
draw_columns (const Drawing *self, NqpBox box, const double *heights, int n, const int *first, double tallest)
{
  const NqpStyle *style = self->style;
  const int shown = self->view->step > 0 ? self->view->step : G_MAXINT;
  const NqpPaint thread = nqp_parts_stroke (style->grid, style->scale, 0);

  for (int column = 0; column < n; column++)
    {
      const double x = box.x + column * (self->width + 4 * style->unit);
      const int in_column = first[column + 1] - first[column];
      const double spare = in_column > 0 ? (box.h - tallest) / (double)in_column : 0;
      double y = box.y;

      for (int i = first[column]; i < first[column + 1] && i < shown; i++)
        {
          const double step_gap
              = gap (self) + CLAMP (spare, 0, self->detail == DETAIL_ALL ? 4 * style->unit : style->unit);
          const double cx = x + badge_radius (style);

          if (i > first[column]) /* a thread from badge to badge */
            nqp_scene_line (self->scene, cx, y - step_gap - heights[i - 1] + 2.4 * badge_radius (style), cx,
                            y - style->unit / 3, &thread, NQP_DATUM_NONE);
          draw_step (self, i, x, y);
          if (i + 1 == self->view->step)
            nqp_scene_look_at (self->scene, y, heights[i]);
          y += heights[i] + step_gap;
        }
    }
}

/* As many columns as there is room for make it the lowest. */
static void
tell_need (NqpScene *scene, NqpBox box, const NqpView *view, GPtrArray *steps, int n, double *heights)
{
  Drawing self = { scene, nqp_scene_style (scene), view, steps, DETAIL_ALL, 0 };
  int first[MOST_COLUMNS + 1];
  double tallest;

  self.width = (box.w - (n - 1) * 4 * self.style->unit) / n;
  for (guint i = 0; i < steps->len; i++)
    heights[i] = step_height (&self, get_step (&self, (int)i));
  if (break_columns (&self, heights, n, G_MAXINT, first, &tallest))
    nqp_scene_set_need (scene, nqp_scene_height (scene) - box.h + tallest + 1);
}

void
nqp_derivation_draw (NqpScene *scene, NqpBox box, const NqpView *view, GPtrArray *steps)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const double em = style->label;
  const int wanted = box.w >= 130 * em ? 3 : box.w >= 70 * em ? 2 : 1;
  const int room = CLAMP ((int)(box.w / (17 * em)), 1, MOST_COLUMNS);
  g_autofree double *heights = g_new (double, steps->len + 1);

  tell_need (scene, box, view, steps, room, heights);
  for (int detail = 0; detail < N_DETAILS; detail++)
    for (int n = MIN (wanted, room); n <= room; n++)
      {
        Drawing self = { scene, style, view, steps, (Detail)detail, 0 };
        int first[MOST_COLUMNS + 1];
        double tallest;

        self.width = (box.w - (n - 1) * 4 * style->unit) / n;
        for (guint i = 0; i < steps->len; i++)
          heights[i] = step_height (&self, get_step (&self, (int)i));
        if (!break_columns (&self, heights, n, box.h, first, &tallest))
          continue;
        draw_columns (&self, box, heights, n, first, tallest);
        return;
      }
  nqp_frame_message (scene, box, _ ("Larger, please."));
}
