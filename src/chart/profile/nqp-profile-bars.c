/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-profile-private.h"

/* What profile.radar draws where a radar would say nothing (fewer than three axes) or could not be read (no room). */

NqpPaint
nqp_profile_bars_mean (const NqpStyle *style)
{
  return nqp_parts_stroke (style->text, 2 * style->scale, 0);
}

void
nqp_profile_bars_draw (NqpScene *scene, NqpBox box, const NqpView *view, const int *axes, int n_axes,
                       double lo, double hi)
{
  const NqpStyle *style = nqp_scene_style (scene);
  double sizes[] = { style->label, style->tick, style->footer };
  const char *unit = nqp_parts_factor (view) > 1 ? _ ("points") : NULL;
  double gap = style->unit, axis = nqp_axis_x_height (scene, box, unit), size = style->label, line = 0, row,
         names = 0, value_w;
  double zero, thick;
  NqpFont font;
  NqpBox plot;
  NqpScale scale;
  NqpPaint missing = nqp_parts_missing (style), tick = nqp_profile_bars_mean (style);
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      size = sizes[i];
      font = nqp_scene_font (scene, size, style->text);
      line = nqp_type_line (scene, font.size);
      names = nqp_parts_names_width (view, scene, axes, n_axes, &font);
      if (names < box.w * 0.45 && line * n_axes + axis < box.h)
        break;
    }
  if (line * n_axes + axis > box.h) /* the rest is in the table */
    {
      int n_shown = MAX (1, (int)((box.h - axis) / line) - 1);
      g_autofree char *text
          = g_strdup_printf (ngettext ("%d more", "%d more", (gulong)(n_axes - n_shown)), n_axes - n_shown);

      font = nqp_type (size, style->dim, NQP_TYPE_TOP);
      nqp_scene_text (scene, box.x, box.y, text, &font, NQP_DATUM_NONE);
      nqp_box_cut_top (&box, line);
      n_axes = n_shown;
    }
  row = MIN ((box.h - axis) / MAX (n_axes, 1), size * 4);
  names = MAX (MIN (names, box.w * 0.5), nqp_axis_x_left (scene, box, unit, lo, hi) - gap);
  value_w = nqp_type_width (scene, "−100.0", &font);
  plot = (NqpBox){ box.x + names + gap, box.y, box.w - names - 3 * gap - value_w, row * n_axes };
  scale = (NqpScale){ lo, hi, plot.x, plot.x + plot.w };
  zero = nqp_scale_map (&scale, CLAMP (0, lo, hi));
  thick = MIN (row * 0.6, size * 1.4);
  nqp_axis_x (scene, &scale, box, plot, 5, unit);
  for (int a = 0; a < n_axes; a++)
    {
      double y = plot.y + row * (a + 0.5);
      double v = series[0] >= 0 ? nqp_parts_score (view, axes[a], view->year, series[0]) : NAN;
      double mean = nqp_scores_mean (view->scores, axes[a], view->year) * nqp_parts_factor (view);
      NqpDatum datum = { view->focus, view->year, axes[a] };
      char number[NQP_NUMBER_SIZE];

      nqp_scene_target (scene, box.x, y - row / 2, box.w, row, datum);
      font = nqp_type (size, style->text, NQP_TYPE_END);
      nqp_type_write (scene, box.x + names, y, nqp_view_node_name (view, axes[a]),
                      nqp_type_in (size, style->text, NQP_TYPE_END, names, MAX (1, (int)(row / line))));
      if (isfinite (v))
        {
          NqpPaint paint = nqp_parts_node_paint (view, style, axes[a]);
          double end = nqp_scale_map (&scale, v);

          font.bold = font.tabular = TRUE;
          nqp_scene_rect (scene, MIN (zero, end), y - thick / 2, fabs (end - zero), thick, 0, &paint, datum);
          nqp_scene_text (scene, box.x + box.w, y,
                          nqp_number_to_screen (v, nqp_parts_decimals (view), number), &font, NQP_DATUM_NONE);
        }
      else if (series[0] >= 0)
        {
          nqp_scene_rect (scene, zero, y - thick / 2, size * 2.5, thick, 0, &missing, datum);
          nqp_scene_text (scene, box.x + box.w, y, _ ("no data"), &font, NQP_DATUM_NONE);
        }
      if (isfinite (mean))
        nqp_scene_line (scene, nqp_scale_map (&scale, mean), y - thick * 0.7, nqp_scale_map (&scale, mean),
                        y + thick * 0.7, &tick, NQP_DATUM_NONE);
      for (int k = n_series - 1; k >= 1; k--)
        {
          double other = series[k] >= 0 ? nqp_parts_score (view, axes[a], view->year, series[k]) : NAN;
          NqpPaint mark = { .fill = nqp_parts_series_colour (style, k),
                            .stroke = style->background,
                            .width = style->scale };
          NqpDatum whose = { series[k], view->year, axes[a] };

          if (isfinite (other))
            nqp_scene_mark (scene, nqp_parts_series_shape (k), nqp_scale_map (&scale, other), y, size * 0.36,
                            &mark, whose);
        }
    }
}
