/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-label-parts.h"

static gboolean
query_tooltip (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer unused)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  return TRUE;
}

void
nqp_label_tell_when_cut (GtkWidget *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip), NULL);
}

void
nqp_widget_call (gpointer widget, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list args;

  va_start (args, format);
  name = g_strdup_vprintf (format, args);
  va_end (args);
  /* from 4.10 on a button is called what is written on it, whatever else it is called */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
nqp_list_head_groups (GtkListBoxRow *row, GtkListBoxRow *before, gpointer classes)
{
  const char *group = g_object_get_data (G_OBJECT (row), "group");
  g_auto (GStrv) each = NULL;
  GtkWidget *label;

  if (before != NULL && g_strcmp0 (group, g_object_get_data (G_OBJECT (before), "group")) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  each = g_strsplit (classes, " ", -1);
  for (int i = 0; each[i] != NULL; i++)
    gtk_widget_add_css_class (label, each[i]);
  gtk_list_box_row_set_header (row, label);
}
