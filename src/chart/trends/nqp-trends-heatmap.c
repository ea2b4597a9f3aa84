/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-rows.h"
#include "nqp-trends-private.h"

/* trends.heatmap: a row a region, a column a year, the value as a shade; one scale for all of them. */

#define SHADES 32
#define NARROWEST 1.15 /* of the type: a column that has a year's number above it */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  NqpRows rows;
  NqpRowLabels labels;
  double lo, hi; /* of all regions and years; NaN without a value */
  NqpBox plot;
  double cell; /* width */
} Heatmap;

static void
find_range (Heatmap *self)
{
  const NqpView *view = self->view;

  self->lo = INFINITY;
  self->hi = -INFINITY;
  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      {
        const double v = nqp_view_value (view, t, i);

        if (isfinite (v))
          {
            self->lo = MIN (self->lo, v);
            self->hi = MAX (self->hi, v);
          }
      }
  if (!isfinite (self->lo))
    self->lo = self->hi = NAN;
}

static NqpColour
shade (const Heatmap *self, double value)
{
  return nqp_colour_ramp (self->style,
                          self->hi > self->lo ? (value - self->lo) / (self->hi - self->lo) : 0.5);
}

/* ---- above the cells ---------------------------------------------------------------------------------------------- */

/* The shades and what they stand for, with that of no value where there is one. */
static void
draw_scale (const Heatmap *self, NqpBox *box, gboolean missing)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->tick, style->text, NQP_TYPE_FIGURES);
  const int decimals = nqp_view_decimals (self->view);
  const double high = style->tick * 1.1, middle = box->y + high / 2, wide = style->base * 9;
  double x = box->x;
  char number[NQP_NUMBER_SIZE];

  nqp_number_to_screen (self->lo, decimals, number);
  nqp_scene_text (self->scene, x, middle, number, &font, NQP_DATUM_NONE);
  x += nqp_type_column (self->scene, number, &font) + style->unit;
  for (int k = 0; k < SHADES; k++)
    {
      const NqpPaint paint
          = nqp_parts_fill (shade (self, self->lo + (self->hi - self->lo) * (k + 0.5) / SHADES));

      nqp_scene_rect (self->scene, x + wide * k / SHADES, box->y, wide / SHADES + 0.5, high, 0, &paint,
                      NQP_DATUM_NONE);
    }
  x += wide + style->unit;
  {
    const char *unit = nqp_view_unit (self->view);
    g_autofree char *text = g_strdup_printf ("%s%s%s", nqp_number_to_screen (self->hi, decimals, number),
                                             *unit != '\0' ? "\xc2\xa0" : "", unit);

    nqp_scene_text (self->scene, x, middle, text, &font, NQP_DATUM_NONE);
    x += nqp_type_column (self->scene, text, &font) + 2 * style->unit;
  }
  if (missing)
    {
      const NqpPaint paint = nqp_parts_missing (style);

      nqp_scene_rect (self->scene, x, box->y, high, high, 0, &paint, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x + high + style->unit / 2, middle, _ ("no data"), &font, NQP_DATUM_NONE);
    }
  nqp_box_cut_top (box, high + style->unit * 1.5);
}

static void
draw_years (const Heatmap *self, double y)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_BOLD | NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE);
  const double wide = nqp_type_width (self->scene, "2000", &font) * NARROWEST;
  const double now = self->plot.x + (view->year + 0.5) * self->cell;
  double last = -INFINITY;

  for (int t = 0; t < view->scores->n_years; t++)
    {
      const double at = self->plot.x + (t + 0.5) * self->cell;
      const gboolean current = t == view->year;
      char text[16];

      if (!current && (at - last < wide || fabs (at - now) < wide))
        continue;
      if (!current)
        last = at;
      font.bold = current;
      font.colour = current ? style->text : style->dim;
      g_snprintf (text, sizeof text, "%d", view->scores->panel->years[t]);
      nqp_scene_text (self->scene, at, y + style->tick * 0.7, text, &font, NQP_DATUM_NONE);
    }
}

/* ---- cells -------------------------------------------------------------------------------------------------------- */

/* Do the numbers of all rows have room in their cells? */
static gboolean
has_numbers (const Heatmap *self, double size)
{
  const NqpFont font = nqp_type (size, self->style->text, NQP_TYPE_FIGURES);
  const int decimals = nqp_view_decimals (self->view);
  char a[NQP_NUMBER_SIZE], b[NQP_NUMBER_SIZE];

  nqp_number_to_screen (self->lo, decimals, a);
  nqp_number_to_screen (self->hi, decimals, b);
  return nqp_parts_labelled (self->view) && self->rows.height >= size * 1.25
         && MAX (nqp_type_width (self->scene, a, &font), nqp_type_width (self->scene, b, &font))
                    + self->style->unit
                <= self->cell;
}

static void
draw_cells (const Heatmap *self, int region, double y, double size)
{
  const NqpView *view = self->view;
  const double gap = self->cell > 6 * self->style->scale && self->rows.height > 6 * self->style->scale
                         ? self->style->scale
                         : 0;

  for (int t = 0; t < view->scores->n_years; t++)
    {
      const NqpDatum datum = { region, t, view->measure };
      const double value = nqp_view_value (view, t, region), x = self->plot.x + t * self->cell;
      NqpPaint paint
          = isfinite (value) ? nqp_parts_fill (shade (self, value)) : nqp_parts_missing (self->style);

      nqp_scene_rect (self->scene, x, y, self->cell - gap, self->rows.height - gap, 0, &paint, datum);
      if (size > 0 && isfinite (value))
        {
          const NqpFont font
              = nqp_type (size, nqp_colour_on (paint.fill), NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE);
          char number[NQP_NUMBER_SIZE];

          nqp_scene_text (self->scene, x + (self->cell - gap) / 2, y + (self->rows.height - gap) / 2,
                          nqp_number_to_screen (value, nqp_view_decimals (view), number), &font, datum);
        }
    }
}

static void
draw_rows (Heatmap *self, NqpBox box, const int *order, double edges)
{
  const NqpStyle *style = self->style;
  double size;

  nqp_rows_init (&self->rows, self->scene, self->view, order, self->view->scores->n_regions, &box, edges);
  nqp_row_labels_place (&self->labels, &self->rows, self->scene, self->view, box);
  self->plot
      = (NqpBox){ self->labels.right + style->unit, box.y + edges, 0, self->rows.n * self->rows.height };
  self->plot.w = box.x + box.w - self->plot.x;
  self->cell = self->plot.w / MAX (self->view->scores->n_years, 1);
  draw_years (self, box.y);
  size = has_numbers (self, self->rows.size) ? self->rows.size
         : has_numbers (self, style->footer) ? style->footer
                                             : 0;
  for (int i = 0; i < self->rows.n; i++)
    {
      const int region = nqp_rows_region (&self->rows, i);
      const double y = self->plot.y + i * self->rows.height;

      nqp_row_labels_draw (
          &self->labels, &self->rows, self->scene, self->view, box, region,
          nqp_scores_rank (self->view->scores, self->view->measure, self->view->year, region), y,
          (NqpDatum){ region, self->view->year, self->view->measure });
      draw_cells (self, region, y, size);
      nqp_rows_draw_gap (&self->rows, self->scene, box, i, y);
    }
  {
    const NqpPaint ring = nqp_parts_stroke (style->accent, 1.5 * style->scale, 0);

    nqp_scene_rect (self->scene, self->plot.x + self->view->year * self->cell - 0.5, self->plot.y - 0.5,
                    self->cell, self->plot.h, 0, &ring, NQP_DATUM_NONE);
  }
  nqp_rows_clear (&self->rows);
}

static gboolean
any_missing (const NqpView *view)
{
  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      if (!isfinite (nqp_view_value (view, t, i)))
        return TRUE;
  return FALSE;
}

static char *
heatmap_subtitle (const NqpView *view)
{
  g_autofree char *method = nqp_view_method_line (view);
  GString *out = g_string_new (NULL);

  if (!nqp_parts_is_leaf (view, view->measure) && !nqp_method_is_pooled (&view->scores->method))
    g_string_append (out, _ ("Normalised within each year: scores of different years are not comparable. "));
  /* Translators: a year, the method */
  g_string_append_printf (out, _ ("In the order of %d; %s"), nqp_parts_year (view), method);
  return g_string_free (out, FALSE);
}

static NqpScene *
heatmap_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_trends_title (view), *subtitle = heatmap_subtitle (view);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  const double edges = style->tick * 1.8;
  Heatmap self = { .view = view, .style = style };

  find_range (&self);
  nqp_view_order (view, order);
  for (gboolean grown = FALSE;; grown = TRUE)
    {
      NqpBox box;

      self.scene = nqp_scene_new (width, height, style);
      box = nqp_frame_begin (self.scene, view, title, subtitle);
      nqp_scene_set_shows_focus (self.scene);
      if (isnan (self.lo))
        {
          nqp_frame_message (self.scene, box, _ ("There are no data for this measure."));
          return self.scene;
        }
      draw_scale (&self, &box, any_missing (view));
      if (grown
          || !nqp_rows_grow (view, self.scene, view->scores->n_regions,
                             nqp_rows_lines (view, self.scene, box.w), box.h - edges, &height))
        {
          draw_rows (&self, box, order, edges);
          return self.scene;
        }
      nqp_scene_unref (self.scene);
    }
}

static char *
heatmap_summary (const NqpView *view)
{
  g_autofree char *title = nqp_trends_title (view);
  const NqpPanel *panel = view->scores->panel;
  GString *out = g_string_new (NULL);
  double lo = INFINITY, hi = -INFINITY;
  int low[2] = { -1, -1 }, high[2] = { -1, -1 };

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      {
        const double v = nqp_view_value (view, t, i);

        if (v > hi)
          hi = v, high[0] = i, high[1] = t;
        if (v < lo)
          lo = v, low[0] = i, low[1] = t;
      }
  if (high[0] >= 0)
    {
      g_autofree char *most = nqp_view_value_text (view, high[1], high[0]);
      g_autofree char *least = nqp_view_value_text (view, low[1], low[0]);

      nqp_parts_say (out, _ ("Highest: %s in %d, %s; lowest: %s in %d, %s."),
                     nqp_view_region_name (view, high[0]), panel->years[high[1]], most,
                     nqp_view_region_name (view, low[0]), panel->years[low[1]], least);
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_trends_heatmap = {
  .id = "trends.heatmap",
  .name = N_ ("Regions and years as shades"),
  .width = 800,
  .height = 680,
  .scrolls = TRUE,
  .options = NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (LABELS) | NQP_OPTION_BIT (PALETTE),
  .title = nqp_trends_title,
  .build = heatmap_build,
  .table = nqp_trends_table,
  .summary = heatmap_summary,
};
