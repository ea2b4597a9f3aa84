/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"
#include "nqp-classes.h"

G_BEGIN_DECLS

/* What the maps share: classes and their colours, legend, words, table. Folder-private. */

#define NQP_MAP_MAX_CLASSES NQP_MAX_CLASSES

typedef struct
{
  gboolean continuous;
  int n; /* classes; 0 = no value at all */
  double breaks[NQP_MAP_MAX_CLASSES + 1];
  int counts[NQP_MAP_MAX_CLASSES];
  int n_missing;                 /* regions drawn without a value */
  int n_outside;                 /* places that are on the map and no regions of the project */
  int n_incomplete, n_estimated, n_cut; /* regions that carry a mark */
} NqpMapClasses;

/* Sets @classes, writes title and subtitle and returns the box of the picture. @shown: for each place whether it is drawn;
 * @projection: (nullable): its name */
NqpBox
nqp_map_begin (NqpScene *scene, const NqpView *view, const gboolean *shown, const char *projection, NqpMapClasses *classes);
NqpPaint
nqp_map_classes_paint (const NqpMapClasses *self, const NqpStyle *style, double value);

/* Over all years, whatever the view asks for; n_missing counts cells of all of them. */
void
nqp_map_classes_of_all_years (NqpMapClasses *self, const NqpView *view);
char *
nqp_map_subtitle_of_all_years (const NqpView *view, const NqpMapClasses *classes);

char *
nqp_map_title (const NqpView *view);
gboolean
nqp_map_is_plain (const NqpView *view); /* the project says nothing of where its regions are */
NqpTable *
nqp_map_table (const NqpView *view, NqpTableUse use);
char *
nqp_map_summary (const NqpView *view);

/* A column: heading, classes from the highest, missing, marks. Drawn with its top left corner at x, y, or only measured if
 * @scene is drawn elsewhere. */
void
nqp_map_legend_measure (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, double *out_width,
                        double *out_height);
void
nqp_map_legend_draw (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, double x, double y);
/* The same beside the picture, or below in rows, where @worth is greater of what is left; cuts it from @box and returns where it
 * stands. */
typedef double (*NqpMapWorth) (gpointer user_data, NqpBox left);
NqpBox
nqp_map_legend_place (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, NqpBox *box, double gap,
                      NqpMapWorth worth, gpointer user_data);

/* A corner of @box for something of the given size, in @order (1 top left, 2 top right, 3 bottom left, 4 bottom right), of
 * which @is_free says that it covers nothing. */
typedef gboolean (*NqpMapIsFree) (gconstpointer user_data, NqpBox place);
gboolean
nqp_map_find_corner (NqpBox box, double w, double h, const char *order, NqpMapIsFree is_free, gconstpointer user_data,
                     NqpBox *out);
/* The year in a free corner, large and pale, for those at the back of the room. */
gboolean
nqp_map_draw_year (NqpScene *scene, const NqpView *view, NqpBox box, const char *order, NqpMapIsFree is_free,
                   gconstpointer user_data, NqpBox *out);

/* nqp-map-canvas.c: outlines on the screen */
typedef struct
{
  NqpBox box;         /* of the map: outlines lie within */
  double zoom;        /* px a metre */
  double west, north; /* metres at the top left corner of box */
  double detail;      /* outlines longer than so many times the way around them are drawn coarser, for they are none */
} NqpMapFit;

/* Sets detail so that all that is drawn is drawn in bounded time, whatever @layout was made of. */
void
nqp_map_fit_set_detail (NqpMapFit *self, const NqpMapLayout *layout);

static inline double
nqp_map_fit_x (const NqpMapFit *self, double metres)
{
  return self->box.x + (metres - self->west) * self->zoom;
}

static inline double
nqp_map_fit_y (const NqpMapFit *self, double metres)
{
  return self->box.y + (self->north - metres) * self->zoom;
}

/* Which place covers which cell of the map's box, to find room for texts. Coordinates are px from the box's corner, so that
 * the box can still be moved. */
typedef struct _NqpMapRaster NqpMapRaster;

NqpMapRaster *
nqp_map_raster_new (const NqpMapLayout *layout, const NqpMapFit *fit);
NqpMapRaster *
nqp_map_raster_ref (NqpMapRaster *self);
void
nqp_map_raster_unref (NqpMapRaster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NqpMapRaster, nqp_map_raster_unref)
gboolean
nqp_map_raster_is_free (const NqpMapRaster *self, NqpBox box); /* no place in it */
double
nqp_map_raster_share (const NqpMapRaster *self, NqpBox box,
                      int place); /* of the box that is of @place, 0..1 */

/* Adds a shape as one path, points closer than a quarter of a pixel left out; of an endless tangle, or of thousands of rings
 * smaller than a pixel, only every second, third, ... */
void
nqp_map_draw_shape (NqpScene *scene, const NqpShape *shape, const NqpMapFit *fit, const NqpPaint *paint,
                    NqpDatum datum);

/* The path of it that nqp_map_draw_shape() adds for a shape that is no line; NULL: nothing is seen of it. */
NqpPath *
nqp_map_shape_path (const NqpShape *shape, const NqpMapFit *fit);

/* nqp-map-kept.c: what the last pictures made of the outlines is kept with the layout, so that a frame makes none of it anew */
typedef struct _NqpMapKept NqpMapKept;

NqpMapKept *
nqp_map_kept_take (const NqpMapLayout *layout); /* for one picture */
void
nqp_map_kept_give_back (NqpMapKept *self, const NqpMapLayout *layout);
NqpMapRaster *
nqp_map_kept_raster (NqpMapKept *self, const NqpMapLayout *layout, const NqpMapFit *fit); /* (transfer full) */
/* Sets the detail of @fit; [shape]: NULL for what is no region, or not seen. Good until the next picture takes it. */
NqpPath *const *
nqp_map_kept_paths (NqpMapKept *self, const NqpMapLayout *layout, NqpMapFit *fit);

/* nqp-map-labels.c: names on the map */
void
nqp_map_labels (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, const NqpMapFit *fit,
                const NqpMapRaster *raster, NqpBox room, const NqpBox *taken, int n_taken);

G_END_DECLS
