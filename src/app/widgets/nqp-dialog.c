/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "nqp-config.h"

/* The two differ in their names and in how they are shown. */
#ifdef NQP_HAVE_ADW_DIALOG
#define about_new() GTK_WIDGET (adw_about_dialog_new ())
#define about_add_legal_section(about, ...)                                                                  \
  adw_about_dialog_add_legal_section (ADW_ABOUT_DIALOG (about), __VA_ARGS__)
#define alert_new(heading, body) GTK_WIDGET (adw_alert_dialog_new (heading, body))
#define alert_call(function, alert, ...) adw_alert_dialog_##function (ADW_ALERT_DIALOG (alert), __VA_ARGS__)
#else
#define about_new() adw_about_window_new ()
#define about_add_legal_section(about, ...)                                                                  \
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), __VA_ARGS__)
#define alert_new(heading, body) adw_message_dialog_new (NULL, heading, body)
#define alert_call(function, alert, ...)                                                                     \
  adw_message_dialog_##function (ADW_MESSAGE_DIALOG (alert), __VA_ARGS__)
#endif

typedef struct
{
  NqpDialogDone done;
  gpointer data;
  GDestroyNotify free_data;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->free_data != NULL)
    question->free_data (question->data);
  g_free (question);
}

static void
on_response (GtkWidget *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "done"))
    question->done (question->data);
}

#ifdef NQP_HAVE_ADW_DIALOG
/* libadwaita keeps the heading twice, large and on several lines, and shows the one that fits; up to 1.7 at least it asks how
 * high the large one would be where it has no room, and GTK complains. */
static void
let_heading_wrap (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title-2"))
    gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_heading_wrap (child);
}
#endif

/**
 * nqp_dialog_present:
 * @dialog: (transfer floating): made by nqp_dialog_about_new()
 * @parent: (nullable): any widget of the window the dialog belongs to
 */
void
nqp_dialog_present (GtkWidget *dialog, GtkWidget *parent)
{
#ifdef NQP_HAVE_ADW_DIALOG
  if (ADW_IS_ALERT_DIALOG (dialog))
    let_heading_wrap (adw_dialog_get_child (ADW_DIALOG (dialog)));
  adw_dialog_present (ADW_DIALOG (dialog), parent);
#else
  if (parent != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

/**
 * nqp_dialog_tell:
 * @parent: (nullable): any widget of the window the message belongs to
 * @heading: what happened
 * @body: why, and what to do
 */
void
nqp_dialog_tell (GtkWidget *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = alert_new (heading, body);

  alert_call (add_response, dialog, "close", _ ("_Close"));
  nqp_dialog_present (dialog, parent);
}

/**
 * nqp_dialog_ask:
 * @parent: (nullable): any widget of the window the question belongs to
 * @form: (transfer floating): what is to be filled in
 * @first: (nullable): the part of @form where the keyboard begins; %NULL: there is nothing to fill in
 *
 * Returns: (transfer none): the question, which goes by itself when it is answered
 */
GtkWidget *
nqp_dialog_ask (GtkWidget *parent, const char *heading, GtkWidget *form, GtkWidget *first, const char *button,
                NqpDialogDone done, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *dialog = alert_new (heading, NULL);
  Question *question = g_new (Question, 1);

  *question = (Question){ done, data, free_data };
  alert_call (set_extra_child, dialog, form);
  alert_call (add_responses, dialog, "cancel", _ ("_Cancel"), "done", button, NULL);
  alert_call (set_response_appearance, dialog, "done", ADW_RESPONSE_SUGGESTED);
  alert_call (set_default_response, dialog, "done");
  alert_call (set_close_response, dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  nqp_dialog_present (dialog, parent);
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return dialog;
}

GtkEditable *
nqp_dialog_add_entry (GtkWidget *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

void
nqp_dialog_set_ready (GtkWidget *question, gboolean ready)
{
  alert_call (set_response_enabled, question, "done", ready);
}

GtkWidget *
nqp_dialog_about_new (void)
{
  return about_new ();
}

/**
 * nqp_dialog_about_add_legal:
 * @copyright: (nullable): where the material comes from
 * @license: (nullable): under which terms
 */
void
nqp_dialog_about_add_legal (GtkWidget *about, const char *title, const char *copyright, const char *license)
{
  about_add_legal_section (about, title, copyright, GTK_LICENSE_CUSTOM, license);
}
