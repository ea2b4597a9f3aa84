/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-waterfall-private.h"

/* profile.waterfall and compare.waterfall: from the score on one side to that on the other by what each indicator adds. */

#define MOST_NAMES 0.42 /* of the width */
#define LEAST_PARTS 4   /* that have to be shown, else type becomes smaller */
#define FROM_ZERO 0.5   /* of the largest: what begins below has zero on its axis */

typedef struct
{
  char *name;
  double from, to; /* where the bar begins and ends */
  int leaf;        /* -1 = no indicator */
  gboolean whole;  /* the score of one side */
  NqpDatum datum;
  double height;
} Bar;

typedef struct
{
  const NqpWaterfall *facts;
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int decimals;
  double size; /* of the type */
  int lines;   /* of a name, at most */
  double name_x, name_w, number_w;
  NqpScale scale;
  NqpBox plot;
  Bar *bars;
  int n;
} Fall;

/* ---- what is shown ------------------------------------------------------------------------------------------------- */

static void
clear_bars (Fall *self)
{
  for (int i = 0; i < self->n; i++)
    g_free (self->bars[i].name);
  g_clear_pointer (&self->bars, g_free);
  self->n = 0;
}

/* Takes @name. */
static void
add_bar (Fall *self, char *name, double from, double to, int leaf, gboolean whole, NqpDifferenceEnd end,
         int node)
{
  self->bars[self->n++]
      = (Bar){ name, from,  to,
               leaf, whole, node >= 0 ? (NqpDatum){ end.region, end.year, node, 0, 0 } : NQP_DATUM_NONE,
               0 };
}

static gboolean
has_others (const NqpWaterfall *facts)
{
  return facts->n > 0 && facts->rows[facts->n - 1].leaf < 0;
}

/* The first @n_parts indicators, the rest of them as one, and what moved because others did. */
static void
make_bars (Fall *self, int n_parts)
{
  const NqpWaterfall *facts = self->facts;
  const int n_leaves = facts->n - (has_others (facts) ? 1 : 0);
  double at = facts->start, rest = 0;

  clear_bars (self);
  self->bars = g_new0 (Bar, facts->n + 3);
  add_bar (self, nqp_waterfall_end_name (facts, facts->from), 0, at, -1, TRUE, facts->from, facts->node);
  for (int i = 0; i < n_leaves; i++)
    if (i < n_parts)
      {
        add_bar (self, g_strdup (nqp_waterfall_row_name (self->view, facts->rows[i].leaf)), at,
                 at + facts->rows[i].part, facts->rows[i].leaf, FALSE, facts->to, facts->rows[i].leaf);
        at += facts->rows[i].part;
      }
    else
      rest += facts->rows[i].part;
  if (n_parts < n_leaves)
    {
      const int more = n_leaves - n_parts;

      add_bar (self, g_strdup_printf (ngettext ("%d more", "%d more", (gulong)more), more), at, at + rest, -1,
               FALSE, facts->to, -1);
      at += rest;
    }
  if (has_others (facts))
    add_bar (self, g_strdup (nqp_waterfall_row_name (self->view, -1)), at, at + facts->rows[n_leaves].part,
             -1, FALSE, facts->to, -1);
  add_bar (self, nqp_waterfall_end_name (facts, facts->to), 0, facts->end, -1, TRUE, facts->to, facts->node);
}

static char *
number_of (const Fall *self, const Bar *bar)
{
  return bar->whole ? nqp_parts_fixed (bar->to, nqp_parts_decimals (self->view))
                    : nqp_waterfall_signed (bar->to - bar->from, self->decimals);
}

/* ---- where it stands ----------------------------------------------------------------------------------------------- */

static NqpTypeFlags
flags_of (const Bar *bar)
{
  return bar->whole ? NQP_TYPE_BOLD | NQP_TYPE_FIGURES : NQP_TYPE_FIGURES;
}

/* Widths and heights of the bars in the type that is set; FALSE if a name would be cut. */
static gboolean
lay_names (Fall *self, NqpBox box)
{
  gboolean fits = TRUE;

  self->name_x = box.x + self->size * 1.2;
  self->name_w = self->number_w = 0;
  for (int i = 0; i < self->n; i++)
    {
      const NqpFont font = nqp_type (self->size, self->style->text, flags_of (&self->bars[i]));
      g_autofree char *number = number_of (self, &self->bars[i]);

      self->name_w = MAX (self->name_w, nqp_type_column (self->scene, self->bars[i].name, &font));
      self->number_w = MAX (self->number_w, nqp_type_column (self->scene, number, &font));
    }
  self->name_w = MIN (self->name_w, box.w * MOST_NAMES);
  for (int i = 0; i < self->n; i++)
    {
      Bar *bar = &self->bars[i];
      const NqpFont font
          = nqp_type_in (self->size, self->style->text, flags_of (bar), self->name_w, self->lines);

      fits = fits && nqp_scene_text_fits (self->scene, bar->name, &font);
      bar->height = nqp_type_height (self->scene, bar->name, &font) + self->size * 0.35;
    }
  return fits;
}

static double
all_heights (const Fall *self)
{
  double sum = 0;

  for (int i = 0; i < self->n; i++)
    sum += self->bars[i].height;
  return sum;
}

static void
set_try (Fall *self, guint i)
{
  self->size = G_STRUCT_MEMBER (double, self->style, nqp_type_tries[i].size);
  self->lines = nqp_type_tries[i].lines;
}

/* The largest type at which all have room and no name is cut; FALSE if there is none. Tells what that takes. */
static gboolean
choose_whole (Fall *self, NqpBox box, double room)
{
  double least = INFINITY;
  int best = -1;

  make_bars (self, self->facts->n);
  for (guint i = 0; i < NQP_N_TYPE_TRIES; i++)
    {
      set_try (self, i);
      if (!lay_names (self, box))
        continue;
      least = MIN (least, all_heights (self));
      if (best < 0 && all_heights (self) <= room)
        best = (int)i;
    }
  if (isfinite (least))
    nqp_scene_set_need (self->scene, nqp_scene_height (self->scene) - room + least + 1);
  if (best < 0)
    return FALSE;
  set_try (self, (guint)best);
  return lay_names (self, box);
}

/* The largest parts, as many as have room. */
static void
choose_some (Fall *self, NqpBox box, double room)
{
  const int last = (int)NQP_N_TYPE_TRIES - 1;

  for (int i = 0; i <= last; i++)
    {
      gboolean fits;
      int n_parts = self->facts->n;

      set_try (self, (guint)i);
      do
        {
          make_bars (self, --n_parts);
          fits = lay_names (self, box);
        }
      while (n_parts > 0 && all_heights (self) > room);
      if ((fits && n_parts >= MIN (LEAST_PARTS, self->facts->n)) || i == last)
        return;
    }
}

/* From the least to the greatest of all ends of bars; with zero where it is not far. */
static void
find_domain (Fall *self)
{
  double lo = MIN (self->facts->start, self->facts->end), hi = MAX (self->facts->start, self->facts->end);
  double at = self->facts->start;
  gboolean zero;

  for (int i = 0; i < self->facts->n; i++)
    {
      at += self->facts->rows[i].part;
      lo = MIN (lo, at);
      hi = MAX (hi, at);
    }
  zero = nqp_chart_options_has (&self->view->options, NQP_OPTION_AXIS_ZERO) ? self->view->options.axis_zero
                                                                            : lo <= FROM_ZERO * hi;
  lo = zero && lo >= 0 ? 0 : lo - 0.15 * (hi - lo);
  if (!(hi > lo))
    hi = lo + 1;
  self->scale = (NqpScale){ lo, hi, 0, 1 };
}

/* ---- what it looks like --------------------------------------------------------------------------------------------- */

static NqpColour
colour_of (const Fall *self, const Bar *bar)
{
  return bar->leaf >= 0 ? nqp_parts_pillar_colour (self->view, self->style, bar->leaf)
                        : nqp_colour_mix (self->style->background, self->style->dim, bar->whole ? 0.85 : 0.5);
}

/* What takes away is an outline with a light fill. */
static NqpPaint
paint_of (const Fall *self, NqpColour colour, gboolean adds)
{
  const NqpColour line = nqp_parts_readable (self->style, colour);

  return (NqpPaint){ .fill = adds ? colour : nqp_colour_mix (self->style->background, colour, 0.25),
                     .stroke = line,
                     .width = self->style->scale * (adds ? 0.8 : 1.4) };
}

static void
draw_legend (Fall *self, NqpBox *box)
{
  const NqpColour plain = nqp_colour_mix (self->style->background, self->style->dim, 0.5);
  g_autoptr (NqpLegend) legend = nqp_legend_new ();
  int leaves[NQP_PARTS_MAX], pillars[NQP_PARTS_MAX], n = 0, n_pillars;
  char number[NQP_NUMBER_SIZE];

  for (int i = 0; i < self->facts->n && n < NQP_PARTS_MAX; i++)
    if (self->facts->rows[i].leaf >= 0)
      leaves[n++] = self->facts->rows[i].leaf;
  n_pillars = nqp_parts_pillars (self->view, leaves, n, pillars);
  for (int i = 0; i < n_pillars; i++)
    nqp_legend_add (legend, nqp_view_node_name (self->view, pillars[i]), NQP_SAMPLE_SWATCH,
                    paint_of (self, nqp_parts_pillar_colour (self->view, self->style, pillars[i]), TRUE));
  nqp_legend_add (legend, _ ("adds"), NQP_SAMPLE_SWATCH, paint_of (self, plain, TRUE));
  nqp_legend_add (legend, _ ("takes away"), NQP_SAMPLE_SWATCH, paint_of (self, plain, FALSE));
  if (self->scale.d0 > 0)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("The axis begins at %s"), nqp_number_to_screen_auto (self->scale.d0, number));

      nqp_legend_add (legend, text, NQP_SAMPLE_NONE, (NqpPaint){ .width = 0 });
    }
  nqp_legend_cut (legend, self->scene, box);
}

/* Two cuts across the bar of a total that does not begin at zero. */
static void
draw_break (const Fall *self, double y, double thick)
{
  const NqpPaint cut = nqp_parts_stroke (self->style->background, 1.6 * self->style->scale, 0);
  const double lean = self->style->unit * 0.4;

  for (int k = 0; k < 2; k++)
    {
      const double x = self->plot.x + self->style->unit * (1 + 0.7 * k);

      nqp_scene_line (self->scene, x - lean, y + thick, x + lean, y, &cut, NQP_DATUM_NONE);
    }
}

static void
draw_bar (const Fall *self, const Bar *bar, const Bar *next, NqpBox box, double y)
{
  const NqpStyle *style = self->style;
  const double middle = y + bar->height / 2, thick = MIN (bar->height * 0.72, style->label * 1.6);
  const double start = bar->whole ? CLAMP (0, self->scale.d0, self->scale.d1) : bar->from;
  const double x1 = nqp_scale_map (&self->scale, MIN (start, bar->to)),
               x2 = nqp_scale_map (&self->scale, MAX (start, bar->to));
  const double end = nqp_scale_map (&self->scale, bar->to);
  const NqpColour colour = colour_of (self, bar);
  const NqpPaint paint = paint_of (self, colour, bar->whole || bar->to >= bar->from);
  const NqpPaint line = nqp_parts_stroke (style->dim, style->scale, 0),
                 rule = nqp_parts_stroke (style->grid, 0.6 * style->scale, 0);
  const double radius = self->size * 0.34;
  g_autofree char *number = number_of (self, bar);

  nqp_scene_target (self->scene, box.x, y, box.w, bar->height, bar->datum);
  nqp_scene_line (self->scene, box.x, y + bar->height, self->plot.x, y + bar->height, &rule, NQP_DATUM_NONE);
  if (bar->leaf >= 0)
    {
      const NqpPaint mark = paint_of (self, colour, TRUE);

      nqp_scene_mark (self->scene, nqp_parts_pillar_shape (self->view, bar->leaf), box.x + radius, middle,
                      radius, &mark, NQP_DATUM_NONE);
    }
  nqp_type_write (self->scene, self->name_x, middle, bar->name,
                  nqp_type_in (self->size, style->text, flags_of (bar), self->name_w, self->lines));
  nqp_scene_rect (self->scene, x1, middle - thick / 2, MAX (x2 - x1, style->scale), thick, 0, &paint,
                  bar->datum);
  if (bar->whole && self->scale.d0 > 0 && x2 - x1 > style->unit * 3)
    draw_break (self, middle - thick / 2, thick);
  if (next != NULL)
    nqp_scene_line (self->scene, end, middle + thick / 2, end,
                    y + bar->height + next->height / 2 - MIN (next->height * 0.72, style->label * 1.6) / 2,
                    &line, NQP_DATUM_NONE);
  if (nqp_parts_labelled (self->view))
    nqp_type_write (self->scene, x2 + style->unit, middle, number,
                    nqp_type (self->size, style->text, flags_of (bar)));
}

static void
draw_bars (Fall *self, NqpBox box, double room)
{
  const NqpStyle *style = self->style;
  const char *unit = nqp_parts_factor (self->view) > 1 ? _ ("points") : NULL;
  const double more = CLAMP ((room - all_heights (self)) / self->n, 0, style->label * 1.2);
  double y = box.y;

  for (int i = 0; i < self->n; i++)
    self->bars[i].height += more;
  self->plot.x = MAX (self->name_x + self->name_w + style->unit,
                      box.x + nqp_axis_x_left (self->scene, box, unit, self->scale.d0, self->scale.d1));
  self->plot.y = box.y;
  self->plot.w = MAX (box.x + box.w - self->number_w - 2 * style->unit - self->plot.x, style->unit * 4);
  self->plot.h = all_heights (self);
  self->scale.r0 = self->plot.x;
  self->scale.r1 = self->plot.x + self->plot.w;
  nqp_axis_x (self->scene, &self->scale, box, self->plot, MAX (2, (int)(self->plot.w / (style->tick * 6))),
              unit);
  for (int i = 0; i < self->n; i++)
    {
      draw_bar (self, &self->bars[i], i + 1 < self->n ? &self->bars[i + 1] : NULL, box, y);
      y += self->bars[i].height;
    }
}

static NqpScene *
build (const NqpView *view, const NqpStyle *style, double width, double height, gboolean regions)
{
  g_auto (NqpWaterfall) facts = { 0 };
  g_autofree char *title = nqp_waterfall_title (view, regions), *subtitle = NULL;
  NqpScene *scene = nqp_scene_new (width, height, style);
  Fall self = { .facts = &facts, .view = view, .scene = scene, .style = style };
  NqpBox box;
  double room;

  nqp_waterfall_init (&facts, view, regions);
  subtitle = nqp_waterfall_subtitle (&facts);
  box = nqp_frame_begin (scene, view, title, subtitle);
  nqp_scene_set_shows_focus (scene);
  if (facts.excuse != NULL || facts.n == 0)
    {
      nqp_frame_message (
          scene, box, facts.excuse != NULL ? facts.excuse : _ ("No indicator takes part in this measure."));
      return scene;
    }
  self.decimals = nqp_waterfall_decimals (&facts);
  find_domain (&self);
  nqp_axis_ask (scene, &view->options, &self.scale, 5);
  if (box.h > style->base * 14)
    draw_legend (&self, &box);
  room = box.h - nqp_axis_x_height (scene, box, nqp_parts_factor (view) > 1 ? _ ("points") : NULL);
  if (!choose_whole (&self, box, room))
    choose_some (&self, box, room);
  draw_bars (&self, box, room);
  clear_bars (&self);
  return scene;
}

#define OPTIONS                                                                                              \
  (NQP_OPTION_BIT (AXIS_MIN) | NQP_OPTION_BIT (AXIS_MAX) | NQP_OPTION_BIT (AXIS_ZERO)                        \
   | NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (LABELS))

static char *
profile_title (const NqpView *view)
{
  return nqp_waterfall_title (view, FALSE);
}

static NqpScene *
profile_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  return build (view, style, width, height, FALSE);
}

static NqpTable *
profile_table (const NqpView *view, NqpTableUse use)
{
  return nqp_waterfall_table (view, FALSE, use);
}

static char *
profile_summary (const NqpView *view)
{
  return nqp_waterfall_summary (view, FALSE);
}

static char *
profile_tooltip (const NqpView *view, NqpDatum datum)
{
  return nqp_waterfall_tooltip (view, FALSE, datum);
}

const NqpChart nqp_chart_profile_waterfall = {
  .id = "profile.waterfall",
  .name = N_ ("What changed"),
  .width = 760,
  .height = 680,
  .options = OPTIONS | NQP_OPTION_BIT (FROM),
  .title = profile_title,
  .build = profile_build,
  .table = profile_table,
  .summary = profile_summary,
  .tooltip = profile_tooltip,
};

static char *
compare_title (const NqpView *view)
{
  return nqp_waterfall_title (view, TRUE);
}

static NqpScene *
compare_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  return build (view, style, width, height, TRUE);
}

static NqpTable *
compare_table (const NqpView *view, NqpTableUse use)
{
  return nqp_waterfall_table (view, TRUE, use);
}

static char *
compare_summary (const NqpView *view)
{
  return nqp_waterfall_summary (view, TRUE);
}

static char *
compare_tooltip (const NqpView *view, NqpDatum datum)
{
  return nqp_waterfall_tooltip (view, TRUE, datum);
}

const NqpChart nqp_chart_compare_waterfall = {
  .id = "compare.waterfall",
  .name = N_ ("Why two regions differ"),
  .width = 760,
  .height = 680,
  .options = OPTIONS,
  .title = compare_title,
  .build = compare_build,
  .table = compare_table,
  .summary = compare_summary,
  .tooltip = compare_tooltip,
};
