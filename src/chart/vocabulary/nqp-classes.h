/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-view.h"

G_BEGIN_DECLS

/* Class breaks of finite values for a choropleth: n_classes + 1 ascending numbers; fewer classes when values tie.
 * Returns the number of classes. Jenks: Fisher's exact optimum. */
int nqp_class_breaks (const double *values, int n, NqpClasses classes, int n_classes, double *out_breaks);

int nqp_class_of (double value, const double *breaks, int n_classes); /* -1 = missing */

/* Type 7 of Hyndman and Fan (1996); NaN of no values. */
double nqp_quantile (const double *sorted, int n, double p);
void nqp_sort_values (double *values, int n); /* ascending */

G_END_DECLS
