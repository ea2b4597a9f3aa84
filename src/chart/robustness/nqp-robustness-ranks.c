/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-robustness-parts.h"
#include "nqp-rows.h"

/* robustness.ranks: regions in rank order; a bar from the 5 % to the 95 % quantile of the ranks that a region had in the draws,
 * a tick at the median, a dot at the rank there is. */

typedef struct
{
  NqpView view; /* of what the result is of */
  const NqpUncertainty *result;
  NqpScene *scene;
  const NqpStyle *style;
  int *order;
  int n_rows;
} Ranks;

typedef struct
{
  double rank_x, mark_x, name_x, name_w, text_x,
      top_x; /* right edges of ranks, intervals and shares of the top */
  double height, size;
  NqpScale scale;
} Columns;

static NqpPaint
bar_paint (const NqpStyle *style, gboolean fragile)
{
  NqpPaint paint = nqp_parts_fill (fragile ? nqp_colour_parse ("#e69f00") : nqp_colour_ramp (style, 0.55));

  if (fragile) /* not by colour alone */
    {
      paint.pattern = NQP_PATTERN_HATCH;
      paint.pattern_colour = nqp_parts_alpha (nqp_colour_on (paint.fill), 0.45);
    }
  return paint;
}

static char *
interval_text (const NqpUncertainty *result, int region)
{
  if (result->n_ranked[region] == 0)
    return g_strdup ("");
  if (result->p05[region] == result->p95[region])
    return g_strdup_printf ("%.0f", result->p05[region]);
  return g_strdup_printf ("%.0f–%.0f", result->p05[region], result->p95[region]);
}

static double
draw_legend (const Ranks *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  NqpPaint dot = nqp_parts_fill (style->text), tick = nqp_parts_stroke (style->text, 2.5 * style->scale, 0);
  const NqpLegendItem items[] = {
    /* xgettext:no-c-format */
    { _ ("5–95 % of the draws"), bar_paint (style, FALSE), NQP_SHAPE_MARK_SQUARE, FALSE },
    { _ ("fragile: shared with a neighbour for more than half"), bar_paint (style, TRUE),
      NQP_SHAPE_MARK_SQUARE, FALSE },
    { _ ("median"), tick, NQP_SHAPE_MARK_SQUARE, TRUE },
    { _ ("rank as it is"), dot, NQP_SHAPE_MARK_CIRCLE, FALSE },
  };

  return nqp_legend_row (self->scene, box, items, G_N_ELEMENTS (items)) + style->unit;
}

static void
draw_label (const Ranks *self, const Columns *columns, NqpBox box, int region, double y)
{
  const NqpStyle *style = self->style;
  const NqpDatum whole = { region, -1, -1 };
  const int index = nqp_view_compared_index (&self->view, region);
  const double middle = y + columns->height / 2;
  NqpFont font = nqp_scene_font (self->scene, columns->size, style->text);
  NqpFont dim = nqp_scene_font (self->scene, columns->size, style->dim);
  char number[16];

  nqp_scene_target (self->scene, box.x, y, box.w, columns->height, whole);
  if (index >= 0)
    {
      NqpColour colour = nqp_parts_series_colour (style, index);
      NqpPaint ground = nqp_parts_fill (nqp_colour_mix (style->background, colour, index == 0 ? 0.14 : 0.07));
      NqpPaint mark = nqp_parts_fill (colour);

      nqp_scene_rect (self->scene, box.x, y, box.w, columns->height, style->unit / 2, &ground,
                      NQP_DATUM_NONE);
      nqp_scene_mark (self->scene, nqp_parts_series_shape (index), columns->mark_x, middle,
                      columns->size * 0.32, &mark, NQP_DATUM_NONE);
    }
  if (self->result->nominal[region] > 0)
    {
      dim.align = NQP_ALIGN_END;
      dim.tabular = TRUE;
      g_snprintf (number, sizeof number, "%d", self->result->nominal[region]);
      nqp_scene_text (self->scene, columns->rank_x, middle, number, &dim, NQP_DATUM_NONE);
    }
  font.bold = index == 0;
  font.max_width = columns->name_w;
  nqp_scene_text (self->scene, columns->name_x, middle, nqp_view_region_name (&self->view, region), &font,
                  NQP_DATUM_NONE);
}

static void
draw_row (const Ranks *self, const Columns *columns, NqpBox box, int region, double y)
{
  const NqpUncertainty *result = self->result;
  const NqpStyle *style = self->style;
  const NqpDatum whole = { region, -1, -1 };
  const double middle = y + columns->height / 2, thick = MIN (columns->height * 0.62, style->label * 1.4);
  NqpFont font = nqp_scene_font (self->scene, columns->size, style->text);
  NqpPaint paint = bar_paint (style, nqp_uncertainty_is_fragile (result, region));
  NqpPaint tick = nqp_parts_stroke (style->text, 2.5 * style->scale, 0), dot = nqp_parts_fill (style->text);
  double left, right, x;
  g_autofree char *interval = interval_text (result, region);

  draw_label (self, columns, box, region, y);
  if (result->n_ranked[region] == 0)
    {
      font.colour = style->dim;
      font.max_width = columns->top_x - columns->scale.r0;
      nqp_scene_text (self->scene, columns->scale.r0, middle, _ ("no score in any draw"), &font,
                      NQP_DATUM_NONE);
      return;
    }
  left = nqp_scale_map (&columns->scale, result->p05[region] - 0.5);
  right = nqp_scale_map (&columns->scale, result->p95[region] + 0.5);
  nqp_scene_ring (self->scene, left, middle - thick / 2, right - left, thick, whole);
  nqp_scene_rect (self->scene, left, middle - thick / 2, right - left, thick, 2 * style->scale, &paint,
                  whole);
  x = nqp_scale_map (&columns->scale, result->median[region]);
  nqp_scene_line (self->scene, x, middle - thick / 2 - 1, x, middle + thick / 2 + 1, &tick, NQP_DATUM_NONE);
  dot.stroke = style->background;
  dot.width = 1.2 * style->scale;
  if (result->nominal[region] > 0)
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE,
                    nqp_scale_map (&columns->scale, result->nominal[region]), middle,
                    MIN (thick * 0.36, style->label * 0.36), &dot, whole);
  font.align = NQP_ALIGN_END;
  font.tabular = TRUE;
  font.bold = region == self->view.focus;
  nqp_scene_text (self->scene, columns->text_x, middle, interval, &font, NQP_DATUM_NONE);
  if (columns->top_x > columns->text_x)
    {
      g_autofree char *share = g_strdup_printf (_ ("%.0f %%"), 100 * result->p_top[region]);

      font.colour = style->dim;
      font.bold = FALSE;
      nqp_scene_text (self->scene, columns->top_x, middle, share, &font, NQP_DATUM_NONE);
    }
}

static double
text_width (NqpScene *scene, const char *text, NqpFont font)
{
  double w;

  nqp_scene_measure (scene, text, &font, &w, NULL);
  return w;
}

/* Names and numbers left, intervals and the top right, ranks between. */
static void
place_columns (const Ranks *self, NqpBox box, const int *rows, int n, Columns *columns)
{
  const NqpStyle *style = self->style;
  NqpFont font = nqp_scene_font (self->scene, columns->size, style->text);
  double wide = 0, intervals = 0, share;
  char number[16];

  font.bold = font.tabular = TRUE;
  g_snprintf (number, sizeof number, "%d", self->n_rows);
  columns->rank_x = box.x + style->unit / 2 + text_width (self->scene, number, font);
  columns->mark_x = columns->rank_x + style->unit + columns->size * 0.4;
  columns->name_x = columns->mark_x + columns->size * 0.4 + style->unit;
  for (int i = 0; i < n; i++)
    {
      const int region = self->order[rows[i]];
      g_autofree char *interval = interval_text (self->result, region);

      wide = MAX (wide, text_width (self->scene, nqp_view_region_name (&self->view, region), font));
      intervals = MAX (intervals, text_width (self->scene, interval, font));
    }
  columns->name_w = MIN (ceil (wide) + 1, box.w * 0.38);
  share = text_width (self->scene, _ ("100 %"), font) + 1.5 * style->unit;
  columns->top_x = box.x + box.w - style->unit / 2;
  columns->text_x = columns->top_x - (box.w > 30 * style->label ? share : 0);
  columns->scale = (NqpScale){ 0.5, self->n_rows + 0.5, columns->name_x + columns->name_w + style->unit,
                               columns->text_x - intervals - 1.5 * style->unit };
}

/* What the columns at the right are: their heads, above the rows. */
static void
draw_heads (const Ranks *self, const Columns *columns, double y)
{
  const NqpStyle *style = self->style;
  NqpFont font = nqp_scene_font (self->scene, style->footer, style->dim);
  g_autofree char *top = g_strdup_printf (_ ("top %d"), self->result->spec.top);
  double w, space;

  font.align = NQP_ALIGN_END;
  font.valign = NQP_ALIGN_END;
  nqp_scene_measure (self->scene, _ ("ranks"), &font, &w, NULL);
  nqp_scene_text (self->scene, columns->text_x, y, _ ("ranks"), &font, NQP_DATUM_NONE);
  nqp_scene_measure (self->scene, top, &font, &w, NULL);
  space = columns->top_x - columns->text_x - style->unit / 2;
  if (w <= space)
    nqp_scene_text (self->scene, columns->top_x, y, top, &font, NQP_DATUM_NONE);
}

static double
edges_height (const NqpStyle *style)
{
  return style->tick * 2 + style->footer * 1.5; /* the axis below, the heads above */
}

static void
draw_rows (Ranks *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  const double axis = style->tick * 2, head = style->footer * 1.5;
  g_autofree int *rows = g_new (int, self->n_rows + 1);
  Columns columns = { 0 };
  NqpBox plot;
  NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 4);
  double h;
  int n_fit, n, first;

  n_fit = nqp_rows_fit (self->scene, self->n_rows, box.h - edges_height (style), &columns.size, &h);
  n = nqp_rows_choose (&self->view, self->order, self->n_rows, n_fit, rows, &first);
  place_columns (self, box, rows, n, &columns);
  if (n < self->n_rows)
    {
      const double note = nqp_rows_note_height (style);

      nqp_rows_note (self->scene, box, first, n, self->n_rows);
      box.y += note;
      box.h -= note;
    }
  box.y += head;
  box.h -= head;
  columns.height = CLAMP ((box.h - axis) / MAX (n, 1), h, style->label * 3);
  plot = (NqpBox){ columns.scale.r0, box.y, columns.scale.r1 - columns.scale.r0, n * columns.height };
  if (plot.w < 5 * style->label)
    {
      nqp_frame_message (self->scene, box, _ ("There is too little room for this picture."));
      return;
    }
  draw_heads (self, &columns, box.y - style->unit / 3);
  nqp_axis_x (self->scene, &columns.scale, plot, MAX (2, (int)(plot.w / (style->tick * 5))), _ ("rank"),
              TRUE);
  for (int i = 0; i < n; i++)
    {
      const double y = plot.y + i * columns.height;

      draw_row (self, &columns, box, self->order[rows[i]], y);
      if (i > 0 && rows[i] != rows[i - 1] + 1)
        nqp_rows_gap (self->scene, box, y);
    }
  if (self->result->spec.top < self->n_rows)
    {
      const double x = nqp_scale_map (&columns.scale, self->result->spec.top + 0.5);

      nqp_scene_line (self->scene, x, plot.y, x, plot.y + plot.h, &line, NQP_DATUM_NONE);
    }
}

static Ranks
ranks_of (const NqpView *view)
{
  const NqpUncertainty *result = nqp_robustness_uncertainty (view);
  Ranks self = { .view = *view, .result = result, .n_rows = view->scores->n_regions };

  if (result != NULL)
    self.view = nqp_robustness_view (view, result->spec.measure, result->spec.year);
  return self;
}

static char *
ranks_title (const NqpView *view)
{
  const Ranks self = ranks_of (view);

  return nqp_robustness_title (&self.view, _ ("Rank intervals"));
}

static NqpScene *
ranks_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = ranks_title (view), *subtitle = NULL, *warning = NULL;
  g_autofree int *order = g_new (int, view->scores->n_regions + 1);
  Ranks self = ranks_of (view);

  if (self.result == NULL)
    {
      NqpScene *scene = nqp_scene_new (width, height, style);

      nqp_robustness_missing (scene, view, title);
      return scene;
    }
  self.style = style;
  self.order = order;
  nqp_robustness_order (view, order);
  subtitle = nqp_robustness_drawn (&self.result->spec);
  warning = nqp_robustness_warning (view, self.view.measure, self.view.year);
  for (gboolean grown = FALSE;; grown = TRUE)
    {
      double size, row, more;
      NqpBox box;

      self.scene = nqp_scene_new (width, height, style);
      box = nqp_robustness_begin (self.scene, &self.view, title, subtitle, warning);
      if (box.h > style->base * 16)
        {
          double used = draw_legend (&self, box);

          box.y += used;
          box.h -= used;
        }
      more = box.h - edges_height (style);
      if (!view->all_rows || grown || nqp_rows_fit (self.scene, self.n_rows, more, &size, &row) >= self.n_rows
          || height + self.n_rows * row - more > NQP_ROWS_TALLEST)
        {
          draw_rows (&self, box);
          return self.scene;
        }
      height += self.n_rows * row + 1 - more; /* as tall as the rows need */
      nqp_scene_unref (self.scene);
    }
}

static NqpTable *
ranks_table (const NqpView *view, NqpTableUse use)
{
  const Ranks self = ranks_of (view);
  const NqpUncertainty *result = self.result;
  NqpTable *table = nqp_parts_table_new (use);
  g_autofree int *order = g_new (int, self.n_rows + 1);
  const double none = NAN;
  const char *const page_titles[] = { _ ("Median"), _ ("5 %"), _ ("95 %"), NULL, _ ("Top, %") };

  nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "median", _ ("Median rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "p05", _ ("Rank, 5 %"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "p95", _ ("Rank, 95 %"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "mean", _ ("Mean rank"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "p_top_k", _ ("Probability of the top"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "fragile", _ ("Fragile"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_parts_table_show_region (table, view, 2);
  for (int c = 3; c < 8; c++)
    if (c != 6) /* no room for the mean */
      nqp_table_show (table, c,
                      (NqpLook){ .title = page_titles[c - 3],
                                 .chars = 4,
                                 .factor = c == 7 ? 100 : 0,
                                 .has_decimals = TRUE,
                                 .descending = c == 7,
                                 .node = view->measure + 1 });
  nqp_table_show (table, 8, (NqpLook){ .chars = 6, .descending = TRUE });
  nqp_robustness_order (view, order);
  for (int k = 0; k < self.n_rows; k++)
    {
      const int i = order[k];

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      nqp_parts_table_rank (table, 2,
                            result != NULL ? result->nominal[i]
                                           : nqp_scores_rank (view->scores, view->measure, view->year, i));
      nqp_table_set_number (table, 3, result != NULL ? result->median[i] : none);
      nqp_table_set_number (table, 4, result != NULL ? result->p05[i] : none);
      nqp_table_set_number (table, 5, result != NULL ? result->p95[i] : none);
      nqp_table_set_number (table, 6, result != NULL ? result->mean[i] : none);
      nqp_table_set_number (table, 7, result != NULL ? result->p_top[i] : none);
      if (result != NULL)
        nqp_table_set_text (table, 8, nqp_uncertainty_is_fragile (result, i) ? _ ("fragile") : "");
    }
  return table;
}

static char *
ranks_summary (const NqpView *view)
{
  const Ranks self = ranks_of (view);
  const NqpUncertainty *result = self.result;
  g_autofree char *title = ranks_title (view), *warning = NULL, *drawn = NULL;
  GString *out;
  int n_fragile = 0, widest = -1;

  if (result == NULL)
    return nqp_robustness_missing_summary (view, title);
  out = g_string_new (NULL);
  drawn = nqp_robustness_drawn (&result->spec);
  warning = nqp_robustness_warning (view, self.view.measure, self.view.year);
  for (int i = 0; i < self.n_rows; i++)
    {
      n_fragile += nqp_uncertainty_is_fragile (result, i);
      if (result->n_ranked[i] > 0
          && (widest < 0 || result->p95[i] - result->p05[i] > result->p95[widest] - result->p05[widest]))
        widest = i;
    }
  if (warning != NULL)
    {
      g_string_append_printf (out, _ ("%s."), warning);
      nqp_parts_next_sentence (out);
    }
  g_string_append_printf (out, _ ("%s, %s."), title, drawn);
  nqp_parts_next_sentence (out);
  g_string_append_printf (out, ngettext ("%d rank is fragile.", "%d ranks are fragile.", (gulong)n_fragile),
                          n_fragile);
  if (widest >= 0)
    {
      nqp_parts_next_sentence (out);
      g_string_append_printf (out, _ ("The widest interval is that of %s, rank %.0f to %.0f."),
                              nqp_view_region_name (view, widest), result->p05[widest], result->p95[widest]);
    }
  if (nqp_parts_has_region (view, view->focus) && result->n_ranked[view->focus] > 0)
    {
      const int i = view->focus;

      nqp_parts_next_sentence (out);
      g_string_append_printf (out,
                              _ ("%s has rank %d, and rank %.0f to %.0f in 90 %% of the draws; it is among "
                                 "the top %d in %.0f %%."),
                              nqp_view_region_name (view, i), result->nominal[i], result->p05[i],
                              result->p95[i], result->spec.top, 100 * result->p_top[i]);
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_robustness_ranks = {
  .id = "robustness.ranks",
  .name = N_ ("Rank intervals"),
  .width = 800,
  .height = 720,
  .scrolls = TRUE,
  .needs = NQP_RESULT_UNCERTAINTY,
  .order = nqp_robustness_order,
  .title = ranks_title,
  .build = ranks_build,
  .table = ranks_table,
  .summary = ranks_summary,
};
