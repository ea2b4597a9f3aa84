/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-control.h"

void
nqp_control_block (gpointer control, gpointer owner)
{
  g_signal_handlers_block_matched (control, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, owner);
}

void
nqp_control_unblock (gpointer control, gpointer owner)
{
  g_signal_handlers_unblock_matched (control, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, owner);
}

void
nqp_control_show_number (gpointer control, double value, gpointer owner)
{
  nqp_control_block (control, owner);
  if (GTK_IS_RANGE (control))
    gtk_range_set_value (control, value);
  else
    gtk_spin_button_set_value (control, value);
  nqp_control_unblock (control, owner);
}

void
nqp_control_show_number_of (GtkSpinButton *control, double value, double most, gpointer owner)
{
  nqp_control_block (control, owner);
  gtk_spin_button_set_range (control, 1, most);
  gtk_spin_button_set_value (control, value);
  nqp_control_unblock (control, owner);
}

void
nqp_control_show_active (gpointer control, gboolean active, gpointer owner)
{
  nqp_control_block (control, owner);
  g_object_set (control, "active", active, NULL);
  nqp_control_unblock (control, owner);
}

void
nqp_control_show_one_of (GtkToggleButton *const *group, int n, int active, gpointer owner)
{
  for (int i = 0; i < n; i++)
    nqp_control_block (group[i], owner); /* the one that is left speaks, too */
  gtk_toggle_button_set_active (group[active], TRUE);
  for (int i = 0; i < n; i++)
    nqp_control_unblock (group[i], owner);
}

void
nqp_control_show_selected (GtkDropDown *control, guint selected, gpointer owner)
{
  nqp_control_block (control, owner);
  gtk_drop_down_set_selected (control, selected);
  nqp_control_unblock (control, owner);
}

static gboolean
has_names (GtkDropDown *control, const char *const *names)
{
  GListModel *model = gtk_drop_down_get_model (control);
  const guint n = model != NULL ? g_list_model_get_n_items (model) : 0;
  guint i = 0;

  while (i < n && g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), names[i]) == 0)
    i++;
  return model != NULL && i == n && names[i] == NULL;
}

void
nqp_control_show_names (GtkDropDown *control, const char *const *names, guint selected, gpointer owner)
{
  nqp_control_block (control, owner);
  if (!has_names (control, names))
    {
      g_autoptr (GtkStringList) model = gtk_string_list_new (names);

      gtk_drop_down_set_model (control, G_LIST_MODEL (model));
    }
  gtk_drop_down_set_selected (control, selected);
  nqp_control_unblock (control, owner);
}
