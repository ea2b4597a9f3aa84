/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-import-dialog.h"

#include <glib/gi18n.h>

#include "nqp-file-dialog.h"
#include "nqp-framework-json.h"
#include "nqp-import.h"
#include "nqp-method.h"
#include "nqp-new-file.h"
#include "nqp-project.h"
#include "nqp-words.h"

enum
{
  DATA,
  INDICATORS,
  REGIONS,
  BOUNDARIES,
  NEIGHBOURS,
  SERIES,
  FLAGS,
  N_SOURCES,
};

static const struct
{
  const char *title, *subtitle, *patterns;
} sources[N_SOURCES] = {
  { N_ ("Data"), N_ ("Needed: region, year, and a column for each series, or one value a row"),
    "*.csv;*.tsv;*.txt" },
  { N_ ("Indicators"), N_ ("Pillar, component, direction, unit, formula"), "*.csv;*.tsv;*.txt" },
  { N_ ("Regions"), N_ ("Names in both languages, group, position"), "*.csv;*.tsv;*.txt" },
  { N_ ("Boundaries"), N_ ("GeoJSON polygons with the regions’ codes"), "*.geojson;*.json" },
  { N_ ("Neighbours"), N_ ("Pairs of regions that share a border"), "*.csv;*.tsv;*.txt" },
  { N_ ("Series"), N_ ("Names, units and sources of the data’s columns"), "*.csv;*.tsv;*.txt" },
  { N_ ("Flags"), N_ ("Values that look like misprints"), "*.csv;*.tsv;*.txt" },
};

/* What the worker thread is given and gives back; nobody else touches it meanwhile. */
typedef struct
{
  char *paths[N_SOURCES];
  char *title;
  char *target;
  gboolean skip_bad_rows;
  GPtrArray *problems; /* (element-type NqpProblem) */
  int per_mille;       /* progress, atomic */
} Job;

#define NQP_TYPE_IMPORT_DIALOG (nqp_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NqpImportDialog, nqp_import_dialog, NQP, IMPORT_DIALOG, AdwWindow)

struct _NqpImportDialog
{
  AdwWindow parent_instance;

  NqpImported imported;
  gpointer user_data;
  GtkStack *stack; /* "form", "busy", "problems" */
  AdwPreferencesGroup *files_group;
  GtkWidget *rows[N_SOURCES];
  char *paths[N_SOURCES];
  int choosing;
  AdwEntryRow *title_row;
  GtkSwitch *skip_switch;
  GtkWidget *create_button;
  GtkWidget *cancel_button;
  GtkWidget *back_button;
  GtkProgressBar *progress;
  GtkLabel *problem_heading;
  GtkTextView *problem_text;
  GCancellable *cancellable;
  Job *job;
  guint pulse_id;
};

G_DEFINE_FINAL_TYPE (NqpImportDialog, nqp_import_dialog, ADW_TYPE_WINDOW)

static void
job_free (gpointer data)
{
  Job *job = data;

  for (int i = 0; i < N_SOURCES; i++)
    g_free (job->paths[i]);
  g_free (job->title);
  g_free (job->target);
  g_clear_pointer (&job->problems, g_ptr_array_unref);
  g_free (job);
}

static void
show (NqpImportDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->create_button, g_str_equal (name, "form"));
  gtk_widget_set_visible (self->back_button, g_str_equal (name, "problems"));
}

static void
on_progress (double fraction, gpointer user_data)
{
  Job *job = user_data;

  g_atomic_int_set (&job->per_mille, (int)(fraction * 1000));
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (NqpBoundaries) boundaries = NULL;
  g_autoptr (NqpPanel) panel = NULL;
  g_autoptr (NqpFramework) framework = nqp_framework_shipped ();
  g_autofree char *line = NULL;
  GError *error = NULL;
  NqpMethod method;
  NqpImportSources input = { .data = job->paths[DATA],
                             .indicators = job->paths[INDICATORS],
                             .regions = job->paths[REGIONS],
                             .boundaries = job->paths[BOUNDARIES],
                             .neighbours = job->paths[NEIGHBOURS],
                             .series = job->paths[SERIES],
                             .flags = job->paths[FLAGS],
                             .title_en = job->title,
                             .skip_bad_rows = job->skip_bad_rows };

  panel = nqp_import (&input, &boundaries, job->problems, on_progress, job, cancellable, &error);
  if (panel != NULL)
    {
      nqp_method_init (&method);
      line = nqp_method_to_string (&method);
      if (nqp_project_create (job->target, panel, boundaries, framework, line, TRUE, &error))
        {
          g_task_return_boolean (task, TRUE);
          return;
        }
    }
  g_task_return_error (task, error);
}

static void
list_problems (NqpImportDialog *self, Job *job, const char *message)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < job->problems->len; i++)
    {
      g_autofree char *line = nqp_problem_to_string (job->problems->pdata[i]);

      g_string_append_printf (text, "%s\n", line);
    }
  gtk_label_set_label (self->problem_heading, message);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->problem_text), text->str, -1);
  show (self, "problems");
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NqpImportDialog *self = NQP_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (G_TASK (result));

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->cancellable);
  self->job = NULL;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->imported (job->target, self->user_data);
      if (job->problems->len > 0)
        {
          g_autofree char *text = g_strdup_printf (
              ngettext ("The project is made; %d finding of the import:",
                        "The project is made; %d findings of the import:", job->problems->len),
              (int)job->problems->len);

          list_problems (self, job, text);
          gtk_widget_set_visible (self->back_button, FALSE);
          return;
        }
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_error_matches (error, NQP_IO_ERROR, NQP_IO_ERROR_CANCELLED)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show (self, "form");
  else
    list_problems (self, job, error->message);
}

static gboolean
on_pulse (gpointer user_data)
{
  NqpImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, g_atomic_int_get (&self->job->per_mille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
on_target (const char *path, gpointer user_data)
{
  NqpImportDialog *self = user_data;
  g_autofree char *target
      = g_str_has_suffix (path, ".nqp") ? g_strdup (path) : g_strconcat (path, ".nqp", NULL);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  if (!nqp_file_dialog_was_asked (GTK_WINDOW (self), path, target))
    return;
  if (!nqp_new_file_may_replace (target, &error)) /* said before minutes of reading */
    {
      nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, target, error);
      return;
    }
  job = g_new0 (Job, 1);
  for (int i = 0; i < N_SOURCES; i++)
    job->paths[i] = g_strdup (self->paths[i]);
  job->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  job->target = g_steal_pointer (&target);
  job->skip_bad_rows = gtk_switch_get_active (self->skip_switch);
  job->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)nqp_problem_free);

  self->cancellable = g_cancellable_new ();
  self->job = job;
  task = g_task_new (self, self->cancellable, on_done, NULL);
  g_task_set_check_cancellable (task, FALSE); /* the job says itself whether it was whole */
  g_task_set_task_data (task, job, job_free);
  show (self, "busy");
  self->pulse_id = g_timeout_add (100, on_pulse, self);
  g_task_run_in_thread (task, run_job);
}

static void
on_create (GtkButton *button, NqpImportDialog *self)
{
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title_row));
  g_autofree char *name = g_strdup_printf ("%s.nqp", *title != '\0' ? title : _ ("Project"));

  g_strdelimit (name, "/\\:", '-');
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Where to Keep the Project"), _ ("NQP projects"),
                       "*.nqp", name, on_target, G_OBJECT (self));
}

static void
on_cancel (GtkButton *button, NqpImportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_back (GtkButton *button, NqpImportDialog *self)
{
  show (self, "form");
}

static void
on_source (const char *path, gpointer user_data)
{
  NqpImportDialog *self = user_data;
  g_autofree char *base = nqp_words_basename (path);
  g_autofree char *shown = nqp_words_path (path);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  g_free (self->paths[self->choosing]);
  self->paths[self->choosing] = g_strdup (path);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[self->choosing]), escaped);
  gtk_widget_set_sensitive (self->create_button, self->paths[DATA] != NULL);
  if (self->choosing == DATA && *gtk_editable_get_text (GTK_EDITABLE (self->title_row)) == '\0')
    {
      char *dot = strrchr (base, '.');

      if (dot != NULL)
        *dot = '\0';
      gtk_editable_set_text (GTK_EDITABLE (self->title_row), base);
    }
}

static void
on_row (AdwActionRow *row, NqpImportDialog *self)
{
  for (int i = 0; i < N_SOURCES; i++)
    if (self->rows[i] == GTK_WIDGET (row))
      {
        self->choosing = i;
        nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_OPEN, _ (sources[i].title),
                             _ ("Tables and outlines"), sources[i].patterns, self->paths[DATA], on_source,
                             G_OBJECT (self));
      }
}

static gboolean
nqp_import_dialog_close_request (GtkWindow *window)
{
  NqpImportDialog *self = NQP_IMPORT_DIALOG (window);

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      return GDK_EVENT_STOP;
    }
  return GTK_WINDOW_CLASS (nqp_import_dialog_parent_class)->close_request (window);
}

static void
nqp_import_dialog_dispose (GObject *object)
{
  NqpImportDialog *self = NQP_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->cancellable);
  for (int i = 0; i < N_SOURCES; i++)
    g_clear_pointer (&self->paths[i], g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), NQP_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (nqp_import_dialog_parent_class)->dispose (object);
}

static void
nqp_import_dialog_class_init (NqpImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nqp_import_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = nqp_import_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/nqp_explorer/NqpExplorer/ui/nqp-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, files_group);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, skip_switch);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, problem_heading);
  gtk_widget_class_bind_template_child (widget_class, NqpImportDialog, problem_text);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nqp_import_dialog_init (NqpImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_SOURCES; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (sources[i].title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (sources[i].subtitle));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("document-open-symbolic"));
      g_signal_connect (row, "activated", G_CALLBACK (on_row), self);
      adw_preferences_group_add (self->files_group, row);
      self->rows[i] = row;
    }
}

void
nqp_import_dialog_run (GtkWindow *parent, NqpImported imported, gpointer user_data)
{
  NqpImportDialog *self = g_object_new (NQP_TYPE_IMPORT_DIALOG, NULL);

  self->imported = imported;
  self->user_data = user_data;
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
}
