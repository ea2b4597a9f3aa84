/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-ranking-private.h"
#include "nqp-rows.h"

/* ranking.bars: regions in rank order, each with a bar made of what the children of the measure contribute. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int children[NQP_PARTS_MAX]; /* segments; none for a leaf */
  int n_children;
  NqpPaint *paints; /* of the children */
  int *order;       /* regions, best first */
  int n_rows;
  gboolean negative; /* some segment lies left of zero */
  gboolean any_incomplete, any_imputed, any_cut, any_without;
  double lo, hi;                /* reach of the stacks */
  double axis_lo, axis_hi;      /* of the axis */
  const NqpUncertainty *robust; /* NULL: nothing is known of how firm the ranks are */
  int decimals;
} Ranking;

static double
segment (const Ranking *self, int child, int region)
{
  if (child < 0)
    return nqp_view_value (self->view, self->view->year, region);
  return nqp_parts_contribution (self->view, child, self->view->year, region);
}

static void
stack (const Ranking *self, int region, double *out_left, double *out_right)
{
  *out_left = *out_right = 0;
  for (int c = 0; c < MAX (self->n_children, 1); c++)
    {
      double v = segment (self, self->n_children > 0 ? self->children[c] : -1, region);

      if (v > 0)
        *out_right += v;
      else if (v < 0)
        *out_left += v;
    }
}

static void
survey (Ranking *self)
{
  const NqpView *view = self->view;
  gboolean bounded = nqp_parts_factor (view) > 1 && self->n_children > 0;

  for (int i = 0; i < self->n_rows; i++)
    {
      double value = nqp_view_value (view, view->year, self->order[i]);
      double left = 0, right = value;
      const char *mark;

      if (!isfinite (value))
        {
          self->any_without = TRUE;
          continue;
        }
      if (!bounded) /* bounded scores have no negative parts: the stack is the score */
        stack (self, self->order[i], &left, &right);
      self->lo = MIN (self->lo, left);
      self->hi = MAX (self->hi, right);
      mark = nqp_view_mark (view, self->order[i], view->year);
      self->any_incomplete |= strcmp (mark, NQP_SIGN_INCOMPLETE) == 0;
      self->any_imputed |= strcmp (mark, NQP_SIGN_IMPUTED) == 0;
      self->any_cut |= strcmp (mark, NQP_SIGN_TREATED) == 0;
    }
  self->negative = self->lo < 0 && self->n_children > 0;
  /* One axis for all years that can be compared, so that playing through them shows movement. */
  if (bounded && nqp_method_is_pooled (&view->scores->method))
    for (int t = 0; t < view->scores->n_years; t++)
      for (int i = 0; i < view->scores->n_regions; i++)
        {
          double value = nqp_view_value (view, t, i);

          if (value > self->hi)
            self->hi = value;
        }
  if (!(self->hi > self->lo))
    self->hi = self->lo + 1;
}

static void
add_marks (const Ranking *self, NqpLegend *legend)
{
  const NqpPaint none = { .width = 0 };

  if (self->any_incomplete)
    /* xgettext:no-c-format */
    nqp_legend_add (legend, _ ("○ below 95 % of data"), NQP_SAMPLE_NONE, none);
  if (self->any_imputed)
    nqp_legend_add (legend, _ ("◌ partly imputed or edited"), NQP_SAMPLE_NONE, none);
  if (self->any_cut)
    nqp_legend_add (legend, _ ("◇ outlier cut"), NQP_SAMPLE_NONE, none);
  if (self->any_without)
    nqp_legend_add (legend, self->n_children > 0 ? _ ("no score") : _ ("no data"), NQP_SAMPLE_SWATCH,
                    nqp_parts_missing (self->style));
}

/* Without a mark a rank is firm. */
static NqpPaint
firmness_paint (const NqpStyle *style, NqpFirmness firmness)
{
  const NqpPaint warning = nqp_parts_warning (style);

  return firmness == NQP_FIRMNESS_FRAGILE ? warning : nqp_parts_stroke (warning.fill, 1.5 * style->scale, 0);
}

static void
add_firmness (const Ranking *self, NqpLegend *legend)
{
  const int reach = nqp_uncertainty_reach (self->robust);
  g_autofree char *fair = g_strdup_printf (
      /* Translators: a number of places */
      ngettext ("fair: within %d place in less than 90 %% of them",
                "fair: within %d places in less than 90 %% of them", (gulong)reach),
      reach);

  nqp_legend_add_mark (legend, fair, NQP_SHAPE_MARK_DIAMOND, firmness_paint (self->style, NQP_FIRMNESS_FAIR));
  /* xgettext:no-c-format */
  nqp_legend_add_mark (legend, _ ("fragile: in less than 50 %"), NQP_SHAPE_MARK_DIAMOND,
                       firmness_paint (self->style, NQP_FIRMNESS_FRAGILE));
}

static void
draw_legend (const Ranking *self, NqpBox *box)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  char number[NQP_NUMBER_SIZE];

  for (int c = 0; c < self->n_children; c++)
    {
      double weight = nqp_tree_local_weight (self->view->scores->tree, self->children[c]);
      /* Translators: a pillar, component or indicator with its weight in percent */
      g_autofree char *text
          = g_strdup_printf (_ ("%s %s %%"), nqp_view_node_name (self->view, self->children[c]),
                             nqp_number_to_screen (weight * 100, 1, number));

      nqp_legend_add (legend, text, NQP_SAMPLE_SWATCH, self->paints[c]);
    }
  if (box->h > self->style->base * 18)
    add_marks (self, legend);
  if (self->robust != NULL)
    {
      /* Translators: what "3-7" at the end of a row is; %s is a number of draws */
      g_autofree char *text = g_strdup_printf (_ ("1–9: ranks in 90 %% of %s draws"),
                                               nqp_number_to_screen (self->robust->spec.draws, 0, number));

      nqp_legend_add (legend, text, NQP_SAMPLE_NONE, (NqpPaint){ .width = 0 });
      add_firmness (self, legend);
    }
  nqp_legend_cut (legend, self->scene, box);
}

/* Where the parts of a row stand. */
typedef struct
{
  NqpRows rows;
  NqpRowLabels labels;
  double interval_w; /* of the ranks in draws at the right, 0 without */
  NqpScale scale;
} Layout;

/* At the right edge: between which ranks the region stays, and a mark where its rank is not firm. */
static void
draw_interval (const Ranking *self, const Layout *layout, NqpBox box, int region, double middle)
{
  g_autofree char *interval = nqp_view_rank_interval (self->view, region);
  const NqpFont font = nqp_type (layout->rows.size, self->style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END);
  const double radius = layout->rows.size * 0.28;
  const NqpFirmness firmness
      = self->robust != NULL ? nqp_uncertainty_firmness (self->robust, region) : NQP_FIRMNESS_NONE;
  const NqpPaint paint = firmness_paint (self->style, firmness);

  if (interval == NULL)
    return;
  nqp_scene_text (self->scene, box.x + box.w - self->style->unit / 2, middle, interval, &font,
                  NQP_DATUM_NONE);
  if (firmness == NQP_FIRMNESS_FAIR || firmness == NQP_FIRMNESS_FRAGILE)
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_DIAMOND, box.x + box.w - layout->interval_w + radius, middle,
                    radius, &paint, (NqpDatum){ region, self->view->year, self->view->measure });
}

/* The segments, from zero to either side; returns where they end. */
static double
draw_stack (const Ranking *self, const Layout *layout, int region, double top, double thick, NqpDatum whole)
{
  const NqpStyle *style = self->style;
  const double zero = nqp_scale_map (&layout->scale, 0), inset = style->scale;
  double left, right;

  stack (self, region, &left, &right);
  left = nqp_scale_map (&layout->scale, left) - inset;
  right = nqp_scale_map (&layout->scale, right) + inset;
  nqp_scene_ring (self->scene, left, top - inset, right - left, thick + 2 * inset, whole);
  left = right = zero;
  for (int c = 0; c < MAX (self->n_children, 1); c++)
    {
      int child = self->n_children > 0 ? self->children[c] : -1;
      double v = segment (self, child, region);
      double w = nqp_scale_map (&layout->scale, fabs (v)) - zero;
      NqpPaint paint = self->paints[c];
      NqpDatum datum = { region, self->view->year, child >= 0 ? child : self->view->measure };

      if (!(w > 0))
        continue;
      paint.stroke = style->background; /* a hairline keeps neighbours apart */
      paint.width = self->n_children > 1 ? 0.8 * style->scale : 0;
      if (v < 0)
        left -= w;
      nqp_scene_rect (self->scene, v < 0 ? left : right, top, w, thick, 0, &paint, datum);
      if (v > 0)
        right += w;
    }
  return right;
}

/* The number behind the bar. */
static void
draw_value (const Ranking *self, const Layout *layout, int region, double x, double y)
{
  const NqpView *view = self->view;
  const NqpFont font = nqp_type (layout->rows.size, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  const NqpDatum score = { region, view->year, view->measure };
  const double gap = self->style->unit, middle = y + layout->rows.height / 2;
  double w;
  char number[NQP_NUMBER_SIZE];

  if (!nqp_parts_labelled (view))
    return;
  nqp_number_to_screen (nqp_view_value (view, view->year, region), self->decimals, number);
  w = nqp_type_width (self->scene, number, &font);
  nqp_scene_target (self->scene, x, y, w + 2 * gap, layout->rows.height, score);
  nqp_scene_text (self->scene, x + gap, middle, number, &font, NQP_DATUM_NONE);
}

static void
draw_row (const Ranking *self, const Layout *layout, NqpBox box, int region, double y)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  const NqpDatum whole = { region, view->year, -1 };
  const double height = layout->rows.height, middle = y + height / 2, thick = height * 0.72;
  const double value = nqp_view_value (view, view->year, region), zero = nqp_scale_map (&layout->scale, 0);

  nqp_row_labels_draw (&layout->labels, &layout->rows, self->scene, view, box, region,
                       nqp_scores_rank (view->scores, view->measure, view->year, region), y, whole);
  if (layout->interval_w > 0)
    draw_interval (self, layout, box, region, middle);
  if (isfinite (value))
    {
      double end = draw_stack (self, layout, region, middle - thick / 2, thick, whole);

      if (self->negative)
        {
          const NqpPaint tick = nqp_parts_stroke (style->text, 2 * style->scale, 0);
          const double x = nqp_scale_map (&layout->scale, value);

          nqp_scene_line (self->scene, x, y + 1, x, y + height - 1, &tick, NQP_DATUM_NONE);
        }
      draw_value (self, layout, region, end, y);
    }
  else
    {
      g_autofree char *why = nqp_parts_why_no_score (view, view->measure, view->year, region);
      const NqpPaint missing = nqp_parts_missing (style);
      const double w = layout->rows.size * 2.5;

      nqp_scene_rect (self->scene, zero, middle - thick / 2, w, thick, 0, &missing, whole);
      nqp_type_write (self->scene, zero + w + style->unit, middle, why,
                      nqp_type_in (layout->rows.size, style->dim, 0,
                                   box.x + box.w - layout->interval_w - (zero + w + style->unit), 1));
    }
}

/* Names left, numbers right of the bars, and right of these the intervals if they leave the bars room. */
static NqpBox
place_columns (const Ranking *self, NqpBox box, Layout *layout)
{
  const NqpRows *rows = &layout->rows;
  const NqpFont font = nqp_type (rows->size, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  const double gap = self->style->unit;
  double value_w;
  char number[NQP_NUMBER_SIZE];
  NqpBox plot = { .y = box.y, .h = rows->n * rows->height };

  nqp_row_labels_place (&layout->labels, rows, self->scene, self->view, box);
  value_w
      = !nqp_parts_labelled (self->view)
            ? 0
            : nqp_type_width (self->scene, nqp_number_to_screen (self->hi, self->decimals, number), &font);
  plot.x = MAX (
      layout->labels.right + gap,
      box.x + nqp_axis_x_left (self->scene, box, nqp_view_unit (self->view), self->axis_lo, self->axis_hi));
  for (int i = 0; self->robust != NULL && i < rows->n; i++)
    {
      g_autofree char *interval = nqp_view_rank_interval (self->view, nqp_rows_region (rows, i));
      double wide = interval != NULL ? nqp_type_width (self->scene, interval, &font) : 0;

      layout->interval_w = MAX (layout->interval_w, wide + rows->size + gap);
    }
  if (layout->interval_w > 0.25 * (box.x + box.w - plot.x)) /* the bars come first */
    layout->interval_w = 0;
  plot.w = box.x + box.w - value_w - 2 * gap - layout->interval_w - plot.x;
  layout->scale = (NqpScale){ self->axis_lo, self->axis_hi, plot.x, plot.x + plot.w };
  return plot;
}

static void
draw_rows (const Ranking *self, NqpBox box, double edges)
{
  const NqpStyle *style = self->style;
  Layout layout = { 0 };
  NqpBox plot;

  nqp_rows_init (&layout.rows, self->scene, self->view, self->order, self->n_rows, &box, edges);
  nqp_box_cut_top (&box, nqp_axis_reference_height (self->scene, &self->view->options));
  plot = place_columns (self, box, &layout);
  nqp_axis_x (self->scene, &layout.scale, box, plot, MAX (2, (int)(plot.w / (style->tick * 6))),
              nqp_view_unit (self->view));
  for (int i = 0; i < layout.rows.n; i++)
    {
      double y = plot.y + i * layout.rows.height;

      draw_row (self, &layout, box, nqp_rows_region (&layout.rows, i), y);
      nqp_rows_draw_gap (&layout.rows, self->scene, box, i, y);
    }
  nqp_axis_x_reference (self->scene, &self->view->options, &layout.scale, plot, self->decimals);
  if (self->axis_lo < 0)
    {
      double zero = nqp_scale_map (&layout.scale, 0);
      NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 0);

      nqp_scene_line (self->scene, zero, plot.y, zero, plot.y + plot.h, &line, NQP_DATUM_NONE);
    }
  nqp_rows_clear (&layout.rows);
}

static NqpScene *
ranking_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_ranking_title (view);
  g_autofree char *subtitle = nqp_ranking_subtitle (view);
  g_autofree NqpPaint *paints = NULL;
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  Ranking self = { .view = view,
                   .style = style,
                   .order = order,
                   .n_rows = view->scores->n_regions,
                   .robust = nqp_view_uncertainty (view),
                   .decimals = nqp_view_decimals (view) };
  NqpBox box;

  self.n_children = nqp_parts_children (view, view->measure, self.children, NQP_PARTS_MAX);
  self.paints = paints = g_new0 (NqpPaint, MAX (self.n_children, 1));
  for (int c = 0; c < self.n_children; c++)
    paints[c] = nqp_parts_node_paint (view, style, self.children[c]);
  if (self.n_children == 0)
    paints[0] = nqp_parts_fill (nqp_parts_pillar_colour (view, style, view->measure));
  nqp_view_order (view, order);
  survey (&self);
  for (gboolean grown = FALSE;; grown = TRUE)
    {
      NqpScale reach;
      double edges;

      self.scene = nqp_scene_new (width, height, style);
      reach = (NqpScale){ .d0 = self.lo, .d1 = self.hi };
      nqp_axis_ask (self.scene, &view->options, &reach, 0);
      self.axis_lo = reach.d0;
      self.axis_hi = reach.d1;
      box = nqp_frame_begin (self.scene, view, title, subtitle);
      if (self.n_rows == 0)
        {
          nqp_frame_message (self.scene, box, _ ("The project has no regions yet."));
          return self.scene;
        }
      draw_legend (&self, &box);
      edges = nqp_axis_x_height (self.scene, box, nqp_view_unit (view))
              + nqp_axis_reference_height (self.scene, &view->options);
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

const NqpChart nqp_chart_ranking_bars = {
  .id = "ranking.bars",
  .scrolls = TRUE,
  .explains = TRUE,
  .shows = NQP_RESULT_UNCERTAINTY,
  .name = N_ ("Ranking"),
  .width = 800,
  .height = 720,
  .options = NQP_OPTION_BIT (AXIS_MAX) | NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (LABELS)
             | NQP_OPTION_BIT (REFERENCE),
  .title = nqp_ranking_title,
  .build = ranking_build,
  .table = nqp_ranking_table,
  .caption = nqp_ranking_caption,
  .summary = nqp_ranking_summary,
  .tooltip = nqp_ranking_tooltip,
};
