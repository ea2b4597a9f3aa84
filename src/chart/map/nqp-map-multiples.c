/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

/* map.multiples: the map of several years side by side, all on one scale. */

#define MOST 8  /* years */
#define STOPS 5 /* of a continuous scale */

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  const NqpMapLayout *layout;
  NqpMapClasses classes;
  int years[MOST], n; /* positions */
  int n_cols, n_rows;
  double head; /* height of a year above its map */
} Multiples;

/* The first, the last and the one looked at are among them, the others evenly between. */
static void
choose_years (Multiples *self)
{
  const int n_years = self->view->scores->n_years;
  int nearest = -1;

  self->n = MIN (n_years, MOST);
  for (int k = 0; k < self->n; k++)
    {
      self->years[k] = self->n > 1 ? (int)lround ((double)k * (n_years - 1) / (self->n - 1)) : 0;
      if (nearest < 0
          || abs (self->years[k] - self->view->year) < abs (self->years[nearest] - self->view->year))
        nearest = k;
    }
  if (nearest > 0 && nearest < self->n - 1)
    self->years[nearest] = self->view->year;
}

/* As many columns as make the largest maps. */
static double
lay_out (Multiples *self, NqpBox box)
{
  const double w = MAX (self->layout->max_x - self->layout->min_x, 1);
  const double h = MAX (self->layout->max_y - self->layout->min_y, 1);
  double best = 0;

  for (int cols = 1; cols <= self->n; cols++)
    {
      const int rows = (self->n + cols - 1) / cols;
      const double gap = 2 * self->style->unit;
      const double zoom
          = MIN ((box.w - (cols - 1) * gap) / cols / w, ((box.h - (rows - 1) * gap) / rows - self->head) / h);

      if (zoom <= best)
        continue;
      best = zoom;
      self->n_cols = cols;
      self->n_rows = rows;
    }
  return best;
}

static void
draw_scale (const Multiples *self, NqpBox *box)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  const NqpMapClasses *classes = &self->classes;
  const int decimals = nqp_view_decimals (self->view);
  const char *unit = nqp_view_unit (self->view);
  char lo[NQP_NUMBER_SIZE], hi[NQP_NUMBER_SIZE];
  const int n = classes->n == 0 ? 0 : classes->continuous ? STOPS : classes->n;

  for (int k = 0; k < n; k++)
    {
      const double first = classes->breaks[0], last = classes->breaks[classes->n];
      const double value
          = classes->continuous ? first + (last - first) * k / (STOPS - 1) : classes->breaks[k];
      const gboolean one = classes->continuous || classes->breaks[k] == classes->breaks[k + 1];
      g_autofree char *text = NULL;

      nqp_number_to_screen (value, decimals, lo);
      if (!one)
        nqp_number_to_screen (classes->breaks[k + 1], decimals, hi);
      text = g_strconcat (lo, one ? "" : "\xe2\x80\x93", one ? "" : hi,
                          k == n - 1 && *unit != '\0' ? "\xc2\xa0" : "", k == n - 1 ? unit : "", NULL);
      nqp_legend_add (legend, text, NQP_SAMPLE_SWATCH, nqp_map_classes_paint (classes, self->style, value));
    }
  if (classes->n_missing > 0)
    nqp_legend_add (legend, _ ("no data"), NQP_SAMPLE_SWATCH, nqp_parts_missing (self->style));
  else if (classes->n_outside > 0)
    nqp_legend_add (legend, _ ("on the map only"), NQP_SAMPLE_SWATCH, nqp_parts_missing (self->style));
  nqp_legend_cut (legend, self->scene, box);
}

static void
draw_map (const Multiples *self, int year, NqpMapFit fit)
{
  const NqpPaint line = { .stroke = self->style->dim, .width = 0.7 };

  for (int s = 0; s < self->layout->n_shapes; s++)
    {
      const NqpShape *shape = &self->layout->shapes[s];
      const int place = self->layout->shape_place[s];
      NqpPaint paint;

      if (shape->kind == NQP_SHAPE_LINE)
        nqp_map_draw_shape (self->scene, shape, &fit, &line, NQP_DATUM_NONE);
      if (shape->kind != NQP_SHAPE_REGION)
        continue;
      paint = nqp_map_classes_paint (&self->classes, self->style, nqp_view_value (self->view, year, place));
      paint.stroke = self->style->outline;
      paint.width = 0.5;
      nqp_map_draw_shape (self->scene, shape, &fit, &paint,
                          place < 0 ? NQP_DATUM_NONE : (NqpDatum){ place, year, self->view->measure });
    }
  for (int s = 0; s < self->layout->n_shapes; s++)
    {
      const int index = self->layout->shape_place[s] < 0
                            ? -1
                            : nqp_view_compared_index (self->view, self->layout->shape_place[s]);
      const NqpPaint ring = { .stroke = nqp_parts_series_colour (self->style, MAX (index, 0)),
                              .width = MAX (self->style->scale, 1) };

      if (index >= 0 && self->layout->shapes[s].kind == NQP_SHAPE_REGION)
        nqp_map_draw_shape (self->scene, &self->layout->shapes[s], &fit, &ring, NQP_DATUM_NONE);
    }
}

static void
draw_all (Multiples *self, NqpBox box)
{
  const double zoom = lay_out (self, box), gap = 2 * self->style->unit;
  const double w = (box.w - (self->n_cols - 1) * gap) / MAX (self->n_cols, 1);
  const double map_w = (self->layout->max_x - self->layout->min_x) * zoom;
  const double map_h = (self->layout->max_y - self->layout->min_y) * zoom, least = self->head + map_h;
  const double spare = (box.h - self->n_rows * least) / MAX (self->n_rows, 1);
  const double h = least + CLAMP (spare, 0, 2 * self->head); /* rows stand together */

  if (zoom <= 0)
    {
      nqp_frame_message (self->scene, box, _ ("Larger, please."));
      return;
    }
  for (int k = 0; k < self->n; k++)
    {
      const NqpBox cell = { box.x + (k % self->n_cols) * (w + gap), box.y + (k / self->n_cols) * h, w, h };
      const gboolean now = self->years[k] == self->view->year;
      const NqpFont font = nqp_type (self->style->label, now ? self->style->text : self->style->dim,
                                     NQP_TYPE_BOLD | NQP_TYPE_MIDDLE);
      NqpMapFit fit = { .box = { cell.x + (w - map_w) / 2, cell.y + self->head, map_w, map_h },
                        .zoom = zoom,
                        .west = self->layout->min_x,
                        .north = self->layout->max_y };
      char text[16];

      g_snprintf (text, sizeof text, "%d", self->view->scores->panel->years[self->years[k]]);
      nqp_scene_text (self->scene, cell.x + w / 2, cell.y + self->head / 2, text, &font, NQP_DATUM_NONE);
      nqp_map_fit_set_detail (&fit, self->layout);
      draw_map (self, self->years[k], fit);
    }
}

static char *
multiples_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  g_autofree char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_parts_unit (view) : g_strdup ("");
  g_autofree char *whole = NULL;
  const NqpPanel *panel = view->scores->panel;
  const int n_years = view->scores->n_years;

  if (n_years < 2)
    return nqp_map_title (view);
  whole = g_strconcat (name, unit, NULL);
  /* Translators: name of a measure, first and last year */
  return g_strdup_printf (_ ("%s, %d–%d"), whole, panel->years[0], panel->years[n_years - 1]);
}

static NqpScene *
build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = multiples_title (view), *subtitle = NULL;
  Multiples self = { .scene = nqp_scene_new (width, height, style),
                     .style = style,
                     .view = view,
                     .layout = view->layout,
                     .head = style->label * 1.7 };
  NqpBox box;

  nqp_map_classes_of_all_years (&self.classes, view);
  subtitle = nqp_map_subtitle_of_all_years (view, &self.classes);
  box = nqp_frame_begin (self.scene, view, title, subtitle);
  nqp_scene_set_shows_focus (self.scene);
  if (view->layout == NULL || view->layout->n_shapes == 0 || !(view->layout->max_x > view->layout->min_x))
    {
      nqp_frame_message (self.scene, box, _ ("This project has no boundaries, so there is no map to draw."));
      return self.scene;
    }
  choose_years (&self);
  draw_scale (&self, &box);
  draw_all (&self, box);
  return self.scene;
}

/* A row a region and year that is drawn. */
static NqpTable *
multiples_table (const NqpView *view, NqpTableUse use)
{
  g_autofree char *name = nqp_view_measure_name (view);
  Multiples self = { .view = view };
  NqpTable *table = nqp_parts_table_new (use);
  const int first = nqp_table_n_columns (table);

  choose_years (&self);
  nqp_parts_table_show_region (table, view, -1);
  for (int k = 0; k < self.n; k++)
    {
      g_autofree char *year = g_strdup_printf ("%d", view->scores->panel->years[self.years[k]]);
      const int column = nqp_table_add_column (table, year, NULL, nqp_view_unit (view), NQP_COLUMN_REAL,
                                               nqp_view_decimals (view));

      nqp_table_show (table, column,
                      (NqpLook){ .chars = 5,
                                 .descending = TRUE,
                                 .marks = TRUE,
                                 .node = view->measure + 1,
                                 .year = self.years[k] + 1 });
      if (self.years[k] == view->year)
        nqp_table_set_sort (table, column);
    }
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      for (int k = 0; k < self.n; k++)
        nqp_table_set_number (table, first + k, nqp_view_value (view, self.years[k], i));
    }
  return table;
}

static char *
multiples_summary (const NqpView *view)
{
  g_autofree char *title = multiples_title (view);
  Multiples self = { .view = view };
  GString *out = g_string_new (NULL);

  choose_years (&self);
  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  nqp_parts_say (out, ngettext ("%d map on one scale.", "%d maps on one scale.", (gulong)self.n), self.n);
  for (int k = 0; k < self.n; k += MAX (self.n - 1, 1))
    {
      const int best = nqp_scores_first (view->scores, view->measure, self.years[k]);

      if (best >= 0)
        {
          g_autofree char *value = nqp_view_value_text (view, self.years[k], best);

          /* Translators: a year, a region, its value */
          nqp_parts_say (out, _ ("First in %d: %s, %s."), view->scores->panel->years[self.years[k]],
                         nqp_view_region_name (view, best), value);
        }
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_map_multiples = {
  .id = "map.multiples",
  .name = N_ ("Maps of several years"),
  .width = 960,
  .height = 720,
  .options
  = NQP_OPTION_BIT (BREAKS) | NQP_OPTION_BIT (CLASSES) | NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (PALETTE),
  .title = multiples_title,
  .build = build,
  .table = multiples_table,
  .summary = multiples_summary,
};
