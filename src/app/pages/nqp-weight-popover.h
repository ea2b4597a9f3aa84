/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpWeightPopover:
 *
 * One node of the index: its weight, what it really counts for, a lock and a switch. Follows the session while it is open.
 */
#define NQP_TYPE_WEIGHT_POPOVER (nqp_weight_popover_get_type ())
G_DECLARE_FINAL_TYPE (NqpWeightPopover, nqp_weight_popover, NQP, WEIGHT_POPOVER, GtkPopover)

/* Opens over the widget it is a child of, pointing at @at (in its coordinates). */
void
nqp_weight_popover_open (NqpWeightPopover *self, NqpSession *session, int node, const GdkRectangle *at);

G_END_DECLS
