/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <stdlib.h>

#include "nqp-number.h"
#include "nqp-paths-whatif-private.h"

/* paths.whatif: the scores of the focus region as they are and under assumed values, and whom it passes. */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  double size, line; /* of the type, height of a line of it */
  double row;        /* height of a line of the ranking */
} WhatIf;

/* The score and the rank in large type, on one line if that fits. Returns the height used. */
static double
draw_figures (const WhatIf *self, NqpBox box)
{
  g_autofree char *score = nqp_whatif_score_text (self->view), *rank = nqp_whatif_rank_text (self->view);
  const double sizes[]
      = { 2 * self->style->base, 1.6 * self->style->base, 1.25 * self->style->base, self->style->base };
  NqpDatum datum = { self->view->focus, self->view->year, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      NqpFont font = nqp_type (sizes[i], self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES | NQP_TYPE_TOP),
              second;
      double a, b, h, gap = 1.2 * sizes[i];

      second = font;
      second.bold = FALSE;
      nqp_scene_measure (self->scene, score, &font, &a, &h);
      nqp_scene_measure (self->scene, rank, &second, &b, NULL);
      if (a + gap + b <= box.w)
        {
          nqp_scene_text (self->scene, box.x, box.y, score, &font, datum);
          nqp_scene_text (self->scene, box.x + a + gap, box.y, rank, &second, datum);
          return h + self->style->unit;
        }
      if (MAX (a, b) <= box.w && i + 1 < G_N_ELEMENTS (sizes) && box.h > 24 * self->style->base)
        {
          nqp_scene_text (self->scene, box.x, box.y, score, &font, datum);
          nqp_scene_text (self->scene, box.x, box.y + h, rank, &second, datum);
          return 2 * h + self->style->unit;
        }
    }
  return 0;
}

static double
draw_heading (const WhatIf *self, NqpBox box, const char *text)
{
  nqp_type_write (self->scene, box.x, box.y + self->row / 2, text,
                  nqp_type_in (self->size, self->style->dim, 0, box.w, 1));
  return 1.25 * self->line;
}

typedef struct
{
  double name_w, value_w, change_w, rank_w, height;
  NqpScale scale;
} Rows;

static void
draw_node (const WhatIf *self, const Rows *rows, NqpBox box, int node, double y)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  const double middle = y + rows->height / 2, radius = 0.36 * self->size, right = box.x + box.w;
  NqpWhatifChange change = nqp_whatif_change (view, node);
  NqpColour colour = nqp_parts_node_colour (view, style, node);
  NqpPaint full = { .fill = colour, .stroke = nqp_parts_readable (style, colour), .width = style->scale };
  NqpPaint hollow = { .fill = style->background, .stroke = full.stroke, .width = 1.8 * style->scale };
  NqpPaint link = nqp_parts_stroke (colour, 3 * style->scale, 0);
  NqpFont name = nqp_type (self->size, style->text, 0),
          number = nqp_type (self->size, style->text, NQP_TYPE_FIGURES | NQP_TYPE_END);
  NqpDatum datum = { view->focus, view->year, node, 0 };
  g_autofree char *values = nqp_whatif_values_text (view, &change), *ranks = nqp_whatif_ranks_text (&change);
  g_autofree char *by = nqp_whatif_change_text (view, &change);
  double x = nqp_scale_map (&rows->scale, change.before), to = nqp_scale_map (&rows->scale, change.after);

  nqp_scene_target (self->scene, box.x, y, box.w, rows->height, datum);
  name.max_width = rows->name_w;
  name.max_lines = 2;
  name.bold = node == 0;
  nqp_scene_text (self->scene, box.x, middle, nqp_view_node_name (view, node), &name, datum);
  if (rows->rank_w > 0)
    nqp_scene_text (self->scene, right, middle, ranks, &number, datum);
  number.bold = TRUE;
  if (rows->change_w > 0)
    nqp_scene_text (self->scene, right - rows->rank_w, middle, by, &number, datum);
  number.bold = FALSE;
  if (rows->value_w > 0)
    nqp_scene_text (self->scene, right - rows->rank_w - rows->change_w, middle, values, &number, datum);
  if (isfinite (x) && isfinite (to) && fabs (to - x) > 0)
    nqp_scene_line (self->scene, x, middle, to, middle, &link, datum);
  if (isfinite (x) && change.before != change.after)
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, x, middle, radius, &hollow, datum);
  if (isfinite (to))
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, to, middle, radius * 1.15, &full, datum);
}

static double
column_width (const WhatIf *self, char *(*text_of) (const NqpView *view, const NqpWhatifChange *change),
              const int *nodes, int n, const char *title)
{
  const NqpFont head = nqp_type (self->size, self->style->text, NQP_TYPE_END),
                font
                = nqp_type (self->size, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES | NQP_TYPE_END);
  double w = nqp_type_column (self->scene, title, &head);

  for (int k = 0; k < n; k++)
    {
      NqpWhatifChange change = nqp_whatif_change (self->view, nodes[k]);
      g_autofree char *text = text_of (self->view, &change);

      w = MAX (w, nqp_type_column (self->scene, text, &font));
    }
  return w + 2 * self->style->unit;
}

static char *
ranks_text (const NqpView *view, const NqpWhatifChange *change)
{
  return nqp_whatif_ranks_text (change);
}

/* A row for the index and each pillar over an axis. Returns the height used. */
static double
draw_nodes (const WhatIf *self, NqpBox box, double most)
{
  int nodes[NQP_PARTS_MAX];
  int n = nqp_whatif_nodes (self->view, NQP_LEVEL_PILLAR, nodes, NQP_PARTS_MAX);
  const double axis = 2 * self->style->tick, head = 1.25 * self->line, right = box.x + box.w;
  Rows rows = { 0 };
  NqpBox plot;
  NqpFont font = nqp_type (self->size, self->style->text, 0), dim;
  double natural = 0, lines = 1;

  font.bold = TRUE;
  natural = nqp_parts_names_width (self->view, self->scene, nodes, n, &font);
  rows.name_w = MIN (natural, 0.3 * box.w);
  rows.value_w = column_width (self, nqp_whatif_values_text, nodes, n, _ ("Score"));
  if (self->view->before != NULL)
    rows.change_w = column_width (self, nqp_whatif_change_text, nodes, n, _ ("Change"));
  rows.rank_w = column_width (self, ranks_text, nodes, n, _ ("Rank"));
  if (box.w - rows.name_w - rows.value_w - rows.change_w - rows.rank_w < 9 * self->size)
    rows.value_w = 0;
  if (box.w - rows.name_w - rows.value_w - rows.change_w - rows.rank_w < 7 * self->size)
    rows.rank_w = 0;
  font.max_width = rows.name_w;
  for (int k = 0; k < n; k++)
    if (!nqp_scene_text_fits (self->scene, nqp_view_node_name (self->view, nodes[k]), &font))
      lines = 2;
  if (n * lines * self->line + axis + head
      > box.h) /* names on one line, at the cost of the axis and the ranks */
    {
      rows.name_w = MIN (natural, 0.55 * box.w);
      rows.value_w = rows.rank_w = 0;
      lines = natural <= rows.name_w ? 1 : 2;
    }
  rows.height = CLAMP ((most - axis - head) / n, lines * self->line, MAX (lines, 2.6) * self->line);
  n = MIN (n, MAX (1, (int)((box.h - axis - head) / rows.height)));
  plot = (NqpBox){ box.x + rows.name_w + 2 * self->style->unit, box.y + head, 0, n * rows.height };
  plot.w = right - rows.rank_w - rows.change_w - rows.value_w - self->style->unit - plot.x;
  rows.scale = (NqpScale){ 0, 100, plot.x, plot.x + plot.w };
  nqp_parts_score_domain (self->view, nodes, n, &rows.scale);
  dim = nqp_type (self->size, self->style->dim, NQP_TYPE_END);
  if (rows.change_w > 0)
    nqp_scene_text (self->scene, right - rows.rank_w, box.y + self->line / 2, _ ("Change"), &dim,
                    NQP_DATUM_NONE);
  if (rows.rank_w > 0)
    nqp_scene_text (self->scene, right, box.y + self->line / 2, _ ("Rank"), &dim, NQP_DATUM_NONE);
  if (rows.value_w > 0)
    nqp_scene_text (self->scene, right - rows.rank_w - rows.change_w, box.y + self->line / 2, _ ("Score"),
                    &dim, NQP_DATUM_NONE);
  nqp_axis_x (self->scene, &rows.scale, box, plot, MAX (2, (int)(plot.w / (self->style->tick * 6))), NULL);
  for (int k = 0; k < n; k++)
    draw_node (self, &rows, box, nodes[k], plot.y + k * rows.height);
  return head + plot.h + axis + self->style->unit;
}

/* What is assumed, an indicator a line. Returns the height used. */
static double
draw_assumed (const WhatIf *self, NqpBox box, double most)
{
  int leaves[NQP_PARTS_MAX];
  int n = nqp_whatif_assumed (self->view, leaves, NQP_PARTS_MAX), n_fit, n_shown;
  NqpBox at = box;

  n_fit = (int)((most - 1.25 * self->line - self->style->unit) / self->line);
  n_shown = n <= n_fit ? n : n_fit - 1;
  if (n == 0 || n_shown < 1)
    return 0;
  at.y += draw_heading (self, at, _ ("Assumed"));
  for (int k = 0; k < n_shown; k++)
    {
      const char *name = nqp_view_node_name (self->view, leaves[k]);
      g_autofree char *text = nqp_whatif_assumed_text (self->view, leaves[k]);
      g_autofree char *shown = NULL;
      NqpFont left = nqp_type (self->size, self->style->text, 0);
      const NqpFont right
          = nqp_type (self->size, self->style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES | NQP_TYPE_END);
      NqpDatum datum = { self->view->focus, self->view->year, leaves[k], 0 };
      NqpPaint dot = nqp_parts_fill (nqp_parts_pillar_colour (self->view, self->style, leaves[k]));
      const double indent = self->size;

      left.max_width = box.w - indent - nqp_type_column (self->scene, text, &right) - self->style->unit;
      shown = nqp_type_shorten (self->scene, name, &left);
      nqp_scene_mark (self->scene, nqp_parts_pillar_shape (self->view, leaves[k]), at.x + 0.35 * self->size,
                      at.y + self->line / 2, 0.3 * self->size, &dot, datum);
      if (shown != NULL) /* else too narrow for names: the mark tells it */
        nqp_scene_text (self->scene, at.x + indent, at.y + self->line / 2, shown, &left, datum);
      nqp_scene_text (self->scene, at.x + box.w, at.y + self->line / 2, text, &right, datum);
      at.y += self->line;
    }
  if (n_shown < n)
    {
      g_autofree char *more
          = g_strdup_printf (ngettext ("%d more", "%d more", (gulong)(n - n_shown)), n - n_shown);

      draw_heading (self, (NqpBox){ at.x + self->size, at.y, at.w - self->size, 0 }, more);
      at.y += self->line;
    }
  return at.y - box.y + self->style->unit;
}

static void
draw_place (const WhatIf *self, NqpBox box, const NqpWhatifPlace *place, double y, double name_w,
            double score_w, double rank_w, const NqpScale *scale)
{
  const NqpStyle *style = self->style;
  const gboolean focus = place->region == self->view->focus;
  const double middle = y + self->row / 2, radius = 0.3 * self->size;
  NqpColour colour = focus ? style->accent : style->dim;
  NqpPaint full = nqp_parts_fill (colour),
           hollow = { .stroke = colour, .fill = style->background, .width = 1.6 * style->scale };
  NqpPaint ground
      = nqp_parts_fill (nqp_colour_mix (style->background, style->accent, place->ghost ? 0.06 : 0.14));
  NqpPaint rule = nqp_parts_stroke (style->grid, 0.8 * style->scale, 0);
  const NqpTypeFlags weight = focus && !place->ghost ? NQP_TYPE_BOLD : 0;
  const NqpColour ink = place->ghost ? style->dim : style->text;
  NqpFont name = nqp_type (self->size, ink, weight);
  const NqpFont number = nqp_type (self->size, ink, weight | NQP_TYPE_FIGURES | NQP_TYPE_END);
  NqpDatum datum = { place->region, self->view->year, 0, 0 };
  g_autofree char *ghost = NULL;
  char text[NQP_NUMBER_SIZE];

  nqp_scene_target (self->scene, box.x, y, box.w, self->row, datum);
  if (focus)
    nqp_scene_rect (self->scene, box.x, y, box.w, self->row, style->unit / 2, &ground, NQP_DATUM_NONE);
  if (place->ghost)
    /* Translators: %s is a region: its place without assumed values */
    ghost = g_strdup_printf (_ ("%s as it is"), nqp_view_region_name (self->view, place->region));
  name.max_width = name_w;
  g_snprintf (text, sizeof text, "%d", place->rank);
  nqp_scene_text (self->scene, box.x + rank_w, middle, text, &number, datum);
  nqp_scene_text (self->scene, box.x + rank_w + style->unit, middle,
                  ghost != NULL ? ghost : nqp_view_region_name (self->view, place->region), &name, datum);
  nqp_number_to_screen (place->score, nqp_parts_decimals (self->view), text);
  nqp_scene_text (self->scene, box.x + box.w - style->unit / 2, middle, text, &number, datum);
  if (scale->r1 > scale->r0)
    {
      nqp_scene_line (self->scene, scale->r0, middle, scale->r1, middle, &rule, NQP_DATUM_NONE);
      nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, nqp_scale_map (scale, place->score), middle, radius,
                      place->ghost ? &hollow : &full, datum);
    }
}

/* The ranking around the place of the region now and without assumed values. */
static void
draw_neighbours (WhatIf *self, NqpBox box)
{
  g_autoptr (GArray) places = NULL;
  const double rank_w = 2.2 * self->size;
  double name_w = 0, score_w = 0, lo = INFINITY, hi = -INFINITY, y = box.y;
  NqpFont font = nqp_type (self->size, self->style->text, 0);
  NqpScale scale;
  int n_fit = (int)((box.h - 1.25 * self->line) / self->line);

  if (n_fit < 3)
    return;
  places = nqp_whatif_places (self->view, MIN (n_fit, 17));
  if (places->len == 0)
    return;
  y += draw_heading (self, box,
                     self->view->before != NULL ? _ ("The ranking around it, with the assumed values")
                                                : _ ("The ranking around it"));
  font.bold = TRUE;
  for (guint i = 0; i < places->len; i++)
    {
      const NqpWhatifPlace *place = &g_array_index (places, NqpWhatifPlace, i);
      g_autofree char *ghost = NULL;
      char text[NQP_NUMBER_SIZE];

      if (place->region < 0)
        continue;
      ghost = g_strdup_printf (_ ("%s as it is"), nqp_view_region_name (self->view, place->region));
      name_w = MAX (name_w,
                    nqp_type_column (self->scene,
                                     place->ghost ? ghost : nqp_view_region_name (self->view, place->region),
                                     &font));
      score_w = MAX (score_w,
                     nqp_type_column (
                         self->scene,
                         nqp_number_to_screen (place->score, nqp_parts_decimals (self->view), text), &font));
      lo = MIN (lo, place->score);
      hi = MAX (hi, place->score);
    }
  name_w = MIN (name_w, box.w - rank_w - score_w - 3 * self->style->unit);
  scale = (NqpScale){ lo, hi > lo ? hi : lo + 1, box.x + rank_w + name_w + 4 * self->style->unit,
                      box.x + box.w - score_w - 3 * self->style->unit };
  if (scale.r1 - scale.r0 < 4 * self->size)
    scale.r1 = scale.r0;
  for (guint i = 0; i < places->len; i++, y += self->row)
    {
      const NqpWhatifPlace *place = &g_array_index (places, NqpWhatifPlace, i);

      if (place->region < 0)
        {
          g_autofree char *text = g_strdup_printf (
              ngettext ("%d region between", "%d regions between", (gulong)place->rank), place->rank);

          nqp_type_write (
              self->scene, box.x + rank_w + self->style->unit, y + self->row / 2, text,
              nqp_type_in (self->size, self->style->dim, 0, box.w - rank_w - self->style->unit, 1));
        }
      else
        draw_place (self, box, place, y, name_w, score_w, rank_w, &scale);
    }
}

static NqpScene *
whatif_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_whatif_title (view), *method = nqp_whatif_subtitle (view);
  WhatIf self = { .view = view, .style = style };
  NqpBox box;
  double used;

  self.scene = nqp_scene_new (width, height, style);
  box = nqp_frame_begin (self.scene, view, title, method);
  nqp_scene_set_shows_focus (self.scene);
  if (!nqp_parts_has_region (view, view->focus))
    {
      nqp_frame_message (self.scene, box,
                         view->focus < 0 ? _ ("Choose a region to assume other values for it.")
                                         : _ ("This place has no data in the project."));
      return self.scene;
    }
  if (box.h > 40 * style->base && box.w > 80 * style->base)
    self.size = 1.2 * style->label;
  else if (box.h > 22 * style->base && box.w > 40 * style->base)
    self.size = MAX (style->tick, 12 * style->scale);
  else
    self.size = style->footer;
  self.line = 1.15 * nqp_type_line (self.scene, self.size);
  self.row = self.line;
  used = draw_figures (&self, box);
  nqp_box_cut_top (&box, used);
  if (view->before == NULL && box.h > 12 * style->base)
    {
      used = draw_heading (&self, box, _ ("Move a slider to see what another value would make of it."));
      nqp_box_cut_top (&box, used);
    }
  if (box.w > 2 * box.h && box.w > 56 * style->base) /* side by side */
    {
      const double gap = 5 * style->unit, left = 0.58 * (box.w - gap);
      NqpBox side = { box.x, box.y, left, box.h };

      used = draw_nodes (&self, side, 0.62 * box.h);
      draw_assumed (&self, (NqpBox){ box.x, box.y + used, left, box.h - used }, box.h - used);
      draw_neighbours (&self, (NqpBox){ box.x + left + gap, box.y, box.w - left - gap, box.h });
      return self.scene;
    }
  used = draw_nodes (&self, box, 0.42 * box.h);
  nqp_box_cut_top (&box, used);
  used = draw_assumed (&self, box, 0.4 * box.h);
  nqp_box_cut_top (&box, used);
  draw_neighbours (&self, box);
  return self.scene;
}

const NqpChart nqp_chart_paths_whatif = {
  .id = "paths.whatif",
  .name = N_ ("What if"),
  .width = 800,
  .height = 640,
  .options = NQP_OPTION_BIT (DECIMALS),
  .title = nqp_whatif_title,
  .build = whatif_build,
  .table = nqp_whatif_table,
  .summary = nqp_whatif_summary,
};
