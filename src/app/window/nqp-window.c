/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-window-private.h"

#include <glib/gi18n.h>

#include "nqp-class-parts.h"
#include "nqp-config.h"
#include "nqp-context-bar.h"
#include "nqp-desktop-style.h"
#include "nqp-dialog.h"
#include "nqp-drafts.h"
#include "nqp-inspector.h"
#include "nqp-label-parts.h"
#include "nqp-one-stop.h"
#include "nqp-picture-memory.h"
#include "nqp-session-structure.h"
#include "nqp-settings.h"
#include "nqp-shortcuts.h"
#include "nqp-welcome.h"
#include "nqp-words.h"

#define REST_AFTER_S 5 /* without a change */

G_DEFINE_FINAL_TYPE (NqpWindow, nqp_window, ADW_TYPE_APPLICATION_WINDOW)

void
nqp_start_clear (NqpStart *start)
{
  g_clear_pointer (&start->project, g_free);
  g_clear_pointer (&start->page, g_free);
  g_clear_pointer (&start->measure, g_free);
  g_clear_pointer (&start->regions, g_strfreev);
  start->year = 0;
  start->present = FALSE;
}

NqpSession *
nqp_window_get_session (NqpWindow *self)
{
  return self->session;
}

/* ---- pages ---------------------------------------------------------------------------------------------------- */

NqpPage *
nqp_window_get_page (NqpWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->page_stack);

  return child != NULL ? NQP_PAGE (child) : NULL;
}

static void
select_row (NqpWindow *self, const char *id)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->page_list, i);

      if (row == NULL)
        return;
      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "page-id"), id) == 0)
        {
          gtk_list_box_select_row (self->page_list, row);
          return;
        }
    }
}

/* Pages are made when first shown: the window is there sooner, and what nobody opens costs nothing. */
const char *
nqp_window_inspector_key (NqpWindow *self)
{
  const char *id = gtk_stack_get_visible_child_name (self->page_stack);
  const NqpPageInfo *info = id != NULL ? nqp_pages_find (id) : NULL;

  return info != NULL && info->own_pane ? "inspector-visible-beside-pane" : "inspector-visible";
}

static void
update_panes (NqpWindow *self)
{
  gboolean presenting = nqp_session_get_presenting (self->session);
  gboolean sidebar = !presenting && g_settings_get_boolean (nqp_settings_get (), "sidebar-visible");
  gboolean inspector
      = !presenting && g_settings_get_boolean (nqp_settings_get (), nqp_window_inspector_key (self));

  gtk_widget_set_visible (self->header, !presenting);
  gtk_widget_set_visible (self->sidebar, sidebar);
  gtk_widget_set_visible (self->sidebar_separator, sidebar);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_slot), inspector);
  gtk_widget_set_visible (self->inspector_separator, inspector);
  nqp_widget_set_class (GTK_WIDGET (self), "presenting", presenting);
  nqp_presenter_set_presenting (self->presenter, presenting);
}

int
nqp_window_get_page_number (NqpWindow *self)
{
  const char *id = gtk_stack_get_visible_child_name (self->page_stack);
  int n;
  const NqpPageInfo *pages = nqp_pages (&n);

  for (int i = 0; i < n; i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return i;
  return -1;
}

void
nqp_window_focus_page (NqpWindow *self)
{
  NqpPage *page = nqp_window_get_page (self);
  GtkWidget *view = page != NULL ? GTK_WIDGET (nqp_page_get_chart_view (page)) : NULL;

  if (view != NULL && gtk_widget_get_mapped (view) && gtk_widget_grab_focus (view))
    return;
  if (page != NULL)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

void
nqp_window_show_page (NqpWindow *self, const char *page_id)
{
  const NqpPageInfo *info = nqp_pages_find (page_id);
  GtkWidget *page;

  if (info == NULL)
    return;
  page = gtk_stack_get_child_by_name (self->page_stack, page_id);
  if (page == NULL)
    {
      page = g_object_new (info->get_type (), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (info->title),
                                      -1);
      gtk_stack_add_named (self->page_stack, page, page_id);
      nqp_page_set_session (NQP_PAGE (page), self->session);
    }
  gtk_stack_set_visible_child (self->page_stack, page);
  select_row (self, page_id);
  update_panes (self);
  g_settings_set_string (nqp_settings_get (), "page", page_id);
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, NqpWindow *self)
{
  if (row != NULL && self->started)
    nqp_window_show_page (self, g_object_get_data (G_OBJECT (row), "page-id"));
}

static void
fill_sidebar (NqpWindow *self)
{
  int n;
  const NqpPageInfo *pages = nqp_pages (&n);

  gtk_list_box_set_header_func (self->page_list, nqp_list_head_groups, (gpointer) "dim-label page-group",
                                NULL);
  for (int i = 0; i < n; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *label = gtk_label_new (_ (pages[i].title));

      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (pages[i].icon));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (pages[i].title),
                                      -1);
      g_object_set_data (G_OBJECT (row), "page-id", (gpointer)pages[i].id);
      g_object_set_data (G_OBJECT (row), "group", (gpointer)_ (pages[i].group));
      gtk_list_box_append (self->page_list, row);
    }
}

/* ---- what the state looks like -------------------------------------------------------------------------------- */

static void
set_tooltip (GtkWidget *button, const char *verb, const char *label)
{
  g_autofree char *text = label != NULL ? g_strdup_printf (_ ("%s: %s"), verb, label) : NULL;

  gtk_widget_set_tooltip_text (button, text != NULL ? text : verb);
  nqp_shortcuts_add_to_tooltips (button);
}

static void
on_pointer (NqpWindow *self, double x, double y)
{
  nqp_presenter_pointer_moved (self->presenter, x, y);
}

/* Pages are of a region and a year: where there is none, that is all there is to say. */
static void
update_root (NqpWindow *self)
{
  const char *reason = nqp_session_get_no_score (self->session);
  const char *name = !nqp_session_has_project (self->session) ? "welcome"
                     : nqp_session_has_cells (self->session)  ? "project"
                                                              : "no-data";

  adw_status_page_set_description (self->no_data_page, reason);
  gtk_stack_set_visible_child_name (self->root_stack, name);
}

static gboolean
on_rest (gpointer user_data)
{
  ((NqpWindow *)user_data)->rest_id = 0;
  nqp_picture_memory_rest ();
  return G_SOURCE_REMOVE;
}

static void
on_changed (NqpWindow *self, guint flags)
{
  gboolean open = nqp_session_has_project (self->session);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_seconds (REST_AFTER_S, on_rest, self);

  if (flags & NQP_CHANGE_PROJECT)
    {
      const char *title = nqp_session_get_title (self->session);

      update_root (self);
      nqp_file_bar_show (self->file_bar, self->session);
      gtk_label_set_label (self->title_label, open && *title != '\0' ? title : _ ("NQP Explorer"));
      if (open && *title != '\0')
        {
          /* Translators: the window's title: the project, the program */
          g_autofree char *text = g_strdup_printf (_ ("%s – NQP Explorer"), title);

          gtk_window_set_title (GTK_WINDOW (self), text);
        }
      else
        gtk_window_set_title (GTK_WINDOW (self), _ ("NQP Explorer"));
    }
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_HISTORY | NQP_CHANGE_PROGRESS))
    {
      set_tooltip (self->undo_button, _ ("Undo"), nqp_session_get_undo_label (self->session));
      set_tooltip (self->redo_button, _ ("Redo"), nqp_session_get_redo_label (self->session));
    }
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_SCORES))
    nqp_method_bar_show (self->method_bar, self->session);
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_PROGRESS))
    {
      const char *step = NULL;
      double fraction = 0;
      const gboolean running = nqp_session_get_edit_run (self->session, &fraction, &step);

      nqp_run_bar_show (self->run_bar, running, fraction, step);
    }
  if (flags & NQP_CHANGE_STYLE)
    update_panes (self);
  nqp_window_update_actions (self);
}

void
nqp_window_toast (NqpWindow *self, const char *text, const char *action_label, const char *action_name)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, 6);
  if (action_label != NULL)
    {
      adw_toast_set_button_label (toast, action_label);
      adw_toast_set_detailed_action_name (toast, action_name);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_message (NqpWindow *self, const char *text, const char *action_label, const char *action_name)
{
  nqp_window_toast (self, text, action_label, action_name);
}

/* ---- opening -------------------------------------------------------------------------------------------------- */

gboolean
nqp_window_open (NqpWindow *self, const char *path_or_sample)
{
  g_autoptr (GError) error = NULL;
  gboolean sample = g_str_has_prefix (path_or_sample, "sample:");
  gboolean done = sample ? nqp_session_open_sample (self->session, path_or_sample, &error)
                         : nqp_session_open (self->session, path_or_sample, &error);
  const char *path;

  if (!done)
    {
      g_autofree char *name = nqp_words_basename (path_or_sample);
      g_autofree char *heading = g_strdup_printf (_ ("“%s” could not be opened"), name);

      if (!sample && g_error_matches (error, NQP_STORE_ERROR, NQP_STORE_ERROR_CORRUPT))
        {
          nqp_window_offer_salvage (self, path_or_sample, heading, error);
          return FALSE;
        }
      nqp_settings_remove_recent (path_or_sample);
      nqp_dialog_tell (GTK_WIDGET (self), heading, error->message);
      return FALSE;
    }
  path = nqp_project_path (nqp_session_get_project (self->session));
  nqp_settings_add_recent (path);
  g_settings_set_string (nqp_settings_get (), "last-project", path);
  /* nothing to look at before something is in the index */
  if (nqp_session_is_unplaced (self->session))
    nqp_window_show_page (self, "data");
  return TRUE;
}

static void
build_panes (NqpWindow *self)
{
  GtkWidget *bar = g_object_new (NQP_TYPE_CONTEXT_BAR, NULL);
  GtkWidget *inspector = g_object_new (NQP_TYPE_INSPECTOR, NULL);

  nqp_context_bar_set_session (NQP_CONTEXT_BAR (bar), self->session);
  adw_bin_set_child (self->context_slot, bar);
  nqp_inspector_set_session (NQP_INSPECTOR (inspector), self->session);
  adw_bin_set_child (self->inspector_slot, inspector);
}

static void
go_there (NqpWindow *self, const NqpStart *start)
{
  NqpPanel *panel = nqp_session_get_panel (self->session);

  if (start->measure != NULL)
    {
      int node = nqp_tree_find (nqp_session_get_tree (self->session), start->measure);

      if (node < 0)
        {
          g_autofree char *text = g_strdup_printf (_ ("There is no measure “%s”."), start->measure);

          nqp_window_toast (self, text, NULL, NULL);
        }
      nqp_session_set_measure (self->session, node);
    }
  if (start->year != 0)
    {
      int year = nqp_panel_find_year (panel, start->year);

      if (year < 0)
        {
          g_autofree char *text = g_strdup_printf (_ ("There is no year %d in this project."), start->year);

          nqp_window_toast (self, text, NULL, NULL);
        }
      else
        nqp_session_set_year (self->session, year);
    }
  for (int i = 0; start->regions != NULL && start->regions[i] != NULL; i++)
    {
      int region = nqp_panel_find_place (panel, start->regions[i]);

      if (region < 0 || region >= panel->n_regions)
        {
          g_autofree char *text
              = g_strdup_printf (_ ("There is no region “%s” with data."), start->regions[i]);

          nqp_window_toast (self, text, NULL, NULL);
        }
      else if (i == 0)
        {
          while (nqp_session_get_n_compared (self->session) > 0)
            nqp_session_remove_compared (self->session, nqp_session_get_compared (self->session)[0]);
          nqp_session_set_focus (self->session, region);
        }
      else
        nqp_session_add_compared (self->session, region);
    }
}

static void
on_first_paint (GdkFrameClock *clock, NqpWindow *self);

static gboolean
on_start (gpointer user_data)
{
  NqpWindow *self = user_data;
  GSettings *settings = nqp_settings_get ();
  g_autofree char *last = g_settings_get_string (settings, "last-project");
  g_autofree char *page = g_settings_get_string (settings, "page");
  int n_pages;
  const NqpPageInfo *pages = nqp_pages (&n_pages);
  NqpWelcome *welcome;

  self->start_id = 0;
  self->started = TRUE;
  welcome = g_object_new (NQP_TYPE_WELCOME, NULL);
  adw_bin_set_child (self->welcome_slot, GTK_WIDGET (welcome));
  if (self->start.project != NULL)
    nqp_window_take_file (self, self->start.project);
  else if (*last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    nqp_window_open (self, last);

  build_panes (self);
  if (self->start.page != NULL && nqp_pages_find (self->start.page) == NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("There is no page “%s”."), self->start.page);

      nqp_window_toast (self, text, NULL, NULL);
    }
  if (self->start.page != NULL && nqp_pages_find (self->start.page) != NULL)
    nqp_window_show_page (self, self->start.page);
  else if (nqp_session_is_unplaced (self->session))
    nqp_window_show_page (self, "data");
  else if (nqp_pages_find (page) != NULL)
    nqp_window_show_page (self, page);
  else if (n_pages > 0)
    nqp_window_show_page (self, pages[0].id);
  if (nqp_session_has_project (self->session))
    go_there (self, &self->start);
  else
    gtk_stack_set_visible_child_name (self->root_stack, "welcome");
  nqp_window_update_actions (self); /* the project is open now, before anything changed in it */
  if (self->start.present)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.present", NULL);
  nqp_start_clear (&self->start);
  if (g_getenv ("NQP_EXIT_AT_FRAME") != NULL)
    g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                      G_CALLBACK (on_first_paint), self);
  return G_SOURCE_REMOVE;
}

static void
on_first_paint (GdkFrameClock *clock, NqpWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_paint, self);
  if (g_strcmp0 (g_getenv ("NQP_EXIT_AT_FRAME"), self->started ? "content" : "first") == 0)
    exit (0); /* the start-up benchmark */
  if (!self->started && self->start_id == 0)
    self->start_id = g_idle_add (on_start, self);
}

static void
nqp_window_map (GtkWidget *widget)
{
  NqpWindow *self = NQP_WINDOW (widget);

  GTK_WIDGET_CLASS (nqp_window_parent_class)->map (widget);
  if (!self->started)
    g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_first_paint), self);
}

void
nqp_window_start (NqpWindow *self, const NqpStart *start)
{
  g_return_if_fail (!self->started);
  nqp_start_clear (&self->start);
  self->start = (NqpStart){ .project = g_strdup (start->project),
                            .page = g_strdup (start->page),
                            .measure = g_strdup (start->measure),
                            .year = start->year,
                            .regions = g_strdupv (start->regions),
                            .present = start->present };
}

/* ---- life ----------------------------------------------------------------------------------------------------- */

static gboolean
nqp_window_close_request (GtkWindow *window)
{
  NqpWindow *self = NQP_WINDOW (window);
  GSettings *settings = nqp_settings_get ();
  int width, height;

  if (nqp_session_get_presenting (self->session))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.present", NULL);
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (window));
  g_settings_set_string (settings, "last-project",
                         nqp_session_has_project (self->session)
                             ? nqp_project_path (nqp_session_get_project (self->session))
                             : "");
  g_settings_sync ();
  return GTK_WINDOW_CLASS (nqp_window_parent_class)->close_request (window);
}

static void
nqp_window_dispose (GObject *object)
{
  NqpWindow *self = NQP_WINDOW (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  nqp_start_clear (&self->start);
  gtk_widget_dispose_template (GTK_WIDGET (self), NQP_TYPE_WINDOW);
  if (self->session != NULL)
    nqp_session_close (self->session);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nqp_window_parent_class)->dispose (object);
}

static void
nqp_window_class_init (NqpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (NQP_TYPE_FILE_BAR);
  g_type_ensure (NQP_TYPE_METHOD_BAR);
  G_OBJECT_CLASS (klass)->dispose = nqp_window_dispose;
  g_type_ensure (NQP_TYPE_ONE_STOP);
  g_type_ensure (NQP_TYPE_PRESENTER);
  g_type_ensure (NQP_TYPE_RUN_BAR);
  widget_class->map = nqp_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = nqp_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, title_button);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, header);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, presenter);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, sidebar_separator);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, file_bar);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, method_bar);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, run_bar);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, no_data_page);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, context_slot);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, inspector_separator);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, inspector_slot);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, welcome_slot);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, NqpWindow, redo_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  nqp_window_class_add_actions (widget_class);
}

static void
on_title_popup (GtkMenuButton *button, gpointer user_data)
{
  nqp_window_update_title_menu (user_data);
}

static void
nqp_window_init (NqpWindow *self)
{
  GSettings *settings = nqp_settings_get ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->session = nqp_session_new (nqp_lang_from_environment ());
  nqp_desktop_style_follow (self->session);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  fill_sidebar (self);
  nqp_window_add_key_controllers (self);
  nqp_window_watch_above (self);
  nqp_window_watch_drops (self);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_pointer), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  nqp_shortcuts_add_to_tooltips (self->header);
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->session, "message", G_CALLBACK (on_message), self);
  g_signal_connect_swapped (self->run_bar, "cancelled", G_CALLBACK (nqp_session_cancel_edits), self->session);
  g_signal_connect_object (settings, "changed::sidebar-visible", G_CALLBACK (update_panes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::inspector-visible", G_CALLBACK (update_panes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::inspector-visible-beside-pane", G_CALLBACK (update_panes),
                           self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->title_button, on_title_popup, self, NULL);
  update_panes (self);
  nqp_window_update_title_menu (self);
  nqp_window_update_actions (self);
}

NqpWindow *
nqp_window_new (AdwApplication *application)
{
  return g_object_new (NQP_TYPE_WINDOW, "application", application, NULL);
}
