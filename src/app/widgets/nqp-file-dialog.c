/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-config.h"

/* GtkFileChooserNative is what GTK 4.8 has; from 4.10 on it is deprecated in favour of GtkFileDialog. */
#ifdef NQP_HAVE_GTK_FILE_DIALOG
#undef GDK_VERSION_MAX_ALLOWED
#define GDK_VERSION_MAX_ALLOWED GDK_VERSION_4_10
#endif

#include "nqp-file-dialog.h"
#include "nqp-staged.h"
#include "nqp-words.h"

#include <glib/gi18n.h>

#include "nqp-dialog.h"

typedef struct
{
  NqpFileAction action;
  NqpFileChosen chosen;
  GWeakRef owner, parent;
} Request;

static Request *
request_new (GtkWindow *parent, NqpFileAction action, NqpFileChosen chosen, GObject *owner)
{
  Request *request = g_new0 (Request, 1);

  request->action = action;
  request->chosen = chosen;
  g_weak_ref_init (&request->owner, owner);
  g_weak_ref_init (&request->parent, parent);
  return request;
}

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->owner);
  g_weak_ref_clear (&request->parent);
  g_free (request);
}

/* Hands on @file, or says why there is none: @error is NULL when the user cancelled. */
static void
answer (Request *request, GFile *file, const GError *error)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&request->owner);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&request->parent);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && owner != NULL)
    request->chosen (path, owner);
  else if (file != NULL && path == NULL && parent != NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);
      g_autofree char *body = g_strdup_printf (
          _ ("%s has no path on this computer. Choose a folder of a disk, or copy the file there first."),
          name);

      nqp_dialog_tell (parent, _ ("Only files on this computer can be used"), body);
    }
  else if (error != NULL && parent != NULL)
    nqp_dialog_tell (parent, _ ("Files cannot be chosen"), error->message);
  request_free (request);
}

/* What @patterns takes, then everything. */
static GListStore *
make_filters (const char *filter_name, const char *patterns)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_auto (GStrv) parts = g_strsplit (patterns, ";", -1);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, filter_name);
  for (int i = 0; parts[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, parts[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, filter);
  g_list_store_append (filters, all);
  return filters;
}

#ifdef NQP_HAVE_GTK_FILE_DIALOG

static void
on_chosen (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GtkFileDialog *dialog = GTK_FILE_DIALOG (object);
  Request *request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = request->action == NQP_FILE_OPEN
                               ? gtk_file_dialog_open_finish (dialog, result, &error)
                               : gtk_file_dialog_save_finish (dialog, result, &error);

  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    g_clear_error (&error);
  answer (request, file, error);
}

void
nqp_file_dialog_run (GtkWindow *parent, NqpFileAction action, const char *title, const char *filter_name,
                     const char *patterns, const char *suggested, NqpFileChosen chosen, GObject *owner)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Request *request = request_new (parent, action, chosen, owner);

  gtk_file_dialog_set_title (dialog, title);
  if (patterns != NULL)
    {
      g_autoptr (GListStore) filters = make_filters (filter_name, patterns);

      gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
    }
  if (suggested != NULL && g_path_is_absolute (suggested))
    {
      g_autofree char *dir = g_path_get_dirname (suggested);
      g_autofree char *name = g_path_get_basename (suggested);
      g_autoptr (GFile) folder = g_file_new_for_path (dir);

      gtk_file_dialog_set_initial_folder (dialog, folder);
      if (action == NQP_FILE_SAVE)
        gtk_file_dialog_set_initial_name (dialog, name);
    }
  else if (suggested != NULL && action == NQP_FILE_SAVE)
    gtk_file_dialog_set_initial_name (dialog, suggested);
  if (action == NQP_FILE_OPEN)
    gtk_file_dialog_open (dialog, parent, NULL, on_chosen, request);
  else
    gtk_file_dialog_save (dialog, parent, NULL, on_chosen, request);
}

#else

static void
on_response (GtkNativeDialog *dialog, int response, Request *request)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  answer (request, file, NULL);
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
  Request *request = request_new (parent, action, chosen, owner);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (patterns != NULL)
    {
      g_autoptr (GListStore) filters = make_filters (filter_name, patterns);

      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (filters)); i++)
        {
          g_autoptr (GtkFileFilter) filter = g_list_model_get_item (G_LIST_MODEL (filters), i);

          gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
        }
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

#endif

void
nqp_file_dialog_refuse (GtkWindow *parent, NqpFileAction action, const char *path, const GError *error)
{
  g_autofree char *name = nqp_words_basename (path);
  g_autofree char *heading = g_strdup_printf (
      action == NQP_FILE_OPEN ? _ ("“%s” could not be imported") : _ ("“%s” could not be saved"), name);

  nqp_dialog_tell (GTK_WIDGET (parent), heading, error->message);
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

void
nqp_file_dialog_say_saved_with (NqpSession *session, const char *path, const char *note)
{
  g_autofree char *base = nqp_words_basename (path);
  g_autofree char *text = note != NULL
                              /* Translators: a file, and a remark on it */
                              ? g_strdup_printf (_ ("Saved “%s”: %s"), base, note)
                              : g_strdup_printf (_ ("Saved “%s”"), base);
  g_autofree char *action = NULL;

  if (g_utf8_validate (path, -1, NULL)) /* another name is no argument of an action */
    action = g_action_print_detailed_name ("win.show-file", g_variant_new_string (path));
  nqp_session_message (session, text, action != NULL ? _ ("_Show in Folder") : NULL, action);
}

void
nqp_file_dialog_say_saved (NqpSession *session, const char *path)
{
  nqp_file_dialog_say_saved_with (session, path, NULL);
}

void
nqp_file_dialog_save (GtkWidget *widget, NqpSession *session, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (nqp_staged_set_contents (path, text, -1, &error))
    nqp_file_dialog_say_saved (session, path);
  else
    nqp_file_dialog_refuse (GTK_WINDOW (gtk_widget_get_root (widget)), NQP_FILE_SAVE, path, error);
}
