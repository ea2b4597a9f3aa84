/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct { double x, y, w, h; } NqpBox;

/* What stands at the top takes @h of the box; the rest is left. */
static inline void
nqp_box_cut_top (NqpBox *self, double h)
{
  self->y += h;
  self->h -= h;
}

static inline void
nqp_box_cut_left (NqpBox *self, double w)
{
  self->x += w;
  self->w -= w;
}

/* Nearer than @apart to each other? Boxes that only touch do not meet. */
static inline gboolean
nqp_boxes_meet (NqpBox a, NqpBox b, double apart)
{
  return a.x < b.x + b.w + apart && b.x < a.x + a.w + apart && a.y < b.y + b.h + apart && b.y < a.y + a.h + apart;
}

static inline gboolean
nqp_box_holds (NqpBox self, NqpBox inner)
{
  return inner.x >= self.x && inner.y >= self.y && inner.x + inner.w <= self.x + self.w
         && inner.y + inner.h <= self.y + self.h;
}

G_END_DECLS
