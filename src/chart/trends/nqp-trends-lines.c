/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-labels.h"
#include "nqp-number.h"
#include "nqp-sort.h"
#include "nqp-trends-private.h"

/* trends.lines: the measure over the years for focus, compared regions and the mean; the others behind. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int n_years;
  double *mean;       /* [year] */
  double *low, *high; /* [year]: 10th and 90th percentile of the regions */
  NqpScale x, y;
  NqpBox plot;
} Trends;

static double
year_x (const Trends *self, int year)
{
  if (self->n_years < 2)
    return self->plot.x + self->plot.w / 2;
  return nqp_scale_map (&self->x, self->view->scores->panel->years[year]);
}

static void
find_range (Trends *self)
{
  const NqpView *view = self->view;
  const NqpChartOptions *options = &view->options;
  gboolean many = view->scores->n_regions > NQP_TRENDS_MANY;
  double lo = INFINITY, hi = -INFINITY;

  for (int t = 0; t < self->n_years; t++)
    {
      nqp_trends_survey_year (view, t, &self->mean[t], &self->low[t], &self->high[t]);
      for (int i = 0; i < view->scores->n_regions; i++)
        {
          double v = many && nqp_view_compared_index (view, i) < 0 ? NAN : nqp_view_value (view, t, i);

          if (isfinite (v))
            {
              lo = MIN (lo, v);
              hi = MAX (hi, v);
            }
        }
      if (many && isfinite (self->low[t]))
        {
          lo = MIN (lo, self->low[t]);
          hi = MAX (hi, self->high[t]);
        }
    }
  if (!isfinite (lo))
    lo = 0, hi = 1;
  if (nqp_chart_options_has (options, NQP_OPTION_AXIS_ZERO) && options->axis_zero)
    {
      lo = MIN (lo, 0);
      hi = MAX (hi, 0);
    }
  else if (!nqp_chart_options_has (options, NQP_OPTION_AXIS_ZERO)
           && !nqp_chart_options_has (options, NQP_OPTION_AXIS_MIN)
           && (!nqp_parts_is_leaf (view, view->measure) || (lo > 0 && lo < hi * 0.6)))
    lo = MIN (lo, 0);
  if (!(hi > lo))
    hi = lo + (lo != 0 ? fabs (lo) * 0.1 : 1);
  self->y.d0 = lo;
  self->y.d1 = hi;
}

/* A line over the years, broken where a value is missing. */
static void
draw_line (const Trends *self, const double *values, const NqpPaint *paint, NqpDatum datum)
{
  g_autofree double *xy = g_new (double, 2 * MAX (self->n_years, 1));
  int n = 0;

  for (int t = 0; t <= self->n_years; t++)
    {
      if (t < self->n_years && isfinite (values[t]))
        {
          xy[2 * n] = year_x (self, t);
          xy[2 * n + 1] = nqp_scale_map (&self->y, values[t]);
          n++;
          continue;
        }
      if (n > 1)
        nqp_scene_polyline (self->scene, xy, n, FALSE, paint, datum);
      n = 0;
    }
}

static void
draw_others (const Trends *self)
{
  const NqpView *view = self->view;
  NqpColour grey = nqp_colour_mix (self->style->background, self->style->dim, 0.35);
  NqpPaint line = nqp_parts_stroke (grey, self->style->scale * 0.8, 0);
  double half = self->style->unit;

  if (view->scores->n_regions > NQP_TRENDS_MANY)
    {
      g_autofree double *xy = g_new (double, 4 * self->n_years);
      NqpPaint band = nqp_parts_fill (nqp_parts_alpha (self->style->dim, 0.18));
      int n = 0;

      for (int t = 0; t < self->n_years; t++)
        if (isfinite (self->low[t]))
          {
            xy[2 * n] = year_x (self, t);
            xy[2 * n++ + 1] = nqp_scale_map (&self->y, self->high[t]);
          }
      for (int t = self->n_years - 1; t >= 0; t--)
        if (isfinite (self->low[t]))
          {
            xy[2 * n] = year_x (self, t);
            xy[2 * n++ + 1] = nqp_scale_map (&self->y, self->low[t]);
          }
      if (n > 3)
        nqp_scene_polyline (self->scene, xy, n, TRUE, &band, NQP_DATUM_NONE);
      return;
    }
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      g_autofree double *values = g_new (double, self->n_years);
      NqpDatum whole = { i, -1, view->measure };

      if (nqp_view_compared_index (view, i) >= 0)
        continue;
      for (int t = 0; t < self->n_years; t++)
        values[t] = nqp_view_value (view, t, i);
      draw_line (self, values, &line, whole);
      for (int t = 0; t < self->n_years; t++)
        if (isfinite (values[t]))
          nqp_scene_target (self->scene, year_x (self, t) - half,
                            nqp_scale_map (&self->y, values[t]) - half / 2, 2 * half, half,
                            (NqpDatum){ i, t, view->measure });
    }
}

static void
draw_series (const Trends *self, int region, int index)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpColour colour = nqp_parts_series_colour (style, index);
  NqpPaint line = nqp_parts_stroke (colour, (index == 0 ? 3 : 2) * style->scale, 0);
  g_autofree double *values = g_new (double, self->n_years);
  double radius = style->unit * (index == 0 ? 0.65 : 0.6);

  for (int t = 0; t < self->n_years; t++)
    values[t] = nqp_view_value (view, t, region);
  draw_line (self, values, &line, (NqpDatum){ region, -1, view->measure });
  for (int t = 0; t < self->n_years; t++)
    if (isfinite (values[t]))
      {
        gboolean imputed = nqp_scores_is_imputed (view->scores, view->measure, t, region);
        NqpPaint mark
            = { .fill = imputed ? style->background : colour, .stroke = colour, .width = 1.5 * style->scale };
        NqpDatum datum = { region, t, view->measure };
        double x = year_x (self, t), y = nqp_scale_map (&self->y, values[t]);

        nqp_scene_target (self->scene, x - radius * 2, y - radius * 2, radius * 4, radius * 4, datum);
        nqp_scene_mark (self->scene, nqp_parts_series_shape (index), x, y, radius, &mark, datum);
      }
}

typedef struct
{
  char *text;
  double at, end; /* y of the line's end and x there */
  NqpColour colour;
  int index, region; /* -1: the mean */
} EndLabel;

static int
by_end (const void *a, const void *b)
{
  double x = ((const EndLabel *)a)->at, y = ((const EndLabel *)b)->at;

  return (x > y) - (x < y);
}

static gboolean
make_label (const Trends *self, EndLabel *label, const char *name, const double *values)
{
  for (int t = self->n_years - 1; t >= 0; t--)
    if (isfinite (values[t]))
      {
        char number[NQP_NUMBER_SIZE];

        label->text = g_strdup_printf (
            "%s %s", name, nqp_number_to_screen (values[t], nqp_view_decimals (self->view), number));
        label->at = values[t];
        label->end = t;
        return TRUE;
      }
  return FALSE;
}

static int
make_labels (const Trends *self, EndLabel *labels)
{
  const NqpView *view = self->view;
  g_autofree double *values = g_new (double, MAX (self->n_years, 1));
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n = 0;

  for (int k = 0; k < n_series; k++)
    {
      if (series[k] < 0)
        continue;
      for (int t = 0; t < self->n_years; t++)
        values[t] = nqp_view_value (view, t, series[k]);
      labels[n]
          = (EndLabel){ .index = k, .region = series[k], .colour = nqp_parts_series_colour (self->style, k) };
      n += make_label (self, &labels[n], nqp_view_region_name (view, series[k]), values);
    }
  labels[n] = (EndLabel){ .index = -1, .region = -1, .colour = self->style->dim };
  n += make_label (self, &labels[n], _ ("mean"), self->mean);
  return n;
}

static void
draw_labels (const Trends *self, EndLabel *labels, int n, double x, double w)
{
  const NqpStyle *style = self->style;
  double at[NQP_MAX_COMPARED + 2] = { 0 }, size[NQP_MAX_COMPARED + 2] = { 0 };
  NqpFont font = nqp_scene_font (self->scene, style->label, style->text);

  /* a long name in a narrow picture takes several lines rather than being cut */
  font.max_width = w - style->unit * 2;
  font.max_lines = 4;
  for (int i = 0; i < n; i++)
    {
      labels[i].at = nqp_scale_map (&self->y, labels[i].at);
      labels[i].end = year_x (self, (int)labels[i].end);
    }
  nqp_sort (labels, (size_t)n, sizeof *labels, by_end);
  for (int i = 0; i < n; i++)
    {
      at[i] = labels[i].at;
      font.bold = labels[i].index == 0;
      nqp_scene_measure (self->scene, labels[i].text, &font, NULL, &size[i]);
    }
  nqp_spread (at, size, n, self->plot.y - style->label, self->plot.y + self->plot.h + style->label);
  for (int i = 0; i < n; i++)
    {
      NqpPaint leader = nqp_parts_stroke (labels[i].colour, 0.8 * style->scale, 2);
      NqpPaint mark = nqp_parts_fill (labels[i].colour);
      double mark_x = x + style->unit * 0.6;

      font.colour = nqp_parts_readable (style, labels[i].colour);
      font.bold = labels[i].index == 0;
      nqp_scene_line (self->scene, labels[i].end + style->unit, labels[i].at, x - style->unit * 0.5, at[i],
                      &leader, NQP_DATUM_NONE);
      if (labels[i].index >= 0)
        nqp_scene_mark (self->scene, nqp_parts_series_shape (labels[i].index), mark_x, at[i],
                        style->unit * 0.6, &mark, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x + style->unit * 2, at[i], labels[i].text, &font, NQP_DATUM_NONE);
    }
}

static void
draw_years (const Trends *self)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_BOLD | NQP_TYPE_MIDDLE | NQP_TYPE_TOP);
  NqpPaint now = nqp_parts_stroke (nqp_parts_alpha (style->accent, 0.6), 1.5 * style->scale, 0);
  double x = year_x (self, view->year), w, bottom = self->plot.y + self->plot.h, last = -INFINITY;
  char text[16];

  nqp_scene_line (self->scene, x, self->plot.y, x, bottom, &now, NQP_DATUM_NONE);
  nqp_scene_measure (self->scene, "2000", &font, &w, NULL);
  w *= 1.35;
  for (int t = 0; t < self->n_years; t++)
    {
      gboolean current = t == view->year;
      double at = year_x (self, t);
      NqpPaint tick = nqp_parts_stroke (style->dim, style->scale, 0);

      nqp_scene_line (self->scene, at, bottom, at, bottom + style->unit / 2, &tick, NQP_DATUM_NONE);
      if (!current && (at - last < w || fabs (at - x) < w))
        continue;
      if (!current && t != self->n_years - 1 && t != 0 && year_x (self, self->n_years - 1) - at < w)
        continue; /* the last year is named rather than the one before */
      if (!current)
        last = at;
      font.bold = current;
      font.colour = current ? style->text : style->dim;
      g_snprintf (text, sizeof text, "%d", view->scores->panel->years[t]);
      nqp_scene_text (self->scene, at, bottom + style->unit, text, &font, NQP_DATUM_NONE);
    }
}

static NqpScene *
trends_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_trends_title (view), *subtitle = nqp_trends_subtitle (view);
  NqpScene *scene = nqp_scene_new (width, height, style);
  int n_years = view->scores->n_years;
  g_autofree double *years = g_new (double, 3 * MAX (n_years, 1));
  Trends self = { .view = view,
                  .scene = scene,
                  .style = style,
                  .n_years = n_years,
                  .mean = years,
                  .low = years + n_years,
                  .high = years + 2 * n_years };
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle);
  EndLabel labels[NQP_MAX_COMPARED + 2];
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n_labels, n_ticks;
  const NqpFont font = nqp_type (style->label, style->text, NQP_TYPE_BOLD);
  const NqpPaint dashed = nqp_parts_stroke (style->dim, 2 * style->scale, 4 * style->scale);
  double wide = 0;

  nqp_scene_set_shows_focus (scene);
  find_range (&self);
  n_labels = make_labels (&self, labels);
  if (n_labels == 0)
    {
      nqp_frame_message (scene, box, _ ("There are no data for this measure."));
      return scene;
    }
  for (int i = 0; i < n_labels; i++)
    wide = MAX (wide, nqp_type_width (scene, labels[i].text, &font));
  wide = MIN (ceil (wide) + style->unit * 2 + 1, box.w * 0.34);
  self.plot.h = box.h - style->tick * 3.6;
  self.plot.y = box.y + style->tick * 1.8;
  n_ticks = CLAMP ((int)(self.plot.h / (style->tick * 4)), 2, 6);
  self.y.r0 = self.plot.y + self.plot.h;
  self.y.r1 = self.plot.y;
  nqp_axis_ask (scene, &view->options, &self.y, n_ticks);
  self.plot.x = box.x + nqp_axis_y_width (scene, self.y.d0, self.y.d1, n_ticks) + style->unit;
  self.plot.w = box.x + box.w - wide - style->unit * 2.5 - self.plot.x;
  self.x = (NqpScale){ view->scores->panel->years[0], view->scores->panel->years[n_years - 1],
                       self.plot.x + style->unit * 2, self.plot.x + self.plot.w - style->unit };
  nqp_axis_y (scene, &self.y, self.plot, n_ticks, nqp_view_unit (view));
  draw_years (&self);
  draw_others (&self);
  draw_line (&self, self.mean, &dashed, NQP_DATUM_NONE);
  nqp_axis_y_reference (scene, &view->options, &self.y, self.plot, nqp_view_decimals (view));
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      draw_series (&self, series[k], k);
  draw_labels (&self, labels, n_labels, self.plot.x + self.plot.w + style->unit * 1.5, wide);
  for (int i = 0; i < n_labels; i++)
    g_free (labels[i].text);
  return scene;
}

const NqpChart nqp_chart_trends_lines = {
  .id = "trends.lines",
  .name = N_ ("Trends"),
  .width = 800,
  .height = 560,
  .options = NQP_OPTION_BIT (AXIS_MIN) | NQP_OPTION_BIT (AXIS_MAX) | NQP_OPTION_BIT (AXIS_ZERO)
             | NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (REFERENCE),
  .title = nqp_trends_title,
  .build = trends_build,
  .table = nqp_trends_table,
  .summary = nqp_trends_summary,
};
