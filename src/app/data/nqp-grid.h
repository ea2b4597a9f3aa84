/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include "nqp-value-grid.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpGrid:
 *
 * Millions of values, or what regions and series say of themselves, as a sheet to read and edit: rows and columns are drawn when they are in sight, titles stay where they are.
 * Blocks are chosen with pointer or keyboard, copied, pasted, filled and removed; a cell is written in its place. Its name, for
 * assistive tools, is what the cell says that the keyboard is on.
 *
 * Signal: "moved": another cell or block is chosen
 */
#define NQP_TYPE_GRID (nqp_grid_get_type ())
G_DECLARE_FINAL_TYPE (NqpGrid, nqp_grid, NQP, GRID, GtkWidget)

void
nqp_grid_set_session (NqpGrid *self, NqpSession *session);
/* Takes @sheet: (nullable); the same cell stays chosen if @keep. */
void
nqp_grid_show_sheet (NqpGrid *self, NqpSheet *sheet, gboolean keep);
void
nqp_grid_show (NqpGrid *self, NqpValueGrid *values, gboolean keep);
/* The same things with other values: the grid's own are brought up to date. FALSE: they have to be shown anew. */
gboolean
nqp_grid_refresh (NqpGrid *self, NqpPanel *panel, NqpScores *scores);
/* What can be done there beside: a part of the menu of cells. Before it is shown. */
void
nqp_grid_set_menu (NqpGrid *self, GMenuModel *menu);
const NqpValueGrid *
nqp_grid_get_values (NqpGrid *self); /* NULL: none, or another kind of sheet */
const NqpSheet *
nqp_grid_get_sheet (NqpGrid *self); /* NULL: none */
/* The same for a sheet of any kind, of what the session shows now. */
gboolean
nqp_grid_refresh_sheet (NqpGrid *self);
void
nqp_grid_arrange (NqpGrid *self, int sorted_by, gboolean descending, const char *filter);
void
nqp_grid_get_range (NqpGrid *self, NqpGridRange *out_range);
void
nqp_grid_get_cursor (NqpGrid *self, int *out_row, int *out_column);
/* Brought into sight. @extend: the block reaches from where it began to there */
void
nqp_grid_move_to (NqpGrid *self, int row, int column, gboolean extend);
/* FALSE: refused, and a message says why */
gboolean
nqp_grid_write (NqpGrid *self, const GArray *cells, NqpValuesDone done);

G_END_DECLS
