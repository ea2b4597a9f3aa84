/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-picture.h"

#include <math.h>

/* Cairo's ARGB32 is premultiplied native-endian, which GDK names by byte order. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define PICTURE_FORMAT GDK_MEMORY_B8G8R8A8_PREMULTIPLIED
#else
#define PICTURE_FORMAT GDK_MEMORY_A8R8G8B8_PREMULTIPLIED
#endif

/* The scene is painted into an image rather than a cairo node: a node is played back, text layout and all, for every
 * frame that shows it, while hover and focus change many times for one scene. */
GdkTexture *
nqp_scene_paint (const NqpScene *scene, int scale)
{
  int width = MAX (1, (int)ceil (nqp_scene_width (scene)) * scale);
  int height = MAX (1, (int)ceil (nqp_scene_height (scene)) * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_t *cr = cairo_create (surface);
  nqp_scene_draw (scene, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes
      = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize)height,
                                    (GDestroyNotify)cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, PICTURE_FORMAT, bytes, stride);
}
