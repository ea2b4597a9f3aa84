/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-scene.h"

G_BEGIN_DECLS

/* The scene painted once, @scale device pixels a px; owned by the caller. */
GdkTexture *
nqp_scene_paint (const NqpScene *scene, int scale);

G_END_DECLS
