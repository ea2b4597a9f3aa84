/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-weights-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-labels.h"
#include "nqp-number.h"

/* method.weights: a sunburst. The index is in the middle, around it pillars, components and indicators; the angle is the
 * weight in force. Names stand in their sectors where they fit, those of indicators beside the rim, the heaviest first. */

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  const NqpTree *tree;
  GArray *sectors;
  double cx, cy, radius;
  gboolean all_named; /* every pillar found room for its name */
} Sunburst;

static const NqpSector *
get_sector (const Sunburst *self, guint i)
{
  return &g_array_index (self->sectors, NqpSector, i);
}

static double
mid_angle (const NqpSector *sector)
{
  return (sector->a0 + sector->a1) / 2;
}

static double
point_x (const Sunburst *self, double angle, double r)
{
  return self->cx + r * sin (angle);
}

static double
point_y (const Sunburst *self, double angle, double r)
{
  return self->cy - r * cos (angle);
}

/* ---- sectors -------------------------------------------------------------------------------------------------- */

static void
trace (const Sunburst *self, const NqpSector *sector, const NqpPaint *paint, NqpDatum datum)
{
  const double span = sector->a1 - sector->a0;
  const int n = MAX (2, (int)ceil (span / (G_PI / 60)) + 1);
  const gboolean whole = span > 2 * G_PI - 1e-9;
  g_autofree double *xy = g_new (double, (gsize)(4 * n));
  const int starts[] = { 0, n, 2 * n };

  for (int i = 0; i < n; i++)
    {
      const double a = sector->a0 + span * i / (n - 1);

      xy[2 * i] = point_x (self, a, sector->r1 * self->radius);
      xy[2 * i + 1] = point_y (self, a, sector->r1 * self->radius);
      xy[4 * n - 2 * i - 2] = point_x (self, a, sector->r0 * self->radius);
      xy[4 * n - 2 * i - 1] = point_y (self, a, sector->r0 * self->radius);
    }
  if (whole) /* a ring has a hole, not a seam */
    nqp_scene_path (self->scene, xy, 2 * n, starts, 2, paint, datum);
  else
    nqp_scene_polyline (self->scene, xy, 2 * n, TRUE, paint, datum);
}

static double
lock_size (const NqpStyle *style)
{
  return style->tick * 0.85;
}

/* ---- names within sectors ------------------------------------------------------------------------------------- */

/* Is a rectangle around (@x, @y) inside the sector? */
static gboolean
is_inside (const Sunburst *self, const NqpSector *sector, double x, double y, double w, double h)
{
  const double pad = self->style->unit / 3;
  const double r0 = sector->r0 * self->radius + pad, r1 = sector->r1 * self->radius - pad;
  const double near_x = CLAMP (self->cx, x - w / 2, x + w / 2),
               near_y = CLAMP (self->cy, y - h / 2, y + h / 2);

  if (hypot (near_x - self->cx, near_y - self->cy) < r0)
    return FALSE;
  for (int i = 0; i < 12; i++) /* along the edges: corners, and what lies between them */
    {
      const double t = (i % 3) / 2.0;
      const double px = i < 6 ? x - w / 2 + w * t : x + (i < 9 ? -w : w) / 2;
      const double py = i < 6 ? y + (i < 3 ? -h : h) / 2 : y - h / 2 + h * t;
      const double r = hypot (px - self->cx, py - self->cy);
      double a = atan2 (px - self->cx, self->cy - py);
      const double slack = r > 0 ? pad / r : 0;

      if (r > r1)
        return FALSE;
      while (a < sector->a0)
        a += 2 * G_PI;
      if (sector->a1 - sector->a0 < 2 * G_PI - 1e-9 && (a < sector->a0 + slack || a > sector->a1 - slack))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_inside (const Sunburst *self, const NqpSector *sector, const char *text, NqpFont font, NqpDatum datum)
{
  static const double shares[] = { 1.9, 1.4, 1.0, 0.8 };
  static const double places[] = { 0.5, 0.56, 0.62, 0.45 };
  const double ring = (sector->r1 - sector->r0) * self->radius;

  font.align = NQP_ALIGN_MIDDLE;
  font.max_lines = 4;
  for (gsize s = 0; s < G_N_ELEMENTS (shares); s++)
    {
      double w, h;

      font.max_width = ring * shares[s];
      if (nqp_type_breaks_words (self->scene, text, &font, FALSE)
          || !nqp_scene_text_fits (self->scene, text, &font))
        continue;
      nqp_scene_measure (self->scene, text, &font, &w, &h);
      for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
        {
          const double r = sector->r0 * self->radius + ring * places[p];
          const double x = point_x (self, mid_angle (sector), r), y = point_y (self, mid_angle (sector), r);

          if (!is_inside (self, sector, x, y, w, h))
            continue;
          nqp_scene_text (self->scene, x, y, text, &font, datum);
          return TRUE;
        }
    }
  return FALSE;
}

static void
name_sector (Sunburst *self, const NqpSector *sector, const NqpPaint *paint)
{
  const NqpNode *node = &self->tree->nodes[sector->node];
  const gboolean pillar = node->level == NQP_LEVEL_PILLAR;
  const NqpDatum datum = { -1, -1, sector->node, 0, 0 };
  NqpFont font = nqp_type (self->style->tick, nqp_colour_on (paint->fill), 0);
  char number[NQP_NUMBER_SIZE];
  g_autofree char *share = NULL, *both = NULL;

  nqp_number_to_screen (100 * nqp_tree_global_weight (self->tree, sector->node), 1, number);
  share = g_strdup_printf (_ ("%s %%"), number);
  both = g_strdup_printf ("%s\n%s", nqp_view_node_name (self->view, sector->node), share);
  if (paint->pattern != NQP_PATTERN_NONE)
    font.halo = paint->fill;
  for (int attempt = 0; attempt < (pillar ? 3 : 1); attempt++) /* smaller, then lighter */
    {
      font.size = pillar && attempt == 0 ? self->style->label : self->style->tick;
      font.bold = pillar && attempt < 2;
      if (write_inside (self, sector, both, font, datum))
        return;
    }
  self->all_named &= !pillar;
  write_inside (self, sector, share, font, datum);
}

static void
draw_sectors (Sunburst *self)
{
  const NqpStyle *style = self->style;
  const double size = lock_size (style);
  g_autofree char *scheme = nqp_method_scheme_label (&self->view->scores->method);
  const NqpSector middle = { 0, 0, 2 * G_PI, 0, NQP_WEIGHTS_HOLE };
  const NqpSector *chosen = NULL;
  const NqpFont font = nqp_type_in (style->tick, style->text, NQP_TYPE_MIDDLE,
                                    2 * NQP_WEIGHTS_HOLE * self->radius * 0.72, 4);
  double w, h;

  for (guint i = 0; i < self->sectors->len; i++)
    {
      const NqpSector *sector = get_sector (self, i);
      const NqpDatum datum = { -1, -1, sector->node, 0, 0 };
      NqpPaint paint = nqp_parts_node_paint (self->view, style, sector->node);

      paint.stroke = style->background;
      paint.width = 1.2 * style->scale;
      trace (self, sector, &paint, datum);
      if (sector->node == self->view->part)
        chosen = sector;
    }
  for (guint i = 0; i < self->sectors->len; i++)
    {
      const NqpSector *sector = get_sector (self, i);
      const NqpPaint paint = nqp_parts_node_paint (self->view, style, sector->node);
      const double r = sector->r1 * self->radius - size * 0.8;

      if (self->tree->nodes[sector->node].level != NQP_LEVEL_INDICATOR)
        name_sector (self, sector, &paint);
      if (self->tree->nodes[sector->node].locked && (sector->a1 - sector->a0) * r > size)
        nqp_parts_draw_lock (self->scene, point_x (self, mid_angle (sector), r),
                             point_y (self, mid_angle (sector), r), size, nqp_colour_on (paint.fill));
    }
  if (chosen != NULL)
    {
      const NqpPaint ring = nqp_parts_stroke (style->text, 3 * style->scale, 0);
      const NqpPaint inner = nqp_parts_stroke (style->accent, 2 * style->scale, 0);
      const NqpDatum datum = { -1, -1, chosen->node, 0, 0 };

      trace (self, chosen, &ring, datum);
      trace (self, chosen, &inner, datum);
    }
  /* What made the weights stands in the middle. */
  nqp_scene_measure (self->scene, scheme, &font, &w, &h);
  if (!nqp_type_breaks_words (self->scene, scheme, &font, FALSE)
      && nqp_scene_text_fits (self->scene, scheme, &font)
      && hypot (w, h) < 2 * middle.r1 * self->radius * 0.96)
    nqp_scene_text (self->scene, self->cx, self->cy, scheme, &font, NQP_DATUM_NONE);
}

/* ---- names of indicators, beside the rim ---------------------------------------------------------------------- */

typedef struct
{
  const NqpSector *sector;
  char *text;
  double weight, y, height;
} RimLabel;

static int
heavier_first (gconstpointer a, gconstpointer b)
{
  const RimLabel *x = a, *y = b;

  return x->weight > y->weight ? -1 : x->weight < y->weight ? 1 : x->sector->node - y->sector->node;
}

/* The name with its weight, shortened if need be. */
static char *
rim_text (const Sunburst *self, int node, const NqpFont *font)
{
  const char *name = nqp_view_node_name (self->view, node);
  g_autofree char *text = nqp_weights_label (self->view, name, node), *beginning = NULL;
  NqpFont narrower = *font;

  if (nqp_scene_text_fits (self->scene, text, font)
      && !nqp_type_breaks_words (self->scene, text, font, FALSE))
    return g_steal_pointer (&text);
  narrower.max_lines = MAX (font->max_lines - 1, 1); /* one for the weight */
  beginning = nqp_type_shorten (self->scene, name, &narrower);
  return nqp_weights_label (self->view, beginning != NULL ? beginning : name, node);
}

static void
draw_rim_side (const Sunburst *self, NqpBox box, gboolean right, double reach)
{
  const NqpStyle *style = self->style;
  const double x = right ? self->cx + self->radius + reach : self->cx - self->radius - reach;
  const double width = right ? box.x + box.w - x : x - box.x;
  const NqpFont font = nqp_type_in (style->tick, style->text, right ? 0 : NQP_TYPE_END, width, 3);
  const NqpPaint leader = nqp_parts_stroke (nqp_parts_alpha (style->dim, 0.6), 0.8 * style->scale, 0);
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (RimLabel));
  g_autofree double *ys = NULL, *heights = NULL;
  double total = 0;
  guint n = 0;

  for (guint i = 0; i < self->sectors->len; i++)
    {
      const NqpSector *sector = get_sector (self, i);
      RimLabel label = { sector, NULL, sector->a1 - sector->a0, 0, 0 };

      if (self->tree->nodes[sector->node].level != NQP_LEVEL_INDICATOR
          || (mid_angle (sector) <= G_PI) != right)
        continue;
      label.text = rim_text (self, sector->node, &font);
      label.y = point_y (self, mid_angle (sector), self->radius * 1.02);
      nqp_scene_measure (self->scene, label.text, &font, NULL, &label.height);
      label.height += style->unit / 3;
      if (!nqp_scene_text_fits (self->scene, label.text, &font))
        g_free (label.text);
      else
        g_array_append_val (labels, label);
    }
  g_array_sort (labels, heavier_first);
  ys = g_new (double, labels->len + 1);
  heights = g_new (double, labels->len + 1);
  for (; n < labels->len; n++)
    {
      const RimLabel *label = &g_array_index (labels, RimLabel, n);

      if (total + label->height > box.h)
        break;
      total += label->height;
      ys[n] = label->y;
      heights[n] = label->height;
    }
  nqp_spread (ys, heights, (int)n, box.y, box.y + box.h);
  for (guint i = 0; i < n; i++)
    {
      const RimLabel *label = &g_array_index (labels, RimLabel, i);
      const double a = mid_angle (label->sector);
      const double edge = right ? x - style->unit / 2 : x + style->unit / 2;
      const double xy[] = { point_x (self, a, self->radius * 1.01),
                            point_y (self, a, self->radius * 1.01),
                            point_x (self, a, self->radius + 0.35 * reach),
                            point_y (self, a, self->radius + 0.35 * reach),
                            edge,
                            ys[i] };

      nqp_scene_polyline (self->scene, xy, 3, FALSE, &leader, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x, ys[i], label->text, &font,
                      (NqpDatum){ -1, -1, label->sector->node, 0, 0 });
    }
  for (guint i = 0; i < labels->len; i++)
    g_free (g_array_index (labels, RimLabel, i).text);
}

/* ---- notes below ---------------------------------------------------------------------------------------------- */

static NqpLegend *
make_notes (const Sunburst *self, gboolean pillars)
{
  const NqpStyle *style = self->style;
  NqpLegend *notes = nqp_legend_new ();
  g_autoptr (GArray) off = nqp_weights_off (self->tree);
  const int n_locked = nqp_weights_n_locked (self->tree);

  for (guint i = 0; i < self->sectors->len && pillars; i++)
    {
      const int node = get_sector (self, i)->node;
      g_autofree char *text = nqp_weights_label (self->view, nqp_view_node_name (self->view, node), node);

      if (self->tree->nodes[node].level != NQP_LEVEL_PILLAR)
        continue;
      nqp_legend_add (notes, text, NQP_SAMPLE_SWATCH, nqp_parts_node_paint (self->view, style, node));
      nqp_legend_bind (notes, (NqpDatum){ -1, -1, node, 0, 0 });
    }
  if (n_locked > 0)
    {
      g_autofree char *text
          = g_strdup_printf (ngettext ("%d locked", "%d locked", (gulong)n_locked), n_locked);

      nqp_legend_add (notes, text, NQP_SAMPLE_LOCK, nqp_parts_fill (style->text));
    }
  for (guint i = 0; i < off->len; i++)
    {
      const int node = g_array_index (off, int, i);
      /* Translators: name of a node that is switched off */
      g_autofree char *text = g_strdup_printf (_ ("%s: off"), nqp_view_node_name (self->view, node));
      NqpPaint paint = nqp_parts_missing (style);

      paint.stroke = node == self->view->part ? style->accent : style->dim;
      paint.width = (node == self->view->part ? 2 : 1) * style->scale;
      nqp_legend_add (notes, text, NQP_SAMPLE_SWATCH, paint);
      nqp_legend_bind (notes, (NqpDatum){ -1, -1, node, 0, 0 });
    }
  return notes;
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

/* @legend: pillars are named below. Sets all_named. */
static void
draw (Sunburst *self, NqpBox box, gboolean legend)
{
  const NqpStyle *style = self->style;
  g_autoptr (NqpLegend) notes = make_notes (self, legend);
  const double em = style->label, reach = 3 * style->unit;
  const double label_w = CLAMP (box.w * 0.18, 8 * em, 20 * em);
  double below;
  gboolean rim;

  nqp_legend_set_most_lines (notes, box.h > 20 * em ? 3 : 1);
  below = nqp_legend_height (notes, self->scene, box.w);
  box.h = MAX (box.h - below - (below > 0 ? style->unit : 0), 1);
  rim = box.w - 2 * (label_w + reach) >= MIN (box.h, box.w) * 0.62;
  self->radius = MIN (box.h, rim ? box.w - 2 * (label_w + reach) : box.w) / 2 - style->unit / 2;
  self->radius = MAX (self->radius, 4);
  self->cx = box.x + box.w / 2;
  self->cy = box.y + box.h / 2;
  self->all_named = TRUE;
  draw_sectors (self);
  if (rim)
    {
      /* labels keep to the circle where the picture is wide */
      const double side = MIN (box.w / 2, self->radius + reach + 24 * em);
      const NqpBox near = { self->cx - side, box.y, 2 * side, box.h };

      draw_rim_side (self, near, TRUE, reach);
      draw_rim_side (self, near, FALSE, reach);
    }
  nqp_legend_draw (notes, self->scene, (NqpBox){ box.x, box.y + box.h + style->unit, box.w, 0 });
}

static NqpScene *
weights_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_weights_title (view), *subtitle = nqp_weights_subtitle (view);
  const gboolean small = height < 24 * style->label;

  for (int legend = 0;; legend++)
    {
      NqpScene *scene = nqp_scene_new (width, height, style);
      NqpBox box = nqp_frame_begin (scene, view, title, small && view->before == NULL ? NULL : subtitle);
      g_autoptr (GArray) sectors = nqp_weights_sectors (view->scores->tree);
      Sunburst self = { scene, style, view, view->scores->tree, sectors, 0, 0, 0, FALSE };

      if (sectors->len == 0)
        {
          nqp_frame_message (scene, box, _ ("Nothing takes part in the index: switch an indicator on."));
          return scene;
        }
      draw (&self, box, legend > 0);
      nqp_scene_set_shows_focus (scene); /* weights know no regions */
      if (self.all_named || legend > 0)
        return scene;
      nqp_scene_unref (scene); /* some pillar has no name: with a legend */
    }
}

/* ---- keyboard ------------------------------------------------------------------------------------------------- */

static gboolean
can_reach (const NqpTree *tree, int node)
{
  return node > 0 && nqp_tree_is_on (tree, tree->nodes[node].parent);
}

/* Left and right around a ring, up towards the middle, down towards the rim. */
static gboolean
weights_walk (const NqpView *view, const NqpScene *scene, int dx, int dy, NqpDatum *at)
{
  const NqpTree *tree = view->scores->tree;
  int node = at->node;

  if (!can_reach (tree, node))
    node = tree->nodes[0].first_child;
  else if (dy < 0)
    node = tree->nodes[node].parent > 0 ? tree->nodes[node].parent : node;
  else if (dy > 0)
    node = tree->nodes[node].first_child >= 0 && nqp_tree_is_on (tree, node) ? tree->nodes[node].first_child
                                                                             : node;
  else
    for (int i = 1; i <= tree->n_nodes; i++)
      {
        const int next = ((node + dx * i) % tree->n_nodes + tree->n_nodes) % tree->n_nodes;

        if (can_reach (tree, next) && tree->nodes[next].level == tree->nodes[node].level)
          {
            node = next;
            break;
          }
      }
  if (node < 0)
    return FALSE;
  *at = (NqpDatum){ -1, -1, node, 0, 0 };
  return TRUE;
}

const NqpChart nqp_chart_method_weights = {
  .id = "method.weights",
  .name = N_ ("Weights"),
  .width = 900,
  .height = 680,
  .walk = weights_walk,
  .tooltip = nqp_weights_tooltip,
  .title = nqp_weights_title,
  .build = weights_build,
  .table = nqp_weights_table,
  .summary = nqp_weights_summary,
};
