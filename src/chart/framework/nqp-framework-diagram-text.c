/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-diagram-private.h"
#include "nqp-scene-private.h"

/* Texts are measured once and broken by arithmetic: finding the largest type that fits tries many sizes and widths. */

#define UNIT 100.0     /* px the text is measured at */
#define LONG_WORD 16.0 /* of the font size */

NqpDiagramText *
nqp_diagram_text_new (const NqpDiagram *self, const char *text, gboolean bold)
{
  NqpDiagramText *out = g_new0 (NqpDiagramText, 1);
  g_autoptr (PangoLayout) layout = pango_layout_new (self->scene->context);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (self->scene->context));
  PangoRectangle extents;
  const PangoLogAttr *attributes;
  int n_attributes;

  pango_font_description_set_absolute_size (font, UNIT * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  out->text = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_strdelimit (out->text, "\n\r\t", ' ');
  pango_layout_set_text (layout, out->text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  attributes = pango_layout_get_log_attrs_readonly (layout, &n_attributes);
  out->n_chars = (int)g_utf8_strlen (out->text, -1);
  out->line = (double)extents.height / PANGO_SCALE / UNIT;
  out->offset = g_new0 (int, out->n_chars + 1);
  out->x = g_new0 (double, out->n_chars + 1);
  out->may_break = g_new0 (guint8, out->n_chars + 1);
  for (int i = 0; i <= out->n_chars; i++)
    {
      const char *at = i > 0 ? g_utf8_next_char (out->text + out->offset[i - 1]) : out->text;
      PangoRectangle place;

      out->offset[i] = (int)(at - out->text);
      pango_layout_index_to_pos (layout, out->offset[i], &place);
      out->x[i] = (double)place.x / PANGO_SCALE / UNIT;
      out->may_break[i] = i < n_attributes && attributes[i].is_line_break;
    }
  out->x[out->n_chars] = (double)extents.width / PANGO_SCALE / UNIT;
  return out;
}

void
nqp_diagram_text_free (NqpDiagramText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->offset);
  g_free (self->x);
  g_free (self->may_break);
  g_free (self);
}

void
nqp_diagram_lines_clear (NqpDiagramLines *self)
{
  g_clear_pointer (&self->text, g_free);
}

/* The end of the line that begins at @from, in characters; @width in units of the font size. */
static int
end_of_line (const NqpDiagramText *self, int from, double width, gboolean *broken)
{
  int best = -1;

  for (int i = from + 1; i <= self->n_chars; i++)
    {
      int shown = i;

      while (shown > from + 1 && self->text[self->offset[shown - 1]] == ' ')
        shown--;
      if (self->x[shown] - self->x[from] > width + 1e-6)
        {
          if (best > 0)
            return best;
          int end = i;

          while (end < self->n_chars && !self->may_break[end])
            end++;
          /* A word longer than the line; one that is longer than any column is no reason to look for another place. */
          *broken |= self->x[end] - self->x[from] < LONG_WORD;
          return MAX (i - 1, from + 1);
        }
      if (i == self->n_chars || self->may_break[i])
        best = i;
    }
  return self->n_chars;
}

static int
count_lines (const NqpDiagramText *self, double width, gboolean *broken, double *out_widest)
{
  int n = 0;

  *out_widest = 0;
  for (int at = 0; at < self->n_chars; n++)
    {
      int end = end_of_line (self, at, width, broken), shown = end;

      while (shown > at + 1 && self->text[self->offset[shown - 1]] == ' ')
        shown--;
      *out_widest = MAX (*out_widest, self->x[shown] - self->x[at]);
      at = end;
    }
  return MAX (n, 1);
}

/**
 * nqp_diagram_text_wrap:
 * @size: of the font, px
 * @width: px
 * @max_lines: what is longer ends in an ellipsis and counts as broken
 * @keep: also write the lines; else only their size
 *
 * Breaks into as few lines as the width allows; lines that are kept are of lengths as even as possible.
 */
void
nqp_diagram_text_wrap (const NqpDiagramText *self, double size, double width, int max_lines, gboolean keep,
                       NqpDiagramLines *out)
{
  double limit = MAX (width, size) / size, widest;
  gboolean broken = FALSE, ignored = FALSE;
  int n = count_lines (self, limit, &broken, &widest);

  if (keep && n > 1 && n <= max_lines && !broken)
    {
      double lo = widest / 2, hi = limit;

      for (int i = 0; i < 12; i++)
        {
          double middle = (lo + hi) / 2, w;

          ignored = FALSE;
          if (count_lines (self, middle, &ignored, &w) <= n && !ignored)
            hi = middle;
          else
            lo = middle;
        }
      limit = hi;
      count_lines (self, limit, &ignored, &widest);
    }
  out->broken = broken || n > max_lines;
  out->w = widest * size;
  out->h = MIN (n, max_lines) * self->line * size;
  if (!keep)
    return;

  GString *text = g_string_new (NULL);
  for (int line = 0, at = 0; at < self->n_chars && line < max_lines; line++)
    {
      int end = end_of_line (self, at, limit, &ignored), shown = end;

      while (shown > at + 1 && self->text[self->offset[shown - 1]] == ' ')
        shown--;
      if (line > 0)
        g_string_append_c (text, '\n');
      if (line == max_lines - 1 && end < self->n_chars)
        {
          while (shown > at + 1 && self->x[shown] - self->x[at] > limit - 1)
            shown--;
          g_string_append_len (text, self->text + self->offset[at], self->offset[shown] - self->offset[at]);
          g_string_append (text, "\xe2\x80\xa6");
        }
      else
        g_string_append_len (text, self->text + self->offset[at], self->offset[shown] - self->offset[at]);
      at = end;
    }
  g_free (out->text);
  out->text = g_string_free (text, FALSE);
}
