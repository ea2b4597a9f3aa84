/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-tree.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Classes of the style sheet. */

void
nqp_widget_set_class (GtkWidget *widget, const char *css_class, gboolean on);
/* Of the pillar that @node belongs to: its colour. The index has none. */
void
nqp_widget_add_pillar_class (GtkWidget *widget, const NqpTree *tree, int node);

G_END_DECLS
