/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "nqp-globe.h"

static void
test_limits (void)
{
  static const struct
  {
    NqpGlobeKind kind;
    double value;
    gboolean holds;
  } cases[] = {
    { NQP_GLOBE_LONGITUDE, 0, TRUE },
    { NQP_GLOBE_LONGITUDE, -180, TRUE },
    { NQP_GLOBE_LONGITUDE, 180, TRUE },
    { NQP_GLOBE_LONGITUDE, 180.0001, FALSE },
    { NQP_GLOBE_LONGITUDE, -1000, FALSE },
    { NQP_GLOBE_LONGITUDE, 1e308, FALSE },
    { NQP_GLOBE_LONGITUDE, NAN, FALSE },
    { NQP_GLOBE_LONGITUDE, -INFINITY, FALSE },
    { NQP_GLOBE_LATITUDE, 90, TRUE },
    { NQP_GLOBE_LATITUDE, -90.5, FALSE },
    { NQP_GLOBE_LATITUDE, NAN, FALSE },
    { NQP_GLOBE_AREA, 0, TRUE },
    { NQP_GLOBE_AREA, 17098246, TRUE },
    { NQP_GLOBE_AREA, -1, FALSE },
    { NQP_GLOBE_AREA, 6e8, FALSE },
    { NQP_GLOBE_AREA, INFINITY, FALSE },
    { NQP_GLOBE_TILE, 0, TRUE },
    { NQP_GLOBE_TILE, 999, TRUE },
    { NQP_GLOBE_TILE, 1000, FALSE },
    { NQP_GLOBE_TILE, -1, FALSE },
    { NQP_GLOBE_TILE, 2147483647.0, FALSE },
    { NQP_GLOBE_TILE, 1.5, FALSE },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_test_message ("%d: %g", cases[k].kind, cases[k].value);
      g_assert_cmpint (nqp_globe_holds (cases[k].kind, cases[k].value), ==, cases[k].holds);
    }
}

static void
test_take_longitude (void)
{
  static const double good[][2]
      = { { -180, -180 }, { 0, 0 }, { 180, 180 }, { 180.5, -179.5 }, { 270, -90 }, { 360, 0 } };
  static const double bad[] = { -180.5, -1000, 360.5, 1e308, INFINITY, NAN };

  for (gsize k = 0; k < G_N_ELEMENTS (good); k++)
    {
      double x = good[k][0];

      g_assert_true (nqp_globe_take_longitude (&x));
      g_assert_cmpfloat (x, ==, good[k][1]);
    }
  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      double x = bad[k];

      g_assert_false (nqp_globe_take_longitude (&x));
      g_assert_true (isnan (bad[k]) ? isnan (x) : x == bad[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/globe/limits", test_limits);
  g_test_add_func ("/globe/take-longitude", test_take_longitude);
  return g_test_run ();
}
