/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-sparkline.h"

#include <math.h>

#define WIDTH 64
#define HEIGHT 22
#define MARGIN 3.0
#define DOT 2.5

struct _NqpSparkline
{
  GtkWidget parent_instance;

  double *values;
  int n, mark;
};

G_DEFINE_FINAL_TYPE (NqpSparkline, nqp_sparkline, GTK_TYPE_WIDGET)

static void
nqp_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpSparkline *self = NQP_SPARKLINE (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double low = INFINITY, high = -INFINITY;
  gboolean down = FALSE;
  GdkRGBA colour;

  for (int i = 0; i < self->n; i++)
    if (!isnan (self->values[i]))
      {
        low = MIN (low, self->values[i]);
        high = MAX (high, self->values[i]);
      }
  if (!(high >= low))
    return;

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < self->n; i++)
      {
        double value = self->values[i];
        double x = MARGIN + (width - 2 * MARGIN) * (self->n > 1 ? (double)i / (self->n - 1) : 0.5);
        double y = MARGIN + (height - 2 * MARGIN) * (high > low ? (high - value) / (high - low) : 0.5);

        if (pass == 0)
          {
            if (isnan (value))
              down = FALSE; /* a gap stays a gap */
            else if (!down)
              cairo_move_to (cr, x, y);
            else
              cairo_line_to (cr, x, y);
            down = !isnan (value);
            if (i == self->n - 1)
              cairo_stroke (cr);
          }
        else if (!isnan (value) && (i == self->mark || self->n == 1))
          {
            cairo_arc (cr, x, y, DOT, 0, 2 * G_PI);
            cairo_fill (cr);
          }
      }
  cairo_destroy (cr);
}

static void
nqp_sparkline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
nqp_sparkline_finalize (GObject *object)
{
  g_free (NQP_SPARKLINE (object)->values);
  G_OBJECT_CLASS (nqp_sparkline_parent_class)->finalize (object);
}

static void
nqp_sparkline_class_init (NqpSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = nqp_sparkline_finalize;
  widget_class->snapshot = nqp_sparkline_snapshot;
  widget_class->measure = nqp_sparkline_measure;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
nqp_sparkline_init (NqpSparkline *self)
{
  self->mark = -1;
}

GtkWidget *
nqp_sparkline_new (void)
{
  return g_object_new (NQP_TYPE_SPARKLINE, "valign", GTK_ALIGN_CENTER, NULL);
}

void
nqp_sparkline_set_values (NqpSparkline *self, const double *values, int n, int mark)
{
  g_free (self->values);
  self->values = g_memdup2 (values, (gsize)MAX (n, 0) * sizeof (double));
  self->n = n;
  self->mark = mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
