/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-scenario-compare.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-scenario-cases.h"
#include "nqp-table-view.h"

void
nqp_scenario_compare_run (GtkWindow *parent, NqpSession *session)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_header_bar_new ();
  GtkWidget *view = nqp_table_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  int n_cases;
  g_autoptr (NqpTable) table = nqp_scenario_cases_table (session, &n_cases);
  g_autofree char *title = g_strdup_printf (
      /* Translators: region, year */
      _ ("Scenarios of %s, %d"),
      nqp_panel_place_name (nqp_session_get_panel (session), nqp_session_get_focus (session),
                            nqp_session_get_lang (session)),
      nqp_session_get_panel (session)->years[nqp_session_get_year (session)]);

  g_object_set (view, "label", title, NULL);
  nqp_table_view_set_session (NQP_TABLE_VIEW (view), session);
  nqp_table_view_show (NQP_TABLE_VIEW (view), table);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), view);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), MIN (360 + 130 * n_cases, 860), 480);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}
