/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-robustness-parts.h"
#include "nqp-rows.h"

/* robustness.ranks: regions in rank order; a bar from the 5 % to the 95 % quantile of the ranks that a region had in the draws,
 * a tick at the median, a dot at the rank there is; the paint tells how firm that is. */

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
  NqpRows rows;
  NqpRowLabels labels;
  double text_x, top_x; /* right edges of intervals and shares of the top */
  NqpScale scale;
} Layout;

/* Firm dark, fair light, fragile hatched: not by colour alone. */
static NqpPaint
bar_paint (const NqpStyle *style, NqpFirmness firmness)
{
  NqpPaint paint = nqp_parts_fill (nqp_colour_ramp (style, firmness == NQP_FIRMNESS_FIRM ? 0.68 : 0.3));

  if (firmness == NQP_FIRMNESS_FRAGILE)
    {
      paint = nqp_parts_warning (style);
      nqp_parts_set_pattern (&paint, NQP_PATTERN_HATCH, 0.45);
    }
  return paint;
}

static NqpPaint
median_paint (const NqpStyle *style)
{
  return nqp_parts_stroke (style->text, 2.5 * style->scale, 0);
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

static void
draw_legend (const Ranks *self, NqpBox *box)
{
  const NqpStyle *style = self->style;
  g_autoptr (NqpLegend) legend = nqp_legend_new ();

  const int reach = nqp_uncertainty_reach (self->result);
  /* Translators: a number of places; %% is a per cent sign */
  g_autofree char *firm
      = g_strdup_printf (ngettext ("firm: within %d place in 90 %% of the draws",
                                   "firm: within %d places in 90 %% of the draws", (gulong)reach),
                         reach);

  /* xgettext:no-c-format */
  nqp_legend_add (legend, _ ("bar: 5–95 % of the draws"), NQP_SAMPLE_NONE, (NqpPaint){ .width = 0 });
  nqp_legend_add (legend, firm, NQP_SAMPLE_SWATCH, bar_paint (style, NQP_FIRMNESS_FIRM));
  /* xgettext:no-c-format */
  nqp_legend_add (legend, _ ("fair: in 50 %"), NQP_SAMPLE_SWATCH, bar_paint (style, NQP_FIRMNESS_FAIR));
  nqp_legend_add (legend, _ ("fragile: in fewer"), NQP_SAMPLE_SWATCH,
                  bar_paint (style, NQP_FIRMNESS_FRAGILE));
  nqp_legend_add (legend, _ ("median"), NQP_SAMPLE_TICK, median_paint (style));
  nqp_legend_add_mark (legend, _ ("rank as it is"), NQP_SHAPE_MARK_CIRCLE, nqp_parts_fill (style->text));
  nqp_legend_cut (legend, self->scene, box);
}

static void
draw_row (const Ranks *self, const Layout *layout, NqpBox box, int region, double y)
{
  const NqpUncertainty *result = self->result;
  const NqpStyle *style = self->style;
  const NqpDatum whole = { region, -1, -1 };
  const double height = layout->rows.height, middle = y + height / 2,
               thick = MIN (height * 0.62, style->label * 1.4);
  NqpFont font = nqp_type (layout->rows.size, style->text, NQP_TYPE_FIGURES | NQP_TYPE_END);
  const NqpPaint paint = bar_paint (style, nqp_uncertainty_firmness (result, region)),
                 tick = median_paint (style),
                 dot = { .fill = style->text, .stroke = style->background, .width = 1.2 * style->scale };
  double left, right, x;
  g_autofree char *interval = interval_text (result, region);

  nqp_row_labels_draw (&layout->labels, &layout->rows, self->scene, &self->view, box, region,
                       result->nominal[region], y, whole);
  if (result->n_ranked[region] == 0)
    {
      nqp_type_write (self->scene, layout->scale.r0, middle, _ ("no score in any draw"),
                      nqp_type_in (layout->rows.size, style->dim, 0, layout->top_x - layout->scale.r0, 1));
      return;
    }
  left = nqp_scale_map (&layout->scale, result->p05[region] - 0.5);
  right = nqp_scale_map (&layout->scale, result->p95[region] + 0.5);
  nqp_scene_ring (self->scene, left, middle - thick / 2, right - left, thick, whole);
  nqp_scene_rect (self->scene, left, middle - thick / 2, right - left, thick, 2 * style->scale, &paint,
                  whole);
  x = nqp_scale_map (&layout->scale, result->median[region]);
  nqp_scene_line (self->scene, x, middle - thick / 2 - 1, x, middle + thick / 2 + 1, &tick, NQP_DATUM_NONE);
  if (result->nominal[region] > 0)
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE,
                    nqp_scale_map (&layout->scale, result->nominal[region]), middle,
                    MIN (thick * 0.36, style->label * 0.36), &dot, whole);
  font.bold = region == self->view.focus;
  nqp_scene_text (self->scene, layout->text_x, middle, interval, &font, NQP_DATUM_NONE);
  if (layout->top_x > layout->text_x)
    {
      g_autofree char *share = g_strdup_printf (_ ("%.0f %%"), 100 * result->p_top[region]);

      font.colour = style->dim;
      font.bold = FALSE;
      nqp_scene_text (self->scene, layout->top_x, middle, share, &font, NQP_DATUM_NONE);
    }
}

/* Names and numbers left, intervals and the top right, ranks between. */
static NqpBox
place_columns (const Ranks *self, NqpBox box, Layout *layout)
{
  const NqpStyle *style = self->style;
  const NqpRows *rows = &layout->rows;
  const NqpFont font = nqp_type (rows->size, style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  double intervals = 0, share;
  NqpBox plot = { .y = box.y, .h = rows->n * rows->height };

  nqp_row_labels_place (&layout->labels, rows, self->scene, &self->view, box);
  for (int i = 0; i < rows->n; i++)
    {
      g_autofree char *interval = interval_text (self->result, nqp_rows_region (rows, i));

      intervals = MAX (intervals, nqp_type_width (self->scene, interval, &font));
    }
  share = nqp_type_width (self->scene, _ ("100 %"), &font) + 1.5 * style->unit;
  layout->top_x = box.x + box.w - style->unit / 2;
  layout->text_x = layout->top_x - (box.w > 30 * style->label ? share : 0);
  plot.x = MAX (layout->labels.right + style->unit,
                box.x + nqp_axis_x_left (self->scene, box, _ ("rank"), 0.5, self->n_rows + 0.5));
  plot.w = layout->text_x - intervals - 1.5 * style->unit - plot.x;
  layout->scale = (NqpScale){ 0.5, self->n_rows + 0.5, plot.x, plot.x + plot.w };
  return plot;
}

/* What the columns at the right are: their heads, above the rows. */
static void
draw_heads (const Ranks *self, const Layout *layout, double y)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->footer, style->dim, NQP_TYPE_END | NQP_TYPE_BOTTOM);
  g_autofree char *top = g_strdup_printf (_ ("top %d"), self->result->spec.top);

  nqp_scene_text (self->scene, layout->text_x, y, _ ("ranks"), &font, NQP_DATUM_NONE);
  if (nqp_type_width (self->scene, top, &font) <= layout->top_x - layout->text_x - style->unit / 2)
    nqp_scene_text (self->scene, layout->top_x, y, top, &font, NQP_DATUM_NONE);
}

static double
head_height (const NqpStyle *style)
{
  return style->footer * 1.5;
}

static void
draw_rows (const Ranks *self, NqpBox box, double edges)
{
  const NqpStyle *style = self->style;
  const NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 4);
  Layout layout = { 0 };
  NqpRows *rows = &layout.rows;
  NqpBox plot;

  nqp_rows_init (rows, self->scene, &self->view, self->order, self->n_rows, &box, edges);
  nqp_box_cut_top (&box, head_height (style));
  plot = place_columns (self, box, &layout);
  if (plot.w < 5 * style->label)
    nqp_frame_message (self->scene, box, _ ("There is too little room for this picture."));
  else
    {
      draw_heads (self, &layout, box.y - style->unit / 3);
      nqp_axis_x (self->scene, &layout.scale, box, plot, MAX (2, (int)(plot.w / (style->tick * 5))),
                  _ ("rank"));
      for (int i = 0; i < rows->n; i++)
        {
          const double y = plot.y + i * rows->height;

          draw_row (self, &layout, box, nqp_rows_region (rows, i), y);
          nqp_rows_draw_gap (rows, self->scene, box, i, y);
        }
      if (self->result->spec.top < self->n_rows)
        {
          const double x = nqp_scale_map (&layout.scale, self->result->spec.top + 0.5);

          nqp_scene_line (self->scene, x, plot.y, x, plot.y + plot.h, &line, NQP_DATUM_NONE);
        }
    }
  nqp_rows_clear (rows);
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
  g_autofree char *title = ranks_title (view), *subtitle = NULL;
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
  for (gboolean grown = FALSE;; grown = TRUE)
    {
      double edges;
      NqpBox box;

      self.scene = nqp_scene_new (width, height, style);
      box = nqp_robustness_begin (self.scene, view, &self.view, title, subtitle);
      if (box.h > style->base * 16)
        draw_legend (&self, &box);
      edges = nqp_axis_x_height (self.scene, box, _ ("rank")) + head_height (style);
      if (grown
          || !nqp_rows_grow (view, self.scene, self.n_rows, nqp_rows_lines (view, self.scene, box.w),
                             box.h - edges, &height))
        {
          draw_rows (&self, box, edges);
          return self.scene;
        }
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
  int near;
  const char *const page_titles[] = { _ ("Median"), _ ("5 %"), _ ("95 %"), NULL, _ ("Top, %") };

  nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "median", _ ("Median rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "p05", _ ("Rank, 5 %"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "p95", _ ("Rank, 95 %"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "mean", _ ("Mean rank"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "p_top_k", _ ("Probability of the top"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "firmness", _ ("Firmness"), NULL, NQP_COLUMN_TEXT, 0);
  near = nqp_table_add_column_for (table, NQP_TABLE_FILE, "p_near", _ ("Probability of a rank near by"), NULL,
                                   NQP_COLUMN_REAL, 3);
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
        {
          nqp_table_set_text (table, 8, nqp_firmness_word (nqp_uncertainty_firmness (result, i)));
          nqp_table_set_key (table, 8, -result->p_near[i]); /* the least firm first */
        }
      if (near >= 0)
        nqp_table_set_number (table, near, result != NULL ? result->p_near[i] : none);
    }
  return table;
}

static char *
ranks_summary (const NqpView *view)
{
  const Ranks self = ranks_of (view);
  const NqpUncertainty *result = self.result;
  g_autofree char *title = ranks_title (view);
  GString *out;
  int n[NQP_FIRMNESS_FRAGILE + 1] = { 0 }, widest = -1;

  if (result == NULL)
    return nqp_robustness_missing_summary (view, title);
  for (int i = 0; i < self.n_rows; i++)
    {
      n[nqp_uncertainty_firmness (result, i)]++;
      if (result->n_ranked[i] > 0
          && (widest < 0 || result->p95[i] - result->p05[i] > result->p95[widest] - result->p05[widest]))
        widest = i;
    }
  out = nqp_robustness_summary (view, &self.view, title, &result->spec);
  /* Translators: numbers of ranks */
  nqp_parts_say (out, _ ("Firm: %d, fair: %d, fragile: %d."), n[NQP_FIRMNESS_FIRM], n[NQP_FIRMNESS_FAIR],
                 n[NQP_FIRMNESS_FRAGILE]);
  if (widest >= 0)
    {
      nqp_parts_say (out, _ ("The widest interval is that of %s, rank %.0f to %.0f."),
                     nqp_view_region_name (view, widest), result->p05[widest], result->p95[widest]);
    }
  if (nqp_parts_has_region (view, view->focus) && result->n_ranked[view->focus] > 0)
    {
      const int i = view->focus;

      nqp_parts_say (out,
                     _ ("%s has rank %d, and rank %.0f to %.0f in 90 %% of the draws; it is among "
                        "the top %d in %.0f %%."),
                     nqp_view_region_name (view, i), result->nominal[i], result->p05[i], result->p95[i],
                     result->spec.top, 100 * result->p_top[i]);
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_robustness_ranks = {
  .id = "robustness.ranks",
  .name = N_ ("Rank intervals"),
  .width = 800,
  .height = 720,
  .options = NQP_OPTION_BIT (PALETTE),
  .scrolls = TRUE,
  .needs = NQP_RESULT_UNCERTAINTY,
  .order = nqp_robustness_order,
  .title = ranks_title,
  .build = ranks_build,
  .table = ranks_table,
  .summary = ranks_summary,
};
