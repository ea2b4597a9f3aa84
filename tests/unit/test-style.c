/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-style.h"

#include <math.h>

static void
test_sizes (void)
{
  static const double scales[] = { 0.5, 1, 1.6, 2.4 };

  for (int kind = NQP_STYLE_LIGHT; kind <= NQP_STYLE_CONTRAST_DARK; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
      {
        NqpStyle style;
        double least = 8.0 * 96 / 72 - 1e-9;

        nqp_style_init (&style, kind, scales[i]);
        g_assert_cmpfloat (style.footer, >=, least);
        g_assert_cmpfloat (style.tick, >=, least);
        g_assert_cmpfloat (style.label, >=, least);
        g_assert_cmpfloat (style.title, >, style.label);
      }
}

static void
test_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (
      nqp_colour_contrast (nqp_colour_parse ("#000000"), nqp_colour_parse ("#ffffff")), 21, 1e-9);
  for (int kind = NQP_STYLE_LIGHT; kind <= NQP_STYLE_CONTRAST_DARK; kind++)
    {
      NqpStyle style;

      nqp_style_init (&style, kind, 1);
      g_assert_cmpfloat (nqp_colour_contrast (style.text, style.background), >=, 7);
      g_assert_cmpfloat (nqp_colour_contrast (style.dim, style.background), >=, 4.5);
      g_assert_cmpfloat (nqp_colour_contrast (style.text, style.card), >=, 4.5);
      g_assert_cmpfloat (nqp_colour_contrast (style.accent, style.background), >=, 3);
      for (int i = 0; i < 8; i++)
        g_assert_cmpfloat (nqp_colour_contrast (nqp_colour_compared (&style, i), style.background), >=, 3);
      for (double t = 0; t <= 1; t += 0.05)
        {
          NqpColour c = nqp_colour_ramp (&style, t);

          g_assert_cmpfloat (nqp_colour_contrast (nqp_colour_on (c), c), >=, 4.5);
        }
    }
}

/* Equal steps of the ramp look equal, and more is always darker on paper, lighter in the dark. */
static void
test_ramp (void)
{
  for (int kind = NQP_STYLE_LIGHT; kind <= NQP_STYLE_DARK; kind++)
    {
      NqpStyle style;
      double first, last;

      nqp_style_init (&style, kind, 1);
      first = nqp_colour_lightness (nqp_colour_ramp (&style, 0));
      last = nqp_colour_lightness (nqp_colour_ramp (&style, 1));
      if (kind == NQP_STYLE_LIGHT)
        g_assert_cmpfloat (first, >, last + 0.5);
      else
        g_assert_cmpfloat (last, >, first + 0.5);
      for (int i = 0; i <= 20; i++)
        g_assert_cmpfloat_with_epsilon (nqp_colour_lightness (nqp_colour_ramp (&style, i / 20.0)),
                                        first + (last - first) * i / 20.0, 0.004);
    }
}

static void
test_pillars (void)
{
  NqpStyle style;
  NqpColour elements, step1, step2, again;

  nqp_style_init (&style, NQP_STYLE_LIGHT, 1);
  elements = nqp_colour_pillar (&style, "elements");
  g_assert_cmpfloat_with_epsilon (elements.g, 0x72 / 255.0, 1e-9);
  step1 = nqp_colour_pillar (&style, "elements.labour-force");
  step2 = nqp_colour_pillar (&style, "elements.labour-objects");
  again = nqp_colour_pillar (&style, "elements.labour-force");
  g_assert_cmpfloat (fabs (nqp_colour_lightness (step1) - nqp_colour_lightness (step2)), >, 0.05);
  g_assert_cmpmem (&step1, sizeof step1, &again, sizeof again);
  nqp_style_init (&style, NQP_STYLE_DARK, 1);
  g_assert_cmpfloat (nqp_colour_contrast (nqp_colour_pillar (&style, "elements"), style.background), >=, 3);
}

static void
test_kinds (void)
{
  NqpStyleKind kind;

  g_assert_true (nqp_style_kind_parse ("print", &kind));
  g_assert_cmpint (kind, ==, NQP_STYLE_PRINT);
  g_assert_true (nqp_style_kind_parse ("dark", &kind));
  g_assert_cmpint (kind, ==, NQP_STYLE_DARK);
  g_assert_false (nqp_style_kind_parse ("sepia", &kind));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/sizes", test_sizes);
  g_test_add_func ("/style/contrast", test_contrast);
  g_test_add_func ("/style/ramp", test_ramp);
  g_test_add_func ("/style/pillars", test_pillars);
  g_test_add_func ("/style/kinds", test_kinds);
  return g_test_run ();
}
