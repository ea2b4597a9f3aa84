/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-data-private.h"
#include "nqp-number.h"
#include "nqp-rows.h"

/* data.coverage: what is missing where. A row an indicator and a column a year, the louder the more regions lack a value; of
 * one indicator a row a region, with the state of each value. */

#define MOST_NAMES 0.5 /* of the width, where more leaves no room for figures */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  gboolean one; /* indicator */
  int *items;   /* indicators or regions, as they follow each other */
  int n_items, n_years;
  NqpView looked; /* what the rows scroll by: no region is in focus among indicators */
  NqpRows rows;
  NqpRowLabels labels; /* of regions */
  NqpBox plot;         /* the cells */
  double cell;         /* width of a year */
} Coverage;

/* ---- paints -------------------------------------------------------------------------------------------------------- */

/* @lacking: share of the regions */
static NqpPaint
share_paint (const NqpStyle *style, double lacking)
{
  NqpPaint paint
      = nqp_parts_fill (lacking > 0 ? nqp_colour_diverging (style, 0.25 + 0.75 * lacking) : style->faint);

  if (style->patterns && lacking > 0)
    nqp_parts_set_pattern (&paint, lacking < 1 ? NQP_PATTERN_DOTS : NQP_PATTERN_HATCH, 0.35);
  return paint;
}

static NqpPaint
state_paint (const NqpStyle *style, NqpDataState state)
{
  NqpPaint paint = nqp_parts_fill (style->faint);

  switch (state)
    {
    case NQP_DATA_EDITED:
      return nqp_parts_fill (nqp_colour_mix (style->background, style->accent, 0.3));
    case NQP_DATA_IMPUTED:
      return nqp_parts_fill (nqp_colour_diverging (style, -0.4));
    case NQP_DATA_SUSPECT:
      paint = nqp_parts_warning (style);
      paint.width = 0;
      return paint;
    case NQP_DATA_MISSING:
      paint = nqp_parts_fill (nqp_colour_diverging (style, 0.85));
      nqp_parts_set_pattern (&paint, NQP_PATTERN_HATCH, 0.45);
      return paint;
    case NQP_DATA_OBSERVED:
    case NQP_DATA_DERIVED:
    case NQP_N_DATA_STATES:
    default:
      return paint;
    }
}

/* The same signs as in the values: what is told by colour alone is not told to everybody. FALSE: it has none */
static gboolean
get_sign (NqpDataState state, NqpMarkShape *out_shape, gboolean *out_hollow)
{
  static const NqpMarkShape shapes[NQP_N_DATA_STATES] = { [NQP_DATA_DERIVED] = NQP_SHAPE_MARK_PLUS,
                                                          [NQP_DATA_EDITED] = NQP_SHAPE_MARK_DIAMOND,
                                                          [NQP_DATA_IMPUTED] = NQP_SHAPE_MARK_CIRCLE,
                                                          [NQP_DATA_SUSPECT] = NQP_SHAPE_MARK_TRIANGLE };

  *out_shape = shapes[state];
  *out_hollow = state == NQP_DATA_IMPUTED;
  return state != NQP_DATA_OBSERVED && state != NQP_DATA_MISSING;
}

static NqpPaint
sign_paint (const NqpStyle *style, NqpColour colour, gboolean hollow)
{
  NqpPaint paint = hollow ? (NqpPaint){ 0 } : nqp_parts_fill (colour);

  paint.stroke = colour;
  paint.width = (hollow ? 1.2 : 1) * style->scale;
  return paint;
}

static void
draw_sign (const Coverage *self, NqpDataState state, NqpColour ground, double x, double y, double radius,
           NqpDatum datum)
{
  NqpMarkShape shape;
  gboolean hollow;
  NqpPaint paint;

  if (!get_sign (state, &shape, &hollow))
    return;
  /* what is derived is in order: its sign is there for who looks for it */
  paint = sign_paint (self->style, state == NQP_DATA_DERIVED ? self->style->dim : nqp_colour_on (ground),
                      hollow);
  nqp_scene_mark (self->scene, shape, x, y, radius, &paint, datum);
}

static double
sign_radius (const Coverage *self)
{
  return CLAMP (MIN (self->cell, self->rows.height) * 0.22, 1, self->style->unit * 0.65);
}

/* ---- legend -------------------------------------------------------------------------------------------------------- */

static void
add_sign (NqpLegend *legend, const NqpStyle *style, const char *text, NqpDataState state)
{
  NqpMarkShape shape;
  gboolean hollow;

  if (get_sign (state, &shape, &hollow))
    nqp_legend_add_mark (legend, text, shape, sign_paint (style, style->text, hollow));
}

static NqpLegend *
make_legend (const Coverage *self)
{
  const NqpStyle *style = self->style;
  NqpLegend *legend = nqp_legend_new ();
  gboolean seen[NQP_N_DATA_STATES] = { FALSE };

  for (int k = 0; k < (self->one ? 1 : self->n_items); k++)
    for (int t = 0; t < self->n_years; t++)
      {
        const NqpDataCounts counts
            = nqp_data_count (self->view, self->one ? nqp_data_of_measure (self->view) : self->items[k], t);

        for (int s = 0; s < NQP_N_DATA_STATES; s++)
          seen[s] = seen[s] || counts.n[s] > 0;
      }
  if (!self->one)
    {
      nqp_legend_add (legend, _ ("complete"), NQP_SAMPLE_SWATCH, share_paint (style, 0));
      nqp_legend_add (legend, _ ("half is missing"), NQP_SAMPLE_SWATCH, share_paint (style, 0.5));
      nqp_legend_add (legend, _ ("nothing is there"), NQP_SAMPLE_SWATCH, share_paint (style, 1));
      if (seen[NQP_DATA_IMPUTED])
        add_sign (legend, style, _ ("some imputed"), NQP_DATA_IMPUTED);
      if (seen[NQP_DATA_SUSPECT])
        add_sign (legend, style, _ ("some suspect"), NQP_DATA_SUSPECT);
      return legend;
    }
  for (int s = 0; s < NQP_N_DATA_STATES; s++)
    if (seen[s] && (s == NQP_DATA_OBSERVED || s == NQP_DATA_MISSING))
      nqp_legend_add (legend, nqp_data_state_name ((NqpDataState)s), NQP_SAMPLE_SWATCH,
                      state_paint (style, (NqpDataState)s));
    else if (seen[s])
      add_sign (legend, style, nqp_data_state_name ((NqpDataState)s), (NqpDataState)s);
  return legend;
}

/* ---- years --------------------------------------------------------------------------------------------------------- */

static double
header_height (const Coverage *self)
{
  return nqp_type_line (self->scene, self->style->tick) + self->style->unit / 2;
}

/* Where the number of a year stands: within the picture where the years are narrow. */
static double
year_at (const Coverage *self, int year, double width)
{
  const double right = self->plot.x + self->plot.w - width / 2;

  return CLAMP (self->plot.x + (year + 0.5) * self->cell, MIN (self->plot.x + width / 2, right), right);
}

static void
draw_years (const Coverage *self)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpFont font = nqp_type (style->tick, style->dim,
                           NQP_TYPE_BOLD | NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM);
  const double width = nqp_type_width (self->scene, "2000", &font), room = width + style->unit;
  const double now = year_at (self, view->year, width), y = self->plot.y - style->unit / 3;
  const NqpPaint ring = nqp_parts_stroke (style->accent, 2 * style->scale, 0);
  double last = -INFINITY;
  char text[16];

  for (int t = 0; t < self->n_years; t++)
    {
      const double x = year_at (self, t, width);
      const NqpDatum datum = { -1, t, -1, 0, 0 };

      nqp_scene_target (self->scene, self->plot.x + t * self->cell, self->plot.y - header_height (self),
                        self->cell, header_height (self), datum);
      if (t != view->year && (x - last < room || fabs (x - now) < room))
        continue;
      last = x;
      font.bold = t == view->year;
      font.colour = t == view->year ? style->text : style->dim;
      g_snprintf (text, sizeof text, "%d", view->scores->panel->years[t]);
      nqp_scene_text (self->scene, x, y, text, &font, datum);
    }
  nqp_scene_rect (self->scene, self->plot.x + view->year * self->cell, self->plot.y, self->cell, self->plot.h,
                  0, &ring, NQP_DATUM_NONE);
}

/* ---- one indicator: a row a region --------------------------------------------------------------------------------- */

static void
draw_region (const Coverage *self, NqpBox box, int region, double y)
{
  const NqpView *view = self->view;
  const NqpDatum whole = { region, view->year, -1, 0, 0 };
  const double h = self->rows.height;

  nqp_scene_ring (self->scene, box.x, y, box.w, h, whole);
  nqp_row_labels_draw (&self->labels, &self->rows, self->scene, view, box, region, 0, y, whole);
  for (int t = 0; t < self->n_years; t++)
    {
      const NqpDataState state = nqp_data_state (view, nqp_data_of_measure (view), t, region);
      const NqpDatum datum = { region, t, view->measure, 0, 0 };
      const double x = self->plot.x + t * self->cell;
      NqpPaint paint = state_paint (self->style, state);

      paint.stroke = self->style->background;
      paint.width = MIN (self->style->scale, self->cell * 0.1);
      nqp_scene_rect (self->scene, x, y, self->cell, h, 0, &paint, datum);
      draw_sign (self, state, paint.fill, x + self->cell / 2, y + h / 2, sign_radius (self), datum);
    }
}

/* ---- several: a row an indicator ----------------------------------------------------------------------------------- */

static NqpFont
cell_font (const Coverage *self, NqpColour colour)
{
  return nqp_type (self->rows.size, colour, NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE);
}

/* What follows the figure of a share where it has room; NULL where that has none either. */
static const char *
cell_sign (const Coverage *self)
{
  static const char *const signs[] = { "\xc2\xa0%", "" };
  const NqpFont font = cell_font (self, self->style->text);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      char text[16];

      g_snprintf (text, sizeof text, "100%s", signs[i]);
      if (nqp_type_width (self->scene, text, &font) + self->style->unit <= self->cell
          && nqp_type_height (self->scene, text, &font) <= self->rows.height + 1)
        return signs[i];
    }
  return NULL;
}

static void
draw_share (const Coverage *self, int indicator, int year, double y, const char *percent)
{
  const NqpDataCounts counts = nqp_data_count (self->view, indicator, year);
  const int all = nqp_data_counts_all (&counts), own = nqp_data_counts_own (&counts);
  const NqpDatum datum = nqp_data_datum (self->view, indicator, year);
  const NqpDataState sign = counts.n[NQP_DATA_SUSPECT] > 0   ? NQP_DATA_SUSPECT
                            : counts.n[NQP_DATA_IMPUTED] > 0 ? NQP_DATA_IMPUTED
                                                             : NQP_DATA_OBSERVED;
  const double x = self->plot.x + year * self->cell, h = self->rows.height, radius = sign_radius (self);
  NqpPaint paint = share_paint (self->style, all > 0 ? 1 - (double)own / all : 1);
  NqpFont font = cell_font (self, own < all ? nqp_colour_on (paint.fill) : self->style->dim);
  double w = 0, left = x + self->cell / 2;
  char text[16] = "";

  paint.stroke = self->style->background;
  paint.width = MIN (self->style->scale, self->cell * 0.1);
  nqp_scene_rect (self->scene, x, y, self->cell, h, 0, &paint, datum);
  if (percent != NULL)
    {
      g_snprintf (text, sizeof text, "%d%s", all > 0 ? (int)(100.0 * own / all) : 0, percent);
      w = nqp_type_width (self->scene, text, &font);
    }
  if (sign != NQP_DATA_OBSERVED)
    {
      const gboolean both = w + 2 * radius + self->style->unit * 1.5 <= self->cell;

      if (both && w > 0) /* side by side in the middle */
        left += radius + self->style->unit / 4;
      else
        *text = '\0'; /* the colour says how much, the sign what */
      draw_sign (self, sign, paint.fill, *text != '\0' ? left - w / 2 - radius - self->style->unit / 2 : left,
                 y + h / 2, radius, datum);
    }
  if (*text == '\0')
    return;
  if (paint.pattern != NQP_PATTERN_NONE)
    font.halo = paint.fill;
  nqp_scene_text (self->scene, left, y + h / 2, text, &font, datum);
}

static double
strip_width (const NqpStyle *style)
{
  return style->unit * 0.7;
}

/* Name, cut where it can neither wrap nor have more room, and a strip in the pillar's colour. */
static void
draw_indicator (const Coverage *self, NqpBox box, int indicator, double y, const char *percent)
{
  const NqpTree *tree = self->view->scores->tree;
  const int leaf = nqp_tree_find_indicator (tree, indicator),
            pillar = leaf >= 0 ? nqp_tree_pillar_of (tree, leaf) : -1;
  const gboolean counts = leaf >= 0 && nqp_tree_is_on (tree, leaf);
  const double h = self->rows.height, strip = strip_width (self->style),
               w = self->plot.x - box.x - strip - self->style->unit * 1.5;
  const NqpFont font = nqp_type_in (self->rows.size, counts ? self->style->text : self->style->dim, 0, w,
                                    MAX (1, (int)(h / nqp_type_line (self->scene, self->rows.size))));
  const char *name = nqp_data_name (self->view, indicator);
  const char *whole = nqp_type_choose (self->scene, &name, 1, &font, h + 2);
  g_autofree char *cut = whole == NULL ? nqp_type_shorten (self->scene, name, &font) : NULL;
  const char *text = whole != NULL ? whole : cut;
  const NqpDatum datum = nqp_data_datum (self->view, indicator, -1);

  nqp_scene_target (self->scene, box.x, y, self->plot.x - box.x, h, datum);
  if (text != NULL)
    nqp_scene_text (self->scene, box.x, y + h / 2, text, &font, datum);
  if (pillar >= 0)
    {
      const NqpPaint paint = nqp_parts_node_paint (self->view, self->style, pillar);

      nqp_scene_rect (self->scene, self->plot.x - strip - self->style->unit / 2, y, strip, h, 0, &paint,
                      NQP_DATUM_NONE);
    }
  for (int t = 0; t < self->n_years; t++)
    draw_share (self, indicator, t, y, percent);
}

/* ---- all of it ------------------------------------------------------------------------------------------------------ */

/* Rows stand in the order of what they lack: there is no rank before the names. */
static void
forget_ranks (Coverage *self, NqpBox box)
{
  const double left = self->labels.rank_x - box.x;

  self->labels.mark_x -= left;
  self->labels.name_x -= left;
  self->labels.right -= left;
}

static void
place (Coverage *self, NqpBox box)
{
  double names;

  if (self->one)
    {
      nqp_row_labels_place (&self->labels, &self->rows, self->scene, self->view, box);
      forget_ranks (self, box);
      names = self->labels.right + self->style->unit - box.x;
    }
  else
    {
      const NqpFont font = nqp_type (self->rows.size, self->style->text, 0);

      names = 0;
      for (int k = 0; k < self->n_items; k++)
        names = MAX (names, nqp_type_column (self->scene, nqp_data_name (self->view, self->items[k]), &font));
      names = MIN (names + 1, MAX (box.w * MOST_NAMES, box.w - self->n_years * 2.5 * self->style->tick))
              + strip_width (self->style) + self->style->unit * 1.5;
    }
  self->plot = (NqpBox){ box.x + names, box.y + header_height (self), box.w - names - self->style->scale,
                         self->rows.n * self->rows.height };
  self->cell = MIN (self->plot.w / self->n_years, 24 * self->style->unit);
  self->plot.w = self->cell * self->n_years;
}

static void
draw (Coverage *self, NqpBox box)
{
  const char *percent;
  NqpBox row;

  nqp_rows_init (&self->rows, self->scene, &self->looked, self->items, self->n_items, &box,
                 header_height (self));
  place (self, box);
  row = box;
  row.w = self->plot.x + self->plot.w - box.x;
  percent = self->one ? NULL : cell_sign (self);
  for (int i = 0; i < self->rows.n; i++)
    {
      const int item = nqp_rows_region (&self->rows, i);
      const double y = self->plot.y + i * self->rows.height;

      if (self->one)
        draw_region (self, row, item, y);
      else
        draw_indicator (self, row, item, y, percent);
      nqp_rows_draw_gap (&self->rows, self->scene, row, i, y);
    }
  draw_years (self);
  nqp_rows_clear (&self->rows);
}

static NqpScene *
coverage_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_data_coverage_title (view), *subtitle = nqp_data_coverage_subtitle (view);
  const gboolean one = nqp_parts_is_leaf (view, view->measure);
  g_autofree int *items = g_new (int, MAX (MAX (view->scores->n_regions, view->scores->n_indicators), 1));
  Coverage self = { .view = view,
                    .style = style,
                    .one = one,
                    .items = items,
                    .n_years = view->scores->n_years,
                    .looked = *view };

  if (one)
    {
      self.n_items = view->scores->n_regions;
      nqp_data_coverage_order (view, items);
    }
  else
    {
      self.n_items = nqp_data_indicators (view, items);
      self.looked.focus = -1;
    }
  for (gboolean grown = FALSE;; grown = TRUE)
    {
      g_autoptr (NqpLegend) legend = NULL;
      NqpBox box;

      self.scene = nqp_scene_new (width, height, style);
      box = nqp_frame_begin (self.scene, view, title, subtitle);
      if (!one)
        nqp_scene_set_shows_focus (self.scene); /* rows are no regions */
      if (self.n_items == 0 || self.n_years == 0 || view->scores->n_regions == 0)
        {
          nqp_frame_message (self.scene, box, _ ("The project has no values yet."));
          return self.scene;
        }
      legend = make_legend (&self);
      nqp_legend_cut (legend, self.scene, &box);
      if (grown || !nqp_rows_grow (view, self.scene, self.n_items, 1, box.h - header_height (&self), &height))
        {
          draw (&self, box);
          return self.scene;
        }
      nqp_scene_unref (self.scene);
    }
}

/* What the rows stand for, in their order. */
static GArray *
coverage_rows (const NqpView *view)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (NqpDatum));
  const gboolean one = nqp_parts_is_leaf (view, view->measure);
  g_autofree int *items = g_new (int, MAX (MAX (view->scores->n_regions, view->scores->n_indicators), 1));
  const int n = one ? view->scores->n_regions : nqp_data_indicators (view, items);

  if (one)
    nqp_data_coverage_order (view, items);
  for (int i = 0; i < n; i++)
    {
      const NqpDatum datum = one ? (NqpDatum){ items[i], -1, -1, 0, 0 } : nqp_data_datum (view, items[i], -1);

      g_array_append_val (out, datum);
    }
  return out;
}

const NqpChart nqp_chart_data_coverage = {
  .id = "data.coverage",
  .name = N_ ("What is missing"),
  .width = 900,
  .height = 640,
  .counts = TRUE,
  .scrolls = TRUE,
  .selects = TRUE,
  .order = nqp_data_coverage_order,
  .rows = coverage_rows,
  .tooltip = nqp_data_coverage_tooltip,
  .title = nqp_data_coverage_title,
  .build = coverage_build,
  .table = nqp_data_coverage_table,
  .summary = nqp_data_coverage_summary,
};
