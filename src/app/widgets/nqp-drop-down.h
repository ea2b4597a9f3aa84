/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells assistive tools what is chosen from, and what is chosen. @name: translated, or NULL for the label of the .ui file. */
void
nqp_drop_down_tell (GtkDropDown *menu, const char *name);
/* Names as long as they may be: they are cut where there is no room. */
void
nqp_drop_down_cut_names (GtkDropDown *menu, int chars, int list_chars);

G_END_DECLS
