/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double longitude, latitude; /* of the weighted mean centre, degrees */
  double major_km, minor_km;  /* half-axes */
  double angle;               /* of the major axis, degrees from north towards east, 0 <= angle < 180 */
} NqpEllipse;

gboolean nqp_ellipse (const double *longitude, const double *latitude, const double *weight, int n, NqpEllipse *out);

G_END_DECLS
