/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scene-save.h"
#include "nqp-config.h"
#include "nqp-scene-private.h"
#include "nqp-words.h"

#include <math.h>
#include <string.h>

/* Our own SVG: cairo's writes glyph outlines, and a text has to stay a text. */

static void
append_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, "%.2f", value);
  end = buffer + strlen (buffer);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
  g_string_append (out, strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

static void
append_attribute (GString *out, const char *name, double value)
{
  g_string_append_printf (out, " %s=\"", name);
  append_number (out, value);
  g_string_append_c (out, '"');
}

static void
append_colour (GString *out, const char *name, NqpColour c)
{
  g_string_append_printf (out, " %s=\"#%02x%02x%02x\"", name, (guint)round (c.r * 255),
                          (guint)round (c.g * 255), (guint)round (c.b * 255));
  if (c.a < 1)
    {
      g_autofree char *opacity = g_strconcat (name, "-opacity", NULL);

      append_attribute (out, opacity, c.a);
    }
}

static void
append_datum (GString *out, NqpDatum datum)
{
  if (datum.region >= 0)
    g_string_append_printf (out, " data-region=\"%d\"", datum.region);
  if (datum.year >= 0)
    g_string_append_printf (out, " data-year=\"%d\"", datum.year);
  if (datum.node >= 0)
    g_string_append_printf (out, " data-node=\"%d\"", datum.node);
}

static char *
pattern_id (const NqpPaint *paint)
{
  static const char *const names[] = { "none", "hatch", "dots", "cross", "lines" };
  NqpColour c = paint->pattern_colour;

  return g_strdup_printf ("%s-%02x%02x%02x", names[paint->pattern], (guint)round (c.r * 255),
                          (guint)round (c.g * 255), (guint)round (c.b * 255));
}

static void
append_patterns (const NqpScene *self, GString *out)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const NqpPaint *paint = &nqp_scene_get_mark (self, i)->paint;
      g_autofree char *id = NULL;
      double step = NQP_PATTERN_STEP;

      if (paint->pattern == NQP_PATTERN_NONE)
        continue;
      id = pattern_id (paint);
      if (g_hash_table_contains (seen, id))
        continue;
      if (g_hash_table_size (seen) == 0)
        g_string_append (out, "<defs>\n");
      if (paint->pattern == NQP_PATTERN_HATCH || paint->pattern == NQP_PATTERN_CROSS)
        step /= G_SQRT2;
      g_string_append_printf (out, "<pattern id=\"%s\" patternUnits=\"userSpaceOnUse\"", id);
      append_attribute (out, "width", step);
      append_attribute (out, "height", step);
      if (paint->pattern == NQP_PATTERN_HATCH || paint->pattern == NQP_PATTERN_CROSS)
        g_string_append (out, " patternTransform=\"rotate(45)\"");
      if (paint->pattern == NQP_PATTERN_DOTS)
        {
          g_string_append (out, "><circle");
          append_attribute (out, "cx", step / 2);
          append_attribute (out, "cy", step / 2);
          append_attribute (out, "r", NQP_PATTERN_DOT);
          append_colour (out, "fill", paint->pattern_colour);
        }
      else
        {
          g_string_append (out, "><path d=\"");
          if (paint->pattern == NQP_PATTERN_LINES)
            g_string_append_printf (out, "M0,%dH%d", (int)step / 2, (int)step);
          else
            {
              g_string_append (out, "M0,0V");
              append_number (out, step);
              if (paint->pattern == NQP_PATTERN_CROSS)
                {
                  g_string_append (out, "M0,0H");
                  append_number (out, step);
                }
            }
          g_string_append (out, "\" fill=\"none\"");
          append_colour (out, "stroke", paint->pattern_colour);
          append_attribute (out, "stroke-width",
                            NQP_PATTERN_WIDTH * (paint->pattern == NQP_PATTERN_LINES ? 1 : 2));
        }
      g_string_append (out, "/></pattern>\n");
      g_hash_table_add (seen, g_steal_pointer (&id));
    }
  if (g_hash_table_size (seen) > 0)
    g_string_append (out, "</defs>\n");
}

static void
append_path_data (const NqpScene *self, const NqpMark *mark, GString *out)
{
  const double *xy = nqp_scene_mark_points (self, mark);

  g_string_append (out, " d=\"");
  for (guint ring = 0; ring < MAX (mark->n_rings, 1); ring++)
    {
      gboolean down = FALSE;
      guint from, to;

      nqp_scene_mark_ring (self, mark, ring, &from, &to);
      for (guint i = from; i < to; i++)
        {
          if (isnan (xy[2 * i]) || isnan (xy[2 * i + 1]))
            {
              down = FALSE;
              continue;
            }
          g_string_append_c (out, down ? 'L' : 'M');
          append_number (out, xy[2 * i]);
          g_string_append_c (out, ',');
          append_number (out, xy[2 * i + 1]);
          down = TRUE;
        }
      if (mark->closed)
        g_string_append_c (out, 'Z');
    }
  g_string_append_c (out, '"');
}

/* The element's name and geometry, without paint. */
static void
append_shape (const NqpScene *self, const NqpMark *mark, GString *out)
{
  double xy[24];
  gboolean open;
  int n;

  switch (mark->kind)
    {
    case NQP_MARK_RECT:
      g_string_append (out, "<rect");
      append_attribute (out, "x", mark->x);
      append_attribute (out, "y", mark->y);
      append_attribute (out, "width", mark->w);
      append_attribute (out, "height", mark->h);
      if (mark->radius > 0)
        append_attribute (out, "rx", mark->radius);
      return;
    case NQP_MARK_LINE:
      g_string_append (out, "<line");
      append_attribute (out, "x1", mark->x);
      append_attribute (out, "y1", mark->y);
      append_attribute (out, "x2", mark->w);
      append_attribute (out, "y2", mark->h);
      return;
    case NQP_MARK_SHAPE:
      n = nqp_mark_shape_points (mark->shape, mark->x, mark->y, mark->radius, xy, &open);
      if (n == 0)
        {
          g_string_append (out, "<circle");
          append_attribute (out, "cx", mark->x);
          append_attribute (out, "cy", mark->y);
          append_attribute (out, "r", mark->radius);
          return;
        }
      g_string_append (out, "<path d=\"");
      for (int i = 0; i < n; i++)
        {
          g_string_append_c (out, i == 0 || (open && i % 2 == 0) ? 'M' : 'L');
          append_number (out, xy[2 * i]);
          g_string_append_c (out, ',');
          append_number (out, xy[2 * i + 1]);
        }
      g_string_append (out, open ? "\"" : "Z\"");
      return;
    case NQP_MARK_PATH:
    case NQP_MARK_TEXT:
    case NQP_MARK_TARGET:
    default:
      g_string_append (out, "<path");
      append_path_data (self, mark, out);
    }
}

static void
append_text (const NqpMark *mark, GString *out)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  const NqpFont *font = &mark->font;
  PangoLayoutIter *iter = pango_layout_get_iter (mark->layout);
  double x = mark->x
             + (font->align == NQP_ALIGN_END      ? mark->w
                : font->align == NQP_ALIGN_MIDDLE ? mark->w / 2
                                                  : 0);
  gboolean many = pango_layout_get_line_count (mark->layout) > 1;

  g_string_append (out, "<text");
  append_attribute (out, "x", x);
  append_attribute (out, "y", mark->layout_y + (double)pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
  append_attribute (out, "font-size", font->size);
  if (font->bold)
    g_string_append (out, " font-weight=\"bold\"");
  if (font->tabular)
    g_string_append (out, " font-variant-numeric=\"tabular-nums\"");
  if (font->align != NQP_ALIGN_START)
    g_string_append_printf (out, " text-anchor=\"%s\"", anchors[font->align]);
  append_colour (out, "fill", font->colour);
  if (font->halo.a > 0)
    {
      append_colour (out, "stroke", font->halo);
      append_attribute (out, "stroke-width", MAX (2.5, font->size * 0.24));
      g_string_append (out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
  append_datum (out, mark->datum);
  g_string_append_c (out, '>');
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      g_autofree char *part = g_strndup (mark->text + line->start_index, (gsize)line->length);

      if (many)
        {
          g_string_append (out, "<tspan");
          append_attribute (out, "x", x);
          append_attribute (out, "y",
                            mark->layout_y + (double)pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          g_string_append_c (out, '>');
        }
      nqp_words_append_xml (out, g_strchomp (part));
      if (many)
        g_string_append (out, "</tspan>");
    }
  while (pango_layout_iter_next_line (iter));
  g_string_append (out, "</text>\n");
  pango_layout_iter_free (iter);
}

static void
append_mark (const NqpScene *self, const NqpMark *mark, GString *out)
{
  const NqpPaint *paint = &mark->paint;

  if (mark->kind == NQP_MARK_TARGET)
    return;
  if (mark->kind == NQP_MARK_TEXT)
    {
      append_text (mark, out);
      return;
    }
  append_shape (self, mark, out);
  if (paint->fill.a > 0)
    append_colour (out, "fill", paint->fill);
  else
    g_string_append (out, " fill=\"none\"");
  if (mark->kind == NQP_MARK_PATH && mark->n_rings > 1)
    g_string_append (out, " fill-rule=\"evenodd\"");
  if (paint->stroke.a > 0 && paint->width > 0)
    {
      append_colour (out, "stroke", paint->stroke);
      append_attribute (out, "stroke-width", paint->width);
      if (paint->dash > 0)
        append_attribute (out, "stroke-dasharray", paint->dash);
      if (mark->kind == NQP_MARK_PATH)
        g_string_append (out, " stroke-linejoin=\"round\"");
    }
  append_datum (out, mark->datum);
  g_string_append (out, "/>\n");
  if (paint->pattern != NQP_PATTERN_NONE && paint->pattern_colour.a > 0)
    {
      g_autofree char *id = pattern_id (paint);

      append_shape (self, mark, out);
      g_string_append_printf (out, " fill=\"url(#%s)\"%s/>\n", id,
                              mark->kind == NQP_MARK_PATH ? " fill-rule=\"evenodd\"" : "");
    }
}

/**
 * nqp_scene_print_svg:
 * @title: (nullable): becomes the title element
 * @description: (nullable): becomes the desc element and the metadata: where the figures come from
 *
 * Appends the scene as an SVG 1.1 document in which every text is a text and marks name their region, year and node.
 */
void
nqp_scene_print_svg (const NqpScene *self, GString *out, const char *title, const char *description)
{
  const char *family = self->style.family;

  g_string_append (out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                   "version=\"1.1\" role=\"img\"");
  append_attribute (out, "width", self->width);
  append_attribute (out, "height", self->height);
  g_string_append (out, " viewBox=\"0 0 ");
  append_number (out, self->width);
  g_string_append_c (out, ' ');
  append_number (out, self->height);
  g_string_append (out, "\" font-family=\"");
  if (strcmp (family, "Sans") != 0)
    {
      g_string_append_c (out, '\'');
      nqp_words_append_xml (out, family);
      g_string_append (out, "', ");
    }
  g_string_append (out, "sans-serif\">\n<title>");
  nqp_words_append_xml (out, title != NULL ? title : "");
  g_string_append (out, "</title>\n<desc>");
  nqp_words_append_xml (out, description != NULL ? description : "");
  g_string_append (
      out, "</desc>\n<metadata>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><rdf:Description rdf:about=\"\"><dc:title>");
  nqp_words_append_xml (out, title != NULL ? title : "");
  g_string_append (out, "</dc:title><dc:source>");
  nqp_words_append_xml (out, description != NULL ? description : "");
  g_string_append (out, "</dc:source><dc:creator>NQP Explorer " NQP_VERSION
                        "</dc:creator></rdf:Description></rdf:RDF>\n</metadata>\n");
  append_patterns (self, out);
  for (guint i = 0; i < self->marks->len; i++)
    append_mark (self, nqp_scene_get_mark (self, i), out);
  g_string_append (out, "</svg>\n");
}
