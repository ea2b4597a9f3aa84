/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-style.h"

#include <math.h>
#include <string.h>

/* Oklab (Ottosson 2020, "A perceptual color space for image processing"): equal steps of L look equal. */
typedef struct
{
  double L, C, h; /* lightness 0..1, chroma, hue in radians */
} Oklch;

static double
to_linear (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
from_linear (double c)
{
  return c <= 0.0031308 ? c * 12.92 : 1.055 * pow (c, 1.0 / 2.4) - 0.055;
}

static Oklch
to_oklch (NqpColour colour)
{
  double r = to_linear (colour.r), g = to_linear (colour.g), b = to_linear (colour.b);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  double bb = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;

  return (Oklch){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, hypot (a, bb), atan2 (bb, a) };
}

static gboolean
try_oklch (Oklch lch, NqpColour *out)
{
  double a = lch.C * cos (lch.h), b = lch.C * sin (lch.h);
  double l = lch.L + 0.3963377774 * a + 0.2158037573 * b;
  double m = lch.L - 0.1055613458 * a - 0.0638541728 * b;
  double s = lch.L - 0.0894841775 * a - 1.2914855480 * b;
  double rgb[3];
  gboolean inside = TRUE;

  l = l * l * l;
  m = m * m * m;
  s = s * s * s;
  rgb[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  rgb[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  rgb[2] = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
  for (int i = 0; i < 3; i++)
    {
      if (rgb[i] < -1e-4 || rgb[i] > 1 + 1e-4)
        inside = FALSE;
      rgb[i] = CLAMP (from_linear (CLAMP (rgb[i], 0, 1)), 0, 1);
    }
  *out = (NqpColour){ rgb[0], rgb[1], rgb[2], 1 };
  return inside;
}

/* Chroma gives way where the screen cannot show it; lightness and hue never do. */
static NqpColour
from_oklch (Oklch lch)
{
  NqpColour out;
  double lo = 0, hi = lch.C;

  if (try_oklch (lch, &out))
    return out;
  for (int i = 0; i < 20; i++)
    {
      lch.C = (lo + hi) / 2;
      if (try_oklch (lch, &out))
        lo = lch.C;
      else
        hi = lch.C;
    }
  lch.C = lo;
  try_oklch (lch, &out);
  return out;
}

/**
 * nqp_colour_parse:
 * @hex: "#rrggbb" or "#rrggbbaa"
 *
 * Returns: the colour; opaque black if @hex is neither (a programmer's error)
 */
NqpColour
nqp_colour_parse (const char *hex)
{
  int digits[8] = { 0, 0, 0, 0, 0, 0, 15, 15 };
  gsize n = hex[0] == '#' ? strlen (hex + 1) : 0;

  g_return_val_if_fail (n == 6 || n == 8, ((NqpColour){ 0, 0, 0, 1 }));
  for (gsize i = 0; i < n; i++)
    {
      digits[i] = g_ascii_xdigit_value (hex[i + 1]);
      g_return_val_if_fail (digits[i] >= 0, ((NqpColour){ 0, 0, 0, 1 }));
    }
  return (NqpColour){ (digits[0] * 16 + digits[1]) / 255.0, (digits[2] * 16 + digits[3]) / 255.0,
                      (digits[4] * 16 + digits[5]) / 255.0, (digits[6] * 16 + digits[7]) / 255.0 };
}

/**
 * nqp_colour_mix:
 * @t: 0 gives @a, 1 gives @b
 *
 * Returns: the mixture, linear in sRGB values, alpha included
 */
NqpColour
nqp_colour_mix (NqpColour a, NqpColour b, double t)
{
  return (NqpColour){ a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t,
                      a.a + (b.a - a.a) * t };
}

static double
luminance (NqpColour c)
{
  return 0.2126 * to_linear (c.r) + 0.7152 * to_linear (c.g) + 0.0722 * to_linear (c.b);
}

double
nqp_colour_contrast (NqpColour a, NqpColour b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/**
 * nqp_colour_lightness:
 *
 * Returns: perceived lightness (Oklab L), 0 = black, 1 = white
 */
double
nqp_colour_lightness (NqpColour colour)
{
  return to_oklch (colour).L;
}

/**
 * nqp_colour_ensure:
 * @ratio: WCAG contrast wanted, e.g. 4.5 for text and 3 for marks
 *
 * Returns: @colour, made darker or lighter (same hue) until it stands off from @ground by @ratio
 */
NqpColour
nqp_colour_ensure (NqpColour colour, NqpColour ground, double ratio)
{
  Oklch lch = to_oklch (colour);
  double step = luminance (ground) > 0.18 ? -0.01 : 0.01;
  NqpColour out = colour;

  while (nqp_colour_contrast (out, ground) < ratio && lch.L > 0 && lch.L < 1)
    {
      lch.L = CLAMP (lch.L + step, 0, 1);
      out = from_oklch (lch);
    }
  out.a = colour.a;
  return out;
}

static const struct
{
  const char *id;
  const char *hex;           /* Okabe and Ito (2008) */
  const char *components[4]; /* in the framework's order: the step of lightness follows it */
} pillars[] = {
  { "elements", "#0072b2", { "labour-force", "labour-tools", "labour-objects" } },
  { "drivers", "#e69f00", { "innovation-input", "innovation-output", "digital-green" } },
  { "carriers", "#009e73", { "emerging-industries", "industrial-upgrading" } },
  { "relations", "#cc79a7", { "science-system", "factor-markets", "distribution" } },
  { "tfp", "#56b4e9", { NULL } },
};

NqpColour
nqp_colour_pillar (const NqpStyle *style, const char *node_id)
{
  static const double steps[] = { -0.07, 0.05, 0.14, -0.14 };
  const char *dot = strchr (node_id, '.');
  gsize length = dot != NULL ? (gsize)(dot - node_id) : strlen (node_id);
  gboolean dark = style->kind == NQP_STYLE_DARK || style->kind == NQP_STYLE_CONTRAST_DARK;
  gboolean contrast = style->kind == NQP_STYLE_CONTRAST || style->kind == NQP_STYLE_CONTRAST_DARK;

  for (gsize i = 0; i < G_N_ELEMENTS (pillars); i++)
    {
      NqpColour colour;

      if (strlen (pillars[i].id) != length || strncmp (pillars[i].id, node_id, length) != 0)
        continue;
      colour = nqp_colour_parse (pillars[i].hex);
      if (dot != NULL)
        {
          Oklch lch = to_oklch (colour);
          guint step = g_str_hash (dot + 1) % G_N_ELEMENTS (steps);

          for (guint k = 0; k < G_N_ELEMENTS (pillars[i].components); k++)
            if (g_strcmp0 (pillars[i].components[k], dot + 1) == 0)
              step = k;
          lch.L += steps[step];
          colour = from_oklch (lch);
        }
      if (dark || contrast)
        colour = nqp_colour_ensure (colour, style->background, contrast ? 4.5 : 3);
      return colour;
    }
  return style->dim;
}

/**
 * nqp_colour_ramp:
 * @t: 0..1, little to much; clamped
 *
 * A ramp of one hue, blue or the style's, with equal steps of perceived lightness; dark is much on a light ground, light is
 * much on a dark one.
 */
NqpColour
nqp_colour_ramp (const NqpStyle *style, double t)
{
  /* degrees at the light and at the dark end, and how colourful */
  static const struct
  {
    double light, dark, chroma;
  } hues[NQP_N_PALETTES] = {
    [NQP_PALETTE_BLUE] = { 242, 260, 1 },    [NQP_PALETTE_GREEN] = { 140, 158, 1 },
    [NQP_PALETTE_PURPLE] = { 312, 298, 1 },  [NQP_PALETTE_BROWN] = { 75, 45, 1 },
    [NQP_PALETTE_GREY] = { 260, 260, 0.05 },
  };
  gboolean dark = style->kind == NQP_STYLE_DARK || style->kind == NQP_STYLE_CONTRAST_DARK;
  double hue_light = hues[style->palette].light * G_PI / 180;
  double hue_dark = hues[style->palette].dark * G_PI / 180;
  double s = isfinite (t) ? CLAMP (t, 0, 1) : 0;
  double L = dark ? 0.36 + (0.95 - 0.36) * s : 0.945 + (0.345 - 0.945) * s;
  double x = (L - 0.345) / (0.95 - 0.345);

  /* Most colourful in the middle, where screens can show it; pale, not cyan, at the light end and navy at the dark one. */
  return from_oklch (
      (Oklch){ L, hues[style->palette].chroma * (0.012 + 0.115 * sin (G_PI * (0.04 + 0.74 * (1 - x)))),
               hue_dark + (hue_light - hue_dark) * x });
}

/**
 * nqp_colour_diverging:
 * @t: -1..1; clamped
 *
 * Blue below the middle, red above it, the picture's ground in the middle; the ends read on the ground in every style.
 */
NqpColour
nqp_colour_diverging (const NqpStyle *style, double t)
{
  gboolean dark = style->kind == NQP_STYLE_DARK || style->kind == NQP_STYLE_CONTRAST_DARK;
  double s = isfinite (t) ? CLAMP (t, -1, 1) : 0;
  NqpColour end = s < 0 ? nqp_colour_parse (dark ? "#6db3e8" : "#1f5fa8")
                        : nqp_colour_parse (dark ? "#f58a70" : "#b5202e");

  return nqp_colour_mix (style->background, end, fabs (s));
}

/**
 * nqp_colour_compared:
 * @index: place among the regions compared, from 0; the palette repeats after 8. The focus has the accent colour instead
 *
 * Returns: a colour that stands off from the style's background by at least 3.2 : 1
 */
NqpColour
nqp_colour_compared (const NqpStyle *style, int index)
{
  static const char *const hex[]
      = { "#3f33a8", "#0b7a75", "#8a2b8f", "#7d6608", "#b0304f", "#2f8fc4", "#4f7d1f", "#6b6b6b" };

  return nqp_colour_ensure (nqp_colour_parse (hex[MAX (index, 0) % (int)G_N_ELEMENTS (hex)]),
                            style->background, 3.2);
}

NqpColour
nqp_colour_on (NqpColour background)
{
  NqpColour black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };

  return nqp_colour_contrast (background, black) >= nqp_colour_contrast (background, white) ? black : white;
}
