/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-view-private.h"

#include <math.h>

#include "nqp-derivation.h"
#include "nqp-framework-diagram.h"

/* What the pointer does on a chart: hover, choose, scroll, and ask what a mark says. */

/* Rows the wheel moves a ranking by. */
#define SCROLL_ROWS 3.0

static gboolean
pick (NqpChartView *self, double x, double y, NqpDatum *datum)
{
  *datum = NQP_DATUM_NONE;
  return self->scene != NULL && nqp_scene_pick (self->scene, x, y, datum);
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, NqpChartView *self)
{
  NqpDatum datum;
  gboolean found;

  if (!nqp_chart_view_has_scores (self))
    return;
  if (self->walking && x == self->pointer_x && y == self->pointer_y)
    return;
  self->walking = FALSE;
  self->pointer_x = x;
  self->pointer_y = y;
  found = pick (self, x, y, &datum);
  if (self->chart->theory)
    nqp_session_set_entry_hover (self->session, datum.entry - 1);
  if (datum.entry > 0)
    {
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
      return;
    }
  nqp_session_set_hover (self->session, datum.region);
  found = found && datum.region < nqp_session_get_scores (self->session)->n_regions;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), found ? "pointer" : NULL);
}

static void
left (GtkEventControllerMotion *controller, NqpChartView *self)
{
  if (self->session == NULL)
    return;
  nqp_session_set_hover (self->session, -1);
  nqp_session_set_entry_hover (self->session, -1);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, NqpChartView *self)
{
  NqpDatum datum;
  GdkRectangle at = { (int)x, (int)y, 1, 1 };
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (!nqp_chart_view_has_scores (self))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, x, y, &datum);
  if (self->chart->theory && datum.node < 0)
    {
      nqp_session_set_entry (self->session, datum.entry - 1); /* beside everything: nothing is chosen */
      return;
    }
  if (datum.entry > 0)
    {
      nqp_session_set_entry (self->session, datum.entry - 1);
      return;
    }
  if (self->chart->walk != NULL)
    {
      nqp_chart_view_show_part (self, datum);
      if (datum.node >= 0)
        nqp_chart_view_activate_part (self, &at);
      return;
    }
  /* A place that is only on the map has nothing to show. */
  if (!pick (self, x, y, &datum) || datum.region >= nqp_session_get_scores (self->session)->n_regions)
    return;

  if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (datum.region >= 0)
        nqp_session_toggle_compared (self->session, datum.region);
      return;
    }
  if (datum.region >= 0)
    nqp_session_set_focus (self->session, datum.region);
  if (self->chart->selects)
    {
      if (datum.node >= 0)
        nqp_session_set_measure (self->session, datum.node);
      if (datum.year >= 0)
        nqp_session_set_year (self->session, datum.year);
      return;
    }
  /* A part of a picture (a segment, an axis, a number) explains itself at once; what stands for the whole region first
   * takes the focus. */
  gboolean part
      = datum.node >= 0 && (self->chart->explains || datum.node != nqp_session_get_measure (self->session));
  if (part || n_press == 2)
    nqp_chart_view_open_derivation (self, datum, &at);
  else if (datum.year >= 0)
    nqp_session_set_year (self->session, datum.year);
}

gboolean
nqp_chart_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  NqpDatum datum;

  /* What is open says more, and must not be covered. */
  if (!nqp_chart_view_has_scores (self) || nqp_derivation_is_open (widget)
      || (self->menu != NULL && gtk_widget_get_mapped (self->menu)))
    return FALSE;
  if (keyboard && self->chart->walk != NULL)
    datum = self->at;
  else if (keyboard)
    {
      datum = NQP_DATUM_NONE;
      datum.region = nqp_session_get_hover (self->session);
      if (datum.region < 0)
        datum.region = nqp_session_get_focus (self->session);
    }
  else if (!pick (self, x, y, &datum))
    return FALSE;

  NqpView view;
  nqp_chart_view_get_view (self, &view);
  if (datum.entry > 0)
    {
      /* A concept is told by its name and by what the pointer traces; its words would cover the picture. */
      const NqpEntry *entry = nqp_framework_entry (view.framework, datum.entry - 1);
      g_autofree char *words = nqp_framework_entry_description (&view, datum.entry - 1);

      if (entry->kind == NQP_ENTRY_CONCEPT && !keyboard)
        return FALSE;
      gtk_tooltip_set_text (tooltip, words);
      return TRUE;
    }
  g_autofree char *own = self->chart->tooltip != NULL ? self->chart->tooltip (&view, datum) : NULL;
  if (own == NULL && datum.region < 0)
    return FALSE;

  g_autofree char *text
      = own != NULL ? g_steal_pointer (&own)
                    : nqp_view_tooltip (&view, datum.region, datum.year >= 0 ? datum.year : view.year,
                                        datum.node >= 0 ? datum.node : view.measure);
  gtk_tooltip_set_text (tooltip, text);

  double mx, my, mw, mh;
  if (nqp_scene_locate (self->scene, datum, &mx, &my, &mw, &mh))
    {
      GdkRectangle area = { (int)mx, (int)my, (int)ceil (mw) + 1, (int)ceil (mh) + 1 };
      if (keyboard || (area.x <= x && x <= area.x + area.width && area.y <= y && y <= area.y + area.height))
        gtk_tooltip_set_tip_area (tooltip, &area);
    }
  return TRUE;
}

/* What stands in the rows of the picture, in their order. */
static GArray *
get_rows (NqpChartView *self)
{
  const int n = nqp_session_get_scores (self->session)->n_regions;
  g_autofree int *order = NULL;
  GArray *rows;
  NqpView view;

  if (self->chart->rows != NULL)
    {
      nqp_chart_view_get_view (self, &view);
      return self->chart->rows (&view);
    }
  order = g_new (int, MAX (n, 1));
  nqp_chart_view_get_order (self, order);
  rows = g_array_new (FALSE, FALSE, sizeof (NqpDatum));
  for (int i = 0; i < n; i++)
    {
      const NqpDatum datum = { order[i], -1, -1, 0, 0 };

      g_array_append_val (rows, datum);
    }
  return rows;
}

/* Rows of which the scene shows a mark, the first of them and how many; FALSE if it shows them all. */
static gboolean
find_window (NqpChartView *self, const GArray *rows, int *first, int *count)
{
  *first = -1;
  *count = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      double x, y, w, h;

      if (!nqp_scene_locate (self->scene, g_array_index (rows, NqpDatum, i), &x, &y, &w, &h))
        continue;
      if (*first < 0)
        *first = (int)i;
      (*count)++;
    }
  return *first >= 0 && *count < (int)rows->len;
}

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, NqpChartView *self)
{
  g_autoptr (GArray) shown = NULL;
  int first, count, rows, to;

  if (!nqp_chart_view_has_scores (self) || self->scene == NULL || !self->chart->scrolls)
    return GDK_EVENT_PROPAGATE;
  shown = get_rows (self);
  if (!find_window (self, shown, &first, &count))
    return GDK_EVENT_PROPAGATE;

  self->scroll_left += dy * SCROLL_ROWS;
  rows = (int)self->scroll_left;
  self->scroll_left -= rows;
  to = CLAMP (first + rows, 0, (int)shown->len - count);
  if (to != first)
    {
      self->scroll = to;
      nqp_chart_view_forget_scene (self);
    }
  return GDK_EVENT_STOP;
}

static void
menu_pressed (GtkGestureClick *gesture, int n_press, double x, double y, NqpChartView *self)
{
  NqpDatum datum;

  if (!nqp_chart_view_has_scores (self))
    return;
  pick (self, x, y, &datum);
  nqp_chart_view_popup_menu (self, datum, x, y);
}

void
nqp_chart_view_add_pointer (NqpChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (moved), self);
  g_signal_connect (controller, "motion", G_CALLBACK (moved), self);
  g_signal_connect (controller, "leave", G_CALLBACK (left), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_PRIMARY);
  g_signal_connect (controller, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
  g_signal_connect (controller, "pressed", G_CALLBACK (menu_pressed), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (controller, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (widget, controller);
}
