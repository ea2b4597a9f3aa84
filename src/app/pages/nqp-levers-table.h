/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpLeversTable:
 *
 * The levers of the focus region as a sortable table. A click opens the derivation; Enter or the button of a row sends the
 * indicator on, by the signal "try" (int leaf). It shows the session when its owner tells it to.
 */
#define NQP_TYPE_LEVERS_TABLE (nqp_levers_table_get_type ())
G_DECLARE_FINAL_TYPE (NqpLeversTable, nqp_levers_table, NQP, LEVERS_TABLE, GtkWidget)

/* Returns: how many levers there are */
int
nqp_levers_table_update (NqpLeversTable *self, NqpSession *session);

G_END_DECLS
