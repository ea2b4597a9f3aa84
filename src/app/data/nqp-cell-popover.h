/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include "nqp-value-grid.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All that is known of a cell: its state, notes and source, what it was before and when, with the way back; and whether it is doubted.
 * Returns: (transfer floating): a popover for that cell alone */
GtkWidget *
nqp_cell_popover_new (NqpSession *session, const NqpValueGrid *values, int row, int column);

G_END_DECLS
