/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-robustness-parts.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-number.h"

static gboolean
is_place (const NqpView *view, int n_regions, int measure, int year)
{
  return n_regions == view->scores->n_regions && measure >= 0 && measure < view->scores->n_nodes && year >= 0
         && year < view->scores->n_years;
}

const NqpUncertainty *
nqp_robustness_uncertainty (const NqpView *view)
{
  const NqpUncertainty *self = view->uncertainty;

  return self != NULL && is_place (view, self->n_regions, self->spec.measure, self->spec.year) ? self : NULL;
}

const NqpSensitivity *
nqp_robustness_sensitivity (const NqpView *view)
{
  const NqpSensitivity *self = view->sensitivity;

  return self != NULL && is_place (view, view->scores->n_regions, self->spec.measure, self->spec.year) ? self
                                                                                                       : NULL;
}

const NqpAlternatives *
nqp_robustness_alternatives (const NqpView *view)
{
  const NqpAlternatives *self = view->alternatives;

  return self != NULL && is_place (view, self->n_regions, self->measure, self->year) ? self : NULL;
}

NqpView
nqp_robustness_view (const NqpView *view, int measure, int year)
{
  NqpView own = *view;

  own.measure = measure;
  own.year = year;
  return own;
}

char *
nqp_robustness_title (const NqpView *view, const char *what)
{
  g_autofree char *name = nqp_view_measure_name (view);

  /* Translators: what is shown, a measure, a year: "Rank intervals: Drivers, 2023" */
  return g_strdup_printf (_ ("%s: %s, %d"), what, name, nqp_parts_year (view));
}

char *
nqp_robustness_varied (const NqpUncertaintySpec *spec)
{
  GString *out = g_string_new (NULL);

  for (int f = 0; f < NQP_N_FACTORS; f++)
    {
      g_autofree char *lower = NULL;

      if ((spec->vary & NQP_VARY (f)) == 0)
        continue;
      lower = g_utf8_strdown (_ (nqp_factors[f].name), -1);
      g_string_append_printf (out, "%s%s", out->len > 0 ? _ (", ") : "", lower);
      if (f == NQP_FACTOR_WEIGHTS && spec->dirichlet)
        g_string_append (out, _ (" (any)"));
      else if (f == NQP_FACTOR_WEIGHTS)
        g_string_append_printf (out, _ (" (±%.0f %%)"), 100 * spec->spread);
    }
  return g_string_free (out, FALSE);
}

char *
nqp_robustness_drawn (const NqpUncertaintySpec *spec)
{
  g_autofree char *varied = nqp_robustness_varied (spec);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, spec->seed);
  char number[NQP_NUMBER_SIZE];

  /* Translators: how many draws, what is varied in them, the number they follow from */
  return g_strdup_printf (_ ("%s draws of %s; seed %s"), nqp_number_to_screen (spec->draws, 0, number),
                          varied, seed);
}

/* Why what is shown is not what is chosen; NULL if it is. */
static char *
make_warning (const NqpView *view, const NqpView *own)
{
  if (view->stale)
    return g_strdup (_ ("Computed for other weights: run again"));
  if (view->before != NULL)
    return g_strdup (_ ("Computed without the assumed values"));
  if (own->measure != view->measure || own->year != view->year)
    {
      g_autofree char *name = nqp_view_measure_name (view);

      /* Translators: a measure and a year */
      return g_strdup_printf (_ ("Not for what is chosen: run again for %s, %d"), name,
                              nqp_parts_year (view));
    }
  return NULL;
}

NqpBox
nqp_robustness_begin (NqpScene *scene, const NqpView *view, const NqpView *own, const char *title,
                      const char *subtitle)
{
  g_autofree char *full = make_warning (view, own);
  const NqpStyle *style = nqp_scene_style (scene);
  NqpBox box = nqp_frame_begin (scene, own, title, subtitle);
  const NqpPaint mark = nqp_parts_warning (style);
  const double radius = style->label * 0.42;
  const NqpFont font = nqp_type_in (style->label, style->text, NQP_TYPE_BOLD | NQP_TYPE_TOP,
                                    box.w - 2 * radius - style->unit, 2);
  const char *warning = full;

  nqp_scene_set_shows_focus (scene);
  if (warning == NULL)
    return box;
  if (!nqp_scene_text_fits (scene, warning, &font)) /* the name of a measure may be long */
    warning = _ ("Not for what is chosen: run again");
  nqp_scene_mark (scene, NQP_SHAPE_MARK_TRIANGLE, box.x + radius, box.y + style->label * 0.6, radius, &mark,
                  NQP_DATUM_NONE);
  nqp_scene_text (scene, box.x + 2 * radius + style->unit, box.y, warning, &font, NQP_DATUM_NONE);
  nqp_box_cut_top (&box, nqp_type_height (scene, warning, &font) + style->unit);
  box.h = MAX (box.h, 1);
  return box;
}

GString *
nqp_robustness_summary (const NqpView *view, const NqpView *own, const char *title,
                        const NqpUncertaintySpec *drawn)
{
  g_autofree char *warning = make_warning (view, own),
                  *draws = drawn != NULL ? nqp_robustness_drawn (drawn) : NULL;
  GString *out = g_string_new (NULL);

  if (warning != NULL)
    nqp_parts_say (out, _ ("%s."), warning);
  if (draws != NULL)
    nqp_parts_say (out, _ ("%s, %s."), title, draws);
  else
    nqp_parts_say (out, _ ("%s."), title);
  return out;
}

void
nqp_robustness_missing (NqpScene *scene, const NqpView *view, const char *title)
{
  NqpBox box = nqp_frame_begin (scene, view, title, NULL);

  nqp_frame_message (
      scene, box,
      _ ("Not computed yet: “Run” on the page Robustness tries the ranking under many other choices."));
}

char *
nqp_robustness_missing_summary (const NqpView *view, const char *title)
{
  GString *out = g_string_new (title);

  g_string_append (out, _ (". "));
  g_string_append (
      out, _ ("Not computed yet: “Run” on the page Robustness tries the ranking under many other choices."));
  return g_string_free (out, FALSE);
}

NqpPaint
nqp_robustness_diverging (const NqpStyle *style, double t)
{
  const gboolean dark = nqp_colour_lightness (style->background) < 0.5;
  const NqpColour better = nqp_colour_parse (dark ? "#56a0e0" : "#1f66ac"),
                  worse = nqp_colour_parse (dark ? "#e8705f" : "#b2182b");
  const NqpColour middle = nqp_colour_mix (style->background, style->text, 0.06);
  const double strength = fmin (fabs (t), 1);
  NqpPaint paint = nqp_parts_fill (middle);

  if (strength > 0) /* the least change is told from none */
    paint.fill = nqp_colour_mix (middle, t < 0 ? better : worse, 0.12 + 0.88 * strength);
  if (style->patterns && t > 0)
    nqp_parts_set_pattern (&paint, NQP_PATTERN_HATCH, 0.4);
  return paint;
}

void
nqp_robustness_legend (NqpScene *scene, NqpBox *box, const char *better, const char *middle,
                       const char *worse)
{
  const char *texts[] = { better, middle, worse };
  g_autoptr (NqpLegend) legend = nqp_legend_new ();

  for (int i = 0; i < 3; i++)
    nqp_legend_add (legend, texts[i], NQP_SAMPLE_SWATCH,
                    nqp_robustness_diverging (nqp_scene_style (scene), i - 1));
  nqp_legend_cut (legend, scene, box);
}

void
nqp_robustness_cell (NqpScene *scene, NqpBox cell, const NqpPaint *paint, const char *number, double number_w,
                     NqpDatum datum)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont font
      = nqp_type (style->footer, nqp_colour_on (paint->fill), NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE);
  const double gap = cell.w > 12 ? style->scale : 0.5 * style->scale;

  nqp_scene_rect (scene, cell.x + gap / 2, cell.y + gap / 2, cell.w - gap, cell.h - gap, 0, paint, datum);
  if (number != NULL && number_w <= cell.w && nqp_type_height (scene, number, &font) <= cell.h + 1)
    nqp_scene_text (scene, cell.x + cell.w / 2, cell.y + cell.h / 2, number, &font, NQP_DATUM_NONE);
}

void
nqp_robustness_order (const NqpView *view, int *out)
{
  const NqpUncertainty *result = nqp_robustness_uncertainty (view);

  if (result != NULL)
    nqp_uncertainty_nominal_order (result, out);
  else
    nqp_view_order (view, out);
}

int
nqp_robustness_window (const NqpView *view, const int *order, int n, int n_most, int *out_first)
{
  const int n_shown = CLAMP (n_most, 1, MAX (n, 1));
  int focus = 0;

  for (int i = 0; i < n; i++)
    if (order[i] == view->focus)
      focus = i;
  *out_first = CLAMP (focus - n_shown / 2, 0, n - n_shown);
  return n_shown;
}

void
nqp_robustness_heads (NqpScene *scene, const NqpView *view, const int *regions, const int *nominal, int n,
                      double x, double w, double y)
{
  const NqpStyle *style = nqp_scene_style (scene);
  NqpFont font = nqp_type (style->footer, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_MIDDLE | NQP_TYPE_BOTTOM);
  double widest = 0, until = -INFINITY, focus_x = NAN, focus_w = 0;

  for (int c = 0; c < n; c++)
    {
      char number[16];

      g_snprintf (number, sizeof number, "%d", nominal[regions[c]]);
      nqp_scene_measure (scene, number, &font, &widest, NULL);
      if (regions[c] == view->focus)
        {
          focus_x = x + (c + 0.5) * w;
          focus_w = widest * 1.15;
        }
    }
  for (int c = 0; c < n; c++)
    {
      const double at = x + (c + 0.5) * w;
      const gboolean focus = regions[c] == view->focus;
      NqpFont own = font;
      char number[16];
      double half;

      if (nominal[regions[c]] == 0)
        continue;
      g_snprintf (number, sizeof number, "%d", nominal[regions[c]]);
      own.bold = focus;
      own.colour = focus ? style->text : style->dim;
      nqp_scene_measure (scene, number, &own, &half, NULL);
      half /= 2;
      if (!focus && (at - half < until + 2 || fabs (at - focus_x) < half + focus_w / 2 + 2))
        continue;
      nqp_scene_text (scene, at, y, number, &own, NQP_DATUM_NONE);
      until = at + half;
    }
}
