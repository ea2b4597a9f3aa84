/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-legend.h"

#include <glib/gi18n.h>

#include "nqp-chart-parts.h"

typedef struct
{
  char *text;
  NqpSample sample;
  NqpMarkShape shape;
  NqpPaint paint;
  NqpDatum datum;
} Item;

struct _NqpLegend
{
  GArray *items;  /* Item */
  int most_lines; /* 0 = any number */
};

static void
clear_item (gpointer data)
{
  g_free (((Item *)data)->text);
}

NqpLegend *
nqp_legend_new (void)
{
  NqpLegend *self = g_new0 (NqpLegend, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

void
nqp_legend_free (NqpLegend *self)
{
  g_array_unref (self->items);
  g_free (self);
}

void
nqp_legend_add (NqpLegend *self, const char *text, NqpSample sample, NqpPaint paint)
{
  const Item item = { g_strdup (text), sample, NQP_SHAPE_MARK_CIRCLE, paint, NQP_DATUM_NONE };

  g_array_append_val (self->items, item);
}

void
nqp_legend_add_mark (NqpLegend *self, const char *text, NqpMarkShape shape, NqpPaint paint)
{
  nqp_legend_add (self, text, NQP_SAMPLE_MARK, paint);
  g_array_index (self->items, Item, self->items->len - 1).shape = shape;
}

void
nqp_legend_bind (NqpLegend *self, NqpDatum datum)
{
  g_array_index (self->items, Item, self->items->len - 1).datum = datum;
}

void
nqp_legend_set_most_lines (NqpLegend *self, int most)
{
  self->most_lines = most;
}

static double
sample_width (const NqpStyle *style)
{
  return style->tick * 0.9;
}

static void
draw_sample (NqpScene *scene, const Item *item, double x, double y)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const double w = sample_width (style), cap = w * 0.3;

  switch (item->sample)
    {
    case NQP_SAMPLE_MARK:
      nqp_scene_mark (scene, item->shape, x + w / 2, y, w * 0.42, &item->paint, item->datum);
      break;
    case NQP_SAMPLE_SWATCH:
      nqp_scene_rect (scene, x, y - w / 2, w, w, 2, &item->paint, item->datum);
      break;
    case NQP_SAMPLE_WHISKER:
      nqp_scene_line (scene, x, y - cap, x, y + cap, &item->paint, item->datum);
      nqp_scene_line (scene, x + w, y - cap, x + w, y + cap, &item->paint, item->datum);
      G_GNUC_FALLTHROUGH;
    case NQP_SAMPLE_LINE:
      nqp_scene_line (scene, x, y, x + w, y, &item->paint, item->datum);
      break;
    case NQP_SAMPLE_TICK:
      nqp_scene_line (scene, x + w / 2, y - w * 0.6, x + w / 2, y + w * 0.6, &item->paint, item->datum);
      break;
    case NQP_SAMPLE_LOCK:
      nqp_parts_draw_lock (scene, x + w / 2, y, w, item->paint.fill);
      break;
    case NQP_SAMPLE_NONE:
    case NQP_SAMPLE_BLANK:
    default:
      break;
    }
}

/* Sample and text, without the space to the next. */
static double
item_width (const NqpScene *scene, const Item *item, const NqpFont *font)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const gboolean plain = item->sample == NQP_SAMPLE_NONE;

  return nqp_type_width (scene, item->text, font) + (plain ? 0 : sample_width (style) + style->unit);
}

/* Draws unless @scene is NULL; measures on @measured. */
static double
flow (const NqpLegend *self, const NqpScene *measured, NqpScene *scene, NqpBox box)
{
  const NqpStyle *style = nqp_scene_style (measured);
  const double gap = style->unit, sample = sample_width (style);
  NqpFont font = nqp_type (style->tick, style->text, 0);
  const double line = MAX (nqp_type_height (measured, "X", &font), sample) + gap / 2;
  double x = box.x, y = box.y + line / 2, more_w = 0;
  int lines = 1;

  if (self->items->len == 0)
    return 0;
  if (self->most_lines > 0)
    {
      g_autofree char *more = g_strdup_printf (_ ("and %u more"), self->items->len);

      more_w = nqp_type_width (measured, more, &font) + 2 * gap;
    }
  else
    font.max_width = MAX (box.w - sample - gap, style->tick * 4);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);
      const gboolean last_line = lines == self->most_lines;
      const double w = item_width (measured, item, &font),
                   text_x = w - nqp_type_width (measured, item->text, &font);

      if (x > box.x && x + w > box.x + box.w - (last_line && i + 1 < self->items->len ? more_w : 0))
        {
          if (last_line)
            {
              g_autofree char *more = g_strdup_printf (_ ("and %u more"), self->items->len - i);

              if (scene != NULL)
                nqp_scene_text (scene, x, y, more, &font, NQP_DATUM_NONE);
              break;
            }
          lines++;
          x = box.x;
          y += line;
        }
      if (self->most_lines > 0 && w > box.w) /* a name that is wider than the picture: the tooltip has it */
        continue;
      if (scene != NULL)
        {
          draw_sample (scene, item, x, y);
          nqp_scene_text (scene, x + text_x, y, item->text, &font, item->datum);
        }
      x += w + 2.5 * gap;
    }
  return y + line / 2 - box.y;
}

gboolean
nqp_legend_fits (const NqpScene *scene, const char *text, double width)
{
  const NqpStyle *style = nqp_scene_style (scene);
  const NqpFont font = nqp_type (style->tick, style->text, 0);

  return nqp_type_width (scene, text, &font) + style->tick + style->unit <= width;
}

double
nqp_legend_height (const NqpLegend *self, const NqpScene *scene, double width)
{
  return flow (self, scene, NULL, (NqpBox){ 0, 0, width, 0 });
}

double
nqp_legend_draw (const NqpLegend *self, NqpScene *scene, NqpBox box)
{
  return flow (self, scene, scene, box);
}

void
nqp_legend_cut (const NqpLegend *self, NqpScene *scene, NqpBox *box)
{
  if (self->items->len > 0)
    nqp_box_cut_top (box, nqp_legend_draw (self, scene, *box) + nqp_scene_style (scene)->unit);
}
