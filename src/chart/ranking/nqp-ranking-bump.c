/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-ranking-bump-private.h"
#include "nqp-rows.h"
#include "nqp-years.h"

/* ranking.bump: places over the years, the first on top; every region is named where all have room, else those that are chosen. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  NqpYears years;
  NqpScale y;
  NqpBox plot;
  int n_ranks;
  double size; /* of the names of all regions; 0 = only chosen ones have names */
} Bump;

#define MOST_NAMES 0.3 /* of the width */

static double
rank_y (const Bump *self, int rank)
{
  return self->n_ranks > 1 ? nqp_scale_map (&self->y, rank) : self->plot.y + self->plot.h / 2;
}

#define FIGURE_SPACE "\xe2\x80\x87"

/* Names stand below each other, whatever the number of digits before them. */
static const char *
pad (const Bump *self, int rank)
{
  static const char spaces[] = FIGURE_SPACE FIGURE_SPACE FIGURE_SPACE FIGURE_SPACE;
  int missing = 0;

  for (int more = self->n_ranks; more >= 10; more /= 10)
    missing++;
  for (; rank >= 10; rank /= 10)
    missing--;
  return spaces + sizeof spaces - 1 - CLAMP (missing, 0, 4) * (sizeof FIGURE_SPACE - 1);
}

static char *
label_of (const Bump *self, int region)
{
  for (int t = self->view->scores->n_years - 1; t >= 0; t--)
    {
      const int rank = nqp_bump_rank (self->view, t, region);

      if (rank > 0)
        return g_strdup_printf ("%s%d  %s", pad (self, rank), rank,
                                nqp_view_region_name (self->view, region));
    }
  return NULL;
}

/* The widest name, one line each, at @size. */
static double
names_width (const Bump *self, double size)
{
  double wide = 0;

  for (int i = 0; i < self->view->scores->n_regions; i++)
    {
      const NqpFont font = nqp_type (size, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
      g_autofree char *text = label_of (self, i);

      if (text != NULL)
        wide = MAX (wide, nqp_type_column (self->scene, text, &font));
    }
  return wide;
}

static double
chosen_width (const Bump *self)
{
  const NqpFont font = nqp_type (self->style->label, self->style->text, NQP_TYPE_BOLD);
  int series[NQP_MAX_COMPARED + 1];
  const int n = nqp_parts_series (self->view, series);
  double wide = 0;

  for (int k = 0; k < n; k++)
    {
      g_autofree char *text = series[k] >= 0 ? label_of (self, series[k]) : NULL;

      if (text != NULL)
        wide = MAX (wide, nqp_type_column (self->scene, text, &font));
    }
  return wide;
}

/* Sets the plot, and the size of names. Returns the width of the names. */
static double
lay_out (Bump *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_FIGURES);
  double size, row, wide;
  char number[16];

  self->plot.y = box.y + style->label;
  self->plot.h = box.h - style->label - style->tick * 2.6;
  g_snprintf (number, sizeof number, "%d", self->n_ranks);
  self->plot.x = box.x + nqp_type_column (self->scene, number, &font) + style->unit * 1.5;
  self->size = 0;
  if (nqp_rows_fit (self->scene, self->n_ranks, 1, self->plot.h, &size, &row) >= self->n_ranks
      && (wide = names_width (self, size)) <= box.w * MOST_NAMES)
    self->size = size;
  else
    wide = MIN (chosen_width (self), box.w * MOST_NAMES);
  wide = ceil (wide) + style->unit * 2;
  self->plot.w = box.x + box.w - wide - style->unit * 2.5 - self->plot.x;
  nqp_years_init (&self->years, self->view, self->plot, style->unit * 1.5);
  self->y = (NqpScale){ 1, MAX (self->n_ranks, 2), self->plot.y + style->unit,
                        self->plot.y + self->plot.h - style->unit };
  return wide;
}

static void
draw_places (const Bump *self)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END);
  const NqpPaint line = nqp_parts_stroke (style->grid, style->scale, 0);
  const double room = self->plot.h / (nqp_type_line (self->scene, style->tick) * 1.6);
  int step = 1;

  while (self->n_ranks / step > room)
    step = step == 1 ? 5 : step * 2;
  for (int rank = 1; rank <= self->n_ranks; rank = rank == 1 && step > 1 ? step : rank + step)
    {
      char number[16];

      g_snprintf (number, sizeof number, "%d", rank);
      nqp_scene_line (self->scene, self->plot.x, rank_y (self, rank), self->plot.x + self->plot.w,
                      rank_y (self, rank), &line, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, self->plot.x - style->unit, rank_y (self, rank), number, &font,
                      NQP_DATUM_NONE);
    }
}

static void
draw_line (const Bump *self, int region, const NqpPaint *paint)
{
  const int n_years = self->view->scores->n_years;
  g_autofree double *y = g_new (double, MAX (n_years, 1));

  for (int t = 0; t < n_years; t++)
    {
      const int rank = nqp_bump_rank (self->view, t, region);

      y[t] = rank > 0 ? rank_y (self, rank) : NAN;
    }
  nqp_years_line (&self->years, self->scene, y, paint, (NqpDatum){ region, -1, self->view->measure });
}

static void
draw_marks (const Bump *self, int region, int index, NqpColour colour)
{
  const NqpStyle *style = self->style;
  const double radius = style->unit * (index >= 0 ? 0.65 : 0.4);

  for (int t = 0; t < self->view->scores->n_years; t++)
    {
      const int rank = nqp_bump_rank (self->view, t, region);
      const NqpDatum datum = { region, t, self->view->measure };
      const NqpPaint mark = nqp_parts_fill (colour);
      const double x = nqp_years_x (&self->years, t);

      if (rank == 0)
        continue;
      nqp_scene_target (self->scene, x - radius * 2, rank_y (self, rank) - radius * 2, radius * 4, radius * 4,
                        datum);
      nqp_scene_mark (self->scene, index >= 0 ? nqp_parts_series_shape (index) : NQP_SHAPE_MARK_CIRCLE, x,
                      rank_y (self, rank), radius, &mark, datum);
    }
}

static void
draw_others (const Bump *self)
{
  const NqpColour grey = nqp_colour_mix (self->style->background, self->style->dim, 0.35);
  const gboolean wide = self->n_ranks < 2 || rank_y (self, 2) - rank_y (self, 1) >= self->style->unit;
  const NqpPaint line = nqp_parts_stroke (grey, self->style->scale * (wide ? 1.1 : 0.7), 0);

  if (self->view->scores->n_regions > NQP_BUMP_MANY)
    return;
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < self->view->scores->n_regions; i++)
      if (nqp_view_compared_index (self->view, i) < 0)
        {
          if (pass == 0)
            draw_line (self, i, &line);
          else if (wide)
            draw_marks (self, i, -1, grey);
        }
}

/* The last place of a region, and where it is. */
static gboolean
find_end (const Bump *self, int region, double *x, double *y)
{
  for (int t = self->view->scores->n_years - 1; t >= 0; t--)
    {
      const int rank = nqp_bump_rank (self->view, t, region);

      if (rank == 0)
        continue;
      *x = nqp_years_x (&self->years, t);
      *y = rank_y (self, rank);
      return TRUE;
    }
  return FALSE;
}

static int
add_label (const Bump *self, NqpEndLabel *labels, int n, int region)
{
  const int index = nqp_view_compared_index (self->view, region);
  NqpEndLabel *label = &labels[n];

  *label = (NqpEndLabel){ .index = index,
                          .colour
                          = index >= 0 ? nqp_parts_series_colour (self->style, index) : self->style->dim };
  if (!find_end (self, region, &label->x, &label->y))
    return n;
  label->text = label_of (self, region);
  return n + 1;
}

static void
draw_names (const Bump *self, double wide)
{
  const int n_regions = self->view->scores->n_regions;
  g_autofree NqpEndLabel *labels = g_new (NqpEndLabel, MAX (n_regions, NQP_MAX_COMPARED + 1));
  int series[NQP_MAX_COMPARED + 1], n = 0;
  const int n_series = nqp_parts_series (self->view, series);

  if (self->size > 0)
    for (int i = 0; i < n_regions; i++)
      n = add_label (self, labels, n, i);
  else
    for (int k = 0; k < n_series; k++)
      n = series[k] >= 0 ? add_label (self, labels, n, series[k]) : n;
  nqp_end_labels_draw (self->scene, labels, n, self->plot, self->size,
                       self->plot.x + self->plot.w + self->style->unit * 1.5, wide);
}

static NqpScene *
bump_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_bump_title (view), *subtitle = nqp_bump_subtitle (view);
  NqpScene *scene = nqp_scene_new (width, height, style);
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle);
  Bump self = { .view = view, .scene = scene, .style = style, .n_ranks = nqp_bump_last_rank (view) };
  int series[NQP_MAX_COMPARED + 1];
  const int n_series = nqp_parts_series (view, series);
  double wide;

  nqp_scene_set_shows_focus (scene);
  if (self.n_ranks == 0)
    {
      nqp_frame_message (scene, box, _ ("There are no data for this measure."));
      return scene;
    }
  wide = lay_out (&self, box);
  draw_places (&self);
  nqp_years_draw (&self.years, scene);
  draw_others (&self);
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      {
        const NqpColour colour = nqp_parts_series_colour (style, k);
        const NqpPaint line = nqp_parts_stroke (colour, (k == 0 ? 3 : 2) * style->scale, 0);

        draw_line (&self, series[k], &line);
        draw_marks (&self, series[k], k, colour);
      }
  draw_names (&self, wide);
  return scene;
}

const NqpChart nqp_chart_ranking_bump = {
  .id = "ranking.bump",
  .name = N_ ("Ranks over the years"),
  .width = 800,
  .height = 680,
  .title = nqp_bump_title,
  .build = bump_build,
  .table = nqp_bump_table,
  .summary = nqp_bump_summary,
  .tooltip = nqp_bump_tooltip,
};
