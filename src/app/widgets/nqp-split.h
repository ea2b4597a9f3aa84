/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpSplit:
 *
 * Two children side by side (or one above the other) where there is room, else one of them ("show-end" says which).
 * The hidden one is unmapped, so that it costs nothing. An end child that is not visible leaves all the room to the other.
 */
#define NQP_TYPE_SPLIT (nqp_split_get_type ())
G_DECLARE_FINAL_TYPE (NqpSplit, nqp_split, NQP, SPLIT, GtkWidget)

gboolean
nqp_split_get_folded (NqpSplit *self);
gboolean
nqp_split_get_show_end (NqpSplit *self);
void
nqp_split_set_show_end (NqpSplit *self, gboolean show_end);

G_END_DECLS
