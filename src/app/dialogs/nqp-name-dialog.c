/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-name-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-dialog.h"

typedef struct
{
  NqpNameGiven given;
  GWeakRef owner;
  GtkEditable *entry;
} Request;

static void
request_free (gpointer data)
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
on_done (gpointer data)
{
  Request *request = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&request->owner);
  g_autofree char *name = read_name (request);

  if (*name != '\0' && owner != NULL)
    request->given (name, owner);
}

static void
on_changed (GtkWidget *question, gpointer unused)
{
  g_autofree char *name = read_name (g_object_get_data (G_OBJECT (question), "nqp-request"));

  nqp_dialog_set_ready (question, *name != '\0');
}

void
nqp_name_dialog_run (GtkWindow *parent, const char *heading, const char *button, const char *name,
                     NqpNameGiven given, GObject *owner)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  Request *request = g_new0 (Request, 1);
  GtkWidget *question;

  request->given = given;
  g_weak_ref_init (&request->owner, owner);
  request->entry = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Name"));
  gtk_editable_set_text (request->entry, name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_size_request (group, 300, -1);
  question
      = nqp_dialog_ask (GTK_WIDGET (parent), heading, group, row, button, on_done, request, request_free);
  g_object_set_data (G_OBJECT (question), "nqp-request", request);
  on_changed (question, NULL);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), question, G_CONNECT_SWAPPED);
}
