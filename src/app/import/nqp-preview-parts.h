/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table-layout.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

void
nqp_preview_empty (GtkWidget *parent); /* a GtkGrid or GtkBox loses its children */
GtkWidget *
nqp_preview_text_new (const char *css_class); /* as wide as it is asked to be */
int
nqp_preview_chars (const char *text, int most); /* in widths of a letter: Chinese ones take two */
/* What scrolls along with other parts and has no bars of its own. */
GtkWidget *
nqp_preview_follower_new (GtkWidget *child, GtkPolicyType horizontal, GtkPolicyType vertical);
gboolean
nqp_preview_holds_numbers (const NqpTableLayout *layout, int column); /* from 0; @layout: nullable */

G_END_DECLS
