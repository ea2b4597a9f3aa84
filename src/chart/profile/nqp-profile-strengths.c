/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-profile-strengths-private.h"

/* profile.strengths: the indicators of the focus region, best percentile first. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  NqpStrength rows[NQP_PARTS_MAX];
  int n;
  /* Columns: left edge of names, right edge of values, left of units, of the strip, right edge of points. */
  double name_x, name_w, value_x, unit_x, unit_w, strip_x, strip_w, points_x;
  double height, size;
  int lines;                     /* of a row, at most */
  double heights[NQP_PARTS_MAX]; /* of rows as high as their names and units need, where columns fit */
} Strengths;

static double
width_of (const Strengths *self, const char *text, gboolean bold)
{
  const NqpFont font
      = nqp_type (self->size, self->style->text, NQP_TYPE_FIGURES | (bold ? NQP_TYPE_BOLD : 0));

  return nqp_type_column (self->scene, text, &font);
}

/* Columns at the size and number of lines a row that are set; FALSE if a name or a unit would be cut. */
static gboolean
lay_columns (Strengths *self, NqpBox box)
{
  const NqpView *view = self->view;
  NqpFont font = nqp_scene_font (self->scene, self->size, self->style->text);
  double gap = self->style->unit * 1.5, least = self->style->base * 5, most = self->style->base * 16;
  double value_w = width_of (self, _ ("Value"), FALSE), points_w = width_of (self, _ ("Points"), FALSE);
  double percent_w = MAX (width_of (self, "100", FALSE), width_of (self, _ ("Pct."), FALSE)) + gap;
  double unit_w = 0, free_w, name_w = width_of (self, _ ("Indicator"), FALSE);
  char number[NQP_NUMBER_SIZE];
  gboolean fits = TRUE;

  for (int i = 0; i < self->n; i++)
    {
      const NqpStrength *row = &self->rows[i];
      const char *unit
          = *nqp_strength_note (row) != '\0' ? nqp_strength_note (row) : nqp_strengths_unit (view, row->leaf);

      if (isfinite (row->value))
        value_w = MAX (value_w, width_of (self, nqp_number_to_screen_auto (row->value, number), FALSE));
      unit_w = MAX (unit_w, width_of (self, unit, FALSE));
      if (isfinite (row->points))
        points_w = MAX (points_w, width_of (self, nqp_strength_points (view, row, number), TRUE));
      name_w = MAX (name_w, width_of (self, nqp_view_node_name (view, row->leaf), FALSE));
    }
  self->name_x = box.x + self->size * 1.2;
  self->points_x = box.x + box.w;
  free_w = box.w - (self->name_x - box.x) - value_w - points_w - percent_w - 3.5 * gap - least;
  if (name_w + unit_w <= free_w)
    self->strip_w = MIN (least + free_w - name_w - unit_w, most);
  else /* names and units share what there is, by what they want; on several lines they need less */
    {
      self->strip_w = least;
      unit_w = MIN (unit_w, MAX (free_w * 0.22, free_w * unit_w / (name_w + unit_w)));
      name_w = MAX (free_w - unit_w, self->style->base * 3);
    }
  self->name_w = name_w + MAX (0, free_w + least - self->strip_w - name_w - unit_w);
  self->unit_w = unit_w;
  self->value_x = self->name_x + self->name_w + gap + value_w;
  self->unit_x = self->value_x + gap / 2;
  self->strip_x = self->unit_x + self->unit_w + gap + percent_w;
  font.max_lines = self->lines;
  for (int i = 0; i < self->n && fits; i++)
    {
      const NqpStrength *row = &self->rows[i];

      const char *name = nqp_view_node_name (view, row->leaf);
      const char *unit
          = *nqp_strength_note (row) != '\0' ? nqp_strength_note (row) : nqp_strengths_unit (view, row->leaf);
      double high;

      font.max_width = self->name_w;
      fits = nqp_scene_text_fits (self->scene, name, &font);
      high = fits ? nqp_type_height (self->scene, name, &font) : 0;
      font.max_width = self->unit_w;
      fits &= nqp_scene_text_fits (self->scene, unit, &font);
      if (fits)
        self->heights[i] = MAX (high, nqp_type_height (self->scene, unit, &font)) + self->size * 0.35;
    }
  return fits;
}

static void
draw_head (const Strengths *self, NqpBox box, double y, double bottom)
{
  const NqpStyle *style = self->style;
  const double size = MIN (self->size, style->tick), middle = y + self->size * 0.75;
  const NqpFont end = nqp_type (size, style->dim, NQP_TYPE_END);
  NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 0),
           faint = nqp_parts_stroke (style->grid, style->scale, 0);
  static const char *const ticks[] = { "0", "50", "100" };

  nqp_type_write (self->scene, self->name_x, middle, _ ("Indicator"),
                  nqp_type_in (size, style->dim, 0, self->name_w, 1));
  nqp_scene_text (self->scene, self->value_x, middle, _ ("Value"), &end, NQP_DATUM_NONE);
  nqp_scene_text (self->scene, self->points_x, middle, _ ("Points"), &end, NQP_DATUM_NONE);
  nqp_scene_text (self->scene, self->strip_x - style->unit * 1.5, middle, _ ("Pct."), &end, NQP_DATUM_NONE);
  for (guint k = 0; k < G_N_ELEMENTS (ticks); k++)
    {
      const double x = self->strip_x + self->strip_w * k / 2;

      const NqpFont font = nqp_type (size, style->dim, k == 0 ? 0 : k == 1 ? NQP_TYPE_MIDDLE : NQP_TYPE_END);
      nqp_scene_text (self->scene, x, middle, ticks[k], &font, NQP_DATUM_NONE);
      nqp_scene_line (self->scene, x, y + self->size * 1.6, x, bottom, k == 1 ? &line : &faint,
                      NQP_DATUM_NONE);
    }
  nqp_scene_line (self->scene, box.x, y + self->size * 1.6, box.x + box.w, y + self->size * 1.6, &faint,
                  NQP_DATUM_NONE);
}

static NqpPaint
full_paint (const Strengths *self, int node)
{
  const NqpColour colour = nqp_parts_pillar_colour (self->view, self->style, node);

  return (NqpPaint){ .fill = colour,
                     .stroke = nqp_parts_readable (self->style, colour),
                     .width = self->style->scale };
}

static NqpPaint
series_paint (const Strengths *self, int k)
{
  return (NqpPaint){ .fill = self->style->background,
                     .stroke = nqp_parts_series_colour (self->style, k),
                     .width = 1.6 * self->style->scale };
}

static void
draw_row (const Strengths *self, const NqpStrength *row, NqpBox box, double y)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpDatum datum = { view->focus, view->year, row->leaf };
  NqpColour colour = nqp_parts_pillar_colour (view, style, row->leaf);
  const NqpPaint full = full_paint (self, row->leaf);
  NqpPaint hollow = { .fill = style->background,
                      .stroke = nqp_parts_readable (style, colour),
                      .width = 2 * style->scale };
  NqpPaint track = nqp_parts_fill (style->faint),
           rule = nqp_parts_stroke (style->grid, 0.6 * style->scale, 0);
  NqpFont font = nqp_type (self->size, style->text, NQP_TYPE_FIGURES | NQP_TYPE_END);
  double middle = y + self->height / 2, radius = self->size * 0.34;
  NqpMarkShape shape = nqp_parts_pillar_shape (view, row->leaf);
  gboolean has = isfinite (row->percentile);
  char number[NQP_NUMBER_SIZE];
  const char *words = nqp_strength_note (row);

  nqp_scene_target (self->scene, box.x, y, box.w, self->height, datum);
  nqp_scene_line (self->scene, box.x, y + self->height, box.x + box.w, y + self->height, &rule,
                  NQP_DATUM_NONE);
  nqp_scene_mark (self->scene, shape, box.x + radius, middle, radius, has ? &full : &hollow, NQP_DATUM_NONE);
  nqp_type_write (self->scene, self->name_x, middle, nqp_view_node_name (view, row->leaf),
                  nqp_type_in (self->size, style->text, 0, self->name_w, self->lines));
  if (isfinite (row->value))
    nqp_scene_text (self->scene, self->value_x, middle, nqp_number_to_screen_auto (row->value, number), &font,
                    NQP_DATUM_NONE);
  if (has)
    nqp_scene_text (self->scene, self->strip_x - style->unit * 1.5, middle,
                    nqp_number_to_screen (row->percentile, 0, number), &font, NQP_DATUM_NONE);
  font.bold = TRUE;
  if (isfinite (row->points) || row->left_out)
    nqp_scene_text (self->scene, self->points_x, middle,
                    row->left_out ? "\xe2\x80\x93" : nqp_strength_points (view, row, number), &font,
                    NQP_DATUM_NONE);
  if (self->unit_w > self->size * 1.5)
    nqp_type_write (
        self->scene, self->unit_x, middle, *words != '\0' ? words : nqp_strengths_unit (view, row->leaf),
        nqp_type_in (self->size, *words != '\0' ? style->text : style->dim, 0, self->unit_w, self->lines));

  if (has)
    {
      int series[NQP_MAX_COMPARED + 1];
      int n_series = nqp_parts_series (view, series);
      double median = self->strip_x + self->strip_w / 2;
      double x = self->strip_x + self->strip_w * row->percentile / 100;
      NqpPaint reach = nqp_parts_fill (nqp_parts_alpha (colour, 0.75));

      nqp_scene_rect (self->scene, self->strip_x, middle - radius / 3, self->strip_w, radius / 1.5,
                      radius / 3, &track, NQP_DATUM_NONE);
      nqp_scene_rect (self->scene, MIN (median, x), middle - radius / 2, fabs (x - median), radius, 0, &reach,
                      NQP_DATUM_NONE);
      for (int k = n_series - 1; k >= 1; k--)
        {
          double p
              = series[k] >= 0 ? nqp_scores_percentile (view->scores, row->leaf, view->year, series[k]) : NAN;
          const NqpPaint mark = series_paint (self, k);
          NqpDatum other = { series[k], view->year, row->leaf };

          if (isfinite (p))
            nqp_scene_mark (self->scene, nqp_parts_series_shape (k), self->strip_x + self->strip_w * p / 100,
                            middle, radius * 0.8, &mark, other);
        }
      nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, x, middle, radius * 1.15,
                      row->imputed ? &hollow : &full, datum);
    }
  else
    {
      NqpPaint missing = nqp_parts_missing (style);

      nqp_scene_rect (self->scene, self->strip_x, middle - radius, self->strip_w, radius * 2, 0, &missing,
                      NQP_DATUM_NONE);
      if (row->suspect)
        nqp_scene_mark (self->scene, NQP_SHAPE_MARK_TRIANGLE, self->strip_x + self->strip_w / 2, middle,
                        radius * 1.2, &hollow, datum);
    }
}

static void
draw_legend (const Strengths *self, NqpBox *box)
{
  const NqpView *view = self->view;
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  int leaves[NQP_PARTS_MAX], pillars[NQP_PARTS_MAX], series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n_pillars;

  for (int i = 0; i < self->n; i++)
    leaves[i] = self->rows[i].leaf;
  n_pillars = nqp_parts_pillars (view, leaves, self->n, pillars);
  for (int i = 0; i < n_pillars; i++)
    nqp_legend_add_mark (legend, nqp_view_node_name (view, pillars[i]),
                         nqp_parts_pillar_shape (view, pillars[i]), full_paint (self, pillars[i]));
  for (int k = 1; k < n_series; k++)
    if (series[k] >= 0)
      nqp_legend_add_mark (legend, nqp_view_region_name (view, series[k]), nqp_parts_series_shape (k),
                           series_paint (self, k));
  nqp_legend_cut (legend, self->scene, box);
}

#define SMALLEST 5 /* of the tries: where nothing fits */

static void
set_try (Strengths *self, guint i)
{
  self->size = G_STRUCT_MEMBER (double, self->style, nqp_type_tries[i].size);
  self->lines = nqp_type_tries[i].lines;
  self->height = nqp_type_line (self->scene, self->size) * self->lines * (self->lines > 1 ? 1.06 : 1.12);
}

static double
all_heights (const Strengths *self)
{
  double sum = self->size * 1.8; /* the head */

  for (int i = 0; i < self->n; i++)
    sum += self->heights[i];
  return sum;
}

/* The largest type and fewest lines at which every row fits and no name is cut; FALSE if there are none. Tells how high the
 * picture would have to be: of the ways to set rows with no name cut, the lowest. */
static gboolean
choose_whole (Strengths *self, NqpBox box)
{
  double least = INFINITY;
  int best = -1;

  for (guint i = 0; i < NQP_N_TYPE_TRIES; i++)
    {
      set_try (self, i);
      if (!lay_columns (self, box))
        continue;
      least = MIN (least, all_heights (self));
      if (best < 0 && all_heights (self) <= box.h)
        best = (int)i;
    }
  if (isfinite (least))
    nqp_scene_set_need (self->scene, nqp_scene_height (self->scene) - box.h + least + 1);
  if (best < 0)
    return FALSE;
  set_try (self, (guint)best);
  return lay_columns (self, box);
}

static void
draw_whole (Strengths *self, NqpBox box)
{
  const double head = self->size * 1.8, spare = (box.h - all_heights (self)) / self->n;
  const double more = CLAMP (spare, 0, self->style->label * 1.2);
  double y = box.y + head;

  draw_head (self, box, box.y, box.y + all_heights (self) + more * self->n);
  for (int i = 0; i < self->n; i++)
    {
      self->height = self->heights[i] + more;
      draw_row (self, &self->rows[i], box, y);
      y += self->height;
    }
}

/* The largest type and fewest lines at which no name is cut and the best and the worst have room. Returns how many fit. */
static int
choose_rows (Strengths *self, NqpBox box)
{
  for (int pass = 1; pass < 4; pass++)
    for (guint i = 0; i < NQP_N_TYPE_TRIES; i++)
      {
        int n_fit;

        set_try (self, i);
        n_fit = (int)((box.h - self->size * 1.8) / self->height);
        if (((pass == 3 && i == SMALLEST) || lay_columns (self, box))
            && (pass < 3 ? n_fit >= (pass == 1 ? 5 : 3) : i == SMALLEST))
          {
            lay_columns (self, box);
            return MAX (n_fit, 3);
          }
      }
  g_return_val_if_reached (3);
}

/* The best and the worst, and how many are between. */
static void
draw_some (Strengths *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  const int n_fit = MIN (choose_rows (self, box), self->n);
  const double head = self->size * 1.8;
  const int more = self->n > n_fit ? self->n - (n_fit - 1) : 0;
  const int best = more > 0 ? n_fit / 2 : self->n;

  self->height = CLAMP ((box.h - head) / n_fit, self->height, MAX (self->height, style->label * 2.6));
  draw_head (self, box, box.y, box.y + head + self->height * n_fit);
  for (int i = 0, slot = 0; i < self->n; i++, slot++)
    {
      const double y = box.y + head + slot * self->height;

      if (more > 0 && i == best)
        {
          g_autofree char *text = g_strdup_printf (ngettext ("%d more", "%d more", (gulong)more), more);
          const NqpFont font = nqp_scene_font (self->scene, self->size, style->dim);

          nqp_scene_text (self->scene, self->name_x, y + self->height / 2, text, &font, NQP_DATUM_NONE);
          i += more - 1;
          continue;
        }
      draw_row (self, &self->rows[i], box, y);
    }
}

static NqpScene *
strengths_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_strengths_title (view), *subtitle = nqp_strengths_subtitle (view);
  g_autofree Strengths *self = g_new0 (Strengths, 1);
  NqpScene *scene = nqp_scene_new (width, height, style);
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle);

  nqp_scene_set_shows_focus (scene);
  self->view = view;
  self->scene = scene;
  self->style = style;
  if (!nqp_parts_has_region (view, view->focus))
    {
      nqp_frame_message (scene, box,
                         view->focus < 0 ? _ ("Choose a region to see its strengths and weaknesses.")
                                         : _ ("This place has no data in the project."));
      return scene;
    }
  self->n = nqp_strengths_collect (view, self->rows);
  if (self->n == 0)
    {
      nqp_frame_message (scene, box, _ ("No indicator takes part in this measure."));
      return scene;
    }
  if (box.h > style->base * 18)
    draw_legend (self, &box);
  if (choose_whole (self, box))
    draw_whole (self, box);
  else
    draw_some (self, box);
  return scene;
}

const NqpChart nqp_chart_profile_strengths = {
  .id = "profile.strengths",
  .name = N_ ("Strengths and weaknesses"),
  .width = 720,
  .height = 640,
  .options = NQP_OPTION_BIT (DECIMALS),
  .title = nqp_strengths_title,
  .build = strengths_build,
  .table = nqp_strengths_table,
  .summary = nqp_strengths_summary,
  .tooltip = nqp_strengths_tooltip,
};
