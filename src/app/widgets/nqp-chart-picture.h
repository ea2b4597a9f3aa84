/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-picture.h"

G_BEGIN_DECLS

/* What the picture shows now; owned by the caller. */
GdkTexture *
nqp_picture_to_texture (NqpPicture *picture);

G_END_DECLS
