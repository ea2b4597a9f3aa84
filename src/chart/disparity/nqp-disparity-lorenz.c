/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-disparity-private.h"

/* disparity.lorenz: what share of the total the lowest regions have, in the first year and in the one shown. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  const NqpTable *table;
  NqpScale x, y;
} Lorenz;

static int
first_year (const NqpView *view, const NqpTable *table)
{
  return nqp_disparity_year (view, nqp_disparity_get (table, "year", 0));
}

/* The points of a year, px; FALSE if it has none. */
static void
draw_curve (const Lorenz *self, int year, const NqpPaint *paint)
{
  g_autoptr (GArray) xy = g_array_new (FALSE, FALSE, sizeof (double));

  for (int row = 0; row < nqp_table_n_rows (self->table); row++)
    if (nqp_disparity_year (self->view, nqp_disparity_get (self->table, "year", row)) == year)
      {
        const double p[2]
            = { nqp_scale_map (&self->x, 100 * nqp_disparity_get (self->table, "share_regions", row)),
                nqp_scale_map (&self->y, 100 * nqp_disparity_get (self->table, "share_total", row)) };

        g_array_append_vals (xy, p, 2);
      }
  if (xy->len >= 4)
    nqp_scene_polyline (self->scene, (const double *)(gpointer)xy->data, (int)xy->len / 2, FALSE, paint,
                        (NqpDatum){ -1, year, self->view->measure });
}

static char *
lorenz_title (const NqpView *view)
{
  return nqp_disparity_title (view, _ ("Lorenz curve"));
}

static NqpScene *
lorenz_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *problem = NULL, *title = lorenz_title (view), *method = nqp_view_method_line (view);
  g_autofree char *subtitle = g_strdup_printf (
      _ ("Share of the total that the lowest regions have together, each region counted once; %s"), method);
  g_autoptr (NqpTable) table = nqp_disparity_run (view, "lorenz", &problem);
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  Lorenz self = { .view = view, .style = style, .table = table };
  const NqpPaint even = nqp_parts_stroke (style->dim, style->scale, 4 * style->scale);
  const NqpPaint then = nqp_parts_stroke (style->dim, 2 * style->scale, 0);
  const NqpPaint now = nqp_parts_stroke (style->accent, 3 * style->scale, 0);
  NqpBox box, plot;
  int first;
  char text[16];

  self.scene = nqp_scene_new (width, height, style);
  box = nqp_frame_begin (self.scene, view, title, subtitle);
  if (table == NULL)
    {
      nqp_frame_message (self.scene, box, problem);
      return self.scene;
    }
  first = first_year (view, table);
  g_snprintf (text, sizeof text, "%d", nqp_parts_year (view));
  nqp_legend_add (legend, text, NQP_SAMPLE_LINE, now);
  if (first >= 0 && first != view->year)
    {
      g_snprintf (text, sizeof text, "%d", view->scores->panel->years[first]);
      nqp_legend_add (legend, text, NQP_SAMPLE_LINE, then);
    }
  nqp_legend_add (legend, _ ("all regions alike"), NQP_SAMPLE_LINE, even);
  nqp_legend_cut (legend, self.scene, &box);

  plot = (NqpBox){ 0, box.y + style->tick * 1.6, 0, 0 };
  plot.h = box.h - style->tick * 1.6 - nqp_axis_x_height (self.scene, box, "%");
  plot.x = MAX (box.x + nqp_axis_y_width (self.scene, 0, 100, 5) + style->unit,
                nqp_axis_x_left (self.scene, box, "%", 0, 100));
  plot.w = box.x + box.w - plot.x - style->unit * 2;
  plot.w = plot.h = MIN (plot.w, plot.h); /* the diagonal is one */
  self.x = (NqpScale){ 0, 100, plot.x, plot.x + plot.w };
  self.y = (NqpScale){ 0, 100, plot.y + plot.h, plot.y };
  nqp_axis_y (self.scene, &self.y, plot, 5, "%");
  nqp_axis_x (self.scene, &self.x, box, plot, 5, "%");
  nqp_scene_line (self.scene, plot.x, plot.y + plot.h, plot.x + plot.w, plot.y, &even, NQP_DATUM_NONE);
  if (first != view->year)
    draw_curve (&self, first, &then);
  draw_curve (&self, view->year, &now);
  return self.scene;
}

static NqpTable *
lorenz_table (const NqpView *view, NqpTableUse use)
{
  return nqp_disparity_table (view, "lorenz", use);
}

/* What the lower half has, in a year; NaN if it has no curve. */
static double
half_of (const NqpView *view, const NqpTable *table, int year)
{
  double before_x = 0, before_y = 0;

  for (int row = 0; row < nqp_table_n_rows (table); row++)
    {
      const double x = nqp_disparity_get (table, "share_regions", row),
                   y = nqp_disparity_get (table, "share_total", row);

      if (nqp_disparity_year (view, nqp_disparity_get (table, "year", row)) != year)
        continue;
      if (x >= 0.5)
        return x > before_x ? before_y + (y - before_y) * (0.5 - before_x) / (x - before_x) : y;
      before_x = x;
      before_y = y;
    }
  return NAN;
}

static char *
lorenz_summary (const NqpView *view)
{
  g_autofree char *problem = NULL, *title = lorenz_title (view);
  g_autoptr (NqpTable) table = nqp_disparity_run (view, "lorenz", &problem);
  GString *out = g_string_new (NULL);

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  if (table == NULL)
    nqp_parts_say (out, "%s", problem);
  else
    {
      const int first = first_year (view, table);
      const double then = half_of (view, table, first), now = half_of (view, table, view->year);

      if (isfinite (now))
        nqp_parts_say (out, _ ("The lower half of the regions had %.1f %% of the total in %d."), 100 * now,
                       nqp_parts_year (view));
      if (isfinite (then) && first != view->year)
        nqp_parts_say (out, _ ("In %d it had %.1f %%."), view->scores->panel->years[first], 100 * then);
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_disparity_lorenz = {
  .id = "disparity.lorenz",
  .name = N_ ("Lorenz curve"),
  .width = 640,
  .height = 640,
  .title = lorenz_title,
  .build = lorenz_build,
  .table = lorenz_table,
  .summary = lorenz_summary,
};
