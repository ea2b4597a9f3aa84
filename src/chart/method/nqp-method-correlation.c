/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-correlation-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

/* method.correlation: how the indicators go together in the year shown, pillar by pillar, alike ones side by side. Pairs that
 * say the same, and parts of one component that work against each other, carry a mark. */

#define NOTE_SHAPE_REDUNDANT NQP_SHAPE_MARK_DIAMOND
#define NOTE_SHAPE_CONTRARY NQP_SHAPE_MARK_DOWN
#define NARROWEST 0.5 /* of a cell, by its height */
#define LEAST_NAME 22 /* a narrower column of names, by the type, would be one of ellipses */

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  const NqpTree *tree;
  const NqpCorrelation *matrix;
  double x, y;           /* of the matrix */
  double cell_w, cell_h; /* square, or higher than wide where names need the width */
  double label_w;        /* left of it; 0 = numbers only */
  double bracket_w;      /* right of it; 0 = pillars are in the legend */
  double number_w;       /* of the widest row number */
} Matrix;

static double
get_r (const Matrix *self, int a, int b)
{
  return self->matrix->r[a * self->matrix->n + b];
}

/* ---- cells ---------------------------------------------------------------------------------------------------- */

static NqpFont
cell_font (const Matrix *self, NqpColour colour)
{
  NqpFont font = nqp_type (self->style->tick, colour, NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE);

  return font;
}

/* Decimals of the numbers in cells; -1 where they do not fit. */
static int
cell_decimals (const Matrix *self)
{
  const NqpFont font = cell_font (self, self->style->text);

  for (int decimals = 2; decimals >= 1; decimals--)
    {
      char number[NQP_NUMBER_SIZE];
      double w, h;

      nqp_scene_measure (self->scene, nqp_number_to_screen (-0.88, decimals, number), &font, &w, &h);
      if (w + self->style->unit * 0.6 <= self->cell_w && h <= self->cell_h)
        return decimals;
    }
  return -1;
}

static NqpPaint
cell_paint (const Matrix *self, int a, int b)
{
  const double r = get_r (self, a, b);
  NqpPaint paint = nqp_parts_fill (a == b ? self->style->faint : nqp_colour_diverging (self->style, r));

  if (isnan (r))
    return nqp_parts_missing (self->style);
  if (self->style->patterns && a != b && r < 0) /* below and above zero differ without colour */
    nqp_parts_set_pattern (&paint, NQP_PATTERN_HATCH, 0.35);
  return paint;
}

static void
draw_note (const Matrix *self, int a, int b, double x, double y, gboolean number, NqpColour ground)
{
  const NqpCorrelationNote note = nqp_correlation_note (self->matrix, self->tree, a, b);
  const NqpPaint paint
      = { .fill = nqp_colour_on (ground), .stroke = ground, .width = 0.5 * self->style->scale };
  const NqpDatum datum = { -1, -1, self->matrix->leaves[a], 0, self->matrix->leaves[b] + 1 };
  const double radius
      = number ? self->style->unit * 0.5 : CLAMP (self->cell_w * 0.24, 1, self->style->unit * 0.75);

  if (note == NQP_CORRELATION_PLAIN)
    return;
  if (number)
    {
      x += self->cell_w / 2 - radius * 1.5;
      y += radius * 1.5 - self->cell_h / 2;
    }
  nqp_scene_mark (self->scene,
                  note == NQP_CORRELATION_REDUNDANT_PAIR ? NOTE_SHAPE_REDUNDANT : NOTE_SHAPE_CONTRARY, x, y,
                  radius, &paint, datum);
}

static void
draw_cells (const Matrix *self)
{
  const int n = self->matrix->n, decimals = cell_decimals (self);
  /* a mark has the corner to itself only where the number leaves it free */
  const gboolean corner = decimals > 0 && self->cell_w >= self->style->tick * 2.2;
  const int row = nqp_method_correlation_find_row (self->matrix, self->view->part),
            column = nqp_method_correlation_find_row (self->matrix, self->view->other);

  for (int a = 0; a < n; a++)
    for (int b = 0; b < n; b++)
      {
        const NqpDatum datum = { -1, -1, self->matrix->leaves[a], 0, self->matrix->leaves[b] + 1 };
        const double x = self->x + b * self->cell_w, y = self->y + a * self->cell_h, r = get_r (self, a, b);
        const gboolean noted = nqp_correlation_note (self->matrix, self->tree, a, b) != NQP_CORRELATION_PLAIN;
        NqpPaint paint = cell_paint (self, a, b);

        paint.stroke = self->style->background;
        paint.width = MIN (self->style->scale, self->cell_w * 0.08);
        nqp_scene_rect (self->scene, x, y, self->cell_w, self->cell_h, 0, &paint, datum);
        if (a == b || isnan (r))
          continue;
        if (decimals > 0 && (corner || !noted))
          {
            NqpFont font = cell_font (self, nqp_colour_on (paint.fill));
            char number[NQP_NUMBER_SIZE];

            if (paint.pattern != NQP_PATTERN_NONE)
              font.halo = paint.fill;
            nqp_scene_text (self->scene, x + self->cell_w / 2, y + self->cell_h / 2,
                            nqp_number_to_screen (r, decimals, number), &font, datum);
          }
        draw_note (self, a, b, x + self->cell_w / 2, y + self->cell_h / 2, corner, paint.fill);
      }
  if (row >= 0 && column >= 0)
    {
      const NqpPaint outer = nqp_parts_stroke (self->style->background, 4 * self->style->scale, 0);
      const NqpPaint ring = nqp_parts_stroke (self->style->accent, 2 * self->style->scale, 0);
      const double x = self->x + column * self->cell_w, y = self->y + row * self->cell_h;

      nqp_scene_rect (self->scene, x, y, self->cell_w, self->cell_h, 0, &outer, NQP_DATUM_NONE);
      nqp_scene_rect (self->scene, x, y, self->cell_w, self->cell_h, 0, &ring, NQP_DATUM_NONE);
    }
}

/* ---- what stands around --------------------------------------------------------------------------------------- */

static NqpFont
label_font (const Matrix *self, int leaf)
{
  NqpFont font = nqp_type (self->style->tick, self->style->text, NQP_TYPE_END);

  font.bold = leaf == self->view->measure || leaf == self->view->part;
  return font;
}

static double
strip_width (const NqpStyle *style)
{
  return style->unit * 0.7;
}

/* Every how many rows a line of type has room. */
static int
row_stride (const Matrix *self)
{
  return MAX (1, (int)ceil (nqp_type_line (self->scene, self->style->tick) * 0.92 / self->cell_h));
}

static void
draw_labels (const Matrix *self)
{
  const int n = self->matrix->n, stride = row_stride (self);
  const NqpFont dim = nqp_type (self->style->tick, self->style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END),
                above = nqp_type (self->style->tick, self->style->dim,
                                  NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM);
  const double right = self->x - strip_width (self->style) - self->style->unit;
  const int column_stride
      = MAX (stride, (int)ceil ((self->number_w + self->style->unit * 0.7) / self->cell_w));
  const int lines = MAX (1, (int)(stride * self->cell_h / nqp_type_line (self->scene, self->style->tick)));

  for (int i = 0; i < n; i++)
    {
      const int leaf = self->matrix->leaves[i];
      const NqpDatum datum = { -1, -1, leaf, 0, 0 };
      NqpFont font = label_font (self, leaf);
      g_autofree char *number = g_strdup_printf ("%d", i + 1), *text = NULL;

      if (i % stride == 0)
        {
          const double y = self->y + (i + 0.5) * self->cell_h;

          nqp_scene_text (self->scene, right, y, number, &dim, datum);
          font.max_width = self->label_w;
          font.max_lines = lines;
          text = self->label_w > 0
                     ? nqp_type_shorten (self->scene, nqp_view_node_name (self->view, leaf), &font)
                     : NULL;
          if (text != NULL)
            nqp_scene_text (self->scene, right - self->number_w - self->style->unit, y, text, &font, datum);
        }
      if (i % column_stride == 0)
        nqp_scene_text (self->scene, self->x + (i + 0.5) * self->cell_w, self->y - self->style->unit / 3,
                        number, &above, datum);
    }
}

/* Pillars: a strip in their colour at the rows, and a bracket with name and alpha. */
static void
draw_pillars (const Matrix *self)
{
  const NqpStyle *style = self->style;
  const int n = self->matrix->n;
  const double right = self->x + n * self->cell_w;

  for (int first = 0, last; first < n; first = last)
    {
      const int pillar = nqp_tree_pillar_of (self->tree, self->matrix->leaves[first]);
      const NqpPaint fill = nqp_parts_node_paint (self->view, style, pillar);
      const NqpPaint line = nqp_parts_stroke (nqp_parts_readable (style, fill.fill), 1.6 * style->scale, 0);
      g_autofree char *alpha = nqp_method_correlation_alpha (self->view, pillar);
      double y0, y1;

      for (last = first; last < n && nqp_tree_pillar_of (self->tree, self->matrix->leaves[last]) == pillar;)
        last++;
      y0 = self->y + first * self->cell_h;
      y1 = self->y + last * self->cell_h;
      nqp_scene_rect (self->scene, self->x - strip_width (style) - style->unit / 3, y0, strip_width (style),
                      y1 - y0, 0, &fill, NQP_DATUM_NONE);
      if (first > 0) /* pillars are told apart within the matrix too */
        {
          const NqpPaint edge = nqp_parts_stroke (style->dim, 1.2 * style->scale, 0);

          nqp_scene_line (self->scene, self->x, y0, right, y0, &edge, NQP_DATUM_NONE);
          nqp_scene_line (self->scene, self->x + first * self->cell_w, self->y,
                          self->x + first * self->cell_w, self->y + n * self->cell_h, &edge, NQP_DATUM_NONE);
        }
      if (self->bracket_w > 0)
        {
          const double x = right + style->unit, tip = style->unit * 0.8, inset = MIN (1.5, (y1 - y0) / 4);
          const double xy[] = { x, y0 + inset, x + tip, y0 + inset, x + tip, y1 - inset, x, y1 - inset };
          g_autofree char *both
              = alpha != NULL ? g_strdup_printf ("%s\n%s", nqp_view_node_name (self->view, pillar), alpha)
                              : g_strdup (nqp_view_node_name (self->view, pillar));
          const char *candidates[] = { both, nqp_view_node_name (self->view, pillar), alpha };
          const NqpFont font
              = nqp_type_in (style->tick, style->text, 0, self->bracket_w - 3 * style->unit, 3);
          const char *text;

          nqp_scene_polyline (self->scene, xy, 4, FALSE, &line, NQP_DATUM_NONE);
          text = nqp_type_choose (self->scene, candidates, G_N_ELEMENTS (candidates), &font, y1 - y0 + 1);
          if (text != NULL)
            nqp_type_write (self->scene, x + tip + style->unit, (y0 + y1) / 2, text, font);
        }
    }
}

/* ---- legend --------------------------------------------------------------------------------------------------- */

/* From -1 to 1, with its ends and the middle named; returns the width. */
static double
draw_ramp (const Matrix *self, double x, double y, gboolean draw)
{
  static const int ends[] = { -1, 0, 1 };
  const NqpStyle *style = self->style;
  const double step = style->tick * 0.8, bar = style->tick * 0.75, w = 9 * step;
  const NqpFont font = nqp_type (style->tick, style->text, NQP_TYPE_MIDDLE | NQP_TYPE_TOP);

  if (!draw)
    return w + 4 * style->unit;
  x += style->unit;
  for (int i = 0; i < 9; i++)
    {
      NqpPaint paint = nqp_parts_fill (nqp_colour_diverging (style, (i - 4) / 4.0));

      paint.stroke = style->grid;
      paint.width = 0.5 * style->scale;
      if (style->patterns && i < 4)
        nqp_parts_set_pattern (&paint, NQP_PATTERN_HATCH, 0.35);
      nqp_scene_rect (self->scene, x + i * step, y, step, bar, 0, &paint, NQP_DATUM_NONE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      char number[NQP_NUMBER_SIZE];

      nqp_scene_text (self->scene, x + w * (ends[i] + 1) / 2, y + bar,
                      nqp_number_to_screen (ends[i], 0, number), &font, NQP_DATUM_NONE);
    }
  return w + 4 * style->unit;
}

/* The long text if it has room, else the short one; else there is no such item. */
static void
add_item (NqpLegend *legend, const NqpScene *scene, double room, const char *text, const char *short_text,
          NqpMarkShape shape, NqpPaint paint)
{
  const char *candidates[] = { text, short_text };

  for (gsize i = 0; i < G_N_ELEMENTS (candidates) && candidates[i] != NULL; i++)
    if (nqp_legend_fits (scene, candidates[i], room))
      {
        if (shape == NQP_SHAPE_MARK_SQUARE)
          nqp_legend_add (legend, candidates[i], NQP_SAMPLE_SWATCH, paint);
        else
          nqp_legend_add_mark (legend, candidates[i], shape, paint);
        return;
      }
}

static NqpLegend *
make_legend (const Matrix *self, double room)
{
  const NqpStyle *style = self->style;
  const int n = self->matrix->n;
  gboolean seen[3] = { FALSE }, gaps = FALSE;
  NqpLegend *legend = nqp_legend_new ();
  int pillars[NQP_PARTS_MAX], n_pillars;

  for (int a = 0; a < n; a++)
    for (int b = 0; b < a; b++)
      {
        seen[nqp_correlation_note (self->matrix, self->tree, a, b)] = TRUE;
        gaps |= isnan (get_r (self, a, b));
      }
  if (seen[NQP_CORRELATION_REDUNDANT_PAIR])
    add_item (legend, self->scene, room, _ ("|r| > 0.92: nearly the same"), _ ("|r| > 0.92"),
              NOTE_SHAPE_REDUNDANT, nqp_parts_fill (style->text));
  if (seen[NQP_CORRELATION_CONTRARY_PAIR])
    add_item (legend, self->scene, room, _ ("against each other in one component"), _ ("r < 0 in one part"),
              NOTE_SHAPE_CONTRARY, nqp_parts_fill (style->text));
  if (gaps)
    add_item (legend, self->scene, room, _ ("cannot be told"), NULL, NQP_SHAPE_MARK_SQUARE,
              nqp_parts_missing (style));
  n_pillars = self->bracket_w > 0 ? 0 : nqp_parts_pillars (self->view, self->matrix->leaves, n, pillars);
  for (int i = 0; i < n_pillars; i++)
    {
      const char *name = nqp_view_node_name (self->view, pillars[i]);
      g_autofree char *alpha = nqp_method_correlation_alpha (self->view, pillars[i]);
      g_autofree char *both = g_strjoin (" ", name, alpha, NULL);

      add_item (legend, self->scene, room, both, name, NQP_SHAPE_MARK_SQUARE,
                nqp_parts_node_paint (self->view, style, pillars[i]));
    }
  return legend;
}

/* The ramp and, beside it or below, what marks stand for; returns the height. */
static double
draw_legend (const Matrix *self, NqpBox box, gboolean draw)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->tick, style->text, 0);
  const double ramp = draw_ramp (self, 0, 0, FALSE);
  const gboolean beside = box.w > ramp + 14 * style->tick;
  NqpBox room = { box.x, box.y, box.w, 0 };
  double h = style->tick * 0.75 + nqp_type_height (self->scene, "1", &font), items;
  g_autoptr (NqpLegend) legend = NULL;

  if (beside)
    nqp_box_cut_left (&room, ramp);
  else
    room.y += h + style->unit / 2;
  legend = make_legend (self, room.w);
  items = nqp_legend_height (legend, self->scene, room.w);
  if (draw)
    {
      draw_ramp (self, box.x, box.y, TRUE);
      nqp_legend_draw (legend, self->scene, room);
    }
  return beside ? MAX (h, items) : room.y - box.y + items;
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

/* Names stand whole where cells of at least that part of their height leave the room, at the cost of the brackets if need be;
 * longer ones get the room that a square leaves them, at least a third of the width, and wrap. @names: width of the widest */
static void
share_width (Matrix *self, NqpBox box, double names, double left, double height)
{
  const double brackets[] = { self->bracket_w, 0 };
  const int n = self->matrix->n;
  gboolean whole = FALSE;

  for (gsize k = 0; k < G_N_ELEMENTS (brackets) && !whole; k++)
    {
      self->bracket_w = brackets[k];
      whole = box.w - names - left - self->bracket_w >= NARROWEST * n * height;
    }
  self->label_w = names;
  if (!whole)
    {
      self->label_w = MIN (names, MAX (box.w * 0.31, box.w - left - n * height));
      if (self->label_w < LEAST_NAME * self->style->tick)
        self->label_w = 0;
    }
  self->cell_w = MIN ((box.w - self->label_w - left - self->bracket_w) / n, height);
  self->cell_h = MIN (height, self->cell_w / NARROWEST);
}

static void
draw (Matrix *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  const int n = self->matrix->n;
  const NqpFont font = label_font (self, -1);
  NqpFont bold = font;
  g_autofree char *widest_number = g_strdup_printf ("%d", n);
  double line, widest = 0, legend, left, bracket;

  self->bracket_w = box.w > 40 * style->tick ? CLAMP (box.w * 0.16, 8 * style->tick, 13 * style->tick) : 0;
  nqp_scene_measure (self->scene, widest_number, &font, &self->number_w, &line);
  bold.bold = TRUE;
  for (int i = 0; i < n; i++)
    widest = MAX (widest, nqp_type_width (self->scene,
                                          nqp_view_node_name (self->view, self->matrix->leaves[i]), &bold));
  left = self->number_w + strip_width (style) + 2.5 * style->unit;
  do /* without brackets the legend says what they do */
    {
      bracket = self->bracket_w;
      legend = draw_legend (self, box, FALSE) + style->unit;
      if (legend > box.h * 0.45) /* no room: what it says is in the words */
        legend = 0;
      share_width (self, box, widest + 1, left, (box.h - legend - line - style->unit) / n);
    }
  while (self->bracket_w < bracket);
  if (self->cell_w < 2)
    {
      nqp_frame_message (self->scene, box, _ ("Larger, please."));
      return;
    }
  /* what is left over goes to both sides */
  self->x = box.x + self->label_w + left
            + MAX (0, box.w - self->label_w - left - self->bracket_w - n * self->cell_w) / 2;
  self->y = box.y + line + style->unit / 2;
  draw_cells (self);
  draw_pillars (self);
  draw_labels (self);
  if (legend > 0)
    draw_legend (self, (NqpBox){ box.x, self->y + n * self->cell_h + style->unit, box.w, legend }, TRUE);
}

static NqpScene *
correlation_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  NqpScene *scene = nqp_scene_new (width, height, style);
  g_autofree char *title = nqp_method_correlation_title (view),
                  *subtitle = nqp_method_correlation_subtitle (view);
  const gboolean small = height < 24 * style->label && view->before == NULL;
  g_auto (NqpCorrelation) matrix = { 0 };
  Matrix self = { scene, style, view, view->scores->tree, &matrix, 0, 0, 0, 0, 0, 0, 0 };
  NqpBox box = nqp_frame_begin (scene, view, title, small ? NULL : subtitle);

  nqp_method_correlation_init (&matrix, view);
  nqp_scene_set_shows_focus (scene); /* correlations are of all regions */
  if (matrix.n < 2)
    nqp_frame_message (scene, box, nqp_method_correlation_too_few (matrix.n));
  else
    draw (&self, box);
  return scene;
}

static gboolean
correlation_walk (const NqpView *view, const NqpScene *scene, int dx, int dy, NqpDatum *at)
{
  g_auto (NqpCorrelation) matrix = { 0 };
  int row, column;

  nqp_method_correlation_init (&matrix, view);
  if (matrix.n < 2)
    return FALSE;
  row = nqp_method_correlation_find_row (&matrix, at->node);
  column = nqp_method_correlation_find_row (&matrix, at->other - 1);
  if (row < 0 || column < 0)
    {
      row = 0;
      column = 1;
    }
  else
    {
      row = CLAMP (row + dy, 0, matrix.n - 1);
      column = CLAMP (column + dx, 0, matrix.n - 1);
    }
  *at = (NqpDatum){ -1, -1, matrix.leaves[row], 0, matrix.leaves[column] + 1 };
  return TRUE;
}

const NqpChart nqp_chart_method_correlation = {
  .id = "method.correlation",
  .name = N_ ("How indicators go together"),
  .width = 900,
  .height = 660,
  .walk = correlation_walk,
  .tooltip = nqp_method_correlation_tooltip,
  .title = nqp_method_correlation_title,
  .build = correlation_build,
  .table = nqp_method_correlation_table,
  .summary = nqp_method_correlation_summary,
};
