/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-style.h"

#include <string.h>

/* 8 pt at 96 dpi: no text of a picture is smaller. */
#define LEAST_TEXT (8.0 * 96 / 72)

static const struct
{
  const char *id;
  const char *background, *card, *text, *dim, *faint, *grid, *accent, *missing, *missing_line, *outline;
} palettes[] = {
  [NQP_STYLE_LIGHT] = { "light", "#ffffff", "#f5f5f7", "#1f1f26", "#5c5c66", "#e1e1e7", "#e6e6ea", "#d95000",
                        "#eeeef0", "#a9a9b2", "#ffffff" },
  [NQP_STYLE_DARK] = { "dark", "#26262b", "#323238", "#f4f4f7", "#b4b4be", "#46464f", "#3d3d45", "#ff8a3c",
                       "#37373e", "#75757f", "#26262b" },
  [NQP_STYLE_PRINT] = { "print", "#ffffff", "#ffffff", "#000000", "#333333", "#d0d0d0", "#dddddd", "#b83f00",
                        "#ffffff", "#777777", "#ffffff" },
  [NQP_STYLE_CONTRAST] = { "contrast", "#ffffff", "#ffffff", "#000000", "#000000", "#b0b0b0", "#a0a0a0",
                           "#b83a00", "#ffffff", "#444444", "#000000" },
  [NQP_STYLE_CONTRAST_DARK] = { "contrast-dark", "#000000", "#000000", "#ffffff", "#ffffff", "#606060",
                                "#707070", "#ff9a50", "#000000", "#c0c0c0", "#ffffff" },
};

/**
 * nqp_style_init:
 * @scale: 1; presentation 1.6; multiplied by the desktop's text scale
 */
void
nqp_style_init (NqpStyle *self, NqpStyleKind kind, double scale)
{
  g_return_if_fail ((guint)kind < G_N_ELEMENTS (palettes));
  g_return_if_fail (scale > 0);

  memset (self, 0, sizeof *self);
  self->kind = kind;
  self->scale = scale;
  g_strlcpy (self->family, "Sans", sizeof self->family);
  self->base = MAX (13 * scale, LEAST_TEXT);
  self->title = 1.3 * self->base;
  self->subtitle = self->base;
  self->label = self->base;
  self->tick = MAX (0.9 * self->base, LEAST_TEXT);
  self->footer = MAX (0.8 * self->base, LEAST_TEXT);
  self->unit = 6 * scale;
  self->patterns = kind == NQP_STYLE_PRINT || kind == NQP_STYLE_CONTRAST || kind == NQP_STYLE_CONTRAST_DARK;
  self->background = nqp_colour_parse (palettes[kind].background);
  self->card = nqp_colour_parse (palettes[kind].card);
  self->text = nqp_colour_parse (palettes[kind].text);
  self->dim = nqp_colour_parse (palettes[kind].dim);
  self->faint = nqp_colour_parse (palettes[kind].faint);
  self->grid = nqp_colour_parse (palettes[kind].grid);
  self->accent = nqp_colour_parse (palettes[kind].accent);
  self->missing = nqp_colour_parse (palettes[kind].missing);
  self->missing_line = nqp_colour_parse (palettes[kind].missing_line);
  self->outline = nqp_colour_parse (palettes[kind].outline);
}

/**
 * nqp_style_kind_parse:
 * @text: "light", "dark", "print", "contrast" or "contrast-dark"
 */
gboolean
nqp_style_kind_parse (const char *text, NqpStyleKind *out_kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (palettes); i++)
    if (g_strcmp0 (text, palettes[i].id) == 0)
      {
        *out_kind = (NqpStyleKind)i;
        return TRUE;
      }
  return FALSE;
}

static const char *const ids[NQP_N_PALETTES] = { "blue", "green", "purple", "brown", "grey" };

const char *
nqp_palette_id (NqpPalette palette)
{
  return ids[palette];
}
