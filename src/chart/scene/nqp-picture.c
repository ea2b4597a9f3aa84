/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-picture.h"

#include <math.h>

#include "nqp-scene-private.h"

/* Above this share of the picture one pass over everything is cheaper than a clipped one. */
#define MOST_DAMAGE 0.7

struct _NqpPicture
{
  NqpScene *scene;
  cairo_surface_t *surface;
  int scale;
};

NqpPicture *
nqp_picture_new (void)
{
  return g_new0 (NqpPicture, 1);
}

void
nqp_picture_free (NqpPicture *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scene, nqp_scene_unref);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

static double
region_area (const cairo_region_t *region)
{
  double area = 0;

  for (int i = 0; i < cairo_region_num_rectangles (region); i++)
    {
      cairo_rectangle_int_t r;

      cairo_region_get_rectangle (region, i, &r);
      area += (double)r.width * r.height;
    }
  return area;
}

/* FALSE if all of it has to be painted. */
static gboolean
update (NqpPicture *self, const NqpScene *scene, int scale)
{
  cairo_region_t *damage;
  gboolean small;

  if (self->surface == NULL || self->scale != scale)
    return FALSE;
  damage = nqp_scene_damage (self->scene, scene);
  if (damage == NULL)
    return FALSE;
  small = region_area (damage) < MOST_DAMAGE * nqp_scene_width (scene) * nqp_scene_height (scene);
  if (small && !cairo_region_is_empty (damage))
    {
      cairo_t *cr = cairo_create (self->surface);

      nqp_scene_draw_within (scene, cr, damage);
      cairo_destroy (cr);
    }
  cairo_region_destroy (damage);
  return small;
}

void
nqp_picture_show (NqpPicture *self, NqpScene *scene, int scale)
{
  g_return_if_fail (self != NULL && scene != NULL && scale > 0);

  if (self->scene == scene && self->scale == scale)
    return;
  if (!update (self, scene, scale))
    {
      cairo_t *cr;

      g_clear_pointer (&self->surface, cairo_surface_destroy);
      self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                  MAX (1, (int)ceil (nqp_scene_width (scene)) * scale),
                                                  MAX (1, (int)ceil (nqp_scene_height (scene)) * scale));
      cairo_surface_set_device_scale (self->surface, scale, scale);
      cr = cairo_create (self->surface);
      nqp_scene_draw (scene, cr);
      cairo_destroy (cr);
    }
  cairo_surface_flush (self->surface);
  nqp_scene_ref (scene);
  g_clear_pointer (&self->scene, nqp_scene_unref);
  self->scene = scene;
  self->scale = scale;
}

cairo_surface_t *
nqp_picture_surface (NqpPicture *self)
{
  return self->surface;
}
