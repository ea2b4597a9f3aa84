/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-window-private.h"

#include <glib/gi18n.h>

#include "nqp-context-bar.h"
#include "nqp-drafts.h"
#include "nqp-export-dialog.h"
#include "nqp-file-dialog.h"
#include "nqp-grid.h"
#include "nqp-keys.h"
#include "nqp-rename-dialog.h"
#include "nqp-settings.h"
#include "nqp-shortcuts.h"
#include "nqp-words.h"

static void
toggle_pane (const char *key)
{
  GSettings *settings = nqp_settings_get ();

  g_settings_set_boolean (settings, key, !g_settings_get_boolean (settings, key));
}

static void
act_toggle_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  toggle_pane ("sidebar-visible");
}

static void
act_toggle_inspector (GtkWidget *widget, const char *name, GVariant *parameter)
{
  toggle_pane (nqp_window_inspector_key (NQP_WINDOW (widget)));
}

static void
act_take_plain_method (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_take_plain_method (NQP_WINDOW (widget)->session);
}

static void
act_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_undo (NQP_WINDOW (widget)->session);
}

static void
act_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_redo (NQP_WINDOW (widget)->session);
}

static void
act_present (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpWindow *self = NQP_WINDOW (widget);
  gboolean presenting = !nqp_session_get_presenting (self->session);

  nqp_session_set_presenting (self->session, presenting);
  if (presenting)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
act_stop_presenting (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (nqp_session_get_presenting (NQP_WINDOW (widget)->session))
    act_present (widget, name, parameter);
}

static void
act_show_shortcuts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_shortcuts_present (GTK_WINDOW (widget));
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpWindow *self = NQP_WINDOW (widget);
  NqpPage *page = nqp_window_get_page (self);
  g_autoptr (GPtrArray) views = page != NULL ? nqp_page_get_chart_views (page) : NULL;

  if (views != NULL)
    nqp_export_dialog_run (GTK_WINDOW (self), self->session, views);
}

static void
on_open_chosen (const char *path, gpointer user_data)
{
  nqp_window_take_file (user_data, path);
}

static void
act_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_file_dialog_run (GTK_WINDOW (widget), NQP_FILE_OPEN, _ ("Open a Project"), _ ("NQP projects"), "*.nqp",
                       NULL, on_open_chosen, G_OBJECT (widget));
}

static void
act_open_path (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_open (NQP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
act_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_import (NQP_WINDOW (widget), NULL);
}

static void
act_new_empty (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_new_empty (NQP_WINDOW (widget));
}

static void
act_add_data (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_add_data (NQP_WINDOW (widget));
}

static void
act_template (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_save_template (NQP_WINDOW (widget));
}

static void
act_export_data (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_export_data (NQP_WINDOW (widget));
}

static void
act_close_project (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_close (NQP_WINDOW (widget)->session);
  g_settings_set_string (nqp_settings_get (), "last-project", "");
}

static void
act_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_show_page (NQP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
act_step_page (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int n, at = nqp_window_get_page_number (NQP_WINDOW (widget)) + g_variant_get_int32 (parameter);
  const NqpPageInfo *pages = nqp_pages (&n);

  if (at >= 0 && at < n)
    nqp_window_show_page (NQP_WINDOW (widget), pages[at].id);
}

static void
act_page_number (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int n, wanted = g_variant_get_int32 (parameter);
  const NqpPageInfo *pages = nqp_pages (&n);

  if (wanted >= 1 && wanted <= n)
    {
      nqp_window_show_page (NQP_WINDOW (widget), pages[wanted - 1].id);
      nqp_window_focus_page (NQP_WINDOW (widget));
    }
}

static void
walk (NqpWindow *self, int step)
{
  NqpPage *page = nqp_window_get_page (self);

  if (page == NULL || !nqp_page_walk (page, step))
    nqp_session_walk (self->session, step);
}

static void
act_show_framework (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_window_show_page (NQP_WINDOW (widget), "framework");
}

/* Where indicators get their place. */
static void
act_show_structure (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpWindow *self = NQP_WINDOW (widget);

  nqp_window_show_page (self, "data");
  nqp_page_show_part (nqp_window_get_page (self), "structure");
}

static void
act_walk (GtkWidget *widget, const char *name, GVariant *parameter)
{
  walk (NQP_WINDOW (widget), g_variant_get_int32 (parameter));
}

static void
act_step_year (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_session_step_year (NQP_WINDOW (widget)->session, g_variant_get_int32 (parameter));
}

static void
act_play (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSession *session = NQP_WINDOW (widget)->session;

  nqp_session_set_playing (session, !nqp_session_get_playing (session));
}

static void
act_find_region (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *bar = adw_bin_get_child (NQP_WINDOW (widget)->context_slot);
  NqpPage *page = nqp_window_get_page (NQP_WINDOW (widget));

  if ((page == NULL || !nqp_page_find (page)) && bar != NULL)
    nqp_context_bar_open_search (NQP_CONTEXT_BAR (bar));
}

static void
act_show_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder);
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri (uri, NULL, &error))
    nqp_window_toast (NQP_WINDOW (widget), error->message, NULL, NULL);
}

static void
act_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_rename_dialog_run (GTK_WINDOW (widget), NQP_WINDOW (widget)->session, NQP_NAME_PROJECT, "");
}

static void
act_rename_item (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id;
  int kind;

  g_variant_get (parameter, "(i&s)", &kind, &id);
  nqp_rename_dialog_run (GTK_WINDOW (widget), NQP_WINDOW (widget)->session, (NqpNameKind)kind, id);
}

/* ---- the menu under the title: where one goes from here ------------------------------------------------------- */

static void
append_target (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

void
nqp_window_update_title_menu (NqpWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) keep = g_menu_new ();
  g_autoptr (GMenu) recent = g_menu_new ();
  g_autoptr (GMenu) samples = g_menu_new ();
  g_auto (GStrv) paths = nqp_settings_get_recent ();

  g_menu_append (files, _ ("_Open…"), "win.open");
  g_menu_append (files, _ ("_New from Files…"), "win.new");
  g_menu_append (files, _ ("New E_mpty Project…"), "win.new-empty");
  g_menu_append (files, _ ("_Add Data…"), "win.add-data");
  g_menu_append (files, _ ("Save a Workbook to _Fill In…"), "win.save-template");
  g_menu_append (files, _ ("_Export Data and Scores…"), "win.export-data");
  g_menu_append (files, _ ("_Rename…"), "win.rename");
  g_menu_append (files, _ ("_Close Project"), "win.close-project");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append (keep, _ ("_History…"), "win.history");
  g_menu_append (keep, _ ("_Save a Copy…"), "win.save-copy");
  g_menu_append (keep, _ ("Save a Copy _without History…"), "win.save-copy-without-history");
  g_menu_append (keep, _ ("Co_mpact…"), "win.compact");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keep));
  for (int i = 0; i < 6 && paths[i] != NULL; i++)
    {
      g_autofree char *base = nqp_words_basename (paths[i]);
      g_autofree char *label = nqp_drafts_contains (paths[i]) && !nqp_drafts_is_blank (paths[i])
                                   ? g_strdup_printf (_ ("%s (untitled copy)"), base)
                                   : g_strdup (base);
      g_auto (GStrv) parts = g_strsplit (label, "_", -1);
      g_autofree char *plain = g_strjoinv ("__", parts); /* an underscore is no mnemonic here */

      append_target (recent, plain, "win.open-path", paths[i]);
    }
  if (paths[0] != NULL)
    g_menu_append_section (menu, _ ("Recent"), G_MENU_MODEL (recent));
  append_target (samples, _ ("China’s Provinces"), "win.open-path", "sample:china-provinces");
  append_target (samples, _ ("World Economies"), "win.open-path", "sample:world-economies");
  g_menu_append_section (menu, _ ("Samples"), G_MENU_MODEL (samples));
  gtk_menu_button_set_menu_model (self->title_button, G_MENU_MODEL (menu));
}

static void
let_in (NqpWindow *self, gboolean open)
{
  int n;
  const NqpKey *keys = nqp_keys (&n);

  for (int i = 0; i < n; i++)
    if (keys[i].needs_project && keys[i].action != NULL)
      {
        g_auto (GStrv) name = g_strsplit (keys[i].action, "(", 2); /* the parameter begins there */

        gtk_widget_action_set_enabled (GTK_WIDGET (self), name[0], open);
      }
}

void
nqp_window_update_actions (NqpWindow *self)
{
  gboolean open = nqp_session_has_project (self->session);

  if (!self->actions_known || self->actions_open != open)
    let_in (self, open);
  self->actions_known = TRUE;
  self->actions_open = open;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 nqp_session_get_undo_label (self->session) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                 nqp_session_get_redo_label (self->session) != NULL);
}

/* ---- keys ----------------------------------------------------------------------------------------------------- */

static gboolean
answer_key (NqpWindow *self, NqpKeyPhase phase, guint value)
{
  int n;
  const NqpKey *keys = nqp_keys (&n);

  for (int i = 0; i < n; i++)
    for (gsize k = 0; keys[i].phase == phase && k < G_N_ELEMENTS (keys[i].keys) && keys[i].keys[k] != NULL;
         k++)
      if (gdk_keyval_from_name (keys[i].keys[k]) == value)
        {
          g_autofree char *name = NULL;
          g_autoptr (GVariant) target = NULL;

          if (!g_action_parse_detailed_name (keys[i].action, &name, &target, NULL)
              || (g_str_equal (name, "win.stop-presenting") && !nqp_session_get_presenting (self->session)))
            return GDK_EVENT_PROPAGATE;
          gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
          return GDK_EVENT_STOP;
        }
  return GDK_EVENT_PROPAGATE;
}

/* Texts and values have a use of their own for these keys, and what is open above the window is not the window. */
static gboolean
keeps_keys (GtkWidget *focus)
{
  return focus != NULL
         && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) || GTK_IS_RANGE (focus)
             || NQP_IS_GRID (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

static gboolean
on_key_capture (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                NqpWindow *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0
      || !nqp_session_has_project (self->session) || keeps_keys (gtk_window_get_focus (GTK_WINDOW (self))))
    return GDK_EVENT_PROPAGATE;
  return answer_key (self, NQP_KEY_FIRST, key);
}

static gboolean
on_key_bubble (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
               NqpWindow *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !nqp_session_has_project (self->session))
    return GDK_EVENT_PROPAGATE;
  return answer_key (self, NQP_KEY_LEFT, key);
}

void
nqp_window_add_key_controllers (NqpWindow *self)
{
  GtkEventController *capture = gtk_event_controller_key_new ();
  GtkEventController *bubble = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (capture, GTK_PHASE_CAPTURE);
  g_signal_connect (capture, "key-pressed", G_CALLBACK (on_key_capture), self);
  gtk_widget_add_controller (GTK_WIDGET (self), capture);
  g_signal_connect (bubble, "key-pressed", G_CALLBACK (on_key_bubble), self);
  gtk_widget_add_controller (GTK_WIDGET (self), bubble);
}

void
nqp_window_class_add_actions (GtkWidgetClass *klass)
{
  nqp_window_class_add_keep_actions (klass);
  gtk_widget_class_install_action (klass, "win.toggle-sidebar", NULL, act_toggle_sidebar);
  gtk_widget_class_install_action (klass, "win.toggle-inspector", NULL, act_toggle_inspector);
  gtk_widget_class_install_action (klass, "win.take-plain-method", NULL, act_take_plain_method);
  gtk_widget_class_install_action (klass, "win.undo", NULL, act_undo);
  gtk_widget_class_install_action (klass, "win.redo", NULL, act_redo);
  gtk_widget_class_install_action (klass, "win.present", NULL, act_present);
  gtk_widget_class_install_action (klass, "win.stop-presenting", NULL, act_stop_presenting);
  gtk_widget_class_install_action (klass, "win.show-help-overlay", NULL, act_show_shortcuts);
  gtk_widget_class_install_action (klass, "win.export", NULL, act_export);
  gtk_widget_class_install_action (klass, "win.open", NULL, act_open);
  gtk_widget_class_install_action (klass, "win.open-path", "s", act_open_path);
  gtk_widget_class_install_action (klass, "win.new", NULL, act_new);
  gtk_widget_class_install_action (klass, "win.new-empty", NULL, act_new_empty);
  gtk_widget_class_install_action (klass, "win.add-data", NULL, act_add_data);
  gtk_widget_class_install_action (klass, "win.save-template", NULL, act_template);
  gtk_widget_class_install_action (klass, "win.export-data", NULL, act_export_data);
  gtk_widget_class_install_action (klass, "win.close-project", NULL, act_close_project);
  gtk_widget_class_install_action (klass, "win.rename", NULL, act_rename);
  gtk_widget_class_install_action (klass, "win.rename-item", "(is)", act_rename_item);
  gtk_widget_class_install_action (klass, "win.page", "s", act_page);
  gtk_widget_class_install_action (klass, "win.show-framework", NULL, act_show_framework);
  gtk_widget_class_install_action (klass, "win.show-structure", NULL, act_show_structure);
  gtk_widget_class_install_action (klass, "win.page-number", "i", act_page_number);
  gtk_widget_class_install_action (klass, "win.step-page", "i", act_step_page);
  gtk_widget_class_install_action (klass, "win.walk", "i", act_walk);
  gtk_widget_class_install_action (klass, "win.step-year", "i", act_step_year);
  gtk_widget_class_install_action (klass, "win.play", NULL, act_play);
  gtk_widget_class_install_action (klass, "win.find-region", NULL, act_find_region);
  gtk_widget_class_install_action (klass, "win.show-file", "s", act_show_file);
}
