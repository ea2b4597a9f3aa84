/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-data-private.h"
#include "nqp-number.h"

/* data.distribution: how the values of the measure lie. A histogram of all years with the year's own in front, box plots of the
 * two below it (Tukey 1977: whiskers reach 1.5 times the distance of the quartiles), outliers by name. */

#define MOST_LANES 6 /* of names */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  const NqpDataDistribution *facts;
  gboolean years; /* more than one */
  NqpScale x, y;
  NqpBox plot;    /* the histogram */
  double row;     /* height of a box plot */
  double boxes_y; /* top of the first */
  NqpBox names;   /* room for the outliers' */
} Distribution;

static NqpPaint
all_paint (const Distribution *self)
{
  return nqp_parts_fill (nqp_colour_mix (self->style->background, self->style->dim, 0.38));
}

static NqpPaint
now_paint (const Distribution *self)
{
  NqpPaint paint = nqp_parts_fill (nqp_colour_ramp (self->style, 0.7));

  if (self->style->patterns)
    nqp_parts_set_pattern (&paint, NQP_PATTERN_HATCH, 0.5);
  return paint;
}

static NqpPaint
outlier_paint (const Distribution *self)
{
  return nqp_parts_stroke (self->style->text, 1.2 * self->style->scale, 0);
}

static char *
all_years (const NqpView *view)
{
  return view->scores->n_years < 2 ? g_strdup_printf ("%d", nqp_parts_year (view))
                                   : g_strdup (_ ("all years"));
}

static NqpLegend *
make_legend (const Distribution *self)
{
  NqpLegend *legend = nqp_legend_new ();
  g_autofree char *all = all_years (self->view), *now = g_strdup_printf ("%d", nqp_parts_year (self->view));

  nqp_legend_add (legend, all, NQP_SAMPLE_SWATCH, all_paint (self));
  if (self->years)
    nqp_legend_add (legend, now, NQP_SAMPLE_SWATCH, now_paint (self));
  if (self->facts->outliers->len > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u outlier", "%u outliers", self->facts->outliers->len), self->facts->outliers->len);

      nqp_legend_add_mark (legend, text, NQP_SHAPE_MARK_CIRCLE, outlier_paint (self));
    }
  return legend;
}

/* ---- histogram ------------------------------------------------------------------------------------------------------ */

static void
draw_bars (const Distribution *self)
{
  const NqpDataDistribution *facts = self->facts;
  const NqpPaint all = all_paint (self), now = now_paint (self);
  const double bottom = self->plot.y + self->plot.h;

  for (int k = 0; k < facts->n_bins; k++)
    {
      const double x0 = nqp_scale_map (&self->x, facts->edges[k]),
                   x1 = nqp_scale_map (&self->x, facts->edges[k + 1]);
      const double gap = MIN (self->style->scale, (x1 - x0) * 0.1), inset = (x1 - x0) * 0.2;
      const double y = nqp_scale_map (&self->y, facts->counts[k]),
                   y_now = nqp_scale_map (&self->y, facts->counts_now[k]);
      const NqpDatum datum = { -1, -1, self->view->measure, 0, k + 1 };

      nqp_scene_target (self->scene, x0, self->plot.y, x1 - x0, self->plot.h, datum);
      if (facts->counts[k] > 0)
        nqp_scene_rect (self->scene, x0 + gap / 2, y, x1 - x0 - gap, bottom - y, 0, &all, datum);
      if (self->years && facts->counts_now[k] > 0)
        nqp_scene_rect (self->scene, x0 + inset, y_now, x1 - x0 - 2 * inset, bottom - y_now, 0, &now, datum);
    }
}

/* ---- box plots ------------------------------------------------------------------------------------------------------ */

/* Values outside the whiskers, those on one pixel once. */
static void
draw_outliers (const Distribution *self, const NqpDataSpread *spread, gboolean only_now, double y)
{
  const NqpView *view = self->view;
  const NqpPaint paint = outlier_paint (self);
  const double radius = MIN (self->row * 0.22, self->style->unit * 0.6);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      {
        const double value = only_now && t != view->year ? NAN : nqp_view_value (view, t, i);
        const double x = nqp_scale_map (&self->x, value);

        if (!isfinite (value) || (value >= spread->low && value <= spread->high)
            || !g_hash_table_add (taken, GINT_TO_POINTER ((int)(x * 2))))
          continue;
        nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, x, y, radius, &paint,
                        (NqpDatum){ i, t, view->measure, 0, 0 });
      }
}

static void
draw_box (const Distribution *self, const NqpDataSpread *spread, const char *name, NqpPaint fill,
          gboolean only_now, double top)
{
  const NqpStyle *style = self->style;
  const NqpPaint line = nqp_parts_stroke (style->text, 1.2 * style->scale, 0),
                 thick = nqp_parts_stroke (style->text, 2.5 * style->scale, 0);
  const double y = top + self->row / 2, half = self->row * 0.3, cap = half * 0.6;
  const double low = nqp_scale_map (&self->x, spread->low), q1 = nqp_scale_map (&self->x, spread->q1),
               median = nqp_scale_map (&self->x, spread->median), q3 = nqp_scale_map (&self->x, spread->q3),
               high = nqp_scale_map (&self->x, spread->high);
  const NqpDatum datum = { -1, only_now ? self->view->year : -1, self->view->measure, 0, 0 };

  nqp_type_write (self->scene, self->plot.x - style->unit, y, name,
                  nqp_type (style->tick, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END));
  if (spread->n == 0)
    {
      nqp_type_write (self->scene, self->plot.x, y, _ ("no data"), nqp_type (style->tick, style->dim, 0));
      return;
    }
  nqp_scene_target (self->scene, self->plot.x, top, self->plot.w, self->row, datum);
  nqp_scene_line (self->scene, low, y, q1, y, &line, datum);
  nqp_scene_line (self->scene, q3, y, high, y, &line, datum);
  nqp_scene_line (self->scene, low, y - cap, low, y + cap, &line, datum);
  nqp_scene_line (self->scene, high, y - cap, high, y + cap, &line, datum);
  fill.stroke = style->text;
  fill.width = 1.2 * style->scale;
  nqp_scene_rect (self->scene, q1, y - half, q3 - q1, 2 * half, 0, &fill, datum);
  nqp_scene_line (self->scene, median, y - half, median, y + half, &thick, datum);
  draw_outliers (self, spread, only_now, y);
}

/* ---- the focus ------------------------------------------------------------------------------------------------------ */

static void
draw_chosen (const Distribution *self)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  const double y = self->boxes_y + self->row / 2, above = self->plot.y - style->unit / 2;
  int series[NQP_MAX_COMPARED + 1];

  for (int k = nqp_parts_series (view, series) - 1; k >= 0; k--)
    {
      const double value = series[k] >= 0 ? nqp_view_value (view, view->year, series[k]) : NAN;
      const NqpDatum datum = { series[k], view->year, view->measure, 0, 0 };
      const NqpColour colour = nqp_parts_series_colour (style, k);
      NqpPaint mark = nqp_parts_fill (colour);
      const double x = nqp_scale_map (&self->x, value);
      g_autofree char *text = NULL, *number = NULL;
      NqpFont font = nqp_type (style->tick, nqp_parts_readable (style, colour),
                               NQP_TYPE_BOLD | NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM);
      double w;

      if (!isfinite (value))
        continue;
      mark.stroke = style->background;
      mark.width = style->scale;
      if (k == 0)
        {
          const NqpPaint line = nqp_parts_stroke (colour, 1.5 * style->scale, 0);
          const char *name = nqp_view_region_name (view, series[k]);
          const char *candidates[2];

          nqp_scene_line (self->scene, x, self->plot.y - style->unit / 3, x, self->plot.y + self->plot.h,
                          &line, datum);
          number = nqp_view_value_text (view, view->year, series[k]);
          text = g_strdup_printf (_ ("%s: %s"), name, number);
          candidates[0] = text;
          candidates[1] = name;
          font.max_width = self->plot.w;
          font.max_lines = 1;
          name = nqp_type_choose (self->scene, candidates, G_N_ELEMENTS (candidates), &font, 0);
          if (name != NULL)
            {
              w = nqp_type_width (self->scene, name, &font) / 2;
              nqp_scene_text (
                  self->scene,
                  CLAMP (x, self->plot.x + w, MAX (self->plot.x + self->plot.w - w, self->plot.x + w)), above,
                  name, &font, datum);
            }
        }
      nqp_scene_mark (self->scene, nqp_parts_series_shape (k), x, y, MIN (self->row * 0.3, style->unit * 0.8),
                      &mark, datum);
    }
}

static void
draw_names (const Distribution *self, const GArray *names)
{
  const double y = self->names.y - self->row / 2 + MIN (self->row * 0.22, self->style->unit * 0.6);
  NqpBox room = self->names;
  int n_left;

  if (names->len == 0 || room.h <= 0)
    return;
  n_left = nqp_data_distribution_label (self->scene, names, &self->x, y, room, FALSE);
  if (n_left > 0) /* the last line says so */
    room.h -= nqp_type_line (self->scene, self->style->tick) + 1;
  n_left = nqp_data_distribution_label (self->scene, names, &self->x, y, room, TRUE);
  if (n_left > 0)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("and %d region more with outliers", "and %d regions more with outliers", (gulong)n_left),
          n_left);

      nqp_type_write (
          self->scene, room.x + room.w, room.y + room.h, more,
          nqp_type_in (self->style->tick, self->style->dim, NQP_TYPE_END | NQP_TYPE_TOP, room.w, 1));
    }
}

/* ---- all of it ------------------------------------------------------------------------------------------------------ */

static void
place (Distribution *self, NqpBox box, int lanes, int *out_ticks)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_FIGURES);
  const char *unit = nqp_view_unit (self->view);
  const double line = nqp_type_line (self->scene, style->tick) + 1;
  g_autofree char *all = all_years (self->view);
  int most = 0;
  double axis = nqp_axis_x_height (self->scene, box, unit), left;

  for (int k = 0; k < self->facts->n_bins; k++)
    most = MAX (most, self->facts->counts[k]);
  self->row = CLAMP (box.h * 0.075, style->tick * 1.4, style->tick * 2.4);
  lanes = MIN (lanes, (int)(box.h * 0.25 / line));
  self->plot = box;
  nqp_box_cut_top (&self->plot, line + style->unit / 2);
  self->plot.h -= axis + self->row * (self->years ? 2 : 1) + lanes * line + style->unit;
  *out_ticks = CLAMP ((int)(self->plot.h / (style->tick * 3)), 2, 6);
  self->y = (NqpScale){ 0, most, self->plot.y + self->plot.h, self->plot.y };
  nqp_scale_nice (&self->y, *out_ticks);
  left = MAX (nqp_axis_y_width (self->scene, 0, self->y.d1, *out_ticks),
              nqp_type_column (self->scene, all, &font));
  left = MAX (left, nqp_type_width (self->scene, "2000", &font)) + style->unit;
  left = MAX (left, nqp_axis_x_left (self->scene, box, unit, self->facts->edges[0],
                                     self->facts->edges[self->facts->n_bins]));
  nqp_box_cut_left (&self->plot, left);
  self->plot.w -= style->unit;
  self->x = (NqpScale){ self->facts->edges[0], self->facts->edges[self->facts->n_bins], self->plot.x,
                        self->plot.x + self->plot.w };
  self->boxes_y = self->plot.y + self->plot.h + axis;
  self->names = (NqpBox){ box.x, self->boxes_y + self->row * (self->years ? 2 : 1), box.w, lanes * line };
}

static void
draw (Distribution *self, NqpBox box)
{
  g_autofree char *all = all_years (self->view), *now = g_strdup_printf ("%d", nqp_parts_year (self->view));
  g_autoptr (GArray) names = nqp_data_outlier_names (self->facts, self->view);
  int n_ticks;

  place (self, box, (int)MIN (names->len, MOST_LANES), &n_ticks);
  if (self->plot.h < 2 * self->style->tick || self->plot.w < 8 * self->style->tick)
    {
      nqp_frame_message (self->scene, box, _ ("Larger, please."));
      return;
    }
  nqp_axis_y (self->scene, &self->y, self->plot, n_ticks, NULL);
  nqp_axis_x (self->scene, &self->x, box, self->plot, MAX (2, (int)(self->plot.w / (self->style->tick * 6))),
              nqp_view_unit (self->view));
  draw_bars (self);
  if (self->years)
    draw_box (self, &self->facts->now, now, now_paint (self), TRUE, self->boxes_y);
  draw_box (self, &self->facts->all, all, all_paint (self), FALSE, self->names.y - self->row);
  draw_chosen (self);
  draw_names (self, names);
}

static NqpScene *
distribution_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_auto (NqpDataDistribution) facts = { 0 };
  NqpScene *scene = nqp_scene_new (width, height, style);
  g_autofree char *title = nqp_data_distribution_title (view), *subtitle = NULL, *excuse = NULL;
  Distribution self = { .view = view, .scene = scene, .style = style, .facts = &facts };
  g_autoptr (NqpLegend) legend = NULL;
  NqpBox box;

  nqp_data_distribution_init (&facts, view);
  self.years = view->scores->n_years > 1;
  subtitle = nqp_data_distribution_subtitle (&facts, view);
  excuse = nqp_data_distribution_excuse (&facts, view);
  box = nqp_frame_begin (scene, view, title, excuse == NULL ? subtitle : NULL);
  if (excuse != NULL)
    {
      nqp_frame_message (scene, box, excuse);
      return scene;
    }
  nqp_scene_set_shows_focus (scene);
  legend = make_legend (&self);
  nqp_legend_cut (legend, scene, &box);
  draw (&self, box);
  return scene;
}

/* Indicators in the order of the tree; from a part of it to its first, or the one before. */
static int
distribution_measure (const NqpView *view, int direction)
{
  const NqpTree *tree = view->scores->tree;
  int to = view->measure;

  for (int k = 0; k < tree->n_leaves; k++)
    if (direction > 0 && tree->leaves[k] > view->measure)
      return tree->leaves[k];
    else if (direction < 0 && tree->leaves[k] < view->measure)
      to = tree->leaves[k];
  return to;
}

const NqpChart nqp_chart_data_distribution = {
  .id = "data.distribution",
  .name = N_ ("How the values lie"),
  .width = 800,
  .height = 600,
  .options = NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (PALETTE),
  .selects = TRUE,
  .measure = distribution_measure,
  .tooltip = nqp_data_distribution_tooltip,
  .title = nqp_data_distribution_title,
  .build = distribution_build,
  .table = nqp_data_distribution_table,
  .summary = nqp_data_distribution_summary,
};
