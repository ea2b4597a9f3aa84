/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-frame.h"

/**
 * nqp_legend_row:
 * @box: where it may lie; only x, y and w are used
 *
 * Entries side by side, wrapped to the width of @box. An item is drawn with its marker; with a square marker as a swatch.
 *
 * Returns: the height used, 0 without items
 */
double
nqp_legend_row (NqpScene *scene, NqpBox box, const NqpLegendItem *items, int n_items)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont font = nqp_scene_font (scene, style->tick, style->text);
  double swatch = style->tick * 0.9, gap = style->unit, x = box.x, line, y;

  if (n_items < 1)
    return 0;
  nqp_scene_measure (scene, "X", &font, NULL, &line);
  line = MAX (line, swatch) + style->unit / 2;
  y = box.y + line / 2;
  for (int i = 0; i < n_items; i++)
    {
      NqpFont item_font = font;
      NqpPaint paint = items[i].paint;
      double w;

      item_font.max_width = MAX (box.w - swatch - gap, style->tick * 4);
      nqp_scene_measure (scene, items[i].text, &item_font, &w, NULL);
      if (x > box.x && x + swatch + gap + w > box.x + box.w)
        {
          x = box.x;
          y += line;
        }
      if (items[i].line)
        nqp_scene_line (scene, x, y, x + swatch, y, &paint, NQP_DATUM_NONE);
      else if (items[i].shape == NQP_SHAPE_MARK_SQUARE)
        nqp_scene_rect (scene, x, y - swatch / 2, swatch, swatch, 2, &paint, NQP_DATUM_NONE);
      else
        nqp_scene_mark (scene, items[i].shape, x + swatch / 2, y, swatch * 0.42, &paint, NQP_DATUM_NONE);
      nqp_scene_text (scene, x + swatch + gap, y, items[i].text, &item_font, NQP_DATUM_NONE);
      x += swatch + gap + w + 2.5 * style->unit;
    }
  return y + line / 2 - box.y;
}
