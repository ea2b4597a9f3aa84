/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-disparity-private.h"
#include "nqp-number.h"
#include "nqp-years.h"

/* disparity.dagum: the Gini coefficient of each year as the sum of its parts (Dagum 1997). */

enum
{
  WITHIN,
  BETWEEN,
  TRANSVARIATION,
  N_PARTS,
  TOTAL = N_PARTS
};

static const struct
{
  const char *id;   /* as nqp stats calls it */
  const char *name; /* N_() msgid */
} parts[] = {
  [WITHIN] = { "within", N_ ("Within groups") },
  [BETWEEN] = { "between", N_ ("Between groups") },
  [TRANSVARIATION] = { "transvariation", N_ ("Overlap of groups") },
  [TOTAL] = { "total", NULL },
};

#define DECIMALS 3
#define WIDEST 64.0 /* px of a bar */

typedef double Years[N_PARTS + 1];

/* [year]: NaN where there is none; owned by the caller; NULL with @problem. */
static Years *
read_years (const NqpView *view, char **problem)
{
  g_autoptr (NqpTable) table = nqp_disparity_run (view, "dagum", problem);
  const int n_years = view->scores->n_years;
  Years *out;

  if (table == NULL)
    return NULL;
  out = g_new (Years, MAX (n_years, 1));
  for (int t = 0; t < n_years; t++)
    for (int k = 0; k <= N_PARTS; k++)
      out[t][k] = NAN;
  for (int row = 0; row < nqp_table_n_rows (table); row++)
    {
      const int t = nqp_disparity_year (view, nqp_disparity_get (table, "year", row));
      const char *part = nqp_table_get_text (table, nqp_table_find_column (table, "part"), row);

      for (int k = 0; t >= 0 && k <= N_PARTS; k++)
        if (g_strcmp0 (parts[k].id, part) == 0)
          out[t][k] = nqp_disparity_get (table, "value", row);
    }
  return out;
}

static NqpPaint
part_paint (const NqpStyle *style, int part)
{
  /* those of series mean regions */
  static const double shades[] = { [WITHIN] = 0.45, [BETWEEN] = 0.8, [TRANSVARIATION] = 0.15 };
  NqpPaint paint = nqp_parts_fill (nqp_colour_ramp (style, shades[part]));

  if (style->patterns)
    nqp_parts_set_pattern (&paint, nqp_parts_pattern (part), 0.4);
  return paint;
}

/* The first and the last year with a coefficient; FALSE without any. */
static gboolean
find_ends (const NqpView *view, const Years *years, int *first, int *last)
{
  *first = *last = -1;
  for (int t = 0; t < view->scores->n_years; t++)
    if (isfinite (years[t][TOTAL]))
      {
        *first = *first < 0 ? t : *first;
        *last = t;
      }
  return *first >= 0;
}

/* "Inequality fell by 12 % from 2016 to 2023; in 2023 71 % of it lay between groups." */
static char *
say (const NqpView *view, const Years *years)
{
  const NqpPanel *panel = view->scores->panel;
  const int now = isfinite (years[view->year][TOTAL]) ? view->year : -1;
  GString *out = g_string_new (NULL);
  int first, last;

  if (!find_ends (view, years, &first, &last))
    return g_string_free (out, FALSE);
  if (first != last && years[first][TOTAL] > 0)
    {
      const int change = (int)lround (100 * (years[last][TOTAL] / years[first][TOTAL] - 1));

      if (change < 0)
        g_string_append_printf (out, _ ("Inequality fell by %d %% from %d to %d"), -change,
                                panel->years[first], panel->years[last]);
      else if (change > 0)
        g_string_append_printf (out, _ ("Inequality rose by %d %% from %d to %d"), change,
                                panel->years[first], panel->years[last]);
      else
        g_string_append_printf (out, _ ("Inequality was the same in %d and %d"), panel->years[first],
                                panel->years[last]);
    }
  if (now < 0 || panel->n_groups < 2 || !(years[now][TOTAL] > 0))
    return g_string_free (out, FALSE);
  if (out->len > 0)
    g_string_append (out, _ ("; "));
  g_string_append_printf (out, _ ("in %d %d %% of it lay between groups"), panel->years[now],
                          (int)lround (100 * years[now][BETWEEN] / years[now][TOTAL]));
  return g_string_free (out, FALSE);
}

static char *
dagum_title (const NqpView *view)
{
  return nqp_disparity_title (view, _ ("Inequality"));
}

static char *
dagum_subtitle (const NqpView *view, const Years *years)
{
  g_autofree char *method = nqp_view_method_line (view), *words = years != NULL ? say (view, years) : NULL;

  if (words == NULL || *words == '\0')
    return g_strdup_printf (_ ("Gini coefficient and its parts (Dagum); %s"), method);
  /* Translators: a sentence without its full stop, the method */
  return g_strdup_printf (_ ("%s. Gini coefficient and its parts (Dagum); %s"), words, method);
}

static void
draw_bar (NqpScene *scene, const NqpView *view, const NqpStyle *style, const NqpScale *y, double x, double w,
          int year, const double *of_year, double room)
{
  const NqpDatum datum = { -1, year, view->measure };
  const gboolean now = year == view->year;
  double bottom = 0;
  char number[NQP_NUMBER_SIZE];

  for (int k = 0; k < N_PARTS; k++)
    {
      NqpPaint paint = part_paint (style, k);
      const double top = bottom + of_year[k];

      if (!(of_year[k] > 0))
        continue;
      paint.stroke = style->background;
      paint.width = style->scale;
      nqp_scene_rect (scene, x - w / 2, nqp_scale_map (y, top), w,
                      nqp_scale_map (y, bottom) - nqp_scale_map (y, top), 0, &paint, datum);
      bottom = top;
    }
  {
    NqpFont font = nqp_type (style->label, style->text, NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM);

    font.bold = now;
    nqp_number_to_screen (of_year[TOTAL], DECIMALS, number);
    if (!now && nqp_type_width (scene, number, &font) > room)
      return;
    nqp_scene_text (scene, x, nqp_scale_map (y, of_year[TOTAL]) - style->unit / 2, number, &font, datum);
  }
}

static void
draw_legend (NqpScene *scene, const NqpView *view, const NqpStyle *style, const double *now, NqpBox *box)
{
  g_autoptr (NqpLegend) legend = nqp_legend_new ();

  for (int k = 0; k < N_PARTS; k++)
    {
      g_autofree char *text = now[TOTAL] > 0 ? g_strdup_printf (_ ("%s %d %%"), _ (parts[k].name),
                                                                (int)lround (100 * now[k] / now[TOTAL]))
                                             : g_strdup (_ (parts[k].name));

      nqp_legend_add (legend, text, NQP_SAMPLE_SWATCH, part_paint (style, k));
    }
  nqp_legend_cut (legend, scene, box);
}

static NqpScene *
dagum_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *problem = NULL;
  g_autofree Years *years = read_years (view, &problem);
  g_autofree char *title = dagum_title (view), *subtitle = dagum_subtitle (view, (const Years *)years);
  NqpScene *scene = nqp_scene_new (width, height, style);
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle), plot;
  NqpScale y = { 0, 0, 0, 0 };
  NqpYears axis;
  double step;
  int n_ticks;

  if (years == NULL)
    {
      nqp_frame_message (scene, box, problem);
      return scene;
    }
  draw_legend (scene, view, style, years[view->year], &box);
  for (int t = 0; t < view->scores->n_years; t++)
    y.d1 = isfinite (years[t][TOTAL]) ? MAX (y.d1, years[t][TOTAL]) : y.d1;
  y.d1 = MAX (y.d1, 1e-3);
  plot = (NqpBox){ box.x, box.y + style->label * 1.6, 0, box.h - style->label * 1.6 - style->tick * 2.2 };
  n_ticks = CLAMP ((int)(plot.h / (style->tick * 4)), 2, 6);
  y.r0 = plot.y + plot.h;
  y.r1 = plot.y;
  nqp_scale_nice (&y, n_ticks);
  plot.x = box.x + nqp_axis_y_width (scene, y.d0, y.d1, n_ticks) + style->unit;
  plot.w = box.x + box.w - plot.x;
  step = plot.w / MAX (view->scores->n_years, 1);
  nqp_axis_y (scene, &y, plot, n_ticks, "");
  /* no line at the year shown: its number stands there */
  nqp_years_init (&axis, view, (NqpBox){ plot.x, plot.y + plot.h, plot.w, 0 }, step / 2);
  nqp_years_draw (&axis, scene);
  for (int t = 0; t < view->scores->n_years; t++)
    nqp_scene_target (scene, nqp_years_x (&axis, t) - step / 2, plot.y, step, plot.h + style->tick * 2,
                      (NqpDatum){ -1, t, view->measure });
  for (int t = 0; t < view->scores->n_years; t++)
    if (isfinite (years[t][TOTAL]))
      draw_bar (scene, view, style, &y, nqp_years_x (&axis, t), MIN (step * 0.62, WIDEST * style->scale), t,
                years[t], step);
  return scene;
}

static NqpTable *
dagum_table (const NqpView *view, NqpTableUse use)
{
  return nqp_disparity_table (view, "dagum", use);
}

static char *
dagum_summary (const NqpView *view)
{
  g_autofree char *problem = NULL;
  g_autofree Years *years = read_years (view, &problem);
  g_autofree char *title = dagum_title (view),
                  *words = years != NULL ? say (view, (const Years *)years) : NULL;
  GString *out = g_string_new (NULL);

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  if (words != NULL && *words != '\0')
    nqp_parts_say (out, _ ("%s."), words);
  else if (problem != NULL)
    nqp_parts_say (out, "%s", problem);
  return g_string_free (out, FALSE);
}

static char *
dagum_tooltip (const NqpView *view, NqpDatum datum)
{
  g_autofree char *problem = NULL;
  g_autofree Years *years = datum.year >= 0 ? read_years (view, &problem) : NULL;
  GString *out;
  char number[NQP_NUMBER_SIZE];

  if (years == NULL || !isfinite (years[datum.year][TOTAL]))
    return NULL;
  out = g_string_new (NULL);
  g_string_append_printf (out, _ ("%d: Gini coefficient %s"), view->scores->panel->years[datum.year],
                          nqp_number_to_screen (years[datum.year][TOTAL], DECIMALS, number));
  for (int k = 0; k < N_PARTS; k++)
    g_string_append_printf (out, "\n%s %s", _ (parts[k].name),
                            nqp_number_to_screen (years[datum.year][k], DECIMALS, number));
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_disparity_dagum = {
  .id = "disparity.dagum",
  .name = N_ ("Inequality and its parts"),
  .width = 800,
  .height = 560,
  .selects = TRUE,
  .title = dagum_title,
  .build = dagum_build,
  .table = dagum_table,
  .summary = dagum_summary,
  .tooltip = dagum_tooltip,
};
