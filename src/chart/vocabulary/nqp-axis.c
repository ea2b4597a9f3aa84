/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-frame.h"
#include "nqp-number.h"

#include <math.h>

#define MOST_TICKS 32

static void
grid_line (NqpScene *scene, double x1, double y1, double x2, double y2, gboolean zero)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpPaint paint
      = { .stroke = zero ? nqp_colour_mix (style->grid, style->dim, 0.6) : style->grid, .width = 1 };

  nqp_scene_line (scene, x1, y1, x2, y2, &paint, NQP_DATUM_NONE);
}

/**
 * nqp_axis_x:
 * @scale: from the domain to x
 * @box: the plotting area; labels stand below it and take one line of ticks, with the unit a second one's place on the right
 * @unit: (nullable): after the last label
 *
 * Labels that would touch are left out, every second one at a time.
 */
void
nqp_axis_x (NqpScene *scene, const NqpScale *scale, NqpBox box, int n_ticks, const char *unit, gboolean grid)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont font = nqp_scene_font (scene, style->tick, style->dim);
  double ticks[MOST_TICKS], widest = 0, gap = INFINITY, unit_width = 0, unit_left;
  char number[NQP_NUMBER_SIZE];
  int decimals, n = nqp_ticks (scale->d0, scale->d1, n_ticks, ticks, MOST_TICKS, &decimals), every = 1;
  double y = box.y + box.h + style->unit / 2;

  font.tabular = TRUE;
  font.valign = NQP_ALIGN_START;
  for (int i = 0; i < n; i++)
    {
      double w;

      nqp_scene_measure (scene, nqp_number_to_screen (ticks[i], decimals, number), &font, &w, NULL);
      widest = MAX (widest, w);
      if (i > 0)
        gap = MIN (gap, fabs (nqp_scale_map (scale, ticks[i]) - nqp_scale_map (scale, ticks[i - 1])));
    }
  while (every < n && gap * every < widest + style->unit)
    every *= 2;

  unit_left = nqp_scene_width (scene);
  if (unit != NULL && *unit != '\0')
    {
      NqpFont unit_font = font;

      unit_font.align = NQP_ALIGN_END;
      nqp_scene_measure (scene, unit, &unit_font, &unit_width, NULL);
      if (unit_width < box.w * 0.6)
        {
          unit_left = box.x + box.w - unit_width - style->unit;
          nqp_scene_text (scene, box.x + box.w, y, unit, &unit_font, NQP_DATUM_NONE);
        }
    }
  font.align = NQP_ALIGN_MIDDLE;
  for (int i = 0; i < n; i++)
    {
      double x = nqp_scale_map (scale, ticks[i]), w, shown_x;

      if (grid)
        grid_line (scene, x, box.y, x, box.y + box.h, ticks[i] == 0);
      if (i % every != 0)
        continue;
      nqp_number_to_screen (ticks[i], decimals, number);
      nqp_scene_measure (scene, number, &font, &w, NULL);
      shown_x = CLAMP (x, w / 2 + 1, nqp_scene_width (scene) - w / 2 - 1);
      if (shown_x + w / 2 < unit_left)
        nqp_scene_text (scene, shown_x, y, number, &font, NQP_DATUM_NONE);
    }
}

/**
 * nqp_axis_y:
 * @scale: from the domain to y
 * @box: the plotting area; labels stand to the left of it
 * @unit: (nullable): above the axis, from the left end of the labels; leave a line free there
 */
void
nqp_axis_y (NqpScene *scene, const NqpScale *scale, NqpBox box, int n_ticks, const char *unit, gboolean grid)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont font = nqp_scene_font (scene, style->tick, style->dim);
  double ticks[MOST_TICKS], widest = 0, gap = INFINITY, line;
  char number[NQP_NUMBER_SIZE];
  int decimals, n = nqp_ticks (scale->d0, scale->d1, n_ticks, ticks, MOST_TICKS, &decimals), every = 1;
  double top = box.y;

  font.tabular = TRUE;
  font.align = NQP_ALIGN_END;
  nqp_scene_measure (scene, "0", &font, NULL, &line);
  for (int i = 0; i < n; i++)
    {
      double w;

      nqp_scene_measure (scene, nqp_number_to_screen (ticks[i], decimals, number), &font, &w, NULL);
      widest = MAX (widest, w);
      if (i > 0)
        gap = MIN (gap, fabs (nqp_scale_map (scale, ticks[i]) - nqp_scale_map (scale, ticks[i - 1])));
    }
  while (every < n && gap * every < line)
    every *= 2;
  for (int i = 0; i < n; i++)
    {
      double y = nqp_scale_map (scale, ticks[i]);

      if (grid)
        grid_line (scene, box.x, y, box.x + box.w, y, ticks[i] == 0);
      if (i % every != 0)
        continue;
      top = MIN (top, y - line / 2);
      nqp_scene_text (scene, box.x - style->unit, y, nqp_number_to_screen (ticks[i], decimals, number), &font,
                      NQP_DATUM_NONE);
    }
  if (unit != NULL && *unit != '\0')
    {
      font.align = NQP_ALIGN_START;
      font.valign = NQP_ALIGN_END;
      font.max_width = box.w + widest;
      nqp_scene_text (scene, box.x - style->unit - widest, top - style->unit / 3, unit, &font,
                      NQP_DATUM_NONE);
    }
}
