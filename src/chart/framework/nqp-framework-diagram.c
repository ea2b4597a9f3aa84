/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-framework-diagram-words.h"
#include "nqp-number.h"

/* framework.diagram: the theory as nodes and labelled arrows, to be read from the back of a room; with the scores of the
 * region in focus where they are asked for. */

/* From this size on (px) no type is under 9 pt: that of the page beside an open pane in a window of 1280 x 800. */
#define ROOMY_WIDTH 640
#define ROOMY_HEIGHT 600

static gboolean
is_roomy (double width, double height)
{
  return width >= ROOMY_WIDTH && height >= ROOMY_HEIGHT;
}

static NqpColour
toward (const NqpDiagram *self, NqpColour colour, NqpEmphasis emphasis, double how_far)
{
  return emphasis == NQP_EMPHASIS_DIM ? nqp_colour_mix (colour, self->style->background, how_far) : colour;
}

static gboolean
is_contrast (const NqpDiagram *self)
{
  return self->style->kind == NQP_STYLE_CONTRAST || self->style->kind == NQP_STYLE_CONTRAST_DARK;
}

static NqpColour
colour_of (const NqpDiagram *self, int card)
{
  const NqpDiagramNode *node = nqp_diagram_node (self, card);

  if (node->slot == NQP_SLOT_ROOT)
    return self->style->text;
  if (node->slot >= NQP_SLOT_EXTRA)
    return self->style->dim;
  return nqp_colour_pillar (self->style, nqp_framework_entry (self->framework, node->entry)->id);
}

static NqpDatum
datum_of (const NqpDiagram *self, const NqpDiagramNode *node)
{
  NqpDatum datum = NQP_DATUM_NONE;

  (void)self;
  datum.node = node->node;
  datum.entry = node->entry + 1;
  return datum;
}

static NqpPaint
paint_of (const NqpDiagram *self, const NqpDiagramNode *node)
{
  const NqpStyle *style = self->style;
  NqpColour colour = colour_of (self, node->card);
  gboolean grey = node->slot == NQP_SLOT_ROOT || node->slot >= NQP_SLOT_EXTRA;
  double tint = node->level == 0 ? (grey ? 0.06 : 0.1) : node->level == 1 ? (grey ? 0.13 : 0.22) : 0.0;
  gboolean plain = is_contrast (self) || style->kind == NQP_STYLE_PRINT;
  NqpPaint paint = { .fill = nqp_colour_mix (style->background, colour, plain ? 0 : tint) };

  if (node->level > 1 && !plain)
    paint.fill = nqp_colour_mix (style->background, colour, 0.06);
  if (node->level == 0 || plain || node->emphasis == NQP_EMPHASIS_STRONG)
    {
      paint.stroke = nqp_colour_ensure (colour, style->background, node->slot == NQP_SLOT_PATH ? 3 : 2.2);
      paint.width = (node->level == 0 ? 1.8 : 1) * style->scale * MAX (1, self->f / style->base * 0.9);
      if (node->level == 0 && node->emphasis == NQP_EMPHASIS_STRONG)
        paint.width *= 1.7;
      if (node->slot == NQP_SLOT_PATH && node->level == 0)
        {
          paint.dash = 0.35 * self->f;
          paint.fill = style->background;
          paint.width *= 0.7;
        }
      else if (node->slot == NQP_SLOT_EXTRA && node->level == 0)
        paint.width *= 0.6;
    }
  paint.fill = toward (self, paint.fill, node->emphasis, 0.6);
  paint.stroke = toward (self, paint.stroke, node->emphasis, 0.65);
  return paint;
}

static void
draw_bar (const NqpDiagram *self, const NqpDiagramNode *node)
{
  const NqpStyle *style = self->style;
  NqpDatum datum = datum_of (self, node);
  NqpFont font = nqp_type (nqp_diagram_small (self), toward (self, style->text, node->emphasis, 0.45),
                           NQP_TYPE_FIGURES | NQP_TYPE_END);
  double number_w, h = self->f * 0.38, y = node->bar.y + node->bar.h / 2, w, share,
                   factor = nqp_parts_factor (self->view);
  char number[NQP_NUMBER_SIZE];
  NqpColour colour = colour_of (self, node->card);
  NqpPaint ground = nqp_parts_fill (
      toward (self, nqp_colour_mix (style->background, style->text, 0.16), node->emphasis, 0.6));
  NqpPaint fill = nqp_parts_fill (
      toward (self, nqp_colour_ensure (colour, style->background, 2.4), node->emphasis, 0.6));
  NqpPaint missing = nqp_parts_missing (style);

  nqp_number_to_screen (node->score, nqp_parts_decimals (self->view), number);
  nqp_scene_measure (self->scene,
                     "\xe2\x88\x92"
                     "00.0",
                     &font, &number_w, NULL);
  if (!isfinite (node->score))
    {
      nqp_scene_measure (self->scene, _ ("no data"), &font, &number_w, NULL);
      w = MAX (node->bar.w - number_w - self->f * 0.4, 0);
      if (w > self->f)
        nqp_scene_rect (self->scene, node->bar.x, y - h / 2, w, h, h / 2, &missing, datum);
      if (number_w <= node->bar.w)
        nqp_scene_text (self->scene, node->bar.x + node->bar.w, y, _ ("no data"), &font, NQP_DATUM_NONE);
      return;
    }
  w = MAX (node->bar.w - number_w - self->f * 0.3, 0);
  /* Scores without bounds have no end of the bar: the number alone tells them. */
  share = factor > 1 ? CLAMP (node->score / factor, 0, 1) : 0;
  if (factor > 1 && w > self->f)
    {
      nqp_scene_rect (self->scene, node->bar.x, y - h / 2, w, h, h / 2, &ground, datum);
      if (share > 0)
        nqp_scene_rect (self->scene, node->bar.x, y - h / 2, MAX (w * share, h), h, h / 2, &fill, datum);
    }
  nqp_scene_text (self->scene, node->bar.x + node->bar.w, y, number, &font, NQP_DATUM_NONE);
}

static void
draw_node (const NqpDiagram *self, int at)
{
  const NqpDiagramNode *node = nqp_diagram_node (self, at);
  const NqpStyle *style = self->style;
  NqpDatum datum = datum_of (self, node);
  NqpPaint paint = paint_of (self, node);
  double radius = node->level == 0 ? self->f * 0.6 : MIN (node->box.h / 2, self->f * 0.75);
  NqpFont font;

  nqp_scene_target (self->scene, node->box.x, node->box.y, node->box.w, node->box.h, datum);
  if (node->chosen)
    {
      double out = self->f * 0.24;

      nqp_scene_look_at (self->scene, node->box.y - 2 * out, node->box.h + 4 * out);
      NqpPaint ring
          = nqp_parts_stroke (style->accent, 2.2 * style->scale * MAX (1, self->f / style->base), 0);

      nqp_scene_rect (self->scene, node->box.x - out, node->box.y - out, node->box.w + 2 * out,
                      node->box.h + 2 * out, radius + out, &ring, NQP_DATUM_NONE);
    }
  nqp_scene_rect (self->scene, node->box.x, node->box.y, node->box.w, node->box.h, radius, &paint, datum);

  font = nqp_type (node->size, toward (self, style->text, node->emphasis, 0.5),
                   NQP_TYPE_MIDDLE | NQP_TYPE_TOP);
  font.bold
      = node->level == 0 ? node->slot != NQP_SLOT_PATH || node->children->len > 0 : node->children->len > 0;
  nqp_scene_text (self->scene, node->label_x, node->label_y, node->label.text, &font, NQP_DATUM_NONE);
  if (node->more != NULL)
    {
      font.size = nqp_diagram_small (self);
      font.bold = FALSE;
      font.colour = toward (self, style->dim, node->emphasis, 0.5);
      nqp_scene_text (self->scene, node->label_x, node->label_y + node->label.h, node->more->text, &font,
                      NQP_DATUM_NONE);
    }
  if (node->bar.w > 0)
    draw_bar (self, node);
}

#define ARC 5 /* pieces of a rounded corner */

/* The corner points with the corners rounded; the caller frees. */
static double *
rounded (const NqpDiagramEdge *edge, double radius, double cut, int *out_n)
{
  double *out = g_new (double, 2 * (gsize)(edge->n_points * (ARC + 1) + 2));
  int n = 0;

  for (int i = 0; i < edge->n_points; i++)
    {
      double x = edge->xy[2 * i], y = edge->xy[2 * i + 1];

      if (i > 0 && i + 1 < edge->n_points)
        {
          double ax = edge->xy[2 * i - 2] - x, ay = edge->xy[2 * i - 1] - y, a = hypot (ax, ay);
          double bx = edge->xy[2 * i + 2] - x, by = edge->xy[2 * i + 3] - y, b = hypot (bx, by);
          double r = MIN (radius, MIN (a, b) / 2);

          for (int k = 0; k <= ARC; k++) /* a quadratic curve is a circle's quarter to the eye */
            {
              double t = (double)k / ARC, u = (1 - t) * (1 - t), v = t * t;

              out[2 * n] = x + u * ax / a * r + v * bx / b * r;
              out[2 * n + 1] = y + u * ay / a * r + v * by / b * r;
              n++;
            }
          continue;
        }
      if (i > 0)
        {
          double ax = edge->xy[2 * i - 2] - x, ay = edge->xy[2 * i - 1] - y, a = hypot (ax, ay);

          x += ax / a * cut;
          y += ay / a * cut;
        }
      out[2 * n] = x;
      out[2 * n + 1] = y;
      n++;
    }
  *out_n = n;
  return out;
}

static void
draw_edge (const NqpDiagram *self, const NqpDiagramEdge *edge)
{
  const NqpStyle *style = self->style;
  gboolean strong = edge->emphasis == NQP_EMPHASIS_STRONG;
  double line = style->scale * MAX (1, self->f / style->base);
  double width = (isfinite (edge->r) ? 1 + 3 * fabs (edge->r) : strong ? 2.4 : 1.4) * line;
  double size = edge->inside ? 0.8 : 1;
  double head = (self->f * 0.62 + width) * size, half = (self->f * 0.26 + width * 0.6) * size,
         tip = 1.2 * line;
  NqpColour colour = nqp_colour_mix (style->background, style->text, is_contrast (self) ? 1 : 0.62);
  NqpPaint paint, gap, fill;
  NqpDatum datum = NQP_DATUM_NONE;
  g_autofree double *xy = NULL;
  int n, last = 2 * edge->n_points - 2;
  double dx, dy, length, x, y;

  if (edge->xy == NULL)
    return;
  datum.entry = g_array_index (edge->entries, int, 0) + 1;
  if (strong)
    colour = nqp_colour_ensure (colour_of (self, nqp_diagram_node (self, edge->from)->card),
                                style->background, 3);
  colour = toward (self, colour, edge->emphasis, 0.72);
  paint = nqp_parts_stroke (colour, width, isfinite (edge->r) && edge->r < 0 ? self->f * 0.45 : 0);
  gap = nqp_parts_stroke (style->background, width + 5 * line, 0);
  fill = nqp_parts_fill (colour);

  for (int i = 0; i + 1 < edge->n_points; i++) /* reach for the pointer beside the line */
    {
      double x1 = MIN (edge->xy[2 * i], edge->xy[2 * i + 2]),
             y1 = MIN (edge->xy[2 * i + 1], edge->xy[2 * i + 3]);
      double w = fabs (edge->xy[2 * i] - edge->xy[2 * i + 2]),
             h = fabs (edge->xy[2 * i + 1] - edge->xy[2 * i + 3]);
      double reach = self->step * 0.45;

      nqp_scene_target (self->scene, x1 - (h > w ? reach : 0), y1 - (w > h ? reach : 0),
                        w + (h > w ? 2 * reach : 0), h + (w > h ? 2 * reach : 0), datum);
    }
  dx = edge->xy[last] - edge->xy[last - 2];
  dy = edge->xy[last + 1] - edge->xy[last - 1];
  length = hypot (dx, dy);
  dx /= length;
  dy /= length;
  x = edge->xy[last] - dx * tip;
  y = edge->xy[last + 1] - dy * tip;
  xy = rounded (edge, self->step * 0.9, head * 0.8 + tip, &n);
  if (!edge->inside)
    nqp_scene_polyline (self->scene, xy + 2, n - 1 > 1 ? n - 1 : 0, FALSE, &gap,
                        NQP_DATUM_NONE); /* a bridge over others */
  nqp_scene_polyline (self->scene, xy, n, FALSE, &paint, datum);
  nqp_scene_polyline (self->scene,
                      (double[]){ x, y, x - dx * head - dy * half, y - dy * head + dx * half,
                                  x - dx * head * 0.8, y - dy * head * 0.8, x - dx * head + dy * half,
                                  y - dy * head - dx * half },
                      4, TRUE, &fill, datum);
}

static void
draw_edge_label (const NqpDiagram *self, const NqpDiagramEdge *edge)
{
  const NqpStyle *style = self->style;
  NqpDatum datum = NQP_DATUM_NONE;
  NqpPaint ground = nqp_parts_fill (nqp_parts_alpha (style->background, edge->on_line ? 1 : 0));
  NqpFont font;
  double out = self->f * 0.2;

  if (edge->label.text == NULL)
    return;
  datum.entry = g_array_index (edge->entries, int, 0) + 1;
  font = nqp_type (nqp_diagram_small (self),
                   edge->emphasis == NQP_EMPHASIS_STRONG ? style->text
                                                         : toward (self, style->dim, edge->emphasis, 0.5),
                   NQP_TYPE_MIDDLE);
  if (edge->on_line)
    nqp_scene_rect (self->scene, edge->label_box.x - out, edge->label_box.y, edge->label_box.w + 2 * out,
                    edge->label_box.h, self->f * 0.2, &ground, datum);
  nqp_scene_text (self->scene, edge->label_box.x + edge->label_box.w / 2,
                  edge->label_box.y + edge->label_box.h / 2, edge->label.text, &font, datum);
}

static void
draw (const NqpDiagram *self)
{
  for (int pass = 0; pass < 3; pass++) /* dimmed ones below, strong ones on top */
    for (guint i = 0; i < self->edges->len; i++)
      {
        const NqpDiagramEdge *edge = nqp_diagram_edge (self, i);

        if (!edge->inside
            && pass
                   == (edge->emphasis == NQP_EMPHASIS_DIM     ? 0
                       : edge->emphasis == NQP_EMPHASIS_PLAIN ? 1
                                                              : 2))
          draw_edge (self, edge);
      }
  for (guint i = 0; i < self->edges->len; i++)
    if (!nqp_diagram_edge (self, i)->inside)
      draw_edge_label (self, nqp_diagram_edge (self, i));
  if (self->heading_lines.text != NULL)
    {
      NqpFont font = nqp_type (self->f, self->style->dim, NQP_TYPE_BOLD | NQP_TYPE_TOP);

      nqp_scene_text (self->scene, self->heading_x, self->heading_y, self->heading_lines.text, &font,
                      NQP_DATUM_NONE);
    }
  for (int i = 0; i < (int)self->nodes->len; i++)
    draw_node (self, i);
  for (guint i = 0; i < self->edges->len; i++)
    if (nqp_diagram_edge (self, i)->inside)
      {
        draw_edge (self, nqp_diagram_edge (self, i));
        draw_edge_label (self, nqp_diagram_edge (self, i));
      }
}

#define SHIPPED_CONCEPTS 56

/* What is given up, step by step, until the rest can be read; each depth goes on with those below it. */
static const NqpDiagramPlan plans[] = {
  { 3, TRUE, TRUE, TRUE, 2, TRUE, 0, 0, TRUE },
  { 3, TRUE, TRUE, TRUE, 2, TRUE, 0, 0, FALSE },
  { 3, TRUE, TRUE, TRUE, 2, TRUE, 1, 0, FALSE },
  { 3, FALSE, TRUE, TRUE, 2, TRUE, 1, 0, FALSE },
  { 3, FALSE, FALSE, TRUE, 2, TRUE, 1, 0, FALSE },
  { 2, TRUE, FALSE, TRUE, 2, TRUE, 0, 0, TRUE },
  { 2, TRUE, FALSE, TRUE, 2, TRUE, 0, 0, FALSE },
  { 2, TRUE, FALSE, TRUE, 2, TRUE, 1, 0, FALSE },
  { 2, TRUE, FALSE, TRUE, 2, TRUE, 2, 0, FALSE },
  { 2, TRUE, FALSE, TRUE, 1, TRUE, 2, 0, FALSE },
  { 2, FALSE, FALSE, TRUE, 2, TRUE, 2, 0, FALSE },
  { 2, FALSE, FALSE, TRUE, 1, TRUE, 2, 0, FALSE },
  { 2, FALSE, FALSE, TRUE, 2, TRUE, 2, 4, FALSE },
  { 2, FALSE, FALSE, TRUE, 1, TRUE, 2, 3, FALSE },
  { 2, FALSE, FALSE, TRUE, 1, TRUE, 2, 2, FALSE },
  { 2, FALSE, FALSE, TRUE, 1, TRUE, 2, 0, FALSE, .closed = TRUE },
  { 2, FALSE, FALSE, TRUE, 0, TRUE, 2, 0, FALSE, .closed = TRUE },
  { 2, FALSE, FALSE, TRUE, 1, TRUE, 2, 2, FALSE, .closed = TRUE },
  { 2, FALSE, FALSE, TRUE, 0, TRUE, 2, 1, FALSE, .closed = TRUE },
  { 1, FALSE, FALSE, TRUE, 2, TRUE, 0, 0, FALSE },
  { 1, FALSE, FALSE, TRUE, 2, TRUE, 1, 0, FALSE },
  { 1, FALSE, FALSE, TRUE, 1, TRUE, 2, 0, FALSE },
  { 1, FALSE, FALSE, TRUE, 0, TRUE, 2, 0, FALSE },
  { 1, FALSE, FALSE, FALSE, 0, TRUE, 2, 0, FALSE },
  { 1, FALSE, FALSE, TRUE, 2, FALSE, 2, 0, FALSE },
  { 1, FALSE, FALSE, FALSE, 1, FALSE, 2, 0, FALSE },
  { 1, FALSE, FALSE, FALSE, 0, FALSE, 2, 0, FALSE },
};

/* The plan with the largest type; NULL if it does not fit with the least. */
static NqpDiagram *
fit_plan (const NqpView *view, NqpScene *scene, NqpBox box, const NqpDiagramPlan *plan, double least,
          double most)
{
  g_autoptr (NqpDiagram) diagram = nqp_diagram_new (view, scene, plan);
  int tries = 0, fewest = G_MAXINT;
  double best_f = 0;

  for (double f = most;; f = MAX (f * 0.96, least))
    {
      if (nqp_diagram_lay_out (diagram, box, f))
        {
          int lost = nqp_diagram_route (diagram);

          if (lost == 0)
            return g_steal_pointer (&diagram);
          if (lost < fewest)
            {
              fewest = lost;
              best_f = f;
            }
          if (++tries >= 6)
            break;
        }
      if (f <= least)
        break;
    }
  /* An arrow without its verb is better than fewer concepts, many are not. */
  if (best_f == 0 || (fewest > 2 && fewest * 6 > (int)diagram->edges->len))
    return NULL;
  nqp_diagram_lay_out (diagram, box, best_f);
  nqp_diagram_route (diagram);
  return g_steal_pointer (&diagram);
}

/* The fullest plan that fits, with the largest type; NULL if none does. */
static NqpDiagram *
fit (const NqpView *view, NqpScene *scene, NqpBox box)
{
  const NqpStyle *style = nqp_scene_style (scene);
  double least = (is_roomy (nqp_scene_width (scene), nqp_scene_height (scene)) ? 12 : 8.0 * 96 / 72)
                     / NQP_DIAGRAM_SMALL
                 + 0.01;
  double most = MAX (style->base * 1.9, least);
  const int depth = MAX (view->depth, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (NqpDiagram) diagram
          = plans[i].depth <= depth ? fit_plan (view, scene, box, &plans[i], least, most) : NULL;

      if (diagram == NULL)
        continue;
      if (plans[i].depth == 1 && plans[i].relations && plans[i].tight == 0) /* large type is worth less air */
        {
          g_autoptr (NqpDiagram) larger = fit_plan (view, scene, box, &plans[i + 1], least, most);

          if (larger != NULL && larger->f > 1.1 * diagram->f)
            return g_steal_pointer (&larger);
        }
      return g_steal_pointer (&diagram);
    }
  return NULL;
}

/* Of the program's theory, tried out in both languages; a longer one of one's own needs as much more. */
static double
height_of_all (const NqpView *view, const NqpStyle *style, double width)
{
  const double w = width / style->scale;
  double concepts = 0;

  for (guint i = 0; view->framework != NULL && i < view->framework->entries->len; i++)
    concepts += nqp_framework_entry (view->framework, (int)i)->kind == NQP_ENTRY_CONCEPT;
  return (w < 780 ? 1380 + (780 - w) * 1.8 : MAX (1380 - (w - 780) * 0.6, 980)) * style->scale
         * MAX (1, concepts / SHIPPED_CONCEPTS);
}

static NqpScene *
build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  NqpScene *scene = nqp_scene_new (width, height, style);
  g_autofree char *title = nqp_diagram_title (view), *subtitle = nqp_diagram_subtitle (view);
  g_auto (GStrv) footers = nqp_diagram_footers (view);
  g_autoptr (NqpDiagram) diagram = NULL;
  NqpBox box;

  box = nqp_frame_begin_with (scene, view, title, subtitle,
                              view->provenance ? (const char *const *)footers : NULL,
                              is_roomy (width, height) ? 12 : 0);
  if (view->framework == NULL || nqp_framework_is_empty (view->framework))
    {
      nqp_frame_message (scene, box,
                         _ ("This project has no theory. Reset the framework to the one of the program, or "
                            "add concepts of your own."));
      return scene;
    }
  if (view->depth >= 3)
    nqp_scene_set_need (scene, height_of_all (view, style, width));
  diagram = fit (view, scene, box);
  if (diagram == NULL)
    nqp_frame_message (scene, box, _ ("The diagram needs more room."));
  else
    draw (diagram);
  return scene;
}

const NqpChart nqp_chart_framework_diagram = {
  .id = "framework.diagram",
  .step = nqp_framework_diagram_step,
  .name = N_ ("Framework"),
  .width = 960,
  .theory = TRUE,
  .height = 720,
  .title = nqp_diagram_title,
  .build = build,
  .table = nqp_diagram_table,
  .summary = nqp_diagram_summary,
};
