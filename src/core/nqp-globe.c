/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-globe.h"

#include <math.h>

/* The surface of the ellipsoid of WGS 84 is 510,065,622 km^2. */
#define EARTH_KM2 510100000.0

static const struct
{
  double low, high;
} limits[] = {
  [NQP_GLOBE_LONGITUDE] = { -180, 180 },
  [NQP_GLOBE_LATITUDE] = { -90, 90 },
  [NQP_GLOBE_AREA] = { 0, EARTH_KM2 },
  [NQP_GLOBE_TILE] = { 0, 999 },
};

double
nqp_globe_low (NqpGlobeKind kind)
{
  return limits[kind].low;
}

double
nqp_globe_high (NqpGlobeKind kind)
{
  return limits[kind].high;
}

gboolean
nqp_globe_holds (NqpGlobeKind kind, double value)
{
  return value >= limits[kind].low && value <= limits[kind].high
         && (kind != NQP_GLOBE_TILE || value == floor (value));
}

gboolean
nqp_globe_take_longitude (double *longitude)
{
  if (!(*longitude >= limits[NQP_GLOBE_LONGITUDE].low && *longitude <= NQP_GLOBE_LAST_LONGITUDE))
    return FALSE;
  if (*longitude > limits[NQP_GLOBE_LONGITUDE].high)
    *longitude -= 360;
  return TRUE;
}
