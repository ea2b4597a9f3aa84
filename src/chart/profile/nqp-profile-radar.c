/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-parts.h"
#include "nqp-number.h"

/* profile.radar: the focus region over the components (or indicators) of the measure, against the mean and others. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int axes[NQP_PARTS_MAX];
  int n;
  double lo, hi;    /* at the centre, at the rim */
  double cx, cy, r; /* of the circle */
  gboolean missing; /* the focus lacks some axis */
  gboolean plain;   /* outlines without marks */
} Radar;

static double
angle_of (const Radar *self, int axis)
{
  /* An even number of axes is turned by half a step, so that no label stands right above or below. */
  return -G_PI / 2 + (axis + (self->n % 2 == 0 ? 0.5 : 0)) * 2 * G_PI / self->n;
}

static double
radius_of (const Radar *self, double value)
{
  return self->r * CLAMP ((value - self->lo) / (self->hi - self->lo), 0, 1);
}

/* Components of the index, of a pillar; indicators of a component, or where there are fewer than three components.
 * A leaf is seen among its siblings. */
static int
find_axes (const NqpView *view, int *out)
{
  const NqpTree *tree = view->scores->tree;
  int node = view->measure, n = 0;

  if (nqp_parts_is_leaf (view, node) && tree->nodes[node].parent >= 0)
    node = tree->nodes[node].parent;
  for (int i = 0; i < tree->n_nodes && n < NQP_PARTS_MAX; i++)
    {
      int up = i, parent = tree->nodes[i].parent;
      gboolean axis = tree->nodes[i].level == NQP_LEVEL_COMPONENT /* or an indicator right below a pillar */
                      || (nqp_parts_is_leaf (view, i) && tree->nodes[parent].level == NQP_LEVEL_PILLAR);

      while (up >= 0 && up != node)
        up = tree->nodes[up].parent;
      if (axis && up == node && i != node && nqp_tree_is_on (tree, i))
        out[n++] = i;
    }
  return n >= 3 ? n : nqp_parts_leaves (view, node, out, NQP_PARTS_MAX);
}

static double
reference (const NqpView *view, int node)
{
  return nqp_scores_mean (view->scores, node, view->year) * nqp_parts_factor (view);
}

static void
find_range (Radar *self)
{
  const NqpView *view = self->view;
  NqpScale scale = { 0, 100, 0, 1 };

  if (nqp_parts_factor (view) < 2) /* unbounded scores: the year's range */
    {
      scale.d0 = scale.d1 = 0;
      for (int a = 0; a < self->n; a++)
        for (int i = 0; i < view->scores->n_regions; i++)
          {
            double v = nqp_parts_score (view, self->axes[a], view->year, i);

            if (isfinite (v))
              {
                scale.d0 = MIN (scale.d0, v);
                scale.d1 = MAX (scale.d1, v);
              }
          }
      if (!(scale.d1 > scale.d0))
        scale.d1 = scale.d0 + 1;
      nqp_scale_nice (&scale, 5);
    }
  self->lo = scale.d0;
  self->hi = scale.d1;
}

/* One outline: closed and filled when every axis has a value, else broken where one is missing. */
static void
draw_outline (const Radar *self, int region, NqpColour colour, NqpMarkShape shape, double width, double dash,
              double fill)
{
  const NqpView *view = self->view;
  g_autofree double *xy = g_new (double, 2 * (self->n + 1));
  g_autofree gboolean *has = g_new (gboolean, self->n);
  NqpPaint line = nqp_parts_stroke (colour, width, dash), mark = nqp_parts_fill (colour);
  NqpDatum whole = { region, view->year, view->measure };
  int n_has = 0, start = 0;

  for (int a = 0; a < self->n; a++)
    {
      double v = region >= 0 ? nqp_parts_score (view, self->axes[a], view->year, region)
                             : reference (view, self->axes[a]);
      double r = isfinite (v) ? radius_of (self, v) : 0;

      has[a] = isfinite (v);
      n_has += has[a];
      if (!has[a])
        start = a;
      xy[2 * a] = self->cx + r * cos (angle_of (self, a));
      xy[2 * a + 1] = self->cy + r * sin (angle_of (self, a));
    }
  if (n_has == self->n)
    {
      line.fill = nqp_parts_alpha (colour, fill);
      nqp_scene_polyline (self->scene, xy, self->n, TRUE, &line, whole);
    }
  else
    {
      g_autofree double *run = g_new (double, 2 * (self->n + 1));
      int n_run = 0;

      for (int k = 1; k <= self->n; k++) /* from behind a gap round to that gap */
        {
          int a = (start + k) % self->n;

          if (has[a])
            {
              run[2 * n_run] = xy[2 * a];
              run[2 * n_run + 1] = xy[2 * a + 1];
              n_run++;
            }
          if (!has[a] || k == self->n)
            {
              if (n_run > 1)
                nqp_scene_polyline (self->scene, run, n_run, FALSE, &line, whole);
              n_run = 0;
            }
        }
    }
  for (int a = 0; region >= 0 && !self->plain && a < self->n; a++)
    if (has[a])
      {
        NqpDatum datum = { region, view->year, self->axes[a] };
        NqpPaint paint = mark;

        if (nqp_scores_is_imputed (view->scores, self->axes[a], view->year, region))
          paint = (NqpPaint){ .fill = self->style->background,
                              .stroke = colour,
                              .width = 1.5 * self->style->scale };
        nqp_scene_mark (self->scene, shape, xy[2 * a], xy[2 * a + 1], self->style->unit * 0.6, &paint, datum);
      }
}

/* The focus without assumed values, thin and without marks. */
static void
draw_before (const Radar *self, int region)
{
  NqpView view = *self->view;
  Radar before = *self;
  NqpColour colour = nqp_parts_series_colour (self->style, 0);

  view.scores = self->view->before;
  before.view = &view;
  before.plain = TRUE;
  draw_outline (&before, region, colour, NQP_SHAPE_MARK_CIRCLE, 1.2 * self->style->scale,
                2.5 * self->style->scale, 0);
}

typedef struct
{
  const char *name;
  char value[64];
  double w, h, name_h;
  double x, y; /* top left */
  int side;    /* -1 left, 0 above or below, 1 right */
} Label;

static void
measure_labels (const Radar *self, Label *labels, const NqpFont *name_font, const NqpFont *value_font)
{
  const NqpView *view = self->view;

  for (int a = 0; a < self->n; a++)
    {
      double w, h;
      double v = nqp_parts_has_region (view, view->focus)
                     ? nqp_parts_score (view, self->axes[a], view->year, view->focus)
                     : NAN;
      char number[NQP_NUMBER_SIZE];

      labels[a].name = nqp_view_node_name (view, self->axes[a]);
      g_strlcpy (labels[a].value,
                 isfinite (v) ? nqp_number_to_screen (v, nqp_parts_decimals (view), number) : _ ("no data"),
                 sizeof labels[a].value);
      nqp_scene_measure (self->scene, labels[a].name, name_font, &labels[a].w, &labels[a].name_h);
      nqp_scene_measure (self->scene, labels[a].value, value_font, &w, &h);
      labels[a].w = ceil (MAX (labels[a].w, w)) + 1;
      labels[a].h = labels[a].name_h + h;
      labels[a].side = fabs (cos (angle_of (self, a))) < 0.01 ? 0 : cos (angle_of (self, a)) < 0 ? -1 : 1;
    }
}

/* The largest circle that leaves room for every label at its axis. */
static void
fit_circle (Radar *self, const Label *labels, NqpBox box, double gap)
{
  double top = box.y, bottom = box.y + box.h, half = box.w / 2;

  for (int a = 0; a < self->n; a++)
    if (labels[a].side == 0)
      {
        if (sin (angle_of (self, a)) < 0)
          top = box.y + labels[a].h + gap;
        else
          bottom = box.y + box.h - labels[a].h - gap;
      }
  self->cx = box.x + half;
  self->cy = (top + bottom) / 2;
  self->r = MIN (half, (bottom - top) / 2) - gap;
  for (int a = 0; a < self->n; a++)
    {
      double c = fabs (cos (angle_of (self, a)));

      if (labels[a].side != 0 && c > 0.35)
        self->r = MIN (self->r, (half - labels[a].w) / c - gap);
    }
  self->r = MAX (self->r, 4 * self->style->unit);
}

static void
place_side (const Radar *self, Label *labels, int side, NqpBox box, double gap)
{
  g_autofree double *middles = g_new (double, self->n);
  g_autofree double *sizes = g_new (double, self->n);
  g_autofree int *which = g_new (int, self->n);
  int n = 0;

  for (int k = 0; k < self->n; k++) /* from the top down on either side */
    {
      int a = side > 0 ? k : self->n - 1 - k;

      if (labels[a].side != side)
        continue;
      which[n] = a;
      middles[n] = self->cy + (self->r + gap) * sin (angle_of (self, a));
      sizes[n] = labels[a].h + 2;
      n++;
    }
  nqp_spread (middles, sizes, n, box.y, box.y + box.h);
  for (int k = 0; k < n; k++)
    {
      Label *label = &labels[which[k]];
      double y0 = middles[k] - label->h / 2, y1 = middles[k] + label->h / 2;
      double nearest = CLAMP (self->cy, y0, y1) - self->cy;
      double r = self->r + gap;
      double off = fabs (nearest) < r ? sqrt (r * r - nearest * nearest) : 0;

      off = MAX (off, MIN (r * fabs (cos (angle_of (self, which[k]))) - label->w * 0.2, r));
      label->y = y0;
      label->x = side > 0 ? self->cx + off : self->cx - off - label->w;
      label->x = CLAMP (label->x, box.x, box.x + box.w - label->w);
    }
}

static gboolean
overlap (const Label *a, const Label *b)
{
  return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static void
place_labels (Radar *self, Label *labels, NqpBox box, double gap)
{
  for (int attempt = 0; attempt < 2; attempt++)
    {
      gboolean clash = FALSE;

      fit_circle (self, labels, box, gap);
      place_side (self, labels, -1, box, gap);
      place_side (self, labels, 1, box, gap);
      for (int a = 0; a < self->n; a++)
        if (labels[a].side == 0)
          {
            double y = self->cy + (self->r + gap) * sin (angle_of (self, a));

            labels[a].x = self->cx - labels[a].w / 2;
            labels[a].y = sin (angle_of (self, a)) < 0 ? y - labels[a].h : y;
            for (int b = 0; b < self->n; b++)
              clash |= b != a && overlap (&labels[a], &labels[b]);
          }
      if (!clash)
        break;
      for (int a = 0; a < self->n; a++)
        if (labels[a].side == 0)
          labels[a].side = 1;
    }
}

/* Sizes and places the labels; FALSE if some would be cut or lie on another or on the circle, or no circle is left. */
static gboolean
try_labels (Radar *self, Label *labels, NqpBox box, double gap, const NqpFont *name_font)
{
  NqpFont value_font = *name_font;

  value_font.bold = value_font.tabular = TRUE;
  value_font.max_width = 0;
  measure_labels (self, labels, name_font, &value_font);
  place_labels (self, labels, box, gap);
  if (self->r < self->style->base * 4)
    return FALSE;
  for (int a = 0; a < self->n; a++)
    {
      double x = CLAMP (self->cx, labels[a].x, labels[a].x + labels[a].w) - self->cx;
      double y = CLAMP (self->cy, labels[a].y, labels[a].y + labels[a].h) - self->cy;

      if (!nqp_scene_text_fits (self->scene, labels[a].name, name_font) || labels[a].y < box.y - 1
          || labels[a].y + labels[a].h > box.y + box.h + 1 || hypot (x, y) < self->r)
        return FALSE;
      for (int b = 0; b < a; b++)
        if (overlap (&labels[a], &labels[b]))
          return FALSE;
    }
  return TRUE;
}

static gboolean
lay_labels (Radar *self, Label *labels, NqpBox box, double gap, NqpFont *out_font)
{
  const struct
  {
    double size, width;
    int lines;
  } tries[] = {
    { self->style->label, 0.22, 2 }, { self->style->tick, 0.26, 3 },   { self->style->footer, 0.2, 3 },
    { self->style->footer, 0.3, 2 }, { self->style->footer, 0.36, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      *out_font = nqp_scene_font (self->scene, tries[i].size, self->style->text);
      out_font->max_width = MIN (box.w * tries[i].width, tries[i].size * 14);
      out_font->max_lines = tries[i].lines;
      if (try_labels (self, labels, box, gap, out_font))
        return TRUE;
    }
  return FALSE;
}

static void
draw_web (const Radar *self)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpPaint grid = nqp_parts_stroke (style->grid, style->scale, 0);
  double ticks[16];
  int decimals, n_ticks = nqp_ticks (self->lo, self->hi, 4, ticks, G_N_ELEMENTS (ticks), &decimals);
  double step = 2 * G_PI / self->n;

  for (int k = 0; k < n_ticks; k++)
    if (ticks[k] > self->lo)
      {
        NqpPaint ring = grid;

        if (ticks[k] == 0) /* zero of unbounded scores */
          ring = nqp_parts_stroke (style->dim, style->scale, 0);
        nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, self->cx, self->cy, radius_of (self, ticks[k]),
                        &ring, NQP_DATUM_NONE);
      }
  for (int a = 0; a < self->n; a++)
    {
      double c = cos (angle_of (self, a)), s = sin (angle_of (self, a));
      double xy[2 * 25];
      NqpPaint arc
          = nqp_parts_stroke (nqp_parts_pillar_colour (view, style, self->axes[a]), style->unit * 0.6, 0);

      nqp_scene_line (self->scene, self->cx, self->cy, self->cx + self->r * c, self->cy + self->r * s, &grid,
                      NQP_DATUM_NONE);
      for (int k = 0; k <= 24; k++)
        {
          double at = angle_of (self, a) + step * (k / 24.0 - 0.5);
          double r = self->r + style->unit * 0.6;

          xy[2 * k] = self->cx + r * cos (at);
          xy[2 * k + 1] = self->cy + r * sin (at);
        }
      nqp_scene_polyline (self->scene, xy, 25, FALSE, &arc, NQP_DATUM_NONE);
    }
}

static void
draw_ring_numbers (const Radar *self)
{
  double ticks[16];
  int decimals, n_ticks = nqp_ticks (self->lo, self->hi, 4, ticks, G_N_ELEMENTS (ticks), &decimals);
  NqpFont font = nqp_scene_font (self->scene, self->style->footer, self->style->dim);
  double at = angle_of (self, 0) + G_PI / self->n, last = -INFINITY; /* between two axes */

  font.align = NQP_ALIGN_MIDDLE;
  font.halo = self->style->background;
  if (self->n % 2 == 0)
    at = -G_PI / 2;
  for (int k = 0; k < n_ticks; k++)
    {
      double r = radius_of (self, ticks[k]);
      char number[NQP_NUMBER_SIZE];

      r = MIN (r, self->r - self->style->footer * 0.8); /* the outermost stands inside the rim */
      if (r - last < self->style->footer * 1.3)
        continue;
      nqp_number_to_screen (ticks[k], decimals, number);
      nqp_scene_text (self->scene, self->cx + r * cos (at), self->cy + r * sin (at), number, &font,
                      NQP_DATUM_NONE);
      last = r;
    }
}

static double
draw_legend (const Radar *self, NqpBox box, gboolean pillars)
{
  const NqpView *view = self->view;
  const NqpTree *tree = view->scores->tree;
  NqpLegendItem items[NQP_MAX_COMPARED + 3 + 32];
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n = 0, last = -1;

  for (int k = 0; k < n_series; k++)
    if (series[k] >= 0)
      items[n++] = (NqpLegendItem){ nqp_view_region_name (view, series[k]),
                                    nqp_parts_fill (nqp_parts_series_colour (self->style, k)),
                                    nqp_parts_series_shape (k) };
  if (view->before != NULL && series[0] >= 0)
    items[n++] = (NqpLegendItem){
      .text = _ ("without assumed values"),
      .paint = nqp_parts_stroke (nqp_parts_series_colour (self->style, 0), 1.2 * self->style->scale,
                                 2.5 * self->style->scale),
      .line = TRUE,
    };
  items[n++] = (NqpLegendItem){
    .text = _ ("mean of all regions"),
    .paint = nqp_parts_stroke (self->style->dim, 2 * self->style->scale, 3 * self->style->scale),
    .line = TRUE,
  };
  for (int a = 0; pillars && a < self->n && n < (int)G_N_ELEMENTS (items); a++)
    {
      int pillar = nqp_tree_pillar_of (tree, self->axes[a]);

      if (pillar >= 0 && pillar != last && tree->nodes[view->measure].level == NQP_LEVEL_INDEX)
        items[n++] = (NqpLegendItem){
          .text = nqp_view_node_name (view, pillar),
          .paint = nqp_parts_stroke (nqp_parts_pillar_colour (view, self->style, pillar),
                                     self->style->unit * 0.6, 0),
          .line = TRUE,
        };
      last = pillar;
    }
  return nqp_legend_row (self->scene, box, items, n);
}

/* FALSE if there is no room for labels that can be read. */
static gboolean
draw_radar (Radar *self, NqpBox box)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  g_autofree Label *labels = g_new0 (Label, self->n);
  NqpFont name_font, value_font;
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series);

  if (!lay_labels (self, labels, box, style->unit * 1.8, &name_font))
    return FALSE;
  value_font = name_font;
  value_font.bold = value_font.tabular = TRUE;
  value_font.max_width = 0;
  draw_web (self);
  draw_outline (self, -1, style->dim, NQP_SHAPE_MARK_CIRCLE, 2 * style->scale, 4 * style->scale, 0);
  if (series[0] >= 0 && view->before != NULL)
    draw_before (self, series[0]);
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      draw_outline (self, series[k], nqp_parts_series_colour (style, k), nqp_parts_series_shape (k),
                    (k == 0 ? 2.5 : 1.5) * style->scale, 0, k == 0 ? 0.16 : 0);
  draw_ring_numbers (self);
  for (int a = 0; a < self->n; a++)
    {
      const Label *label = &labels[a];
      NqpDatum datum = { view->focus, view->year, self->axes[a] };
      double x = label->side < 0 ? label->x + label->w : label->side > 0 ? label->x : label->x + label->w / 2;

      name_font.colour = nqp_parts_readable (style, nqp_parts_pillar_colour (view, style, self->axes[a]));
      name_font.align = value_font.align = label->side < 0   ? NQP_ALIGN_END
                                           : label->side > 0 ? NQP_ALIGN_START
                                                             : NQP_ALIGN_MIDDLE;
      name_font.valign = value_font.valign = NQP_ALIGN_START;
      nqp_scene_target (self->scene, label->x, label->y, label->w, label->h, datum);
      nqp_scene_text (self->scene, x, label->y, label->name, &name_font, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x, label->y + label->name_h, label->value, &value_font, NQP_DATUM_NONE);
    }
  return TRUE;
}

static char *
radar_title (const NqpView *view)
{
  if (view->focus < 0)
    return g_strdup_printf (_ ("All regions, %d"), nqp_parts_year (view));
  return g_strdup_printf (_ ("%s, %d"), nqp_view_region_name (view, view->focus), nqp_parts_year (view));
}

static char *
radar_subtitle (const NqpView *view)
{
  const NqpScores *scores = view->scores;
  g_autofree char *measure = nqp_view_measure_name (view);
  g_autofree char *value = NULL, *marks = NULL;
  GString *out = g_string_new (NULL);
  char number[NQP_NUMBER_SIZE];
  int rank, first = -1;

  if (!nqp_parts_has_region (view, view->focus))
    return g_string_free (out, FALSE);
  rank = nqp_scores_rank (scores, view->measure, view->year, view->focus);
  value = nqp_view_value_text (view, view->year, view->focus);
  if (rank == 0)
    {
      g_string_append_printf (out, _ ("no rank, %s: %s"), measure, value);
      return g_string_free (out, FALSE);
    }
  g_string_append_printf (out, _ ("rank %d of %d, %s %s"), rank,
                          nqp_scores_n_ranked (scores, view->measure, view->year), measure, value);
  for (int t = 0; t < view->year && first < 0; t++)
    if (isfinite (nqp_view_value (view, t, view->focus)))
      first = t;
  if (first >= 0 && (nqp_method_is_pooled (&scores->method) || nqp_parts_is_leaf (view, view->measure)))
    {
      double change
          = nqp_view_value (view, view->year, view->focus) - nqp_view_value (view, first, view->focus);

      nqp_number_to_screen (fabs (change), nqp_view_decimals (view), number);
      g_string_append_printf (out, change < 0 ? _ (", down %s since %d") : _ (", up %s since %d"), number,
                              scores->panel->years[first]);
    }
  marks = nqp_parts_marks (view, view->measure, view->year, view->focus);
  if (*marks != '\0')
    g_string_append_printf (out, "%s%s", _ ("; "), marks);
  return g_string_free (out, FALSE);
}

static NqpScene *
radar_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = radar_title (view);
  g_autofree char *subtitle = radar_subtitle (view);
  Radar self = { .view = view, .style = style };
  NqpBox box;
  double used;
  int n_has = 0;

  self.scene = nqp_scene_new (width, height, style);
  box = nqp_frame_begin (self.scene, view, title, subtitle);
  nqp_scene_set_shows_focus (self.scene);
  self.n = find_axes (view, self.axes);
  if (view->focus >= 0)
    for (int a = 0; a < self.n && nqp_parts_has_region (view, view->focus); a++)
      n_has += isfinite (nqp_parts_score (view, self.axes[a], view->year, view->focus));
  if (self.n == 0 || (view->focus >= 0 && n_has == 0))
    {
      nqp_frame_message (self.scene, box, _ ("There are no data for this region in this year."));
      return self.scene;
    }
  find_range (&self);
  used = draw_legend (&self, box, self.n >= 3 && box.h > style->base * 24) + style->unit;
  box.y += used;
  box.h -= used;
  if (self.n < 3 || !draw_radar (&self, box))
    nqp_profile_bars_draw (self.scene, box, view, self.axes, self.n, self.lo, self.hi);
  return self.scene;
}

static NqpTable *
radar_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_table_new ();
  int axes[NQP_PARTS_MAX], series[NQP_MAX_COMPARED + 1];
  int n = find_axes (view, axes), n_series = nqp_parts_series (view, series);

  nqp_table_add_column (table, "node", _ ("Part"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "mean", _ ("Mean of all regions"), NULL, NQP_COLUMN_REAL, 1);
  for (int k = 0; k < n_series; k++)
    if (series[k] >= 0)
      nqp_table_add_column (table, view->scores->panel->places[series[k]].code,
                            nqp_view_region_name (view, series[k]), NULL, NQP_COLUMN_REAL, 1);
  for (int a = 0; a < n; a++)
    {
      int column = 3;

      nqp_table_add_row (table);
      nqp_table_set_text (table, 0, view->scores->tree->nodes[axes[a]].id);
      nqp_table_set_text (table, 1, nqp_view_node_name (view, axes[a]));
      nqp_table_set_number (table, 2, reference (view, axes[a]));
      for (int k = 0; k < n_series; k++)
        if (series[k] >= 0)
          nqp_table_set_number (table, column++, nqp_parts_score (view, axes[a], view->year, series[k]));
    }
  return table;
}

static char *
radar_summary (const NqpView *view)
{
  g_autofree char *title = radar_title (view), *subtitle = radar_subtitle (view);
  GString *out = g_string_new (NULL);
  int axes[NQP_PARTS_MAX], best = -1, worst = -1;
  int n = find_axes (view, axes);
  double most = -INFINITY, least = INFINITY;

  if (*subtitle != '\0')
    /* Translators: title and subtitle of a chart, read as a sentence */
    g_string_append_printf (out, _ ("%s: %s."), title, subtitle);
  else
    g_string_append_printf (out, _ ("%s."), title);
  for (int a = 0; a < n && nqp_parts_has_region (view, view->focus); a++)
    {
      double d = nqp_parts_score (view, axes[a], view->year, view->focus) - reference (view, axes[a]);

      if (!isfinite (d))
        {
          nqp_parts_next_sentence (out);
          g_string_append_printf (out, _ ("%s has no data."), nqp_view_node_name (view, axes[a]));
        }
      if (d > most)
        most = d, best = axes[a];
      if (d < least)
        least = d, worst = axes[a];
    }
  if (best >= 0 && best != worst)
    {
      char up[NQP_NUMBER_SIZE], down[NQP_NUMBER_SIZE];

      nqp_parts_next_sentence (out);
      g_string_append_printf (
          out, _ ("Compared with the mean of all regions, %s stands best (%s), %s worst (%s)."),
          nqp_view_node_name (view, best), nqp_number_to_screen (most, nqp_parts_decimals (view), up),
          nqp_view_node_name (view, worst), nqp_number_to_screen (least, nqp_parts_decimals (view), down));
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_profile_radar = {
  .id = "profile.radar",
  .name = N_ ("Profile"),
  .width = 640,
  .height = 640,
  .title = radar_title,
  .build = radar_build,
  .table = radar_table,
  .summary = radar_summary,
};
