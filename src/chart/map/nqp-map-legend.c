/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"
#include "nqp-number.h"

#include <glib/gi18n.h>
#include <math.h>

/* The bar of a continuous scale is made of so many slices. */
#define SLICES 40

typedef struct
{
  char text[MAX (2 * NQP_NUMBER_SIZE + 4, 64)];
  int count;
  gboolean has_swatch;
  NqpPaint paint;
} Row;

typedef struct
{
  NqpScene *scene;
  const NqpView *view;
  const NqpMapClasses *classes;
  const NqpStyle *style;
  NqpFont font, count_font;
  double swatch_w, swatch_h, line, gap;
  double width, height, bar_h; /* bar_h: of a continuous scale, in place of classes */
  Row rows[NQP_MAP_MAX_CLASSES + 5];
  int n_classes, n; /* classes from the highest, then no data and marks */
} Legend;

/* Of a place with @value, with an edge that shows on any ground. */
static NqpPaint
swatch_paint (const Legend *self, double value)
{
  NqpPaint paint = nqp_map_classes_paint (self->classes, self->style, value);

  paint.stroke = nqp_colour_mix (self->style->background, self->style->text, 0.25);
  paint.width = 0.75;
  return paint;
}

static void
add_class (Legend *self, int class)
{
  const NqpMapClasses *classes = self->classes;
  Row *row = &self->rows[self->n++];
  char lo[NQP_NUMBER_SIZE], hi[NQP_NUMBER_SIZE];
  const int decimals = nqp_view_decimals (self->view);

  *row = (Row){ .count = classes->counts[class],
                .has_swatch = TRUE,
                .paint = swatch_paint (self, classes->breaks[class]) };
  nqp_number_to_screen (classes->breaks[class], decimals, lo);
  nqp_number_to_screen (classes->breaks[class + 1], decimals, hi);
  if (classes->breaks[class] == classes->breaks[class + 1])
    g_strlcpy (row->text, lo, sizeof row->text);
  else
    g_snprintf (row->text, sizeof row->text, "%s\xe2\x80\x93%s", lo, hi);
}

static void
add_note (Legend *self, const char *text, int count, gboolean has_swatch)
{
  Row *row = &self->rows[self->n];

  if (count == 0)
    return;
  *row = (Row){ .count = count, .has_swatch = has_swatch, .paint = swatch_paint (self, NAN) };
  g_strlcpy (row->text, text, sizeof row->text);
  self->n++;
}

/* Columns wide enough for the rows, or for the ends of the bar, and for the heads. */
static void
measure (Legend *self)
{
  const char *unit = nqp_view_unit (self->view);
  double text_w = 0, count_w = 0;
  char number[NQP_NUMBER_SIZE];

  for (int i = 0; i < self->n; i++)
    {
      g_snprintf (number, sizeof number, "%d", self->rows[i].count);
      text_w = MAX (text_w, nqp_type_width (self->scene, self->rows[i].text, &self->font));
      count_w = MAX (count_w, nqp_type_width (self->scene, number, &self->count_font));
    }
  for (int k = 0; self->bar_h > 0 && k <= 1; k++)
    {
      nqp_number_to_screen (self->classes->breaks[k], nqp_view_decimals (self->view), number);
      text_w = MAX (text_w, nqp_type_width (self->scene, number, &self->font));
      text_w = MAX (text_w, nqp_type_width (self->scene, unit, &self->font));
    }
  self->width = MAX (self->swatch_w + 3 * self->gap + text_w + count_w,
                     nqp_type_width (self->scene, unit, &self->font) + 2 * self->gap
                         + nqp_type_width (self->scene, _ ("regions"), &self->count_font));
  self->height = (self->n + 1) * self->line + self->bar_h + (self->bar_h > 0 ? self->line / 2 : 0);
}

static void
legend_init (Legend *self, NqpScene *scene, const NqpView *view, const NqpMapClasses *classes)
{
  const NqpStyle *style = nqp_scene_style (scene);

  *self = (Legend){ .scene = scene,
                    .view = view,
                    .classes = classes,
                    .style = style,
                    .font = nqp_type (style->tick, style->text, NQP_TYPE_FIGURES),
                    .count_font = nqp_type (style->tick, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END),
                    .swatch_w = 1.5 * style->tick,
                    .swatch_h = 0.95 * style->tick,
                    .gap = style->unit };
  self->line = MAX (nqp_type_height (scene, "X", &self->font), self->swatch_h + 3);
  if (classes->continuous && classes->n > 0)
    self->bar_h = 6 * self->line;
  else
    for (int c = classes->n - 1; c >= 0; c--)
      add_class (self, c);
  self->n_classes = self->n;
  add_note (self, _ ("no data"), classes->n_missing, TRUE);
  add_note (self, _ ("on the map only"), classes->n_outside, TRUE);
  /* xgettext:no-c-format */
  add_note (self, _ ("○ below 95 % of data"), classes->n_incomplete, FALSE);
  add_note (self, _ ("◌ estimated"), classes->n_estimated, FALSE);
  add_note (self, _ ("◇ outlier cut"), classes->n_cut, FALSE);
  measure (self);
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

static void
draw_column (const Legend *self, double x, double y)
{
  const NqpFont head = nqp_type (self->style->tick, self->style->dim, NQP_TYPE_FIGURES);

  nqp_scene_text (self->scene, x, y + self->line / 2, nqp_view_unit (self->view), &head, NQP_DATUM_NONE);
  nqp_scene_text (self->scene, x + self->width, y + self->line / 2, _ ("regions"), &self->count_font,
                  NQP_DATUM_NONE);
  y += self->line;
  if (self->bar_h > 0)
    {
      draw_bar (self, x, y + self->line / 4);
      y += self->bar_h + self->line / 2;
    }
  for (int i = 0; i < self->n; i++, y += self->line)
    {
      const Row *row = &self->rows[i];
      char number[16];

      g_snprintf (number, sizeof number, "%d", row->count);
      if (row->has_swatch)
        nqp_scene_rect (self->scene, x, y + (self->line - self->swatch_h) / 2, self->swatch_w, self->swatch_h,
                        2, &row->paint, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x + self->swatch_w + self->gap, y + self->line / 2, row->text, &self->font,
                      NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x + self->width, y + self->line / 2, number, &self->count_font,
                      NQP_DATUM_NONE);
    }
}

void
nqp_map_legend_draw (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, double x, double y)
{
  Legend legend;

  legend_init (&legend, scene, view, classes);
  draw_column (&legend, x, y);
}

/* As a legend to be drawn in rows, from the lowest class. */
static NqpLegend *
make_rows (const Legend *self)
{
  const NqpMapClasses *classes = self->classes;
  NqpLegend *rows = nqp_legend_new ();

  for (int k = 0; self->bar_h > 0 && k <= 4; k++)
    {
      double value = classes->breaks[0] + (classes->breaks[classes->n] - classes->breaks[0]) * k / 4;
      char number[NQP_NUMBER_SIZE];

      nqp_legend_add (rows, nqp_number_to_screen (value, nqp_view_decimals (self->view), number),
                      NQP_SAMPLE_SWATCH, swatch_paint (self, value));
    }
  for (int i = 0; i < self->n; i++)
    {
      const Row *row = &self->rows[i < self->n_classes ? self->n_classes - 1 - i : i];
      g_autofree char *text = g_strdup_printf ("%s (%d)", row->text, row->count);

      nqp_legend_add (rows, text, row->has_swatch ? NQP_SAMPLE_SWATCH : NQP_SAMPLE_BLANK, row->paint);
    }
  return rows;
}

/* Beside what is left of @box, or below it in rows, whichever @worth finds better. */
NqpBox
nqp_map_legend_place (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, NqpBox *box,
                      double gap, NqpMapWorth worth, gpointer user_data)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpBox all = *box;
  g_autoptr (NqpLegend) rows = NULL;
  NqpBox below = all, beside = all;
  Legend legend;
  double rows_h;

  legend_init (&legend, scene, view, classes);
  rows = make_rows (&legend);
  rows_h = nqp_legend_height (rows, scene, all.w);
  below.h = MAX (all.h - rows_h - style->unit, 1);
  nqp_box_cut_left (&beside, legend.width + gap);
  beside.w = MAX (beside.w, 1);
  if (worth (user_data, beside) > worth (user_data, below) && legend.height <= all.h)
    {
      *box = beside;
      draw_column (&legend, all.x, all.y + all.h - legend.height);
      return (NqpBox){ all.x, all.y + all.h - legend.height, legend.width, legend.height };
    }
  *box = below;
  below = (NqpBox){ all.x, all.y + all.h - rows_h, all.w, rows_h };
  nqp_legend_draw (rows, scene, below);
  return below;
}
