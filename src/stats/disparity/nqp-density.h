/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NQP_DENSITY_POINTS 512

double nqp_density_bandwidth (const double *sorted, int n); /* 0: all are equal, or there is one */
void nqp_density (const double *y, int n, double bandwidth, const double *x, int n_points, double *out);

G_END_DECLS
