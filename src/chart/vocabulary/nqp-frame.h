/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-chart.h"

G_BEGIN_DECLS

/* The vocabulary charts are written in: frame (title, subtitle, footer), scales, axes, legends. */

typedef struct { double x, y, w, h; } NqpBox;

/* Background, title, subtitle (each wrapped or ellipsised to the width) and, if the view asks, the provenance footer;
 * returns what is left for the picture. */
NqpBox nqp_frame_begin (NqpScene *scene, const NqpView *view, const char *title, const char *subtitle);
NqpBox nqp_frame_begin_with (NqpScene *scene, const char *title, const char *subtitle, const char *const *footers,
                             double footer_size);
void nqp_frame_message (NqpScene *scene, NqpBox box, const char *text); /* an empty state in words */

typedef struct { double d0, d1, r0, r1; } NqpScale; /* linear: domain to range */
double nqp_scale_map (const NqpScale *self, double value);
void nqp_scale_nice (NqpScale *self, int n_ticks);
int nqp_ticks (double lo, double hi, int n_wanted, double *out, int n_max, int *out_decimals); /* 1, 2, 5 steps */

void nqp_axis_x (NqpScene *scene, const NqpScale *scale, NqpBox box, int n_ticks, const char *unit, gboolean grid);
void nqp_axis_y (NqpScene *scene, const NqpScale *scale, NqpBox box, int n_ticks, const char *unit, gboolean grid);

typedef struct { const char *text; NqpPaint paint; NqpMarkShape shape; gboolean line; /* a sample of a line */ } NqpLegendItem;
double nqp_legend_row (NqpScene *scene, NqpBox box, const NqpLegendItem *items, int n_items); /* height used; wraps */

/* Class breaks of finite values for a choropleth: n_classes + 1 ascending numbers; fewer classes when values tie.
 * Returns the number of classes. Jenks: Fisher's exact optimum. */
int nqp_class_breaks (const double *values, int n, NqpClasses classes, int n_classes, double *out_breaks);

int nqp_class_of (double value, const double *breaks, int n_classes); /* -1 = missing */

/* Spreads labels along one axis so that none overlap, keeping order; moves as little as possible. */
void nqp_spread (double *positions, const double *sizes, int n, double lo, double hi);

G_END_DECLS
