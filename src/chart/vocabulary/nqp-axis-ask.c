/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-axis.h"
#include "nqp-number.h"
#include "nqp-type-fit.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the user asks of an axis: where it begins and ends, and a line of reference. */

static void
remark (NqpScene *scene, const char *id, double asked, double found)
{
  char number[NQP_NUMBER_SIZE], end[NQP_NUMBER_SIZE];
  g_autofree char *text = NULL;

  nqp_number_to_screen_auto (asked, number);
  nqp_number_to_screen_auto (found, end);
  /* Translators: an option such as axis.max, the number it was given, the one that all values need */
  text = g_strdup_printf (_ ("%s=%s would leave out values, so the axis goes on to %s"), id, number, end);
  nqp_scene_add_remark (scene, text);
}

void
nqp_axis_ask (NqpScene *scene, const NqpChartOptions *options, NqpScale *scale, int n_ticks)
{
  const gboolean has_min = nqp_chart_options_has (options, NQP_OPTION_AXIS_MIN);
  const gboolean has_max = nqp_chart_options_has (options, NQP_OPTION_AXIS_MAX);
  NqpScale own;

  if (nqp_chart_options_has (options, NQP_OPTION_REFERENCE))
    {
      scale->d0 = MIN (scale->d0, options->reference);
      scale->d1 = MAX (scale->d1, options->reference);
    }
  own = *scale;
  if (has_min && options->axis_min <= scale->d0)
    own.d0 = options->axis_min;
  if (has_max && options->axis_max >= scale->d1)
    own.d1 = options->axis_max;
  *scale = own;
  if (n_ticks > 0)
    nqp_scale_nice (scale, n_ticks);
  if (has_min && options->axis_min <= own.d0)
    scale->d0 = own.d0;
  else if (has_min)
    remark (scene, "axis.min", options->axis_min, scale->d0);
  if (has_max && options->axis_max >= own.d1)
    scale->d1 = own.d1;
  else if (has_max)
    remark (scene, "axis.max", options->axis_max, scale->d1);
}

static NqpFont
number_font (const NqpScene *scene, NqpTypeFlags flags)
{
  const NqpStyle *style = nqp_scene_style (scene);

  return nqp_type (style->tick, style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES | flags);
}

static void
draw (NqpScene *scene, double x1, double y1, double x2, double y2)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpPaint paint = { .stroke = style->text, .width = 1.2 * style->scale, .dash = 2.5 * style->scale };

  nqp_scene_line (scene, x1, y1, x2, y2, &paint, NQP_DATUM_NONE);
}

double
nqp_axis_reference_height (const NqpScene *scene, const NqpChartOptions *options)
{
  if (!nqp_chart_options_has (options, NQP_OPTION_REFERENCE))
    return 0;
  return nqp_type_line (scene, nqp_scene_style (scene)->tick) + nqp_scene_style (scene)->unit / 2;
}

void
nqp_axis_x_reference (NqpScene *scene, const NqpChartOptions *options, const NqpScale *scale, NqpBox plot,
                      int decimals)
{
  const NqpFont font = number_font (scene, NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM);
  char number[NQP_NUMBER_SIZE];
  double x, half;

  if (!nqp_chart_options_has (options, NQP_OPTION_REFERENCE))
    return;
  x = nqp_scale_map (scale, options->reference);
  nqp_number_to_screen (options->reference, decimals, number);
  half = nqp_type_width (scene, number, &font) / 2;
  draw (scene, x, plot.y, x, plot.y + plot.h);
  nqp_scene_text (scene, CLAMP (x, half + 1, MAX (nqp_scene_width (scene) - half - 1, half + 1)),
                  plot.y - nqp_scene_style (scene)->unit / 4, number, &font, NQP_DATUM_NONE);
}

void
nqp_axis_y_reference (NqpScene *scene, const NqpChartOptions *options, const NqpScale *scale, NqpBox plot,
                      int decimals)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont font = number_font (scene, 0);
  char number[NQP_NUMBER_SIZE];
  double y, half;

  if (!nqp_chart_options_has (options, NQP_OPTION_REFERENCE))
    return;
  y = nqp_scale_map (scale, options->reference);
  font.halo = style->background;
  half = nqp_type_line (scene, style->tick) / 2;
  draw (scene, plot.x, y, plot.x + plot.w, y);
  nqp_scene_text (scene, plot.x + style->unit / 2, y - half > plot.y + half ? y - half : y + half,
                  nqp_number_to_screen (options->reference, decimals, number), &font, NQP_DATUM_NONE);
}
