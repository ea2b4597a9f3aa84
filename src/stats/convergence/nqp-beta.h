/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line through points by least squares. */
typedef struct
{
  int n;
  double intercept, slope;
  double se_intercept, se_slope; /* NaN of fewer than 3 points */
  double r2;
} NqpLine;

gboolean nqp_line_fit (const double *x, const double *y, int n, NqpLine *out); /* FALSE: fewer than 2, or all x equal */

G_END_DECLS
