/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-file-bar.h"

#include <glib/gi18n.h>

struct _NqpFileBar
{
  AdwBin parent_instance;

  GtkLabel *reason;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (NqpFileBar, nqp_file_bar, ADW_TYPE_BIN)

void
nqp_file_bar_show (NqpFileBar *self, NqpSession *session)
{
  const char *reason = nqp_session_get_read_only (session);

  if (reason != NULL)
    gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (self->copy, nqp_session_may_copy (session));
  gtk_widget_set_visible (GTK_WIDGET (self), reason != NULL);
}

static void
nqp_file_bar_class_init (NqpFileBarClass *klass)
{
}

static void
nqp_file_bar_init (NqpFileBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *reason = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap",
                                    TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (row, "refusal");
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("changes-prevent-symbolic"));
  gtk_box_append (GTK_BOX (row), reason);
  self->reason = GTK_LABEL (reason);
  self->copy = gtk_button_new_with_mnemonic (_ ("_Save a Copy…"));
  gtk_widget_set_valign (self->copy, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->copy), "win.save-copy");
  gtk_box_append (GTK_BOX (row), self->copy);
  adw_bin_set_child (ADW_BIN (self), row);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
