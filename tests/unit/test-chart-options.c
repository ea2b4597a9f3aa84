/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-axis.h"
#include "nqp-chart.h"

#include <string.h>

#define ALL ((1u << NQP_N_CHART_OPTIONS) - 1)

/* Parsed, printed in one order, and parsed again as the same. */
static void
test_lines (void)
{
  static const struct
  {
    const char *line, *printed;
  } lines[] = {
    { "", "" },
    { "  \t\n", "" },
    { "labels=no", "labels=no" },
    { "type=1.25  axis.max=100 axis.min=-2.5e-3", "axis.min=-0.0025 axis.max=100 type=1.25" },
    { "axis.max=0.1", "axis.max=0.1" },
    { "decimals=2 decimals=0", "decimals=0" },
    { "labels=no from=2016 decimals=1", "decimals=1 from=2016 labels=no" },
    { "classes=3 breaks=quantile-year", "breaks=quantile-year classes=3" },
    { "palette=purple axis.zero=yes reference=0", "axis.zero=yes palette=purple reference=0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      NqpChartOptions options = { 0 }, again = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *printed = NULL;

      g_assert_true (nqp_chart_options_parse (&options, ALL, lines[i].line, &error));
      g_assert_no_error (error);
      printed = nqp_chart_options_print (&options);
      g_assert_cmpstr (printed, ==, lines[i].printed);
      g_assert_true (nqp_chart_options_parse (&again, ALL, printed, &error));
      g_assert_true (nqp_chart_options_equal (&options, &again));
      g_assert_true (i < 2 || !nqp_chart_options_equal (&options, &(NqpChartOptions){ 0 }));
    }
}

/* What is refused says what would be taken, and changes nothing. */
static void
test_refused (void)
{
  static const struct
  {
    const char *line, *word;
  } lines[] = {
    { "labels", "palette" },
    { "=no", "labels" },
    { "labels=", "yes or no" },
    { "labels=maybe", "yes or no" },
    { "palette=red", "brown" },
    { "breaks=natural", "jenks-year" },
    { "classes=1", "2 to 9" },
    { "classes=10", "2 to 9" },
    { "decimals=7", "0 to 6" },
    { "decimals=1.5", "0 to 6" },
    { "from=2016.5", "whole number" },
    { "from=last", "whole number" },
    { "decimals=-1", "0 to 6" },
    { "type=3", "0.8 to 2" },
    { "type=nan", "0.8 to 2" },
    { "axis.max=1,5", "number" },
    { "axis.max=inf", "number" },
    { "axis.max=1e300", "number" },
    { "axis=3", "axis.max" },
    { "AXIS.MAX=3", "axis.max" },
    { "axis.min=5 axis.max=5", "below" },
    { "labels=no title=x", "labels" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      NqpChartOptions options = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (nqp_chart_options_parse (&options, ALL, lines[i].line, &error));
      g_assert_error (error, NQP_CHART_ERROR, NQP_CHART_ERROR_UNKNOWN);
      if (strstr (error->message, lines[i].word) == NULL)
        g_error ("%s: %s", lines[i].line, error->message);
      g_assert_cmpuint (options.set, ==, 0);
    }
}

/* A chart refuses what it does not take, and names what it does. */
static void
test_known (void)
{
  int n;
  const NqpChart *const *charts = nqp_charts (&n);

  for (int i = 0; i < n; i++)
    {
      const guint known = nqp_chart_options (charts[i]);
      g_autofree char *ids = nqp_chart_options_ids (known, ", ");
      NqpChartOptions options = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (nqp_chart_options_parse (&options, known, "type=1.2", NULL));
      if ((known & NQP_OPTION_BIT (PALETTE)) != 0)
        continue;
      g_assert_false (nqp_chart_options_parse (&options, known, "palette=green", &error));
      g_assert_nonnull (strstr (error->message, ids));
      g_assert_null (strstr (ids, "palette"));
    }
}

static void
test_style (void)
{
  NqpChartOptions options = { 0 };
  NqpStyle plain, style;

  nqp_style_init (&plain, NQP_STYLE_PRINT, 1);
  g_strlcpy (plain.family, "Serif", sizeof plain.family);
  plain.transparent = TRUE;
  style = plain;
  nqp_chart_options_apply_style (&options, &style);
  g_assert_cmpfloat (style.base, ==, plain.base);
  g_assert_true (nqp_chart_options_parse (&options, ALL, "type=1.5 palette=brown", NULL));
  nqp_chart_options_apply_style (&options, &style);
  g_assert_cmpfloat_with_epsilon (style.base, 1.5 * plain.base, 1e-9);
  g_assert_cmpfloat_with_epsilon (style.unit, 1.5 * plain.unit, 1e-9);
  g_assert_cmpstr (style.family, ==, "Serif");
  g_assert_true (style.transparent && style.patterns && style.kind == NQP_STYLE_PRINT);
  for (int p = 0; p < NQP_N_PALETTES; p++)
    for (int k = 0; k <= 10; k++)
      {
        NqpStyle blue = plain;

        style.palette = (NqpPalette)p;
        g_assert_cmpfloat_with_epsilon (nqp_colour_lightness (nqp_colour_ramp (&style, k / 10.0)),
                                        nqp_colour_lightness (nqp_colour_ramp (&blue, k / 10.0)), 0.01);
      }
}

/* An axis begins and ends where it is asked to, as far as no value is left out. */
static void
test_axis (void)
{
  static const struct
  {
    const char *line;
    int n_ticks;
    double d0, d1;
    guint n_remarks;
  } cases[] = {
    { "", 0, 12, 63, 0 },
    { "", 5, 10, 70, 0 },
    { "axis.min=-3 axis.max=81", 5, -3, 81, 0 },
    { "axis.min=11.5", 5, 11.5, 70, 0 },
    { "axis.min=20", 5, 10, 70, 1 },
    { "axis.max=62", 0, 12, 63, 1 },
    { "axis.min=20 axis.max=30", 0, 12, 63, 2 },
    { "reference=80", 0, 12, 80, 0 },
    { "reference=80 axis.max=70", 0, 12, 80, 1 },
    { "reference=30 axis.max=63", 0, 12, 63, 0 },
  };
  NqpStyle style;

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NqpScene) scene = nqp_scene_new (300, 200, &style);
      NqpChartOptions options = { 0 };
      NqpScale scale = { .d0 = 12, .d1 = 63 };

      g_assert_true (nqp_chart_options_parse (&options, ALL, cases[i].line, NULL));
      nqp_axis_ask (scene, &options, &scale, cases[i].n_ticks);
      g_assert_cmpfloat (scale.d0, ==, cases[i].d0);
      g_assert_cmpfloat (scale.d1, ==, cases[i].d1);
      g_assert_cmpuint (nqp_scene_get_remarks (scene)->len, ==, cases[i].n_remarks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-options/lines", test_lines);
  g_test_add_func ("/chart-options/refused", test_refused);
  g_test_add_func ("/chart-options/known", test_known);
  g_test_add_func ("/chart-options/style", test_style);
  g_test_add_func ("/chart-options/axis", test_axis);
  return g_test_run ();
}
