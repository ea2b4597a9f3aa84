/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-drop-down.h"

#include "nqp-label-parts.h"

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

static void
setup_item (GtkListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (chars));
  nqp_label_tell_when_cut (label);
  gtk_list_item_set_child (item, label);
}

static void
bind_item (GtkListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  GtkStringObject *string = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (string));
}

static GtkListItemFactory *
make_factory (int chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_item), GINT_TO_POINTER (chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item), NULL);
  return factory;
}

/**
 * nqp_drop_down_cut_names:
 * @menu: of strings, which can be searched
 * @chars: the most it asks to be wide itself
 * @list_chars: likewise its list
 *
 * Names that have no room are cut at the end, and told in full by a tooltip.
 */
void
nqp_drop_down_cut_names (GtkDropDown *menu, int chars, int list_chars)
{
  g_autoptr (GtkListItemFactory) button = make_factory (chars);
  g_autoptr (GtkListItemFactory) list = make_factory (list_chars);
  g_autoptr (GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (menu, expression); /* what is searched */
  gtk_drop_down_set_factory (menu, button);
  gtk_drop_down_set_list_factory (menu, list);
}
