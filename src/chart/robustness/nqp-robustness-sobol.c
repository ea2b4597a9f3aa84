/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"
#include "nqp-robustness-parts.h"

/* robustness.sobol: what part of the variance of the mean rank shift, and of the rank of the region in focus, each choice
 * accounts for: alone, and with all it interacts with; whiskers are 95 % bootstrap intervals. */

#define MAX_PANELS 2

typedef struct
{
  NqpView view; /* of what the result is of */
  const NqpSensitivity *result;
  NqpScene *scene;
  const NqpStyle *style;
  int targets[MAX_PANELS]; /* -1 = none */
  int n_panels;
} Sobol;

static int
find_target (const NqpSensitivity *result, int region)
{
  for (int k = 1; k < result->n_targets; k++)
    if (result->regions[k] == region)
      return k;
  return -1;
}

static Sobol
sobol_of (const NqpView *view)
{
  Sobol self = { .view = *view, .result = nqp_robustness_sensitivity (view), .n_panels = 1 };

  if (self.result == NULL)
    return self;
  self.view = nqp_robustness_view (view, self.result->spec.measure, self.result->spec.year);
  if (nqp_parts_has_region (view, view->focus))
    self.targets[self.n_panels++] = find_target (self.result, view->focus);
  return self;
}

static char *
target_name (const Sobol *self, int panel)
{
  if (panel == 0)
    return g_strdup (_ ("Mean rank shift of all regions"));
  /* Translators: the rank of a region, as something that varies */
  return g_strdup_printf (_ ("Rank of %s"), nqp_view_region_name (&self->view, self->view.focus));
}

static const char *
why_nothing (const Sobol *self, int panel)
{
  const int target = self->targets[panel];

  if (target < 0)
    return _ ("Not among the regions it was computed for: run again.");
  for (int f = 0; f < self->result->n_factors; f++)
    if (!isnan (self->result->shares->total[target * self->result->n_factors + f]))
      return NULL;
  return _ ("It never changes: no choice moves it.");
}

static double
reach (const Sobol *self)
{
  double most = 1;

  for (int p = 0; p < self->n_panels; p++)
    for (int f = 0; self->targets[p] >= 0 && f < self->result->n_factors; f++)
      {
        const int at = self->targets[p] * self->result->n_factors + f;

        most = fmax (most, self->result->shares->total_high[at]);
        most = fmax (most, self->result->shares->first_high[at]);
      }
  return fmin (most, 2);
}

static NqpPaint
first_paint (const NqpStyle *style)
{
  return nqp_parts_fill (nqp_colour_ramp (style, 0.85));
}

static NqpPaint
total_paint (const NqpStyle *style)
{
  NqpPaint paint = nqp_parts_fill (nqp_colour_ramp (style, 0.35));

  if (style->patterns)
    nqp_parts_set_pattern (&paint, NQP_PATTERN_DOTS, 0.5);
  return paint;
}

static NqpPaint
whisker_paint (const NqpStyle *style)
{
  return nqp_parts_stroke (style->text, 1.2 * style->scale, 0);
}

/* A bar from zero, its interval as a whisker, its number at the end of both. */
static void
draw_bar (const Sobol *self, const NqpScale *scale, double y, double thick, double value, double low,
          double high, const NqpPaint *paint, double size)
{
  const NqpStyle *style = self->style;
  const NqpPaint whisker = whisker_paint (style);
  const NqpFont font = nqp_type (size, style->text, NQP_TYPE_FIGURES);
  const double zero = nqp_scale_map (scale, 0), end = nqp_scale_map (scale, CLAMP (value, 0, scale->d1));
  double right = end;
  char number[NQP_NUMBER_SIZE];

  if (isnan (value))
    return;
  nqp_scene_rect (self->scene, zero, y, MAX (end - zero, style->scale), thick, 0, paint, NQP_DATUM_NONE);
  if (!isnan (low) && !isnan (high))
    {
      const double x1 = nqp_scale_map (scale, CLAMP (low, 0, scale->d1)),
                   x2 = nqp_scale_map (scale, CLAMP (high, 0, scale->d1)), middle = y + thick / 2,
                   cap = thick * 0.25;

      nqp_scene_line (self->scene, x1, middle, x2, middle, &whisker, NQP_DATUM_NONE);
      nqp_scene_line (self->scene, x1, middle - cap, x1, middle + cap, &whisker, NQP_DATUM_NONE);
      nqp_scene_line (self->scene, x2, middle - cap, x2, middle + cap, &whisker, NQP_DATUM_NONE);
      right = MAX (right, x2);
    }
  nqp_number_to_screen (value, 2, number);
  if (nqp_type_height (self->scene, number, &font) <= thick + style->unit)
    nqp_scene_text (self->scene, right + style->unit / 2, y + thick / 2, number, &font, NQP_DATUM_NONE);
}

/* Names of the factors take as much room in all panels, so that the bars begin below each other. */
static double
names_width (const Sobol *self, double size, double most)
{
  const NqpFont font = nqp_type (size, self->style->text, 0);
  double widest = 0;

  for (int f = 0; f < self->result->n_factors; f++)
    widest
        = MAX (widest, nqp_type_column (self->scene, _ (nqp_factors[self->result->factors[f]].name), &font));
  return MIN (widest, most);
}

/* Head, a line a factor, axis. */
static double
least_height (const Sobol *self)
{
  return (self->result->n_factors + 2) * nqp_type_line (self->scene, self->style->label) + self->style->unit
         + 2 * self->style->tick;
}

static void
draw_panel (const Sobol *self, int panel, NqpBox box)
{
  const NqpStyle *style = self->style;
  const NqpSensitivity *result = self->result;
  const char *why = why_nothing (self, panel);
  g_autofree char *name = target_name (self, panel);
  const NqpFont head = nqp_type_in (style->label, style->text, NQP_TYPE_BOLD | NQP_TYPE_TOP, box.w, 2);
  NqpPaint first = first_paint (style), total = total_paint (style);
  const double size = style->tick, name_size = box.w < 26 * style->label ? style->footer : style->label;
  const double line = nqp_type_line (self->scene, name_size),
               names = names_width (self, name_size, box.w * 0.42);
  const NqpFont numbers = nqp_type (size, style->text, NQP_TYPE_FIGURES);
  const double number = nqp_type_width (self->scene, "0.00", &numbers);
  double row;
  NqpScale scale;
  NqpBox plot;

  nqp_scene_text (self->scene, box.x, box.y, name, &head, NQP_DATUM_NONE);
  nqp_box_cut_top (&box, nqp_type_height (self->scene, name, &head) + style->unit);
  if (why != NULL)
    {
      nqp_frame_message (self->scene, box, why);
      return;
    }
  plot = (NqpBox){ box.x + names + style->unit, box.y, box.w - names - number - 2 * style->unit,
                   box.h - style->tick * 2 };
  row = plot.h / result->n_factors;
  if (row < line * 0.98 || plot.w < 4 * style->label)
    {
      nqp_frame_message (self->scene, box, _ ("There is too little room for this picture."));
      return;
    }
  row = MIN (row, style->label * 7);
  plot.h = row * result->n_factors;
  scale = (NqpScale){ 0, reach (self), plot.x, plot.x + plot.w };
  nqp_axis_x (self->scene, &scale, box, plot, MAX (2, (int)(plot.w / (style->tick * 5))), NULL);
  for (int f = 0; f < result->n_factors; f++)
    {
      const int at = self->targets[panel] * result->n_factors + f;
      const double y = plot.y + f * row, thick = row * 0.36;
      const NqpSobol *shares = result->shares;

      nqp_type_write (self->scene, box.x, y + row / 2, _ (nqp_factors[result->factors[f]].name),
                      nqp_type_in (name_size, style->text, 0, names, 1));
      draw_bar (self, &scale, y + row * 0.12, thick, shares->first[at], shares->first_low[at],
                shares->first_high[at], &first, size);
      draw_bar (self, &scale, y + row * 0.52, thick, shares->total[at], shares->total_low[at],
                shares->total_high[at], &total, size);
    }
}

static char *
sobol_title (const NqpView *view)
{
  const Sobol self = sobol_of (view);

  return nqp_robustness_title (&self.view, _ ("What moves the ranks"));
}

static char *
sobol_subtitle (const Sobol *self)
{
  g_autofree char *varied = nqp_robustness_varied (&self->result->spec);
  char number[NQP_NUMBER_SIZE];

  /* Translators: what is varied; how many rows of the design */
  return g_strdup_printf (_ ("Share of the variance by choice: %s; Sobol design of %s rows"), varied,
                          nqp_number_to_screen (self->result->spec.draws, 0, number));
}

static void
draw_legend (const Sobol *self, NqpBox *box)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();

  nqp_legend_add (legend, _ ("alone"), NQP_SAMPLE_SWATCH, first_paint (self->style));
  nqp_legend_add (legend, _ ("with all interactions"), NQP_SAMPLE_SWATCH, total_paint (self->style));
  /* xgettext:no-c-format */
  nqp_legend_add (legend, _ ("95 % interval"), NQP_SAMPLE_WHISKER, whisker_paint (self->style));
  nqp_legend_cut (legend, self->scene, box);
}

static NqpScene *
sobol_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = sobol_title (view), *subtitle = NULL;
  NqpScene *scene = nqp_scene_new (width, height, style);
  Sobol self = sobol_of (view);
  const double gap = 3 * style->unit;
  gboolean side;
  NqpBox box;

  if (self.result == NULL)
    {
      nqp_robustness_missing (scene, view, title);
      return scene;
    }
  self.style = style;
  self.scene = scene;
  subtitle = sobol_subtitle (&self);
  box = nqp_robustness_begin (scene, view, &self.view, title, subtitle);
  draw_legend (&self, &box);
  side = box.w > 50 * style->label;
  if (!side && (box.h - gap * (self.n_panels - 1)) / self.n_panels < least_height (&self))
    self.n_panels = 1; /* what all ranks do comes first */
  for (int p = 0; p < self.n_panels; p++)
    {
      const double w = side ? (box.w - gap * (self.n_panels - 1)) / self.n_panels : box.w;
      const double h = side ? box.h : (box.h - gap * (self.n_panels - 1)) / self.n_panels;

      draw_panel (&self, p,
                  (NqpBox){ box.x + (side ? p * (w + gap) : 0), box.y + (side ? 0 : p * (h + gap)), w, h });
    }
  return scene;
}

static NqpTable *
sobol_table (const NqpView *view, NqpTableUse use)
{
  const Sobol self = sobol_of (view);
  NqpTable *table = nqp_table_new ();
  NqpUncertaintySpec spec;

  nqp_uncertainty_spec_init (&spec, view->scores);
  nqp_table_add_column (table, "target", _ ("Target"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "factor", _ ("Choice"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "first", _ ("Alone"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "first_low", _ ("Alone, 2.5 %"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "first_high", _ ("Alone, 97.5 %"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "total", _ ("With interactions"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "total_low", _ ("With interactions, 2.5 %"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "total_high", _ ("With interactions, 97.5 %"), NULL, NQP_COLUMN_REAL, 3);
  for (int p = 0; p < self.n_panels; p++)
    for (int f = 0; f < NQP_N_FACTORS; f++)
      {
        const NqpSensitivity *result = self.result;
        g_autofree char *name = target_name (&self, p);
        int k = -1;

        if (((result != NULL ? result->spec.vary : spec.vary) & NQP_VARY (f)) == 0)
          continue;
        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, name);
        nqp_table_set_text (table, 1, _ (nqp_factors[f].name));
        for (int i = 0; result != NULL && i < result->n_factors; i++)
          if (result->factors[i] == (NqpFactor)f && self.targets[p] >= 0)
            k = self.targets[p] * result->n_factors + i;
        for (int c = 0; c < 6; c++)
          {
            const double *shares[]
                = { k >= 0 ? result->shares->first : NULL,      k >= 0 ? result->shares->first_low : NULL,
                    k >= 0 ? result->shares->first_high : NULL, k >= 0 ? result->shares->total : NULL,
                    k >= 0 ? result->shares->total_low : NULL,  k >= 0 ? result->shares->total_high : NULL };

            nqp_table_set_number (table, 2 + c, k >= 0 ? shares[c][k] : (double)NAN);
          }
      }
  return table;
}

static void
add_sentence (const Sobol *self, int panel, GString *out)
{
  g_autofree char *name = target_name (self, panel);
  const NqpSensitivity *result = self->result;
  const char *why = why_nothing (self, panel);
  int most = 0;

  if (why != NULL)
    {
      nqp_parts_say (out, _ ("%s: %s"), name, why);
      return;
    }
  for (int f = 1; f < result->n_factors; f++)
    if (result->shares->total[self->targets[panel] * result->n_factors + f]
        > result->shares->total[self->targets[panel] * result->n_factors + most])
      most = f;
  nqp_parts_say (
      out, _ ("%s: most of it comes from the choice of “%s”, %.2f alone and %.2f with all interactions."),
      name, _ (nqp_factors[result->factors[most]].name),
      result->shares->first[self->targets[panel] * result->n_factors + most],
      result->shares->total[self->targets[panel] * result->n_factors + most]);
}

static char *
sobol_summary (const NqpView *view)
{
  const Sobol self = sobol_of (view);
  g_autofree char *title = sobol_title (view);
  GString *out;

  if (self.result == NULL)
    return nqp_robustness_missing_summary (view, title);
  out = nqp_robustness_summary (view, &self.view, title, NULL);
  for (int p = 0; p < self.n_panels; p++)
    add_sentence (&self, p, out);
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_robustness_sobol = {
  .id = "robustness.sobol",
  .name = N_ ("What moves the ranks"),
  .width = 900,
  .height = 480,
  .options = NQP_OPTION_BIT (PALETTE),
  .needs = NQP_RESULT_SENSITIVITY,
  .title = sobol_title,
  .build = sobol_build,
  .table = sobol_table,
  .summary = sobol_summary,
};
