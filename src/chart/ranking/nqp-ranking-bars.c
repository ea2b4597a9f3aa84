/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-parts.h"
#include "nqp-number.h"
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
  gboolean any_incomplete, any_imputed, any_without;
  double lo, hi;                /* reach of the stacks */
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

      if (!isfinite (value))
        {
          self->any_without = TRUE;
          continue;
        }
      if (!bounded) /* bounded scores have no negative parts: the stack is the score */
        stack (self, self->order[i], &left, &right);
      self->lo = MIN (self->lo, left);
      self->hi = MAX (self->hi, right);
      self->any_incomplete |= nqp_scores_incomplete (view->scores, view->measure, view->year, self->order[i]);
      self->any_imputed |= nqp_scores_is_imputed (view->scores, view->measure, view->year, self->order[i]);
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

static NqpPaint
fragile_paint (const NqpStyle *style)
{
  NqpPaint paint = nqp_parts_fill (nqp_colour_parse ("#e69f00"));

  paint.stroke = style->text;
  paint.width = style->scale;
  return paint;
}

static double
draw_legend (const Ranking *self, NqpBox box, gboolean marks)
{
  g_autofree NqpLegendItem *items = g_new0 (NqpLegendItem, self->n_children + 6);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  NqpPaint hollow = nqp_parts_stroke (self->style->text, 1.2 * self->style->scale, 0);
  int n = 0;

  for (int c = 0; c < self->n_children; c++)
    {
      char number[NQP_NUMBER_SIZE];
      double weight = nqp_tree_local_weight (self->view->scores->tree, self->children[c]);
      /* Translators: a pillar, component or indicator with its weight in percent */
      char *text = g_strdup_printf (_ ("%s %s %%"), nqp_view_node_name (self->view, self->children[c]),
                                    nqp_number_to_screen (weight * 100, 1, number));

      g_ptr_array_add (texts, text);
      items[n++] = (NqpLegendItem){ text, self->paints[c], NQP_SHAPE_MARK_SQUARE };
    }
  if (marks && self->any_incomplete)
    items[n++] = (NqpLegendItem){ _ ("some data missing"), hollow, NQP_SHAPE_MARK_TRIANGLE };
  if (marks && self->any_imputed)
    items[n++] = (NqpLegendItem){ _ ("partly imputed or edited"), hollow, NQP_SHAPE_MARK_CIRCLE };
  if (marks && self->any_without)
    items[n++] = (NqpLegendItem){ self->n_children > 0 ? _ ("no score") : _ ("no data"),
                                  nqp_parts_missing (self->style), NQP_SHAPE_MARK_SQUARE };
  if (self->robust != NULL)
    {
      char number[NQP_NUMBER_SIZE];
      /* Translators: what "3-7" at the end of a row is; %s is a number of draws */
      char *text = g_strdup_printf (_ ("1–9: ranks in 90 %% of %s draws"),
                                    nqp_number_to_screen (self->robust->spec.draws, 0, number));

      g_ptr_array_add (texts, text);
      items[n++] = (NqpLegendItem){ text, nqp_parts_stroke (self->style->dim, 1.2 * self->style->scale, 0),
                                    NQP_SHAPE_MARK_SQUARE, TRUE };
      items[n++] = (NqpLegendItem){ _ ("fragile rank"), fragile_paint (self->style), NQP_SHAPE_MARK_DIAMOND };
    }
  return n > 0 ? nqp_legend_row (self->scene, box, items, n) + self->style->unit : 0;
}

typedef struct
{
  double rank_x, mark_x, name_x, name_w; /* right edge of ranks, middle of marks, names */
  double height, size;                   /* of a row, of its type */
  double interval_w;                     /* of the ranks in draws at the right, 0 without */
  NqpScale scale;
} Columns;

/* At the right edge: between which ranks the region stays, and a mark where a neighbour could as well stand there. */
static void
draw_interval (const Ranking *self, const Columns *columns, NqpBox box, int region, double middle)
{
  g_autofree char *interval = nqp_view_rank_interval (self->view, region);
  NqpFont font = nqp_scene_font (self->scene, columns->size, self->style->dim);
  const double radius = columns->size * 0.28;
  NqpPaint paint = fragile_paint (self->style);

  if (interval == NULL)
    return;
  font.align = NQP_ALIGN_END;
  font.tabular = TRUE;
  nqp_scene_text (self->scene, box.x + box.w - self->style->unit / 2, middle, interval, &font,
                  NQP_DATUM_NONE);
  if (nqp_uncertainty_is_fragile (self->robust, region))
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_DIAMOND, box.x + box.w - columns->interval_w + radius, middle,
                    radius, &paint, (NqpDatum){ region, self->view->year, self->view->measure });
}

static void
draw_row (const Ranking *self, const Columns *columns, NqpBox box, int region, double y)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  const NqpDatum whole = { region, view->year, -1 }, score = { region, view->year, view->measure };
  int index = nqp_view_compared_index (view, region);
  double middle = y + columns->height / 2, thick = columns->height * 0.72;
  double value = nqp_view_value (view, view->year, region);
  double zero = nqp_scale_map (&columns->scale, 0);
  int rank = nqp_scores_rank (view->scores, view->measure, view->year, region);
  NqpFont font = nqp_scene_font (self->scene, columns->size, style->text);
  char number[NQP_NUMBER_SIZE];

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
  if (rank > 0)
    {
      NqpFont dim = nqp_scene_font (self->scene, columns->size, style->dim);

      dim.align = NQP_ALIGN_END;
      dim.tabular = TRUE;
      g_snprintf (number, sizeof number, "%d", rank);
      nqp_scene_text (self->scene, columns->rank_x, middle, number, &dim, NQP_DATUM_NONE);
    }
  if (columns->interval_w > 0)
    draw_interval (self, columns, box, region, middle);
  font.bold = index == 0;
  font.max_width = columns->name_w;
  nqp_scene_text (self->scene, columns->name_x, middle, nqp_view_region_name (view, region), &font,
                  NQP_DATUM_NONE);
  if (isfinite (value))
    {
      double left, right, x, w, inset = style->scale;

      stack (self, region, &left, &right);
      left = nqp_scale_map (&columns->scale, left) - inset;
      right = nqp_scale_map (&columns->scale, right) + inset;
      nqp_scene_ring (self->scene, left, middle - thick / 2 - inset, right - left, thick + 2 * inset, whole);
      left = right = zero;
      for (int c = 0; c < MAX (self->n_children, 1); c++)
        {
          int child = self->n_children > 0 ? self->children[c] : -1;
          double v = segment (self, child, region);
          double length = nqp_scale_map (&columns->scale, fabs (v)) - zero;
          NqpPaint paint = self->paints[c];
          NqpDatum datum = { region, view->year, child >= 0 ? child : view->measure };

          if (!(length > 0))
            continue;
          paint.stroke = style->background; /* a hairline keeps neighbours apart */
          paint.width = self->n_children > 1 ? 0.8 * style->scale : 0;
          if (v < 0)
            left -= length;
          nqp_scene_rect (self->scene, v < 0 ? left : right, middle - thick / 2, length, thick, 0, &paint,
                          datum);
          if (v > 0)
            right += length;
        }
      if (self->negative)
        {
          NqpPaint tick = nqp_parts_stroke (style->text, 2 * style->scale, 0);

          x = nqp_scale_map (&columns->scale, value);
          nqp_scene_line (self->scene, x, y + 1, x, y + columns->height - 1, &tick, NQP_DATUM_NONE);
        }
      font = nqp_scene_font (self->scene, columns->size, style->text);
      font.bold = font.tabular = TRUE;
      nqp_number_to_screen (value, self->decimals, number);
      x = right + style->unit;
      nqp_scene_measure (self->scene, number, &font, &w, NULL);
      nqp_scene_target (self->scene, right, y, w + 2 * style->unit, columns->height, score);
      nqp_scene_text (self->scene, x, middle, number, &font, NQP_DATUM_NONE);
      if (self->any_incomplete || self->any_imputed)
        {
          NqpPaint hollow = nqp_parts_stroke (style->text, 1.2 * style->scale, 0);
          double radius = columns->size * 0.3;

          x += w + radius + style->unit;
          if (nqp_scores_incomplete (view->scores, view->measure, view->year, region))
            {
              nqp_scene_mark (self->scene, NQP_SHAPE_MARK_TRIANGLE, x, middle, radius, &hollow, whole);
              x += radius * 3;
            }
          if (nqp_scores_is_imputed (view->scores, view->measure, view->year, region))
            nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, x, middle, radius, &hollow, whole);
        }
    }
  else
    {
      g_autofree char *why = nqp_parts_why_no_score (view, view->measure, view->year, region);
      NqpPaint missing = nqp_parts_missing (style);
      NqpFont words = nqp_scene_font (self->scene, columns->size, style->dim);
      double w = columns->size * 2.5;

      nqp_scene_rect (self->scene, zero, middle - thick / 2, w, thick, 0, &missing, whole);
      words.max_width = box.x + box.w - columns->interval_w - (zero + w + style->unit);
      nqp_scene_text (self->scene, zero + w + style->unit, middle, why, &words, NQP_DATUM_NONE);
    }
}

static double
axis_height (const NqpStyle *style)
{
  return style->tick * 2;
}

static int
fit_rows (const Ranking *self, NqpBox box, double *out_size, double *out_height)
{
  return nqp_rows_fit (self->scene, self->n_rows, box.h - axis_height (self->style), out_size, out_height);
}

static void
draw_rows (Ranking *self, NqpBox box)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  double axis = axis_height (style), gap = style->unit, note = nqp_rows_note_height (style), h, w, wide = 0;
  g_autofree int *rows = g_new (int, MAX (self->n_rows, 1));
  Columns columns = { 0 };
  NqpBox plot;
  NqpFont font;
  char number[NQP_NUMBER_SIZE];
  int n_fit, n, first;

  n_fit = fit_rows (self, box, &columns.size, &h);
  n = nqp_rows_choose (view, self->order, self->n_rows, n_fit, rows, &first);
  if (n < self->n_rows)
    {
      nqp_rows_note (self->scene, box, first, n, self->n_rows);
      box.y += note;
      box.h -= note;
    }
  columns.height = CLAMP ((box.h - axis) / MAX (n, 1), h, style->label * 3);

  font = nqp_scene_font (self->scene, columns.size, style->text);
  font.bold = font.tabular = TRUE;
  g_snprintf (number, sizeof number, "%d", self->n_rows);
  nqp_scene_measure (self->scene, number, &font, &w, NULL);
  columns.rank_x = box.x + gap / 2 + w;
  columns.mark_x = columns.rank_x + gap + columns.size * 0.4;
  columns.name_x = columns.mark_x + columns.size * 0.4 + gap;
  font.tabular = FALSE;
  for (int i = 0; i < n; i++)
    {
      nqp_scene_measure (self->scene, nqp_view_region_name (view, self->order[rows[i]]), &font, &w, NULL);
      wide = MAX (wide, w);
    }
  columns.name_w = MIN (ceil (wide) + 1, box.w * 0.38);
  font.tabular = TRUE;
  nqp_number_to_screen (self->hi, self->decimals, number);
  nqp_scene_measure (self->scene, number, &font, &w, NULL);
  if (self->any_incomplete || self->any_imputed)
    w += columns.size * 1.6;
  plot.x = columns.name_x + columns.name_w + gap;
  for (int i = 0; self->robust != NULL && i < n; i++)
    {
      g_autofree char *interval = nqp_view_rank_interval (view, self->order[rows[i]]);
      double wide_interval = 0;

      if (interval != NULL)
        nqp_scene_measure (self->scene, interval, &font, &wide_interval, NULL);
      columns.interval_w = MAX (columns.interval_w, wide_interval + columns.size + gap);
    }
  if (columns.interval_w > 0.25 * (box.x + box.w - plot.x)) /* the bars come first */
    columns.interval_w = 0;
  plot.w = box.x + box.w - w - 2 * gap - columns.interval_w - plot.x;
  plot.y = box.y;
  plot.h = n * columns.height;
  columns.scale = (NqpScale){ self->lo, self->hi, plot.x, plot.x + plot.w };
  nqp_axis_x (self->scene, &columns.scale, plot, MAX (2, (int)(plot.w / (style->tick * 6))),
              nqp_view_unit (view), TRUE);
  for (int i = 0; i < n; i++)
    {
      double y = plot.y + i * columns.height;

      draw_row (self, &columns, box, self->order[rows[i]], y);
      if (i > 0 && rows[i] != rows[i - 1] + 1)
        nqp_rows_gap (self->scene, box, y);
    }
  if (self->lo < 0)
    {
      double zero = nqp_scale_map (&columns.scale, 0);
      NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 0);

      nqp_scene_line (self->scene, zero, plot.y, zero, plot.y + plot.h, &line, NQP_DATUM_NONE);
    }
}

static char *
ranking_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);

  if (nqp_parts_is_leaf (view, view->measure))
    {
      g_autofree char *unit = nqp_parts_unit (view), *whole = g_strconcat (name, unit, NULL);

      return g_strdup_printf (_ ("%s, %d"), whole, nqp_parts_year (view));
    }
  return g_strdup_printf (_ ("%s, %d"), name, nqp_parts_year (view));
}

static char *
ranking_subtitle (const NqpView *view)
{
  g_autofree char *method = NULL;
  int j = view->scores->tree->nodes[view->measure].indicator;

  if (j >= 0)
    return g_strdup (view->scores->panel->indicators[j].direction < 0 ? _ ("Raw values; less is better")
                                                                      : _ ("Raw values; more is better"));
  method = nqp_view_method_line (view);
  /* TRANSLATORS: %s is the method: "0-100, entropy weights, ..." */
  return g_strdup_printf (_ ("Score as the sum of what each part contributes; %s"), method);
}

static NqpScene *
ranking_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = ranking_title (view);
  g_autofree char *subtitle = ranking_subtitle (view);
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
      double used, size, row, more;

      self.scene = nqp_scene_new (width, height, style);
      box = nqp_frame_begin (self.scene, view, title, subtitle);
      if (self.n_rows == 0)
        {
          nqp_frame_message (self.scene, box, _ ("The project has no regions yet."));
          return self.scene;
        }
      used = draw_legend (&self, box, box.h > style->base * 18);
      box.y += used;
      box.h -= used;
      if (!view->all_rows || grown || fit_rows (&self, box, &size, &row) >= self.n_rows)
        break;
      more = self.n_rows * row + axis_height (style) + 1 - box.h; /* as tall as the rows need */
      if (height + more > NQP_ROWS_TALLEST)
        break;
      height += more;
      nqp_scene_unref (self.scene);
    }
  draw_rows (&self, box);
  return self.scene;
}

/* A page has room for the scores of the parts beside what they add. */
static int
add_score (NqpTable *table, const NqpView *view, int node, const char *title)
{
  g_autofree char *name = g_strconcat (view->scores->tree->nodes[node].id, "_score", NULL);
  int column = nqp_table_add_column_for (table, NQP_TABLE_PAGE, name, title, NULL, NQP_COLUMN_REAL, 1);

  nqp_table_show (table, column,
                  (NqpLook){ .chars = 6, .descending = TRUE, .marks = TRUE, .node = node + 1 });
  return column;
}

static NqpTable *
ranking_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_parts_table_new (use);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  int children[NQP_PARTS_MAX];
  int n = nqp_parts_children (view, view->measure, children, NQP_PARTS_MAX);
  g_autofree char *name = nqp_view_measure_name (view);
  const gboolean leaf = nqp_parts_is_leaf (view, view->measure);
  int year, rank, value, coverage, first = -1, interval = -1, fragile = -1, normalised = -1, scores = -1,
                                   note;

  year = nqp_table_add_column_for (table, NQP_TABLE_FILE, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  rank = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  value = nqp_table_add_column (table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                nqp_view_decimals (view));
  for (int c = 0; c < n; c++)
    {
      int column = nqp_table_add_column_for (table, NQP_TABLE_FILE, view->scores->tree->nodes[children[c]].id,
                                             nqp_view_node_name (view, children[c]), nqp_view_unit (view),
                                             NQP_COLUMN_REAL, 1);

      if (c == 0)
        first = column;
    }
  coverage
      = nqp_table_add_column_for (table, NQP_TABLE_FILE, "coverage", _ ("Coverage"), "%", NQP_COLUMN_REAL, 0);
  if (nqp_view_uncertainty (view) != NULL)
    {
      interval = nqp_table_add_column (table, "interval", _ ("Rank, 5–95 %"), NULL, NQP_COLUMN_TEXT, 0);
      fragile = nqp_table_add_column (table, "fragile", _ ("Fragile"), NULL, NQP_COLUMN_TEXT, 0);
    }
  note = nqp_table_add_column_for (table, NQP_TABLE_FILE, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_parts_table_show_region (table, view, rank);
  nqp_table_show (table, value,
                  (NqpLook){ .title = leaf ? _ ("Value") : _ ("Score"),
                             .chars = 6,
                             .descending = TRUE,
                             .marks = TRUE,
                             .node = view->measure + 1 });
  if (leaf)
    normalised = add_score (table, view, view->measure, _ ("Normalised"));
  nqp_table_show (
      table, interval,
      (NqpLook){ .title = _ ("Interval"), .chars = 6, .descending = TRUE, .node = view->measure + 1 });
  nqp_table_show (table, fragile, (NqpLook){ .chars = 6, .descending = TRUE });
  for (int c = 0; c < n; c++)
    {
      int column = add_score (table, view, children[c], nqp_view_node_name (view, children[c]));

      if (c == 0)
        scores = column;
    }
  nqp_view_order (view, order);
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      int region = order[i];
      int place = nqp_scores_rank (view->scores, view->measure, view->year, region);
      double shown = nqp_view_value (view, view->year, region);

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, region);
      nqp_table_set_number (table, year, nqp_parts_year (view));
      nqp_parts_table_rank (table, rank, place);
      nqp_table_set_number (table, value, shown);
      for (int c = 0; c < n && first >= 0; c++)
        nqp_table_set_number (
            table, first + c,
            isfinite (shown) ? nqp_parts_contribution (view, children[c], view->year, region) : NAN);
      for (int c = 0; c < n && scores >= 0; c++)
        nqp_table_set_number (table, scores + c, nqp_parts_score (view, children[c], view->year, region));
      if (normalised >= 0)
        nqp_table_set_number (table, normalised, nqp_parts_score (view, view->measure, view->year, region));
      nqp_table_set_number (table, coverage,
                            nqp_scores_coverage (view->scores, view->measure, view->year, region) * 100);
      if (interval >= 0)
        {
          const NqpUncertainty *drawn = view->uncertainty;
          g_autofree char *ranks = nqp_view_rank_interval (view, region);

          nqp_table_set_text (table, interval, ranks);
          nqp_table_set_key (table, interval,
                             drawn->p95[region] - drawn->p05[region]); /* by how wide it is */
          nqp_table_set_text (table, fragile,
                              nqp_uncertainty_is_fragile (drawn, region) ? _ ("fragile") : "");
        }
      if (note >= 0)
        {
          g_autofree char *words = isfinite (shown)
                                       ? nqp_parts_marks (view, view->measure, view->year, region)
                                       : nqp_parts_why_no_score (view, view->measure, view->year, region);

          nqp_table_set_text (table, note, words);
        }
    }
  return table;
}

static char *
ranking_summary (const NqpView *view)
{
  g_autofree char *title = ranking_title (view);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  int n = nqp_scores_n_ranked (view->scores, view->measure, view->year);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("Ranking of %d regions: %s."), n, title);
  if (n > 0)
    {
      g_autofree char *best = NULL, *worst = NULL;

      nqp_view_order (view, order);
      best = nqp_view_value_text (view, view->year, order[0]);
      worst = nqp_view_value_text (view, view->year, order[n - 1]);
      nqp_parts_next_sentence (out);
      g_string_append_printf (out, _ ("%s leads with %s, %s is last with %s."),
                              nqp_view_region_name (view, order[0]), best,
                              nqp_view_region_name (view, order[n - 1]), worst);
    }
  if (nqp_parts_has_region (view, view->focus))
    {
      int rank = nqp_scores_rank (view->scores, view->measure, view->year, view->focus);
      g_autofree char *text = nqp_view_value_text (view, view->year, view->focus);
      const char *name = nqp_view_region_name (view, view->focus);
      g_autofree char *interval = nqp_view_rank_interval (view, view->focus);

      nqp_parts_next_sentence (out);
      if (rank > 0)
        g_string_append_printf (out, _ ("%s has rank %d of %d with %s."), name, rank, n, text);
      else
        g_string_append_printf (out, _ ("%s has no rank."), name);
      if (interval != NULL)
        {
          nqp_parts_next_sentence (out);
          /* Translators: an interval of ranks, "3-7" */
          g_string_append_printf (out, _ ("In 90 %% of the draws its rank is %s."), interval);
        }
    }
  return g_string_free (out, FALSE);
}

/* A segment is as long as what the part adds, which is not its score. */
static char *
ranking_tooltip (const NqpView *view, NqpDatum datum)
{
  const NqpTree *tree = view->scores->tree;
  const int node = datum.node;
  const char *name = node >= 0 ? nqp_view_node_name (view, node) : NULL;
  char score_text[NQP_NUMBER_SIZE], weight_text[NQP_NUMBER_SIZE], adds_text[NQP_NUMBER_SIZE];
  g_autofree char *line = NULL, *plain = NULL;
  g_auto (GStrv) lines = NULL;
  double score, adds, weight;

  if (node < 0 || datum.region < 0 || datum.region >= view->scores->n_regions
      || tree->nodes[node].parent != view->measure)
    return NULL;
  score = nqp_parts_score (view, node, view->year, datum.region);
  adds = nqp_parts_contribution (view, node, view->year, datum.region);
  if (!isfinite (score) || !isfinite (adds))
    return NULL;
  nqp_number_to_screen (score, 1, score_text);
  nqp_number_to_screen (adds, 1, adds_text);
  if (nqp_method_aggregate (&view->scores->method, tree->nodes[view->measure].level)
          == NQP_AGGREGATE_ARITHMETIC
      && score > 0)
    {
      weight = adds / score; /* more than the one given where a sibling has no score */
      nqp_number_to_screen (100 * weight, 1, weight_text);
      /* Translators: a part: its score, its weight in per cent, what it adds to the whole */
      line = g_strdup_printf (_ ("%s: %s × %s %% = %s points"), name, score_text, weight_text, adds_text);
    }
  else
    /* Translators: a part: its score, what it adds to the whole */
    line = g_strdup_printf (_ ("%s: %s, adds %s points"), name, score_text, adds_text);
  plain = nqp_view_tooltip (view, datum.region, view->year, node);
  lines = g_strsplit (plain, "\n", 3); /* region and year, the score, rank and marks */
  g_free (lines[1]);
  lines[1] = g_steal_pointer (&line);
  return g_strjoinv ("\n", lines);
}

const NqpChart nqp_chart_ranking_bars = {
  .id = "ranking.bars",
  .scrolls = TRUE,
  .explains = TRUE,
  .shows = NQP_RESULT_UNCERTAINTY,
  .name = N_ ("Ranking"),
  .width = 800,
  .height = 720,
  .title = ranking_title,
  .build = ranking_build,
  .table = ranking_table,
  .summary = ranking_summary,
  .tooltip = ranking_tooltip,
};
