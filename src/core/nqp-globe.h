/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a figure about a place can be. Import and project files are held against the same limits. */
typedef enum
{
  NQP_GLOBE_LONGITUDE, /* degrees, -180 to 180 */
  NQP_GLOBE_LATITUDE,  /* degrees, -90 to 90 */
  NQP_GLOBE_AREA,      /* km^2, 0 to the surface of the Earth */
  NQP_GLOBE_TILE,      /* column or row of the tile grid, a whole number from 0 to 999 */
} NqpGlobeKind;

double nqp_globe_low (NqpGlobeKind kind);
double nqp_globe_high (NqpGlobeKind kind);

/* FALSE for NaN and infinity. */
gboolean nqp_globe_holds (NqpGlobeKind kind, double value);

/* Files count longitudes from -180 to 180 or from 0 to 360. FALSE, with @longitude unchanged, if it is neither; else it
 * becomes one of -180 to 180. */
gboolean nqp_globe_take_longitude (double *longitude);
#define NQP_GLOBE_LAST_LONGITUDE 360.0

G_END_DECLS
