/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Messages, questions and the words about the program. The only place that makes such dialogs: from libadwaita 1.5 on they
 * open inside of the window of @parent, before that as a window above it. */

/* Says something that asks for no answer. */
void
nqp_dialog_tell (GtkWidget *parent, const char *heading, const char *body);

/* The user pressed the button of a question; never called when it was cancelled. */
typedef void (*NqpDialogDone) (gpointer data);

/* Asks with @form between "Cancel" and @button, which is translated and has a mnemonic; the keyboard starts in @first, a part of
 * @form. @free_data is called with @data when the question is gone, answered or not. Returns: the question, until then. */
GtkWidget *
nqp_dialog_ask (GtkWidget *parent, const char *heading, GtkWidget *form, GtkWidget *first, const char *button, NqpDialogDone done,
                gpointer data, GDestroyNotify free_data);
void
nqp_dialog_set_ready (GtkWidget *question, gboolean ready); /* whether its button can be pressed */

/* A row to write in, of a form that is asked for; Enter in it presses the question's button. @text: what it holds, or NULL. */
GtkEditable *
nqp_dialog_add_entry (GtkWidget *group, const char *title, const char *text);

/* Has the properties of AdwAboutWindow that name, describe and credit the program; to be shown by nqp_dialog_present(). */
GtkWidget *
nqp_dialog_about_new (void);
void
nqp_dialog_about_add_legal (GtkWidget *about, const char *title, const char *copyright, const char *license);
void
nqp_dialog_present (GtkWidget *dialog, GtkWidget *parent); /* @parent: nullable */

G_END_DECLS
