/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-space-private.h"
#include "nqp-stats-error.h"

#define RADIUS_KM 6371.0088 /* of the sphere with the mean radius of the Earth */

/* Places on the unit sphere: distances follow from chords, precise near and far. */
typedef struct
{
  int n;
  double (*at)[3]; /* NaN = unknown */
} Globe;

static void
globe_clear (Globe *self)
{
  g_free (self->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Globe, globe_clear)

/* FALSE with @error if fewer than two regions have coordinates. */
static gboolean
globe_init (Globe *self, const NqpPanel *panel, GError **error)
{
  int n_known = 0;

  *self = (Globe){ panel->n_regions, g_malloc_n ((gsize)panel->n_regions + 1, sizeof (double[3])) };
  for (int i = 0; i < panel->n_regions; i++)
    {
      const double longitude = panel->places[i].longitude * G_PI / 180;
      const double latitude = panel->places[i].latitude * G_PI / 180;

      self->at[i][0] = cos (latitude) * cos (longitude);
      self->at[i][1] = cos (latitude) * sin (longitude);
      self->at[i][2] = sin (latitude);
      n_known += !isnan (self->at[i][0]);
    }
  if (n_known >= 2)
    return TRUE;
  g_set_error (error, NQP_STATS_ERROR, NQP_STATS_ERROR_DATA,
               _ ("distances need the longitudes and latitudes of regions, and %d of them have these; give "
                  "them in the file of regions, or choose contiguity"),
               n_known);
  return FALSE;
}

/* NaN if one is unknown. */
static double
distance (const Globe *self, int i, int j)
{
  const double x = self->at[i][0] - self->at[j][0], y = self->at[i][1] - self->at[j][1];
  const double z = self->at[i][2] - self->at[j][2];

  return 2 * RADIUS_KM * asin (MIN (sqrt (x * x + y * y + z * z) / 2, 1));
}

/* @nearest: kept sorted by distance, of equal ones the first region first; one more than the last falls out. */
static void
take_nearer (NqpLink *nearest, int *inout_n, int k, int from, int to, double km)
{
  int at = *inout_n;

  if (at == k && !(km < nearest[k - 1].weight))
    return;
  if (at == k)
    at--;
  else
    ++*inout_n;
  for (; at > 0 && km < nearest[at - 1].weight; at--)
    nearest[at] = nearest[at - 1];
  nearest[at] = (NqpLink){ from, to, km };
}

gboolean
nqp_space_add_nearest (GArray *links, const NqpPanel *panel, int k, GError **error)
{
  g_auto (Globe) globe = { 0 };
  g_autofree NqpLink *nearest = g_new (NqpLink, k);

  if (!globe_init (&globe, panel, error))
    return FALSE;
  if (k >= globe.n)
    {
      g_set_error (
          error, NQP_STATS_ERROR, NQP_STATS_ERROR_REQUEST,
          _ ("%d nearest neighbours are asked for, and the project has %d regions; ask for at most %d"), k,
          globe.n, globe.n - 1);
      return FALSE;
    }
  for (int i = 0; i < globe.n; i++)
    {
      int n = 0;

      for (int j = 0; j < globe.n; j++)
        {
          const double km = i != j ? distance (&globe, i, j) : NAN;

          if (!isnan (km))
            take_nearer (nearest, &n, k, i, j, km);
        }
      for (int l = 0; l < n; l++)
        nearest[l].weight = 1;
      g_array_append_vals (links, nearest, (guint)n);
    }
  return TRUE;
}

/* All within the bound; inverse distances, where 0 counts as the least above it. */
gboolean
nqp_space_add_by_distance (GArray *links, const NqpPanel *panel, const NqpSpaceSpec *spec, GError **error)
{
  g_auto (Globe) globe = { 0 };
  double least = INFINITY;

  if (!globe_init (&globe, panel, error))
    return FALSE;
  for (int i = 0; i < globe.n; i++)
    for (int j = 0; j < globe.n; j++)
      {
        const NqpLink link = { i, j, i != j ? distance (&globe, i, j) : NAN };

        if (isnan (link.weight) || (spec->km > 0 && link.weight > spec->km))
          continue;
        g_array_append_val (links, link);
        least = link.weight > 0 ? MIN (least, link.weight) : least;
      }
  for (guint l = 0; l < links->len; l++)
    {
      NqpLink *link = &g_array_index (links, NqpLink, l);
      const double km = MAX (link->weight, least);

      link->weight = spec->kind == NQP_SPACE_DISTANCE || isinf (least) ? 1 : pow (km / least, -spec->power);
    }
  return TRUE;
}
