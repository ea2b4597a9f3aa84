/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"
#include "nqp-type.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_MARK_RECT,
  NQP_MARK_SHAPE,
  NQP_MARK_LINE,
  NQP_MARK_PATH,
  NQP_MARK_TEXT,
  NQP_MARK_TARGET,
} NqpMarkKind;

struct _NqpPath
{
  gatomicrefcount ref_count;
  guint n_points, n_rings;
  double *xy;
  guint *rings;     /* point offsets */
  double bounds[4]; /* x1, y1, x2, y2; x1 > x2 without a point */
};

typedef struct
{
  NqpMarkKind kind;
  NqpMarkShape shape;
  NqpDatum datum;
  NqpPaint paint;
  double x, y, w, h;       /* rect, target, text (logical box); line: from x, y to w, h; shape: centre */
  double radius;
  double bounds[4];        /* x1, y1, x2, y2 without the stroke */
  NqpPath *path;           /* path that is shared; else: */
  guint first_point;       /* path: points in the scene's array of coordinates */
  guint n_points;
  guint first_ring;        /* path: offsets of the rings; 0 rings = one */
  guint n_rings;
  gboolean closed;
  gboolean ring;           /* target: drawn in place of its region's marks when that is highlighted */
  char *text;
  NqpFont font;
  PangoLayout *layout;
  double layout_x, layout_y; /* where the layout is drawn */
  double ink[4];
} NqpMark;

struct _NqpScene
{
  int ref_count;
  double width, height;
  gboolean shows_focus;
  double need, look_y, look_height;
  char *excuse;       /* why there is nothing to see, or NULL */
  GPtrArray *remarks;
  NqpStyle style;
  GArray *marks;      /* NqpMark */
  GArray *points;     /* double, x and y in turn */
  GArray *rings;      /* guint */
  PangoContext *context;
  GHashTable *layouts;
};

static inline const NqpMark *
nqp_scene_get_mark (const NqpScene *self, guint i)
{
  return &g_array_index (self->marks, NqpMark, i);
}

static inline const double *
nqp_scene_mark_points (const NqpScene *self, const NqpMark *mark)
{
  return mark->path != NULL ? mark->path->xy : &g_array_index (self->points, double, 2 * (gsize) mark->first_point);
}

static inline const guint *
nqp_scene_mark_rings (const NqpScene *self, const NqpMark *mark)
{
  return mark->path != NULL ? mark->path->rings : &g_array_index (self->rings, guint, mark->first_ring);
}

/* Point offsets [from, to) of a ring within the mark. */
static inline void
nqp_scene_mark_ring (const NqpScene *self, const NqpMark *mark, guint ring, guint *from, guint *to)
{
  if (mark->n_rings == 0)
    {
      *from = 0;
      *to = mark->n_points;
      return;
    }
  *from = nqp_scene_mark_rings (self, mark)[ring];
  *to = ring + 1 < mark->n_rings ? nqp_scene_mark_rings (self, mark)[ring + 1] : mark->n_points;
}

/* Corner points of a marker, as used by every renderer; 0 = a circle. Open markers (plus, cross) come as pairs. */
int nqp_mark_shape_points (NqpMarkShape shape, double x, double y, double radius, double xy[24], gboolean *out_open);

void nqp_scene_draw_mark (const NqpScene *self, const NqpMark *mark, cairo_t *cr);
/* nqp-scene-damage.c: what an update of a picture needs */
cairo_region_t *nqp_scene_damage (const NqpScene *before, const NqpScene *after);
void nqp_scene_draw_within (const NqpScene *self, cairo_t *cr, const cairo_region_t *region);

/* Pattern geometry shared by the renderers, px. */
#define NQP_PATTERN_STEP 6.0
#define NQP_PATTERN_WIDTH 1.0
#define NQP_PATTERN_DOT 1.1

G_END_DECLS
