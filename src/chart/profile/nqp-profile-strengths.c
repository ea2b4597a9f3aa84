/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-parts.h"
#include "nqp-number.h"
#include "nqp-sort.h"

/* profile.strengths: the indicators of the focus region, best percentile first. */

typedef struct
{
  int leaf;
  double value, percentile, points;
  gboolean imputed, suspect;
} Row;

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  Row rows[NQP_PARTS_MAX];
  int n;
  /* Columns: left edge of names, right edge of values, left of units, of the strip, right edge of points. */
  double name_x, name_w, value_x, unit_x, unit_w, strip_x, strip_w, points_x;
  double height, size;
  int lines; /* of a row */
} Strengths;

static int
by_percentile (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;
  double p = isfinite (x->percentile) ? x->percentile : -1, q = isfinite (y->percentile) ? y->percentile : -1;

  if (p != q)
    return p > q ? -1 : 1;
  if (isfinite (x->points) && isfinite (y->points) && x->points != y->points)
    return x->points > y->points ? -1 : 1;
  return x->leaf - y->leaf;
}

/* @node: what the points are points of, -1 = of nothing that is looked at */
static Row
row_of (const NqpView *view, int node, int leaf)
{
  const NqpScores *scores = view->scores;
  int j = scores->tree->nodes[leaf].indicator;
  Row row = { .leaf = leaf, .value = NAN, .percentile = NAN, .points = NAN };
  guint8 state;

  if (!nqp_parts_has_region (view, view->focus))
    return row;
  state = nqp_parts_leaf_state (view, leaf, view->year, view->focus);
  row.imputed = state == NQP_CELL_IMPUTED || state == NQP_CELL_EDITED;
  row.suspect = state == NQP_CELL_SUSPECT;
  if (scores->x != NULL && scores->x[j] != NULL)
    row.value = scores->x[j][(gsize)view->year * (gsize)scores->n_regions + (gsize)view->focus];
  if (!isfinite (nqp_scores_get (scores, leaf, view->year, view->focus)))
    return row;
  row.percentile = nqp_scores_percentile (scores, leaf, view->year, view->focus);
  if (node >= 0 && isfinite (nqp_scores_get (scores, node, view->year, view->focus)))
    row.points
        = nqp_scores_contribution (scores, node, leaf, view->year, view->focus) * nqp_parts_factor (view);
  return row;
}

static int
collect (const NqpView *view, Row *rows)
{
  const NqpTree *tree = view->scores->tree;
  int node = view->measure, n;
  int leaves[NQP_PARTS_MAX];

  if (nqp_parts_is_leaf (view, node) && tree->nodes[node].parent >= 0) /* a leaf among its siblings */
    node = tree->nodes[node].parent;
  n = nqp_parts_leaves (view, node, leaves, NQP_PARTS_MAX);
  for (int i = 0; i < n; i++)
    rows[i] = row_of (view, node, leaves[i]);
  nqp_sort (rows, (size_t)n, sizeof *rows, (int (*) (const void *, const void *))by_percentile);
  return n;
}

static const char *
unit_of (const NqpView *view, int leaf)
{
  const NqpIndicator *indicator = &view->scores->panel->indicators[view->scores->tree->nodes[leaf].indicator];

  return nqp_text_get (&indicator->unit, view->lang);
}

static const char *
words_of (const Row *row)
{
  return row->suspect             ? _ ("suspect, not used")
         : !isfinite (row->value) ? _ ("no data")
         : row->imputed           ? _ ("imputed")
                                  : "";
}

static const char *
points_text (const NqpView *view, const Row *row, char number[NQP_NUMBER_SIZE])
{
  return nqp_number_to_screen (row->points, nqp_parts_decimals (view), number);
}

static double
width_of (const Strengths *self, const char *text, gboolean bold)
{
  NqpFont font = nqp_scene_font (self->scene, self->size, self->style->text);
  double w;

  font.bold = bold;
  font.tabular = TRUE;
  nqp_scene_measure (self->scene, text, &font, &w, NULL);
  return ceil (w) + 1;
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
      const Row *row = &self->rows[i];
      const char *unit = *words_of (row) != '\0' ? words_of (row) : unit_of (view, row->leaf);

      if (isfinite (row->value))
        value_w = MAX (value_w, width_of (self, nqp_number_to_screen_auto (row->value, number), FALSE));
      unit_w = MAX (unit_w, width_of (self, unit, FALSE));
      if (isfinite (row->points))
        points_w = MAX (points_w, width_of (self, points_text (view, row, number), TRUE));
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
      const Row *row = &self->rows[i];

      font.max_width = self->name_w;
      fits = nqp_scene_text_fits (self->scene, nqp_view_node_name (view, row->leaf), &font);
      font.max_width = self->unit_w;
      fits &= nqp_scene_text_fits (
          self->scene, *words_of (row) != '\0' ? words_of (row) : unit_of (view, row->leaf), &font);
    }
  return fits;
}

static void
draw_head (const Strengths *self, NqpBox box, double y, double bottom)
{
  const NqpStyle *style = self->style;
  NqpFont font = nqp_scene_font (self->scene, MIN (self->size, style->tick), style->dim);
  NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 0),
           faint = nqp_parts_stroke (style->grid, style->scale, 0);
  static const int ticks[] = { 0, 50, 100 };
  double middle = y + self->size * 0.75;

  font.max_width = self->name_w;
  nqp_scene_text (self->scene, self->name_x, middle, _ ("Indicator"), &font, NQP_DATUM_NONE);
  font.max_width = 0;
  font.align = NQP_ALIGN_END;
  nqp_scene_text (self->scene, self->value_x, middle, _ ("Value"), &font, NQP_DATUM_NONE);
  nqp_scene_text (self->scene, self->points_x, middle, _ ("Points"), &font, NQP_DATUM_NONE);
  nqp_scene_text (self->scene, self->strip_x - style->unit * 1.5, middle, _ ("Pct."), &font, NQP_DATUM_NONE);
  font.align = NQP_ALIGN_MIDDLE;
  for (guint k = 0; k < G_N_ELEMENTS (ticks); k++)
    {
      char number[NQP_NUMBER_SIZE];
      double x = self->strip_x + self->strip_w * ticks[k] / 100.0;

      g_snprintf (number, sizeof number, "%d", ticks[k]);
      font.align = k == 0 ? NQP_ALIGN_START : k == 1 ? NQP_ALIGN_MIDDLE : NQP_ALIGN_END;
      nqp_scene_text (self->scene, x, middle, number, &font, NQP_DATUM_NONE);
      nqp_scene_line (self->scene, x, y + self->size * 1.6, x, bottom, k == 1 ? &line : &faint,
                      NQP_DATUM_NONE);
    }
  nqp_scene_line (self->scene, box.x, y + self->size * 1.6, box.x + box.w, y + self->size * 1.6, &faint,
                  NQP_DATUM_NONE);
}

static void
draw_row (const Strengths *self, const Row *row, NqpBox box, double y)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpDatum datum = { view->focus, view->year, row->leaf };
  NqpColour colour = nqp_parts_pillar_colour (view, style, row->leaf);
  NqpPaint full = { .fill = colour, .stroke = nqp_parts_readable (style, colour), .width = style->scale };
  NqpPaint hollow = { .fill = style->background,
                      .stroke = nqp_parts_readable (style, colour),
                      .width = 2 * style->scale };
  NqpPaint track = nqp_parts_fill (style->faint),
           rule = nqp_parts_stroke (style->grid, 0.6 * style->scale, 0);
  NqpFont name = nqp_scene_font (self->scene, self->size, style->text);
  NqpFont font = name;
  double middle = y + self->height / 2, radius = self->size * 0.34;
  NqpMarkShape shape = nqp_parts_pillar_shape (view, row->leaf);
  gboolean has = isfinite (row->percentile);
  char number[NQP_NUMBER_SIZE];
  const char *words = words_of (row);

  nqp_scene_target (self->scene, box.x, y, box.w, self->height, datum);
  nqp_scene_line (self->scene, box.x, y + self->height, box.x + box.w, y + self->height, &rule,
                  NQP_DATUM_NONE);
  nqp_scene_mark (self->scene, shape, box.x + radius, middle, radius, has ? &full : &hollow, NQP_DATUM_NONE);
  name.max_width = self->name_w;
  name.max_lines = self->lines;
  nqp_scene_text (self->scene, self->name_x, middle, nqp_view_node_name (view, row->leaf), &name,
                  NQP_DATUM_NONE);

  font.align = NQP_ALIGN_END;
  font.tabular = TRUE;
  if (isfinite (row->value))
    nqp_scene_text (self->scene, self->value_x, middle, nqp_number_to_screen_auto (row->value, number), &font,
                    NQP_DATUM_NONE);
  if (has)
    nqp_scene_text (self->scene, self->strip_x - style->unit * 1.5, middle,
                    nqp_number_to_screen (row->percentile, 0, number), &font, NQP_DATUM_NONE);
  font.bold = TRUE;
  if (isfinite (row->points))
    nqp_scene_text (self->scene, self->points_x, middle, points_text (view, row, number), &font,
                    NQP_DATUM_NONE);
  font = nqp_scene_font (self->scene, self->size, *words != '\0' ? style->text : style->dim);
  font.max_width = self->unit_w;
  font.max_lines = self->lines;
  if (self->unit_w > self->size * 1.5)
    nqp_scene_text (self->scene, self->unit_x, middle, *words != '\0' ? words : unit_of (view, row->leaf),
                    &font, NQP_DATUM_NONE);

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
          NqpPaint mark = { .fill = style->background,
                            .stroke = nqp_parts_series_colour (style, k),
                            .width = 1.6 * style->scale };
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

static double
draw_legend (const Strengths *self, NqpBox box)
{
  const NqpView *view = self->view;
  const NqpTree *tree = view->scores->tree;
  NqpLegendItem items[NQP_MAX_COMPARED + 16];
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n = 0;

  for (int c = tree->nodes[0].first_child; c >= 0 && n < 16; c = tree->nodes[c].next_sibling)
    for (int i = 0; i < self->n; i++)
      if (nqp_tree_pillar_of (tree, self->rows[i].leaf) == c)
        {
          items[n++] = (NqpLegendItem){ nqp_view_node_name (view, c),
                                        nqp_parts_fill (nqp_parts_pillar_colour (view, self->style, c)),
                                        nqp_parts_pillar_shape (view, c) };
          break;
        }
  for (int k = 1; k < n_series && n < (int)G_N_ELEMENTS (items); k++)
    if (series[k] >= 0)
      items[n++] = (NqpLegendItem){ nqp_view_region_name (view, series[k]),
                                    nqp_parts_stroke (nqp_parts_series_colour (self->style, k),
                                                      1.6 * self->style->scale, 0),
                                    nqp_parts_series_shape (k) };
  return n > 0 ? nqp_legend_row (self->scene, box, items, n) + self->style->unit : 0;
}

/* The largest type and fewest lines at which every row fits and no name is cut; else those at which no name is cut
 * and the best and the worst have room. Returns the number of rows that fit. */
static int
choose_rows (Strengths *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  const struct
  {
    double size;
    int lines;
  } tries[] = { { style->label, 1 }, { style->tick, 1 },   { style->footer, 1 }, { style->label, 2 },
                { style->tick, 2 },  { style->footer, 2 }, { style->footer, 3 } };
  int n_fit = 0;

  for (int pass = 0; pass < 4; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
      {
        NqpFont font = nqp_scene_font (self->scene, tries[i].size, style->text);
        gboolean fits;
        double line;

        nqp_scene_measure (self->scene, "Ág", &font, NULL, &line);
        self->size = tries[i].size;
        self->lines = tries[i].lines;
        self->height = line * self->lines * (self->lines > 1 ? 1.06 : 1.12);
        n_fit = (int)((box.h - self->size * 1.8) / self->height);
        fits = (pass == 3 && i == 5) || lay_columns (self, box);
        if (fits && (pass == 0 ? n_fit >= self->n : pass < 3 ? n_fit >= (pass == 1 ? 5 : 3) : i == 5))
          {
            lay_columns (self, box);
            return MAX (n_fit, 3);
          }
      }
  g_return_val_if_reached (3);
}

static void
draw_rows (Strengths *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  int n_fit = choose_rows (self, box);
  double head = self->size * 1.8;
  int more = self->n > n_fit ? self->n - (n_fit - 1) : 0;
  int best = more > 0 ? n_fit / 2 : self->n;

  self->height
      = CLAMP ((box.h - head) / MIN (self->n, n_fit), self->height, MAX (self->height, style->label * 2.6));
  draw_head (self, box, box.y, box.y + head + self->height * MIN (self->n, n_fit));
  for (int i = 0, slot = 0; i < self->n; i++, slot++)
    {
      double y = box.y + head + slot * self->height;

      if (more > 0 && i == best)
        {
          g_autofree char *text = g_strdup_printf (ngettext ("%d more", "%d more", (gulong)more), more);
          NqpFont font = nqp_scene_font (self->scene, self->size, style->dim);

          nqp_scene_text (self->scene, self->name_x, y + self->height / 2, text, &font, NQP_DATUM_NONE);
          i += more - 1;
          continue;
        }
      draw_row (self, &self->rows[i], box, y);
    }
}

static char *
strengths_title (const NqpView *view)
{
  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup_printf (_ ("Strengths and weaknesses, %d"), nqp_parts_year (view));
  /* TRANSLATORS: %s is a region, %d a year */
  return g_strdup_printf (_ ("Strengths and weaknesses of %s, %d"), nqp_view_region_name (view, view->focus),
                          nqp_parts_year (view));
}

static char *
strengths_subtitle (const NqpView *view)
{
  int node = view->measure;
  g_autofree char *name = NULL;
  NqpView whole = *view;
  char number[NQP_NUMBER_SIZE];
  double score;

  if (!nqp_parts_has_region (view, view->focus))
    return g_strdup ("");
  if (nqp_parts_is_leaf (view, node) && view->scores->tree->nodes[node].parent >= 0)
    node = view->scores->tree->nodes[node].parent;
  whole.measure = node;
  name = nqp_view_measure_name (&whole);
  score = nqp_parts_score (view, node, view->year, view->focus);
  if (!isfinite (score))
    return g_strdup_printf (_ ("Percentile among %d regions; no points, because %s has no score"),
                            view->scores->n_regions, name);
  return g_strdup_printf (_ ("Percentile among %d regions (middle line: median); points add up to %s (%s)"),
                          view->scores->n_regions, nqp_number_to_screen (score, 1, number), name);
}

static NqpScene *
strengths_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = strengths_title (view), *subtitle = strengths_subtitle (view);
  g_autofree Strengths *self = g_new0 (Strengths, 1);
  NqpScene *scene = nqp_scene_new (width, height, style);
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle);
  double used;

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
  self->n = collect (view, self->rows);
  if (self->n == 0)
    {
      nqp_frame_message (scene, box, _ ("No indicator takes part in this measure."));
      return scene;
    }
  used = box.h > style->base * 18 ? draw_legend (self, box) : 0;
  box.y += used;
  box.h -= used;
  draw_rows (self, box);
  return scene;
}

static void
add_table_row (NqpTable *table, const NqpView *view, const Row *row)
{
  nqp_table_add_row (table);
  nqp_table_set_datum (table, (NqpDatum){ view->focus, view->year, row->leaf, 0, 0 });
  nqp_table_set_text (table, 0, view->scores->tree->nodes[row->leaf].id);
  nqp_table_set_text (table, 1, nqp_view_node_name (view, row->leaf));
  nqp_table_set_number (table, 2, row->value);
  nqp_table_set_text (table, 3, unit_of (view, row->leaf));
  nqp_table_set_number (table, 4, row->percentile);
  nqp_parts_table_rank (table, 5,
                        nqp_parts_has_region (view, view->focus)
                            ? nqp_scores_rank (view->scores, row->leaf, view->year, view->focus)
                            : 0);
  nqp_table_set_number (table, 6, row->points);
  nqp_table_set_text (table, 7, words_of (row));
}

/* A page goes on with the indicators that are no part of the measure. */
static NqpTable *
strengths_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new_for (use);
  Row rows[NQP_PARTS_MAX];
  int n = nqp_parts_has_region (view, view->focus) ? collect (view, rows) : 0;
  int leaves[NQP_PARTS_MAX], n_leaves = 0;
  g_autofree char *year = g_strdup_printf ("%d", nqp_parts_year (view));

  nqp_table_add_column (table, "node", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Indicator"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "value", _ ("Value"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "unit", _ ("Unit"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "percentile", _ ("Percentile"), NULL, NQP_COLUMN_REAL, 0);
  nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "points", _ ("Points"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_show (table, 1, (NqpLook){ .kind = NQP_LOOK_PART, .chars = 16, .expand = TRUE });
  nqp_table_show (
      table, 2, (NqpLook){ .title = year, .chars = 6, .has_decimals = TRUE, .decimals = -1, .marks = TRUE });
  nqp_table_show (table, 3, (NqpLook){ .chars = 8 });
  nqp_table_show (table, 4, (NqpLook){ .title = _ ("Pct."), .chars = 3, .descending = TRUE });
  nqp_table_show (table, 6, (NqpLook){ .chars = 4, .descending = TRUE, .has_decimals = TRUE, .decimals = 1 });
  nqp_table_set_sort (table, 4);
  for (int i = 0; i < n; i++)
    add_table_row (table, view, &rows[i]);
  if ((use & NQP_TABLE_PAGE) != 0)
    n_leaves = nqp_parts_leaves (view, 0, leaves, NQP_PARTS_MAX);
  for (int k = 0; k < n_leaves; k++)
    {
      const Row other = row_of (view, -1, leaves[k]);
      gboolean there = FALSE;

      for (int i = 0; i < n; i++)
        there = there || rows[i].leaf == leaves[k];
      if (!there)
        add_table_row (table, view, &other);
    }
  return table;
}

static char *
strengths_summary (const NqpView *view)
{
  g_autofree char *title = strengths_title (view);
  GString *out = g_string_new (NULL);
  Row rows[NQP_PARTS_MAX];
  int n = nqp_parts_has_region (view, view->focus) ? collect (view, rows) : 0, last = n - 1, n_missing;

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  while (last >= 0 && !isfinite (rows[last].percentile))
    last--;
  n_missing = n - 1 - last;
  if (last > 0)
    {
      nqp_parts_next_sentence (out);
      g_string_append_printf (out, _ ("Best: %s (percentile %.0f). Weakest: %s (percentile %.0f)."),
                              nqp_view_node_name (view, rows[0].leaf), rows[0].percentile,
                              nqp_view_node_name (view, rows[last].leaf), rows[last].percentile);
    }
  if (n_missing > 0)
    {
      nqp_parts_next_sentence (out);
      g_string_append_printf (
          out, ngettext ("%d indicator has no data.", "%d indicators have no data.", (gulong)n_missing),
          n_missing);
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_profile_strengths = {
  .id = "profile.strengths",
  .name = N_ ("Strengths and weaknesses"),
  .width = 720,
  .height = 640,
  .title = strengths_title,
  .build = strengths_build,
  .table = strengths_table,
  .summary = strengths_summary,
};
