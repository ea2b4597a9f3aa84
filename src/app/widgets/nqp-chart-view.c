/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-view-private.h"

#include "nqp-chart-picture.h"
#include "nqp-derivation.h"
#include "nqp-framework-diagram.h"

/* Smaller than this nothing can be read, and charts need not cope. */
#define LEAST_SIZE 24

G_DEFINE_FINAL_TYPE (NqpChartView, nqp_chart_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHART_ID,
  PROP_ASSUMED,
  PROP_STEP,
  PROP_WHOLE,
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
  return self->session != NULL && self->chart != NULL && nqp_session_get_scores (self->session) != NULL;
}

/* What this widget adds to what is looked at. */
static void
add_own (NqpChartView *self, NqpView *view)
{
  view->scroll = self->scroll;
  view->step = self->step;
  view->part = self->at.node;
  view->other = self->at.other - 1;
  /* The method stands in the subtitle and the sources in the exported file: on the screen the room is the picture's. */
  view->provenance = FALSE;
}

NqpSnapshot *
nqp_chart_view_look (NqpChartView *self)
{
  g_return_val_if_fail (NQP_IS_CHART_VIEW (self), NULL);

  if (!nqp_chart_view_has_scores (self))
    return NULL;
  NqpSnapshot *snapshot = self->snapshot != NULL && gtk_widget_get_mapped (GTK_WIDGET (self))
                              ? self->snapshot
                              : nqp_session_get_snapshot (self->session, self->assumed);
  NqpView view = *nqp_snapshot_get_view (snapshot);

  add_own (self, &view);
  return nqp_snapshot_look (snapshot, &view);
}

void
nqp_chart_view_get_view (NqpChartView *self, NqpView *view)
{
  *view = *nqp_snapshot_get_view (nqp_session_get_snapshot (self->session, self->assumed));
  add_own (self, view);
}

void
nqp_chart_view_get_order (NqpChartView *self, int *out)
{
  NqpView view;

  nqp_chart_view_get_view (self, &view);
  if (self->chart->order != NULL)
    self->chart->order (&view, out);
  else
    nqp_view_order (&view, out);
}

void
nqp_chart_view_forget_scene (NqpChartView *self)
{
  g_clear_pointer (&self->scene, nqp_scene_unref);
  g_clear_pointer (&self->snapshot, nqp_snapshot_unref);
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
  self->snapshot = nqp_snapshot_ref (nqp_session_get_snapshot (self->session, self->assumed));
  nqp_chart_view_get_view (self, &view);
  self->scene = nqp_chart_build (self->chart, &view, nqp_snapshot_get_style (self->snapshot), width, height);
  nqp_chart_view_describe (self, -1);
  if (self->scene != NULL)
    nqp_chart_view_learn_need (self);
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

  int hover = nqp_session_get_hover (self->session);
  int focus = nqp_session_get_focus (self->session);
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
  const int need = orientation == GTK_ORIENTATION_VERTICAL
                       ? nqp_chart_view_get_need (NQP_CHART_VIEW (widget), for_size)
                       : 0;

  *minimum = MAX (orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 120, need);
  *natural = MAX (orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 360, need);
  *minimum_baseline = *natural_baseline = -1;
}

static GtkSizeRequestMode
nqp_chart_view_get_request_mode (GtkWidget *widget)
{
  return NQP_CHART_VIEW (widget)->whole ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH : GTK_SIZE_REQUEST_CONSTANT_SIZE;
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

  if (self->session != NULL)
    nqp_session_set_hover (self->session, -1);
  /* A hidden page keeps neither scene nor picture: both are built again in a few milliseconds. */
  nqp_chart_view_forget_scene (self);
  g_clear_pointer (&self->picture, nqp_picture_free);
  GTK_WIDGET_CLASS (nqp_chart_view_parent_class)->unmap (widget);
}

static void
session_changed (NqpSession *session, guint flags, NqpChartView *self)
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

/* Object */

GtkWidget *
nqp_chart_view_new (const char *chart_id)
{
  return g_object_new (NQP_TYPE_CHART_VIEW, "chart-id", chart_id, NULL);
}

void
nqp_chart_view_set_session (NqpChartView *self, NqpSession *session)
{
  g_return_if_fail (NQP_IS_CHART_VIEW (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self, 0);
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
  self->need_width = 0;
  if (self->whole)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  nqp_chart_view_forget_scene (self);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self)); /* what the pointer is on says something else now */
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHART_ID]);
}

const NqpChart *
nqp_chart_view_get_chart (NqpChartView *self)
{
  g_return_val_if_fail (NQP_IS_CHART_VIEW (self), NULL);

  return self->chart;
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
  else if (id == PROP_WHOLE)
    NQP_CHART_VIEW (object)->whole = g_value_get_boolean (value);
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
  g_clear_handle_id (&self->need_id, g_source_remove);
  nqp_derivation_close (GTK_WIDGET (self));
  g_clear_object (&self->session);
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
  widget_class->get_request_mode = nqp_chart_view_get_request_mode;
  widget_class->measure = nqp_chart_view_measure;
  widget_class->size_allocate = nqp_chart_view_size_allocate;
  widget_class->unmap = nqp_chart_view_unmap;
  widget_class->query_tooltip = nqp_chart_view_query_tooltip;

  props[PROP_CHART_ID] = g_param_spec_string (
      "chart-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_ASSUMED]
      = g_param_spec_boolean ("assumed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_STEP] = g_param_spec_int ("step", NULL, NULL, 0, G_MAXINT, 0,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_WHOLE]
      = g_param_spec_boolean ("whole", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[PART_ACTIVATED]
      = g_signal_new ("part-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT, GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  nqp_chart_view_install_menu (widget_class);
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

  nqp_chart_view_add_pointer (self);

  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (nqp_chart_view_key_pressed), self);
  gtk_widget_add_controller (widget, controller);
}
