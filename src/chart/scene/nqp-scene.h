/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include "nqp-datum.h"
#include "nqp-style.h"

G_BEGIN_DECLS

typedef enum { NQP_PATTERN_NONE, NQP_PATTERN_HATCH, NQP_PATTERN_DOTS, NQP_PATTERN_CROSS, NQP_PATTERN_LINES } NqpPattern;
typedef enum { NQP_SHAPE_MARK_CIRCLE, NQP_SHAPE_MARK_SQUARE, NQP_SHAPE_MARK_DIAMOND, NQP_SHAPE_MARK_TRIANGLE, NQP_SHAPE_MARK_DOWN, NQP_SHAPE_MARK_CROSS, NQP_SHAPE_MARK_PLUS, NQP_SHAPE_MARK_STAR } NqpMarkShape;
typedef enum { NQP_ALIGN_START, NQP_ALIGN_MIDDLE, NQP_ALIGN_END } NqpAlign;

/* How a mark is painted; alpha 0 = not. */
typedef struct
{
  NqpColour fill;
  NqpColour stroke;
  double width;         /* of the stroke, px */
  double dash;          /* 0 = solid */
  NqpPattern pattern;   /* over the fill, in pattern_colour */
  NqpColour pattern_colour;
} NqpPaint;

typedef struct
{
  double size;          /* px */
  gboolean bold;
  gboolean tabular;     /* figures of one width */
  NqpColour colour;
  NqpAlign align;       /* of x */
  NqpAlign valign;      /* of y: top, middle, bottom */
  double max_width;     /* > 0: ellipsised, or wrapped if max_lines > 1 */
  int max_lines;
  NqpColour halo;       /* alpha > 0: outline behind the glyphs */
} NqpFont;

/**
 * NqpScene:
 *
 * Retained marks (path, rect, circle, line, text) with paint, z-order (order of adding within a layer) and the datum they
 * stand for. One renderer draws a scene into any cairo_t, one function finds the mark under a point, one writes it as
 * SVG with text as text, one prints it as text for tests. Built once, then immutable; reference-counted.
 */
typedef struct _NqpScene NqpScene;

NqpScene *nqp_scene_new (double width, double height, const NqpStyle *style);
NqpScene *nqp_scene_ref (NqpScene *self);
void nqp_scene_unref (NqpScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpScene, nqp_scene_unref)

double nqp_scene_width (const NqpScene *self);
double nqp_scene_height (const NqpScene *self);
const NqpStyle *nqp_scene_style (const NqpScene *self);

/* Building. Marks with a datum answer nqp_scene_pick() and are outlined when highlighted. */
void nqp_scene_rect (NqpScene *self, double x, double y, double w, double h, double radius, const NqpPaint *paint, NqpDatum datum);
void nqp_scene_mark (NqpScene *self, NqpMarkShape shape, double x, double y, double radius, const NqpPaint *paint, NqpDatum datum);
void nqp_scene_line (NqpScene *self, double x1, double y1, double x2, double y2, const NqpPaint *paint, NqpDatum datum);
void nqp_scene_polyline (NqpScene *self, const double *xy, int n_points, gboolean closed, const NqpPaint *paint, NqpDatum datum);
/* Several rings, even-odd: ring_starts has n_rings point offsets, ended by n_points. */
void nqp_scene_path (NqpScene *self, const double *xy, int n_points, const int *ring_starts, int n_rings, const NqpPaint *paint, NqpDatum datum);
/* A path that many scenes share: what is drawn frame after frame is neither copied nor compared point by point. Immutable. */
typedef struct _NqpPath NqpPath;
NqpPath *nqp_path_new (const double *xy, int n_points, const int *ring_starts, int n_rings);
NqpPath *nqp_path_ref (NqpPath *self);
void nqp_path_unref (NqpPath *self);
void nqp_scene_shared_path (NqpScene *self, NqpPath *path, const NqpPaint *paint, NqpDatum datum);
void nqp_scene_text (NqpScene *self, double x, double y, const char *text, const NqpFont *font, NqpDatum datum);
/* An invisible rectangle that answers nqp_scene_pick(): a whole row, a tick, ... */
void nqp_scene_target (NqpScene *self, double x, double y, double w, double h, NqpDatum datum);
/* The same, and when its region is highlighted the ring is drawn around it instead of around each mark of the region. */
void nqp_scene_ring (NqpScene *self, double x, double y, double w, double h, NqpDatum datum);
/* The picture itself tells the focus from the rest: nqp_scene_draw_region() adds no ring around it. */
void nqp_scene_set_shows_focus (NqpScene *self);
/* The height at which nothing has to be left out at this width; 0 = whatever there is will do. Where a picture stands in something
 * that scrolls it is made that high. */
void nqp_scene_set_need (NqpScene *self, double height);
double nqp_scene_get_need (const NqpScene *self);
/* What is to be in sight where the picture is higher than its place. */
void nqp_scene_look_at (NqpScene *self, double y, double height);
gboolean nqp_scene_get_look (const NqpScene *self, double *y, double *height); /* FALSE: nothing in particular */

/* Why the scene shows nothing of what it is for, in words that stand in it as well; NULL: it shows something. */
void nqp_scene_set_excuse (NqpScene *self, const char *text);
const char *nqp_scene_get_excuse (const NqpScene *self);

/* What whoever asked for the picture should know of it, such as a text of theirs that is cut: sentences without a dot. */
void nqp_scene_add_remark (NqpScene *self, const char *text);
const GPtrArray *nqp_scene_get_remarks (const NqpScene *self);

NqpFont nqp_scene_font (const NqpScene *self, double size, NqpColour colour); /* plain, start, middle */
void nqp_scene_measure (const NqpScene *self, const char *text, const NqpFont *font, double *out_width, double *out_height);
gboolean nqp_scene_text_fits (const NqpScene *self, const char *text, const NqpFont *font); /* FALSE: it would be ellipsised */

/* Reading */
void nqp_scene_draw (const NqpScene *self, cairo_t *cr);
void nqp_scene_draw_region (const NqpScene *self, cairo_t *cr, int region, gboolean focus); /* the ring: focus 2 px accent, hover lighter */
gboolean nqp_scene_pick (const NqpScene *self, double x, double y, NqpDatum *out_datum);
gboolean nqp_scene_locate (const NqpScene *self, NqpDatum datum, double *x, double *y, double *w, double *h); /* bounds of the first mark of @datum (-1 = any) */
char *nqp_scene_to_text (const NqpScene *self); /* one line a mark, numbers rounded to 0.1 */
/* Characters that no font here has a glyph for, each once, a space between; NULL if none. */
char *nqp_scene_missing_glyphs (const NqpScene *self);
/* For tests: pairs of texts that overlap, texts that leave the picture or are smaller than 8 pt; NULL if none. */
char *nqp_scene_find_faults (const NqpScene *self);

G_END_DECLS
