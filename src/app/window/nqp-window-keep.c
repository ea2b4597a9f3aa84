/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-window-private.h"

#include <glib/gi18n.h>

#include "nqp-dialog.h"
#include "nqp-drafts.h"
#include "nqp-file-dialog.h"
#include "nqp-history-dialog.h"
#include "nqp-salvaged.h"
#include "nqp-table-view.h"
#include "nqp-words.h"

/* What is done with the file as a whole: its history, copies, the room it takes, and what is left of a damaged one. */

static void
act_history (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nqp_history_dialog_run (GTK_WINDOW (widget), NQP_WINDOW (widget)->session);
}

/* ---- copies ------------------------------------------------------------------------------------------------------ */

static void
save_copy (NqpWindow *self, const char *path, NqpCopyFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = nqp_words_basename (path);
  g_autofree char *text = NULL;

  /* The file chooser has asked before replacing. */
  if (!nqp_project_save_copy (nqp_session_get_project (self->session), path, flags | NQP_COPY_REPLACE,
                              &error))
    {
      nqp_window_toast (self, error->message, NULL, NULL);
      return;
    }
  /* an untitled project has found its name, and one that could only be read can be edited now: go on there */
  if (nqp_drafts_contains (nqp_project_path (nqp_session_get_project (self->session)))
      || (nqp_session_get_read_only (self->session) != NULL && nqp_session_may_copy (self->session)))
    nqp_window_open (self, path);
  text = g_strdup_printf (_ ("Saved as “%s”"), name);
  nqp_window_toast (self, text, NULL, NULL);
}

static void
on_copy_chosen (const char *path, gpointer user_data)
{
  save_copy (user_data, path, NQP_COPY_PLAIN);
}

static void
on_plain_copy_chosen (const char *path, gpointer user_data)
{
  save_copy (user_data, path, NQP_COPY_DROP_HISTORY);
}

static void
choose_copy (NqpWindow *self, const char *title, NqpFileChosen chosen)
{
  g_autofree char *suggested = g_strdup_printf ("%s.nqp", nqp_session_get_title (self->session));

  g_strdelimit (suggested, "/\\:", '-');
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, title, _ ("NQP projects"), "*.nqp", suggested,
                       chosen, G_OBJECT (self));
}

static void
act_save_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_copy (NQP_WINDOW (widget), _ ("Save a Copy"), on_copy_chosen);
}

static void
act_save_plain_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_copy (NQP_WINDOW (widget), _ ("Save a Copy without History"), on_plain_copy_chosen);
}

/* ---- compact ----------------------------------------------------------------------------------------------------- */

typedef struct
{
  GWeakRef window;
  GtkCheckButton *drop;
} Compaction;

static void
compaction_free (gpointer data)
{
  Compaction *self = data;

  g_weak_ref_clear (&self->window);
  g_free (self);
}

static void
on_compact (gpointer data)
{
  Compaction *self = data;
  g_autoptr (NqpWindow) window = g_weak_ref_get (&self->window);

  if (window != NULL && nqp_session_has_project (window->session))
    nqp_session_compact (window->session, gtk_check_button_get_active (self->drop));
}

static GtkWidget *
add_words (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
act_compact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *drop = gtk_check_button_new_with_mnemonic (_ ("_Drop the history, too"));
  Compaction *self = g_new0 (Compaction, 1);

  g_weak_ref_init (&self->window, widget);
  self->drop = GTK_CHECK_BUTTON (drop);
  add_words (
      form, _ ("The file is written anew without the room it no longer uses. What it holds stays as it is."));
  gtk_box_append (GTK_BOX (form), drop);
  gtk_widget_add_css_class (add_words (form, _ ("Nothing that was changed so far can be undone then.")),
                            "caption");
  nqp_dialog_ask (widget, _ ("Compact the File?"), form, drop, _ ("_Compact"), on_compact, self,
                  compaction_free);
}

/* ---- a damaged file ---------------------------------------------------------------------------------------------- */

typedef struct
{
  GWeakRef window;
  char *path;
} Damaged;

static void
damaged_free (gpointer data)
{
  Damaged *self = data;

  g_weak_ref_clear (&self->window);
  g_free (self->path);
  g_free (self);
}

/* What could not be saved, to read and to copy. */
static void
show_losses (NqpWindow *self, const GPtrArray *losses)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = nqp_table_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (NqpTable) table = nqp_salvaged_table (losses);

  g_object_set (view, "label", _ ("What could not be saved"), NULL);
  nqp_table_view_set_session (NQP_TABLE_VIEW (view), self->session);
  nqp_table_view_show (NQP_TABLE_VIEW (view), table);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_header_bar_new ());
  gtk_box_append (GTK_BOX (box), view);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("What Could Not Be Saved"));
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 420);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_target_chosen (const char *target, gpointer user_data)
{
  NqpWindow *self = user_data;
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (self), "nqp-damaged"));
  g_autoptr (GPtrArray) losses = NULL;
  g_autoptr (GError) error = NULL;

  if (!nqp_salvaged_new (path, target, TRUE, nqp_session_get_lang (self->session), &losses, &error))
    {
      nqp_file_dialog_refuse (GTK_WINDOW (self), NQP_FILE_SAVE, target, error);
      return;
    }
  if (!nqp_window_open (self, target))
    return;
  if (losses->len > 0)
    show_losses (self, losses);
  else
    nqp_window_toast (self, _ ("Everything could be saved"), NULL, NULL);
}

static void
on_salvage (gpointer data)
{
  Damaged *damaged = data;
  g_autoptr (NqpWindow) self = g_weak_ref_get (&damaged->window);
  g_autofree char *base = nqp_words_basename (damaged->path);
  g_autofree char *stem
      = g_str_has_suffix (base, ".nqp") ? g_strndup (base, strlen (base) - 4) : g_strdup (base);
  /* Translators: the name of a file: that of the damaged one comes first */
  g_autofree char *suggested = g_strdup_printf (_ ("%s-saved.nqp"), stem);

  if (self == NULL)
    return;
  g_object_set_data_full (G_OBJECT (self), "nqp-damaged", g_strdup (damaged->path), g_free);
  nqp_file_dialog_run (GTK_WINDOW (self), NQP_FILE_SAVE, _ ("Save What Can Be Read"), _ ("NQP projects"),
                       "*.nqp", suggested, on_target_chosen, G_OBJECT (self));
}

void
nqp_window_offer_salvage (NqpWindow *self, const char *path, const char *heading, const GError *error)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Damaged *damaged = g_new0 (Damaged, 1);

  g_weak_ref_init (&damaged->window, self);
  damaged->path = g_strdup (path);
  add_words (form, error->message);
  add_words (form, _ ("What can still be read of it can be saved as a new project, with a list of what is "
                      "lost. The damaged "
                      "file stays as it is."));
  nqp_dialog_ask (GTK_WIDGET (self), heading, form, NULL, _ ("_Save What Can Be Read…"), on_salvage, damaged,
                  damaged_free);
}

void
nqp_window_class_add_keep_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.history", NULL, act_history);
  gtk_widget_class_install_action (klass, "win.save-copy", NULL, act_save_copy);
  gtk_widget_class_install_action (klass, "win.save-copy-without-history", NULL, act_save_plain_copy);
  gtk_widget_class_install_action (klass, "win.compact", NULL, act_compact);
}
