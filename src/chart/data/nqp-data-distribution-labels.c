/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <math.h>

#include "nqp-data-private.h"
#include "nqp-labels.h"

#define MOST_NAMES 60 /* that are tried: no picture has room for more */

/* Outliers by name: a region once, with its years, below its farthest mark. */

static char *
describe_years (const NqpView *view, int n, int first, int last)
{
  const int *names = view->scores->panel->years;

  if (n == 1)
    return g_strdup_printf ("%d", names[first]);
  if (last - first + 1 == n)
    return g_strdup_printf ("%d\xe2\x80\x93%d", names[first], names[last]);
  return g_strdup_printf (ngettext ("%d year", "%d years", (gulong)n), n);
}

static void
clear_name (gpointer data)
{
  g_free (((NqpDataOutlierName *)data)->text);
}

GArray *
nqp_data_outlier_names (const NqpDataDistribution *self, const NqpView *view)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (NqpDataOutlierName));
  const int n_years = view->scores->n_years, n_regions = view->scores->n_regions;
  g_autofree guint8 *out_in = g_new0 (guint8, MAX ((gsize)n_years * (gsize)n_regions, 1));
  g_autofree guint8 *named = g_new0 (guint8, MAX (n_regions, 1));

  g_array_set_clear_func (out, clear_name);
  for (guint k = 0; k < self->outliers->len; k++)
    {
      const NqpDataOutlier *o = &g_array_index (self->outliers, NqpDataOutlier, k);

      out_in[(gsize)o->region * (gsize)n_years + (gsize)o->year] = 1;
    }
  for (guint k = 0; k < self->outliers->len; k++)
    {
      const NqpDataOutlier *o = &g_array_index (self->outliers, NqpDataOutlier, k);
      const guint8 *years = out_in + (gsize)o->region * (gsize)n_years;
      g_autofree char *when = NULL;
      NqpDataOutlierName name = { .datum = { o->region, o->year, view->measure, 0, 0 }, .value = o->value };
      int n = 0, first = -1, last = -1;

      if (named[o->region])
        continue;
      named[o->region] = 1;
      for (int t = 0; t < n_years; t++)
        if (years[t])
          {
            first = first < 0 ? t : first;
            last = t;
            n++;
          }
      when = describe_years (view, n, first, last);
      /* Translators: name of a region, year or years */
      name.text = g_strdup_printf (_ ("%s, %s"), nqp_view_region_name (view, o->region), when);
      g_array_append_val (out, name);
    }
  return out;
}

/* Which way labels are tried: what stands in the way of others differs with it. */
typedef struct
{
  gboolean from_below; /* the lowest line first */
  int aside;           /* -1: the text ends at its mark, 1: it begins there, 0: it stands around it */
} Way;

static int
try_way (NqpScene *scene, const GArray *names, const NqpScale *x, double y, NqpBox room, Way way,
         gboolean draw)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont font = nqp_type (style->tick, style->text, NQP_TYPE_MIDDLE);
  const NqpPaint line = nqp_parts_stroke (nqp_parts_alpha (style->dim, 0.7), 0.8 * style->scale, 0);
  const double step = nqp_type_line (scene, style->tick) + 1;
  const double slides[] = { 0.45 * way.aside, 0, -0.45, 0.45, -0.25, 0.25 };
  const int n_lanes = (int)(room.h / step);
  g_auto (NqpLabels) taken = { 0 };
  int n_left = 0;

  nqp_labels_init (&taken, room);
  for (guint k = 0; k < names->len; k++)
    {
      const NqpDataOutlierName *name = &g_array_index (names, NqpDataOutlierName, k);
      const double w = nqp_type_width (scene, name->text, &font) + style->unit,
                   h = nqp_type_height (scene, name->text, &font), at = nqp_scale_map (x, name->value);
      gboolean placed = FALSE;

      for (int i = 0; i < n_lanes && !placed && w <= room.w && k < MOST_NAMES; i++)
        for (gsize s = 0; s < G_N_ELEMENTS (slides) && !placed; s++)
          {
            const double top = room.y + (way.from_below ? n_lanes - 1 - i : i) * step;
            const double middle = CLAMP (at + slides[s] * w, room.x + w / 2, room.x + room.w - w / 2);
            const NqpBox box = { middle - w / 2, top, w, h };
            const NqpSegment leader = { at, y, at, top };

            if (at < box.x || at > box.x + box.w || !nqp_labels_is_open (&taken, box)
                || !nqp_labels_is_leader_open (&taken, leader))
              continue;
            nqp_labels_take (&taken, box);
            nqp_labels_take_leader (&taken, leader);
            placed = TRUE;
            if (!draw)
              break;
            nqp_scene_line (scene, at, y, at, top, &line, NQP_DATUM_NONE);
            nqp_scene_text (scene, middle, top + h / 2, name->text, &font, name->datum);
          }
      n_left += !placed;
    }
  return n_left;
}

int
nqp_data_distribution_label (NqpScene *scene, const GArray *names, const NqpScale *x, double y, NqpBox room,
                             gboolean draw)
{
  static const Way ways[]
      = { { FALSE, 0 }, { FALSE, 1 }, { FALSE, -1 }, { TRUE, 0 }, { TRUE, 1 }, { TRUE, -1 } };
  int best = -1, least = 0;

  for (int k = 0; k < (int)G_N_ELEMENTS (ways) && (best < 0 || least > 0); k++)
    {
      const int n_left = try_way (scene, names, x, y, room, ways[k], FALSE);

      if (best < 0 || n_left < least)
        {
          best = k;
          least = n_left;
        }
    }
  return draw ? try_way (scene, names, x, y, room, ways[best], TRUE) : least;
}
