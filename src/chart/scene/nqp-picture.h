/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"

G_BEGIN_DECLS

/**
 * NqpPicture:
 *
 * A scene as pixels. Shown another scene of the same size, only what differs from the one before is painted again: while
 * a weight is dragged most of a chart stays as it is, and borders of a map cost more than all the rest.
 * Of one thread, as scenes are.
 */
typedef struct _NqpPicture NqpPicture;

NqpPicture *nqp_picture_new (void);
void nqp_picture_free (NqpPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpPicture, nqp_picture_free)

/* @scale: device pixels a px. The pixels are the same as of a picture that never showed anything else. */
void nqp_picture_show (NqpPicture *self, NqpScene *scene, int scale);
/* ARGB32, transparent where the scene paints nothing; borrowed until the next show. NULL before the first. */
cairo_surface_t *nqp_picture_surface (NqpPicture *self);

G_END_DECLS
