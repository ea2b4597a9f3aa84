/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-private.h"
#include "nqp-labels.h"

#include <math.h>
#include <string.h>

/* Up to so many regions each tries to get its name; with more, only those that matter or that have room. */
#define FEW_REGIONS 60
#define FEW_PLACES 300 /* with those that are only on the map */
#define DIRECTIONS 32

typedef struct
{
  int place;
  int importance; /* 0 = focus, 1 = compared, 2 = first and last in rank, 3 = has data, 4 = only on the map */
  double area;    /* px */
} Candidate;

typedef struct
{
  NqpScene *scene;
  const NqpStyle *style;
  const NqpView *view;
  const NqpMapClasses *classes;
  const NqpMapFit *fit;
  const NqpMapRaster *raster;
  NqpLabels placed;
} Labels;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  if (p->importance != q->importance)
    return p->importance - q->importance;
  return p->area > q->area ? -1 : p->area < q->area ? 1 : p->place - q->place;
}

static NqpBox
on_map (const Labels *self, NqpBox box)
{
  box.x -= self->fit->box.x;
  box.y -= self->fit->box.y;
  return box;
}

static char *
label_text (const Labels *self, int place)
{
  return nqp_view_marked_name (self->view, place);
}

static NqpDatum
datum_of (const Labels *self, int place)
{
  return (NqpDatum){ place, self->view->year, self->view->measure };
}

/* In the region itself, near its innermost point. With @force also where it covers neighbours. */
static gboolean
place_inside (Labels *self, const Candidate *candidate, const char *text, NqpFont font, double w, double h,
              gboolean force)
{
  static const double shifts[][2]
      = { { 0, 0 },    { 0, -.5 },  { 0, .5 },  { -.2, 0 }, { .2, 0 }, { -.2, -.5 },
          { .2, -.5 }, { -.2, .5 }, { .2, .5 }, { 0, -1 },  { 0, 1 },  { -.35, 0 },
          { .35, 0 },  { -.2, -1 }, { .2, -1 }, { -.2, 1 }, { .2, 1 } };
  double cx = nqp_map_fit_x (self->fit, self->view->layout->label_x[candidate->place]);
  double cy = nqp_map_fit_y (self->fit, self->view->layout->label_y[candidate->place]);
  NqpPaint paint = nqp_map_classes_paint (self->classes, self->style,
                                          nqp_view_value (self->view, self->view->year, candidate->place));
  double best_share = -1, need = candidate->importance == 0 ? 0.82 : 0.87;
  NqpBox best = { 0 };

  for (gsize k = 0; k < G_N_ELEMENTS (shifts); k++)
    {
      NqpBox box = { cx - w / 2 + shifts[k][0] * w, cy - h / 2 + shifts[k][1] * h, w, h };
      NqpBox inner
          = { box.x + 1, box.y + h * 0.18, w - 2, h * 0.64 }; /* without the room above and below letters */
      double share;

      if (!nqp_labels_is_open (&self->placed, box))
        continue;
      share = nqp_map_raster_share (self->raster, on_map (self, inner), candidate->place) - 0.01 * (double)k;
      if (share > best_share)
        {
          best_share = share;
          best = box;
        }
    }
  if (best_share < 0 || (best_share < need && !force))
    return FALSE;

  font.colour = nqp_colour_on (paint.fill);
  font.align = NQP_ALIGN_MIDDLE;
  if (best_share < 0.97 || paint.pattern != NQP_PATTERN_NONE)
    font.halo = paint.fill;
  nqp_scene_text (self->scene, best.x + w / 2, best.y + h / 2, text, &font,
                  datum_of (self, candidate->place));
  nqp_labels_take (&self->placed, best);
  return TRUE;
}

/* Beside the map, at the end of a line, with a swatch of the region's colour: reads as well as inside, and can be clicked. */
static gboolean
place_outside (Labels *self, const Candidate *candidate, const char *text, NqpFont font, double w, double h,
               double reach)
{
  double ax = nqp_map_fit_x (self->fit, self->view->layout->label_x[candidate->place]);
  double ay = nqp_map_fit_y (self->fit, self->view->layout->label_y[candidate->place]);
  double swatch = font.size * 0.75, gap = self->style->unit / 2, pad = 2;
  double full = w + swatch + gap;
  double best_cost = INFINITY;
  NqpBox best = { 0 };
  NqpSegment best_leader = { 0 };
  gboolean best_left = FALSE;

  for (double distance = h; distance < reach && distance < best_cost; distance += 5)
    for (int d = 0; d < DIRECTIONS; d++)
      {
        double angle = 2 * G_PI * d / DIRECTIONS, ux = cos (angle), uy = sin (angle);
        double ex = ax + distance * ux, ey = ay + distance * uy, cost;
        gboolean left = ux < 0; /* the text lies to the left of its anchor, its swatch at the right end */
        NqpBox box = { left ? ex - full : ex, ey - h / 2, full, h };
        NqpBox wide = { box.x - pad, box.y, box.w + 2 * pad, box.h };
        NqpSegment leader = { ax, ay, ex, ey };

        /* sideways lines read best; a steep one has to be much shorter */
        cost = distance * (1 + 0.5 * fabs (uy));
        if (cost >= best_cost || !nqp_map_raster_is_free (self->raster, on_map (self, wide))
            || !nqp_labels_is_open (&self->placed, wide)
            || !nqp_labels_is_leader_open (&self->placed, leader))
          continue;
        best_cost = cost;
        best = box;
        best_leader = leader;
        best_left = left;
      }
  if (!isfinite (best_cost))
    return FALSE;

  {
    NqpPaint line
        = { .stroke = nqp_colour_mix (self->style->background, self->style->text, 0.65), .width = 0.8 };
    NqpPaint dot = { .fill = line.stroke };
    NqpPaint paint = nqp_map_classes_paint (self->classes, self->style,
                                            nqp_view_value (self->view, self->view->year, candidate->place));
    NqpDatum datum = datum_of (self, candidate->place);

    paint.stroke = line.stroke;
    paint.width = 0.75;
    font.colour = self->style->text;
    font.align = best_left ? NQP_ALIGN_END : NQP_ALIGN_START;
    nqp_scene_line (self->scene, best_leader.x1, best_leader.y1, best_leader.x2, best_leader.y2, &line,
                    NQP_DATUM_NONE);
    nqp_scene_mark (self->scene, NQP_SHAPE_MARK_CIRCLE, ax, ay, 1.4, &dot, NQP_DATUM_NONE);
    nqp_scene_rect (self->scene, best_left ? best.x + best.w - swatch : best.x, best.y + (h - swatch) / 2,
                    swatch, swatch, 2, &paint, datum);
    nqp_scene_text (self->scene, best_left ? best.x + w : best.x + swatch + gap, best.y + h / 2, text, &font,
                    datum);
    nqp_labels_take (&self->placed, best);
    nqp_labels_take_leader (&self->placed, best_leader);
  }
  return TRUE;
}

static int
importance_of (const Labels *self, int place, int n_ranked)
{
  const NqpView *view = self->view;
  int index = nqp_view_compared_index (view, place), rank;

  if (index >= 0)
    return index == 0 ? 0 : 1;
  if (place >= view->scores->n_regions)
    return 4;
  rank = nqp_scores_rank (view->scores, view->measure, view->year, place);
  return rank > 0 && (rank <= 3 || rank > n_ranked - 3) ? 2 : 3;
}

/**
 * nqp_map_labels:
 * @room: where labels may stand
 * @taken: legend, year and the like
 *
 * Names regions in the order of their importance: focus, compared, first and last, then by size. A name stands inside its
 * region if it fits there, else beside the map at the end of a line; one that finds no free place is left out.
 */
void
nqp_map_labels (NqpScene *scene, const NqpView *view, const NqpMapClasses *classes, const NqpMapFit *fit,
                const NqpMapRaster *raster, NqpBox room, const NqpBox *taken, int n_taken)
{
  const NqpMapLayout *layout = view->layout;
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Labels self = { scene, nqp_scene_style (scene), view, classes, fit, raster, { .room = room } };
  int n_ranked = nqp_scores_n_ranked (view->scores, view->measure, view->year);
  NqpFont font = nqp_scene_font (scene, self.style->tick, self.style->text);
  gboolean few = view->scores->n_regions <= FEW_REGIONS;
  int n_places = 0;
  double line;

  for (int i = 0; i < layout->n_places; i++)
    n_places += isfinite (layout->label_x[i]);
  few = few && n_places <= FEW_PLACES;
  nqp_scene_measure (scene, "X", &font, NULL, &line);
  nqp_labels_init (&self.placed, room);
  for (int i = 0; i < n_taken; i++)
    nqp_labels_take (&self.placed, taken[i]);
  for (int i = 0; i < layout->n_places; i++)
    {
      Candidate candidate
          = { i, importance_of (&self, i, n_ranked), layout->area_m2[i] * fit->zoom * fit->zoom };

      if (!isfinite (layout->label_x[i]) || !isfinite (layout->label_y[i]))
        continue;
      /* where a name cannot fit it is not even measured: there may be thousands */
      if (candidate.importance >= 3 && !few && candidate.area < line * line * 2)
        continue;
      if (candidate.importance == 4 && !few)
        continue;
      g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint k = 0; k < candidates->len; k++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, k);
      g_autofree char *text = label_text (&self, candidate->place);
      gboolean chosen = candidate->importance <= 1;
      NqpFont own = font;
      double w, h, reach = (few ? 18 : candidate->importance <= 2 ? 11 : 5.5) * self.style->label;

      own.bold = candidate->importance == 0;
      nqp_scene_measure (scene, text, &own, &w, &h);
      if (place_inside (&self, candidate, text, own, w, h, FALSE))
        continue;
      if ((few || candidate->importance <= 2) && place_outside (&self, candidate, text, own, w, h, reach))
        continue;
      if (chosen)
        place_inside (&self, candidate, text, own, w, h, TRUE);
    }
  nqp_labels_clear (&self.placed);
}
