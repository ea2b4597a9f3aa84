/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-class-parts.h"

void
nqp_widget_set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

void
nqp_widget_add_pillar_class (GtkWidget *widget, const NqpTree *tree, int node)
{
  const int pillar = nqp_tree_pillar_of (tree, node);
  g_autofree char *css_class = NULL;

  if (pillar < 0)
    return;
  css_class = g_strconcat ("pillar-", tree->nodes[pillar].id, NULL);
  gtk_widget_add_css_class (widget, css_class);
}
