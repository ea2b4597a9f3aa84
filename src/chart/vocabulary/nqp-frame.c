/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-frame.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_FOOTER 0.15 /* of the height */
#define MOST_CAPTION 0.2

/* A text that does not fit gives up its last clauses (after the last comma or semicolon) rather than being cut in the middle. */
static char *
shorten_to_fit (const NqpScene *scene, const char *text, const NqpFont *font)
{
  static const char *const stops[]
      = { ",", ";", "\xef\xbc\x8c", "\xef\xbc\x9b" }; /* the last two of full width */
  char *short_text = g_strdup (text);

  while (!nqp_scene_text_fits (scene, short_text, font))
    {
      char *last = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
        {
          char *stop = g_strrstr (short_text, stops[i]);

          if (stop != NULL && (last == NULL || stop > last))
            last = stop;
        }
      if (last == NULL || last == short_text)
        break;
      *last = '\0';
    }
  return short_text;
}

/* Draws a paragraph with its top at @y; returns its height. A text of the user's, @own, is drawn as it is. */
static double
paragraph (NqpScene *scene, double x, double y, const char *text, gboolean own, const NqpFont *font)
{
  g_autofree char *shown = own ? g_strdup (text) : shorten_to_fit (scene, text, font);

  if (own && !nqp_scene_text_fits (scene, text, font))
    {
      g_autofree char *remark = g_strdup_printf (
          _ ("there is no room for all of “%s”; shorten it, or choose a larger size"), text);

      nqp_scene_add_remark (scene, remark);
    }
  nqp_scene_text (scene, x, y, shown, font, NQP_DATUM_NONE);
  return nqp_type_height (scene, shown, font);
}

/* Above what stands at @bottom; returns its top. */
static double
draw_caption (NqpScene *scene, const char *caption, double margin, double bottom)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont font
      = nqp_type_in (style->label, style->text, NQP_TYPE_TOP, nqp_scene_width (scene) - 2 * margin, 3);
  double height;

  font.max_lines = (int)MAX (nqp_scene_height (scene) * MOST_CAPTION / nqp_type_line (scene, font.size), 2);
  height = nqp_type_height (scene, caption, &font);
  paragraph (scene, margin, bottom - height, caption, TRUE, &font);
  return bottom - height - style->unit;
}

/* Pictures lower than this have no room for a third line below the title. */
#define LOW 360

static NqpBox
begin (NqpScene *scene, const NqpView *view, const char *title, const char *subtitle,
       const char *const *footers, double footer_size)
{
  const gboolean own_title = view != NULL && view->title != NULL;
  const gboolean own_subtitle = view != NULL && view->subtitle != NULL;
  const NqpStyle *style = nqp_scene_style (scene);
  double width = nqp_scene_width (scene), height = nqp_scene_height (scene);
  double margin = MIN (2 * style->unit, 0.04 * MIN (width, height));
  NqpPaint ground = { .fill = style->background };
  double inner = width - 2 * margin, y = margin * 0.75, bottom = height - margin;
  NqpFont font;

  if (own_title)
    title = view->title;
  if (!style->transparent)
    nqp_scene_rect (scene, 0, 0, width, height, 0, &ground, NQP_DATUM_NONE);
  if (title != NULL && *title != '\0')
    {
      font = nqp_type_in (style->title, style->text, NQP_TYPE_BOLD | NQP_TYPE_TOP, inner, 3);
      y += paragraph (scene, margin, y, title, own_title, &font) + style->unit / 3;
    }
  if (subtitle != NULL && *subtitle != '\0')
    {
      font = nqp_type_in (style->subtitle, style->dim, NQP_TYPE_TOP, inner, height < LOW ? 2 : 3);
      y += paragraph (scene, margin, y, subtitle, own_subtitle, &font) + style->unit / 3;
    }
  if (footers != NULL)
    {
      const char *footer = footers[0];

      font = nqp_type_in (MAX (footer_size, style->footer), style->dim, NQP_TYPE_BOTTOM, inner, 3);
      font.max_lines = (int)CLAMP (height * MOST_FOOTER / nqp_type_line (scene, font.size), 3, 6);
      for (int i = 1; footers[i] != NULL && !nqp_scene_text_fits (scene, footer, &font); i++)
        footer = footers[i];
      nqp_scene_text (scene, margin, height - margin * 0.6, footer, &font, NQP_DATUM_NONE);
      bottom = height - margin * 0.6 - nqp_type_height (scene, footer, &font) - style->unit;
    }
  if (view != NULL && view->caption != NULL && *view->caption != '\0')
    bottom = draw_caption (scene, view->caption, margin, bottom);
  y += style->unit;
  return (NqpBox){ margin, y, inner, MAX (bottom - y, 1) };
}

/**
 * nqp_frame_begin:
 * @title: wraps to two lines, three where the picture is narrow
 * @subtitle: (nullable): wraps to two lines, in a picture that is high to three; gives up its last clauses if it is longer
 *
 * Draws background, title, subtitle and, if the view asks, the footer.
 *
 * Returns: what is left for the picture
 */
NqpBox
nqp_frame_begin (NqpScene *scene, const NqpView *view, const char *title, const char *subtitle)
{
  g_autofree char *assumed = view != NULL ? nqp_view_assumed (view) : NULL, *noted = NULL;
  g_autofree char *full = NULL, *some = NULL, *short_text = NULL, *least = NULL;

  if (view != NULL && view->subtitle != NULL)
    subtitle = view->subtitle;
  if (assumed != NULL) /* first, because a long subtitle gives up its end */
    {
      const char *rest = subtitle != NULL ? subtitle : "";

      noted = g_strconcat (assumed, *rest != '\0' ? _ ("; ") : "", rest, NULL);
      if (g_ascii_islower (*noted)) /* Chinese has no capitals */
        *noted = g_ascii_toupper (*noted);
      subtitle = noted;
    }
  if (view == NULL || !view->provenance)
    return begin (scene, view, title, subtitle, NULL, 0);
  full = nqp_view_provenance (view);
  some = nqp_view_provenance_short (view, 1);
  short_text = nqp_view_provenance_short (view, 2);
  least = nqp_view_provenance_short (view, 3);
  return begin (scene, view, title, subtitle, (const char *const[]){ full, some, short_text, least, NULL },
                0);
}

/**
 * nqp_frame_begin_with:
 * @view: (nullable): its title, subtitle and caption take the place of the chart's
 * @footers: (nullable): the same statement of sources, the fullest first, ends with %NULL; the first that fits into three
 *   lines, or more in a high picture, is drawn, the rest is in the file's metadata
 * @footer_size: px; 0 = the style's
 *
 * As nqp_frame_begin(), for a picture that rests on something else than data.
 */
NqpBox
nqp_frame_begin_with (NqpScene *scene, const NqpView *view, const char *title, const char *subtitle,
                      const char *const *footers, double footer_size)
{
  return begin (scene, view, title, view != NULL && view->subtitle != NULL ? view->subtitle : subtitle,
                footers, footer_size);
}

/**
 * nqp_frame_message:
 *
 * Writes @text in the middle of @box: why there is no picture, and what to do. It is the scene's excuse, too.
 */
void
nqp_frame_message (NqpScene *scene, NqpBox box, const char *text)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont plain = nqp_type (style->label, style->dim, 0);
  const int most_lines = MAX (1, (int)(box.h / nqp_type_height (scene, "X", &plain)));

  nqp_scene_set_excuse (scene, text);
  nqp_type_write (
      scene, box.x + box.w / 2, box.y + box.h / 2, text,
      nqp_type_in (style->label, style->dim, NQP_TYPE_MIDDLE, MIN (box.w, 34 * style->label), most_lines));
}
