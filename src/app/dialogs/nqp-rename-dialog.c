/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-rename-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-dialog.h"

typedef struct
{
  NqpSession *session;
  NqpNameKind kind;
  char *id;
  GtkEditable *en, *zh;
} Rename;

static void
rename_free (gpointer data)
{
  Rename *rename = data;

  g_free (rename->id);
  g_object_unref (rename->session);
  g_free (rename);
}

static NqpText
current_name (NqpSession *session, NqpNameKind kind, const char *id)
{
  NqpPanel *panel = nqp_session_get_panel (session);
  NqpTree *tree = nqp_session_get_tree (session);
  int at;

  switch (kind)
    {
    case NQP_NAME_PROJECT:
      return nqp_text_new (panel->title_en, panel->title_zh);
    case NQP_NAME_PLACE:
      at = nqp_panel_find_place (panel, id);
      return at >= 0 ? nqp_text_copy (&panel->places[at].name) : (NqpText){ NULL, NULL };
    case NQP_NAME_INDICATOR:
      at = nqp_panel_find_indicator (panel, id);
      return at >= 0 ? nqp_text_copy (&panel->indicators[at].name) : (NqpText){ NULL, NULL };
    case NQP_NAME_SERIES:
      at = nqp_panel_find_series (panel, id);
      return at >= 0 ? nqp_text_copy (&panel->series[at].name) : (NqpText){ NULL, NULL };
    case NQP_NAME_NODE:
      at = nqp_tree_find (tree, id);
      return at >= 0 ? nqp_text_copy (&tree->nodes[at].name) : (NqpText){ NULL, NULL };
    default:
      g_assert_not_reached ();
    }
}

static void
on_done (gpointer data)
{
  Rename *rename = data;
  g_autoptr (GError) error = NULL;
  NqpText text;

  text = nqp_text_new (gtk_editable_get_text (rename->en), gtk_editable_get_text (rename->zh));
  if (text.en == NULL && text.zh == NULL)
    nqp_session_message (rename->session, _ ("A name is needed in one language at least."), NULL, NULL);
  else if (!nqp_session_set_name (rename->session, rename->kind, rename->id, &text, &error))
    nqp_session_message (rename->session, error->message, NULL, NULL);
  nqp_text_clear (&text);
}

static GtkEditable *
add_entry (GtkWidget *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

void
nqp_rename_dialog_run (GtkWindow *parent, NqpSession *session, NqpNameKind kind, const char *id)
{
  NqpText name = current_name (session, kind, id);
  GtkWidget *group = adw_preferences_group_new ();
  Rename *rename = g_new0 (Rename, 1);

  rename->session = g_object_ref (session);
  rename->kind = kind;
  rename->id = g_strdup (id);
  rename->en = add_entry (group, _ ("English name"), name.en);
  rename->zh = add_entry (group, _ ("Chinese name"), name.zh);
  nqp_text_clear (&name);
  gtk_widget_set_size_request (group, 360, -1);
  nqp_dialog_ask (GTK_WIDGET (parent), _ ("Rename"), group, GTK_WIDGET (rename->en), _ ("_Rename"), on_done,
                  rename, rename_free);
}
