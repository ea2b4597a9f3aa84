/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nqp-chart-picture.h"
#include "nqp-derivation.h"
#include "nqp-framework-diagram.h"

/* Rows the wheel moves a ranking by. */
#define SCROLL_ROWS 3.0
/* Smaller than this nothing can be read, and charts need not cope. */
#define LEAST_SIZE 24

G_DEFINE_FINAL_TYPE (NqpChartView, nqp_chart_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHART_ID,
  PROP_ASSUMED,
  PROP_STEP,
  N_PROPS
};

enum
{
  PART_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

gboolean
nqp_chart_view_has_scores (NqpChartView *self)
{
  return self->workspace != NULL && self->chart != NULL && nqp_workspace_get_scores (self->workspace) != NULL;
}

void
nqp_chart_view_get_view (NqpChartView *self, NqpView *view)
{
  if (self->assumed)
    nqp_workspace_get_assumed_view (self->workspace, view);
  else
    nqp_workspace_get_view (self->workspace, view);
  view->scroll = self->scroll;
  view->step = self->step;
  view->part = self->at.node;
  view->other = self->at.other - 1;
  /* The method stands in the subtitle and the sources in the exported file: on the screen the room is the picture's. */
  view->provenance = FALSE;
}

void
nqp_chart_view_get_order (NqpChartView *self, int *out)
{
  NqpView view;

  nqp_chart_view_get_view (self, &view);
  if (self->chart->order != NULL)
    self->chart->order (&view, out);
  else
    nqp_scores_order (nqp_workspace_get_scores (self->workspace), view.measure, view.year, out);
}

void
nqp_chart_view_forget_scene (NqpChartView *self)
{
  g_clear_pointer (&self->scene, nqp_scene_unref);
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
nqp_chart_view_describe (NqpChartView *self, int region)
{
  if (!nqp_chart_view_has_scores (self))
    return;

  NqpView view;
  nqp_chart_view_get_view (self, &view);
  g_autofree char *title = self->chart->title (&view);
  gboolean entry = self->chart->theory && view.entry >= 0;
  gboolean part = self->chart->walk != NULL && self->chart->tooltip != NULL && self->at.node >= 0;
  g_autofree char *text = part          ? self->chart->tooltip (&view, self->at)
                          : entry       ? nqp_framework_entry_description (&view, view.entry)
                          : region >= 0 ? nqp_view_tooltip (&view, region, view.year, view.measure)
                                        : self->chart->summary (&view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  self->described = region;
}

gboolean
nqp_chart_view_ensure_scene (NqpChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->scene != NULL)
    return TRUE;
  if (!nqp_chart_view_has_scores (self) || width < LEAST_SIZE || height < LEAST_SIZE)
    return FALSE;

  NqpView view;
  NqpStyle style;
  nqp_chart_view_get_view (self, &view);
  nqp_workspace_get_style (self->workspace, &style);
  self->scene = self->chart->build (&view, &style, width, height);
  nqp_chart_view_describe (self, -1);
  return self->scene != NULL;
}

static void
nqp_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);

  if (!nqp_chart_view_ensure_scene (self))
    return;

  int scale = gtk_widget_get_scale_factor (widget);
  if (self->texture == NULL)
    {
      if (self->picture == NULL)
        self->picture = nqp_picture_new ();
      nqp_picture_show (self->picture, self->scene, scale);
      self->texture = nqp_picture_to_texture (self->picture);
    }
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);

  int hover = nqp_workspace_get_hover (self->workspace);
  int focus = nqp_workspace_get_focus (self->workspace);
  gboolean ring = focus >= 0 && self->chart->rings;
  if (ring || (hover >= 0 && hover != focus))
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      if (ring)
        nqp_scene_draw_region (self->scene, cr, focus, TRUE);
      if (hover >= 0 && hover != focus)
        nqp_scene_draw_region (self->scene, cr, hover, FALSE);
      cairo_destroy (cr);
    }
}

static void
nqp_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 360;
  *minimum_baseline = *natural_baseline = -1;
}

static void
nqp_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);

  if (self->scene != NULL
      && (nqp_scene_width (self->scene) != width || nqp_scene_height (self->scene) != height))
    nqp_chart_view_forget_scene (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
nqp_chart_view_unmap (GtkWidget *widget)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);

  if (self->workspace != NULL)
    nqp_workspace_set_hover (self->workspace, -1);
  /* A hidden page keeps neither scene nor picture: both are built again in a few milliseconds. */
  nqp_chart_view_forget_scene (self);
  g_clear_pointer (&self->picture, nqp_picture_free);
  GTK_WIDGET_CLASS (nqp_chart_view_parent_class)->unmap (widget);
}

static void
workspace_changed (NqpWorkspace *workspace, guint flags, NqpChartView *self)
{
  if (flags & (NQP_CHANGE_FOCUS | NQP_CHANGE_PROJECT | NQP_CHANGE_MEASURE))
    self->scroll = -1;
  if (flags & NQP_CHANGE_PROJECT)
    self->at = NQP_DATUM_NONE;
  gboolean theory = self->chart != NULL && self->chart->theory;
  if ((flags & NQP_CHANGE_VIEW) || (theory && (flags & (NQP_CHANGE_ENTRY | NQP_CHANGE_FRAMEWORK)))
      || (self->assumed && (flags & NQP_CHANGE_WHAT_IF))
      || (self->chart != NULL && (self->chart->needs | self->chart->shows) != 0
          && (flags & NQP_CHANGE_ROBUSTNESS)))
    nqp_chart_view_forget_scene (self);
  else if (flags & NQP_CHANGE_HOVER)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
pick (NqpChartView *self, double x, double y, NqpDatum *datum)
{
  *datum = NQP_DATUM_NONE;
  return self->scene != NULL && nqp_scene_pick (self->scene, x, y, datum);
}

static void
open_derivation (NqpChartView *self, NqpDatum datum, const GdkRectangle *at)
{
  int region = datum.region >= 0 ? datum.region : nqp_workspace_get_focus (self->workspace);
  int node = datum.node >= 0 ? datum.node : nqp_workspace_get_measure (self->workspace);
  int year = datum.year >= 0 ? datum.year : nqp_workspace_get_year (self->workspace);

  if (region < 0 || region >= nqp_workspace_get_scores (self->workspace)->n_regions)
    return;
  nqp_derivation_open (GTK_WIDGET (self), self->workspace, node, year, region, self->assumed, at);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

/* Steps and parts */

int
nqp_chart_view_get_step (NqpChartView *self)
{
  g_return_val_if_fail (NQP_IS_CHART_VIEW (self), 0);

  return self->step;
}

int
nqp_chart_view_get_n_steps (NqpChartView *self)
{
  NqpView view;

  g_return_val_if_fail (NQP_IS_CHART_VIEW (self), 0);

  if (!nqp_chart_view_has_scores (self) || self->chart->n_steps == NULL)
    return 0;
  nqp_chart_view_get_view (self, &view);
  return self->chart->n_steps (&view);
}

void
nqp_chart_view_set_step (NqpChartView *self, int step)
{
  g_return_if_fail (NQP_IS_CHART_VIEW (self));

  step = CLAMP (step, 0, nqp_chart_view_get_n_steps (self));
  if (step == self->step)
    return;
  self->step = step;
  nqp_chart_view_forget_scene (self);
  nqp_chart_view_describe (self, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
}

void
nqp_chart_view_forget_part (NqpChartView *self)
{
  g_return_if_fail (NQP_IS_CHART_VIEW (self));

  if (self->at.node < 0)
    return;
  self->at = NQP_DATUM_NONE;
  nqp_chart_view_forget_scene (self);
}

void
nqp_chart_view_show_part (NqpChartView *self, NqpDatum datum)
{
  self->at = NQP_DATUM_NONE;
  self->at.node = datum.node;
  self->at.other = datum.other;
  nqp_chart_view_forget_scene (self);
  nqp_chart_view_describe (self, -1);
}

void
nqp_chart_view_activate_part (NqpChartView *self, const GdkRectangle *at)
{
  g_signal_emit (self, signals[PART_ACTIVATED], 0, self->at.node, at);
}

/* Where the part stands that the keyboard is on; the middle if it is not drawn. */
GdkRectangle
nqp_chart_view_locate_part (NqpChartView *self)
{
  GdkRectangle area
      = { gtk_widget_get_width (GTK_WIDGET (self)) / 2, gtk_widget_get_height (GTK_WIDGET (self)) / 2, 1, 1 };
  double x, y, w, h;

  if (nqp_chart_view_ensure_scene (self) && nqp_scene_locate (self->scene, self->at, &x, &y, &w, &h))
    {
      double mx = x + w / 2, my = y + h / 2;
      NqpDatum under;

      /* the middle of what surrounds a bent part may lie outside of it */
      for (int i = 0; i < 64; i++)
        {
          double px = x + w * (i % 8 + 0.5) / 8, py = y + h * (i / 8 + 0.5) / 8;

          if (nqp_scene_pick (self->scene, mx, my, &under) && under.node == self->at.node)
            break;
          mx = px;
          my = py;
        }
      area = (GdkRectangle){ (int)mx, (int)my, 1, 1 };
    }
  return area;
}

/* Pointer */

static void
moved (GtkEventControllerMotion *controller, double x, double y, NqpChartView *self)
{
  NqpDatum datum;
  gboolean found;

  if (!nqp_chart_view_has_scores (self))
    return;
  found = pick (self, x, y, &datum);
  if (self->chart->theory)
    nqp_workspace_set_entry_hover (self->workspace, datum.entry - 1);
  if (datum.entry > 0)
    {
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
      return;
    }
  nqp_workspace_set_hover (self->workspace, datum.region);
  found = found && datum.region < nqp_workspace_get_scores (self->workspace)->n_regions;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), found ? "pointer" : NULL);
}

static void
left (GtkEventControllerMotion *controller, NqpChartView *self)
{
  if (self->workspace == NULL)
    return;
  nqp_workspace_set_hover (self->workspace, -1);
  nqp_workspace_set_entry_hover (self->workspace, -1);
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
      nqp_workspace_set_entry (self->workspace, datum.entry - 1); /* beside everything: nothing is chosen */
      return;
    }
  if (datum.entry > 0)
    {
      nqp_workspace_set_entry (self->workspace, datum.entry - 1);
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
  if (!pick (self, x, y, &datum) || datum.region >= nqp_workspace_get_scores (self->workspace)->n_regions)
    return;

  if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (datum.region >= 0)
        nqp_workspace_toggle_compared (self->workspace, datum.region);
      return;
    }
  if (datum.region >= 0)
    nqp_workspace_set_focus (self->workspace, datum.region);
  /* A part of a picture (a segment, an axis, a row) explains itself at once; what stands for the whole region first
   * takes the focus. */
  gboolean part = datum.node >= 0 && datum.node != nqp_workspace_get_measure (self->workspace);
  if (part || n_press == 2)
    open_derivation (self, datum, &at);
  else if (datum.year >= 0)
    nqp_workspace_set_year (self->workspace, datum.year);
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  NqpDatum datum;

  /* The popover says more, and must not be covered. */
  if (!nqp_chart_view_has_scores (self) || nqp_derivation_is_open (widget))
    return FALSE;
  if (keyboard && self->chart->walk != NULL)
    datum = self->at;
  else if (keyboard)
    {
      datum = NQP_DATUM_NONE;
      datum.region = nqp_workspace_get_hover (self->workspace);
      if (datum.region < 0)
        datum.region = nqp_workspace_get_focus (self->workspace);
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

/* Regions of which the scene shows a mark, first and last place in the ranking; FALSE if it shows them all. */
static gboolean
find_window (NqpChartView *self, const int *order, int n, int *first, int *count)
{
  *first = -1;
  *count = 0;
  for (int i = 0; i < n; i++)
    {
      NqpDatum datum = { order[i], -1, -1 };
      double x, y, w, h;
      if (!nqp_scene_locate (self->scene, datum, &x, &y, &w, &h))
        continue;
      if (*first < 0)
        *first = i;
      (*count)++;
    }
  return *first >= 0 && *count < n;
}

static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, NqpChartView *self)
{
  if (!nqp_chart_view_has_scores (self) || self->scene == NULL || !self->chart->scrolls)
    return GDK_EVENT_PROPAGATE;

  NqpScores *scores = nqp_workspace_get_scores (self->workspace);
  g_autofree int *order = g_new (int, scores->n_regions);
  int first, count;
  nqp_chart_view_get_order (self, order);
  if (!find_window (self, order, scores->n_regions, &first, &count))
    return GDK_EVENT_PROPAGATE;

  self->scroll_left += dy * SCROLL_ROWS;
  int rows = (int)self->scroll_left;
  self->scroll_left -= rows;
  int to = CLAMP (first + rows, 0, scores->n_regions - count);
  if (to != first)
    {
      self->scroll = to;
      nqp_chart_view_forget_scene (self);
    }
  return GDK_EVENT_STOP;
}

void
nqp_chart_view_popup_menu (NqpChartView *self, NqpDatum datum, double x, double y)
{
  GdkRectangle at = { (int)x, (int)y, 1, 1 };

  self->menu_datum = datum;
  if (self->menu == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();
      g_autoptr (GMenu) here = g_menu_new ();
      g_autoptr (GMenu) copy = g_menu_new ();
      g_menu_append (here, _ ("Show _derivation"), "chart.derivation");
      g_menu_append (here, _ ("_Compare this region"), "chart.compare");
      g_menu_append (copy, _ ("Copy _picture"), "chart.copy-picture");
      g_menu_append (copy, _ ("Copy data as C_SV"), "chart.copy-data");
      g_menu_append (copy, _ ("_Export…"), "win.export");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (here));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
      self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  int region = datum.region >= 0 ? datum.region : nqp_workspace_get_focus (self->workspace);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.derivation", region >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.compare", region >= 0);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
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

/* Actions of the context menu */

static void
action_derivation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  GdkRectangle at = { gtk_widget_get_width (widget) / 2, gtk_widget_get_height (widget) / 2, 1, 1 };

  if (self->menu != NULL)
    gtk_popover_get_pointing_to (GTK_POPOVER (self->menu), &at);
  if (nqp_chart_view_has_scores (self))
    open_derivation (self, self->menu_datum, &at);
}

static void
action_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  int region = self->menu_datum.region;

  if (!nqp_chart_view_has_scores (self))
    return;
  if (region < 0)
    region = nqp_workspace_get_focus (self->workspace);
  if (region >= 0)
    nqp_workspace_toggle_compared (self->workspace, region);
}

static void
action_copy_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);

  if (!nqp_chart_view_ensure_scene (self))
    return;
  g_autoptr (NqpPicture) picture = nqp_picture_new ();
  nqp_picture_show (picture, self->scene, 2);
  g_autoptr (GdkTexture) texture = nqp_picture_to_texture (picture);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  nqp_workspace_message (self->workspace, _ ("Picture copied"), NULL, NULL);
}

static void
action_copy_data (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);

  if (!nqp_chart_view_has_scores (self))
    return;
  NqpView view;
  nqp_chart_view_get_view (self, &view);
  g_autoptr (NqpTable) table = self->chart->table (&view);
  g_autoptr (GString) text = g_string_new (NULL);
  nqp_table_print_csv (table, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_workspace_message (self->workspace, _ ("Data copied as CSV"), NULL, NULL);
}

/* Object */

GtkWidget *
nqp_chart_view_new (const char *chart_id)
{
  return g_object_new (NQP_TYPE_CHART_VIEW, "chart-id", chart_id, NULL);
}

void
nqp_chart_view_set_workspace (NqpChartView *self, NqpWorkspace *workspace)
{
  g_return_if_fail (NQP_IS_CHART_VIEW (self));

  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed), self);
  self->scroll = -1;
  nqp_chart_view_forget_scene (self);
}

void
nqp_chart_view_set_chart_id (NqpChartView *self, const char *chart_id)
{
  g_return_if_fail (NQP_IS_CHART_VIEW (self));

  const NqpChart *chart = chart_id != NULL ? nqp_chart_find (chart_id) : NULL;
  if (chart == NULL && chart_id != NULL)
    g_warning ("There is no chart “%s”", chart_id);
  if (self->chart == chart)
    return;
  self->chart = chart;
  self->scroll = -1;
  self->step = 0;
  self->at = NQP_DATUM_NONE;
  nqp_chart_view_forget_scene (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHART_ID]);
}

const NqpChart *
nqp_chart_view_get_chart (NqpChartView *self)
{
  g_return_val_if_fail (NQP_IS_CHART_VIEW (self), NULL);

  return self->chart;
}

gboolean
nqp_chart_view_get_assumed (NqpChartView *self)
{
  g_return_val_if_fail (NQP_IS_CHART_VIEW (self), FALSE);

  return self->assumed;
}

static void
nqp_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NqpChartView *self = NQP_CHART_VIEW (object);

  if (id == PROP_CHART_ID)
    g_value_set_string (value, self->chart != NULL ? self->chart->id : NULL);
  else if (id == PROP_ASSUMED)
    g_value_set_boolean (value, self->assumed);
  else if (id == PROP_STEP)
    g_value_set_int (value, self->step);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nqp_chart_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHART_ID)
    nqp_chart_view_set_chart_id (NQP_CHART_VIEW (object), g_value_get_string (value));
  else if (id == PROP_ASSUMED)
    {
      NQP_CHART_VIEW (object)->assumed = g_value_get_boolean (value);
      nqp_chart_view_forget_scene (NQP_CHART_VIEW (object));
    }
  else if (id == PROP_STEP)
    nqp_chart_view_set_step (NQP_CHART_VIEW (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nqp_chart_view_dispose (GObject *object)
{
  NqpChartView *self = NQP_CHART_VIEW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  nqp_derivation_close (GTK_WIDGET (self));
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->scene, nqp_scene_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->picture, nqp_picture_free);
  G_OBJECT_CLASS (nqp_chart_view_parent_class)->dispose (object);
}

static void
nqp_chart_view_class_init (NqpChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nqp_chart_view_dispose;
  object_class->get_property = nqp_chart_view_get_property;
  object_class->set_property = nqp_chart_view_set_property;
  widget_class->snapshot = nqp_chart_view_snapshot;
  widget_class->measure = nqp_chart_view_measure;
  widget_class->size_allocate = nqp_chart_view_size_allocate;
  widget_class->unmap = nqp_chart_view_unmap;
  widget_class->query_tooltip = query_tooltip;

  props[PROP_CHART_ID] = g_param_spec_string (
      "chart-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_ASSUMED]
      = g_param_spec_boolean ("assumed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_STEP] = g_param_spec_int ("step", NULL, NULL, 0, G_MAXINT, 0,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[PART_ACTIVATED]
      = g_signal_new ("part-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT, GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_install_action (widget_class, "chart.derivation", NULL, action_derivation);
  gtk_widget_class_install_action (widget_class, "chart.compare", NULL, action_compare);
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, action_copy_picture);
  gtk_widget_class_install_action (widget_class, "chart.copy-data", NULL, action_copy_data);
}

static void
nqp_chart_view_init (NqpChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  self->scroll = -1;
  self->described = -1;
  self->menu_datum = NQP_DATUM_NONE;
  self->at = NQP_DATUM_NONE;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (nqp_chart_view_forget_scene), NULL);

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

  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (nqp_chart_view_key_pressed), self);
  gtk_widget_add_controller (widget, controller);
}
