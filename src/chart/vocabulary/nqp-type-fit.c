/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-type-fit.h"

#include <string.h>

#define ELLIPSIS "\xe2\x80\xa6"
#define LEAST_BEGINNING 4 /* sizes of the type */

#include <math.h>

const NqpTypeTry nqp_type_tries[NQP_N_TYPE_TRIES] = {
  { G_STRUCT_OFFSET (NqpStyle, label), 1 },  { G_STRUCT_OFFSET (NqpStyle, tick), 1 },
  { G_STRUCT_OFFSET (NqpStyle, footer), 1 }, { G_STRUCT_OFFSET (NqpStyle, label), 2 },
  { G_STRUCT_OFFSET (NqpStyle, tick), 2 },   { G_STRUCT_OFFSET (NqpStyle, footer), 2 },
  { G_STRUCT_OFFSET (NqpStyle, footer), 3 }, { G_STRUCT_OFFSET (NqpStyle, footer), 5 },
};

NqpFont
nqp_type (double size, NqpColour colour, NqpTypeFlags flags)
{
  return (NqpFont){ .size = size,
                    .colour = colour,
                    .bold = (flags & NQP_TYPE_BOLD) != 0,
                    .tabular = (flags & NQP_TYPE_FIGURES) != 0,
                    .align = (flags & NQP_TYPE_END) != 0      ? NQP_ALIGN_END
                             : (flags & NQP_TYPE_MIDDLE) != 0 ? NQP_ALIGN_MIDDLE
                                                              : NQP_ALIGN_START,
                    .valign = (flags & NQP_TYPE_TOP) != 0      ? NQP_ALIGN_START
                              : (flags & NQP_TYPE_BOTTOM) != 0 ? NQP_ALIGN_END
                                                               : NQP_ALIGN_MIDDLE };
}

NqpFont
nqp_type_in (double size, NqpColour colour, NqpTypeFlags flags, double max_width, int max_lines)
{
  NqpFont font = nqp_type (size, colour, flags);

  font.max_width = max_width;
  font.max_lines = max_lines;
  return font;
}

double
nqp_type_width (const NqpScene *scene, const char *text, const NqpFont *font)
{
  double w;

  nqp_scene_measure (scene, text, font, &w, NULL);
  return w;
}

double
nqp_type_height (const NqpScene *scene, const char *text, const NqpFont *font)
{
  double h;

  nqp_scene_measure (scene, text, font, NULL, &h);
  return h;
}

double
nqp_type_column (const NqpScene *scene, const char *text, const NqpFont *font)
{
  return ceil (nqp_type_width (scene, text, font)) + 1;
}

double
nqp_type_line (const NqpScene *scene, double size)
{
  const NqpFont font = nqp_type (size, nqp_scene_style (scene)->text, 0);

  return nqp_type_height (scene, "Ág", &font);
}

void
nqp_type_write (NqpScene *scene, double x, double y, const char *text, NqpFont font)
{
  nqp_scene_text (scene, x, y, text, &font, NQP_DATUM_NONE);
}

const char *
nqp_type_choose (const NqpScene *scene, const char *const *candidates, gsize n, const NqpFont *font,
                 double height)
{
  for (gsize i = 0; i < n; i++)
    if (candidates[i] != NULL && nqp_scene_text_fits (scene, candidates[i], font)
        && (height <= 0 || nqp_type_height (scene, candidates[i], font) <= height))
      return candidates[i];
  return NULL;
}

gboolean
nqp_type_breaks_words (const NqpScene *scene, const char *text, const NqpFont *font, gboolean all)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  NqpFont plain = *font;

  plain.max_width = 0;
  for (int i = 0; words[i] != NULL; i++)
    if ((all || g_utf8_get_char (words[i]) < 0x2e80)
        && nqp_type_width (scene, words[i], &plain) > font->max_width)
      return TRUE;
  return FALSE;
}

char *
nqp_type_shorten (const NqpScene *scene, const char *text, const NqpFont *font)
{
  g_autoptr (GString) out = g_string_new (text);

  if (font->max_width < LEAST_BEGINNING * font->size)
    return NULL;
  while (!nqp_scene_text_fits (scene, out->str, font))
    {
      g_autofree char *rest = g_strdup (out->str);
      char *dots = g_str_has_suffix (rest, ELLIPSIS) ? rest + strlen (rest) - strlen (ELLIPSIS) : NULL;
      const char *end;

      if (dots != NULL)
        *dots = '\0';
      end = strrchr (rest, ' ');
      if (end == NULL)
        end = g_utf8_find_prev_char (rest, rest + strlen (rest));
      if (end == NULL || end - rest < 6)
        return NULL;
      g_string_truncate (g_string_assign (out, rest), (gsize)(end - rest));
      g_string_append (out, ELLIPSIS);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
