/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* A region smaller than this on the screen gets a dot so that its colour can be seen and clicked, px^2. */
#define SPECK 14.0

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  const NqpMapLayout *layout;
  NqpMapClasses classes;
  NqpMapKept *kept;
  NqpMapFit fit;
  NqpMapRaster *raster;
  NqpPath *const *paths; /* [shape] */
  NqpBox taken[4];       /* legend, year, inset */
  int n_taken;
} Map;

/* Places with an outline: what the legend counts. */
static gboolean *
shown_places (const NqpView *view)
{
  gboolean *shown = g_new0 (gboolean, MAX (view->scores->panel->n_places, 1));

  for (int s = 0; s < view->layout->n_shapes; s++)
    if (view->layout->shape_place[s] >= 0 && view->layout->shapes[s].kind != NQP_SHAPE_LINE)
      shown[view->layout->shape_place[s]] = TRUE;
  return shown;
}

/* The largest zoom at which the outlines fit into @box; at the top left corner of it. */
static NqpMapFit
fit_into (const NqpMapLayout *layout, NqpBox box)
{
  double w = layout->max_x - layout->min_x, h = layout->max_y - layout->min_y;
  double zoom = MIN (box.w / MAX (w, 1), box.h / MAX (h, 1));

  return (NqpMapFit){
    .box = { box.x, box.y, w * zoom, h * zoom }, .zoom = zoom, .west = layout->min_x, .north = layout->max_y
  };
}

/* Touches no outline and nothing placed before. */
static gboolean
is_free (gconstpointer data, NqpBox place)
{
  const Map *self = data;

  for (int i = 0; i < self->n_taken; i++)
    if (nqp_boxes_meet (place, self->taken[i], 0))
      return FALSE;
  return nqp_map_raster_is_free (
      self->raster,
      (NqpBox){ place.x - self->fit.box.x - 4, place.y - self->fit.box.y - 4, place.w + 8, place.h + 8 });
}

static double
worth (gpointer data, NqpBox left)
{
  return fit_into (((const Map *)data)->layout, left).zoom;
}

/* Legend in a corner the outlines leave free: the map keeps all the room. The map is pushed aside if that helps; failing
 * that the legend stands at the left, or below in rows, whichever leaves the larger map. */
static void
arrange (Map *self, NqpBox box)
{
  static const double sides[] = { 0.5, 1, 0 };
  const NqpMapFit best = fit_into (self->layout, box);
  NqpBox legend, left = box;
  double w, h;

  nqp_map_legend_measure (self->scene, self->view, &self->classes, &w, &h);
  self->fit = best;
  self->raster = nqp_map_kept_raster (self->kept, self->layout, &self->fit);
  for (gsize k = 0; k < G_N_ELEMENTS (sides); k++)
    {
      self->fit.box.x = box.x + (box.w - best.box.w) * sides[k];
      self->fit.box.y = box.y + (box.h - best.box.h) * (sides[k] == 0.5 ? 0.5 : 1 - sides[k] * 0.5);
      if (nqp_map_find_corner (box, w, h, "3142", is_free, self, &legend))
        {
          nqp_map_legend_draw (self->scene, self->view, &self->classes, legend.x, legend.y);
          self->taken[self->n_taken++] = legend;
          return;
        }
    }
  nqp_map_raster_unref (self->raster);
  self->taken[self->n_taken++] = nqp_map_legend_place (self->scene, self->view, &self->classes, &left,
                                                       2 * self->style->unit, worth, self);
  self->fit = fit_into (self->layout, left);
  self->fit.box.x += (left.w - self->fit.box.w) / 2;
  self->fit.box.y += (left.h - self->fit.box.h) / 2;
  self->raster = nqp_map_kept_raster (self->kept, self->layout, &self->fit);
}

static NqpPaint
place_paint (const Map *self, int place)
{
  NqpPaint paint = nqp_map_classes_paint (&self->classes, self->style,
                                          nqp_view_value (self->view, self->view->year, place));

  paint.stroke = self->style->outline;
  paint.width = 0.75;
  return paint;
}

static NqpDatum
place_datum (const Map *self, int place)
{
  return place < 0 ? NQP_DATUM_NONE : (NqpDatum){ place, self->view->year, self->view->measure };
}

static void
draw_shapes (Map *self)
{
  /* A soft edge below everything: the lightest class stands off from the ground, borders between regions stay fine. */
  NqpPaint edge
      = { .stroke = nqp_colour_mix (self->style->background, self->style->text, 0.32), .width = 1.8 };
  NqpPaint line = { .stroke = self->style->dim, .width = 0.9 };

  for (int s = 0; s < self->layout->n_shapes; s++)
    if (self->paths[s] != NULL)
      nqp_scene_shared_path (self->scene, self->paths[s], &edge, NQP_DATUM_NONE);
  for (int s = 0; s < self->layout->n_shapes; s++)
    {
      int place = self->layout->shape_place[s];
      NqpPaint paint = place_paint (self, place);

      if (self->paths[s] != NULL)
        nqp_scene_shared_path (self->scene, self->paths[s], &paint, place_datum (self, place));
    }
  for (int s = 0; s < self->layout->n_shapes; s++)
    if (self->layout->shapes[s].kind == NQP_SHAPE_LINE)
      nqp_map_draw_shape (self->scene, &self->layout->shapes[s], &self->fit, &line, NQP_DATUM_NONE);
}

static void
draw_specks (Map *self)
{
  for (int i = 0; i < self->layout->n_places; i++)
    {
      NqpPaint paint;

      if (!isfinite (self->layout->label_x[i])
          || self->layout->area_m2[i] * self->fit.zoom * self->fit.zoom > SPECK)
        continue;
      if (isnan (nqp_view_value (self->view, self->view->year, i))
          && nqp_view_compared_index (self->view, i) < 0)
        continue;
      paint = place_paint (self, i);
      paint.stroke = nqp_colour_mix (self->style->background, self->style->text, 0.6);
      nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE,
                      nqp_map_fit_x (&self->fit, self->layout->label_x[i]),
                      nqp_map_fit_y (&self->fit, self->layout->label_y[i]), 2.6 * MAX (self->style->scale, 1),
                      &paint, place_datum (self, i));
    }
}

/* Outlines of the chosen regions, on a ground so that they read on any colour. */
static void
draw_ring (Map *self, int place, NqpColour colour, double width, double dash)
{
  double scale = MAX (self->style->scale, 1);
  NqpPaint ground = { .stroke = self->style->background, .width = (width + 2) * scale };
  NqpPaint ring = { .stroke = colour, .width = width * scale, .dash = dash * scale };

  ground.stroke.a = 0.9;
  for (int pass = 0; pass < 2; pass++)
    for (int s = 0; s < self->layout->n_shapes; s++)
      if (self->layout->shape_place[s] == place && self->paths[s] != NULL)
        nqp_scene_shared_path (self->scene, self->paths[s], pass == 0 ? &ground : &ring, NQP_DATUM_NONE);
}

static void
draw_rings (Map *self)
{
  static const double dashes[] = { 0, 5, 2 };

  for (int k = self->view->n_compared - 1; k >= 0; k--)
    if (self->view->compared[k] != self->view->focus)
      draw_ring (self, self->view->compared[k], nqp_colour_compared (self->style, k), 1.8,
                 dashes[k % (int)G_N_ELEMENTS (dashes)]);
  if (self->view->focus >= 0)
    draw_ring (self, self->view->focus, self->style->accent, 2, 0);
}

/* Shapes that the boundary file wants in a corner map at a scale of their own. */
static void
draw_inset (Map *self, NqpBox box)
{
  double w = self->layout->inset_max_x - self->layout->inset_min_x;
  double h = self->layout->inset_max_y - self->layout->inset_min_y;
  double zoom = MIN (0.18 * box.w / MAX (w, 1), 0.28 * box.h / MAX (h, 1)), pad = self->style->unit;
  NqpPaint frame = { .stroke = self->style->dim, .width = 0.9 },
           line = { .stroke = self->style->dim, .width = 0.9 };
  NqpMapFit fit;
  NqpBox place;

  if (!(w > 0 && h > 0))
    return;
  if (!nqp_map_find_corner (box, w * zoom + 2 * pad, h * zoom + 2 * pad, "4231", is_free, self, &place))
    place = (NqpBox){ box.x + box.w - w * zoom - 2 * pad, box.y + box.h - h * zoom - 2 * pad,
                      w * zoom + 2 * pad, h * zoom + 2 * pad };
  frame.fill = self->style->background;
  nqp_scene_rect (self->scene, place.x, place.y, place.w, place.h, 2, &frame, NQP_DATUM_NONE);
  fit = (NqpMapFit){ .box = { place.x + pad, place.y + pad, w * zoom, h * zoom },
                     .zoom = zoom,
                     .west = self->layout->inset_min_x,
                     .north = self->layout->inset_max_y,
                     .detail = self->fit.detail };
  for (int s = 0; s < self->layout->n_shapes; s++)
    {
      const NqpShape *shape = &self->layout->shapes[s];
      NqpPaint paint = place_paint (self, self->layout->shape_place[s]);

      if (shape->kind == NQP_SHAPE_INSET)
        nqp_map_draw_shape (self->scene, shape, &fit, self->layout->shape_place[s] < 0 ? &line : &paint,
                            place_datum (self, self->layout->shape_place[s]));
    }
  self->taken[self->n_taken++] = place;
}

static NqpScene *
build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  Map self = {
    .scene = nqp_scene_new (width, height, style), .style = style, .view = view, .layout = view->layout
  };
  gboolean has_map
      = view->layout != NULL && view->layout->n_shapes > 0 && view->layout->max_x > view->layout->min_x;
  g_autofree gboolean *shown = has_map ? shown_places (view) : NULL;
  NqpBox room,
      box = nqp_map_begin (self.scene, view, shown, has_map ? view->layout->projection : NULL, &self.classes);

  if (!has_map)
    {
      nqp_frame_message (
          self.scene, box,
          view->layout != NULL && nqp_map_is_plain (view)
              ? _ ("This project has no boundaries, so there is no map to draw. Tiles show every region in a "
                   "plain grid, and the ranking beside it has the same figures. Boundaries may be added from "
                   "a "
                   "file, such as GeoJSON or a Shapefile, by “Add Data”.")
              : _ ("This project has no boundaries, so there is no map to draw. Tiles show its regions as a "
                   "grid, and the ranking beside it has the same figures. Boundaries may be added from a "
                   "file, "
                   "such as GeoJSON or a Shapefile, by “Add Data”."));
      return self.scene;
    }

  self.kept = nqp_map_kept_take (self.layout);
  arrange (&self, box);
  if (nqp_map_draw_year (self.scene, view, box, "1243", is_free, &self, &self.taken[self.n_taken]))
    self.n_taken++;
  self.paths = nqp_map_kept_paths (self.kept, self.layout, &self.fit);
  draw_shapes (&self);
  draw_specks (&self);
  draw_inset (&self, box);
  draw_rings (&self);
  room = (NqpBox){ 2, box.y - style->unit / 2, width - 4, box.h + style->unit / 2 };
  if (nqp_parts_labelled (view))
    nqp_map_labels (self.scene, view, &self.classes, &self.fit, self.raster, room, self.taken, self.n_taken);
  nqp_map_raster_unref (self.raster);
  nqp_map_kept_give_back (self.kept, self.layout);
  return self.scene;
}

const NqpChart nqp_chart_map_choropleth = {
  .id = "map.choropleth",
  .rings = TRUE,
  .name = N_ ("Map"),
  .width = 960,
  .height = 720,
  .options = NQP_OPTION_BIT (BREAKS) | NQP_OPTION_BIT (CLASSES) | NQP_OPTION_BIT (DECIMALS)
             | NQP_OPTION_BIT (LABELS) | NQP_OPTION_BIT (PALETTE),
  .title = nqp_map_title,
  .build = build,
  .table = nqp_map_table,
  .summary = nqp_map_summary,
};
