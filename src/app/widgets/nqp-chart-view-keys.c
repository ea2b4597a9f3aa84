/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-view-private.h"
#include "nqp-framework-diagram.h"

/* What the keys do on a chart: walk the ranking and the years, or its parts, concepts and steps. */

/* The arrows walk from concept to concept, plus and minus open and close a level. */
static gboolean
theory_key (NqpChartView *self, guint key)
{
  int dx = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;
  int dy = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  NqpView view;

  if (!nqp_chart_view_ensure_scene (self))
    return GDK_EVENT_PROPAGATE;
  nqp_chart_view_get_view (self, &view);
  if (dx != 0 || dy != 0)
    {
      int to = self->chart->step (&view, self->scene, view.entry, dx, dy);
      g_autofree char *words = to >= 0 ? nqp_framework_entry_description (&view, to) : NULL;

      nqp_session_set_entry (self->session, to);
      if (words != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                        -1);
      return GDK_EVENT_STOP;
    }
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      nqp_session_set_depth (self->session, view.depth + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      nqp_session_set_depth (self->session, view.depth - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (view.entry < 0)
        return GDK_EVENT_PROPAGATE;
      nqp_session_set_entry (self->session, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* While steps appear one by one, the arrows, Space, Home and End lead through them; Space begins. */
static gboolean
step_key (NqpChartView *self, guint key)
{
  const int n = nqp_chart_view_get_n_steps (self);

  if (n == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    {
      nqp_chart_view_set_step (self, MIN (self->step + 1, n));
      return GDK_EVENT_STOP;
    }
  if (self->step == 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Right:
      nqp_chart_view_set_step (self, MIN (self->step + 1, n));
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      nqp_chart_view_set_step (self, MAX (self->step - 1, 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      nqp_chart_view_set_step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      nqp_chart_view_set_step (self, n);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      nqp_chart_view_set_step (self, 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
leaf_key (NqpChartView *self, guint key)
{
  NqpView view;

  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  nqp_chart_view_get_view (self, &view);
  nqp_session_set_leaf (self->session, self->chart->leaf (&view, key == GDK_KEY_Up ? -1 : 1));
  return GDK_EVENT_STOP;
}

static gboolean
measure_key (NqpChartView *self, guint key)
{
  NqpView view;

  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  nqp_chart_view_get_view (self, &view);
  nqp_session_set_measure (self->session, self->chart->measure (&view, key == GDK_KEY_Up ? -1 : 1));
  return GDK_EVENT_STOP;
}

/* The arrows walk from part to part, Enter opens the one they are on. */
static gboolean
part_key (NqpChartView *self, guint key)
{
  int dx = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;
  int dy = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  NqpDatum to = self->at;
  NqpView view;

  if ((dx != 0 || dy != 0) && nqp_chart_view_ensure_scene (self))
    {
      nqp_chart_view_get_view (self, &view);
      if (self->chart->walk (&view, self->scene, dx, dy, &to))
        nqp_chart_view_show_part (self, to);
      return GDK_EVENT_STOP;
    }
  if (self->at.node < 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    {
      GdkRectangle at = nqp_chart_view_locate_part (self);

      nqp_chart_view_activate_part (self, &at);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Escape)
    {
      nqp_chart_view_forget_part (self);
      nqp_chart_view_describe (self, -1);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Moves the hover along the regions as the picture has them: a cursor that every other view shows too. */
static void
move_cursor (NqpChartView *self, int step)
{
  int n = nqp_session_get_scores (self->session)->n_regions;
  g_autofree int *order = g_new (int, n);
  int from = nqp_session_get_hover (self->session);
  int at = -1;

  if (from < 0)
    from = nqp_session_get_focus (self->session);
  nqp_chart_view_get_order (self, order);
  for (int i = 0; i < n && at < 0; i++)
    if (order[i] == from)
      at = i;
  if (n == 0)
    return;
  at = at < 0 ? 0 : CLAMP (at + step, 0, n - 1);
  self->walking = TRUE;
  nqp_session_set_hover (self->session, order[at]);
  nqp_chart_view_describe (self, order[at]);
}

static int
cursor_region (NqpChartView *self)
{
  int region = nqp_session_get_hover (self->session);

  return region >= 0 && region < nqp_session_get_scores (self->session)->n_regions
             ? region
             : nqp_session_get_focus (self->session);
}

static gboolean
is_enter (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

static gboolean
compare_cursor (NqpChartView *self)
{
  const int region = cursor_region (self);

  if (region < 0 || region == nqp_session_get_focus (self->session))
    return GDK_EVENT_PROPAGATE;
  nqp_session_toggle_compared (self->session, region);
  return GDK_EVENT_STOP;
}

gboolean
nqp_chart_view_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                            NqpChartView *self)
{
  if (!nqp_chart_view_has_scores (self))
    return GDK_EVENT_PROPAGATE;

  NqpDatum datum = NQP_DATUM_NONE;
  int n = nqp_session_get_scores (self->session)->n_regions;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      double x, y, w, h;
      datum.region = cursor_region (self);
      if (self->scene == NULL || !nqp_scene_locate (self->scene, datum, &x, &y, &w, &h))
        x = y = w = h = 0;
      nqp_chart_view_popup_menu (self, datum, x + w / 2, y + h / 2);
      return GDK_EVENT_STOP;
    }
  if (state == GDK_CONTROL_MASK && (key == GDK_KEY_Up || key == GDK_KEY_Down))
    return nqp_chart_view_scroll (self, key == GDK_KEY_Up ? -1 : 1);
  if (state == GDK_CONTROL_MASK && is_enter (key) && self->chart->step == NULL && self->chart->walk == NULL)
    return compare_cursor (self);
  if (state != 0 && !(state == GDK_SHIFT_MASK && key == GDK_KEY_plus)) /* where plus needs Shift */
    return GDK_EVENT_PROPAGATE;

  if (self->chart->step != NULL)
    return theory_key (self, key);
  if (self->chart->walk != NULL)
    return part_key (self, key);
  if (self->chart->n_steps != NULL && step_key (self, key) == GDK_EVENT_STOP)
    return GDK_EVENT_STOP;
  if (self->chart->leaf != NULL && leaf_key (self, key) == GDK_EVENT_STOP)
    return GDK_EVENT_STOP;
  if (self->chart->measure != NULL && measure_key (self, key) == GDK_EVENT_STOP)
    return GDK_EVENT_STOP;
  switch (key)
    {
    case GDK_KEY_Down:
      move_cursor (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move_cursor (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      move_cursor (self, -n);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      move_cursor (self, n);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      nqp_session_step_year (self->session, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      nqp_session_step_year (self->session, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      nqp_session_set_focus (self->session, cursor_region (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      /* Where the keys have not gone to another region the key is the window's, as everywhere. */
      return self->walking ? compare_cursor (self) : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}
