/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-assistant-private.h"

#include <glib/gi18n.h>

#include "nqp-control.h"
#include "nqp-dialog.h"
#include "nqp-session-append.h"
#include "nqp-words.h"

/* What would come to the project, counted before it does. */
void
nqp_assistant_show_changes (NqpImportAssistant *self)
{
  const NqpAppendPlan *append = self->trial != NULL ? self->trial->append : NULL;
  g_autofree char *counted = append != NULL ? nqp_append_plan_describe (append) : NULL;
  g_autoptr (NqpTable) table
      = append != NULL ? nqp_append_plan_changes (append, nqp_session_get_lang (self->session)) : NULL;

  adw_view_stack_page_set_visible (self->changes_page, append != NULL);
  /* without data there is no table to look at, but for problems */
  adw_view_stack_page_set_visible (self->table_page,
                                   !nqp_import_plan_has_only_beside (self->plan)
                                       || (self->trial != NULL && self->trial->problems->len > 0));
  gtk_label_set_text (self->counted, counted != NULL ? g_strchomp (counted) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->changes), append != NULL && append->n_changed > 0);
  if (table != NULL)
    nqp_table_view_show (self->changes, table);
}

static gboolean
can_add (NqpImportAssistant *self)
{
  return self->session != NULL && nqp_session_get_panel (self->session) != NULL
         && nqp_session_get_read_only (self->session) == NULL;
}

/* Of files without data the first thing to see is what comes, or what is wrong. */
void
nqp_assistant_look (NqpImportAssistant *self)
{
  if (!self->looks || self->trial == NULL)
    return;
  self->looks = FALSE;
  if (nqp_import_plan_has_only_beside (self->plan))
    adw_view_stack_set_visible_child_name (self->pages, self->trial->append != NULL ? "changes" : "table");
}

gboolean
nqp_assistant_would_add (NqpImportAssistant *self, const char *const *paths)
{
  g_autoptr (NqpImportPlan) plan = nqp_import_plan_new ();

  if (!can_add (self) || paths == NULL)
    return FALSE;
  nqp_import_plan_set_into (plan, nqp_session_get_panel (self->session), NULL);
  nqp_import_plan_add_files (plan, paths, NULL);
  return nqp_import_plan_has_only_beside (plan);
}

static void
set_adds (NqpImportAssistant *self, gboolean adds)
{
  g_autoptr (NqpBoundaries) outlines
      = adds ? nqp_project_read_boundaries (nqp_session_get_project (self->session), NULL) : NULL;

  nqp_import_plan_set_into (self->plan, adds ? nqp_session_get_panel (self->session) : NULL, outlines);
  nqp_control_show_active (GTK_WIDGET (self->mode_add), adds, self);
  nqp_control_show_active (GTK_WIDGET (self->mode_new), !adds, self);
  gtk_window_set_title (GTK_WINDOW (self), adds ? _ ("Add Data") : _ ("New Project from Files"));
  gtk_button_set_label (GTK_BUTTON (self->import_button), adds ? _ ("_Add") : _ ("I_mport…"));
  /* Translators: the tab of the further files */
  adw_view_stack_page_set_title (self->files_page, adds ? _ ("Files") : _ ("Project"));
  adw_status_page_set_title (self->empty, adds ? _ ("Choose What Is to Come, or Drop It Here")
                                               : _ ("Choose the Data, or Drop Them Here"));
  if (!adds)
    return;
  adw_window_title_set_title (self->heading, _ ("Add Data"));
  adw_status_page_set_description (
      self->empty, _ ("A table with regions, years and values; or what may lie beside it: boundaries as "
                      "GeoJSON, Shapefile, GeoPackage, KML or TopoJSON, and lists of regions, neighbours, "
                      "series, indicators or flags."));
}

static void
on_mode (GtkToggleButton *button, NqpImportAssistant *self)
{
  const gboolean adds = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mode_add));

  if (!gtk_toggle_button_get_active (button))
    return;
  set_adds (self, adds);
  nqp_assistant_show_changes (self);
  if (adds)
    nqp_import_files_show (self->files, self->plan);
  if (!adds && g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "changes") == 0)
    adw_view_stack_set_visible_child_name (self->pages, "table");
  nqp_assistant_changed (self);
}

void
nqp_assistant_add (NqpImportAssistant *self)
{
  g_autofree char *file = nqp_words_basename (nqp_import_plan_main_file (self->plan));
  g_autoptr (GError) error = NULL;

  if (!nqp_append_plan_is_empty (self->trial->append)
      && !nqp_session_append (self->session, self->trial->append, file, &error))
    {
      nqp_dialog_tell (GTK_WIDGET (self), _ ("The data could not be added"), error->message);
      return;
    }
  nqp_name_list_remember (self->names);
  gtk_window_close (GTK_WINDOW (self));
}

/* What the project holds may have been changed meanwhile: then it is counted anew. */
static void
on_session_changed (NqpImportAssistant *self, guint flags)
{
  if (self->plan->into == NULL || !(flags & NQP_CHANGE_PROJECT))
    return;
  if (!can_add (self))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  set_adds (self, TRUE);
  nqp_assistant_changed (self);
}

void
nqp_assistant_offer_adding (NqpImportAssistant *self, gboolean adds)
{
  const char *title;
  g_autofree char *label = NULL;

  if (!can_add (self))
    return;
  title = nqp_panel_title (nqp_session_get_panel (self->session), nqp_session_get_lang (self->session));
  /* Translators: a choice beside "New Project"; the title of the open project */
  label = title != NULL && *title != '\0' ? g_strdup_printf (_ ("Add to “%s”"), title)
                                          : g_strdup (_ ("Add to the Open Project"));
  nqp_table_view_set_session (self->changes, self->session);
  gtk_button_set_label (GTK_BUTTON (self->mode_add), label);
  gtk_widget_set_visible (self->mode_box, TRUE);
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (on_session_changed), self);
  set_adds (self, adds);
}

void
nqp_assistant_bind_adding (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, mode_box);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, mode_new);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, mode_add);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, changes_page);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, files_page);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, table_page);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, empty);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, heading);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, counted);
  gtk_widget_class_bind_template_child (klass, NqpImportAssistant, changes);
  gtk_widget_class_bind_template_callback (klass, on_mode);
}
