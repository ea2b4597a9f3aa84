/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"
#include "nqp-number.h"

#include <glib/gi18n.h>
#include <math.h>

/* The bar of a continuous scale is made of so many slices. */
#define SLICES 40

typedef struct
{
  NqpScene *scene;
  const NqpView *view;
  const NqpMapClasses *classes;
  const NqpStyle *style;
  NqpFont font, count_font;
  double swatch_w, swatch_h, line, gap;
  double text_w, count_w, width, height, bar_h;
} Legend;

static char *
range_text (const Legend *self, int class)
{
  char lo[NQP_NUMBER_SIZE], hi[NQP_NUMBER_SIZE];
  int decimals = nqp_view_decimals (self->view);

  nqp_number_to_screen (self->classes->breaks[class], decimals, lo);
  nqp_number_to_screen (self->classes->breaks[class + 1], decimals, hi);
  if (self->classes->breaks[class] == self->classes->breaks[class + 1])
    return g_strdup (lo);
  return g_strdup_printf ("%s\xe2\x80\x93%s", lo, hi);
}

/* Rows below the classes, in this order; NULL when there is none. */
static char *
note_text (const Legend *self, int note, int *out_count)
{
  const NqpMapClasses *classes = self->classes;

  *out_count = note == 0 ? classes->n_missing : note == 1 ? classes->n_incomplete : classes->n_estimated;
  if (*out_count == 0)
    return NULL;
  return g_strdup (note == 0 ? _ ("no data") : note == 1 ? _ ("* incomplete") : _ ("\xe2\x80\xa0 estimated"));
}

static void
widen (Legend *self, const char *text, int count)
{
  g_autofree char *number = g_strdup_printf ("%d", count);
  double w;

  nqp_scene_measure (self->scene, text, &self->font, &w, NULL);
  self->text_w = MAX (self->text_w, w);
  if (count >= 0)
    {
      nqp_scene_measure (self->scene, number, &self->count_font, &w, NULL);
      self->count_w = MAX (self->count_w, w);
    }
}

static void
legend_init (Legend *self, NqpScene *scene, const NqpView *view, const NqpMapClasses *classes)
{
  const NqpStyle *style = nqp_scene_style (scene);
  int rows = 1, count;

  *self = (Legend){ .scene = scene, .view = view, .classes = classes, .style = style };
  self->font = nqp_scene_font (scene, style->tick, style->text);
  self->font.tabular = TRUE;
  self->count_font = self->font;
  self->count_font.colour = style->dim;
  self->count_font.align = NQP_ALIGN_END;
  self->swatch_w = 1.5 * style->tick;
  self->swatch_h = 0.95 * style->tick;
  self->gap = style->unit;
  nqp_scene_measure (scene, "X", &self->font, NULL, &self->line);
  self->line = MAX (self->line, self->swatch_h + 3);

  if (classes->continuous && classes->n > 0)
    {
      self->bar_h = 6 * self->line;
      widen (self, nqp_view_unit (view), -1);
      for (int k = 0; k <= 1; k++)
        {
          char number[NQP_NUMBER_SIZE];

          widen (self, nqp_number_to_screen (classes->breaks[k], nqp_view_decimals (view), number), -1);
        }
    }
  else
    for (int c = 0; c < classes->n; c++, rows++)
      {
        g_autofree char *text = range_text (self, c);

        widen (self, text, classes->counts[c]);
      }
  for (int note = 0; note < 3; note++)
    {
      g_autofree char *text = note_text (self, note, &count);

      if (text != NULL)
        {
          widen (self, text, count);
          rows++;
        }
    }
  {
    double unit_w, regions_w, head;

    nqp_scene_measure (scene, nqp_view_unit (view), &self->font, &unit_w, NULL);
    nqp_scene_measure (scene, _ ("regions"), &self->count_font, &regions_w, NULL);
    self->width = self->swatch_w + self->gap + self->text_w + 2 * self->gap + self->count_w;
    head = unit_w + 2 * self->gap + regions_w;
    self->width = MAX (self->width, head);
  }
  self->height = rows * self->line + self->bar_h + (self->bar_h > 0 ? self->line / 2 : 0);
}

void
nqp_map_legend_measure (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, double *out_width,
                        double *out_height)
{
  Legend legend;

  legend_init (&legend, scene, view, classes);
  *out_width = legend.width;
  *out_height = legend.height;
}

static void
draw_row (const Legend *self, double x, double y, const NqpPaint *paint, const char *text, int count)
{
  g_autofree char *number = g_strdup_printf ("%d", count);
  NqpPaint swatch = paint != NULL ? *paint : (NqpPaint){ .width = 0 };

  if (paint != NULL)
    {
      swatch.stroke = nqp_colour_mix (self->style->background, self->style->text, 0.25);
      swatch.width = 0.75;
      nqp_scene_rect (self->scene, x, y + (self->line - self->swatch_h) / 2, self->swatch_w, self->swatch_h,
                      2, &swatch, NQP_DATUM_NONE);
    }
  nqp_scene_text (self->scene, x + self->swatch_w + self->gap, y + self->line / 2, text, &self->font,
                  NQP_DATUM_NONE);
  nqp_scene_text (self->scene, x + self->width, y + self->line / 2, number, &self->count_font,
                  NQP_DATUM_NONE);
}

static void
draw_bar (const Legend *self, double x, double y)
{
  const NqpMapClasses *classes = self->classes;
  double lo = classes->breaks[0], hi = classes->breaks[classes->n], ticks[8];
  NqpScale scale = { lo, hi, y + self->bar_h, y };
  NqpPaint frame
      = { .stroke = nqp_colour_mix (self->style->background, self->style->text, 0.25), .width = 0.75 };
  int decimals, n = nqp_ticks (lo, hi, 4, ticks, 8, &decimals);

  for (int k = 0; k < SLICES; k++)
    {
      NqpPaint paint = nqp_map_classes_paint (classes, self->style, lo + (hi - lo) * (k + 0.5) / SLICES);
      double top = y + self->bar_h * (SLICES - 1 - k) / SLICES;

      /* overlaps the next slice a little: no hairlines between them */
      nqp_scene_rect (self->scene, x, top, self->swatch_w, self->bar_h / SLICES + (k > 0 ? 0.6 : 0), 0,
                      &paint, NQP_DATUM_NONE);
    }
  nqp_scene_rect (self->scene, x, y, self->swatch_w, self->bar_h, 0, &frame, NQP_DATUM_NONE);
  for (int i = 0; i < n; i++)
    {
      char number[NQP_NUMBER_SIZE];
      double at = nqp_scale_map (&scale, ticks[i]);

      nqp_scene_line (self->scene, x + self->swatch_w, at, x + self->swatch_w + self->gap / 2, at, &frame,
                      NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x + self->swatch_w + self->gap, at,
                      nqp_number_to_screen (ticks[i], decimals, number), &self->font, NQP_DATUM_NONE);
    }
}

void
nqp_map_legend_draw (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, double x, double y)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpPaint missing = nqp_map_classes_paint (classes, style, NAN);
  Legend legend;
  NqpFont head;
  int count;

  legend_init (&legend, scene, view, classes);
  head = legend.font;
  head.colour = style->dim;
  nqp_scene_text (scene, x, y + legend.line / 2, nqp_view_unit (view), &head, NQP_DATUM_NONE);
  head.align = NQP_ALIGN_END;
  nqp_scene_text (scene, x + legend.width, y + legend.line / 2, _ ("regions"), &head, NQP_DATUM_NONE);
  y += legend.line;
  if (legend.bar_h > 0)
    {
      draw_bar (&legend, x, y + legend.line / 4);
      y += legend.bar_h + legend.line / 2;
    }
  else
    for (int c = classes->n - 1; c >= 0; c--, y += legend.line)
      {
        g_autofree char *text = range_text (&legend, c);
        NqpPaint paint = nqp_map_classes_paint (classes, style, classes->breaks[c]);

        draw_row (&legend, x, y, &paint, text, classes->counts[c]);
      }
  for (int note = 0; note < 3; note++)
    {
      g_autofree char *text = note_text (&legend, note, &count);

      if (text == NULL)
        continue;
      draw_row (&legend, x, y, note == 0 ? &missing : NULL, text, count);
      y += legend.line;
    }
}

double
nqp_map_legend_rows (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, NqpBox box)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpLegendItem items[NQP_MAP_MAX_CLASSES + 4];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  NqpPaint edge = { .stroke = nqp_colour_mix (style->background, style->text, 0.25), .width = 0.75 };
  Legend legend;
  int n = 0, count;

  legend_init (&legend, scene, view, classes);
  if (classes->continuous && classes->n > 0)
    for (int k = 0; k <= 4; k++)
      {
        double value = classes->breaks[0] + (classes->breaks[classes->n] - classes->breaks[0]) * k / 4;
        char number[NQP_NUMBER_SIZE];

        nqp_number_to_screen (value, nqp_view_decimals (view), number);
        g_ptr_array_add (texts, g_strdup (number));
        items[n] = (NqpLegendItem){ texts->pdata[texts->len - 1],
                                    nqp_map_classes_paint (classes, style, value), NQP_SHAPE_MARK_SQUARE };
        n++;
      }
  else
    for (int c = 0; c < classes->n; c++)
      {
        g_autofree char *range = range_text (&legend, c);

        g_ptr_array_add (texts, g_strdup_printf ("%s (%d)", range, classes->counts[c]));
        items[n] = (NqpLegendItem){ texts->pdata[texts->len - 1],
                                    nqp_map_classes_paint (classes, style, classes->breaks[c]),
                                    NQP_SHAPE_MARK_SQUARE };
        n++;
      }
  for (int note = 0; note < 3; note++)
    {
      g_autofree char *text = note_text (&legend, note, &count);

      if (text == NULL)
        continue;
      g_ptr_array_add (texts, g_strdup_printf ("%s (%d)", text, count));
      items[n] = (NqpLegendItem){ texts->pdata[texts->len - 1],
                                  note == 0 ? nqp_map_classes_paint (classes, style, NAN)
                                            : (NqpPaint){ .width = 0 },
                                  NQP_SHAPE_MARK_SQUARE };
      n++;
    }
  for (int i = 0; i < n; i++)
    if (items[i].paint.fill.a > 0)
      {
        items[i].paint.stroke = edge.stroke;
        items[i].paint.width = edge.width;
      }
  return nqp_legend_row (scene, box, items, n);
}
