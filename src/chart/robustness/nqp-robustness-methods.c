/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-robustness-parts.h"
#include "nqp-rows.h"

/* robustness.methods: how far the ranks shift with one alternative at a time: a row an alternative, those that change most on
 * top, with its correlations with the ranks there are; a column a region in rank order. */

#define LEAST_CELL 9.0 /* px wide at scale 1 */

typedef struct
{
  NqpView view; /* of what the result is of */
  const NqpAlternatives *result;
  NqpScene *scene;
  const NqpStyle *style;
  int *regions; /* columns, in rank order */
  int *items;   /* rows, those that change most first */
  int n_regions, n_items, n_refused;
  char **names; /* [item of the result] */
  int most;     /* the greatest shift there is, at least 1 */
} Methods;

static int
compare_nominal (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const NqpAlternatives *result = user_data;
  const int i = *(const int *)a, k = *(const int *)b;

  if ((result->nominal[i] == 0) != (result->nominal[k] == 0))
    return result->nominal[i] == 0 ? 1 : -1;
  if (result->nominal[i] != result->nominal[k])
    return result->nominal[i] < result->nominal[k] ? -1 : 1;
  return i < k ? -1 : i > k;
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const NqpAlternatives *result = user_data;
  const int i = *(const int *)a, k = *(const int *)b;
  const double x = result->items[i].mean_shift, y = result->items[k].mean_shift;

  if (isnan (x) != isnan (y))
    return isnan (x) ? 1 : -1;
  if (x != y && !isnan (x))
    return x > y ? -1 : 1;
  return i < k ? -1 : i > k;
}

/* The change of rank, less is better; NAN without two ranks. */
static double
shift_of (const NqpAlternatives *result, int item, int region)
{
  const int *ranks = result->items[item].ranks;

  return ranks != NULL && ranks[region] > 0 && result->nominal[region] > 0
             ? (double)(ranks[region] - result->nominal[region])
             : (double)NAN;
}

static void
methods_clear (Methods *self)
{
  for (int k = 0; self->names != NULL && k < self->result->n; k++)
    g_free (self->names[k]);
  g_free (self->names);
  g_free (self->regions);
  g_free (self->items);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Methods, methods_clear)

static void
methods_order (const NqpView *view, int *out)
{
  const NqpAlternatives *result = nqp_robustness_alternatives (view);

  if (result == NULL)
    {
      nqp_view_order (view, out);
      return;
    }
  for (int i = 0; i < result->n_regions; i++)
    out[i] = i;
  g_qsort_with_data (out, result->n_regions, sizeof (int), compare_nominal, (gpointer)result);
}

static void
methods_init (Methods *self, const NqpView *view)
{
  const NqpAlternatives *result = nqp_robustness_alternatives (view);

  *self = (Methods){ .view = *view, .result = result, .n_regions = view->scores->n_regions, .most = 1 };
  if (result == NULL)
    return;
  self->view = nqp_robustness_view (view, result->measure, result->year);
  self->regions = g_new (int, self->n_regions + 1);
  self->items = g_new (int, result->n + 1);
  self->names = g_new0 (char *, result->n + 1);
  methods_order (view, self->regions);
  for (int k = 0; k < result->n; k++)
    {
      self->names[k] = nqp_alternative_name (&result->items[k], view->scores->tree, view->lang);
      if (result->items[k].ranks != NULL)
        self->items[self->n_items++] = k;
      else
        self->n_refused++;
      for (int i = 0; i < self->n_regions; i++)
        {
          const double shift = shift_of (result, k, i);

          if (!isnan (shift))
            self->most = MAX (self->most, (int)fabs (shift));
        }
    }
  g_qsort_with_data (self->items, self->n_items, sizeof (int), compare_items, (gpointer)result);
}

typedef struct
{
  double name_w, spearman_x, kendall_x; /* right edges; 0 = no room */
  double x, w, height, size;            /* of the cells */
  int first, n;                         /* columns shown */
} Columns;

static void
place_columns (const Methods *self, NqpBox box, int n_rows, Columns *columns)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (columns->size, style->text, 0),
                figures = nqp_type (columns->size, style->text, NQP_TYPE_FIGURES);
  const double number = nqp_type_width (self->scene, "−0.00", &figures);
  double wide = 0;
  const double share = box.w > 70 * style->label ? 0.5 : 0.62; /* the cells are a window anyway */

  for (int r = 0; r < n_rows; r++)
    wide = MAX (wide, nqp_type_column (self->scene, self->names[self->items[r]], &font));
  columns->name_w = MIN (wide, box.w * share);
  columns->x = box.x + columns->name_w + style->unit;
  if (box.w > 36 * style->label)
    {
      columns->spearman_x = columns->x + number;
      columns->kendall_x = columns->spearman_x + number + style->unit;
      columns->x = columns->kendall_x + 1.5 * style->unit;
    }
  columns->w = box.x + box.w - columns->x;
  columns->n = nqp_robustness_window (&self->view, self->regions, self->n_regions,
                                      (int)(columns->w / (LEAST_CELL * style->scale)), &columns->first);
  columns->w = MIN (columns->w / MAX (columns->n, 1), 4 * style->label);
}

/* The name, or as much of it as tells it from the others in the room there is: the choice alone, the beginning. */
static char *
fit_name (const Methods *self, int item, const NqpFont *font)
{
  const NqpAlternative *alternative = &self->result->items[item];
  const char *colon = strstr (self->names[item], _ (": "));
  char *beginning;

  if (nqp_scene_text_fits (self->scene, self->names[item], font))
    return g_strdup (self->names[item]);
  if (alternative->leaf < 0 && colon != NULL
      && nqp_scene_text_fits (self->scene, colon + strlen (_ (": ")), font))
    return g_strdup (colon + strlen (_ (": ")));
  beginning = nqp_type_shorten (self->scene, self->names[item], font);
  return beginning != NULL ? beginning : g_strdup (self->names[item]);
}

static void
draw_row (const Methods *self, const Columns *columns, double x, int item, double y)
{
  const NqpStyle *style = self->style;
  const NqpAlternative *alternative = &self->result->items[item];
  NqpFont font = nqp_type_in (columns->size, style->text, 0, columns->name_w, 1);
  const NqpFont inside = nqp_type (style->footer, style->text, NQP_TYPE_FIGURES);
  const double middle = y + columns->height / 2;
  g_autofree char *name = NULL;
  char number[NQP_NUMBER_SIZE];

  name = fit_name (self, item, &font);
  nqp_scene_text (self->scene, x, middle, name, &font, NQP_DATUM_NONE);
  font = nqp_type (columns->size, style->text, NQP_TYPE_FIGURES | NQP_TYPE_END);
  if (columns->kendall_x > 0)
    {
      nqp_scene_text (self->scene, columns->spearman_x, middle,
                      nqp_number_to_screen (alternative->spearman, 2, number), &font, NQP_DATUM_NONE);
      font.colour = style->dim;
      nqp_scene_text (self->scene, columns->kendall_x, middle,
                      nqp_number_to_screen (alternative->kendall, 2, number), &font, NQP_DATUM_NONE);
    }
  for (int c = 0; c < columns->n; c++)
    {
      const int region = self->regions[columns->first + c];
      const double shift = shift_of (self->result, item, region);
      const NqpPaint paint
          = isnan (shift) ? nqp_parts_missing (style) : nqp_robustness_diverging (style, shift / self->most);

      if (isnan (shift))
        number[0] = '\0';
      else
        g_snprintf (number, sizeof number, "%s%d", shift > 0 ? "+" : "−", abs ((int)shift));
      nqp_robustness_cell (self->scene,
                           (NqpBox){ columns->x + c * columns->w, y, columns->w, columns->height }, &paint,
                           isnan (shift) || shift == 0 ? NULL : number,
                           nqp_type_width (self->scene, number, &inside) + 2, (NqpDatum){ region, -1, -1 });
    }
}

/* The column of the focus is framed; that of a hovered region is ringed as a whole. */
static void
draw_rings (const Methods *self, const Columns *columns, double y, double h)
{
  const NqpStyle *style = self->style;
  NqpPaint frame = nqp_parts_stroke (style->accent, 2 * style->scale, 0);

  for (int c = 0; c < columns->n; c++)
    {
      const int region = self->regions[columns->first + c];
      const double x = columns->x + c * columns->w;

      nqp_scene_ring (self->scene, x, y, columns->w, h, (NqpDatum){ region, -1, -1 });
      if (region == self->view.focus)
        nqp_scene_rect (self->scene, x, y - style->scale, columns->w, h + 2 * style->scale, style->unit / 3,
                        &frame, NQP_DATUM_NONE);
    }
}

static void
draw_heads (const Methods *self, const Columns *columns, NqpBox box, double y)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type (style->footer, style->dim, NQP_TYPE_END | NQP_TYPE_BOTTOM);

  if (columns->kendall_x > 0)
    {
      nqp_scene_text (self->scene, columns->spearman_x, y, "ρ", &font, NQP_DATUM_NONE);
      nqp_scene_text (self->scene, columns->kendall_x, y, "τ", &font, NQP_DATUM_NONE);
    }
  nqp_robustness_heads (self->scene, &self->view, self->regions + columns->first, self->result->nominal,
                        columns->n, columns->x, columns->w, y);
}

static void
draw_legend (const Methods *self, NqpBox *box)
{
  g_autofree char *better = g_strdup_printf (
      ngettext ("up to %d place better (−)", "up to %d places better (−)", (gulong)self->most), self->most);
  g_autofree char *worse = g_strdup_printf (
      ngettext ("up to %d place worse (+)", "up to %d places worse (+)", (gulong)self->most), self->most);

  nqp_robustness_legend (self->scene, box, better, _ ("the same"), worse);
}

/* One more clause, if there is room for it; takes @clause. */
static void
add_note (const Methods *self, GString *out, const NqpFont *font, char *clause)
{
  const gsize before = out->len;

  g_string_append_printf (out, "%s%s", before > 0 ? _ ("; ") : "", clause);
  if (!nqp_scene_text_fits (self->scene, out->str, font))
    g_string_truncate (out, before);
  g_free (clause);
}

/* What is left out and why, on one line below the cells. */
static void
draw_note (const Methods *self, NqpBox box, int n_rows, const Columns *columns)
{
  const NqpStyle *style = self->style;
  const NqpFont font = nqp_type_in (style->footer, style->dim, NQP_TYPE_BOTTOM, box.w, 1);
  g_autoptr (GString) out = g_string_new (NULL);

  if (n_rows < self->n_items)
    add_note (self, out, &font,
              g_strdup_printf (_ ("the %d alternatives of %d that change most"), n_rows, self->n_items));
  if (columns->n < self->n_regions)
    add_note (self, out, &font,
              g_strdup_printf (_ ("regions %d–%d of %d"), columns->first + 1, columns->first + columns->n,
                               self->n_regions));
  if (self->n_refused > 0)
    add_note (self, out, &font, g_strdup_printf (_ ("%d more cannot be used here"), self->n_refused));
  if (out->len > 0)
    nqp_scene_text (self->scene, box.x, box.y + box.h, out->str, &font, NQP_DATUM_NONE);
}

static void
draw_all (Methods *self, NqpBox box, int n_fit, double size, double height)
{
  const double head = self->style->footer * 1.6, note = self->style->footer * 1.6;
  const int n_rows = MIN (n_fit, self->n_items);
  Columns columns = { .size = size };
  double y = box.y + head;

  place_columns (self, box, n_rows, &columns);
  if (columns.w * columns.n < 4 * self->style->label || n_rows < 1)
    {
      nqp_frame_message (self->scene, box, _ ("There is too little room for this picture."));
      return;
    }
  columns.height = CLAMP ((box.h - head - note) / n_rows, height, self->style->label * 2.4);
  draw_heads (self, &columns, box, y - self->style->unit / 3);
  for (int r = 0; r < n_rows; r++)
    draw_row (self, &columns, box.x, self->items[r], y + r * columns.height);
  draw_rings (self, &columns, y, n_rows * columns.height);
  draw_note (self, box, n_rows, &columns);
}

static char *
methods_title (const NqpView *view)
{
  g_auto (Methods) self = { 0 };

  methods_init (&self, view);
  return nqp_robustness_title (&self.view, _ ("Ranks by other methods"));
}

static NqpScene *
methods_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = methods_title (view);
  g_auto (Methods) self = { 0 };
  NqpScene *scene;

  methods_init (&self, view);
  self.style = style;
  if (self.result == NULL || self.n_items == 0)
    {
      scene = nqp_scene_new (width, height, style);
      nqp_robustness_missing (scene, view, title);
      return scene;
    }
  for (gboolean grown = FALSE;; grown = TRUE)
    {
      double size, row, room;
      NqpBox box;

      self.scene = scene = nqp_scene_new (width, height, style);
      box = nqp_robustness_begin (scene, view, &self.view, title,
                                  _ ("Change of rank with one alternative at a time; ρ Spearman, τ Kendall"));
      if (box.h > style->base * 14)
        draw_legend (&self, &box);
      room = box.h - 3.2 * style->footer;
      if (grown || !nqp_rows_grow (view, scene, self.n_items, 1, room, &height))
        {
          int n_fit = nqp_rows_fit (scene, self.n_items, 1, room, &size, &row);

          draw_all (&self, box, n_fit, size, row);
          return scene;
        }
      nqp_scene_unref (scene);
    }
}

static NqpTable *
methods_table (const NqpView *view, NqpTableUse use)
{
  g_auto (Methods) self = { 0 };
  NqpTable *table = nqp_table_new ();

  methods_init (&self, view);
  nqp_table_add_column (table, "alternative", _ ("Alternative"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Name"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "spearman", _ ("Spearman correlation"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "kendall", _ ("Kendall correlation"), NULL, NQP_COLUMN_REAL, 3);
  nqp_table_add_column (table, "mean_shift", _ ("Mean change of rank"), NULL, NQP_COLUMN_REAL, 2);
  nqp_table_add_column (table, "region", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "region_name", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "rank", _ ("Rank"), NULL, NQP_COLUMN_INTEGER, 0);
  nqp_table_add_column (table, "shift", _ ("Change of rank"), NULL, NQP_COLUMN_INTEGER, 0);
  for (int i = 0; self.result == NULL && i < self.n_regions; i++)
    {
      nqp_table_add_row (table);
      nqp_table_set_text (table, 5, view->scores->panel->places[i].code);
      nqp_table_set_text (table, 6, nqp_view_region_name (view, i));
    }
  for (int r = 0; r < self.n_items; r++)
    for (int c = 0; c < self.n_regions; c++)
      {
        const NqpAlternative *item = &self.result->items[self.items[r]];
        const int region = self.regions[c];

        nqp_table_add_row (table);
        nqp_table_set_text (table, 0, item->id);
        nqp_table_set_text (table, 1, self.names[self.items[r]]);
        nqp_table_set_number (table, 2, item->spearman);
        nqp_table_set_number (table, 3, item->kendall);
        nqp_table_set_number (table, 4, item->mean_shift);
        nqp_table_set_text (table, 5, view->scores->panel->places[region].code);
        nqp_table_set_text (table, 6, nqp_view_region_name (view, region));
        nqp_parts_table_rank (table, 7, item->ranks[region]);
        nqp_table_set_number (table, 8, shift_of (self.result, self.items[r], region));
      }
  return table;
}

static char *
methods_summary (const NqpView *view)
{
  g_autofree char *title = methods_title (view);
  g_auto (Methods) self = { 0 };
  GString *out;

  methods_init (&self, view);
  if (self.result == NULL || self.n_items == 0)
    return nqp_robustness_missing_summary (view, title);
  out = nqp_robustness_summary (view, &self.view, title, NULL);
  {
    const NqpAlternative *item = &self.result->items[self.items[0]];
    char shift[NQP_NUMBER_SIZE], rho[NQP_NUMBER_SIZE];

    nqp_parts_say (out,
                   _ ("Of %d alternatives “%s” changes most: regions move by %s places on average, "
                      "Spearman correlation %s."),
                   self.n_items, self.names[self.items[0]], nqp_number_to_screen (item->mean_shift, 1, shift),
                   nqp_number_to_screen (item->spearman, 2, rho));
  }
  if (nqp_parts_has_region (view, view->focus) && self.result->nominal[view->focus] > 0)
    {
      int best = G_MAXINT, worst = 0;

      for (int r = 0; r < self.n_items; r++)
        {
          const int rank = self.result->items[self.items[r]].ranks[view->focus];

          best = rank > 0 ? MIN (best, rank) : best;
          worst = MAX (worst, rank);
        }
      if (worst > 0)
        nqp_parts_say (out, _ ("%s has rank %d, and from %d to %d with them."),
                       nqp_view_region_name (view, view->focus), self.result->nominal[view->focus], best,
                       worst);
    }
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_robustness_methods = {
  .id = "robustness.methods",
  .name = N_ ("Ranks by other methods"),
  .width = 1000,
  .height = 760,
  .needs = NQP_RESULT_ALTERNATIVES,
  .order = methods_order,
  .title = methods_title,
  .build = methods_build,
  .table = methods_table,
  .summary = methods_summary,
};
