/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-name-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  NqpNameGiven given;
  GWeakRef owner;
  GtkEditable *entry;
} Request;

static void
request_free (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_weak_ref_clear (&request->owner);
  g_free (request);
}

static char *
read_name (Request *request)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (request->entry)));
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&request->owner);
  g_autofree char *name = read_name (request);

  if (g_str_equal (response, "done") && *name != '\0' && owner != NULL)
    request->given (name, owner);
}

static void
on_changed (AdwMessageDialog *dialog, gpointer unused)
{
  Request *request = g_object_get_data (G_OBJECT (dialog), "nqp-request");
  g_autofree char *name = read_name (request);

  adw_message_dialog_set_response_enabled (dialog, "done", *name != '\0');
}

void
nqp_name_dialog_run (GtkWindow *parent, const char *heading, const char *button, const char *name,
                     NqpNameGiven given, GObject *owner)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  Request *request = g_new0 (Request, 1);

  request->given = given;
  g_weak_ref_init (&request->owner, owner);
  request->entry = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (request->entry, name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_size_request (group, 300, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "done", button,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "done", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "done");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "nqp-request", request);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), request, request_free, 0);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (row);
}
