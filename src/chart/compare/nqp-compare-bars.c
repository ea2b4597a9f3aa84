/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-compare-private.h"
#include "nqp-number.h"

/* compare.bars: for each part of the measure a bar a region, in the order of choice, the mean of all regions as a line across. */

#define MOST_NAMES 0.45 /* of the width, for the names of the parts */
#define FAIR_NAMES 0.28 /* where they are whole in several lines */
#define MOST_LABELS 0.3 /* for what stands behind the bars */
#define BETWEEN 0.9     /* bars of space between two groups, at least */
#define MOST_BETWEEN 2  /* and at most */
#define MOST_BAR 3      /* times the type */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int nodes[NQP_PARTS_MAX], n, n_shown;
  int series[NQP_MAX_COMPARED + 1]; /* regions, -1 = none */
  int index[NQP_MAX_COMPARED + 1];  /* the place of each among those chosen */
  int n_series;
  NqpScale scale;
  NqpBox plot;
  double names, size;       /* of the parts: width, type */
  double bar, group;        /* height with the space around it */
  double label;             /* type behind the bars; 0 = there is no room for any */
  gboolean may_name, named; /* and the region's name stands there, too */
} Bars;

static NqpPaint
mean_paint (const NqpStyle *style)
{
  return nqp_parts_stroke (style->text, 2 * style->scale, 0);
}

static const char *
unit_of (const Bars *self)
{
  if (nqp_parts_is_leaf (self->view, self->view->measure))
    return nqp_view_unit (self->view);
  return nqp_parts_factor (self->view) > 1 ? _ ("points") : NULL;
}

static void
find_domain (Bars *self)
{
  const NqpView *view = self->view;

  if (!nqp_parts_is_leaf (view, view->measure))
    {
      nqp_parts_score_domain (view, self->nodes, self->n, &self->scale);
      return;
    }
  self->scale.d0 = self->scale.d1 = 0;
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      const double v = nqp_view_value (view, view->year, i);

      if (isfinite (v))
        {
          self->scale.d0 = MIN (self->scale.d0, v);
          self->scale.d1 = MAX (self->scale.d1, v);
        }
    }
  if (!(self->scale.d1 > self->scale.d0))
    self->scale.d1 = self->scale.d0 + 1;
  nqp_scale_nice (&self->scale, 5);
}

static char *
label_of (const Bars *self, int node, int k, gboolean named)
{
  const double v = nqp_compare_value (self->view, node, self->series[k]);
  const int decimals = nqp_parts_is_leaf (self->view, self->view->measure) ? nqp_view_decimals (self->view)
                                                                           : nqp_parts_decimals (self->view);
  char number[NQP_NUMBER_SIZE];
  const char *text = isfinite (v) ? nqp_number_to_screen (v, decimals, number) : _ ("no data");

  return named ? g_strdup_printf ("%s  %s", text, nqp_view_region_name (self->view, self->series[k]))
               : g_strdup (text);
}

static NqpTypeFlags
label_flags (int index)
{
  return NQP_TYPE_FIGURES | (index == 0 ? NQP_TYPE_BOLD : 0);
}

static double
labels_width (const Bars *self, double size, gboolean named)
{
  double wide = 0;

  for (int c = 0; c < self->n; c++)
    for (int k = 0; k < self->n_series; k++)
      {
        const NqpFont font = nqp_type (size, self->style->text, label_flags (self->index[k]));
        g_autofree char *text = label_of (self, self->nodes[c], k, named);

        wide = MAX (wide, nqp_type_column (self->scene, text, &font));
      }
  return wide;
}

/* Are all names whole at that width, in as many lines as a group has room for? */
static gboolean
names_fit (const Bars *self, double width)
{
  const int lines = (int)(self->group / nqp_type_line (self->scene, self->size));
  const NqpFont font = nqp_type_in (self->size, self->style->text, 0, width, CLAMP (lines, 1, 3));

  for (int c = 0; c < self->n; c++)
    {
      const char *name = nqp_view_node_name (self->view, self->nodes[c]);

      if (!nqp_scene_text_fits (self->scene, name, &font)
          || nqp_type_breaks_words (self->scene, name, &font, FALSE))
        return FALSE;
    }
  return TRUE;
}

/* A bar is no thinner than a mark, and a group no lower than a line of its name. */
static double
least_group (const Bars *self, double size)
{
  return MAX (nqp_type_line (self->scene, size), (self->n_series + BETWEEN) * self->style->unit * 0.9);
}

static void
choose_labels (Bars *self, double width)
{
  const double sizes[] = { self->style->label, self->style->tick, self->style->footer };

  self->label = 0;
  self->named = FALSE;
  if (!nqp_parts_labelled (self->view))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sizes) && self->label == 0; i++)
    if (nqp_type_line (self->scene, sizes[i]) <= self->bar * 1.05)
      self->label = sizes[i];
  self->named = self->may_name && self->label > 0 && self->n_series > 1
                && labels_width (self, self->label, TRUE) <= width * MOST_LABELS;
}

static NqpLegend *
make_legend (const Bars *self, gboolean regions)
{
  NqpLegend *legend = nqp_legend_new ();

  for (int k = 0; regions && k < self->n_series; k++)
    {
      nqp_legend_add_mark (legend, nqp_view_region_name (self->view, self->series[k]),
                           nqp_parts_series_shape (self->index[k]),
                           nqp_parts_fill (nqp_parts_series_colour (self->style, self->index[k])));
      nqp_legend_bind (legend, (NqpDatum){ self->series[k], self->view->year, -1, 0, 0 });
    }
  nqp_legend_add (legend, _ ("mean of all regions"), NQP_SAMPLE_TICK, mean_paint (self->style));
  return legend;
}

static void
lay_out (Bars *self, NqpBox box)
{
  const NqpStyle *style = self->style;
  const double sizes[] = { style->label, style->tick, style->footer };
  const double gap = style->unit, axis = nqp_axis_x_height (self->scene, box, unit_of (self)),
               room = box.h - axis;
  double right;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const NqpFont font = nqp_type (sizes[i], style->text, 0);

      self->size = sizes[i];
      self->names = nqp_parts_names_width (self->view, self->scene, self->nodes, self->n, &font);
      if (self->names < box.w * MOST_NAMES && least_group (self, sizes[i]) * self->n <= room)
        break;
    }
  self->n_shown = self->n;
  if (least_group (self, self->size) * self->n > room)
    {
      nqp_scene_set_need (self->scene, nqp_scene_height (self->scene) - room
                                           + least_group (self, self->size) * self->n + 1);
      self->n_shown
          = MAX (1, (int)((room - nqp_type_line (self->scene, self->size)) / least_group (self, self->size)));
    }
  self->names = MIN (self->names, box.w * MOST_NAMES);
  if (self->n_shown < self->n)
    box.h -= nqp_type_line (self->scene, self->size);
  self->group = (box.h - axis) / self->n_shown;
  self->bar = MIN (self->group / (self->n_series + BETWEEN), style->label * MOST_BAR);
  self->group = MIN (self->group, self->bar * (self->n_series + MOST_BETWEEN));
  if (self->names > box.w * FAIR_NAMES && names_fit (self, box.w * FAIR_NAMES))
    self->names = box.w * FAIR_NAMES;
  choose_labels (self, box.w);
  self->names = MAX (
      self->names, nqp_axis_x_left (self->scene, box, unit_of (self), self->scale.d0, self->scale.d1) - gap);
  right = self->label > 0 ? labels_width (self, self->label, self->named) + 2 * gap : gap;
  self->plot = (NqpBox){ box.x + self->names + gap, box.y, box.w - self->names - 2 * gap - right,
                         self->group * self->n_shown };
  self->scale.r0 = self->plot.x;
  self->scale.r1 = self->plot.x + self->plot.w;
}

/* Where all bars have their region's name the legend does without. */
static void
draw_legend_and_lay_out (Bars *self, NqpBox *box)
{
  g_autoptr (NqpLegend) whole = make_legend (self, TRUE);
  g_autoptr (NqpLegend) rest = make_legend (self, FALSE);
  NqpBox tried = *box;

  nqp_box_cut_top (&tried, nqp_legend_height (rest, self->scene, box->w) + 3 * self->style->unit);
  self->may_name = TRUE;
  lay_out (self, tried);
  self->may_name = self->named;
  nqp_legend_cut (self->named ? rest : whole, self->scene, box);
  lay_out (self, *box);
}

static NqpPaint
bar_paint (const NqpStyle *style, int index)
{
  NqpPaint paint = nqp_parts_fill (nqp_parts_series_colour (style, index));

  if (style->patterns)
    nqp_parts_set_pattern (&paint, nqp_parts_pattern (index), 0.55);
  return paint;
}

/* A bar from zero that ends in the region's mark, hollow where a value stands for a missing one, with its number behind. */
static void
draw_bar (const Bars *self, int node, int k, double y, double mean_x)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  const int region = self->series[k], index = self->index[k];
  const double v = nqp_compare_value (view, node, region), zero = nqp_scale_map (&self->scale, 0),
               thick = self->bar * 0.78, radius = MIN (self->bar * 0.42, style->unit * 0.75);
  const NqpDatum datum = { region, view->year, node, 0, 0 };
  const NqpColour colour = nqp_parts_series_colour (style, index);
  double end = zero, label_x;

  if (isfinite (v))
    {
      const NqpPaint paint = bar_paint (style, index);
      const gboolean hollow = nqp_scores_is_imputed (view->scores, node, view->year, region);
      const NqpPaint mark = { .fill = hollow ? style->background : colour,
                              .stroke = hollow ? colour : style->background,
                              .width = style->scale };

      end = nqp_scale_map (&self->scale, v);
      nqp_scene_rect (self->scene, MIN (zero, end), y - thick / 2, fabs (end - zero), thick, 0, &paint,
                      datum);
      nqp_scene_mark (self->scene, nqp_parts_series_shape (index), end, y, radius, &mark, datum);
    }
  else
    {
      const NqpPaint missing = nqp_parts_missing (style);

      end = zero + style->label * 2;
      nqp_scene_rect (self->scene, zero, y - thick / 2, end - zero, thick, 0, &missing, datum);
    }
  nqp_scene_target (self->scene, self->plot.x, y - self->bar / 2, self->plot.w, self->bar, datum);
  if (self->label == 0)
    return;
  label_x = MAX (zero, end) + radius + style->unit * 0.5;
  {
    g_autofree char *text = label_of (self, node, k, self->named);
    NqpFont font = nqp_type (self->label, style->text, label_flags (index));
    const double wide = nqp_type_width (self->scene, text, &font);

    if (mean_x > label_x - style->unit * 0.5 && mean_x < label_x + wide + style->unit * 0.5)
      label_x = mean_x + style->unit * 0.5; /* behind the line, not on it */
    font.halo = style->background;
    nqp_scene_text (self->scene, label_x, y, text, &font, datum);
  }
}

static void
draw_group (const Bars *self, int c)
{
  const NqpStyle *style = self->style;
  const int node = self->nodes[c];
  const double top = self->plot.y + self->group * c, line = nqp_type_line (self->scene, self->size);
  const double mean = nqp_compare_mean (self->view, node),
               mean_x = isfinite (mean) ? nqp_scale_map (&self->scale, mean) : NAN;
  const double first = top + (self->group - self->bar * self->n_series) / 2;
  const NqpPaint tick = mean_paint (style);

  nqp_scene_target (self->scene, self->plot.x - self->names - style->unit, top, self->names, self->group,
                    (NqpDatum){ self->view->focus, self->view->year, node, 0, 0 });
  nqp_type_write (self->scene, self->plot.x - style->unit, top + self->group / 2,
                  nqp_view_node_name (self->view, node),
                  nqp_type_in (self->size, style->text, NQP_TYPE_END, self->names,
                               CLAMP ((int)(self->group / line), 1, 4)));
  for (int k = 0; k < self->n_series; k++)
    draw_bar (self, node, k, first + self->bar * (k + 0.5), mean_x);
  if (isfinite (mean_x))
    nqp_scene_line (self->scene, mean_x, first - self->bar * 0.2, mean_x,
                    first + self->bar * (self->n_series + 0.2), &tick, NQP_DATUM_NONE);
}

static char *
bars_subtitle (const NqpView *view)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_compare_parts (view, nodes), j = view->scores->tree->nodes[view->measure].indicator;
  GString *out = g_string_new (NULL);
  g_autofree char *method = nqp_view_method_line (view);

  if (j >= 0)
    g_string_append (out, view->scores->panel->indicators[j].direction < 0
                              ? _ ("Raw values; less is better")
                              : _ ("Raw values; more is better"));
  else
    g_string_append (out, method);
  if (nqp_compare_any_imputed (view, nodes, n))
    g_string_append (out, _ ("; hollow: partly imputed or edited"));
  return g_string_free (out, FALSE);
}

static NqpScene *
bars_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = nqp_compare_title (view), *subtitle = bars_subtitle (view);
  NqpScene *scene = nqp_scene_new (width, height, style);
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle);
  Bars self = { .view = view, .scene = scene, .style = style };
  int series[NQP_MAX_COMPARED + 1], n_has = 0;

  nqp_scene_set_shows_focus (scene);
  self.n = nqp_compare_parts (view, self.nodes);
  for (int k = 0, n = nqp_parts_series (view, series); k < n; k++)
    if (series[k] >= 0)
      {
        self.series[self.n_series] = series[k];
        self.index[self.n_series++] = k;
        for (int c = 0; c < self.n; c++)
          n_has += isfinite (nqp_compare_value (view, self.nodes[c], series[k]));
      }
  if (n_has == 0)
    {
      nqp_frame_message (scene, box,
                         self.n_series == 0
                             ? _ ("Choose regions to compare them.")
                             : _ ("There are no data for these regions and this measure in this year."));
      return scene;
    }
  find_domain (&self);
  draw_legend_and_lay_out (&self, &box);
  nqp_axis_x (scene, &self.scale, box, self.plot, 5, unit_of (&self));
  if (self.n_shown < self.n)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%d more", "%d more", (gulong)(self.n - self.n_shown)), self.n - self.n_shown);
      const NqpFont font = nqp_type (self.size, style->dim, NQP_TYPE_BOTTOM);

      nqp_scene_text (scene, box.x, box.y + box.h, text, &font, NQP_DATUM_NONE);
    }
  for (int c = 0; c < self.n_shown; c++)
    draw_group (&self, c);
  return scene;
}

static NqpTable *
bars_table (const NqpView *view, NqpTableUse use)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_compare_parts (view, nodes);

  return nqp_compare_table (view, use, nodes, n, FALSE);
}

static char *
bars_caption (const NqpView *view)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_compare_parts (view, nodes);
  GString *out = g_string_new (NULL);

  nqp_compare_say (view, nodes, n, out);
  return g_string_free (out, FALSE);
}

static char *
bars_summary (const NqpView *view)
{
  int nodes[NQP_PARTS_MAX];
  const int n = nqp_compare_parts (view, nodes);

  return nqp_compare_summary (view, nodes, n);
}

const NqpChart nqp_chart_compare_bars = {
  .id = "compare.bars",
  .name = N_ ("Regions compared"),
  .width = 800,
  .height = 640,
  .explains = TRUE,
  .lists_chosen = TRUE,
  .options = NQP_OPTION_BIT (DECIMALS) | NQP_OPTION_BIT (LABELS),
  .title = nqp_compare_title,
  .build = bars_build,
  .table = bars_table,
  .caption = bars_caption,
  .summary = bars_summary,
};
