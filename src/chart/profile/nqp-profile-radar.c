/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-profile-private.h"

/* profile.radar: the focus region over the components (or indicators) of the measure, against the mean and others. */

static double
radius_of (const NqpRadar *self, double value)
{
  return self->r * CLAMP ((value - self->lo) / (self->hi - self->lo), 0, 1);
}

/* One outline: closed and filled when every axis has a value, else broken where one is missing. */
static void
draw_outline (const NqpRadar *self, int region, NqpPaint line, NqpMarkShape shape, double fill)
{
  const NqpView *view = self->view;
  g_autofree double *xy = g_new (double, 2 * (self->n + 1));
  g_autofree gboolean *has = g_new (gboolean, self->n);
  const NqpColour colour = line.stroke;
  NqpDatum whole = { region, view->year, view->measure };
  int n_has = 0, start = 0;

  for (int a = 0; a < self->n; a++)
    {
      double v = region >= 0 ? nqp_parts_score (view, self->axes[a], view->year, region)
                             : nqp_profile_mean (view, self->axes[a]);
      double r = isfinite (v) ? radius_of (self, v) : 0;

      has[a] = isfinite (v);
      n_has += has[a];
      if (!has[a])
        start = a;
      xy[2 * a] = self->cx + r * cos (nqp_radar_angle (self, a));
      xy[2 * a + 1] = self->cy + r * sin (nqp_radar_angle (self, a));
    }
  if (n_has == self->n)
    {
      line.fill = nqp_parts_alpha (colour, fill);
      nqp_scene_polyline (self->scene, xy, self->n, TRUE, &line, whole);
    }
  else
    {
      g_autofree double *run = g_new (double, 2 * (self->n + 1));
      int n_run = 0;

      for (int k = 1; k <= self->n; k++) /* from behind a gap round to that gap */
        {
          int a = (start + k) % self->n;

          if (has[a])
            {
              run[2 * n_run] = xy[2 * a];
              run[2 * n_run + 1] = xy[2 * a + 1];
              n_run++;
            }
          if (!has[a] || k == self->n)
            {
              if (n_run > 1)
                nqp_scene_polyline (self->scene, run, n_run, FALSE, &line, whole);
              n_run = 0;
            }
        }
    }
  for (int a = 0; region >= 0 && !self->plain && a < self->n; a++)
    if (has[a])
      {
        NqpDatum datum = { region, view->year, self->axes[a] };
        NqpPaint paint = nqp_parts_fill (colour);

        if (nqp_scores_is_imputed (view->scores, self->axes[a], view->year, region))
          paint = (NqpPaint){ .fill = self->style->background,
                              .stroke = colour,
                              .width = 1.5 * self->style->scale };
        nqp_scene_mark (self->scene, shape, xy[2 * a], xy[2 * a + 1], self->style->unit * 0.6, &paint, datum);
      }
}

static NqpPaint
mean_paint (const NqpStyle *style)
{
  return nqp_parts_stroke (style->dim, 2 * style->scale, 4 * style->scale);
}

static NqpPaint
before_paint (const NqpStyle *style)
{
  return nqp_parts_stroke (nqp_parts_series_colour (style, 0), 1.2 * style->scale, 2.5 * style->scale);
}

/* The focus without assumed values, thin and without marks. */
static void
draw_before (const NqpRadar *self, int region)
{
  NqpView view = *self->view;
  NqpRadar before = *self;

  view.scores = self->view->before;
  before.view = &view;
  before.plain = TRUE;
  draw_outline (&before, region, before_paint (self->style), NQP_SHAPE_MARK_CIRCLE, 0);
}

static void
draw_web (const NqpRadar *self)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpPaint grid = nqp_parts_stroke (style->grid, style->scale, 0);
  double ticks[16];
  int decimals, n_ticks = nqp_ticks (self->lo, self->hi, 4, ticks, G_N_ELEMENTS (ticks), &decimals);
  double step = 2 * G_PI / self->n;

  for (int k = 0; k < n_ticks; k++)
    if (ticks[k] > self->lo)
      {
        NqpPaint ring = grid;

        if (ticks[k] == 0) /* zero of unbounded scores */
          ring = nqp_parts_stroke (style->dim, style->scale, 0);
        nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, self->cx, self->cy, radius_of (self, ticks[k]),
                        &ring, NQP_DATUM_NONE);
      }
  for (int a = 0; a < self->n; a++)
    {
      double c = cos (nqp_radar_angle (self, a)), s = sin (nqp_radar_angle (self, a));
      double xy[2 * 25];
      NqpPaint arc
          = nqp_parts_stroke (nqp_parts_pillar_colour (view, style, self->axes[a]), style->unit * 0.6, 0);

      nqp_scene_line (self->scene, self->cx, self->cy, self->cx + self->r * c, self->cy + self->r * s, &grid,
                      NQP_DATUM_NONE);
      for (int k = 0; k <= 24; k++)
        {
          double at = nqp_radar_angle (self, a) + step * (k / 24.0 - 0.5);
          double r = self->r + style->unit * 0.6;

          xy[2 * k] = self->cx + r * cos (at);
          xy[2 * k + 1] = self->cy + r * sin (at);
        }
      nqp_scene_polyline (self->scene, xy, 25, FALSE, &arc, NQP_DATUM_NONE);
    }
}

static void
draw_ring_numbers (const NqpRadar *self)
{
  double ticks[16];
  int decimals, n_ticks = nqp_ticks (self->lo, self->hi, 4, ticks, G_N_ELEMENTS (ticks), &decimals);
  NqpFont font = nqp_type (self->style->footer, self->style->dim, NQP_TYPE_MIDDLE);
  double at = nqp_radar_angle (self, 0) + G_PI / self->n, last = -INFINITY; /* between two axes */

  font.halo = self->style->background;
  if (self->n % 2 == 0)
    at = -G_PI / 2;
  for (int k = 0; k < n_ticks; k++)
    {
      double r = radius_of (self, ticks[k]);
      char number[NQP_NUMBER_SIZE];

      r = MIN (r, self->r - self->style->footer * 0.8); /* the outermost stands inside the rim */
      if (r - last < self->style->footer * 1.3)
        continue;
      nqp_number_to_screen (ticks[k], decimals, number);
      nqp_scene_text (self->scene, self->cx + r * cos (at), self->cy + r * sin (at), number, &font,
                      NQP_DATUM_NONE);
      last = r;
    }
}

/* The mean is drawn as a ring, or as a line across each of the bars that take the radar's place. */
static void
add_items (const NqpRadar *self, NqpLegend *legend, gboolean bars, gboolean pillars)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  int series[NQP_MAX_COMPARED + 1], of[NQP_PARTS_MAX];
  int n_series = nqp_parts_series (view, series);

  for (int k = bars ? 1 : 0; k < n_series; k++)
    if (series[k] >= 0)
      nqp_legend_add_mark (legend, nqp_view_region_name (view, series[k]), nqp_parts_series_shape (k),
                           nqp_parts_fill (nqp_parts_series_colour (style, k)));
  if (view->before != NULL && series[0] >= 0 && !bars)
    nqp_legend_add (legend, _ ("without assumed values"), NQP_SAMPLE_LINE, before_paint (style));
  if (bars)
    nqp_legend_add (legend, _ ("mean of all regions"), NQP_SAMPLE_TICK, nqp_profile_bars_mean (style));
  else
    nqp_legend_add (legend, _ ("mean of all regions"), NQP_SAMPLE_LINE, mean_paint (style));
  if (!pillars || view->scores->tree->nodes[view->measure].level != NQP_LEVEL_INDEX)
    return;
  for (int i = 0, n = nqp_parts_pillars (view, self->axes, self->n, of); i < n; i++)
    nqp_legend_add (legend, nqp_view_node_name (view, of[i]), NQP_SAMPLE_LINE,
                    nqp_parts_stroke (nqp_parts_pillar_colour (view, style, of[i]), style->unit * 0.6, 0));
}

/* FALSE if there is no room for labels that can be read. */
static gboolean
draw_radar (NqpRadar *self, NqpBox box, gboolean pillars)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  g_autofree NqpRadarLabel *labels = g_new0 (NqpRadarLabel, self->n);
  const NqpBox whole = box;
  NqpFont name_font, value_font;
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series);
  g_autoptr (NqpLegend) legend = nqp_legend_new ();

  add_items (self, legend, FALSE, pillars);
  nqp_box_cut_top (&box, nqp_legend_height (legend, self->scene, box.w) + style->unit);
  if (!nqp_radar_lay_labels (self, labels, box, &name_font))
    return FALSE;
  nqp_legend_draw (legend, self->scene, whole);
  value_font = name_font;
  value_font.bold = value_font.tabular = TRUE;
  value_font.max_width = 0;
  draw_web (self);
  draw_outline (self, -1, mean_paint (style), NQP_SHAPE_MARK_CIRCLE, 0);
  if (series[0] >= 0 && view->before != NULL)
    draw_before (self, series[0]);
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      draw_outline (
          self, series[k],
          nqp_parts_stroke (nqp_parts_series_colour (style, k), (k == 0 ? 2.5 : 1.5) * style->scale, 0),
          nqp_parts_series_shape (k), k == 0 ? 0.16 : 0);
  draw_ring_numbers (self);
  for (int a = 0; a < self->n; a++)
    {
      const NqpRadarLabel *label = &labels[a];
      NqpDatum datum = { view->focus, view->year, self->axes[a] };
      double x = label->side < 0 ? label->x + label->w : label->side > 0 ? label->x : label->x + label->w / 2;

      name_font.colour = nqp_parts_readable (style, nqp_parts_pillar_colour (view, style, self->axes[a]));
      name_font.align = value_font.align = label->side < 0   ? NQP_ALIGN_END
                                           : label->side > 0 ? NQP_ALIGN_START
                                                             : NQP_ALIGN_MIDDLE;
      name_font.valign = value_font.valign = NQP_ALIGN_START;
      nqp_scene_target (self->scene, label->x, label->y, label->w, label->h, datum);
      nqp_scene_text (self->scene, x, label->y, label->name, &name_font, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x, label->y + label->name_h, label->value, &value_font, NQP_DATUM_NONE);
    }
  return TRUE;
}

static NqpScene *
radar_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_profile_title (view);
  g_autofree char *subtitle = nqp_profile_subtitle (view);
  NqpRadar self = { .view = view, .style = style };
  NqpScale domain = { 0, 0, 0, 1 };
  NqpBox box;
  int n_has = 0;

  self.scene = nqp_scene_new (width, height, style);
  box = nqp_frame_begin (self.scene, view, title, subtitle);
  nqp_scene_set_shows_focus (self.scene);
  self.n = nqp_parts_axes (view, self.axes);
  if (view->focus >= 0)
    for (int a = 0; a < self.n && nqp_parts_has_region (view, view->focus); a++)
      n_has += isfinite (nqp_parts_score (view, self.axes[a], view->year, view->focus));
  if (self.n == 0 || (view->focus >= 0 && n_has == 0))
    {
      nqp_frame_message (self.scene, box, _ ("There are no data for this region in this year."));
      return self.scene;
    }
  nqp_parts_score_domain (view, self.axes, self.n, &domain);
  self.lo = domain.d0;
  self.hi = domain.d1;
  if (self.n < 3 || !draw_radar (&self, box, box.h > style->base * 24))
    {
      g_autoptr (NqpLegend) legend = nqp_legend_new ();

      add_items (&self, legend, TRUE, FALSE);
      nqp_legend_cut (legend, self.scene, &box);
      nqp_profile_bars_draw (self.scene, box, view, self.axes, self.n, self.lo, self.hi);
    }
  return self.scene;
}

const NqpChart nqp_chart_profile_radar = {
  .id = "profile.radar",
  .name = N_ ("Profile"),
  .width = 640,
  .height = 640,
  .lists_chosen = TRUE,
  .options = NQP_OPTION_BIT (DECIMALS),
  .title = nqp_profile_title,
  .build = radar_build,
  .table = nqp_profile_table,
  .summary = nqp_profile_summary,
};
