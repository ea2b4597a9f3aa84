/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-series-mark.h"

#include "nqp-chart-parts.h"

struct _NqpSeriesMark
{
  GtkWidget parent_instance;

  int index;
  NqpStyle style;
};

G_DEFINE_FINAL_TYPE (NqpSeriesMark, nqp_series_mark, GTK_TYPE_WIDGET)

static void
nqp_series_mark_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpSeriesMark *self = NQP_SERIES_MARK (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->index < 0 || width <= 0 || height <= 0)
    return;
  NqpPaint paint = nqp_parts_fill (nqp_parts_series_colour (&self->style, self->index));
  g_autoptr (NqpScene) scene = nqp_scene_new (width, height, &self->style);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));

  nqp_scene_mark (scene, nqp_parts_series_shape (self->index), width / 2.0, height / 2.0,
                  MIN (width, height) / 2.0 - 1, &paint, NQP_DATUM_NONE);
  nqp_scene_draw (scene, cr);
  cairo_destroy (cr);
}

void
nqp_series_mark_set (NqpSeriesMark *self, int index, const NqpStyle *style)
{
  g_return_if_fail (NQP_IS_SERIES_MARK (self));

  if (self->index == index && (index < 0 || self->style.kind == style->kind))
    return;
  self->index = index;
  self->style = *style;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
nqp_series_mark_new (void)
{
  return g_object_new (NQP_TYPE_SERIES_MARK, NULL);
}

static void
nqp_series_mark_class_init (NqpSeriesMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = nqp_series_mark_snapshot;
  gtk_widget_class_set_css_name (widget_class, "seriesmark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
nqp_series_mark_init (NqpSeriesMark *self)
{
  self->index = -1;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
