/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpTableBar:
 *
 * A small horizontal bar for a table cell: a share of a track, in a colour.
 */
#define NQP_TYPE_TABLE_BAR (nqp_table_bar_get_type ())
G_DECLARE_FINAL_TYPE (NqpTableBar, nqp_table_bar, NQP, TABLE_BAR, GtkWidget)

GtkWidget *
nqp_table_bar_new (void);
void
nqp_table_bar_set (NqpTableBar *self, double share, const GdkRGBA *colour); /* share in 0..1, NaN = empty */

G_END_DECLS
