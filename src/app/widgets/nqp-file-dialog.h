/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "nqp-session.h"

G_BEGIN_DECLS

typedef enum
{
  NQP_FILE_OPEN,
  NQP_FILE_SAVE,
} NqpFileAction;

/* Called once with the chosen path, never when the user cancelled. */
typedef void (*NqpFileChosen) (const char *path, gpointer user_data);

/* The only place that chooses files: GTK changed its interface for it in 4.10.
 * @patterns: "*.csv;*.tsv", or NULL for all files; @filter_name: translated; @suggested: a name or a whole path, or NULL.
 * @owner: the answer is dropped when this object is gone. */
void
nqp_file_dialog_run (GtkWindow *parent, NqpFileAction action, const char *title, const char *filter_name,
                     const char *patterns, const char *suggested, NqpFileChosen chosen, GObject *owner);

/* Says why the file that was chosen was not read or written, where the user looks: a toast of the main window may be behind a
 * dialog, and has one line. */
void
nqp_file_dialog_refuse (GtkWindow *parent, NqpFileAction action, const char *path, const GError *error);

/* The chooser asks before @chosen is replaced. If @path is another name, as one with an ending added, it did not: %FALSE when
 * there is such a file, and a dialog says so. */
gboolean
nqp_file_dialog_was_asked (GtkWindow *parent, const char *chosen, const char *path);

/* Writes what was exported from @widget, and says so, or why not. */
void
nqp_file_dialog_save (GtkWidget *widget, NqpSession *session, const char *path, const char *text);

/* A message with a way to the folder @path lies in. */
void
nqp_file_dialog_say_saved (NqpSession *session, const char *path);
/* The same, with what has to be said of it. @note: a sentence without a dot, or NULL */
void
nqp_file_dialog_say_saved_with (NqpSession *session, const char *path, const char *note);

G_END_DECLS
