/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-axis.h"

#include <math.h>

#include "nqp-number.h"
#include "nqp-type-fit.h"

#define MOST_TICKS 32
#define BESIDE 0.2 /* of the width: a unit no wider stands left of the numbers */

static void
grid_line (NqpScene *scene, double x1, double y1, double x2, double y2, gboolean zero)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpPaint paint
      = { .stroke = zero ? nqp_colour_mix (style->grid, style->dim, 0.6) : style->grid, .width = 1 };

  nqp_scene_line (scene, x1, y1, x2, y2, &paint, NQP_DATUM_NONE);
}

typedef struct
{
  double at[MOST_TICKS];
  int n, decimals;
  double widest, line; /* of the numbers */
} Ticks;

static void
find_ticks (Ticks *self, const NqpScene *scene, double lo, double hi, int n_wanted)
{
  const NqpFont font
      = nqp_type (nqp_scene_style (scene)->tick, nqp_scene_style (scene)->dim, NQP_TYPE_FIGURES);
  char number[NQP_NUMBER_SIZE];

  self->n = nqp_ticks (lo, hi, n_wanted, self->at, MOST_TICKS, &self->decimals);
  self->widest = 0;
  self->line = nqp_type_height (scene, "0", &font);
  for (int i = 0; i < self->n;
       i += MAX (self->n - 1, 1)) /* figures are equally wide: the longest numbers are at the ends */
    self->widest
        = MAX (self->widest,
               nqp_type_width (scene, nqp_number_to_screen (self->at[i], self->decimals, number), &font));
}

/* As many ticks as are wanted, or as can all have their numbers; @across: numbers stand side by side. */
static void
choose_ticks (Ticks *self, const NqpScene *scene, const NqpScale *scale, int n_wanted, gboolean across)
{
  const double px = fabs (scale->r1 - scale->r0) / fabs (scale->d1 - scale->d0);

  self->n = 0;
  for (int n = MAX (n_wanted, 1); n >= 1; n--)
    {
      find_ticks (self, scene, scale->d0, scale->d1, n);
      if (self->n < 2
          || (self->at[1] - self->at[0]) * px
                 >= (across ? self->widest + nqp_scene_style (scene)->unit : self->line))
        return;
    }
  self->n = MIN (self->n, 1); /* not even two have room */
}

static gboolean
has_unit (const char *unit)
{
  return unit != NULL && *unit != '\0';
}

static NqpFont
unit_font (const NqpScene *scene, NqpTypeFlags flags)
{
  return nqp_type (nqp_scene_style (scene)->tick, nqp_scene_style (scene)->dim, flags);
}

static gboolean
is_beside (const NqpScene *scene, NqpBox box, const char *unit)
{
  const NqpFont font = unit_font (scene, 0);

  return nqp_type_width (scene, unit, &font) <= BESIDE * box.w;
}

double
nqp_axis_x_height (const NqpScene *scene, NqpBox box, const char *unit)
{
  const NqpStyle *style = nqp_scene_style (scene);
  double height = 2 * style->tick;

  if (has_unit (unit) && !is_beside (scene, box, unit))
    height += nqp_type_line (scene, style->tick);
  return height;
}

double
nqp_axis_x_left (const NqpScene *scene, NqpBox box, const char *unit, double lo, double hi)
{
  const NqpFont font = unit_font (scene, 0);
  Ticks ticks;

  if (!has_unit (unit) || !is_beside (scene, box, unit))
    return 0;
  find_ticks (&ticks, scene, lo, hi, MOST_TICKS); /* the finest have the longest numbers */
  return nqp_type_column (scene, unit, &font) + ticks.widest / 2 + nqp_scene_style (scene)->unit;
}

static void
draw_unit_x (NqpScene *scene, NqpBox box, NqpBox plot, double first, double line, const char *unit)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const double y = plot.y + plot.h + style->unit / 2;
  const NqpFont font = unit_font (scene, NQP_TYPE_END | NQP_TYPE_TOP);

  if (is_beside (scene, box, unit))
    nqp_scene_text (scene, first - style->unit, y, unit, &font, NQP_DATUM_NONE);
  else
    nqp_type_write (
        scene, plot.x + plot.w, y + line, unit,
        nqp_type_in (style->tick, style->dim, NQP_TYPE_END | NQP_TYPE_TOP, plot.x + plot.w - box.x, 1));
}

/**
 * nqp_axis_x:
 * @scale: from the domain to x
 * @box: the room the plot and what stands left of it share
 * @plot: the plotting area; numbers stand below it
 * @n_ticks: about that many; fewer where their numbers would touch
 * @unit: (nullable)
 */
void
nqp_axis_x (NqpScene *scene, const NqpScale *scale, NqpBox box, NqpBox plot, int n_ticks, const char *unit)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont font = nqp_type (style->tick, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE | NQP_TYPE_TOP);
  const double y = plot.y + plot.h + style->unit / 2;
  double first = plot.x;
  char number[NQP_NUMBER_SIZE];
  Ticks ticks;

  choose_ticks (&ticks, scene, scale, n_ticks, TRUE);
  for (int i = 0; i < ticks.n; i++)
    {
      const double x = nqp_scale_map (scale, ticks.at[i]);
      double w, shown_x;

      grid_line (scene, x, plot.y, x, plot.y + plot.h, ticks.at[i] == 0);
      nqp_number_to_screen (ticks.at[i], ticks.decimals, number);
      w = nqp_type_width (scene, number, &font);
      shown_x = CLAMP (x, w / 2 + 1, nqp_scene_width (scene) - w / 2 - 1);
      first = MIN (first, shown_x - w / 2);
      nqp_scene_text (scene, shown_x, y, number, &font, NQP_DATUM_NONE);
    }
  if (has_unit (unit))
    draw_unit_x (scene, box, plot, first, ticks.line, unit);
}

double
nqp_axis_y_width (const NqpScene *scene, double lo, double hi, int n_ticks)
{
  Ticks ticks;

  find_ticks (&ticks, scene, lo, hi, n_ticks);
  return ceil (ticks.widest);
}

/**
 * nqp_axis_y:
 * @scale: from the domain to y
 * @plot: the plotting area; numbers stand to the left of it
 * @n_ticks: about that many; fewer where their numbers would touch
 * @unit: (nullable): above the axis, from the left end of the numbers
 */
void
nqp_axis_y (NqpScene *scene, const NqpScale *scale, NqpBox plot, int n_ticks, const char *unit)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont font = unit_font (scene, NQP_TYPE_FIGURES | NQP_TYPE_END);
  double top = plot.y;
  char number[NQP_NUMBER_SIZE];
  Ticks ticks;

  choose_ticks (&ticks, scene, scale, n_ticks, FALSE);
  for (int i = 0; i < ticks.n; i++)
    {
      const double y = nqp_scale_map (scale, ticks.at[i]);

      grid_line (scene, plot.x, y, plot.x + plot.w, y, ticks.at[i] == 0);
      top = MIN (top, y - ticks.line / 2);
      nqp_scene_text (scene, plot.x - style->unit, y,
                      nqp_number_to_screen (ticks.at[i], ticks.decimals, number), &font, NQP_DATUM_NONE);
    }
  if (has_unit (unit))
    nqp_type_write (
        scene, plot.x - style->unit - ticks.widest, top - style->unit / 3, unit,
        nqp_type_in (style->tick, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_BOTTOM, plot.w + ticks.widest, 1));
}
