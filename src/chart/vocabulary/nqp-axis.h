/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-box.h"
#include "nqp-chart-options.h"
#include "nqp-scene.h"

G_BEGIN_DECLS

/* Scales, their ticks, and axes: every tick that has a line has its number, and the unit a place of its own. */

typedef struct { double d0, d1, r0, r1; } NqpScale; /* linear: domain to range */
double nqp_scale_map (const NqpScale *self, double value);
void nqp_scale_nice (NqpScale *self, int n_ticks);
int nqp_ticks (double lo, double hi, int n_wanted, double *out, int n_max, int *out_decimals); /* 1, 2, 5 steps */

/* Below a plot. The unit stands left of the numbers, where the names of the rows leave the line free, a longer one on a
 * line below them. @box: all there is, of which the plot takes a part; @unit: (nullable) */
double nqp_axis_x_height (const NqpScene *scene, NqpBox box, const char *unit);
double nqp_axis_x_left (const NqpScene *scene, NqpBox box, const char *unit, double lo, double hi); /* the least left of the plot */
void nqp_axis_x (NqpScene *scene, const NqpScale *scale, NqpBox box, NqpBox plot, int n_ticks, const char *unit);

/* Left of a plot; the unit stands above the numbers: leave a line free there. */
double nqp_axis_y_width (const NqpScene *scene, double lo, double hi, int n_ticks); /* of the numbers */
void nqp_axis_y (NqpScene *scene, const NqpScale *scale, NqpBox plot, int n_ticks, const char *unit);

/* What a user asks of an axis. @scale has all values as its domain, which becomes what is asked for, else, with @n_ticks, whole
 * steps; no value is left out, which is remarked where it was asked for. */
void nqp_axis_ask (NqpScene *scene, const NqpChartOptions *options, NqpScale *scale, int n_ticks);
/* The line of reference, across the plot at its place on an axis below (its number in a strip above the plot) or at the left. */
double nqp_axis_reference_height (const NqpScene *scene, const NqpChartOptions *options); /* of that strip; 0 without a line */
void nqp_axis_x_reference (NqpScene *scene, const NqpChartOptions *options, const NqpScale *scale, NqpBox plot, int decimals);
void nqp_axis_y_reference (NqpScene *scene, const NqpChartOptions *options, const NqpScale *scale, NqpBox plot, int decimals);

G_END_DECLS
