/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-region-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-dialog.h"

typedef struct
{
  NqpWordsGiven given;
  GWeakRef owner;
  GtkEditable *code, *en, *zh; /* code: NULL = is not asked for */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_weak_ref_clear (&request->owner);
  g_free (request);
}

static gboolean
has_words (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text != '\0';
}

static void
on_changed (GtkWidget *question)
{
  Request *request = g_object_get_data (G_OBJECT (question), "nqp-request");

  nqp_dialog_set_ready (question, (has_words (request->en) || has_words (request->zh))
                                      && (request->code == NULL || has_words (request->code)));
}

static void
on_done (gpointer data)
{
  Request *request = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&request->owner);
  g_autofree char *en = g_strdup (gtk_editable_get_text (request->en));
  g_autofree char *zh = g_strdup (gtk_editable_get_text (request->zh));
  g_autofree char *code = request->code != NULL ? g_strdup (gtk_editable_get_text (request->code)) : NULL;
  const NqpText name = { en, zh };

  if (owner != NULL)
    request->given (&name, code, owner);
}

void
nqp_words_ask (GtkWidget *parent, const char *heading, const char *button, const char *code_title,
               const NqpText *name, NqpWordsGiven given, gpointer owner)
{
  GtkWidget *group = adw_preferences_group_new (), *question;
  Request *request = g_new0 (Request, 1);

  request->given = given;
  g_weak_ref_init (&request->owner, owner);
  request->code = code_title != NULL ? nqp_dialog_add_entry (group, code_title, NULL) : NULL;
  request->en = nqp_dialog_add_entry (group, _ ("English name"), name->en);
  request->zh = nqp_dialog_add_entry (group, _ ("Chinese name"), name->zh);
  gtk_widget_set_size_request (group, 360, -1);
  question = nqp_dialog_ask (parent, heading, group,
                             GTK_WIDGET (request->code != NULL ? request->code : request->en), button,
                             on_done, request, request_free);
  g_object_set_data (G_OBJECT (question), "nqp-request", request);
  for (int k = 0; k < 3; k++)
    {
      GtkEditable *entry = ((GtkEditable *[]){ request->code, request->en, request->zh })[k];

      if (entry != NULL)
        g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), question, G_CONNECT_SWAPPED);
    }
  on_changed (question);
}
