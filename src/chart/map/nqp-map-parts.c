/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"

#include "nqp-chart-parts.h"
#include "nqp-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Classes are the same in all years, so that colours can be compared while the years play, unless scores of different years
 * cannot be compared or the user asks for those of the year shown. */
static gboolean
is_pooled (const NqpView *view)
{
  return nqp_view_classes (view) != NQP_CLASSES_QUANTILE_YEAR
         && nqp_view_classes (view) != NQP_CLASSES_JENKS_YEAR && view->scores->n_years > 1
         && (view->scores->tree->nodes[view->measure].level == NQP_LEVEL_INDICATOR
             || nqp_method_is_pooled (&view->scores->method));
}

/* @shown: (nullable): NULL = all */
static void
make_classes (NqpMapClasses *self, const NqpView *view, const gboolean *shown, gboolean pooled)
{
  int n_regions = view->scores->n_regions, n_years = view->scores->n_years;
  int first = pooled ? 0 : view->year, last = pooled ? n_years - 1 : view->year;
  g_autofree double *values = g_new (double, MAX (n_regions * MAX (n_years, 1), 1));
  int n = 0;

  memset (self, 0, sizeof *self);
  self->continuous = nqp_view_classes (view) == NQP_CLASSES_CONTINUOUS;
  for (int t = first; t <= last; t++)
    for (int i = 0; i < n_regions; i++)
      values[n++] = nqp_view_value (view, t, i);
  self->n = nqp_class_breaks (values, n, nqp_view_classes (view),
                              CLAMP (nqp_view_n_classes (view), 2, NQP_MAP_MAX_CLASSES), self->breaks);
  for (int i = 0; i < view->scores->panel->n_places; i++)
    {
      double value = nqp_view_value (view, view->year, i);
      const char *mark;

      if (shown != NULL && !shown[i])
        continue;
      if (isnan (value))
        {
          if (i < n_regions)
            self->n_missing++;
          else
            self->n_outside++;
          continue;
        }
      self->counts[nqp_class_of (value, self->breaks, self->n)]++;
      mark = nqp_view_mark (view, i, view->year);
      self->n_incomplete += strcmp (mark, NQP_SIGN_INCOMPLETE) == 0;
      self->n_estimated += strcmp (mark, NQP_SIGN_IMPUTED) == 0;
      self->n_cut += strcmp (mark, NQP_SIGN_TREATED) == 0;
    }
}

static void
classes_init (NqpMapClasses *self, const NqpView *view, const gboolean *shown)
{
  make_classes (self, view, shown, is_pooled (view));
}

void
nqp_map_classes_of_all_years (NqpMapClasses *self, const NqpView *view)
{
  make_classes (self, view, NULL, TRUE);
  self->n_missing = 0;
  for (int t = 0; t < view->scores->n_years; t++)
    for (int i = 0; i < view->scores->n_regions; i++)
      self->n_missing += isnan (nqp_view_value (view, t, i)) ? 1 : 0;
}

static NqpPaint
class_paint (const NqpMapClasses *self, const NqpStyle *style, int class)
{
  static const NqpPattern patterns[]
      = { NQP_PATTERN_NONE, NQP_PATTERN_DOTS, NQP_PATTERN_LINES, NQP_PATTERN_CROSS };
  NqpPaint paint = { .fill = nqp_colour_ramp (style, self->n > 1 ? class / (self->n - 1.0) : 0.6) };

  if (style->patterns)
    nqp_parts_set_pattern (&paint, patterns[class % (int)G_N_ELEMENTS (patterns)], 0.4);
  return paint;
}

/**
 * nqp_map_classes_paint:
 *
 * Returns: fill and pattern of a place with @value, hatched if that is NaN; without outline
 */
NqpPaint
nqp_map_classes_paint (const NqpMapClasses *self, const NqpStyle *style, double value)
{
  int class = nqp_class_of (value, self->breaks, self->n);

  if (class < 0)
    return nqp_parts_missing (style);
  if (self->continuous)
    {
      double lo = self->breaks[0], hi = self->breaks[self->n];

      return (NqpPaint){ .fill = nqp_colour_ramp (style, hi > lo ? (value - lo) / (hi - lo) : 0.6) };
    }
  return class_paint (self, style, class);
}

gboolean
nqp_map_find_corner (NqpBox box, double w, double h, const char *order, NqpMapIsFree is_free,
                     gconstpointer user_data, NqpBox *out)
{
  for (const char *corner = order; *corner != '\0' && w <= box.w && h <= box.h; corner++)
    {
      const gboolean right = *corner == '2' || *corner == '4', bottom = *corner == '3' || *corner == '4';

      *out = (NqpBox){ right ? box.x + box.w - w : box.x, bottom ? box.y + box.h - h : box.y, w, h };
      if (is_free (user_data, *out))
        return TRUE;
    }
  return FALSE;
}

gboolean
nqp_map_draw_year (NqpScene *scene, const NqpView *view, NqpBox box, const char *order, NqpMapIsFree is_free,
                   gconstpointer user_data, NqpBox *out)
{
  const NqpStyle *style = nqp_scene_style (scene);
  g_autofree char *text = g_strdup_printf ("%d", view->scores->panel->years[view->year]);
  NqpFont font = nqp_type (0, style->faint, NQP_TYPE_BOLD | NQP_TYPE_TOP);

  for (double size = MIN (box.h * 0.16, 4.5 * style->title); size >= 1.6 * style->title; size *= 0.8)
    {
      double w, h;

      font.size = size;
      nqp_scene_measure (scene, text, &font, &w, &h);
      if (!nqp_map_find_corner (box, w, h, order, is_free, user_data, out))
        continue;
      nqp_scene_text (scene, out->x, out->y, text, &font, NQP_DATUM_NONE);
      return TRUE;
    }
  return FALSE;
}

char *
nqp_map_title (const NqpView *view)
{
  g_autofree char *name = nqp_view_measure_name (view);
  int year = view->scores->panel->years[view->year];

  /* Scores say their range in the subtitle; an indicator needs its unit. */
  if (view->scores->tree->nodes[view->measure].level == NQP_LEVEL_INDICATOR && *nqp_view_unit (view) != '\0')
    /* Translators: name of an indicator, year, unit */
    return g_strdup_printf (_ ("%s, %d (%s)"), name, year, nqp_view_unit (view));
  return g_strdup_printf (_ ("%s, %d"), name, year);
}

static char *
make_subtitle (const NqpView *view, const NqpMapClasses *classes, const char *projection, gboolean pooled)
{
  g_autofree char *method = nqp_view_method_line (view);
  g_autofree char *scheme = NULL;
  const gboolean several = view->scores->n_years > 1;

  if (nqp_view_classes (view) != NQP_CLASSES_CONTINUOUS && classes->n == 0) /* nothing to put into any */
    return g_strjoin (_ (", "), method, projection, NULL);
  if (nqp_view_classes (view) == NQP_CLASSES_CONTINUOUS)
    scheme = g_strdup (pooled ? _ ("continuous scale over all years") : _ ("continuous scale"));
  else if (nqp_view_classes (view) == NQP_CLASSES_EQUAL)
    scheme = g_strdup_printf (pooled ? _ ("%d equal classes over all years") : _ ("%d equal classes"),
                              classes->n);
  else if (nqp_view_classes (view) == NQP_CLASSES_JENKS || nqp_view_classes (view) == NQP_CLASSES_JENKS_YEAR)
    scheme = g_strdup_printf (pooled    ? _ ("%d natural classes (Jenks) over all years")
                              : several ? _ ("%d natural classes (Jenks) of the year")
                                        : _ ("%d natural classes (Jenks)"),
                              classes->n);
  else
    scheme = g_strdup_printf (pooled    ? _ ("%d quantile classes over all years")
                              : several ? _ ("%d quantile classes of the year")
                                        : _ ("%d quantile classes"),
                              classes->n);
  return g_strjoin (_ (", "), method, scheme, projection, NULL);
}

char *
nqp_map_subtitle_of_all_years (const NqpView *view, const NqpMapClasses *classes)
{
  const char *projection = view->layout != NULL ? view->layout->projection : NULL;
  g_autofree char *plain = make_subtitle (view, classes, projection, view->scores->n_years > 1);

  if (nqp_parts_is_leaf (view, view->measure) || nqp_method_is_pooled (&view->scores->method))
    return g_steal_pointer (&plain);
  return g_strconcat (_ ("Normalised within each year: scores of different years are not comparable. "),
                      plain, NULL);
}

NqpBox
nqp_map_begin (NqpScene *scene, const NqpView *view, const gboolean *shown, const char *projection,
               NqpMapClasses *classes)
{
  g_autofree char *title = nqp_map_title (view), *subtitle = NULL;

  classes_init (classes, view, shown);
  subtitle = make_subtitle (view, classes, projection, is_pooled (view));
  return nqp_frame_begin (scene, view, title, subtitle);
}

/* Where scores have no bounds, a bar is as long as the place among the year's: the same for the run of equal ranks that
 * begins at @k of @order. */
static double
place_share (const NqpView *view, const int *order, int k)
{
  const int n = nqp_scores_n_ranked (view->scores, view->measure, view->year);
  const int rank = nqp_scores_rank (view->scores, view->measure, view->year, order[k]);
  int n_equal = 0;

  if (rank == 0)
    return NAN;
  while (k + n_equal < n
         && nqp_scores_rank (view->scores, view->measure, view->year, order[k + n_equal]) == rank)
    n_equal++;
  return (n - (rank - 1) - n_equal + 0.5 * n_equal) / n;
}

NqpTable *
nqp_map_table (const NqpView *view, NqpTableUse use)
{
  NqpTable *table = nqp_parts_table_new (use);
  const NqpPanel *panel = view->scores->panel;
  g_autofree char *name = nqp_view_measure_name (view);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  const gboolean bounded = nqp_scores_display_factor (view->scores) != 1;
  int group, value, rank, class_column, coverage, bar, last_rank = 0;
  double share = NAN;
  NqpMapClasses classes = { 0 };

  group = nqp_table_add_column_for (table, NQP_TABLE_FILE, "group", _ ("Group"), NULL, NQP_COLUMN_TEXT, 0);
  value = nqp_table_add_column (table, "value", name, nqp_view_unit (view), NQP_COLUMN_REAL,
                                nqp_view_decimals (view));
  rank = nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  class_column
      = nqp_table_add_column_for (table, NQP_TABLE_FILE, "class", _ ("Class"), NULL, NQP_COLUMN_INTEGER, 0);
  coverage = nqp_table_add_column_for (table, NQP_TABLE_FILE, "coverage", _ ("Coverage"), NULL,
                                       NQP_COLUMN_REAL, 2);
  bar = nqp_table_add_column_for (table, NQP_TABLE_PAGE, "bar", "", NULL, NQP_COLUMN_REAL, 2);
  nqp_parts_table_show_region (table, view, rank);
  nqp_table_show (table, bar,
                  (NqpLook){ .kind = NQP_LOOK_BAR, .descending = TRUE, .node = view->measure + 1 });
  nqp_table_show (table, value,
                  (NqpLook){ .title = nqp_parts_is_leaf (view, view->measure) ? _ ("Value") : _ ("Score"),
                             .chars = 6,
                             .descending = TRUE,
                             .marks = TRUE,
                             .node = view->measure + 1 });
  if (class_column >= 0)
    classes_init (&classes, view, NULL);
  nqp_view_order (view, order);
  for (int k = 0; k < (class_column >= 0 ? panel->n_places : view->scores->n_regions); k++)
    {
      int i = k < view->scores->n_regions ? order[k] : k;
      gboolean has_data = i < view->scores->n_regions;
      double shown = nqp_view_value (view, view->year, i);
      int place = has_data ? nqp_scores_rank (view->scores, view->measure, view->year, i) : 0;

      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
      nqp_table_set_number (table, value, shown);
      nqp_parts_table_rank (table, rank, place);
      if (group >= 0 && panel->places[i].group >= 0 && panel->places[i].group < panel->n_groups)
        nqp_table_set_text (table, group, nqp_text_get (&panel->groups[panel->places[i].group], view->lang));
      if (class_column >= 0)
        {
          int class = classes.continuous ? -1 : nqp_class_of (shown, classes.breaks, classes.n);

          nqp_table_set_number (table, class_column, class >= 0 ? class + 1.0 : (double)NAN);
          nqp_table_set_number (table, coverage,
                                has_data ? nqp_scores_coverage (view->scores, view->measure, view->year, i)
                                         : (double)NAN);
        }
      if (bar < 0 || !has_data)
        continue;
      if (bounded)
        share = nqp_scores_get (view->scores, view->measure, view->year, i);
      else if (place == 0 || place != last_rank)
        share = place_share (view, order, k);
      last_rank = place;
      nqp_table_set_number (table, bar, share);
    }
  return table;
}

static void
append_places (GString *out, const NqpView *view, const int *places, int n)
{
  for (int k = 0; k < n; k++)
    {
      g_autofree char *value = nqp_view_value_text (view, view->year, places[k]);

      g_string_append_printf (out, "%s%s %s", k > 0 ? _ (", ") : "", nqp_view_region_name (view, places[k]),
                              value);
    }
}

char *
nqp_map_summary (const NqpView *view)
{
  g_autofree char *title = nqp_map_title (view);
  g_autofree int *order = g_new (int, MAX (view->scores->n_regions, 1));
  GString *out = g_string_new (title);
  int n_ranked = nqp_scores_n_ranked (view->scores, view->measure, view->year);
  int n_ends = MIN (3, n_ranked / 2), n_missing = view->scores->panel->n_places - n_ranked;

  nqp_view_order (view, order);
  if (n_ranked == 0)
    g_string_append (out, _ (": no region has a value."));
  else
    {
      g_string_append_printf (
          out, ngettext (": %d region with a value. ", ": %d regions with a value. ", (gulong)n_ranked),
          n_ranked);
      if (n_ends > 0)
        {
          g_string_append (out, _ ("First in rank: "));
          append_places (out, view, order, n_ends);
          g_string_append (out, _ ("; last: "));
          append_places (out, view, order + n_ranked - n_ends, n_ends);
          g_string_append (out, _ (". "));
        }
    }
  if (n_missing > 0)
    g_string_append_printf (
        out, ngettext ("%d place has no data.", "%d places have no data.", (gulong)n_missing), n_missing);
  return g_string_free (out, FALSE);
}

gboolean
nqp_map_is_plain (const NqpView *view)
{
  const NqpPanel *panel = view->scores->panel;

  if (view->layout == NULL || view->layout->n_shapes > 0)
    return FALSE;
  for (int i = 0; i < panel->n_regions; i++)
    if (isfinite (panel->places[i].longitude) || panel->places[i].tile_col >= 0)
      return FALSE;
  return TRUE;
}
