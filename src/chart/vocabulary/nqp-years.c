/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-years.h"

#include <math.h>

#include "nqp-chart-parts.h"
#include "nqp-labels.h"
#include "nqp-sort.h"

void
nqp_years_init (NqpYears *self, const NqpView *view, NqpBox plot, double inset)
{
  const NqpPanel *panel = view->scores->panel;

  self->view = view;
  self->plot = plot;
  self->scale = (NqpScale){ panel->years[0], panel->years[view->scores->n_years - 1], plot.x + inset,
                            plot.x + plot.w - inset };
}

double
nqp_years_x (const NqpYears *self, int year)
{
  if (self->view->scores->n_years < 2)
    return self->plot.x + self->plot.w / 2;
  return nqp_scale_map (&self->scale, self->view->scores->panel->years[year]);
}

void
nqp_years_draw (const NqpYears *self, NqpScene *scene)
{
  const NqpView *view = self->view;
  const NqpStyle *style = nqp_scene_style (scene);
  const int n_years = view->scores->n_years;
  NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_BOLD | NQP_TYPE_MIDDLE | NQP_TYPE_TOP);
  NqpPaint now = nqp_parts_stroke (nqp_parts_alpha (style->accent, 0.6), 1.5 * style->scale, 0);
  double x = nqp_years_x (self, view->year), w, bottom = self->plot.y + self->plot.h, last = -INFINITY;
  char text[16];

  nqp_scene_line (scene, x, self->plot.y, x, bottom, &now, NQP_DATUM_NONE);
  nqp_scene_measure (scene, "2000", &font, &w, NULL);
  w *= 1.35;
  for (int t = 0; t < n_years; t++)
    {
      gboolean current = t == view->year;
      double at = nqp_years_x (self, t);
      NqpPaint tick = nqp_parts_stroke (style->dim, style->scale, 0);

      nqp_scene_line (scene, at, bottom, at, bottom + style->unit / 2, &tick, NQP_DATUM_NONE);
      if (!current && (at - last < w || fabs (at - x) < w))
        continue;
      if (!current && t != n_years - 1 && t != 0 && nqp_years_x (self, n_years - 1) - at < w)
        continue; /* the last year is named rather than the one before */
      if (!current)
        last = at;
      font.bold = current;
      font.colour = current ? style->text : style->dim;
      g_snprintf (text, sizeof text, "%d", view->scores->panel->years[t]);
      nqp_scene_text (scene, at, bottom + style->unit, text, &font, NQP_DATUM_NONE);
    }
}

void
nqp_years_line (const NqpYears *self, NqpScene *scene, const double *y, const NqpPaint *paint, NqpDatum datum)
{
  const int n_years = self->view->scores->n_years;
  g_autofree double *xy = g_new (double, 2 * MAX (n_years, 1));
  int n = 0;

  for (int t = 0; t <= n_years; t++)
    {
      if (t < n_years && isfinite (y[t]))
        {
          xy[2 * n] = nqp_years_x (self, t);
          xy[2 * n + 1] = y[t];
          n++;
          continue;
        }
      if (n > 1)
        nqp_scene_polyline (scene, xy, n, FALSE, paint, datum);
      n = 0;
    }
}

static int
by_end (const void *a, const void *b)
{
  double x = ((const NqpEndLabel *)a)->y, y = ((const NqpEndLabel *)b)->y;

  return (x > y) - (x < y);
}

void
nqp_end_labels_draw (NqpScene *scene, NqpEndLabel *labels, int n, NqpBox plot, double size, double x,
                     double width)
{
  const NqpStyle *style = nqp_scene_style (scene);
  g_autofree double *at = g_new (double, MAX (n, 1));
  g_autofree double *high = g_new (double, MAX (n, 1));
  /* a long name in a narrow picture takes several lines rather than being cut */
  NqpFont font = nqp_type_in (size > 0 ? size : style->label, style->text, NQP_TYPE_FIGURES,
                              width - style->unit * 2, size > 0 ? 1 : 4);

  nqp_sort (labels, (size_t)n, sizeof *labels, by_end);
  for (int i = 0; i < n; i++)
    {
      at[i] = labels[i].y;
      font.bold = labels[i].index == 0;
      nqp_scene_measure (scene, labels[i].text, &font, NULL, &high[i]);
    }
  nqp_spread (at, high, n, plot.y - style->label, plot.y + plot.h + style->label);
  for (int i = 0; i < n; i++)
    {
      NqpPaint leader = nqp_parts_stroke (labels[i].colour, 0.8 * style->scale, 2);
      NqpPaint mark = nqp_parts_fill (labels[i].colour);
      double mark_x = x + style->unit * 0.6;

      font.colour = nqp_parts_readable (style, labels[i].colour);
      font.bold = labels[i].index == 0;
      /* a line that ends right beside its name needs none */
      if (fabs (labels[i].y - at[i]) >= 1 || labels[i].x < plot.x + plot.w - 4 * style->unit || size == 0)
        nqp_scene_line (scene, labels[i].x + style->unit, labels[i].y, x - style->unit * 0.5, at[i], &leader,
                        NQP_DATUM_NONE);
      if (labels[i].index >= 0)
        nqp_scene_mark (scene, nqp_parts_series_shape (labels[i].index), mark_x, at[i], style->unit * 0.6,
                        &mark, NQP_DATUM_NONE);
      nqp_scene_text (scene, x + style->unit * 2, at[i], labels[i].text, &font, NQP_DATUM_NONE);
      g_free (labels[i].text);
    }
}
