/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-chart-view-private.h"

#include <glib/gi18n.h>

#include "nqp-derivation.h"

/* The menu of a chart and its actions. */

void
nqp_chart_view_open_derivation (NqpChartView *self, NqpDatum datum, const GdkRectangle *at)
{
  int region = datum.region >= 0 ? datum.region : nqp_session_get_focus (self->session);
  int node = datum.node >= 0 ? datum.node : nqp_session_get_measure (self->session);
  int year = datum.year >= 0 ? datum.year : nqp_session_get_year (self->session);

  if (region < 0 || region >= nqp_session_get_scores (self->session)->n_regions)
    return;
  nqp_derivation_open (GTK_WIDGET (self), self->session, node, year, region, self->assumed, at);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
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
  int region = datum.region >= 0 ? datum.region : nqp_session_get_focus (self->session);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.derivation", region >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.compare", region >= 0);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
action_derivation (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  GdkRectangle at = { gtk_widget_get_width (widget) / 2, gtk_widget_get_height (widget) / 2, 1, 1 };

  if (self->menu != NULL)
    gtk_popover_get_pointing_to (GTK_POPOVER (self->menu), &at);
  if (nqp_chart_view_has_scores (self))
    nqp_chart_view_open_derivation (self, self->menu_datum, &at);
}

static void
action_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);
  int region = self->menu_datum.region;

  if (!nqp_chart_view_has_scores (self))
    return;
  if (region < 0)
    region = nqp_session_get_focus (self->session);
  if (region >= 0)
    nqp_session_toggle_compared (self->session, region);
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
  nqp_session_message (self->session, _ ("Picture copied"), NULL, NULL);
}

static void
action_copy_data (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpChartView *self = NQP_CHART_VIEW (widget);

  g_autoptr (NqpSnapshot) snapshot = nqp_chart_view_look (self);
  if (snapshot == NULL)
    return;
  g_autoptr (NqpTable) table = self->chart->table (nqp_snapshot_get_view (snapshot), NQP_TABLE_FILE);
  g_autoptr (GString) text = g_string_new (NULL);
  nqp_table_print_csv (table, text);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
  nqp_session_message (self->session, _ ("Data copied as CSV"), NULL, NULL);
}

void
nqp_chart_view_install_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.derivation", NULL, action_derivation);
  gtk_widget_class_install_action (widget_class, "chart.compare", NULL, action_compare);
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, action_copy_picture);
  gtk_widget_class_install_action (widget_class, "chart.copy-data", NULL, action_copy_data);
}
