/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-style.h"

#include <math.h>
#include <string.h>

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

/* What the text of @fraction opacity over @ground is left of. */
static double
grey_contrast (double fraction, NqpColour text, NqpColour ground)
{
  return nqp_colour_contrast (nqp_colour_mix (ground, text, fraction), ground);
}

/* libadwaita's text on the grounds it stands on: window, view, card, sidebar. */
static double
worst_contrast (double fraction)
{
  static const char *const light[] = { "#fafafa", "#ffffff", "#ebebeb" };
  static const char *const dark[] = { "#242424", "#1e1e1e", "#353535", "#303030" };
  double worst = 21;

  for (gsize i = 0; i < G_N_ELEMENTS (light); i++)
    {
      NqpColour ground = nqp_colour_parse (light[i]);
      NqpColour text = nqp_colour_mix (ground, nqp_colour_parse ("#000000"), 0.8);

      worst = MIN (worst, grey_contrast (fraction, text, ground));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (dark); i++)
    worst = MIN (worst, grey_contrast (fraction, nqp_colour_parse ("#ffffff"), nqp_colour_parse (dark[i])));
  return worst;
}

/* Every rule of the style sheet that makes text paler. */
static void
test_grey_text (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "resources", "style.css", NULL);
  g_autoptr (GRegex) regex = g_regex_new (
      "([^{}]+)\\{[^{}]*(?<![-a-z])(?:opacity: |color: alpha\\(currentColor, )([0-9.]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *css = NULL;
  gboolean dim = FALSE;
  int n = 0;

  g_assert_true (g_file_get_contents (path, &css, NULL, NULL));
  g_assert_cmpfloat (worst_contrast (0.55), <, 4.5);
  for (g_regex_match (regex, css, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *selector = g_match_info_fetch (match, 1);
      g_autofree char *number = g_match_info_fetch (match, 2);

      if (strstr (selector, "image") != NULL || strstr (selector, "scale") != NULL) /* no text */
        continue;
      dim |= strstr (selector, ".dim-label") != NULL;
      n++;
      if (worst_contrast (g_ascii_strtod (number, NULL)) < 4.5)
        g_error ("grey text of %s is paler than 4.5 : 1:%s", number, selector);
    }
  g_assert_true (dim);
  g_assert_cmpint (n, >=, 5);
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
  g_test_add_func ("/style/grey-text", test_grey_text);
  g_test_add_func ("/style/ramp", test_ramp);
  g_test_add_func ("/style/pillars", test_pillars);
  g_test_add_func ("/style/kinds", test_kinds);
  return g_test_run ();
}
