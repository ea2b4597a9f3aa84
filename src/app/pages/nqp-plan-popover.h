/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NqpPlanPopover:
 *
 * "Reach rank k": the least change, in years at past pace, that brings the focus region to a rank of the index, from the
 * values there are; or why there is none. A button makes its targets the assumed values.
 */
#define NQP_TYPE_PLAN_POPOVER (nqp_plan_popover_get_type ())
G_DECLARE_FINAL_TYPE (NqpPlanPopover, nqp_plan_popover, NQP, PLAN_POPOVER, GtkPopover)

/* Shows the session; the owner calls it when region, year or scores have changed. */
void
nqp_plan_popover_update (NqpPlanPopover *self, NqpSession *session);

G_END_DECLS
