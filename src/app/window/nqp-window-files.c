/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-window-private.h"

#include <glib/gi18n.h>

#include "nqp-blank-dialog.h"
#include "nqp-file-dialog.h"
#include "nqp-file-drop.h"
#include "nqp-import-assistant.h"
#include "nqp-import-plan.h"
#include "nqp-template.h"
#include "nqp-words.h"

static void
on_imported (const char *path, gpointer user_data)
{
  nqp_window_open (NQP_WINDOW (user_data), path);
}

void
nqp_window_import (NqpWindow *self, const char *const *paths)
{
  nqp_import_assistant_run (GTK_WINDOW (self), self->session, FALSE, paths, on_imported, self);
}

/* Where it can be filled. */
static void
on_blank_made (const char *path, gpointer user_data)
{
  if (nqp_window_open (NQP_WINDOW (user_data), path))
    gtk_widget_activate_action (GTK_WIDGET (user_data), "win.show-structure", NULL);
}

void
nqp_window_new_empty (NqpWindow *self)
{
  nqp_blank_dialog_run (GTK_WINDOW (self), nqp_session_get_lang (self->session), on_blank_made);
}

void
nqp_window_add_data (NqpWindow *self)
{
  nqp_import_assistant_run (GTK_WINDOW (self), self->session, TRUE, NULL, on_imported, self);
}

static void
on_template_chosen (const char *path, gpointer user_data)
{
  NqpWindow *self = user_data;
  g_autofree char *target
      = g_str_has_suffix (path, ".xlsx") ? g_strdup (path) : g_strconcat (path, ".xlsx", NULL);
  g_autofree char *name = nqp_words_basename (target);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!nqp_file_dialog_was_asked (GTK_WINDOW (self), path, target))
    return;
  if (!nqp_template_save (target, TRUE, &error))
    {
      nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, target, error);
      return;
    }
  text = g_strdup_printf (_ ("Saved as “%s”"), name);
  nqp_window_toast (self, text, NULL, NULL);
}

void
nqp_window_save_template (NqpWindow *self)
{
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Save a Workbook to Fill In"), _ ("Workbooks"),
                       "*.xlsx", "nqp-data.xlsx", on_template_chosen, G_OBJECT (self));
}

void
nqp_window_take_file (NqpWindow *self, const char *path)
{
  const char *const paths[] = { path, NULL };

  if (nqp_import_is_table (path) || nqp_import_is_outlines (path))
    nqp_window_import (self, paths);
  else
    nqp_window_open (self, path);
}

/* A project is opened; of anything else one is made. */
static void
on_dropped (const char *const *paths, gpointer user_data)
{
  NqpWindow *self = user_data;
  g_autofree char *lower = g_ascii_strdown (paths[0], -1);

  if (g_str_has_suffix (lower, ".nqp"))
    nqp_window_open (self, paths[0]);
  else
    nqp_window_import (self, paths);
}

void
nqp_window_watch_drops (NqpWindow *self)
{
  nqp_file_drop_add (GTK_WIDGET (self), on_dropped, self);
}
