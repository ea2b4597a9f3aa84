/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-file-dialog.h"
#include "nqp-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  NqpFileChosen chosen;
  GWeakRef owner;
} Request;

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->owner);
  g_free (request);
}

/* GtkFileChooserNative is what GTK 4.8 has; from 4.10 on it is deprecated in favour of GtkFileDialog, yet works. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
on_response (GtkNativeDialog *dialog, int response, Request *request)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
      g_autoptr (GObject) owner = g_weak_ref_get (&request->owner);

      if (path != NULL && owner != NULL)
        request->chosen (path, owner);
    }
  request_free (request);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
nqp_file_dialog_run (GtkWindow *parent, NqpFileAction action, const char *title, const char *filter_name,
                     const char *patterns, const char *suggested, NqpFileChosen chosen, GObject *owner)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, action == NQP_FILE_OPEN ? GTK_FILE_CHOOSER_ACTION_OPEN : GTK_FILE_CHOOSER_ACTION_SAVE,
      NULL, NULL);
  Request *request = g_new0 (Request, 1);

  request->chosen = chosen;
  g_weak_ref_init (&request->owner, owner);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (patterns != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (patterns, ";", -1);
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, filter_name);
      for (int i = 0; parts[i] != NULL; i++)
        gtk_file_filter_add_pattern (filter, parts[i]);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      gtk_file_filter_set_name (all, _ ("All files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
    }
  if (suggested != NULL && g_path_is_absolute (suggested))
    {
      g_autofree char *dir = g_path_get_dirname (suggested);
      g_autofree char *name = nqp_words_basename (suggested);
      g_autoptr (GFile) folder = g_file_new_for_path (dir);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
      if (action == NQP_FILE_SAVE)
        gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
    }
  else if (suggested != NULL && action == NQP_FILE_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

G_GNUC_END_IGNORE_DEPRECATIONS

void
nqp_file_dialog_refuse (GtkWindow *parent, NqpFileAction action, const char *path, const GError *error)
{
  g_autofree char *name = nqp_words_basename (path);
  g_autofree char *heading = g_strdup_printf (
      action == NQP_FILE_OPEN ? _ ("“%s” could not be imported") : _ ("“%s” could not be saved"), name);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
nqp_file_dialog_was_asked (GtkWindow *parent, const char *chosen, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (chosen, path) || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (&error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
               _ ("“%s” exists already. Choose another name, or ask for it to be replaced."), base);
  nqp_file_dialog_refuse (parent, NQP_FILE_SAVE, path, error);
  return FALSE;
}
