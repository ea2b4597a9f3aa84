/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-view-private.h"

#include <math.h>

/* A picture that is to be whole stands in a scrolled window and is as high as its chart asks for, so that nothing is left out. What
 * a chart asks for comes with its scene: of the width it has, or was asked about first. */

#define FIRST_HEIGHT 360
#define SCROLLED 0.25 /* of what is in sight, by one key */

static void
learn (NqpChartView *self, const NqpScene *scene, int width)
{
  self->need_width = width;
  self->need = (int)ceil (nqp_scene_get_need (scene));
}

int
nqp_chart_view_get_need (NqpChartView *self, int width)
{
  g_autoptr (NqpScene) scene = NULL;
  NqpSnapshot *snapshot;
  NqpView view;

  if (!self->whole || width <= 0 || !nqp_chart_view_has_scores (self))
    return 0;
  if (self->need_width == width)
    return self->given = self->need;
  snapshot = nqp_session_get_snapshot (self->session, self->assumed);
  nqp_chart_view_get_view (self, &view);
  scene = nqp_chart_build (self->chart, &view, nqp_snapshot_get_style (snapshot), width, FIRST_HEIGHT);
  if (scene != NULL)
    learn (self, scene, width);
  return self->given = self->need;
}

static GtkAdjustment *
get_place (NqpChartView *self)
{
  GtkWidget *scroller
      = self->whole ? gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW) : NULL;

  return scroller != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;
}

gboolean
nqp_chart_view_scroll (NqpChartView *self, int direction)
{
  GtkAdjustment *place = get_place (self);

  if (place == NULL)
    return FALSE;
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place)
                                       + direction * gtk_adjustment_get_page_size (place) * SCROLLED);
  return TRUE;
}

/* What the scene is about has come into sight by itself, or is brought there. */
static void
look (NqpChartView *self)
{
  GtkAdjustment *place = get_place (self);
  double y, height;

  /* once: from there on the user may scroll away */
  if (place == NULL || self->scene == NULL || !nqp_scene_get_look (self->scene, &y, &height)
      || y == self->looked)
    return;
  self->looked = y;
  gtk_adjustment_clamp_page (place, y, y + height);
}

static gboolean
on_rest (gpointer user_data)
{
  NqpChartView *self = user_data;

  self->need_id = 0;
  if (self->need != self->given)
    {
      self->given = self->need;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  look (self);
  return G_SOURCE_REMOVE;
}

/* Another region may have another number of rows, another style other type. While a frame is drawn nothing can ask for another
 * size. */
void
nqp_chart_view_learn_need (NqpChartView *self)
{
  double y, height;

  if (!self->whole)
    return;
  learn (self, self->scene, gtk_widget_get_width (GTK_WIDGET (self)));
  if (self->need_id == 0 && (self->need != self->given || nqp_scene_get_look (self->scene, &y, &height)))
    self->need_id = g_idle_add_full (GDK_PRIORITY_EVENTS, on_rest, self, NULL);
}
