/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-drop-down.h"

static void
tell_chosen (GtkDropDown *menu)
{
  GtkExpression *expression = gtk_drop_down_get_expression (menu);
  gpointer item = gtk_drop_down_get_selected_item (menu);
  const char *chosen = NULL;
  GValue value = G_VALUE_INIT;

  if (item != NULL && expression != NULL && gtk_expression_evaluate (expression, item, &value)
      && G_VALUE_HOLDS_STRING (&value))
    chosen = g_value_get_string (&value);
  else if (GTK_IS_STRING_OBJECT (item))
    chosen = gtk_string_object_get_string (item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  chosen != NULL ? chosen : "", -1);
  if (G_IS_VALUE (&value))
    g_value_unset (&value);
}

/**
 * nqp_drop_down_tell:
 * @menu: a drop-down, once it has its template
 * @name: (nullable): of what it chooses, %NULL for the label it was given
 *
 * GTK names a drop-down after the item that is chosen from 4.10 on, and before that after nothing but its label; so the one
 * is made its name, the other its description.
 */
void
nqp_drop_down_tell (GtkDropDown *menu, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_handlers_disconnect_by_func (menu, tell_chosen, NULL);
  g_signal_connect (menu, "notify::selected-item", G_CALLBACK (tell_chosen), NULL);
  tell_chosen (menu);
}
