/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-report-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-sink.h"
#include "nqp-words.h"

static void
set_colour (cairo_t *cr, NqpColour c)
{
  cairo_set_source_rgba (cr, c.r, c.g, c.b, c.a);
}

static void
draw_rule (const NqpReport *self, cairo_t *cr, double x1, double x2, double y, double width, NqpColour colour)
{
  set_colour (cr, colour);
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, x1, y);
  cairo_line_to (cr, x2, y);
  cairo_stroke (cr);
}

/* One line with its top left or right corner at @x, @y. */
static void
draw_small (const NqpReport *self, cairo_t *cr, double x, double y, double width, gboolean right,
            const char *text)
{
  g_autoptr (PangoLayout) layout = nqp_report_layout (self, NQP_REPORT_SMALL_TYPE, FALSE, width, text);
  int w;

  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_size (layout, &w, NULL);
  set_colour (cr, self->style.dim);
  cairo_move_to (cr, right ? x - (double)w / PANGO_SCALE : x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_frame (const NqpReport *self, cairo_t *cr, int page)
{
  double left = NQP_REPORT_MARGIN, right = NQP_REPORT_PAGE_WIDTH - NQP_REPORT_MARGIN;
  double bottom = NQP_REPORT_TOP + self->body + NQP_REPORT_FOOTER_GAP;
  /* Translators: at the foot of a page: its number and how many there are */
  g_autofree char *number = g_strdup_printf (_ ("Page %d of %d"), page + 1, self->n_pages);

  if (page > 0)
    {
      double half = (right - left) / 2 - 6;

      draw_small (self, cr, left, NQP_REPORT_HEADER, self->running != NULL ? half : 2 * half, FALSE,
                  self->title);
      if (self->running != NULL)
        draw_small (self, cr, right, NQP_REPORT_HEADER, half, TRUE, self->running);
      draw_rule (self, cr, left, right, NQP_REPORT_HEADER + 17, 0.75, self->style.faint);
    }
  draw_rule (self, cr, left, right, bottom - 5, 0.75, self->style.faint);
  if (self->footer != NULL)
    {
      set_colour (cr, self->style.dim);
      cairo_move_to (cr, left, bottom);
      pango_cairo_show_layout (cr, self->footer);
    }
  draw_small (self, cr, right, bottom, 100, TRUE, number);
}

static void
draw_fields (const NqpReport *self, cairo_t *cr, const NqpBlock *block, double y)
{
  int n = (int)g_strv_length (block->labels);
  double gap = 18, each = (nqp_report_width (self) - gap * (n - 1)) / n;
  NqpColour line = nqp_colour_mix (self->style.background, self->style.text, 0.55);

  for (int i = 0; i < n; i++)
    {
      double x = NQP_REPORT_MARGIN + i * (each + gap);
      g_autoptr (PangoLayout) layout = nqp_report_layout (self, 12, FALSE, each, block->labels[i]);
      int w, h;

      pango_layout_get_size (layout, &w, &h);
      set_colour (cr, self->style.dim);
      cairo_move_to (cr, x, y + 26 - (double)h / PANGO_SCALE);
      pango_cairo_show_layout (cr, layout);
      draw_rule (self, cr, MIN (x + (double)w / PANGO_SCALE + 6, x + each), x + each, y + 25, 0.75, line);
    }
}

static void
draw_piece (const NqpReport *self, cairo_t *cr, const NqpPiece *piece, const NqpPart *part)
{
  const NqpBlock *block = nqp_report_block (self, part->block);
  double left = NQP_REPORT_MARGIN, y = NQP_REPORT_TOP + piece->y;

  switch (block->kind)
    {
    case NQP_BLOCK_HEADING:
    case NQP_BLOCK_TEXT:
      set_colour (cr, block->colour);
      cairo_move_to (cr, left + part->x, y + part->baseline);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (block->layout, part->line));
      break;
    case NQP_BLOCK_PICTURE:
      cairo_save (cr);
      cairo_translate (
          cr, left + (nqp_report_width (self) - nqp_scene_width (block->scene) * block->scale) / 2, y);
      cairo_scale (cr, block->scale, block->scale);
      nqp_scene_draw (block->scene, cr);
      cairo_restore (cr);
      break;
    case NQP_BLOCK_ANSWER:
      draw_rule (self, cr, left, left + nqp_report_width (self), y + piece->height - 1, 0.75,
                 nqp_colour_mix (self->style.background, self->style.text, 0.45));
      break;
    case NQP_BLOCK_FIELDS:
    default:
      draw_fields (self, cr, block, y);
    }
}

static void
add_outline (const NqpReport *self, cairo_surface_t *surface, const NqpPiece *piece, const NqpPart *part)
{
  const NqpBlock *block = nqp_report_block (self, part->block);
  g_autofree char *where = NULL, *name = NULL;
  char y[G_ASCII_DTOSTR_BUF_SIZE];

  if (block->kind != NQP_BLOCK_HEADING || block->level != 1 || part->line != 0)
    return;
  g_ascii_formatd (y, sizeof y, "%.1f", (NQP_REPORT_TOP + piece->y) * 0.75);
  where = g_strdup_printf ("page=%d pos=[0 %s]", piece->page + 1, y);
  name = g_strdelimit (g_strdup (pango_layout_get_text (block->layout)), "\n", ' ');
  cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, name, where, 0);
}

static void
draw_pages (const NqpReport *self, cairo_surface_t *surface, cairo_t *cr)
{
  cairo_scale (cr, 0.75, 0.75); /* a px is 1/96 inch, a point 1/72 */
  for (int page = 0; page < self->n_pages; page++)
    {
      draw_frame (self, cr, page);
      for (guint i = 0; i < self->pieces->len; i++)
        {
          const NqpPiece *piece = &g_array_index (self->pieces, NqpPiece, i);
          const NqpPart *part = &g_array_index (self->parts, NqpPart, i);

          if (piece->page != page)
            continue;
          draw_piece (self, cr, piece, part);
        }
      cairo_show_page (cr);
    }
  /* Only of pages that there are: cairo asserts it. */
  for (guint i = 0; i < self->pieces->len && cairo_status (cr) == CAIRO_STATUS_SUCCESS; i++)
    add_outline (self, surface, &g_array_index (self->pieces, NqpPiece, i),
                 &g_array_index (self->parts, NqpPart, i));
}

gboolean
nqp_report_save (NqpReport *self, const char *path, GError **error)
{
  g_autofree char *display = nqp_words_path (path);
  g_autoptr (GError) cause = NULL, failure = NULL;
  g_autoptr (NqpSink) sink = nqp_sink_new (path, &failure);

  nqp_report_n_pages (self);
  if (sink != NULL)
    {
      cairo_surface_t *surface
          = nqp_sink_pdf (sink, NQP_REPORT_PAGE_WIDTH * 0.75, NQP_REPORT_PAGE_HEIGHT * 0.75, self->title,
                          self->subject, self->author, self->keywords);
      cairo_t *cr = cairo_create (surface);

      draw_pages (self, surface, cr);
      nqp_sink_end_pdf (surface, cr, &cause);
    }
  if (sink != NULL && nqp_sink_finish (sink, cause, &failure))
    return TRUE;
  g_set_error (error, NQP_REPORT_ERROR, NQP_REPORT_ERROR_FAILED, _ ("cannot write the report %s: %s"),
               display, failure->message);
  return FALSE;
}
