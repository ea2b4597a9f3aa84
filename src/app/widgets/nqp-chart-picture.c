/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-picture.h"

/* Cairo's ARGB32 is premultiplied native-endian, which GDK names by byte order. */
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define PICTURE_FORMAT GDK_MEMORY_B8G8R8A8_PREMULTIPLIED
#else
#define PICTURE_FORMAT GDK_MEMORY_A8R8G8B8_PREMULTIPLIED
#endif

/* A texture never changes, so the pixels are copied: a fraction of a millisecond for what would else be painted anew. */
GdkTexture *
nqp_picture_to_texture (NqpPicture *picture)
{
  cairo_surface_t *surface = nqp_picture_surface (picture);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize)height);

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, PICTURE_FORMAT, bytes,
                                 stride);
}
