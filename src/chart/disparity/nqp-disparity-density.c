/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-disparity-private.h"
#include "nqp-number.h"

/* disparity.density: how the regions lie in each year, as ridges on one scale, the latest year below. */

#define OVERLAP 1.9 /* rows: the highest ridge */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  const NqpTable *table;
  NqpScale x;
  NqpBox plot;
  double row, most; /* height of a year; the greatest density of all years */
} Ridges;

static char *
density_title (const NqpView *view)
{
  return nqp_disparity_title (view, _ ("How the regions lie"));
}

static void
survey (Ridges *self, double *low, double *high)
{
  const double factor = nqp_parts_factor (self->view);

  *low = INFINITY;
  *high = -INFINITY;
  self->most = 0;
  for (int row = 0; row < nqp_table_n_rows (self->table); row++)
    {
      const double x = nqp_disparity_get (self->table, "x", row) * factor;

      *low = MIN (*low, x);
      *high = MAX (*high, x);
      self->most = MAX (self->most, nqp_disparity_get (self->table, "density", row));
    }
}

static void
draw_ridge (const Ridges *self, int year, int slot, int first, int last)
{
  const NqpStyle *style = self->style;
  const double base = self->plot.y + (slot + 1) * self->row, factor = nqp_parts_factor (self->view);
  const gboolean now = year == self->view->year;
  const NqpColour colour = now ? style->accent : style->dim;
  const NqpPaint area
      = nqp_parts_fill (nqp_parts_alpha (nqp_colour_mix (colour, style->background, 0.55), 0.85));
  const NqpPaint line = nqp_parts_stroke (colour, (now ? 2 : 1.2) * style->scale, 0);
  const NqpDatum datum = { -1, year, self->view->measure };
  const int n = last - first;
  g_autofree double *xy = g_new (double, 2 * (gsize)(n + 2));
  NqpFont font = nqp_type (style->tick, now ? style->text : style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END);
  char text[16];

  for (int k = 0; k < n; k++)
    {
      const double density = nqp_disparity_get (self->table, "density", first + k);

      xy[2 * k] = nqp_scale_map (&self->x, nqp_disparity_get (self->table, "x", first + k) * factor);
      xy[2 * k + 1] = base - density / self->most * self->row * OVERLAP;
    }
  xy[2 * n] = xy[2 * (n - 1)];
  xy[2 * n + 1] = base;
  xy[2 * n + 2] = xy[0];
  xy[2 * n + 3] = base;
  nqp_scene_polyline (self->scene, xy, n + 2, TRUE, &area, datum);
  nqp_scene_polyline (self->scene, xy, n, FALSE, &line, datum);
  g_snprintf (text, sizeof text, "%d", self->view->scores->panel->years[year]);
  font.bold = now;
  if (self->row >= style->tick || now)
    nqp_scene_text (self->scene, self->plot.x - style->unit, base - MIN (self->row, style->tick * 1.2) / 2,
                    text, &font, datum);
}

/* Where the chosen regions stand in the year shown. */
static void
draw_chosen (const Ridges *self, int slot)
{
  int series[NQP_MAX_COMPARED + 1];
  const int n = nqp_parts_series (self->view, series);
  const double base = self->plot.y + (slot + 1) * self->row;

  for (int k = n - 1; k >= 0; k--)
    {
      const double score
          = series[k] >= 0 ? nqp_parts_score (self->view, self->view->measure, self->view->year, series[k])
                           : NAN;
      const NqpPaint mark = { .fill = nqp_parts_series_colour (self->style, k),
                              .stroke = self->style->background,
                              .width = self->style->scale };

      if (isfinite (score))
        nqp_scene_mark (self->scene, nqp_parts_series_shape (k), nqp_scale_map (&self->x, score), base,
                        self->style->unit * 0.7, &mark,
                        (NqpDatum){ series[k], self->view->year, self->view->measure });
    }
}

static void
draw_legend (const Ridges *self, NqpBox *box)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  int series[NQP_MAX_COMPARED + 1];
  const int n = nqp_parts_series (self->view, series);

  for (int k = 0; k < n; k++)
    if (series[k] >= 0)
      nqp_legend_add_mark (legend, nqp_view_region_name (self->view, series[k]), nqp_parts_series_shape (k),
                           nqp_parts_fill (nqp_parts_series_colour (self->style, k)));
  nqp_legend_cut (legend, self->scene, box);
}

static NqpScene *
density_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *problem = NULL, *title = density_title (view), *method = nqp_view_method_line (view);
  g_autofree char *subtitle = g_strdup_printf (
      _ ("Gaussian kernel densities, bandwidth by Silverman’s rule, all on one scale; %s"), method);
  g_autoptr (NqpTable) table = nqp_disparity_run (view, "density", &problem);
  Ridges self = { .view = view, .style = style, .table = table };
  const NqpFont font = nqp_type (style->tick, style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  int n = 0, slot = 0, now = -1;
  double low, high;
  NqpBox box;

  self.scene = nqp_scene_new (width, height, style);
  box = nqp_frame_begin (self.scene, view, title, subtitle);
  nqp_scene_set_shows_focus (self.scene);
  if (table == NULL)
    {
      nqp_frame_message (self.scene, box, problem);
      return self.scene;
    }
  draw_legend (&self, &box);
  survey (&self, &low, &high);
  for (int row = 0; row < nqp_table_n_rows (table); row++)
    n += row == 0 || nqp_disparity_get (table, "year", row) != nqp_disparity_get (table, "year", row - 1);
  self.plot = (NqpBox){ box.x + nqp_type_column (self.scene, "2000", &font) + 2 * style->unit, box.y, 0, 0 };
  self.plot.x = MAX (self.plot.x, nqp_axis_x_left (self.scene, box, nqp_view_unit (view), low, high));
  self.plot.w = box.x + box.w - self.plot.x - 2 * style->unit;
  self.plot.h = box.h - nqp_axis_x_height (self.scene, box, nqp_view_unit (view));
  self.x = (NqpScale){ low, high, self.plot.x, self.plot.x + self.plot.w };
  nqp_axis_x (self.scene, &self.x, box, self.plot, MAX (2, (int)(self.plot.w / (style->tick * 6))),
              nqp_view_unit (view));
  /* the first ridge rises above its row */
  self.row = self.plot.h / (n + OVERLAP - 1);
  self.plot.y += self.row * (OVERLAP - 1);
  for (int row = 0; row < nqp_table_n_rows (table);)
    {
      const double year = nqp_disparity_get (table, "year", row);
      const int t = nqp_disparity_year (view, year);
      int last = row;

      while (last < nqp_table_n_rows (table) && nqp_disparity_get (table, "year", last) == year)
        last++;
      if (t >= 0)
        draw_ridge (&self, t, slot, row, last);
      if (t == view->year)
        now = slot;
      slot++;
      row = last;
    }
  if (now >= 0)
    draw_chosen (&self, now);
  return self.scene;
}

static NqpTable *
density_table (const NqpView *view, NqpTableUse use)
{
  return nqp_disparity_table (view, "density", use);
}

static char *
density_summary (const NqpView *view)
{
  g_autofree char *problem = NULL, *title = density_title (view);
  g_autoptr (NqpTable) table = nqp_disparity_run (view, "density", &problem);
  GString *out = g_string_new (NULL);
  int best = -1;
  char number[NQP_NUMBER_SIZE];

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  for (int row = 0; table != NULL && row < nqp_table_n_rows (table); row++)
    if (nqp_disparity_year (view, nqp_disparity_get (table, "year", row)) == view->year
        && (best < 0
            || nqp_disparity_get (table, "density", row) > nqp_disparity_get (table, "density", best)))
      best = row;
  if (best >= 0)
    nqp_parts_say (out, _ ("In %d the regions lie closest around %s."), nqp_parts_year (view),
                   nqp_number_to_screen (nqp_disparity_get (table, "x", best) * nqp_parts_factor (view),
                                         nqp_parts_decimals (view), number));
  else if (problem != NULL)
    nqp_parts_say (out, "%s", problem);
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_disparity_density = {
  .id = "disparity.density",
  .name = N_ ("How the regions lie, by year"),
  .width = 800,
  .height = 640,
  .selects = TRUE,
  .title = density_title,
  .build = density_build,
  .table = density_table,
  .summary = density_summary,
};
