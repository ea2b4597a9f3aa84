/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nqp-number.h"
#include "nqp-robustness-parts.h"

/* robustness.dominance: in which part of the draws the region of a row is ahead of that of a column, both in rank order; where
 * not all have room, the focus and its neighbours in rank. */

#define LEAST_CELL 8.0 /* px wide at scale 1 */
#define MOST_SHOWN 60  /* a side: of more, no cell can be told from the next */
#define N_CLOSE 3      /* closest pairs of the summary */

typedef struct
{
  NqpView view; /* of what the result is of */
  const NqpUncertainty *result;
  NqpScene *scene;
  const NqpStyle *style;
  int *order, *regions; /* all, and those shown */
  int n, first;
  double *ahead; /* [row * n + column]: probability, NAN = never both */
} Dominance;

/* All pairs of the regions shown in one walk over the draws. */
static double *
count_pairs (const NqpUncertainty *result, const int *regions, int n)
{
  g_autofree guint32 *twice = g_new0 (guint32, (gsize)n * (gsize)n),
                     *both = g_new0 (guint32, (gsize)n * (gsize)n);
  g_autofree int *ranks = g_new (int, n + 1);
  double *ahead = g_new (double, (gsize)n *(gsize)n);

  for (int d = 0; d < result->spec.draws; d++)
    {
      const guint16 *row = result->ranks + (gsize)d * (gsize)result->n_regions;

      for (int i = 0; i < n; i++)
        ranks[i] = row[regions[i]];
      for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n && ranks[i] > 0; k++)
          {
            const guint32 there = ranks[k] > 0;

            both[i * n + k] += there;
            twice[i * n + k] += there * ((guint32)(ranks[i] < ranks[k]) + (guint32)(ranks[i] <= ranks[k]));
          }
    }
  for (int i = 0; i < n; i++)
    for (int k = i; k < n; k++)
      {
        const double p = both[i * n + k] > 0 ? 0.5 * twice[i * n + k] / both[i * n + k] : (double)NAN;

        ahead[i * n + k] = p;
        ahead[k * n + i] = 1 - p;
      }
  return ahead;
}

static void
dominance_clear (Dominance *self)
{
  g_free (self->order);
  g_free (self->regions);
  g_free (self->ahead);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dominance, dominance_clear)

static void
dominance_init (Dominance *self, const NqpView *view, int n_most)
{
  *self = (Dominance){ .view = *view, .result = nqp_robustness_uncertainty (view) };
  if (self->result == NULL)
    return;
  self->view = nqp_robustness_view (view, self->result->spec.measure, self->result->spec.year);
  if (n_most == 0)
    return;
  self->order = g_new (int, self->result->n_regions + 1);
  nqp_uncertainty_nominal_order (self->result, self->order);
  self->n = nqp_robustness_window (view, self->order, self->result->n_regions, n_most, &self->first);
  self->regions = g_memdup2 (self->order + self->first, (gsize)self->n * sizeof (int));
  if (self->result->ranks != NULL)
    self->ahead = count_pairs (self->result, self->regions, self->n);
}

static char *
dominance_title (const NqpView *view)
{
  g_auto (Dominance) self = { 0 };

  dominance_init (&self, view, 0);
  return nqp_robustness_title (&self.view, _ ("Who is ahead of whom"));
}

static char *
why_empty (const Dominance *self)
{
  if (self->result->ranks == NULL)
    return g_strdup_printf (
        _ ("The ranks of %d regions in %d draws are too many to compare: run with fewer draws."),
        self->result->n_regions, self->result->spec.draws);
  return NULL;
}

typedef struct
{
  double name_w, rank_x, x, y, w, h; /* the cells and their size */
  double size;
} Cells;

static void
draw_row (const Dominance *self, const Cells *cells, NqpBox box, int row)
{
  const NqpStyle *style = self->style;
  const int region = self->regions[row];
  const NqpDatum datum = { region, -1, -1 };
  const double y = cells->y + row * cells->h, middle = y + cells->h / 2;
  const int lines = MAX (1, (int)(cells->h / nqp_type_line (self->scene, cells->size)));
  const NqpFont font = nqp_type_in (cells->size, style->text, region == self->view.focus ? NQP_TYPE_BOLD : 0,
                                    cells->name_w, lines);
  const NqpFont dim = nqp_type (cells->size, style->dim, NQP_TYPE_FIGURES | NQP_TYPE_END);
  const NqpFont inside = nqp_type (style->footer, style->text, NQP_TYPE_FIGURES);
  const double number_w = nqp_type_width (self->scene, "100", &inside) + 3;
  char number[16];

  nqp_scene_target (self->scene, box.x, y, box.w, cells->h, datum);
  if (nqp_type_line (self->scene, cells->size) <= cells->h + 0.5)
    {
      if (self->result->nominal[region] > 0)
        {
          g_snprintf (number, sizeof number, "%d", self->result->nominal[region]);
          nqp_scene_text (self->scene, cells->rank_x, middle, number, &dim, NQP_DATUM_NONE);
        }
      nqp_scene_text (self->scene, cells->rank_x + style->unit, middle,
                      nqp_view_region_name (&self->view, region), &font, NQP_DATUM_NONE);
    }
  for (int c = 0; c < self->n; c++)
    {
      const double p = self->ahead[row * self->n + c];
      const NqpPaint paint
          = isnan (p) ? nqp_parts_missing (style) : nqp_robustness_diverging (style, 1 - 2 * p);

      g_snprintf (number, sizeof number, "%.0f", 100 * p);
      if (c != row)
        nqp_robustness_cell (self->scene, (NqpBox){ cells->x + c * cells->w, y, cells->w, cells->h }, &paint,
                             isnan (p) ? NULL : number, number_w, datum);
    }
}

static void
draw_rings (const Dominance *self, const Cells *cells)
{
  const NqpStyle *style = self->style;
  NqpPaint frame = nqp_parts_stroke (style->accent, 2 * style->scale, 0);

  for (int r = 0; r < self->n; r++)
    {
      const double y = cells->y + r * cells->h, x = cells->x + r * cells->w;

      nqp_scene_ring (self->scene, cells->x, y, cells->w * self->n, cells->h,
                      (NqpDatum){ self->regions[r], -1, -1 });
      if (self->regions[r] != self->view.focus)
        continue;
      nqp_scene_rect (self->scene, cells->x, y, cells->w * self->n, cells->h, style->unit / 3, &frame,
                      NQP_DATUM_NONE);
      nqp_scene_rect (self->scene, x, cells->y, cells->w, cells->h * self->n, style->unit / 3, &frame,
                      NQP_DATUM_NONE);
    }
}

/* Names left, ranks on top, the rest for the cells. */
static gboolean
place_cells (const Dominance *self, NqpBox box, Cells *cells)
{
  const NqpStyle *style = self->style;
  const double head = style->footer * 1.6;
  NqpFont font;
  double wide = 0;
  char number[16];

  cells->h = MIN ((box.h - head) / self->n, 3 * style->label);
  cells->size = nqp_type_line (self->scene, style->label) > cells->h ? style->footer : style->label;
  font = nqp_type (cells->size, style->text, NQP_TYPE_BOLD | NQP_TYPE_FIGURES);
  for (int i = 0; i < self->n; i++)
    wide = MAX (wide,
                nqp_type_column (self->scene, nqp_view_region_name (&self->view, self->regions[i]), &font));
  g_snprintf (number, sizeof number, "%d", self->result->n_regions);
  cells->rank_x = box.x + nqp_type_width (self->scene, number, &font);
  cells->name_w = MIN (wide, box.w * 0.38);
  cells->x = cells->rank_x + 2 * style->unit + cells->name_w;
  cells->y = box.y + head;
  cells->w = MIN ((box.x + box.w - cells->x) / self->n, 5 * style->label);
  return cells->w >= 2 && cells->h >= 2;
}

/* As many as leave each cell and name its room. */
static int
count_fitting (const NqpStyle *style, NqpBox box, NqpScene *scene)
{
  const double wide = box.w * 0.62 / (LEAST_CELL * style->scale), line = nqp_type_line (scene, style->footer);

  return (int)MAX (1, fmin (fmin (wide, (box.h - style->footer * 1.6) / line), MOST_SHOWN));
}

static void
draw_note (const Dominance *self, NqpBox box)
{
  const NqpFont font = nqp_type_in (self->style->footer, self->style->dim, NQP_TYPE_BOTTOM, box.w, 1);
  const int first = self->first + 1, last = self->first + self->n, n = self->result->n_regions;
  g_autofree char *full
      = g_strdup_printf (_ ("regions %d–%d of %d, around the one in focus"), first, last, n),
      *brief = g_strdup_printf (_ ("%d–%d of %d"), first, last, n);

  nqp_type_write (self->scene, box.x, box.y + box.h,
                  nqp_scene_text_fits (self->scene, full, &font) ? full : brief, font);
}

static NqpScene *
dominance_build (const NqpView *view, const NqpStyle *style, double width, double height)
{
  g_autofree char *title = dominance_title (view), *subtitle = NULL, *why = NULL;
  g_auto (Dominance) self = { 0 };
  NqpScene *scene = nqp_scene_new (width, height, style);
  Cells cells = { 0 };
  NqpBox box;
  const double note = style->footer * 1.5;
  int n_fit;

  dominance_init (&self, view, 0);
  if (self.result == NULL)
    {
      nqp_robustness_missing (scene, view, title);
      return scene;
    }
  subtitle = nqp_robustness_drawn (&self.result->spec);
  box = nqp_robustness_begin (scene, view, &self.view, title, subtitle);
  why = why_empty (&self);
  if (why != NULL)
    {
      nqp_frame_message (scene, box, why);
      return scene;
    }
  self.scene = scene;
  self.style = style;
  if (box.h > style->base * 14)
    nqp_robustness_legend (scene, &box, _ ("row is always ahead (100 %)"), _ ("as often as not (50 %)"),
                           _ ("never"));
  n_fit = count_fitting (style, box, scene);
  if (n_fit < self.result->n_regions)
    n_fit = count_fitting (style, (NqpBox){ box.x, box.y, box.w, box.h - note }, scene);
  dominance_init (&self, view, n_fit);
  self.scene = scene;
  self.style = style;
  if (self.n < self.result->n_regions)
    {
      draw_note (&self, box);
      box.h -= note;
    }
  if (!place_cells (&self, box, &cells))
    {
      nqp_frame_message (scene, box, _ ("There is too little room for this picture."));
      return scene;
    }
  nqp_robustness_heads (scene, &self.view, self.regions, self.result->nominal, self.n, cells.x, cells.w,
                        cells.y - style->unit / 3);
  for (int r = 0; r < self.n; r++)
    draw_row (&self, &cells, box, r);
  draw_rings (&self, &cells);
  return scene;
}

static NqpTable *
dominance_table (const NqpView *view, NqpTableUse use)
{
  g_auto (Dominance) self = { 0 };
  NqpTable *table = nqp_table_new ();

  dominance_init (&self, view, MOST_SHOWN);
  nqp_table_add_column (table, "region", _ ("Code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "name", _ ("Region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "other", _ ("Other code"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "other_name", _ ("Other region"), NULL, NQP_COLUMN_TEXT, 0);
  nqp_table_add_column (table, "probability", _ ("Probability of being ahead"), NULL, NQP_COLUMN_REAL, 3);
  for (int i = 0; self.result == NULL && i < view->scores->n_regions; i++)
    {
      nqp_table_add_row (table);
      nqp_parts_table_region (table, view, i);
    }
  for (int r = 0; r < self.n; r++)
    for (int c = 0; c < self.n; c++)
      {
        if (c == r)
          continue;
        nqp_table_add_row (table);
        nqp_parts_table_region (table, view, self.regions[r]);
        nqp_table_set_text (table, 2, view->scores->panel->places[self.regions[c]].code);
        nqp_table_set_text (table, 3, nqp_view_region_name (view, self.regions[c]));
        nqp_table_set_number (table, 4, self.ahead != NULL ? self.ahead[r * self.n + c] : (double)NAN);
      }
  return table;
}

/* Neighbours in rank of which it is least clear who is ahead. */
static void
add_closest (const Dominance *self, GString *out)
{
  gboolean *told = g_new0 (gboolean, self->n + 1);

  for (int k = 0; k < N_CLOSE; k++)
    {
      int closest = -1;

      for (int r = 0; r + 1 < self->n; r++)
        {
          const double p = self->ahead[r * self->n + r + 1];

          if (!told[r] && !isnan (p)
              && (closest < 0 || fabs (p - 0.5) < fabs (self->ahead[closest * self->n + closest + 1] - 0.5)))
            closest = r;
        }
      if (closest < 0)
        break;
      told[closest] = TRUE;
      nqp_parts_say (out, _ ("%s is ahead of %s in %.0f %%."),
                     nqp_view_region_name (&self->view, self->regions[closest]),
                     nqp_view_region_name (&self->view, self->regions[closest + 1]),
                     100 * self->ahead[closest * self->n + closest + 1]);
    }
  g_free (told);
}

static char *
dominance_summary (const NqpView *view)
{
  g_autofree char *title = dominance_title (view), *why = NULL;
  g_auto (Dominance) self = { 0 };
  GString *out;

  dominance_init (&self, view, MOST_SHOWN);
  if (self.result == NULL)
    return nqp_robustness_missing_summary (view, title);
  out = nqp_robustness_summary (view, &self.view, title, &self.result->spec);
  why = why_empty (&self);
  if (why != NULL)
    {
      nqp_parts_say (out, "%s", why);
    }
  else
    add_closest (&self, out);
  return g_string_free (out, FALSE);
}

const NqpChart nqp_chart_robustness_dominance = {
  .id = "robustness.dominance",
  .name = N_ ("Who is ahead of whom"),
  .width = 860,
  .height = 760,
  .needs = NQP_RESULT_UNCERTAINTY,
  .order = nqp_robustness_order,
  .title = dominance_title,
  .build = dominance_build,
  .table = dominance_table,
  .summary = dominance_summary,
};
