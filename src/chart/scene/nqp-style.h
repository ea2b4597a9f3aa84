/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct { double r, g, b, a; } NqpColour; /* 0..1, sRGB */

typedef enum { NQP_STYLE_LIGHT, NQP_STYLE_DARK, NQP_STYLE_PRINT, NQP_STYLE_CONTRAST, NQP_STYLE_CONTRAST_DARK } NqpStyleKind;

/* The hue of ordered values; all are as light or dark at each place. */
typedef enum { NQP_PALETTE_BLUE, NQP_PALETTE_GREEN, NQP_PALETTE_PURPLE, NQP_PALETTE_BROWN, NQP_PALETTE_GREY, NQP_N_PALETTES } NqpPalette;

/**
 * NqpStyle:
 *
 * Colours, type and space of a picture: a plain value. Sizes in px at 96 dpi, already scaled.
 */
typedef struct
{
  NqpStyleKind kind;
  double scale;                 /* 1, presentation 1.6; text scale of the desktop multiplied in */
  char family[64];              /* Pango font family list, "Sans" by default */
  double base;                  /* base font size in px: 13 x scale */
  double title, subtitle, label, tick, footer; /* font sizes by role: 1.3, 1.0, 1.0, 0.9, 0.8 of the base; none under 8 pt (10.67 px) */
  double unit;                  /* the 6-px grid, x scale */
  gboolean patterns;            /* patterns in addition to colour (print) */
  gboolean transparent;         /* the picture has no ground of its own; colours are still chosen for @background */
  NqpPalette palette;           /* of nqp_colour_ramp() */
  NqpColour background, card, text, dim, faint, grid, accent, missing, missing_line, outline;
} NqpStyle;

void nqp_style_init (NqpStyle *self, NqpStyleKind kind, double scale);
gboolean nqp_style_kind_parse (const char *text, NqpStyleKind *out_kind); /* "light", "dark", "print" */

const char *nqp_palette_id (NqpPalette palette); /* "blue" */

NqpColour nqp_colour_parse (const char *hex);
NqpColour nqp_colour_mix (NqpColour a, NqpColour b, double t);
double nqp_colour_contrast (NqpColour a, NqpColour b);                   /* WCAG ratio, 1..21 */
double nqp_colour_lightness (NqpColour colour);                          /* Oklab L, 0..1 */
NqpColour nqp_colour_ensure (NqpColour colour, NqpColour ground, double ratio); /* same hue, at least that contrast */
NqpColour nqp_colour_pillar (const NqpStyle *style, const char *node_id); /* by framework id; a component is a step of its pillar */
NqpColour nqp_colour_ramp (const NqpStyle *style, double t);             /* ordered values, 0..1; dark = much on light ground */
NqpColour nqp_colour_diverging (const NqpStyle *style, double t);        /* -1..1: blue, the ground at 0, red */
NqpColour nqp_colour_compared (const NqpStyle *style, int index);        /* fixed qualitative palette of 8 */
NqpColour nqp_colour_on (NqpColour background);                          /* black or white text, whichever reads better */

G_END_DECLS
