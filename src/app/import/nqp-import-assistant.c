/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-assistant-private.h"

#include <glib/gi18n.h>

#include "nqp-dialog.h"
#include "nqp-file-dialog.h"
#include "nqp-file-drop.h"
#include "nqp-import-job.h"
#include "nqp-label-parts.h"
#include "nqp-new-file.h"
#include "nqp-words.h"

#define WAIT_MS 120 /* after a change, for more of them */
#define WIDTH 1080
#define HEIGHT 720
#define LEAST_MARGIN 24 /* to the edge of the window below */

G_DEFINE_FINAL_TYPE (NqpImportAssistant, nqp_import_assistant, ADW_TYPE_WINDOW)

/* ---- what comes of it --------------------------------------------------------------------------------------------- */

/* @fraction: of the file that is read; 0 = that takes no time */
static void
say_outcome (NqpImportAssistant *self, double fraction)
{
  const guint n = nqp_name_list_n_proposed (self->names);
  g_autofree char *made = self->trial != NULL ? nqp_import_trial_describe (self->trial) : NULL;
  g_autofree char *text = NULL;

  if (fraction > 0)
    /* Translators: how much of a file was read */
    text = g_strdup_printf (_ ("Reading… %d %%"), (int)(100 * fraction));
  else if (made != NULL && n > 0)
    /* Translators: "16 regions × 6 years × 9 indicators; 2 names as settled before" */
    text = g_strdup_printf (ngettext ("%s; %u name as settled before", "%s; %u names as settled before", n),
                            made, n);
  gtk_label_set_text (self->outcome, text != NULL ? text : made != NULL ? made : _ ("Reading…"));
}

static void
show_outcome (NqpImportAssistant *self)
{
  const gboolean ready = self->tried && self->trial != NULL && self->trial->error == NULL;
  double fraction = 0;
  const char *step;
  const gboolean runs = nqp_long_run_get (self->trying, &fraction, &step), busy = !self->tried || runs;

  say_outcome (self, busy && fraction > 0 ? fraction : 0);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_stack_set_visible_child_name (self->outcome_mark, busy ? "busy" : ready ? "good" : "bad");
  gtk_widget_set_sensitive (self->import_button, ready);
  gtk_widget_set_tooltip_text (self->import_button,
                               busy || ready ? NULL : _ ("Settle the problems that are listed first"));
}

static void
show_part (NqpImportAssistant *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_stack_set_visible_child_name (self->title_stack, g_str_equal (name, "plan") ? "switcher" : "title");
  gtk_widget_set_visible (self->import_button, !g_str_equal (name, "busy"));
}

/* The page is there where names have to be settled, or were. */
static void
show_names_page (NqpImportAssistant *self)
{
  const guint n = self->trial != NULL && self->trial->names != NULL ? self->trial->names->len : 0;

  nqp_name_list_show (self->names, self->plan, self->trial);
  adw_view_stack_page_set_visible (self->names_page, nqp_name_list_size (self->names) > 0);
  adw_view_stack_page_set_badge_number (self->names_page, n);
  adw_view_stack_page_set_needs_attention (self->names_page,
                                           n > 0 || nqp_name_list_n_proposed (self->names) > 0);
}

static void
show_all (NqpImportAssistant *self)
{
  nqp_assistant_show_changes (self);
  nqp_import_table_show (self->table, self->plan, self->trial);
  show_names_page (self);
  nqp_import_files_show (self->files, self->plan);
  show_outcome (self);
}

static void
on_tried (gpointer owner, gpointer data, const GError *error)
{
  NqpImportAssistant *self = owner;
  g_autoptr (NqpImportTrial) before = self->trial;
  NqpImportJob *job = data;

  self->trial = g_steal_pointer (&job->trial);
  self->tried = self->wait_id == 0 && self->trial != NULL;
  if (self->trial != NULL && nqp_name_list_propose (self->names, self->plan, self->trial))
    nqp_assistant_changed (self);
  show_all (self);
  nqp_assistant_look (self);
}

static void
on_trying_moved (gpointer owner)
{
  show_outcome (owner);
}

static gboolean
try_now (gpointer user_data)
{
  NqpImportAssistant *self = user_data;
  NqpImportJob *job;

  self->wait_id = 0;
  nqp_long_run_cancel (self->looking);
  job = nqp_import_job_new (self->plan, self->first_row);
  if (self->trial != NULL && nqp_import_plan_same_table (self->trial->plan, self->plan))
    job->peek = nqp_table_peek_ref (self->trial->peek);
  nqp_long_run_start (self->trying, nqp_import_job_try, on_tried, job, nqp_import_job_free, N_ ("reading"));
  return G_SOURCE_REMOVE;
}

/* The plan was changed. */
void
nqp_assistant_changed (NqpImportAssistant *self)
{
  if (!nqp_import_plan_is_ready (self->plan))
    {
      show_part (self, "empty");
      return;
    }
  self->tried = FALSE;
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_timeout_add (WAIT_MS, try_now, self);
  nqp_import_files_show (self->files, self->plan);
  show_outcome (self);
}

/* ---- other rows of the file --------------------------------------------------------------------------------------- */

static void
on_looked (gpointer owner, gpointer data, const GError *error)
{
  NqpImportAssistant *self = owner;
  NqpImportJob *job = data;

  if (self->trial == NULL || job->peek == NULL)
    return;
  nqp_table_peek_unref (self->trial->peek);
  self->trial->peek = g_steal_pointer (&job->peek);
  nqp_import_table_show (self->table, self->plan, self->trial);
}

static void
on_look (NqpImportAssistant *self, int first_row)
{
  self->first_row = first_row;
  nqp_long_run_start (self->looking, nqp_import_job_look, on_looked,
                      nqp_import_job_new (self->plan, self->first_row), nqp_import_job_free, N_ ("reading"));
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

/* Another file with data: nothing of the one before stays. */
static void
begin (NqpImportAssistant *self)
{
  g_autoptr (NqpImportTrial) before = g_steal_pointer (&self->trial);

  self->first_row = 1;
  self->tried = FALSE;
  self->looks = TRUE;
  nqp_import_table_forget (self->table);
  show_all (self);
  show_part (self, "plan");
  adw_view_stack_set_visible_child_name (self->pages,
                                         nqp_import_plan_has_only_beside (self->plan) ? "files" : "table");
  nqp_assistant_changed (self);
}

static void
take_file (NqpImportAssistant *self, NqpImportFile which, const char *path)
{
  nqp_import_plan_set_file (self->plan, which, path);
  if (which == NQP_IMPORT_DATA)
    begin (self);
  else
    nqp_assistant_changed (self);
}

static void
say_others (NqpImportAssistant *self, const GPtrArray *others)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < others->len; i++)
    {
      g_autofree char *base = nqp_words_basename (others->pdata[i]);

      g_string_append_printf (names, "%s“%s”", i > 0 ? _ (", ") : "", base);
    }
  if (others->len > 0)
    {
      g_autofree char *body = g_strdup_printf (
          _ ("A project is made of one file of each kind. Left out: %s. Choose under Project what each is."),
          names->str);

      nqp_dialog_tell (GTK_WIDGET (self), _ ("Too many files"), body);
    }
}

static void
take_paths (NqpImportAssistant *self, const char *const *paths)
{
  g_autofree char *before = g_strdup (self->plan->files[NQP_IMPORT_DATA]);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  double fraction;
  const char *step;

  if (nqp_long_run_get (self->making, &fraction, &step))
    return;
  nqp_import_plan_add_files (self->plan, paths, others);
  if (g_strcmp0 (before, self->plan->files[NQP_IMPORT_DATA]) != 0
      || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "plan") != 0)
    begin (self);
  else
    nqp_assistant_changed (self);
  say_others (self, others);
}

static void
on_dropped (const char *const *paths, gpointer user_data)
{
  take_paths (user_data, paths);
}

static void
on_file_chosen (const char *path, gpointer user_data)
{
  NqpImportAssistant *self = user_data;

  if (self->plan->into != NULL && self->choosing == NQP_IMPORT_DATA)
    take_paths (self, (const char *const[]){ path, NULL }); /* it may be something that lies beside data */
  else
    take_file (self, (NqpImportFile)self->choosing, path);
}

static void
on_choose (NqpImportAssistant *self, int which)
{
  const NqpImportFileWords *words = nqp_import_file_words ((NqpImportFile)which);

  self->choosing = which;
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_OPEN, _ (words->title), _ ("Tables and outlines"),
                       nqp_import_file_patterns ((NqpImportFile)which, self->plan->into != NULL),
                       self->plan->files[NQP_IMPORT_DATA], on_file_chosen, G_OBJECT (self));
}

static void
on_choose_data (GtkButton *button, NqpImportAssistant *self)
{
  on_choose (self, NQP_IMPORT_DATA);
}

/* ---- making it ---------------------------------------------------------------------------------------------------- */

/* What is wrong is in the list as before; the file may have changed meanwhile. */
static void
on_made (gpointer owner, gpointer data, const GError *error)
{
  NqpImportAssistant *self = owner;
  NqpImportJob *job = data;

  if (error == NULL)
    {
      nqp_name_list_remember (self->names);
      self->imported (self->plan->target, self->user_data);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_part (self, "plan");
  if (job->trial != NULL && job->trial->error != NULL)
    nqp_assistant_changed (self);
  nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, self->plan->target, error);
}

static void
on_making_moved (gpointer owner)
{
  NqpImportAssistant *self = owner;
  double fraction;
  const char *step;

  if (nqp_long_run_get (self->making, &fraction, &step))
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

static gboolean
take_target (NqpImportAssistant *self, const char *path)
{
  g_autofree char *target
      = g_str_has_suffix (path, ".nqp") ? g_strdup (path) : g_strconcat (path, ".nqp", NULL);
  g_autoptr (GError) error = NULL;

  if (!nqp_file_dialog_was_asked (GTK_WINDOW (self), path, target))
    return FALSE;
  if (!nqp_new_file_may_replace (target, &error)) /* said before minutes of reading */
    {
      nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, target, error);
      return FALSE;
    }
  g_free (self->plan->target);
  self->plan->target = g_steal_pointer (&target);
  nqp_import_files_show (self->files, self->plan);
  return TRUE;
}

static void
on_target_chosen (const char *path, gpointer user_data)
{
  take_target (user_data, path);
}

static void
make (NqpImportAssistant *self)
{
  show_part (self, "busy");
  gtk_progress_bar_set_fraction (self->progress, 0);
  nqp_long_run_start (self->making, nqp_import_job_create, on_made,
                      nqp_import_job_new (self->plan, self->first_row), nqp_import_job_free,
                      N_ ("importing"));
}

static void
on_last_target (const char *path, gpointer user_data)
{
  if (take_target (user_data, path))
    make (user_data);
}

static void
ask_target (NqpImportAssistant *self, NqpFileChosen chosen)
{
  g_autofree char *name = self->plan->target != NULL ? g_strdup (self->plan->target)
                                                     : nqp_import_plan_suggest_name (self->plan);

  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Where to Keep the Project"), _ ("NQP projects"),
                       "*.nqp", name, chosen, G_OBJECT (self));
}

static void
on_choose_target (NqpImportAssistant *self)
{
  ask_target (self, on_target_chosen);
}

static void
on_import (GtkButton *button, NqpImportAssistant *self)
{
  if (self->plan->into != NULL)
    nqp_assistant_add (self);
  else if (self->plan->target != NULL)
    make (self);
  else
    ask_target (self, on_last_target);
}

/* ---- life --------------------------------------------------------------------------------------------------------- */

/* TRUE: there was something to give up. */
static gboolean
stop_making (NqpImportAssistant *self)
{
  double fraction;
  const char *step;

  if (!nqp_long_run_get (self->making, &fraction, &step))
    return FALSE;
  nqp_long_run_cancel (self->making);
  show_part (self, "plan");
  return TRUE;
}

static void
on_cancel (GtkButton *button, NqpImportAssistant *self)
{
  if (!stop_making (self))
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
nqp_import_assistant_close_request (GtkWindow *window)
{
  if (stop_making (NQP_IMPORT_ASSISTANT (window)))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (nqp_import_assistant_parent_class)->close_request (window);
}

static void
nqp_import_assistant_dispose (GObject *object)
{
  NqpImportAssistant *self = NQP_IMPORT_ASSISTANT (object);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_pointer (&self->trying, nqp_long_run_free);
  g_clear_pointer (&self->looking, nqp_long_run_free);
  g_clear_pointer (&self->making, nqp_long_run_free);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_IMPORT_ASSISTANT);
  G_OBJECT_CLASS (nqp_import_assistant_parent_class)->dispose (object);
}

static void
nqp_import_assistant_finalize (GObject *object)
{
  NqpImportAssistant *self = NQP_IMPORT_ASSISTANT (object);

  g_clear_pointer (&self->trial, nqp_import_trial_free);
  nqp_import_plan_free (self->plan);
  G_OBJECT_CLASS (nqp_import_assistant_parent_class)->finalize (object);
}

static void
nqp_import_assistant_class_init (NqpImportAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (NQP_TYPE_IMPORT_TABLE);
  g_type_ensure (NQP_TYPE_NAME_LIST);
  g_type_ensure (NQP_TYPE_IMPORT_FILES);
  g_type_ensure (NQP_TYPE_TABLE_VIEW);
  G_OBJECT_CLASS (klass)->dispose = nqp_import_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = nqp_import_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nqp_import_assistant_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/nqp_explorer/NqpExplorer/ui/nqp-import-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, title_stack);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, outcome_mark);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, pages);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, table);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, names);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, names_page);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, files);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, outcome);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, spinner);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, import_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, file_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportAssistant, choose_button);
  nqp_assistant_bind_adding (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_import);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_data);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_import_assistant_init (NqpImportAssistant *self)
{
  self->plan = nqp_import_plan_new ();
  self->first_row = 1;
  self->trying = nqp_long_run_new (self, on_trying_moved);
  self->looking = nqp_long_run_new (self, NULL);
  self->making = nqp_long_run_new (self, on_making_moved);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->table, "changed", G_CALLBACK (nqp_assistant_changed), self);
  g_signal_connect_swapped (self->table, "look", G_CALLBACK (on_look), self);
  g_signal_connect_swapped (self->names, "changed", G_CALLBACK (nqp_assistant_changed), self);
  g_signal_connect_swapped (self->files, "changed", G_CALLBACK (nqp_assistant_changed), self);
  g_signal_connect_swapped (self->files, "choose", G_CALLBACK (on_choose), self);
  g_signal_connect_swapped (self->files, "choose-target", G_CALLBACK (on_choose_target), self);
  nqp_file_drop_add (GTK_WIDGET (self), on_dropped, self);
  nqp_label_tell_when_cut (GTK_WIDGET (self->outcome));
}

void
nqp_import_assistant_run (GtkWindow *parent, NqpSession *session, gboolean adds, const char *const *paths,
                          NqpImported imported, gpointer user_data)
{
  NqpImportAssistant *self = g_object_new (NQP_TYPE_IMPORT_ASSISTANT, NULL);
  const int width = gtk_widget_get_width (GTK_WIDGET (parent)),
            height = gtk_widget_get_height (GTK_WIDGET (parent));

  self->session = session != NULL ? g_object_ref (session) : NULL;
  nqp_assistant_offer_adding (self, adds || nqp_assistant_would_add (self, paths));
  self->imported = imported;
  self->user_data = user_data;
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? MIN (WIDTH, width - LEAST_MARGIN) : WIDTH,
                               height > 0 ? MIN (HEIGHT, height - LEAST_MARGIN) : HEIGHT);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
  if (paths != NULL && paths[0] != NULL)
    on_dropped (paths, self);
  else
    gtk_widget_grab_focus (self->choose_button);
}
