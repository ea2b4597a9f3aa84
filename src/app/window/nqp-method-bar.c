/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-method-bar.h"

#include <glib/gi18n.h>

#include "nqp-session-structure.h"

struct _NqpMethodBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *heading, *reason;
  GtkWidget *take, *structure;
};

G_DEFINE_FINAL_TYPE (NqpMethodBar, nqp_method_bar, ADW_TYPE_BIN)

void
nqp_method_bar_show (NqpMethodBar *self, NqpSession *session)
{
  const char *trouble = nqp_session_get_trouble (session);
  const char *reason = trouble != NULL ? trouble : nqp_session_get_no_score (session);
  g_autofree char *heading = NULL;

  if (trouble != NULL)
    {
      g_autofree char *method = nqp_method_describe (nqp_session_get_method (session));

      /* Translators: %s: "equal weights, min-max over all years, arithmetic mean" */
      heading = g_strdup_printf (
          _ ("The method in the file does not compute. Shown with a plain one: %s. The file stays as it is."),
          method);
    }
  else if (reason != NULL)
    heading = g_strdup (_ ("There is no score yet."));
  if (reason != NULL)
    {
      gtk_label_set_label (self->heading, heading);
      gtk_label_set_label (self->reason, reason);
    }
  gtk_widget_set_visible (self->take, trouble != NULL);
  gtk_widget_set_visible (self->structure, trouble == NULL && nqp_session_count_waiting (session) > 0);
  gtk_revealer_set_reveal_child (self->revealer, reason != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), reason != NULL);
}

static void
nqp_method_bar_class_init (NqpMethodBarClass *klass)
{
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE,
                                   "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
nqp_method_bar_init (NqpMethodBar *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (row, "refusal");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_widget_set_hexpand (words, TRUE);
  self->heading = add_label (words, "heading");
  self->reason = add_label (words, "caption");
  gtk_box_append (GTK_BOX (row), words);
  self->take = gtk_button_new_with_label (_ ("Use Plain Method"));
  gtk_widget_set_valign (self->take, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->take), "win.take-plain-method");
  gtk_box_append (GTK_BOX (row), self->take);
  self->structure = gtk_button_new_with_label (_ ("Structure"));
  gtk_widget_set_tooltip_text (self->structure, _ ("Give indicators their place in the index"));
  gtk_widget_set_valign (self->structure, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->structure), "win.show-structure");
  gtk_box_append (GTK_BOX (row), self->structure);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, row);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
