/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-type.h"

PangoContext *
nqp_style_type (const NqpStyle *style)
{
  cairo_font_options_t *options;
  PangoFontDescription *description;
  PangoContext *context;

  /* Metrics without hinting: a text is as wide on paper as on the screen, at any scale. */
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  description = pango_font_description_from_string (style->family);
  pango_context_set_font_description (context, description);
  pango_font_description_free (description);
  return context;
}
