/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-ellipse.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-stats-private.h"

#define RADIUS_KM 6371.0088 /* of the sphere with the mean radius of the Earth */
#define DEGREE (G_PI / 180)

/* Lambert's azimuthal equal-area plane around a point: areas are true, and distances nearly so near the point. */
typedef struct
{
  double longitude, sin_latitude, cos_latitude;
} Plane;

static void
project (const Plane *self, double longitude, double latitude, double *x, double *y)
{
  const double l = longitude * DEGREE - self->longitude, sin_p = sin (latitude * DEGREE);
  const double cos_p = cos (latitude * DEGREE);
  const double near = 1 + self->sin_latitude * sin_p + self->cos_latitude * cos_p * cos (l);
  const double k = RADIUS_KM * sqrt (2 / MAX (near, 1e-12));

  *x = k * cos_p * sin (l);
  *y = k * (self->cos_latitude * sin_p - self->sin_latitude * cos_p * cos (l));
}

static void
unproject (const Plane *self, double x, double y, double *longitude, double *latitude)
{
  const double rho = hypot (x, y), c = 2 * asin (MIN (rho / (2 * RADIUS_KM), 1));
  const double up = rho > 0 ? y * sin (c) / rho : 0;

  *latitude = asin (CLAMP (cos (c) * self->sin_latitude + up * self->cos_latitude, -1, 1)) / DEGREE;
  *longitude = (self->longitude
                + atan2 (x * sin (c), rho * self->cos_latitude * cos (c) - y * self->sin_latitude * sin (c)))
               / DEGREE;
  if (*longitude > 180)
    *longitude -= 360;
  else if (*longitude < -180)
    *longitude += 360;
}

/* Around the middle of the places, whatever their weights, so that the years of a project share one plane. */
static gboolean
plane_init (Plane *self, const double *longitude, const double *latitude, int n)
{
  double x = 0, y = 0, z = 0, length;

  for (int i = 0; i < n; i++)
    {
      x += cos (latitude[i] * DEGREE) * cos (longitude[i] * DEGREE);
      y += cos (latitude[i] * DEGREE) * sin (longitude[i] * DEGREE);
      z += sin (latitude[i] * DEGREE);
    }
  length = sqrt (x * x + y * y + z * z);
  *self = (Plane){ atan2 (y, x), z / length, hypot (x, y) / length };
  return length > 1e-9 * n;
}

/**
 * nqp_ellipse:
 * @longitude: of @n places, degrees
 * @weight: 0 and more, not all 0
 *
 * The standard deviational ellipse: around the weighted mean centre, with the eigenvectors of the weighted covariance (divided by
 * the sum of weights) as axes and sqrt (2) times the deviations along them as half-axes (Yuill 1971, with the correction of
 * CrimeStat and ArcGIS), on Lambert's azimuthal equal-area plane around the middle of the places.
 *
 * Returns: %FALSE if the places have no middle, since they are all around the globe alike
 */
gboolean
nqp_ellipse (const double *longitude, const double *latitude, const double *weight, int n, NqpEllipse *out)
{
  double sum = 0, mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0, middle, apart;
  Plane plane;

  if (n == 0 || !plane_init (&plane, longitude, latitude, n))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      double x, y;

      project (&plane, longitude[i], latitude[i], &x, &y);
      sum += weight[i];
      mean_x += weight[i] * x;
      mean_y += weight[i] * y;
    }
  mean_x /= sum;
  mean_y /= sum;
  for (int i = 0; i < n; i++)
    {
      double x, y;

      project (&plane, longitude[i], latitude[i], &x, &y);
      xx += weight[i] * (x - mean_x) * (x - mean_x) / sum;
      xy += weight[i] * (x - mean_x) * (y - mean_y) / sum;
      yy += weight[i] * (y - mean_y) * (y - mean_y) / sum;
    }
  unproject (&plane, mean_x, mean_y, &out->longitude, &out->latitude);
  middle = (xx + yy) / 2;
  apart = hypot ((xx - yy) / 2, xy);
  out->major_km = sqrt (2 * (middle + apart));
  out->minor_km = sqrt (2 * MAX (middle - apart, 0));
  out->angle = apart > 0 ? atan2 (2 * xy, yy - xx) / 2 / DEGREE : 0; /* of the axis against y, clockwise */
  if (out->angle < 0)
    out->angle += 180;
  return TRUE;
}

typedef struct
{
  int n, n_unknown;
  double *longitude, *latitude, *weight;
} Places;

static void
places_clear (Places *self)
{
  g_free (self->longitude);
  g_free (self->latitude);
  g_free (self->weight);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static void
read_places (const NqpStatRequest *request, int year, Places *out)
{
  const NqpScores *scores = request->scores;

  *out = (Places){ 0, 0, g_new (double, scores->n_regions + 1), g_new (double, scores->n_regions + 1),
                   g_new (double, scores->n_regions + 1) };
  for (int i = 0; i < scores->n_regions; i++)
    {
      const NqpRegion *place = &scores->panel->places[i];
      const double y = nqp_scores_get (scores, request->measure, year, i);

      if (isnan (y))
        continue;
      if (isnan (place->longitude) || isnan (place->latitude))
        {
          out->n_unknown++;
          continue;
        }
      out->longitude[out->n] = place->longitude;
      out->latitude[out->n] = place->latitude;
      out->weight[out->n++] = y;
    }
}

static gboolean
add_year (NqpTable *table, const NqpStatRequest *request, int year, GError **error)
{
  const int name = request->scores->panel->years[year];
  g_auto (Places) places = { 0 };
  NqpEllipse ellipse;

  read_places (request, year, &places);
  if (places.n_unknown > 0)
    nqp_stats_note (request,
                    ngettext ("%d: %d region without longitude and latitude is left out",
                              "%d: %d regions without longitude and latitude are left out",
                              (gulong)places.n_unknown),
                    name, places.n_unknown);
  if (places.n == 0)
    {
      nqp_stats_note (request, _ ("%d: no region has a score and a place on the globe"), name);
      return TRUE;
    }
  if (!nqp_stats_has_shares (request, year, places.weight, places.n, error))
    return FALSE;
  if (!nqp_ellipse (places.longitude, places.latitude, places.weight, places.n, &ellipse))
    {
      nqp_stats_note (request, _ ("%d: the regions lie all around the globe and have no middle"), name);
      return TRUE;
    }
  nqp_table_add_row (table);
  nqp_table_set_number (table, 0, name);
  nqp_table_set_number (table, 1, ellipse.longitude);
  nqp_table_set_number (table, 2, ellipse.latitude);
  nqp_table_set_number (table, 3, ellipse.major_km);
  nqp_table_set_number (table, 4, ellipse.minor_km);
  nqp_table_set_number (table, 5, ellipse.angle);
  return TRUE;
}

static NqpTable *
run (const NqpStatRequest *request, GError **error)
{
  g_autoptr (NqpTable) table = nqp_table_new ();
  int first, last;

  nqp_stats_add_year (table);
  nqp_table_add_column (table, "longitude", _ ("Longitude"), "°", NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "latitude", _ ("Latitude"), "°", NQP_COLUMN_REAL_FULL, 3);
  nqp_table_add_column (table, "major_km", _ ("Major half-axis"), "km", NQP_COLUMN_REAL_FULL, 1);
  nqp_table_add_column (table, "minor_km", _ ("Minor half-axis"), "km", NQP_COLUMN_REAL_FULL, 1);
  nqp_table_add_column (table, "angle", _ ("Direction from north"), "°", NQP_COLUMN_REAL_FULL, 1);
  nqp_stats_years (request, &first, &last);
  for (int t = first; t <= last; t++)
    if (!add_year (table, request, t, error))
      return NULL;
  return g_steal_pointer (&table);
}

const NqpStatistic nqp_statistic_ellipse = {
  .name = "ellipse",
  .summary = N_ ("standard deviational ellipse by year: where the weight of the scores lies"),
  .columns = "year,longitude,latitude,major_km,minor_km,angle",
  .takes = NQP_STAT_MEASURE | NQP_STAT_YEAR,
  .run = run,
};
