/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpAssumeRow:
 *
 * The value that is assumed for one indicator of the focus region: name, number, slider from the worst to the best value
 * that any region ever reached, with marks at the value there is (above) and at what the past pace makes of it in one and in
 * three years (below). It shows the session and changes it; the owner calls nqp_assume_row_update() when that has changed.
 */
#define NQP_TYPE_ASSUME_ROW (nqp_assume_row_get_type ())
G_DECLARE_FINAL_TYPE (NqpAssumeRow, nqp_assume_row, NQP, ASSUME_ROW, AdwBin)

GtkWidget *
nqp_assume_row_new (NqpSession *session, int leaf);
/* @data: not only the assumed value is another, but region, year, values or method. */
void
nqp_assume_row_update (NqpAssumeRow *self, gboolean data);
void
nqp_assume_row_focus (NqpAssumeRow *self); /* the keyboard's focus to the slider */

G_END_DECLS
