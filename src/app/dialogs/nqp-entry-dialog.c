/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-entry-dialog.h"

#include <glib/gi18n.h>

#include "nqp-framework-edits.h"
#include "nqp-words-dialog.h"

typedef struct
{
  NqpSession *session;
  char *id; /* of the entry, or of the one above a new one */
  gboolean add;
  int name, text, before, note; /* fields, -1 = none */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->session);
  g_free (asked->id);
  g_free (asked);
}

static gboolean
on_accepted (NqpWordsDialog *dialog, gpointer user_data)
{
  Asked *asked = user_data;
  NqpText name = nqp_words_dialog_get (dialog, asked->name);
  NqpText text = nqp_words_dialog_get (dialog, asked->text);
  NqpText before
      = asked->before >= 0 ? nqp_words_dialog_get (dialog, asked->before) : (NqpText){ NULL, NULL };
  NqpText note = asked->note >= 0 ? nqp_words_dialog_get (dialog, asked->note) : (NqpText){ NULL, NULL };
  gboolean done = FALSE;

  if (name.en == NULL && name.zh == NULL)
    nqp_words_dialog_tell (dialog, _ ("A name is needed in one language at least."));
  else if (asked->add)
    done = nqp_framework_edit_add (asked->session, asked->id, &name, &text);
  else
    {
      NqpEntryTexts texts = { &name, &text, asked->before >= 0 ? &before : NULL, &note };

      done = nqp_framework_edit_texts (asked->session, asked->id, &texts);
    }
  nqp_text_clear (&name);
  nqp_text_clear (&text);
  nqp_text_clear (&before);
  nqp_text_clear (&note);
  return done;
}

void
nqp_entry_dialog_edit (GtkWidget *parent, NqpSession *session, int at)
{
  const NqpEntry *entry = nqp_framework_entry (nqp_session_get_framework (session), at);
  NqpWordsDialog *dialog;
  Asked *asked;

  g_return_if_fail (entry != NULL);

  dialog = nqp_words_dialog_new (parent, _ ("Edit"), _ ("Keep"));
  asked = g_new0 (Asked, 1);
  asked->session = g_object_ref (session);
  asked->id = g_strdup (entry->id);
  asked->name = nqp_words_dialog_add_name (
      dialog, entry->kind == NQP_ENTRY_RELATION ? _ ("Verb") : _ ("Name"), &entry->name);
  asked->before = -1;
  if (entry->kind == NQP_ENTRY_CONTRAST)
    asked->before = nqp_words_dialog_add_text (dialog, _ ("Traditional"), &entry->before);
  asked->text = nqp_words_dialog_add_text (
      dialog, entry->kind == NQP_ENTRY_CONTRAST ? _ ("New") : _ ("Definition"), &entry->text);
  asked->note = nqp_words_dialog_add_text (dialog, _ ("Note"), &entry->note);
  nqp_words_dialog_run (dialog, on_accepted, asked, asked_free);
}

void
nqp_entry_dialog_add (GtkWidget *parent, NqpSession *session, int above)
{
  const NqpEntry *entry = nqp_framework_entry (nqp_session_get_framework (session), above);
  gboolean measure = entry != NULL && entry->kind == NQP_ENTRY_PATH;
  NqpWordsDialog *dialog
      = nqp_words_dialog_new (parent, measure ? _ ("New Measure") : _ ("New Concept"), _ ("Add"));
  Asked *asked = g_new0 (Asked, 1);

  asked->session = g_object_ref (session);
  asked->id = entry != NULL ? g_strdup (entry->id) : NULL;
  asked->add = TRUE;
  asked->name = nqp_words_dialog_add_name (dialog, _ ("Name"), NULL);
  asked->text = nqp_words_dialog_add_text (dialog, _ ("Definition"), NULL);
  asked->before = asked->note = -1;
  nqp_words_dialog_run (dialog, on_accepted, asked, asked_free);
}
