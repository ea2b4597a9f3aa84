/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart-parts.h"

G_BEGIN_DECLS

/* profile.radar: what the radar, its words and the bars in its place share. Folder-private. */

double nqp_profile_mean (const NqpView *view, int node);            /* of all regions, as shown */

/* -words.c */
char *nqp_profile_title (const NqpView *view);
char *nqp_profile_subtitle (const NqpView *view);
NqpTable *nqp_profile_table (const NqpView *view, NqpTableUse use);
char *nqp_profile_summary (const NqpView *view);

/* The small form of a profile: a bar from zero for each of @axes, the mean of all regions as a line, the regions compared
 * as marks; regions as nqp_parts_series() gives them. */
void nqp_profile_bars_draw (NqpScene *scene, NqpBox box, const NqpView *view, const int *axes, int n_axes, double lo,
                            double hi);
NqpPaint nqp_profile_bars_mean (const NqpStyle *style); /* of the mean's line */

/* -labels.c: places of labels around a circle */
typedef struct
{
  const char *name;
  char value[64];
  double w, h, name_h;
  double x, y; /* top left */
  int side;    /* -1 left, 0 above or below, 1 right */
} NqpRadarLabel;

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int axes[NQP_PARTS_MAX];
  int n;
  double lo, hi;    /* at the centre, at the rim */
  double cx, cy, r; /* of the circle */
  gboolean plain;   /* outlines without marks */
} NqpRadar;

double nqp_radar_angle (const NqpRadar *self, int axis);
/* The largest type at which labels are whole, apart from each other and off the circle; sets the circle. FALSE if there is none. */
gboolean nqp_radar_lay_labels (NqpRadar *self, NqpRadarLabel *labels, NqpBox box, NqpFont *out_font);

G_END_DECLS
