/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-refusal.h"

struct _NqpRefusal
{
  GtkListBoxRow parent_instance;

  NqpMethod method; /* in force when another one was refused */
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (NqpRefusal, nqp_refusal, GTK_TYPE_LIST_BOX_ROW)

static void
move_below (NqpRefusal *self, GtkListBox *list, GtkWidget *row)
{
  g_object_ref (self);
  gtk_list_box_remove (list, GTK_WIDGET (self));
  gtk_list_box_insert (list, GTK_WIDGET (self), gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);
  g_object_unref (self);
}

void
nqp_refusal_apply (NqpRefusal *self, NqpSession *session, const NqpMethod *method, GtkListBox *list,
                   GtkWidget *row)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (nqp_session_try_method (session, method, &error))
    return;
  self->method = *nqp_session_get_wanted_method (session);
  move_below (self, list, row);
  gtk_label_set_text (GTK_LABEL (self->words), error->message);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
nqp_refusal_update (NqpRefusal *self, const NqpMethod *method)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && !nqp_method_equal (method, &self->method))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
nqp_refusal_class_init (NqpRefusalClass *klass)
{
}

static void
nqp_refusal_init (NqpRefusal *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (box, "refusal");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  self->words = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE,
                              "xalign", 0.0, "width-chars", 20, "max-width-chars", 30, NULL);
  gtk_label_set_wrap_mode (GTK_LABEL (self->words), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->words, "caption");
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}
