/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-trends-private.h"
#include "nqp-years.h"

/* trends.lines: the measure over the years for focus, compared regions and the mean; the others behind. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int n_years;
  double *mean;       /* [year] */
  double *low, *high; /* [year]: 10th and 90th percentile of the regions */
  NqpScale y;
  NqpYears years;
  NqpBox plot;
} Trends;

static double
year_x (const Trends *self, int year)
{
  return nqp_years_x (&self->years, year);
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
  g_autofree double *y = g_new (double, MAX (self->n_years, 1));

  for (int t = 0; t < self->n_years; t++)
    y[t] = isfinite (values[t]) ? nqp_scale_map (&self->y, values[t]) : NAN;
  nqp_years_line (&self->years, self->scene, y, paint, datum);
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

static gboolean
make_label (const Trends *self, NqpEndLabel *label, const char *name, const double *values)
{
  for (int t = self->n_years - 1; t >= 0; t--)
    if (isfinite (values[t]))
      {
        char number[NQP_NUMBER_SIZE];

        label->text = g_strdup_printf (
            "%s %s", name, nqp_number_to_screen (values[t], nqp_view_decimals (self->view), number));
        label->y = values[t]; /* px once there is a scale */
        label->x = t;
        return TRUE;
      }
  return FALSE;
}

static int
make_labels (const Trends *self, NqpEndLabel *labels)
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
      labels[n] = (NqpEndLabel){ .index = k, .colour = nqp_parts_series_colour (self->style, k) };
      n += make_label (self, &labels[n], nqp_view_region_name (view, series[k]), values);
    }
  labels[n] = (NqpEndLabel){ .index = -1, .colour = self->style->dim };
  n += make_label (self, &labels[n], _ ("mean"), self->mean);
  return n;
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
  NqpEndLabel labels[NQP_MAX_COMPARED + 2];
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
  nqp_years_init (&self.years, view, self.plot, style->unit * 1.5);
  nqp_axis_y (scene, &self.y, self.plot, n_ticks, nqp_view_unit (view));
  nqp_years_draw (&self.years, scene);
  draw_others (&self);
  draw_line (&self, self.mean, &dashed, NQP_DATUM_NONE);
  nqp_axis_y_reference (scene, &view->options, &self.y, self.plot, nqp_view_decimals (view));
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      draw_series (&self, series[k], k);
  for (int i = 0; i < n_labels; i++)
    {
      labels[i].y = nqp_scale_map (&self.y, labels[i].y);
      labels[i].x = year_x (&self, (int)labels[i].x);
    }
  nqp_end_labels_draw (scene, labels, n_labels, self.plot, 0, self.plot.x + self.plot.w + style->unit * 1.5,
                       wide);
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
  .caption = nqp_trends_caption,
  .summary = nqp_trends_summary,
};
