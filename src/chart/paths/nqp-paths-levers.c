/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-paths-private.h"

/* paths.levers: what holds the focus region back, as a flow from paths over measures to indicators. */

#define N_CURVE 20
static void
ribbon (const NqpLeversLayout *self, double x0, double y0, double x1, double y1, double h, NqpColour colour,
        NqpDatum datum)
{
  double xy[4 * (N_CURVE + 1)];
  NqpPaint paint = { .fill = colour };

  for (int i = 0; i <= N_CURVE; i++)
    {
      double t = (double)i / N_CURVE, s = t * t * (3 - 2 * t);
      double x = x0 + (x1 - x0) * t, y = y0 + (y1 - y0) * s;

      xy[2 * i] = x;
      xy[2 * i + 1] = y;
      xy[2 * (2 * N_CURVE + 1 - i)] = x;
      xy[2 * (2 * N_CURVE + 1 - i) + 1] = y + MAX (h, 0.6 * self->style->scale);
    }
  nqp_scene_polyline (self->scene, xy, 2 * (N_CURVE + 1), TRUE, &paint, datum);
}

static NqpColour
ribbon_colour (const NqpLeversLayout *self, const NqpSankey *sankey, int path, gboolean lit, double alpha)
{
  if (sankey->any_lit)
    alpha *= lit ? 1.5 : 0.35;
  return nqp_parts_alpha (self->colours[path], alpha);
}

static NqpDatum
entry_datum (const NqpLeversLayout *self, int entry)
{
  return (NqpDatum){ self->view->focus, self->view->year, -1, entry + 1 };
}

static int
by_measure (gconstpointer a, gconstpointer b)
{
  const NqpSankeyLink *x = a, *y = b;

  return x->measure != y->measure ? x->measure - y->measure : x->leaf - y->leaf;
}

static int
by_leaf (gconstpointer a, gconstpointer b)
{
  const NqpSankeyLink *x = a, *y = b;

  return x->leaf != y->leaf ? x->leaf - y->leaf : x->measure - y->measure;
}

static void
join_links (const NqpLeversLayout *self, NqpSankey *sankey)
{
  GArray *links = sankey->links;
  double at = 0;

  g_array_sort (links, by_leaf);
  for (guint i = 0; i < links->len; i++)
    {
      NqpSankeyLink *link = &g_array_index (links, NqpSankeyLink, i);

      if (i == 0 || (link - 1)->leaf != link->leaf)
        at = nqp_sankey_node (sankey->leaves, link->leaf)->y;
      link->y_in = at;
      at += self->k * link->share;
    }
  g_array_sort (links, by_measure);
  for (guint i = 0; i < links->len; i++)
    {
      NqpSankeyLink *link = &g_array_index (links, NqpSankeyLink, i);

      if (i == 0 || (link - 1)->measure != link->measure)
        at = nqp_sankey_node (sankey->measures, link->measure)->y;
      link->y_out = at;
      at += self->k * link->share;
    }
}

static void
draw_links (const NqpLeversLayout *self, NqpSankey *sankey)
{
  double at = 0;

  join_links (self, sankey);
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);
      const NqpSankeyNode *path = nqp_sankey_node (sankey->paths, node->path);
      int entry = node->entry >= 0 ? node->entry : path->entry;

      if (i == 0 || (node - 1)->path != node->path)
        at = path->y;
      ribbon (self, self->path_x + self->bar, at, self->measure_x, node->y, node->h,
              ribbon_colour (self, sankey, node->path, node->lit, 0.32), entry_datum (self, entry));
      at += node->h;
    }
  for (int lit = 0; lit <= 1; lit++)
    for (guint i = 0; i < sankey->links->len; i++)
      {
        const NqpSankeyLink *link = &g_array_index (sankey->links, NqpSankeyLink, i);
        const NqpSankeyNode *node = nqp_sankey_node (sankey->measures, link->measure);
        NqpDatum datum = entry_datum (self, node->entry);

        if (link->lit != (lit != 0))
          continue;
        datum.node = nqp_sankey_node (sankey->leaves, link->leaf)->leaf;
        ribbon (self, self->measure_x + self->bar, link->y_out, self->leaf_x, link->y_in,
                self->k * link->share, ribbon_colour (self, sankey, node->path, link->lit, 0.45), datum);
      }
}

static void
draw_bar (const NqpLeversLayout *self, double x, const NqpSankeyNode *node, NqpPaint paint, NqpDatum datum)
{
  double h = MAX (node->h, 1.5 * self->style->scale);

  nqp_scene_rect (self->scene, x, node->middle - h / 2, self->bar, h, 0, &paint, datum);
}

static NqpPaint
path_paint (const NqpLeversLayout *self, int path)
{
  NqpPaint paint = nqp_parts_fill (self->colours[path]);

  if (self->style->patterns)
    nqp_parts_set_pattern (&paint, nqp_parts_pattern (path), 0.55);
  return paint;
}

static NqpColour
label_colour (const NqpLeversLayout *self, const NqpSankey *sankey, const NqpSankeyNode *node)
{
  return sankey->any_lit && !node->lit ? self->style->dim : self->style->text;
}

static void
draw_paths (const NqpLeversLayout *self, const NqpSankey *sankey)
{
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);
      NqpFont font = nqp_levers_label_font (self, self->path_w, 5), bold = nqp_levers_number_font (self);
      NqpDatum datum = entry_datum (self, node->entry);
      double top = node->middle - node->label_h / 2;

      font.colour = bold.colour = label_colour (self, sankey, node);
      font.valign = NQP_ALIGN_START;
      bold.valign = NQP_ALIGN_END;
      draw_bar (self, self->path_x, node, path_paint (self, (int)i), datum);
      nqp_scene_target (self->scene, self->box.x, top, self->path_w, node->label_h, datum);
      nqp_scene_text (self->scene, self->box.x, top, node->label, &font, datum);
      nqp_scene_text (self->scene, self->box.x, top + node->label_h, node->number, &bold, datum);
    }
}

static void
draw_measures (const NqpLeversLayout *self, const NqpSankey *sankey)
{
  for (guint i = 0; i < sankey->measures->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->measures, (int)i);
      NqpFont font = nqp_levers_label_font (self, self->measure_w, 3);
      NqpDatum datum = entry_datum (
          self, node->entry >= 0 ? node->entry : nqp_sankey_node (sankey->paths, node->path)->entry);
      double right = self->measure_x - self->gap * 0.7;

      draw_bar (self, self->measure_x, node, path_paint (self, node->path), datum);
      if (!self->names_measures || node->label == NULL)
        continue;
      font.align = NQP_ALIGN_END;
      font.colour = label_colour (self, sankey, node);
      font.halo = nqp_parts_alpha (self->style->background, 0.7);
      nqp_scene_target (self->scene, right - self->measure_w, node->middle - node->label_h / 2,
                        self->measure_w, node->label_h, datum);
      nqp_scene_text (self->scene, right, node->middle, node->label, &font, datum);
    }
}

static void
draw_leaves (const NqpLeversLayout *self, const NqpSankey *sankey)
{
  const NqpTree *tree = self->view->scores->tree;
  const double right = self->box.x + self->box.w, x = self->leaf_x + self->bar + self->gap;

  for (guint i = 0; i < sankey->leaves->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->leaves, (int)i);
      NqpFont font = nqp_levers_label_font (self, self->leaf_w, self->lines),
              bold = nqp_levers_number_font (self);
      NqpDatum datum = { self->view->focus, self->view->year, node->leaf, 0 };
      NqpPaint paint = nqp_parts_fill (self->style->dim);
      int pillar = node->leaf >= 0 ? nqp_tree_pillar_of (tree, node->leaf) : -1;

      if (pillar >= 0)
        paint = nqp_parts_node_paint (self->view, self->style, pillar);
      font.colour = bold.colour = label_colour (self, sankey, node);
      bold.align = NQP_ALIGN_END;
      draw_bar (self, self->leaf_x, node, paint, datum);
      nqp_scene_target (self->scene, x, node->middle - node->label_h / 2, right - x, node->label_h, datum);
      nqp_scene_text (self->scene, x, node->middle, node->label, &font, datum);
      nqp_scene_text (self->scene, right, node->middle, node->number, &bold, datum);
    }
}

static void
draw_head (const NqpLeversLayout *self, double y)
{
  const double right = self->box.x + self->box.w;
  const struct
  {
    const char *text;
    double x, w;
    NqpTypeFlags flags;
  } heads[] = {
    { _ ("Path"), self->box.x, self->path_w + self->bar, 0 },
    { _ ("Policy measure"), self->measure_x + self->bar, self->measure_w + self->bar, NQP_TYPE_END },
    { _ ("Indicator"), self->leaf_x, self->leaf_w + self->bar, 0 },
    { _ ("Share"), right, self->number_w + 2 * self->gap, NQP_TYPE_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const NqpFont font = nqp_type (self->size, self->style->dim, heads[i].flags);

      if (nqp_type_column (self->scene, heads[i].text, &font) <= heads[i].w)
        nqp_scene_text (self->scene, heads[i].x, y, heads[i].text, &font, NQP_DATUM_NONE);
    }
}

static void
draw_legend (NqpLeversLayout *self, const GArray *flows)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  g_autofree int *leaves = g_new (int, flows->len + 1), *pillars = g_new (int, flows->len + 1);
  int n;

  for (guint i = 0; i < flows->len; i++)
    leaves[i] = g_array_index (flows, NqpFlow, i).leaf;
  n = nqp_parts_pillars (self->view, leaves, (int)flows->len, pillars);
  for (int i = 0; i < n; i++)
    nqp_legend_add (legend, nqp_view_node_name (self->view, pillars[i]), NQP_SAMPLE_SWATCH,
                    nqp_parts_node_paint (self->view, self->style, pillars[i]));
  nqp_legend_cut (legend, self->scene, &self->box);
}

/* For small pictures: the paths alone, a bar for each. FALSE if they have no room either. */
static gboolean
draw_path_bars (NqpLeversLayout *self, const GArray *flows)
{
  g_autoptr (NqpSankey) sankey = nqp_sankey_new (self->view, flows, NQP_PARTS_MAX, NQP_PARTS_MAX);
  NqpFont font, bold;
  double widest = 0, sum = 0, x, space, y = self->box.y, most = 0;

  self->size = self->style->footer;
  font = nqp_levers_label_font (self, 0.45 * self->box.w, 3);
  bold = nqp_levers_number_font (self);
  bold.align = NQP_ALIGN_END;
  nqp_levers_label_nodes (self, sankey);
  nqp_levers_choose_colours (self, sankey->paths);
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);

      if (!nqp_scene_text_fits (self->scene, node->label, &font))
        return FALSE;
      node->label_h = nqp_type_height (self->scene, node->label, &font);
      widest = MAX (widest, nqp_type_column (self->scene, node->label, &font));
      self->number_w = MAX (self->number_w, nqp_type_column (self->scene, node->number, &bold));
      sum += node->label_h;
      most = MAX (most, node->share);
    }
  space = (self->box.h - sum) / sankey->paths->len;
  x = self->box.x + widest + self->style->unit;
  if (space < 0 || widest + self->number_w + 4 * self->size > self->box.w)
    return FALSE;
  space = MIN (space, self->size);
  for (guint i = 0; i < sankey->paths->len; i++)
    {
      const NqpSankeyNode *node = nqp_sankey_node (sankey->paths, (int)i);
      const double w = self->box.x + self->box.w - self->number_w - self->style->unit - x;
      const double middle = y + (node->label_h + space) / 2;
      NqpPaint paint = path_paint (self, (int)i);
      NqpDatum datum = entry_datum (self, node->entry);

      nqp_scene_target (self->scene, self->box.x, y, self->box.w, node->label_h + space, datum);
      nqp_scene_rect (self->scene, x, middle - self->size / 2, w * node->share / most, self->size, 0, &paint,
                      datum);
      nqp_scene_text (self->scene, self->box.x, middle, node->label, &font, datum);
      nqp_scene_text (self->scene, self->box.x + self->box.w, middle, node->number, &bold, datum);
      y += node->label_h + space;
    }
  return TRUE;
}

static NqpScene *
levers_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_levers_title (view), *why = nqp_levers_why_empty (view), *subtitle = NULL;
  g_autoptr (GArray) flows = NULL;
  g_autoptr (NqpSankey) sankey = NULL;
  g_autofree NqpLeversLayout *self = g_new0 (NqpLeversLayout, 1);
  NqpScene *scene = nqp_scene_new (width, height, style);
  double head;

  if (why == NULL)
    flows = nqp_paths_flows_new (view->scores, view->framework, view->year, view->focus);
  subtitle = nqp_levers_subtitle (view, flows);
  self->view = view;
  self->scene = scene;
  self->style = style;
  self->box = nqp_frame_begin (scene, view, title, subtitle);
  nqp_scene_set_shows_focus (scene);
  if (why != NULL)
    {
      nqp_frame_message (scene, self->box, why);
      return scene;
    }
  if (self->box.h > style->base * 25)
    draw_legend (self, flows);
  head = self->box.h > style->base * 14 ? style->label * 1.6 : 0;
  nqp_box_cut_top (&self->box, head);
  sankey = nqp_levers_choose_layout (self, flows);
  if (sankey == NULL)
    {
      if (!draw_path_bars (self, flows))
        nqp_frame_message (scene, self->box, _ ("There is too little room for this picture."));
      return scene;
    }
  nqp_sankey_arrange (sankey);
  nqp_levers_choose_colours (self, sankey->paths);
  nqp_levers_place_column (self, sankey->leaves);
  nqp_levers_place_column (self, sankey->measures);
  nqp_levers_place_paths (self, sankey);
  draw_links (self, sankey);
  draw_paths (self, sankey);
  draw_measures (self, sankey);
  draw_leaves (self, sankey);
  if (head > 0)
    draw_head (self, self->box.y - head * 0.55);
  return scene;
}

const NqpChart nqp_chart_paths_levers = {
  .id = "paths.levers",
  .name = N_ ("Levers"),
  .width = 1000,
  .theory = TRUE,
  .height = 720,
  .title = nqp_levers_title,
  .build = levers_build,
  .table = nqp_levers_chart_table,
  .summary = nqp_levers_summary,
};
