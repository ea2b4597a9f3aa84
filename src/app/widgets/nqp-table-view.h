/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpTableView:
 *
 * The one widget that shows an NqpTable: that of a chart, which follows the session, or one it is given. A click on a title
 * sorts. Where rows are regions, the selected one is the focus, and those compared and pointed at are marked as in pictures;
 * a click on a number explains it. Properties for .ui files: "chart-id", "label" (what assistive tools call the table).
 *
 * Signals: "picked" (int node): the button of a row, or Enter where rows have one. Where rows are chosen (property "chooses"; no
 * number explains itself there): "chosen": another row is, or none; "opened" (int row of the table): Enter, or two clicks.
 */
#define NQP_TYPE_TABLE_VIEW (nqp_table_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpTableView, nqp_table_view, NQP, TABLE_VIEW, GtkWidget)

GtkWidget *
nqp_table_view_new (void);
void
nqp_table_view_set_session (NqpTableView *self, NqpSession *session);
/* Rows keep their place, columns of the same names their widgets and the order the user chose. */
void
nqp_table_view_show (NqpTableView *self, NqpTable *table);
/* Of a table that chooses: a row of the table, -1 = none. */
int
nqp_table_view_get_chosen (NqpTableView *self);
void
nqp_table_view_choose (NqpTableView *self, int row);

G_END_DECLS
