/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpNumberRow:
 *
 * A row of a boxed list: a title and a number. Properties: "title", "adjustment", "digits".
 *
 * Signals: "entered" (double value), once when the number has come to rest.
 */
#define NQP_TYPE_NUMBER_ROW (nqp_number_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpNumberRow, nqp_number_row, NQP, NUMBER_ROW, GtkListBoxRow)

void
nqp_number_row_show (NqpNumberRow *self, double value); /* emits nothing */

G_END_DECLS
