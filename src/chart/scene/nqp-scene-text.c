/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scene-private.h"

#include <math.h>

/* A scene as text (for tests) and the faults that can be seen in its texts. */

static const char *
tenth (double value, char buffer[G_ASCII_DTOSTR_BUF_SIZE])
{
  double rounded = round (value * 10) / 10;

  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.1f", rounded == 0 ? 0.0 : rounded);
}

static void
append_numbers (GString *out, const double *values, guint n)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, " %s", tenth (values[i], buffer));
}

static void
append_colour (GString *out, const char *name, NqpColour c)
{
  if (c.a > 0)
    g_string_append_printf (out, " %s=#%02x%02x%02x%02x", name, (guint)round (c.r * 255),
                            (guint)round (c.g * 255), (guint)round (c.b * 255), (guint)round (c.a * 255));
}

/**
 * nqp_scene_to_text:
 *
 * Returns: (transfer full): one line a mark in drawing order: kind, numbers rounded to 0.1, colours, datum
 */
char *
nqp_scene_to_text (const NqpScene *self)
{
  static const char *const kinds[] = { "rect", "mark", "line", "path", "text", "target" };
  GString *out = g_string_new ("scene");
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  append_numbers (out, (double[]){ self->width, self->height }, 2);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);

      g_string_append (out, kinds[mark->kind]);
      if (mark->kind == NQP_MARK_PATH)
        {
          g_string_append_printf (out, " points=%u rings=%u at", mark->n_points, MAX (mark->n_rings, 1));
          append_numbers (out, mark->bounds, 4);
        }
      else if (mark->kind == NQP_MARK_SHAPE)
        {
          g_string_append_printf (out, " %d", (int)mark->shape);
          append_numbers (out, (double[]){ mark->x, mark->y, mark->radius }, 3);
        }
      else
        append_numbers (out, (double[]){ mark->x, mark->y, mark->w, mark->h }, 4);
      if (mark->kind == NQP_MARK_TEXT)
        {
          g_autofree char *line = g_strdelimit (g_strdup (mark->text), "\n", ' ');

          g_string_append_printf (out, " size=%s%s \"%s\"", tenth (mark->font.size, buffer),
                                  mark->font.bold ? " bold" : "", line);
          append_colour (out, "fill", mark->font.colour);
        }
      append_colour (out, "fill", mark->paint.fill);
      append_colour (out, "stroke", mark->paint.stroke);
      if (mark->paint.pattern != NQP_PATTERN_NONE)
        g_string_append_printf (out, " pattern=%d", (int)mark->paint.pattern);
      if (mark->datum.region >= 0)
        g_string_append_printf (out, " region=%d", mark->datum.region);
      if (mark->datum.year >= 0)
        g_string_append_printf (out, " year=%d", mark->datum.year);
      if (mark->datum.node >= 0)
        g_string_append_printf (out, " node=%d", mark->datum.node);
      if (mark->datum.entry > 0)
        g_string_append_printf (out, " entry=%d", mark->datum.entry);
      if (mark->datum.other > 0)
        g_string_append_printf (out, " other=%d", mark->datum.other);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
add_missing (const NqpMark *mark, GString *out, GHashTable *seen)
{
  for (GSList *lines = pango_layout_get_lines_readonly (mark->layout); lines != NULL; lines = lines->next)
    for (GSList *runs = ((PangoLayoutLine *)lines->data)->runs; runs != NULL; runs = runs->next)
      {
        const PangoGlyphString *glyphs = ((PangoGlyphItem *)runs->data)->glyphs;

        for (int i = 0; i < glyphs->num_glyphs; i++)
          {
            const PangoGlyph glyph = glyphs->glyphs[i].glyph;
            const gunichar c = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;

            if (glyph == PANGO_GLYPH_EMPTY || (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0
                || !g_hash_table_add (seen, GUINT_TO_POINTER (c)))
              continue;
            g_string_append_printf (out, "%sU+%04X", out->len > 0 ? " " : "", c);
            if (g_unichar_isgraph (c))
              {
                g_string_append (out, " ");
                g_string_append_unichar (out, c);
              }
          }
      }
}

/**
 * nqp_scene_missing_glyphs:
 *
 * Returns: (transfer full) (nullable): the characters of its texts that are drawn as boxes, since no font has them: "U+2CC56 𬱖"
 */
char *
nqp_scene_missing_glyphs (const NqpScene *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *mark = nqp_scene_get_mark (self, i);

      if (mark->kind == NQP_MARK_TEXT && pango_layout_get_unknown_glyphs_count (mark->layout) > 0)
        add_missing (mark, out, seen);
    }
  return g_string_free (out, out->len == 0);
}

/**
 * nqp_scene_find_faults:
 *
 * Looks for texts that cannot be read: smaller than 8 pt, cut by an ellipsis, outside the picture, or on top of one another
 * (by the ink of their glyphs; a pixel of touch is let pass).
 *
 * Returns: (transfer full) (nullable): one line a fault
 */
char *
nqp_scene_find_faults (const NqpScene *self)
{
  GString *out = g_string_new (NULL);
  char b1[G_ASCII_DTOSTR_BUF_SIZE], b2[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpMark *a = nqp_scene_get_mark (self, i);

      if (a->kind != NQP_MARK_TEXT)
        continue;
      if (a->font.size < 8.0 * 96 / 72 - 1e-6)
        g_string_append_printf (out, "small: \"%s\" %s px\n", a->text, tenth (a->font.size, b1));
      if (pango_layout_is_ellipsized (a->layout))
        g_string_append_printf (out, "cut: \"%s\"\n", a->text);
      if (a->ink[0] < -0.5 || a->ink[1] < -0.5 || a->ink[2] > self->width + 0.5
          || a->ink[3] > self->height + 0.5 || isnan (a->ink[0]) || isnan (a->ink[1]))
        g_string_append_printf (out, "outside: \"%s\" at %s %s\n", a->text, tenth (a->ink[0], b1),
                                tenth (a->ink[1], b2));
      for (guint k = i + 1; k < self->marks->len; k++)
        {
          const NqpMark *b = nqp_scene_get_mark (self, k);

          if (b->kind == NQP_MARK_TEXT && MIN (a->ink[2], b->ink[2]) - MAX (a->ink[0], b->ink[0]) > 1
              && MIN (a->ink[3], b->ink[3]) - MAX (a->ink[1], b->ink[1]) > 1)
            g_string_append_printf (out, "overlap: \"%s\" and \"%s\" at %s %s\n", a->text, b->text,
                                    tenth (b->ink[0], b1), tenth (b->ink[1], b2));
        }
    }
  if (out->len == 0)
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  return g_string_free (out, FALSE);
}
