/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-lesson-pane.h"

#include <glib/gi18n.h>

#include "nqp-chart-view.h"
#include "nqp-control.h"
#include "nqp-dialog.h"
#include "nqp-drop-down.h"
#include "nqp-environment.h"
#include "nqp-file-dialog.h"
#include "nqp-framework-edits.h"
#include "nqp-lesson-report.h"
#include "nqp-step-dialog.h"
#include "nqp-weight-row.h"
#include "nqp-words.h"

struct _NqpLessonPane
{
  AdwBin parent_instance;

  NqpSession *session; /* borrowed of the page */
  gboolean active;

  GtkDropDown *lessons;
  GtkLabel *progress;
  GtkLabel *name;
  GtkLabel *text;
  GtkWidget *picture;
  NqpChartView *chart;
  AdwBin *weight;
  GtkWidget *weight_hint;
  GtkWidget *question_box;
  GtkLabel *question;
  GtkToggleButton *discuss;
  GtkLabel *discussion;
  GtkWidget *back;
  GtkWidget *next;
  GtkScrolledWindow *scroller;
  GPtrArray *ids; /* of the lessons in the drop-down */
};

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpLessonPane, nqp_lesson_pane, ADW_TYPE_BIN)

static NqpFramework *
get_framework (NqpLessonPane *self)
{
  return nqp_session_get_framework (self->session);
}

static const NqpLessonStep *
get_step (NqpLessonPane *self, int step)
{
  NqpFramework *framework = get_framework (self);

  return step >= 0 && step < (int)framework->steps->len ? nqp_framework_step (framework, step) : NULL;
}

static const char *
text_of (NqpLessonPane *self, const NqpText *text)
{
  const char *words = nqp_text_get (text, nqp_session_get_lang (self->session));

  return words != NULL ? words : "";
}

/* ---- a step --------------------------------------------------------------------------------------------------- */

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), *words != '\0');
}

static void
show_picture (NqpLessonPane *self, const NqpLessonStep *step)
{
  g_autofree char *chart = nqp_lesson_step_view (step, "chart");
  g_autofree char *weights = nqp_lesson_step_view (step, "weights");
  int node = weights != NULL ? nqp_tree_find (nqp_session_get_tree (self->session), weights) : -1;
  gboolean known = chart != NULL && nqp_chart_find (chart) != NULL;

  if (known)
    nqp_chart_view_set_chart_id (self->chart, chart);
  gtk_widget_set_visible (self->picture, known);
  adw_bin_set_child (self->weight, node > 0 ? nqp_weight_row_new (self->session, node) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->weight), node > 0);
  gtk_widget_set_visible (self->weight_hint, node > 0);
}

static void
show_step (NqpLessonPane *self)
{
  const int at = nqp_session_get_lesson_step (self->session);
  const NqpLessonStep *step = get_step (self, at);
  g_autofree char *progress = NULL;
  int first, last;

  nqp_session_find_lesson (self->session, at, &first, &last);
  if (step != NULL)
    progress = g_strdup_printf (_ ("Step %d of %d"), at - first + 1, last - first + 1);
  gtk_label_set_text (self->progress, progress != NULL ? progress : "");
  show_words (self->name, step != NULL ? text_of (self, &step->name) : _ ("No lesson yet"));
  show_words (self->text, step != NULL ? text_of (self, &step->text)
                                       : _ ("Write one with “New Lesson…” in the menu above."));
  show_words (self->question, step != NULL ? text_of (self, &step->question) : "");
  gtk_label_set_text (self->discussion, step != NULL ? text_of (self, &step->discussion) : "");
  gtk_widget_set_visible (self->question_box, step != NULL && *text_of (self, &step->question) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->discuss),
                          step != NULL && *text_of (self, &step->discussion) != '\0');
  if (step != NULL)
    show_picture (self, step);
  else
    gtk_widget_set_visible (self->picture, FALSE);
  gtk_widget_set_sensitive (self->back, at > first);
  gtk_widget_set_sensitive (self->next, step != NULL && at < last);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.print", step != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.edit", step != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.add", step != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.remove", step != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.up", step != NULL && at > first);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lesson.down", step != NULL && at < last);
}

static void
go_to (NqpLessonPane *self, int to)
{
  const NqpLessonStep *step = get_step (self, to);

  nqp_session_set_lesson_step (self->session, to);
  gtk_toggle_button_set_active (self->discuss, FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_step (self);
  if (step == NULL)
    return;
  if (self->active)
    nqp_session_follow_lesson_step (self->session);
}

void
nqp_lesson_pane_go (NqpLessonPane *self, int by)
{
  const int to = nqp_session_get_lesson_step (self->session) + by;
  int first, last;

  nqp_session_find_lesson (self->session, to - by, &first, &last);
  if (to >= first && to <= last)
    go_to (self, to);
}

void
nqp_lesson_pane_set_active (NqpLessonPane *self, gboolean active)
{
  if (self->active == active || self->session == NULL)
    return;
  self->active = active;
  if (!active)
    {
      nqp_session_set_lit (self->session, NULL);
      return;
    }
  nqp_session_set_entry (self->session, -1);
  go_to (self, nqp_session_get_lesson_step (self->session));
  gtk_widget_grab_focus (self->next);
}

/* ---- the list of lessons -------------------------------------------------------------------------------------- */

static void
fill_lessons (NqpLessonPane *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const NqpFramework *framework = get_framework (self);
  guint selected = GTK_INVALID_LIST_POSITION;

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < framework->steps->len; i++)
    {
      const NqpLessonStep *step = nqp_framework_step (framework, (int)i);

      if (self->ids->len == 0
          || !g_str_equal (g_ptr_array_index (self->ids, self->ids->len - 1), step->lesson))
        {
          g_ptr_array_add (self->ids, g_strdup (step->lesson));
          g_ptr_array_add (names, (gpointer)text_of (self, &step->lesson_name));
        }
      if ((int)i == nqp_session_get_lesson_step (self->session))
        selected = self->ids->len - 1;
    }
  g_ptr_array_add (names, NULL);
  nqp_control_show_names (self->lessons, (const char *const *)names->pdata, selected, self);
}

static void
on_lesson (NqpLessonPane *self)
{
  guint selected = gtk_drop_down_get_selected (self->lessons);

  if (self->session == NULL || selected >= self->ids->len)
    return;
  for (int i = 0; get_step (self, i) != NULL; i++)
    if (g_str_equal (get_step (self, i)->lesson, g_ptr_array_index (self->ids, selected)))
      {
        go_to (self, i);
        return;
      }
}

void
nqp_lesson_pane_changed (NqpLessonPane *self, NqpSession *session, guint flags)
{
  GtkWidget *row = adw_bin_get_child (self->weight);

  self->session = session;
  nqp_chart_view_set_session (self->chart, session);
  if (!nqp_session_has_project (session))
    return;
  if (flags & (NQP_CHANGE_PROJECT | NQP_CHANGE_FRAMEWORK))
    {
      fill_lessons (self);
      show_step (self);
      if (self->active)
        nqp_session_follow_lesson_step (self->session);
    }
  else if (row != NULL && (flags & NQP_CHANGE_SCORES))
    nqp_weight_row_update (NQP_WEIGHT_ROW (row));
}

/* ---- actions -------------------------------------------------------------------------------------------------- */

static void
on_written (int step, gpointer user_data)
{
  NqpLessonPane *self = user_data;

  go_to (self, step);
  fill_lessons (self);
}

static void
act_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpLessonPane *self = NQP_LESSON_PANE (widget);

  nqp_step_dialog_add (widget, self->session, -1, "map.choropleth", on_written, G_OBJECT (self));
}

static void
act_add (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpLessonPane *self = NQP_LESSON_PANE (widget);

  nqp_step_dialog_add (widget, self->session, nqp_session_get_lesson_step (self->session), "map.choropleth",
                       on_written, G_OBJECT (self));
}

static void
act_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpLessonPane *self = NQP_LESSON_PANE (widget);

  nqp_step_dialog_edit (widget, self->session, nqp_session_get_lesson_step (self->session));
}

static void
act_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpLessonPane *self = NQP_LESSON_PANE (widget);
  int step = nqp_session_get_lesson_step (self->session), first, last;

  nqp_session_find_lesson (self->session, step, &first, &last);
  if (!nqp_framework_edit_remove_step (self->session, step))
    return;
  go_to (self, last > first ? MIN (step, last - 1) : 0);
  fill_lessons (self);
}

static void
act_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NqpLessonPane *self = NQP_LESSON_PANE (widget);
  int step = nqp_session_get_lesson_step (self->session), by = g_str_equal (name, "lesson.up") ? -1 : 1;

  if (nqp_framework_edit_move_step (self->session, step, by))
    go_to (self, step + by);
}

static void
on_print (const char *path, gpointer user_data)
{
  NqpLessonPane *self = user_data;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  const NqpLessonStep *step = get_step (self, nqp_session_get_lesson_step (self->session));
  g_autofree char *date = nqp_environment_today (), *file = NULL;
  g_autoptr (NqpReport) report = NULL;
  g_autoptr (GError) error = NULL;
  NqpStyle screen, style;
  NqpView view;

  if (window == NULL || step == NULL || !nqp_session_has_project (self->session))
    return;
  file = g_str_has_suffix (path, ".pdf") || g_str_has_suffix (path, ".PDF")
             ? g_strdup (path)
             : g_strconcat (path, ".pdf", NULL);
  if (!nqp_file_dialog_was_asked (window, path, file))
    return;
  nqp_session_get_style (self->session, &screen);
  nqp_style_init (&style, NQP_STYLE_PRINT, 1);
  g_strlcpy (style.family, screen.family, sizeof style.family);
  nqp_session_get_view (self->session, &view);
  view.date = date;
  report = nqp_lesson_report_new (&view, &style, step->lesson, &error);
  if (report == NULL || !nqp_report_save (report, file, &error))
    {
      nqp_dialog_tell (GTK_WIDGET (self), _ ("The handout could not be saved"), error->message);
      return;
    }
  nqp_file_dialog_say_saved (self->session, file);
}

static void
act_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NqpLessonPane *self = NQP_LESSON_PANE (widget);
  const NqpLessonStep *step = get_step (self, nqp_session_get_lesson_step (self->session));
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS), *lesson;
  g_autofree char *name = NULL, *suggested = NULL;

  if (step == NULL)
    return;
  lesson = text_of (self, &step->lesson_name);
  name = g_strconcat (*lesson != '\0' ? lesson : step->lesson, ".pdf", NULL);
  g_strdelimit (name, "/\\:?*\"<>|\n", '-');
  suggested = g_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL);
  nqp_file_dialog_run (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_FILE_SAVE, _ ("Save the Handout"),
                       _ ("PDF documents"), "*.pdf", suggested, on_print, G_OBJECT (self));
}

static void
act_close (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
act_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_lesson_pane_go (NQP_LESSON_PANE (widget), g_str_equal (name, "lesson.back") ? -1 : 1);
}

static void
nqp_lesson_pane_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* the bin would look for it after the template's end */
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_LESSON_PANE);
  g_clear_pointer (&NQP_LESSON_PANE (object)->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (nqp_lesson_pane_parent_class)->dispose (object);
}

static void
nqp_lesson_pane_class_init (NqpLessonPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_lesson_pane_dispose;
  signals[CLOSED]
      = g_signal_new ("closed", NQP_TYPE_LESSON_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "lesson.new", NULL, act_new);
  gtk_widget_class_install_action (widget_class, "lesson.add", NULL, act_add);
  gtk_widget_class_install_action (widget_class, "lesson.edit", NULL, act_edit);
  gtk_widget_class_install_action (widget_class, "lesson.remove", NULL, act_remove);
  gtk_widget_class_install_action (widget_class, "lesson.up", NULL, act_move);
  gtk_widget_class_install_action (widget_class, "lesson.down", NULL, act_move);
  gtk_widget_class_install_action (widget_class, "lesson.print", NULL, act_print);
  gtk_widget_class_install_action (widget_class, "lesson.close", NULL, act_close);
  gtk_widget_class_install_action (widget_class, "lesson.back", NULL, act_go);
  gtk_widget_class_install_action (widget_class, "lesson.next", NULL, act_go);

  g_type_ensure (NQP_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-lesson-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, lessons);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, progress);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, name);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, text);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, picture);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, chart);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, weight);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, weight_hint);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, question_box);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, question);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, discuss);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, discussion);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, back);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, next);
  gtk_widget_class_bind_template_child (widget_class, NqpLessonPane, scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_lesson);
}

static void
nqp_lesson_pane_init (NqpLessonPane *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  nqp_drop_down_tell (self->lessons, NULL);
}
