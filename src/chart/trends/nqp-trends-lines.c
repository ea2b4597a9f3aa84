/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-parts.h"
#include "nqp-number.h"
#include "nqp-sort.h"

/* trends.lines: the measure over the years for focus, compared regions and the mean; the others behind. */

#define MANY_REGIONS 120 /* more than these are told apart no longer: their middle 80 % is shaded instead */

typedef struct
{
  const NqpView *view;
  NqpScene *scene;
  const NqpStyle *style;
  int n_years;
  double *mean;       /* [year] */
  double *low, *high; /* [year]: 10th and 90th percentile of the regions */
  NqpScale x, y;
  NqpBox plot;
} Trends;

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
quantile (const double *sorted, int n, double p)
{
  double at = p * (n - 1);
  int i = (int)at;

  return n == 0 ? NAN : i + 1 < n ? sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]) : sorted[i];
}

/* The year's mean and spread over the regions, of what is shown. */
static void
survey_year (const NqpView *view, int year, double *mean, double *low, double *high)
{
  g_autofree double *values = g_new (double, MAX (view->scores->n_regions, 1));
  double sum = 0;
  int n = 0;

  for (int i = 0; i < view->scores->n_regions; i++)
    {
      double v = nqp_view_value (view, year, i);

      if (isfinite (v))
        {
          values[n++] = v;
          sum += v;
        }
    }
  *mean = n > 0 ? sum / n : NAN;
  if (low == NULL)
    return;
  nqp_sort (values, (size_t)n, sizeof *values, compare_doubles);
  *low = quantile (values, n, 0.1);
  *high = quantile (values, n, 0.9);
}

static double
year_x (const Trends *self, int year)
{
  if (self->n_years < 2)
    return self->plot.x + self->plot.w / 2;
  return nqp_scale_map (&self->x, self->view->scores->panel->years[year]);
}

static void
find_range (Trends *self)
{
  const NqpView *view = self->view;
  gboolean many = view->scores->n_regions > MANY_REGIONS;
  double lo = INFINITY, hi = -INFINITY;

  for (int t = 0; t < self->n_years; t++)
    {
      survey_year (view, t, &self->mean[t], &self->low[t], &self->high[t]);
      for (int i = 0; i < view->scores->n_regions; i++)
        {
          double v = many && nqp_view_compared_index (view, i) < 0 ? NAN : nqp_view_value (view, t, i);

          if (isfinite (v))
            {
              lo = MIN (lo, v);
              hi = MAX (hi, v);
            }
        }
      if (many && isfinite (self->low[t]))
        {
          lo = MIN (lo, self->low[t]);
          hi = MAX (hi, self->high[t]);
        }
    }
  if (!isfinite (lo))
    lo = 0, hi = 1;
  if (!nqp_parts_is_leaf (view, view->measure) || (lo > 0 && lo < hi * 0.6))
    lo = MIN (lo, 0);
  if (!(hi > lo))
    hi = lo + (lo != 0 ? fabs (lo) * 0.1 : 1);
  self->y.d0 = lo;
  self->y.d1 = hi;
}

/* A line over the years, broken where a value is missing. */
static void
draw_line (const Trends *self, const double *values, const NqpPaint *paint, NqpDatum datum)
{
  g_autofree double *xy = g_new (double, 2 * MAX (self->n_years, 1));
  int n = 0;

  for (int t = 0; t <= self->n_years; t++)
    {
      if (t < self->n_years && isfinite (values[t]))
        {
          xy[2 * n] = year_x (self, t);
          xy[2 * n + 1] = nqp_scale_map (&self->y, values[t]);
          n++;
          continue;
        }
      if (n > 1)
        nqp_scene_polyline (self->scene, xy, n, FALSE, paint, datum);
      n = 0;
    }
}

static void
draw_others (const Trends *self)
{
  const NqpView *view = self->view;
  NqpColour grey = nqp_colour_mix (self->style->background, self->style->dim, 0.35);
  NqpPaint line = nqp_parts_stroke (grey, self->style->scale * 0.8, 0);
  double half = self->style->unit;

  if (view->scores->n_regions > MANY_REGIONS)
    {
      g_autofree double *xy = g_new (double, 4 * self->n_years);
      NqpPaint band = nqp_parts_fill (nqp_parts_alpha (self->style->dim, 0.18));
      int n = 0;

      for (int t = 0; t < self->n_years; t++)
        if (isfinite (self->low[t]))
          {
            xy[2 * n] = year_x (self, t);
            xy[2 * n++ + 1] = nqp_scale_map (&self->y, self->high[t]);
          }
      for (int t = self->n_years - 1; t >= 0; t--)
        if (isfinite (self->low[t]))
          {
            xy[2 * n] = year_x (self, t);
            xy[2 * n++ + 1] = nqp_scale_map (&self->y, self->low[t]);
          }
      if (n > 3)
        nqp_scene_polyline (self->scene, xy, n, TRUE, &band, NQP_DATUM_NONE);
      return;
    }
  for (int i = 0; i < view->scores->n_regions; i++)
    {
      g_autofree double *values = g_new (double, self->n_years);
      NqpDatum whole = { i, -1, view->measure };

      if (nqp_view_compared_index (view, i) >= 0)
        continue;
      for (int t = 0; t < self->n_years; t++)
        values[t] = nqp_view_value (view, t, i);
      draw_line (self, values, &line, whole);
      for (int t = 0; t < self->n_years; t++)
        if (isfinite (values[t]))
          nqp_scene_target (self->scene, year_x (self, t) - half,
                            nqp_scale_map (&self->y, values[t]) - half / 2, 2 * half, half,
                            (NqpDatum){ i, t, view->measure });
    }
}

static void
draw_series (const Trends *self, int region, int index)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpColour colour = nqp_parts_series_colour (style, index);
  NqpPaint line = nqp_parts_stroke (colour, (index == 0 ? 3 : 2) * style->scale, 0);
  g_autofree double *values = g_new (double, self->n_years);
  double radius = style->unit * (index == 0 ? 0.65 : 0.6);

  for (int t = 0; t < self->n_years; t++)
    values[t] = nqp_view_value (view, t, region);
  draw_line (self, values, &line, (NqpDatum){ region, -1, view->measure });
  for (int t = 0; t < self->n_years; t++)
    if (isfinite (values[t]))
      {
        gboolean imputed = nqp_scores_is_imputed (view->scores, view->measure, t, region);
        NqpPaint mark
            = { .fill = imputed ? style->background : colour, .stroke = colour, .width = 1.5 * style->scale };
        NqpDatum datum = { region, t, view->measure };
        double x = year_x (self, t), y = nqp_scale_map (&self->y, values[t]);

        nqp_scene_target (self->scene, x - radius * 2, y - radius * 2, radius * 4, radius * 4, datum);
        nqp_scene_mark (self->scene, nqp_parts_series_shape (index), x, y, radius, &mark, datum);
      }
}

typedef struct
{
  char *text;
  double at, end; /* y of the line's end and x there */
  NqpColour colour;
  int index, region; /* -1: the mean */
} EndLabel;

static int
by_end (const void *a, const void *b)
{
  double x = ((const EndLabel *)a)->at, y = ((const EndLabel *)b)->at;

  return (x > y) - (x < y);
}

static gboolean
make_label (const Trends *self, EndLabel *label, const char *name, const double *values)
{
  for (int t = self->n_years - 1; t >= 0; t--)
    if (isfinite (values[t]))
      {
        char number[NQP_NUMBER_SIZE];

        label->text = g_strdup_printf (
            "%s %s", name, nqp_number_to_screen (values[t], nqp_view_decimals (self->view), number));
        label->at = values[t];
        label->end = t;
        return TRUE;
      }
  return FALSE;
}

static int
make_labels (const Trends *self, EndLabel *labels)
{
  const NqpView *view = self->view;
  g_autofree double *values = g_new (double, MAX (self->n_years, 1));
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n = 0;

  for (int k = 0; k < n_series; k++)
    {
      if (series[k] < 0)
        continue;
      for (int t = 0; t < self->n_years; t++)
        values[t] = nqp_view_value (view, t, series[k]);
      labels[n]
          = (EndLabel){ .index = k, .region = series[k], .colour = nqp_parts_series_colour (self->style, k) };
      n += make_label (self, &labels[n], nqp_view_region_name (view, series[k]), values);
    }
  labels[n] = (EndLabel){ .index = -1, .region = -1, .colour = self->style->dim };
  n += make_label (self, &labels[n], _ ("mean"), self->mean);
  return n;
}

static void
draw_labels (const Trends *self, EndLabel *labels, int n, double x, double w)
{
  const NqpStyle *style = self->style;
  double at[NQP_MAX_COMPARED + 2] = { 0 }, size[NQP_MAX_COMPARED + 2] = { 0 };
  NqpFont font = nqp_scene_font (self->scene, style->label, style->text);

  /* a long name in a narrow picture takes two lines rather than being cut */
  font.max_width = w - style->unit * 2;
  font.max_lines = 2;
  for (int i = 0; i < n; i++)
    {
      labels[i].at = nqp_scale_map (&self->y, labels[i].at);
      labels[i].end = year_x (self, (int)labels[i].end);
    }
  nqp_sort (labels, (size_t)n, sizeof *labels, by_end);
  for (int i = 0; i < n; i++)
    {
      at[i] = labels[i].at;
      font.bold = labels[i].index == 0;
      nqp_scene_measure (self->scene, labels[i].text, &font, NULL, &size[i]);
    }
  nqp_spread (at, size, n, self->plot.y - style->label, self->plot.y + self->plot.h + style->label);
  for (int i = 0; i < n; i++)
    {
      NqpPaint leader = nqp_parts_stroke (labels[i].colour, 0.8 * style->scale, 2);
      NqpPaint mark = nqp_parts_fill (labels[i].colour);
      double mark_x = x + style->unit * 0.6;

      font.colour = nqp_parts_readable (style, labels[i].colour);
      font.bold = labels[i].index == 0;
      nqp_scene_line (self->scene, labels[i].end + style->unit, labels[i].at, x - style->unit * 0.5, at[i],
                      &leader, NQP_DATUM_NONE);
      if (labels[i].index >= 0)
        nqp_scene_mark (self->scene, nqp_parts_series_shape (labels[i].index), mark_x, at[i],
                        style->unit * 0.6, &mark, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, x + style->unit * 2, at[i], labels[i].text, &font, NQP_DATUM_NONE);
    }
}

static void
draw_years (const Trends *self)
{
  const NqpView *view = self->view;
  const NqpStyle *style = self->style;
  NqpFont font = nqp_scene_font (self->scene, style->tick, style->dim);
  NqpPaint now = nqp_parts_stroke (nqp_parts_alpha (style->accent, 0.6), 1.5 * style->scale, 0);
  double x = year_x (self, view->year), w, bottom = self->plot.y + self->plot.h, last = -INFINITY;
  char text[16];

  nqp_scene_line (self->scene, x, self->plot.y, x, bottom, &now, NQP_DATUM_NONE);
  font.align = NQP_ALIGN_MIDDLE;
  font.valign = NQP_ALIGN_START;
  font.bold = TRUE;
  nqp_scene_measure (self->scene, "2000", &font, &w, NULL);
  w *= 1.35;
  for (int t = 0; t < self->n_years; t++)
    {
      gboolean current = t == view->year;
      double at = year_x (self, t);
      NqpPaint tick = nqp_parts_stroke (style->dim, style->scale, 0);

      nqp_scene_line (self->scene, at, bottom, at, bottom + style->unit / 2, &tick, NQP_DATUM_NONE);
      if (!current && (at - last < w || fabs (at - x) < w))
        continue;
      if (!current && t != self->n_years - 1 && t != 0 && year_x (self, self->n_years - 1) - at < w)
        continue; /* the last year is named rather than the one before */
      if (!current)
        last = at;
      font.bold = current;
      font.colour = current ? style->text : style->dim;
      g_snprintf (text, sizeof text, "%d", view->scores->panel->years[t]);
      nqp_scene_text (self->scene, at, bottom + style->unit, text, &font, NQP_DATUM_NONE);
    }
}

static char *
trends_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  g_autofree char *unit = nqp_parts_is_leaf (view, view->measure) ? nqp_parts_unit (view) : g_strdup ("");
  g_autofree char *whole = g_strconcat (name, unit, NULL);
  const NqpPanel *panel = view->scores->panel;

  if (view->scores->n_years < 2)
    return g_strdup_printf (_ ("%s, %d"), whole, nqp_parts_year (view));
  /* Translators: name of a measure, first and last year */
  return g_strdup_printf (_ ("%s, %d–%d"), whole, panel->years[0], panel->years[view->scores->n_years - 1]);
}

static gboolean
any_imputed (const NqpView *view)
{
  int series[NQP_MAX_COMPARED + 1];
  int n = nqp_parts_series (view, series);

  for (int k = 0; k < n; k++)
    for (int t = 0; series[k] >= 0 && t < view->scores->n_years; t++)
      if (isfinite (nqp_view_value (view, t, series[k]))
          && nqp_scores_is_imputed (view->scores, view->measure, t, series[k]))
        return TRUE;
  return FALSE;
}

static char *
trends_subtitle (const NqpView *view)
{
  GString *out = g_string_new (NULL);
  g_autofree char *method = NULL;
  gboolean leaf = nqp_parts_is_leaf (view, view->measure);

  if (!leaf && !nqp_method_is_pooled (&view->scores->method))
    g_string_append (out, _ ("Normalised within each year: scores of different years are not comparable. "));
  method = nqp_view_method_line (view);
  g_string_append (out, method);
  if (view->scores->n_regions > MANY_REGIONS)
    /* xgettext:no-c-format */
    g_string_append (out, _ ("; shaded: 80 % of the regions around the median"));
  else if (view->scores->n_regions > 1)
    g_string_append (out, _ ("; thin lines: the other regions"));
  if (any_imputed (view))
    g_string_append (out, _ ("; hollow: partly imputed or edited"));
  return g_string_free (out, FALSE);
}

static NqpScene *
trends_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = trends_title (view), *subtitle = trends_subtitle (view);
  NqpScene *scene = nqp_scene_new (width, height, style);
  int n_years = view->scores->n_years;
  g_autofree double *years = g_new (double, 3 * MAX (n_years, 1));
  Trends self = { .view = view,
                  .scene = scene,
                  .style = style,
                  .n_years = n_years,
                  .mean = years,
                  .low = years + n_years,
                  .high = years + 2 * n_years };
  NqpBox box = nqp_frame_begin (scene, view, title, subtitle);
  EndLabel labels[NQP_MAX_COMPARED + 2];
  int series[NQP_MAX_COMPARED + 1];
  int n_series = nqp_parts_series (view, series), n_labels, n_ticks;
  NqpFont font = nqp_scene_font (scene, style->label, style->text);
  NqpFont tick_font = nqp_scene_font (scene, style->tick, style->dim);
  double w, wide = 0, ticks_w = 0;
  double ticks[32];
  int decimals;
  char number[NQP_NUMBER_SIZE];

  nqp_scene_set_shows_focus (scene);
  find_range (&self);
  n_labels = make_labels (&self, labels);
  if (n_labels == 0)
    {
      nqp_frame_message (scene, box, _ ("There are no data for this measure."));
      return scene;
    }
  font.bold = TRUE;
  for (int i = 0; i < n_labels; i++)
    {
      nqp_scene_measure (scene, labels[i].text, &font, &w, NULL);
      wide = MAX (wide, w);
    }
  wide = MIN (ceil (wide) + style->unit * 2 + 1, box.w * 0.34);
  self.plot.h = box.h - style->tick * 3.6;
  self.plot.y = box.y + style->tick * 1.8;
  n_ticks = CLAMP ((int)(self.plot.h / (style->tick * 4)), 2, 6);
  self.y.r0 = self.plot.y + self.plot.h;
  self.y.r1 = self.plot.y;
  nqp_scale_nice (&self.y, n_ticks);
  for (int i = nqp_ticks (self.y.d0, self.y.d1, n_ticks, ticks, G_N_ELEMENTS (ticks), &decimals) - 1; i >= 0;
       i--)
    {
      nqp_scene_measure (scene, nqp_number_to_screen (ticks[i], decimals, number), &tick_font, &w, NULL);
      ticks_w = MAX (ticks_w, w);
    }
  self.plot.x = box.x + ceil (ticks_w) + style->unit;
  self.plot.w = box.x + box.w - wide - style->unit * 2.5 - self.plot.x;
  self.x = (NqpScale){ view->scores->panel->years[0], view->scores->panel->years[n_years - 1],
                       self.plot.x + style->unit * 2, self.plot.x + self.plot.w - style->unit };
  nqp_axis_y (scene, &self.y, self.plot, n_ticks, nqp_view_unit (view), TRUE);
  draw_years (&self);
  draw_others (&self);
  {
    NqpPaint dashed = nqp_parts_stroke (style->dim, 2 * style->scale, 4 * style->scale);

    draw_line (&self, self.mean, &dashed, NQP_DATUM_NONE);
  }
  for (int k = n_series - 1; k >= 0; k--)
    if (series[k] >= 0)
      draw_series (&self, series[k], k);
  draw_labels (&self, labels, n_labels, self.plot.x + self.plot.w + style->unit * 1.5, wide);
  for (int i = 0; i < n_labels; i++)
    g_free (labels[i].text);
  return scene;
}

/* On a page: a row a region, a column a year. */
static NqpTable *
years_table (const NqpView *view, NqpTableUse use)
{
  const NqpScores *scores = view->scores;
  NqpTable *table = nqp_parts_table_new (use);
  const int decimals = nqp_view_decimals (view);
  int first = -1, change;

  nqp_parts_table_show_region (table, view, -1);
  for (int t = 0; t < scores->n_years; t++)
    {
      g_autofree char *year = g_strdup_printf ("%d", scores->panel->years[t]);
      int column = nqp_table_add_column (table, year, NULL, nqp_view_unit (view), NQP_COLUMN_REAL, decimals);

      nqp_table_show (
          table, column,
          (NqpLook){
              .chars = 5, .descending = TRUE, .marks = TRUE, .node = view->measure + 1, .year = t + 1 });
      if (t == 0)
        first = column;
    }
  change
      = nqp_table_add_column (table, "change", _ ("Change"), nqp_view_unit (view), NQP_COLUMN_REAL, decimals);
  nqp_table_show (table, change, (NqpLook){ .chars = 6, .descending = TRUE, .node = view->measure + 1 });
  nqp_table_set_sort (table, change);
  for (int i = 0; i < scores->n_regions; i++)
    {
      double begin = NAN, end = NAN;

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      for (int t = 0; t < scores->n_years; t++)
        {
          double value = nqp_view_value (view, t, i);

          nqp_table_set_number (table, first + t, value);
          if (isnan (begin))
            begin = value;
          if (!isnan (value))
            end = value;
        }
      nqp_table_set_number (table, change, end - begin);
    }
  return table;
}

static NqpTable *
trends_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table;
  g_autofree char *name = nqp_view_measure_name (view);
  int year, value, rank, note;

  if ((use & NQP_TABLE_PAGE) != 0)
    return years_table (view, use);
  table = nqp_parts_table_new (use);
  year = nqp_table_add_column (table, "year", _ ("Year"), NULL, NQP_COLUMN_INTEGER, 0);
  value = nqp_table_add_column (table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                nqp_view_decimals (view));
  rank = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  note = nqp_table_add_column (table, "note", _ ("Note"), NULL, NQP_COLUMN_TEXT, 0);
  for (int i = -1; i < view->scores->n_regions; i++)
    for (int t = 0; t < view->scores->n_years; t++)
      {
        double v;

        nqp_table_add_row (table);
        nqp_table_set_number (table, year, view->scores->panel->years[t]);
        if (i < 0)
          {
            survey_year (view, t, &v, NULL, NULL);
            nqp_table_set_text (table, 1, _ ("Mean of all regions"));
          }
        else
          {
            int place = nqp_scores_rank (view->scores, view->measure, t, i);
            g_autofree char *words = NULL;

            v = nqp_view_value (view, t, i);
            words = isfinite (v) ? nqp_parts_marks (view, view->measure, t, i)
                                 : nqp_parts_why_no_score (view, view->measure, t, i);
            nqp_parts_table_region (table, view, i);
            nqp_parts_table_rank (table, rank, place);
            nqp_table_set_text (table, note, words);
          }
        nqp_table_set_number (table, value, v);
      }
  return table;
}

static char *
trends_summary (const NqpView *view)
{
  g_autofree char *title = trends_title (view);
  GString *out = g_string_new (NULL);
  int series[NQP_MAX_COMPARED + 1];
  int n = nqp_parts_series (view, series);
  gboolean comparable
      = nqp_method_is_pooled (&view->scores->method) || nqp_parts_is_leaf (view, view->measure);

  /* Translators: the title of a chart, read as a sentence */
  g_string_append_printf (out, _ ("%s."), title);
  for (int k = 0; k < MIN (n, 3); k++)
    {
      int first = -1, last = -1;

      for (int t = 0; series[k] >= 0 && t < view->scores->n_years; t++)
        if (isfinite (nqp_view_value (view, t, series[k])))
          {
            first = first < 0 ? t : first;
            last = t;
          }
      if (first >= 0)
        {
          g_autofree char *from = nqp_view_value_text (view, first, series[k]);
          g_autofree char *to = nqp_view_value_text (view, last, series[k]);

          nqp_parts_next_sentence (out);
          g_string_append_printf (out, _ ("%s: %s in %d, %s in %d."), nqp_view_region_name (view, series[k]),
                                  from, view->scores->panel->years[first], to,
                                  view->scores->panel->years[last]);
        }
    }
  if (!comparable)
    {
      nqp_parts_next_sentence (out);
      g_string_append (out, _ ("Scores of different years are not comparable."));
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_trends_lines = {
  .id = "trends.lines",
  .name = N_ ("Trends"),
  .width = 800,
  .height = 560,
  .title = trends_title,
  .build = trends_build,
  .table = trends_table,
  .summary = trends_summary,
};
