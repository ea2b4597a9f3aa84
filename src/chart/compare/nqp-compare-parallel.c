/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-compare-private.h"
#include "nqp-number.h"
#include "nqp-classes.h"
#include "nqp-years.h"

/* compare.parallel: an axis for each part, from the least score of all regions to the greatest; a line a region, the chosen ones in
 * their colours with names at the end, the others behind. */

#define MOST_LEVELS 3   /* of names above the axes */
#define MOST_HEIGHT 0.5 /* of the picture, for those names */
#define MOST_LABELS 0.3 /* of its width, for names of regions */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  NqpBox box, plot;
  int nodes[NQP_PARTS_MAX], n_all, n; /* n of them are shown */
  NqpScale *scales;                   /* [n_all]: domains, and from plot to px */
  double *x;                          /* [n_all] */
  double size, names_w, names_h;      /* of the axes: type, room for each */
  int levels;
  int decimals;
  double numbers; /* width of the widest number */
  double labels;  /* width of the names of regions */
} Parallel;

static double
value_of (const Parallel *self, int a, int region)
{
  return region >= 0 ? nqp_parts_score (self->view, self->nodes[a], self->view->year, region)
                     : nqp_scores_mean (self->view->scores, self->nodes[a], self->view->year)
                           * nqp_parts_factor (self->view);
}

static double
y_of (const Parallel *self, int a, double value)
{
  if (!isfinite (value))
    return NAN;
  if (!(self->scales[a].d1 > self->scales[a].d0))
    return self->plot.y + self->plot.h / 2;
  return nqp_scale_map (&self->scales[a], value);
}

static gboolean
has_values (const Parallel *self, int a)
{
  return isfinite (self->scales[a].d0);
}

static void
find_ranges (Parallel *self)
{
  for (int a = 0; a < self->n_all; a++)
    {
      NqpScale *scale = &self->scales[a];

      *scale = (NqpScale){ INFINITY, -INFINITY, 0, 0 };
      for (int i = 0; i < self->view->scores->n_regions; i++)
        {
          const double v = value_of (self, a, i);

          if (isfinite (v))
            {
              scale->d0 = MIN (scale->d0, v);
              scale->d1 = MAX (scale->d1, v);
            }
        }
    }
}

/* What the numbers at the ends of the axes need. */
static void
set_decimals (Parallel *self, int decimals)
{
  const NqpFont font = nqp_type (self->style->footer, self->style->dim, NQP_TYPE_FIGURES);
  char number[NQP_NUMBER_SIZE];

  self->decimals = decimals;
  self->numbers = 0;
  for (int a = 0; a < self->n_all; a++)
    for (int end = 0; end < 2 && has_values (self, a); end++)
      {
        nqp_number_to_screen (end == 0 ? self->scales[a].d0 : self->scales[a].d1, decimals, number);
        self->numbers = MAX (self->numbers, nqp_type_column (self->scene, number, &font));
      }
}

/* ---- layout ------------------------------------------------------------------------------------------------------- */

static NqpFont
name_font (const Parallel *self, double size, double width)
{
  return nqp_type_in (size, self->style->text, NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM, width, 5);
}

/* Do the names of @n axes have room on @levels levels, each below the other, and the numbers side by side? */
static gboolean
try_names (Parallel *self, int n, int levels, double size)
{
  const NqpStyle *style = self->style;
  const double gap = style->unit, after = MAX (self->numbers / 2, gap) + gap + self->labels,
               step = (self->box.w - after) / (n - 1 + levels / 2.0),
               width = MIN (levels * step - gap, self->box.w);
  const NqpFont font = name_font (self, size, width);
  double high = 0, first = 0, last = 0;

  if (step < self->numbers + gap / 2 && n > 1)
    return FALSE;
  for (int a = 0; a < n; a++)
    {
      const char *name = nqp_view_node_name (self->view, self->nodes[a]);
      double w, h;

      if (!nqp_scene_text_fits (self->scene, name, &font)
          || nqp_type_breaks_words (self->scene, name, &font, FALSE))
        return FALSE;
      nqp_scene_measure (self->scene, name, &font, &w, &h);
      high = MAX (high, h);
      first = a == 0 ? w : first;
      last = w;
    }
  if (high * MIN (levels, n) > self->box.h * MOST_HEIGHT)
    return FALSE;
  self->n = n;
  self->levels = MIN (levels, n);
  self->size = size;
  self->names_w = width;
  self->names_h = ceil (high);
  self->plot.x = self->box.x + MAX (first, self->numbers) / 2 + 1;
  self->plot.w = self->box.x + self->box.w - MAX (last / 2 + 1, after) - self->plot.x;
  return TRUE;
}

static gboolean
try_axes (Parallel *self, int n)
{
  const double sizes[] = { self->style->label, self->style->tick, self->style->footer };

  for (int levels = 1; levels <= MOST_LEVELS; levels++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      if (try_names (self, n, levels, sizes[i]))
        return TRUE;
  return FALSE;
}

/* Decimals are left out before an axis is. */
static void
lay_out_names (Parallel *self)
{
  const int most = MAX (1, (int)(self->box.w / (self->style->unit * 3)));

  set_decimals (self, nqp_parts_decimals (self->view));
  if (self->n_all <= most && try_axes (self, self->n_all))
    return;
  if (nqp_parts_factor (self->view) > 1)
    set_decimals (self, 0);
  for (int n = MIN (self->n_all, most); n > 0; n -= MAX (1, n / 10))
    if (try_axes (self, n))
      return;
  /* not even one has room for its name: it is cut rather than left out */
  self->n = self->levels = 1;
  self->size = self->style->footer;
  self->names_w = self->box.w;
  self->names_h = nqp_type_line (self->scene, self->size) * 2;
  self->plot.x = self->box.x + self->numbers;
  self->plot.w = self->box.w - 2 * self->numbers - self->labels - self->style->unit * 2;
}

static void
lay_out (Parallel *self)
{
  const double line = nqp_type_line (self->scene, self->style->footer), gap = self->style->unit;
  double more = 0;

  lay_out_names (self);
  if (self->n < self->n_all)
    more = nqp_type_line (self->scene, self->style->tick);
  self->plot.y = self->box.y + self->names_h * self->levels + line + gap;
  self->plot.h = self->box.y + self->box.h - line - gap - more - self->plot.y;
  for (int a = 0; a < self->n; a++)
    {
      self->x[a]
          = self->n > 1 ? self->plot.x + self->plot.w * a / (self->n - 1) : self->plot.x + self->plot.w / 2;
      self->scales[a].r0 = self->plot.y + self->plot.h;
      self->scales[a].r1 = self->plot.y;
    }
}

/* ---- drawing ------------------------------------------------------------------------------------------------------ */

static void
draw_axis (const Parallel *self, int a)
{
  const NqpStyle *style = self->style;
  const NqpView *view = self->view;
  const NqpPaint line = nqp_parts_stroke (nqp_colour_mix (style->grid, style->dim, 0.6), style->scale, 0),
                 leader = nqp_parts_stroke (style->grid, style->scale, 0);
  const double x = self->x[a], bottom = self->plot.y + self->plot.h,
               under = self->box.y + self->names_h * (a % self->levels + 1);
  const NqpDatum datum = { view->focus, view->year, self->nodes[a], 0, 0 };
  NqpFont name = name_font (self, self->size, self->names_w),
          low = nqp_type (style->footer, style->dim, NQP_TYPE_MIDDLE | NQP_TYPE_FIGURES | NQP_TYPE_TOP),
          high = nqp_type (style->footer, style->dim, NQP_TYPE_MIDDLE | NQP_TYPE_FIGURES | NQP_TYPE_BOTTOM);
  char number[NQP_NUMBER_SIZE];
  double w, h;

  name.colour = nqp_parts_readable (style, nqp_parts_pillar_colour (view, style, self->nodes[a]));
  nqp_scene_measure (self->scene, nqp_view_node_name (view, self->nodes[a]), &name, &w, &h);
  nqp_scene_target (self->scene, x - w / 2, under - h, w, h, datum);
  nqp_scene_text (self->scene, x, under, nqp_view_node_name (view, self->nodes[a]), &name, NQP_DATUM_NONE);
  if (self->levels > 1 && a % self->levels < self->levels - 1)
    nqp_scene_line (self->scene, x, under, x, self->box.y + self->names_h * self->levels, &leader,
                    NQP_DATUM_NONE);
  nqp_scene_line (self->scene, x, self->plot.y, x, bottom, &line, NQP_DATUM_NONE);
  if (!has_values (self, a))
    {
      if (nqp_type_width (self->scene, _ ("no data"), &low) < self->numbers)
        nqp_scene_text (self->scene, x, bottom + style->unit / 2, _ ("no data"), &low, NQP_DATUM_NONE);
      return;
    }
  nqp_number_to_screen (self->scales[a].d1, self->decimals, number);
  nqp_scene_text (self->scene, x, self->plot.y - style->unit / 2, number, &high, NQP_DATUM_NONE);
  nqp_number_to_screen (self->scales[a].d0, self->decimals, number);
  nqp_scene_text (self->scene, x, bottom + style->unit / 2, number, &low, NQP_DATUM_NONE);
}

/* From axis to axis, broken where a value is missing; what is alone between two gaps is a dot. @region: -1 = the mean */
static void
draw_line (const Parallel *self, int region, const NqpPaint *paint)
{
  const NqpDatum datum = { region, self->view->year, region >= 0 ? self->view->measure : -1, 0, 0 };
  const NqpPaint dot = nqp_parts_fill (paint->stroke);
  g_autofree double *xy = g_new (double, 2 * MAX (self->n, 1));
  int n = 0;

  for (int a = 0; a <= self->n; a++)
    {
      const double y = a < self->n ? y_of (self, a, value_of (self, a, region)) : NAN;

      if (isfinite (y))
        {
          xy[2 * n] = self->x[a];
          xy[2 * n++ + 1] = y;
          continue;
        }
      if (n > 1)
        nqp_scene_polyline (self->scene, xy, n, FALSE, paint, datum);
      else if (n == 1)
        nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, xy[0], xy[1], self->style->unit * 0.4, &dot,
                        datum);
      n = 0;
    }
}

/* The middle 80 % of the regions on each axis. */
static void
draw_band (const Parallel *self)
{
  const int n_regions = self->view->scores->n_regions;
  const NqpPaint band = nqp_parts_fill (nqp_parts_alpha (self->style->dim, 0.18));
  g_autofree double *values = g_new (double, MAX (n_regions, 1));
  g_autofree double *xy = g_new (double, 4 * MAX (self->n, 1));
  g_autofree double *low = g_new (double, MAX (self->n, 1));
  int n = 0, n_low = 0;

  for (int a = 0; a < self->n; a++)
    {
      int n_values = 0;

      for (int i = 0; i < n_regions; i++)
        if (isfinite (values[n_values] = value_of (self, a, i)))
          n_values++;
      low[a] = NAN;
      if (n_values == 0)
        continue;
      nqp_sort_values (values, n_values);
      xy[2 * n] = self->x[a];
      xy[2 * n++ + 1] = y_of (self, a, nqp_quantile (values, n_values, 0.9));
      low[a] = y_of (self, a, nqp_quantile (values, n_values, 0.1));
      n_low++;
    }
  for (int a = self->n - 1; a >= 0; a--)
    if (isfinite (low[a]))
      {
        xy[2 * n] = self->x[a];
        xy[2 * n++ + 1] = low[a];
      }
  if (n_low > 1)
    nqp_scene_polyline (self->scene, xy, n, TRUE, &band, NQP_DATUM_NONE);
}

static void
draw_others (const Parallel *self)
{
  const NqpView *view = self->view;
  const NqpColour grey = nqp_colour_mix (self->style->background, self->style->dim, 0.35);
  const NqpPaint line = nqp_parts_stroke (grey, self->style->scale * 0.8, 0);
  const double half = self->style->unit;

  if (view->scores->n_regions > NQP_COMPARE_MANY)
    {
      draw_band (self);
      return;
    }
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      if (nqp_view_compared_index (view, i) >= 0)
        continue;
      draw_line (self, i, &line);
      for (int a = 0; a < self->n; a++)
        {
          const double y = y_of (self, a, value_of (self, a, i));

          if (isfinite (y))
            nqp_scene_target (self->scene, self->x[a] - half, y - half / 2, 2 * half, half,
                              (NqpDatum){ i, view->year, self->nodes[a], 0, 0 });
        }
    }
}

static void
draw_series (const Parallel *self, int region, int index)
{
  const NqpStyle *style = self->style;
  const NqpColour colour = nqp_parts_series_colour (style, index);
  const NqpPaint line = nqp_parts_stroke (colour, (index == 0 ? 3 : 2) * style->scale, 0);
  const double radius = style->unit * 0.65;

  draw_line (self, region, &line);
  for (int a = 0; a < self->n; a++)
    {
      const double y = y_of (self, a, value_of (self, a, region));
      const gboolean hollow
          = nqp_scores_is_imputed (self->view->scores, self->nodes[a], self->view->year, region);
      const NqpPaint mark
          = { .fill = hollow ? style->background : colour, .stroke = colour, .width = 1.5 * style->scale };
      const NqpDatum datum = { region, self->view->year, self->nodes[a], 0, 0 };

      if (!isfinite (y))
        continue;
      nqp_scene_target (self->scene, self->x[a] - radius * 2, y - radius * 2, radius * 4, radius * 4, datum);
      nqp_scene_mark (self->scene, nqp_parts_series_shape (index), self->x[a], y, radius, &mark, datum);
    }
}

/* In as many lines as they take. */
static double
names_height (const Parallel *self, const NqpEndLabel *labels, int n)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    {
      const NqpFont font
          = nqp_type_in (self->style->label, self->style->text, labels[i].index == 0 ? NQP_TYPE_BOLD : 0,
                         self->labels - self->style->unit * 2, 4);

      sum += nqp_type_height (self->scene, labels[i].text, &font);
    }
  return sum;
}

static void
draw_names (const Parallel *self)
{
  NqpEndLabel labels[NQP_MAX_COMPARED + 2];
  int series[NQP_MAX_COMPARED + 1], n = 0;
  const int n_series = nqp_parts_series (self->view, series);
  const double room = self->plot.h + 2 * self->style->label;

  for (int k = 0; k <= n_series; k++) /* the last is the mean */
    for (int a = self->n - 1; a >= 0 && (k == n_series || series[k] >= 0); a--)
      {
        const int region = k < n_series ? series[k] : -1;
        const double y = y_of (self, a, value_of (self, a, region));

        if (!isfinite (y))
          continue;
        labels[n++] = (NqpEndLabel){
          .text = g_strdup (region >= 0 ? nqp_view_region_name (self->view, region) : _ ("mean")),
          .x = self->x[a],
          .y = y,
          .colour = region >= 0 ? nqp_parts_series_colour (self->style, k) : self->style->dim,
          .index = region >= 0 ? k : -1,
        };
        break;
      }
  if (n > 1 && labels[n - 1].index < 0 && names_height (self, labels, n) > room)
    g_free (labels[--n].text); /* the mean goes first */
  nqp_end_labels_draw (self->scene, labels, n, self->plot,
                       names_height (self, labels, n) > room ? self->style->footer : 0,
                       self->box.x + self->box.w - self->labels, self->labels);
}

static double
region_names_width (const Parallel *self)
{
  const NqpFont font = nqp_type (self->style->label, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  int series[NQP_MAX_COMPARED + 1];
  double wide = nqp_type_column (self->scene, _ ("mean"), &font);

  for (int k = nqp_parts_series (self->view, series) - 1; k >= 0; k--)
    if (series[k] >= 0)
      wide = MAX (wide, nqp_type_column (self->scene, nqp_view_region_name (self->view, series[k]), &font));
  return MIN (wide + self->style->unit * 2, self->box.w * MOST_LABELS);
}

static NqpScene *
parallel_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_compare_title (view), *subtitle = nqp_compare_parallel_subtitle (view);
  NqpScene *scene = nqp_scene_new (width, height, style);
  g_autofree NqpScale *scales = g_new (NqpScale, NQP_PARTS_MAX);
  g_autofree double *x = g_new (double, NQP_PARTS_MAX);
  Parallel self = { .view = view, .scene = scene, .style = style, .scales = scales, .x = x };
  const NqpPaint dashed = nqp_parts_stroke (style->dim, 2 * style->scale, 4 * style->scale);
  int series[NQP_MAX_COMPARED + 1], n_has = 0;
  const int n_series = nqp_parts_series (view, series);

  self.box = nqp_frame_begin (scene, view, title, subtitle);
  nqp_scene_set_shows_focus (scene);
  self.n_all = nqp_parts_axes (view, self.nodes);
  find_ranges (&self);
  for (int a = 0; a < self.n_all; a++)
    n_has += has_values (&self, a);
  if (n_has == 0)
    {
      nqp_frame_message (scene, self.box, _ ("There are no data for this measure."));
      return scene;
    }
  self.labels = region_names_width (&self);
  lay_out (&self);
  for (int a = 0; a < self.n; a++)
    draw_axis (&self, a);
  draw_others (&self);
  draw_line (&self, -1, &dashed);
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      draw_series (&self, series[k], k);
  draw_names (&self);
  if (self.n < self.n_all)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%d more", "%d more", (gulong)(self.n_all - self.n)),
                                               self.n_all - self.n);
      const NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_BOTTOM);

      nqp_scene_text (scene, self.box.x, self.box.y + self.box.h, text, &font, NQP_DATUM_NONE);
    }
  return scene;
}

static NqpTable *
parallel_table (const NqpView *view, NqpTableUse use)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_parts_axes (view, nodes);

  return nqp_compare_table (view, use, nodes, n, TRUE);
}

static char *
parallel_caption (const NqpView *view)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_parts_axes (view, nodes);
  GString *out = g_string_new (NULL);

  nqp_compare_say (view, nodes, n, out);
  return g_string_free (out, FALSE);
}

static char *
parallel_summary (const NqpView *view)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_parts_axes (view, nodes);

  return nqp_compare_summary (view, nodes, n);
}

const NqpChart nqp_chart_compare_parallel = {
  .id = "compare.parallel",
  .name = N_ ("Parallel axes"),
  .width = 900,
  .height = 600,
  .lists_chosen = TRUE,
  .options = NQP_OPTION_BIT (DECIMALS),
  .title = nqp_compare_title,
  .build = parallel_build,
  .table = parallel_table,
  .caption = parallel_caption,
  .summary = parallel_summary,
};
