/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "nqp-grid.h"
#include "nqp-text-sheet.h"

G_BEGIN_DECLS

/**
 * NqpTextView:
 *
 * What things of the project say of themselves as a sheet, with a bar above it: filter, order, and what can be done with the kind.
 *
 * Signal: "moved": another cell or block is chosen, or other things are shown
 */
#define NQP_TYPE_TEXT_VIEW (nqp_text_view_get_type ())
G_DECLARE_FINAL_TYPE (NqpTextView, nqp_text_view, NQP, TEXT_VIEW, AdwBin)

GtkWidget *
nqp_text_view_new (const NqpTextKind *kind);
void
nqp_text_view_set_session (NqpTextView *self, NqpSession *session);
void
nqp_text_view_changed (NqpTextView *self, guint flags);
void
nqp_text_view_add_button (NqpTextView *self, GtkWidget *button); /* at the end of the bar */
NqpGrid *
nqp_text_view_get_grid (NqpTextView *self);
void
nqp_text_view_find (NqpTextView *self); /* the keyboard goes to the filter */
/* (element-type int): things of the rows that are chosen, wholly or in part */
GArray *
nqp_text_view_get_chosen (NqpTextView *self);
void
nqp_text_view_choose (NqpTextView *self, const char *code); /* its row, if it is shown */

G_END_DECLS
