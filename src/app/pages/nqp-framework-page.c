/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-framework-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "nqp-concept-pane.h"
#include "nqp-contrasts-view.h"
#include "nqp-control.h"
#include "nqp-entries-list.h"
#include "nqp-entry-dialog.h"
#include "nqp-file-dialog.h"
#include "nqp-framework-edits.h"
#include "nqp-framework-json.h"
#include "nqp-lesson-pane.h"
#include "nqp-page-parts.h"
#include "nqp-words.h"

struct _NqpFrameworkPage
{
  NqpPage parent_instance;

  NqpSplit *split;
  GtkStack *views; /* "diagram", "contrasts", "list" */
  GtkStack *panes; /* "concept", "lesson" */
  GtkWidget *pane; /* holds them; hidden while nothing is chosen */
  NqpChartView *diagram;
  NqpContrastsView *contrasts;
  NqpEntriesList *entries;
  NqpConceptPane *concept;
  NqpLessonPane *lesson;
  GtkToggleButton *show_diagram, *show_contrasts, *show_list, *lesson_toggle, *live;
  GtkToggleButton *depths[3];
};

G_DEFINE_FINAL_TYPE (NqpFrameworkPage, nqp_framework_page, NQP_TYPE_PAGE)

static NqpSession *
get_session (NqpFrameworkPage *self)
{
  return nqp_page_get_session (NQP_PAGE (self));
}

static gboolean
in_lesson (NqpFrameworkPage *self)
{
  return gtk_toggle_button_get_active (self->lesson_toggle);
}

/* The pane comes with what is chosen: until then all the room is the diagram's. */
static void
update_pane (NqpFrameworkPage *self)
{
  NqpSession *session = get_session (self);
  gboolean lesson = in_lesson (self);
  gboolean chosen = nqp_session_get_entry (session) >= 0;

  /* In a lesson a click on a concept opens it over the step; letting go of it leads back. */
  gtk_stack_set_visible_child_name (self->panes, lesson && !chosen ? "lesson" : "concept");
  gtk_widget_set_visible (self->pane, lesson || chosen);
  nqp_split_set_show_end (self->split, lesson || chosen);
}

static void
on_lesson (NqpFrameworkPage *self)
{
  nqp_page_keep_switch (NQP_PAGE (self), "lesson.open", in_lesson (self));
  nqp_lesson_pane_set_active (self->lesson, in_lesson (self));
  update_pane (self);
}

static void
on_lesson_closed (NqpFrameworkPage *self)
{
  gtk_toggle_button_set_active (self->lesson_toggle, FALSE);
}

static void
on_close_pane (NqpFrameworkPage *self)
{
  nqp_session_set_entry (get_session (self), -1);
}

static void
show_view (NqpFrameworkPage *self)
{
  gboolean contrasts = gtk_toggle_button_get_active (self->show_contrasts);
  gboolean list = gtk_toggle_button_get_active (self->show_list);

  gtk_stack_set_visible_child_name (self->views, contrasts ? "contrasts" : list ? "list" : "diagram");
}

static void
on_view (NqpFrameworkPage *self)
{
  show_view (self);
  nqp_page_keep_switch (NQP_PAGE (self), "framework.contrasts",
                        gtk_toggle_button_get_active (self->show_contrasts));
  nqp_page_keep_switch (NQP_PAGE (self), "framework.list", gtk_toggle_button_get_active (self->show_list));
}

static void
on_depth (NqpFrameworkPage *self)
{
  for (int i = 0; i < 3; i++)
    if (gtk_toggle_button_get_active (self->depths[i]))
      nqp_session_set_depth (get_session (self), i + 1);
}

static void
on_live (NqpFrameworkPage *self)
{
  nqp_session_set_live (get_session (self), gtk_toggle_button_get_active (self->live));
}

static void
nqp_framework_page_changed (NqpPage *page, guint flags)
{
  NqpFrameworkPage *self = NQP_FRAMEWORK_PAGE (page);
  NqpSession *session = get_session (self);

  if (flags & NQP_CHANGE_PROJECT)
    {
      GtkToggleButton *views[] = { self->show_diagram, self->show_contrasts, self->show_list };

      nqp_control_show_one_of (views, 3,
                               nqp_page_kept_switch (page, "framework.contrasts") ? 1
                               : nqp_page_kept_switch (page, "framework.list")    ? 2
                                                                                  : 0,
                               self);
      show_view (self);
      nqp_control_show_active (self->lesson_toggle, nqp_page_kept_switch (page, "lesson.open"), self);
    }
  nqp_control_show_one_of (self->depths, 3, nqp_session_get_depth (session) - 1, self);
  nqp_control_show_active (self->live, nqp_session_get_live (session), self);

  nqp_concept_pane_changed (self->concept, session, flags);
  nqp_contrasts_view_changed (self->contrasts, session, flags);
  nqp_entries_list_changed (self->entries, session, flags);
  nqp_lesson_pane_changed (self->lesson, session, flags);
  if (flags & NQP_CHANGE_PROJECT)
    nqp_lesson_pane_set_active (self->lesson, in_lesson (self));
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_ENTRY | NQP_CHANGE_FRAMEWORK))
    update_pane (self);
}

static NqpChartView *
nqp_framework_page_get_chart_view (NqpPage *page)
{
  return NQP_FRAMEWORK_PAGE (page)->diagram;
}

/* A clicker in a teacher's hand sends Page Down. */
static gboolean
nqp_framework_page_walk (NqpPage *page, int step)
{
  NqpFrameworkPage *self = NQP_FRAMEWORK_PAGE (page);

  if (!in_lesson (self))
    return FALSE;
  nqp_session_set_entry (get_session (self), -1);
  nqp_lesson_pane_go (self->lesson, step);
  return TRUE;
}

/* ---- the model as a file -------------------------------------------------------------------------------------- */

static void
act_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_entry_dialog_add (widget, get_session (NQP_FRAMEWORK_PAGE (widget)), -1);
}

static void
on_import_chosen (const char *path, gpointer user_data)
{
  NqpFrameworkPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NqpFramework) framework = nqp_framework_read_json (path, &error);
  g_autofree char *name = nqp_words_basename (path);
  g_autofree char *label = g_strdup_printf (_ ("Model from “%s”"), name);

  if (framework == NULL)
    nqp_session_message (get_session (self), error->message, NULL, NULL);
  else if (nqp_framework_edit_replace (get_session (self), framework, label))
    nqp_session_message (get_session (self), label, _ ("_Undo"), "win.undo");
}

static void
act_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_file_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_FILE_OPEN, _ ("Import a Model"),
                       _ ("Models and lessons (JSON)"), "*.json", NULL, on_import_chosen, G_OBJECT (widget));
}

static void
on_export_chosen (const char *path, gpointer user_data)
{
  NqpFrameworkPage *self = user_data;
  g_autofree char *text = nqp_framework_print_json (nqp_session_get_framework (get_session (self)));

  nqp_file_dialog_save (GTK_WIDGET (self), get_session (self), path, text);
}

static void
act_export (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_file_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_FILE_SAVE, _ ("Export the Model"),
                       _ ("Models and lessons (JSON)"), "*.json", "framework.json", on_export_chosen,
                       G_OBJECT (widget));
}

static void
act_restore (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpSession *session = get_session (NQP_FRAMEWORK_PAGE (widget));
  g_autoptr (NqpFramework) shipped = nqp_framework_shipped ();

  if (nqp_framework_edit_replace (session, shipped, _ ("Model as shipped")))
    nqp_session_message (session, _ ("The model and its lessons are as shipped"), _ ("_Undo"), "win.undo");
}

/* ---- life ----------------------------------------------------------------------------------------------------- */

static void
nqp_framework_page_class_init (NqpFrameworkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NqpPageClass *page_class = NQP_PAGE_CLASS (klass);

  page_class->changed = nqp_framework_page_changed;
  page_class->get_chart_view = nqp_framework_page_get_chart_view;
  page_class->walk = nqp_framework_page_walk;
  gtk_widget_class_install_action (widget_class, "framework.add", NULL, act_add);
  gtk_widget_class_install_action (widget_class, "framework.import", NULL, act_import);
  gtk_widget_class_install_action (widget_class, "framework.export", NULL, act_export);
  gtk_widget_class_install_action (widget_class, "framework.restore", NULL, act_restore);

  nqp_page_ensure_types ();
  g_type_ensure (NQP_TYPE_CONCEPT_PANE);
  g_type_ensure (NQP_TYPE_CONTRASTS_VIEW);
  g_type_ensure (NQP_TYPE_ENTRIES_LIST);
  g_type_ensure (NQP_TYPE_LESSON_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-framework-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, split);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, views);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, panes);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, pane);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, diagram);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, contrasts);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, entries);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, concept);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, lesson);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, show_diagram);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, show_contrasts);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, show_list);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, lesson_toggle);
  gtk_widget_class_bind_template_child (widget_class, NqpFrameworkPage, live);
  gtk_widget_class_bind_template_child_full (widget_class, "depth_1", FALSE,
                                             G_STRUCT_OFFSET (NqpFrameworkPage, depths[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "depth_2", FALSE,
                                             G_STRUCT_OFFSET (NqpFrameworkPage, depths[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "depth_3", FALSE,
                                             G_STRUCT_OFFSET (NqpFrameworkPage, depths[2]));
  gtk_widget_class_bind_template_callback (widget_class, on_lesson);
  gtk_widget_class_bind_template_callback (widget_class, on_lesson_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_close_pane);
  gtk_widget_class_bind_template_callback (widget_class, on_view);
  gtk_widget_class_bind_template_callback (widget_class, on_depth);
  gtk_widget_class_bind_template_callback (widget_class, on_live);
}

static void
nqp_framework_page_init (NqpFrameworkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
