/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-table-bar.h"

#include <math.h>

struct _NqpTableBar
{
  GtkWidget parent_instance;
  double share;
  GdkRGBA colour;
};

G_DEFINE_FINAL_TYPE (NqpTableBar, nqp_table_bar, GTK_TYPE_WIDGET)

/* The track is the widget's CSS background. */
static void
nqp_table_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpTableBar *self = NQP_TABLE_BAR (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);

  if (isfinite (self->share) && self->share > 0)
    gtk_snapshot_append_color (snapshot, &self->colour,
                               &GRAPHENE_RECT_INIT (0, 0, width * (float)MIN (self->share, 1), height));
}

void
nqp_table_bar_set (NqpTableBar *self, double share, const GdkRGBA *colour)
{
  g_return_if_fail (NQP_IS_TABLE_BAR (self));

  if (self->share == share && gdk_rgba_equal (&self->colour, colour))
    return;
  self->share = share;
  self->colour = *colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
nqp_table_bar_new (void)
{
  return g_object_new (NQP_TYPE_TABLE_BAR, NULL);
}

static void
nqp_table_bar_class_init (NqpTableBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = nqp_table_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "tablebar");
}

static void
nqp_table_bar_init (NqpTableBar *self)
{
  self->share = NAN;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
