/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-map-page.h"

#include "nqp-drop-down.h"
#include "nqp-page-parts.h"

struct _NqpMapPage
{
  NqpPage parent_instance;

  GtkToggleButton *map;
  GtkToggleButton *tiles;
  GtkToggleButton *years;
  GtkDropDown *classes;
  NqpChartView *chart;
  const NqpProject *bare; /* that has no outlines, as it was last shown; only compared */
};

G_DEFINE_FINAL_TYPE (NqpMapPage, nqp_map_page, NQP_TYPE_PAGE)

#define STATE_TILES "map.tiles"
#define STATE_YEARS "map.years"

static gboolean
has_outlines (NqpMapPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));
  const NqpMapLayout *layout = session != NULL ? nqp_session_get_layout (session) : NULL;

  return layout != NULL && layout->n_shapes > 0;
}

static void
picture_toggled (GtkToggleButton *button, NqpMapPage *self)
{
  const gboolean tiles = gtk_toggle_button_get_active (self->tiles);
  const gboolean years = gtk_toggle_button_get_active (self->years);

  if (!gtk_toggle_button_get_active (button)) /* the one that comes in its place says so too */
    return;
  nqp_chart_view_set_chart_id (self->chart, tiles ? "map.tiles" : years ? "map.multiples" : "map.choropleth");
  if (has_outlines (self)) /* else there is nothing to choose */
    {
      nqp_page_keep_switch (NQP_PAGE (self), STATE_TILES, tiles);
      nqp_page_keep_switch (NQP_PAGE (self), STATE_YEARS, years);
    }
}

static void
classes_selected (GtkDropDown *classes, GParamSpec *pspec, NqpMapPage *self)
{
  NqpSession *session = nqp_page_get_session (NQP_PAGE (self));

  if (session != NULL && nqp_session_has_project (session))
    nqp_session_set_classes (session, (NqpClasses)gtk_drop_down_get_selected (classes));
}

/* Of the buttons in a group one is always down. */
static void
show_tiles (NqpMapPage *self, gboolean tiles)
{
  gtk_toggle_button_set_active (tiles ? self->tiles : self->map, TRUE);
}

static gboolean
switch_picture (GtkWidget *widget, GVariant *args, gpointer data)
{
  NqpMapPage *self = NQP_MAP_PAGE (widget);

  /* The shortcut is the whole window's, but only this page has tiles. */
  if (!gtk_widget_get_mapped (widget))
    return GDK_EVENT_PROPAGATE;
  show_tiles (self, !gtk_toggle_button_get_active (self->tiles));
  return GDK_EVENT_STOP;
}

static void
nqp_map_page_changed (NqpPage *page, guint flags)
{
  NqpMapPage *self = NQP_MAP_PAGE (page);
  NqpSession *session = nqp_page_get_session (page);

  if (flags & NQP_CHANGE_PROJECT)
    {
      const NqpProject *project = nqp_session_get_project (session);
      const gboolean has = has_outlines (self), came = has && project == self->bare;

      /* without outlines the tiles are what there is to see; when they come they are looked at */
      self->bare = has ? NULL : project;
      if (has && !came && nqp_page_kept_switch (page, STATE_YEARS))
        gtk_toggle_button_set_active (self->years, TRUE);
      else
        show_tiles (self, !has || (!came && nqp_page_kept_switch (page, STATE_TILES)));
      gtk_widget_set_sensitive (GTK_WIDGET (self->years), has);
    }
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_OPTIONS))
    gtk_drop_down_set_selected (self->classes, nqp_session_get_classes (session));
}

static void
nqp_map_page_class_init (NqpMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  NQP_PAGE_CLASS (klass)->changed = nqp_map_page_changed;
  nqp_page_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpMapPage, map);
  gtk_widget_class_bind_template_child (widget_class, NqpMapPage, tiles);
  gtk_widget_class_bind_template_child (widget_class, NqpMapPage, years);
  gtk_widget_class_bind_template_child (widget_class, NqpMapPage, classes);
  gtk_widget_class_bind_template_child (widget_class, NqpMapPage, chart);
  gtk_widget_class_bind_template_callback (widget_class, picture_toggled);
  gtk_widget_class_bind_template_callback (widget_class, classes_selected);
}

static void
nqp_map_page_init (NqpMapPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_tell (self->classes, NULL);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_t, 0),
                        gtk_callback_action_new (switch_picture, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}
