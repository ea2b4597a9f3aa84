/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-labels.h"
#include "nqp-number.h"
#include "nqp-profile-private.h"

/* profile.radar: names and values of the axes around the circle. */

double
nqp_radar_angle (const NqpRadar *self, int axis)
{
  /* An even number of axes is turned by half a step, so that no label stands right above or below. */
  return -G_PI / 2 + (axis + (self->n % 2 == 0 ? 0.5 : 0)) * 2 * G_PI / self->n;
}

static void
measure_labels (const NqpRadar *self, NqpRadarLabel *labels, const NqpFont *name_font,
                const NqpFont *value_font)
{
  const NqpView *view = self->view;

  for (int a = 0; a < self->n; a++)
    {
      double w, h;
      double v = nqp_parts_has_region (view, view->focus)
                     ? nqp_parts_score (view, self->axes[a], view->year, view->focus)
                     : NAN;
      char number[NQP_NUMBER_SIZE];

      labels[a].name = nqp_view_node_name (view, self->axes[a]);
      g_strlcpy (labels[a].value,
                 isfinite (v) ? nqp_number_to_screen (v, nqp_parts_decimals (view), number) : _ ("no data"),
                 sizeof labels[a].value);
      nqp_scene_measure (self->scene, labels[a].name, name_font, &labels[a].w, &labels[a].name_h);
      nqp_scene_measure (self->scene, labels[a].value, value_font, &w, &h);
      labels[a].w = ceil (MAX (labels[a].w, w)) + 1;
      labels[a].h = labels[a].name_h + h;
      labels[a].side = fabs (cos (nqp_radar_angle (self, a))) < 0.01 ? 0
                       : cos (nqp_radar_angle (self, a)) < 0         ? -1
                                                                     : 1;
    }
}

/* How far from the middle a circle is at the height of a label beside the end of an axis. */
static double
reach (double r, double angle, double height)
{
  const double nearest = MAX (fabs (sin (angle)) * r - height / 2, 0);

  return nearest < r ? sqrt (r * r - nearest * nearest) : 0;
}

/* The largest circle that leaves room for every label at its axis. */
static void
fit_circle (NqpRadar *self, const NqpRadarLabel *labels, NqpBox box, double gap)
{
  double top = box.y, bottom = box.y + box.h, half = box.w / 2;

  for (int a = 0; a < self->n; a++)
    if (labels[a].side == 0)
      {
        if (sin (nqp_radar_angle (self, a)) < 0)
          top = box.y + labels[a].h + gap;
        else
          bottom = box.y + box.h - labels[a].h - gap;
      }
  self->cx = box.x + half;
  self->cy = (top + bottom) / 2;
  self->r = MIN (half, (bottom - top) / 2) - gap;
  for (int a = 0; a < self->n; a++)
    {
      double c = fabs (cos (nqp_radar_angle (self, a)));

      if (labels[a].side != 0 && c > 0.35)
        self->r = MIN (self->r, (half - labels[a].w) / c - gap);
    }
  for (int a = 0; a < self->n; a++)
    while (labels[a].side != 0 && self->r > 4 * self->style->unit
           && reach (self->r + gap, nqp_radar_angle (self, a), labels[a].h)
                  > MAX (half - labels[a].w, half * 0.3))
      self->r *= 0.98;
  self->r = MAX (self->r, 4 * self->style->unit);
  /* where the picture is high it stands under its legend rather than far below */
  self->cy -= MAX ((bottom - top) / 2 - self->r - 2 * gap, 0) * 0.6;
}

static void
place_side (const NqpRadar *self, NqpRadarLabel *labels, int side, NqpBox box, double gap)
{
  g_autofree double *middles = g_new (double, self->n);
  g_autofree double *sizes = g_new (double, self->n);
  g_autofree int *which = g_new (int, self->n);
  int n = 0;

  for (int k = 0; k < self->n; k++) /* from the top down on either side */
    {
      int a = side > 0 ? k : self->n - 1 - k;

      if (labels[a].side != side)
        continue;
      which[n] = a;
      middles[n] = self->cy + (self->r + gap) * sin (nqp_radar_angle (self, a));
      sizes[n] = labels[a].h + 2;
      n++;
    }
  nqp_spread (middles, sizes, n, box.y, box.y + box.h);
  for (int k = 0; k < n; k++)
    {
      NqpRadarLabel *label = &labels[which[k]];
      double y0 = middles[k] - label->h / 2, y1 = middles[k] + label->h / 2;
      double nearest = CLAMP (self->cy, y0, y1) - self->cy;
      double r = self->r + gap;
      double off = fabs (nearest) < r ? sqrt (r * r - nearest * nearest) : 0;

      off = MAX (off, MIN (r * fabs (cos (nqp_radar_angle (self, which[k]))) - label->w * 0.2, r));
      label->y = y0;
      label->x = side > 0 ? self->cx + off : self->cx - off - label->w;
      label->x = CLAMP (label->x, box.x, box.x + box.w - label->w);
    }
}

static gboolean
overlap (const NqpRadarLabel *a, const NqpRadarLabel *b)
{
  return nqp_boxes_meet ((NqpBox){ a->x, a->y, a->w, a->h }, (NqpBox){ b->x, b->y, b->w, b->h }, 0);
}

static void
place_labels (NqpRadar *self, NqpRadarLabel *labels, NqpBox box, double gap)
{
  for (int attempt = 0; attempt < 2; attempt++)
    {
      gboolean clash = FALSE;

      fit_circle (self, labels, box, gap);
      place_side (self, labels, -1, box, gap);
      place_side (self, labels, 1, box, gap);
      for (int a = 0; a < self->n; a++)
        if (labels[a].side == 0)
          {
            double y = self->cy + (self->r + gap) * sin (nqp_radar_angle (self, a));

            labels[a].x = self->cx - labels[a].w / 2;
            labels[a].y = sin (nqp_radar_angle (self, a)) < 0 ? y - labels[a].h : y;
            for (int b = 0; b < self->n; b++)
              clash |= b != a && overlap (&labels[a], &labels[b]);
          }
      if (!clash)
        break;
      for (int a = 0; a < self->n; a++)
        if (labels[a].side == 0)
          labels[a].side = 1;
    }
}

/* Sizes and places the labels; FALSE if some would be cut or lie on another or on the circle, or no circle is left. */
static gboolean
try_labels (NqpRadar *self, NqpRadarLabel *labels, NqpBox box, double gap, const NqpFont *name_font)
{
  NqpFont value_font = *name_font;

  value_font.bold = value_font.tabular = TRUE;
  value_font.max_width = 0;
  measure_labels (self, labels, name_font, &value_font);
  place_labels (self, labels, box, gap);
  if (self->r < self->style->base * 4)
    return FALSE;
  for (int a = 0; a < self->n; a++)
    {
      double x = CLAMP (self->cx, labels[a].x, labels[a].x + labels[a].w) - self->cx;
      double y = CLAMP (self->cy, labels[a].y, labels[a].y + labels[a].h) - self->cy;

      if (!nqp_scene_text_fits (self->scene, labels[a].name, name_font) || labels[a].y < box.y - 1
          || labels[a].y + labels[a].h > box.y + box.h + 1 || hypot (x, y) < self->r)
        return FALSE;
      for (int b = 0; b < a; b++)
        if (overlap (&labels[a], &labels[b]))
          return FALSE;
    }
  return TRUE;
}

gboolean
nqp_radar_lay_labels (NqpRadar *self, NqpRadarLabel *labels, NqpBox box, NqpFont *out_font)
{
  const double gap = self->style->unit * 1.8;
  const struct
  {
    double size, width;
    int lines;
  } tries[] = {
    { self->style->label, 0.22, 2 }, { self->style->tick, 0.26, 3 },   { self->style->footer, 0.2, 3 },
    { self->style->footer, 0.3, 2 }, { self->style->footer, 0.36, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      *out_font = nqp_scene_font (self->scene, tries[i].size, self->style->text);
      out_font->max_width = MIN (box.w * tries[i].width, tries[i].size * 14);
      out_font->max_lines = tries[i].lines;
      if (try_labels (self, labels, box, gap, out_font))
        return TRUE;
    }
  return FALSE;
}
