/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-report-private.h"

#include <math.h>
#include <string.h>

#include "nqp-type.h"

G_DEFINE_QUARK (nqp - report - error, nqp_report_error)

#define LEADING 1.16       /* of a line, over what the font asks for */
#define ANSWER_HEIGHT 28.0 /* a written line is as high as two printed ones */

typedef struct
{
  double size;   /* px: 1 pt = 4/3 px */
  double before; /* room above the first line */
  gboolean bold;
} Type;

static const Type heading_types[] = { { 27, 0, TRUE }, { 19, 28, TRUE }, { 14, 16, TRUE } };
static const Type text_types[] = {
  [NQP_REPORT_BODY] = { 14, 6, FALSE },
  [NQP_REPORT_STRONG] = { 14, 10, TRUE },
  [NQP_REPORT_SMALL] = { 12, 6, FALSE },
};

static void
block_clear (gpointer data)
{
  NqpBlock *block = data;

  g_clear_object (&block->layout);
  g_clear_pointer (&block->scene, nqp_scene_unref);
  g_clear_pointer (&block->labels, g_strfreev);
}

/* A layout that wraps to @width; px at 96 dpi. */
PangoLayout *
nqp_report_layout (const NqpReport *self, double size, gboolean bold, double width, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font
      = pango_font_description_copy (pango_context_get_font_description (self->context));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int)lround (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* The fullest statement that takes two lines, else the shortest, cut after two. */
static PangoLayout *
choose_footer (const NqpReport *self, const char *const *footers)
{
  PangoLayout *layout = NULL;

  for (int i = 0; footers != NULL && footers[i] != NULL; i++)
    {
      g_clear_object (&layout);
      layout
          = nqp_report_layout (self, NQP_REPORT_SMALL_TYPE, FALSE, nqp_report_width (self) - 110, footers[i]);
      pango_layout_set_height (layout, -2);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      if (!pango_layout_is_ellipsized (layout))
        break;
    }
  return layout;
}

NqpReport *
nqp_report_new (const NqpStyle *style, const NqpReportHead *head)
{
  NqpReport *self = g_new0 (NqpReport, 1);
  int footer = 0;

  self->style = *style;
  self->context = nqp_style_type (style);
  self->title = g_strdup (head->title);
  self->subject = g_strdup (head->subject != NULL ? head->subject : "");
  self->author = g_strdup (head->author);
  self->keywords = g_strdup (head->keywords);
  self->running = g_strdup (head->running);
  self->blocks = g_array_new (FALSE, TRUE, sizeof (NqpBlock));
  g_array_set_clear_func (self->blocks, block_clear);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (NqpPiece));
  self->parts = g_array_new (FALSE, TRUE, sizeof (NqpPart));
  self->footer = choose_footer (self, head->footers);
  if (self->footer != NULL)
    pango_layout_get_size (self->footer, NULL, &footer);
  self->body = NQP_REPORT_PAGE_HEIGHT - NQP_REPORT_TOP - NQP_REPORT_BOTTOM - NQP_REPORT_FOOTER_GAP
               - MAX ((double)footer / PANGO_SCALE, 1.4 * NQP_REPORT_SMALL_TYPE);
  return self;
}

void
nqp_report_free (NqpReport *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->blocks);
  g_array_unref (self->pieces);
  g_array_unref (self->parts);
  g_clear_object (&self->footer);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self->subject);
  g_free (self->author);
  g_free (self->keywords);
  g_free (self->running);
  g_free (self);
}

double
nqp_report_width (const NqpReport *self)
{
  return NQP_REPORT_PAGE_WIDTH - 2 * NQP_REPORT_MARGIN;
}

double
nqp_report_height (const NqpReport *self)
{
  return self->body;
}

/* ---- adding ----------------------------------------------------------------------------------------------------- */

static NqpBlock *
add_block (NqpReport *self, NqpBlockKind kind)
{
  g_array_set_size (self->blocks, self->blocks->len + 1);
  NqpBlock *block = &g_array_index (self->blocks, NqpBlock, self->blocks->len - 1);

  block->kind = kind;
  self->n_pages = 0;
  return block;
}

static NqpPiece *
add_piece (NqpReport *self, double before, double height, NqpKeep keep, const NqpPart *part)
{
  NqpPart own = *part;
  NqpPiece piece = { .before = before, .height = height, .new_page = self->new_page };

  own.block = (int)self->blocks->len - 1;
  piece.keep = self->in_group ? MAX (keep, NQP_KEEP_GROUP) : keep;
  self->new_page = FALSE;
  g_array_append_val (self->pieces, piece);
  g_array_append_val (self->parts, own);
  return &g_array_index (self->pieces, NqpPiece, self->pieces->len - 1);
}

/* A piece a line. @whole: the lines stay together and with what follows. */
static void
add_lines (NqpReport *self, PangoLayout *layout, double before, gboolean whole)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int n = pango_layout_get_line_count (layout);

  for (int i = 0; i < n; i++)
    {
      PangoRectangle box;
      NqpPart part = { .line = i };
      double height, top;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      top = (double)box.y / PANGO_SCALE;
      height = (double)box.height / PANGO_SCALE * LEADING;
      part.x = (double)box.x / PANGO_SCALE;
      part.baseline = (double)pango_layout_iter_get_baseline (iter) / PANGO_SCALE - top
                      + (double)box.height / PANGO_SCALE * (LEADING - 1) / 2;
      add_piece (self, i == 0 ? before : 0, height,
                 whole || (n > 1 && (i == 0 || i == n - 2) && i < n - 1) ? NQP_KEEP_ALWAYS : NQP_KEEP_NONE,
                 &part);
      pango_layout_iter_next_line (iter);
    }
  pango_layout_iter_free (iter);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

void
nqp_report_heading (NqpReport *self, int level, const char *text)
{
  const Type *type = &heading_types[CLAMP (level, 0, 2)];
  NqpBlock *block;

  if (is_blank (text))
    return;
  block = add_block (self, NQP_BLOCK_HEADING);
  block->level = level;
  block->colour = level < 2 ? self->style.text : self->style.dim;
  block->layout = nqp_report_layout (self, type->size, type->bold, nqp_report_width (self), text);
  add_lines (self, block->layout, type->before, TRUE);
}

void
nqp_report_text (NqpReport *self, NqpReportText kind, const char *text)
{
  const Type *type = &text_types[kind];
  NqpBlock *block;

  g_return_if_fail (kind < NQP_REPORT_N_TEXTS);
  if (is_blank (text))
    return;
  block = add_block (self, NQP_BLOCK_TEXT);
  block->colour = kind == NQP_REPORT_SMALL ? self->style.dim : self->style.text;
  block->layout = nqp_report_layout (self, type->size, type->bold, nqp_report_width (self), text);
  add_lines (self, block->layout, type->before, FALSE);
}

void
nqp_report_picture (NqpReport *self, NqpScene *scene)
{
  NqpBlock *block = add_block (self, NQP_BLOCK_PICTURE);
  /* room is left for a heading above it */
  double scale = MIN (nqp_report_width (self) / nqp_scene_width (scene),
                      0.8 * nqp_report_height (self) / nqp_scene_height (scene));

  block->scene = nqp_scene_ref (scene);
  block->scale = MIN (scale, 1);
  add_piece (self, NQP_REPORT_PICTURE_GAP, nqp_scene_height (scene) * block->scale, NQP_KEEP_NONE,
             &(NqpPart){ 0 });
}

void
nqp_report_answer (NqpReport *self, int least, int most)
{
  if (self->pieces->len > 0) /* the question and the first line for its answer */
    g_array_index (self->pieces, NqpPiece, self->pieces->len - 1).keep = NQP_KEEP_ALWAYS;
  add_block (self, NQP_BLOCK_ANSWER);
  for (int i = 0; i < MAX (least, most); i++)
    {
      NqpPiece *piece = add_piece (self, 0, ANSWER_HEIGHT, i + 1 < least ? NQP_KEEP_GROUP : NQP_KEEP_NONE,
                                   &(NqpPart){ .line = i });

      piece->spare = i >= least;
    }
}

void
nqp_report_fields (NqpReport *self, const char *const *labels)
{
  NqpBlock *block = add_block (self, NQP_BLOCK_FIELDS);

  block->labels = g_strdupv ((char **)labels);
  add_piece (self, 4, ANSWER_HEIGHT, NQP_KEEP_NONE, &(NqpPart){ 0 });
}

void
nqp_report_new_page (NqpReport *self)
{
  self->new_page = self->pieces->len > 0;
}

void
nqp_report_begin_group (NqpReport *self)
{
  self->in_group = TRUE;
}

void
nqp_report_end_group (NqpReport *self)
{
  self->in_group = FALSE;
  for (guint i = self->pieces->len; i > 0; i--)
    {
      NqpPiece *piece = &g_array_index (self->pieces, NqpPiece, i - 1);

      piece->keep = piece->keep == NQP_KEEP_GROUP ? NQP_KEEP_NONE : piece->keep;
      if (!piece->spare)
        break;
    }
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

int
nqp_report_n_pages (NqpReport *self)
{
  if (self->n_pages == 0)
    self->n_pages
        = nqp_pieces_break ((NqpPiece *)(void *)self->pieces->data, (int)self->pieces->len, self->body);
  return self->n_pages;
}

double
nqp_report_length (const NqpReport *self)
{
  double sum = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const NqpPiece *piece = &g_array_index (self->pieces, NqpPiece, i);

      if (!piece->spare)
        sum += piece->height + (i > 0 ? piece->before : 0);
    }
  return sum;
}

static void
append_words (GString *out, const NqpBlock *block, int at)
{
  g_autofree char *words = NULL;
  PangoLayoutLine *line;

  if (block->layout == NULL)
    return;
  line = pango_layout_get_line_readonly (block->layout, at);
  words = g_strndup (pango_layout_get_text (block->layout) + line->start_index, (gsize)line->length);
  g_string_append_printf (out, " %s", words);
}

char *
nqp_report_to_text (NqpReport *self)
{
  static const char *const kinds[] = { "heading", "text", "picture", "answer", "fields" };
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "pages %d, body %.0f\n", nqp_report_n_pages (self), self->body);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const NqpPiece *piece = &g_array_index (self->pieces, NqpPiece, i);
      const NqpPart *part = &g_array_index (self->parts, NqpPart, i);
      const NqpBlock *block = nqp_report_block (self, part->block);

      if (piece->page < 0)
        continue;
      g_string_append_printf (out, "%d %s %.0f %.0f", piece->page + 1, kinds[block->kind], piece->y,
                              piece->height);
      append_words (out, block, part->line);
      if (block->scene != NULL)
        {
          g_autofree char *faults = nqp_scene_find_faults (block->scene);

          g_string_append (out, faults != NULL ? faults : "");
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}
