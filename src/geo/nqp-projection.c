/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-layout-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <proj.h>
#include <string.h>

struct _NqpProjection
{
  PJ_CONTEXT *context;
  PJ *pj;
  const char *name;
  double middle; /* longitude, degrees */
};

typedef struct
{
  gboolean meridians[360]; /* that a place or an outline touches */
  double west, east;       /* of the shortest span of longitudes that holds all; east may exceed 180 */
  double south, north;
} Extent;

static void
extent_add (Extent *self, double longitude, double latitude)
{
  double turned;

  if (!isfinite (longitude) || !isfinite (latitude))
    return;
  turned = fmod (longitude + 180, 360);
  self->meridians[CLAMP ((int)floor (turned < 0 ? turned + 360 : turned), 0, 359)] = TRUE;
  self->south = MIN (self->south, latitude);
  self->north = MAX (self->north, latitude);
}

/* Of the gaps between meridians in use the widest is the back of the map. */
static void
extent_close (Extent *self)
{
  int best_start = 0, best_length = 0, run = 0;

  for (int i = 0; i < 720; i++)
    {
      run = self->meridians[i % 360] ? 0 : run + 1;
      if (run > best_length)
        {
          best_length = MIN (run, 360);
          best_start = i - run + 1;
        }
    }
  self->west = (best_start + best_length) % 360 - 180;
  self->east = self->west + 360 - best_length;
}

/* A code of GB/T 2260: two, four or six digits that begin with a province's number. */
static gboolean
is_china_code (const char *code)
{
  static const char provinces[]
      = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
        "61 62 63 64 65 71 81 82";
  gsize length = code != NULL ? strlen (code) : 0;
  char head[3];

  if ((length != 2 && length != 4 && length != 6) || strspn (code, "0123456789") != length)
    return FALSE;
  memcpy (head, code, 2);
  head[2] = '\0';
  return strstr (provinces, head) != NULL;
}

/* The turns, of a whole 360 degrees each, that a line makes by jumps from one side of 180 degrees to the other. */
static double
jump (const double *xy, int i)
{
  return -360 * round ((xy[2 * i] - xy[2 * (i - 1)]) / 360);
}

/* A ring of which nothing but a meridian would be left without its jumps from 180 to -180 degrees: they are no jumps, it is as
 * wide as the world. */
static gboolean
goes_around (const double *xy, int n_points)
{
  double turn = 0, low = INFINITY, high = -INFINITY;
  gboolean jumps = FALSE;

  for (int i = 0; i < n_points; i++)
    {
      const double more = i > 0 ? jump (xy, i) : 0;

      turn += more;
      jumps = jumps || more != 0;
      low = MIN (low, xy[2 * i] + turn);
      high = MAX (high, xy[2 * i] + turn);
    }
  return jumps && high - low < 1e-9;
}

static void
find_extent (const NqpPanel *panel, const NqpBoundaries *boundaries, Extent *out)
{
  memset (out, 0, sizeof *out);
  out->south = INFINITY;
  out->north = -INFINITY;
  for (int i = 0; i < panel->n_places; i++)
    extent_add (out, panel->places[i].longitude, panel->places[i].latitude);
  for (int s = 0; boundaries != NULL && s < boundaries->n_shapes; s++)
    for (int r = 0; r < boundaries->shapes[s].n_rings; r++)
      {
        const NqpRing *ring = &boundaries->shapes[s].rings[r];
        const gboolean around = goes_around (ring->xy, ring->n_points);

        for (int i = 0; i < ring->n_points; i++)
          {
            double x = ring->xy[2 * i], step;

            extent_add (out, x, ring->xy[2 * i + 1]);
            /* a long side covers the meridians between its ends; one from 180 to -180 is none */
            step = i > 0 ? x - ring->xy[2 * (i - 1)] : 0;
            for (double m = 1; m < MIN (fabs (step), 360) && (fabs (step) < 180 || around); m++)
              extent_add (out, x - copysign (m, step), ring->xy[2 * i + 1]);
          }
      }
  extent_close (out);
}

/**
 * nqp_projection_choose:
 *
 * China: Albers equal-area conic (25 N, 47 N, 105 E); more than half around the globe: Equal Earth (Savric, Patterson,
 * Jenny 2019), cut in the Bering Strait; else Lambert azimuthal equal-area around the middle of the data. Equal-area all:
 * what is shown on a choropleth is seen by area.
 */
NqpProjection *
nqp_projection_choose (const NqpPanel *panel, const NqpBoundaries *boundaries, GError **error)
{
  g_autoptr (NqpProjection) self = g_new0 (NqpProjection, 1);
  g_autofree char *definition = NULL;
  char b1[G_ASCII_DTOSTR_BUF_SIZE], b2[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean china = panel->n_places > 0;
  Extent extent;

  find_extent (panel, boundaries, &extent);
  for (int i = 0; i < panel->n_places && china; i++)
    china = is_china_code (panel->places[i].code);
  if (!isfinite (extent.south))
    extent = (Extent){ .west = -180, .east = 180, .south = -60, .north = 80 };

  if (china && extent.west >= 72 && extent.east <= 137 && extent.south >= 2 && extent.north <= 55)
    {
      self->name = _ ("Albers equal-area projection");
      self->middle = 105;
      definition = g_strdup ("+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +ellps=WGS84 +over");
    }
  else if (extent.east - extent.west > 180)
    {
      self->name = _ ("Equal Earth projection");
      self->middle = 11;
      definition = g_strdup ("+proj=eqearth +lon_0=11 +ellps=WGS84 +over");
    }
  else
    {
      self->name = _ ("Lambert azimuthal equal-area projection");
      self->middle = (extent.west + extent.east) / 2;
      definition
          = g_strdup_printf ("+proj=laea +lat_0=%s +lon_0=%s +ellps=WGS84",
                             g_ascii_formatd (b1, sizeof b1, "%.3f", (extent.south + extent.north) / 2),
                             g_ascii_formatd (b2, sizeof b2, "%.3f", self->middle));
    }

  self->context = proj_context_create ();
  proj_log_level (self->context, PJ_LOG_NONE);
  proj_context_set_enable_network (self->context, 0);
  self->pj = proj_create (self->context, definition);
  if (self->pj == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("the map projection \"%s\" is not available: %s"),
                   definition, proj_context_errno_string (self->context, proj_context_errno (self->context)));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
nqp_projection_free (NqpProjection *self)
{
  if (self == NULL)
    return;
  if (self->pj != NULL)
    proj_destroy (self->pj);
  if (self->context != NULL)
    proj_context_destroy (self->context);
  g_free (self);
}

const char *
nqp_projection_name (const NqpProjection *self)
{
  return self->name;
}

void
nqp_projection_apply (NqpProjection *self, double *xy, int n_points)
{
  for (int i = 0; i < n_points; i++)
    {
      PJ_COORD c = proj_coord (xy[2 * i] * G_PI / 180, xy[2 * i + 1] * G_PI / 180, 0, 0);

      c = isfinite (xy[2 * i]) && isfinite (xy[2 * i + 1]) ? proj_trans (self->pj, PJ_FWD, c) : c;
      xy[2 * i] = isfinite (c.xy.x) && isfinite (c.xy.y) && isfinite (xy[2 * i]) ? c.xy.x : NAN;
      xy[2 * i + 1] = isnan (xy[2 * i]) ? NAN : c.xy.y;
    }
}

/**
 * nqp_projection_unwrap:
 * @inout_middle: longitude; NaN for a ring that decides for itself, and then it is set; else (a hole) that of its outer ring
 */
void
nqp_projection_unwrap (const NqpProjection *self, double *xy, int n_points, double *inout_middle)
{
  const gboolean closed = n_points > 1 && xy[0] == xy[2 * n_points - 2] && xy[1] == xy[2 * n_points - 1];
  double turn = 0, mean = 0, low = INFINITY, high = -INFINITY;

  if (n_points < 1)
    return;
  /* A ring around a pole does not come back to where it began: it stays as its maker cut it. */
  for (int i = 1; i < n_points && closed; i++)
    turn += jump (xy, i);
  if (turn == 0 && !goes_around (xy, n_points))
    for (int i = 1; i < n_points; i++)
      xy[2 * i] += jump (xy, i);
  for (int i = 0; i < n_points; i++)
    {
      mean += xy[2 * i] / n_points;
      low = MIN (low, xy[2 * i]);
      high = MAX (high, xy[2 * i]);
    }
  turn = isnan (*inout_middle) ? mean - self->middle : (low + high) / 2 - *inout_middle;
  turn = -360 * round (turn / 360);
  for (int i = 0; i < n_points; i++)
    xy[2 * i] += turn;
  if (isnan (*inout_middle))
    *inout_middle = (low + high) / 2 + turn;
}
